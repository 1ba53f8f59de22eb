"""Books and numbers: give the next one, open a book in mid-term, enter an old one, cancel."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.journal.actions import record
from nennep.office import access, rules
from nennep.office.models import Book, Draft, Flow, Number, State, Step
from nennep.org.models import Term, Unit


class NotNumbered(Refused):
    """A kind of paper that carries no number."""


class BookInUse(Refused):
    """A book that numbers have left already; its beginning stands."""


class NumberTaken(Refused):
    """An old number that the book already accounts for, or that the book has not reached."""


class Undated(Refused):
    """A number dated in days that have not come."""


def term_of(unit: Unit, day: date) -> str:
    """The term whose books are open in a unit on a day; the year where no term is kept."""
    name = Term.objects.filter(unit=unit, since__lte=day, until__gt=day).values_list("name", flat=True).first()
    return name or str(day.year)


def _held(unit: Unit, code: str, term: str) -> Book:
    """The book, made where there is none, locked until the transaction ends."""
    row, _made = Book.objects.get_or_create(unit=unit, code=code, term=term, defaults={"unit_key": unit.key})
    held: Book = Book.objects.select_for_update().get(pk=row.pk)
    return held


@transaction.atomic
def issue_number(
    unit: Unit,
    *,
    by: Actor,
    kind: str,
    title: str = "",
    dated: date | None = None,
    signer: str = "",
    recipients: str = "",
    copies: int | None = None,
    flow: str = Flow.OUTGOING,
    document: Document | None = None,
) -> Number:
    """Give the next number of a kind from the unit's book of the term: ``12-BC/ĐU``. Never twice, never a gap.

    Numbers run on from 01 by issuer and kind within a term (36-HD/VPTW). Raises NotNumbered, Undated.
    """
    unit = access.number.claim(by, unit)
    code, day = rules.code_of(kind), dated or today()
    if not code:
        raise NotNumbered(_("Loại văn bản này không lấy số. Đề nghị chọn loại khác."), field="kind")
    if day > today():
        raise Undated(_("Không cấp số cho ngày chưa đến."), field="dated")
    words = {"kind": kind, "title": title.strip(), "signer": signer[:120], "recipients": recipients[:300]}
    row = draw(unit, by=by, code=code, flow=flow, day=day, copies=copies, document=document, **words)
    record("office.number", row, by=by, says={"number": row.words})
    return row


def draw(unit: Unit, *, by: Actor, code: str, flow: str, day: date, **more: object) -> Number:
    """The next number of a book under its lock; the verb that calls it has passed its gate and records."""
    book = _held(unit, code, term_of(unit, day))
    change(book, last=book.last + 1)
    words = rules.words_of(book.last, code, unit.symbol or "ĐU") if code else str(book.last)
    row: Number = Number.objects.create(
        book=book, unit=unit, unit_key=unit.key, flow=flow, value=book.last, words=words, dated=day, given_by=by.name,
        given_at=now(), **more,
    )  # fmt: skip
    return row


@transaction.atomic
def open_book(unit: Unit, *, by: Actor, code: str, last: int) -> Book:
    """Begin a book in mid-term: the last number given before. Raises BookInUse once a number has left it here."""
    unit = access.number.claim(by, unit)
    book = _held(unit, code, term_of(unit, today()))
    if book.last != book.opened_with or book.numbers.filter(value__gt=last).exists():
        raise BookInUse(
            _("Sổ này đã cấp đến số {last} nên không đặt lại số đầu được. Số sai thì hủy, có ghi lý do.").format(last=book.last),
            field="last",
        )  # fmt: skip
    change(book, opened_with=last, last=last)
    record("office.open_book", book, by=by, says={"code": code or _("đến"), "term": book.term, "last": last})
    return book


@transaction.atomic
def enter_old(
    book: Book,
    *,
    by: Actor,
    value: int,
    kind: str,
    title: str,
    dated: date,
    signer: str = "",
    flow: str = Flow.OUTGOING,
) -> Number:
    """Enter a line of the book kept before. Raises NumberTaken where it is there already or was not given before."""
    book = access.keep_book.claim(by, book)
    if value > book.opened_with or value < 1:
        raise NumberTaken(
            _("Sổ cũ kết thúc ở số {last}. Số lớn hơn do hệ thống cấp.").format(last=book.opened_with), field="value"
        )
    if Number.objects.filter(book=book, value=value).exists():
        raise NumberTaken(_("Số {value} đã có trong sổ. Đề nghị kiểm tra lại.").format(value=value), field="value")
    if book.code and rules.code_of(kind) != book.code:
        raise NumberTaken(_("Loại văn bản không đúng với sổ {code}.").format(code=book.code), field="kind")
    unit = book.unit
    words = rules.words_of(value, book.code, unit.symbol or "ĐU") if book.code else str(value)
    row: Number = Number.objects.create(
        book=book, unit=unit, unit_key=unit.key, flow=flow, value=value, words=words, kind=kind, title=title.strip(), dated=dated,
        signer=signer[:120], old=True, given_by=by.name, given_at=now(),
    )  # fmt: skip
    record("office.enter_old", row, by=by, says={"number": words})
    return row


@transaction.atomic
def cancel_number(number: Number, *, by: Actor, reason: str) -> Number:
    """Số hủy: the number stays in its place in the book, with the reason; it is not given again.

    A signed paper that bore it waits for another; one that was issued is recalled, its number is not cancelled.
    """
    number = access.cancel.claim(by, number)
    changes = change(number, state=State.CANCELLED, reason=reason.strip()[:300])
    says = {"number": number.words, "reason": number.reason}
    record("office.cancel", number, by=by, says=says, changes=changes)
    if draft := Draft.objects.filter(number=number).first():
        changes = change(draft, step=Step.SIGNED, number=None)
        record("office.cancel", draft, by=by, says=says, changes={"step": changes["step"]})
    return number


@transaction.atomic
def adopt_paper(document: Document, *, by: Actor) -> Number:
    """Enter an own paper that was read from its text, under the number printed on it, into its book.

    A number beyond a book nothing has left yet begins the book there. Raises NumberTaken.
    """
    document = access.adopt.claim(by, document)
    unit, parts = document.unit, rules.parts_of(document.number)
    if parts is None or document.dated is None or parts[1] != rules.code_of(document.kind):
        raise NumberTaken(_("Số, loại hoặc ngày in trên văn bản chưa đủ để vào sổ. Đề nghị đối chiếu bản gốc."))
    book = _held(unit, parts[1], term_of(unit, document.dated))
    if parts[0] > book.last:
        if book.last != book.opened_with:
            raise NumberTaken(
                _("Sổ {code} mới cấp đến số {last}. Đề nghị kiểm tra số {number}.").format(
                    code=book.code, last=book.last, number=document.number
                )
            )
        change(book, opened_with=parts[0], last=parts[0])
    known = Number.objects.filter(book=book, value=parts[0]).first()
    if known is not None and (known.document_id or known.state == State.CANCELLED):
        raise NumberTaken(_("Số {value} đã có trong sổ. Đề nghị kiểm tra lại.").format(value=parts[0]))
    if known is None:
        known = Number.objects.create(
            book=book, unit=unit, unit_key=unit.key, flow=document.direction, value=parts[0], words=document.number, kind=document.kind,
            title=document.title, dated=document.dated, signer=document.signatory, old=True, document=document, given_by=by.name, given_at=now(),
        )  # fmt: skip
    else:
        change(known, document=document)
    record("office.adopt", known, by=by, says={"number": known.words})
    return known
