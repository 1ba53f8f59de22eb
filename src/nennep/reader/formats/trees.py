"""Papers that are trees of elements: web pages and OpenDocument texts."""

import io
import re
import zipfile
from typing import Any

from nennep.reader.formats.grids import lay_out
from nennep.reader.taken import Writing

DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "canvas",
        "form",
        "button",
        "select",
        "input",
        "textarea",
        "nav",
        "aside",
        "footer",
        "head",
        "title",
        "meta",
        "link",
        "audio",
        "video",
        "map",
        "dialog",
        "menu",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "br",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "body",
    ]
)
SPACE = re.compile(r"[ \t\r\n\f]+")
LINKED = 0.6
OPENDOCUMENT = "{urn:oasis:names:tc:opendocument:xmlns:"


class Flow:
    """Running text gathered from a tree, written as one piece for each block."""

    def __init__(self, writing: Writing) -> None:
        self.writing, self.held = writing, ""
        self.part, self.paragraphs = "", 0

    def take(self, text: str | None) -> None:
        """Running text of a block; spaces and line ends of the source mean nothing."""
        if text:
            self.held += SPACE.sub(" ", text) if self.held[-1:] != " " else SPACE.sub(" ", text).lstrip(" ")

    def end(self, gap: str = "\n") -> None:
        """The block is over."""
        text, self.held = self.held.strip(" "), ""
        if text:
            self.paragraphs += 1
            self.writing.add(text, part=self.part or f"đoạn {self.paragraphs}")
            self.writing.gap(gap)


def write_page(raw: str, writing: Writing) -> bool:
    """The text of a web page without its menus; returns whether scripts were in it."""
    from lxml import etree, html

    root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", raw), parser=html.HTMLParser(no_network=True))
    scripted = bool(root.xpath("//script") or root.xpath("//@onclick | //@onload | //@onerror"))
    for element in list(root.iter()):
        tag = element.tag if isinstance(element.tag, str) else "comment"
        if tag in DROPPED or tag == "comment" or _is_menu(element, tag):
            tail = element.tail
            parent = element.getparent()
            if parent is not None:
                element.tail = None
                _keep_tail(element, parent, tail)
                parent.remove(element)
    flow, tables = Flow(writing), _Tables()
    for event, element in etree.iterwalk(_main(root), events=("start", "end")):
        _step(event, element, flow, tables)
    flow.end()
    lay_out(writing)
    return scripted


def _keep_tail(element: Any, parent: Any, tail: str | None) -> None:
    before = element.getprevious()
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def _is_menu(element: Any, tag: str) -> bool:
    """A list or block that is little more than links, or the head of the site."""
    if tag == "header":
        return not any(parent.tag in ("article", "main") for parent in element.iterancestors())
    if tag not in ("ul", "ol", "div", "table", "section"):
        return False
    links = [link for link in element.iter("a")]
    if len(links) < 4:
        return False
    whole = len("".join(element.itertext()).strip())
    return whole < 1500 and sum(len("".join(link.itertext())) for link in links) > LINKED * max(1, whole)


def _main(root: Any) -> Any:
    """The article of the page where one element holds most of its text."""
    whole = len("".join(root.itertext()))
    for path in ("//article", "//main", "//*[@role='main']"):
        for element in root.xpath(path):
            if len("".join(element.itertext())) > 0.4 * whole:
                return element
    return root


class _Tables:
    """Where in the tables of a page the walk stands."""

    def __init__(self) -> None:
        self.count = 0
        self.open: list[list[int]] = []

    def enter(self, tag: str) -> None:
        if tag == "table":
            self.count += 1
            self.open.append([self.count, 0, 0])
        elif self.open and tag == "tr":
            self.open[-1][1:] = [self.open[-1][1] + 1, 0]
        elif self.open and tag in ("td", "th"):
            self.open[-1][2] += 1

    def leave(self, tag: str) -> None:
        if tag == "table" and self.open:
            self.open.pop()

    def part(self) -> str:
        if not self.open or not self.open[-1][2]:
            return ""
        table, row, column = self.open[-1]
        return f"bảng {table}, hàng {row}, cột {column}"


def _step(event: str, element: Any, flow: Flow, tables: _Tables) -> None:
    tag = element.tag if isinstance(element.tag, str) else ""
    if event == "start":
        if tag in BLOCKS:
            flow.end()
            tables.enter(tag)
            flow.part = tables.part()
            if tag == "li":
                flow.take("- ")
        flow.take(element.text)
        return
    if tag in BLOCKS:
        flow.end("\n\n" if tag in ("p", "table", "h1", "h2", "h3") and not tables.part() else "\n")
        tables.leave(tag)
        flow.part = tables.part()
    flow.take(element.tail)


def write_opendocument(data: bytes, writing: Writing) -> None:
    """Paragraphs, headings and cells of an OpenDocument text."""
    from lxml import etree

    with zipfile.ZipFile(io.BytesIO(data)) as pack:
        source = pack.read("content.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(source, parser)
    flow, tables = Flow(writing), _Tables()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        _odt_step(event, element, flow, tables)
    flow.end()
    lay_out(writing)


CELLS = {"table:1.0}table": "table", "table:1.0}table-row": "tr", "table:1.0}table-cell": "td"}
MARKS = {"text:1.0}s": " ", "text:1.0}tab": "\t", "text:1.0}line-break": "\n"}


def _odt_step(event: str, element: Any, flow: Flow, tables: _Tables) -> None:
    tag = element.tag.removeprefix(OPENDOCUMENT) if isinstance(element.tag, str) else ""
    paragraph = tag in ("text:1.0}p", "text:1.0}h")
    inside = any(parent.tag.endswith(("}p", "}h")) for parent in element.iterancestors() if isinstance(parent.tag, str))
    if event == "start":
        tables.enter(CELLS.get(tag, ""))
        if paragraph:
            flow.end()
            flow.part = tables.part()
        if tag == "text:1.0}list-item":
            flow.take("")
        flow.held += MARKS.get(tag, "").replace("\n", " ")
        if paragraph or inside:
            flow.take(element.text)
        return
    if paragraph:
        flow.end("\n" if tables.part() else "\n\n")
    tables.leave(CELLS.get(tag, ""))
    if inside:
        flow.take(element.tail)
