"""A unit with all below it goes under another parent: a few statements whatever the size of the branch."""

from datetime import date

from django.db import connection, transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.events import publish
from nennep.core.keys import move_keys
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.org import access, rules
from nennep.org.events import UnitMoved
from nennep.org.models import Unit, UnitSpell
from nennep.viet.write import day as written

ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('nn_move_unit'))"
HOLD = "select count(*) from (select 1 from org_unit where key >= %s and key < %s order by id for update) held"
DEEPER = "update org_unit set level = level + %s where key >= %s and key < %s"
HERE = "s.unit_key >= %(new)s and s.unit_key < %(new_end)s and s.key >= %(old)s and s.key < %(old_end)s"
CUT = f"""with was as materialized (select s.* from org_unitspell s where {HERE} and s.since < %(on)s and s.until > %(on)s),
  cut as (update org_unitspell s set until = %(on)s from was where s.id = was.id returning was.*)
  insert into org_unitspell (unit_id, unit_key, parent_id, key, kind_id, name, is_joint, is_student, since, until, decision)
  select unit_id, unit_key, parent_id, key, kind_id, name, is_joint, is_student, %(on)s, until, '' from cut"""
AFTER = f"update org_unitspell s set key = %(new)s || substr(s.key, %(from)s) where {HERE} and s.since >= %(on)s"


class UnitHasParts(Refused):
    """A unit with living units below it cannot end or move under itself."""


class MovedAlready(Refused):
    """A unit that somebody else has moved or ended meanwhile, or that goes where it is."""


class WrongDayToMove(Refused):
    """A day in the future, or one before the unit or the parent stood where they stand now."""


@transaction.atomic
def move_unit(unit: Unit, parent: Unit, *, by: Actor, on: date, decision: str = "", seen: int | None = None) -> Unit:
    """Put a unit with all below it under another parent from a day on, today or earlier.

    All of it is one transaction: before it ends everybody sees the old tree, afterwards the new one. Moves wait for
    each other, and for whoever is at work in a unit of the branch. ``seen`` is the version of the unit that was on the
    page. Raises MovedAlready, UnitHasParts, WrongDayToMove.
    """
    hold_tree()
    unit, parent = _claimed(unit, parent, by)
    if seen is not None and unit.version != seen:
        raise MovedAlready(
            _("{unit} vừa được người khác thay đổi, hiện trực thuộc {parent}. Đề nghị xem lại rồi thực hiện.").format(
                unit=unit.name, parent=unit.parent.name if unit.parent else ""
            )
        )
    _check(unit, parent, on)
    change(parent, last_child=parent.last_child + 1)
    old, new = unit.key, rules.child_key(parent.key, parent.last_child)
    shift = parent.level + 1 - unit.level
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [old, old + "~"])
    change(unit, parent=parent)
    move_keys(old, new, first="org_unit")
    _rewrite(unit, old, new, shift, on)
    UnitSpell.objects.filter(unit=unit, since__gte=on).update(parent=parent)
    UnitSpell.objects.filter(unit=unit, since=on).update(decision=decision)
    unit.refresh_from_db()
    record("org.move", unit, by=by, unit_id=unit.pk, unit_key=new, says={"unit": unit.name, "parent": parent.name})
    publish(UnitMoved(unit.pk, old, new, on))
    return unit


def hold_tree() -> None:
    """Wait for whoever moves a branch, and let others wait until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)


def _claimed(unit: Unit, parent: Unit, by: Actor) -> tuple[Unit, Unit]:
    """Both as they are now, locked by id, so that two acts never wait for each other."""
    found = {one.pk: access.shape.claim(by, one) for one in sorted((unit, parent), key=lambda one: one.pk)}
    return found[unit.pk], found[parent.pk]


def _check(unit: Unit, parent: Unit, on: date) -> None:
    if rules.lies_in(parent.key, unit.key):
        raise UnitHasParts(_("Không thể chuyển đơn vị về chính nó hoặc đơn vị trực thuộc của nó."), field="parent")
    if unit.parent_id == parent.pk:
        raise MovedAlready(
            _("{unit} đang trực thuộc {parent}.").format(unit=unit.name, parent=parent.name), field="parent"
        )
    for one in (unit, parent):
        if one.until <= today():
            words = _("{unit} đã kết thúc hoạt động; không chuyển được.").format(unit=one.name)
            raise MovedAlready(words, field="parent" if one is parent else None)
    if on > today():
        raise WrongDayToMove(_("Ngày có hiệu lực không ở tương lai; đến ngày hãy thực hiện."), field="on")
    settled = max(_stood_since(unit), _stood_since(parent))
    if on < settled:
        words = _("Ngày có hiệu lực phải từ {day}: trước ngày đó {unit} hoặc {parent} chưa ở vị trí hiện nay.")
        raise WrongDayToMove(words.format(day=written(settled), unit=unit.name, parent=parent.name), field="on")


def _stood_since(unit: Unit) -> date:
    """Since when a unit has had its present place in the tree."""
    rows = UnitSpell.objects.filter(unit=unit).order_by("-since").values_list("key", "since")
    found = unit.since
    for key, since in rows:
        if key != unit.key:
            break
        found = since
    return found


def _rewrite(unit: Unit, old: str, new: str, shift: int, on: date) -> None:
    """Levels as they are now; states of the branch from the day on under their new keys, those before it as they were."""
    values: dict[str, str | int | date] = {
        "old": old,
        "old_end": old + "~",
        "new": new,
        "new_end": new + "~",
        "on": on,
        "from": len(old) + 1,
    }
    with connection.cursor() as cursor:
        if shift:
            cursor.execute(DEEPER, [shift, new, new + "~"])
        cursor.execute(CUT, values)
        cursor.execute(AFTER, values)
