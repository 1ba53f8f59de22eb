"""What is asked by slips between meetings."""

from django import forms
from django.utils.translation import gettext_lazy

from nennep.meetings.forms import DayField
from nennep.meetings.models import ASKED


class QuestionForm(forms.Form):
    """A question to a body."""

    body = forms.ChoiceField(label=gettext_lazy("Xin ý kiến"), choices=ASKED)
    words = forms.CharField(
        label=gettext_lazy("Nội dung xin ý kiến"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=gettext_lazy("Trả lời trước hết ngày"))
