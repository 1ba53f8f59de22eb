"""From a reviewed paper to a programme; binding targets to figures; the standing committee's approval."""

import re
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
from nennep.programmes import access, guesses
from nennep.programmes.events import PlanConfirmed
from nennep.programmes.models import Mode, Programme, ProgrammePaper, Target, Task
from nennep.reader.times import due_range


class NothingTaken(Refused):
    """A paper confirmed as a plan although nothing was taken from it."""


class NotMeasurable(Refused):
    """A binding that cannot be counted."""


@transaction.atomic
def confirm_plan(
    document: Document,
    *,
    by: Actor,
    name: str,
    since: date,
    until: date,
    programme: Programme | None = None,
    seen: int | None = None,
) -> Programme:
    """Enter a reviewed paper into the register and make (or add to) a programme with its taken targets and tasks."""
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
    whole = _shares_with_a_rate(document, taken)
    for rank, row in enumerate(taken, 1):
        if row.pk not in whole:
            (_target_from if row.kind == "target" else _task_from)(programme, document, row, rank)
    targets, tasks = programme.targets.count(), programme.tasks.count()
    says = {"name": programme.name, "number": document.number, "targets": targets, "tasks": tasks}
    record("programmes.confirm", programme, by=by, says=says)
    publish(PlanConfirmed(programme.pk, document.pk))
    return programme


def _shares_with_a_rate(document: Document, taken: list[Proposal]) -> set[int]:
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


def _target_from(programme: Programme, document: Document, row: Proposal, rank: int) -> Target:
    values = row.values
    first, end, yearly = guesses.period(values.get("period") or "", programme.since, programme.until)
    guess = guesses.binding(row.quote, values, _sentence(document, row))
    return Target.objects.create(
        programme=programme,
        unit=programme.unit,
        unit_key=programme.unit_key,
        document=document,
        proposal_id=row.pk,
        quote=_sentence(document, row),
        name=_name(values.get("metric") or row.quote, values.get("unit") or ""),
        comparator=values.get("comparator") or ">=",
        value=Decimal(str(values.get("value"))) if values.get("value") is not None else None,
        unit_label="%" if values.get("unit_class") == "percent" else (values.get("unit") or "")[:80],
        yearly=yearly,
        since=first,
        until=end,
        rank=rank,
        **guess,
    )


def _name(metric: str, unit: str) -> str:
    """A target's name: its metric with a capital, without the unit said twice."""
    words = " ".join(metric.split())
    if unit and words.endswith(f" {unit} {unit}"):
        words = words.removesuffix(f" {unit}")
    short = words.removesuffix(f" {unit}") if unit and words.count(unit) > 1 else words
    return (short[:1].upper() + short[1:])[:400]


def _sentence(document: Document, row: Proposal) -> str:
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
        quote=_sentence(document, row),
        name=_name(row.values.get("action") or row.quote, ""),
        due_words=" ".join(row.quote.split())[:120],
        due_on=due_day(row.values.get("due") or "", programme.since),
        rank=rank,
    )


def due_day(token: str, since: date) -> date | None:
    """The last day a due token speaks of; None where it names none."""
    try:
        return due_range(token, since)[1]
    except ValueError:
        return None


@transaction.atomic
def add_target(programme: Programme, *, by: Actor, name: str, **values: Any) -> Target:
    """Add a target by hand, numeric or qualitative."""
    programme = access.plan.claim(by, programme)
    values.setdefault("since", programme.since)
    values.setdefault("until", programme.until)
    row = Target.objects.create(
        programme=programme, unit=programme.unit, unit_key=programme.unit_key, name=name, **values
    )
    record("programmes.add_target", row, by=by, says={"name": row.name})
    return row


@transaction.atomic
def add_task(programme: Programme, *, by: Actor, name: str, due_on: date | None, **values: Any) -> Task:
    """Add a task by hand."""
    programme = access.plan.claim(by, programme)
    row = Task.objects.create(
        programme=programme, unit=programme.unit, unit_key=programme.unit_key, name=name, due_on=due_on, **values
    )
    record("programmes.add_task", row, by=by, says={"name": row.name})
    return row


@transaction.atomic
def bind_target(target: Target, *, by: Actor, seen: int | None = None, **values: Any) -> Target:
    """Bind a target to a figure, a population, a period and a comparator; without a figure it is followed by hand."""
    target = access.bind.claim(by, target, seen=seen)
    if not values.get("figure", target.figure):
        values["mode"] = Mode.HAND
    elif values.get("mode", target.mode) == Mode.EACH and values.get("population", target.population) in {
        "",
        "unit",
        "members",
    }:
        raise NotMeasurable(
            _("Mức tối thiểu ở từng đơn vị cần chọn đối tượng là chi bộ hoặc đơn vị trực thuộc."), field="population"
        )
    changes = change(target, **values)
    record("programmes.bind", target, by=by, says={"name": target.name}, changes=changes)
    return target


@transaction.atomic
def approve_programme(programme: Programme, *, by: Actor, on: date | None = None, words: str = "") -> Programme:
    """Record that the standing committee approved the programme; targets and tasks may be assigned from now on."""
    programme = access.approve.claim(by, programme)
    day = on or today()
    if day > today() + timedelta(days=1):
        raise Refused(_("Ngày duyệt không thể ở tương lai."), field="on")
    changes = change(programme, approved_on=day, approved_by=words or by.name)
    record("programmes.approve", programme, by=by, says={"name": programme.name}, changes=changes)
    return programme
