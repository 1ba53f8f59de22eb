"""Numbers in addresses are read in one place, so that no odd one breaks a page."""

import re
from pathlib import Path

import pytest

from nennep.core.asked import is_number, number

SOURCES = Path(__file__).resolve().parent.parent / "src" / "nennep"
OWN = re.compile(r"\bint\(.*\bis(?:digit|decimal)\(\)")


@pytest.mark.parametrize("text", ["", "²", "٣", "-1", "1.5", " 7", "9" * 18, "9" * 5000, "7\n"])
def test_what_is_no_number_of_a_row(text: str) -> None:
    assert not is_number(text) and number(text) is None


def test_numbers_of_rows() -> None:
    assert (number("0"), number("42"), number("9" * 17)) == (0, 42, int("9" * 17))


def test_no_view_reads_numbers_in_its_own_way() -> None:
    views = [*SOURCES.glob("*/views.py"), *SOURCES.glob("*/views/*.py"), *SOURCES.glob("*/*_views.py")]
    found = [path.name for path in views for line in path.read_text().splitlines() if OWN.search(line)]
    assert len(views) > 60 and found == []
