"""Ages, card numbers and old files: what a dated rule refuses, what it only tells."""

from datetime import date

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.duties.models import DatedRule
from nennep.duties.rulebook import KEYS
from nennep.members import actions, casepage
from nennep.members.models import Case, Person
from nennep.members.tests import story
from nennep.members.tests.filing import Sign
from nennep.members.tests.test_imports import ROLL, book, good, read

pytestmark = pytest.mark.django_db


def test_a_child_is_on_no_list_and_one_nearly_old_enough_waits_for_the_vote(cast: Cast, signed_in: Sign) -> None:
    given = {
        "full_name": "Lê Minh Bé", "sex": "m", "born_on": "05/04/2013", "category": "student", "unit": cast.units["BV-S1"].pk, "on": "10/06/2023",
    }  # fmt: skip
    page = signed_in("hoa").post("/dang-vien/phat-trien/them/", given)
    assert page.status_code == 422 and "chưa đủ 16 tuổi" in page.content.decode()
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell", born_on=date(2004, 9, 9))
        count = actions.Count(date(2022, 8, 31), 12, 11, 9, 1)
        assert any("Chưa đủ 18 tuổi" in note for note in casepage.told(casepage.opened(by, case.pk), count.on)["notes"])
        with pytest.raises(actions.TooYoung, match="31/08/2022 chưa đủ 18 tuổi"), transaction.atomic():
            actions.vote_on_case(case, "cell", by=by, count=count, body="Chi bộ")
        passed = actions.vote_on_case(
            Case.objects.get(pk=case.pk),
            "cell",
            by=by,
            count=actions.Count(date(2022, 9, 1), 12, 11, 9, 1),
            body="Chi bộ",
        )
        assert passed.passed


def test_the_age_of_the_list_is_a_rule_that_imports_follow(cast: Cast) -> None:
    head = ["Họ và tên", "Giới tính", "Ngày sinh", "Đối tượng", "Mã chi bộ", "Ngày đưa vào danh sách"]
    data = book(["Lê Thị Trẻ", "Nữ", "12/09/2006", "Sinh viên", "BV-S1", "10/01/2023"], head=head)
    assert not read(cast, data, "candidates").faults
    DatedRule.objects.filter(rule_key="admission.age.candidate").update(value="17")
    faults = read(cast, data, "candidates").faults
    assert [fault[1] for fault in faults] == ["Ngày sinh"]


def test_a_card_with_another_count_of_digits_is_told_and_taken(cast: Cast, signed_in: Sign) -> None:
    head = [*ROLL[:-1], "Số thẻ đảng viên"]
    cards = ["0790 8000 1234", "12.345.678", "1234567", "079080001235"]
    rows = [
        [*good(f"Đinh Văn {name}")[:-1], card] for name, card in zip(("An", "Bình", "Chi", "Du"), cards, strict=True)
    ]
    row = read(cast, book(*rows, head=head))
    assert not row.faults and [one[0] for one in row.told["odd_cards"]] == [4]
    page = signed_in("lan").get(f"/dang-vien/nhap/{row.pk}/").content.decode()
    assert "Số thẻ đảng viên cần đối chiếu" in page and "số này có 7" in page
    with acting_as(cast.actor("lan")), transaction.atomic():
        actions.take_import(row, by=cast.actor("lan"))
        kept = Person.objects.filter(full_name__startswith="Đinh Văn", card_no__gt="").order_by("id")
        assert [one.card_no for one in kept] == ["079080001234", "12345678", "1234567", "079080001235"]


def test_which_files_are_old_is_a_rule_an_operator_can_change(cast: Cast, person: Person) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), pytest.raises(actions.NotAnOldFile, match="02/06/1997"), transaction.atomic():
        actions.certify_index(person, by=dung, on=date(2023, 7, 1), signer="Lê Văn Mẫu")
    DatedRule.objects.filter(rule_key="file.index.before").update(value="01/7/2023")
    with acting_as(dung), transaction.atomic():
        assert actions.certify_index(person, by=dung, on=date(2023, 7, 2), signer="Lê Văn Mẫu").index_certified_on
    shape = KEYS["file.index.before"].shape
    assert shape.read("2/6/1997") == date(1997, 6, 2)
    with pytest.raises(ValueError, match="day"):
        shape.read("31/02/1997")


def test_an_ended_case_has_the_papers_of_what_was_done(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
    there, client = f"/dang-vien/phat-trien/{case.pk}/", signed_in("lan")
    assert client.get(f"{there}cell.docx").status_code == 200
    with acting_as(by), transaction.atomic():
        actions.end_case(Case.objects.get(pk=case.pk), by=by, state="withdrawn", on=date(2023, 6, 1), why="")
    page = client.get(there).content.decode()
    assert "opinions.docx" in page and "cell.docx" not in page
    assert [client.get(f"{there}{code}.docx").status_code for code in ("opinions", "cell")] == [200, 404]


def test_a_proposal_pressed_twice_leads_to_the_file_with_its_answer(cast: Cast, signed_in: Sign) -> None:
    an = signed_in("an")
    with acting_as(cast.actor("an")), transaction.atomic():
        me = cast.actor("an").person_id
    said = an.get(f"/dang-vien/{me}/ho-so/person/").content.decode()
    assert "Gửi đề nghị" in said and "giữ theo hồ sơ gốc, không điều chỉnh" in said
    with acting_as(cast.actor("an")), transaction.atomic():
        person = Person.objects.get(pk=me)
        actions.propose_values(person, by=cast.actor("an"), values={"phone": "0900 000 017"}, reason="Đổi số")
        row = person.amendments.latest("id")
    dung, there = signed_in("dung"), f"/dang-vien/de-nghi/{row.pk}/"
    for _press in range(2):
        page = dung.post(there, {"act": "approve", "version": row.version}, follow=True)
    assert page.status_code == 200 and "đã được trả lời" in page.content.decode()
    assert signed_in("minh").get(there).status_code == 404
