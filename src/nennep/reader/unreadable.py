"""Refusals of files, and what is to be told of files that were read: codes with their Vietnamese sentences."""

from typing import Literal

Reason = Literal[
    "empty",
    "too-big",
    "wrong-kind",
    "encrypted",
    "scanned",
    "damaged",
    "zip-bomb",
    "not-vietnamese",
    "too-many-pages",
    "needs-ocr",
    "needs-office",
    "too-slow",
    "too-heavy",
    "nothing-inside",
]

REASONS: dict[Reason, str] = {
    "empty": "Tệp không có nội dung. Đề nghị chọn lại tệp.",
    "too-big": "Tệp quá lớn. Đề nghị tách thành nhiều tệp hoặc giảm dung lượng hình ảnh rồi tiếp nhận lại.",
    "wrong-kind": "Chưa đọc được loại tệp này. Đề nghị lưu thành .docx, .txt hoặc PDF rồi tiếp nhận lại.",
    "encrypted": "Tệp có mật khẩu. Đề nghị bỏ mật khẩu rồi tiếp nhận lại.",
    "scanned": "Tệp là bản chụp, chưa có chữ để đọc. Đề nghị dùng bản Word hoặc dán nội dung văn bản.",
    "damaged": "Tệp bị hỏng, không mở được. Đề nghị lấy lại bản gốc.",
    "zip-bomb": "Tệp nén bất thường nên không mở. Đề nghị kiểm tra lại nguồn gửi.",
    "not-vietnamese": "Nội dung không giống văn bản tiếng Việt. Đề nghị kiểm tra lại tệp hoặc bảng mã chữ.",
    "too-many-pages": (
        "Tệp quá dài để đọc một lần (quá 500 trang, 200 trang ảnh hoặc 2 triệu chữ cái). Đề nghị tách thành từng văn bản."
    ),
    "needs-ocr": (
        "Tệp là bản chụp nhưng máy chủ chưa có phần mềm nhận dạng chữ. "
        "Đề nghị quản trị viên cài gói tesseract-ocr và tesseract-ocr-vie, hoặc tiếp nhận bản Word."
    ),
    "needs-office": (
        "Chưa đọc được tệp .doc này trên máy chủ hiện tại. "
        "Đề nghị quản trị viên cài gói libreoffice-writer-nogui, hoặc lưu tệp thành .docx rồi tiếp nhận lại."
    ),
    "too-slow": "Đọc tệp quá lâu nên đã dừng lại. Đề nghị tách tệp thành nhiều phần rồi tiếp nhận lại.",
    "too-heavy": "Đọc tệp cần quá nhiều bộ nhớ nên đã dừng lại. Đề nghị tách tệp hoặc dùng bản có chữ.",
    "nothing-inside": "Trong tệp không có văn bản nào đọc được. Đề nghị kiểm tra lại các tệp đính kèm.",
}

NOTES = {
    "macros": "Tệp có macro. Phần mềm chỉ đọc chữ, không chạy macro.",
    "scripts": "Trang có mã lệnh. Phần mềm chỉ đọc chữ, không chạy mã lệnh.",
    "extension": "Đuôi tệp là {said}, nội dung thật là {found}. Đã đọc theo nội dung.",
    "legacy": "Chữ viết theo bảng mã cũ {code}, đã chuyển sang Unicode. Đề nghị đối chiếu bản gốc.",
    "by-position": "Chữ trong PDF bị đảo thứ tự, đã xếp lại theo vị trí trên trang. Đề nghị đối chiếu bản gốc.",
    "ocr": "Văn bản được nhận dạng từ ảnh {pages} trang. Đề nghị đối chiếu số, ngày và chỉ tiêu với ảnh trang.",
    "doubtful": "Chất lượng chữ thấp. Đề nghị đối chiếu kỹ với bản gốc.",
    "mail": "Thư điện tử của {sender}, ngày {day}, tiêu đề: {subject}.",
    "unread-pages": "{pages} trang là ảnh và chưa được nhận dạng vì thiếu gói tesseract-ocr-vie.",
}


class Unreadable(Exception):
    """A file that gives no text. ``kind`` is one of the codes of ``Reason``; ``detail`` is for the log."""

    def __init__(self, kind: Reason, name: str = "", detail: str = "") -> None:
        super().__init__(f"{kind}: {name} {detail}".strip())
        self.kind, self.name, self.detail = kind, name, detail

    @property
    def sentence(self) -> str:
        """What to tell the person who brought the file, and what to do."""
        return REASONS[self.kind]
