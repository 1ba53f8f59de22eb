"""Counting dues: whole đồng, whole months. Plain values in and out; no clock, no database."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

Month = date
"""A month is its first day."""


def rounded(exact: Fraction, step: int = 1) -> int:
    """An amount in whole đồng, to the nearest multiple of ``step``, half a step up."""
    step = max(step, 1)
    return int((exact / step + Fraction(1, 2)).__floor__()) * step


def part_of(base: int, part: Fraction, *, step: int = 1, most: int | None = None) -> int:
    """A share of a base: 1/100 of 8.512.345 đồng is 85.123 đồng; not over ``most`` where there is a ceiling."""
    found = rounded(base * part, step)
    return found if most is None else min(found, most)


def reduced(amount: int, by: Fraction, *, step: int = 1) -> int:
    """What is left to pay after a reduction by a share."""
    return amount - rounded(amount * by, step)


def split(total: int, kept: Fraction) -> tuple[int, int]:
    """(kept, passed up): the kept share in whole đồng, half a đồng up; both together are always the total."""
    stays = rounded(total * kept)
    return stays, total - stays


def month_of(day: date) -> Month:
    """The month of a day."""
    return day.replace(day=1)


def later(month: Month, count: int) -> Month:
    """The month so many months after (before, where negative)."""
    place = month.year * 12 + month.month - 1 + count
    return date(place // 12, place % 12 + 1, 1)


def months(first: Month, last: Month) -> list[Month]:
    """Every month from the first to the last, both counting."""
    count = (last.year - first.year) * 12 + last.month - first.month
    return [later(first, place) for place in range(count + 1)]


def spread(amount: int, owed: Sequence[tuple[Month, int]]) -> list[tuple[Month, int]]:
    """A payment laid on what is owed, the oldest month first; what is more than all is not laid anywhere."""
    found = []
    for month, rest in sorted(owed):
        if amount <= 0:
            break
        if rest > 0:
            found.append((month, min(rest, amount)))
            amount -= min(rest, amount)
    return found


def told(wanted: Iterable[Month]) -> str:
    """Months as a treasurer writes them: 4–6/2023, 8/2023."""
    runs: list[list[Month]] = []
    for month in sorted(set(wanted)):
        if runs and later(runs[-1][-1], 1) == month:
            runs[-1].append(month)
        else:
            runs.append([month])
    return ", ".join(_run(run[0], run[-1]) for run in runs)


def _run(first: Month, last: Month) -> str:
    if first == last:
        return f"{first.month}/{first.year}"
    start = f"{first.month}" if first.year == last.year else f"{first.month}/{first.year}"
    return f"{start}–{last.month}/{last.year}"


def months_said(text: str) -> list[Month]:
    """Months as people write them: 7/2023, 4–6/2023, 4, 5, 6/2023, 11/2022–2/2023, 2023-07. ValueError for anything else."""
    said = re.sub(r"[–—]", "-", re.sub(r"(?i)tháng|\s", "", text))
    if whole := re.fullmatch(r"(\d{4})-(\d\d)(?:-\d\d.*)?|(\d\d?)[-.](\d{4})", said):
        return [date(int(whole[1] or whole[4]), int(whole[2] or whole[3]), 1)]
    found: set[Month] = set()
    year = 0
    for part in reversed(re.split(r"[,;+]", said)):
        first, mark, last = part.partition("-")
        end = _month_said(last if mark else first, year)
        start = _month_said(first, end.year) if mark else end
        run = months(start, end)
        if not 0 < len(run) <= LONGEST:
            raise ValueError(text)
        found |= set(run)
        year = start.year
    return sorted(found)


SHEET = 100_000
"""Lines that are counted apart for each sheet of a file of several."""


LONGEST = 36
"""Months in one run; more is a slip of the hand."""


def _month_said(text: str, year: int) -> Month:
    one = re.fullmatch(r"(\d\d?)(?:/(\d{4}))?", text)
    if one is None or not 2000 <= int(one[2] or year) <= 2100:
        raise ValueError(text)
    return date(int(one[2] or year), int(one[1]), 1)
