"""Limits of transfers, departures, leaving and badges: how long, in which measure, from which source, and how sure.

The numbers are rows of the house's one table of dated rules (``duties.rulebook``); each function names the limit for a
case and takes the day it is asked for. The page that applies a limit names its source.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.duties import rulebook
from nennep.duties.rulebook import Key, Shape
from nennep.duties.rules import Share, pairs_of_days
from nennep.members import rules
from nennep.members.rules import months_later


class Measure(StrEnum):
    """In what a limit is counted."""

    WORKING = "working"
    DAYS = "days"
    MONTHS = "months"


@dataclass(frozen=True)
class Limit:
    """So many of a measure, by a source; ``sure`` is False where the text itself was not read, and ``doubt`` says why."""

    count: int
    measure: Measure
    source: str
    sure: bool = True
    doubt: str = ""

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
        if self.measure == Measure.MONTHS:
            return gettext("{n} tháng").format(n=self.count)
        words = gettext("{n} ngày làm việc") if self.measure == Measure.WORKING else gettext("{n} ngày")
        return words.format(n=self.count)


DAYS, MONTHS, PEOPLE = _("ngày làm việc"), _("tháng"), _("người")
KEYS = (
    Key("transfer.letter", _("Thời hạn nộp giấy giới thiệu sinh hoạt đảng"), DAYS),
    Key("transfer.letter.abroad", _("Thời hạn nộp giấy giới thiệu ra nước ngoài"), DAYS),
    Key("transfer.letter.abroad.temporary", _("Thời hạn nộp giấy giới thiệu ra nước ngoài tạm thời"), DAYS),
    Key("transfer.begin", _("Thời hạn làm thủ tục chuyển sinh hoạt từ khi nghỉ, chuyển công tác"), DAYS),
    Key("transfer.graduate", _("Thời gian sinh viên tốt nghiệp chưa có nơi mới sinh hoạt tại trường"), MONTHS),
    Key("transfer.extension", _("Gia hạn cho sinh viên tốt nghiệp tiếp tục sinh hoạt tại trường"), MONTHS),
    Key("transfer.temporary.least", _("Sinh hoạt tạm thời, ít nhất"), MONTHS),
    Key("transfer.temporary.most", _("Sinh hoạt tạm thời để đi học, nhiều nhất"), MONTHS),
    Key("transfer.temporary.below", _("Sinh hoạt tạm thời vì việc khác, dưới"), MONTHS),
    Key("transfer.abandoned", _("Không nộp hồ sơ chuyển sinh hoạt thì xem xét xóa tên, sau"), MONTHS),
    Key("leaving.appeal", _("Thời hạn khiếu nại quyết định"), DAYS),
    Key("leaving.answer", _("Thời hạn trả lời khiếu nại"), DAYS),
    Key("leaving.answer.central", _("Thời hạn trả lời khiếu nại ở Trung ương"), DAYS),
    Key("vote.removal", _("Tỷ lệ tán thành khi đề nghị xóa tên"), "", True),
    Key("vote.resignation", _("Tỷ lệ tán thành khi đồng ý cho ra khỏi Đảng"), "", True),
    Key("leaving.notice", _("Thời hạn gửi phiếu báo, hồ sơ đảng viên từ trần, ra khỏi Đảng lên cấp trên"), DAYS),
    Key("leaving.exemption", _("Miễn công tác, sinh hoạt có thời hạn, dưới"), MONTHS),
    Key("leaving.helped", _("Không tiến bộ sau thời gian được giúp đỡ thì xem xét xóa tên, sau"), MONTHS),
    Key("leaving.repeated", _("Vi phạm tư cách liên tiếp thì xem xét xóa tên, từ"), _("năm")),
    Key("leaving.readmission", _("Được xét kết nạp lại sau khi ra khỏi Đảng"), MONTHS),
    Key("badge.years", _("Huy hiệu Đảng được tặng khi đủ"), _("năm tuổi Đảng"), written=Shape.LIST),
    Key("badge.rounds", _("Các đợt tặng Huy hiệu Đảng: ngày đầu tính đủ năm và ngày trao"), "", written=Shape.DAYS),
    Key("badge.wait.reprimand", _("Bị khiển trách thì xét tặng Huy hiệu sau"), MONTHS),
    Key("badge.wait.warning", _("Bị cảnh cáo thì xét tặng Huy hiệu sau"), MONTHS),
    Key("badge.wait.removal", _("Bị cách chức thì xét tặng Huy hiệu sau"), MONTHS),
    Key("badge.early", _("Xét tặng Huy hiệu Đảng sớm, nhiều nhất"), MONTHS),
    Key("badge.early.elders", _("Xét tặng sớm Huy hiệu theo mức cao, nhiều nhất"), MONTHS),
    Key("badge.early.elders.from", _("Huy hiệu được xét sớm theo mức cao, từ"), _("năm tuổi Đảng")),
    Key("cell.least", _("Số đảng viên chính thức ít nhất để lập chi bộ"), PEOPLE),
    Key("cell.committee", _("Chi bộ bầu chi ủy khi có số đảng viên chính thức từ"), PEOPLE),
    Key("cell.groups", _("Chi bộ chia tổ đảng khi có số đảng viên từ"), PEOPLE),
    Key("unit.dissolved", _("Thời hạn thu hồ sơ, con dấu và chuyển đảng viên sau khi giải thể"), DAYS),
    Key(
        "file.index.before",
        _("Mục lục chứng nhận thay cho giấy tờ còn thiếu ở hồ sơ vào Đảng trước ngày"),
        "",
        written=Shape.DAY,
    ),
    Key("check.months", _("Đối chiếu danh sách với hồ sơ đảng viên, mỗi"), MONTHS),
)
SURE = {"V", "V2"}


def _limit(day: date, key: str, measure: Measure) -> Limit:
    book = rulebook.on(day)
    row = book.row(key)
    sure = row.confidence in SURE
    return Limit(book.number(key), measure, row.source, sure, "" if sure else row.get_confidence_display())


def letter_valid(day: date, kind: str) -> Limit:
    """How long a letter of introduction may be presented: 30 working days; abroad officially 60, for a time 30
    (06-HD/TW; 38-HD/BTCTW)."""
    keys = {"abroad": "transfer.letter.abroad", "abroad_temp": "transfer.letter.abroad.temporary"}
    return _limit(day, keys.get(kind, "transfer.letter"), Measure.WORKING)


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


@dataclass(frozen=True)
class Span:
    """Fewest and most months; ``open`` where the most itself is too long."""

    least: int
    most: int
    source: str
    open: bool = False

    def last(self, day: date) -> date:
        """The last day it may end that began on ``day``."""
        return months_later(day, self.most) - timedelta(days=self.open)

    @property
    def words(self) -> str:
        """từ 3 đến 24 tháng; từ 3 đến dưới 12 tháng."""
        words = gettext("từ {least} đến dưới {most} tháng") if self.open else gettext("từ {least} đến {most} tháng")
        return words.format(least=self.least, most=self.most)


def temporary(day: date, cause: str) -> Span:
    """How long temporary activity lasts: 3 to under 12 months, to study 3 to 24 (06-HD/TW; 38-HD/BTCTW)."""
    book, study = rulebook.on(day), cause == "study"
    row = book.row("transfer.temporary.most" if study else "transfer.temporary.below")
    return Span(book.number("transfer.temporary.least"), book.number(row.rule_key), row.source, open=not study)


def removal_after(day: date) -> Limit:
    """After how long a letter that was handed out and never handed in is abandonment (38-HD/BTCTW §4.3.1d)."""
    return _limit(day, "transfer.abandoned", Measure.MONTHS)


def appeal(day: date) -> Limit:
    """How long a person may appeal after receiving the decision (294-QĐ/TW §8)."""
    return _limit(day, "leaving.appeal", Measure.WORKING)


def appeal_answer(day: date, level: str) -> Limit:
    """By when an appeal is answered: 90 working days, 180 at Central level (294-QĐ/TW §8)."""
    return _limit(day, "leaving.answer.central" if level == "central" else "leaving.answer", Measure.WORKING)


def leaving_vote(day: date, key: str) -> Share:
    """The share of all who have a vote that a cell needs: 2/3 to remove (294-QĐ/TW §8), the ordinary majority to let go."""
    return rulebook.on(day).share(key)


def exemption(day: date) -> Limit:
    """An exemption for a stated time lasts less than 12 months and is asked for anew (294-QĐ/TW §7; 38-HD/BTCTW)."""
    return _limit(day, "leaving.exemption", Measure.MONTHS)


def readmission(day: date) -> Limit:
    """How long after leaving a person may be admitted again (294-QĐ/TW §3.5)."""
    return _limit(day, "leaving.readmission", Measure.MONTHS)


def notice(day: date) -> Limit:
    """How soon the slips and files of those who died or left go up (06-HD/TW §8.3b)."""
    return _limit(day, "leaving.notice", Measure.WORKING)


def dissolved(day: date) -> Limit:
    """How soon files and seal of a dissolved unit are taken in and its members moved (294-QĐ/TW §6.3.5)."""
    return _limit(day, "unit.dissolved", Measure.WORKING)


def check_again(day: date) -> Limit:
    """How often lists and files are reconciled (06-HD/TW §8)."""
    return _limit(day, "check.months", Measure.MONTHS)


def badge_years(day: date) -> tuple[int, ...]:
    """Years of Party age that a badge is given for (294-QĐ/TW §28)."""
    return rulebook.on(day).numbers("badge.years")


WAITS = ("reprimand", "warning", "removal")


def badge_waits(day: date) -> dict[str, int]:
    """Months that a badge waits after a discipline, by its form (294-QĐ/TW §28.3)."""
    book = rulebook.on(day)
    return {form: book.number(f"badge.wait.{form}") for form in WAITS}


@dataclass(frozen=True)
class Round:
    """A yearly date of award and the days of reaching the years that belong to it, both ends counting."""

    award_on: date
    first: date
    last: date


def badge_rounds(year: int) -> tuple[Round, ...]:
    """The rounds of a year: reaching the years counts for the award that follows, up to the next window's first day."""
    pairs = pairs_of_days(rulebook.on(date(year, 1, 1)).row("badge.rounds").value)
    behind = [*pairs[1:], pairs[0]]
    found = []
    for (first, award), (following, _award) in zip(pairs, behind, strict=True):
        begun = date(year - (first > award), *first)
        ends = date(begun.year + (following <= first), *following)
        found.append(Round(date(year, *award), begun, ends - timedelta(days=1)))
    return tuple(sorted(found, key=lambda one: one.award_on))


def round_at(day: date) -> Round:
    """The first round whose award is still to come on a day."""
    return next(one for one in (*badge_rounds(day.year), *badge_rounds(day.year + 1)) if one.award_on >= day)


def earliest_badge(day: date, years: int) -> Limit:
    """How much earlier a gravely ill person may be given a badge: 12 months, 24 from 70 years on (294-QĐ/TW §28)."""
    return _limit(
        day,
        "badge.early.elders" if years >= rulebook.on(day).number("badge.early.elders.from") else "badge.early",
        Measure.MONTHS,
    )


def probation_ends(begun_on: date) -> date:
    """The day a probation that began on a day ends, by the rule of that day (Party Charter, art. 5)."""
    return rules.probation_ends(begun_on, rulebook.on(begun_on).number("probation.months"))


def probation_months(day: date) -> int:
    """How many months a probation lasts that began on a day."""
    return rulebook.on(day).number("probation.months")


def admission_age(day: date) -> int:
    """From how many years of age a person may be admitted (294-QĐ/TW §1.1.1)."""
    return rulebook.on(day).number("admission.age.least")


def candidate_age(day: date) -> int:
    """From how many years of age somebody may be on a list of candidates: pupils join the Youth Union at 16, and the cell
    considers at 18; practice, not found in a text."""
    return rulebook.on(day).number("admission.age.candidate")


def old_files(day: date) -> tuple[date, str]:
    """Before which day of joining a certified index stands for missing papers, and by which text (06-HD/TW §8.1c)."""
    book = rulebook.on(day)
    return book.a_day("file.index.before"), book.row("file.index.before").source


def least_official(day: date) -> int:
    """Fewest official members that make a cell (Party Charter, art. 21; 294-QĐ/TW)."""
    return rulebook.on(day).number("cell.least")
