"""Charts as inline SVG: drawn by tokens, readable without colour, with their numbers in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nennep.viet.write import number

NUM = SafeString(' class="num"')
LEFT, RIGHT, TOP, BOTTOM, WIDTH, HEIGHT = 46.0, 14.0, 18.0, 30.0, 640.0, 260.0


@dataclass(frozen=True)
class BurnUp:
    """A year of a count, or a term: what was done by month, what would be on time, what it will come to.

    ``done`` cumulative per month up to now; ``plan`` cumulative for all twelve months; ``last`` last year's cumulative
    months, or empty; ``forecast`` the expected total, or None. ``steps`` names the months, or the years of a term.
    """

    title: str
    done: Sequence[int]
    plan: Sequence[float]
    last: Sequence[int] = ()
    forecast: int | None = None
    steps: Sequence[str] = tuple(str(month) for month in range(1, 13))
    term: bool = False


@dataclass(frozen=True)
class Bar:
    """A bar of a funnel: its words, and how many."""

    words: str
    value: int


def funnel(title: str, bars: Sequence[Bar]) -> SafeString:
    """Bars one below the other under their words, each as wide as its number, which stands beside it."""
    top, step, wide = max([one.value for one in bars] + [1]), 50, 330.0
    rows = format_html_join(
        "",
        '<text x="0" y="{}">{}</text><rect class="cbar" x="0" y="{}" width="{}" height="20" rx="2"/>'
        '<text class="val" x="{}" y="{}">{}</text>',
        (
            (
                place * step + 16, one.words, place * step + 22, round(max(1.0, wide * one.value / top), 1),
                round(wide * one.value / top + 8, 1), place * step + 38, number(one.value),
            )
            for place, one in enumerate(bars)
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="chart narrow" viewBox="0 0 400 {}" role="img" aria-label="{}">{}</svg>',
        len(bars) * step,
        title,
        rows,
    )


@dataclass(frozen=True)
class Step:
    """A step of a waterfall: its words and by how much it changes the level; ``level`` where it states the level itself."""

    words: str
    value: int
    level: bool = False


def waterfall(title: str, steps: Sequence[Step]) -> SafeString:
    """From one level to the next: bars with + or − beside them, gains solid, losses hollow. The axis is cut where changes
    are small against the level, and says so."""
    ends, at = [], 0
    for one in steps:
        start, at = (at, one.value) if one.level else (at, at + one.value)
        ends.append((at if one.level else start, at))
    low, top = min(min(pair) for pair in ends), max(max(pair) for pair in ends)
    base = max(0, low - (top - low) // 2) if low > 2 * (top - low) else 0
    scale, step = 290.0 / max(top - base, 1), 50
    rows = format_html_join("", "{}", ((_step(one, pair, place * step, base, scale),) for place, (one, pair) in enumerate(zip(steps, ends, strict=True))))  # fmt: skip
    cut = gettext("Trục bắt đầu từ {n}.").format(n=number(base)) if base else ""
    return format_html(
        '<svg class="chart narrow" viewBox="0 0 400 {}" role="img" aria-label="{}">{}<text class="ax" x="0" y="{}">{}</text></svg>',
        len(steps) * step + (24 if cut else 0), title, rows, len(steps) * step + 16, cut,
    )  # fmt: skip


def _step(one: Step, pair: tuple[int, int], y: int, base: int, scale: float) -> SafeString:
    low, high = (base, pair[1]) if one.level else (min(pair), max(pair))
    x, wide = (low - base) * scale, max(2.0, (high - low) * scale)
    mark = "" if one.level else "+" if one.value >= 0 else "−"
    return format_html(
        '<text x="0" y="{}">{}</text><rect class="{}" x="{}" y="{}" width="{}" height="20" rx="2"/><text class="val" x="{}" y="{}">{}{}</text>',
        y + 16, one.words, "cbar" if one.level or one.value >= 0 else "down", round(x, 1), y + 22, round(wide, 1), round(x + wide + 8, 1), y + 38,
        mark, number(abs(one.value)),
    )  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two numbers of one kind side by side, as of men and women of an age."""

    words: str
    left: int
    right: int


def pyramid(title: str, left: str, right: str, pairs: Sequence[Pair]) -> SafeString:
    """Bars to both sides of their words, the numbers at their ends; the first pair stands lowest."""
    top, step = max([max(one.left, one.right) for one in pairs] + [1]), 30
    wide = 125.0 / top
    rows = format_html_join(
        "",
        '<text x="220" y="{0}" text-anchor="middle">{1}</text><rect class="cbar" x="{2}" y="{3}" width="{4}" height="22" rx="2"/>'
        '<text class="val" x="{5}" y="{0}" text-anchor="end">{6}</text><rect class="down" x="265" y="{3}" width="{7}" height="22" rx="2"/>'
        '<text class="val" x="{8}" y="{0}">{9}</text>',
        (
            (
                y + 17, one.words, round(175 - one.left * wide, 1), y, round(max(1.0, one.left * wide), 1), round(169 - one.left * wide, 1),
                number(one.left), round(max(1.0, one.right * wide), 1), round(271 + one.right * wide, 1), number(one.right),
            )
            for one, y in ((one, 28 + place * step) for place, one in enumerate(reversed(pairs)))
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="chart narrow" viewBox="0 0 440 {}" role="img" aria-label="{}"><text x="175" y="16" text-anchor="end">{}</text>'
        '<text x="265" y="16">{}</text>{}</svg>',
        len(pairs) * step + 30, title, left, right, rows,
    )  # fmt: skip


@dataclass(frozen=True)
class Span:
    """A stretch of a lane, or a mark where both days are one; ``solid`` tells the stronger state from the weaker."""

    since: date
    until: date
    words: str
    solid: bool = True


@dataclass(frozen=True)
class Lane:
    """A row of stretches under its words."""

    words: str
    spans: Sequence[Span]


def lanes(title: str, first: date, last: date, rows: Sequence[Lane]) -> SafeString:
    """Lanes over the years from ``first`` to ``last``; bars are solid or hollow, marks are diamonds."""
    wide, step, top = 620.0, 56, len(rows) * 56
    scale = wide / max((last - first).days, 1)
    drawn = format_html_join(
        "", '<text x="0" y="{}">{}</text>{}',
        (
            (place * step + 18, lane.words, format_html_join("", "{}", ((_span(one, first, last, scale, place * step + 26),) for one in lane.spans)))
            for place, lane in enumerate(rows)
        ),
    )  # fmt: skip
    years = range(first.year + 1, last.year + 1)
    every = max(1, -(-len(years) // 6))
    marks = [(round((date(year, 1, 1) - first).days * scale, 1), year) for year in years if year % every == 0]
    marks = marks or [(16.0, first.year)]
    axis = format_html_join(
        "", '<line class="grid" x1="{0}" x2="{0}" y1="0" y2="{1}"/><text class="ax" x="{0}" y="{2}" text-anchor="middle">{3}</text>',
        ((x, top, top + 24, year) for x, year in marks),
    )  # fmt: skip
    return format_html(
        '<svg class="chart" viewBox="0 0 640 {}" role="img" aria-label="{}">{}{}</svg>', top + 30, title, axis, drawn
    )


LETTER = 7.4
"""Width of a letter of a chart's text, so that words stand inside a bar only where they fit."""


def _span(one: Span, first: date, last: date, scale: float, y: int) -> SafeString:
    start, end = max(one.since, first), min(one.until, last)
    x, wide = (start - first).days * scale, max(2.0, (end - start).days * scale)
    if one.since == one.until:
        return format_html(
            '<path class="cbar" d="M{0} {1} l9 10 l-9 10 l-9 -10 z"><title>{2}</title></path><text class="in out" x="{3}" y="{4}">{2}</text>',
            round(x, 1), y, one.words, round(x + 12, 1), y + 15,
        )  # fmt: skip
    room = int((wide - 12) / LETTER)
    words = one.words if len(one.words) <= room else f"{one.words[: room - 1].rstrip(' ,')}…" if room > 9 else ""
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="20" rx="2"><title>{}</title></rect><text class="in{}" x="{}" y="{}">{}</text>',
        "cbar" if one.solid else "down", round(x, 1), y, round(wide, 1), one.words, "" if one.solid else " out", round(x + 6, 1), y + 15, words,
    )  # fmt: skip


def burn_up(chart: BurnUp) -> SafeString:
    """Bars of the cumulative count against the plan's line, last year's curve and the forecast."""
    top = _round_top(max([*chart.done, *chart.plan, *chart.last, chart.forecast or 0, 1]))
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}{}{}{}</svg>{}',
        int(WIDTH), int(HEIGHT), f"{chart.title}: {number(chart.done[-1] if chart.done else 0)}",
        _axis(top), _bars(chart, top), _line("last", chart.last, top, len(chart.steps)), _line("plan", chart.plan, top, len(chart.steps)),
        _forecast(chart, top), _steps(chart), _table(chart),
    )  # fmt: skip


def _table(chart: BurnUp) -> SafeString:
    """The chart's numbers, step by step."""
    heads = [
        gettext("Năm") if chart.term else gettext("Tháng"),
        gettext("Thực hiện (lũy kế)"),
        gettext("Tiến độ cần có"),
        *([gettext("Năm trước")] if chart.last else []),
    ]
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th>{}</tr>',
        ((name, _cells(chart, place)) for place, name in enumerate(chart.steps)),
    )
    word = gettext("Dự báo cả giai đoạn") if chart.term else gettext("Dự báo cả năm")
    foot = format_html("<p>{}: {}</p>", word, number(chart.forecast)) if chart.forecast else ""
    return format_html(
        '<details class="data"><summary>{}</summary><table class="grid"><thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</details>',
        gettext("Số liệu của biểu đồ"), format_html_join("", '<th scope="col"{}>{}</th>', ((NUM if place else "", head) for place, head in enumerate(heads))), rows, foot,
    )  # fmt: skip


def _cells(chart: BurnUp, month: int) -> SafeString:
    listed = [chart.done, [round(one) for one in chart.plan], *([chart.last] if chart.last else [])]
    words = ((number(values[month]) if month < len(values) else "–",) for values in listed)
    return format_html_join("", '<td class="num">{}</td>', words)


def _round_top(value: float) -> float:
    scale = 1
    while True:
        for part in (1, 1.5, 2, 2.5, 3, 4, 5, 7.5):
            step = float(part * scale)
            if step.is_integer() and step * 4 >= value:
                return step * 4
        scale *= 10


def _x(place: int, steps: int) -> float:
    return LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / steps


def _y(value: float, top: float) -> float:
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - value / top)


def _axis(top: float) -> SafeString:
    rows = [(LEFT, WIDTH - RIGHT, _y(top * part / 4, top), number(top * part / 4)) for part in range(5)]
    return format_html_join(
        "",
        '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text class="ax" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        ((a, b, round(y, 1), LEFT - 8, round(y + 5, 1), words) for a, b, y, words in rows),
    )


def _bars(chart: BurnUp, top: float) -> SafeString:
    done, steps = chart.done, len(chart.steps)
    bars = format_html_join(
        "",
        '<rect class="cbar" x="{}" y="{}" width="28" height="{}" rx="2"><title>{}</title></rect>',
        (
            (
                round(_x(place, steps) - 14, 1),
                round(_y(value, top), 1),
                round(HEIGHT - BOTTOM - _y(value, top), 1),
                f"{chart.steps[place] if chart.term else f'T{place + 1}'}: {number(value)}",
            )
            for place, value in enumerate(done)
        ),
    )
    if not done:
        return bars
    return format_html(
        '{}<text class="val" x="{}" y="{}" text-anchor="middle">{}</text>',
        bars, round(_x(len(done) - 1, steps), 1), round(_y(done[-1], top) - 6, 1), number(done[-1]),
    )  # fmt: skip


def _line(kind: str, values: Sequence[float], top: float, steps: int) -> SafeString:
    if not values:
        return SafeString("")
    points = " ".join(f"{_x(place, steps):.1f},{_y(value, top):.1f}" for place, value in enumerate(values))
    return format_html('<polyline class="{}" points="{}"/>', kind, points)


def _forecast(chart: BurnUp, top: float) -> SafeString:
    steps = len(chart.steps)
    if chart.forecast is None or not chart.done or len(chart.done) >= steps:
        return SafeString("")
    here = len(chart.done) - 1
    end = f"{_x(steps - 1, steps):.1f},{_y(chart.forecast, top):.1f}"
    points = f"{_x(here, steps):.1f},{_y(chart.done[-1], top):.1f} {end}"
    return format_html('<polyline class="fc" points="{}"/>', points)


def _steps(chart: BurnUp) -> SafeString:
    return format_html_join(
        "",
        '<text class="ax" x="{}" y="{}" text-anchor="middle">{}</text>',
        ((round(_x(place, len(chart.steps)), 1), HEIGHT - 8, name) for place, name in enumerate(chart.steps)),
    )
