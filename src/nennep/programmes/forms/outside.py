"""Shape and wording of themes, outside figures and the accreditation register."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.org.models import Unit
from nennep.org.queries import told_apart
from nennep.programmes.forms.plans import DayField
from nennep.programmes.models import CourseKind, Standard
from nennep.ui.fields import Amount


class ThemeForm(forms.Form):
    """The theme of a year."""

    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100)
    words = forms.CharField(label=_("Chủ đề công tác năm"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    plans_due_on = DayField(label=_("Chi bộ nộp kế hoạch trước ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class OwnPlanForm(forms.Form):
    """A cell's plan for the theme, or one member's."""

    unit = forms.ChoiceField(label=_("Chi bộ"))
    person = forms.CharField(
        label=_("Họ tên đảng viên"), max_length=120, required=False, help_text=_("Để trống nếu là kế hoạch của chi bộ.")
    )
    text = forms.CharField(label=_("Nội dung kế hoạch"), widget=forms.Textarea(attrs={"rows": 8}))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, units: list[Unit], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["unit"].choices = told_apart(units)  # type: ignore[attr-defined]


class IndicatorForm(forms.Form):
    """An outside figure to follow."""

    name = forms.CharField(label=_("Tên số liệu"), max_length=300, help_text=_("Ví dụ: Trường đã được kiểm định."))
    population = forms.CharField(
        label=_("Trên phạm vi nào"), max_length=200, required=False, help_text=_("Ví dụ: 66 trường trực thuộc.")
    )
    unit_label = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    owners_label = forms.CharField(
        label=_("Đơn vị sở hữu"),
        max_length=80,
        required=False,
        help_text=_("Khi đếm hai cấp: chương trình, của bao nhiêu trường."),
    )
    source = forms.CharField(label=_("Nguồn thường dùng"), max_length=250, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class ReadingForm(forms.Form):
    """An outside figure as of a day."""

    as_of = DayField(label=_("Tính đến ngày"))
    part = Amount(label=_("Số đạt"))
    whole = Amount(label=_("Trên tổng số"), required=False)
    owners = forms.IntegerField(label=_("Của bao nhiêu đơn vị sở hữu"), min_value=0, required=False)
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=250)


class CourseForm(forms.Form):
    """An entry of the accreditation register."""

    name = forms.CharField(label=_("Chương trình hoặc cơ sở đào tạo"), max_length=300)
    school = forms.CharField(label=_("Trường"), max_length=250)
    whole_school = forms.BooleanField(label=_("Kiểm định cả cơ sở đào tạo"), required=False)
    kind = forms.ChoiceField(label=_("Loại hình"), choices=CourseKind.choices)
    standard = forms.ChoiceField(label=_("Tiêu chuẩn"), choices=Standard.choices, required=False)
    accredited_by = forms.CharField(label=_("Tổ chức kiểm định"), max_length=200, required=False)
    accredited_on = DayField(label=_("Ngày công nhận"), required=False)
    valid_until = DayField(label=_("Có giá trị đến hết ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """What is accredited has a day."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("standard") and not given.get("accredited_on"):
            self.add_error("accredited_on", _("Đã kiểm định thì cần có ngày công nhận."))
        if given.get("accredited_on") and given.get("valid_until", FOREVER) <= given["accredited_on"]:
            self.add_error("valid_until", _("Ngày hết giá trị không thể trước ngày công nhận."))
        return given

    def clean_valid_until(self) -> date:
        """The stored end is the first day on which it no longer holds."""
        last: date | None = self.cleaned_data["valid_until"]
        return last + timedelta(days=1) if last else FOREVER
