"""Dues counted by hand."""

from datetime import date
from fractions import Fraction

import pytest

from nennep.dues import rules, vietqr

JAN = date(2023, 1, 1)


@pytest.mark.parametrize(
    ("base", "part", "step", "most", "due"),
    [
        (8_512_345, "1/100", 1, None, 85_123),  # 85.123,45
        (8_512_350, "1/100", 1, None, 85_124),  # 85.123,5: half a đồng up
        (8_512_345, "1/100", 1000, None, 85_000),
        (8_550_000, "1/100", 1000, None, 86_000),  # 85.500: half a step up
        (7_000_000, "1/200", 1, None, 35_000),
        (5_310_000, "3/1000", 1, None, 15_930),
        (60_000_000, "1/200", 1, 234_000, 234_000),  # the union's ceiling: a tenth of 2.340.000
        (0, "1/100", 1, None, 0),
    ],
)
def test_a_share_of_pay(base: int, part: str, step: int, most: int | None, due: int) -> None:
    assert rules.part_of(base, Fraction(part), step=step, most=most) == due


def test_a_reduction_leaves_the_rest_and_a_split_loses_no_dong() -> None:
    assert rules.reduced(85_123, Fraction(3, 10)) == 85_123 - 25_537  # 25.536,9
    assert rules.reduced(3_001, Fraction(1, 2)) == 3_001 - 1_501
    assert rules.split(100_001, Fraction(3, 10)) == (30_000, 70_001)
    assert rules.split(5, Fraction(1, 2)) == (3, 2)
    assert all(sum(rules.split(total, Fraction(2, 3))) == total for total in range(500))
    assert rules.split(12_345, Fraction(1)) == (12_345, 0)


def test_a_payment_is_laid_on_the_oldest_month_first() -> None:
    owed = [(date(2023, 3, 1), 3_000), (date(2023, 1, 1), 3_000), (date(2023, 2, 1), 0)]
    assert rules.spread(4_000, owed) == [(date(2023, 1, 1), 3_000), (date(2023, 3, 1), 1_000)]
    assert rules.spread(0, owed) == [] and sum(part for _month, part in rules.spread(9_999, owed)) == 6_000


def test_months_over_the_year() -> None:
    assert rules.later(date(2023, 11, 1), 3) == date(2024, 2, 1) and rules.later(JAN, -1) == date(2022, 12, 1)
    assert rules.months(date(2022, 12, 1), date(2023, 2, 1)) == [date(2022, 12, 1), JAN, date(2023, 2, 1)]
    assert rules.months(date(2023, 2, 1), JAN) == []
    assert rules.told([date(2023, 4, 1), date(2023, 6, 1), date(2023, 5, 1), date(2023, 8, 1)]) == "4–6/2023, 8/2023"
    assert rules.told([date(2022, 12, 1), JAN]) == "12/2022–1/2023"


def test_the_code_of_a_transfer_is_what_banks_read() -> None:
    assert vietqr.crc("123456789") == "29B1"  # the check value of CRC-16/CCITT-FALSE
    text = vietqr.payload("970415", "113366668888", 79_000, "Đảng phí tháng 6/2023 của đồng chí An")
    assert text[:-8] == (
        "000201010212" "38560010A0000007270126000697041501121133666688880208QRIBFTTA" "5303704" "540579000" "5802VN"
        "62290825dang phi thang 6 2023 cua"
    )  # fmt: skip
    assert text.endswith(vietqr.crc(text[:-4])) and text[-8:-4] == "6304"
    assert vietqr.payload("970415", "113366668888").startswith("000201010211")
    for bank, account in (("97041", "1133"), ("970415", "12"), ("970415", "1133 6666"), ("97041٥", "113366668888")):
        with pytest.raises(ValueError, match=bank):
            vietqr.payload(bank, account)


def test_the_code_is_drawn_with_its_quiet_zone() -> None:
    svg = vietqr.drawn(vietqr.payload("970415", "113366668888", 3_000, "dang phi"), 'a "b" <c>')
    assert 'aria-label="a &quot;b&quot; &lt;c>"' in svg and "M4 4h1v1h-1z" in svg and "M3 3h1" not in svg


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("7/2023", "7/2023"), ("07/2023", "7/2023"), ("tháng 7/2023", "7/2023"), ("4–6/2023", "4–6/2023"), ("4 - 6/2023, 8/2023", "4–6/2023, 8/2023"),
        ("4, 5, 6/2023", "4–6/2023"), ("11/2022–2/2023", "11/2022–2/2023"), ("2023-07", "7/2023"), ("2023-07-01 00:00:00", "7/2023"), ("7.2023", "7/2023"),
    ],
)  # fmt: skip
def test_months_are_read_as_people_write_them(text: str, said: str) -> None:
    assert rules.told(rules.months_said(text)) == said


@pytest.mark.parametrize(
    "text", ["", "7", "13/2023", "7/23", "6–4/2023", "1/2000–1/2023", "01/7/2023", "bảy", "7/1999"]
)
def test_what_is_no_month_is_not_guessed(text: str) -> None:
    with pytest.raises(ValueError):
        rules.months_said(text)
