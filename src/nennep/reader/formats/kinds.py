"""What a file is, by what is in it and not by its name."""

import io
import re
import zipfile

from nennep.reader.formats import plain, scans
from nennep.reader.unreadable import Unreadable

FILES_LIMIT = 5000
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*", b"BM")
MAIL_HEAD = re.compile(rb"(?:[A-Za-z-]+: [^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){3}", re.M)
MAIL_WORDS = re.compile(rb"^(?:from|to|subject|mime-version|received|return-path|date): ", re.I | re.M)
WEB_HEAD = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype html|html|head|body|article|div|p|table|meta)\b",
    re.I | re.S,
)


def kind_of(name: str, data: bytes, unpacked_limit: int) -> str:
    """The kind of a file by its first bytes: pdf, docx, odt, zip, doc, rtf, picture, html, eml or txt.

    A pack of files may unpack to ``unpacked_limit`` bytes. Raises Unreadable.
    """
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return "pdf"
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_pack(name, data, unpacked_limit)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "doc"
    if data[:64].lstrip().startswith(b"{\\rtf"):
        return "rtf"
    if data.startswith(PICTURES) or data[4:12] in scans.HEIF or (data[:4] == b"RIFF" and data[8:12] == b"WEBP"):
        return "picture"
    if WEB_HEAD.match((plain.decoded(data[:4000]) or data[:2000].decode("latin-1"))[:2000]):
        return "html"
    if MAIL_HEAD.match(data[:4000].lstrip()) and len(MAIL_WORDS.findall(data[:4000])) >= 2:
        return "eml"
    return "txt"


def _kind_of_pack(name: str, data: bytes, unpacked_limit: int) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            infos, names = pack.infolist(), set(pack.namelist())
            if sum(info.file_size for info in infos) > unpacked_limit or len(infos) > FILES_LIMIT:
                raise Unreadable("zip-bomb", name)
            if any(info.flag_bits & 1 for info in infos):
                raise Unreadable("encrypted", name)
            if "word/document.xml" in names:
                return "docx"
            if {"mimetype", "content.xml"} <= names:
                return "odt"
            if "[Content_Types].xml" in names:
                raise Unreadable("wrong-kind", name, "an Office file that is no Word paper")
            return "zip"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as problem:
        raise Unreadable("damaged", name, repr(problem)) from problem


ALIKE = {
    "htm": "html",
    "text": "txt",
    "md": "txt",
    "docm": "docx",
    "dot": "doc",
    "mht": "eml",
    "mhtml": "eml",
    "ott": "odt",
}
PICTURE_NAMES = frozenset(("jpg", "jpeg", "png", "heic", "heif", "tif", "tiff", "bmp", "webp"))
KNOWN = frozenset(("pdf", "docx", "doc", "odt", "rtf", "html", "eml", "txt", "zip", "picture"))


def said_otherwise(name: str, kind: str) -> bool:
    """Whether the ending of a file's name names another kind than the one it is."""
    said = name.rpartition(".")[2].lower() if "." in name else ""
    said = "picture" if said in PICTURE_NAMES else ALIKE.get(said, said)
    return said in KNOWN and said != kind
