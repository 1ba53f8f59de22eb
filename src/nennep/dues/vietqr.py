"""The text of a VietQR code for a transfer, and its picture. No service is asked: a bank's own app reads the code.

The text follows EMVCo's merchant-presented format (identifier, two digits of length, value) with NAPAS's template 38 for
transfers to an account (QRIBFTTA) and ends with a CRC-16 (polynomial 1021, start FFFF) over all that stands before it.
"""

import re

import qrcode
from qrcode.constants import ERROR_CORRECT_M

from nennep.viet.order import fold

NAPAS = "A000000727"
MOST_WORDS = 25
BIN = re.compile(r"[0-9]{6}")
ACCOUNT = re.compile(r"[0-9A-Za-z]{4,19}")


def field(code: str, value: str) -> str:
    """One data object: identifier, length in two digits, value."""
    return f"{code}{len(value):02d}{value}"


def crc(text: str) -> str:
    """CRC-16/CCITT-FALSE in four capital hexadecimal digits."""
    found = 0xFFFF
    for byte in text.encode("ascii"):
        found ^= byte << 8
        for _bit in range(8):
            found = (found << 1 ^ 0x1021 if found & 0x8000 else found << 1) & 0xFFFF
    return f"{found:04X}"


def plain(words: str) -> str:
    """Words of a transfer without marks, as banks carry them: at most 25 letters, digits and spaces."""
    return re.sub(r"[^A-Za-z0-9 ]+", " ", fold(words)).strip()[:MOST_WORDS].strip()


def payload(bank_bin: str, account: str, amount: int = 0, words: str = "") -> str:
    """The text of the code. ``bank_bin`` six digits, ``amount`` whole đồng; 0 leaves the amount to the payer.

    Raises ValueError for a bank or an account number that cannot be.
    """
    if not BIN.fullmatch(bank_bin) or not ACCOUNT.fullmatch(account):
        raise ValueError(f"{bank_bin} {account}")
    to = field("00", bank_bin) + field("01", account)
    merchant = field("00", NAPAS) + field("01", to) + field("02", "QRIBFTTA")
    text = field("00", "01") + field("01", "12" if amount else "11") + field("38", merchant) + field("53", "704")
    if amount:
        text += field("54", str(amount))
    text += field("58", "VN")
    if said := plain(words):
        text += field("62", field("08", said))
    text += "6304"
    return text + crc(text)


def drawn(text: str, label: str) -> str:
    """The code as inline SVG with the quiet zone of four modules; dark on white in every theme."""
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=4)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    size, name = len(rows), label.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;")
    return (
        f'<svg viewBox="0 0 {size} {size}" width="264" height="264" role="img" aria-label="{name}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>'
    )
