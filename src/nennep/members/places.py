"""Looking across branches by the few checked functions of the database: other organisations, their desks, a youth union."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from nennep.accounts.models import Account
from nennep.core.clock import today
from nennep.members.models import Membership, Transfer
from nennep.notify import actions as notify
from nennep.org.models import Unit
from nennep.org.rights import ROLE_RIGHTS
from nennep.viet.order import fold


@dataclass(frozen=True)
class Organisation:
    """A grassroots organisation anywhere in the tree: no more than its name and what it stands under."""

    id: int
    key: str
    name: str
    above: str


def _asked(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def organisations(words: str) -> list[Organisation]:
    """Grassroots organisations whose names hold every word; fifty at most, none for fewer than two letters."""
    folded = " ".join(fold(words).split())
    if len(folded) < 2:
        return []
    return [Organisation(*row) for row in _asked("select * from nn_organisations(%s, 0)", folded)]


def told_apart(found: Sequence[Organisation]) -> list[tuple[int, str]]:
    """(id, name) of places to choose from; a name that several bear is followed by that of the unit above each."""
    often = Counter(one.name for one in found)
    return [(one.id, f"{one.name} – {one.above}" if often[one.name] > 1 and one.above else one.name) for one in found]


def organisation(unit_id: int) -> Organisation | None:
    """The grassroots organisation of a number, wherever it is."""
    rows = _asked("select * from nn_organisations('', %s)", unit_id) if unit_id else []
    return Organisation(*rows[0]) if rows else None


def hand_over(transfer: Transfer, cell: Unit, on: Any) -> Membership | None:
    """End the stretch at the sending side from a day on, if the transfer is released to here; the stretch as it is then.

    None where somebody was quicker or the day lies before the stretch. Temporary transfers leave the stretch as it is.
    """
    with connection.cursor() as cursor:
        cursor.execute("select * from nn_hand_over(%s, %s, %s)", [transfer.pk, on, cell.pk])
        row = cursor.fetchone()
        names = [one.name for one in cursor.description or ()]
    return Membership(**dict(zip(names, row, strict=True))) if row else None


def desk(transfer: Transfer, side: str, right: str) -> list[int]:
    """Accounts that hold a right over a transfer at one side ("from", "to"), within its organisation."""
    roles = [role for role, rights in ROLE_RIGHTS.items() if right in rights]
    return [row[0] for row in _asked("select nn_transfer_desk(%s, %s, %s, %s)", transfer.pk, side, roles, today())]


def youth_of(key: str) -> tuple[int | None, str]:
    """(id, key) of the youth union of the organisation that a cell belongs to; (None, "") where there is none."""
    rows = _asked("select * from nn_youth_of(%s)", key)
    return (rows[0][0], rows[0][1]) if rows else (None, "")


def tell_person(person_id: int, words: str, link: str) -> int:
    """Put a notice before a person's own account, if there is one."""
    return notify.tell(Account.objects.filter(person_id=person_id).values_list("pk", flat=True), words, link)
