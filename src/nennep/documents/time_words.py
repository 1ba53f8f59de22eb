"""Time tokens as a person reads and types them: "quý I/2023" for ``2023-Q1``, "hằng năm" for ``P1Y``."""

import re
from datetime import date

from django.utils.translation import gettext as _

from nennep.reader import times
from nennep.viet import write

ROMAN = ("I", "II", "III", "IV")


def told(token: str | None) -> str:
    """A token in words; what is no token is given back as it is."""
    if not token:
        return ""
    if token == "P1Y":
        return _("hằng năm")
    if token.startswith("/"):
        return _("đến {end}").format(end=_part(token[1:]))
    if "/" in token:
        return _("từ {begin} đến {end}").format(
            **dict(zip(("begin", "end"), map(_part, token.split("/", 1)), strict=True))
        )
    return _part(token)


def _part(token: str) -> str:
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", token):
        try:
            return write.day(date.fromisoformat(token))
        except ValueError:
            return token
    if match := re.fullmatch(r"(\d{4})-(\d\d)", token):
        return _("tháng {month}/{year}").format(month=int(match[2]), year=match[1])
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", token):
        return _("quý {quarter}/{year}").format(quarter=ROMAN[int(match[2]) - 1], year=match[1])
    if match := re.fullmatch(r"(\d{4})-H1", token):
        return _("6 tháng đầu năm {year}").format(year=match[1])
    if match := re.fullmatch(r"(\d{4})-H2", token):
        return _("6 tháng cuối năm {year}").format(year=match[1])
    if re.fullmatch(r"\d{4}", token):
        return _("năm {year}").format(year=token)
    return _repeated(token)


def _repeated(token: str) -> str:
    if match := re.fullmatch(r"--(\d\d)-(\d\d)", token):
        return _("ngày {day}/{month} hằng năm").format(day=int(match[2]), month=int(match[1]))
    if match := re.fullmatch(r"---(\d\d)", token):
        return _("ngày {day} hằng tháng").format(day=int(match[1]))
    if match := re.fullmatch(r"P(\d+)([DMY])", token):
        names = {"D": _("{n} ngày"), "M": _("{n} tháng"), "Y": _("{n} năm")}
        return names[match[2]].format(n=match[1])
    return token


def token(words: str) -> str:
    """The token of what a person typed; a token itself is one too. Raises ValueError."""
    text = " ".join(words.split())
    if not text:
        return ""
    try:
        times.due_range(text, date(2000, 1, 1))
    except (ValueError, IndexError, KeyError):
        pass
    else:
        return text
    found = {one.token for one in times.find(text)}
    begun = re.match(r"(?i)(?:chậm nhất |trước |đến |hết )+(?:hết )?", text)
    if re.fullmatch(r"(?i)(?:đến )?(?:hết )?năm ((?:19|20)\d\d)", text):
        year = text[-4:]
        return f"/{year}" if begun else year
    if len(found) != 1:
        raise ValueError(words)
    return found.pop()
