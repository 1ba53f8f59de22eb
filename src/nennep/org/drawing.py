"""The tree as a picture: inline SVG from left to right, a column a level, each unit beside the first of those below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from textwrap import wrap

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from nennep.org.models import UnitSpell

BOX, GAP, LINE, PAD, APART, LETTERS = 272, 36, 20, 12, 10, 32
"""In units of the drawing: width of a box, between columns, a line of text, around the text, between boxes; letters a line."""
NARROWEST, PRINTED = 880, 1196
FIRST, NEXT = 0.45, 0.64
"""Height to width of what a landscape sheet holds: below the heading of the first, on each further one."""
MOST_LINES = 3
SIZES = ("", "half", "double")
"""How large a drawing is shown: as wide as the page, half as large again, twice as large."""


@dataclass
class Node:
    """A unit of the drawing: its column, its lines of text, the upper edge of its box, the units below it."""

    spell: UnitSpell
    column: int
    lines: list[str]
    y: float = 0
    below: list["Node"] = field(default_factory=list)

    @property
    def tag(self) -> str:
        """What sort of cell it is, where that matters."""
        return gettext("chi bộ ghép") if self.spell.is_joint else gettext("sinh viên") if self.spell.is_student else ""

    @property
    def height(self) -> int:
        return (len(self.lines) + bool(self.tag)) * LINE + PAD

    @property
    def middle(self) -> float:
        return self.y + self.height / 2

    @property
    def look(self) -> str:
        """Committees have a strong frame, cells a plain one, associations and offices a broken one."""
        kind = self.spell.kind
        if kind.association != "party":
            return "box other"
        return "box" if kind.is_cell else "box lead"


def tree_svg(spells: Sequence[UnitSpell], branch: str = "", size: int = 0) -> SafeString:
    """Units, each after the one it belongs to, joined to it by a line; ``branch`` begins the address that draws the branch
    of a unit alone, ``size`` is a place in ``SIZES``."""
    if not spells:
        return SafeString("")
    return _svg(_nodes(spells), branch, SIZES[size], NARROWEST)


def sheets(spells: Sequence[UnitSpell], branch: str = "") -> list[SafeString]:
    """The same drawing in pieces for paper, each as high as a landscape sheet holds: a picture does not break between
    sheets, so each begins again with the units above those it shows."""
    if not spells:
        return []
    nodes = _nodes(spells)
    above = {below.spell.unit_id: node for node in nodes for below in node.below}
    wide = max(PRINTED, _wide(nodes))
    pieces: list[list[list[Node]]] = []
    for leaf in _leaves(nodes[0]):
        way = [leaf]
        while (parent := above.get(way[0].spell.unit_id)) is not None:
            way.insert(0, parent)
        room = wide * (NEXT if len(pieces) > 1 else FIRST)
        if pieces and _place(_part([*pieces[-1], way])[0], 0) <= room:
            pieces[-1].append(way)
        else:
            pieces.append([way])
    return [_svg(_part(ways), branch, "", wide) for ways in pieces]


def _leaves(node: Node) -> Iterator[Node]:
    if not node.below:
        yield node
    for one in node.below:
        yield from _leaves(one)


def _part(ways: list[list[Node]]) -> list[Node]:
    """The units on some ways from the top down, as a drawing of their own."""
    part: dict[int, Node] = {}
    for way in ways:
        parent = None
        for node in way:
            if (copy := part.get(node.spell.unit_id)) is None:
                copy = part[node.spell.unit_id] = replace(node, below=[])
                if parent is not None:
                    parent.below.append(copy)
            parent = copy
    return list(part.values())


def _wide(nodes: list[Node]) -> int:
    return (max(node.column for node in nodes) + 1) * (BOX + GAP) - GAP


def _svg(nodes: list[Node], branch: str, size: str, narrowest: int) -> SafeString:
    tall, wide = _place(nodes[0], 0), max(narrowest, _wide(nodes))
    links = format_html_join(
        "", '<path class="link" d="{}"/>', ((_link(node, one),) for node in nodes for one in node.below)
    )
    boxes = format_html_join("", "{}", ((_box(node, branch),) for node in nodes))
    return format_html(
        '<svg class="chart drawing {}" viewBox="-2 -2 {} {}" role="group" aria-label="{}">{}{}</svg>',
        size, wide + 4, round(tall) + 4, nodes[0].spell.name, links, boxes,
    )  # fmt: skip


def _nodes(spells: Sequence[UnitSpell]) -> list[Node]:
    """Each unit below the one it belongs to, brothers by rank of their kind and by name."""
    top = len(spells[0].key) // 3
    nodes = [Node(spell, len(spell.key) // 3 - top, _lines(spell.name)) for spell in spells]
    known = {node.spell.unit_id: node for node in nodes}
    for node in nodes[1:]:
        if (parent := known.get(node.spell.parent_id or 0)) is not None:
            parent.below.append(node)
    for node in nodes:
        node.below.sort(key=lambda one: (one.spell.kind.rank, one.spell.unit.title_key))
    return nodes


def _lines(name: str) -> list[str]:
    found = wrap(name, LETTERS) or [name]
    return found if len(found) <= MOST_LINES else [*found[: MOST_LINES - 1], f"{found[MOST_LINES - 1]}…"]


def _place(node: Node, y: float) -> float:
    """Give a unit and all below it their places from an upper edge on; back comes the lower edge of the branch."""
    node.y, edge = y, y
    for one in node.below:
        edge = _place(one, edge) + APART
    return max(edge - APART, y + node.height)


def _box(node: Node, branch: str) -> SafeString:
    x = node.column * (BOX + GAP)
    words = [(node.y + PAD / 2 + place * LINE + 15, line, "") for place, line in enumerate(node.lines)]
    words += [(words[-1][0] + LINE, node.tag, "ax")] if node.tag else []
    texts = format_html_join(
        "", '<text x="{}" y="{}" class="{}">{}</text>', ((x + 12, round(y, 1), look, line) for y, line, look in words)
    )
    return format_html(
        '<a href="{}{}" aria-label="{}"><rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="6"/>{}</a>',
        branch, node.spell.unit_id, node.spell.name, node.look, x, round(node.y, 1), BOX, node.height, texts,
    )  # fmt: skip


def _link(node: Node, below: Node) -> str:
    right, left = node.column * (BOX + GAP) + BOX, below.column * (BOX + GAP)
    return f"M{right} {node.middle:.1f} H{right + GAP // 2} V{below.middle:.1f} H{left}"
