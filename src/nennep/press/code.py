"""A text as a QR code, drawn as SVG."""

from io import BytesIO

import qrcode
import qrcode.image.svg


def drawn(text: str) -> str:
    """The code of a text; large enough for a telephone held over paper."""
    made, out = qrcode.make(text, image_factory=qrcode.image.svg.SvgPathImage, box_size=12), BytesIO()
    made.save(out)
    svg = out.getvalue().decode()
    return svg[svg.index("<svg") :]
