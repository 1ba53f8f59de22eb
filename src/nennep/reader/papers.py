"""The door of the library: ``read`` a text, get a ``Paper``."""

from nennep.reader import amounts, awards, events, findings, header, people, recipients, tables, tasks
from nennep.reader.clauses import Sentences
from nennep.reader.paper import Block, Citation, Field, Header, Paper
from nennep.reader.reading import Page

Spans = list[tuple[int, int]]


def read(raw: str) -> Paper:
    """Read a text. Never fails on any string; what is not found is empty."""
    page = Page(raw)
    if not page.lines:
        return Paper(raw=raw, header=Header())
    head = header.read(page)
    sentences = Sentences.of(page.text)
    cited = [(mention.start, mention.end) for mention in page.mentions]
    timed = [(time.start, time.end) for time in page.times]
    given, counted = awards.read(page, sentences)
    targets, results = amounts.read(page, merged(cited + timed + counted), sentences)
    aims, told, tabled = tables.read(raw, page.first_year)
    targets = [*tables.outside(targets, tabled), *aims]
    results = [*tables.outside(results, tabled), *told]
    dated = list(events.read(page, sentences))
    held = tuple(event for event, _ in dated)
    named = tuple(people.read(page, head.signatory))
    lines = tuple(recipients.read(page))
    cites = _citations(page, head.number.value if head.number else None)
    shorts = list(findings.abbreviations(page))
    facts = (*cites, *targets, *results, *held, *lines, *shorts, *(value for value in fields_of(head) if value))
    known = (
        [page.view.span(*spot) for spot in cited + timed + counted]
        + [(fact.start, fact.end) for fact in facts]
        + tabled
    )
    return Paper(
        raw=raw,
        header=head,
        citations=tuple(cites),
        targets=tuple(sorted(targets, key=lambda one: one.start)),
        tasks=tuple(tasks.read(page, merged(cited + events.days(page, dated)), sentences)),
        results=tuple(sorted(results, key=lambda one: one.start)),
        events=held,
        people=named,
        awards=tuple(given),
        recipients=lines,
        abbreviations=tuple(shorts),
        blocks=tuple(_blocks(page)),
        findings=tuple(findings.find(page, head, cites, shorts)),
        unexplained=tuple(findings.unexplained(page, merged(known))),
    )


def fields_of(head: Header) -> list[Field | None]:
    """The fields of a header in their order."""
    return [head.kind, head.number, head.issuer, head.place, head.date, head.signatory, head.title]


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


def _zone(page: Page, at: int, signed: int) -> str:
    """Which part of a paper a place lies in."""
    if at >= page.closing:
        return "signature" if at >= signed else "recipients"
    return "head" if at < page.body and not page.article else "body"


def _blocks(page: Page) -> list[Block]:
    found = []
    signed = recipients.end_of(page)
    for line in page.lines:
        start, end = page.view.span(line.start, line.end)
        body = page.text[line.body : line.end]
        found.append(
            Block(
                start=start,
                end=end,
                address=line.address,
                level=line.level,
                marker=line.marker,
                heading=line.heading,
                text=body,
                zone=_zone(page, line.start, signed),
            )
        )
    return found
