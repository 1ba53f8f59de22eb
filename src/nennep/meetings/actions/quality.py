"""The score of a meeting: points by dated criteria, by the cell itself and by the level above."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.matters import CRITERIA
from nennep.meetings.models import Grade, Meeting, Score, Side
from nennep.meetings.queries.quality import book_on, grades_on, most_on
from nennep.viet.write import short


class TooManyPoints(Refused):
    """More points than a criterion has."""


@transaction.atomic
def score_meeting(meeting: Meeting, *, by: Actor, side: str, points: Mapping[str, int], words: str = "") -> Score:
    """Score a meeting; a second score of the same side replaces the first. Raises TooManyPoints."""
    rule = access.score_upper if side == Side.UPPER else access.score_self
    meeting = rule.claim(by, meeting)
    day = meeting.held_on or today()
    book = book_on(day)
    most = most_on(day, book)
    for code, label in CRITERIA:
        if not 0 <= points.get(code, 0) <= most[code]:
            raise TooManyPoints(_("“{label}” có tối đa {most} điểm.").format(label=label, most=most[code]), field=code)
    total = sum(points.get(code, 0) for code, _label in CRITERIA)
    grade = grades_on(day, book).of(total)
    row, _made = Score.objects.update_or_create(
        meeting=meeting, side=side,
        defaults={
            "unit_key": meeting.unit_key, "points": dict(points), "total": total, "grade": grade, "words": words.strip()[:500], "scored_by": by.name[:160],
            "scored_on": today(),
        },
    )  # fmt: skip
    upper = meeting.scores.filter(side=Side.UPPER).first()
    change(meeting, grade=upper.grade if upper else grade)
    says = {"title": short(meeting.title, 120), "total": total, "grade": str(Grade(grade).label).lower()}
    record("meetings.score", row, by=by, unit_id=meeting.unit_id, says=says)
    return row
