"""Transfers with both sides, against the real database: nothing moves until both have acted, and one of two wins."""

import threading
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.journal.registry import digest
from nennep.members import access, actions, places
from nennep.members.models import Case, Departure, Membership, Transfer
from nennep.members.tests import story
from nennep.notify.models import Notice

pytestmark = [pytest.mark.data, pytest.mark.django_db]
LETTER = actions.Letter("12-GTSHĐ/ĐU", date(2023, 7, 3), date(2023, 7, 1))


def member(cast: Cast, code: str = "BV-S1", status: str = "official") -> Membership:
    return Membership.objects.filter(access.counted, unit=cast.units[code], status=status).order_by("id")[0]


def to(cast: Cast, code: str = "LH") -> actions.Place:
    found = places.organisation(cast.units[code].pk)
    assert found is not None
    return actions.Place(found.name, found.id, found.key)


def released(cast: Cast, code: str = "LH", **more: object) -> Transfer:
    """A transfer of a student from Bách Việt, with its letter."""
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        given = {"kind": "official", "cause": "job"} | more
        row = actions.ask_transfer(member(cast), to(cast, code), by=by, **given)  # type: ignore[arg-type]
        return actions.release_transfer(
            row, by=by, letter=LETTER, sealed=actions.Sealed("NP-07", date(2023, 7, 3), "đảng viên")
        )


def accept(cast: Cast, row: Transfer, code: str = "LH-1", who: str = "lachong") -> Transfer:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        return actions.accept_transfer(row, cast.units[code], by=by, on=date(2023, 7, 3), receipt_no="5-BN/ĐU")


def test_nothing_moves_until_both_have_acted(cast: Cast) -> None:
    row = released(cast)
    with acting_as(cast.actor("dung")):
        assert Membership.objects.filter(access.counted, person=row.person_id).get().unit == cast.units["BV-S1"]
    done = accept(cast, row)
    assert (done.state, done.to_name) == ("accepted", "Chi bộ Khoa Sư phạm, Đảng bộ Trường Đại học Lạc Hồng")
    with acting_as(cast.actor("lachong")):
        new = Membership.objects.filter(access.counted, person=row.person_id).get()
        assert (new.unit, new.since, new.begin) == (cast.units["LH-1"], date(2023, 7, 3), "moved")
        assert new.person.full_name == row.full_name
    with acting_as(cast.actor("dung")):
        old = Membership.objects.filter(person=row.person_id).get()
        assert (old.until, old.end) == (date(2023, 7, 3), "moved")
        assert Transfer.objects.get(pk=row.pk).closed_on == date(2023, 7, 3)


def test_a_place_outside_my_tree_is_found_by_name_alone(cast: Cast) -> None:
    with acting_as(cast.actor("dung")):
        assert [one.name for one in places.organisations("lac hong")] == ["Đảng bộ Trường Đại học Lạc Hồng"]
        assert places.organisations("l") == []
        assert places.organisation(cast.units["LH-1"].pk) is None


def test_other_offices_see_nothing_of_it(cast: Cast) -> None:
    row = released(cast)
    with acting_as(cast.actor("minh")):
        assert not access.see_transfer.rows(cast.actor("minh")).exists()
    with acting_as(cast.actor("lachong")):
        assert access.see_transfer.allows(cast.actor("lachong"), row)
        assert not Membership.objects.filter(person=row.person_id).exists()


def test_who_is_not_the_receiving_office_cannot_accept(cast: Cast) -> None:
    row = released(cast)
    with pytest.raises(NotYours):
        accept(cast, row, "BV-LU", "dung")
    with acting_as(cast.actor("dung")), transaction.atomic():
        assert places.hand_over(row, cast.units["BV-LU"], date(2023, 7, 3)) is None


def test_a_cell_of_another_organisation_cannot_be_chosen(cast: Cast) -> None:
    row = released(cast)
    with pytest.raises(NotYours):
        accept(cast, row, "BV-LU")


def test_it_is_accepted_once(cast: Cast) -> None:
    row = released(cast)
    accept(cast, row)
    with pytest.raises(actions.AlreadyActed, match="đã tiếp nhận"):
        accept(cast, row)


@pytest.mark.django_db(transaction=True)
def test_of_two_offices_that_accept_at_once_one_wins_and_the_other_gets_a_sentence(live_cast: Cast) -> None:
    row = released(live_cast)
    one_in, answers = threading.Event(), []

    def office(code: str, first: bool) -> None:
        by = live_cast.actor("lachong")
        try:
            with acting_as(by), transaction.atomic():
                if not first:
                    one_in.wait(20)
                actions.accept_transfer(row, live_cast.units[code], by=by, on=date(2023, 7, 3))
                one_in.set()
            answers.append((code, "accepted"))
        except actions.AlreadyActed as refusal:
            answers.append((code, refusal.sentence))
        finally:
            connection.close()

    both = [threading.Thread(target=office, args=pair) for pair in (("LH-1", True), ("LH-2", False))]
    for one in both:
        one.start()
    for one in both:
        one.join(30)
    assert ("LH-1", "accepted") in answers
    assert len(answers) == 2 and "không thực hiện lại được" in dict(answers)["LH-2"]
    with acting_as(live_cast.actor("khoi")), transaction.atomic():
        assert Membership.objects.filter(access.counted, person=row.person_id).count() == 1


def test_temporary_activity_leaves_the_count_where_it_is(cast: Cast) -> None:
    row = released(cast, kind="temporary", cause="study", planned_until=date(2024, 1, 31))
    accept(cast, row)
    with acting_as(cast.actor("khoi")):
        held = Membership.objects.filter(person=row.person_id, until__gt=date(2023, 8, 1)).order_by("placement")
        assert [(one.unit.code, one.placement, one.until) for one in held] == [
            ("BV-S1", "counted", date(9999, 12, 31)),
            ("LH-1", "meets", date(2024, 1, 31)),
        ]
    by = cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        actions.extend_transfer(Transfer.objects.get(pk=row.pk), by=by, until=date(2024, 6, 30))
        assert Membership.objects.get(person=row.person_id, placement="meets").until == date(2024, 6, 30)


def test_a_new_letter_is_not_older_and_a_place_outside_lengthens_by_its_paper(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    by, dung = cast.actor("dung"), signed_in("dung")
    with acting_as(by), transaction.atomic():
        place = actions.Place("Đảng bộ xã Hòa Bình")
        row = actions.ask_transfer(
            member(cast), place, by=by, kind="temporary", cause="study", planned_until=date(2023, 12, 31)
        )
        row = actions.release_transfer(row, by=by, letter=LETTER)
    page = reverse("members:transfer", args=[row.pk])
    old = {"letter_no": "2-GGT", "letter_on": f"{LETTER.on - timedelta(days=1):%d/%m/%Y}", "dues_until": "07/2023"}
    told = dung.post(f"{page}cap-lai/", old)
    assert told.status_code == 422 and "Giấy cấp lại không thể trước giấy đã cấp" in told.content.decode()
    with acting_as(by), transaction.atomic():
        actions.receipt_transfer(row, by=by, receipt_no="5-BN", receipt_on=LETTER.on, on=LETTER.on)
    text = dung.get(page).content.decode()
    assert f"{page}ghi-gia-han/" in text and f"{page}gia-han/" not in text
    assert dung.post(f"{page}ghi-gia-han/", {"until": "31/03/2024"}).status_code == 302
    with acting_as(by):
        assert Transfer.objects.get(pk=row.pk).planned_until == date(2024, 3, 31)


def test_temporary_activity_of_a_month_is_refused(cast: Cast) -> None:
    with pytest.raises(Exception, match="từ 3 đến 24 tháng"):
        released(cast, kind="temporary", cause="study", planned_until=date(2023, 8, 1))
    with pytest.raises(Exception, match=r"từ 3 đến dưới 12 tháng \(Hướng dẫn 12-HD/BTCTW"):
        released(cast, kind="temporary", cause="job", planned_until=date(2024, 7, 3))


def test_out_of_the_system_a_receipt_closes_it(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        actions.note_departure(held, by=by, cause="job", left_on=date(2023, 6, 1))
        row = actions.ask_transfer(held, actions.Place("Đảng bộ Phường Mẫu"), by=by, kind="official", cause="job")
        row = actions.release_transfer(row, by=by, letter=LETTER)
        assert row.answer_by == date(2023, 8, 14)
        assert Membership.objects.filter(access.counted, pk=held.pk).exists()
        actions.receipt_transfer(row, by=by, receipt_no="3-BN", receipt_on=date(2023, 7, 3), on=date(2023, 7, 3))
        held.refresh_from_db()
        assert (held.until, held.end) == (date(2023, 7, 3), "transferred")
        assert Departure.objects.get(person=held.person_id).closed_on == date(2023, 7, 3)


def test_a_letter_waits_for_dues_and_for_an_open_case(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = actions.ask_transfer(member(cast), to(cast), by=by, kind="official", cause="job")
        with pytest.raises(Exception, match="07/2023"), transaction.atomic():
            actions.release_transfer(row, by=by, letter=actions.Letter("1", date(2023, 7, 3), date(2023, 6, 1)))
        with pytest.raises(Exception, match="kiểm tra"), transaction.atomic():
            actions.release_transfer(row, by=by, letter=LETTER, clear=False)


def test_turned_back_it_may_be_released_again_and_the_member_hears_each_step(cast: Cast) -> None:
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        held = Membership.objects.get(access.counted, person=an.person_id)
        row = actions.ask_transfer(held, to(cast), by=an, kind="official", cause="job")
        assert row.own_wish
        with pytest.raises(Exception, match="chưa kết thúc"), transaction.atomic():
            actions.ask_transfer(held, actions.Place("Đảng bộ Phường Mẫu"), by=an, kind="official", cause="job")
    with acting_as(cast.actor("hoa")), transaction.atomic():
        actions.agree_transfer(row, by=cast.actor("hoa"), words="Gương mẫu")
    with acting_as(cast.actor("dung")), transaction.atomic():
        actions.release_transfer(row, by=cast.actor("dung"), letter=LETTER)
    with acting_as(an), transaction.atomic(), pytest.raises(actions.AlreadyActed):
        actions.withdraw_transfer(row, by=an)
    with acting_as(cast.actor("lachong")), transaction.atomic():
        actions.turn_back_transfer(row, by=cast.actor("lachong"), reason="Mục lục chưa xác nhận")
    with acting_as(cast.actor("dung")), transaction.atomic():
        assert Notice.objects.filter(words__contains="Mục lục chưa xác nhận").exists()
        actions.release_transfer(row, by=cast.actor("dung"), letter=LETTER)
    accept(cast, row)
    with acting_as(an):
        words = list(Notice.objects.order_by("id").values_list("words", flat=True))
    assert len(words) == 6 and "đã được tiếp nhận" in words[-1]


def test_a_transfer_to_ones_own_cell_is_refused(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic(), pytest.raises(Exception, match="khác chi bộ"):
        actions.ask_transfer(member(cast), actions.place_of(cast.units["BV-S1"]), by=by, kind="official", cause="job")
    typed = actions.Place(f" {cast.units['BV-S1'].name.upper()} ")
    with acting_as(by), transaction.atomic(), pytest.raises(Exception, match="trùng tên chi bộ đang sinh hoạt"):
        actions.ask_transfer(member(cast), typed, by=by, kind="official", cause="job")


def test_a_whole_cell_goes_in_one_act_and_is_received_in_one(cast: Cast) -> None:
    by, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        before = Membership.objects.filter(access.counted, unit=cast.units["BV-TY"]).count()
        rows = actions.release_cell(cast.units["BV-TY"], to(cast), by=by, letter=LETTER)
        assert len(rows) == before > 2
    with acting_as(other), transaction.atomic():
        assert actions.accept_batch(rows[0].batch, cast.units["LH-3"], by=other, on=date(2023, 7, 3)) == before
        with pytest.raises(actions.AlreadyActed):
            actions.accept_batch(rows[0].batch, cast.units["LH-3"], by=other, on=date(2023, 7, 3))
    with acting_as(by):
        assert not Membership.objects.filter(access.counted, unit=cast.units["BV-TY"]).exists()


def test_a_member_from_outside_is_put_on_the_roll_by_the_letter(cast: Cast) -> None:
    by = cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        came = actions.Came("Đảng bộ Phường Mẫu", "77-GTSHĐ", date(2023, 6, 20))
        row = actions.receive_from_outside(
            cast.units["LH-1"], came, by=by, full_name="Tô Thị Mẫn", sex="f", status="official", on=date(2023, 7, 1), cause="job",
            born_on=date(1988, 2, 3),
        )  # fmt: skip
        assert Membership.objects.get(person=row.person_id).begin == "transferred"
        assert (row.unit_key, row.state) == ("", "accepted")


def test_a_transfer_inside_the_university_takes_the_graduates_clock_along(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        noted = actions.note_departure(held, by=by, cause="graduate", left_on=date(2023, 6, 1))
        assert (noted.due_on, noted.youth) == (date(2024, 6, 1), cast.units["BV-TN"])
        row = actions.ask_transfer(
            held, actions.place_of(cast.units["BV-S2"]), by=by, kind="official", cause="residence"
        )
        actions.release_transfer(row, by=by, letter=LETTER)
        actions.accept_transfer(row, cast.units["BV-S2"], by=by, on=date(2023, 7, 3))
        noted.refresh_from_db()
        assert (noted.unit, noted.closed_on) == (cast.units["BV-S2"], None)


def test_the_journal_proves_both_stretches_of_a_transfer(cast: Cast) -> None:
    row = accept(cast, released(cast))
    with acting_as(cast.actor("khoi")):
        stretches = list(Membership.objects.filter(person=row.person_id))
        assert len(stretches) == 2
        for one in (*stretches, row):
            last = Line.objects.filter(subject=one._meta.db_table, row_id=str(one.pk)).order_by("-id").first()
            assert last is not None and last.digest == digest(one)


def test_an_open_transfer_and_the_clock_go_along_when_the_office_moves_a_member(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        actions.note_departure(held, by=by, cause="job", left_on=date(2023, 6, 1))
        row = actions.ask_transfer(held, to(cast), by=by, kind="official", cause="job")
        actions.move_member(held, cast.units["BV-S2"], by=by, on=date(2023, 7, 3))
        row.refresh_from_db()
        assert (row.unit, row.from_name) == (cast.units["BV-S2"], "Chi bộ Sinh viên 2")
        assert Departure.objects.get(person=held.person_id).unit == cast.units["BV-S2"]


def test_the_case_of_a_probationary_member_goes_along_with_its_file(cast: Cast) -> None:
    by, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell2")
        held = Membership.objects.get(access.counted, person=case.person_id)
        row = actions.ask_transfer(held, to(cast), by=by, kind="official", cause="job")
        row = actions.release_transfer(row, by=by, letter=LETTER)
    accept(cast, row)
    with acting_as(other):
        case = Case.objects.get(person=row.person_id)
        assert (case.unit, case.unit_key, case.state) == (cast.units["LH-1"], cast.units["LH-1"].key, "open")
        assert case.casesteps.count() > 10 and case.casepapers.exists()
        assert access.keep_case.allows(other, case)
        last = Line.objects.filter(subject="members_case", row_id=str(case.pk)).order_by("-id").first()
        assert last is not None and last.digest == digest(case)
    with acting_as(by):
        assert not Case.objects.filter(pk=case.pk).exists()


def test_a_member_received_elsewhere_outside_ends_the_case(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell2")
        held = Membership.objects.get(access.counted, person=case.person_id)
        row = actions.ask_transfer(held, actions.Place("Đảng bộ Phường Mẫu"), by=by, kind="official", cause="job")
        row = actions.release_transfer(row, by=by, letter=LETTER)
        actions.receipt_transfer(row, by=by, receipt_no="3-BN", receipt_on=date(2023, 7, 3), on=date(2023, 7, 3))
        case.refresh_from_db()
        assert (case.state, case.closed_on) == ("moved", date(2023, 7, 3))


def test_nobody_is_received_from_a_day_that_is_still_to_come(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    row, tomorrow = released(cast), date(2023, 7, 4)
    by = cast.actor("lachong")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.NotYet, match="không ở tương lai"):
        actions.accept_transfer(row, cast.units["LH-1"], by=by, on=tomorrow)
    typed = {"cell": cast.units["LH-1"].pk, "on": "04/07/2023", "receipt_no": "5-BN/ĐU"}
    page = signed_in("lachong").post(f"/dang-vien/chuyen-sinh-hoat/{row.pk}/tiep-nhan/", typed)
    assert (
        page.status_code == 422 and "Ngày ở tương lai" in page.content.decode() and "5-BN/ĐU" in page.content.decode()
    )
    with acting_as(cast.actor("dung")):
        held = Membership.objects.filter(access.counted, person=row.person_id).get()
    with acting_as(cast.actor("dung")), transaction.atomic(), pytest.raises(actions.NotYet):
        actions.move_member(held, cast.units["BV-S2"], by=cast.actor("dung"), on=tomorrow)
    assert accept(cast, row).state == "accepted"
