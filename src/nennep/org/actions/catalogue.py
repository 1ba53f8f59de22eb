"""What is done to the catalogues: kinds of units, work areas, organisations outside the tree."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record
from nennep.org import access
from nennep.org.models import Outside, PostKind, Unit, UnitKind, WorkArea
from nennep.org.queries import holds_root
from nennep.viet.order import clean, fold


class NameTaken(Refused):
    """A name or code that the catalogue has already."""


def _at_the_root(by: Actor, right: str) -> Unit:
    """The catalogues are the whole tree's: who holds the right at its root may change them. Raises NotYours."""
    root = Unit.objects.filter(level=0).first()
    if root is None or not holds_root(by, right):
        raise NotYours
    return root


@transaction.atomic
def add_kind(
    *, by: Actor, code: str, name: str, association: str, parents: list[str], is_cell: bool = False, symbol: str = ""
) -> UnitKind:
    """Add a kind of unit that may stand under the named kinds. Raises NameTaken."""
    root = _at_the_root(by, "org.shape")
    if UnitKind.objects.filter(pk=code).exists():
        raise NameTaken(_("Mã “{code}” đã có trong danh mục.").format(code=code), field="code")
    row = UnitKind.objects.create(
        code=code, name=clean(name), association=association, parents=parents, is_cell=is_cell, symbol=symbol, rank=80
    )
    record("org.add_kind", row, by=by, unit_id=root.pk, unit_key=root.key, says={"name": row.name})
    return row


@transaction.atomic
def add_area(*, by: Actor, code: str, name: str) -> WorkArea:
    """Add a field of work. Raises NameTaken."""
    root = _at_the_root(by, "org.shape")
    if WorkArea.objects.filter(pk=code).exists():
        raise NameTaken(_("Mã “{code}” đã có trong danh mục.").format(code=code), field="code")
    row = WorkArea.objects.create(code=code, name=clean(name), rank=80)
    record("org.add_area", row, by=by, unit_id=root.pk, unit_key=root.key, says={"name": row.name})
    return row


@transaction.atomic
def add_post(
    *, by: Actor, association: str, title: str, protocol: int, is_head: bool = False, in_committee: bool = True
) -> PostKind:
    """Add a post that units of an association have. Raises NameTaken."""
    root, title = _at_the_root(by, "org.shape"), clean(title)
    if PostKind.objects.filter(association=association, title__iexact=title).exists():
        raise NameTaken(_("“{name}” đã có trong danh mục.").format(name=title), field="title")
    row = PostKind.objects.create(
        association=association, title=title, protocol=protocol, is_head=is_head, in_committee=in_committee
    )
    record("org.add_post", row, by=by, unit_id=root.pk, unit_key=root.key, says={"name": row.title})
    return row


@transaction.atomic
def keep_outside(
    unit: Unit, *, by: Actor, name: str, symbol: str = "", address: str = "", row: Outside | None = None
) -> Outside:
    """Add an organisation outside the tree to a unit's list, or correct one. Raises NameTaken."""
    unit = access.shape.claim(by, unit)
    values = {"name": clean(name), "name_fold": fold(name), "symbol": symbol, "address": address}
    same = Outside.objects.filter(unit=unit, name_fold=values["name_fold"]).exclude(pk=row.pk if row else None)
    if same.exists():
        raise NameTaken(_("“{name}” đã có trong danh mục.").format(name=values["name"]), field="name")
    if row is None:
        held = Outside.objects.create(unit=unit, unit_key=unit.key, **values)
        record("org.add_outside", held, by=by, says={"name": held.name})
        return held
    held = access.change_outside.claim(by, row)
    changes = change(held, **values)
    record("org.change_outside", held, by=by, says={"name": held.name}, changes=changes)
    return held
