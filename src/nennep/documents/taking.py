"""Taking papers in: the original is kept first, then read, here at once or apart as work that can be taken up again."""

import hashlib
import uuid
from base64 import b64decode
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.documents import access, reading, rules
from nennep.documents.models import Document, Intake, Proposal, Status
from nennep.documents.twins import look_for_twin
from nennep.files.actions import forget_bytes, keep_bytes, keep_pieces
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.reader import papers

UNREADABLE = {
    "empty": gettext_lazy("Tệp không có nội dung. Đề nghị chọn lại tệp."),
    "too-big": gettext_lazy(
        "Tệp hoặc ảnh lớn quá mức đọc được. Đề nghị tách thành nhiều tệp, hoặc quét lại ở độ phân giải thấp hơn"
        " (300 điểm/inch, đen trắng) rồi tiếp nhận lại."
    ),
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
    "too-many-pages": gettext_lazy(
        "Tệp quá dài để đọc một lần (quá {pages} trang, {scans} trang ảnh hoặc {letters} triệu chữ cái)."
        " Đề nghị tách thành từng văn bản rồi tiếp nhận lại."
    ),
    "stopped": gettext_lazy("Đã dừng đọc theo yêu cầu. Có thể tiếp nhận lại tệp hoặc dán nội dung văn bản."),
    "too-slow": gettext_lazy("Đọc tệp quá lâu nên đã dừng. Đề nghị tách tệp thành nhiều phần rồi tiếp nhận lại."),
    "too-heavy": gettext_lazy("Đọc tệp cần quá nhiều bộ nhớ nên đã dừng. Đề nghị tách tệp hoặc dùng bản có chữ."),
    "needs-ocr": gettext_lazy(
        "Tệp là bản chụp nhưng máy chủ chưa có phần mềm nhận dạng chữ. Đề nghị quản trị viên cài gói tesseract-ocr và"
        " tesseract-ocr-vie, hoặc tiếp nhận bản Word."
    ),
    "needs-office": gettext_lazy(
        "Máy chủ chưa đọc được tệp .doc này. Đề nghị quản trị viên cài gói libreoffice-writer-nogui, hoặc lưu tệp thành"
        " .docx rồi tiếp nhận lại."
    ),
    "nothing-inside": gettext_lazy("Trong tệp không có văn bản nào đọc được. Đề nghị kiểm tra lại các tệp đính kèm."),
}


class CannotRead(Refused):
    """A file that gives no text; the sentence says what to do."""


class SecretPaper(CannotRead):
    """A paper whose head states a degree of secrecy; nothing of it is kept."""


@dataclass(frozen=True)
class TakenIn:
    """A paper taken in; ``again`` tells that the same text was there already."""

    document: Document
    again: bool


def trouble_words(kind: str) -> str:
    """Why a file gives no text and what to do, as a sentence."""
    return str(UNREADABLE.get(kind, UNREADABLE["wrong-kind"])).format(**reading.most())


def text_of(name: str, data: bytes) -> str:
    """The text of an uploaded file. Raises CannotRead with a sentence that says what to do."""
    try:
        return reading.read(name, data)["text"]
    except reading.Unreadable as problem:
        raise CannotRead(trouble_words(problem.kind), field="file") from problem


@transaction.atomic
def begin_intake(
    unit: Unit, *, by: Actor, name: str, data: bytes | Iterable[bytes], direction: str = "internal"
) -> Intake:
    """Keep a file's original and say whether it is known, read at once, or left for the work apart.

    A file that comes piece by piece is never whole in memory and always left for the work apart. The answer's ``state`` is done (``document`` is there), failed (``trouble`` says why; the original is kept), or
    waiting (``read_apart`` is to be deferred).
    """
    unit = access.take_in.claim(by, unit)
    row = Intake.objects.create(
        unit=unit, unit_key=unit.key, direction=direction, file_sha=_kept(data),
        file_name=name[:250], entered_by=by.account_id, entered_at=now(),
    )  # fmt: skip
    known = Document.objects.filter(unit=unit, file_sha=row.file_sha).exclude(file_sha="").order_by("-id").first()
    if known is not None:
        change(row, state="done", document=_again(known, by))
    elif isinstance(data, bytes) and not reading.is_heavy(name, data):
        try:
            finish_intake(row, by=by, read=reading.read(name, data))
            row.refresh_from_db()
        except reading.Unreadable as problem:
            fail_intake(row, problem.kind)
        except SecretPaper:
            fail_intake(row, "secret")
        except CannotRead:
            fail_intake(row, "empty")
    return row


def _kept(data: bytes | Iterable[bytes]) -> str:
    if not isinstance(data, bytes):
        return keep_pieces(data)
    return keep_bytes(data) if data else ""


@transaction.atomic
def finish_intake(row: Intake, *, by: Actor, read: reading.Read) -> list[TakenIn]:
    """Take in the papers that were read of a file; once, however often it is asked, and none when a person stopped it.

    Raises CannotRead.
    """
    row = Intake.objects.select_for_update().get(pk=row.pk)
    if row.document is not None:
        return [TakenIn(row.document, again=False)]
    if row.trouble == "stopped":
        return []
    inside = reading.papers_in(read)
    if not inside:
        raise CannotRead(trouble_words("empty"), field="file")
    taken = [
        take_in_paper(
            row.unit, by=by, text=one["text"], direction=row.direction, name=one["name"] or row.file_name,
            file_sha=row.file_sha, read=one,
        )
        for one in inside
    ]  # fmt: skip
    change(row, state="done", document=taken[0].document, left_out=_left_out(read))
    return taken


def _left_out(read: reading.Read) -> list[list[str]]:
    found = [list(one) for one in read.get("refused") or ()]
    return found + [one for part in read.get("parts") or () for one in _left_out(part)]


def _pictures(read: reading.Read) -> list[dict[str, Any]]:
    """The pictures of the pages, kept; what is left of each is its digest."""
    return [
        {name: value for name, value in page.items() if name != "data"} | {"sha": keep_bytes(b64decode(page["data"]))}
        for page in read.get("pages") or ()
    ]


def follow_intake(row: Intake, *, progress: uuid.UUID) -> Intake:
    """Remember where the progress of a file's reading is told."""
    change(row, progress=progress)
    return row


@transaction.atomic
def stop_intake(row: Intake, *, by: Actor) -> Intake:
    """Stop the reading of a file; its original stays. What is done already is left as it is."""
    row = access.see_intake.claim(by, row)
    if row.state in {"waiting", "reading"}:
        changes = change(row, state="failed", trouble="stopped")
        record("documents.stop_reading", row, by=by, says={"name": row.file_name}, changes=changes)
    return row


def is_stopped(row: Intake) -> bool:
    """Whether a person stopped the reading meanwhile."""
    return Intake.objects.filter(pk=row.pk, trouble="stopped").exists()


def fail_intake(row: Intake, kind: str) -> None:
    """Remember why a file could not be read; its original stays, but for a secret paper, of which nothing may."""
    if kind == "secret":
        forget_bytes(row.file_sha)
        change(row, file_sha="", file_name=_("Tệp có dấu chỉ độ mật"))
    change(row, state="failed", trouble=kind)


def _again(document: Document, by: Actor) -> Document:
    """A known paper; one that was put aside comes back into review."""
    if document.status == Status.DROPPED:
        changes = change(document, status=Status.READING)
        record("documents.take_in", document, by=by, says={"name": document.file_name}, changes=changes)
    return document


@transaction.atomic
def take_in_paper(
    unit: Unit,
    *,
    by: Actor,
    text: str,
    direction: str = "internal",
    name: str = "",
    file_sha: str = "",
    read: reading.Read | None = None,
) -> TakenIn:
    """Take a paper in: read the text, propose what was found. The same text is taken in once.

    ``file_sha`` is the kept original, ``read`` what ``reading.read`` said of it.
    """
    unit = access.take_in.claim(by, unit)
    text = text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise CannotRead(str(UNREADABLE["empty"]), field="text")
    if rules.secrecy_of(text):
        raise SecretPaper(trouble_words("secret"), field="text")
    sha = hashlib.sha256(" ".join(text.split()).encode()).hexdigest()
    if known := Document.objects.filter(unit=unit, text_sha=sha).first():
        return TakenIn(_again(known, by), again=True)
    paper = papers.read(text)
    document = Document.objects.create(
        unit=unit,
        unit_key=unit.key,
        direction=direction,
        text=text,
        text_sha=sha,
        file_sha=file_sha,
        file_name=name[:250],
        received_on=today() if direction == "incoming" else None,
        findings=reading.findings(paper),
        unexplained=[list(found) for found in paper.unexplained],
        abbreviations=[[one.short, one.long] for one in paper.abbreviations],
        layout=(read or {}).get("layout") or [],
        pages=_pictures(read or {}),
        notes=(read or {}).get("notes") or [],
        entered_by=by.account_id,
        entered_at=now(),
    )
    Proposal.objects.bulk_create(
        Proposal(document=document, unit_key=unit.key, **values) for values in reading.proposals(paper)
    )
    look_for_twin(document)
    record("documents.take_in", document, by=by, unit_id=unit.pk, says={"name": name or _("văn bản dán vào")})
    return TakenIn(document, again=False)
