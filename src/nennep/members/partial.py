"""Dates of which only the month or the year is known, as old files have them. No database."""

import re
from calendar import monthrange
from datetime import date

WRITTEN = re.compile(r"^(?:(?:(\d{1,2})[/.\-])?(\d{1,2})[/.\-])?(\d{4})$")


def parse(text: str) -> tuple[date, str]:
    """``12/5/1998``, ``5/1998`` or ``1998`` as (first day, day | month | year). ValueError for anything else."""
    found = WRITTEN.match(text.strip())
    if found is None:
        raise ValueError(text)
    day, month, year = found.groups()
    precision = "day" if day else "month" if month else "year"
    return date(int(year), int(month or 1), int(day or 1)), precision


def written(value: date | None, precision: str = "day") -> str:
    """12/05/1998, 05/1998 or 1998; '' for none."""
    if value is None:
        return ""
    if precision == "year":
        return f"{value.year:04d}"
    month = f"{value.month:02d}/{value.year:04d}"
    return month if precision == "month" else f"{value.day:02d}/{month}"


def last_day(value: date, precision: str) -> date:
    """The last day a partial date may mean; a stretch that ends in 1998 may end on the last day of that year."""
    if precision == "year":
        return date(value.year, 12, 31)
    return value.replace(day=monthrange(value.year, value.month)[1]) if precision == "month" else value
