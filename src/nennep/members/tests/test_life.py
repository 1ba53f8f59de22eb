"""A membership's life by its verbs, its walls, and its figures against hand-counted answers."""

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, figure, through
from nennep.members import access, actions, rules, watch
from nennep.members.duties import probation_ends
from nennep.members.models import Admission, Membership, Person, Recognition
from nennep.org.queries import ask

HALF = through(date(2023, 1, 1), date(2023, 6, 30))


def admit(  # type: ignore[no-untyped-def]
    cast: Cast,
    code: str = "BV-NN",
    day: date = date(2022, 4, 1),
    name: str = "Lưu Thị Hảo",
    born_on: date = date(1990, 1, 2),
    namesake: bool = False,
):
    by = cast.actor("dung")
    return actions.record_admission(
        cast.units[code],
        by=by,
        full_name=name,
        sex="f",
        decision=actions.Paper("9-QĐ/ĐU", day),
        ceremony_on=day,
        born_on=born_on,
        category="lecturer",
        namesake=namesake,
    )


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2022, 2, 28), 12, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2022, 1, 31), 1, date(2022, 2, 28)),
        (date(2023, 7, 3), -12, date(2022, 7, 3)),
    ],
)
def test_months_later_keeps_to_the_month(day: date, months: int, expected: date) -> None:
    assert rules.months_later(day, months) == expected


@pytest.mark.django_db
def test_an_admission_begins_a_probation_and_a_recognition_ends_it(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = admit(cast)
        held = Membership.objects.get(person_id=row.person_id)
        assert (held.status, held.since, held.sort_key[:3]) == ("probationary", date(2022, 4, 1), held.sort_key[:3])
        done = actions.recognise_member(held, by=by, decision=actions.Paper("40-QĐ/ĐU", date(2023, 4, 10)))
        spells = list(
            Membership.objects.filter(person_id=row.person_id).order_by("since").values_list("status", "since", "until")
        )
        assert done.official_from == date(2023, 4, 1)
        assert spells == [
            ("probationary", date(2022, 4, 1), date(2023, 4, 1)),
            ("official", date(2023, 4, 1), date(9999, 12, 31)),
        ]


@pytest.mark.django_db
def test_the_figures_of_a_cell_agree_with_a_count_by_hand(cast: Cast) -> None:
    by, cell = cast.actor("dung"), cast.units["BV-NN"]
    with acting_as(by), transaction.atomic():
        before = {
            code: figure(code).count(ask(cell, HALF)).part
            for code in ("members", "admissions", "recognitions", "members.women", "increase.admitted")
        }
        first = admit(cast, day=date(2022, 5, 1))
        actions.recognise_member(
            Membership.objects.get(person_id=first.person_id), by=by, decision=actions.Paper("41", date(2023, 5, 3))
        )
        second = admit(cast, day=date(2023, 2, 3), name="Lưu Thị Mận")
        third = admit(cast, day=date(2023, 3, 3), name="Lưu Thị Đào")
        actions.annul_admission(third, by=by, decision=actions.Paper("50", date(2023, 3, 20)))
        after = {code: figure(code).count(ask(cell, HALF)).part for code in before}
        assert {code: after[code] - before[code] for code in before} == {
            "members": 2,
            "admissions": 1,
            "recognitions": 1,
            "members.women": 2,
            "increase.admitted": 2,
        }
        assert figure("decrease.other").count(ask(cell, HALF)).part >= 1
        assert second.full_name in {row.full_name for row in figure("admissions").rows(ask(cell, HALF))}


@pytest.mark.django_db
def test_the_book_always_balances(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        moved = Membership.objects.filter(unit=cast.units["BV-LU"], until__year=9999).order_by("id")[0]
        actions.move_member(moved, cast.units["BV-NN"], by=by, on=date(2023, 4, 1))
        gone = Membership.objects.filter(unit=cast.units["BV-LU"], until__year=9999).order_by("id")[0]
        actions.end_membership(gone, by=by, on=date(2023, 5, 1), reason="transferred", decision="12-QĐ/ĐU")
        for code in ("BV", "BV-LU", "BV-NN", "BV-S1"):
            part = {
                one: figure(one).count(ask(cast.units[code], HALF)).part
                for one in FIGURES
                if one.startswith(("members", "increase", "decrease"))
            }
            rise = sum(value for one, value in part.items() if one.startswith("increase"))
            fall = sum(value for one, value in part.items() if one.startswith("decrease"))
            assert part["members.start"] + rise - fall == part["members"], code
            assert part["members.official"] + part["members.probationary"] == part["members"], code


@pytest.mark.django_db
@pytest.mark.parametrize("code", sorted(FIGURES))
def test_every_figure_counts_its_own_rows(cast: Cast, code: str) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        asked = ask(cast.units["BV"], HALF)
        one = figure(code)
        value = one.count(asked)
        assert value.part == len(list(one.rows(asked)))
        assert one.of is None or value.whole == len(list(one.of(asked)))


@pytest.mark.django_db
def test_two_walls_keep_another_university_out(cast: Cast) -> None:
    other = cast.actor("lachong")
    with acting_as(cast.actor("dung")), transaction.atomic():
        ours = Membership.objects.filter(unit=cast.units["BV-LU"]).order_by("id")[0]
    with acting_as(other), transaction.atomic():
        assert not Membership.objects.filter(pk=ours.pk).exists()
        assert not Person.objects.filter(pk=ours.person_id).exists()
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from members_membership where unit_key like %s", [cast.units["BV"].key + "%"]
            )
            assert cursor.fetchone() == (0,)
            cursor.execute("update members_membership set full_name = 'x' where id = %s", [ours.pk])
            assert cursor.rowcount == 0
        with pytest.raises(NotYours):
            access.change_membership.find(other, pk=ours.pk)


@pytest.mark.django_db
def test_the_three_readings_of_a_rule_agree(cast: Cast) -> None:
    for name in ("lan", "dung", "hoa", "an", "lachong", "kiemtra"):
        by = cast.actor(name)
        with acting_as(by), transaction.atomic():
            everything = list(Membership.objects.annotate(may=access.recognise.column(by)).order_by("id")[:60])
            listed = set(access.recognise.rows(by).values_list("pk", flat=True))
            for row in everything:
                assert row.may == (row.pk in listed) == access.recognise.allows(by, row)


@pytest.mark.django_db
def test_a_person_is_counted_once_a_day(cast: Cast) -> None:
    from django.db import IntegrityError

    by = cast.actor("dung")
    with acting_as(by), pytest.raises(IntegrityError), transaction.atomic():
        row = Membership.objects.filter(unit=cast.units["BV-LU"], until__year=9999).order_by("id")[0]
        row.pk = None
        row.save(force_insert=True)


@pytest.mark.django_db
def test_a_ceremony_before_its_decision_is_refused(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.BeforeTheBeginning) as refusal:
        actions.record_admission(
            cast.units["BV-NN"],
            by=by,
            full_name="Lê Văn A",
            sex="m",
            decision=actions.Paper("1", date(2023, 5, 2)),
            ceremony_on=date(2023, 5, 1),
        )
    assert refusal.value.field == "ceremony_on"
    with acting_as(by), transaction.atomic():
        assert not Recognition.objects.filter(full_name="Lê Văn A").exists()


@pytest.mark.django_db
def test_the_same_person_is_not_admitted_twice_unless_somebody_says_it_is_another(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        admit(cast)
        with pytest.raises(actions.AlreadyMember, match="Chi bộ Khoa Ngoại ngữ"):
            admit(cast, "BV-LU")
        assert admit(cast, "BV-LU", namesake=True).unit == cast.units["BV-LU"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "born", "refusal"),
    [(date(2023, 7, 4), date(1990, 1, 2), "InTheFuture"), (date(2023, 6, 30), date(2005, 7, 1), "TooYoung")],
)
def test_an_admission_that_cannot_be_is_refused(cast: Cast, day: date, born: date, refusal: str) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic(), pytest.raises(getattr(actions, refusal)):
        admit(cast, day=day, born_on=born)


@pytest.mark.django_db
def test_a_recognition_follows_the_admission_and_lies_not_ahead(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.get(person=admit(cast).person)
        with pytest.raises(actions.BeforeTheBeginning):
            actions.recognise_member(held, by=by, decision=actions.Paper("1", date(2022, 3, 31)))
        with pytest.raises(actions.InTheFuture):
            actions.recognise_member(held, by=by, decision=actions.Paper("1", date(2023, 7, 4)))
        with pytest.raises(actions.BeforeTheBeginning, match="Thời gian dự bị đến ngày 01/04/2023"):
            actions.recognise_member(held, by=by, decision=actions.Paper("1", date(2023, 3, 31)))


def decided(cast: Cast, day: date) -> Admission:
    """An admission by decision, its ceremony still to come."""
    return actions.record_admission(
        cast.units["BV-NN"], by=cast.actor("dung"), full_name="Lưu Thị Hảo", sex="f", category="lecturer",
        decision=actions.Paper("9-QĐ/ĐU", day), born_on=date(1990, 1, 2),
    )  # fmt: skip


@pytest.mark.django_db
def test_the_probation_begins_with_a_ceremony_recorded_after_the_decision(cast: Cast) -> None:
    by, june = cast.actor("dung"), through(date(2022, 1, 1), date(2022, 6, 30))
    with acting_as(by), transaction.atomic():
        row = decided(cast, date(2022, 6, 28))
        waiting = figure("admissions.no_ceremony").rows(ask(cast.units["BV-NN"], june))
        assert list(waiting) == [row]
        held = Membership.objects.get(person_id=row.person_id)
        actions.move_member(held, cast.units["BV-LU"], by=by, on=date(2022, 9, 1))
        actions.hold_ceremony(row, by=by, on=date(2022, 7, 5))
        spells = Membership.objects.filter(person_id=row.person_id).order_by("since")
        assert [(one.since, one.held_since) for one in spells] == [
            (date(2022, 7, 5), date(2022, 7, 5)),
            (date(2022, 9, 1), date(2022, 7, 5)),
        ]
        assert list(waiting.all()) == [row]
        assert not access.hold_ceremony.allows(by, row)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("on", "refusal"),
    [
        (date(2022, 6, 27), actions.BeforeTheBeginning),
        (date(2199, 1, 1), actions.InTheFuture),
        (date(2022, 9, 1), actions.MovedOn),
    ],
)
def test_a_ceremony_lies_between_the_decision_and_the_move(cast: Cast, on: date, refusal: type[Exception]) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = decided(cast, date(2022, 6, 28))
        held = Membership.objects.get(person_id=row.person_id)
        actions.move_member(held, cast.units["BV-LU"], by=by, on=date(2022, 9, 1))
        with pytest.raises(refusal):
            actions.hold_ceremony(row, by=by, on=on)


@pytest.mark.django_db
def test_a_probation_from_the_last_day_of_february_is_late_a_year_later(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.get(person_id=admit(cast).person_id)
        Membership.objects.filter(pk=held.pk).update(since=date(2020, 2, 29))
        late = [
            watch.probation_late(by.ranges("members.read_file"), day).filter(pk=held.pk).count()
            for day in (date(2021, 2, 27), date(2021, 2, 28))
        ]
        assert late == [0, 1]


@pytest.mark.django_db
def test_a_probation_goes_on_in_the_next_cell(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = admit(cast)
        held = Membership.objects.get(person_id=row.person_id)
        moved = actions.move_member(held, cast.units["BV-LU"], by=by, on=date(2023, 5, 20))
        due: list[Any] = list(probation_ends(by, date(2023, 5, 1)).filter(person_id=row.person_id))
        assert [one[0] for one in due] == [date(2023, 4, 1)]
        overdue = figure("probation.overdue").rows(ask(cast.units["BV-LU"], HALF))
        assert moved in overdue
        done = actions.recognise_member(moved, by=by, decision=actions.Paper("40-QĐ/ĐU", date(2023, 6, 1)))
        spells = Membership.objects.filter(person_id=row.person_id).order_by("since")
        assert (done.due_on, done.official_from) == (date(2023, 4, 1), date(2023, 4, 1))
        assert [(one.unit.code, one.status, one.since, one.until, one.end) for one in spells] == [
            ("BV-NN", "probationary", date(2022, 4, 1), date(2023, 4, 1), "recognised"),
            ("BV-NN", "official", date(2023, 4, 1), date(2023, 5, 20), "moved"),
            ("BV-LU", "official", date(2023, 5, 20), date(9999, 12, 31), ""),
        ]


@pytest.mark.django_db
def test_recognised_on_time_is_measured_over_those_due_in_the_period(cast: Cast) -> None:
    by, cell = cast.actor("dung"), cast.units["BV-NN"]
    with acting_as(by), transaction.atomic():
        before = figure("recognitions.on_time").count(ask(cell, HALF))
        rows = [
            admit(cast, name=name, day=day, born_on=date(1990, 2, place + 1))
            for place, (name, day) in enumerate(
                [
                    ("Lưu Thị Hảo", date(2022, 2, 1)),
                    ("Lưu Thị Hiền", date(2022, 3, 1)),
                    ("Lưu Thị Hoa", date(2022, 4, 1)),
                    ("Lưu Thị Hồng", date(2022, 7, 1)),
                ]
            )
        ]
        for row, on in zip(rows, [date(2023, 2, 20), date(2023, 6, 20), None, None], strict=True):
            held = Membership.objects.get(person_id=row.person_id)
            if on:
                actions.recognise_member(held, by=by, decision=actions.Paper("40-QĐ/ĐU", on))
        after = figure("recognitions.on_time").count(ask(cell, HALF))
        assert after.part - before.part == 1
        assert (after.whole or 0) - (before.whole or 0) == 3
