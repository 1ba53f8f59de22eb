"""Sending papers on: to units with a purpose, to the web, to a file; receipts, carrying out, reminders; dissemination."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.office import access
from nennep.office.events import PaperSent
from nennep.office.models import Delivery, Purpose, Session, Study
from nennep.org.models import Unit
from nennep.org.queries import accounts_in

R = TypeVar("R", Delivery, Session)
PAUSE = timedelta(days=7)
"""Nobody is reminded twice within it (PRACTICE 5: at most weekly)."""


class NobodyToSend(Refused):
    """No recipient that has not got the paper already."""


class NotOrdered(Refused):
    """A unit below does not order the one above it to carry a paper out."""


class PastDay(Refused):
    """A day to be ready by that has passed."""


class NothingDue(Refused):
    """Nobody is left to remind, or all were reminded within the last week."""


class NotHeld(Refused):
    """Figures of a session that cannot be."""


def named(document: Document) -> str:
    """A paper in a few words."""
    return f"{document.number} {document.title}".strip()[:160]


@transaction.atomic
def send_paper(
    document: Document,
    *,
    by: Actor,
    purpose: str,
    units: Iterable[Unit] = (),
    names: Iterable[str] = (),
    due_on: date | None = None,
    place: str = "",
) -> list[Delivery]:
    """Send a registered paper for one purpose to units and to names outside; those that have it already are left out.

    Raises NobodyToSend, NotOrdered, PastDay.
    """
    document = access.send.claim(by, document)
    _ahead(due_on)
    units = _fresh(document, units)
    if purpose == Purpose.ACT and any(document.unit_key.startswith(unit.key) for unit in units):
        raise NotOrdered(_("Gửi cấp trên thì chọn để báo cáo hoặc để biết."), field="purpose")
    rows = [_sent(document, unit, unit.name, purpose, due_on, place) for unit in units]
    rows += [_sent(document, None, name, purpose, due_on, place) for name in _new(document, purpose, names)]
    if not rows:
        raise NobodyToSend(_("Chưa chọn nơi nhận, hoặc các đơn vị đã chọn đều đã nhận văn bản này."), field="whom")
    made = Delivery.objects.bulk_create(rows)
    _tell(made, document)
    carriers = tuple(row.unit_id for row in made if row.unit_id and purpose == Purpose.ACT)
    publish(PaperSent(document.pk, carriers))
    says = {"number": named(document), "count": len(made), "purpose": str(Purpose(purpose).label)}
    record("office.send", document, by=by, says=says)
    return made


def _ahead(day: date | None) -> None:
    if day is not None and day < today():
        raise PastDay(_("Thời hạn phải từ hôm nay trở đi."), field="due_on")


def _fresh(document: Document, units: Iterable[Unit]) -> list[Unit]:
    there = set(Delivery.objects.filter(document=document).values_list("unit_id", flat=True))
    return [unit for unit in units if unit.pk not in there]


def _new(document: Document, purpose: str, names: Iterable[str]) -> list[str]:
    there = set(Delivery.objects.filter(document=document, unit=None, purpose=purpose).values_list("name", flat=True))
    return [name for name in dict.fromkeys(one.strip()[:250] for one in names) if name and name not in there]


def _sent(
    document: Document,
    unit: Unit | None,
    name: str,
    purpose: str,
    due_on: date | None,
    place: str,
    via: Delivery | None = None,
) -> Delivery:
    giver = via.unit if via and via.unit else document.unit
    return Delivery(
        document=document, giver=giver, giver_key=giver.key, unit=unit, unit_key=unit.key if unit else giver.key, name=name, purpose=purpose,
        place=place[:250], via=via, sent_on=today(), due_on=due_on,
    )  # fmt: skip


def _tell(rows: Iterable[Delivery], document: Document) -> None:
    keys = [row.unit_key for row in rows if row.unit_id]
    words = _("Có văn bản gửi đến: {paper}.").format(paper=named(document))
    tell(accounts_in(keys, "office.receive"), words, "/van-thu/nhan/")


@transaction.atomic
def open_delivery(row: Delivery, *, by: Actor) -> Delivery:
    """Remember the first day on which the recipient unit opened the paper; no line, it is not an act of authority."""
    held = access.receive.claim(by, row)
    change(held, opened_on=held.opened_on or today())
    return held


@transaction.atomic
def acknowledge_delivery(row: Delivery, *, by: Actor) -> Delivery:
    """The read receipt of a unit."""
    row = access.acknowledge.claim(by, row)
    changes = change(row, receipt_on=today(), receipt_by=by.name, opened_on=row.opened_on or today())
    record("office.acknowledge", row, by=by, says={"unit": row.name, "number": named(row.document)}, changes=changes)
    return row


@transaction.atomic
def pass_on(
    row: Delivery, *, by: Actor, units: Iterable[Unit], purpose: str, due_on: date | None = None
) -> list[Delivery]:
    """A unit passes a paper it got on to units below it, by its own day or one it sets. Raises NobodyToSend."""
    row = access.receive.claim(by, row)
    day = due_on or row.due_on
    rows = [_sent(row.document, unit, unit.name, purpose, day, "", row) for unit in _fresh(row.document, units)]
    if not rows:
        raise NobodyToSend(_("Các đơn vị đã chọn đều đã nhận văn bản này."), field="units")
    made = Delivery.objects.bulk_create(rows)
    change(row, passed_on=today(), opened_on=row.opened_on or today())
    _tell(made, row.document)
    says = {"unit": row.name, "number": named(row.document), "count": len(made)}
    record("office.pass_on", row, by=by, says=says)
    return made


@transaction.atomic
def carry_out(row: Delivery, *, by: Actor, result: str) -> Delivery:
    """A unit reports what it did to carry a paper out."""
    row = access.carry_out.claim(by, row)
    day = today()
    receipt = {} if row.receipt_on else {"receipt_on": day, "receipt_by": by.name}
    changes = change(row, done_on=day, result=result.strip(), opened_on=row.opened_on or day, **receipt)
    record("office.carry_out", row, by=by, says={"unit": row.name, "number": named(row.document)}, changes=changes)
    return row


@transaction.atomic
def publish_paper(row: Delivery, *, by: Actor, place: str) -> Delivery:
    """Say where on the web a paper was published."""
    row = access.publish.claim(by, row)
    changes = change(row, done_on=today(), place=place.strip()[:250])
    record(
        "office.publish",
        row,
        by=by,
        unit_id=row.giver_id,
        says={"number": named(row.document), "place": row.place},
        changes=changes,
    )
    return row


def waiting(row: Delivery, day: date) -> bool:
    """Whether a recipient still owes something: the receipt, or the result that is due."""
    if row.unit_id is None or row.purpose == Purpose.REPORT:
        return False
    if row.purpose == Purpose.ACT and row.done_on is None:
        return row.receipt_on is None or (row.due_on is not None and row.due_on <= day + PAUSE)
    return row.receipt_on is None


def _reminded(waiting: Iterable[R]) -> list[R]:
    """Those who were not reminded within the pause, with one reminder more. Raises NothingDue."""
    day = today()
    rows = [row for row in waiting if row.reminded_on is None or row.reminded_on <= day - PAUSE]
    if not rows:
        raise NothingDue(_("Không còn đơn vị nào cần nhắc, hoặc đã nhắc trong bảy ngày qua."))
    for row in rows:
        change(row, reminded=row.reminded + 1, reminded_on=day)
    return rows


@transaction.atomic
def remind_recipients(document: Document, *, by: Actor) -> list[Delivery]:
    """One press: everybody who owes a receipt or a result hears it once a week at most. Raises NothingDue."""
    document = access.send.claim(by, document)
    held = Delivery.objects.select_for_update().filter(document=document)
    rows = _reminded(row for row in held if waiting(row, today()))
    words = _("Đề nghị xác nhận, thực hiện văn bản {paper}.").format(paper=named(document))
    tell(accounts_in([row.unit_key for row in rows], "office.receive"), words, "/van-thu/nhan/")
    record("office.remind", document, by=by, says={"number": named(document), "count": len(rows)})
    return rows


@transaction.atomic
def plan_study(
    document: Document, *, by: Actor, name: str, units: Iterable[Unit], due_on: date, form: str = ""
) -> Study:
    """Plan the dissemination of a paper: which units study it by when. Raises NobodyToSend, PastDay."""
    document = access.plan_study.claim(by, document)
    _ahead(due_on)
    chosen = list(units)
    if not chosen:
        raise NobodyToSend(_("Chưa chọn đơn vị."), field="whom")
    unit = document.unit
    row: Study = Study.objects.create(
        document=document, unit=unit, unit_key=unit.key, name=name.strip(), form=form.strip(), due_on=due_on
    )
    Session.objects.bulk_create(
        Session(study=row, giver_key=unit.key, unit=one, unit_key=one.key) for one in chosen
    )  # fmt: skip
    words = _("Đề nghị tổ chức quán triệt “{name}” trước ngày {day}.").format(
        name=row.name[:200], day=f"{due_on:%d/%m/%Y}"
    )
    tell(accounts_in([one.key for one in chosen], "office.receive"), words, f"/van-thu/quan-triet/{row.pk}/")
    record("office.plan_study", row, by=by, says={"name": row.name, "count": len(chosen)})
    return row


@transaction.atomic
def report_session(
    session: Session, *, by: Actor, held_on: date, required: int, present: int, note: str = ""
) -> Session:
    """A unit says when it held its session, how many were to come and how many came. Raises NotHeld."""
    session = access.hold_session.claim(by, session)
    return _reported(session, by, held_on, required, present, note)


@transaction.atomic
def cover_session(session: Session, *, by: Actor, held_on: date, required: int, present: int, note: str) -> Session:
    """Signed minutes of a conference say how many of a unit were to come and came; what was reported before stays.

    Who signs for the conference's body does it for the units below, whoever receives papers there. Raises NotHeld.
    """
    session = access.cover_session.claim(by, session)
    return _reported(session, by, held_on, required, present, note)


def _reported(session: Session, by: Actor, held_on: date, required: int, present: int, note: str) -> Session:
    if held_on > today():
        raise NotHeld(_("Ngày tổ chức không thể sau hôm nay."), field="held_on")
    if present > required or required < 1:
        raise NotHeld(_("Số người dự không thể nhiều hơn số người phải dự."), field="present")
    changes = change(session, held_on=held_on, required=required, present=present, note=note.strip()[:400])
    says = {"unit": session.unit.name, "name": session.study.name, "present": present, "required": required}
    record("office.session", session, by=by, says=says, changes=changes)
    return session


@transaction.atomic
def remind_sessions(study: Study, *, by: Actor) -> list[Session]:
    """Remind the units that have not held their session, once a week at most. Raises NothingDue."""
    study = access.chase_study.claim(by, study)
    rows = _reminded(Session.objects.select_for_update().filter(study=study, held_on=None))
    words = _("Đề nghị tổ chức quán triệt “{name}” trước ngày {day}.").format(
        name=study.name[:200], day=f"{study.due_on:%d/%m/%Y}"
    )
    tell(accounts_in([row.unit_key for row in rows], "office.receive"), words, f"/van-thu/quan-triet/{study.pk}/")
    record("office.remind_sessions", study, by=by, says={"name": study.name, "count": len(rows)})
    return rows
