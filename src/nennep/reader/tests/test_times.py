"""Time expressions become tokens, tokens become days."""

from datetime import date

import pytest

from nennep.reader import times


@pytest.mark.parametrize(
    ("printed", "token"),
    [
        ("ngày 16/6/2022", "2022-06-16"),
        ("ngày 29 tháng 12 năm 2022", "2022-12-29"),
        ("trong tháng 4/2023", "2023-04"),
        ("trong quý I năm 2023", "2023-Q1"),
        ("vào quý III/2025", "2025-Q3"),
        ("6 tháng cuối năm 2018", "2018-H2"),
        ("trong năm 2023", "2023"),
        ("nhiệm kỳ 2020 - 2025", "2020/2025"),
        ("Hằng năm", "P1Y"),
        ("trước 15/12 hằng năm", "--12-15"),
        ("ngày 25 hằng tháng", "---25"),
        ("trong 15 ngày kể từ ngày nhận", "P15D"),
        ("trong 1 - 2 năm tới", "P2Y"),
    ],
)
def test_a_time_expression_becomes_its_token(printed: str, token: str) -> None:
    assert [time.token for time in times.find(printed)] == [token]


def test_a_range_of_days_keeps_its_last_day() -> None:
    (time,) = times.find("Từ ngày 08 đến ngày 09 tháng 11 năm 2025")
    assert (time.token, time.last) == ("2025-11-08", "2025-11-09")


def test_a_day_without_a_year_takes_the_usual_one_and_none_without() -> None:
    assert [time.token for time in times.find("Sáng 01/4, đồng chí", 2025)] == ["2025-04-01"]
    assert list(times.find("Sáng 01/4, đồng chí")) == []


@pytest.mark.parametrize(
    ("token", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-04-15", date(2023, 4, 15), date(2023, 4, 15)),
        ("2023-Q1", date(2023, 1, 1), date(2023, 3, 31)),
        ("2018-H2", date(2018, 7, 1), date(2018, 12, 31)),
        ("2020/2025", date(2020, 1, 1), date(2025, 12, 31)),
        ("/2030", date(2030, 1, 1), date(2030, 12, 31)),
        ("/2018-05-31", date(2018, 5, 31), date(2018, 5, 31)),
    ],
)
def test_a_token_gives_its_first_and_last_day(token: str, first: date, last: date) -> None:
    assert times.due_range(token) == (first, last)


def test_tokens_that_run_from_a_day_need_that_day() -> None:
    since = date(2023, 1, 31)
    assert times.due_range("P1M", since) == (since, date(2023, 2, 28))
    assert times.due_range("P15D", since)[1] == date(2023, 2, 15)
    assert times.due_range("---15", since) == (date(2023, 2, 15), date(2023, 2, 15))
    assert times.due_range("--12-15", since) == (date(2023, 12, 15), date(2023, 12, 15))
    assert times.due_range("/2025", since) == (since, date(2025, 12, 31))
    with pytest.raises(ValueError, match="needs a day"):
        times.due_range("P1Y")
