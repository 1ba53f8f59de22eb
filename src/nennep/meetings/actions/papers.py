"""Papers of an item: laid on the agenda, taken off again."""

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.documents import reading
from nennep.documents.models import Document
from nennep.documents.rules import secrecy_of
from nennep.documents.taking import CannotRead, SecretPaper, text_of, trouble_words
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.models import Item, ItemPaper
from nennep.viet.write import short

MOST = 20
"""Papers of one item."""


class TooManyPapers(Refused):
    """More papers than anybody reads for one item."""


class LaidAlready(Refused):
    """The paper lies on the item."""


@transaction.atomic
def lay_paper(
    item: Item, *, by: Actor, document: Document | None = None, name: str = "", data: bytes = b""
) -> ItemPaper:
    """Lay a paper of the register, or a file, on an item. Raises TooManyPapers, LaidAlready, SecretPaper."""
    item = access.keep_item.claim(by, item)
    if item.papers.count() >= MOST:
        raise TooManyPapers(_("Nội dung này đã có {n} tài liệu. Đề nghị bỏ bớt trước khi thêm.").format(n=MOST))
    if document and item.papers.filter(document=document).exists():
        raise LaidAlready(_("Tài liệu này đã có ở nội dung này."), field="document")
    if document is None:
        _check_open(name, data)
    title = f"{document.number or document.get_kind_display()}: {document.title}" if document else name
    row = ItemPaper.objects.create(
        meeting_id=item.meeting_id, item=item, unit_key=item.unit_key, name=short(title.strip(), 300), document=document,
        file_sha="" if document else keep_bytes(data), file_name="" if document else name[:250], laid_by=by.name[:160], laid_at=now(),
    )  # fmt: skip
    record("meetings.lay", item, by=by, unit_id=item.meeting.unit_id, says=_says(row))
    return row


def _check_open(name: str, data: bytes) -> None:
    """A file whose head states a degree of secrecy is not kept. Pictures and long files are not read: who lays them on
    the agenda answers for them."""
    if reading.is_heavy(name, data):
        return
    try:
        text = text_of(name, data)
    except CannotRead:
        return
    if secrecy_of(text):
        raise SecretPaper(trouble_words("secret"), field="file")


@transaction.atomic
def take_paper_off(paper: ItemPaper, *, by: Actor) -> Item:
    """Take a paper off an item as long as the meeting is not over; the journal keeps that it lay there."""
    row = access.keep_paper.claim(by, paper)
    item, says = row.item, _says(row)
    row.delete()
    record("meetings.take_off", item, by=by, unit_id=item.meeting.unit_id, says=says)
    return item


def _says(row: ItemPaper) -> dict[str, str]:
    return {"name": short(row.name, 120), "item": short(row.item.title, 120)}
