"""Persons entered twice are found across branches, joined with a preview, and taken apart again."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from nennep.accounts.models import Account
from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.actor import Actor
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.figures.registry import figure, through
from nennep.journal.registry import SEALED, digest_sql
from nennep.members import actions, doubles, sight
from nennep.members.models import Departure, Interruption, Membership, Person, Transfer
from nennep.org.queries import ask

HALF = through(date(2023, 1, 1), date(2023, 6, 30))
BORN = date(1984, 4, 17)


def enrol(cast: Cast, who: str, code: str, name: str, since: date = date(2015, 5, 19), **more: Any) -> Person:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        held = actions.enrol_person(
            cast.units[code], by=by, full_name=name, sex="m", status="official", since=since, **{"born_on": BORN} | more
        )
        return Person.objects.get(pk=held.person_id)


@pytest.mark.data
@pytest.mark.django_db
def test_a_double_is_found_by_name_and_birth_whatever_the_marks(cast: Cast) -> None:
    one, two = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh"), enrol(cast, "dung", "BV-NN", "LƯU ĐỨC ÁNH")
    enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh", born_on=date(1984, 4, 18))
    with acting_as(cast.actor("dung")):
        found = [(row.person, row.other, row.same_number, row.same_birth) for row in doubles.doubles(cast.units["BV"])]
    assert found == [(one.pk, two.pk, False, True)]


@pytest.mark.data
@pytest.mark.django_db
def test_a_double_in_another_branch_shows_its_organisation_alone(cast: Cast) -> None:
    one = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh", citizen_mac="m" * 64, citizen_tail="1234")
    two = enrol(cast, "lachong", "LH-1", "Lưu Đức Anh", citizen_mac="m" * 64, citizen_tail="1234")
    with acting_as(cast.actor("dung")):
        row = next(row for row in doubles.doubles(cast.units["BV"]) if row.person == one.pk)
        assert (row.other, row.elsewhere, row.same_number) == (None, cast.units["LH"].name, True)
        assert doubles.doubles(cast.units["LH"]) == []
    with acting_as(cast.actor("khoi_chanh")):
        row = next(row for row in doubles.doubles(cast.units["K"]) if row.person == min(one.pk, two.pk))
        assert row.other == max(one.pk, two.pk)


@pytest.mark.data
@pytest.mark.django_db
def test_different_numbers_are_two_people_of_one_name(cast: Cast) -> None:
    enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh", citizen_mac="a" * 64)
    enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh", citizen_mac="b" * 64)
    with acting_as(cast.actor("dung")):
        assert doubles.doubles(cast.units["BV"]) == []


@pytest.mark.data
@pytest.mark.django_db
def test_a_merge_counts_the_person_once_and_undoing_it_puts_all_back(cast: Cast) -> None:
    dung, unit = cast.actor("dung"), cast.units["BV"]
    with acting_as(dung):
        first = figure("members").count(ask(unit, HALF)).part
    one = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh")
    two = enrol(
        cast, "dung", "BV-NN", "Lưu Đức Ánh", native_place="Nam Định", citizen_mac="c" * 64, citizen_tail="7777"
    )
    with acting_as(dung), transaction.atomic():
        actions.add_entry(two, by=dung, kind="languages", typed={"language": "Tiếng Pháp", "level": "B1"})
        actions.introduce_at_residence(two, by=dung, place="Chi bộ 5", since=date(2023, 3, 1))
        before = {model: list(model.objects.filter(person=two).values_list("pk", flat=True)) for model in doubles.MOVES}
        plan = doubles.preview(one, two)
        assert len(plan.double) == 1 and plan.going == []
        merge = actions.merge_persons(one, two, by=dung)
        one = Person.objects.get(pk=one.pk)
        assert (one.native_place, one.citizen_tail) == ("Nam Định", "7777")
        assert figure("members").count(ask(unit, HALF)).part == first + 1
        assert one.entries.count() == 1 and one.contacts.count() == 1
        proved()
        assert not sight.see.rows(dung).filter(pk=two.pk).exists()
        assert doubles.doubles(unit) == []
        actions.undo_merge(merge, by=dung)
        one, two = Person.objects.get(pk=one.pk), Person.objects.get(pk=two.pk)
        assert (one.native_place, one.citizen_tail, two.citizen_tail, two.merged_into) == ("", "", "7777", None)
        assert figure("members").count(ask(unit, HALF)).part == first + 2
        assert {
            model: list(model.objects.filter(person=two).values_list("pk", flat=True)) for model in doubles.MOVES
        } == before
        with pytest.raises(NotYours):
            actions.undo_merge(merge, by=dung)
        proved()


def proved() -> None:
    """Every sealed row of the room is as its last line says."""
    wrong, seen = [], 0
    with acting_as(founder()), connection.cursor() as cursor:
        for table in [name for name in SEALED if name.startswith("members_")]:
            cursor.execute(
                f"""select row_id, {digest_sql(table, "r")} = digest from (
                  select distinct on (row_id) row_id, digest from journal_line where subject = %s and row_id <> '' and digest <> ''
                  order by row_id, id desc) last join {table} r on r.id::text = row_id""",
                [table],
            )
            rows = cursor.fetchall()
            seen += len(rows)
            wrong += [(table, row) for row, same in rows if not same]
    assert seen > 10 and wrong == []


@pytest.mark.data
@pytest.mark.django_db
def test_stretches_that_fit_go_over(cast: Cast) -> None:
    dung = cast.actor("dung")
    old = enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh", since=date(2010, 5, 19))
    new = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh", since=date(2018, 5, 19))
    with acting_as(dung), transaction.atomic():
        held = Membership.objects.get(person=old)
        actions.end_membership(held, by=dung, on=date(2016, 1, 1), reason="transferred")
        merge = actions.merge_persons(new, old, by=dung)
        assert Membership.objects.filter(person=new, placement="counted").count() == 2
        actions.undo_merge(merge, by=dung)
        assert [Membership.objects.filter(person=one).count() for one in (old, new)] == [1, 1]
        assert Person.objects.get(pk=old.pk).merged_into is None


@pytest.mark.django_db
def test_two_accounts_and_one_entry_are_refused(cast: Cast) -> None:
    dung = cast.actor("dung")
    one, two = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh"), enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh")
    with acting_as(dung), transaction.atomic():
        with pytest.raises(actions.SamePerson):
            actions.merge_persons(one, one, by=dung)
        for person, name in ((one, "m1"), (two, "m2")):
            Account.objects.create_user(name, None, full_name=person.full_name, person_id=person.pk)
        with pytest.raises(actions.TwoAccounts), transaction.atomic():
            actions.merge_persons(one, two, by=dung)
        Account.objects.filter(username="m1").update(person_id=None)
        merge = actions.merge_persons(one, two, by=dung)
        assert Account.objects.get(username="m2").person_id == one.pk
        actions.undo_merge(merge, by=dung)
        assert Account.objects.get(username="m2").person_id == two.pk


@pytest.mark.django_db
def test_nobody_merges_what_he_does_not_see(cast: Cast) -> None:
    one, two = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh"), enrol(cast, "lachong", "LH-1", "Lưu Đức Ánh")
    dung: Actor = cast.actor("dung")
    with acting_as(dung), transaction.atomic(), pytest.raises(NotYours):
        actions.merge_persons(one, two, by=dung)


@pytest.mark.django_db
def test_the_merge_page_compares_and_joins(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    one, two = (
        enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh"),
        enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh", native_place="Nam Định"),
    )
    client = signed_in("dung")
    assert f"/dang-vien/ghi-trung/{one.pk}/{two.pk}/" in client.get("/dang-vien/ghi-trung/").content.decode()
    page = client.get(f"/dang-vien/ghi-trung/{one.pk}/{two.pk}/").content.decode()
    assert "lấy từ bên phải" in page and "Nam Định" in page
    assert client.post(f"/dang-vien/ghi-trung/{one.pk}/{two.pk}/").status_code == 302
    assert client.get(f"/dang-vien/{two.pk}/").status_code == 404
    assert "Tách lại" in client.get("/dang-vien/ghi-trung/").content.decode()


@pytest.mark.data
@pytest.mark.django_db
def test_what_runs_for_both_entries_runs_once_after_a_merge_and_twice_after_its_undoing(cast: Cast) -> None:
    one, two = enrol(cast, "dung", "BV-LU", "Lưu Đức Ánh"), enrol(cast, "dung", "BV-NN", "Lưu Đức Ánh")
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        for person in (one, two):
            held = Membership.objects.get(person=person)
            actions.note_departure(held, by=by, cause="job", left_on=date(2023, 6, 1))
            actions.ask_transfer(held, actions.Place("Đảng bộ Phường Mẫu"), by=by, kind="official", cause="job")
            actions.note_interruption(person, by=by, since=date(2018, 1, 1), until=date(2018, 2, 1), reason="Gián đoạn")
        row = actions.merge_persons(one, two, by=by)
        nouns = (Departure, Transfer, Interruption)
        assert [noun.objects.filter(person=one).count() for noun in nouns] == [1, 1, 2]
        actions.undo_merge(row, by=by)
        assert [noun.objects.filter(person=two).count() for noun in nouns] == [1, 1, 1]
