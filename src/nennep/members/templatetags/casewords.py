"""Words about a case in a list: ``{% load casewords %}``."""

from dataclasses import dataclass
from datetime import date

from django import template

from nennep.core.words import Words
from nennep.members.caselists import stage_words
from nennep.members.models import Case

register = template.Library()


@dataclass(frozen=True)
class Standing:
    """The step to be done now, who holds the case, whether it is late."""

    stage: Words
    holder: Words
    late: bool


@register.simple_tag
def standing(case: Case, today: date) -> Standing:
    """Where a case of a list stands."""
    stage, holder = stage_words(case)
    return Standing(stage, holder, bool(case.due_on and case.due_on < today and case.state == "open"))
