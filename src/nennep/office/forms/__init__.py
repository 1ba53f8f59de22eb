"""Shape and wording of what is entered in the clerks' office: books and incoming papers."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.documents.models import Kind
from nennep.office import rules
from nennep.office.models import Flow, Level, Link, Secrecy, Style, Urgency
from nennep.ui.fields import DayField as DayField

NUMBERED = [choice for choice in Kind.choices if choice[0] in rules.CODES]
BOOKS = [("", _("Văn bản đến"))] + [
    (code, f"{code} ({', '.join(str(label) for kind, label in NUMBERED if code in (rules.CODES[kind], rules.code_of(kind, Style.STATE)))})")
    for code in dict.fromkeys([*rules.CODES.values(), *rules.STATE_CODES.values()])
]  # fmt: skip
ISSUED = [choice for choice in Flow.choices if choice[0] != Flow.INCOMING]


class IssueForm(forms.Form):
    """A number for a paper made elsewhere."""

    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *NUMBERED])
    style = forms.ChoiceField(label=_("Thể thức"), choices=Style.choices, initial=Style.PARTY, required=False)
    flow = forms.ChoiceField(label=_("Vào sổ"), choices=ISSUED, initial=Flow.OUTGOING)
    title = forms.CharField(label=_("Trích yếu"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    dated = DayField(label=_("Ngày văn bản"))
    signer = forms.CharField(label=_("Người ký"), max_length=120)
    recipients = forms.CharField(label=_("Nơi nhận"), max_length=300, required=False)
    copies = forms.IntegerField(label=_("Số bản"), min_value=1, max_value=9999, required=False)
    again = forms.BooleanField(label=_("Vẫn cấp số mới"), required=False)

    def ask_again(self) -> None:
        """Whether to give another number is asked only of who was told that one was given."""
        if not (self.has_error("title") or self.data.get("again")):
            del self.fields["again"]

    def __init__(self, *given: Any, state: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        _styled(self, state)

    def clean_style(self) -> str:
        """The Party's layout where no other was chosen."""
        return self.cleaned_data["style"] or Style.PARTY


class OpenForm(forms.Form):
    """A book that begins in mid-term."""

    style = forms.ChoiceField(label=_("Thể thức"), choices=Style.choices, initial=Style.PARTY, required=False)
    code = forms.ChoiceField(label=_("Sổ"), choices=BOOKS, required=False)
    last = forms.IntegerField(
        label=_("Số đã cấp gần nhất"), min_value=0, max_value=99999,
        help_text=_("Số cuối cùng trong sổ đang dùng. Hệ thống cấp tiếp từ số sau đó."),
    )  # fmt: skip

    def __init__(self, *given: Any, state: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        _styled(self, state)

    def clean_style(self) -> str:
        """The Party's layout where no other was chosen."""
        return self.cleaned_data["style"] or Style.PARTY


class LetterheadForm(forms.Form):
    """Who issues a unit's State papers."""

    upper = forms.CharField(
        label=_("Cơ quan, tổ chức chủ quản"),
        max_length=250,
        required=False,
        help_text=_("Ví dụ: Bộ Giáo dục và Đào tạo."),
    )
    body = forms.CharField(label=_("Cơ quan, tổ chức ban hành"), max_length=250)
    symbol = forms.RegexField(
        r"^[A-ZĐa-zđ0-9.]+$", label=_("Ký hiệu"), max_length=20,
        help_text=_("Chữ viết tắt tên cơ quan ban hành: ĐHBV thì số in là 35/TB-ĐHBV."),
        error_messages={"invalid": _("Ký hiệu chỉ gồm chữ, số, viết liền, ví dụ ĐHBV.")},
    )  # fmt: skip
    drafter = forms.RegexField(
        r"^[A-ZĐa-zđ0-9.]+$", label=_("Ký hiệu đơn vị soạn công văn"), max_length=20, required=False,
        help_text=_("VP thì công văn in số 12/ĐHBV-VP."),
        error_messages={"invalid": _("Ký hiệu chỉ gồm chữ, số, viết liền, ví dụ VP.")},
    )  # fmt: skip
    post = forms.CharField(
        label=_("Chức vụ người đứng đầu"), max_length=80, help_text=_("Ví dụ: HIỆU TRƯỞNG, CHỦ TỊCH.")
    )
    acting_for = forms.CharField(
        label=_("Ký thay mặt (TM.)"), max_length=80, required=False,
        help_text=_("Tập thể mà người đứng đầu thay mặt ký, ví dụ BAN CHẤP HÀNH. Người đứng đầu tự quyết định thì bỏ trống."),
    )  # fmt: skip


def _styled(form: forms.Form, state: bool) -> None:
    """The layout is asked only where the unit issues State papers."""
    if not state:
        form.fields["style"].widget = forms.HiddenInput()


class OldForm(forms.Form):
    """A line of a book kept before: of the kinds that book numbers; one of incoming papers has no book to choose."""

    value = forms.IntegerField(label=_("Số"), min_value=1, max_value=99999)
    kind = forms.ChoiceField(label=_("Loại văn bản"), choices=[("", _("Chọn loại")), *Kind.choices], required=False)
    flow = forms.ChoiceField(label=_("Sổ"), choices=ISSUED, initial=Flow.OUTGOING)
    title = forms.CharField(label=_("Trích yếu"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    dated = DayField(label=_("Ngày văn bản"))
    signer = forms.CharField(label=_("Người ký"), max_length=120, required=False)

    def __init__(self, code: str, *given: Any, style: str = Style.PARTY, **more: Any) -> None:
        super().__init__(*given, **more)
        kinds = [choice for choice in NUMBERED if rules.code_of(choice[0], style) == code]
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
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


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
