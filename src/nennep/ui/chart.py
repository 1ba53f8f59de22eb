"""Charts as inline SVG: drawn by tokens, readable without colour, with their numbers in a table beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

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
