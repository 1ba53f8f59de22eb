"""Trying a restructuring on a copy of the tree: cells before and after, what breaks a rule, what is left to do."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.duties import rulebook
from nennep.members import above, limits
from nennep.members.models import Draft, Membership
from nennep.org.models import Service, Unit

Place = int | str
HEAD = "Bí thư"


@dataclass
class Cell:
    """A cell in the copy, with the stretches of its people; ``place`` is its number, or the ref of a new one."""

    place: Place
    name: str
    parent: Place
    parent_name: str
    is_student: bool = False
    is_joint: bool = False
    new: bool = False
    ended: bool = False
    touched: bool = False
    was_under: Place = 0
    kind: str = "cell"
    before: list[Membership] = field(default_factory=list)
    people: list[Membership] = field(default_factory=list)

    @staticmethod
    def sums(rows: Iterable[Membership]) -> dict[str, int]:
        """Members, official, probationary, women, students."""
        found = list(rows)
        return {
            "all": len(found), "official": sum(one.status == "official" for one in found),
            "probationary": sum(one.status == "probationary" for one in found), "women": sum(one.sex == "f" for one in found),
            "students": sum(one.category == "student" for one in found),
        }  # fmt: skip

    @property
    def was(self) -> dict[str, int]:
        """Sums before."""
        return self.sums(self.before)

    @property
    def now(self) -> dict[str, int]:
        """Sums after."""
        return self.sums(self.people)


@dataclass(frozen=True)
class Check:
    """What the draft meets: ``bad`` breaks a rule, else it is something to do or to look at.

    ``stops`` is what no paper can allow: the tree has changed since, or people would be left nowhere.
    """

    words: str
    bad: bool
    stops: bool = False


@dataclass
class Tried:
    """The copy after every step."""

    cells: dict[Place, Cell]
    uppers: dict[Place, str]
    moved: list[tuple[Membership, Place]] = field(default_factory=list)
    gone: int = 0
    lost: list[str] = field(default_factory=list)
    posts: list[tuple[Place, Membership, str]] = field(default_factory=list)
    parents: dict[int, Place] = field(default_factory=dict)
    kinds: dict[Place, str] = field(default_factory=dict)
    above: dict[int, int] = field(default_factory=dict)

    @property
    def shown(self) -> list[Cell]:
        """Cells, those that change first."""
        return sorted(
            self.cells.values(), key=lambda one: (not (one.touched or one.new or one.ended), one.parent_name, one.name)
        )

    @property
    def told_apart(self) -> dict[Place, str]:
        """Names of the cells; one that several bear is followed by that of the unit above each."""
        often = Counter(one.name for one in self.cells.values())
        new = _("lập mới")
        return {
            one.place: f"{one.name} – {one.parent_name}{f' ({new})' if one.new else ''}"
            if often[one.name] > 1 and one.parent_name
            else one.name
            for one in self.cells.values()
        }

    @property
    def checks(self) -> list[Check]:
        """Rules that are broken, then what is left to do."""
        return sorted([*_broken(self), *_to_do(self)], key=lambda one: not one.bad)


def tried(draft: Draft) -> Tried:
    """Every step of a draft on a copy of today's tree."""
    copy = _copy(draft.unit)
    for step in draft.steps:
        _STEPS[step["act"]](copy, step)
    return copy


def _copy(unit: Unit) -> Tried:
    ranges = ((unit.key, unit.key + "~"),)
    units = list(
        Unit.objects.filter(inside(ranges, "key"), until__gt=today(), kind__association="party")
        .select_related("kind", "parent")
        .order_by("title_key")
    )
    cells: dict[Place, Cell] = {
        one.pk: Cell(one.pk, one.name, one.parent_id or 0, one.parent.name if one.parent else "", one.is_student, one.is_joint, was_under=one.parent_id or 0, kind=one.kind_id)
        for one in units if one.kind.is_cell
    }  # fmt: skip
    rows = Membership.objects.filter(inside(ranges), association="party", placement="counted", until__year=9999)
    for row in rows.order_by("sort_key", "pk"):
        if row.unit_id in cells:
            cells[row.unit_id].before.append(row)
            cells[row.unit_id].people.append(row)
    higher = [one for one in units if not one.kind.is_cell]
    kinds: dict[Place, str] = {one.pk: one.kind_id for one in higher}
    over = {one.pk: one.parent_id or 0 for one in sorted(higher, key=lambda one: len(one.key))}
    return Tried(cells, {one.pk: one.name for one in higher}, kinds=kinds, above=over)


def _found(copy: Tried, step: dict[str, Any]) -> None:
    parent = step["parent"]
    copy.cells[step["ref"]] = Cell(
        step["ref"],
        step["name"],
        parent,
        copy.uppers.get(parent, ""),
        step["is_student"],
        step["is_joint"],
        new=True,
        touched=True,
    )


def _people(copy: Tried, step: dict[str, Any]) -> None:
    wanted, to = set(step["people"]), copy.cells.get(step["to"])
    if to is None or to.ended:
        copy.lost.append(_("Chi bộ nhận ở bước chuyển {n} đảng viên không còn.").format(n=len(wanted)))
        return
    for cell in copy.cells.values():
        for row in [one for one in cell.people if one.pk in wanted and cell is not to]:
            cell.people.remove(row)
            to.people.append(row)
            copy.moved.append((row, to.place))
            cell.touched = to.touched = True
            wanted.discard(row.pk)
    copy.gone += len(wanted - {one.pk for one in to.people})


def _merge(copy: Tried, step: dict[str, Any]) -> None:
    to = copy.cells.get(step["to"])
    if step["to"] and (to is None or to.ended):
        copy.lost.append(_("Chi bộ nhận ở bước sáp nhập không còn."))
        return
    for place in step["cells"]:
        cell = copy.cells.get(place)
        if cell is None or cell.ended:
            copy.lost.append(_("Một chi bộ ở bước sáp nhập, giải thể không còn."))
            continue
        cell.ended = cell.touched = True
        if to is not None:
            copy.moved += [(row, to.place) for row in cell.people]
            to.people += cell.people
            cell.people, to.touched = [], True


def _parent(copy: Tried, step: dict[str, Any]) -> None:
    cell = copy.cells.get(step["unit"])
    if cell is None or cell.ended or step["parent"] not in copy.uppers:
        copy.lost.append(_("Chi bộ hoặc đơn vị cấp trên ở bước chuyển trực thuộc không còn."))
    else:
        cell.parent, cell.parent_name, cell.touched = step["parent"], copy.uppers[step["parent"]], True
        copy.parents[int(step["unit"])] = step["parent"]


def _post(copy: Tried, step: dict[str, Any]) -> None:
    cell = copy.cells.get(step["cell"])
    found = [row for row in cell.people if row.pk == step["person"]] if cell and not cell.ended else []
    if cell is None or not found:
        copy.lost.append(_("Người được chỉ định {title} không còn ở chi bộ đó.").format(title=step["title"]))
        return
    cell.touched = True
    copy.posts.append((cell.place, found[0], step["title"]))


_STEPS = {"found": _found, "people": _people, "merge": _merge, "parent": _parent, "post": _post}


def _broken(copy: Tried) -> list[Check]:
    least = limits.least_official(today())
    source = rulebook.on(today()).row("cell.least").source
    found = [
        Check(
            _("{cell}: {n} đảng viên chính thức, cần ít nhất {least} ({source}).").format(
                cell=one.name, n=one.now["official"], least=least, source=source
            ),
            True,
        )
        for one in copy.shown
        if one.touched and not one.ended and one.now["official"] < least
    ]
    found += [Check(words, True) for words in above.broken(copy)]
    if copy.gone:
        words = _("{n} người đã rời chi bộ từ khi lập dự thảo; đề nghị chọn lại.").format(n=copy.gone)
        found.append(Check(words, True, stops=True))
    again = _("Cây tổ chức đã thay đổi từ khi lập dự thảo; đề nghị bỏ các bước đó và lập lại.")
    found += [Check(f"{one} {again}", True, stops=True) for one in dict.fromkeys(copy.lost)]
    for one in copy.shown:
        if one.ended and one.people:
            words = _("{cell} kết thúc nhưng còn {n} đảng viên chưa có nơi sinh hoạt.").format(
                cell=one.name, n=len(one.people)
            )
            found.append(Check(words, True, stops=True))
    return found


def _to_do(copy: Tried) -> list[Check]:
    found = [
        Check(_("{cell} là chi bộ ghép.").format(cell=one.name), False)
        for one in copy.shown
        if one.touched and one.is_joint and not one.ended
    ]
    living = {(one.name, one.parent) for one in copy.cells.values() if not one.new and not one.ended}
    words = _("Đã có {cell} trực thuộc {parent}; đề nghị đặt tên khác cho chi bộ lập mới.")
    found += [
        Check(words.format(cell=one.name, parent=one.parent_name), False)
        for one in copy.shown if one.new and not one.ended and (one.name, one.parent) in living
    ]  # fmt: skip
    found += [*_leaders(copy), *_groups(copy), *(Check(words, False) for words in above.crossed(copy))]
    ended = [one.place for one in copy.cells.values() if one.ended]
    if ended:
        limit = limits.dissolved(today())
        words = _("Sau khi kết thúc chi bộ, thu hồ sơ, con dấu và chuyển đảng viên trong {limit} ({source}).")
        found.append(Check(words.format(limit=limit.words, source=limit.source), False))
    handed = {row.unit_id for row, _place in copy.moved}
    for row in Service.objects.filter(
        unit__in=[one for one in ended if isinstance(one, int)], until__gt=today()
    ).select_related("served", "unit"):
        words = _("{unit} đang do {cell} phục vụ, sẽ do chi bộ nhận phục vụ.")
        if row.unit_id not in handed:
            words = _(
                "{unit} đang do {cell} phục vụ, sẽ không còn chi bộ: cần giao chi bộ khác hoặc ghi trường hợp đặc thù."
            )
        found.append(Check(words.format(unit=row.served.name, cell=row.unit.name), False))
    return found


def _leaders(copy: Tried) -> list[Check]:
    """New cells without a secretary; a cell of so many official members has a committee besides (294-QĐ/TW §23.2)."""
    row = rulebook.on(today()).row("cell.committee")
    led = {place for place, _row, title in copy.posts if title == HEAD}
    found = []
    for one in copy.shown:
        if not one.new or one.ended or one.place in led:
            continue
        words = _("{cell}: cần chỉ định bí thư; dưới {n} đảng viên chính thức thì không lập chi ủy ({source}).")
        if one.now["official"] >= int(row.value):
            words = _(
                "{cell}: cần chỉ định chi ủy, trong đó có bí thư; từ {n} đảng viên chính thức thì có chi ủy ({source})."
            )
        found.append(Check(words.format(cell=one.name, n=row.value, source=row.source), False))
    return found


def _groups(copy: Tried) -> list[Check]:
    """Cells that grow so large that they are divided into groups (294-QĐ/TW §20.3.2)."""
    row = rulebook.on(today()).row("cell.groups")
    words = _("{cell} có {n} đảng viên: từ {least} đảng viên thì chia tổ đảng ({source}).")
    return [
        Check(words.format(cell=one.name, n=one.now["all"], least=row.value, source=row.source), False)
        for one in copy.shown if one.touched and not one.ended and one.now["all"] >= int(row.value) > one.was["all"]
    ]  # fmt: skip


def told(copy: Tried, step: dict[str, Any]) -> str:
    """A step in words."""
    names: dict[Any, str] = copy.told_apart | copy.uppers
    if step["act"] == "found":
        return _("Lập {name} trực thuộc {parent}").format(name=step["name"], parent=names.get(step["parent"], ""))
    if step["act"] == "people":
        return _("Chuyển {n} đảng viên về {to}").format(n=len(step["people"]), to=names.get(step["to"], ""))
    if step["act"] == "merge":
        ended = ", ".join(names.get(one, "") for one in step["cells"])
        if not step["to"]:
            return _("Giải thể {cells}").format(cells=ended)
        return _("Kết thúc {cells}; đảng viên còn lại về {to}").format(cells=ended, to=names.get(step["to"], ""))
    if step["act"] == "post":
        return _("Chỉ định đồng chí {name} giữ chức {title} của {cell}").format(
            name=step["name"], title=step["title"], cell=names.get(step["cell"], "")
        )
    return _("Chuyển {unit} về trực thuộc {parent}").format(
        unit=names.get(step["unit"], ""), parent=names.get(step["parent"], "")
    )


def outcome(draft: Draft, copy: Tried) -> dict[str, Any]:
    """What a draft comes to, in words and numbers that stay true afterwards."""
    last = {row.pk: (row, place) for row, place in copy.moved}
    names = copy.told_apart
    moves = [
        [row.full_name, row.get_status_display(), names.get(row.unit_id, ""), names[place]]
        for row, place in last.values()
        if place != row.unit_id
    ]
    cells = [
        {"name": one.name, "parent": one.parent_name, "new": one.new, "ended": one.ended, "was": one.was, "now": one.now}
        for one in copy.shown if one.touched
    ]  # fmt: skip
    higher = [{"name": one.name, "was": one.was, "now": one.now} for one in above.changed(copy)]
    return {"steps": [told(copy, step) for step in draft.steps], "moves": moves, "cells": cells, "above": higher}


def peopled(copy: Tried) -> list[tuple[str, str]]:
    """Cells that somebody belongs to."""
    return [(place, name) for place, name in targets(copy) if copy.cells[place_of(place)].people]


def targets(copy: Tried, left_out: Place = 0) -> list[tuple[str, str]]:
    """Cells that may receive people: (place as text, name)."""
    names = copy.told_apart
    return [(str(one.place), names[one.place]) for one in copy.shown if not one.ended and one.place != left_out]


def place_of(text: str) -> Place:
    """A place from its text."""
    return int(text) if is_number(text) else text


__all__ = ["Cell", "Check", "Place", "Tried", "outcome", "peopled", "place_of", "targets", "told", "tried"]
