"""What is studied by oneself."""

from django import forms
from django.utils.translation import gettext_lazy

from nennep.meetings.models import MOST_WORDS


class StudyForm(forms.Form):
    """A member's own entry of a month."""

    words = forms.CharField(
        label=gettext_lazy("Đã học nội dung gì"),
        max_length=MOST_WORDS,
        help_text=gettext_lazy("Vài dòng, tối đa 500 chữ cái. Đảng viên trong chi bộ đọc được; cấp trên chỉ thấy số lượng."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )  # fmt: skip
    hours = forms.IntegerField(label=gettext_lazy("Số giờ, nếu có ghi"), min_value=1, max_value=200, required=False)


class StudyThemeForm(forms.Form):
    """A theme of the year."""

    words = forms.CharField(
        label=gettext_lazy("Nội dung học tập"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
