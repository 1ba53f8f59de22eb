"""One invented paper in every kind of file, built in memory."""

import io
import struct
import zipfile
from email.message import EmailMessage
from typing import Any

import docx
import typst

from nennep.reader import legacy

LINES = (
    "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC BÁCH VIỆT",
    "Số 5-KH/ĐU",
    "Hà Nội, ngày 05 tháng 01 năm 2023",
    "KẾ HOẠCH",
    "công tác đảng viên năm 2023",
    "Thực hiện Nghị quyết số 21-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương Đảng, Đảng ủy ban hành Kế hoạch như sau:",
    "1. Phấn đấu kết nạp từ 80 đảng viên trở lên.",
    "2. Rà soát hồ sơ đảng viên, hoàn thành trước ngày 30/6/2023.",
)
TEXT = "\n\n".join(LINES)


def as_docx(macros: bool = False) -> bytes:
    """Word, the head in a table of two columns."""
    paper = docx.Document()
    head = paper.add_table(1, 2)
    head.cell(0, 0).text = "\n".join(LINES[:2])
    head.cell(0, 1).text = LINES[2]
    for line in LINES[3:]:
        paper.add_paragraph(line)
    held = io.BytesIO()
    paper.save(held)
    if macros:
        with zipfile.ZipFile(held, "a") as pack:
            pack.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return held.getvalue()


def as_odt() -> bytes:
    """OpenDocument, by hand."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table")
    )
    rows = "".join(f"<text:p>{line}</text:p>" for line in LINES[3:])
    head = "".join(f"<table:table-cell><text:p>{line}</text:p></table:table-cell>" for line in LINES[:3])
    body = f"<table:table><table:table-row>{head}</table:table-row></table:table>{rows}"
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        pack.writestr("content.xml", content)
    return held.getvalue()


def as_rtf() -> bytes:
    """Rich text with Unicode escapes and a picture to pass over."""
    lines = ("".join(char if char.isascii() else f"\\u{ord(char)}?" for char in line) for line in LINES)
    body = "\\par\n".join(lines)
    head = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Times New Roman;}}{\*\generator LibreOffice}{\pict\pngblip 89504e47}"
    return f"{head}\\pard {body}\\par}}".encode("ascii")


def as_html(script: bool = False) -> bytes:
    """A saved page with a menu and a footer."""
    menu = "".join(f'<li><a href="/{at}">Chuyên mục số {at}</a></li>' for at in range(8))
    rows = "".join(f"<p>{line}</p>" for line in LINES)
    code = "<script>alert('x')</script>" if script else ""
    return (
        f"<!doctype html><html><head><title>Cổng thông tin</title></head><body><nav><ul>{menu}</ul></nav>{code}"
        f"<div class=content>{rows}</div><footer>Bản quyền thuộc về nhà trường</footer></body></html>"
    ).encode()


def as_mail() -> bytes:
    """A letter with the paper and a table of numbers attached."""
    letter = EmailMessage()
    letter["From"], letter["To"] = "vanthu@bachviet.example", "chibo@bachviet.example"
    letter["Subject"], letter["Date"] = "Gửi Kế hoạch số 5", "Thu, 05 Jan 2023 08:00:00 +0700"
    letter.set_content("Kính gửi các đồng chí, Văn phòng Đảng ủy gửi Kế hoạch số 5-KH/ĐU để các chi bộ thực hiện.")
    letter.add_attachment(as_docx(), maintype="application", subtype="octet-stream", filename="ke-hoach.docx")
    letter.add_attachment(b"\0\1\2" * 99, maintype="application", subtype="octet-stream", filename="bang.xls")
    return letter.as_bytes()


def as_zip(*files: tuple[str, bytes]) -> bytes:
    """A pack of files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files:
            pack.writestr(name, data)
    return held.getvalue()


def as_pdf(pages: int = 1) -> bytes:
    """A PDF with text."""
    page = "\n\n".join(LINES)
    source = "#pagebreak()\n".join(f"{page}\n" for _ in range(pages))
    return bytes(typst.compile(f'#set text(lang: "vi", hyphenate: false)\n{source}'.encode()))


def as_scan(name: str = "PDF") -> bytes:
    """The same without text: pages as pictures, in a PDF or as one picture."""
    import pypdfium2

    with pypdfium2.PdfDocument(as_pdf()) as paper:
        picture: Any = paper[0].render(scale=300 / 72, grayscale=True).to_pil().rotate(0.6, fillcolor=255)
    held = io.BytesIO()
    picture.save(held, name)
    return held.getvalue()


def in_old_letters(table: dict[str, str]) -> bytes:
    """The paper in an encoding from before Unicode; ``table`` leads from its letters to Unicode."""
    back = {letter: old for old, letter in table.items()}
    return "".join(back.get(char) or back.get(char.lower()) or char for char in TEXT).encode("cp1252")


def vni_table() -> dict[str, str]:
    """VNI letters and what they mean."""
    pairs = {base + mark: letter for base, marks in legacy.MARKS.items() for mark, letter in marks.items()}
    small = {**pairs, **legacy.SINGLE}
    return {**small, **{old.upper(): letter.upper() for old, letter in small.items()}}


def as_doc(text: str = "\r".join(LINES) + "\r") -> bytes:
    """Word 97: the smallest file that holds a table of pieces."""
    place = 0x800
    main = bytearray(4608)
    struct.pack_into("<HH", main, 0, 0xA5EC, 0x00C1)
    struct.pack_into("<H", main, 0x0A, 0x0200)
    struct.pack_into("<i", main, 0x4C, len(text))
    clx = b"\x02" + struct.pack("<iii", 16, 0, len(text)) + struct.pack("<HiH", 0, place, 0)
    struct.pack_into("<ii", main, 0x01A2, 0, len(clx))
    encoded = text.encode("utf-16-le")
    main[place : place + len(encoded)] = encoded
    return compound({"WordDocument": bytes(main), "1Table": clx.ljust(4096, b"\0")})


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with two streams of at least 4096 bytes each."""
    free, end, fat_mark = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    fat, body, starts = [fat_mark, end], b"", []
    for data in streams.values():
        count = len(data) // 512
        starts.append(len(fat))
        fat += [*range(len(fat) + 1, len(fat) + count), end]
        body += data
    fat += [free] * (128 - len(fat))
    entries = _entry("Root Entry", 5, 1, free, end, 0)
    for index, (name, data) in enumerate(streams.items()):
        entries += _entry(name, 2, free, 2 if index == 0 else free, starts[index], len(data))
    entries += bytes(128)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, end, 0, end, 0)
    head += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    return head + struct.pack("<128I", *fat) + entries + body


def _entry(name: str, kind: int, child: int, left: int, start: int, size: int) -> bytes:
    free = 0xFFFFFFFF
    encoded = name.encode("utf-16-le") + b"\0\0"
    head = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    return head + struct.pack("<III", left, free, child) + bytes(36) + struct.pack("<III", start, size, 0)
