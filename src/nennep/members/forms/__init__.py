"""Shape and wording of what is entered about members."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.members.models import Category, Degree, Sex, Theory
from nennep.ui.fields import Upload


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
        super().__init__(widget=widget, input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y"], **more)


class AdmissionForm(forms.Form):
    """An admission by its decision."""

    full_name = forms.CharField(label=_("Họ và tên"), max_length=120)
    namesake = forms.BooleanField(label=_("Là người khác, trùng họ tên và ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=Sex.choices)
    born_on = DayField(label=_("Ngày sinh"))
    category = forms.ChoiceField(label=_("Đối tượng"), choices=Category.choices)
    unit = forms.ChoiceField(label=_("Chi bộ"))
    decision_no = forms.CharField(label=_("Quyết định số"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định kết nạp"))
    ceremony_on = DayField(
        label=_("Ngày tổ chức lễ kết nạp"),
        required=False,
        help_text=_("Để trống nếu chưa tổ chức; thời gian dự bị tính từ lễ kết nạp."),
    )
    native_place = forms.CharField(label=_("Quê quán"), max_length=250, required=False)
    ethnicity = forms.CharField(label=_("Dân tộc"), max_length=40, initial="Kinh")
    degree = forms.ChoiceField(label=_("Học vị"), choices=Degree.choices, required=False)
    theory = forms.ChoiceField(label=_("Lý luận chính trị"), choices=Theory.choices, required=False)

    def __init__(self, cells: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = cells  # type: ignore[attr-defined]
        self.fields["namesake"].widget = forms.HiddenInput()

    def ask_namesake(self) -> None:
        """Ask whether this is another person, once a member of the same name and birth date was found."""
        self.fields["namesake"].widget = forms.CheckboxInput()

    def clean_full_name(self) -> str:
        """A family name and a given name at least."""
        name: str = " ".join(self.cleaned_data["full_name"].split())
        if " " not in name:
            raise forms.ValidationError(_("Cần đủ họ và tên."))
        return name


class DayForm(forms.Form):
    """As of which day a page is asked."""

    ngay = DayField(label=_("Tính đến ngày"), required=False)

    def day(self) -> date:
        """The day asked for, never later than today; today where nothing or nonsense was given."""
        given = self.cleaned_data.get("ngay") if self.is_valid() else None
        return min(given or today(), today())


class RecognitionForm(forms.Form):
    """A recognition by its decision."""

    decision_no = forms.CharField(label=_("Quyết định số"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))
    official_from = DayField(
        label=_("Chính thức tính từ ngày"), required=False, help_text=_("Để trống: từ ngày hết 12 tháng dự bị.")
    )


class MoveForm(forms.Form):
    """A move to another cell of the organisation."""

    unit = forms.ChoiceField(label=_("Chuyển đến chi bộ"))
    on = DayField(label=_("Từ ngày"))
    decision = forms.CharField(label=_("Quyết định, giấy giới thiệu"), max_length=120, required=False)

    def __init__(self, cells: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = cells  # type: ignore[attr-defined]


class CeremonyForm(forms.Form):
    """The day of an admission ceremony."""

    on = DayField(
        label=_("Ngày tổ chức lễ kết nạp"),
        help_text=_("Thời gian dự bị tính từ ngày này, không tính từ ngày quyết định."),
    )


class AnnulForm(forms.Form):
    """The decision that annuls an admission."""

    decision_no = forms.CharField(label=_("Quyết định số"), max_length=60)
    decided_on = DayField(label=_("Ngày quyết định"))


class ReasonForm(forms.Form):
    """Why a list is taken out of the system."""

    reason = forms.CharField(label=_("Mục đích sử dụng danh sách"), max_length=250)
    edition = forms.ChoiceField(
        label=_("Bản tải về"), choices=[("xlsx", "Excel"), ("docx", "Word"), ("pdf", "PDF")], required=False
    )


class ImportForm(forms.Form):
    """An Excel file and what it holds."""

    kind = forms.ChoiceField(
        label=_("Nội dung tệp"), widget=forms.RadioSelect, initial="roll",
        choices=[("units", _("Cây tổ chức")), ("roll", _("Danh sách đảng viên")), ("admissions", _("Quyết định kết nạp")), ("recognitions", _("Quyết định công nhận chính thức")), ("candidates", _("Danh sách quần chúng ưu tú")), ("departures", _("Danh sách tốt nghiệp, nghỉ hưu, chuyển công tác"))],
    )  # fmt: skip
    file = Upload(
        label=_("Tệp Excel"), most=60 * 1024 * 1024, help_text=_("Tệp .xlsx theo mẫu; cột có thể đổi thứ tự.")
    )
