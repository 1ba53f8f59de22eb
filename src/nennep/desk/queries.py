"""What the first page and the board of units read from the rooms below."""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.translation import gettext as _

from nennep.accounts.queries import names_of
from nennep.core.actor import Actor
from nennep.core.gate import inside
from nennep.core.recall import keep, kept_rows, rows_ahead
from nennep.core.together import counts, together
from nennep.documents import access as papers
from nennep.documents.models import Document
from nennep.duties.asked import Behind, behind
from nennep.duties.queries import Own, marks, own, words
from nennep.duties.rules import WEEK
from nennep.figures.hand import hand_ahead
from nennep.figures.registry import FIGURES, Period
from nennep.notify import queries as notices
from nennep.office import access as office
from nennep.org import access as org
from nennep.org.models import Charge, Grant, Unit
from nennep.org.queries import on, tree_ahead, trees_ahead
from nennep.programmes import access as plans
from nennep.programmes import queries as programmes
from nennep.programmes.models import Share, Target
from nennep.reports.models import Owed
from nennep.viet.write import day as written


@dataclass(frozen=True)
class Given:
    """One thing asked of others: when it was chased, whether those who have done it can be thanked still."""

    thing: Behind
    chased_on: date | None
    may_chase: bool
    may_thank: bool


@dataclass(frozen=True)
class Desk:
    """The first page: what is to do, to decide, to attend; what others owe; what waits for the office; the targets."""

    own: Own
    asked: list[Given]
    incoming: int
    papers_open: int
    reports_missing: int
    to_judge: int
    adjustments: int
    targets: list[programmes.Measured]
    unit: Unit | None
    charges: list[Charge]
    late: int
    soon: int

    @property
    def others_late(self) -> int:
        """How many of the things asked of others somebody still owes."""
        return sum(1 for one in self.asked if one.thing.owing)


FRESH = timedelta(days=31)
"""How long after its day a thing that everybody has done still stands here, to thank for."""


def desk(actor: Actor, day: date) -> Desk:
    """Everything of the first page in a steady number of queries."""
    home = actor.home
    unit = org.see.rows(actor).filter(pk=home.unit_id).first() if home else None
    asked = _asked(actor, unit, day)
    rows_ahead(asked | marks(actor, day))
    own_list = own(actor, day, day + timedelta(days=45))
    incoming, papers_open, missing, to_judge, adjustments, unread = counts(
        _incoming(actor),
        papers.review.rows(actor) if actor.may("documents.take_in") else Document.objects.none(),
        Owed.objects.filter(inside(actor.ranges("reports.chase"), "giver_key"), sent_on=None),
        plans.judge.rows(actor),
        plans.settle_share.rows(actor),
        notices.fresh(actor),
    )
    keep(notices.UNREAD, unread)
    return Desk(
        own=own_list,
        asked=_given(actor, day),
        incoming=incoming,
        papers_open=papers_open,
        reports_missing=missing,
        to_judge=to_judge,
        adjustments=adjustments,
        targets=_targets(actor, unit, day),
        unit=unit,
        charges=kept_rows("charges", asked["charges"]),
        late=sum(1 for one in own_list.open if one.due_on < day),
        soon=sum(1 for one in own_list.done if one.due_on >= day),
    )


def _given(actor: Actor, day: date) -> list[Given]:
    """What was asked of others and is owed, and what they have done and nobody has thanked for."""
    said = {(row.kind, row.row_id, row.what): row.on for row in words(actor, day)}
    found = []
    for thing in behind(actor, day):
        chased = said.get((*thing.name, "chase"))
        thanks = thing.done > 0 and (*thing.name, "thank") not in said
        if thing.owing or (thanks and thing.due_on >= day - FRESH):
            found.append(Given(thing, chased, thing.owing > 0 and (chased is None or day - chased >= WEEK), thanks))
    return found


def colleagues(actor: Actor, day: date) -> list[tuple[int, str]]:
    """(account, name and post) of those who hold posts in the units of the actor's own posts."""
    keys = [post.unit_key for post in actor.posts]
    grants = Grant.objects.filter(on(day), unit_key__in=keys).exclude(account_id=actor.account_id).order_by("unit_key")
    posts: dict[int, str] = {}
    for grant in grants.select_related("unit")[:200]:
        posts.setdefault(grant.account_id, f"{grant.title or grant.role_words}, {grant.unit.name}")
    names = names_of(posts)
    return sorted(
        ((pk, f"{names[pk]} · {words}") for pk, words in posts.items() if pk in names), key=lambda one: one[1]
    )


def _asked(actor: Actor, unit: Unit | None, day: date) -> dict[Hashable, QuerySet[Any]]:
    """Short lists of the first page that are read together."""
    charges = Charge.objects.filter(account_id=actor.account_id, until__gt=day).select_related("unit")
    if unit is None:
        return {"charges": charges}
    own = Target.objects.filter(unit=unit, parent=None, since__lte=day, until__gt=day).exclude(value=None)
    shares = Share.objects.filter(unit=unit).exclude(value=None).exclude(target__mode="each")
    return {
        "charges": charges, "own targets": own.select_related("unit", "programme").order_by("-programme__since", "rank", "id")[:8],
        "own shares": shares.select_related("target").order_by("target__rank")[:8], **tree_ahead(unit), **hand_ahead(unit.pk),
    }  # fmt: skip


def _incoming(actor: Actor) -> QuerySet[Any]:
    """Incoming papers of the home unit that are not done."""
    rows = office.see_incoming.rows(actor)
    return rows.filter(unit_id=actor.home.unit_id).exclude(stage="done") if actor.home else rows.none()


def _targets(actor: Actor, unit: Unit | None, day: date) -> list[programmes.Measured]:
    """The home unit's own targets, or its shares of the targets from above."""
    if unit is None:
        return []
    asked = _asked(actor, unit, day)
    own = kept_rows("own targets", asked["own targets"])
    newest = [one for one in own if one.programme.since == own[0].programme.since]  # terms have their own page
    if newest:
        return programmes.measure_all([(target, unit, None) for target in newest], day)
    shares = kept_rows("own shares", asked["own shares"])
    return programmes.measure_all([(share.target, unit, share.value) for share in shares], day)


@dataclass(frozen=True)
class BoardRow:
    """A unit's line on the board of a target."""

    unit: Unit
    goal: float | None
    value: float
    before: float | None
    late: bool
    note: str

    @property
    def percent(self) -> float | None:
        """Per cent of the unit's share."""
        return None if not self.goal else self.value * 100 / self.goal


@dataclass(frozen=True)
class Board:
    """A target by unit: TT, unit, share, done, per cent, same period of last year, note; late ones first."""

    target: Target
    rows: list[BoardRow]
    goal: float
    value: float
    before: float | None


def boards(actor: Actor, unit: Unit, day: date) -> list[Board]:
    """A board for each countable target of the unit, or of the figure of admissions where the unit set none."""
    targets = (
        Target.objects.filter(unit=unit, since__lte=day, until__gt=day, mode="count")
        .exclude(figure="")
        .select_related("unit")
        .prefetch_related(Prefetch("shares", Share.objects.exclude(value=None).select_related("unit"), "given"))
        .order_by("-programme__since", "rank", "id")
    )
    listed = [target for target in targets if target.figure in FIGURES and FIGURES[target.figure].flow]
    paces = programmes.paces([(target, unit) for target in listed], day)
    periods = [programmes.until_day(programmes.period_of(target, day), day) for target in listed]
    programmes.units_ahead(
        (target.figure, unit, period)
        for target, now in zip(listed, periods, strict=True)
        for period in ((now, now.a_year_before()) if programmes.within_a_year(target) else (now,))
    )
    programmes.populations_ahead((_below(unit), unit, one) for one in {day, *(period.since for period in periods)})
    found = [_board(target, unit, day, pace) for target, pace in zip(listed, paces, strict=True)]
    return [board for board in found if board.goal or (board.value and board.target.parent_id is None)]


def _below(unit: Unit) -> str:
    """The units a board has lines for."""
    return "grassroots" if unit.kind_id in {"bloc", "upper"} else "subordinates"


def _board(target: Any, unit: Unit, day: date, pace: float) -> Board:
    period = programmes.until_day(programmes.period_of(target, day), day)
    kind = _below(unit)
    ended = [one for one in programmes.population(kind, unit, period.since) if one.until <= day]
    units = [*programmes.population(kind, unit, day), *ended]
    now = programmes.by_units(target.figure, unit, units, period)
    yearly = programmes.within_a_year(target)
    before = programmes.by_units(target.figure, unit, units, period.a_year_before()) if yearly else {}
    given = [(share.unit, float(share.value or 0)) for share in target.given]
    rows = [_row(one, _share_of(one, given), now.get(one.pk, 0), before.get(one.pk), pace, day) for one in units]
    rows.sort(key=lambda row: (not row.late, row.percent if row.percent is not None else 1e9, row.unit.title_key))
    return Board(
        target,
        rows,
        sum(row.goal or 0 for row in rows),
        sum(row.value for row in rows),
        sum(row.before or 0 for row in rows) if yearly else None,
    )


def _share_of(unit: Unit, shares: Iterable[tuple[Unit, float]]) -> float | None:
    """A unit's share, or what was given to the units below it; None without any."""
    below = {one.pk: value for one, value in shares if one.key.startswith(unit.key)}
    return below.get(unit.pk, sum(below.values())) or None


def _row(unit: Unit, goal: float | None, value: int, before: int | None, pace: float, day: date) -> BoardRow:
    ended = unit.until <= day
    late = bool(goal and value < goal * pace * 0.9) and not ended
    note = _("Kết thúc hoạt động {day}").format(day=written(unit.until)) if ended else ""
    return BoardRow(unit, goal, float(value), before, late, note)


@dataclass(frozen=True)
class Side:
    """An organisation beside the others: members, admissions, own targets met, report sent."""

    unit: Unit
    members: int
    admissions: int
    before: int
    met: int
    targets: int
    report: str


def side_by_side(actor: Actor, unit: Unit, day: date) -> list[Side]:
    """The organisations directly under a unit, those that have not sent their report first."""
    period = Period(date(day.year, 1, 1), day + timedelta(days=1))
    units = programmes.population("subordinates", unit, day)
    trees_ahead([unit, *units])
    before = period.a_year_before()
    programmes.units_ahead([("members", unit, period), ("admissions", unit, period), ("admissions", unit, before)])
    members = programmes.by_units("members", unit, units, period)
    admitted = programmes.by_units("admissions", unit, units, period)
    last_year = programmes.by_units("admissions", unit, units, before)
    owing = Owed.objects.filter(inside(actor.ranges("reports.see"), "giver_key"), giver_key=unit.key)
    set_ = Target.objects.filter(unit__in=units, since__lte=day, until__gt=day).exclude(value=None)
    sent, targets = together(owing.order_by("round__due_on").select_related("round"), set_.select_related("unit"))
    owed = {row.unit_id: row for row in sent}
    every = programmes.measure_below(unit, [(one, one.unit, None) for one in targets], day)
    found = []
    for one in units:
        measured = [m for m in every if m.target.unit_id == one.pk]
        met = sum(1 for m in measured if m.state in {"met", "exceeded"})
        found.append(
            Side(
                one,
                members.get(one.pk, 0),
                admitted.get(one.pk, 0),
                last_year.get(one.pk, 0),
                met,
                len(measured),
                _sent(owed.get(one.pk), day),
            )
        )
    return sorted(
        found, key=lambda side: ({"late": 0, "waiting": 1, "sent": 2, "": 3}[side.report], side.unit.title_key)
    )


def _sent(row: Owed | None, day: date) -> str:
    if row is None:
        return ""
    if row.sent_on:
        return "sent"
    return "late" if row.round.due_on < day else "waiting"
