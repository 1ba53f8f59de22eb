"""The theme of a year and the plans handed in for it."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.models import OwnPlan, Theme
from nennep.viet.write import short


class YearTaken(Refused):
    """A second theme for the same year of a unit."""


class EmptyPlan(Refused):
    """A plan without text."""


@transaction.atomic
def set_theme(unit: Unit, *, by: Actor, year: int, words: str, plans_due_on: date | None = None) -> Theme:
    """Set the theme of a unit's year."""
    unit = access.plan_in.claim(by, unit)
    if Theme.objects.filter(unit=unit, year=year).exists():
        raise YearTaken(_("Năm {year} đã có chủ đề. Đề nghị mở chủ đề đó để sửa.").format(year=year), field="year")
    row = Theme.objects.create(unit=unit, unit_key=unit.key, year=year, words=words, plans_due_on=plans_due_on)
    record("programmes.set_theme", row, by=by, says={"year": year, "words": words})
    return row


@transaction.atomic
def edit_theme(theme: Theme, *, by: Actor, seen: int | None = None, **values: Any) -> Theme:
    """Change a theme's words, or the day its plans are due."""
    theme = access.plan_theme.claim(by, theme, seen=seen)
    changes = change(theme, **values)
    record("programmes.edit_theme", theme, by=by, says={"year": theme.year, "words": theme.words}, changes=changes)
    return theme


@transaction.atomic
def remind_plans(theme: Theme, *, by: Actor, units: list[Unit]) -> int:
    """Tell the cells that have not handed in their plan; returns how many people were told."""
    theme = access.plan_theme.claim(by, theme)
    words = _("Đề nghị đồng chí nộp kế hoạch của chi bộ theo chủ đề năm {year}: “{words}”.").format(
        year=theme.year, words=short(theme.words)
    )
    count = tell(
        accounts_in([unit.key for unit in units], "programmes.answer"), words, f"/theo-doi/chu-de/{theme.pk}/ke-hoach/"
    )
    record("programmes.remind_plans", theme, by=by, says={"year": theme.year, "count": len(units)})
    return count


@transaction.atomic
def hand_in_plan(
    theme: Theme, unit: Unit, *, by: Actor, text: str, person: str = "", seen: int | None = None
) -> OwnPlan:
    """Hand in, or change, a unit's plan for a theme, or one member's plan."""
    unit = access.hand_in.claim(by, unit)
    if not text.strip():
        raise EmptyPlan(_("Đề nghị nhập nội dung kế hoạch."), field="text")
    row, made = OwnPlan.objects.get_or_create(
        theme=theme,
        unit=unit,
        person=person.strip(),
        defaults={
            "unit_key": unit.key, "giver_key": theme.unit_key, "text": text.strip(),
            "given_by": by.account_id, "given_on": today(),
        },
    )  # fmt: skip
    if not made:
        row = access.hand_in_again.claim(by, row, seen=seen)
        change(row, text=text.strip(), given_by=by.account_id, given_on=today())
    says = {"unit": unit.name, "person": row.person, "year": theme.year}
    record("programmes.hand_in_plan", row, by=by, says=says)
    return row
