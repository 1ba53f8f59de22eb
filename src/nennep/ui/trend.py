"""A measure from time to time beside the middle of others: inline SVG, its numbers in a table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nennep.viet.write import number

LEFT, RIGHT, TOP, FOOT, WIDTH, HEIGHT = 46.0, 14.0, 26.0, 30.0, 640.0, 240.0
BAR = 30.0


@dataclass(frozen=True)
class Point:
    """One time: its words, its value, the middle of others where it is known."""

    words: str
    value: float
    middle: float | None = None


def trend(title: str, points: Sequence[Point], top: float) -> SafeString:
    """Bars with their numbers from 0 to ``top``; the middle of others is a dashed stroke across the bar, where it is known."""
    places = [LEFT + (WIDTH - LEFT - RIGHT) * (place + 0.5) / len(points) for place in range(len(points))]
    bars = format_html_join(
        "",
        '<rect class="cbar" x="{}" y="{}" width="{}" height="{}" rx="2"/><text class="val" x="{}" y="{}" text-anchor="middle">{}</text>'
        '<text class="ax" x="{}" y="{}" text-anchor="middle">{}</text>',
        (
            (
                round(x - BAR / 2, 1), _y(one.value, top), BAR, round(HEIGHT - FOOT - _y(one.value, top), 1), round(x, 1),
                round(_y(one.value, top) - 8, 1), number(one.value), round(x, 1), HEIGHT - 8, one.words,
            )
            for one, x in zip(points, places, strict=True)
        ),
    )  # fmt: skip
    marks = [(x, _y(one.middle, top)) for one, x in zip(points, places, strict=True) if one.middle is not None]
    middle = format_html_join(
        "", '<path class="plan" d="M{} {} h{}"/>', ((round(x - BAR * 0.8, 1), y, round(BAR * 1.6, 1)) for x, y in marks)
    )
    grid = format_html_join(
        "",
        '<line class="grid" x1="{0}" x2="{1}" y1="{2}" y2="{2}"/><text class="ax" x="{3}" y="{4}" text-anchor="end">{5}</text>',
        (
            (LEFT, WIDTH - RIGHT, _y(top * part / 4, top), LEFT - 8, round(_y(top * part / 4, top) + 5, 1), number(top * part / 4))
            for part in range(5)
        ),
    )  # fmt: skip
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}{}{}</svg>', int(WIDTH), int(HEIGHT), title, grid, bars, middle
    )  # fmt: skip


def _y(value: float, top: float) -> float:
    return round(TOP + (HEIGHT - TOP - FOOT) * (1 - value / top), 1)
