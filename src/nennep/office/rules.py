"""Rules of numbering and of the way of papers. Plain values in, plain values out."""

import re
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from nennep.reader import times

CODES = {
    "nghi-quyet": "NQ", "ke-hoach": "KH", "ket-luan": "KL", "chi-thi": "CT", "quyet-dinh": "QĐ", "quy-dinh": "QĐ", "quy-che": "QC",
    "huong-dan": "HD", "chuong-trinh": "CTr", "de-an": "ĐA", "thong-bao": "TB", "bao-cao": "BC", "to-trinh": "TTr", "cong-van": "CV",
}  # fmt: skip
"""The letters a kind of paper carries in its number. A decision and a regulation share QĐ, hence one counter (DOMAIN 8.2)."""

STATE_CODES = {kind: code for kind, code in CODES.items() if kind != "ket-luan"} | {"quy-dinh": "QyĐ"}
"""The same on State papers: they know no conclusion, and a regulation is QyĐ (Decree 30/2020/NĐ-CP, annex III)."""
LETTER = "CV"

NUMBER = re.compile(r"^\s*(?:[Ss]ố:?\s*)?(\d{1,5})\s*[-–]?\s*([A-ZĐa-zđ]{1,4})\s*/\s*([A-ZĐ][A-Za-zĐđ0-9.]*)\s*$")
STATE_NUMBER = re.compile(r"^\s*(?:[Ss]ố:?\s*)?(\d{1,5})\s*/\s*([A-ZĐa-zđ]{1,4})\s*[-–]\s*([A-ZĐ][A-Za-zĐđ0-9.]*)\s*$")
STATE_LETTER = re.compile(
    r"^\s*(?:[Ss]ố:?\s*)?(\d{1,5})\s*/\s*([A-ZĐ][A-Za-zĐđ0-9.]*)(?:\s*[-–]\s*([A-ZĐ][A-Za-zĐđ0-9.]*))?\s*$"
)


DAYS = {"time.day", "time.day-worded", "time.day-no-year", "time.day-limit"}
"""Rules of the reader that find one day."""


class Printed(NamedTuple):
    """A printed number in its parts; ``style`` "party" or "state"."""

    value: int
    code: str
    symbol: str
    style: str = "party"


def code_of(kind: str, style: str = "party") -> str:
    """The letters of a kind in a number; '' for a kind that is not numbered."""
    return (STATE_CODES if style == "state" else CODES).get(kind, "")


def symbol_of(code: str, symbol: str, style: str = "party", drafter: str = "") -> str:
    """What follows the figures of a number: BC/ĐU; TB-ĐHBV on State papers, whose letters carry no kind: ĐHBV-VP."""
    if style != "state":
        return f"{code}/{symbol}"
    if code == LETTER:
        return f"{symbol}-{drafter}" if drafter else symbol
    return f"{code}-{symbol}"


def words_of(value: int, code: str, symbol: str, style: str = "party", drafter: str = "") -> str:
    """A number as it is printed: 5, BC, ĐU → 05-BC/ĐU (two digits at least; practice since 2026), in State layout 05/BC-ĐHBV."""
    return f"{value:02d}{'/' if style == 'state' else '-'}{symbol_of(code, symbol, style, drafter)}"


def parts_of(number: str) -> Printed | None:
    """A printed number in its parts; None where it is none. A space or a missing hyphen is borne."""
    if found := NUMBER.match(number):
        return Printed(int(found[1]), found[2], found[3])
    if (found := STATE_NUMBER.match(number)) and found[2] in STATE_CODES.values():
        return Printed(int(found[1]), found[2], found[3], "state")
    found = STATE_LETTER.match(number)
    return Printed(int(found[1]), LETTER, found[2], "state") if found else None


def missing(taken: list[int], first: int, last: int) -> list[int]:
    """The numbers from ``first`` to ``last`` that no line of a book accounts for."""
    return sorted(set(range(first, last + 1)) - set(taken))


def in_runs(values: list[int]) -> str:
    """Sorted numbers in short: [1, 2, 3, 7] → "1–3, 7"."""
    runs: list[list[int]] = []
    for value in values:
        if runs and value == runs[-1][1] + 1:
            runs[-1][1] = value
        else:
            runs.append([value, value])
    return ", ".join(f"{low}–{high}" if high > low else str(low) for low, high in runs)


AUTHORITIES = ("T/M BAN THƯỜNG VỤ", "T/M ĐẢNG ỦY", "T/M CHI ỦY", "T/M CHI BỘ", "T/L BAN THƯỜNG VỤ", "T/L ĐẢNG ỦY")
POSTS = ("BÍ THƯ", "PHÓ BÍ THƯ", "CHÁNH VĂN PHÒNG")
BY_ORDER = {"cong-van", "thong-bao", "to-trinh"}
"""Kinds that the chief of office may sign by order (T/L); the rest a leader signs on behalf of the body (PRACTICE 3)."""


def by_order(authority: str) -> bool:
    """Whether a paper is signed thừa lệnh."""
    return authority.startswith("T/L")


def signature_fault(kind: str, authority: str, post: str) -> str:
    """What is wrong with a signature: "kt", "post" or "kind"; '' where nothing is.

    A collective body's paper is signed T/M … BÍ THƯ or PHÓ BÍ THƯ, never K/T; T/L … CHÁNH VĂN PHÒNG is for letters,
    notices and invitations (PRACTICE 3).
    """
    if "K/T" in authority.upper() or "K/T" in post.upper():
        return "kt"
    if by_order(authority) != (post == "CHÁNH VĂN PHÒNG"):
        return "post"
    return "kind" if by_order(authority) and kind not in BY_ORDER else ""


def needed(asked: int) -> int:
    """How many of those asked must agree: more than a half of all, not of those who answered (DOMAIN 1.8)."""
    return asked // 2 + 1


def deadline_in(note: str, since: date) -> date | None:
    """The last day that a note of the leadership asks for ("báo cáo trước 15/7"), if it lies ahead; None for none."""
    days = []
    for time in times.find(note, since.year):
        with suppress(ValueError):  # 31/2 is no day
            days += [times.due_range(time.token)[1]] if time.rule in DAYS else []
    return max((day for day in days if day >= since), default=None)
