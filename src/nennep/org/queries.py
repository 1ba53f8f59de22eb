"""The tree of any day, and the question about a unit and a period that figures are asked."""

from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Exists, F, Q, QuerySet, Subquery
from django.utils import timezone

from nennep.accounts.models import Account
from nennep.core.actor import Actor, Post, range_of
from nennep.core.clock import today
from nennep.core.gate import NOTHING, inside
from nennep.core.recall import keep, kept_rows, missing, recall, recalling, rows_ahead
from nennep.duties.models import DatedRule, Holiday
from nennep.duties.rulebook import KEYS, Key
from nennep.figures.registry import Ask, Period
from nennep.org import rules
from nennep.org.models import Charge, Grant, OperatorSession, PostKind, Term, Unit, UnitKind, UnitSpell, WorkArea
from nennep.org.rights import ROLE_RIGHTS, Role


def on(day: date) -> Q:
    """Dated rows in force on a day."""
    return Q(since__lte=day, until__gt=day)


def _key_on(unit: Unit, day: date) -> str | None:
    """The unit's key on a day; None on a day when it was not there."""

    spells = kept_rows(("spells", unit.pk), UnitSpell.objects.filter(unit=unit))
    return next((one.key for one in spells if one.since <= day < one.until), None)


def tree_ahead(unit: Unit) -> dict[Hashable, QuerySet[Any]]:
    """What the trees of any days of a unit are read from, for ``rows_ahead``."""
    return {("spells", unit.pk): UnitSpell.objects.filter(unit=unit)}


def tree(unit: Unit, day: date) -> QuerySet[UnitSpell]:
    """The unit and everything below it as it stood on a day, in the order of the keys of that day."""
    then = _key_on(unit, day)
    if then is None:
        return UnitSpell.objects.none()
    return UnitSpell.objects.filter(on(day), inside((range_of(then, below=True),), "key")).order_by("key")


def spells_in(ranges: Sequence[tuple[str, str]], day: date) -> QuerySet[UnitSpell]:
    """Every unit of some ranges of keys as it stood on a day, in the order of the keys of that day."""
    rows = UnitSpell.objects.filter(on(day), inside(tuple(ranges)))
    return rows.select_related("unit", "kind", "parent").order_by("key")


def ended_in(unit: Unit, since: date, day: date) -> QuerySet[UnitSpell]:
    """Units that stood below on a day and had ended by a later one, as they stood; what they did in between still
    counts above."""
    return tree(unit, since).filter(unit__until__lte=day).exclude(unit=unit).select_related("unit__kind")


def ranges_on(unit: Unit, day: date) -> tuple[tuple[str, str], ...]:
    """Ranges of today's keys that made up the unit on a day; usually one."""
    here = range_of(unit.key, below=True)
    then = _key_on(unit, day)
    if then is None:
        return (here,)
    was = range_of(then, below=True)
    moved = {now: was[0] <= key < was[1] for now, key in _crossed(here, was, day)}
    return rules.folded(unit.key, _flips(unit.key, moved, day)) if moved else (here,)


def _crossed(here: tuple[str, str], was: tuple[str, str], day: date) -> list[tuple[str, str]]:
    """(key of today, key of the day) of units that lay on the other side of the unit's border on a day."""
    in_now, in_then = inside((here,), "unit_key"), inside((was,), "key")
    found = UnitSpell.objects.filter((in_then & ~in_now) | (in_now & ~in_then))
    if not recalling():
        return list(found.filter(on(day)).values_list("unit_key", "key"))
    ever = recall(("crossed", here, was), lambda: list(found.values_list("unit_key", "key", "since", "until")))
    return [(now, key) for now, key, since, until in ever if since <= day < until]


def trees_ahead(units: Iterable[Unit]) -> None:
    """Read together what ``ranges_on`` asks of many units on any day; only while a page is read."""
    listed = {one.pk: one for one in units}.values() if recalling() else ()
    rows_ahead({key: asked for one in listed for key, asked in tree_ahead(one).items()})
    were = {
        (range_of(one.key, below=True), range_of(spell.key, below=True))
        for one in listed
        for spell in kept_rows(("spells", one.pk), UnitSpell.objects.none())
    }
    were = {pair for pair in were if missing(("crossed", *pair))}
    if not were:
        return
    near = inside(tuple({now for now, _was in were}), "unit_key") | inside(tuple({was for _now, was in were}), "key")
    moved = list(
        UnitSpell.objects.exclude(key=F("unit_key")).filter(near).values_list("unit_key", "key", "since", "until")
    )
    for now, was in were:
        crossed = [row for row in moved if (now[0] <= row[0] < now[1]) != (was[0] <= row[1] < was[1])]
        keep(("crossed", now, was), crossed)


def _flips(root: str, moved: dict[str, bool], day: date) -> dict[str, bool]:
    """Units that belonged otherwise than the unit now above them: the moved ones and their present children."""
    children = UnitSpell.objects.filter(on(day), unit__parent__key__in=moved).values_list("unit_key", flat=True)
    belonged = {key: rules.lies_in(key, root) for key in children} | moved
    return {
        key: state
        for key, state in belonged.items()
        if state != belonged.get(rules.parent_key(key), rules.lies_in(rules.parent_key(key), root))
    }


def ask(unit: Unit, period: Period, *, tree_of_the_day: bool = True) -> Ask:
    """The question to figures about a unit and a period, with the tree of the period's last day or today's."""

    def make() -> Ask:
        ranges = ranges_on(unit, period.last) if tree_of_the_day else (range_of(unit.key, below=True),)
        return Ask(unit.pk, unit.key, period, ranges, tree_of_the_day)

    return recall(("ask", unit.pk, unit.key, period, tree_of_the_day), make)


def chain(unit: Unit) -> list[Unit]:
    """The units above a unit, highest first, and the unit itself."""
    return [*Unit.objects.filter(key__in=rules.ancestors(unit.key)).order_by("level"), unit]


def told_apart(units: Iterable[Unit], *, always: bool = False) -> list[tuple[int, str]]:
    """(pk, name) of units to choose from; a name that several bear (``always``: every name) is followed by that of the unit
    above each."""
    listed = list(units)
    often = Counter(unit.name for unit in listed)
    unclear = [unit for unit in listed if always or often[unit.name] > 1]
    above = dict(Unit.objects.filter(pk__in={unit.parent_id for unit in unclear} - {None}).values_list("pk", "name"))
    whose = {unit.pk: above[unit.parent_id] for unit in unclear if unit.parent_id in above}
    return [(unit.pk, f"{unit.name} – {whose[unit.pk]}" if unit.pk in whose else unit.name) for unit in listed]


def cells_under(unit: Unit, day: date, *, association: str = "party") -> QuerySet[UnitSpell]:
    """The cells of the unit on a day."""
    return tree(unit, day).filter(kind__is_cell=True, kind__association=association)


def kinds_instead(unit: Unit) -> list[tuple[str, str]]:
    """(code, name) of the kinds a unit may become where it stands: of its association, over its people and the units below."""
    kinds = UnitKind.objects.filter(association=unit.kind.association, is_cell=unit.kind.is_cell).order_by("rank")
    below = UnitKind.objects.filter(unit__parent=unit, unit__until__gt=today()).distinct()
    held = [one.parents for one in below if one.parents]
    above = unit.parent.kind_id if unit.parent else ""
    return [
        (one.code, one.name)
        for one in kinds
        if (not one.parents or above in one.parents) and all(one.code in parents for parents in held)
    ]


def count_grants(account_id: int) -> int:
    """How many grants an account holds today, wherever they lie; only the count leaves the scope."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from nn_grants_of(%s, %s)", [account_id, today()])
        return int(cursor.fetchone()[0])


def accounts_in(keys: Iterable[str], right: str) -> list[int]:
    """Accounts that hold a right in one of the units itself, today: whom a message to the unit reaches."""
    day = today()
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    rows = Grant.objects.filter(on(day), unit_key__in=list(keys), role__in=roles)
    return list(rows.values_list("account_id", flat=True).distinct())


def opened_by(actor: Actor, right: str, unit: Unit) -> list[Post]:
    """Which posts of an actor give a right in a unit: why a door opens."""
    return [post for post in actor.posts if right in post.rights and post.range[0] <= unit.key < post.range[1]]


def managers_above(key: str) -> list[int]:
    """Accounts that manage accounts at the nearest level above a unit; they lie outside the scope."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if "accounts.manage" in rights and role != Role.OPERATOR]
    with connection.cursor() as cursor:
        cursor.execute("select nn_holders_above(%s, %s, %s)", [key, roles, today()])
        return [row[0] for row in cursor.fetchall()]


def holds_role(account_id: int, role: str) -> bool:
    """Whether an account holds a role anywhere today."""
    with connection.cursor() as cursor:
        cursor.execute("select role from nn_grants_of(%s, %s)", [account_id, today()])
        return any(row[0] == role for row in cursor.fetchall())


def operator_session(account_id: int) -> OperatorSession | None:
    """The operator session that is open now."""
    return OperatorSession.objects.filter(account_id=account_id, until__gt=timezone.now()).order_by("-pk").first()


def terms_of(unit: Unit) -> list[Term]:
    """The terms of a unit, the latest first."""
    return list(Term.objects.filter(unit=unit).order_by("-since"))


def charges_below(unit: Unit, day: date) -> list[Charge]:
    """Who answers for the units right below one, on a day."""
    return list(Charge.objects.filter(on(day), unit__parent=unit).order_by("since", "id"))


def committee_accounts(key: str, day: date) -> list[int]:
    """Accounts of committee members of the units above a unit, within the scope of the present work."""
    roles = [Role.SECRETARY, Role.COMMITTEE_MEMBER, Role.SECTIONAL_SECRETARY]
    rows = Grant.objects.filter(on(day), unit_key__in=rules.ancestors(key), role__in=roles)
    return list(rows.values_list("account_id", flat=True).distinct())


def kinds() -> list[UnitKind]:
    """Every kind of unit, in order."""
    return list(UnitKind.objects.all())


def areas() -> list[WorkArea]:
    """Every work area, in order."""
    return list(WorkArea.objects.all())


def post_kinds() -> list[PostKind]:
    """Every post of the catalogue, association after association, in order of protocol."""
    return list(PostKind.objects.order_by("association", "protocol", "title"))


def posts_of(unit: Unit) -> list[PostKind]:
    """The posts that a unit of this kind has, in order of protocol."""
    rows = PostKind.objects.filter(association=unit.kind.association)
    return [one for one in rows if not one.kinds or unit.kind_id in one.kinds]


def cell_posts() -> list[PostKind]:
    """The posts of a Party cell's committee, in order of protocol."""
    return [one for one in PostKind.objects.filter(association="party") if not one.kinds or "cell" in one.kinds]


def holds_root(actor: Actor, right: str) -> bool:
    """Whether the actor holds a right at the root of the tree, in whose name the catalogues are kept."""
    return any(right in post.rights and len(post.unit_key) == rules.STEP for post in actor.posts)


HEADS = ("secretary", "sectional_secretary", "cell_secretary")


def invited_units(unit: Unit, whom: str, day: date) -> list[Unit]:
    """Party units that an invitation goes to: those directly below, or every cell."""
    spells = tree(unit, day).filter(kind__association="party").exclude(unit=unit).select_related("unit", "kind")
    wanted = spells.filter(kind__is_cell=True) if whom == "cells" else spells.filter(parent=unit)
    return sorted((spell.unit for spell in wanted), key=lambda one: one.title_key)


def heads_of(units: Iterable[Unit]) -> dict[int, list[tuple[int, str]]]:
    """Secretaries of units by unit id, today: (account, name)."""
    rows = list(Grant.objects.filter(on(today()), unit__in=list(units), role__in=HEADS).order_by("id"))
    names = dict(Account.objects.filter(pk__in={row.account_id for row in rows}).values_list("pk", "full_name"))
    found: dict[int, list[tuple[int, str]]] = {}
    for row in rows:
        found.setdefault(row.unit_id, []).append((row.account_id, names.get(row.account_id, "")))
    return found


def own_organisation(actor: Actor, right: str, key: str = "unit_key") -> Q:
    """Rows of the actor's own organisation: a right held above base organisations stops at the unit itself, since each
    base organisation has an office of its own."""
    found = NOTHING
    base = UnitKind.objects.filter(is_grassroots=True).order_by("rank").values("rank")[:1]
    for post in actor.posts:
        if right in post.rights:
            above = Exists(Unit.objects.filter(pk=post.unit_id, kind__rank__lt=Subquery(base)))
            found |= Q(**{key: post.unit_key}) | (inside((post.range,), key) & ~Q(above))
    return found


@dataclass(frozen=True)
class KeptRule:
    """A rule with its value of today and those of other times."""

    key: Key
    row: DatedRule
    others: list[DatedRule]


def rules_by_key(day: date) -> list[KeptRule]:
    """Every rule that has a value, in the order in which rooms registered them."""
    found: dict[str, list[DatedRule]] = {}
    for row in DatedRule.objects.all():
        found.setdefault(row.rule_key, []).append(row)
    kept = []
    for code, key in KEYS.items():
        if rows := found.get(code):
            now = next((row for row in rows if row.valid_from <= day < row.valid_to), rows[-1])
            kept.append(KeptRule(key, now, [row for row in rows if row != now]))
    return kept


def days_off(year: int) -> list[Holiday]:
    """The days off of a year."""
    return list(Holiday.objects.filter(day__year=year).order_by("day"))
