"""Shape and wording of what is entered about programmes."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.figures.hand import HAND
from nennep.figures.registry import FIGURES
from nennep.programmes.models import Mode, Population

COMPARATORS = [(">=", _("từ … trở lên")), ("<=", _("không quá")), ("=", _("đúng bằng"))]


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
        super().__init__(widget=widget, input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y"], **more)


def figure_choices() -> list[tuple[Any, Any]]:
    """Figures a target may be bound to: counted ones first, then those entered by hand."""
    counted = [(figure.code, figure.label) for figure in FIGURES.values()]
    by_hand = [(code, hand.label) for code, hand in HAND.items()]
    return [
        ("", _("Không có: theo dõi bằng nhập tay")),
        (_("Hệ thống tự đếm"), counted),
        (_("Nhập tay, đánh dấu rõ"), by_hand),
    ]


class ConfirmForm(forms.Form):
    """The programme a reviewed paper becomes."""

    name = forms.CharField(
        label=_("Tên bộ chỉ tiêu, nhiệm vụ"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = DayField(label=_("Thực hiện từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean_until(self) -> date:
        """The stored end is the first day that no longer counts."""
        last: date = self.cleaned_data["until"]
        since = self.cleaned_data.get("since")
        if since and last < since:
            raise forms.ValidationError(_("Ngày kết thúc phải sau ngày bắt đầu."))
        return last + timedelta(days=1)


class BindForm(forms.Form):
    """How a target is measured."""

    name = forms.CharField(label=_("Nội dung chỉ tiêu"), max_length=400, widget=forms.Textarea(attrs={"rows": 2}))
    figure = forms.ChoiceField(label=_("Đếm bằng số liệu"), required=False)
    mode = forms.ChoiceField(label=_("Cách tính"), choices=Mode.choices)
    population = forms.ChoiceField(
        label=_("Đối tượng"), required=False, help_text=_("Chọn rõ khi câu chữ có thể hiểu nhiều cách.")
    )
    comparator = forms.ChoiceField(label=_("So sánh"), choices=COMPARATORS)
    value = forms.DecimalField(label=_("Mức cần đạt"), required=False, localize=True)
    unit_label = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    yearly = forms.BooleanField(label=_("Tính lại từ đầu mỗi năm"), required=False)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    breakthrough = forms.BooleanField(label=_("Khâu đột phá"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["figure"].choices = figure_choices()  # type: ignore[attr-defined]
        self.fields["population"].choices = [("", _("Chưa chọn")), *Population.choices]  # type: ignore[attr-defined]

    def clean_until(self) -> date:
        """The stored end is the first day that no longer counts."""
        last: date = self.cleaned_data["until"]
        return last + timedelta(days=1)


class TaskForm(forms.Form):
    """A task added by hand or changed."""

    name = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label=_("Hạn hoàn thành"), required=False)
    key_task = forms.BooleanField(
        label=_("Nhiệm vụ trọng tâm"), required=False, help_text=_("Chỉ hoàn thành khi cấp trên xác nhận minh chứng.")
    )


class ChooseUnits(forms.Form):
    """Which units: all of a population, or ticked ones."""

    units = forms.MultipleChoiceField(label=_("Đơn vị"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, choices: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["units"].choices = choices  # type: ignore[attr-defined]


class RegisterForm(forms.Form):
    """What a unit takes over of a target."""

    value = forms.DecimalField(label=_("Mức đăng ký"), min_value=0, localize=True)


class AdjustForm(forms.Form):
    """Another figure, with the reason."""

    wanted = forms.DecimalField(label=_("Mức đề nghị"), min_value=0, localize=True)
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ReportForm(forms.Form):
    """A unit's report on its part of a task."""

    percent = forms.IntegerField(
        label=_("Tiến độ (%)"), min_value=0, max_value=100, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    note = forms.CharField(label=_("Kết quả, vướng mắc"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = forms.FileField(label=_("Minh chứng: tệp đính kèm"), required=False)
    document = forms.ChoiceField(label=_("Hoặc văn bản đã vào sổ"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, documents: list[tuple[int, str]], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["document"].choices = [("", _("Không chọn")), *documents]  # type: ignore[attr-defined]


class JudgeForm(forms.Form):
    """What the unit above says about evidence."""

    answer = forms.CharField(label=_("Ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 2}))


class HandForm(forms.Form):
    """A value entered by hand, with its source."""

    part = forms.DecimalField(label=_("Số đạt"), min_value=0, localize=True)
    whole = forms.DecimalField(label=_("Trên tổng số"), min_value=0, required=False, localize=True)
    last = DayField(label=_("Tính đến ngày"))
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=250)
