"""Reading papers: the text cut into marked pieces, findings in words, the register's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.documents import access
from nennep.documents.models import Citation, Document, Kind, Proposal
from nennep.viet.order import fold
from nennep.viet.write import paper_day

RANK = {"target": 0, "task": 1, "finding": 2, "header": 3, "citation": 4, "recipient": 5, "number": 6}


@dataclass(frozen=True)
class Piece:
    """A stretch of text; ``kind`` is empty where nothing was found."""

    text: str
    kind: str = ""
    anchor: str = ""
    target: str = ""
    state: str = ""
    start: int = 0


def pieces(document: Document, proposals: Iterable[Proposal]) -> list[Piece]:
    """The text in marked and plain pieces, in order, without overlap: what matters most wins a place."""
    spans = [
        (RANK.get(row.kind, 9), row.start, row.end, row.kind, f"m{row.pk}", f"p{row.pk}", row.state)
        for row in proposals
    ]
    for place, found in enumerate(document.findings):
        spans.append((RANK["finding"], found["start"], found["end"], "finding", f"mf{place}", f"f{place}", "open"))
    for start, end, _found in document.unexplained:
        spans.append((RANK["number"], start, end, "number", "", "", ""))
    return _cut(document.text, _without_overlap(spans))


Span = tuple[int, int, int, str, str, str, str]


def _without_overlap(spans: Sequence[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(spans):
        if span[1] < span[2] and all(span[2] <= other[1] or span[1] >= other[2] for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda span: span[1])


def _cut(text: str, spans: Sequence[Span]) -> list[Piece]:
    found, here = [], 0
    for _rank, start, end, kind, anchor, target, state in spans:
        if start > here:
            found.append(Piece(text[here:start], start=here))
        found.append(Piece(text[start:end], kind, anchor, target, state, start))
        here = end
    return [*found, Piece(text[here:], start=here)] if here < len(text) else found


def told_findings(document: Document) -> list[tuple[str, str]]:
    """(anchor, sentence) of every finding, in the office's tone."""
    return [(f"f{place}", finding_words(found)) for place, found in enumerate(document.findings)]


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
        "spelling.likely": _("“{printed}” có thể là “{likely}”. Đề nghị kiểm tra lại."),
        "spelling.doubled": _("Từ “{printed}” in lặp. Đề nghị kiểm tra lại."),
    }
    params = found.get("params")
    values = {"quote": found.get("quote", ""), **_in_words(params if isinstance(params, dict) else {})}
    words = sentences.get(str(found.get("code")), _("Đề nghị xem lại đoạn “{quote}”."))

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
    rows = access.see.rows(actor).select_related("unit")
    if words:
        folded = fold(words)
        rows = rows.filter(Q(title_fold__contains=folded) | Q(number__icontains=words.replace(" ", "")))
    for name, value in (("kind", kind), ("direction", direction)):
        if value:
            rows = rows.filter(**{name: value})
    if year.isdigit():
        rows = rows.filter(dated__year=int(year))
    return rows.order_by("-dated", "-id").defer("text", "findings", "unexplained")


def cites(document: Document) -> list[Citation]:
    """What the paper cites, in the order of its text."""
    return list(document.citations.select_related("cited"))


def cited_by(actor: Actor, document: Document) -> list[Document]:
    """Registered papers that cite this one."""
    numbers = Citation.objects.filter(Q(cited=document) | Q(number=document.number)).values("document_id")
    return list(access.see.rows(actor).filter(pk__in=numbers).exclude(pk=document.pk).defer("text")[:50])
