"""Reading papers: the text cut into marked pieces, findings in words, the register's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.asked import is_number
from nennep.documents import access
from nennep.documents.models import Citation, Document, Kind, Proposal
from nennep.documents.rules import spellings
from nennep.viet.order import fold
from nennep.viet.write import paper_day

RANK = {"target": 0, "task": 1, "citation": 2, "recipient": 3, "header": 4, "finding": 5, "number": 6}


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``kind`` is empty where nothing was found.

    ``target`` is the card of the narrowest find that stands here, ``cards`` those of all, ``anchors`` the marks that
    begin here.
    """

    text: str
    start: int = 0
    kind: str = ""
    target: str = ""
    state: str = ""
    cards: str = ""
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Span:
    """A find and its place."""

    start: int
    end: int
    kind: str
    card: str
    state: str = ""

    @property
    def narrow(self) -> tuple[int, int]:
        """Order of what is shown where several stand: the narrowest, then what matters most."""
        return self.end - self.start, RANK.get(self.kind, 9)


def pieces(document: Document, proposals: Iterable[Proposal]) -> list[Piece]:
    """The text cut where a find begins or ends, in order; finds may lie in one another and overlap."""
    found = spans(document, proposals)
    return _cut(document.text, sorted((one for one in found if one.start < one.end), key=lambda one: one.start))


def spans(document: Document, proposals: Iterable[Proposal]) -> list[Span]:
    """Every find with its place: proposals, findings, numbers no rule explained."""
    spans = [Span(row.start, row.end, row.kind, f"p{row.pk}", row.state) for row in proposals]
    for place, (_words, found) in enumerate(grouped_findings(document)):
        spans += [Span(one["start"], one["end"], "finding", f"f{place}", "open") for one in found]
    return [*spans, *(Span(start, end, "number", "") for start, end, _found in document.unexplained)]


def _cut(text: str, spans: Sequence[Span]) -> list[Piece]:
    found: list[Piece] = []
    here, waiting, open_now = 0, 0, []  # type: ignore[var-annotated]
    begun: set[str] = set()
    for edge in sorted({0, len(text), *(one.start for one in spans), *(one.end for one in spans)}):
        if edge > here:
            found.append(_piece(text, here, edge, open_now, begun))
            here = edge
        open_now = [one for one in open_now if one.end > edge]
        while waiting < len(spans) and spans[waiting].start <= edge:
            open_now.append(spans[waiting])
            waiting += 1
    return found


def _piece(text: str, start: int, end: int, spans: list[Span], begun: set[str]) -> Piece:
    if not spans:
        return Piece(text[start:end], start)
    top = min(spans, key=lambda one: one.narrow)
    anchors = tuple(f"m{one.card}" for one in spans if one.card and one.card not in begun)
    begun.update(one.card for one in spans)
    cards = " ".join(dict.fromkeys(one.card for one in spans if one.card))
    return Piece(text[start:end], start, top.kind, top.card, top.state, cards, anchors)


def grouped_findings(document: Document) -> list[tuple[str, list[dict[str, Any]]]]:
    """(sentence, places) of every finding, in the office's tone; what is said alike is said once."""
    found: dict[str, list[dict[str, Any]]] = {}
    for one in document.findings:
        found.setdefault(finding_words(one).lower(), []).append(one)
    return [(finding_words(places[0]), places) for places in found.values()]


def told_findings(document: Document) -> list[tuple[str, str, int]]:
    """(anchor, sentence, how many places) of every finding."""
    return [(f"f{place}", words, len(found)) for place, (words, found) in enumerate(grouped_findings(document))]


def finding_words(found: dict[str, object]) -> str:
    """One finding as a sentence."""
    sentences = {
        "citation.kind-code": _(
            "Văn bản ghi “{quote}”, trong khi ký hiệu {number} là của {named}{likely}. Đề nghị đối chiếu bản gốc."
        ),
        "citation.two-kinds": _("Số {number} được gọi là {first} và {second}. Đề nghị đối chiếu bản gốc."),
        "citation.two-dates": _(
            "Văn bản {number} được ghi hai ngày khác nhau: {first} và {second}. Đề nghị đối chiếu bản gốc."
        ),
        "header.number-below-cited": _(
            "Số {number} nhỏ hơn số văn bản ban hành trước trong cùng sổ ({cited}). Đề nghị kiểm tra lại số."
        ),
        "header.date-before-cited": _(
            "Văn bản đề ngày {own}, trước ngày của văn bản viện dẫn {number} ({date}). Đề nghị kiểm tra lại."
        ),
        "abbreviation.undefined": _("Từ viết tắt “{short}” được dùng trước khi giải thích."),
        "ordinals.differ": _("Một đại hội được ghi hai số thứ tự: {first} và {second}. Đề nghị đối chiếu bản gốc."),
        "block.doubled": _("Đoạn này in lặp. Đề nghị kiểm tra lại."),
        "header.missing": _(
            "Văn bản không có phần đầu (số, ngày, loại). Đề nghị bổ sung bằng cách chọn trong văn bản."
        ),
        "paper.second": _(
            "Trong văn bản có văn bản thứ hai, bắt đầu từ “{number}”. Đề nghị tách ra để tiếp nhận riêng."
        ),
        "spelling.likely": _("“{printed}” có thể là “{likely}”. Đề nghị kiểm tra lại."),
        "spelling.doubled": _("Từ “{printed}” in lặp. Đề nghị kiểm tra lại."),
    }
    params = found.get("params")
    values = {"quote": found.get("quote", ""), **_in_words(params if isinstance(params, dict) else {})}
    words = sentences.get(str(found.get("code")), _("Đề nghị xem lại đoạn “{quote}”."))
    return _filled(words, values)


def told_notes(document: Document) -> list[str]:
    """How the file was read, where a person should know, in sentences."""
    sentences = {
        "macros": _("Tệp có macro. Phần mềm chỉ đọc chữ, không chạy macro."),
        "scripts": _("Trang có mã lệnh. Phần mềm chỉ đọc chữ, không chạy mã lệnh."),
        "extension": _("Đuôi tệp là {said}, nội dung thật là {found}. Đã đọc theo nội dung."),
        "legacy": _("Chữ viết theo bảng mã cũ {code}, đã chuyển sang Unicode. Đề nghị đối chiếu bản gốc."),
        "by-position": _("Chữ trong PDF bị đảo thứ tự, đã xếp lại theo vị trí trên trang. Đề nghị đối chiếu bản gốc."),
        "ocr": _("Văn bản được nhận dạng từ ảnh {pages} trang. Đề nghị đối chiếu số, ngày và chỉ tiêu với ảnh trang."),
        "doubtful": _("Chất lượng chữ thấp. Đề nghị đối chiếu kỹ với bản gốc."),
        "mail": _("Thư điện tử của {sender}, ngày {day}, tiêu đề: {subject}."),
        "unread-pages": _("{pages} trang là ảnh và chưa được nhận dạng vì thiếu gói tesseract-ocr-vie."),
    }
    return [_filled(sentences[one["code"]], one["params"]) for one in document.notes if one["code"] in sentences]


def _filled(words: str, values: dict[str, object]) -> str:
    """A sentence with its places filled; what is not known is a gap."""

    class Gap(dict[str, object]):
        def __missing__(self, name: str) -> str:
            return "…"

    return words.format_map(Gap(values))


def _in_words(params: dict[str, str]) -> dict[str, str]:
    """Kinds by their names, dates as papers write them, and a likely other number as an aside."""
    names = dict(Kind.choices)
    found = {name: str(names.get(value, value)) for name, value in params.items()}
    for name, value in params.items():
        try:
            found[name] = paper_day(date.fromisoformat(value))
        except ValueError:
            continue
    if "named" in params:
        found["likely"] = _(" (có thể là {number})").format(number=params["likely"]) if params.get("likely") else ""
    return found


def register(
    actor: Actor, *, words: str = "", kind: str = "", direction: str = "", year: str = ""
) -> QuerySet[Document]:
    """The register as the actor may see it, newest first, filtered."""
    rows = access.see.rows(actor).exclude(status="dropped").select_related("unit")
    if words:
        folded = fold(words)
        rows = rows.filter(Q(title_fold__contains=folded) | Q(number__icontains=words.replace(" ", "")))
    for name, value in (("kind", kind), ("direction", direction)):
        if value:
            rows = rows.filter(**{name: value})
    if is_number(year):
        rows = rows.filter(dated__year=int(year))
    return rows.order_by("-dated", "-id").defer("text", "findings", "unexplained", "layout", "pages")


def cites(document: Document) -> list[Citation]:
    """What the paper cites, in the order of its text."""
    return list(document.citations.select_related("cited"))


def cited_by(actor: Actor, document: Document) -> list[Document]:
    """Registered papers that cite this one."""
    numbers = Citation.objects.filter(Q(cited=document) | Q(number__in=spellings(document.number))).values(
        "document_id"
    )
    return list(access.see.rows(actor).filter(pk__in=numbers).exclude(pk=document.pk).defer("text")[:50])
