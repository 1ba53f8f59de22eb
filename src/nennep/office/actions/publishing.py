"""Putting a paper out for everybody to read, and taking it back; both by văn thư or the chief of office."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.documents.models import Direction, Document
from nennep.documents.rules import secrecy_of
from nennep.files.actions import keep_bytes, place_of
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.office import access, papers
from nennep.office.actions.sending import named
from nennep.office.models import Delivery, Draft, Incoming, Publication
from nennep.office.queries.catalogue import kind_names
from nennep.org.queries import accounts_in
from nennep.viet.order import fold


class NotForEverybody(Refused):
    """A paper that may not be put out: secret, another body's, without number or day, or no longer held."""


@transaction.atomic
def announce_paper(row: Delivery, *, by: Actor) -> Publication:
    """Put out the issued paper of a web entry as it stands in the register. Raises NotForEverybody."""
    row = access.publish.claim(by, row)
    document = row.document
    if why := _kept_back(document):
        raise NotForEverybody(why)
    kind = str(kind_names().get(document.kind, ""))
    copy = {
        "unit_id": document.unit_id, "unit_name": document.unit.name, "kind": document.kind, "number": document.number, "dated": document.dated,
        "title": document.title, "issuer": document.issuer or document.unit.name, "text": document.text, "file_sha": _printed(document),
        "words": fold(f"{kind} {document.number} {document.title} {document.issuer or document.unit.name}"),
        "published_at": now(), "withdrawn_on": None, "reason": "",
    }  # fmt: skip
    made: Publication
    made, _new = Publication.objects.update_or_create(delivery=row, defaults=copy)
    change(row, done_on=today(), place=f"/cong-bo/{made.pk}/")
    record("office.announce", document, by=by, says={"number": named(document)})
    return made


def _kept_back(document: Document) -> str:
    """Why a paper may not be put out; '' where it may."""
    secret = Incoming.objects.filter(document=document).exclude(secrecy="").exists()
    if secret or secrecy_of(document.text) or secrecy_of(document.title):
        return _("Văn bản có độ mật không được công bố.")
    if document.status != "registered":
        return _("Chỉ công bố văn bản đang có trong sổ và còn hiệu lực.")
    if document.direction == Direction.INCOMING:
        return _("Chỉ công bố văn bản do đơn vị ban hành, không công bố văn bản đến.")
    if not (document.number and document.dated):
        return _("Văn bản chưa có số hoặc ngày. Đề nghị bổ sung trong sổ rồi công bố.")
    return ""


def _printed(document: Document) -> str:
    """The digest of the issued paper as PDF: the signed one that is kept, else the one made from its draft; '' for none.

    Other kinds of files are not put out: they carry what the writer's machine left in them.
    """
    place = place_of(document.file_sha) if document.file_sha else None
    if place and place.exists():
        with place.open("rb") as file:
            if file.read(5) == b"%PDF-":
                return document.file_sha
    draft = Draft.objects.filter(document=document).first()
    return keep_bytes(papers.FORMS["pdf"](papers.paper(draft))) if draft else ""


@transaction.atomic
def withdraw_paper(row: Delivery, *, by: Actor, reason: str) -> Delivery:
    """Take a paper back; its copy is emptied, the reason stays, and it may be put out again."""
    row = access.withdraw.claim(by, row)
    _take_back(row, by, reason)
    return row


def _take_back(row: Delivery, by: Actor, reason: str) -> None:
    reason = reason.strip()[:300]
    change(row.publication, withdrawn_on=today(), reason=reason, text="", file_sha="")
    change(row, done_on=None, place="")
    record("office.withdraw", row.document, by=by, says={"number": named(row.document), "reason": reason})


def take_back_recalled(document: Document, *, by: Actor, reason: str) -> None:
    """A paper that is recalled is no longer put out, and the units it was sent to are told."""
    for row in Delivery.objects.filter(document=document, publication__withdrawn_on=None, publication__isnull=False):
        _take_back(row, by, reason)
    keys = Delivery.objects.filter(document=document, unit__isnull=False).values_list("unit_key", flat=True)
    words = _("Văn bản {paper} đã thu hồi: {reason}").format(paper=named(document), reason=reason)
    tell(accounts_in(keys, "office.receive"), words, "/van-thu/nhan/?loc=tat-ca")


def mark_replaced(document: Document, number: str) -> None:
    """Whoever reads a paper that was replaced is told by which."""
    for one in Publication.objects.filter(delivery__document=document):
        change(one, replaced_by=number[:60])
