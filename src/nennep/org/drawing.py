"""The tree as a picture: inline SVG, one row a unit, lines by depth."""

from collections.abc import Sequence

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nennep.org.models import UnitSpell

ROW, STEP, WIDTH = 34, 34, 780


SIZES = ("", "half", "double")
"""How large a drawing is shown: as wide as the page, half as large again, twice as large."""


def tree_svg(spells: Sequence[UnitSpell], branch: str = "", size: int = 0) -> SafeString:
    """Units in the order of their keys, each joined to its parent's line; ``branch`` begins the address that draws the
    branch of a unit alone, ``size`` is a place in ``SIZES``."""
    if not spells:
        return SafeString("")
    top = len(spells[0].key) // 3
    places = {spell.unit_id: (len(spell.key) // 3 - top, line) for line, spell in enumerate(spells)}
    boxes = format_html_join(
        "",
        '<a href="{}{}"><rect class="box" x="{}" y="{}" width="{}" height="28" rx="6"/><text x="{}" y="{}">{}</text></a>',
        (
            (
                branch,
                spell.unit_id,
                depth * STEP,
                line * ROW + 3,
                WIDTH - depth * STEP,
                depth * STEP + 10,
                line * ROW + 22,
                spell.name,
            )
            for spell in spells
            for depth, line in [places[spell.unit_id]]
        ),
    )
    links = format_html_join(
        "", '<path class="link" d="{}"/>', ((_link(places, spell),) for spell in spells if spell.parent_id in places)
    )
    return format_html(
        '<svg class="chart drawing {}" viewBox="-2 0 {} {}" role="group" aria-label="{}">{}{}</svg>',
        SIZES[size],
        WIDTH + 4,
        len(spells) * ROW + 6,
        spells[0].name,
        links,
        boxes,
    )


def _link(places: dict[int, tuple[int, int]], spell: UnitSpell) -> str:
    depth, line = places[spell.unit_id]
    _parent_depth, above = places[spell.parent_id] if spell.parent_id is not None else (0, 0)
    left = (depth - 1) * STEP + 14
    return f"M{left} {above * ROW + 31} V{line * ROW + 17} H{depth * STEP}"
