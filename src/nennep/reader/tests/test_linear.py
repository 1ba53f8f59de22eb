"""No text takes more than linear time, however it is built.

Sixteen times the text may take sixty-four times the processor time: four times what linear asks, a quarter of what
quadratic would. The best of two runs counts, and nothing shorter than ``FLOOR`` is told apart from it.
"""

import time
from collections.abc import Callable

import pytest

from nennep.reader.papers import read

SMALL, LARGE = 6_000, 96_000
MOST = 4 * LARGE / SMALL
FLOOR = 0.01


def over(piece: str) -> Callable[[int], str]:
    """A text of one piece again and again."""
    return lambda size: (piece * (size // len(piece) + 1))[:size]


TEXTS: dict[str, Callable[[int], str]] = {
    "digits": over("1"), "all digits": over("1234567890"), "open brackets": over("("), "brackets": over("()"),
    "brackets in brackets": lambda size: "(" * (size // 2) + ")" * (size // 2), "1/1/1": over("1/"), "1.1.1": over("1."), "số số số": over("số "),
    "số 1 số 1": over("số 1 "), "spaces": over(" "), "hard spaces": over("\u00a0"), "spaces, then a letter": lambda size: " " * size + "a",
    "dashes": over("-"), "dashes and spaces": over("- "), "long dashes": over("–"), "capitals": over("A"), "words in capitals": over("ĐẢNG ỦY "),
    "one line without spaces": over("đảngviênchibộ"), "short lines": over("ab c\n"), "empty lines": over("\n"),
    "bullets in bullets": lambda size: "".join(" " * (place % 40) + "- a\n" for place in range(size // 24)),
    "points in points": lambda size: "".join(f"{'I' * (place % 3 + 1)}. a\n1. b\na) c\n- d\n+ e\n" for place in range(size // 27)),
    "marks without letters": over("\u0301"), "quotes": over("“"), "commas": over(", "), "slashes": over("/"), "tabs": over("a\tb\tc\n"),
    "names": over("Nguyễn Văn An "), "years": over("2023 "), "kinds": over("Nghị quyết số "), "days": over("ngày "), "recipients": over("Nơi nhận:\n- "),
    "dates": over("1/1/2023 "), "beside the signature": lambda size: "Nơi nhận: T/M BAN\n" + "a\n" * (size // 2),
}  # fmt: skip


def spent(text: str) -> float:
    """Seconds of processor time that reading takes."""

    def once() -> float:
        began = time.process_time()
        read(text)
        return time.process_time() - began

    return min(once(), once())


@pytest.mark.parametrize("name", TEXTS)
def test_no_text_takes_more_than_linear_time(name: str) -> None:
    make = TEXTS[name]
    assert spent(make(LARGE)) <= MOST * max(spent(make(SMALL)), FLOOR)


def test_a_megabyte_of_all_of_them_is_read_in_seconds() -> None:
    text = "\n".join(make(1_000_000 // len(TEXTS)) for make in TEXTS.values())
    began = time.process_time()
    found = read(text)
    assert time.process_time() - began < 10
    facts = [*found.citations, *found.targets, *found.tasks]
    assert all(text[one.start : one.end] == one.quote for one in facts)
