"""Rules of numbering and of the way of papers. Plain values in, plain values out."""

import re

CODES = {
    "nghi-quyet": "NQ", "ke-hoach": "KH", "ket-luan": "KL", "chi-thi": "CT", "quyet-dinh": "QĐ", "quy-dinh": "QĐ", "quy-che": "QC",
    "huong-dan": "HD", "chuong-trinh": "CTr", "de-an": "ĐA", "thong-bao": "TB", "bao-cao": "BC", "to-trinh": "TTr", "cong-van": "CV",
}  # fmt: skip
"""The letters a kind of paper carries in its number. A decision and a regulation share QĐ, hence one counter (DOMAIN 8.2)."""

NUMBER = re.compile(r"^\s*(?:[Ss]ố:?\s*)?(\d{1,5})\s*[-–]?\s*([A-ZĐa-zđ]{1,4})\s*/\s*([A-ZĐ][A-Za-zĐđ0-9.]*)\s*$")


def code_of(kind: str) -> str:
    """The letters of a kind in a number; '' for a kind that is not numbered."""
    return CODES.get(kind, "")


def words_of(value: int, code: str, symbol: str) -> str:
    """A number as it is printed: 5, BC, ĐU → 05-BC/ĐU (two digits at least; practice since 2026)."""
    return f"{value:02d}-{code}/{symbol}"


def parts_of(number: str) -> tuple[int, str, str] | None:
    """Value, code and issuer's symbol of a printed number; None where it is none. A space or a missing hyphen is borne."""
    found = NUMBER.match(number)
    return (int(found[1]), found[2], found[3]) if found else None


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
