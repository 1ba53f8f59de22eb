"""What is done to units: found, rename, move, end."""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.journal.actions import Entry, record, record_many
from nennep.org import access, queries, rules
from nennep.org.actions.moving import UnitHasParts
from nennep.org.events import UnitEnded
from nennep.org.models import Charge, Grant, Term, Unit, UnitKind, UnitSpell
from nennep.viet.order import clean, fold, title_key
from nennep.viet.write import day as written


class KindNotUnderParent(Refused):
    """A kind of unit that may not stand under the kind of the parent."""


class SameName(Refused):
    """A name that a unit beside it has in the same days."""


class WrongDay(Refused):
    """A day before the unit, the one above it or its last change; one in the future for what is written at once."""


@transaction.atomic
def found_unit(
    parent: Unit | None, *, by: Actor, kind: UnitKind, name: str, since: date, decision: str = "", **details: Any
) -> Unit:
    """Found a unit under a parent (None: a root, by a system job only) from a day on.

    ``details`` are further fields of ``Unit`` (short_name, symbol, code, is_joint, is_student, place, upper_line; until, the
    day after its last one, where it is founded for a time). Raises KindNotUnderParent, WrongDay, SameName.
    """
    if details.get("until", FOREVER) <= since:
        raise WrongDay(_("Ngày hoạt động cuối cùng phải từ ngày thành lập trở đi."), field="last_day")
    if parent is not None:
        parent = access.shape.claim(by, parent)
        if since < parent.since:
            words = _("Ngày thành lập không thể trước ngày lập {parent} ({day}).")
            raise WrongDay(words.format(parent=parent.name, day=written(parent.since)), field="since")
        if kind.parents and parent.kind_id not in kind.parents:
            raise KindNotUnderParent(
                _("{kind} không thể trực thuộc {parent}. Đề nghị chọn đơn vị cấp trên khác.").format(
                    kind=kind.name, parent=parent.kind.name
                ),
                field="parent",
            )
        _unlike(parent, kind, clean(name), since, details.get("until", FOREVER))
    unit = _new_unit(parent, kind, clean(name), since, details)
    _write_spell(unit, since, decision)
    record("org.found", unit, by=by, unit_id=unit.pk, says={"unit": unit.name, "kind": kind.name}, unit_key=unit.key)
    return unit


def _unlike(parent: Unit, kind: UnitKind, name: str, since: date, until: date) -> None:
    """No unit of the association stands under the parent by the same name in these days. Raises SameName."""
    beside = Unit.objects.filter(parent=parent, name_fold=fold(name), kind__association=kind.association)
    if held := beside.filter(since__lt=until, until__gt=since).order_by("since").first():
        words = _("{parent} đã có {unit} từ ngày {day}. Đề nghị ghi tên khác, hoặc dùng đơn vị đã có.")
        raise SameName(words.format(parent=parent.name, unit=held.name, day=written(held.since)), field="name")


def _new_unit(parent: Unit | None, kind: UnitKind, name: str, since: date, details: dict[str, Any]) -> Unit:
    if parent is None:
        roots = Unit.objects.filter(parent=None).count()
        key, level = rules.child_key("", roots + 1), 0
    else:
        change(parent, last_child=parent.last_child + 1)
        key, level = rules.child_key(parent.key, parent.last_child), parent.level + 1
    return Unit.objects.create(
        parent=parent,
        kind=kind,
        name=name,
        key=key,
        level=level,
        since=since,
        title_key=title_key(name)[:400],
        name_fold=fold(name),
        **details,
    )


def _write_spell(unit: Unit, since: date, decision: str) -> None:
    """Close the present state on a day and open the next one."""
    UnitSpell.objects.filter(unit=unit, since=since).delete()
    UnitSpell.objects.filter(unit=unit, since__lt=since, until__gt=since).update(until=since)
    UnitSpell.objects.create(
        unit=unit,
        unit_key=unit.key,
        parent_id=unit.parent_id,
        key=unit.key,
        kind_id=unit.kind_id,
        name=unit.name,
        is_joint=unit.is_joint,
        is_student=unit.is_student,
        since=since,
        until=unit.until,
        decision=decision,
    )


def _after_last_change(unit: Unit, on: date, *, same: bool) -> None:
    """What is to begin or end on a day comes after the last state of a living unit; ``same`` lets it replace that state."""
    if unit.until <= today():
        raise WrongDay(_("{unit} đã kết thúc hoạt động ngày {day}.").format(unit=unit.name, day=written(unit.until)))
    last = UnitSpell.objects.filter(unit=unit).order_by("-since").values_list("since", flat=True).first() or unit.since
    if on < last or (on == last and not same):
        words = _("Ngày có hiệu lực phải từ ngày {day} trở đi: {unit} thành lập hoặc thay đổi gần nhất ngày {last}.")
        first = last if same else last + timedelta(days=1)
        raise WrongDay(words.format(day=written(first), unit=unit.name, last=written(last)), field="on")


@transaction.atomic
def reshape_unit(
    unit: Unit, *, by: Actor, on: date, decision: str = "", version: int | None = None, **values: Any
) -> Unit:
    """Give a unit a new name, kind or nature from a day on, today or earlier; its past stays as it was. Raises WrongDay."""
    unit = access.shape.claim(by, unit, seen=version)
    if on > today():
        raise WrongDay(_("Ngày có hiệu lực không ở tương lai; đến ngày hãy thực hiện."), field="on")
    _after_last_change(unit, on, same=True)
    if kind := values.pop("kind", ""):
        values["kind"] = _kind_instead(unit, str(kind))
    if "name" in values:
        values["name"] = clean(values["name"])
        values |= {"title_key": title_key(values["name"])[:400], "name_fold": fold(values["name"])}
    changes = change(unit, **values)
    if changes:
        _write_spell(unit, on, decision)
        record(
            "org.reshape", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says={"unit": unit.name}, changes=changes
        )
    return unit


def _kind_instead(unit: Unit, code: str) -> UnitKind:
    """Another kind for a unit. Raises KindNotUnderParent."""
    if code != unit.kind_id and code not in dict(queries.kinds_instead(unit)):
        words = _("Đơn vị này không thể chuyển sang loại đó ở vị trí hiện nay.")
        raise KindNotUnderParent(words, field="kind")
    return UnitKind.objects.get(pk=code)


@transaction.atomic
def end_unit(unit: Unit, *, by: Actor, on: date, decision: str = "") -> Unit:
    """End a unit on a day, and with it its grants of authority, charges and term; its past stays.

    Refused while living units stand below it or people belong to it. Raises UnitHasParts, WrongDay.
    """
    unit = access.shape.claim(by, unit)
    _after_last_change(unit, on, same=False)
    if Unit.objects.filter(parent=unit, until__gt=on).exists():
        raise UnitHasParts(
            _("Vẫn còn đơn vị trực thuộc {unit}. Đề nghị chuyển hoặc kết thúc các đơn vị đó trước.").format(
                unit=unit.name
            )
        )
    changes = change(unit, until=on)
    UnitSpell.objects.filter(unit=unit, until__gt=on).update(until=on)
    _end_authority(unit, by, on)
    record("org.end", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says={"unit": unit.name}, changes=changes)
    publish(UnitEnded(unit.pk, on))
    return unit


def _end_authority(unit: Unit, by: Actor, on: date) -> None:
    """Who had authority in the unit has none in it from that day; nobody answers for it, and its term is over."""
    grants = [(row, change(row, until=max(on, row.since))) for row in Grant.objects.filter(unit=unit, until__gt=on)]
    charges = [(row, change(row, until=max(on, row.since))) for row in Charge.objects.filter(unit=unit, until__gt=on)]
    Term.objects.filter(unit=unit, since__lt=on, until__gt=on).update(until=on)
    record_many("org.revoke", [Entry(row, says={"role": row.role}, changes=changes) for row, changes in grants], by=by)
    ended = [Entry(row, says={"unit": unit.name, "name": row.person_name}, changes=changes) for row, changes in charges]
    record_many("org.end_charge", ended, by=by)
