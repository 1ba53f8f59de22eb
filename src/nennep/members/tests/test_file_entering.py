"""What is typed into a file is put right or sent back with a sentence; the scanning queue and the scores of a cell's files."""

import unicodedata
from datetime import date

import pytest
from django.db import transaction
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.duties.models import DatedRule
from nennep.members import actions, doubles
from nennep.members.models import FileEntry, FilePaper, Inquiry, Membership, PaperKind, Person
from nennep.members.tests.filing import PDF, Sign, full

pytestmark = pytest.mark.django_db


def test_numbers_and_names_are_put_right_or_said_to_be_wrong(cast: Cast, signed_in: Sign, person: Person) -> None:
    dung = signed_in("dung")
    contact, party, own = (f"/dang-vien/{person.pk}/ho-so/{group}/" for group in ("contact", "party", "person"))
    eleven = dung.post(contact, {"version": "1", "citizen_id": "00120204051"})
    assert eleven.status_code == 422 and "Số đã nhập có 11 chữ số" in eleven.content.decode()
    assert (
        "ký tự không phải chữ số" in dung.post(contact, {"version": "1", "citizen_id": "0012O2O4051"}).content.decode()
    )
    assert dung.post(contact, {"version": "1", "citizen_id": "001202 040 512"}).status_code == 302
    for typed in ({"card_no": "12345"}, {"old_card_no": "123"}):
        assert dung.post(party, {"version": "2"} | typed).status_code == 422
    assert dung.post(party, {"version": "2", "card_no": "001202040512", "old_card_no": "12 345 678"}).status_code == 302
    shouted = unicodedata.normalize("NFD", "TRẦN THỊ MẪU")
    paper = {"decision_no": "12-CV/ĐU", "decided_on": "01/06/2023", "sex": "f", "ethnicity": person.ethnicity}
    assert dung.post(own, paper | {"full_name": ""}).status_code == 422
    assert dung.post(own, paper | {"full_name": shouted}).status_code == 302
    with acting_as(cast.actor("dung")), transaction.atomic():
        now = Person.objects.select_related("sheet").get(pk=person.pk)
        assert (now.full_name, now.citizen_tail) == ("Trần Thị Mẫu", "0512")
        assert (now.card_no, now.sheet.old_card_no) == ("001202040512", "12345678")


def test_an_entry_is_not_older_than_the_member_but_a_parent_is(cast: Cast, signed_in: Sign, person: Person) -> None:
    full(cast)
    assert person.born_on and person.born_on.year > 1950
    dung, page = signed_in("dung"), f"/dang-vien/{person.pk}/muc"
    early = dung.post(f"{page}/languages/", {"language": "Nga", "level": "A", "since": "1950"})
    assert early.status_code == 422 and "trước ngày sinh" in early.content.decode()
    parent = {"relation": "father", "name": "Trần Văn Mẫu", "since": "1950"}
    assert dung.post(f"{page}/family/", parent).status_code == 302
    with acting_as(cast.actor("dung")), transaction.atomic():
        assert [row.kind for row in FileEntry.objects.filter(person=person)] == ["family"]


def test_a_paper_is_entered_only_with_its_kind_and_a_certificate_holds_as_long_as_the_rule_says(
    cast: Cast, signed_in: Sign, person: Person
) -> None:
    dung, there = signed_in("dung"), f"/dang-vien/{person.pk}/tai-lieu/"
    empty = dung.post(there, {"number": ""})
    assert empty.status_code == 422 and "chọn loại tài liệu" in empty.content.decode()
    DatedRule.objects.filter(rule_key="certificate.months").update(value="24")
    answer = dung.post(there, {"kind": "A1", "issued_on": "10/03/2022"})
    assert answer.headers["Location"] == reverse("members:papers", args=[person.pk])
    with acting_as(cast.actor("dung")), transaction.atomic():
        assert FilePaper.objects.get(person=person).expires_on == date(2024, 3, 10)


def test_the_queue_is_worked_off_from_its_page_and_read_by_those_who_only_read(
    cast: Cast, signed_in: Sign, person: Person
) -> None:
    dung, cell = cast.actor("dung"), cast.units["BV-S1"].pk
    with acting_as(dung), transaction.atomic():
        paper = actions.enter_paper(person, by=dung, kind=PaperKind.objects.get(code="A2"))
    clerk, reader = signed_in("dung"), signed_in("bithu")
    page = f"/dang-vien/so-hoa/?don-vi={cell}"
    shown = clerk.get(page).content.decode()
    link = f"{reverse('members:scan_paper', args=[paper.pk])}?don-vi={cell}"
    assert link in shown and "Theo từng hồ sơ" in shown and "1/10" in shown and "0/10" in shown
    read = reader.get(page).content.decode()
    assert "A2. Đơn xin vào Đảng" in read and link not in read
    with open(__file__, "rb") as data:
        assert clerk.post(link, {"file": data}).status_code == 422
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = clerk.post(link, {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answer.headers["Location"] == page
    assert "A2. Đơn xin vào Đảng" not in clerk.get(page).content.decode()


def test_an_inspector_begins_a_case_from_the_list_without_a_look_that_the_member_would_see(
    cast: Cast, signed_in: Sign
) -> None:
    inspector, member = signed_in("kiemtra"), signed_in("an")
    person = cast.accounts["an"].person_id
    assert person
    with acting_as(cast.actor("kiemtra")), transaction.atomic():
        name = Membership.objects.filter(person=person).values_list("full_name", flat=True)[0]
    link = reverse("members:open_inquiry", args=[person])
    assert link in inspector.get("/dang-vien/", {"q": name}).content.decode()
    assert link not in signed_in("dung").get("/dang-vien/", {"q": name}).content.decode()
    given = {"decision_no": "3-QĐ/UBKT", "since": "03/07/2023"}
    assert inspector.get(link).status_code == 200
    assert inspector.post(link, given, follow=True).status_code == 200
    with acting_as(cast.actor("kiemtra")), transaction.atomic():
        assert Inquiry.objects.filter(person=person).count() == 1
    assert "Tạ Đình Trọng" not in member.get(reverse("members:looks")).content.decode()


def test_the_preview_of_a_merge_says_where_each_entry_stands_and_what_goes_over(cast: Cast) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        rows = [
            actions.enrol_person(
                cast.units[cell], by=dung, full_name="Lý Thị Trùng", sex="f", status="official", since=date(2015, 1, 1),
                born_on=date(1990, 2, 3),
            )
            for cell in ("BV-NN", "BV-LU")
        ]  # fmt: skip
        gone = rows[1].person
        actions.enter_paper(gone, by=dung, kind=PaperKind.objects.get(code="A2"))
        plan = doubles.preview(rows[0].person, gone)
        assert "Ngoại ngữ" in plan.lines[0].kept and "Luật" in plan.lines[0].gone
        assert [(str(words), n) for words, n in plan.more] == [("giấy tờ", 1)]


def test_an_entry_sent_back_as_it_came_is_no_correction_and_a_text_is_no_photo(
    cast: Cast, signed_in: Sign, person: Person
) -> None:
    dung, client = cast.actor("dung"), signed_in("dung")
    with acting_as(dung), transaction.atomic():
        typed = {"language": "Tiếng Anh", "level": "B1", "since": "2021"}
        entry = actions.add_entry(person, by=dung, kind="languages", typed=typed)
    paper = {"decision_no": "3-CV", "decided_on": "01/06/2023"}
    same = client.post(f"/dang-vien/muc/{entry.pk}/sua/", typed | paper)
    assert same.status_code == 422 and "Chưa có mục nào thay đổi" in same.content.decode()
    assert client.post(f"/dang-vien/muc/{entry.pk}/sua/", typed | paper | {"level": "B2"}).status_code == 302
    with acting_as(dung), transaction.atomic(), pytest.raises(actions.NotAPhoto, match="JPEG hoặc PNG"):
        actions.keep_photo(person, by=dung, data=b"hello")
