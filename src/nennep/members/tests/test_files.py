"""A member's file: filled in, corrected by a paper, proposed by the member, seen by class, read with a line."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.figures.registry import figure, through
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
from nennep.members.tests.test_doubles import proved
from nennep.org.queries import ask

Sign = Callable[[str], Client]
PAPER = actions.Paper("12-CV/ĐU", date(2023, 6, 1))
PDF = b"%PDF-1.7 scan"


@pytest.fixture
def person(cast: Cast) -> Person:
    """Phan Gia An's own entry: on probation in a student cell, with an account."""
    with acting_as(cast.actor("dung")):
        return Person.objects.get(pk=cast.actor("an").person_id)


def full(cast: Cast) -> None:
    chief = cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        actions.keep_full_files(
            cast.units["BV"], by=chief, decision=actions.Paper("9-QĐ/ĐU", date(2023, 5, 1)), since=date(2023, 5, 2)
        )


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


CLASSES = [
    ("lan", {"public"}),
    ("hoa", {"public", "office"}),
    ("dung", {"public", "office", "restricted"}),
    ("lachong", set()),
    ("minh", set()),
]


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(("who", "klasses"), CLASSES)
def test_each_reader_sees_his_classes(cast: Cast, person: Person, who: str, klasses: set[str]) -> None:
    with acting_as(cast.actor(who)):
        assert sight.sight(cast.actor(who), person).klasses == klasses


@pytest.fixture
def filled(cast: Cast, person: Person) -> Person:
    """A file with one telling value of each class."""
    full(cast)
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(
            person,
            by=dung,
            values={
                "it_level": "PUBLICVALUE",
                "old_card_no": "OFFICEVALUE",
                "religion": "RESTRICTEDVALUE",
                "card_no": "012345678901",
            },
        )
        actions.add_entry(person, by=dung, kind="discipline", typed={"form": "warning", "reason": "RESTRICTEDENTRY"})
        actions.write_file(person, by=dung, values={"religion": "RESTRICTEDSECOND"}, decision=PAPER)
    return person


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("lan", {"PUBLICVALUE"}),
        ("hoa", {"PUBLICVALUE", "OFFICEVALUE"}),
        ("dung", {"PUBLICVALUE", "OFFICEVALUE", "RESTRICTEDVALUE", "RESTRICTEDSECOND", "RESTRICTEDENTRY"}),
        ("an", {"PUBLICVALUE", "OFFICEVALUE", "RESTRICTEDVALUE", "RESTRICTEDSECOND", "RESTRICTEDENTRY"}),
    ],
)
def test_the_page_shows_each_reader_his_classes_alone(
    cast: Cast, signed_in: Sign, filled: Person, who: str, seen: set[str]
) -> None:
    page = signed_in(who).get(f"/dang-vien/{filled.pk}/").content.decode()
    words = {"PUBLICVALUE", "OFFICEVALUE", "RESTRICTEDVALUE", "RESTRICTEDSECOND", "RESTRICTEDENTRY"}
    assert {word for word in words if word in page} == seen


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "seen"), [("lan", False), ("hoa", True)])
def test_the_export_gives_card_numbers_to_their_class_alone(
    cast: Cast, signed_in: Sign, filled: Person, who: str, seen: bool
) -> None:
    from openpyxl import load_workbook

    answer = signed_in(who).post(f"/dang-vien/xuat/?don-vi={cast.units['BV-S1'].pk}", {"reason": "giao ban"})
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    rows = list(load_workbook(BytesIO(data)).active.iter_rows(values_only=True))
    assert rows[1][9:11] == ("Ngày kết nạp", "Ngày chính thức")
    line = next(row for row in rows if row[1] == filled.full_name)
    assert (line[12] == "012345678901") == seen and line[9] is not None


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("hoa", {"it_level", "old_card_no", "card_no"}),
        ("kiemtra", {"it_level", "old_card_no", "card_no", "religion"}),
        ("kiemtoan", set()),
    ],
)
def test_the_journals_values_follow_the_class_for_auditors_too(
    cast: Cast, filled: Person, who: str, seen: set[str]
) -> None:
    actor = cast.actor(who)
    with acting_as(actor):
        told = tell(Line.objects.filter(person_id=filled.pk, verb="members.fill_file"))
        assert set(told[0].changes) == seen


@pytest.mark.django_db
def test_a_printed_summary_holds_what_its_reader_sees(cast: Cast, signed_in: Sign, filled: Person) -> None:
    from docx import Document

    answer = signed_in("hoa").post(
        f"/dang-vien/{filled.pk}/in/ly-lich-tom-tat/", {"reason": "hồ sơ quy hoạch", "form": "docx"}
    )
    words = "\n".join(one.text for one in Document(BytesIO(answer.content)).paragraphs)
    assert "OFFICEVALUE" in words and "RESTRICTED" not in words and "hồ sơ quy hoạch" in words
    answer = signed_in("dung").post(f"/dang-vien/{filled.pk}/in/xac-nhan/", {"reason": "làm hồ sơ", "form": "pdf"})
    assert answer.content.startswith(b"%PDF")
    assert signed_in("lan").get(f"/dang-vien/{filled.pk}/in/xac-nhan/").status_code == 404


@pytest.mark.django_db
def test_the_member_sees_who_looked_but_not_under_an_inspection_case(
    cast: Cast, signed_in: Sign, person: Person
) -> None:
    hoa, inspector, an = signed_in("hoa"), signed_in("kiemtra"), signed_in("an")
    hoa.get(f"/dang-vien/{person.pk}/")
    an.get("/dang-vien/cua-toi/")
    inspector.get(f"/dang-vien/{person.pk}/")
    inspector.post(f"/dang-vien/{person.pk}/kiem-tra/", {"decision_no": "3-QĐ/UBKT", "since": "03/07/2023"})
    with acting_as(cast.actor("kiemtra")):
        before = Line.objects.filter(verb="members.read_in_case").count()
    inspector.get(f"/dang-vien/{person.pk}/")
    hoa.post(f"/dang-vien/xuat/?don-vi={cast.units['BV-S1'].pk}", {"reason": "họp chi bộ"})
    with acting_as(cast.actor("kiemtra")):
        assert Line.objects.filter(verb="members.read_in_case").count() == before + 1
    with acting_as(cast.actor("an")):
        seen = [(one.who, one.verb) for one in filepage.looks()]
        assert not Line.objects.filter(verb__in=["members.read_in_case", "members.open_inquiry"]).exists()
    assert seen[0] == ("Bùi Thị Quỳnh Hoa", "members.export")
    assert seen.count(("Tạ Đình Trọng", "members.read_file")) == 1
    assert ("Bùi Thị Quỳnh Hoa", "members.read_file") in seen and all(who != "Phan Gia An" for who, _verb in seen)
    page = an.get("/dang-vien/cua-toi/ai-da-xem/").content.decode()
    assert "Tạ Đình Trọng" in page and "họp chi bộ" in page and "3-QĐ/UBKT" not in page
    assert "Bí thư chi bộ · Chi bộ Sinh viên 1" in page and "cell_secretary" not in page
    own = an.get(f"/dang-vien/{cast.accounts['an'].person_id}/ho-so/person/").content.decode()
    assert 'href="/dang-vien/"' not in own and "Hồ sơ của tôi" in own  # the list is not theirs to open


@pytest.mark.django_db
def test_a_form_that_shows_values_is_a_read_like_any_other(cast: Cast, signed_in: Sign, person: Person) -> None:
    an, dung = cast.actor("an"), signed_in("dung")
    with acting_as(an), transaction.atomic():
        row = actions.propose_values(person, by=an, values={"phone": "0900000002"}, reason="số mới")[0]
    dung.get(f"/dang-vien/{person.pk}/ho-so/contact/")
    chief = signed_in("chanh")
    chief.get(f"/dang-vien/de-nghi/{row.pk}/")
    dung.get(f"/dang-vien/{person.pk}/ho-so/person/")
    with acting_as(an):
        assert sorted(one.who for one in filepage.looks()) == ["Lê Thị Minh Chánh", "Phạm Tiến Dũng"]


@pytest.mark.data
@pytest.mark.django_db
def test_papers_make_a_file_whole_and_wait_to_be_scanned(cast: Cast, person: Person) -> None:
    dung, cell = cast.actor("dung"), cast.units["BV-S1"]
    with acting_as(dung), transaction.atomic():
        kinds = list(PaperKind.objects.filter(needed=True, stage__in="AB"))
        for kind in kinds[1:]:
            actions.enter_paper(person, by=dung, kind=kind, data=PDF, name="quet.pdf")
        paper = actions.enter_paper(person, by=dung, kind=kinds[0], issued_on=date(2020, 2, 29), stored_at="Tủ 2")
        sheet = filevalues.sheet_of(person)
        mark = filepage.score(sheet, list(PaperKind.objects.all()), official=False)
        assert (mark.complete, mark.have, mark.scanned, mark.needed) == (True, 10, 9, 10)
        assert paper.expires_on == date(2025, 2, 28)
        assert paper in filepage.queue(dung, cast.units["BV"])
        here = next(one for one in filepage.scores(cast.units["BV"]) if one.unit == cell)
        assert (here.complete, here.scanned, here.waiting) == (1, 0, 1)
        actions.scan_paper(paper, by=dung, name="a.pdf", data=PDF)
        here = next(one for one in filepage.scores(cast.units["BV"]) if one.unit == cell)
        assert (here.complete, here.scanned, here.waiting) == (1, 1, 0)
        for code in ("files.complete", "files.scanned"):
            asked = [ask(cell, through(date(2023, 1, 1), day)) for day in (date(2023, 7, 3), date(2023, 7, 2))]
            assert [figure(code).count(one).part for one in asked] == [1, 0]
        actions.cancel_paper(paper, by=dung, why="quét nhầm người")
        assert filevalues.sheet_of(person).have_first == 9


@pytest.mark.data
@pytest.mark.django_db
def test_what_is_no_scan_and_what_is_secret_is_refused(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        kind = PaperKind.objects.get(code="C10")
        for data in (b"<html><script>", b"PK\x03\x04 docm", b"MZ"):
            with pytest.raises(actions.NotAScan):
                actions.enter_paper(person, by=dung, kind=kind, data=data, name="a.pdf")
        with pytest.raises(actions.KeptElsewhere):
            actions.enter_paper(person, by=dung, kind=kind, data=PDF, secrecy="mat", stored_at="Két")
        with pytest.raises(actions.KeptElsewhere):
            actions.enter_paper(person, by=dung, kind=kind, secrecy="mat")
        with pytest.raises(actions.WrongDates):
            actions.enter_paper(person, by=dung, kind=kind, issued_on=date(2023, 8, 1))
        with pytest.raises(actions.NotAnOldFile):
            actions.certify_index(person, by=dung, on=date(2023, 7, 1), signer="Lê Văn Mẫu")


@pytest.mark.django_db
def test_a_restricted_paper_is_downloaded_by_its_class_alone(cast: Cast, signed_in: Sign, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        papers = [
            actions.enter_paper(person, by=dung, kind=PaperKind.objects.get(code=code), data=PDF, name="quet.pdf")
            for code in ("A2", "A3")
        ]
    there = [f"/dang-vien/tai-lieu/{paper.pk}/tai/" for paper in papers]
    assert [signed_in("hoa").get(one).status_code for one in there] == [200, 404]
    assert [signed_in("dung").get(one).status_code for one in there] == [200, 200]
    assert [signed_in("lan").get(one).status_code for one in there] == [404, 404]
    answer = signed_in("dung").get(there[0])
    assert (
        answer.headers["Content-Disposition"].startswith("attachment")
        and "sandbox" in answer.headers["Content-Security-Policy"]
    )
    with acting_as(cast.actor("an")):
        assert [one.verb for one in filepage.looks()].count("members.read_paper") == 4


def picture(size: tuple[int, int] = (800, 600), kind: str = "JPEG") -> bytes:
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    Image.new("RGB", size, "navy").save(out, kind, exif=exif)
    return out.getvalue()


@pytest.mark.django_db
def test_a_photo_is_drawn_anew_and_served_behind_the_gate(cast: Cast, signed_in: Sign, person: Person) -> None:
    dung = cast.actor("dung")
    assert b"SECRETCAMERA" in picture()
    with acting_as(dung), transaction.atomic():
        for bad in (b"\xff\xd8\xff broken", picture((100, 90))):
            with pytest.raises(actions.NotAPhoto):
                actions.keep_photo(person, by=dung, data=bad)
        with pytest.raises(actions.NotAPhoto):
            actions.keep_photo(person, by=dung, data=PDF)
        actions.keep_photo(person, by=dung, data=picture())
    there = f"/dang-vien/{person.pk}/anh/"
    answer = signed_in("hoa").get(there)
    assert answer.headers["Content-Type"] == "image/jpeg" and b"SECRETCAMERA" not in answer.content
    assert Image.open(BytesIO(answer.content)).size == (360, 480)
    assert signed_in("minh").get(there).status_code == 404
    with acting_as(cast.actor("an")):
        assert next(one.verb for one in filepage.looks()) == "members.read_photo"


@pytest.mark.django_db
def test_a_file_page_asks_few_times_and_not_more_for_a_longer_file(cast: Cast, signed_in: Sign, person: Person) -> None:
    client, dung = signed_in("dung"), cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        actions.write_file(person, by=dung, values={"phone": "0900000004"})
    client.get(f"/dang-vien/{person.pk}/")
    with CaptureQueriesContext(connection) as short:
        client.get(f"/dang-vien/{person.pk}/")
    with acting_as(dung), transaction.atomic():
        for level in ("A2", "B1", "B2"):
            actions.add_entry(person, by=dung, kind="languages", typed={"language": "Tiếng Anh", "level": level})
        for kind in PaperKind.objects.filter(stage="A"):
            actions.enter_paper(person, by=dung, kind=kind)
    with CaptureQueriesContext(connection) as long:
        client.get(f"/dang-vien/{person.pk}/")
    assert len(short) <= 15, [row["sql"][:100] for row in short]
    assert len(long) <= len(short)


@pytest.mark.django_db
def test_a_refused_form_keeps_what_was_typed(cast: Cast, signed_in: Sign, person: Person) -> None:
    client = signed_in("dung")
    there = f"/dang-vien/{person.pk}/ho-so/contact/"
    answer = client.post(there, {"citizen_id": "12345678901", "address": "Phường Mẫu"})
    page = answer.content.decode()
    assert answer.status_code == 422 and "Số định danh có 12 chữ số" in page and "Phường Mẫu" in page
    answer = client.post(f"/dang-vien/{person.pk}/ho-so/person/", {"full_name": "Khác Hẳn", "sex": person.sex})
    assert answer.status_code == 422 and "cần văn bản đồng ý" in answer.content.decode()
