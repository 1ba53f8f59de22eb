"""Shapes of what a person does with one duty."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class LaterForm(forms.Form):
    """Until which day a duty is put off."""

    until = forms.DateField(label=_("Để đến ngày"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))


class HandForm(forms.Form):
    """To whom a duty is handed, and why."""

    to = forms.TypedChoiceField(label=_("Chuyển cho"), coerce=int)
    note = forms.CharField(label=_("Lời nhắn"), max_length=300, required=False)

    def __init__(self, data: Any, people: Sequence[tuple[int, str]]) -> None:
        super().__init__(data)
        self.fields["to"].choices = [("", _("– chọn –")), *people]  # type: ignore[attr-defined]
