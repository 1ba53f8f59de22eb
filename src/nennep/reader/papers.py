"""The door of the library: ``read`` a text, get a ``Paper``."""

from nennep.reader import amounts, awards, events, header, people, recipients, tasks
from nennep.reader.clauses import Sentences
from nennep.reader.paper import Block, Citation, Paper
from nennep.reader.reading import Page

Spans = list[tuple[int, int]]


def read(raw: str) -> Paper:
    """Read a text. Never fails on any string; what is not found is empty."""
    page = Page(raw)
    if not page.lines:
        return Paper(raw=raw, header=header.Header())
    head = header.read(page)
    sentences = Sentences.of(page.text)
    cited = [(mention.start, mention.end) for mention in page.mentions]
    timed = [(time.start, time.end) for time in page.times]
    given, counted = awards.read(page, sentences)
    targets, results = amounts.read(page, merged(cited + timed + counted), sentences)
    held = tuple(events.read(page, cited, sentences))
    return Paper(
        raw=raw,
        header=head,
        citations=tuple(_citations(page, head.number.value if head.number else None)),
        targets=tuple(targets),
        results=tuple(results),
        tasks=tuple(tasks.read(page, merged(cited), sentences)),
        events=held,
        people=tuple(people.read(page, head.signatory)),
        awards=tuple(given),
        recipients=tuple(recipients.read(page)),
        blocks=tuple(_blocks(page)),
    )


def merged(spans: Spans) -> Spans:
    """Spans in order, overlapping ones joined."""
    found: Spans = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _citations(page: Page, own: str | None) -> list[Citation]:
    found = []
    for mention in page.mentions:
        if mention.number == own and (mention.end <= page.body or not mention.named):
            continue
        found.append(
            Citation(
                **page.place(mention.start, mention.end),
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
        start, end = page.view.span(line.start, line.end)
        body = page.text[line.body : line.end]
        found.append(Block(start=start, end=end, address=line.address, level=line.level, marker=line.marker, heading=line.heading, text=body))
    return found
