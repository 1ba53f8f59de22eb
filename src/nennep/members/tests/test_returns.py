"""Members who come back: from the army, from abroad; a list that was received; an election that is not approved."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.refused import Refused
from nennep.core.scope import acting_as
from nennep.members import access, actions, letters, posts, rounds
from nennep.members.models import Membership, Person, RoundCell, Tenure, Transfer
from nennep.org.queries import posts_of

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2023, 7, 3)
LETTER = actions.Letter("12-GTSHĐ/ĐU", DAY, date(2023, 7, 1))
Sign = Callable[[str], Client]


def away(cast: Cast, **more: object) -> Transfer:
    """A member of Bách Việt whom a place outside the system has received."""
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("id")[0]
        given = {"kind": "military", "cause": "military"} | more
        row = actions.ask_transfer(held, actions.Place("Đảng ủy Quân sự huyện Mẫu"), by=by, **given)  # type: ignore[arg-type]
        row = actions.release_transfer(row, by=by, letter=LETTER)
        return actions.receipt_transfer(row, by=by, receipt_no="5-BN", receipt_on=DAY, on=DAY)


def came(cast: Cast, person: Person, **more: object) -> dict[str, object]:
    """What the office types when somebody comes from outside."""
    return {
        "full_name": person.full_name, "sex": person.sex, "born_on": f"{person.born_on:%d/%m/%Y}", "category": "student",
        "status": "official", "cell": cast.units["BV-S2"].pk, "on": "03/07/2023", "place": "Đảng ủy Quân sự huyện Mẫu",
        "letter_no": "9-GT", "letter_on": "03/07/2023", "cause": "military", **more,
    }  # fmt: skip


def test_who_was_transferred_out_and_comes_back_goes_on_in_the_same_file(cast: Cast, signed_in: Sign) -> None:
    row, page = away(cast), reverse("members:receive_from_outside")
    with acting_as(cast.actor("dung")):
        person = Person.objects.get(pk=row.person_id)
    early = signed_in("dung").post(page, came(cast, person, on="01/07/2023", letter_on="01/07/2023"))
    assert early.status_code == 422 and "ngày tiếp nhận không thể trước ngày đó" in early.content.decode()
    assert signed_in("dung").post(page, came(cast, person)).status_code == 302
    with acting_as(cast.actor("dung")):
        held = Membership.objects.get(access.counted, person=person)
        assert (held.unit, held.begin) == (cast.units["BV-S2"], "transferred")
        assert Person.objects.filter(full_name=person.full_name, born_on=person.born_on).count() == 1
    again = signed_in("dung").post(page, came(cast, person))
    assert again.status_code == 422 and "Nếu là người khác, đề nghị đánh dấu xác nhận" in again.content.decode()
    assert signed_in("dung").post(page, came(cast, person, namesake="on")).status_code == 302
    with acting_as(cast.actor("dung")):
        assert Person.objects.filter(full_name=person.full_name, born_on=person.born_on).count() == 2


def test_back_from_abroad_before_the_planned_day_ends_the_stay(cast: Cast, signed_in: Sign) -> None:
    row = away(cast, kind="abroad_temp", cause="abroad", planned_until=date(2023, 12, 31))
    page = reverse("members:transfer", args=[row.pk])
    assert f"{page}tro-ve/" in signed_in("dung").get(page).content.decode()
    refused = signed_in("dung").post(f"{page}tro-ve/", {"on": "02/07/2023"})
    assert refused.status_code == 422 and "không thể trước ngày nơi nhận tiếp nhận" in refused.content.decode()
    assert signed_in("dung").post(f"{page}tro-ve/", {"on": "03/07/2023"}).status_code == 302
    with acting_as(cast.actor("dung")):
        assert Transfer.objects.get(pk=row.pk).planned_until == DAY
        assert Membership.objects.filter(access.counted, person=row.person_id, unit=cast.units["BV-S1"]).exists()
    text = signed_in("dung").get(page).content.decode()
    assert f"{page}tro-ve/" not in text and "đã trở về từ 03/07/2023" in text


def test_a_list_that_was_received_leads_back_with_a_sentence(cast: Cast, signed_in: Sign) -> None:
    by, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        place = actions.Place("Đảng bộ Trường Đại học Lạc Hồng", cast.units["LH"].pk, cast.units["LH"].key)
        rows = actions.release_cell(cast.units["BV-TY"], place, by=by, letter=LETTER)
        with pytest.raises(Refused, match="đang có hồ sơ chuyển sinh hoạt chưa kết thúc"):
            actions.release_cell(cast.units["BV-TY"], place, by=by, letter=LETTER)
    page = reverse("members:accept_batch", args=[rows[0].batch])
    assert f"Tiếp nhận {len(rows)} đảng viên" in signed_in("lachong").get(page).content.decode()
    with acting_as(other), transaction.atomic():
        actions.accept_batch(rows[0].batch, cast.units["LH-3"], by=other, on=DAY)
    told = signed_in("lachong").get(page, follow=True)
    assert told.redirect_chain and "đã được tiếp nhận hoặc đã rút" in told.content.decode()


def test_an_election_that_is_not_approved_leaves_the_post_vacant(cast: Cast, signed_in: Sign) -> None:
    by, unit = cast.actor("dung"), cast.units["BV"]
    with acting_as(by):
        waiting = next(row for one in posts.roster(unit, DAY) for row in one.tenures if row.awaits)
    page = reverse("members:approve_post", args=[waiting.pk])
    given = {"result": "refused", "number": "10-CV/ĐUK", "on": f"{waiting.since:%d/%m/%Y}", "body": "Đảng ủy Khối"}
    early = signed_in("dung").post(page, given)
    assert early.status_code == 422 and "phải sau ngày bầu" in early.content.decode()
    assert signed_in("dung").post(page, given | {"on": "01/07/2023"}).status_code == 302
    with acting_as(by):
        row = Tenure.objects.get(pk=waiting.pk)
        assert (row.until, row.left, row.left_by) == (date(2023, 7, 1), "refused", "10-CV/ĐUK")
        assert waiting.pk not in {row.pk for one in posts.roster(unit, DAY) for row in one.tenures}
    assert signed_in("dung").get(page).status_code == 404


def test_a_screening_ends_with_a_question_and_a_report_by_name(cast: Cast, signed_in: Sign) -> None:
    by, lan = cast.actor("lan"), signed_in("lan")
    with acting_as(by), transaction.atomic():
        row = actions.open_member_round(
            cast.units["BV"], by=by, kind="screening", name="Đợt mẫu", on=DAY, due_on=date(2023, 7, 20), criteria=["Vắng"],
            cells_of="student",
        )  # fmt: skip
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        cell = RoundCell.objects.get(round=row)
        held = Membership.objects.filter(access.counted, unit=cell.unit, status="official").order_by("id")[0]
        listed = actions.list_member(cell, held, by=hoa, reasons=["Vắng"])
        actions.screen_member(listed, by=hoa, outcome="helped", remedy="Phân công giúp đỡ", talked_on=DAY)
    close, paper = reverse("members:close_round", args=[row.pk]), reverse("members:round_sheets", args=[row.pk, "docx"])
    text = lan.post(close).content.decode()
    assert "Còn 3 chi bộ chưa báo kết quả và chưa đến hạn" in text
    with acting_as(by):
        row.refresh_from_db()
        assert row.closed_on is None
        made = letters.screening(row, 3, 0, [one for line in rounds.lines(by, row) for one in line.listed])
    assert held.full_name in repr(made) and "Giáo dục, giúp đỡ: 1 đồng chí" in repr(made)
    assert lan.post(close, {"sure": "1"}).status_code == 302
    assert lan.get(paper).status_code == 200 and signed_in("hoa").get(paper).status_code == 404


def test_a_number_of_the_committees_profile_opens_into_its_people(cast: Cast, signed_in: Sign) -> None:
    unit = cast.units["BV"]
    with acting_as(cast.actor("dung")):
        made = posts.profile(unit, posts_of(unit), posts.roster(unit, DAY), DAY)
    assert all(len(row.people) == row.count for row in made.rows)
    women = made.rows[0].people
    assert women and {one.sex for one in women} == {"f"}
    text = signed_in("dung").get(f"/dang-vien/cap-uy/?don-vi={unit.pk}").content.decode()
    assert f"<summary>{len(women)}/{made.rows[0].whole}" in text


def test_who_left_the_party_does_not_come_back_by_a_letter(cast: Cast, signed_in: Sign) -> None:
    by, page = cast.actor("dung"), reverse("members:receive_from_outside")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("id")[0]
        actions.end_membership(held, by=by, on=DAY, reason="resigned")
        person = Person.objects.get(pk=held.person_id)
    told = signed_in("dung").post(page, came(cast, person))
    assert told.status_code == 422 and "Kết nạp lại thì ghi ở hồ sơ" in told.content.decode()
    with acting_as(by):
        assert not Membership.objects.filter(access.counted, person=person).exists()
