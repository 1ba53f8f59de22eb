"""What a person should look at before trusting a paper: contradictions and likely misspellings. Nothing is changed."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

from nennep.reader import spelling, windows
from nennep.reader.blocks import Line
from nennep.reader.citations import kinds_of_code
from nennep.reader.paper import Abbreviation, Citation, Field, Finding, Header
from nennep.reader.reading import Page
from nennep.reader.rules import Rule

CODES = {
    "citation.kind-code": "the kind word of a citation is not the kind its code names",
    "citation.two-kinds": "one number is cited with two kinds",
    "citation.two-dates": "one number is cited with two dates",
    "header.number-below-cited": (
        "the own number is lower than numbers of the same book cited with the same or an earlier date"
    ),
    "header.date-before-cited": "the paper is older than a paper it cites",
    "abbreviation.undefined": "a short form defined in the paper is used before it is defined",
    "ordinals.differ": "one congress is given two numbers",
    "block.doubled": "a paragraph is printed twice",
    "header.missing": "the paper has no head",
    "paper.second": "a second paper begins in the same text",
    "spelling.likely": "a likely misspelling",
    "spelling.doubled": "a word is printed twice",
}
DEFINED = Rule(
    "abbreviation",
    r"\((?:sau đây |dưới đây )?(?:gọi (?:tắt )?|viết tắt )(?:là|:) ?(?P<short>[^()]{2,60})\)",
    (
        ("(sau đây viết tắt là NQ21)", "(sau đây viết tắt là NQ21)"),
        ("(sau đây gọi tắt là Kế hoạch)", "(sau đây gọi tắt là Kế hoạch)"),
    ),
    ("(khóa XIII)",),
)
NUMBER_LEFT = re.compile(r"\d+(?:[.,/]\d+)*%?")
PART_OF_WORD = {"_", ".", ",", "/", "-"}
"""What stands before a number that is a part of something longer, as letters and digits do."""
ROUTINE = re.compile(
    r"(?i:điều|khoản|điểm|mục|khóa|lần thứ|thứ|chương|phụ lục|covid-?|số|mẫu|bảng|trang|cấp độ|mức độ|loại|phần) ?$"
)


def abbreviations(page: Page) -> Iterator[Abbreviation]:
    """Short forms the paper defines; the long form is the citation or phrase right before the bracket."""
    for match in DEFINED.regex.finditer(page.text):
        before = bisect_right(page.mentions, match.start(), key=lambda mention: mention.start)
        cited = page.mentions[max(0, before - 1) : before]
        floor = max(page.line_at(match.start()).body, page.text.rfind(";", 0, match.start()) + 1)
        start = cited[-1].start if cited and cited[-1].start >= floor else floor
        short = match["short"].strip(' .“”"')
        yield Abbreviation(
            **page.place(*match.span("short")),
            short=short,
            long=page.clean(start, match.start())[-400:],
            rule="abbreviation.defined",
        )
    yield from _by_initials(page)


INITIALS = re.compile(r"\((?P<short>[A-ZĐ]{2,8})\)")


def _by_initials(page: Page) -> Iterator[Abbreviation]:
    """ "công đoàn cơ sở (CĐCS)": a short form in brackets whose letters begin the words before it."""
    for match in INITIALS.finditer(page.text):
        short = match["short"]
        before = list(re.finditer(r"[^\W\d_]+", page.text[max(0, match.start() - 120) : match.start()]))[-len(short) :]
        if "".join(word[0][0] for word in before).upper() == short:
            start = max(0, match.start() - 120) + before[0].start()
            yield Abbreviation(
                **page.place(*match.span("short")),
                short=short,
                long=page.clean(start, match.start()),
                rule="abbreviation.initials",
            )


def find(page: Page, header: Header, citations: list[Citation], shorts: list[Abbreviation]) -> Iterator[Finding]:
    """Every finding, in the order of CODES."""
    yield from _kinds(citations)
    yield from _twice(citations)
    yield from _own_number(header, citations)
    yield from _early(page, shorts)
    yield from _ordinals(page)
    yield from _doubled_blocks(page)
    yield from _heads(page)
    yield from spelling.find(page)


def _finding(code: str, spot: Citation | Field, **params: str) -> Finding:
    return Finding(start=spot.start, end=spot.end, quote=spot.quote, rule=code, code=code, params=params)


def _kinds(citations: list[Citation]) -> Iterator[Finding]:
    alike: dict[tuple[str | None, tuple[int, str]], set[str]] = defaultdict(set)
    for cited in citations:
        alike[cited.kind, _serial(cited.number)].add(cited.number)
    for cited in citations:
        named = kinds_of_code(cited.number)
        if cited.kind and named and cited.kind not in named:
            likely = ", ".join(sorted(alike[cited.kind, _serial(cited.number)] - {cited.number}))
            params = {"number": cited.number, "said": cited.kind, "named": sorted(named)[0], "likely": likely}
            yield _finding("citation.kind-code", cited, **params)


def _twice(citations: list[Citation]) -> Iterator[Finding]:
    kinds: dict[str, dict[str, Citation]] = defaultdict(dict)
    dates: dict[str, dict[str, Citation]] = defaultdict(dict)
    for cited in citations:
        if "/" not in cited.number and "-" not in cited.number:
            continue
        if cited.kind:
            kinds[cited.number].setdefault(cited.kind, cited)
        if cited.date and len(cited.date) == 10:
            dates[cited.number].setdefault(cited.date, cited)
    for code, found in (("citation.two-kinds", kinds), ("citation.two-dates", dates)):
        for number, values in found.items():
            if len(values) > 1:
                first, second, *_ = values
                yield _finding(code, values[second], number=number, first=first, second=second)


def _serial(number: str) -> tuple[int, str]:
    """A number as serial and issuer: 21-KL/TW → (21, TW)."""
    match = re.match(r"(\d+)", number)
    return int(match[1]) if match else 0, number.rsplit("/", 1)[-1]


def _own_number(header: Header, citations: list[Citation]) -> Iterator[Finding]:
    """Papers of one kind and issuer are numbered in order: a later paper must not have a lower number.

    A new year or term starts at 1, so citations of an earlier year are left out.
    """
    if not header.number or not header.date or len(header.date.value) != 10:
        return
    own, day = header.number.value, header.date.value
    book = re.sub(r"^\d+", "", own)
    same = {cited.number: cited for cited in citations if re.sub(r"^\d+", "", cited.number) == book and cited.date}
    above = [
        cited
        for cited in same.values()
        if _serial(cited.number)[0] > _serial(own)[0] and day[:4] <= str(cited.date)[:10] <= day
    ]
    if above:
        numbers = sorted((cited.number for cited in above), key=_serial)
        yield _finding("header.number-below-cited", header.number, number=own, date=day, cited=", ".join(numbers))
    for cited in citations:
        if cited.date and len(cited.date) == 10 and cited.date > day:
            yield _finding("header.date-before-cited", cited, number=cited.number, date=cited.date, own=day)


def _early(page: Page, shorts: list[Abbreviation]) -> Iterator[Finding]:
    for short in shorts:
        if not re.fullmatch(r"[A-ZĐ][\w-]*\d*", short.short) or (short.short.isalpha() and not short.short.isupper()):
            continue
        match = re.search(rf"(?<![\w/-]){re.escape(short.short)}(?![\w/-])", page.text)
        if match and page.view.span(*match.span())[0] < short.start:
            yield Finding(
                **page.place(*match.span()),
                rule="abbreviation.undefined",
                code="abbreviation.undefined",
                params={"short": short.short},
            )


NAMED = r"(?i:đại hội|hội nghị)(?:(?!(?i:đại hội|hội nghị))[^,;.:()\n]){0,80}?"
ORDINAL = re.compile(rf"(?P<name>{NAMED}) lần thứ (?P<number>[IVXL]{{1,7}}|\d{{1,3}})(?!\w)")
COUNTED = re.compile("lần thứ")
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}
LONG = 120
NEIGHBOURS = 2  # a congress and those before and after it are told of together


def _ordinals(page: Page) -> Iterator[Finding]:
    """One congress with two numbers: the less frequent one, each time it stands."""
    told: dict[str, dict[int, list[re.Match[str]]]] = defaultdict(lambda: defaultdict(list))
    for match in windows.search(ORDINAL, page.text, windows.around(COUNTED, page.text, 100, 20)):
        name = re.sub(r"\W+|đại biểu", " ", match["name"].lower().replace("t.ư", "trung ương"))
        name = " ".join(name.split())
        told[name][_ordinal(match["number"])].append(match)
    for numbers in told.values():
        ranked = sorted(numbers, key=lambda number: -len(numbers[number]))
        for other in (number for number in ranked[1:] if abs(number - ranked[0]) > NEIGHBOURS):
            for match in numbers[other]:
                params = {"printed": match["number"], "likely": numbers[ranked[0]][0]["number"]}
                spot = page.place(*match.span("number"))
                yield Finding(**spot, rule="header.ordinals", code="ordinals.differ", params=params, confidence=0.6)


def _ordinal(printed: str) -> int:
    if printed.isdigit():
        return int(printed)
    values = [ROMAN[letter] for letter in printed]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _doubled_blocks(page: Page) -> Iterator[Finding]:
    """A long paragraph printed twice. News repeat their headline, so the first lines of an article do not count."""
    seen: dict[str, int] = {}
    for index, line in enumerate(page.lines):
        body = page.text[line.body : line.end].strip()
        first = seen.setdefault(body.lower(), index)
        if len(body) >= LONG and first < index and not (first < 3 and len(body) < 250):
            params = {"address": line.address, "first": page.lines[first].address}
            spot = page.place(line.body, line.body + len(body))
            yield Finding(**spot, rule="block.doubled", code="block.doubled", params=params)


def _heads(page: Page) -> Iterator[Finding]:
    """A paper without a head, and a second paper in the same text."""
    if (not page.kind or page.article) and len(page.lines) > 2:
        first = page.lines[0]
        yield Finding(
            **page.place(first.start, first.end), rule="header.missing", code="header.missing", confidence=0.6
        )
    if page.article:
        return
    for line in page.lines:
        if line.start <= page.closing or page.closing >= len(page.text):
            continue
        if OWN_NUMBER.match(page.text[line.start : line.end].strip()):
            spot = page.place(line.start, line.end)
            params = {"number": _number_of(spot["quote"]), "begins": str(_head_begins(page, line))}
            yield Finding(**spot, rule="paper.second", code="paper.second", params=params)
            return


OWN_NUMBER = re.compile(r"[Ss]ố ?:? ?\d{1,5} ?[-/] ?[A-ZĐ]{2}[\w/-]{0,30}(?:\W.{0,60}\bngày\b.{0,40})?\s*$")
NAME_OF_STATE = re.compile(r"(?i)^\W*(?:đảng cộng sản|cộng h(?:òa|oà) xã hội|độc lập)|\bngày\b")
HEAD_LINES = 7


def _number_of(quote: str) -> str:
    return quote.partition(",")[0].strip()[:60]


def _head_begins(page: Page, number: Line) -> int:
    """Where the head of the paper with this number begins: the lines in capitals above it, the state's name, the date."""
    place = page.lines.index(number)
    first = place
    for index in range(place - 1, max(-1, place - 1 - HEAD_LINES), -1):
        words = page.text[page.lines[index].start : page.lines[index].end].strip()
        if words != words.upper() and not NAME_OF_STATE.search(words):
            break
        first = index
    return int(page.place(page.lines[first].start, page.lines[first].end)["start"])


def unexplained(page: Page, explained: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Numbers that no rule explained, as raw places; ``explained`` are raw places, in order, not overlapping.

    Labels of points and numbers that only name their noun (Điều 11, khóa 3) are explained by their place.
    """
    found, index, at = [], 0, 0
    lines = page.lines
    done = 0
    for first, _ in page.digits:
        before = page.text[first - 1 : first]
        if (
            first < done
            or before.isalnum()
            or before in PART_OF_WORD
            or not (match := NUMBER_LEFT.match(page.text, first))
        ):
            continue
        done = match.end()
        start, end = page.view.span(first, done)
        while index < len(explained) and explained[index][1] <= start:
            index += 1
        while at + 1 < len(lines) and lines[at + 1].start <= match.start():
            at += 1
        known = index < len(explained) and explained[index][0] < end
        if (
            known
            or match.start() < lines[at].body
            or ROUTINE.search(page.text, max(0, match.start() - 12), match.start())
        ):
            continue
        found.append((start, end, match[0]))
    return found
