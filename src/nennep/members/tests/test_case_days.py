"""Days of a case follow one another; papers name the right people; forms name the rule that holds for the case."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import actions, casepage, casepapers, unionpapers
from nennep.members.actions import Count, Done
from nennep.members.models import Case, CaseStep, Membership
from nennep.members.steps import BY_CODE
from nennep.members.tests import story
from nennep.press.paper import Paper, Para

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)
Sign = Callable[[str], Client]


def words_of(paper: Paper | None) -> str:
    assert paper is not None
    return " ".join(block.text for block in paper.blocks if isinstance(block, Para))


def test_a_vote_is_not_older_than_the_papers_it_rests_on_and_free_steps_come_in_any_order(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
        opinions = CaseStep.objects.get(case=case, step="opinions").done_on
        assert opinions
        early = Count(opinions - timedelta(days=1), 12, 11, 9, 1)
        with pytest.raises(actions.NotInTime, match="Lấy ý kiến nhận xét"), transaction.atomic():
            actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=early)
        other = story.told(cast, by, "application", name="Lương Thị Mẫu")
        certificate = Done(story.BEGUN - timedelta(days=200), "7/GCN")
        actions.certify_class(other, "class", by=by, done=certificate)
        actions.take_step(other, "application", by=by, done=Done(date(2022, 3, 1)))


def test_days_to_come_and_days_before_the_list_are_refused(cast: Cast) -> None:
    by = cast.actor("lan")
    coming, before = TODAY + timedelta(days=9), story.BEGUN - timedelta(days=1)
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "permitted")
        for day in (coming, before):
            with pytest.raises(actions.OutOfTime), transaction.atomic():
                actions.assign_helper(case, by=by, on=day, helpers=story.official(case.unit, 1))
        with pytest.raises(actions.OutOfTime), transaction.atomic():
            actions.end_case(case, by=by, state="interrupted", on=coming, why="Chuyển lớp")
        with pytest.raises(actions.OutOfTime), transaction.atomic():
            actions.forward_case(case, cast.units["BV-S2"], by=by, on=coming, why="Chuyển lớp")
        with pytest.raises(actions.OutOfTime, match="chưa đến"), transaction.atomic():
            actions.note_month(case, by=by, month=date(2023, 8, 1), present=True)
        actions.end_case(case, by=by, state="interrupted", on=date(2023, 5, 8), why="Chuyển lớp")
        with pytest.raises(actions.OutOfTime, match="08/05/2023"), transaction.atomic():
            actions.resume_case(case, by=by, on=date(2023, 5, 7))


def test_the_form_of_a_decision_names_the_deadline_of_a_case_that_moved(cast: Cast) -> None:
    by = cast.actor("khoi")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        usual = " ".join(str(note) for note in casepage.work_of(case, BY_CODE["decided"], None, TODAY).notes)
        assert "45 ngày làm việc" in usual
        actions.end_case(case, by=by, state="interrupted", on=date(2023, 4, 3), why="Chuyển trường")
        actions.resume_case(case, by=by, on=date(2023, 4, 10), unit=cast.units["LH-S"])
        case = Case.objects.get(pk=case.pk)
        moved = " ".join(str(note) for note in casepage.work_of(case, BY_CODE["decided"], None, TODAY).notes)
        assert "45 ngày làm việc" not in moved
        assert "cấp ủy nơi đến quyết định, trong: 30 ngày làm việc" in moved
        assert f"{case.due_on:%d/%m/%Y}" in moved


def test_each_introducer_writes_his_own_paper_and_a_replaced_helper_stands_in_none(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "file")
        one, two, three = story.official(case.unit, 3)
        first, second = unionpapers.of_code(case, "introduced"), unionpapers.of_code(case, "introduced-2")
        assert one.full_name in words_of(first) and two.full_name not in words_of(first)
        assert two.full_name in words_of(second) and one.full_name not in words_of(second)
        assert unionpapers.of_code(case, "introduced-3") is None
        actions.assign_helper(case, by=by, on=date(2022, 6, 1), helpers=[three])
        helping = words_of(casepapers.document(case, "helper"))
        assert three.full_name in helping and one.full_name not in helping
        sent = casepapers.document(case, "class")
        assert (sent.number, sent.dated) == ("", None)


def test_an_introduction_with_the_youth_union_has_the_unions_resolution(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "introduced")
        helper, done = story.official(case.unit, 1), Done(date(2022, 3, 1), "44-NQ/ĐTN")
        actions.introduce_candidate(
            case, by=by, done=done, introduced="youth", introducers=helper, issuer="Đoàn trường"
        )
        case.refresh_from_db()
        paper = unionpapers.of_code(case, "union-resolution")
        assert paper and (paper.body, paper.number) == ("Đoàn trường", "44-NQ/ĐTN")
        assert case.full_name in words_of(paper)
    client = signed_in("lan")
    assert "union-resolution.docx" in client.get(f"/dang-vien/phat-trien/{case.pk}/").content.decode()
    assert client.get(f"/dang-vien/phat-trien/{case.pk}/union-resolution.docx").status_code == 200


def test_a_step_recorded_wrongly_is_taken_back_with_its_vote_and_recorded_anew(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        with pytest.raises(actions.NotTheLast, match="Nghị quyết đảng ủy cơ sở"), transaction.atomic():
            actions.reopen_step(case, "cell", by=by, why="Ghi sai ngày họp")
        actions.reopen_step(case, "committee", by=by, why="Ghi sai số phiếu")
    client, page = signed_in("lan"), f"/dang-vien/phat-trien/{case.pk}/"
    shown = client.get(page).content.decode()
    assert f"{page}buoc/cell/ghi-lai/" in shown and f"{page}buoc/opinions/ghi-lai/" not in shown
    assert client.post(f"{page}buoc/cell/ghi-lai/", {"why": ""}).status_code == 422
    assert client.post(f"{page}buoc/cell/ghi-lai/", {"why": "Ghi sai ngày họp"}).status_code == 302
    assert client.post(f"{page}buoc/decided/ghi-lai/", {"why": "Ghi sai"}).status_code == 422
    with acting_as(by), transaction.atomic():
        case = Case.objects.get(pk=case.pk)
        assert case.stage == "cell" and not case.casevotes.exists()
        assert case.due_on == CaseStep.objects.get(case=case, step="cell").due_on
        day = date(2022, 5, 2)
        actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=Count(day, 12, 12, 12))
        case.refresh_from_db()
        assert case.stage == "committee" and CaseStep.objects.get(case=case, step="committee").since == day


def test_a_month_is_typed_as_month_and_year_and_an_answer_to_others_says_whom_it_is_about(
    cast: Cast, signed_in: Sign
) -> None:
    by, client = cast.actor("lan"), signed_in("lan")
    with acting_as(by), transaction.atomic():
        case = story.noticed(cast, by)
        asked = actions.take_request(
            cast.units["BV"],
            by=by,
            about="Nguyễn Thị Mẫu",
            place="Đảng ủy phường Mẫu",
            number="48-CV",
            on=date(2023, 6, 1),
        )
        sent = actions.send_letter(
            case, by=by, about="Lương Văn Mẫu", place="Xã Mẫu", number="5-CV", on=date(2023, 6, 1)
        )
        actions.answer_letter(sent, by=by, on=date(2023, 6, 20), enough=False)
        note = casepage.work_of(case, BY_CODE["verified"], None, TODAY).notes[-1]
        assert "Lương Văn Mẫu" in str(note) and "chưa đủ nội dung" in str(note)
    page = f"/dang-vien/phat-trien/{case.pk}/thang/"
    assert client.post(page, {"month": "06/2023", "present": "on"}).status_code == 302
    assert client.post(page, {"month": "13/2023", "present": "on"}).status_code == 422
    with acting_as(by), transaction.atomic():
        assert [row.month for row in case.casemonths.all()] == [date(2023, 6, 1)]
    answer = client.get(f"/dang-vien/tham-tra/{asked.pk}/tra-loi/").content.decode()
    assert "Nguyễn Thị Mẫu" in answer and "48-CV" in answer and "Đủ nội dung" not in answer


def test_a_move_within_the_organisation_changes_no_deadline_and_the_same_cell_is_no_move(
    cast: Cast, signed_in: Sign
) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        due = case.due_on
        with pytest.raises(actions.NotACell, match="đang theo dõi"), transaction.atomic():
            actions.forward_case(case, case.unit, by=by, on=date(2022, 6, 1), why="Chuyển lớp")
        actions.forward_case(case, cast.units["BV-S2"], by=by, on=date(2022, 6, 1), why="Chuyển lớp")
        (line,) = casepage.told(casepage.opened(by, case.pk), TODAY)["moves"]
        assert "thời hạn của bước không đổi" in line.words and line.tone == "ok"
        assert Case.objects.get(pk=case.pk).due_on == due
    client, page = signed_in("lan"), f"/dang-vien/phat-trien/{case.pk}/"
    assert f"{page}gia-han/" in client.get(page).content.decode()
    assert "Gia hạn quyết định kết nạp: 15 ngày làm việc" in client.get(f"{page}gia-han/").content.decode()
    assert client.post(f"{page}gia-han/", {"why": "Chờ kết luận"}).status_code == 302
    assert f"{page}gia-han/" not in client.get(page).content.decode()


def test_the_page_of_a_late_recognition_says_that_the_official_day_stays(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        actions.record_admission(
            cast.units["BV-S1"], by=by, full_name="Lê Thị Muộn", sex="f", category="student", born_on=date(2000, 1, 2),
            decision=actions.Paper("4-QĐ", date(2022, 1, 10)), ceremony_on=date(2022, 2, 1),
        )  # fmt: skip
        row = Membership.objects.get(full_name="Lê Thị Muộn")
        with pytest.raises(actions.InTheFuture, match="chưa đến ngày"), transaction.atomic():
            actions.record_admission(
                cast.units["BV-S1"], by=by, full_name="Lê Thị Sớm", sex="f", category="student", born_on=date(2000, 1, 2),
                decision=actions.Paper("5-QĐ", date(2023, 6, 20)), ceremony_on=date(2023, 8, 10),
            )  # fmt: skip
    page = signed_in("lan").get(f"/dang-vien/sinh-hoat/{row.pk}/cong-nhan/").content.decode()
    assert "Hết thời gian dự bị ngày 01/02/2023" in page and "Đã quá thời hạn chi bộ xét" in page
    assert "Thời gian dự bị: 12 tháng" in page


def test_the_class_of_new_members_is_not_older_than_the_decision(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "new_class")
        assert case.decided_on
        with pytest.raises(actions.NotInTime, match="quyết định kết nạp"), transaction.atomic():
            actions.certify_class(case, "new_class", by=by, done=Done(case.decided_on - timedelta(days=1), "9/GCN"))
        actions.certify_class(case, "new_class", by=by, done=Done(case.decided_on, "9/GCN"))
