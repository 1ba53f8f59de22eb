"""What is done with the papers and the photo of a file: entered, scanned, cancelled, certified, kept."""

import io
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.members import filevalues, limits, rules, sight
from nennep.members.actions.file import cell_of
from nennep.members.models import FilePaper, FileSheet, PaperKind, Person
from nennep.viet.write import day as written

MOST_BYTES = 20 * 1024 * 1024
MOST_PIXELS = 50_000_000
PHOTO = (360, 480)  # 3 × 4 cm at 300 dots an inch
BEGINNINGS = {b"%PDF-": "pdf", b"\xff\xd8\xff": "jpg", b"\x89PNG\r\n\x1a\n": "png"}


class NotAScan(Refused):
    """A file that is no PDF, JPEG or PNG, or too big."""


class NotAPhoto(Refused):
    """A picture that cannot be opened or is too small to print."""


class WrongDates(Refused):
    """Dates of a paper that cannot be true."""


class KeptElsewhere(Refused):
    """A classified paper is never scanned; only where it lies is written."""


class NotAnOldFile(Refused):
    """A certified index stands for missing papers only in files from before the day of the rule."""


def kind_of(data: bytes) -> str:
    """pdf, jpg or png by the first bytes. Raises NotAScan."""
    if len(data) > MOST_BYTES:
        raise NotAScan(_("Tệp lớn quá 20 MB. Đề nghị quét lại ở 200–300 dpi hoặc tách tệp."), field="file")
    for start, kind in BEGINNINGS.items():
        if data.startswith(start):
            return kind
    raise NotAScan(_("Chỉ nhận bản quét PDF, JPEG hoặc PNG. Đề nghị lưu lại đúng loại rồi gửi."), field="file")


def count_again(person: Person) -> None:
    """Bring the sheet's counts of needed papers up to date."""
    needed = FilePaper.objects.filter(person=person, cancelled_on=None, kind__needed=True)
    rows = list(needed.values_list("kind_id", "kind__stage", "file_sha", "secrecy").distinct())
    have = {code: stage for code, stage, _sha, _secret in rows}
    scan = {code: stage for code, stage, sha, secret in rows if sha or secret}
    sheet = filevalues.sheet_of(person)
    if sheet._state.adding:
        sheet.save(force_insert=True)
    change(
        sheet, have_first=sum(stage in "AB" for stage in have.values()), have_second=sum(stage == "C" for stage in have.values()),
        scan_first=sum(stage in "AB" for stage in scan.values()), scan_second=sum(stage == "C" for stage in scan.values()),
    )  # fmt: skip


@transaction.atomic
def enter_paper(
    person: Person,
    *,
    by: Actor,
    kind: PaperKind,
    number: str = "",
    issuer: str = "",
    issued_on: date | None = None,
    expires_on: date | None = None,
    pages: int | None = None,
    secrecy: str = "",
    stored_at: str = "",
    name: str = "",
    data: bytes = b"",
) -> FilePaper:
    """Enter a paper into a file's index: with its scan, or waiting for one, or as a pointer where it is classified.

    Without an expiry date the kind's validity is counted from the day of issue. Raises NotAScan, WrongDates, KeptElsewhere.
    """
    row = sight.write.claim(by, person)
    _checked(issued_on, expires_on, secrecy, stored_at, data)
    if expires_on is None and issued_on and (months := _months(kind, issued_on)):
        expires_on = rules.months_later(issued_on, months)
    ending = kind_of(data) if data else ""
    made = FilePaper.objects.create(
        person=row, unit_key=cell_of(row).unit_key, kind=kind, number=number, issuer=issuer, issued_on=issued_on, expires_on=expires_on, pages=pages,
        secrecy=secrecy, stored_at=stored_at, file_sha=keep_bytes(data) if data else "", file_name=_named(name, kind, ending),
        scanned_at=now() if data else None, entered_by=by.name, entered_at=now(),
    )  # fmt: skip
    count_again(row)
    record("members.enter_paper", made, by=by, person_id=row.pk, says={"person": row.full_name, "paper": kind.name})
    return made


HOLDS = {"A1": "certificate.months"}
"""Kinds whose validity is a dated rule; others hold as many months as the list of kinds says."""


def _months(kind: PaperKind, issued_on: date) -> int:
    """How many months a paper holds that was issued on a day; 0 without end."""
    return rulebook.on(issued_on).number(HOLDS[kind.code]) if kind.code in HOLDS else kind.months


def _checked(issued_on: date | None, expires_on: date | None, secrecy: str, stored_at: str, data: bytes) -> None:
    if issued_on and issued_on > today():
        raise WrongDates(_("Ngày văn bản không thể sau ngày hôm nay."), field="issued_on")
    if issued_on and expires_on and expires_on <= issued_on:
        raise WrongDates(_("Ngày hết hạn phải sau ngày văn bản."), field="expires_on")
    if secrecy and data:
        raise KeptElsewhere(_("Tài liệu mật không quét vào hệ thống. Đề nghị chỉ ghi nơi lưu bản giấy."), field="file")
    if secrecy and not stored_at.strip():
        raise KeptElsewhere(_("Đề nghị ghi nơi lưu bản giấy của tài liệu mật."), field="stored_at")


def _named(name: str, kind: PaperKind, ending: str) -> str:
    return f"{name.rpartition('.')[0] or kind.code}.{ending}"[-250:] if ending else ""


@transaction.atomic
def scan_paper(paper: FilePaper, *, by: Actor, name: str, data: bytes, pages: int | None = None) -> FilePaper:
    """Put the scan to a paper that waits in the queue."""
    row = sight.scan.claim(by, paper)
    ending = kind_of(data)
    change(
        row,
        file_sha=keep_bytes(data),
        file_name=_named(name, row.kind, ending),
        scanned_at=now(),
        pages=pages or row.pages,
    )
    count_again(row.person)
    says = {"person": row.person.full_name, "paper": row.kind.name}
    record("members.scan_paper", row, by=by, person_id=row.person_id, says=says)
    return row


@transaction.atomic
def cancel_paper(paper: FilePaper, *, by: Actor, why: str) -> FilePaper:
    """Take a paper out of the index with a reason; it stays visible, struck through."""
    row = sight.change_paper.claim(by, paper)
    if not why.strip():
        raise WrongDates(_("Đề nghị ghi lý do rút tài liệu khỏi mục lục."), field="why")
    changes = change(row, cancelled_on=today(), cancelled_why=why.strip())
    count_again(row.person)
    says = {"person": row.person.full_name, "paper": row.kind.name, "reason": why.strip()}
    record("members.cancel_paper", row, by=by, person_id=row.person_id, says=says, changes=changes)
    return row


@transaction.atomic
def certify_index(person: Person, *, by: Actor, on: date, signer: str) -> FileSheet:
    """Record that the keeping committee certified the index of an old file as it is; it then counts as whole."""
    row = sight.write.claim(by, person)
    first = row.memberships.filter(association="party").order_by("since").first()
    before, source = limits.old_files(on)
    if first is None or first.since >= before:
        words = _("Mục lục chứng nhận chỉ thay cho giấy tờ còn thiếu ở hồ sơ vào Đảng trước ngày {day} ({source}).")
        raise NotAnOldFile(words.format(day=written(before), source=source), field="on")
    sheet = filevalues.sheet_of(row)
    if sheet._state.adding:
        sheet.save(force_insert=True)
    changes = change(sheet, index_certified_on=on, index_certified_by=signer)
    place = cell_of(row)
    record(
        "members.certify_index", row, by=by, unit_id=place.unit_id, unit_key=place.unit_key, person_id=row.pk, changes=changes,
        says={"person": row.full_name, "signer": signer, "on": written(on)},
    )  # fmt: skip
    return sheet


@transaction.atomic
def keep_photo(person: Person, *, by: Actor, data: bytes) -> FileSheet:
    """Keep a portrait, drawn anew at 3 × 4: nothing of the sent file stays, neither hidden data nor place."""
    row = sight.write.claim(by, person)
    sheet = filevalues.sheet_of(row)
    if sheet._state.adding:
        sheet.save(force_insert=True)
    change(sheet, photo_sha=keep_bytes(portrait(data)))
    place = cell_of(row)
    record(
        "members.keep_photo", row, by=by, unit_id=place.unit_id, unit_key=place.unit_key, person_id=row.pk, says={"person": row.full_name}
    )  # fmt: skip
    return sheet


def portrait(data: bytes) -> bytes:
    """A JPEG of 360 × 480 cut from the middle of a picture, turned upright. Raises NotAPhoto, NotAScan."""
    if not data.startswith(tuple(start for start, kind in BEGINNINGS.items() if kind != "pdf")):
        raise NotAPhoto(_("Ảnh phải là tệp JPEG hoặc PNG."), field="file")
    kind_of(data)
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise NotAPhoto(_("Ảnh quá lớn. Đề nghị giảm kích thước rồi gửi lại."), field="file")
            picture = ImageOps.exif_transpose(opened)
            flat = Image.new("RGB", picture.size, "white")
            flat.paste(picture.convert("RGBA"), mask=picture.convert("RGBA").getchannel("A"))
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as problem:
        raise NotAPhoto(_("Không mở được ảnh. Đề nghị chọn ảnh khác."), field="file") from problem
    if flat.width < 180 or flat.height < 240:
        raise NotAPhoto(_("Ảnh quá nhỏ để in thẻ. Đề nghị chọn ảnh ít nhất 180 × 240 điểm."), field="file")
    out = io.BytesIO()
    ImageOps.fit(flat, PHOTO, Image.Resampling.LANCZOS, centering=(0.5, 0.35)).save(out, "JPEG", quality=85)
    return out.getvalue()
