"""A member's file: filled in, corrected by a paper, proposed by the member, seen by class, read with a line."""

from datetime import date

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.members import actions, filepage, filevalues, partial, sight
from nennep.members.fields import FIELDS, KINDS
from nennep.members.models import (
    Amendment,
    CategorySpell,
    FileEntry,
    FilePaper,
    FileSheet,
    Membership,
    PaperKind,
    Person,
    ResidenceContact,
)
from nennep.members.tests.filing import PAPER, full
from nennep.members.tests.test_doubles import proved


@pytest.mark.parametrize(
    ("text", "expected", "back"),
    [
        ("12/5/1998", (date(1998, 5, 12), "day"), "12/05/1998"),
        ("5/1998", (date(1998, 5, 1), "month"), "05/1998"),
        ("1998", (date(1998, 1, 1), "year"), "1998"),
    ],
)
def test_a_date_may_be_known_in_part(text: str, expected: tuple[date, str], back: str) -> None:
    assert partial.parse(text) == expected
    assert partial.written(*expected) == back


@pytest.mark.parametrize("text", ["31/02/1998", "98", "5/98", "13/1998", "hè 1998"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        partial.parse(text)


def test_about_twenty_five_values_are_kept_from_the_start() -> None:
    assert 25 <= sum(one.summary for one in FIELDS) <= 30
    assert not KINDS["family"].summary and not KINDS["discipline"].summary


@pytest.mark.data
@pytest.mark.django_db
def test_a_gap_is_filled_at_once_and_a_written_value_only_by_a_paper(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"birth_place": "Phường Mẫu, Hà Nội", "phone": "0900000001"})
        with pytest.raises(actions.NeedsDecision), transaction.atomic():
            actions.write_file(person, by=dung, values={"birth_place": "Xã Mẫu"})
        actions.write_file(
            person, by=dung, values={"birth_place": "Xã Mẫu"}, decision=PAPER, reason="theo giấy khai sinh"
        )
        row = Amendment.objects.get(person=person, name="birth_place")
        assert (row.old, row.new, row.decision_no, row.settled_name) == (
            "Phường Mẫu, Hà Nội",
            "Xã Mẫu",
            "12-CV/ĐU",
            dung.name,
        )
        assert filevalues.sheet_of(person).birth_place == "Xã Mẫu"


@pytest.mark.data
@pytest.mark.django_db
def test_what_changes_with_life_needs_no_paper_but_stays_visible(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        for phone in ("0900000001", "0900000002"):
            actions.write_file(person, by=dung, values={"phone": phone})
        assert list(person.amendments.values_list("name", "old", "new")) == [("phone", "0900000001", "0900000002")]


@pytest.mark.data
@pytest.mark.django_db
def test_a_birth_date_is_frozen_once_written(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        assert person.born_on
        with pytest.raises(actions.FrozenValue):
            actions.write_file(person, by=dung, values={"born_on": "01/01/1999"}, decision=PAPER)


@pytest.mark.data
@pytest.mark.django_db
def test_a_second_writer_of_a_file_is_noticed(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        seen = Person.objects.get(pk=person.pk).version
        actions.write_file(person, by=dung, values={"birth_place": "Phường Mẫu"}, seen=seen)
        with pytest.raises(Stale):
            actions.write_file(person, by=dung, values={"it_level": "Cơ bản"}, seen=seen)


@pytest.mark.data
@pytest.mark.django_db
def test_the_database_itself_keeps_a_file_from_other_branches(cast: Cast, person: Person) -> None:
    dung, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"birth_place": "Phường Mẫu"})
        actions.write_file(person, by=dung, values={"birth_place": "Xã Mẫu"}, decision=PAPER)
        actions.add_entry(person, by=dung, kind="languages", typed={"language": "Tiếng Anh", "level": "B2"})
        actions.enter_paper(person, by=dung, kind=PaperKind.objects.get(code="A2"))
        actions.introduce_at_residence(person, by=dung, place="Chi bộ 5", since=date(2023, 3, 1))
        actions.change_category(person, by=dung, category="staff", since=date(2023, 6, 1))
        tables = (FileSheet, FileEntry, FilePaper, Amendment, ResidenceContact, CategorySpell)
        assert all(model.objects.filter(person=person).exists() for model in tables)
    with acting_as(other):
        assert not any(model.objects.filter(person=person).exists() for model in tables)


@pytest.mark.data
@pytest.mark.django_db
def test_a_new_name_reaches_the_list(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"full_name": "Phan Gia Ân", "ethnicity": "Tày"}, decision=PAPER)
        held = Membership.objects.get(person=person, until__year=9999)
        assert (held.full_name, held.name_fold, held.minority) == ("Phan Gia Ân", "phan gia an", True)


@pytest.mark.data
@pytest.mark.django_db
def test_an_identity_number_is_kept_as_its_trace(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"citizen_id": "001203004567"})
        row = Person.objects.get(pk=person.pk)
        assert row.citizen_tail == "4567" and len(row.citizen_mac) == 64
        told = tell(Line.objects.filter(person_id=person.pk, verb="members.fill_file"))
        assert told[0].changes == {"citizen_id": ["", "•••• 4567"]}


@pytest.mark.data
@pytest.mark.django_db
def test_family_history_waits_for_the_committees_decision(cast: Cast, person: Person) -> None:
    dung, typed = cast.actor("dung"), {"relation": "father", "name": "Phan Gia Phúc", "since": "1975"}
    with acting_as(dung), transaction.atomic():
        with pytest.raises(actions.NotKept), transaction.atomic():
            actions.add_entry(person, by=dung, kind="family", typed=typed)
        actions.add_entry(person, by=dung, kind="languages", typed={"language": "Tiếng Anh", "level": "B2"})
    full(cast)
    with acting_as(dung), transaction.atomic():
        row = actions.add_entry(person, by=dung, kind="family", typed=typed)
        assert (row.since, row.since_precision) == (date(1975, 1, 1), "year")
        assert sight.sight(dung, person).named("family")
    chief = cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        actions.stop_full_files(cast.units["BV"], by=chief, on=date(2023, 7, 1))
        assert not sight.sight(chief, person).named("family")


@pytest.mark.data
@pytest.mark.django_db
def test_an_entry_is_struck_out_by_a_paper_and_stays_visible(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        row = actions.add_entry(
            person, by=dung, kind="languages", typed={"language": "Tiếng Anh", "level": "B2", "since": "2021"}
        )
        actions.amend_entry(
            row, by=dung, typed={"language": "Tiếng Anh", "level": "C1", "since": "2022"}, decision=PAPER
        )
        actions.amend_entry(row, by=dung, typed=None, decision=PAPER)
        told = filepage.changes(list(person.amendments.all()), sight.sight(dung, person))
        assert [(one.old, one.new) for one in told] == [
            ("2022; Tiếng Anh; C1", "–"),
            ("2021; Tiếng Anh; B2", "2022; Tiếng Anh; C1"),
        ]
        assert not FileEntry.objects.filter(person=person, dropped_on=None).exists()


@pytest.mark.data
@pytest.mark.django_db
def test_a_member_proposes_and_the_office_approves_or_answers(cast: Cast, person: Person) -> None:
    an, dung = cast.actor("an"), cast.actor("dung")
    with acting_as(an), transaction.atomic():
        with pytest.raises(NotYours):
            actions.write_file(person, by=an, values={"phone": "0900000002"})
        one, two = actions.propose_values(
            person, by=an, values={"phone": "0900000002", "native_place": "Nam Định"}, reason="số mới"
        )
        assert person.phone == ""
    with acting_as(dung), transaction.atomic():
        assert set(sight.waiting.rows(dung)) >= {one, two}
        actions.approve_amendment(one, by=dung, decision=actions.Paper("", date(2023, 7, 3)))
        with pytest.raises(actions.NeedsDecision), transaction.atomic():
            actions.approve_amendment(two, by=dung, decision=actions.Paper("", date(2023, 7, 3)))
        with pytest.raises(actions.NoAnswer), transaction.atomic():
            actions.return_amendment(two, by=dung, answer=" ")
        actions.return_amendment(two, by=dung, answer="Đề nghị nộp bản sao giấy khai sinh.")
        with pytest.raises(NotYours), transaction.atomic():
            actions.approve_amendment(two, by=dung, decision=PAPER)
    with acting_as(an):
        row = Person.objects.get(pk=person.pk)
        assert row.phone == "0900000002" and row.native_place == person.native_place
        assert Amendment.objects.get(pk=two.pk).answer.startswith("Đề nghị nộp")
    with acting_as(an), transaction.atomic():
        typed = {"language": "Tiếng Anh", "level": "B2"}
        asked = actions.propose_entry(person, by=an, kind="languages", typed=typed, reason="chứng chỉ mới")
    with acting_as(dung), transaction.atomic():
        actions.approve_amendment(asked, by=dung, decision=actions.Paper("", date(2023, 7, 3)))
        entry = person.entries.get()
        actions.amend_entry(entry, by=dung, typed=typed | {"level": "C1"}, decision=PAPER)
        assert person.entries.get().values == typed | {"level": "C1"}
    proved()


@pytest.mark.data
@pytest.mark.django_db
def test_nobody_writes_his_own_file_whatever_his_office(cast: Cast) -> None:
    secretary = cast.actor("bithu")
    officer = Actor(secretary.account_id, secretary.name, secretary.person_id, cast.actor("dung").posts)
    with acting_as(officer), transaction.atomic():
        own = Person.objects.get(pk=officer.person_id)
        with pytest.raises(NotYours):
            actions.write_file(own, by=officer, values={"phone": "0900000003"})
        row = actions.propose_values(own, by=officer, values={"phone": "0900000003"}, reason="x")[0]
        with pytest.raises(NotYours):
            actions.approve_amendment(row, by=officer, decision=PAPER)
