"""Rules counted by hand."""

from datetime import date, datetime

import pytest

from nennep.duties.rules import share
from nennep.meetings import ical, rules
from nennep.meetings.rules import Tally, Voter, vote_base

HERE, GONE = Voter(True, True), Voter(True, False)


@pytest.mark.parametrize(
    ("voters", "eligible", "base", "present"),
    [
        ([HERE] * 20 + [GONE] * 5, 25, 25, 20),  # who is absent for any other reason stays in the base
        ([HERE] * 20 + [Voter(True, False, "exempt")] * 3 + [GONE] * 2, 25, 22, 20),
        ([HERE] * 20 + [Voter(True, True, "exempt")] * 3, 23, 23, 23),  # who is exempt and comes is counted
        ([HERE] * 20 + [Voter(True, False, "away")] * 2, 22, 20, 20),
        ([HERE] * 20 + [Voter(True, True, "away")], 21, 21, 21),
        ([HERE] * 20 + [Voter(True, True, "suspended"), Voter(True, False, "prosecuted")], 22, 20, 20),
        ([HERE] * 10 + [Voter(False, True)] * 7, 10, 10, 10),  # probationary members speak and do not vote
        ([], 0, 0, 0),
    ],
)
def test_the_base_of_a_vote(voters: list[Voter], eligible: int, base: int, present: int) -> None:
    found = vote_base(voters)
    assert (found.eligible, found.base, found.present) == (eligible, base, present)
    assert sum(found.excluded.values()) == eligible - base


@pytest.mark.parametrize(
    ("base", "rule", "needed"),
    [
        (25, "2/3", 17),
        (24, "2/3", 16),
        (26, "2/3", 18),
        (25, ">1/2", 13),
        (24, ">1/2", 13),
        (1, ">1/2", 1),
        (3, "2/3", 2),
        (0, "2/3", 1),
        (2, ">1/2", 2),
    ],
)
def test_how_many_votes_are_needed(base: int, rule: str, needed: int) -> None:
    assert rules.needed(base, share(rule)) == needed


@pytest.mark.parametrize(
    ("tally", "fault"),
    [
        (Tally(20, 15, 5), ""),
        (Tally(20, 15, 6), "too_many"),
        (Tally(20, 15, 3, 3), "too_many"),
        (Tally(20, 15, 3, 1, 20, 20, 18), ""),
        (Tally(20, 15, 3, 1, 21, 20, 18), "ballots"),
        (Tally(20, 15, 3, 1, 20, 19, 20), "ballots"),
        (Tally(20, 16, 3, 1, 20, 20, 18), "valid"),
    ],
)
def test_counts_that_cannot_be(tally: Tally, fault: str) -> None:
    assert tally.fault == fault


@pytest.mark.parametrize(
    ("held", "planned", "day", "state"),
    [
        (date(2023, 6, 3), None, date(2023, 7, 1), "held"),
        (date(2023, 6, 7), None, date(2023, 7, 1), "held"),
        (date(2023, 6, 8), None, date(2023, 7, 1), "late"),
        (None, None, date(2023, 6, 7), "none"),
        (None, None, date(2023, 6, 8), "missed"),
        (None, date(2023, 6, 12), date(2023, 6, 10), "planned"),
        (None, date(2023, 6, 5), date(2023, 6, 10), "missed"),
    ],
)
def test_how_a_cell_stands_in_a_month(held: date | None, planned: date | None, day: date, state: str) -> None:
    assert rules.regularity(date(2023, 6, 1), held, planned, day, 7) == state


def test_the_day_of_a_month() -> None:
    assert rules.default_day(date(2023, 7, 1)) == date(2023, 7, 3)
    assert rules.default_day(date(2023, 6, 1)) == date(2023, 6, 5)  # the third is a Saturday
    assert rules.default_day(date(2023, 2, 1), [date(2023, 2, 3)]) == date(2023, 2, 6)
    assert rules.months_within(date(2023, 1, 1), date(2023, 7, 1)) == [date(2023, n, 1) for n in range(1, 7)]
    assert rules.months_within(date(2023, 1, 15), date(2023, 3, 20)) == [date(2023, 2, 1)]


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (100, "good"),
        (90, "good"),
        (89, "fair"),
        (70, "fair"),
        (69, "average"),
        (50, "average"),
        (49, "poor"),
        (0, "poor"),
    ],
)
def test_grades(points: int, grade: str) -> None:
    assert rules.Grades().of(points) == grade


@pytest.mark.parametrize(
    ("done", "total", "points"),
    [(0, 0, 30), (9, 10, 30), (8, 10, 27), (7, 10, 24), (6, 10, 20), (5, 10, 15), (4, 10, 10), (0, 3, 10)],
)
def test_points_for_results(done: int, total: int, points: int) -> None:
    assert rules.result_points(done, total, 30) == points


def test_a_check_in_code_lives_two_minutes() -> None:
    code = rules.attendance_code("secret", 100)
    assert len(code) == 6 and code != rules.attendance_code("secret", 101) != rules.attendance_code("other", 101)
    assert [rules.code_holds("secret", code.lower(), minute) for minute in (99, 100, 101, 102)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_line_of_a_calendar_is_never_cut_within_a_letter() -> None:
    line = "SUMMARY:" + "Sinh hoạt chuyên đề " * 12
    pieces = ical.folded(line).split("\r\n")
    assert len(pieces) > 3 and all(len(piece.encode()) <= 75 for piece in pieces)
    assert "".join(piece[1:] if place else piece for place, piece in enumerate(pieces)) == line
    assert ical.escaped("Phòng 2; nhà A, tầng 1\nmời") == "Phòng 2\\; nhà A\\, tầng 1\\nmời"
    assert (
        rules.overlap(
            (datetime(2023, 7, 3, 8), datetime(2023, 7, 3, 9)), (datetime(2023, 7, 3, 9), datetime(2023, 7, 3, 10))
        )
        is False
    )


@pytest.mark.parametrize(
    ("votes", "elected", "level"),
    [
        ({1: 20, 2: 15, 3: 9}, {1, 2}, set()),
        ({1: 20, 2: 12, 3: 9}, {1}, set()),  # twelve of a base of 25 is no majority
        ({1: 20, 2: 15, 3: 16}, {1, 3}, set()),
        ({1: 20, 2: 15, 3: 15}, {1}, {2, 3}),
        ({1: 15, 2: 15, 3: 15}, set(), {1, 2, 3}),
        ({1: 15, 2: 15, 3: 14}, {1, 2}, set()),
    ],
)
def test_who_is_elected_to_two_seats(votes: dict[int, int], elected: set[int], level: set[int]) -> None:
    assert rules.elected(votes, 2, 13) == (elected, level)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2023, 8, 1), date(2023, 9, 1), "tháng 8 năm 2023"), (date(2023, 10, 1), date(2024, 1, 1), "quý IV năm 2023"),
        (date(2024, 1, 1), date(2025, 1, 1), "năm 2024"), (date(2023, 8, 1), date(2023, 8, 16), "từ ngày 01/8/2023 đến ngày 15/8/2023"),
        (date(2023, 2, 1), date(2023, 5, 1), "từ ngày 01/02/2023 đến ngày 30/4/2023"),
    ],
)  # fmt: skip
def test_a_period_is_named_as_papers_name_it(since: date, until: date, words: str) -> None:
    assert rules.span_words(since, until) == words
