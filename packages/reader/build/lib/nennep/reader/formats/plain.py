"""Plain text in any encoding that Vietnamese offices have used."""

import re
import unicodedata

from nennep.reader.taken import Writing


def decoded(data: bytes) -> str | None:
    """The text of bytes in a Unicode encoding, or None."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        ways = ["utf-16"]
    else:
        ways = ["utf-8-sig"]
        if data[:400].count(0) * 10 > len(data[:400]):
            ways = ["utf-16-le" if data[1:400:2].count(0) > data[:400:2].count(0) else "utf-16-be"]
    for way in ways:
        try:
            return data.decode(way)
        except UnicodeDecodeError:
            continue
    return None


def single_bytes(data: bytes) -> str:
    """One character for each byte, as old office programs showed them: for TCVN3 and VNI."""
    return "".join(bytes([byte]).decode("cp1252", "replace") if byte > 127 else chr(byte) for byte in data)


def windows_vietnamese(data: bytes) -> str:
    """Bytes in Windows code page 1258, whose tone marks stand apart, as whole letters."""
    return unicodedata.normalize("NFC", data.decode("cp1258", "replace"))


def looks_binary(raw: str) -> bool:
    """Whether decoded bytes are no text after all."""
    head = raw[:4000]
    odd = sum(unicodedata.category(char) in ("Cc", "Co", "Cn", "Cs") and char not in "\t\r\n\f" for char in head)
    return odd * 20 > len(head) or bool(re.search("[\0-\x08\x0e-\x1f]{2}|\0", raw[:20000]))


def write(raw: str, writing: Writing) -> None:
    """The text unchanged, one piece for each line with its ending."""
    for number, line in enumerate(re.findall(r"[^\n]*\n|[^\n]+", raw), 1):
        writing.add(line, part=f"dòng {number}")
