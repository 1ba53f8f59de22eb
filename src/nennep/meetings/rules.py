"""Rules of meetings that need no database: vote bases, regularity, clashes, scores. Plain values in, plain values out."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from nennep.duties.rules import Share
from nennep.viet.write import paper_day

NATIONAL_DAY = 3  # Directive 50-CT/TW: cells meet on the third of the month

AWAY, EXEMPT, SUSPENDED, PROSECUTED = "away", "exempt", "suspended", "prosecuted"
WHEN_ABSENT = {AWAY, EXEMPT}
"""Reasons that leave a member out of the base only while he is absent: who comes and votes is counted (294-QĐ/TW §9.3)."""
ALWAYS = {SUSPENDED, PROSECUTED}


@dataclass(frozen=True)
class Voter:
    """A person of the body as a vote sees him: official or not, present or not, and why he might be left out."""

    official: bool
    present: bool
    reason: str = ""

    @property
    def left_out(self) -> bool:
        """Whether the base leaves this official member out."""
        return self.reason in ALWAYS or (self.reason in WHEN_ABSENT and not self.present)


@dataclass(frozen=True)
class Base:
    """The base of a vote: eligible members, who is left out by reason, the base itself, and who of it is present."""

    eligible: int
    excluded: dict[str, int]
    base: int
    present: int


def vote_base(voters: Iterable[Voter]) -> Base:
    """All official members less those the rule leaves out (294-QĐ/TW §9.3); probationary members have no vote."""
    official = [voter for voter in voters if voter.official]
    out = [voter for voter in official if voter.left_out]
    excluded: dict[str, int] = {}
    for voter in out:
        excluded[voter.reason] = excluded.get(voter.reason, 0) + 1
    base = len(official) - len(out)
    present = sum(1 for voter in official if voter.present and not voter.left_out)
    return Base(len(official), excluded, base, present)


def needed(base: int, share: Share) -> int:
    """How many votes for are needed at least; of an empty base one, so that nothing passes by nobody."""
    return max(1, share.least(base))


@dataclass(frozen=True)
class Tally:
    """A count as tellers or hands give it."""

    present: int
    agreed: int
    against: int = 0
    blank: int = 0
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None

    @property
    def fault(self) -> str:
        """Why the numbers cannot be: too_many, ballots, valid; '' where they can."""
        cast = self.agreed + self.against + self.blank
        if cast > self.present:
            return "too_many"
        ballots = [n for n in (self.present, self.issued, self.returned, self.valid) if n is not None]
        if ballots != sorted(ballots, reverse=True):
            return "ballots"
        return "valid" if self.valid is not None and self.agreed + self.against > self.valid else ""


def election_fault(valid: int, seats: int, votes: Iterable[int]) -> str:
    """Why the numbers of an election cannot be: candidate (more votes than valid ballots), sum (more names than may be chosen)."""
    counted = list(votes)
    if any(one > valid for one in counted):
        return "candidate"
    return "sum" if sum(counted) > seats * valid else ""


def elected(votes: Mapping[int, int], seats: int, needed: int) -> tuple[set[int], set[int]]:
    """(who is elected, who stands level at the last seat) of the candidates with enough votes, the highest first.

    Source: 190-QĐ/TW article 30. Level at the last seat is nobody's seat; they are voted on anew.
    """
    enough = sorted((one for one in votes if votes[one] >= needed), key=lambda one: -votes[one])
    if len(enough) <= seats:
        return set(enough), set()
    last = votes[enough[seats - 1]]
    level = {one for one in enough if votes[one] == last}
    above = {one for one in enough if votes[one] > last}
    return (above | level, set()) if len(above | level) == seats else (above, level)


def spoken_minutes(since: datetime, until: datetime) -> int:
    """Length of a speech in whole minutes, at least one."""
    return max(1, round((until - since).total_seconds() / 60))


HELD, LATE, MISSED, PLANNED, NONE = "held", "late", "missed", "planned", "none"


def regularity(month: date, held_on: date | None, planned_on: date | None, day: date, latest: int) -> str:
    """How a cell stands in a month: held, held late (after day ``latest``), missed, planned, or nothing planned yet.

    ``month`` is its first day. A month whose last allowed day is past without a meeting is missed.
    """
    limit = month.replace(day=latest)
    if held_on is not None:
        return LATE if held_on > limit else HELD
    if planned_on is not None and planned_on >= day:
        return PLANNED
    return MISSED if day > limit else NONE


def default_day(month: date, off: Iterable[date] = (), day: int = NATIONAL_DAY) -> date:
    """A day of a month, by default the national one, or the first working day after it."""
    found, holidays = month.replace(day=day), set(off)
    while found.weekday() >= 5 or found in holidays:
        found += timedelta(days=1)
    return found


LAST_WEEK = 5


def study_months(day: date) -> tuple[date, date]:
    """Months whose self-study is entered on a day: the running one and the one before."""
    month = day.replace(day=1)
    return month, (month - timedelta(days=1)).replace(day=1)


def weekday_of(month: date, week: int, weekday: int) -> date:
    """The first to fourth (1 to 4) or the last (5) of a weekday in a month; Monday is 0."""
    first = month.replace(day=1)
    found = first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (min(week, 4) - 1))
    after = found + timedelta(days=7)
    return after if week == LAST_WEEK and after.month == first.month else found


def next_month(day: date) -> date:
    """The first day of the month after."""
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1)


def monday_of(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def months_within(since: date, until: date) -> list[date]:
    """The first days of the months that lie wholly in [since, until)."""
    first = since if since.day == 1 else next_month(since)
    found = []
    while next_month(first) <= until:
        found.append(first)
        first = next_month(first)
    return found


def overlap(first: tuple[datetime, datetime], second: tuple[datetime, datetime]) -> bool:
    """Whether two stretches of time touch on each other."""
    return first[0] < second[1] and second[0] < first[1]


@dataclass(frozen=True)
class Grades:
    """From how many points a meeting counts as good, fair, average (42-HD/BTCTW); below is poor."""

    good: int = 90
    fair: int = 70
    average: int = 50

    def of(self, points: int) -> str:
        """good, fair, average or poor."""
        for name in ("good", "fair", "average"):
            if points >= getattr(self, name):
                return name
        return "poor"


def result_points(done: int, total: int, most: int) -> int:
    """Points for carrying out the last conclusions by the share of tasks done, in the steps of 30, 27, 24, 20, 15, 10 of 30."""
    if total == 0:
        return most
    share = done * 100 / total
    for least, points in ((90, 30), (80, 27), (70, 24), (60, 20), (50, 15)):
        if share >= least:
            return round(points * most / 30)
    return round(10 * most / 30)


def attendance_points(present: int, summoned: int, unexcused: int, most: int) -> int:
    """Full points from 90 % without unexcused absence; one fewer for each thing that lacks."""
    short = summoned > 0 and present * 100 < 90 * summoned
    return max(0, most - (2 if short else 0) - (1 if unexcused else 0))


def duration_points(minutes: int, thematic: bool, most: int) -> int:
    """Full points from 90 minutes, 120 with a thematic part (42-HD/BTCTW)."""
    return most if minutes >= (120 if thematic else 90) else max(0, most - 2)


def placed(ranks: Sequence[int], place: int, step: int) -> list[int]:
    """A list with the element at a place moved one up (-1) or down (1); unchanged at an end."""
    moved = list(ranks)
    other = place + step
    if 0 <= other < len(moved):
        moved[place], moved[other] = moved[other], moved[place]
    return moved


def attendance_code(secret: str, minute: int) -> str:
    """The check-in code of a minute: six letters that nobody mixes up, from the meeting's own secret."""
    alphabet = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    digest = hmac.new(secret.encode(), str(minute).encode(), hashlib.sha256).digest()
    return "".join(alphabet[byte % len(alphabet)] for byte in digest[:6])


def code_holds(secret: str, code: str, minute: int) -> bool:
    """Whether a code is that of this minute or the one before: a phone needs a moment, its clock is not asked."""
    return code.upper() in {attendance_code(secret, minute), attendance_code(secret, minute - 1)}


def digest_of(token: str) -> str:
    """What is kept of a calendar's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def spans_to_plan(day: date) -> list[tuple[str, date, date]]:
    """What a work programme is written for on a day: (month, quarter or year, first day, first day after)."""
    month, quarter = day.replace(day=1), date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    after = _on(quarter, 3)
    return [
        ("month", month, next_month(month)), ("month", next_month(month), next_month(next_month(month))), ("quarter", quarter, after),
        ("quarter", after, _on(after, 3)), ("year", date(day.year, 1, 1), date(day.year + 1, 1, 1)),
        ("year", date(day.year + 1, 1, 1), date(day.year + 2, 1, 1)),
    ]  # fmt: skip


ROMAN = ("I", "II", "III", "IV")


def span_words(since: date, until: date) -> str:
    """A period as papers name it: a month, a quarter in Roman figures, a year; days where it is none of these."""
    if since.day == 1 and until == next_month(since):
        return f"tháng {since.month} năm {since.year}"
    if since.day == 1 and since.month % 3 == 1 and until == _on(since, 3):
        return f"quý {ROMAN[since.month // 3]} năm {since.year}"
    if (since.month, since.day) == (1, 1) and until == date(since.year + 1, 1, 1):
        return f"năm {since.year}"
    return f"từ ngày {paper_day(since)} đến ngày {paper_day(until - timedelta(days=1))}"


def _on(first: date, months: int) -> date:
    for _month in range(months):
        first = next_month(first)
    return first
