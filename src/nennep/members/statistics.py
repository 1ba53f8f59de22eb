"""Movement of members over a period and what they are at its end, split by a trait, by month or by unit.

Opening + in − out = closing. Recognition, a change of category and a move within the unit end one stretch and begin
another on the same day, so they shift members between groups and leave the sum alone; where the other half is missing,
the table does not close, and the stretches in question are named. Up to ``MOST_READ`` members are read in one pass over
the covering index; above that tallies answer.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Case, CharField, Count, DateField, F, QuerySet, Value, When
from django.db.models.functions import Cast, Left, TruncMonth
from django.utils.translation import gettext_lazy as _

from nennep.core.scope import needed
from nennep.core.words import Words
from nennep.figures.registry import Ask, Period
from nennep.members import tallies
from nennep.members.behind import lone, width
from nennep.members.figures import begun, ended, roll
from nennep.members.models import Begin, End, Membership
from nennep.members.movement import AGES, CAME, CUTS, GONE, TESTS, Cut, Kind, Line, Table, Way, band, group_of
from nennep.org.models import Unit
from nennep.org.rules import STEP

MOST_READ = 60_000
"""Members up to which a table reads their rows; more are counted from the tallies."""


def large(asked: Ask) -> bool:
    """Whether tallies have to answer instead of the rows."""
    return tallies.kept(asked) and (tallies.stock(lambda one: True)(asked) or 0) > MOST_READ


def splits(asked: Ask) -> list[Cut]:
    """What the unit can be split by: the whole of a nation knows what its tallies keep."""
    if not large(asked):
        return list(CUTS.values())
    kept = {"unit", "month", "sex", "minority", "category", "status"} | (
        {"age"} if len(asked.unit_key) == STEP else set()
    )
    return [cut for cut in CUTS.values() if cut.code in kept]


def _value(cut: Cut, asked: Ask, day: str = "since") -> Any:
    """The trait as an expression over stretches, as text where that is not its own form."""
    if cut.code == "unit":
        return Left("unit_key", width(asked))
    return TruncMonth(day) if cut.code == "month" else F(cut.path)


def in_scope(asked: Ask) -> list[tuple[str, str]]:
    """The parts of the asked ranges that the present work may see, as row-level security cuts them for other tables."""
    pairs = [(max(low, first), min(high, last)) for low, high in asked.ranges for first, last in needed().scope]
    return [(low, high) for low, high in pairs if low < high]


def kinds(asked: Ask, cut: Cut) -> list[Kind]:
    """One pass over the stretches that touch the period."""
    period = asked.period
    if cut.personal:
        with connection.cursor() as cursor:
            parts = in_scope(asked)
            lows, highs = [low for low, _high in parts], [high for _low, high in parts]
            values: list[Any] = [cut.path.removeprefix("person__"), lows, highs, period.since, period.until]
            cursor.execute("select * from nn_person_kinds(%s, %s::text[], %s::text[], %s, %s)", values)
            return [Kind(*row) for row in cursor.fetchall()]
    rows = roll(asked).filter(since__lt=period.until, until__gte=period.since).order_by()
    none, text = Value(""), CharField()
    rows = rows.annotate(
        value=_value(cut, asked),
        began=Case(When(since__gte=period.since, then=F("begin")), default=none, output_field=text),
        ended=Case(When(until__lt=period.until, then=F("end")), default=none, output_field=text),
        at_start=Case(When(since__lt=period.since, then=Value(True)), default=Value(False)),
        at_end=Case(When(until__gte=period.until, then=Value(True)), default=Value(False)),
    )
    names = ("value", "status", "sex", "category", "minority", "began", "ended", "at_start", "at_end")
    found = rows.values_list(*names).annotate(n=Count("*"))
    return [Kind(str(value if value is not None else 0), *rest) for value, *rest in found]


def crossed(asked: Ask, cut: Cut) -> tuple[Counter[str], Counter[str]]:
    """Moves across the unit's border by group: (into it, out of it); the root has nothing beyond its border."""
    if len(asked.unit_key) == STEP:
        return Counter(), Counter()
    found = []
    for rows, day, reason in ((begun, "since", Begin.MOVED), (ended, "until", End.MOVED)):
        counted = rows(asked, reason).order_by().annotate(value=_value(cut, asked, day)).values_list("value")
        found.append(Counter({_text(value): n for value, n in counted.annotate(n=Count("*"))}))
    return found[0], found[1]


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(0 if value is None else value)


def _by_reason(ways: tuple[Way, ...]) -> dict[str, str]:
    """The way of each reason; moves within are told apart elsewhere."""
    return {reason: way.code for way in ways for reason in way.reasons if reason != Begin.MOVED}


CAME_BY, GONE_BY = _by_reason(CAME), _by_reason(GONE)


def _ways(reasons: Iterable[tuple[str, int]], by_reason: dict[str, str]) -> Counter[str]:
    """How many by way."""
    found: Counter[str] = Counter()
    for reason, n in reasons:
        if reason in by_reason:
            found[by_reason[reason]] += n
    return found


def table(asked: Ask, cut: Cut) -> Table:
    """The table of a unit, a period and a split; a fixed number of statements whatever its size."""
    many = large(asked)
    if cut.code == "month":
        lines = _months(asked, many)
    elif many:
        lines = _kept(asked, cut)
    else:
        found = kinds(asked, cut)
        lines = list(gathered(found, crossed(asked, cut), cut, asked.period.last).values())
    named = name_lines(asked, cut, lines)
    whole = _whole(asked) if many and cut.code not in {"month", "unit"} else summed(named, cut)
    return Table(named, whole, [] if many else list(lone(asked)), tallies.left(asked))


def gathered(found: list[Kind], moves: tuple[Counter[str], Counter[str]], cut: Cut, day: date) -> dict[str, Line]:
    """Kinds added up by group."""
    lines: dict[str, Line] = {}
    for one in found:
        group = group_of(cut, one.value, day)
        line = lines.get(group) or lines.setdefault(group, Line(group))
        line.opening += one.n * one.at_start
        line.closing += one.n * one.at_end
        if one.began:
            line.came.update(_ways([(one.began, one.n)], CAME_BY))
        if one.ended:
            line.gone.update(_ways([(one.ended, one.n)], GONE_BY))
        if one.at_end:
            line.parts.update({part: one.n for part, test in TESTS.items() if test(one)})
    for way, counts in zip(("arrived", "departed"), moves, strict=True):
        for value, n in counts.items():
            group = group_of(cut, value, day)
            line = lines.setdefault(group, Line(group))
            (line.came if way == "arrived" else line.gone)[way] += n
    return lines


def _months(asked: Ask, many: bool) -> list[Line]:
    """Month by month; each opens with what the one before closed with."""
    period = asked.period
    into, out = crossed(asked, CUTS["month"])
    opening, begins, ends = _flows(asked, many)
    lines, day = [], period.since
    while day < period.until:
        key = day.replace(day=1).isoformat()
        line = Line(
            key, opening=opening, came=_ways(begins.get(key, ()), CAME_BY), gone=_ways(ends.get(key, ()), GONE_BY)
        )
        line.came["arrived"] += into[key]
        line.gone["departed"] += out[key]
        opening += sum(n for _r, n in begins.get(key, ())) - sum(n for _r, n in ends.get(key, ()))
        line.closing = opening
        lines.append(line)
        day = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return lines


def _sums(asked: Ask, topic: str, until: date) -> list[tallies.Sum]:
    """What a topic of stock adds up to on the day before ``until``; asked once, together with the figures."""
    key = ("members", topic, until)
    if key not in asked.known:
        asked.known[key] = tallies.sums(asked.unit_key, topic, tallies.BEGINNING, until)
    found: list[tallies.Sum] = asked.known[key]
    return found


Reasons = dict[str, list[tuple[str, int]]]
"""Reasons with their counts by first day of month."""


def _flows(asked: Ask, many: bool) -> tuple[int, Reasons, Reasons]:
    """Members at the beginning, then what began and what ended month by month."""
    first = asked.period.since
    if many:
        opening = sum(one.n for one in _sums(asked, "group", first))
        return opening, _by_month(_tallied(asked, "begin")), _by_month(_tallied(asked, "end"))
    began, ended = (_month_inside(day, asked.period) for day in ("since", "until"))
    touching = roll(asked).filter(since__lt=asked.period.until, until__gte=first).order_by()
    counted = (
        touching.annotate(came=began, gone=ended).values_list("came", "begin", "gone", "end").annotate(n=Count("*"))
    )
    opening, into, out = 0, [], []
    for came, begin, gone, end, n in counted:
        if came is None:
            opening += n
        else:
            into.append((came, begin, n))
        if gone is not None:
            out.append((gone, end, n))
    return opening, _by_month(into), _by_month(out)


def _month_inside(day: str, period: Period) -> Case:
    """The month of a day that lies inside the period."""
    within = {f"{day}__gte": period.since, f"{day}__lt": period.until}
    return Case(When(**within, then=Cast(TruncMonth(day), DateField())), default=None)


def _by_month(counted: Iterable[tuple[date, str, int]]) -> Reasons:
    found: Reasons = {}
    for month, reason, n in counted:
        found.setdefault(month.isoformat(), []).append((reason, n))
    return found


def _tallied(asked: Ask, topic: str) -> list[tuple[date, str, int]]:
    period = asked.period
    with connection.cursor() as cursor:
        cursor.execute(
            "select * from nn_tally_months(%s, %s, %s, %s)", [asked.unit_key, topic, period.since, period.until]
        )
        return list(cursor.fetchall())


def _kept(asked: Ask, cut: Cut) -> list[Line]:
    """From the tallies: of a trait the beginning and the end, of the units below their ways too."""
    if cut.code == "unit":
        return _units_kept(asked) if len(asked.unit_key) == STEP else _units_read(asked)
    topic, period = "age" if cut.code == "age" else "group", asked.period
    lines: dict[str, Line] = {}
    for at_start, until in ((True, period.since), (False, period.until)):
        for one in _sums(asked, topic, until):
            value = group_of(cut, str(getattr(one, cut.path)), period.last)
            line = lines.setdefault(value, Line(value, flows=False))
            _add(line, one, at_start)
    return list(lines.values())


def _add(line: Line, one: Any, at_start: bool) -> None:
    if at_start:
        line.opening += one.n
        return
    line.closing += one.n
    kind = Kind("", one.status, one.sex, one.category, one.minority, "", "", False, True, one.n)
    line.parts.update({part: one.n for part, test in TESTS.items() if test(kind)})


def _units_kept(asked: Ask) -> list[Line]:
    """The units right below the root: stock and ways of each in four statements."""
    period = asked.period
    lines: dict[str, Line] = {}
    asks = (("group", tallies.BEGINNING, period.since), ("group", tallies.BEGINNING, period.until), ("begin", period.since, period.until), ("end", period.since, period.until))  # fmt: skip
    for place, (topic, since, until) in enumerate(asks):
        with connection.cursor() as cursor:
            cursor.execute("select * from nn_tally_below(%s, %s, %s, %s)", [asked.unit_key, topic, since, until])
            rows = cursor.fetchall()
        for key, status, sex, category, minority, reason, n in rows:
            line = lines.setdefault(key, Line(key))
            if topic == "group":
                _add(line, tallies.Sum(status, sex, 0, category, minority, "", int(n)), place == 0)
            elif topic == "begin":
                line.came += _ways([(reason, int(n))], CAME_BY)
            else:
                line.gone += _ways([(reason, int(n))], GONE_BY)
    return list(lines.values())


def _units_read(asked: Ask) -> list[Line]:
    cut = CUTS["unit"]
    return list(gathered(kinds(asked, cut), crossed(asked, cut), cut, asked.period.last).values())


def _whole(asked: Ask) -> Line:
    """The sum of a large unit, with its ways, from the tallies."""
    months = summed(_months(asked, True), CUTS["month"])
    for one in _sums(asked, "group", asked.period.until):
        kind = Kind("", one.status, one.sex, one.category, one.minority, "", "", False, True, one.n)
        months.parts.update({part: one.n for part, test in TESTS.items() if test(kind)})
    return months


def summed(lines: list[Line], cut: Cut) -> Line:
    """The sum of the groups; of months the first opening and the last closing."""
    total = Line("")
    for line in lines:
        total.came += line.came
        total.gone += line.gone
        total.parts += line.parts
        total.opening += line.opening
        total.closing += line.closing
    if cut.code == "month" and lines:
        total.opening, total.closing = lines[0].opening, lines[-1].closing
    return total


def name_lines(asked: Ask, cut: Cut, lines: list[Line]) -> list[Line]:
    """The lines with their words, in the order of their list."""
    if cut.code == "unit":
        below = list(
            Unit.objects.filter(parent=asked.unit_id).order_by("kind__rank", "title_key").values_list("key", "name")
        )
        names: dict[str, Words] = {**dict(below), asked.unit_key: _("Trực tiếp tại đơn vị")}
    elif cut.code == "age":
        names = {f"{low}-{high}": band(low, high) for low, high in AGES} | {"0": _("Chưa rõ năm sinh")}
    elif cut.code == "month":
        names = {line.value: f"{line.value[5:7]}/{line.value[:4]}" for line in lines}
    else:
        names = cut.names
    for line in lines:
        line.label = names.get(line.value) or line.value or _("chưa ghi")
    order = {value: place for place, value in enumerate(names)}
    return sorted(lines, key=lambda line: (order.get(line.value, len(order)), -line.closing, str(line.label)))


def below(unit: Unit) -> dict[str, int]:
    """The units right below one: number by key."""
    return dict(Unit.objects.filter(parent=unit).values_list("key", "pk"))


def by_unit(rows: QuerySet[Membership], asked: Ask) -> list[tuple[str, int]]:
    """How many of the rows lie in each unit right below, for those who may not see names."""
    parts = rows.order_by().annotate(below=Left("unit_key", width(asked))).values_list("below")
    found = dict(parts.annotate(n=Count("*")))
    names = dict(Unit.objects.filter(key__in=list(found)).values_list("key", "name"))
    return sorted((names.get(key, "–"), n) for key, n in found.items())
