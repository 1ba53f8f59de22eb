"""Words put at given places of a sheet and nothing else: for printing over a blank that is printed already."""

import json
from dataclasses import dataclass

from nennep.press.paper import written
from nennep.press.pdf import typeset

TEMPLATE = """
#let d = json(bytes(sys.inputs.data))
#set document(title: d.title, date: datetime(year: 2000, month: 1, day: 1))
#set page(width: d.width * 1mm, height: d.height * 1mm, margin: 0mm)
#set text(font: "Noto Serif", stretch: 87.5%, size: 11pt, lang: "vi", hyphenate: false, top-edge: "baseline", bottom-edge: "baseline")
#set par(leading: 5mm)
#if d.grid {
  for x in range(0, int(d.width), step: 10) { place(dx: x * 1mm, line(angle: 90deg, length: d.height * 1mm, stroke: 0.2pt + gray)); place(dx: x * 1mm + 0.5mm, dy: 4mm, text(size: 6pt, str(x))) }
  for y in range(0, int(d.height), step: 10) { place(dy: y * 1mm, line(length: d.width * 1mm, stroke: 0.2pt + gray)); place(dx: 0.5mm, dy: y * 1mm + 3mm, text(size: 6pt, str(y))) }
}
#for w in d.words { place(dx: w.x * 1mm, dy: w.y * 1mm, box(width: w.width * 1mm, text(size: w.size * 1pt, w.text))) }
"""


@dataclass(frozen=True)
class Words:
    """Words whose base line begins at a place in millimetres from the upper left corner; they wrap at ``width``."""

    text: str
    x: float
    y: float
    width: float = 120
    size: float = 11


@dataclass(frozen=True)
class Blank:
    """A sheet of a size in millimetres with words at their places; ``grid`` draws a ruler to measure a blank by."""

    title: str
    width: float
    height: float
    words: tuple[Words, ...]
    grid: bool = False


def over_blank(sheet: Blank, right: float = 0, down: float = 0) -> bytes:
    """The sheet as PDF, everything shifted by so many millimetres, as a printer may need."""
    data = {
        "title": written(sheet.title), "width": sheet.width, "height": sheet.height, "grid": sheet.grid,
        "words": [
            {"text": written(one.text), "x": one.x + right, "y": one.y + down, "width": one.width, "size": one.size} for one in sheet.words
        ],
    }  # fmt: skip
    return typeset(TEMPLATE.encode(), json.dumps(data, ensure_ascii=False))
