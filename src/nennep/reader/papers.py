"""The door of the library: ``read`` a text, get a ``Paper``."""

from nennep.reader import header, recipients
from nennep.reader.paper import Block, Citation, Paper
from nennep.reader.reading import Page


def read(raw: str) -> Paper:
    """Read a text. Never fails on any string; what is not found is empty."""
    page = Page(raw)
    if not page.lines:
        return Paper(raw=raw, header=header.Header())
    head = header.read(page)
    own = head.number.value if head.number else None
    return Paper(
        raw=raw,
        header=head,
        citations=tuple(_citations(page, own)),
        recipients=tuple(recipients.read(page)),
        blocks=tuple(_blocks(page)),
    )


def _citations(page: Page, own: str | None) -> list[Citation]:
    found = []
    for mention in page.mentions:
        if mention.number == own and (mention.end <= page.body or not mention.named):
            continue
        place = page.place(mention.start, mention.end)
        found.append(
            Citation(
                **place,
                kind=mention.kind,
                number=mention.number,
                date=mention.date,
                issuer=mention.issuer,
                rule=mention.rule,
                confidence=0.97 if mention.named else 0.8,
            )
        )
    return found


def _blocks(page: Page) -> list[Block]:
    found = []
    for line in page.lines:
        place = page.view.span(line.start, line.end)
        found.append(
            Block(
                start=place[0],
                end=place[1],
                address=line.address,
                level=line.level,
                marker=line.marker,
                heading=line.heading,
                text=page.text[line.body : line.end],
            )
        )
    return found
