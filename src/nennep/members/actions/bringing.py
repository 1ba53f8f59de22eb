"""Files on their way in: kept, their table found and its columns matched, or dropped."""

from dataclasses import asdict

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now
from nennep.core.refused import Refused
from nennep.files.actions import keep_bytes, place_of
from nennep.members import access
from nennep.members.imports import books, kinds, matching, sheet
from nennep.members.imports.books import Page
from nennep.members.models import Import, StagedMember
from nennep.org.models import Unit


class NotMatched(Refused):
    """Columns without the needed ones, or one taken twice."""


@transaction.atomic
def keep_file(unit: Unit, *, by: Actor, kind: str, name: str, data: bytes) -> Import:
    """Keep a file whose kind and size may hold a table; it is ``kept`` until it is opened. Raises BadFile."""
    unit = access.load_into.claim(by, unit)
    books.glance(data)
    return Import.objects.create(
        unit=unit, unit_key=unit.key, kind=kind, file_name=name[:250], file_sha=keep_bytes(data), made_by=by.account_id, made_at=now(),
        state="kept",
    )  # fmt: skip


@transaction.atomic
def open_file(row: Import, *, by: Actor, book: list[Page] | None = None) -> Import:
    """Find the table of a kept file. Its state is then ``match`` where the headings are not ours, so that a person says which
    column is which, else ``new``. Nothing is checked yet; ``book`` is the file as it was opened before. Raises BadFile."""
    row = access.open_import.claim(by, row)
    book, headings, known = (
        book or sheet.pages(kept_bytes(row)),
        kinds.HEADINGS[row.kind],
        remembered(row.unit, row.kind),
    )
    found = sheet.layout(book, headings, known)
    if found is None:
        matching.guess(book, headings, known)
    change(row, state="new" if found else "match", layout=asdict(found) if found else {})
    return row


@transaction.atomic
def bring_file(unit: Unit, *, by: Actor, kind: str, name: str, data: bytes, book: list[Page] | None = None) -> Import:
    """Keep a file and find its table at once. Raises BadFile."""
    return open_file(keep_file(unit, by=by, kind=kind, name=name, data=data), by=by, book=book or sheet.pages(data))


def remembered(unit: Unit, kind: str) -> dict[str, str]:
    """{our name: their heading} as people of the unit matched them in earlier files of the kind, the newest last."""
    rows = Import.objects.filter(unit=unit, kind=kind, layout__has_key="own").order_by("-id")
    found: dict[str, str] = {}
    for layout in reversed(rows.values_list("layout", flat=True)[:5]):
        found |= layout["own"]
    return found


@transaction.atomic
def match_columns(row: Import, *, by: Actor, line: int, page: str, columns: dict[str, int]) -> Import:
    """Say in which column of the file each of ours stands; it is remembered for the unit's next file of the kind.

    ``line`` is the last line of the headings, ``columns`` places by our names. Raises NotMatched.
    """
    row = access.match_import.claim(by, row)
    headings = kinds.HEADINGS[row.kind]
    if lacking := sheet.missing(headings, columns):
        words = ", ".join(one.title for one in lacking)
        raise NotMatched(_("Chưa chọn cột cho: {columns}.").format(columns=words))
    if len(set(columns.values())) < len(columns):
        raise NotMatched(_("Một cột của tệp chỉ dùng cho một mục. Đề nghị chọn lại."))
    guess = matching.guess(sheet.pages(kept_bytes(row)), headings, sheet=page, line=line)
    heads = {one.place: one.head for one in guess.columns}
    if guess.layout.line != line or not set(columns.values()) <= heads.keys():
        raise NotMatched(_("Không thấy dòng tiêu đề hoặc cột đã chọn. Đề nghị chọn lại."))
    own = {name: sheet.plain(heads[place]) for name, place in columns.items()}
    StagedMember.objects.filter(import_id=row.pk).delete()
    change(row, state="new", layout={**asdict(guess.layout), "columns": columns, "own": own})
    return row


def kept_bytes(row: Import) -> bytes:
    """The file of an import as it came."""
    return place_of(row.file_sha).read_bytes()


def kept_size(row: Import) -> int:
    """Bytes of that file."""
    return place_of(row.file_sha).stat().st_size


@transaction.atomic
def drop_import(row: Import, *, by: Actor) -> Import:
    """Drop a file that was brought but not taken in."""
    row = access.drop_import.claim(by, row)
    StagedMember.objects.filter(import_id=row.pk).delete()
    change(row, state="dropped", rows=[])
    return row
