"""The tallies of high units agree with the rows after everything that can happen to members."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, Period, through
from nennep.members import access, actions, tallies
from nennep.members.models import Membership
from nennep.members.tests import story
from nennep.members.tests.test_leaving import removed
from nennep.members.tests.test_life import admit
from nennep.members.tests.test_studio import split
from nennep.members.tests.test_transfers import LETTER, accept, member, released, to
from nennep.org import actions as org
from nennep.org.models import Unit
from nennep.org.queries import ask

pytestmark = [pytest.mark.data, pytest.mark.django_db]
PERIODS = [
    through(date(2023, 1, 1), date(2023, 6, 30)),
    through(date(2022, 2, 15), date(2023, 5, 14)),
    through(date(2023, 5, 3), date(2023, 5, 20)),
    through(date(2023, 7, 1), date(2023, 7, 3)),
]
SUMMER = through(date(2023, 6, 20), date(2023, 7, 31))
QUICK = sorted(code for code, one in FIGURES.items() if one.fast)


def differences(cast: Cast, periods: list[Period] = PERIODS) -> list[tuple[str, str, float, int]]:
    """Figures whose quick count is not the number of rows."""
    found = []
    for name in ("khoi", "lan"):
        actor = cast.actor(name)
        with acting_as(actor), transaction.atomic():
            assert actor.home is not None
            unit = Unit.objects.get(pk=actor.home.unit_id)
            for period in periods:
                asked = ask(unit, period, tree_of_the_day=False)
                assert tallies.kept(asked)
                for code in QUICK:
                    value, rows = FIGURES[code].count(asked), FIGURES[code].rows(asked).count()
                    whole = FIGURES[code].of
                    if (value.part, value.whole) != (rows, whole(asked).count() if whole else None):
                        found.append((code, str(period.last), value.part, rows))
    return found


def test_quick_counts_are_the_number_of_rows(cast: Cast) -> None:
    assert len(QUICK) > 15
    assert differences(cast) == []


def test_admitting_recognising_and_annulling_move_the_tallies(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        first, second = admit(cast), admit(cast, day=date(2023, 5, 3), name="Lưu Thị Hậu")
        held = Membership.objects.get(person_id=first.person_id)
        actions.recognise_member(held, by=by, decision=actions.Paper("40-QĐ/ĐU", date(2023, 5, 10)))
    assert differences(cast) == []
    with acting_as(by), transaction.atomic():
        actions.annul_admission(second, by=by, decision=actions.Paper("9-QĐ/UBKT", date(2023, 5, 9)))
    assert differences(cast) == []


def test_a_transfer_ends_one_stretch_and_begins_the_other_in_the_tallies(cast: Cast) -> None:
    official = accept(cast, released(cast))
    assert differences(cast, [*PERIODS, SUMMER]) == []
    with acting_as(cast.actor("khoi")), transaction.atomic():
        old, new = Membership.objects.filter(person=official.person_id).order_by("since", "id")
        assert (old.until, new.since, new.unit.code) == (date(2023, 7, 3), date(2023, 7, 3), "LH-1")
    accept(cast, released(cast, kind="temporary", cause="study", planned_until=date(2024, 1, 31)))
    assert differences(cast, [*PERIODS, SUMMER]) == []


def test_a_whole_cell_that_goes_and_people_from_and_to_outside_move_the_tallies(cast: Cast) -> None:
    by, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        batch = actions.release_cell(cast.units["BV-TY"], to(cast), by=by, letter=LETTER)[0].batch
        row = actions.ask_transfer(
            member(cast), actions.Place("Đảng bộ Phường Mẫu"), by=by, kind="official", cause="job"
        )
        row = actions.release_transfer(row, by=by, letter=LETTER)
        actions.receipt_transfer(row, by=by, receipt_no="3-BN", receipt_on=date(2023, 7, 3), on=date(2023, 7, 3))
    with acting_as(other), transaction.atomic():
        actions.accept_batch(batch, cast.units["LH-3"], by=other, on=date(2023, 7, 3))
        actions.receive_from_outside(
            cast.units["LH-1"], actions.Came("Đảng bộ Phường Mẫu", "77-GTSHĐ", date(2023, 6, 20)), by=other, full_name="Tô Thị Mẫn", sex="f",
            status="official", on=date(2023, 7, 1), cause="job", born_on=date(1988, 2, 3),
        )  # fmt: skip
    assert differences(cast, [*PERIODS, SUMMER]) == []


def test_leaving_coming_back_and_being_restored_move_the_tallies(cast: Cast) -> None:
    by, later = cast.actor("dung"), through(date(2026, 6, 1), date(2026, 7, 15))
    with acting_as(by), transaction.atomic():
        gone, restored = Membership.objects.filter(
            access.counted, unit=cast.units["BV-S1"], status="official"
        ).order_by("id")[:2]
        removed(cast, gone)
        row = actions.hand_decision(removed(cast, restored), by=by, on=date(2023, 6, 23))
        row = actions.appeal_leaving(row, by=by, on=date(2023, 6, 30), level="superior")
        actions.settle_appeal(row, by=by, on=date(2023, 7, 3), restored=True, answer="Đủ điều kiện khôi phục")
        removed(cast, Membership.objects.get(person=admit(cast, day=date(2023, 4, 1)).person_id), "annulled")
    assert differences(cast, [*PERIODS, SUMMER]) == []
    with acting_as(by), transaction.atomic(), on_day(date(2026, 7, 1)):
        again = actions.Paper("9-QĐ/ĐU", date(2026, 6, 22))
        actions.readmit_member(
            gone.person, cast.units["BV-NN"], by=by, decision=again, ceremony_on=date(2026, 6, 29), consent="1-CV/TU"
        )
    assert differences(cast, [SUMMER, later]) == []


def test_a_case_moves_the_tallies_by_its_decisions_and_its_ceremony(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "ceremony")
        assert case.admission
        day = case.admission.decided_on.replace(day=28)
    assert differences(cast) == []
    with acting_as(by), transaction.atomic():
        story.do(case, "ceremony", by, day)
    assert differences(cast) == []
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "recognised", name="Phan Thị Ngọc Trâm", born_on=date(2001, 2, 3))
        story.do(case, "recognised", by, date(2023, 6, 30))
    assert differences(cast) == []


def test_a_restructuring_moves_the_tallies(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        actions.apply_draft(split(cast), by=by, on=date(2023, 7, 3), decision="9-QĐ/ĐU")
    assert differences(cast, [*PERIODS, SUMMER]) == []


def test_a_unit_that_moves_takes_its_members_out_of_one_tally_into_the_other(cast: Cast) -> None:
    khoi = cast.actor("khoi")
    with acting_as(khoi), transaction.atomic():
        cell = cast.units["BV-NN"]
        other = Unit.objects.filter(level=1).exclude(pk=cast.units["BV"].pk).exclude(kind__is_cell=True).first()
        assert other is not None
        before = tallies.sums(other.key, "group", tallies.BEGINNING, date(2023, 7, 3))
        org.move_unit(cell, other, by=khoi, on=date(2023, 7, 3))
        after = tallies.sums(other.key, "group", tallies.BEGINNING, date(2023, 7, 3))
        assert sum(one.n for one in after) > sum(one.n for one in before)
    assert differences(cast) == []


def test_folding_joins_rows_and_changes_no_sum(cast: Cast) -> None:
    key = cast.units["BV"].key
    with acting_as(cast.actor("lan")), transaction.atomic():
        before = {
            topic: sorted(map(repr, tallies.sums(key, topic, tallies.BEGINNING, date(2023, 5, 20))))
            for topic in ("age", "group", "begin", "end", "admission", "recognition")
        }
        assert tallies.fold() > 0
        assert before == {
            topic: sorted(map(repr, tallies.sums(key, topic, tallies.BEGINNING, date(2023, 5, 20)))) for topic in before
        }
        assert any(before.values())


def test_the_database_refuses_a_tally_outside_the_scope(cast: Cast) -> None:
    root = cast.units["BV"].key[:3]
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert not tallies.kept(ask(cast.units["BV-NN"], PERIODS[0], tree_of_the_day=False))
        with pytest.raises(DatabaseError, match="outside the scope"), transaction.atomic():
            tallies.sums(root, "age", tallies.BEGINNING, date(2023, 1, 1))


def test_a_rebuild_finds_what_the_triggers_kept(cast: Cast) -> None:
    with acting_as(cast.actor("khoi")), transaction.atomic():
        root = cast.units["BV"].key[:3]
        people = tallies.sums(root, "group", tallies.BEGINNING, date(2023, 5, 20))
        ages = tallies.sums(root, "age", tallies.BEGINNING, date(2023, 5, 20))
        assert sum(one.n for one in people) == sum(one.n for one in ages) > 0
        kept = sorted(map(repr, tallies.sums(root, "age", tallies.BEGINNING, date(2023, 5, 20))))
        with (
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute("select nn_tally_rebuild()")
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_proc where proname = 'nn_tally_rebuild' and prosecdef")
        assert cursor.fetchone() == (1,) and kept


def test_pace_of_the_root_is_by_unit_and_half_year(cast: Cast) -> None:
    with acting_as(cast.actor("khoi")), transaction.atomic():
        root = cast.units["BV"].key[:3]
        found = tallies.pace(root, "admission", date(2022, 1, 1), date(2024, 1, 1))
        mine = {(half, n) for key, half, n in found if key == cast.units["BV"].key}
        asked = ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 6, 30)), tree_of_the_day=False)
        assert (date(2023, 1, 1), FIGURES["admissions"].rows(asked).count()) in mine


def test_a_branch_that_left_still_counts_in_the_past_without_its_names(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    khoi, lan, unit = cast.actor("khoi"), cast.actor("lan"), cast.units["BV"]
    half = through(date(2023, 1, 1), date(2023, 6, 30))
    codes = ("members", "members.women", "admissions", "recognitions", "increase.admitted", "members.start")
    with acting_as(lan), transaction.atomic():
        before = {code: FIGURES[code].count(ask(unit, half)).part for code in codes}
        gone = FIGURES["members"].count(ask(cast.units["BV-NN"], half)).part
    with acting_as(khoi), transaction.atomic():
        org.move_unit(cast.units["BV-NN"], cast.units["LH"], by=khoi, on=date(2023, 7, 1))
    with acting_as(lan), transaction.atomic():
        assert before == {code: FIGURES[code].count(ask(unit, half)).part for code in codes}
        today = FIGURES["members"].count(ask(unit, through(date(2023, 7, 1), date(2023, 7, 3)))).part
        assert today <= before["members"] - gone and gone > 0
    with acting_as(cast.actor("lachong")), transaction.atomic():
        assert tallies.left(ask(unit, half)) == 0
    page = (
        signed_in("lan")
        .get(f"/bao-cao/so-lieu/members/?don-vi={unit.pk}&tu=2023-01-01&den=2023-06-30")
        .content.decode()
    )
    assert f"{int(gone)} dòng thuộc đơn vị đã chuyển đi" in page
