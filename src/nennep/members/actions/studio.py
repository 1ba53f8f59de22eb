"""What is done to a draft of a restructuring: begun, a step added or taken back, applied in one transaction, dropped."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.accounts.models import Account
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import Refused, Stale
from nennep.journal.actions import Entry, record, record_many
from nennep.members import access
from nennep.members.actions.life import BeforeTheBeginning
from nennep.members.actions.stretches import SAME, go_on, tell_stretches
from nennep.members.actions.tenure import leave_post, take_post
from nennep.members.events import MemberMoved
from nennep.members.models import (
    LIVING,
    OPEN_STATES,
    Begin,
    Case,
    Departure,
    Draft,
    DraftState,
    End,
    Left,
    Manner,
    Membership,
    Person,
    Placement,
    Tenure,
    Transfer,
)
from nennep.members.studio import Cell, Place, Tried, outcome, tried
from nennep.notify.actions import tell
from nennep.org import actions as org
from nennep.org.models import Service, Unit, UnitKind
from nennep.viet.write import day as written


class NothingDrafted(Refused):
    """A draft without a step, or a step that changes nothing."""


class RuleBroken(Refused):
    """A cell that would break a rule, without the paper that allows it."""


@transaction.atomic
def begin_draft(unit: Unit, *, by: Actor, name: str) -> Draft:
    """Begin a draft for a unit's cells; the tree stays as it is."""
    unit = access.draft_in.claim(by, unit)
    row = Draft.objects.create(unit=unit, unit_key=unit.key, name=name, made_by=by.name, made_on=today())
    record("members.begin_draft", row, by=by, says={"name": name, "unit": unit.name})
    return row


@transaction.atomic
def add_step(draft: Draft, *, by: Actor, step: dict[str, Any], seen: int | None = None) -> Draft:
    """Add a step and try it. Raises NothingDrafted, Stale."""
    row = access.edit_draft.claim(by, draft, seen=seen)
    if step["act"] in {"people", "merge"} and not (step.get("people") or step.get("cells")):
        raise NothingDrafted(_("Chưa chọn gì."))
    if step["act"] == "merge" and step["to"] and step["to"] in step["cells"]:
        raise NothingDrafted(_("Chi bộ nhận không thể là chi bộ bị sáp nhập."), field="to")
    if step["act"] == "parent":
        cell = tried(row).cells.get(step["unit"])
        if cell is not None and cell.parent == step["parent"]:
            words = _("{cell} đang trực thuộc {parent}. Đề nghị chọn đơn vị cấp trên khác.")
            raise NothingDrafted(words.format(cell=cell.name, parent=cell.parent_name), field="parent")
    if step["act"] == "found":
        step = step | {"ref": f"n{1 + sum(one['act'] == 'found' for one in row.steps)}"}
    change(row, steps=[*row.steps, step])
    return row


@transaction.atomic
def take_back(draft: Draft, *, by: Actor) -> Draft:
    """Take back the last step. Raises NothingDrafted."""
    row = access.edit_draft.claim(by, draft)
    if not row.steps:
        raise NothingDrafted(_("Dự thảo chưa có bước nào."))
    change(row, steps=row.steps[:-1])
    return row


@transaction.atomic
def drop_draft(draft: Draft, *, by: Actor) -> Draft:
    """Put a draft away; nothing of it was done."""
    row = access.edit_draft.claim(by, draft)
    changes = change(row, state=DraftState.DROPPED)
    record("members.drop_draft", row, by=by, says={"name": row.name, "unit": row.unit.name}, changes=changes)
    return row


@transaction.atomic
def apply_draft(
    draft: Draft, *, by: Actor, on: date, decision: str, exception: str = "", seen: int | None = None
) -> Draft:
    """Do what a draft shows from a day on, all of it or nothing; the tree of every day before stays as it was.

    Of two who apply it at once the second is told that it was done; ``seen`` is the version that was looked at. Raises
    NothingDrafted, RuleBroken, BeforeTheBeginning, Stale.
    """
    org.hold_tree()
    unit = access.draft_in.claim(by, draft.unit)
    row = access.see_draft.claim(by, draft)
    copy = _checked(row, on, exception, seen)
    told = outcome(row, copy)
    places = _founded(copy, by, on, decision)
    _move_people(copy, places, by, on)
    for pk, parent in copy.parents.items():
        org.move_unit(places[pk], places[parent], by=by, on=on, decision=decision)
    for cell in [one for one in copy.cells.values() if one.ended]:
        _end_cell(cell, copy, places, by, on, decision)
    for place, held, title in copy.posts:
        take_post(
            held.person, places[place], by=by, title=title, since=on, decision=decision[:120], manner=Manner.APPOINTED
        )
    changes = change(
        row, state=DraftState.APPLIED, applied_from=on, decision=decision, exception=exception, outcome=told
    )
    says = {"name": row.name, "unit": unit.name, "on": written(on), "number": decision, "count": len(_last(copy))}
    record("members.apply_draft", row, by=by, says=says, changes={"state": changes["state"]})
    return row


def _checked(row: Draft, on: date, exception: str, seen: int | None) -> Tried:
    """The copy of a draft that may be done, or why it may not."""
    if row.state != DraftState.DRAFT:
        raise NothingDrafted(_("Phương án {state}; không thực hiện lại được.").format(state=row.get_state_display()))
    if seen is not None and row.version != seen:
        raise Stale(row, seen)
    if on > today():
        raise BeforeTheBeginning(_("Ngày thực hiện không ở tương lai; đến ngày hãy thực hiện."), field="on")
    if not row.steps:
        raise NothingDrafted(_("Dự thảo chưa có bước nào."))
    copy = tried(row)
    checks = copy.checks
    if stops := [one.words for one in checks if one.stops]:
        raise RuleBroken(" ".join(stops))
    bad = [one.words for one in checks if one.bad]
    if bad and not exception.strip():
        raise RuleBroken(" ".join([*bad, _("Cần ghi văn bản cho phép.")]), field="exception")
    return copy


def _founded(copy: Tried, by: Actor, on: date, decision: str) -> dict[Place, Unit]:
    """Every unit by its place, new cells founded."""
    known = [
        *(one for one in copy.cells if isinstance(one, int)),
        *(one for one in copy.uppers if isinstance(one, int)),
    ]
    places: dict[Place, Unit] = {one.pk: one for one in Unit.objects.filter(pk__in=known).select_related("kind")}
    kind = UnitKind.objects.get(code="cell")
    for cell in copy.cells.values():
        if cell.new:
            parent = places.get(cell.parent)
            if parent is None:
                raise NothingDrafted(_("Đơn vị cấp trên của {cell} không còn.").format(cell=cell.name))
            places[cell.place] = org.found_unit(
                parent,
                by=by,
                kind=kind,
                name=cell.name,
                since=on,
                decision=decision,
                is_student=cell.is_student,
                is_joint=cell.is_joint,
            )
    return places


def _last(copy: Tried) -> dict[int, tuple[Membership, Place]]:
    """Where each stretch ends up, those that come back to their cell left out."""
    found = {row.pk: (row, place) for row, place in copy.moved}
    return {pk: (row, place) for pk, (row, place) in found.items() if place != row.unit_id}


def _move_people(copy: Tried, places: dict[Place, Unit], by: Actor, on: date) -> None:
    """Everybody who moves, in a few statements: stretches end and begin, lines are written, people are told."""
    going = _last(copy)
    list(
        Person.objects.select_for_update(no_key=True)
        .filter(pk__in=[row.person_id for row, _place in going.values()])
        .order_by("pk")
    )
    held = {
        row.pk: row
        for row in Membership.objects.select_for_update()
        .filter(pk__in=going, until=FOREVER)
        .select_related("unit")
        .order_by("pk")
    }
    if len(held) != len(going):
        raise NothingDrafted(_("Có người vừa chuyển đi. Đề nghị xem lại dự thảo."))
    _none_after(held.values(), on)
    Membership.objects.filter(pk__in=held).update(until=on, end=End.MOVED)
    opened = []
    for pk, row in held.items():
        row.until, row.end, unit = on, End.MOVED, places[going[pk][1]]
        values = {name: getattr(row, name) for name in SAME}
        opened.append(
            Membership(unit=unit, unit_key=unit.key, since=on, begin=Begin.MOVED, status_since=row.held_since, **values)
        )
    opened = Membership.objects.bulk_create(opened)
    lines = [(row, row.unit.name, {"until": (FOREVER, on), "end": ("", End.MOVED)}) for row in held.values()]
    lines += [(row, row.unit.name, {}) for row in opened]
    record_many("members.stretch", [_line(*one) for one in lines], by=by)
    _follow(opened)
    followed = Case.objects.filter(person__in=[row.person_id for row in opened], state__in=LIVING)
    cases = set(followed.values_list("person_id", flat=True))
    for row in opened:
        if row.person_id in cases:
            publish(MemberMoved(row.pk, row.unit_id, on))


def _line(row: Membership, unit: str, changes: dict[str, Any]) -> Entry:
    says = {"person": row.full_name, "unit": unit, "on": written(row.since)}
    return Entry(row, person_id=row.person_id, says=says, changes=changes)


def _follow(opened: list[Membership]) -> None:
    """Clocks and open transfers go along, and everybody with an account hears of the new cell."""
    by_unit: dict[int, list[Membership]] = defaultdict(list)
    for row in opened:
        by_unit[row.unit_id].append(row)
    for rows in by_unit.values():
        unit, people = rows[0].unit, [row.person_id for row in rows]
        Departure.objects.filter(person__in=people, closed_on=None).update(unit=unit, unit_key=unit.key)
        Transfer.objects.filter(person__in=people, state__in=OPEN_STATES).update(
            unit=unit, unit_key=unit.key, from_name=unit.name
        )
        accounts = Account.objects.filter(person_id__in=people).values_list("pk", "person_id")
        for account, person in accounts:
            words = _("Từ ngày {on} đồng chí sinh hoạt tại {unit}.").format(on=written(rows[0].since), unit=unit.name)
            tell([account], words, reverse("members:person", args=[person]))


def _end_cell(cell: Cell, copy: Tried, places: dict[Place, Unit], by: Actor, on: date, decision: str) -> None:
    """End a cell: what it serves goes to the cell that took most of its people, its posts are left."""
    unit = places[cell.place]
    heirs = [place for row, place in _last(copy).values() if row.unit_id == cell.place]
    heir = places[max(set(heirs), key=heirs.count)] if heirs else None
    for service in Service.objects.filter(unit=unit, until=FOREVER).select_related("served", "unit"):
        org.end_service(service, by=by, on=on)
        if heir is not None and not Service.objects.filter(unit=heir, served=service.served_id, until__gt=on).exists():
            org.serve_unit(heir, service.served, by=by, since=on)
    for tenure in Tenure.objects.filter(seat__unit=unit, until=FOREVER, since__lt=on):
        leave_post(tenure, by=by, on=on, why=Left.ENDED, decision=decision[:120])
    if heir is not None:
        _move_guests(unit, heir, by, on)
    unit.refresh_from_db()
    org.end_unit(unit, by=by, on=on, decision=decision)


def _move_guests(unit: Unit, heir: Unit, by: Actor, on: date) -> None:
    """Who only meets or is in contact here goes on in the heir for the rest of the time; whose own cell that is stays
    there, without a second stretch."""
    guests = Membership.objects.filter(unit=unit, until__gt=on).exclude(placement=Placement.COUNTED)
    at_home = set(
        Membership.objects.filter(unit=heir, until__gt=on, placement=Placement.COUNTED).values_list(
            "person_id", flat=True
        )
    )
    held = list(guests.select_for_update().order_by("pk"))
    _none_after(held, on)
    for row in held:
        more = {"placement": row.placement, "until": row.until}
        lines = [(row, unit.name, change(row, until=on, end=End.MOVED))]
        if row.person_id not in at_home:
            lines.append((go_on(row, heir, on, Begin.MOVED, **more), heir.name, {}))
        tell_stretches(by, *lines)


def _none_after(held: Iterable[Membership], on: date) -> None:
    """Nobody who moves came on the day or later. Raises BeforeTheBeginning."""
    if late := [row.full_name for row in held if row.since >= on]:
        words = _("Ngày thực hiện phải sau ngày bắt đầu sinh hoạt của: {names}.")
        raise BeforeTheBeginning(words.format(names=", ".join(late[:5])), field="on")
