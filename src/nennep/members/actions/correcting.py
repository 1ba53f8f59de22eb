"""Rows of a roll about members who are on it already: found, compared, and what was changed in them written."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.refused import Refused, Stale
from nennep.members import access, fields, lists, sight
from nennep.members.actions.file import write_file
from nennep.members.actions.life import Paper
from nennep.members.imports import again, columns
from nennep.members.imports.sheet import Row
from nennep.members.models import Import, Person, StagedMember

SAME = "select line, person_id from members_same(%s) order by line"
COLUMNS = (
    "line", "full_name", "sex", "born_on", "born_precision", "ethnicity", "native_place", "category", "work_title", "degree", "theory",
    "card_no", "joined_on", "official_on", "unit_id",
)  # fmt: skip


class ChangedMeanwhile(Refused):
    """A file somebody else wrote between the check of the import and its taking in."""


def finder(by: Actor) -> Callable[[Iterable[int]], dict[int, again.Held]]:
    """Members on the roll by their numbers, as the actor may list them."""

    def find(people: Iterable[int]) -> dict[int, again.Held]:
        asked = list(people)
        rows = access.lists.rows(by).filter(access.counted, person_id__in=asked)
        writable = set(sight.write.rows(by).filter(pk__in=asked).values_list("pk", flat=True))
        return {one.person: _held(one, one.person in writable) for one in lists.listed(rows, by)}

    return find


def _held(one: lists.Listed, may_write: bool) -> again.Held:
    values = {
        "full_name": one.full_name, "sex": one.sex, "born_on": again.written(one.born_on, one.born_precision), "ethnicity": one.ethnicity,
        "native_place": one.native_place, "work_title": one.work_title, "degree": one.degree, "theory": one.theory, "card_no": one.card_no,
        "category": one.category, "joined_on": again.written(one.joined_on), "official_on": again.written(one.official_on),
        "cell": str(one.unit_id), "citizen": one.citizen_mac,
    }  # fmt: skip
    return again.Held(one.person, one.version, values, lists.roll_words(one), may_write)


def settle_same(row: Import, by: Actor, known: again.Again, found: columns.Checked) -> None:
    """Take rows with the identity number of a member of the actor's scope out of the staged ones, and compare them."""
    with connection.cursor() as cursor:
        cursor.execute(SAME, [row.pk])
        same: list[tuple[int, int]] = cursor.fetchall()
    columns = set(row.layout["columns"])
    for place in range(0, len(same), again.BATCH):
        part = dict(same[place : place + again.BATCH])
        held = known.find(part.values())
        staged = StagedMember.objects.filter(import_id=row.pk, line__in=part)
        for one in staged.order_by("line").values(*COLUMNS):
            _compare_staged(one, part[one["line"]], held, known, found, columns)
        staged.delete()


def _compare_staged(
    one: dict[str, Any],
    person: int,
    held: dict[int, again.Held],
    known: again.Again,
    found: columns.Checked,
    columns: set[str],
) -> None:
    line = Row(one["line"], {})
    if person not in held or person in known.met:
        found.fault(
            line, again.KEY, _("Số định danh này đã có ở một dòng khác, hoặc ở hồ sơ ngoài phạm vi của đồng chí.")
        )
        return
    known.met.add(person)
    known.compare(line, held[person], {name: text for name, text in _values(one).items() if name in columns and text})


def _values(one: dict[str, Any]) -> dict[str, str]:
    """A staged row in the form of what is held. What stands for an empty cell (Kinh, staff) proposes nothing."""
    found = {
        name: str(one[name] or "")
        for name in ("full_name", "sex", "native_place", "work_title", "degree", "theory", "card_no")
    }
    found["ethnicity"] = "" if one["ethnicity"] == "Kinh" else one["ethnicity"]
    found["category"] = "" if one["category"] == "staff" else one["category"]
    found["born_on"] = again.written(one["born_on"], one["born_precision"])
    return found | {
        "joined_on": again.written(one["joined_on"]), "official_on": again.written(one["official_on"]), "cell": str(one["unit_id"]),
    }  # fmt: skip


def alike(row: Import) -> list[list[Any]]:
    """Rows that look like members already on the roll: the same name and birth date, or an identity number."""
    with connection.cursor() as cursor:
        cursor.execute("select * from members_alike(%s)", [row.pk])
        return [
            [line, name, _("Giống đảng viên đã có tại {unit}.").format(unit=unit)]
            for line, name, unit in cursor.fetchall()
        ]


def needs_paper(rows: list[dict[str, Any]]) -> bool:
    """Whether the corrections of a file touch written values that only an approving paper changes."""
    return any(old and not fields.BY_NAME[name].lives for one in rows for name, (old, _new) in one["changes"].items())


def correct_known(row: Import, *, by: Actor, decision: Paper | None) -> None:
    """Write what a file proposes into the files of members. Raises ChangedMeanwhile, NeedsDecision."""
    people = {one.pk: one for one in Person.objects.filter(pk__in=[one["person"] for one in row.rows])}
    reason = _("Theo tệp {name}").format(name=row.file_name)
    for one in row.rows:
        values = {name: new for name, (_old, new) in one["changes"].items()}
        try:
            write_file(
                people[one["person"]], by=by, values=values, decision=decision, reason=reason[:250], seen=one["version"]
            )
        except Stale as stale:
            words = _(
                "Hồ sơ của đồng chí {name} đã được sửa sau khi kiểm tra tệp. Chưa nhập dòng nào; đề nghị kiểm tra lại tệp."
            )
            raise ChangedMeanwhile(words.format(name=one["name"])) from stale
