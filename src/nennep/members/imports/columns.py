"""Cells read into values; what is wrong or was put right is told with its line, column and what to do."""

import hashlib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache, partial
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.core.words import Words
from nennep.members import limits
from nennep.members.imports import kinds
from nennep.members.imports.days import NoDay, day, is_serial
from nennep.members.imports.sheet import Row
from nennep.org.models import Unit
from nennep.viet.order import fold, sort_key

MOST_FAULTS = 2000
MOST_REPAIRS = 200
MOST_READ = 1 << 15
BLOCK = 64  # bytes of a block of SHA-256
Fault = tuple[int, str, str]
JOINED = _("Ngày kết nạp")
OFFICIAL = _("Ngày chính thức")
DEGREE = _("Học vị")
THEORY = _("Lý luận chính trị")
BORN = _("Ngày sinh")
SEX = _("Giới tính")
CATEGORY = _("Đối tượng")
CELL = _("Mã chi bộ")
NAME = _("Họ và tên")
CITIZEN = _("Số định danh cá nhân")
CARD = _("Số thẻ đảng viên")
BETWEEN = re.compile(r"[\s.\-]")


@dataclass
class Checked:
    """Rows that are good, every fault found, and what cells without a fault were read as, by column."""

    good: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notes: list[list[Any]] = field(default_factory=list)
    repairs: list[Fault] = field(default_factory=list)
    repaired: int = 0
    total: int = 0
    old_numbers: int = 0
    odd_cards: list[Fault] = field(default_factory=list)
    day: date = field(default_factory=today)
    ages: dict[date, int] = field(default_factory=dict)
    read: dict[str, dict[Any, Any]] = field(default_factory=lambda: defaultdict(dict))

    def admission_age(self, decided: date) -> int:
        """From how many years of age a person may be admitted by a decision of a day; asked for once a day."""
        if decided not in self.ages:
            self.ages[decided] = limits.admission_age(decided)
        return self.ages[decided]

    @cached_property
    def candidate_age(self) -> int:
        """From how many years of age somebody may be on any of our lists."""
        return limits.candidate_age(self.day)

    def fault(self, row: Row, column: Words, words: Words) -> None:
        """Remember a fault; the list is cut where nobody would read on."""
        if len(self.faults) < MOST_FAULTS:
            self.faults.append((row.line, str(column), str(words)))

    def repair(self, row: Row, column: Words, words: Words) -> None:
        """Remember what was put right; the list is cut where nobody would read on."""
        self.repaired += 1
        if len(self.repairs) < MOST_REPAIRS:
            self.repairs.append((row.line, str(column), str(words)))


T = TypeVar("T")
Read = Callable[[Row, Checked], T]


def remembered(name: str, read: Read[T]) -> Read[T]:
    """A reader of a column that reads each writing once, unless something was to be said about it: the same few thousand
    words and days fill the columns of a roll."""

    def one(row: Row, out: Checked) -> T:
        given, known = row.cells.get(name, ""), out.read[name]
        try:
            return known[given]
        except KeyError:
            pass
        said = len(out.faults), out.repaired
        value = read(row, out)
        if said == (len(out.faults), out.repaired) and len(known) < MOST_READ:
            known[given] = value
        return value

    return one


def mac(number: str) -> str:
    """A keyed hash (HMAC-SHA-256) of an identity number: equal numbers are found, the number is not kept."""
    begun, after = _keyed(settings.SECRET_KEY)
    inner, outer = begun.copy(), after.copy()
    inner.update(number.encode())
    outer.update(inner.digest())
    return outer.hexdigest()


@lru_cache(maxsize=4)
def _keyed(secret: str) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """The key taken in once, before and after the number (RFC 2104); each number goes on from copies, in half the time of
    the library's own object."""
    key = secret.encode()
    block = (hashlib.sha256(key).digest() if len(key) > BLOCK else key).ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(one ^ 0x36 for one in block) + b"citizen:")
    return inner, hashlib.sha256(bytes(one ^ 0x5C for one in block))


def named(row: Row, out: Checked) -> str:
    """The name as it is kept: letters joined with their marks, capitals put right; both are told."""
    name, given = row.text("full_name"), row.cells.get("full_name")
    if name.isupper() or name.islower():
        name = " ".join(word.capitalize() for word in name.split())
        out.repair(row, NAME, _("Chữ hoa, chữ thường đã sửa thành “{name}”.").format(name=name))
    elif not name.isascii() and isinstance(given, str) and not unicodedata.is_normalized("NFC", given):
        out.repair(row, NAME, _("Dấu tách rời chữ đã được ghép lại: “{name}”.").format(name=name))
    return name


@partial(remembered, "full_name")
def names(row: Row, out: Checked) -> tuple[str, str, str]:
    """The name, the key it is sorted by, and how it is looked for."""
    name = named(row, out)
    if " " not in name:
        out.fault(row, NAME, _("Cần đủ họ và tên. Đề nghị ghi như trong giấy khai sinh."))
    return name[:120], sort_key(name)[:400], fold(name)[:400]


CARDS = {12, 8}
"""How many digits a card's number has: since 2025 those of the identity number, before it eight (38-HD/BTCTW, II.2)."""


def card(row: Row, out: Checked) -> str:
    """The number of a card, its digits joined. Another count of digits is told and taken: how many older cards had was not
    found in a text."""
    given = row.text("card_no")
    if not given:
        return ""
    digits = BETWEEN.sub("", given)
    if not (digits.isdigit() and len(digits) in CARDS):
        words = _("“{text}”: thẻ có 12 chữ số, thẻ cũ 8 chữ số; số này có {n}.").format(
            text=given, n=sum(map(str.isdigit, digits))
        )
        if len(out.odd_cards) < MOST_REPAIRS:
            out.odd_cards.append((row.line, str(CARD), words))
        return given[:20]
    return digits


def cell(row: Row, cells: Mapping[str, Unit], out: Checked) -> Unit | None:
    """The cell a row names by its code or name; None for one that is not known, which is told at once."""
    given, known = row.cells.get("cell", ""), out.read["cell"]
    found: Unit | None = known.get(given)
    if found is None:
        found = known[given] = cells.get(kinds.plain(row.text("cell")))
    if found is None:
        out.fault(row, CELL, _no_cell(row.text("cell")))
    return found


def _no_cell(code: str) -> str:
    if not code:
        return str(_("Ô mã chi bộ trống. Nếu ô đang gộp hoặc chứa công thức, đề nghị ghi mã vào từng dòng."))
    return _("Không có chi bộ “{code}” trong phạm vi của đồng chí.").format(code=code)


def word(row: Row, name: str, table: dict[str, str], title: Words, out: Checked) -> str:
    """The value a cell's word stands for; '' for one that is not known, which is told at once."""
    value = kinds.word(table, row.text(name))
    if value is None:
        known, text = ", ".join(kinds.SHOWN[name]), row.text(name)
        words = _("Không hiểu “{text}”. Dùng một trong: {known}.") if text else _("Còn trống. Ghi một trong: {known}.")
        out.fault(row, title, words.format(text=text, known=known))
    return value or ""


def dated(row: Row, name: str, title: Words, out: Checked) -> tuple[date | None, str]:
    """A date and how much of it is known; '' for what was written and is none, which is told at once."""
    value = row.cells.get(name)
    try:
        found = day(value)
    except NoDay as error:
        out.fault(row, title, error.words)
        return None, ""
    if value.__class__ is float and is_serial(value) and found[0]:
        out.repair(row, title, _("Ô ghi số {n}; đọc là ngày {on}.").format(n=int(value), on=f"{found[0]:%d/%m/%Y}"))
    return found


def past_day(row: Row, name: str, title: Words, out: Checked) -> date | None:
    """A whole or partial date that may not lie ahead."""
    found = dated(row, name, title, out)[0]
    if found and found > out.day:
        out.fault(row, title, _("Ngày ở tương lai. Đề nghị ghi lại theo giấy tờ gốc."))
    return found


@partial(remembered, "born_on")
def born(row: Row, out: Checked) -> tuple[date | None, str]:
    """The birth date and how much of it is known."""
    found, precision = dated(row, "born_on", BORN, out)
    if found is None and precision:
        out.fault(row, BORN, _("Thiếu ngày sinh; có thể ghi năm, hoặc tháng/năm."))
    elif found and found > out.day:
        out.fault(row, BORN, _("Ngày sinh ở tương lai. Đề nghị ghi lại theo giấy tờ gốc."))
    elif found and not 1900 <= found.year <= out.day.year - out.candidate_age:
        words = _("Năm sinh {year} không hợp lý. Đề nghị ghi lại theo giấy tờ gốc.")
        out.fault(row, BORN, words.format(year=found.year))
    return found, precision


work = remembered("work_title", lambda row, out: row.text("work_title")[:160])
place = remembered("native_place", lambda row, out: row.text("native_place")[:250])
ethnicity = remembered("ethnicity", lambda row, out: row.text("ethnicity")[:40] or "Kinh")
degree = remembered("degree", lambda row, out: word(row, "degree", kinds.DEGREE, DEGREE, out))
theory = remembered("theory", lambda row, out: word(row, "theory", kinds.THEORY, THEORY, out))
sex = remembered("sex", lambda row, out: word(row, "sex", kinds.SEX, SEX, out))
category = remembered("category", lambda row, out: word(row, "category", kinds.CATEGORY, CATEGORY, out))
joined = remembered("joined_on", lambda row, out: past_day(row, "joined_on", JOINED, out))
official = remembered("official_on", lambda row, out: past_day(row, "official_on", OFFICIAL, out))
