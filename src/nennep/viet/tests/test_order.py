"""Vietnamese order and writing, and how numbers and dates are written."""

from datetime import date

import pytest

from nennep.viet import order, write

NAMES = [
    "Nguyễn Văn An",
    "Lê Thị Ánh",
    "Trần Ân",
    "Đặng Thị Ngọc Ánh",
    "Hoàng Văn Ẩn",
    "Phạm Thị Bé",
    "Đỗ Đức Đạt",
    "Dương Dũng",
    "Vũ Ổn",
    "Võ Ông",
    "Lò Văn Ước",
]


def test_names_go_by_given_name_then_family_in_vietnamese_order() -> None:
    ordered = sorted(NAMES, key=order.sort_key)
    assert [name.split()[-1] for name in ordered] == [
        "An",
        "Ánh",
        "Ánh",
        "Ân",
        "Ẩn",
        "Bé",
        "Dũng",
        "Đạt",
        "Ổn",
        "Ông",
        "Ước",
    ]
    assert ordered.index("Đặng Thị Ngọc Ánh") < ordered.index("Lê Thị Ánh")


def test_titles_count_their_numbers() -> None:
    names = ["Chi bộ Sinh viên 10", "Chi bộ Sinh viên 2", "Chi bộ Sinh viên 1", "Chi bộ Điện tử", "Chi bộ Dân vận"]
    assert sorted(names, key=order.title_key) == [
        "Chi bộ Dân vận",
        "Chi bộ Điện tử",
        "Chi bộ Sinh viên 1",
        "Chi bộ Sinh viên 2",
        "Chi bộ Sinh viên 10",
    ]


@pytest.mark.parametrize(
    ("value", "expected"),
    [(1301, "1.301"), (92.5, "92,5"), (None, "–"), (0, "0"), (1234567.891, "1.234.567,891"), (-12, "-12")],
)
def test_numbers_are_written_as_papers_write_them(value: float | None, expected: str) -> None:
    assert write.number(value) == expected


def test_shares_and_dates() -> None:
    assert (write.percent(37, 40), write.percent(1, 0), write.percent(50.0)) == ("92,5%", "–", "50%")
    assert (
        write.paper_day(date(2021, 8, 5)),
        write.paper_day(date(2022, 6, 16)),
        write.paper_day(date(2026, 2, 3)),
    ) == ("05/8/2021", "16/6/2022", "03/02/2026")
    assert (write.day(date(2021, 8, 5)), write.day(date(9999, 12, 31))) == ("05/08/2021", "–")
