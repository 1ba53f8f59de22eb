"""Shape and wording of what is entered about programmes."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.figures.hand import HAND
from nennep.figures.registry import FIGURES
from nennep.org.models import WorkArea
from nennep.programmes import rules
from nennep.programmes.asking import Asked
from nennep.programmes.models import Indicator, Mode, Population, Programme, Repeats, Target, Theme
from nennep.ui.fields import Amount, Upload
from nennep.ui.fields import DayField as DayField

LEAP_YEAR = 2024
COMPARATORS = [(">=", _("từ … trở lên")), ("<=", _("không quá")), ("=", _("đúng bằng"))]


def figure_choices(indicators: QuerySet[Indicator]) -> list[tuple[Any, Any]]:
    """Figures a target may be bound to: counted ones first, then those entered by hand."""
    counted = [(figure.code, figure.label) for figure in FIGURES.values()]
    by_hand = [(code, hand.label) for code, hand in HAND.items()]
    return [
        ("", _("Không có: theo dõi bằng nhập tay")),
        (_("Hệ thống tự đếm"), counted),
        (_("Số liệu bên ngoài, có ngày và nguồn"), [(f"indicator:{row.pk}", row.name) for row in indicators]),
        (_("Nhập tay, đánh dấu rõ"), by_hand),
    ]


class ConfirmForm(forms.Form):
    """The programme a reviewed paper becomes, or the one it is added to."""

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Đưa vào"), empty_label=_("Lập bộ chỉ tiêu mới"),
        help_text=_("Một bộ chỉ tiêu có thể thực hiện nhiều nghị quyết, kế hoạch."),
    )  # fmt: skip

    name = forms.CharField(
        label=_("Tên bộ chỉ tiêu, nhiệm vụ"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = DayField(label=_("Thực hiện từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    carriers = forms.MultipleChoiceField(
        label=_("Nơi nhận để thực hiện: giao nhiệm vụ cho"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Nhiệm vụ có hiệu lực với các đơn vị này khi Ban Thường vụ duyệt."),
        choices=[choice for choice in Population.choices if choice[0] not in {"unit", "members"}],
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, programmes: QuerySet[Programme], *given: Any, asked: Sequence[Asked] = (), **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        self.asked = [one for one in asked if one.choices]
        for one in self.asked:
            choices = [*one.choices] if len(one.choices) == 1 else [("", _("Chưa chọn, hỏi lại sau")), *one.choices]
            self.fields[one.field] = forms.ChoiceField(
                label=_("Tính trên đối tượng nào?"), choices=choices, required=False,
                help_text=_("Câu chữ có thể hiểu nhiều cách; trong ngoặc là số đơn vị hiện có."),
                widget=forms.Select(attrs={"autofocus": True} if one is self.asked[0] else {}),
            )  # fmt: skip

    @property
    def main(self) -> list[forms.BoundField]:
        """The fields that are not asked of a single target."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith("population_")]

    def populations(self) -> dict[int, str]:
        """What was chosen, by proposal."""
        return {one.row.pk: chosen for one in self.asked if (chosen := self.cleaned_data.get(one.field))}

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
    value = Amount(label=_("Mức cần đạt"), required=False, min_value=None)
    unit_label = forms.CharField(label=_("Đơn vị tính"), max_length=80, required=False)
    yearly = forms.BooleanField(label=_("Tính lại từ đầu mỗi năm"), required=False)
    since = DayField(label=_("Từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    rounds = forms.CharField(
        label=_("Các đợt dự kiến trong năm"), max_length=120, required=False,
        help_text=_("Ví dụ: 3/2, 19/5, 2/9, 7/11. Tiến độ tính theo số đợt đã qua; để trống thì theo cùng kỳ năm trước."),
    )  # fmt: skip
    area: "forms.ModelChoiceField[WorkArea]" = forms.ModelChoiceField(
        queryset=WorkArea.objects.all(), required=False, label=_("Lĩnh vực công tác"), empty_label=_("Chưa chọn"),
        help_text=_("Báo cáo xếp chỉ tiêu, nhiệm vụ theo lĩnh vực."),
    )  # fmt: skip
    breakthrough = forms.BooleanField(label=_("Khâu đột phá"), required=False)
    owner = forms.CharField(
        label=_("Người chịu trách nhiệm"), max_length=160, required=False,
        help_text=_("Chức danh, họ tên; nhất là với chỉ tiêu định tính."),
    )  # fmt: skip
    parent: "forms.ModelChoiceField[Target]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Là một phần của chỉ tiêu"), empty_label=_("Không"),
        help_text=_("Ví dụ: “trong đó 100 sinh viên” là một phần của “180 đảng viên mới”."),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, indicators: QuerySet[Indicator], wholes: QuerySet[Target], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["parent"].queryset = wholes  # type: ignore[attr-defined]
        self.fields["figure"].choices = figure_choices(indicators)  # type: ignore[attr-defined]
        self.fields["population"].choices = [("", _("Chưa chọn")), *Population.choices]  # type: ignore[attr-defined]

    def clean_rounds(self) -> str:
        """Days of a year, in order."""
        days = rules.rounds_in(self.cleaned_data["rounds"], LEAP_YEAR)
        if days is None:
            raise forms.ValidationError(
                _("Đề nghị ghi ngày/tháng của từng đợt, cách nhau dấu phẩy: 3/2, 19/5, 2/9, 7/11.")
            )
        return ", ".join(f"{day.day}/{day.month}" for day in days)

    def clean_until(self) -> date:
        """The stored end is the first day that no longer counts."""
        last: date = self.cleaned_data["until"]
        return last + timedelta(days=1)


class TaskForm(forms.Form):
    """A task added by hand or changed."""

    name = forms.CharField(label=_("Nội dung nhiệm vụ"), widget=forms.Textarea(attrs={"rows": 3}))
    due_on = DayField(label=_("Hạn hoàn thành"), required=False)
    repeats = forms.ChoiceField(
        label=_("Lặp lại"), required=False, choices=Repeats.choices,
        help_text=_("Xong kỳ này, hệ thống tự đặt hạn kỳ sau cho đến hết thời gian của kế hoạch."),
    )  # fmt: skip
    product = forms.CharField(
        label=_("Sản phẩm phải có"), required=False, max_length=300,
        help_text=_("Ví dụ: biên bản, đề án, danh sách. Chưa có sản phẩm thì chưa kết thúc được."),
    )  # fmt: skip
    key_task = forms.BooleanField(
        label=_("Nhiệm vụ trọng tâm"), required=False, help_text=_("Chỉ hoàn thành khi cấp trên xác nhận minh chứng.")
    )
    area: "forms.ModelChoiceField[WorkArea]" = forms.ModelChoiceField(
        queryset=WorkArea.objects.all(), required=False, label=_("Lĩnh vực công tác"), empty_label=_("Chưa chọn"),
        help_text=_("Báo cáo xếp chỉ tiêu, nhiệm vụ theo lĩnh vực."),
    )  # fmt: skip
    breakthrough = forms.BooleanField(label=_("Khâu đột phá"), required=False)
    theme: "forms.ModelChoiceField[Theme]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Thuộc chủ đề năm"), empty_label=_("Không")
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, themes: QuerySet[Theme], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["theme"].queryset = themes  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """What repeats has a first day."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("repeats") and not given.get("due_on"):
            self.add_error("due_on", _("Nhiệm vụ lặp lại cần có hạn của kỳ đầu."))
        return given


class AssignTaskForm(forms.Form):
    """When a task is due and of what nature, as it is assigned."""

    due_on = DayField(label=_("Hạn hoàn thành"), required=False)
    key_task = forms.BooleanField(
        label=_("Nhiệm vụ trọng tâm"), required=False, help_text=_("Chỉ hoàn thành khi cấp trên xác nhận minh chứng.")
    )


class RegisterForm(forms.Form):
    """What a unit takes over of a target."""

    value = Amount(label=_("Mức đăng ký"))


class AdjustForm(forms.Form):
    """Another figure, with the reason."""

    wanted = Amount(label=_("Mức đề nghị"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}))


class ReportForm(forms.Form):
    """A unit's report on its part of a task."""

    percent = forms.IntegerField(
        label=_("Tiến độ (%)"), min_value=0, max_value=100, widget=forms.NumberInput(attrs={"inputmode": "numeric"})
    )
    note = forms.CharField(label=_("Kết quả, vướng mắc"), required=False, widget=forms.Textarea(attrs={"rows": 3}))
    file = Upload(label=_("Minh chứng: tệp đính kèm"), required=False)
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

    part = Amount(label=_("Số đạt"))
    whole = Amount(label=_("Trên tổng số"), required=False)
    last = DayField(label=_("Tính đến ngày"))
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=250)


class ProgrammeForm(forms.Form):
    """A programme's name, time, and the plan it helps to carry out."""

    name = forms.CharField(
        label=_("Tên bộ chỉ tiêu, nhiệm vụ"), max_length=400, widget=forms.Textarea(attrs={"rows": 2})
    )
    since = DayField(label=_("Thực hiện từ ngày"))
    until = DayField(label=_("Đến hết ngày"))
    carries: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Cụ thể hóa kế hoạch"), empty_label=_("Không"),
        help_text=_("Kế hoạch này góp phần thực hiện kế hoạch nào?"),
    )  # fmt: skip
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, programmes: QuerySet[Programme], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["carries"].queryset = programmes  # type: ignore[attr-defined]

    clean_until = ConfirmForm.clean_until
