"""Numbers as people type them."""

from decimal import Decimal

import pytest

from nennep.viet import read


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", "12"),
        (" 92,5 ", "92.5"),
        ("92.5", "92.5"),
        ("20.5", "20.5"),
        ("1.301", "1301"),
        ("1 301", "1301"),
        ("12.345.678,9", "12345678.9"),
        ("-5", "-5"),
    ],
)
def test_a_number_is_read_as_it_is_meant(typed: str, meant: str) -> None:
    assert read.number(typed) == Decimal(meant)


@pytest.mark.parametrize("typed", ["", "abc", "1,2,3", "1.30.1", "12%", "1e5", "١٢"])
def test_what_is_no_number_is_not_read(typed: str) -> None:
    assert read.number(typed) is None
