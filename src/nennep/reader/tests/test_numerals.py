"""Roman numerals of a scan are read by their strokes, whatever Tesseract makes of them."""

import importlib
from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageFont

from nennep.reader.formats import scans
from nennep.reader.formats.numerals import mended

FOLDER = Path(str(importlib.import_module("fontpkg_noto_serif").__file__)).parent
FONT = sorted(FOLDER.rglob("*.ttf"), key=lambda path: ("Regular" not in path.name, path.name))[0]


def drawn(word: str, turned: float = 0.0) -> tuple[Image.Image, tuple[int, int, int, int]]:
    """A word as a scan shows it at 300 dpi and 14 pt, with the box of its ink."""
    picture = Image.new("L", (500, 140), 255)
    ImageDraw.Draw(picture).text((40, 30), word, font=ImageFont.truetype(str(FONT), 58), fill=30)
    picture = picture.rotate(turned, Image.Resampling.BICUBIC, fillcolor=255)
    left, top, right, bottom = picture.point([255 if value < 140 else 0 for value in range(256)]).getbbox() or (0,) * 4
    return picture, (left, top, right - left, bottom - top)


@pytest.mark.parametrize("turned", [0.0, 0.6])
@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("XII)", "XI)"), ("XII)", "XI]"), ("XII)", "XID"), ("XII)", "XII"), ("XIII)", "XI)"), ("XIII)", "XII)"), ("XI)", "XII)"),
        ("XII", "XI"), ("XIII", "XII"), ("VII", "VI"), ("VIII)", "VI)"), ("XI", "XI"), ("III", "II"), ("XXII", "XXI"), ("VI", "VI"),
    ],
)  # fmt: skip
def test_a_numeral_has_as_many_strokes_as_are_drawn(shown: str, said: str, turned: float) -> None:
    assert mended(said, *drawn(shown, turned)) == shown


@pytest.mark.parametrize("word", ["XIV", "IX", "XUÂN", "VIỆT", "DIII", "IN", "12", "MXI", "VN", "I/XII", "Vl", ""])
def test_other_words_stay_as_they_were_read(word: str) -> None:
    assert mended(word, *drawn("XIII)")) == word


def test_stamps_and_pens_in_colour_are_left_out_unless_the_words_are_coloured() -> None:
    page = Image.new("RGB", (400, 400), "white")
    pen = ImageDraw.Draw(page)
    pen.rectangle((40, 40, 200, 60), fill=(20, 20, 20))
    pen.rectangle((40, 80, 100, 100), fill=(200, 40, 50))
    pen.rectangle((40, 120, 100, 140), fill=(40, 60, 190))
    seen = scans.gray(page)
    assert seen.getpixel((50, 50)) < 40 and seen.getpixel((50, 90)) > 180 and seen.getpixel((50, 130)) > 180
    pen.rectangle((40, 40, 200, 60), fill=(200, 40, 50))
    assert scans.gray(page).getpixel((50, 90)) < 120


def test_a_picture_that_shows_nothing_leaves_the_word() -> None:
    blank = Image.new("L", (60, 60), 255)
    assert mended("XI)", blank, (5, 5, 40, 40)) == "XI)"
    assert mended("XI)", blank, (0, 0, 0, 0)) == "XI)"


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("21-KH/ĐĐU", "21-KH/ĐU"), ("207-NQ/ĐÐU", "207-NQ/ĐU"), ("207-NQ/ĐUU", "207-NQ/ĐU"), ("207-NQ/ĐŨU", "207-NQ/ĐU"), ("74-KH/ĐĐUK,", "74-KH/ĐUK,"),
        ("12/BC-ĐĐBQH", "12/BC-ĐĐBQH"), ("21-KH/ĐU", "21-KH/ĐU"), ("ĐĐU", "ĐĐU"),
    ],
)  # fmt: skip
def test_a_letter_of_a_symbol_seen_twice_is_one(said: str, meant: str) -> None:
    assert mended(said, Image.new("L", (9, 9), 255), (0, 0, 9, 9)) == meant
