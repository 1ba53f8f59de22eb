"""From a reviewed paper to a programme; binding targets to figures; the standing committee's approval."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.documents.actions import register_paper
from nennep.documents.models import Document, Proposal
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit, WorkArea
from nennep.org.queries import accounts_in, areas
from nennep.programmes import access, guesses
from nennep.programmes.actions.points import list_paper
from nennep.programmes.events import PlanConfirmed
from nennep.programmes.models import Population, Programme, ProgrammePaper, Target, Task, Work, WorkStatus
from nennep.reader.times import due_range
from nennep.viet.order import fold
from nennep.viet.write import short


class NothingTaken(Refused):
    """A paper confirmed as a plan although nothing was taken from it."""


@transaction.atomic
def confirm_plan(
    document: Document,
    *,
    by: Actor,
    name: str,
    since: date,
    until: date,
    programme: Programme | None = None,
    assign_to: Iterable[Unit] = (),
    populations: Mapping[int, str] | None = None,
    seen: int | None = None,
) -> Programme:
    """Enter a reviewed paper into the register and make (or add to) a programme with its taken targets and tasks.

    ``assign_to`` are the units its recipients stand for: the tasks are theirs once the programme is approved.
    ``populations`` are those a person chose for proposals whose words fit several.
    """
    taken = list(Proposal.objects.filter(document=document, state="taken", kind__in=["target", "task"]))
    if not taken:
        raise NothingTaken(_("Chưa nhận chỉ tiêu hay nhiệm vụ nào. Đề nghị nhận ít nhất một đề xuất rồi xác nhận."))
    document = register_paper(document, by=by, seen=seen)
    if programme is None:
        programme = _new_programme(document, by, name, since, until)
    else:
        programme = access.plan.claim(by, programme)
    ProgrammePaper.objects.get_or_create(
        programme=programme, document=document, defaults={"unit_key": programme.unit_key}
    )
    whole = shares_with_a_rate(document, taken)
    for rank, row in enumerate(taken, 1):
        if row.pk in whole:
            continue
        if row.kind == "target":
            over = (populations or {}).get(row.pk, "").split("+")
            for name in over:
                _target_from(programme, document, row, rank, name, apart=len(over) > 1)
        else:
            _task_from(programme, document, row, rank)
    list_paper(programme, document)
    targets, tasks = programme.targets.count(), programme.tasks.count()
    says = {"name": programme.name, "number": document.number, "targets": targets, "tasks": tasks}
    record("programmes.confirm", programme, by=by, says=says)
    for unit in assign_to:
        _plan_for(programme, document, unit)
    publish(PlanConfirmed(programme.pk, document.pk))
    return programme


def _plan_for(programme: Programme, document: Document, unit: Unit) -> None:
    """The recipients who are to carry the paper out get its tasks; the parts open when the committee approves."""
    for task in Task.objects.filter(programme=programme, document=document):
        Work.objects.get_or_create(
            task=task,
            unit=unit,
            defaults={"unit_key": unit.key, "giver_key": task.unit_key, "status": WorkStatus.PLANNED},
        )


def shares_with_a_rate(document: Document, taken: list[Proposal]) -> set[int]:
    """Percentages that only say of how many units a rate in the same sentence must hold: they are one target with it.

    "100 % of cells hold 4 thematic meetings a year" is a minimum for each cell, not two targets.
    """
    rates = [row for row in taken if row.kind == "target" and row.values.get("unit_class") == "rate"]
    return {
        row.pk
        for row in taken
        if row.kind == "target" and row.values.get("unit_class") == "percent" and row.values.get("value") == 100
        for rate in rates
        if row.end <= rate.start and not re.search(r"[.;\n]", document.text[row.end : rate.start])
    }


def _new_programme(document: Document, by: Actor, name: str, since: date, until: date) -> Programme:
    unit = access.plan_in.claim(by, document.unit)
    return Programme.objects.create(unit=unit, unit_key=unit.key, name=name[:400], since=since, until=until)


def _target_from(
    programme: Programme, document: Document, row: Proposal, rank: int, population: str, apart: bool
) -> Target:
    """A target as the paper words it; ``apart`` where the words speak of organisations and of members, each followed."""
    values = row.values
    first, end, yearly = guesses.period(values.get("period") or "", programme.since, programme.until)
    guess = guesses.binding(row.quote, values, sentence_of(document, row))
    guess["population"] = population or guess["population"]
    name = name_from(row)
    return Target.objects.create(
        programme=programme,
        unit=programme.unit,
        unit_key=programme.unit_key,
        document=document,
        proposal_id=row.pk,
        quote=sentence_of(document, row),
        name=f"{name[:360]} ({Population(population).label})" if apart else name,
        comparator=values.get("comparator") or ">=",
        value=Decimal(str(values.get("value"))) if values.get("value") is not None else None,
        unit_label="%" if values.get("unit_class") == "percent" else (values.get("unit") or "")[:80],
        yearly=yearly,
        since=first,
        until=end,
        rank=rank,
        area=area_of(values.get("metric") or row.quote, sentence_of(document, row)),
        **guess,
    )


def name_from(row: Proposal) -> str:
    """The name of the target or task that a taken proposal becomes."""
    values = row.values
    if row.kind == "target" and values.get("metric"):
        return _name(_whose(values), values.get("unit") or "")
    return _name((values.get("action") if row.kind == "task" else "") or row.quote, "")


def _whose(values: dict[str, Any]) -> str:
    """A share's metric with whom it is a share of, where its words leave that out."""
    metric, subject = values.get("metric") or "", values.get("subject") or ""
    known = not subject or values.get("unit_class") != "percent" or fold(subject) in fold(metric)
    return metric if known else f"{subject} {metric}"


def area_of(*texts: str) -> WorkArea | None:
    """The work area that the words suggest; a person may choose another."""
    return next((one for one in areas() if one.pk == guesses.area(*texts)), None)


def _name(metric: str, unit: str) -> str:
    """A target's name: its metric with a capital, without the unit said twice."""
    words = " ".join(metric.split())
    if unit and words.endswith(f" {unit} {unit}"):
        words = words.removesuffix(f" {unit}")
    short = words.removesuffix(f" {unit}") if unit and words.count(unit) > 1 else words
    return (short[:1].upper() + short[1:])[:400]


def sentence_of(document: Document, row: Proposal) -> str:
    """The very line of the paper a proposal stands in."""
    begin = document.text.rfind("\n", 0, row.start) + 1
    end = document.text.find("\n", row.end)
    return document.text[begin : end if end >= 0 else len(document.text)].strip()


def _task_from(programme: Programme, document: Document, row: Proposal, rank: int) -> Task:
    return Task.objects.create(
        programme=programme,
        unit=programme.unit,
        unit_key=programme.unit_key,
        document=document,
        proposal_id=row.pk,
        quote=sentence_of(document, row),
        name=name_from(row),
        due_words=" ".join(row.quote.split())[:120],
        due_on=due_day(row.values.get("due") or "", programme.since),
        area=area_of(row.values.get("action") or row.quote, sentence_of(document, row)),
        rank=rank,
    )


def due_day(token: str, since: date) -> date | None:
    """The last day a due token speaks of; None where it names none."""
    try:
        return due_range(token, since)[1]
    except ValueError:
        return None


@transaction.atomic
def approve_programme(programme: Programme, *, by: Actor, on: date | None = None, words: str = "") -> Programme:
    """Record that the standing committee approved the programme; targets and tasks may be assigned from now on."""
    programme = access.approve.claim(by, programme)
    day = on or today()
    if day > today() + timedelta(days=1):
        raise Refused(_("Ngày duyệt không thể ở tương lai."), field="on")
    changes = change(programme, approved_on=day, approved_by=words or by.name)
    record("programmes.approve", programme, by=by, says={"name": programme.name}, changes=changes)
    _open_planned(programme)
    return programme


def _open_planned(programme: Programme) -> None:
    """Parts that waited for the approval are assigned now, and their units told."""
    rows = list(Work.objects.filter(task__programme=programme, status=WorkStatus.PLANNED))
    for row in rows:
        change(row, status=WorkStatus.ASSIGNED)
    if rows:
        words = _("Được giao các nhiệm vụ của “{name}”.").format(name=short(programme.name))
        tell(accounts_in({row.unit_key for row in rows}, "programmes.work"), words, "/theo-doi/")


@transaction.atomic
def edit_programme(programme: Programme, *, by: Actor, seen: int | None = None, **values: Any) -> Programme:
    """Change a programme's name, time, or the plan it helps to carry out."""
    programme = access.plan.claim(by, programme, seen=seen)
    above = values.get("carries")
    while above is not None:
        if above.pk == programme.pk:
            raise Refused(_("Kế hoạch không thể thực hiện chính nó. Đề nghị chọn kế hoạch khác."), field="carries")
        above = above.carries
    changes = change(programme, **values)
    record("programmes.edit", programme, by=by, says={"name": programme.name}, changes=changes)
    return programme
