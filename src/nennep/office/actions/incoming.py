"""The way of an incoming paper: entered, submitted, bút phê, assigned with a deadline, done."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.documents.rules import spellings
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.office import access
from nennep.office.actions.books import Undated, draw
from nennep.office.models import Flow, Incoming, Number, Stage
from nennep.office.queries.catalogue import issuer_for
from nennep.org.models import Unit
from nennep.org.queries import accounts_in


class KeptOnPaper(Refused):
    """A secret-marked paper: neither its text nor its abstract is kept here."""


class EnteredBefore(Refused):
    """A paper of this number and day stands in the book already."""


class NoDeadline(Refused):
    """A deadline that has passed when it is set."""


@transaction.atomic
def enter_incoming(
    unit: Unit, *, by: Actor, received_on: date, document: Document | None = None, again: bool = False, **given: Any
) -> Incoming:
    """Enter a paper into the book of incoming papers, with the next order number.

    ``given`` are the columns of the line. Of a secret paper only where it lies is kept. Raises KeptOnPaper,
    EnteredBefore (unless ``again``), Undated.
    """
    unit = access.enter.claim(by, unit)
    if received_on > today():
        raise Undated(_("Ngày đến không thể sau hôm nay."), field="received_on")
    if given.get("secrecy"):
        _only_its_place(given, document)
    elif not again:
        _not_there_yet(unit, given)
    title, sender = given.get("title", ""), given.get("sender", "")
    order = draw(
        unit,
        by=by,
        code="",
        flow=Flow.INCOMING,
        day=received_on,
        kind=given.get("kind", ""),
        title=title,
        document=document,
    )
    row: Incoming = Incoming.objects.create(
        unit=unit, unit_key=unit.key, order=order, document=document, received_on=received_on, issuer=issuer_for(unit, sender),
        **{name: value for name, value in given.items() if value is not None},
    )  # fmt: skip
    record("office.enter", row, by=by, says={"order": order.words, "number": told(row)})
    return row


def told(row: Incoming) -> str:
    """A paper in a few words; a secret one by its order alone."""
    if row.secrecy:
        return _("({degree}, lưu bản giấy)").format(degree=row.get_secrecy_display())
    return f"{row.number} {row.title}".strip()[:160]


def _only_its_place(given: dict[str, Any], document: Document | None) -> None:
    if not given.get("paper_at"):
        raise KeptOnPaper(_("Văn bản mật: đề nghị ghi nơi lưu bản giấy."), field="paper_at")
    if document is not None or given.get("title"):
        raise KeptOnPaper(
            _("Văn bản mật không đưa vào hệ thống: bỏ trống trích yếu, không kèm tệp, chỉ ghi nơi lưu bản giấy."),
            field="title",
        )


def _not_there_yet(unit: Unit, given: dict[str, Any]) -> None:
    number, dated = given.get("number"), given.get("dated")
    known = (
        Incoming.objects.filter(unit=unit, number__in=spellings(number)).select_related("order").first()
        if number
        else None
    )
    if known is None:
        return
    if known.dated == dated:
        words = _("Văn bản {number} đã vào sổ đến số {order}.").format(number=number, order=known.order.value)
    else:
        words = _("Văn bản {number} đã vào sổ đến số {order} nhưng ghi ngày khác ({day}). Đề nghị đối chiếu bản gốc.").format(
            number=number, order=known.order.value, day=f"{known.dated:%d/%m/%Y}" if known.dated else "–"
        )  # fmt: skip
    raise EnteredBefore(f"{words} " + _("Nếu vẫn cần vào sổ lần nữa, chọn “Vẫn vào sổ”."), field="number")


@transaction.atomic
def submit_incoming(row: Incoming, *, by: Actor, proposal: str = "") -> Incoming:
    """Put the paper before the secretary, with what the office proposes."""
    row = access.submit.claim(by, row)
    changes = change(row, stage=Stage.SUBMITTED, submitted_on=today(), proposal=proposal.strip())
    words = _("Có văn bản đến chờ bút phê: {paper}.").format(paper=told(row))
    tell(accounts_in([row.unit_key], "office.note"), words, f"/van-thu/den/{row.pk}/")
    record("office.submit", row, by=by, says={"number": told(row)}, changes=changes)
    return row


@transaction.atomic
def note_incoming(row: Incoming, *, by: Actor, note: str, seen: int | None = None) -> Incoming:
    """Bút phê: what the secretary writes on the paper; whoever assigns reads it. A note written meanwhile is not lost."""
    row = access.note.claim(by, row, seen=seen)
    changes = change(row, stage=Stage.NOTED, note=note.strip(), noted_by=by.name, noted_on=today())
    words = _("Đã có bút phê, chờ giao xử lý: {paper}.").format(paper=told(row))
    tell(accounts_in([row.unit_key], "office.assign"), words, f"/van-thu/den/{row.pk}/")
    record("office.note", row, by=by, says={"number": told(row)}, changes=changes)
    return row


@transaction.atomic
def assign_incoming(
    row: Incoming, *, by: Actor, account_id: int, handler: str, due_on: date, helpers: str = ""
) -> Incoming:
    """Give the paper to a person with a deadline, as the note says. Raises NoDeadline."""
    row = access.assign.claim(by, row)
    if due_on < today():
        raise NoDeadline(_("Hạn xử lý phải từ hôm nay trở đi."), field="due_on")
    changes = change(
        row, stage=Stage.ASSIGNED, handler_id=account_id, handler=handler, due_on=due_on, helpers=helpers.strip()[:300]
    )
    words = _("Được giao xử lý văn bản đến {paper}, hạn {day}.").format(paper=told(row), day=f"{due_on:%d/%m/%Y}")
    tell([account_id], words, f"/van-thu/den/{row.pk}/")
    record("office.assign", row, by=by, says={"number": told(row), "handler": handler}, changes=changes)
    return row


@transaction.atomic
def remind_handler(row: Incoming, *, by: Actor) -> Incoming:
    """Remind who handles a paper whose day is over."""
    row = access.finish.claim(by, row)
    words = _("Đề nghị đồng chí xử lý văn bản đến {paper}; hạn {day}.").format(
        paper=told(row), day=f"{row.due_on:%d/%m/%Y}"
    )
    tell([row.handler_id] if row.handler_id else [], words, f"/van-thu/den/{row.pk}/")
    record("office.remind_handler", row, by=by, says={"number": told(row), "handler": row.handler})
    return row


@transaction.atomic
def finish_incoming(row: Incoming, *, by: Actor, result: str, answer: Number | None = None) -> Incoming:
    """What came of it: in words, and the paper that answers it."""
    row = access.finish.claim(by, row)
    changes = change(row, stage=Stage.DONE, done_on=today(), result=result.strip(), answer=answer)
    record("office.finish", row, by=by, says={"number": told(row)}, changes=changes)
    return row


@transaction.atomic
def reopen_incoming(row: Incoming, *, by: Actor) -> Incoming:
    """Not done after all: back to the one who handles it."""
    row = access.reopen.claim(by, row)
    changes = change(row, stage=Stage.ASSIGNED, done_on=None)
    record("office.reopen", row, by=by, says={"number": told(row)}, changes=changes)
    return row
