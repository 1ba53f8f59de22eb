"""What a person should look at before trusting a paper: contradictions and likely misspellings. Nothing is changed."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator

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
    "spelling.likely": "a likely misspelling",
    "spelling.doubled": "a word is printed twice",
}
SPELLING = (
    Rule(
        "spelling.phấn-đấu",
        r"(?i)(?<!\w)(?:phần đ[ầấ]u|phấn đầu)(?= (?:có|đạt|kết nạp|trong|đến|100|hoàn|xây|trở|thực|mỗi|\d))",
        (("phần đầu có trên 90%", "phần đầu"), ("phần đấu 100% chi bộ", "phần đấu"), ("phấn đầu đạt 100%", "phấn đầu")),
        ("phần đầu tiên", "trong phần đầu của"),
        "phấn đấu",
    ),
    Rule(
        "spelling.hướng-dẫn",
        r"(?i)(?<!\w)(?:hương dẫn|hướng dẩn|hường dẫn)(?!\w)",
        (("văn bản hương dẫn chi tiết", "hương dẫn"), ("theo hướng dẩn", "hướng dẩn"), ("các hường dẫn", "hường dẫn")),
        ("hướng dẫn",),
        "hướng dẫn",
    ),
    Rule("spelling.cấp-ủy", r"(?i)(?<!\w)câp ủy(?!\w)", (("văn phòng câp ủy", "câp ủy"),), ("cấp ủy",), "cấp ủy"),
    Rule(
        "spelling.đồng-chí",
        r"(?i)(?<!\w)đồng chỉ(?= (?:đảng|bí|ủy|chi|phó|lãnh))",
        (("các đồng chỉ đảng ủy viên", "đồng chỉ"),),
        ("đồng chí",),
        "đồng chí",
    ),
    Rule(
        "spelling.thường-trực",
        r"(?i)(?<!\w)thương trực(?!\w)",
        (("bí thư thương trực", "thương trực"),),
        ("thường trực",),
        "thường trực",
    ),
    Rule(
        "spelling.nhiệm-vụ",
        r"(?i)(?<!\w)(?<!trách )nhiệm cụ(?! thể|\w)",
        (("nhiệm cụ công tác", "nhiệm cụ"),),
        ("nhiệm vụ", "trách nhiệm cụ thể"),
        "nhiệm vụ",
    ),
    Rule(
        "spelling.bảo-đảm", r"(?i)(?<!\w)bảo đâm(?!\w)", (("báo cáo bảo đâm theo", "bảo đâm"),), ("bảo đảm",), "bảo đảm"
    ),
    Rule(
        "spelling.huyện-ủy",
        r"(?i)(?<!\w)huyên (?:ủy|đoàn)(?!\w)",
        (("Huyên ủy tổ chức", "Huyên ủy"), ("huyên đoàn", "huyên đoàn")),
        ("huyện ủy",),
        "huyện ủy",
    ),
    Rule(
        "spelling.hoạt-động",
        r"(?i)(?<!\w)(?:hoạt đông|họat động)(?!\w)",
        (("trang hoạt đông hiệu quả", "hoạt đông"), ("mọi họat động", "họat động")),
        ("hoạt động",),
        "hoạt động",
    ),
    Rule(
        "spelling.tuyên-truyền",
        r"(?i)(?<!\w)tuyên truyển(?!\w)",
        (("trong tuyên truyển,", "tuyên truyển"),),
        ("tuyên truyền",),
        "tuyên truyền",
    ),
)
DOUBLED = Rule(
    "spelling.doubled",
    r"(?<![\w-])(các|những|và|của|được|trong|với|cho|là|làm|một|tuyên|để|tại|đã|sẽ|phải|theo|về|từ) \1(?![\w-])",
    (("đôn đốc các các tổ chức", "các các"),),
    ("ngày ngày", "luôn luôn", "dần dần"),
)
DEFINED = Rule(
    "abbreviation",
    r"\((?:sau đây |dưới đây )?(?:gọi (?:tắt )?|viết tắt )(?:là|:) ?(?P<short>[^()]{2,60})\)",
    (
        ("(sau đây viết tắt là NQ21)", "(sau đây viết tắt là NQ21)"),
        ("(sau đây gọi tắt là Kế hoạch)", "(sau đây gọi tắt là Kế hoạch)"),
    ),
    ("(khóa XIII)",),
)
NUMBER_LEFT = re.compile(r"(?<![\w.,/-])\d+(?:[.,/]\d+)*%?")
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


def find(page: Page, header: Header, citations: list[Citation], shorts: list[Abbreviation]) -> Iterator[Finding]:
    """Every finding, in the order of CODES."""
    yield from _kinds(citations)
    yield from _twice(citations)
    yield from _own_number(header, citations)
    yield from _early(page, shorts)
    yield from _spelling(page)


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


def _spelling(page: Page) -> Iterator[Finding]:
    small = page.text.lower()
    for rule in (rule for rule in SPELLING if any(printed.lower() in small for _, printed in rule.yes)):
        for match in rule.regex.finditer(page.text):
            yield Finding(
                **page.place(*match.span()),
                rule=rule.id,
                code="spelling.likely",
                params={"printed": match[0], "likely": rule.value},
                confidence=0.8,
            )
    for match in DOUBLED.regex.finditer(small if len(small) == len(page.text) else page.text):
        yield Finding(
            **page.place(*match.span()),
            rule=DOUBLED.id,
            code="spelling.doubled",
            params={"printed": match[0], "likely": match[1]},
            confidence=0.7,
        )


def unexplained(page: Page, explained: list[tuple[int, int]]) -> list[tuple[int, int, str]]:
    """Numbers that no rule explained, as raw places; ``explained`` are raw places, in order, not overlapping.

    Labels of points and numbers that only name their noun (Điều 11, khóa 3) are explained by their place.
    """
    found, index = [], 0
    bodies = {line.start: line.body for line in page.lines}
    for match in NUMBER_LEFT.finditer(page.text):
        start, end = page.view.span(*match.span())
        while index < len(explained) and explained[index][1] <= start:
            index += 1
        known = index < len(explained) and explained[index][0] < end
        line = page.line_at(match.start())
        if (
            known
            or match.start() < bodies.get(line.start, 0)
            or ROUTINE.search(page.text[max(0, match.start() - 12) : match.start()])
        ):
            continue
        found.append((start, end, match[0]))
    return found
