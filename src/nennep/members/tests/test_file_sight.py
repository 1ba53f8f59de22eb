"""Who sees what of a file: classes of fields, the journal, who looked."""

from io import BytesIO

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.members import actions, filepage, sight
from nennep.members.models import (
    Person,
)
from nennep.members.tests.filing import PAPER, Sign, full

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
