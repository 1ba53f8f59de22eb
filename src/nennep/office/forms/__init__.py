"""Shape and wording of what is entered in the clerks' office: books and incoming papers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.documents.models import Kind
from nennep.office import rules
from nennep.office.models import Flow, Level, Link, Secrecy, Urgency
from nennep.ui.fields import DayField as DayField

NUMBERED = [choice for choice in Kind.choices if choice[0] in rules.CODES]
BOOKS = [("", _("Văn bản đến"))] + [
    (code, f"{code} ({', '.join(str(label) for kind, label in NUMBERED if rules.CODES[kind] == code)})")
    for code in dict.fromkeys(rules.CODES.values())
]
ISSUED = [choice for choice in Flow.choices if choice[0] != Flow.INCOMING]


class IssueForm(forms.Form):
    """A number for a paper made elsewhere."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *NUMBERED])
    flow = forms.ChoiceField(label=_("Vào sổ"), choices=ISSUED, initial=Flow.OUTGOING)
    title = forms.CharField(label=_("Trích yếu"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    dated = DayField(label=_("Ngày văn bản"))
    signer = forms.CharField(label=_("Người ký"), max_length=120)
    recipients = forms.CharField(label=_("Nơi nhận"), max_length=300, required=False)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=9999, required=False)


class OpenForm(forms.Form):
    """A book that begins in mid-term."""

    code = forms.ChoiceField(label=_("Sổ"), choices=BOOKS, required=False)
    last = forms.IntegerField(
        label=_("Số đã cấp gần nhất"), min_value=0, max_value=99999,
        help_text=_("Số cuối cùng trong sổ đang dùng. Hệ thống cấp tiếp từ số sau đó."),
    )  # fmt: skip


class OldForm(forms.Form):
    """A line of a book kept before: of the kinds that book numbers; one of incoming papers has no book to choose."""

    value = forms.IntegerField(label=_("Số"), min_value=1, max_value=99999)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *Kind.choices], required=False)
    flow = forms.ChoiceField(label=_("Sổ"), choices=ISSUED, initial=Flow.OUTGOING)
    title = forms.CharField(label=_("Trích yếu"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    dated = DayField(label=_("Ngày văn bản"))
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)

    def __init__(self, code: str, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        kinds = [choice for choice in NUMBERED if rules.CODES[choice[0]] == code]
        if not code:
            del self.fields["flow"]
            self.fields["dated"].label = _("Ngày đến")
        elif len(kinds) == 1:
            self.fields["kind"].choices = kinds  # type: ignore[attr-defined]
        else:
            self.fields["kind"].choices = [("", _("Chọn loại")), *kinds]  # type: ignore[attr-defined]


class CancelForm(forms.Form):
    """Why a number is cancelled."""

    reason = forms.CharField(
        label=_("Lý do hủy số"), max_length=300, help_text=_("Ví dụ: văn bản không ban hành; cấp nhầm loại.")
    )


class EnterForm(forms.Form):
    """A line of the book of incoming papers."""

    received_on = DayField(label=_("Ngày đến"))
    sender = forms.CharField(label=_("Cơ quan gửi"), max_length=250)
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    again = forms.BooleanField(label=_("Vẫn vào sổ dù đã có số này"), required=False)
    dated = DayField(label=_("Ngày văn bản"), required=False)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *Kind.choices], required=False)
    title = forms.CharField(
        label=_("Trích yếu"), max_length=1000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    urgency = forms.ChoiceField(label=_("Độ khẩn"), choices=Urgency.choices, required=False)
    secrecy = forms.ChoiceField(
        label=_("Độ mật"), choices=Secrecy.choices, required=False,
        help_text=_("Văn bản mật không đưa vào hệ thống: bỏ trống trích yếu, chỉ ghi nơi lưu bản giấy."),
    )  # fmt: skip
    paper_at = forms.CharField(
        label=_("Lưu bản giấy tại"),
        max_length=200,
        required=False,
        help_text=_("Ví dụ: hồ sơ 02, tủ A, Văn phòng Đảng ủy."),
    )

    def clean(self) -> dict[str, Any]:
        """A paper that is not secret has an abstract."""
        given: dict[str, Any] = super().clean() or {}
        if not given.get("secrecy") and not given.get("title") and not self.errors:
            self.add_error("title", _("Đề nghị ghi trích yếu."))
        return given

    def ask_again(self) -> None:
        """Whether to enter it all the same is asked only of who was told that the number is there."""
        if not (self.has_error("number") or self.data.get("again")):
            del self.fields["again"]


class SubmitForm(forms.Form):
    """What the office proposes."""

    proposal = forms.CharField(
        label=_("Ý kiến đề xuất của Văn phòng"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )


class NoteForm(forms.Form):
    """Bút phê."""

    note = forms.CharField(label=_("Bút phê"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class AssignForm(forms.Form):
    """Who handles a paper, by when."""

    account_id = forms.TypedChoiceField(label=_("Người chủ trì xử lý"), coerce=int)
    helpers = forms.CharField(label=_("Phối hợp"), max_length=300, required=False)
    due_on = DayField(label=_("Hạn xử lý"))

    def __init__(self, people: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["account_id"].choices = [("", _("Chọn người")), *people]  # type: ignore[attr-defined]


class FinishForm(forms.Form):
    """What came of a paper."""

    result = forms.CharField(label=_("Kết quả xử lý"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    answer = forms.CharField(
        label=_("Văn bản trả lời"), max_length=60, required=False, help_text=_("Số trong sổ đi, ví dụ 12-CV/ĐU.")
    )


class IssuerForm(forms.Form):
    """An issuing body."""

    name = forms.CharField(label=_("Tên cơ quan"), max_length=250)
    symbol = forms.CharField(
        label=_("Ký hiệu"),
        max_length=20,
        required=False,
        help_text=_("Phần sau dấu gạch chéo: 21-NQ/TW có ký hiệu TW."),
    )
    level = forms.ChoiceField(label=_("Cấp"), choices=Level.choices)


class NameForm(forms.Form):
    """A short name of a paper."""

    name = forms.CharField(label=_("Tên gọi tắt"), max_length=80, help_text=_("Ví dụ: NQ21, Nghị quyết chuyển đổi số."))


class RelateForm(forms.Form):
    """How a paper stands to another."""

    link = forms.ChoiceField(label=_("Văn bản này"), choices=Link.choices)
    other = forms.CharField(label=_("Văn bản (số, ký hiệu)"), max_length=60)
    since = DayField(label=_("Từ ngày"))


def in_working_days(day: date, count: int = 5) -> date:
    """A first proposal of a deadline: so many weekdays on."""
    while count:
        day += timedelta(days=1)
        count -= day.weekday() < 5
    return day
