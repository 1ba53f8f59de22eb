"""Figures that are counted from cases: what they count, and that count and rows agree."""

from datetime import date

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.members import actions, caselists, pipeline
from nennep.members.models import Membership
from nennep.members.tests import story
from nennep.org.queries import ask

pytestmark = pytest.mark.django_db
HALF = through(date(2023, 1, 1), date(2023, 6, 30))


@pytest.mark.parametrize("code", [one.code for one in (*pipeline.FIGURES,)])
def test_the_count_is_the_number_of_rows_and_splits_into_units(cast: Cast, code: str) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        story.told(cast, by, "cell")
        story.told(cast, by, "recognised", cell="BV-LU", name="Đỗ Thị Thanh Bình", born_on=date(1990, 1, 1))
        asked = ask(cast.units["BV"], HALF)
        figure = FIGURES[code]
        rows = list(figure.rows(asked))
        value = figure.count(asked)
        assert value.part == len(rows) == len({row.pk for row in rows})
        if figure.of:
            assert value.whole == len(figure.of(asked)) and {row.pk for row in rows} <= {
                row.pk for row in figure.of(asked)
            }


def test_candidates_files_and_late_ones_as_of_a_day(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        story.told(cast, by, "application")

        def count(code: str, day: date) -> float:
            return FIGURES[code].count(ask(cast.units["BV-S1"], through(date(2022, 1, 1), day))).part

        allowed = date(2022, 1, 24)
        assert [count("training.promising", day) for day in (date(2022, 1, 9), story.BEGUN)] == [0, 1]
        assert [count("cases.open", day) for day in (date(2022, 1, 23), allowed)] == [0, 1]
        assert [count("cases.late", day) for day in (allowed, date(2022, 12, 1))] == [0, 1]


def test_a_candidate_is_no_longer_one_after_the_decision_and_the_cell_has_no_source(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        unit = cast.units["BV-TY"]
        case = story.told(cast, by, "decided", cell="BV-TY")
        asked = ask(unit, HALF)
        assert FIGURES["cells.with_source"].count(asked).part == 1
        story.do(case, "decided", by, date(2023, 5, 1))
        asked = ask(unit, HALF)
        assert FIGURES["cells.with_source"].count(asked).part == 0 == FIGURES["training.promising"].count(asked).part
        assert FIGURES["admissions"].count(asked).part == 1


def test_recognised_in_time_counts_working_days_over_those_due(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        unit = cast.units["BV-TY"]
        for number, late in enumerate((30, 80, 130)):
            row = actions.record_admission(
                unit, by=by, full_name=f"Trần Văn Số {number}", sex="m", decision=actions.Paper("1", date(2021, 12, 1)),
                ceremony_on=date(2022, 1, 10), born_on=date(2000, 1, 1 + number),
            )  # fmt: skip
            held = Membership.objects.get(person=row.person_id, status="probationary")
            on = date.fromordinal(date(2023, 1, 10).toordinal() + late)
            actions.recognise_member(held, by=by, decision=actions.Paper("2", on))
        waiting = actions.record_admission(
            unit, by=by, full_name="Trần Văn Chờ", sex="m", decision=actions.Paper("1", date(2022, 1, 1)),
            ceremony_on=date(2022, 2, 1), born_on=date(2000, 5, 5),
        )  # fmt: skip
        value = FIGURES["recognitions.on_time"].count(ask(unit, HALF))
        assert (value.part, value.whole) == (2, 4)
        assert waiting.pk


def test_the_funnel_only_narrows_and_the_pace_knows_the_goal(cast: Cast) -> None:
    from tests import story as plan

    told = plan.tell(cast)
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        story.told(cast, by, "cell")
        story.noticed(cast, by, cell="BV-LU", name="Đỗ Thị Thanh Bình", born_on=date(1990, 1, 1))
        found = caselists.funnel_of(by, cast.units["BV"], date(2023, 7, 3))
        reached = [level.reached for level in found["levels"]]
        assert reached == sorted(reached, reverse=True) and reached[0] == 2
        assert sum(level.here for level in found["levels"]) == 2
        paces = {row.unit.code: row for row in found["paces"]}
        assert paces["BV-S1"].candidates == paces["BV-S1"].files == paces["BV-LU"].candidates == 1
        assert told.share.unit.code in paces and paces[told.share.unit.code].goal == float(told.share.value or 0)
        assert (
            paces["BV-S1"].admitted
            == FIGURES["admissions"].count(ask(cast.units["BV-S1"], through(date(2023, 1, 1), date(2023, 7, 3)))).part
        )
