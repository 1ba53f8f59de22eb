"""Rules of targets and tasks, without a database."""

from datetime import date
from decimal import Decimal

import pytest

from nennep.programmes import rules


@pytest.mark.parametrize(
    ("value", "pace", "ended", "rated", "expected"),
    [
        (None, 0.5, False, False, rules.EMPTY),
        (95, 0.5, False, True, rules.NOT_DUE),
        (49, 0.5, False, False, rules.ON_WAY),
        (44, 0.5, False, False, rules.LATE),
        (100, 0.5, False, False, rules.MET),
        (101, 0.5, False, False, rules.EXCEEDED),
        (99, 1.0, True, False, rules.MISSED),
        (99, 1.0, True, True, rules.MISSED),
        (100, 1.0, True, True, rules.MET),
    ],
)
def test_a_yearly_target_is_missed_only_when_its_year_is_over(
    value: float | None, pace: float, ended: bool, rated: bool, expected: str
) -> None:
    assert rules.state(value, ">=", 100, pace=pace, ended=ended, rated=rated) == expected


def test_a_ceiling_is_met_below_it_and_never_passed() -> None:
    assert rules.state(3, "<=", 5, pace=0.5, ended=False) == rules.MET
    assert rules.state(6, "<=", 5, pace=0.5, ended=False) == rules.LATE
    assert rules.state(6, "<=", 5, pace=1, ended=True) == rules.MISSED


def test_the_score_line_keeps_met_and_passed_apart() -> None:
    score = rules.score(["met", "met", "met", "met", "exceeded", "exceeded", "exceeded", "missed"])
    assert (score.reached, score.total, score.met, score.exceeded, score.missed, score.open) == (7, 8, 4, 3, 1, 0)


def test_the_reserve_of_shares_is_told_and_a_shortfall_is_negative() -> None:
    assert rules.reserve("count", Decimal(100), {1: Decimal(60), 2: Decimal(55)}) == 15
    assert rules.reserve("count", Decimal(100), {1: Decimal(60)}) == -40
    assert rules.reserve("ratio", Decimal(90), {1: Decimal(90)}) is None


@pytest.mark.parametrize(
    ("value", "outlook", "days", "expected"),
    [
        (None, None, 60, True),
        (None, None, 200, False),
        (40, 80, 60, True),
        (40, 100, 60, False),
        (40, None, 60, True),
        (100, 90, 60, False),
        (40, 80, -1, False),
    ],
)
def test_a_warning_comes_before_the_year_ends_and_only_while_the_goal_is_out_of_reach(
    value: float | None, outlook: float | None, days: int, expected: bool
) -> None:
    assert rules.early_warning(value, 100, ">=", outlook=outlook, days_left=days) is expected


def test_what_lacks_is_set_against_those_on_the_way() -> None:
    found = rules.outlook(63, 100, [30, 20])
    assert (found.lacking, found.pipeline, found.needed, found.enough) == (37, 50, 74.0, True)
    assert rules.outlook(63, 100, []).needed is None
    assert rules.outlook(120, 100, [5]).lacking == 0


def test_a_term_splits_into_whole_numbers_that_add_up() -> None:
    assert rules.spread(Decimal(180), [1, 1, 1, 1, 1]) == [36] * 5
    assert sum(rules.spread(Decimal(100), [3, 7, 11])) == 100
    assert rules.spread(Decimal(10), [0, 0, 0]) == [4, 3, 3]
    assert rules.spread(Decimal(10), []) == []


@pytest.mark.parametrize(
    ("due", "repeats", "expected"),
    [
        (date(2023, 1, 31), "month", date(2023, 2, 28)),
        (date(2023, 2, 28), "month", date(2023, 3, 31)),
        (date(2023, 3, 31), "quarter", date(2023, 6, 30)),
        (date(2023, 11, 15), "quarter", date(2024, 2, 15)),
        (date(2023, 6, 30), "half", date(2023, 12, 31)),
        (date(2024, 2, 29), "year", date(2025, 2, 28)),
        (date(2023, 6, 30), "", None),
    ],
)
def test_a_repeating_task_falls_due_again(due: date, repeats: str, expected: date | None) -> None:
    assert rules.next_due(due, repeats) == expected


def test_a_draw_can_be_repeated_from_its_seed() -> None:
    once = rules.draw(range(100), 5, "2023-07-03/1")
    assert once == rules.draw(range(100), 5, "2023-07-03/1")
    assert len(set(once)) == 5
    assert once != rules.draw(range(100), 5, "2023-07-03/2")
    assert rules.draw([4, 2], 5, "x") == [2, 4]


def test_a_copied_plan_shows_and_words_from_above_do_not_count() -> None:
    above = "Chi bộ tổ chức học tập chuyên đề năm và đăng ký việc làm theo cụ thể của từng đảng viên"
    mine = f"{above}. Mỗi đảng viên kèm cặp hai sinh viên năm thứ nhất về phương pháp tự học trong học kỳ này"
    copied = f"{mine} và báo cáo"
    other = f"{above}. Chi bộ nhận đỡ đầu một lớp học buổi tối cho con em công nhân tại khu trọ gần trường"
    assert rules.alike(mine, copied, above) > rules.COPIED
    assert rules.alike(mine, other, above) == 0
    assert rules.alike(above, above, above) == 0


def test_a_minimum_of_four_a_year_reads_as_two_at_half_year() -> None:
    year = date(2023, 1, 1), date(2024, 1, 1)
    assert rules.halved(4, *year, date(2023, 6, 30)) == 2
    assert rules.halved(4, *year, date(2023, 12, 31)) == 4


def test_counts_are_split_by_candidates_ratios_are_not_divided_and_minimums_are_copied() -> None:
    parts = [rules.Part(1, 30), rules.Part(2, 10), rules.Part(3, 0)]
    assert rules.shares_for("count", Decimal(40), parts) == {1: 33, 2: 11, 3: 0}
    assert rules.shares_for("ratio", Decimal(90), parts) == {1: 90, 2: 90, 3: 90}
    assert rules.shares_for("each", Decimal(4), parts) == {1: 4, 2: 4, 3: 4}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("3/2, 19/5, 2/9, 7/11", [(2, 3), (5, 19), (9, 2), (11, 7)]),
        ("19-5; 3/2", [(2, 3), (5, 19)]),
        ("", []),
        ("31/2", None),
        ("đợt 1", None),
    ],
)
def test_planned_rounds_are_days_of_the_year(text: str, days: list[tuple[int, int]] | None) -> None:
    expected = None if days is None else [date(2023, month, day) for month, day in days]
    assert rules.rounds_in(text, 2023) == expected


def test_a_term_is_on_time_by_the_goals_of_its_years() -> None:
    goals = {2022: 90.0, 2023: 110.0}
    assert rules.pace_from_years(goals, date(2022, 1, 1), date(2022, 12, 31)) == 0.45
    assert rules.pace_from_years(goals, date(2022, 1, 1), date(2023, 12, 31)) == 1.0
    middle = rules.pace_from_years(goals, date(2022, 1, 1), date(2023, 7, 1)) or 0
    assert 0.72 < middle < 0.73  # 90 and half of 110, of 200
    assert rules.pace_from_years({}, date(2022, 1, 1), date(2023, 7, 1)) is None
