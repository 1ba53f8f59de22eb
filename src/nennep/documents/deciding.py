"""Deciding on what was read: take, refuse, correct, merge, split, add; every step can be taken back and done again.

All verbs lock the paper first, so that two reviewers never wait for each other in a ring. What a person decides about
a rule's finding is kept beside it as an example.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import NotYours, Refused, Stale
from nennep.documents import access
from nennep.documents.models import HIDDEN, Document, Example, Proposal, Step
from nennep.documents.twins import look_for_twin

SHOT = ("state", "values", "read_values", "start", "end", "quote", "decided_by")
AROUND = 160  # characters of the text kept on each side of an example


class NothingFound(Refused):
    """A sentence that does not stand in the text."""


class NotOneKind(Refused):
    """Two proposals of different kinds, or one and the same, cannot become one."""


class NotTwoParts(Refused):
    """A proposal split into fewer than two parts."""


class NothingToUndo(Refused):
    """No step of this person is left to take back, or to do again."""


@dataclass(frozen=True)
class Restored:
    """A step taken back or done again; ``left`` proposals stay as somebody else decided them later."""

    step: Step
    left: int


def _held(document: Document, by: Actor) -> Document:
    return access.review.claim(by, document)


def _claim(proposal: Proposal, by: Actor, seen: int | None) -> tuple[Document, Proposal]:
    """The paper and the proposal, both locked, the paper first. Stale when somebody decided the proposal meanwhile."""
    document = _held(proposal.document, by)
    held = access.decide.claim(by, proposal)
    if held.state in HIDDEN:
        raise Stale(held, seen or 0)
    if seen is not None and held.version != seen:
        raise Stale(held, seen)
    return document, held


def shot(row: Proposal) -> dict[str, Any]:
    """What of a proposal a step changes, as plain values."""
    return {name: getattr(row, name) for name in SHOT}


@transaction.atomic
def decide_proposal(
    proposal: Proposal, *, by: Actor, state: str, values: dict[str, Any] | None = None, seen: int | None = None
) -> Proposal:
    """Take, refuse or put back one proposal; ``values`` corrects what was read and takes it.

    Raises Stale when somebody decided it since version ``seen``, unless both decided the same; a decision that is sent
    again because its answer was lost is made once.
    """
    if state not in {"taken", "refused", "open"}:
        raise NotYours
    if seen is not None and (done := _already(proposal, by, state, values)):
        return done
    document, held = _claim(proposal, by, seen)
    before = shot(held)
    more: dict[str, Any] = {}
    if values is not None and (said := held.values | values) != held.values:
        more = {"values": said, "read_values": held.read_values or held.values}
    change(held, state=state, decided_by=by.account_id, decided_at=now(), **more)
    act = "correct" if more else {"taken": "take", "refused": "refuse", "open": "reopen"}[state]
    _keep(document, by, act, [(held, before)])
    return held


def _already(proposal: Proposal, by: Actor, state: str, values: dict[str, Any] | None) -> Proposal | None:
    """The proposal where it stands as it is wished: decided so by anybody, or corrected so by the same person."""
    row = access.decide.rows(by).filter(pk=proposal.pk, state=state).first()
    if row is None or values is None:
        return row
    return row if row.decided_by == by.account_id and row.values | values == row.values else None


@transaction.atomic
def decide_all(document: Document, *, by: Actor, kind: str, state: str = "taken") -> int:
    """Decide every open proposal of a kind; returns how many."""
    document = _held(document, by)
    rows = list(Proposal.objects.select_for_update().filter(document=document, kind=kind, state="open"))
    befores = [shot(row) for row in rows]
    for row in rows:
        row.state, row.decided_by, row.decided_at, row.version = state, by.account_id, now(), row.version + 1
    Proposal.objects.bulk_update(rows, ["state", "decided_by", "decided_at", "version"])
    if rows:
        _keep(document, by, "take_all", list(zip(rows, befores, strict=True)))
    return len(rows)


@transaction.atomic
def add_proposal(
    document: Document, *, by: Actor, kind: str, quote: str, values: dict[str, Any], start: int | None = None
) -> Proposal:
    """Add what the reader missed, by a piece of the text; it counts as taken. The same is added once.

    Raises NothingFound.
    """
    document = _held(document, by)
    start = place_of(document.text, quote, start)
    same = document.proposals.filter(kind=kind, start=start, rule="person", state="taken", decided_by=by.account_id)
    if known := same.filter(quote=quote, values=values).first():
        return known
    row = _new(document, by, kind, (quote, start), rule="person", values=values)
    _keep(document, by, "add", [(row, {"state": "gone"})])
    return row


@transaction.atomic
def merge_proposals(proposal: Proposal, *, by: Actor, other: Proposal, seen: int | None = None) -> Proposal:
    """Make one of two proposals of a kind: the first keeps its place, takes what only the other says, and is taken."""
    document, held = _claim(proposal, by, seen)
    away = access.decide.claim(by, other)
    if away.pk == held.pk or away.kind != held.kind or away.document_id != held.document_id or away.state in HIDDEN:
        raise NotOneKind(_("Chỉ gộp được hai mục cùng loại của một văn bản. Đề nghị chọn mục khác."), field="other")
    befores = [shot(held), shot(away)]
    first, last = sorted((held, away), key=lambda row: (row.start, row.end))
    said = _joined(first, last)
    spot = _spot(document.text, first, last)
    mark = {"decided_by": by.account_id, "decided_at": now()}
    change(away, state="merged", **mark)
    change(held, state="taken", values=said, read_values=held.read_values or befores[0]["values"], **spot, **mark)
    _keep(document, by, "merge", [(held, befores[0]), (away, befores[1])])
    return held


def _joined(first: Proposal, last: Proposal) -> dict[str, Any]:
    """What two proposals say together: words one after the other, everything else from the first that says it."""
    said = {**last.values, **{name: value for name, value in first.values.items() if value not in (None, "")}}
    for name in ("metric", "action"):
        words = [str(row.values.get(name) or "").strip() for row in (first, last)]
        if name in said:
            said[name] = words[0] if words[1] in words[0] else "; ".join(word for word in words if word)
    return said


def _spot(text: str, first: Proposal, last: Proposal) -> dict[str, Any]:
    """The place of both together where they stand in one line; else the place of the first."""
    end = max(first.end, last.end)
    whole = text[first.start : end]
    if "\n" in whole or not last.end:
        return {"start": first.start, "end": first.end, "quote": first.quote}
    return {"start": first.start, "end": end, "quote": whole}


@transaction.atomic
def split_proposal(proposal: Proposal, *, by: Actor, parts: Sequence[str], seen: int | None = None) -> list[Proposal]:
    """Make several proposals of one, a part each; all are taken, the undivided one is not shown any more."""
    document, held = _claim(proposal, by, seen)
    words = [" ".join(part.split()) for part in parts if part.strip()]
    if len(words) < 2:
        raise NotTwoParts(_("Cần ít nhất hai dòng; mỗi dòng thành một mục riêng."), field="parts")
    before = shot(held)
    change(held, state="split", decided_by=by.account_id, decided_at=now())
    made = [
        _new(document, by, held.kind, _part_spot(document.text, held, part), held.rule, _part_values(held, part))
        for part in words
    ]
    _keep(document, by, "split", [(held, before), *((row, {"state": "gone"}) for row in made)])
    return made


NAMES = {"target": "metric", "task": "action", "recipient": "name", "citation": "number", "header": "value"}


def _part_values(row: Proposal, part: str) -> dict[str, Any]:
    return {**row.values, NAMES[row.kind]: part}


def _part_spot(text: str, row: Proposal, part: str) -> tuple[str, int]:
    """Where a part stands within or near the undivided place; the undivided place where it cannot be found."""
    line = text.rfind("\n", 0, row.start) + 1
    place = text.find(part, line, max(row.end, text.find("\n", row.end)))
    return (part, place) if place >= 0 else (row.quote, row.start)


def _new(
    document: Document, by: Actor, kind: str, spot: tuple[str, int], rule: str, values: dict[str, Any]
) -> Proposal:
    quote, start = spot
    return Proposal.objects.create(
        document=document, unit_key=document.unit_key, kind=kind, start=start, end=start + len(quote), quote=quote,
        rule=rule, values=values, state="taken", added=True, decided_by=by.account_id, decided_at=now(),
    )  # fmt: skip


def place_of(text: str, quote: str, start: int | None = None) -> int:
    """Where a quote stands: at ``start`` if it does, else its first place. Raises NothingFound."""
    if start is not None and text[start : start + len(quote)] == quote:
        return start
    place = text.find(quote) if quote.strip() else -1
    if place < 0:
        raise NothingFound(
            _("Không thấy đoạn này trong văn bản. Đề nghị bôi chọn hoặc chép đúng nguyên văn."), field="quote"
        )
    return place


def _keep(document: Document, by: Actor, act: str, changed: Sequence[tuple[Proposal, dict[str, Any]]]) -> Step:
    """Write the step down, the examples beside it, and count the paper's version up, so that a second person notices."""
    rows = [row for row, _before in changed]
    step = Step.objects.create(
        document=document,
        unit_key=document.unit_key,
        act=act,
        kind=rows[0].kind,
        label=rows[0].label[:160],
        rows=[{"id": row.pk, "before": before, "after": shot(row)} for row, before in changed],
        by=by.account_id,
        at=now(),
    )
    keep_examples(document, rows)
    if step.kind == "header":
        look_for_twin(document)
    _touch(document)
    return step


def _touch(document: Document) -> None:
    change(document, touched_at=now())


@transaction.atomic
def undo_step(document: Document, *, by: Actor, meant: int | None = None) -> Restored:
    """Take back this person's last step; as often as there are steps. Raises NothingToUndo.

    ``meant`` is the step the person saw: when it is taken back already, nothing more is.
    """
    document = _held(document, by)
    if done := document.steps.filter(pk=meant or 0, by=by.account_id).exclude(undone_at=None).first():
        return Restored(done, 0)
    step = document.steps.filter(by=by.account_id, undone_at=None).order_by("-id").first()
    if step is None:
        raise NothingToUndo(_("Không còn bước nào của đồng chí để hoàn tác."))
    return _restored(document, step, "after", "before", now())


@transaction.atomic
def redo_step(document: Document, *, by: Actor, meant: int | None = None) -> Restored:
    """Do again the step this person took back last, once where ``meant`` names it. Raises NothingToUndo."""
    document = _held(document, by)
    if done := document.steps.filter(pk=meant or 0, by=by.account_id, undone_at=None).first():
        return Restored(done, 0)
    mine = document.steps.filter(by=by.account_id)
    last = mine.filter(undone_at=None).order_by("-id").first()
    step = mine.filter(id__gt=last.pk if last else 0).exclude(undone_at=None).order_by("id").first()
    if step is None:
        raise NothingToUndo(_("Không có bước nào để làm lại."))
    return _restored(document, step, "before", "after", None)


def _restored(document: Document, step: Step, now_is: str, becomes: str, undone_at: datetime | None) -> Restored:
    """Put the proposals of a step back where nobody else has decided them since."""
    held = {
        row.pk: row for row in document.proposals.select_for_update().filter(pk__in=[one["id"] for one in step.rows])
    }
    mine = [one for one in step.rows if one["id"] in held and _is_still(held[one["id"]], one[now_is])]
    for one in mine:
        change(held[one["id"]], **one[becomes], decided_at=now())
    change(step, undone_at=undone_at)
    keep_examples(document, [held[one["id"]] for one in mine])
    if step.kind == "header":
        look_for_twin(document)
    _touch(document)
    return Restored(step, len(step.rows) - len(mine))


def _is_still(row: Proposal, known: dict[str, Any]) -> bool:
    return all(getattr(row, name) == value for name, value in known.items())


def keep_examples(document: Document, rows: Iterable[Proposal]) -> None:
    """Keep what was decided, one example a proposal; a proposal put back to open leaves none."""
    said = [(row, _decision(row)) for row in rows]
    kept = [_example(document, row, decision) for row, decision in said if decision]
    Example.objects.filter(proposal_id__in=[row.pk for row, decision in said if not decision]).delete()
    Example.objects.bulk_create(
        kept, update_conflicts=True, unique_fields=["proposal_id"],
        update_fields=["decision", "before", "quote", "after", "read", "kept", "at"],
    )  # fmt: skip


def _decision(row: Proposal) -> str:
    """The decision in one word; empty where there is none, and for the parts of a split, which stand with the whole."""
    if row.added:
        return "added" if row.rule == "person" and row.state == "taken" else ""
    if row.state == "taken":
        return "corrected" if row.read_values else "taken"
    return row.state if row.state in {"refused", "merged", "split"} else ""


def _example(document: Document, row: Proposal, decision: str) -> Example:
    text = document.text
    return Example(
        unit_key=document.unit_key,
        document_id=document.pk,
        proposal_id=row.pk,
        kind=row.kind,
        rule="" if row.added else row.rule,
        decision=decision,
        before=text[max(0, row.start - AROUND) : row.start],
        quote=row.quote,
        after=text[row.end : row.end + AROUND],
        read={} if row.added else (row.read_values or row.values),
        kept=row.values if decision in {"taken", "corrected", "added"} else {},
        at=now(),
    )
