"""The criteria of a day, the points the records suggest, and how a unit's meetings have been scored."""

from datetime import date, timedelta

from django.utils import timezone

from nennep.duties import rulebook
from nennep.duties.models import DatedRule
from nennep.meetings import rules
from nennep.meetings.matters import CRITERIA
from nennep.meetings.models import Meeting, Outcome
from nennep.meetings.queries.agenda import last_meeting
from nennep.meetings.queries.minutes import turnout


def book_on(day: date) -> rulebook.InForce:
    """The rules of meetings in force on a day, read at once."""
    book = rulebook.on(day)
    rows = DatedRule.objects.filter(rule_key__startswith="meeting.", valid_to__gt=day).order_by("-valid_from")
    book.known.update({row.rule_key: row for row in rows})
    return book


def most_on(day: date, book: rulebook.InForce | None = None) -> dict[str, int]:
    """The most points of each criterion on a day."""
    book = book or book_on(day)
    return {code: book.number(f"meeting.score.{code}") for code, _label in CRITERIA}


def grades_on(day: date, book: rulebook.InForce | None = None) -> rules.Grades:
    """From how many points each grade begins on a day."""
    book = book or book_on(day)
    return rules.Grades(*(book.number(f"meeting.grade.{name}") for name in ("good", "fair", "average")))


def suggested(meeting: Meeting) -> dict[str, int]:
    """Points the records speak for; what no record knows starts full, and a person corrects it."""
    most = most_on(meeting.held_on or timezone.localdate())
    came = turnout(meeting)
    length = _length(meeting)
    found = dict(most)
    found["time"] = rules.duration_points(length, meeting.thematic, most["time"])
    found["attendance"] = rules.attendance_points(came.present, came.summoned, len(came.absent), most["attendance"])
    early = meeting.invited_at and meeting.invited_at <= meeting.starts_at - timedelta(days=1)
    prepared = meeting.prepared_by.filter(stage="closed").exists()
    found["preparation"] = max(0, most["preparation"] - (0 if early else 3) - (0 if prepared else 3))
    done, total = followed(meeting)
    found["results"] = rules.result_points(done, total, most["results"])
    return found


def _length(meeting: Meeting) -> int:
    """Minutes it took; the planned length where it was closed within minutes of its opening (entered afterwards)."""
    if meeting.opened_at and meeting.closed_at:
        took = int((meeting.closed_at - meeting.opened_at).total_seconds() // 60)
        return took if took >= 10 else meeting.minutes
    return meeting.minutes


def followed(meeting: Meeting) -> tuple[int, int]:
    """Of the last meeting's conclusions with a due day: how many are done, of how many."""
    before = last_meeting(meeting)
    if before is None:
        return 0, 0
    rows = list(Outcome.objects.filter(meeting=before).exclude(due_on=None).values_list("done_on", flat=True))
    return sum(day is not None for day in rows), len(rows)
