"""Two entries of one person made one, and undone."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.accounts.models import Account
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.events import publish
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import Entry, record, record_many
from nennep.journal.registry import SEALED
from nennep.members import doubles, sight
from nennep.members.actions.file import cell_of
from nennep.members.actions.filepapers import count_again
from nennep.members.actions.life import _stretch, copies
from nennep.members.events import MergeUndone, PersonsMerged, Side
from nennep.members.fields import FIELDS
from nennep.members.filevalues import put, raw, sheet_of
from nennep.members.models import (
    Badge,
    Case,
    CategorySpell,
    Departure,
    Membership,
    Merge,
    Person,
    Placement,
    ResidenceContact,
    Screened,
    Supplement,
    Transfer,
)
from nennep.org.models import Unit

NOUNS: tuple[type[Any], ...] = (
    Membership, *doubles.MOVES, ResidenceContact, CategorySpell, Transfer, Departure, Badge, Case, Screened, Supplement,
)  # fmt: skip
TABLES: dict[str, type[Any]] = {str(model._meta.db_table): model for model in NOUNS}


class SamePerson(Refused):
    """An entry joined with itself."""


class TwoAccounts(Refused):
    """Both entries have an account that signs in."""


class ChangedSince(Refused):
    """A merge that can no longer be undone as it was done."""


@transaction.atomic
def merge_persons(kept: Person, gone: Person, *, by: Actor) -> Merge:
    """Join the second entry into the first: rows go over, what would count twice stops counting, gaps are filled.

    Nothing is deleted; ``undo_merge`` puts everything back. Raises SamePerson, TwoAccounts.
    """
    if kept.pk == gone.pk:
        raise SamePerson(_("Hai lần ghi phải khác nhau."))
    first, second = (sight.merge.claim(by, one) for one in sorted((kept, gone), key=lambda row: row.pk))
    kept, gone = (first, second) if first.pk == kept.pk else (second, first)
    plan, unit = doubles.preview(kept, gone), _office(by)
    row = Merge(
        unit=unit, unit_key=unit.key, kept=kept, gone=gone, gone_name=gone.full_name, made_by=by.name, made_at=now()
    )
    row.account_id = _account(kept, gone)
    row.doubled = {str(one.pk): one.placement for one in plan.double}
    row.filled = _fill(kept, gone)
    change(gone, merged_into=kept.pk)  # while it can still be seen: its memberships go next
    row.moved = _move(kept, gone, plan, by)
    for one in plan.double:
        ended = change(one, placement=Placement.DOUBLE)
        record_many("members.stretch", [_stretch(one, ended)], by=by)
    publish(PersonsMerged(_side(kept), _side(gone), row.moved))
    row.save(force_insert=True)
    count_again(kept)
    says = {"person": kept.full_name, "other": gone.full_name}
    record("members.merge", row, by=by, person_id=kept.pk, says=says)
    return row


def _side(person: Person) -> Side:
    return Side(person.pk, person.full_name)


def _office(by: Actor) -> Unit:
    """The highest unit where the actor may merge."""
    unit = sight.find_doubles.rows(by).order_by("level").first()
    if unit is None:
        raise NotYours
    return unit


def _account(kept: Person, gone: Person) -> int | None:
    """Give the account of the second entry to the first; returns its number where there was one."""
    found = {row.person_id: row for row in Account.objects.filter(person_id__in=[kept.pk, gone.pk])}
    if gone.pk not in found:
        return None
    if kept.pk in found:
        raise TwoAccounts(_("Cả hai lần ghi đều có tài khoản đăng nhập. Đề nghị Văn phòng đóng một tài khoản trước."))
    change(found[gone.pk], person_id=kept.pk)
    return found[gone.pk].pk


def _fill(kept: Person, gone: Person) -> dict[str, str]:
    """Values only the second entry has; its identity number goes over as the keyed hash it is."""
    one, two = sheet_of(kept), sheet_of(gone)
    values = {
        item.name: raw(gone, two, item) for item in FIELDS
        if item.name != "citizen_id" and raw(gone, two, item) and not raw(kept, one, item)
    }  # fmt: skip
    put(kept, one, values)
    if gone.citizen_mac and not kept.citizen_mac:
        change(kept, citizen_mac=gone.citizen_mac, citizen_tail=gone.citizen_tail)
        values["citizen_id"] = ""
    return values


def _move(kept: Person, gone: Person, plan: doubles.Preview, by: Actor) -> dict[str, list[int]]:
    rows: dict[str, list[Any]] = {
        model._meta.db_table: list(model.objects.filter(person=gone)) for model in doubles.MOVES
    }
    rows |= doubles.fitting(kept, gone) | {"members_membership": plan.going}
    moved: dict[str, list[int]] = {}
    for table, found in rows.items():
        if found:
            moved[table] = [one.pk for one in found]
            _give(TABLES[table], moved[table], kept, by)
    return moved


def _give(model: type[Any], numbers: list[int], person: Person, by: Actor) -> None:
    """Let rows belong to a person, with a line for each row the journal proves."""
    more = copies(person) if model is Membership else {}
    model.objects.filter(pk__in=numbers).update(person=person, **more)
    rows = list(model.objects.filter(pk__in=numbers))
    if model is Membership:
        record_many("members.stretch", [_stretch(one, {}) for one in rows], by=by)
    elif model._meta.db_table in SEALED:  # each row the journal proves
        place, says = cell_of(person), {"person": person.full_name}
        told = [Entry(one, place.unit_id, place.unit_key, person.pk, says) for one in rows]
        record_many("members.reassign", told, by=by)


@transaction.atomic
def undo_merge(merge: Merge, *, by: Actor) -> Merge:
    """Put both entries back as they were before a merge. Raises ChangedSince where one of them was merged again."""
    row = sight.undo_merge.claim(by, merge)
    kept = Person.objects.select_for_update().filter(pk=row.kept_id, merged_into=None).first()
    if kept is None:
        raise ChangedSince(_("Sau lần gộp này đã có lần gộp khác; đề nghị tách lần gộp sau trước."))
    stays = Membership.objects.filter(pk__in=row.moved.get("members_membership", []), person=kept)
    back = list(stays.values_list("pk", flat=True))
    stays.update(person=row.gone_id)  # first, since a person without memberships cannot be seen
    gone = Person.objects.select_for_update().get(pk=row.gone_id)
    _give(Membership, back, gone, by)
    for one in Membership.objects.filter(pk__in=[int(pk) for pk in row.doubled]).select_related("unit"):
        again = change(one, placement=row.doubled[str(one.pk)])
        record_many("members.stretch", [_stretch(one, again)], by=by)
    for table, numbers in row.moved.items():
        if table == "members_membership" or table not in TABLES:
            continue
        still = list(TABLES[table].objects.filter(pk__in=numbers, person=kept).values_list("pk", flat=True))
        _give(TABLES[table], still, gone, by)
    publish(MergeUndone(_side(kept), _side(gone), row.moved))
    _empty(kept, row.filled)
    if row.account_id:
        change(Account.objects.get(pk=row.account_id), person_id=gone.pk)
    change(gone, merged_into=None)
    change(row, undone_by=by.name, undone_at=now())
    count_again(kept)
    count_again(gone)
    record("members.undo_merge", row, by=by, person_id=kept.pk, says={"person": kept.full_name, "other": row.gone_name})
    return row


def _empty(kept: Person, filled: dict[str, str]) -> None:
    """Take back values that the merge filled in, where they still say the same."""
    sheet = sheet_of(kept)
    same = {
        one.name: ""
        for one in FIELDS
        if one.name in filled and one.name != "citizen_id" and raw(kept, sheet, one) == filled[one.name]
    }
    put(kept, sheet, same)
    if "citizen_id" in filled:
        change(kept, citizen_mac="", citizen_tail="")
