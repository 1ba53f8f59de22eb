"""Minutes signed by certificate: brought in with what was found, handed out again."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.http import Request
from nennep.files import respond
from nennep.journal.actions import record
from nennep.meetings import access, actions
from nennep.meetings.views import act
from nennep.meetings.views.minutes import edition_of
from nennep.ui.fields import Upload


class CertifiedForm(forms.Form):
    """The signed file."""

    file = Upload(label=gettext_lazy("Biên bản PDF đã ký bằng chứng thư số"))


@login_required
def bring(request: Request, pk: int) -> HttpResponse:
    """Bring the signed file in."""
    _meeting, edition = edition_of(request, pk)
    edition = access.certify.find(request.actor, pk=edition.pk)
    form = CertifiedForm(request.POST or None, request.FILES or None)
    back = f"{reverse('meetings:minutes', args=[pk])}?lan={edition.edition}"

    def verb(given: dict[str, Any]) -> Any:
        return actions.bring_certified(edition, by=request.actor, data=given["file"].read())

    note = _(
        "Tải PDF ở trang biên bản, ký bằng phần mềm của tổ chức cấp chứng thư, rồi đưa chính tệp đó lên. Hệ thống đối chiếu tệp với bản đã khóa và kiểm tra chữ ký tại chỗ, không nối ra ngoài."
    )
    return act(
        request, form, _("Đưa lên bản ký bằng chứng thư số"), verb, lambda _made: back, _("Đã nhận bản ký. Kết quả kiểm tra ở mục Chữ ký bằng chứng thư số."),
        note=note, button=_("Kiểm tra và lưu"), back=back, files=True,
    )  # fmt: skip


@login_required
def hand_out(request: Request, pk: int) -> HttpResponse:
    """The signed file as it came."""
    row = access.see_certified.find(request.actor, pk=pk)
    meeting = row.minutes.meeting
    says = {"title": meeting.title[:120], "form": "pdf"}
    record("meetings.download", row.minutes, by=request.actor, unit_id=meeting.unit_id, says=says)
    return respond.kept(row.file_sha, f"bien-ban-{meeting.pk}-{row.minutes.edition}-da-ky.pdf")
