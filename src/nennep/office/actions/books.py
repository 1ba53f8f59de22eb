"""Books and numbers: give the next one, open a book in mid-term, enter an old one, cancel."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.journal.actions import record
from nennep.office import access, rules
from nennep.office.events import NumberCancelled
from nennep.office.heads import Head, head_of, number_of
from nennep.office.models import Book, Draft, Flow, Number, State, Step, Style
from nennep.org.models import Term, Unit


class NotNumbered(Refused):
    """A kind of paper that carries no number."""


class BookInUse(Refused):
    """A book that numbers have left already; its beginning stands."""


class NumberTaken(Refused):
    """An old number that the book already accounts for, or that the book has not reached."""


class Undated(Refused):
    """A number dated in days that have not come."""


class GivenBefore(Refused):
    """A number is asked anew for a paper of the same kind, day and abstract: a second press, or a page gone back to."""


class NoLetterhead(Refused):
    """A paper in State layout of a unit for which nobody has entered who issues it."""


def issuer_of(unit: Unit, style: str) -> Head:
    """Who issues a unit's papers of a style. Raises NoLetterhead."""
    if found := head_of(unit, style):
        return found
    raise NoLetterhead(
        _("{unit} chưa khai thể thức văn bản hành chính nhà nước (cơ quan ban hành, ký hiệu). Văn thư khai tại Sổ và số.").format(
            unit=unit.name
        ),
        field="style",
    )  # fmt: skip


def term_of(unit: Unit, day: date, style: str = Style.PARTY) -> str:
    """The term whose books are open in a unit on a day; the year where no term is kept, and for State papers."""
    if style == Style.STATE:
        return str(day.year)
    name = Term.objects.filter(unit=unit, since__lte=day, until__gt=day).values_list("name", flat=True).first()
    return name or str(day.year)


def _held(unit: Unit, code: str, term: str, style: str = Style.PARTY) -> Book:
    """The book, made where there is none, locked until the transaction ends."""
    row, _made = Book.objects.get_or_create(
        unit=unit, code=code, term=term, style=style, defaults={"unit_key": unit.key}
    )
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
    style: str = Style.PARTY,
    document: Document | None = None,
    again: bool = True,
) -> Number:
    """Give the next number of a kind from the unit's book of the term: ``12-BC/ĐU``. Never twice, never a gap.

    Numbers run on from 01 by issuer and kind within a term (36-HD/VPTW), of State papers within a year
    (``12/BC-ĐHBV``, Decree 30/2020/NĐ-CP). Raises NotNumbered, Undated, NoLetterhead, and where it is not to be given
    ``again`` GivenBefore.
    """
    unit = access.number.claim(by, unit)
    code, day = numbered_as(kind, style), dated or today()
    if day > today():
        raise Undated(_("Không cấp số cho ngày chưa đến."), field="dated")
    if not again:
        _not_given_yet(unit, kind, title.strip(), day)
    words = {"kind": kind, "title": title.strip(), "signer": signer[:120], "recipients": recipients[:300]}
    row = draw(unit, by=by, code=code, flow=flow, day=day, style=style, copies=copies, document=document, **words)
    record("office.number", row, by=by, says={"number": row.words})
    return row


def _not_given_yet(unit: Unit, kind: str, title: str, day: date) -> None:
    rows = Number.objects.filter(unit=unit, kind=kind, title=title, dated=day, state=State.USED)
    if known := rows.order_by("-value").first():
        words = _(
            "Đã cấp số {number} cho văn bản cùng loại, cùng ngày, cùng trích yếu. Nếu là văn bản khác, chọn “Vẫn cấp số mới”."
        )
        raise GivenBefore(words.format(number=known.words), field="title")


def numbered_as(kind: str, style: str) -> str:
    """The letters a kind carries in numbers of a style. Raises NotNumbered."""
    if code := rules.code_of(kind, style):
        return code
    if rules.code_of(kind):
        raise NotNumbered(
            _("Văn bản hành chính nhà nước không có loại kết luận. Đề nghị chọn thông báo."), field="kind"
        )
    raise NotNumbered(_("Loại văn bản này không lấy số. Đề nghị chọn loại khác."), field="kind")


def draw(unit: Unit, *, by: Actor, code: str, flow: str, day: date, style: str = Style.PARTY, **more: object) -> Number:
    """The next number of a book under its lock; the verb that calls it has passed its gate and records."""
    head = issuer_of(unit, style)
    book = _held(unit, code, term_of(unit, day, style), style)
    change(book, last=book.last + 1)
    words = number_of(book.last, code, head, style)
    row: Number = Number.objects.create(
        book=book, unit=unit, unit_key=unit.key, flow=flow, value=book.last, words=words, dated=day, given_by=by.name,
        given_at=now(), **more,
    )  # fmt: skip
    return row


@transaction.atomic
def open_book(unit: Unit, *, by: Actor, code: str, last: int, style: str = Style.PARTY) -> Book:
    """Begin a book in mid-term: the last number given before. Raises BookInUse once a number has left it here, NoLetterhead."""
    unit = access.number.claim(by, unit)
    issuer_of(unit, style := style if code else Style.PARTY)
    book = _held(unit, code, term_of(unit, today(), style), style)
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
    if book.code and rules.code_of(kind, book.style) != book.code:
        raise NumberTaken(_("Loại văn bản không đúng với sổ {code}.").format(code=book.code), field="kind")
    unit = book.unit
    words = number_of(value, book.code, issuer_of(unit, book.style), book.style)
    row: Number = Number.objects.create(
        book=book, unit=unit, unit_key=unit.key, flow=flow, value=value, words=words, kind=kind, title=title.strip(), dated=dated,
        signer=signer[:120], old=True, given_by=by.name, given_at=now(),
    )  # fmt: skip
    record("office.enter_old", row, by=by, says={"number": words})
    return row


@transaction.atomic
def cancel_number(number: Number, *, by: Actor, reason: str) -> Number:
    """Số hủy: the number stays in its place in the book, with the reason; it is not given again.

    A signed paper or report that bore it waits for another; a paper that was issued is recalled, its number is not cancelled.
    """
    number = access.cancel.claim(by, number)
    values = {"reason": reason.strip()[:300], "cancelled_by": by.name, "cancelled_on": today()}
    changes = change(number, state=State.CANCELLED, **values)
    says = {"number": number.words, "reason": number.reason}
    record("office.cancel", number, by=by, says=says, changes=changes)
    if draft := Draft.objects.filter(number=number).first():
        changes = change(draft, step=Step.SIGNED, number=None, lost=[*draft.lost, lost_number(number)])
        record("office.cancel", draft, by=by, says=says, changes={"step": changes["step"]})
    publish(NumberCancelled(number.pk))
    return number


def lost_number(number: Number) -> dict[str, str]:
    """What the paper that bore a cancelled number keeps of it."""
    day = f"{number.cancelled_on:%d/%m/%Y}"
    return {"number": number.words, "by": number.cancelled_by, "on": day, "reason": number.reason}


@transaction.atomic
def adopt_paper(document: Document, *, by: Actor) -> Number:
    """Enter an own paper that was read from its text, under the number printed on it, into its book.

    A number beyond a book nothing has left yet begins the book there. Raises NumberTaken.
    """
    document = access.adopt.claim(by, document)
    unit, parts = document.unit, rules.parts_of(document.number)
    if parts is None or document.dated is None or parts.code != rules.code_of(document.kind, parts.style):
        raise NumberTaken(_("Số, loại hoặc ngày in trên văn bản chưa đủ để vào sổ. Đề nghị đối chiếu bản gốc."))
    book = _held(unit, parts.code, term_of(unit, document.dated, parts.style), parts.style)
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
