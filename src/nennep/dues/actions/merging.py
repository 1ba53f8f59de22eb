"""What becomes of dues when two entries of one person are made one, and when that is undone."""

from typing import Any

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.dues.models import Basis, Charge, Receipt
from nennep.journal.actions import Entry, record_many
from nennep.members.events import Side

TABLES: tuple[type[Any], ...] = (Basis, Charge, Receipt)
RESTS = "dues_charge.rest"
"""Under this name a merge keeps which months stopped being owed twice, and how much of each was still to be paid."""


def carry_dues(kept: Side, gone: Side, *, by: Actor) -> dict[str, Any]:
    """Give bases, months and receipts of the second entry to the first; returns what was moved, for ``bring_back``.

    A month that both entries were charged for stays where it is and its unpaid rest is owed no longer: nobody owes a
    month twice. Money that was paid stays counted.
    """
    months = set(Charge.objects.filter(person_id=kept.pk).values_list("association", "month"))
    charges = list(Charge.objects.filter(person_id=gone.pk))
    twice = [one for one in charges if (one.association, one.month) in months]
    found: dict[type[Any], list[int]] = {
        Basis: _fitting(kept, gone),
        Charge: [one.pk for one in charges if one not in twice],
        Receipt: list(Receipt.objects.filter(person_id=gone.pk).values_list("pk", flat=True)),
    }
    carried: dict[str, Any] = {}
    for model, numbers in found.items():
        if numbers:
            carried[model._meta.db_table] = numbers
            _give(model, numbers, gone, kept, by)
    rests = [(one.pk, one.rest) for one in twice if one.rest]
    for one in twice:
        if one.rest:
            change(one, due=one.paid, settled_on=today())
    return carried | ({RESTS: rests} if rests else {})


def bring_back(kept: Side, gone: Side, carried: dict[str, Any], *, by: Actor) -> None:
    """Give back what a merge had moved, where it still belongs to the person that stayed, and let months be owed again."""
    for model in TABLES:
        _give(model, carried.get(model._meta.db_table, []), kept, gone, by)
    rests = {int(pk): int(rest) for pk, rest in carried.get(RESTS, [])}
    for one in Charge.objects.filter(pk__in=rests, person_id=gone.pk):
        change(one, due=one.due + rests[one.pk], settled_on=None)


def _fitting(kept: Side, gone: Side) -> list[int]:
    """Bases of the second entry that do not lie over one of the first in the same unit."""
    stays = list(Basis.objects.filter(person_id=kept.pk))
    return [
        row.pk
        for row in Basis.objects.filter(person_id=gone.pk)
        if not any(one.unit_id == row.unit_id and one.since < row.until and row.since < one.until for one in stays)
    ]


def _give(model: type[Any], numbers: list[int], giver: Side, taker: Side, by: Actor) -> None:
    """Let rows belong to the other entry, with a line for each receipt, which the journal proves."""
    rows = list(model.objects.filter(pk__in=numbers, person_id=giver.pk).values_list("pk", flat=True))
    model.objects.filter(pk__in=rows).update(person_id=taker.pk)
    if model is Receipt:
        given = Receipt.objects.filter(pk__in=rows).select_related("book")
        told = [
            Entry(one, one.unit_id, one.unit_key, taker.pk, {"person": taker.full_name, "number": one.words})
            for one in given
        ]
        record_many("dues.reassign", told, by=by)
