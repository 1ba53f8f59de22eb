"""A book as an Excel sheet, with the columns offices keep (DOMAIN 8.4)."""

from collections.abc import Iterable

from nennep.office.models import Flow, Number
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel

OUT = (
    ("Ngày tháng", 12), ("Số, ký hiệu", 16), ("Loại", 14), ("Trích yếu", 60), ("Người ký", 22), ("Nơi nhận", 30), ("Số bản", 8),
    ("Ghi chú", 26),
)  # fmt: skip
IN = (
    ("Ngày đến", 12), ("Số đến", 8), ("Cơ quan gửi", 30), ("Số, ký hiệu", 16), ("Ngày văn bản", 12), ("Trích yếu", 60), ("Hạn xử lý", 12),
    ("Người xử lý", 22), ("Kết quả", 40),
)  # fmt: skip


def book(unit: Unit, flow: str, rows: Iterable[Number]) -> bytes:
    """The lines of a book, the first number first."""
    ordered = sorted(rows, key=lambda row: (row.dated, row.value))
    lines = [_incoming(row) if flow == Flow.INCOMING else _issued(row) for row in ordered]
    title = str(Flow(flow).label)
    return excel([Sheet(title, IN if flow == Flow.INCOMING else OUT, lines, (unit.name, title.upper()))])


def _issued(row: Number) -> tuple[object, ...]:
    when = f" ({row.cancelled_by}, {row.cancelled_on:%d/%m/%Y})" if row.cancelled_on else ""
    note = (
        f"Số hủy: {row.reason}{when}"
        if row.state == "cancelled"
        else "Đã thu hồi"
        if row.document and row.document.status == "recalled"
        else "Nhập từ sổ cũ"
        if row.old
        else ""
    )
    return (row.dated, row.words, str(row.get_kind_display()), row.title, row.signer, row.recipients, row.copies, note)


def _incoming(row: Number) -> tuple[object, ...]:
    paper = getattr(row, "incoming", None)
    if paper is None:
        return (row.dated, row.value, "", "", None, row.title, None, "", "Nhập từ sổ cũ")
    kept = f"{paper.get_secrecy_display()}, lưu bản giấy tại {paper.paper_at}" if paper.secrecy else paper.title
    return (
        row.dated,
        row.value,
        paper.sender,
        paper.number,
        paper.dated,
        kept,
        paper.due_on,
        paper.handler,
        paper.result,
    )
