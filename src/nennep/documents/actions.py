"""What is done with papers: take in, decide on what was found, register."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.documents import access, reading, rules
from nennep.documents.models import Citation, Document, Proposal, Recipient, Status
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.reader import intake, papers
from nennep.viet.order import fold

UNREADABLE = {
    "empty": gettext_lazy("Tệp không có nội dung. Đề nghị chọn lại tệp."),
    "too-big": gettext_lazy("Tệp lớn quá 20 MB. Đề nghị tách hoặc nén bớt hình ảnh."),
    "wrong-kind": gettext_lazy(
        "Chưa đọc được loại tệp này. Đề nghị lưu thành .docx, .txt hoặc PDF có chữ rồi tiếp nhận lại."
    ),
    "encrypted": gettext_lazy("Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi tiếp nhận lại."),
    "scanned": gettext_lazy(
        "Tệp PDF là bản chụp, chưa có chữ để đọc. Đề nghị dùng bản Word hoặc dán nội dung văn bản."
    ),
    "damaged": gettext_lazy("Tệp bị hỏng, không mở được. Đề nghị lấy lại bản gốc."),
    "zip-bomb": gettext_lazy("Tệp nén bất thường nên không mở. Đề nghị kiểm tra lại nguồn gửi."),
    "not-vietnamese": gettext_lazy(
        "Nội dung không giống văn bản tiếng Việt. Đề nghị kiểm tra lại tệp hoặc bảng mã chữ."
    ),
    "secret": gettext_lazy(
        "Văn bản có dấu chỉ độ mật nên không đưa vào hệ thống. Đề nghị văn thư vào sổ văn bản đến, chỉ ghi nơi lưu bản giấy."
    ),
    "too-many-pages": gettext_lazy("Tệp có quá nhiều trang. Đề nghị tách thành từng văn bản."),
}


class CannotRead(Refused):
    """A file that gives no text; the sentence says what to do."""


class AlreadyDecided(Refused):
    """A proposal somebody decided meanwhile."""


class NothingFound(Refused):
    """A sentence that does not stand in the text."""


@dataclass(frozen=True)
class TakenIn:
    """A paper taken in; ``again`` tells that the same text was there already."""

    document: Document
    again: bool


def text_of(name: str, data: bytes) -> str:
    """The text of an uploaded file. Raises CannotRead with a sentence that says what to do."""
    try:
        return intake.read_bytes(name, data).raw
    except intake.Unreadable as problem:
        raise CannotRead(str(UNREADABLE.get(problem.kind, UNREADABLE["wrong-kind"])), field="file") from problem


@transaction.atomic
def take_in_paper(
    unit: Unit, *, by: Actor, text: str, direction: str = "internal", name: str = "", data: bytes = b""
) -> TakenIn:
    """Take a paper in: keep the original, read the text, propose what was found. The same text is taken in once."""
    unit = access.take_in.claim(by, unit)
    if not text.strip():
        raise CannotRead(str(UNREADABLE["empty"]), field="text")
    if rules.secrecy_of(text):
        raise CannotRead(str(UNREADABLE["secret"]), field="text")
    sha = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    if known := Document.objects.filter(unit=unit, text_sha=sha).first():
        return TakenIn(known, again=True)
    paper = papers.read(text)
    document = Document.objects.create(
        unit=unit,
        unit_key=unit.key,
        direction=direction,
        text=text,
        text_sha=sha,
        file_sha=keep_bytes(data) if data else "",
        file_name=name[:250],
        received_on=today() if direction == "incoming" else None,
        findings=reading.findings(paper),
        unexplained=[list(found) for found in paper.unexplained],
        abbreviations=[[one.short, one.long] for one in paper.abbreviations],
        entered_by=by.account_id,
        entered_at=now(),
    )
    Proposal.objects.bulk_create(
        Proposal(document=document, unit_key=unit.key, **values) for values in reading.proposals(paper)
    )
    record("documents.take_in", document, by=by, unit_id=unit.pk, says={"name": name or _("văn bản dán vào")})
    return TakenIn(document, again=False)


@transaction.atomic
def decide_proposal(proposal: Proposal, *, by: Actor, state: str, values: dict[str, Any] | None = None) -> Proposal:
    """Take, refuse or put back one proposal; ``values`` corrects what was read and takes it."""
    held = access.decide.claim(by, proposal)
    more: dict[str, Any] = {}
    if values is not None and values != held.values:
        more = {"values": held.values | values, "read_values": held.read_values or held.values}
    change(held, state=state, decided_by=by.account_id, decided_at=now(), **more)
    _touch(held.document)
    return held


@transaction.atomic
def decide_all(document: Document, *, by: Actor, kind: str, state: str = "taken") -> int:
    """Decide every open proposal of a kind; returns how many."""
    document = access.review.claim(by, document)
    rows = Proposal.objects.filter(document=document, kind=kind, state="open")
    count = rows.update(state=state, decided_by=by.account_id, decided_at=now())
    _touch(document)
    return count


def _touch(document: Document) -> None:
    """Count the paper's version up, so that a second reviewer notices."""
    change(document, touched_at=now())


@transaction.atomic
def add_proposal(
    document: Document, *, by: Actor, kind: str, quote: str, values: dict[str, Any], start: int | None = None
) -> Proposal:
    """Add what the reader missed, by a piece of the text; it counts as taken. Raises NothingFound."""
    document = access.review.claim(by, document)
    place = _place_of(document.text, quote, start)
    row = Proposal.objects.create(
        document=document,
        unit_key=document.unit_key,
        kind=kind,
        start=place,
        end=place + len(quote),
        quote=quote,
        rule="person",
        values=values,
        state="taken",
        added=True,
        decided_by=by.account_id,
        decided_at=now(),
    )
    _touch(document)
    return row


def _place_of(text: str, quote: str, start: int | None) -> int:
    if start is not None and text[start : start + len(quote)] == quote:
        return start
    place = text.find(quote) if quote.strip() else -1
    if place < 0:
        raise NothingFound(
            _("Không thấy đoạn này trong văn bản. Đề nghị bôi chọn hoặc chép đúng nguyên văn."), field="quote"
        )
    return place


@transaction.atomic
def register_paper(document: Document, *, by: Actor, seen: int | None = None) -> Document:
    """Enter a reviewed paper into the register with its citations and recipients.

    Header fields that were taken or left open are used; refused ones are left blank. The taken targets and tasks are
    read by the room above.
    """
    document = access.register.claim(by, document, seen=seen)
    rows = list(document.proposals.exclude(state="refused"))
    changes = change(document, status=Status.REGISTERED, **_header_values(rows))
    _write_citations(document, rows)
    Recipient.objects.bulk_create(
        Recipient(
            document=document,
            unit_key=document.unit_key,
            name=row.values.get("name", row.quote)[:250],
            purpose=row.values.get("purpose") or "",
        )
        for row in rows
        if row.kind == "recipient"
    )
    says = {"number": document.number, "title": document.title[:160]}
    record("documents.register", document, by=by, says=says, changes=changes)
    return document


def _header_values(rows: Iterable[Proposal]) -> dict[str, Any]:
    read = {row.values["name"]: row.values["value"] for row in rows if row.kind == "header"}
    values: dict[str, Any] = {
        name: read[name] for name in ("kind", "number", "issuer", "place", "signatory") if name in read
    }
    values["title"] = " ".join(read.get("title", "").split())
    values["title_fold"] = fold(values["title"])[:2000]
    values["dated"] = _day(read.get("date", ""))
    return values


def _day(token: str) -> date | None:
    try:
        return date.fromisoformat(token)
    except ValueError:
        return None


def _write_citations(document: Document, rows: Iterable[Proposal]) -> None:
    first: dict[str, Proposal] = {}
    for row in rows:
        if row.kind == "citation":
            known = first.setdefault(row.values["number"], row)
            if not known.values.get("date") and row.values.get("date"):
                first[row.values["number"]] = row
    registered = {one.number: one for one in Document.objects.filter(number__in=first, status=Status.REGISTERED)}
    Citation.objects.bulk_create(
        Citation(
            document=document,
            unit_key=document.unit_key,
            kind=row.values.get("kind") or "",
            number=number,
            dated=row.values.get("date") or "",
            issuer=(row.values.get("issuer") or "")[:250],
            quote=row.quote,
            start=row.start,
            cited=registered.get(number),
        )
        for number, row in first.items()
    )
