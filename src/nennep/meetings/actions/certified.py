"""Frozen minutes that come back signed by certificate: checked without network, kept with what was found."""

from dataclasses import asdict
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.files.actions import keep_bytes, place_of
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import CertifiedCopy, Minutes
from nennep.press import certified
from nennep.viet.write import short


class NotTheFrozen(Refused):
    """A file that is not the frozen minutes with signatures alone added."""


class CameAlready(Refused):
    """The same file twice."""


def _words(found: certified.Found) -> str:
    """Why a signed file is not taken; '' where it is."""
    said = {
        "other": _(
            "Tệp này không phải biên bản đã khóa của cuộc họp. Đề nghị tải PDF ở trang biên bản, ký theo cách ghi thêm chữ ký rồi đưa lên; phần mềm không được ghi lại cả tệp."
        ),
        "big": _("Phần ghi thêm vào biên bản quá lớn so với chữ ký. Đề nghị ký lại bằng ảnh chữ ký nhỏ hơn."),
        "unsigned": _("Tệp chưa có chữ ký bằng chứng thư số nào."),
        "changed": _("Tệp có thay đổi khác ngoài chữ ký so với biên bản đã khóa nên không nhận."),
        "unreadable": _("Không đọc được chữ ký trong tệp; tệp có thể bị hỏng hoặc bị cắt. Đề nghị ký và đưa lên lại."),
    }
    if found.trouble:
        return said[found.trouble]
    broken = [one.signer for one in found.seals if not one.intact]
    if broken:
        return _("Chữ ký của {names} không khớp nội dung tệp nên không nhận.").format(names=", ".join(broken))
    return ""


@transaction.atomic
def bring_certified(minutes: Minutes, *, by: Actor, data: bytes) -> CertifiedCopy:
    """Keep the frozen minutes as they came back signed by certificate. Who signed and who issued is as the certificate
    says; whether it was revoked is not asked. Raises NotTheFrozen, CameAlready."""
    minutes = access.certify.claim(by, minutes)
    found = certified.check(place_of(minutes.file_sha).read_bytes(), data, Path(settings.TRUSTED_ROOTS))
    if words := _words(found):
        raise NotTheFrozen(words, field="file")
    sha = keep_bytes(data)
    if CertifiedCopy.objects.filter(minutes=minutes, file_sha=sha).exists():
        raise CameAlready(_("Tệp này đã được đưa lên."), field="file")
    row = CertifiedCopy.objects.create(
        minutes=minutes, unit_key=minutes.unit_key, file_sha=sha, seals=[asdict(one) for one in found.seals], roots=found.roots,
        brought_by=by.name[:160], brought_at=now(),
    )  # fmt: skip
    says = {"title": short(minutes.meeting.title, 120), "names": ", ".join(one.signer for one in found.seals)[:300]}
    record("meetings.bring_certified", row, by=by, unit_id=minutes.meeting.unit_id, says=says)
    return row
