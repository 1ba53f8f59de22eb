"""What the journal is told of files: the sentences of their verbs, what is sealed, and which values are veiled."""

from django.utils.translation import gettext_lazy as _

from nennep.journal import registry as journal
from nennep.members.models import Amendment, FileEntry, FilePaper, FullFile, Merge
from nennep.members.sight import veil

VEILED = (
    "members.fill_file",
    "members.correct_file",
    "members.add_entry",
    "members.amend_entry",
    "members.approve_change",
    "members.change_category",
)
"""Verbs whose lines carry values of a file; each reader sees those of the classes that are for him."""


def tell_the_journal() -> None:
    """Register; called once when Django is ready."""
    for verb in VEILED:
        journal.veil(verb, veil)
    journal.sealed(Amendment, ["id", "person_id", "name", "state", "decision_no", "decided_on"])
    journal.sealed(FileEntry, ["id", "person_id", "kind", "since", "until", "dropped_on"])
    journal.sealed(FilePaper, ["id", "person_id", "kind_id", "number", "issued_on", "file_sha", "cancelled_on"])
    journal.sealed(FullFile, ["id", "unit_id", "decision_no", "decided_on", "since", "until"])
    journal.sealed(Merge, ["id", "kept_id", "gone_id", "made_by", "undone_by"])
    journal.sentences(
        members__fill_file=_("{who} bổ sung hồ sơ {person}"),
        members__correct_file=_("{who} sửa hồ sơ {person}, mục {field}, theo văn bản {number}"),
        members__add_entry=_("{who} ghi thêm vào hồ sơ {person}, mục {field}"),
        members__amend_entry=_("{who} sửa hồ sơ {person}, mục {field}, theo văn bản {number}"),
        members__propose_change=_("{who} đề nghị sửa hồ sơ {person}, mục {field}"),
        members__approve_change=_("{who} duyệt đề nghị sửa hồ sơ {person}, mục {field}"),
        members__return_change=_("{who} trả lời đề nghị sửa hồ sơ {person}, mục {field}: {reason}"),
        members__keep_full=_("{who} ghi quyết định {number} ngày {on} lưu lý lịch đầy đủ tại {unit}"),
        members__stop_full=_("{who} ghi thôi lưu lý lịch đầy đủ tại {unit} từ {on}"),
        members__enter_paper=_("{who} ghi tài liệu vào hồ sơ {person}: {paper}"),
        members__scan_paper=_("{who} gắn bản quét vào hồ sơ {person}: {paper}"),
        members__cancel_paper=_("{who} rút tài liệu khỏi hồ sơ {person}: {paper} ({reason})"),
        members__certify_index=_("{who} ghi mục lục hồ sơ {person} do {signer} chứng nhận ngày {on}"),
        members__keep_photo=_("{who} cập nhật ảnh của {person}"),
        members__read_photo=_("{who} xem ảnh của {person}"),
        members__read_paper=_("{who} tải tài liệu trong hồ sơ {person}: {paper}"),
        members__print_file=_("{who} in {paper} của {person}: {reason}"),
        members__read_in_case=_("{who} xem hồ sơ {person} theo vụ việc kiểm tra {number}"),
        members__open_inquiry=_("{who} mở việc xem hồ sơ theo quyết định kiểm tra {number} từ {on}"),
        members__end_inquiry=_("{who} kết thúc việc xem hồ sơ theo quyết định kiểm tra {number}"),
        members__join=_("{who} ghi {person} là đoàn viên, hội viên của {unit} từ {on}"),
        members__place=_("{who} ghi {person}: {placement} tại {unit} từ {on}"),
        members__change_category=_("{who} ghi {person} là {category} từ {on}"),
        members__introduce_residence=_("{who} giới thiệu {person} giữ mối liên hệ tại {place} ngày {on}"),
        members__note_residence=_("{who} ghi {place} đã báo nhận {person} ngày {on}"),
        members__merge=_("{who} gộp lần ghi trùng {other} vào {person}"),
        members__undo_merge=_("{who} tách lại {other} khỏi {person}"),
        members__reassign=_("{who} chuyển quyết định, chức danh về {person} khi gộp hoặc tách lần ghi trùng"),
    )
