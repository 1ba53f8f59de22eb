"""What is asked by slips between meetings."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy

from nennep.meetings.forms import DayField
from nennep.meetings.models import ASKED, Item
from nennep.meetings.queries.people import Called
from nennep.viet.write import short


class QuestionForm(forms.Form):
    """A question to a body, and to persons picked beside it."""

    body = forms.ChoiceField(label=gettext_lazy("Xin ý kiến"), choices=ASKED)
    picked = forms.MultipleChoiceField(
        label=gettext_lazy("Những đồng chí được chọn"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Gửi thêm ngoài thành phần ở trên, hoặc chỉ gửi những đồng chí này nếu chọn “những đồng chí được chọn”."),
    )  # fmt: skip
    words = forms.CharField(
        label=gettext_lazy("Nội dung xin ý kiến"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    due_on = DayField(label=gettext_lazy("Trả lời trước hết ngày"))

    def __init__(self, people: Mapping[str, Called], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["picked"].choices = [  # type: ignore[attr-defined]
            (code, f"{one.name}, {one.post}" if one.post else one.name) for code, one in people.items()
        ]


class Itemised(forms.ModelChoiceField):  # type: ignore[type-arg]
    """Items by their meeting and title."""

    def label_from_instance(self, obj: Any) -> str:
        """The meeting's title, then the item's."""
        return f"{short(obj.meeting.title, 60)}: {short(obj.title, 90)}"


class LinkForm(forms.Form):
    """The item of an agenda a question is asked for."""

    item = Itemised(queryset=None, label=gettext_lazy("Nội dung trong chương trình"), empty_label=None)

    def __init__(self, items: QuerySet[Item], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["item"].queryset = items  # type: ignore[attr-defined]
