"""Slips counted, and their results that no agenda has."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from nennep.meetings.models import Body, Item, ItemState, Meeting, Question, Slip, Stage
from nennep.meetings.queries.people import Called, body
from nennep.org.models import Unit
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


def body_told(question: Question) -> str:
    """The body that hears the result: the one that was asked, or for picked persons the one that meets each month."""
    if question.body != Body.CHOSEN:
        return question.body
    return Body.MEMBERS if question.unit.kind.is_cell else Body.COMMITTEE


def unreported(meeting: Meeting) -> QuerySet[Question]:
    """Counted questions to the body of a meeting whose result stands on no other agenda of the unit, nor at an item that
    asked them."""
    told = Item.objects.filter(meeting__unit_id=meeting.unit_id, source=SOURCE).exclude(meeting=meeting)
    gone = told.exclude(meeting__stage=Stage.CANCELLED).exclude(state=ItemState.DROPPED)
    bodies = {meeting.kind.body, *([Body.CHOSEN] if meeting.kind.body in (Body.MEMBERS, Body.COMMITTEE) else [])}
    rows = Question.objects.filter(unit_id=meeting.unit_id, body__in=bodies).exclude(closed_on=None)
    asked = rows.filter(_stands())
    rows = rows.exclude(pk__in=gone.values("source_id")).exclude(pk__in=asked.values("pk")).select_related("unit__kind")
    wrong = Body.COMMITTEE if meeting.unit.kind.is_cell else Body.MEMBERS
    if meeting.kind.body == wrong:
        rows = rows.exclude(body=Body.CHOSEN)
    return rows.order_by("closed_on", "id")


def _stands() -> Q:
    """Questions whose own item is still on an agenda."""
    return Q(item__isnull=False) & ~Q(item__state=ItemState.DROPPED) & ~Q(item__meeting__stage=Stage.CANCELLED)


def has_met(question: Question) -> bool:
    """Whether the meeting whose item asked the question is over."""
    return question.item is not None and question.item.meeting.stage == Stage.CLOSED


def at_its_item(question: Question) -> Item | None:
    """The item that asked the question, while it is on an agenda."""
    found = Question.objects.filter(_stands(), pk=question.pk).select_related("item__meeting").first()
    return found.item if found else None


def next_meeting(question: Question) -> Meeting | None:
    """The next meeting of the body that is told; None where none is planned."""
    rows = Meeting.objects.filter(unit_id=question.unit_id, kind__body=body_told(question))
    return rows.filter(stage__in=[Stage.PLANNED, Stage.INVITED]).order_by("starts_at").first()


def pickable(unit: Unit, day: date) -> dict[str, Called]:
    """Who can be picked one by one, by a code for the form: members of a cell; else the committee and the secretaries
    below."""
    bodies = (Body.MEMBERS,) if unit.kind.is_cell else (Body.COMMITTEE, Body.STANDING, Body.HEADS)
    found: dict[str, Called] = {}
    accounts: set[int] = set()
    for kind in bodies:
        for one in body(unit, kind, day):
            if one.account_id is None or one.account_id not in accounts:
                accounts |= {one.account_id} if one.account_id else set()
                found.setdefault(code_of(one), one)
    return found


def code_of(one: Called) -> str:
    """A person in a form: by account, else by person."""
    return f"a{one.account_id}" if one.account_id else f"p{one.person_id}"


def items_ahead(unit: Unit) -> QuerySet[Item]:
    """Items of the meetings to come that a question can be asked for."""
    rows = Item.objects.filter(
        meeting__unit=unit, meeting__stage__in=[Stage.PLANNED, Stage.INVITED, Stage.OPEN], state=ItemState.OPEN
    )
    return rows.select_related("meeting").order_by("meeting__starts_at", "section", "rank", "id")


def asked_for(meeting: Meeting) -> QuerySet[Question]:
    """Questions asked for items of a meeting."""
    return Question.objects.filter(item__meeting=meeting).order_by("id")


def by_item(rows: Iterable[Question]) -> dict[int | None, list[Question]]:
    """Questions by the item they are asked for."""
    found: dict[int | None, list[Question]] = {}
    for row in rows:
        found.setdefault(row.item_id, []).append(row)
    return found
