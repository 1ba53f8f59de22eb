"""The review screen as it is read: cards in groups, what is left, what can be taken back, who did what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts.queries import names_of
from nennep.core.actor import Actor
from nennep.documents import layout, parting, queries, twins
from nennep.documents.models import HIDDEN, Document, Proposal, Status, Step

GROUPS = (
    ("target", gettext_lazy("Chỉ tiêu")),
    ("task", gettext_lazy("Nhiệm vụ")),
    ("header", gettext_lazy("Thông tin văn bản")),
    ("citation", gettext_lazy("Văn bản viện dẫn")),
    ("recipient", gettext_lazy("Nơi nhận")),
)
ACTS = {
    "take": gettext_lazy("nhận “{label}”"),
    "refuse": gettext_lazy("bỏ “{label}”"),
    "reopen": gettext_lazy("để lại “{label}”"),
    "correct": gettext_lazy("sửa “{label}”"),
    "add": gettext_lazy("bổ sung “{label}”"),
    "merge": gettext_lazy("gộp “{label}”"),
    "split": gettext_lazy("tách “{label}”"),
    "take_all": gettext_lazy("nhận {count} mục cùng loại"),
}


@dataclass(frozen=True)
class Told:
    """A step in words."""

    who: str
    words: str
    at: datetime
    undone: bool


@dataclass(frozen=True)
class Bar:
    """How far the review is, and what can be taken back."""

    decided: int
    total: int
    left: int
    undo: str
    redo: str
    undo_step: int | None
    redo_step: int | None


def cards(document: Document) -> list[Proposal]:
    """What the screen shows, in the order of the text."""
    return list(document.proposals.exclude(state__in=HIDDEN))


def context(actor: Actor, document: Document, rows: Sequence[Proposal]) -> dict[str, Any]:
    """All that the screen needs beside its forms."""
    steps = list(document.steps.order_by("-id")[:200])
    return {
        "document": document,
        "pieces": queries.pieces(document, rows),
        "groups": [
            (kind, label, found) for kind, label in GROUPS if (found := [one for one in rows if one.kind == kind])
        ],
        "findings": queries.told_findings(document),
        "bar": bar(actor, steps, rows),
        "steps": told(steps[:30]),
        "title": title(rows),
        "twin": _twin(document),
        "second": parting.second_begins(document) is not None,
        "numbers": len(document.unexplained),
        "notes": queries.told_notes(document),
        "pages": layout.pages(document, queries.spans(document, rows)) if document.pages else [],
        "from_picture": any(note["code"] == "ocr" for note in document.notes),
    }


def bar(actor: Actor, steps: Sequence[Step], rows: Sequence[Proposal]) -> Bar:
    """``steps`` the newest first."""
    mine = [one for one in steps if one.by == actor.account_id]
    last = next((one for one in mine if one.undone_at is None), None)
    again = next((one for one in reversed(mine) if one.undone_at and (last is None or one.pk > last.pk)), None)
    decided = sum(one.state != "open" for one in rows)
    left = sum(one.state == "open" and one.kind in {"target", "task"} for one in rows)
    words = (step_words(last) if last else "", step_words(again) if again else "")
    steps_of = (last.pk if last else None, again.pk if again else None)
    return Bar(decided, len(rows), left, *words, *steps_of)


def bar_of(actor: Actor, document: Document) -> Bar:
    """The bar alone, for the answer to one decision."""
    return bar(actor, list(document.steps.order_by("-id")[:200]), cards(document))


def step_words(step: Step) -> str:
    """What a step was."""
    label = step.label if len(step.label) <= 60 else step.label[:57].rsplit(" ", 1)[0] + "…"
    return str(ACTS[step.act]).format(label=label, count=len(step.rows))


def told(steps: Sequence[Step]) -> list[Told]:
    """Steps as sentences with who did them."""
    names = names_of({one.by for one in steps})
    return [Told(names.get(one.by, ""), step_words(one), one.at, one.undone_at is not None) for one in steps]


def title(rows: Sequence[Proposal]) -> str:
    """Number and title as read."""
    read = {
        row.values["name"]: str(row.values["value"]) for row in rows if row.kind == "header" and row.state != "refused"
    }
    return " ".join(part for part in (read.get("number"), " ".join(read.get("title", "").split())) if part)


def titled(papers: Sequence[Document]) -> list[tuple[Document, str]]:
    """Papers with number and title: of the register, or as read while they are reviewed."""
    return [(one, title(cards(one)) if one.status == Status.READING else str(one).strip()) for one in papers]


@dataclass(frozen=True)
class Twin:
    """Another paper of the same number, and how it differs in one sentence."""

    document: Document
    words: str


def _twin(document: Document) -> Twin | None:
    if document.twin is None or document.twin_settled:
        return None
    here, there = twins.head_of(document), twins.head_of(document.twin)
    values = {"number": here.get("number", ""), "here": _day(here.get("date")), "there": _day(there.get("date"))}
    if here.get("date") == there.get("date"):
        words = _("Văn bản số {number} ngày {here} đã có, nhưng nội dung không hoàn toàn giống bản này.")
    elif not here.get("date"):
        words = _("Đã có văn bản cùng số {number} ngày {there}; chưa đọc được ngày của bản này.")
    elif not there.get("date"):
        words = _("Đã có văn bản cùng số {number} chưa ghi ngày; bản này ghi ngày {here}.")
    else:
        words = _("Đã có văn bản cùng số {number} nhưng ghi ngày khác: ngày {there}; bản này ghi ngày {here}.")
    return Twin(document.twin, words.format(**values))


def _day(value: str | None) -> str:
    from nennep.documents.time_words import told as time_told

    return time_told(value) or "–"


def decided_by(row: Proposal) -> str:
    """Who decided a proposal last."""
    return names_of([row.decided_by]).get(row.decided_by, "") if row.decided_by else ""
