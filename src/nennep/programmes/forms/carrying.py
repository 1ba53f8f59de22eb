"""Shape and wording of making tasks of a paper."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.programmes.models import Programme
from nennep.programmes.queries.carrying import Offer
from nennep.viet.write import day


class CarryForm(forms.Form):
    """The programme, and which points become its tasks."""

    programme: "forms.ModelChoiceField[Programme]" = forms.ModelChoiceField(
        queryset=None, label=_("Đưa vào bộ chỉ tiêu, nhiệm vụ"), empty_label=_("Chọn")
    )
    chosen = forms.TypedMultipleChoiceField(label=_("Nội dung"), coerce=int, widget=forms.CheckboxSelectMultiple)

    def __init__(self, programmes: QuerySet[Programme], offers: Sequence[Offer], *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        fresh = [(place, _label(offer)) for place, offer in enumerate(offers) if not offer.there]
        self.fields["chosen"].choices = fresh  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [place for place, _words in fresh]


def _label(offer: Offer) -> str:
    """What is to be done, by whom and by when."""
    names = [unit.name for unit in offer.units]
    who = ", ".join(names) if len(names) < 4 else gettext("{count} đơn vị").format(count=len(names))
    when = gettext("trước ngày {day}").format(day=day(offer.due_on)) if offer.due_on else ""
    more = [one for one in (who or gettext("chưa có đơn vị chủ trì"), when) if one]
    return f"{offer.words[:200]} ({', '.join(more)})"
