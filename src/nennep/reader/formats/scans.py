"""Pictures of pages into text by Tesseract, word by word, each with its place on the page.

Tesseract runs as a program of its own, with one thread: several threads on one page are many times slower on a busy
machine. Its Vietnamese comes from the packages tesseract-ocr and tesseract-ocr-vie.
"""

import io
import os
import shutil
import subprocess
from functools import lru_cache
from typing import Any

from nennep.reader.formats.numerals import mended
from nennep.reader.taken import Box, PageImage, Writing
from nennep.reader.unreadable import Unreadable

DPI = 300
A4_WIDTH = 2480
LEAST_WIDTH = 1900
PIXELS = 60_000_000
SECONDS = 120
SHOWN_WIDTH = 1100
GRAY_PAPER = 235
DARK, COLOURED = 150, 45
COLOUR_MODES = frozenset(("RGB", "RGBA", "P", "PA", "CMYK", "YCbCr", "LAB", "HSV"))


@lru_cache(maxsize=1)
def ready() -> bool:
    """Whether Tesseract and its Vietnamese are installed."""
    program = shutil.which("tesseract")
    if not program:
        return False
    told = subprocess.run([program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False)
    return "vie" in told.stdout.split()


def open_picture(name: str, data: bytes) -> Any:
    """A photo or a scan, upright, in its colours if it has any. Raises Unreadable."""
    from PIL import Image, ImageOps

    if data[4:12] in HEIF:
        import pillow_heif

        pillow_heif.register_heif_opener()
    try:
        picture = Image.open(io.BytesIO(data))
        if picture.width * picture.height > PIXELS:
            raise Unreadable("too-big", name, f"{picture.width} x {picture.height} pixels")
        upright = ImageOps.exif_transpose(picture)
        return upright.convert("RGB" if upright.mode in COLOUR_MODES else "L")
    except Unreadable:
        raise
    except Exception as problem:  # any parser may fail in any way on a broken file
        raise Unreadable("damaged", name, repr(problem)) from problem


HEIF = frozenset((b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc", b"ftypheim", b"ftypheis"))


def gray(picture: Any) -> Any:
    """A picture in gray, without the red of stamps and the blue of pens: of each point its lightest colour counts.

    Where most of what is dark is coloured, the words themselves are, and all colours count as usual.
    """
    from PIL import ImageChops

    if picture.mode != "RGB":
        return picture.convert("L")
    colours = picture
    small = colours.resize((max(1, colours.width // 4), max(1, colours.height // 4)))
    usual = colours.convert("L")
    parts = small.split()
    lightest = ImageChops.lighter(ImageChops.lighter(*parts[:2]), parts[2])
    dark = small.convert("L").point([255 * (value < DARK) for value in range(256)])
    faded = ImageChops.subtract(lightest, small.convert("L")).point([255 * (value > COLOURED) for value in range(256)])
    both = ImageChops.darker(dark, faded)
    if both.histogram()[255] * 2 > dark.histogram()[255] or not both.histogram()[255]:
        return usual
    red, green, blue = colours.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def cleaned(picture: Any) -> Any:
    """A picture as large as a scan, and its paper made white where it is gray or in shadow."""
    from PIL import Image, ImageFilter, ImageMath

    if picture.width < LEAST_WIDTH:
        size = A4_WIDTH, round(picture.height * A4_WIDTH / picture.width)
        picture = picture.filter(ImageFilter.MedianFilter(3)).resize(size, Image.Resampling.BICUBIC)
    small = picture.resize((max(1, picture.width // 8), max(1, picture.height // 8)))
    paper = small.filter(ImageFilter.MaxFilter(9)).filter(ImageFilter.GaussianBlur(6))
    if paper.getextrema()[0] > GRAY_PAPER:
        return _without_grain(picture)
    ground = paper.resize(picture.size, Image.Resampling.BILINEAR)
    divided = ImageMath.lambda_eval(
        lambda args: args["min"](args["ink"] * 255 / (args["ground"] + 1), 255), ink=picture, ground=ground
    )
    return _without_grain(divided.convert("L"))


def _without_grain(picture: Any) -> Any:
    """The picture with its grain made white: what is nearer to the paper than to the ink is paper.

    Grain on an empty stretch would otherwise be searched for letters, which takes far longer than reading a page.
    """
    counts = picture.histogram()
    ink, paper = _level(counts, 0.01), _level(counts, 0.9)
    white = max(1.0, paper - 0.35 * (paper - ink))
    return picture.point([min(255, int(value * 255 / white)) for value in range(256)])


def _level(counts: list[int], share: float) -> int:
    """The gray value below which a share of the pixels lies."""
    left = share * sum(counts)
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return 255


def recognised(name: str, picture: Any) -> list[dict[str, str]]:
    """The rows of Tesseract's table for one page: words with their line and place. Raises Unreadable."""
    if not ready():
        raise Unreadable("needs-ocr", name)
    held = io.BytesIO()
    picture.save(held, "PPM")
    command = ["tesseract", "stdin", "stdout", "-l", "vie", "--psm", "3", "--dpi", str(DPI), "tsv"]
    try:
        told = subprocess.run(
            command,
            input=held.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired as problem:
        raise Unreadable("too-slow", name) from problem
    except (subprocess.CalledProcessError, OSError) as problem:
        raise Unreadable("damaged", name, repr(problem)) from problem
    lines = told.stdout.decode("utf-8", "replace").splitlines()
    names = lines[0].split("\t") if lines else []
    rows = [dict(zip(names, line.split("\t"), strict=False)) for line in lines[1:]]
    words = [row for row in rows if row.get("level") == "5" and row.get("text", "").strip()]
    for row in words:
        left, top, width, height = (int(row[name]) for name in ("left", "top", "width", "height"))
        row["text"] = mended(row["text"].strip(), picture, (left, top, width, height))
    return words


def words_of(rows: list[dict[str, str]], size: tuple[int, int]) -> list[list[Any]]:
    """Words as plain lists that JSON can keep: text, block, line, left, top, right, bottom (shares of the page)."""
    width, height = size
    found: list[list[Any]] = []
    for row in rows:
        left, top = int(row["left"]), int(row["top"])
        right, bottom = left + int(row["width"]), top + int(row["height"])
        line = f"{row['block_num']}.{row['par_num']}.{row['line_num']}"
        box = [round(left / width, 4), round(top / height, 4), round(right / width, 4), round(bottom / height, 4)]
        found.append([row["text"].strip(), f"{row['block_num']}.{row['par_num']}", line, *box])
    return found


def write(words: list[list[Any]], page: int, writing: Writing) -> None:
    """The words of a page: spaces between words, line breaks between lines, a blank line between paragraphs."""
    block = line = None
    for text, own_block, own_line, *box in words:
        if own_block != block:
            writing.gap("\n\n" if block is not None else "\n")
        elif own_line != line:
            writing.gap("\n")
        else:
            writing.gap(" ")
        block, line = own_block, own_line
        writing.add(text, page=page, part=f"trang {page}", box=Box(*box))


def shown(picture: Any, number: int) -> PageImage:
    """A page as a picture small enough for the screen."""
    from PIL import Image

    if picture.width > SHOWN_WIDTH:
        size = SHOWN_WIDTH, round(picture.height * SHOWN_WIDTH / picture.width)
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    held = io.BytesIO()
    picture.convert("L").save(held, "JPEG", quality=72, optimize=True)
    return PageImage(number, picture.width, picture.height, "image/jpeg", held.getvalue())
