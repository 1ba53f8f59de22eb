"""Shape and wording of what follows a plan: points, reviews, logs, exceptions, re-checks, entries by unit."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.documents.models import Document
from nennep.org.models import Unit
from nennep.programmes.forms.plans import DayField
from nennep.programmes.models import Judged, Looking, Target, Task
from nennep.ui.fields import Amount, Upload


class PaperForm(forms.Form):
    """One more registered paper behind a programme."""

    document: "forms.ModelChoiceField[Document]" = forms.ModelChoiceField(
        queryset=None, label=_("Văn bản đã vào sổ"), empty_label=_("Chọn văn bản")
    )

    def __init__(self, documents: QuerySet[Document], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]


class ServeForm(forms.Form):
    """Which targets and tasks serve a point, or why nothing has to."""

    targets: "forms.ModelMultipleChoiceField[Target]" = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Chỉ tiêu"), widget=forms.CheckboxSelectMultiple
    )
    tasks: "forms.ModelMultipleChoiceField[Task]" = forms.ModelMultipleChoiceField(
        queryset=None, required=False, label=_("Nhiệm vụ"), widget=forms.CheckboxSelectMultiple
    )
    left_out = forms.CharField(label=_("Hoặc: không cần chỉ tiêu, nhiệm vụ riêng vì"), required=False, max_length=250)

    def __init__(self, home: int, targets: QuerySet[Target], tasks: QuerySet[Task], *given: Any, **more: Any) -> None:
        """What stands in another programme than ``home`` names it."""
        super().__init__(*given, **more)

        def label(row: Target | Task) -> str:
            return row.name if row.programme_id == home else f"{row.name} ({row.programme.name})"

        for name, rows in (("targets", targets), ("tasks", tasks)):
            field: Any = self.fields[name]
            field.queryset, field.label_from_instance = rows.select_related("programme"), label


class ReviewForm(forms.Form):
    """A review or an inspection that is planned."""

    kind = forms.ChoiceField(label=_("Loại"), choices=Looking.choices)
    name = forms.CharField(
        label=_("Tên cuộc"),
        max_length=300,
        help_text=_("Ví dụ: Sơ kết 2 năm thực hiện; Kiểm tra việc học tập, quán triệt."),
    )
    scope_words = forms.CharField(
        label=_("Nội dung, đơn vị"), max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    who = forms.CharField(label=_("Người, đơn vị chủ trì"), max_length=160, required=False)
    due_on = DayField(label=_("Hạn thực hiện"))
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class CloseReviewForm(forms.Form):
    """What a review found."""

    result = forms.CharField(label=_("Kết quả, kết luận"), widget=forms.Textarea(attrs={"rows": 6}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class EvidenceForm(forms.Form):
    """A piece of evidence for a qualitative target."""

    day = DayField(label=_("Ngày"))
    words = forms.CharField(label=_("Việc đã làm, kết quả"), widget=forms.Textarea(attrs={"rows": 3}))
    file = Upload(label=_("Tệp minh chứng"), required=False)
    document: "forms.ModelChoiceField[Document]" = forms.ModelChoiceField(
        queryset=None, required=False, label=_("Hoặc văn bản đã vào sổ"), empty_label=_("Không chọn")
    )

    def __init__(self, documents: QuerySet[Document], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]


class NarrativeForm(forms.Form):
    """What is said of a target for one year."""

    year = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100)
    words = forms.CharField(label=_("Nhận xét, đánh giá của năm"), widget=forms.Textarea(attrs={"rows": 6}))
    judged = forms.ChoiceField(label=_("Mức độ"), choices=Judged.choices, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class YearGoalsForm(forms.Form):
    """A target of a term, year by year."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, years: list[int], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for year in years:
            label = _("Năm {year}").format(year=year)
            self.fields[f"y{year}"] = Amount(label=label)


class UnitsForm(forms.Form):
    """A target's value unit by unit; a unit left blank is not entered."""

    last = DayField(label=_("Tính đến ngày"))
    source = forms.CharField(label=_("Nguồn số liệu"), max_length=250)

    def __init__(self, units: list[Unit], yes_or_no: bool, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for unit in units:
            if yes_or_no:
                choices = [("", _("Chưa có")), ("1", _("Đạt")), ("0", _("Chưa đạt"))]
                field: forms.Field = forms.ChoiceField(label=unit.name, choices=choices, required=False)
            else:
                field = Amount(label=unit.name, required=False)
            self.fields[f"u{unit.pk}"] = field


class OwnValueForm(forms.Form):
    """What a unit has reached of its share."""

    part = Amount(label=_("Số đạt được"))
    whole = Amount(label=_("Trên tổng số (nếu là tỷ lệ)"), required=False)
    last = DayField(label=_("Tính đến ngày"))
    source = forms.CharField(
        label=_("Nguồn số liệu"), max_length=250, help_text=_("Ví dụ: biên bản họp chi bộ tháng 6.")
    )


class WaiverForm(forms.Form):
    """Why a unit should be left out."""

    reason = forms.CharField(label=_("Lý do đề nghị ngoại lệ"), widget=forms.Textarea(attrs={"rows": 3}))


class SettleWaiverForm(forms.Form):
    """The committee's decision on an exception."""

    decision = forms.CharField(
        label=_("Văn bản chấp thuận (số, ngày)"), max_length=120, required=False,
        help_text=_("Cần khi chấp thuận."),
    )  # fmt: skip
    until = DayField(label=_("Có hiệu lực đến trước ngày"), required=False)
    answer = forms.CharField(
        label=_("Ý kiến"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Cần khi không chấp thuận."),
    )  # fmt: skip


class JoinForm(forms.Form):
    """The task of another plan that this one is the same as."""

    same_as: "forms.ModelChoiceField[Task]" = forms.ModelChoiceField(
        queryset=None,
        required=False,
        label=_("Nhiệm vụ của kế hoạch khác"),
        empty_label=_("Không trùng với nhiệm vụ nào"),
    )

    def __init__(self, tasks: QuerySet[Task], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        field = self.fields["same_as"]
        field.queryset = tasks  # type: ignore[attr-defined]
        field.label_from_instance = lambda task: f"{task.programme.name[:60]}: {task.name[:90]}"  # type: ignore[attr-defined]


class DrawForm(forms.Form):
    """How many closed results are drawn."""

    count = forms.IntegerField(label=_("Số kết quả kiểm tra lại"), min_value=1, max_value=50, initial=3)


class RecheckForm(forms.Form):
    """What the second look found."""

    words = forms.CharField(label=_("Kết quả kiểm tra lại"), widget=forms.Textarea(attrs={"rows": 3}))
