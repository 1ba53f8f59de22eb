"""Slips counted, and their results that no agenda has."""

from dataclasses import dataclass

from django.db.models import QuerySet

from nennep.meetings.models import Item, ItemState, Meeting, Question, Slip, Stage
from nennep.viet.write import short

SOURCE = "slips"
"""Where an item with a result says it came from."""


@dataclass(frozen=True)
class SlipCount:
    """The slips of a question: how many agree, disagree, say otherwise, have not answered."""

    rows: list[Slip]
    agree: int
    disagree: int
    other: int
    open: int


def counted(question: Question) -> SlipCount:
    """The count of today."""
    rows = list(question.slips.all())
    by = {choice: sum(1 for row in rows if row.choice == choice) for choice in ("agree", "disagree", "other", "")}
    return SlipCount(rows, by["agree"], by["disagree"], by["other"], by[""])


def result_words(question: Question, count: SlipCount) -> str:
    """The result as an agenda has it: counts alone, no name."""
    parts = [f"tán thành {count.agree}/{len(count.rows)}"]
    words = (("không tán thành", count.disagree), ("ý kiến khác", count.other), ("không trả lời", count.open))
    parts += [f"{name} {number}" for name, number in words if number]
    return f"Kết quả lấy ý kiến bằng phiếu: {short(question.words, 300)} ({', '.join(parts)})"


def unreported(meeting: Meeting) -> QuerySet[Question]:
    """Counted questions to the body of a meeting whose result stands on no other agenda of the unit."""
    told = Item.objects.filter(meeting__unit_id=meeting.unit_id, source=SOURCE).exclude(meeting=meeting)
    gone = told.exclude(meeting__stage=Stage.CANCELLED).exclude(state=ItemState.DROPPED)
    rows = Question.objects.filter(unit_id=meeting.unit_id, body=meeting.kind.body).exclude(closed_on=None)
    return rows.exclude(pk__in=gone.values("source_id")).order_by("closed_on", "id")


def next_meeting(question: Question) -> Meeting | None:
    """The next meeting of the body that was asked; None where none is planned."""
    rows = Meeting.objects.filter(unit_id=question.unit_id, kind__body=question.body)
    return rows.filter(stage__in=[Stage.PLANNED, Stage.INVITED]).order_by("starts_at").first()
