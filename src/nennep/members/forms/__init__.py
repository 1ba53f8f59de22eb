"""Shape and wording of what is entered about members."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.members.models import Category, Degree, Sex, Theory
from nennep.ui.fields import BirthField, NameField, PastField, Upload, to_choose
from nennep.ui.fields import DayField as DayField


class AdmissionForm(forms.Form):
    """An admission by its decision."""

    full_name = NameField(label=_("Họ và tên"), max_length=120)
    namesake = forms.BooleanField(label=_("Là người khác, trùng họ tên và ngày sinh"), required=False)
    sex = forms.ChoiceField(label=_("Giới tính"), choices=to_choose(Sex.choices))
    born_on = BirthField(label=_("Ngày sinh"))
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
        self.fields["unit"].choices = to_choose(cells)  # type: ignore[attr-defined]
        self.fields["namesake"].widget = forms.HiddenInput()

    def ask_namesake(self) -> None:
        """Ask whether this is another person, once a member of the same name and birth date was found."""
        self.fields["namesake"].widget = forms.CheckboxInput()


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
        label=_("Chính thức tính từ ngày"), required=False, help_text=_("Để trống: từ ngày hết thời gian dự bị.")
    )


class MoveForm(forms.Form):
    """A move to another cell of the organisation."""

    unit = forms.ChoiceField(label=_("Chuyển đến chi bộ"))
    on = PastField(label=_("Từ ngày"))
    decision = forms.CharField(label=_("Quyết định, giấy giới thiệu"), max_length=120, required=False)

    def __init__(self, cells: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = to_choose(cells)  # type: ignore[attr-defined]


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


class ExportForm(ReasonForm):
    """In which form a list of members is taken out, and why."""

    shape = forms.ChoiceField(
        label=_("Dạng tệp"), widget=forms.RadioSelect, initial="summary", required=False,
        choices=[
            ("summary", _("Danh sách trích ngang, bản Excel")), ("docx", _("Danh sách trích ngang, bản Word")), ("pdf", _("Danh sách trích ngang, bản PDF")),
            ("roll", _("Tệp theo mẫu nhập, để sửa rồi nhập lại")),
        ],
    )  # fmt: skip


class ImportForm(forms.Form):
    """An Excel file and what it holds."""

    kind = forms.ChoiceField(
        label=_("Nội dung tệp"), widget=forms.RadioSelect, initial="roll",
        choices=[("units", _("Cây tổ chức")), ("roll", _("Danh sách đảng viên")), ("admissions", _("Quyết định kết nạp")), ("recognitions", _("Quyết định công nhận chính thức")), ("candidates", _("Danh sách quần chúng ưu tú")), ("departures", _("Danh sách tốt nghiệp, nghỉ hưu, chuyển công tác")), ("posts", _("Danh sách giữ chức danh cấp ủy"))],
    )  # fmt: skip
    file = Upload(
        label=_("Tệp Excel"),
        most=60 * 1024 * 1024,
        help_text=_("Tệp .xlsx, .xls hoặc .csv. Tiêu đề khác tệp mẫu vẫn được: đồng chí sẽ chọn cột tương ứng."),
    )


class CorrectionForm(forms.Form):
    """The paper that approves corrections a file proposes."""

    decision_no = forms.CharField(label=_("Văn bản đồng ý sửa nội dung đã ghi: số"), max_length=60)
    decided_on = PastField(label=_("Ngày văn bản"))


class PageForm(forms.Form):
    """Which sheet of a file, and which of its lines holds the headings."""

    trang = forms.ChoiceField(label=_("Trang tính"))
    dong = forms.IntegerField(label=_("Dòng tiêu đề"), min_value=1, max_value=50)

    def __init__(self, sheets: list[str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["trang"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]


class MatchForm(forms.Form):
    """For each of our columns, the column of the file it stands in."""

    def __init__(
        self, ours: list[tuple[str, str, bool]], theirs: list[tuple[int, str]], *given: Any, **more: Any
    ) -> None:
        super().__init__(*given, **more)
        choices = [("", _("không có trong tệp")), *((str(place), label) for place, label in theirs)]
        for name, title, needed in ours:
            self.fields[name] = forms.ChoiceField(label=title, choices=choices, required=False)
            self.fields[name].needed = needed  # type: ignore[attr-defined]

    def columns(self) -> dict[str, int]:
        """{our name: place} of what was chosen."""
        return {name: int(place) for name, place in self.cleaned_data.items() if place}
