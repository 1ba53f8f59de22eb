"""What was read, for the eye: lines for a terminal, a table, and a page with the text marked."""

import html
from collections.abc import Callable, Iterator
from itertools import pairwise

from nennep.reader import contract
from nennep.reader.citations import KINDS
from nennep.reader.paper import Fact, Finding, Paper

LABELS = {
    "header": "Thể thức",
    "citations": "Văn bản viện dẫn",
    "targets": "Chỉ tiêu",
    "tasks": "Nhiệm vụ có thời hạn",
    "results": "Kết quả",
    "events": "Sự kiện",
    "people": "Nhân sự",
    "awards": "Khen thưởng",
    "recipients": "Nơi nhận",
    "findings": "Điểm cần xem lại",
    "unexplained": "Số chưa giải thích",
}
HEADER_LABELS = {
    "kind": "loại",
    "number": "số",
    "issuer": "cơ quan",
    "place": "nơi",
    "date": "ngày",
    "signatory": "người ký",
    "title": "trích yếu",
}
KIND_NAMES = {slug: word for word, slug in KINDS.items() if slug != "khac"} | {"bai-viet": "bài viết"}
PARTS = {
    "citations": ("number", "date", "issuer"),
    "targets": ("quote", "metric", "period"),
    "results": ("quote", "metric", "period"),
    "tasks": ("rel", "due", "action"),
    "events": ("date", "name", "place"),
    "people": ("name", "role"),
    "awards": ("name", "count", "recipient"),
    "recipients": ("name", "purpose"),
    "findings": ("code", "quote"),
}
TERMINAL = {
    "header": "1;37",
    "citations": "36",
    "targets": "1;32",
    "tasks": "1;33",
    "results": "32",
    "events": "35",
    "people": "34",
    "awards": "33",
    "recipients": "37",
    "findings": "1;31",
    "unexplained": "2",
}
PAPER_COLOURS = {
    "header": "#e8e3d3",
    "citations": "#cfe8ef",
    "targets": "#cdeac6",
    "tasks": "#fbe3a6",
    "results": "#e4f0d4",
    "events": "#ead7f2",
    "people": "#d6def7",
    "awards": "#f6dcc2",
    "recipients": "#e6e6e6",
    "findings": "#f7c9c4",
    "unexplained": "#f2f2f2",
}
RELS = {"in": "trong", "by": "đến", "before": "trước", "after": "sau", "from": "từ"}
TIMED = ("date", "period", "due")
FINDINGS = {
    "citation.kind-code": "tên loại không khớp ký hiệu {number}",
    "citation.two-kinds": "số {number} được gọi bằng hai tên loại",
    "citation.two-dates": "số {number} được ghi hai ngày khác nhau",
    "header.number-below-cited": "số nhỏ hơn văn bản cùng sổ đã ban hành ({cited})",
    "header.date-before-cited": "ngày trước ngày của văn bản viện dẫn {number}",
    "header.missing": "không có phần thể thức đầu văn bản",
    "ordinals.differ": "số thứ tự khác chỗ khác ({likely})",
    "block.doubled": "đoạn in lặp",
    "paper.second": "có thể là số của một văn bản thứ hai trong cùng tệp; đề nghị tách tệp, đọc riêng từng văn bản",
    "abbreviation.undefined": "từ viết tắt dùng trước khi giải thích",
    "spelling.likely": "có thể là “{likely}”",
    "spelling.doubled": "từ in lặp",
}
Paint = Callable[[str, str], str]


def colours(wanted: bool) -> Paint:
    """A painter for the terminal: text and category in, text with its colour out; plain when not wanted."""
    return (lambda text, name: f"\x1b[{TERMINAL[name]}m{text}\x1b[0m") if wanted else (lambda text, name: text)


def lines(paper: Paper, spoken: bool = True) -> Iterator[tuple[str, int, int, str]]:
    """Category, place and wording of everything found, header first, then category by category.

    ``spoken`` words times and relations as people do (28/02/2023, hằng năm), else they stay tokens.
    """
    for key in contract.HEADER:
        value = getattr(paper.header, key)
        if value:
            words = KIND_NAMES.get(value.value, value.value) if key == "kind" else value.value
            words = said(words) if spoken and key == "date" else words
            yield "header", value.start, value.end, f"{HEADER_LABELS[key]}: {words}"
    for name, parts in PARTS.items():
        for fact in sorted(getattr(paper, name), key=_weighty):
            yield name, fact.start, fact.end, _words(fact, parts, spoken)
    for start, end, quote in paper.unexplained:
        yield "unexplained", start, end, quote


def _weighty(fact: Fact) -> bool:
    """Puts what concerns the whole file before the rest."""
    return not (isinstance(fact, Finding) and fact.code in ("paper.second", "header.missing"))


def _words(fact: Fact, parts: tuple[str, ...], spoken: bool) -> str:
    if spoken and isinstance(fact, Finding):
        return f"“{' '.join(fact.quote.split())[:80]}”: {FINDINGS.get(fact.code, fact.code).format_map(fact.params)}"
    values = []
    for part in parts:
        value = getattr(fact, part)
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if spoken and value is not None and part in TIMED:
            value = said(value)
        elif spoken and part == "rel":
            value = RELS[value]
        values.append(value)
    return " · ".join(" ".join(str(value).split()) for value in values if value is not None)


HALVES = {"1": "đầu", "2": "cuối"}
QUARTERS = {"1": "I", "2": "II", "3": "III", "4": "IV"}
UNITS = {"D": "ngày", "M": "tháng", "Y": "năm"}


def said(token: str) -> str:
    """A time token as papers word it: ``2023-Q1`` → quý I/2023, ``P1Y`` → hằng năm, ``/2030`` → đến 2030."""
    if token.startswith("/"):
        return f"đến {said(token[1:])}"
    if token.startswith("---"):
        return f"ngày {token[3:]} hằng tháng"
    if token.startswith("--"):
        return f"{token[5:7]}/{token[2:4]} hằng năm"
    if token.startswith("P"):
        return "hằng năm" if token == "P1Y" else f"{token[1:-1]} {UNITS[token[-1]]}"
    if "/" in token:
        return "–".join(said(part) for part in token.split("/"))
    year, *rest = token.split("-")
    if rest and rest[0][0] == "Q":
        return f"quý {QUARTERS[rest[0][1]]}/{year}"
    if rest and rest[0][0] == "H":
        return f"6 tháng {HALVES[rest[0][1]]} năm {year}"
    return "/".join([*reversed(rest), year])


def summary(name: str, paper: Paper, paint: Paint, notes: list[str]) -> str:
    """What was found in a paper, one line each with its place, for reading in a terminal."""
    out, last = [name, *(f"  ({note})" for note in notes)], ""
    for category, start, end, words in lines(paper):
        if category != last:
            out.append("  " + paint(LABELS[category], category))
            last = category
        place = f"{start}–{end}" if end > start else ""
        out.append(f"    {place:>13}  {paint(words[:160], category)}")
    return "\n".join(out)


def table(name: str, paper: Paper) -> str:
    """The same as a table with tabs: file, category, start, end, words."""
    rows = (f"{name}\t{category}\t{start}\t{end}\t{words}" for category, start, end, words in lines(paper, False))
    return "\n".join(("tệp\tloại\ttừ\tđến\tnội dung", *rows))


def marked(paper: Paper) -> str:
    """The text as HTML, every character under the categories that found it."""
    edges = {0, len(paper.raw)}
    spans = [(start, end, category, words) for category, start, end, words in lines(paper) if end > start]
    for start, end, _, _ in spans:
        edges |= {start, end}
    opening = sorted(spans)
    out, active, at = [], [], 0
    places = sorted(edges)
    for start, end in pairwise(places):
        while at < len(opening) and opening[at][0] <= start:
            active.append(opening[at])
            at += 1
        active = [span for span in active if span[1] > start]
        piece = html.escape(paper.raw[start:end])
        if active:
            best = min(active, key=lambda span: span[1] - span[0])
            told = html.escape(" | ".join(f"{LABELS[category]}: {words}" for _, _, category, words in active))
            piece = f'<mark class="{best[2]}" title="{told}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


STYLE = """body{font:17px/1.6 "Noto Sans",system-ui,sans-serif;margin:0 auto;max-width:1240px;padding:24px;color:#1c1c1c}
main{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:32px}pre{white-space:pre-wrap;font:inherit}
mark{color:inherit;border-radius:3px;padding:0 1px}h1{font-size:22px}h2{font-size:16px;margin:14px 0 4px}
ul{margin:0;padding-left:18px;font-size:15px}.note{color:#6b4b00}@media(max-width:800px){main{display:block}}
"""


def page(papers: list[tuple[str, Paper, list[str]]]) -> str:
    """One page of HTML that stands alone, without scripts: each text marked, what was found beside it."""
    style = STYLE + "".join(f".{name}{{background:{colour}}}" for name, colour in PAPER_COLOURS.items())
    body = "".join(_section(*one) for one in papers)
    return (
        f'<!doctype html><html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>Nền Nếp đọc văn bản</title><style>{style}</style>{body}</html>"
    )


def _section(name: str, paper: Paper, notes: list[str]) -> str:
    told = "".join(f'<p class="note">{html.escape(note)}</p>' for note in notes)
    groups: dict[str, list[str]] = {}
    for category, _, _, words in lines(paper):
        groups.setdefault(category, []).append(f"<li>{html.escape(words)}</li>")
    beside = "".join(
        f'<h2><mark class="{category}">{LABELS[category]}</mark> ({len(items)})</h2><ul>{"".join(items)}</ul>'
        for category, items in groups.items()
    )
    return f"<h1>{html.escape(name)}</h1>{told}<main><pre>{marked(paper)}</pre><div>{beside}</div></main>"
