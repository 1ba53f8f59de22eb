"""One letter for many recipients: each gets his own PDF, made in the background."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.jobs import defer
from nennep.core.refused import Refused
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.notify import actions as notify
from nennep.office import access, papers
from nennep.office.models import Batch, Draft
from nennep.press.pdf import pdf

MOST = 2000
"""Recipients of one batch."""


class TooMany(Refused):
    """No recipient, or more than one batch takes."""


@transaction.atomic
def order_batch(draft: Draft, *, by: Actor, names: Iterable[str]) -> Batch:
    """Ask for one PDF a name; the job tells how far it is. Raises TooMany."""
    draft = access.make_many.claim(by, draft)
    chosen = list(dict.fromkeys(name.strip() for name in names if name.strip()))
    if not 1 <= len(chosen) <= MOST:
        raise TooMany(_("Đề nghị ghi từ 1 đến {most} nơi nhận, mỗi nơi một dòng.").format(most=MOST), field="names")
    row: Batch = Batch.objects.create(
        draft=draft, unit_key=draft.unit_key, names=chosen, made_by=by.name, made_at=now()
    )  # fmt: skip
    label = _("In {count} bản: {title}").format(count=len(chosen), title=draft.title[:120])
    work = notify.begin(by.account_id, label, len(chosen), f"/van-thu/soan/{draft.pk}/")
    change(row, progress=work.pk)
    defer("office.batch", batch_id=row.pk, progress_id=str(work.pk))
    says = {"count": len(chosen), "paper": f"{draft.get_kind_display()} {draft.title}"[:200]}
    record("office.batch", draft, by=by, says=says)
    return row


def make_batch(row: Batch, *, tell: Callable[[int], None]) -> Batch:
    """Set every PDF and keep them in one archive; a batch that is there already is not made again."""
    if row.file_sha:
        return row
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_STORED) as archive:
        for place, name in enumerate(row.names, 1):
            archive.writestr(f"{place:04d}-{_file(name)}.pdf", pdf(papers.paper(row.draft, to=name)))
            tell(place)
    change(row, file_sha=keep_bytes(data.getvalue()))
    return row


def _file(name: str) -> str:
    return re.sub(r"[^\w .-]+", " ", name).strip()[:60] or "noi-nhan"
