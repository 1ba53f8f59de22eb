"""Minutes as a paper: Word and PDF in the official layout from one shape."""

from collections.abc import Iterable

from nennep.meetings.models import Minutes
from nennep.meetings.queries.minutes import Part, body_of, lower
from nennep.press.paper import Block, Heading, Paper, Para
from nennep.press.pdf import pdf
from nennep.press.word import word

FORMS = {"pdf": pdf, "docx": word}


def paper(minutes: Minutes, parts: Iterable[Part] | None = None) -> Paper:
    """An edition of minutes in the layout of Party papers; signed by who keeps them at the left, the chair at the right."""
    meeting = minutes.meeting
    unit = meeting.unit
    above = unit.parent
    return Paper(
        upper=unit.upper_line or (above.name if above else ""),
        body=unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1),
        symbol=f"BB/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}",
        kind="Biên bản",
        abstract=lower(meeting.title),
        place=unit.place or (above.place if above else "") or "Hà Nội",
        dated=meeting.held_on,
        blocks=tuple(_blocks(minutes, body_of(minutes) if parts is None else parts)),
        authority="CHỦ TRÌ",
        post="",
        signer=meeting.chair,
        beside=("THƯ KÝ", meeting.keeper or minutes.keeper),
        draft=not (minutes.chair_at and minutes.keeper_at),
    )


def _blocks(minutes: Minutes, parts: Iterable[Part]) -> Iterable[Block]:
    if minutes.replaces is not None:
        yield Para(f"Biên bản này thay biên bản lần {minutes.replaces.edition}. Lý do: {minutes.why}", italic=True)
    for part in parts:
        if part.kind in ("head", "item"):
            yield Heading(2 if part.kind == "head" else 3, part.text)
        elif part.text.strip():
            yield Para(part.text.strip())
