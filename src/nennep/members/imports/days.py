"""Days as people write them in a list."""

import re
from calendar import monthrange
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _

from nennep.core.words import Words

DAY_ZERO = date(1899, 12, 30)
SERIAL = range(10_000, 60_000)
"""Days of Excel, 1927 to 2064, that stand in a cell as a bare number."""
SPLIT = r"\s*[/.,-]\s*"


class NoDay(ValueError):
    """What was written and is no day; ``words`` say what to do."""

    def __init__(self, words: Words) -> None:
        super().__init__(words)
        self.words = words


def day(value: Any) -> tuple[date | None, str]:
    """A date and how much of it is known: a cell's own date, 05/03/1986, 3/1986 or tháng 3/1986, 1986, Excel's number of a day.

    Raises NoDay, a ValueError, for the rest.
    """
    if value.__class__ is str:
        return _written(value)
    if value is None:
        return None, "day"
    if isinstance(value, datetime):
        return value.date(), "day"
    if isinstance(value, date):
        return value, "day"
    return _written(str(int(value)) if isinstance(value, float) and value.is_integer() else str(value))


def is_serial(value: Any) -> bool:
    """Whether a day stands there as Excel's bare number."""
    return isinstance(value, float) and value.is_integer() and int(value) in SERIAL


@lru_cache(maxsize=1 << 15)
def _written(text: str) -> tuple[date | None, str]:
    """The same few thousand days fill a roll."""
    text = text.strip()
    if not text:
        return None, "day"
    if match := re.fullmatch(rf"(\d{{1,2}}){SPLIT}(\d{{1,2}}){SPLIT}(\d{{4}})", text):
        return _whole(text, int(match[3]), int(match[2]), int(match[1])), "day"
    if match := re.fullmatch(rf"(?:tháng\s*)?(\d{{1,2}})(?:{SPLIT}|\s+năm\s+)(\d{{4}})", text, re.IGNORECASE):
        return _whole(text, int(match[2]), int(match[1]), 1), "month"
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d).*", text):
        return _whole(text, int(match[1]), int(match[2]), int(match[3])), "day"
    if re.fullmatch(r"(?:19|20)\d\d", text):
        return date(int(text), 1, 1), "year"
    if re.fullmatch(r"\d{4,5}", text) and int(text) in SERIAL:
        return DAY_ZERO + timedelta(days=int(text)), "day"
    if re.fullmatch(rf"\d{{1,2}}{SPLIT}\d{{1,2}}{SPLIT}\d{{2}}", text):
        raise NoDay(_("“{text}” viết năm hai chữ số; đề nghị ghi đủ bốn chữ số.").format(text=text))
    raise _unknown(text)


def _unknown(text: str) -> NoDay:
    return NoDay(_("“{text}” không phải ngày; ghi dạng dd/mm/yyyy.").format(text=text))


def _whole(text: str, year: int, month: int, number: int) -> date:
    try:
        return date(year, month, number)
    except ValueError as error:
        if month > 12 >= number:
            words = _("“{text}” có vẻ ghi tháng trước ngày; đề nghị ghi ngày trước tháng, dạng dd/mm/yyyy.")
            raise NoDay(words.format(text=text)) from error
        if 1 <= month <= 12 and year >= 1 and 28 < number <= 31:
            words = _(
                "“{text}” không có thật: tháng {month} năm {year} có {days} ngày; đề nghị ghi lại theo giấy tờ gốc."
            )
            days = monthrange(year, month)[1]
            raise NoDay(words.format(text=text, month=month, year=year, days=days)) from error
        raise _unknown(text) from error
