"""What a file that was brought in holds: how it was understood, what was found, what would change."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zipfile import ZipFile, is_zipfile

from django.db.models import Count, F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.files.actions import place_of
from nennep.members import fields, filevalues
from nennep.members.actions.bringing import kept_bytes, remembered
from nennep.members.actions.correcting import needs_paper as touched
from nennep.members.imports import kinds, matching, sheet, stream
from nennep.members.imports.again import OPEN
from nennep.members.models import Cause, Import, Membership, StagedMember
from nennep.org.models import Unit, UnitKind
from nennep.viet.write import day as written

SHOWN_ROWS = 20
SHOWN_FAULTS = 200
HEADS: dict[str, dict[str, Words]] = {
    "units": {"code": _("Mã đơn vị"), "name": _("Tên đơn vị"), "kind": _("Loại đơn vị"), "parent": _("Mã đơn vị cấp trên")},
    "roll": {"full_name": _("Họ và tên"), "born_on": _("Ngày sinh"), "unit_id": _("Chi bộ"), "joined_on": _("Ngày kết nạp"), "official_on": _("Ngày chính thức")},
    "admissions": {"full_name": _("Họ và tên"), "born_on": _("Ngày sinh"), "unit_id": _("Chi bộ"), "decision_no": _("Quyết định số"), "decided_on": _("Ngày quyết định")},
    "recognitions": {"full_name": _("Họ và tên"), "decision_no": _("Quyết định số"), "decided_on": _("Ngày quyết định")},
    "candidates": {"full_name": _("Họ và tên"), "born_on": _("Ngày sinh"), "unit_id": _("Chi bộ"), "noticed_on": _("Ngày đưa vào danh sách"), "certificate_no": _("Số giấy chứng nhận nhận thức"), "permitted_on": _("Ngày cho phép làm hồ sơ"), "applied_on": _("Ngày đơn xin vào Đảng")},
    "departures": {"membership": _("Họ và tên"), "cause": _("Trường hợp"), "left_on": _("Từ ngày"), "decision": _("Quyết định số")},
    "posts": {"full_name": _("Họ và tên"), "title": _("Chức danh"), "unit_id": _("Đơn vị"), "since": _("Từ ngày"), "until": _("Đến ngày"), "decision": _("Văn bản")},
}  # fmt: skip
DAYS = {
    "born_on",
    "joined_on",
    "official_on",
    "decided_on",
    "noticed_on",
    "left_on",
    "since",
    "until",
    "permitted_on",
    "applied_on",
}


@dataclass(frozen=True)
class Preview:
    """The first rows of a file as they were understood."""

    heads: tuple[Words, ...]
    rows: list[list[str]]


@dataclass(frozen=True)
class Change:
    """A value a file proposes otherwise than the roll has it."""

    line: int
    name: str
    label: Words
    old: str
    new: str


def preview(file: Import) -> Preview:
    """How the first rows of a checked file were understood."""
    heads = HEADS[file.kind]
    rows: list[dict[str, Any]] = file.rows[:SHOWN_ROWS]
    if file.kind == "roll":
        staged = StagedMember.objects.filter(import_id=file.pk).order_by("line")
        rows = list(staged.values(*heads)[:SHOWN_ROWS])
    words = _words(file.kind, rows)
    return Preview(tuple(heads.values()), [[_said(name, row.get(name), words) for name in heads] for row in rows])


def _words(kind: str, rows: list[dict[str, Any]]) -> dict[str, dict[Any, str]]:
    """Words for the numbers and codes of columns."""
    units = Unit.objects.filter(pk__in={row["unit_id"] for row in rows if "unit_id" in row})
    found: dict[str, dict[Any, str]] = {"unit_id": dict(units.values_list("pk", "name"))}
    if kind == "units":
        found["kind"] = dict(UnitKind.objects.values_list("code", "name"))
    if kind == "departures":
        held = Membership.objects.filter(pk__in=[row["membership"] for row in rows])
        found["membership"] = dict(held.values_list("pk", "full_name"))
        found["cause"] = {value: str(label) for value, label in Cause.choices}
    return found


def _said(name: str, value: Any, words: dict[str, dict[Any, str]]) -> str:
    if name in words:
        return words[name].get(value, "")
    if name in DAYS and value:
        return written(date.fromisoformat(value) if isinstance(value, str) else value)
    return str(value or "").upper() if name == "parent" else str(value or "")


def changes(file: Import) -> list[Change]:
    """What a file proposes to change in members who are on the roll already."""
    if file.kind != "roll":
        return []
    return [
        Change(
            one["line"], one["name"], OPEN[name], *(filevalues.in_words(fields.BY_NAME[name], text) for text in pair)
        )
        for one in file.rows
        for name, pair in one["changes"].items()
    ]


def needs_paper(file: Import) -> bool:
    """Whether the corrections of a file need an approving paper."""
    return file.kind == "roll" and file.state == "read" and touched(file.rows)


def findings(file: Import) -> dict[str, Any]:
    """All that the page of a file shows."""
    wrong = len({fault[0] for fault in file.faults})
    good = file.state == "read" and not file.faults
    proposed = changes(file) if good else []
    nothing = (
        good
        and file.kind in {"roll", "departures", "posts"}
        and not (file.told.get("fresh", 1) if file.kind == "roll" else file.rows)
        and not proposed
    )
    used = [
        head
        for place, head in enumerate(file.layout.get("heads", []))
        if head and place not in file.layout["columns"].values()
    ]
    return {
        "shown": file.faults[:SHOWN_FAULTS], "wrong": wrong, "good": file.total - wrong,
        "alike": len(file.notes) if file.kind == "roll" else 0, "preview": preview(file) if good else None,
        "early": early(file) if good and file.kind == "roll" else [],
        "before": taken_before(file) if file.state == "read" and not nothing else None, "changes": proposed[:SHOWN_FAULTS],
        "changed": len(proposed), "nothing": nothing, "unused": used, "columns": _matched(file),
    }  # fmt: skip


def early(file: Import) -> list[tuple[str, date, int]]:
    """Cells that a roll puts people into from a day before the cell began: (name, that day, how many); it may be taken in."""
    cell = Unit.objects.filter(pk=OuterRef("unit_id"))
    rows = StagedMember.objects.filter(import_id=file.pk).annotate(
        begun=Coalesce("joined_on", "official_on"),
        name=Subquery(cell.values("name")),
        founded=Subquery(cell.values("since")),
    )
    found = rows.filter(begun__lt=F("founded")).order_by().values_list("name", "founded").annotate(n=Count("*"))
    return list(found.order_by("-n", "name")[:SHOWN_ROWS])


def _matched(file: Import) -> list[tuple[str, str]]:
    """Our columns and the headings they were read from, where a person matched them."""
    if "own" not in file.layout:
        return []
    titles = {one.name: one.title for one in sheet.with_parts(kinds.HEADINGS[file.kind])}
    heads = file.layout["heads"]
    return [
        (titles[name], heads[place] if place < len(heads) and heads[place] else matching.letter(place))
        for name, place in file.layout["columns"].items()
    ]


def taken_before(file: Import) -> Import | None:
    """The same file, byte for byte, as it was taken in earlier."""
    same = Import.objects.filter(file_sha=file.file_sha, kind=file.kind, unit=file.unit, state="taken")
    return same.exclude(pk=file.pk).order_by("-id").first()


def guess(file: Import, page: str = "", line: int = 0) -> matching.Guess:
    """The likeliest table of a file and which of its columns is which. Raises BadFile."""
    known = remembered(file.unit, file.kind)
    return matching.guess(sheet.pages(kept_bytes(file)), kinds.HEADINGS[file.kind], known, sheet=page, line=line)


def size_of(file: Import) -> int:
    """Bytes of a file."""
    return place_of(file.file_sha).stat().st_size


def lines_of(file: Import) -> int:
    """Rows the longest sheet of a file says it has; 0 where it does not say."""
    place = place_of(file.file_sha)
    if not is_zipfile(place):
        return 0
    with ZipFile(place) as book:
        return max((rows for _one, rows in stream.said_rows(book)), default=0)
