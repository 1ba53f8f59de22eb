"""Shape and wording of what is entered about reports."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.ui.fields import Amount


class DayField(forms.DateField):
    """A date typed as dd/mm/yyyy."""

    def __init__(self, **more: Any) -> None:
        widget = forms.DateInput(format="%d/%m/%Y", attrs={"inputmode": "numeric", "placeholder": "dd/mm/yyyy"})
        super().__init__(widget=widget, input_formats=["%d/%m/%Y", "%d/%m/%y", "%Y-%m-%d", "%d-%m-%Y"], **more)


class DraftForm(forms.Form):
    """A new report: its name and its period up to the cut-off."""

    name = forms.CharField(label=_("Tên báo cáo"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))
    since = DayField(label=_("Từ ngày"))
    last_day = DayField(
        label=_("Chốt số liệu đến ngày"),
        help_text=_("Báo cáo sơ kết có thể chốt 31/5; số thống kê chốt 30/6 và 31/12."),
    )

    def clean(self) -> dict[str, Any]:
        """The cut-off comes after the beginning."""
        given = super().clean() or {}
        if given.get("since") and given.get("last_day") and given["last_day"] < given["since"]:
            self.add_error("last_day", _("Ngày chốt phải sau ngày bắt đầu kỳ."))
        return given


class SectionForm(forms.Form):
    """The text of a section."""

    text = forms.CharField(label=_("Nội dung"), required=False, widget=forms.Textarea(attrs={"rows": 10}))
    version = forms.IntegerField(widget=forms.HiddenInput)


class ExpectedForm(forms.Form):
    """What is expected of the rest of the year, figure by figure."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, labels: dict[str, str], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        for code, label in labels.items():
            self.fields[code] = forms.IntegerField(label=label, min_value=0, required=False)


class BackForm(forms.Form):
    """Why a report goes back to be mended."""

    reason = forms.CharField(
        label=_("Lý do trả lại"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Nêu chỗ phải sửa; người soạn và người đã ký đều đọc được."),
    )  # fmt: skip


class OpinionForm(forms.Form):
    """The standing committee's opinion."""

    opinion = forms.CharField(label=_("Ý kiến Ban Thường vụ"), widget=forms.Textarea(attrs={"rows": 3}))


class ReturnForm(forms.Form):
    """What a report that was sent still lacks."""

    note = forms.CharField(
        label=_("Nội dung đề nghị bổ sung"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Ghi rõ mục, số liệu còn thiếu hoặc chưa khớp."),
    )  # fmt: skip


class HandForm(forms.Form):
    """A figure entered by hand, with its source."""

    part = Amount(label=_("Số đạt"))
    whole = Amount(label=_("Trên tổng số"), required=False)
    source = forms.CharField(
        label=_("Nguồn số liệu"), max_length=250, help_text=_("Ví dụ: sổ nghị quyết chi bộ, biên bản ngày 05/6/2023.")
    )


class RoundForm(forms.Form):
    """A round of reports asked of the units below."""

    name = forms.CharField(label=_("Tên báo cáo"), max_length=300)
    since = DayField(label=_("Từ ngày"))
    last_day = DayField(label=_("Chốt số liệu đến ngày"))
    due_on = DayField(label=_("Hạn gửi"))
