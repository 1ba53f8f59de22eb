"""The agenda: it builds itself, and the keeper adds, drops, orders and carries over."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access, rules
from nennep.meetings.models import Direction, Idea, Item, ItemState, Meeting
from nennep.meetings.queries.agenda import Offer, offers, slip_results, theme
from nennep.meetings.queries.slips import SOURCE
from nennep.org.models import Unit
from nennep.viet.write import short

MOST_ITEMS = 80


class TooMany(Refused):
    """An agenda nobody can get through."""


class NothingSaid(Refused):
    """An empty proposal."""


def build(meeting: Meeting) -> list[Item]:
    """Add what belongs on the agenda and is not there; the verb that calls it has passed its gate and records."""
    items = list(meeting.items.all())
    there = {(item.source, item.source_id) for item in items}
    frame = {item.title for item in items if item.source_id is None}
    fresh = [
        one for one in offers(meeting) if (one.source_id is not None and (one.source, one.source_id) not in there)
        or (one.source_id is None and one.title not in frame)
    ][: max(0, MOST_ITEMS - len(living(items)))]  # fmt: skip
    rows = [_row(meeting, one, place) for place, one in enumerate(fresh, 1 + len(there))]
    Item.objects.bulk_create(rows)
    ideas = {one.source_id: row for one, row in zip(fresh, rows, strict=True) if one.source == "idea"}
    for idea in Idea.objects.filter(pk__in=ideas):
        change(idea, item=ideas[idea.pk])
    return rows


def retheme(meeting: Meeting) -> None:
    """Let the agenda follow a topic that was changed, taken up or given up; the verb that calls it has passed its gate and
    records."""
    rows = list(meeting.items.filter(source="theme").order_by("id"))
    if not meeting.thematic:
        for row in rows:
            change(row, state=ItemState.DROPPED)
    elif rows:
        change(rows[-1], title=theme(meeting).title[:500], state=ItemState.OPEN)
    else:
        _row(meeting, theme(meeting), 1 + meeting.items.count()).save()


def put_results(meeting: Meeting) -> None:
    """Put the counts of slips onto an agenda that is built already; the verb that calls it has passed its gate and
    records."""
    there = set(meeting.items.filter(source=SOURCE).values_list("source_id", flat=True))
    fresh = [one for one in slip_results(meeting) if one.source_id not in there]
    last = meeting.items.count()
    Item.objects.bulk_create(_row(meeting, one, last + place) for place, one in enumerate(fresh, 1))


def copy_items(last: Meeting, meeting: Meeting) -> None:
    """Put on the agenda what was added to the last one by hand; the verb that calls it has passed its gate and records."""
    rows = last.items.filter(source="", state=ItemState.OPEN)
    Item.objects.bulk_create(
        Item(meeting=meeting, unit_key=meeting.unit_key, section=one.section, rank=one.rank, title=one.title, minutes=one.minutes, presenter=one.presenter)
        for one in rows
    )  # fmt: skip


def _row(meeting: Meeting, one: Offer, rank: int) -> Item:
    return Item(
        meeting=meeting, unit_key=meeting.unit_key, section=one.section, rank=rank, title=one.title[:500], minutes=one.minutes, source=one.source,
        source_id=one.source_id,
    )  # fmt: skip


@transaction.atomic
def rebuild_agenda(meeting: Meeting, *, by: Actor) -> list[Item]:
    """Look again at what belongs on the agenda; what was dropped stays dropped."""
    meeting = access.keep.claim(by, meeting)
    rows = build(meeting)
    record("meetings.build", meeting, by=by, says={"title": short(meeting.title, 120), "count": len(rows)})
    return rows


@transaction.atomic
def add_item(meeting: Meeting, *, by: Actor, title: str, section: str, minutes: int = 10, presenter: str = "") -> Item:
    """Add an item by hand. Raises TooMany."""
    meeting = access.keep.claim(by, meeting)
    count = meeting.items.exclude(state=ItemState.DROPPED).count()
    if count >= MOST_ITEMS:
        raise TooMany(
            _("Chương trình đã có {n} nội dung. Đề nghị ghép hoặc bỏ bớt trước khi thêm.").format(n=count),
            field="title",
        )
    row = Item.objects.create(
        meeting=meeting, unit_key=meeting.unit_key, section=section, rank=1000 + count, title=title.strip()[:500], minutes=minutes, presenter=presenter,
    )  # fmt: skip
    record(
        "meetings.item",
        row,
        by=by,
        unit_id=meeting.unit_id,
        says={"title": short(meeting.title, 120), "item": short(row.title, 120)},
    )
    return row


@transaction.atomic
def arrange_item(item: Item, *, by: Actor, act: str, minutes: int | None = None, presenter: str | None = None) -> Item:
    """Drop an item, take it back, carry it over to the next meeting, move it up or down in its part, set its time."""
    item = access.keep_item.claim(by, item)
    states = {"bo": ItemState.DROPPED, "lay-lai": ItemState.OPEN, "chuyen": ItemState.CARRIED}
    changes: dict[str, Any] = {}
    if act in states:
        changes = change(item, state=states[act])
    elif act in {"len", "xuong"}:
        _move(item, -1 if act == "len" else 1)
    else:
        values = {"minutes": minutes, "presenter": presenter}
        changes = change(item, **{name: value for name, value in values.items() if value is not None})
    says = {"title": short(item.meeting.title, 120)}
    record("meetings.arrange", item, by=by, unit_id=item.meeting.unit_id, says=says, changes=changes)
    return item


def _move(item: Item, step: int) -> None:
    rows = list(Item.objects.filter(meeting=item.meeting_id, section=item.section).exclude(state=ItemState.DROPPED))
    order = [row.pk for row in rows]
    moved = rules.placed(order, order.index(item.pk), step) if item.pk in order else order
    by_pk = {row.pk: row for row in rows}
    for place, pk in enumerate(moved, 1):
        change(by_pk[pk], rank=place)


@transaction.atomic
def propose_idea(unit_id: int, unit_key: str, *, by: Actor, giver_key: str, words: str) -> Idea:
    """Put a proposal into the box of a cell: by its members, and by heads of the units it serves. Raises NothingSaid."""
    if not words.strip():
        raise NothingSaid(_("Đề nghị ghi nội dung đề xuất."), field="words")
    row = Idea.objects.create(
        unit_id=unit_id, unit_key=unit_key, giver_key=giver_key, account_id=by.account_id, name=by.name[:160], words=words.strip()[:500], given_at=now(),
    )  # fmt: skip
    record("meetings.propose", row, by=by, unit_id=unit_id, says={"words": short(row.words, 160)})
    return row


@transaction.atomic
def answer_idea(idea: Idea, *, by: Actor, answer: str) -> Idea:
    """Answer a proposal, on an agenda or not; the proposer is told."""
    from nennep.notify.actions import tell

    idea = access.answer_idea.claim(by, idea)
    changes = change(idea, answer=answer.strip()[:300])
    record("meetings.answer_idea", idea, by=by, says={"words": short(idea.words, 160)}, changes=changes)
    tell(
        [idea.account_id],
        _("Về đề xuất “{words}”: {answer}").format(words=short(idea.words, 120), answer=idea.answer),
        "/hop/de-xuat/",
    )
    return idea


@transaction.atomic
def direct_month(unit: Unit, *, by: Actor, month: Any, words: str) -> Direction:
    """Give the cells below what a month's meeting should take up; it enters their agendas. Raises NothingSaid."""
    unit = access.oversee.claim(by, unit)
    if not words.strip():
        raise NothingSaid(_("Đề nghị ghi nội dung định hướng."), field="words")
    row = Direction.objects.create(
        unit=unit, unit_key=unit.key, month=month.replace(day=1), words=words.strip(), made_by=by.name
    )
    record("meetings.direct", row, by=by, says={"month": f"{row.month:%m/%Y}"})
    return row


def living(items: Iterable[Item]) -> list[Item]:
    """Items that are on the agenda."""
    return [item for item in items if item.state != ItemState.DROPPED]
