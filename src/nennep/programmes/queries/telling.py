"""What a report tells of plans beside their targets: outside figures, accreditation, looks taken, causes, wishes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from nennep.figures.registry import Period
from nennep.org.models import Unit
from nennep.programmes.models import Course, Reading, Recheck, Review, Share, ShareStatus, Work
from nennep.programmes.models.work import CLOSED_WORK


@dataclass(frozen=True)
class Accredited:
    """Accredited programmes, the schools that own them, and institutions accredited as a whole."""

    courses: int
    schools: int
    institutions: int


def readings_until(unit: Unit, day: date) -> list[Reading]:
    """The newest reading of each outside figure that the unit keeps, as of a day."""
    rows = Reading.objects.filter(indicator__unit=unit, as_of__lte=day).select_related("indicator")
    return list(rows.order_by("indicator__name", "indicator_id", "-as_of").distinct("indicator__name", "indicator_id"))


def accredited(unit: Unit, day: date) -> Accredited:
    """The accreditation register of the unit and those below it, as of a day."""
    rows = Course.objects.filter(unit_key__startswith=unit.key, accredited_on__lte=day, valid_until__gt=day)
    courses = rows.filter(whole_school=False)
    schools = courses.values("school").distinct().count()
    return Accredited(courses.count(), schools, rows.filter(whole_school=True).count())


def looks_taken(unit: Unit, period: Period) -> list[Review]:
    """Reviews and inspections of the unit's programmes that ended in the period."""
    return list(Review.objects.filter(unit=unit, done_on__gte=period.since, done_on__lt=period.until))


def second_looks(unit: Unit, period: Period) -> tuple[int, int]:
    """(results that were looked at again in the period, those that did not hold)."""
    rows = Recheck.objects.filter(giver_key=unit.key, checked_on__gte=period.since, checked_on__lt=period.until)
    found = list(rows.values_list("sound", flat=True))
    return len(found), found.count(False)


def said_of(tasks: Iterable[int]) -> dict[int, list[tuple[str, str]]]:
    """What units wrote of their unfinished parts, by task: (unit, words)."""
    found: dict[int, list[tuple[str, str]]] = {}
    rows = (
        Work.objects.filter(task__in=list(tasks))
        .exclude(status__in=CLOSED_WORK)
        .exclude(status="reported")
        .exclude(note="")
    )
    for task, unit, note in rows.order_by("unit__title_key").values_list("task_id", "unit__name", "note"):
        found.setdefault(task, []).append((unit, " ".join(note.split())))
    return found


def wishes(unit: Unit) -> list[Share]:
    """Changes the unit has asked for and that are not decided yet."""
    rows = Share.objects.filter(unit=unit, status=ShareStatus.ADJUSTING)
    return list(rows.select_related("target", "giver"))
