"""Limits of transfers, departures, leaving and badges: how long, in which measure, from which source, and how sure.

The numbers are rows of the house's one table of dated rules (``duties.rulebook``); each function names the limit for a
case and takes the day it is asked for. The page that applies a limit names its source.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from nennep.duties import rulebook
from nennep.duties.rulebook import Key
from nennep.members import rules
from nennep.members.rules import months_later


class Measure(StrEnum):
    """In what a limit is counted."""

    WORKING = "working"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Limit:
    """So many of a measure, by a source; ``sure`` is False where texts differ or only practice is known."""

    count: int
    measure: Measure
    source: str
    sure: bool = True

    def after(self, day: date) -> date:
        """The last day of the limit that begins on ``day``."""
        if self.measure == Measure.MONTHS:
            return months_later(day, self.count)
        if self.measure == Measure.DAYS:
            return day + timedelta(days=self.count)
        return rulebook.deadline(day, self.count)

    @property
    def words(self) -> str:
        """30 ngày làm việc, 12 tháng."""
        names = {Measure.WORKING: "ngày làm việc", Measure.DAYS: "ngày", Measure.MONTHS: "tháng"}
        return f"{self.count} {names[self.measure]}"


DAYS, MONTHS = _("ngày làm việc"), _("tháng")
KEYS = (
    Key("transfer.letter", _("Thời hạn nộp giấy giới thiệu sinh hoạt đảng"), DAYS),
    Key("transfer.letter.abroad", _("Thời hạn nộp giấy giới thiệu ra nước ngoài"), DAYS),
    Key("transfer.begin", _("Thời hạn làm thủ tục chuyển sinh hoạt từ khi nghỉ, chuyển công tác"), DAYS),
    Key("transfer.graduate", _("Thời gian sinh viên tốt nghiệp chưa có nơi mới sinh hoạt tại trường"), MONTHS),
    Key("transfer.extension", _("Gia hạn cho sinh viên tốt nghiệp tiếp tục sinh hoạt tại trường"), MONTHS),
    Key("transfer.temporary.least", _("Sinh hoạt tạm thời, ít nhất"), MONTHS),
    Key("transfer.temporary.most", _("Sinh hoạt tạm thời, nhiều nhất"), MONTHS),
    Key("transfer.abandoned", _("Không nộp hồ sơ chuyển sinh hoạt thì xem xét xóa tên, sau"), MONTHS),
    Key("leaving.appeal", _("Thời hạn khiếu nại quyết định"), DAYS),
    Key("leaving.answer", _("Thời hạn trả lời khiếu nại"), DAYS),
    Key("leaving.answer.central", _("Thời hạn trả lời khiếu nại ở Trung ương"), DAYS),
    Key("leaving.exemption", _("Miễn công tác, sinh hoạt có thời hạn, dưới"), MONTHS),
    Key("leaving.readmission", _("Được xét kết nạp lại sau khi ra khỏi Đảng"), MONTHS),
    Key("badge.early", _("Xét tặng Huy hiệu Đảng sớm, nhiều nhất"), MONTHS),
    Key("badge.early.elders", _("Xét tặng sớm Huy hiệu từ 70 năm trở lên, nhiều nhất"), MONTHS),
    Key("cell.least", _("Số đảng viên chính thức ít nhất để lập chi bộ"), _("người")),
)
SURE = {"V", "V2"}


def _limit(day: date, key: str, measure: Measure) -> Limit:
    book = rulebook.on(day)
    row = book.row(key)
    return Limit(book.number(key), measure, row.source, sure=row.confidence in SURE)


def letter_valid(day: date, kind: str) -> Limit:
    """How long a letter of introduction may be presented: 30 working days; abroad officially 60 (06-HD/TW; 38-HD/BTCTW)."""
    return _limit(day, "transfer.letter.abroad" if kind == "abroad" else "transfer.letter", Measure.WORKING)


def procedure(day: date, cause: str) -> Limit:
    """By when someone who has left must have begun to transfer.

    A graduate without a new place may stay 12 months (06-HD/TW §10.2.1); others have 60 working days from the decision or
    the move (294-QĐ/TW §6.3.1; texts of 2026 differ between 30 and 60).
    """
    if cause == "graduate":
        return _limit(day, "transfer.graduate", Measure.MONTHS)
    return _limit(day, "transfer.begin", Measure.WORKING)


def longest_extension(day: date) -> Limit:
    """How long a stay may be extended once by the committee; practice, not found in a text."""
    return _limit(day, "transfer.extension", Measure.MONTHS)


def temporary(day: date) -> tuple[int, int]:
    """Fewest and most months of temporary activity (06-HD/TW: 3 to 24 with study)."""
    book = rulebook.on(day)
    return book.number("transfer.temporary.least"), book.number("transfer.temporary.most")


def removal_after(day: date) -> Limit:
    """After how long a letter that was handed out and never handed in is abandonment (38-HD/BTCTW §4.3.1d)."""
    return _limit(day, "transfer.abandoned", Measure.MONTHS)


def appeal(day: date) -> Limit:
    """How long a person may appeal after receiving the decision (294-QĐ/TW §8)."""
    return _limit(day, "leaving.appeal", Measure.WORKING)


def appeal_answer(day: date, level: str) -> Limit:
    """By when an appeal is answered: 90 working days, 180 at Central level (294-QĐ/TW §8)."""
    return _limit(day, "leaving.answer.central" if level == "central" else "leaving.answer", Measure.WORKING)


def exemption(day: date) -> Limit:
    """An exemption for a stated time lasts less than 12 months and is asked for anew (294-QĐ/TW §7; 38-HD/BTCTW)."""
    return _limit(day, "leaving.exemption", Measure.MONTHS)


def readmission(day: date) -> Limit:
    """How long after leaving a person may be admitted again (294-QĐ/TW §3.5)."""
    return _limit(day, "leaving.readmission", Measure.MONTHS)


def badge_years(day: date) -> tuple[int, ...]:
    """Years of Party age that a badge is given for (294-QĐ/TW §28)."""
    return (30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90)


@dataclass(frozen=True)
class Round:
    """A yearly date of award and the days of reaching the years that belong to it, both ends counting."""

    award_on: date
    first: date
    last: date


def badge_rounds(year: int) -> tuple[Round, ...]:
    """The four rounds of a year. The windows are local practice of one province; the dates are general (294-QĐ/TW §28)."""
    feb = date(year, 3, 1) - timedelta(days=1)
    return (
        Round(date(year, 2, 3), date(year - 1, 12, 1), feb),
        Round(date(year, 5, 19), date(year, 3, 1), date(year, 5, 31)),
        Round(date(year, 9, 2), date(year, 6, 1), date(year, 9, 30)),
        Round(date(year, 11, 7), date(year, 10, 1), date(year, 11, 30)),
    )


def round_at(day: date) -> Round:
    """The first round whose award is still to come on a day."""
    return next(one for one in (*badge_rounds(day.year), *badge_rounds(day.year + 1)) if one.award_on >= day)


def earliest_badge(day: date, years: int) -> Limit:
    """How much earlier a gravely ill person may be given a badge: 12 months, 24 from 70 years on (294-QĐ/TW §28)."""
    return _limit(day, "badge.early.elders" if years >= 70 else "badge.early", Measure.MONTHS)


def probation_ends(begun_on: date) -> date:
    """The day a probation that began on a day ends, by the rule of that day (Party Charter, art. 5)."""
    return rules.probation_ends(begun_on, rulebook.on(begun_on).number("probation.months"))


def probation_months(day: date) -> int:
    """How many months a probation lasts that began on a day."""
    return rulebook.on(day).number("probation.months")


def least_official(day: date) -> int:
    """Fewest official members that make a cell (Party Charter, art. 21; 294-QĐ/TW)."""
    return rulebook.on(day).number("cell.least")
