"""Shape and wording of making tasks of a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.programmes.models import Programme
from nennep.programmes.queries.carrying import Offer


class CarryForm(forms.Form):
    """The programme, and which points become its tasks."""

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        queryset=None, label=_("Đưa vào bộ chỉ tiêu, nhiệm vụ"), empty_label=_("Chọn")
    )
    chosen = forms.TypedMultipleChoiceField(label=_("Nội dung"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, programmes: QuerySet[Programme], offers: Sequence[Offer], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        fresh = [(place, offer.words[:200]) for place, offer in enumerate(offers) if not offer.there]
        self.fields["chosen"].choices = fresh  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [place for place, _words in fresh]
