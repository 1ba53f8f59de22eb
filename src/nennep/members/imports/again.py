"""Rows about members who are on the roll already: what stays, what is proposed to change, what a file may not change."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members import partial
from nennep.members.imports import kinds
from nennep.members.imports.columns import CELL, Checked, card, dated, mac, named, word
from nennep.members.imports.sheet import Row
from nennep.org.models import Unit

BATCH = 2000
MOST_CHANGES = 5000
OPEN: dict[str, Words] = {
    "full_name": _("Họ và tên"), "sex": _("Giới tính"), "born_on": _("Ngày sinh"), "ethnicity": _("Dân tộc"), "native_place": _("Quê quán"),
    "work_title": _("Chức vụ, đơn vị, lớp"), "degree": _("Học vị"), "theory": _("Lý luận chính trị"), "card_no": _("Số thẻ đảng viên"),
}  # fmt: skip
"""Values a file may fill in or propose to correct, with their headings."""
CLOSED: dict[str, tuple[Words, Words]] = {
    "category": (_("Đối tượng"), _("Đổi đối tượng được ghi ở hồ sơ của từng đồng chí. Đề nghị giữ “{old}”.")),
    "joined_on": (_("Ngày kết nạp"), _("Ngày kết nạp theo quyết định đã ghi, không sửa bằng tệp. Đề nghị giữ “{old}”.")),
    "official_on": (_("Ngày chính thức"), _("Ngày chính thức theo quyết định đã ghi, không sửa bằng tệp. Đề nghị giữ “{old}”.")),
    "cell": (CELL, _("Chuyển chi bộ được ghi bằng chuyển sinh hoạt, không sửa bằng tệp. Đề nghị giữ “{old}”.")),
    "citizen": (_("Số định danh cá nhân"), _("Khác số đã ghi, hoặc hồ sơ chưa có số. Đề nghị ghi ở trang hồ sơ của đồng chí.")),
}  # fmt: skip
"""Values that change by an act of their own, and what to do instead."""
WORDS = {"sex": kinds.SEX, "category": kinds.CATEGORY, "degree": kinds.DEGREE, "theory": kinds.THEORY}
DAYS = {"born_on", "joined_on", "official_on"}


@dataclass(frozen=True)
class Held:
    """A member as the roll has it: the version of the file, every value as codes and written days, who may write it."""

    person: int
    version: int
    values: Mapping[str, str]
    shown: Mapping[str, str]
    may_write: bool


@dataclass
class Again:
    """Rows of known members, compared in batches with what is held."""

    find: Callable[[Iterable[int]], dict[int, Held]]
    cells: dict[str, Unit]
    out: Checked
    same: int = 0
    changed: list[dict[str, Any]] = field(default_factory=list)
    waiting: dict[int, Row] = field(default_factory=dict)
    met: set[int] = field(default_factory=set)

    def take(self, row: Row) -> None:
        """A row with a member's key."""
        person = person_of(row.text("key"))
        if person is None:
            words = _("Mã đảng viên “{text}” không đúng. Đề nghị xuất lại tệp, hoặc xóa ô này nếu là đảng viên mới.")
            self.out.fault(row, KEY, str(words).format(text=row.text("key")))
        elif person in self.met:
            self.out.fault(row, KEY, _("Mã đảng viên đã có ở một dòng trên. Đề nghị bỏ một dòng."))
        else:
            self.met.add(person)
            self.waiting[person] = row
            if len(self.waiting) >= BATCH:
                self.settle()

    def settle(self) -> None:
        """Compare the rows that wait."""
        held, waiting = self.find(self.waiting), self.waiting
        self.waiting = {}
        for person, row in waiting.items():
            if person in held:
                self.compare(row, held[person], self.read(row, held[person]))
            else:
                self.out.fault(row, KEY, _("Không thấy đảng viên này trong phạm vi của đồng chí."))

    def read(self, row: Row, held: Held) -> dict[str, str]:
        """The row's values in the form of what is held; blanks are left out, they change nothing."""
        found: dict[str, str] = {}
        for name in (*OPEN, *CLOSED):
            text = row.text(name)
            if not text or text == held.shown.get(name):
                continue
            if name in WORDS:
                found[name] = word(row, name, WORDS[name], _title(name), self.out)
            elif name in DAYS:
                found[name] = partial.written(*dated(row, name, _title(name), self.out))
            elif name == "cell":
                cell = self.cells.get(kinds.plain(text))
                found[name] = str(cell.pk) if cell else text
            elif name == "card_no":
                found[name] = card(row, self.out)
            elif name == "citizen":
                found[name] = mac(text.replace(" ", ""))
            else:
                found[name] = named(row, self.out) if name == "full_name" else text
        return found

    def compare(self, row: Row, held: Held, values: Mapping[str, str]) -> None:
        """Keep what differs as a proposal; refuse what a file may not change."""
        before = len(self.out.faults)
        differs = {name: text for name, text in values.items() if text and text != held.values.get(name, "")}
        for name in differs.keys() & CLOSED.keys():
            self.out.fault(row, CLOSED[name][0], str(CLOSED[name][1]).format(old=held.shown.get(name, "")))
        if "born_on" in differs and held.values["born_on"]:
            words = _("Ngày sinh giữ theo hồ sơ gốc, không điều chỉnh được. Đề nghị ghi lại “{old}”.")
            self.out.fault(row, OPEN["born_on"], str(words).format(old=held.shown["born_on"]))
        if differs and not held.may_write:
            self.out.fault(row, KEY, _("Đồng chí không có quyền sửa hồ sơ này. Đề nghị ghi lại như khi xuất."))
        if len(self.out.faults) == before:
            self._keep(row, held, differs)

    def _keep(self, row: Row, held: Held, differs: Mapping[str, str]) -> None:
        if not differs:
            self.same += 1
        elif len(self.changed) >= MOST_CHANGES:
            self.out.fault(row, KEY, _("Quá nhiều hồ sơ thay đổi trong một tệp. Đề nghị tách tệp."))
        else:
            pairs = {name: [held.values.get(name, ""), text] for name, text in differs.items()}
            self.changed.append({
                "line": row.line, "person": held.person, "version": held.version, "name": held.values["full_name"], "changes": pairs,
            })  # fmt: skip


KEY = _("Mã đảng viên")


def _title(name: str) -> Words:
    return OPEN[name] if name in OPEN else CLOSED[name][0]


def key_of(person: int) -> str:
    """The key of a member in a file: the number and four letters that prove it was not mistyped."""
    return f"{person}-{mac(f'person {person}')[:4]}"


def person_of(key: str) -> int | None:
    """The member a key names; None for a key that was mistyped."""
    number = key.partition("-")[0]
    return int(number) if number.isdecimal() and len(number) < 18 and key_of(int(number)) == key.lower() else None


def written(value: date | None, precision: str = "day") -> str:
    """A day as rows hold it."""
    return partial.written(value, precision)
