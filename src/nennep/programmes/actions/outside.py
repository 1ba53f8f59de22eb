"""Outside figures entered by hand with their date, and the register of training programmes."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.programmes import access
from nennep.programmes.models import Course, Indicator, Reading


class NotAReading(Refused):
    """A reading that cannot be: a part above its whole, or a day to come."""


@transaction.atomic
def add_indicator(unit: Unit, *, by: Actor, name: str, **values: Any) -> Indicator:
    """Add an outside figure to follow."""
    unit = access.plan_in.claim(by, unit)
    row = Indicator.objects.create(unit=unit, unit_key=unit.key, name=name, **values)
    record("programmes.add_indicator", row, by=by, says={"name": row.name})
    return row


@transaction.atomic
def edit_indicator(indicator: Indicator, *, by: Actor, seen: int | None = None, **values: Any) -> Indicator:
    """Change an outside figure's words, population or source."""
    indicator = access.keep_indicator.claim(by, indicator, seen=seen)
    changes = change(indicator, **values)
    record("programmes.edit_indicator", indicator, by=by, says={"name": indicator.name}, changes=changes)
    return indicator


@transaction.atomic
def read_indicator(
    indicator: Indicator,
    *,
    by: Actor,
    as_of: date,
    part: Decimal,
    source: str,
    whole: Decimal | None = None,
    owners: int | None = None,
) -> Reading:
    """Enter what an outside figure was on a day; a second reading of a day replaces the first."""
    indicator = access.keep_indicator.claim(by, indicator)
    if as_of > today():
        raise NotAReading(_("Ngày “tính đến” không thể ở tương lai."), field="as_of")
    if whole is not None and part > whole:
        raise NotAReading(_("Số đạt không thể lớn hơn tổng số."), field="part")
    if owners is not None and owners > part:
        raise NotAReading(_("Số đơn vị sở hữu không thể lớn hơn số đếm được."), field="owners")
    row, _made = Reading.objects.update_or_create(
        indicator=indicator,
        as_of=as_of,
        defaults={
            "unit_key": indicator.unit_key, "part": part, "whole": whole, "owners": owners, "source": source[:250],
            "given_by": by.account_id, "given_name": by.name, "given_at": now(),
        },
    )  # fmt: skip
    value = f"{part.normalize():f}" + (f"/{whole.normalize():f}" if whole is not None else "")
    says = {"name": indicator.name, "value": value, "day": f"{as_of:%d/%m/%Y}"}
    record("programmes.read_indicator", row, by=by, unit_id=indicator.unit_id, says=says)
    return row


@transaction.atomic
def add_course(unit: Unit, *, by: Actor, name: str, **values: Any) -> Course:
    """Enter a training programme, or an institution, in the accreditation register."""
    unit = access.plan_in.claim(by, unit)
    row = Course.objects.create(unit=unit, unit_key=unit.key, name=name, **values)
    record("programmes.add_course", row, by=by, says={"name": row.name, "school": row.school})
    return row


@transaction.atomic
def edit_course(course: Course, *, by: Actor, seen: int | None = None, **values: Any) -> Course:
    """Change an entry of the accreditation register."""
    course = access.keep_course.claim(by, course, seen=seen)
    changes = change(course, **values)
    record(
        "programmes.edit_course", course, by=by, says={"name": course.name, "school": course.school}, changes=changes
    )
    return course
