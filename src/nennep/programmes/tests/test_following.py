"""What follows a plan: coverage, reviews, second looks, exceptions, themes, outside figures, years, two at one form."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties.registry import due
from nennep.programmes import actions, queries, rules
from nennep.programmes.models import Point, Programme, Recheck, Target, Task, Waiver, Work
from tests import story

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 3)
Sign = Callable[[str], Client]


@pytest.fixture
def told(cast: Cast) -> story.Story:
    return story.tell(cast)


def test_the_coverage_table_finds_points_and_what_serves_them(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        made = told.programme.points.all()  # listed when the paper was confirmed
        assert made.count() > 5 and not made.filter(words__contains="để t/h").exists()
        assert actions.list_points(told.programme, by=lan, document=told.document) == 0
        (cover,) = queries.coverage(told.programme)
        assert cover.served >= 3 and cover.served + cover.open == len(cover.lines)
        point = next(line.point for line in cover.lines if line.state == "open")
        actions.serve_point(point, by=lan, targets=[told.target], tasks=[told.task])
        (after,) = queries.coverage(told.programme)
        assert after.served == cover.served + 1
        another = next(line.point for line in after.lines if line.state == "open")
        actions.leave_point(another, by=lan, reason="Nội dung chung")
        assert Point.objects.get(pk=another.pk).left_out == "Nội dung chung"
    page = signed_in("lan").get(f"/theo-doi/{told.programme.pk}/bao-quat/").content.decode()
    assert "Nội dung chung" in page and told.target.name in page


def test_a_point_may_be_served_by_the_plan_that_is_carried_out(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    lan, plan = cast.actor("lan"), told.programme
    with acting_as(lan), transaction.atomic():
        scheme = Programme.objects.create(
            unit=plan.unit, unit_key=plan.unit_key, name="Đề án bốn năm", since=date(2022, 1, 1), until=date(2026, 1, 1)
        )
        task = actions.add_task(scheme, by=lan, name="Xây dựng bộ tiêu chí", due_on=None)
        (cover,) = queries.coverage(plan)
        point = next(line.point for line in cover.lines if line.state == "open")
    there, page = f"/theo-doi/noi-dung/{point.pk}/", f"/theo-doi/{plan.pk}/bao-quat/"
    client = signed_in("lan")
    assert client.post(there, {"tasks": [task.pk]}).status_code == 422  # a plan that has nothing to do with this one
    with acting_as(lan), transaction.atomic():
        actions.edit_programme(plan, by=lan, carries=scheme)
    assert "Xây dựng bộ tiêu chí (Đề án bốn năm)" in client.get(there).content.decode()
    assert client.post(there, {"tasks": [task.pk]}).status_code == 302
    with acting_as(lan), transaction.atomic():
        (after,) = queries.coverage(plan)
        assert after.served == cover.served + 1 and queries.unserving(scheme) == ([], [])
    assert re.search(r"Xây dựng bộ tiêu chí</a> <span[^>]*>Đề án bốn năm", client.get(page).content.decode())


def test_a_closed_review_keeps_the_figures_of_its_day(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    lan = signed_in("lan")
    given = {"kind": "review", "name": "Sơ kết 2 năm", "due_on": "30/09/2023", "who": "Ban Thường vụ", "version": 0}
    assert lan.post(f"/theo-doi/{told.programme.pk}/so-ket/them/", given).status_code == 302
    with acting_as(cast.actor("lan")):
        row = told.programme.reviews.get()
    there = f"/theo-doi/so-ket/{row.pk}/"
    assert lan.post(there, {"result": " ", "version": row.version}).status_code == 422
    assert lan.post(there, {"result": "Đạt yêu cầu.", "version": row.version}).status_code == 302
    with acting_as(cast.actor("lan")), transaction.atomic():
        row.refresh_from_db()
        kept = next(line for line in row.lines if line["what"] == "target" and line["id"] == told.target.pk)
        assert row.done_on == DAY and kept["value"] == queries.measure(told.target, told.target.unit, DAY).value
        Target.objects.filter(pk=told.target.pk).update(value=Decimal(1))
    page = lan.get(there).content.decode()
    assert "Đạt yêu cầu." in page and "03/07/2023" in page


def test_a_second_look_that_finds_nothing_sound_opens_the_work_again(cast: Cast, told: story.Story) -> None:
    lan, hoa = cast.actor("lan"), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        actions.report_work(told.work, by=hoa, percent=100, note="Xong")
    with acting_as(lan), transaction.atomic():
        work = actions.judge_work(Work.objects.get(pk=told.work.pk), by=lan, accepted=True)
        (drawn,) = actions.draw_rechecks(told.programme, by=lan, count=3)
        assert drawn.work_id == work.pk and drawn.lot
        actions.settle_recheck(drawn, by=lan, sound=False, words="Biên bản thiếu chữ ký")
        held = Work.objects.get(pk=work.pk)
        assert (held.status, held.answer) == ("returned", "Biên bản thiếu chữ ký")
        assert Recheck.objects.get(pk=drawn.pk).sound is False


def test_an_exception_stands_only_by_a_decision(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    hoa, secretary = signed_in("hoa"), signed_in("bithu")
    assert hoa.post(f"/theo-doi/viec/{told.work.pk}/ngoai-le/", {"reason": "Chi bộ mới thành lập"}).status_code == 302
    assert hoa.post(f"/theo-doi/viec/{told.work.pk}/ngoai-le/", {"reason": "Lần nữa"}).status_code == 422
    with acting_as(cast.actor("bithu")):
        waiver = Waiver.objects.get()
    there = f"/theo-doi/ngoai-le/{waiver.pk}/"
    assert signed_in("hoa").get(there).status_code == 404
    assert secretary.post(there, {"act": "agree", "answer": "", "decision": ""}).status_code == 422
    assert secretary.post(there, {"act": "agree", "decision": "15-QĐ/ĐU ngày 01/07/2023"}).status_code == 302
    with acting_as(cast.actor("hoa")):
        assert Work.objects.get(pk=told.work.pk).status == "waived"


def test_a_theme_shows_who_is_missing_and_who_copied(cast: Cast, signed_in: Sign) -> None:
    lan, hoa, minh = cast.actor("lan"), cast.actor("hoa"), cast.actor("minh")
    text = (
        "Chi bộ tổ chức sinh hoạt chuyên đề về quản lý đảng viên, mỗi quý một lần, giao đồng chí phó bí thư chuẩn bị."
    )
    with acting_as(lan), transaction.atomic():
        theme = actions.set_theme(cast.units["BV"], by=lan, year=2023, words="Tăng cường quản lý đảng viên")
    for actor, code in ((hoa, "BV-S1"), (minh, "BV-LU")):
        with acting_as(actor), transaction.atomic():
            actions.hand_in_plan(theme, cast.units[code], by=actor, text=text)
    with acting_as(minh), transaction.atomic(), pytest.raises(NotYours):
        actions.hand_in_plan(theme, cast.units["BV-S1"], by=minh, text=text)
    page = signed_in("lan").get(f"/theo-doi/chu-de/{theme.pk}/").content.decode()
    assert "Gần giống kế hoạch của" in page and "Chi bộ Khoa Ngoại ngữ" in page
    said = signed_in("lan").post(f"/theo-doi/chu-de/{theme.pk}/nhac/", follow=True).content.decode()
    assert "Đã nhắc 1 đồng chí; đang chậm: 12 đơn vị." in said  # of the other cells one has a secretary here
    again = signed_in("hoa").get(f"/theo-doi/chu-de/{theme.pk}/ke-hoach/").content.decode()
    assert text in again and "đã nộp ngày" in again
    assert text not in signed_in("hoa").get(f"/theo-doi/chu-de/{theme.pk}/ke-hoach/?moi=1").content.decode()


def test_who_only_watches_a_task_has_nothing_due(cast: Cast, told: story.Story) -> None:
    lan, hoa, cell = cast.actor("lan"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(lan), transaction.atomic():
        task = actions.add_task(told.programme, by=lan, name="Xây dựng tiêu chí", due_on=date(2023, 6, 1))
        actions.assign_task(task, by=lan, units=[cast.units["BV-LU"]], watchers=[cell])
    with acting_as(hoa), transaction.atomic():
        assert "Xây dựng tiêu chí" not in [duty.title for duty in due(hoa, date(2023, 12, 31))]
        watched = Work.objects.get(task=task, unit=cell)
    with acting_as(lan), transaction.atomic():
        actions.assign_task(task, by=lan, units=[cell], released=[])
        watched.refresh_from_db()
        assert watched.leading and not watched.watching
    with acting_as(hoa), transaction.atomic():
        assert "Xây dựng tiêu chí" in [duty.title for duty in due(hoa, date(2023, 12, 31))]


def test_a_target_of_words_stands_where_its_narrative_says(cast: Cast, told: story.Story) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        target = actions.add_target(told.programme, by=lan, name="Giữ vững đoàn kết nội bộ", value=None)
        actions.log_evidence(target, by=lan, day=date(2023, 5, 1), words="Đối thoại")
        before = queries.measure(target, target.unit, DAY)
        assert before.state == rules.NOT_DUE and before.logged == 1
        target = actions.write_narrative(target, by=lan, year=2023, words="Đoàn kết tốt", judged="partly")
        after = queries.measure(target, target.unit, DAY)
        assert after.state == rules.PARTLY and after.narrative is not None and after.narrative.judged == "partly"
        assert queries.years(target, DAY) == []


def test_an_outside_figure_carries_its_day_population_and_source(signed_in: Sign) -> None:
    lan = signed_in("lan")
    given = {
        "name": "Chương trình được kiểm định",
        "population": "66 trường",
        "unit_label": "chương trình",
        "owners_label": "trường",
        "version": 0,
    }
    assert lan.post("/theo-doi/so-lieu-ngoai/them/", given).status_code == 302
    number = re.search(r"/theo-doi/so-lieu-ngoai/(\d+)/ghi/", lan.get("/theo-doi/so-lieu-ngoai/").content.decode())
    assert number
    there = f"/theo-doi/so-lieu-ngoai/{number[1]}/ghi/"
    wrong = {"as_of": "31/05/2023", "part": "24", "whole": "12", "source": "Báo cáo"}
    assert lan.post(there, wrong).status_code == 422
    right = {"as_of": "31/05/2023", "part": "24", "owners": "5", "source": "Báo cáo số 5"}
    assert lan.post(there, right).status_code == 302
    page = lan.get("/theo-doi/so-lieu-ngoai/").content.decode()
    assert all(words in page for words in ("66 trường", "31/05/2023", "Báo cáo số 5", "24"))


def test_a_term_target_is_split_by_year_and_counts_its_part(cast: Cast, told: story.Story) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        whole = actions.add_target(
            told.programme, by=lan, name="Kết nạp cả nhiệm kỳ", mode="count", figure="admissions", comparator=">=", value=Decimal(180),
            since=date(2022, 1, 1), until=date(2024, 12, 31), unit_label="đảng viên",
        )  # fmt: skip
        part = actions.add_target(
            told.programme, by=lan, name="trong đó sinh viên", mode="count", figure="admissions.students", comparator=">=", value=Decimal(100),
            since=date(2022, 1, 1), until=date(2024, 12, 31), unit_label="đảng viên", parent=whole,
        )  # fmt: skip
        actions.set_year_goals(whole, by=lan, values={2022: Decimal(60), 2023: Decimal(60), 2024: Decimal(70)})
        lines = {one.year: one for one in queries.years(whole, DAY)}
        assert [lines[year].goal for year in (2022, 2023, 2024)] == [60, 60, 70]
        assert lines[2023].added == (lines[2022].value or 0) + (lines[2023].value or 0)
        pace = queries.measure(whole, whole.unit, DAY).pace
        assert pace == rules.pace_from_years({2022: 60, 2023: 60, 2024: 70}, date(2022, 1, 1), DAY)
        assert queries.year_goals([whole, part], DAY) == {whole.pk: 60}  # a term's goal is no year's plan
        one, two = (queries.measure(row, row.unit, DAY).value or 0 for row in (whole, part))
        assert 0 < two < one == lines[2023].added


def test_a_year_before_the_target_is_shown_and_not_judged(cast: Cast, told: story.Story) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        lines = queries.years(told.target, DAY)
        assert [(one.year, one.goal) for one in lines] == [(2022, None), (2023, told.target.value)]
        assert lines[0].value and lines[0].state == rules.EMPTY


def test_work_that_two_plans_share_counts_once(cast: Cast, told: story.Story) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        other = Programme.objects.create(
            unit=told.programme.unit, unit_key=told.programme.unit_key, name="Kế hoạch khác", since=date(2023, 1, 1), until=date(2024, 1, 1)
        )  # fmt: skip
        twin = actions.add_task(other, by=lan, name=told.task.name, due_on=told.task.due_on)
        plans = [told.programme, other]
        before = queries.over_plans(queries.lines_over(plans, DAY)).total
        actions.join_task(twin, by=lan, same_as=told.task)
        assert queries.over_plans(queries.lines_over(plans, DAY)).total == before - 1
        assert Task.objects.get(pk=twin.pk).same_as_id == told.task.pk


def test_the_second_at_a_form_sees_both_texts_and_loses_nothing(told: story.Story, signed_in: Sign) -> None:
    first, second = signed_in("lan"), signed_in("chanh")
    there = f"/theo-doi/nhiem-vu/{told.task.pk}/sua/"
    version = re.search(r'name="version" value="(\d+)"', first.get(there).content.decode())
    assert version
    given = {"due_on": "30/09/2023", "version": version[1]}
    assert first.post(there, given | {"name": "Bản của người thứ nhất"}).status_code == 302
    answer = second.post(there, given | {"name": "Bản của người thứ hai"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Bản của người thứ nhất" in page and page.count("Bản của người thứ hai") >= 2
    again = re.search(r'name="version" value="(\d+)"', page)
    assert again and again[1] != version[1]
    assert second.post(there, given | {"name": "Bản chung", "version": again[1]}).status_code == 302


def test_the_pace_follows_the_rounds_a_person_has_planned(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    lan, there = signed_in("lan"), f"/theo-doi/chi-tieu/{told.target.pk}/"
    form = lan.get(f"{there}cach-tinh/").context["form"]
    given = {bound.name: bound.value() for bound in form if bound.value() not in (None, False)}
    given |= {name: given[name].strftime("%d/%m/%Y") for name in ("since", "until")}
    assert lan.post(f"{there}cach-tinh/", given | {"rounds": "đợt 1"}).status_code == 422
    assert lan.post(f"{there}cach-tinh/", given | {"rounds": "7/11; 3/2 19/5, 2/9"}).status_code == 302
    with acting_as(cast.actor("lan")):
        row = Target.objects.get(pk=told.target.pk)
        assert (row.rounds, queries.measure(row, row.unit, DAY).pace) == ("3/2, 19/5, 2/9, 7/11", 0.5)
    page = lan.get(there)
    assert page.context["by_rounds"] and "3/2, 19/5, 2/9, 7/11" in page.content.decode()
    assert "<details" in page.context["chart"]


def test_a_target_of_the_unit_above_shows_no_count_of_a_part(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    page = signed_in("hoa").get(f"/theo-doi/chi-tieu/{told.target.pk}/")
    assert page.context["m"].state == rules.ABOVE and page.context["m"].value is None
    with acting_as(cast.actor("hoa")):
        share = queries.measure(told.target, cast.units["BV-S1"], DAY, goal=told.share.value)
    assert share.value is not None
    assert signed_in("lan").get(f"/theo-doi/chi-tieu/{told.target.pk}/").context["m"].value is not None


@pytest.mark.parametrize("page", ["", "cach-tinh/", "giao/", "nhap/", "phan-ky/", "minh-chung/"])
def test_the_bloc_sees_a_university_target_and_changes_nothing(told: story.Story, signed_in: Sign, page: str) -> None:
    there = f"/theo-doi/chi-tieu/{told.target.pk}/"
    assert signed_in("khoi_chanh").get(there + page).status_code == (404 if page else 200)
    assert signed_in("lan").get(there + page).status_code == 200


@pytest.mark.parametrize("page", ["sua/", "them-nhiem-vu/", "them-chi-tieu/", "so-ket/them/"])
def test_the_bloc_plans_nothing_in_a_university_programme(told: story.Story, signed_in: Sign, page: str) -> None:
    there = f"/theo-doi/{told.programme.pk}/"
    assert signed_in("khoi_chanh").get(there).status_code == 200
    assert signed_in("khoi_chanh").get(there + page).status_code == 404
    assert signed_in("lan").get(there + page).status_code == 200


def test_a_giver_takes_back_wrong_evidence_until_it_is_judged(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    hoa, lan = cast.actor("hoa"), cast.actor("lan")
    with acting_as(hoa), transaction.atomic():
        wrong = actions.give_evidence(told.work, by=hoa, name="nham.pdf", data=b"%PDF-1")
        told.work.evidence.exclude(pk=wrong.pk).update(given_by=lan.account_id)
        (other,) = told.work.evidence.exclude(pk=wrong.pk)
    there = "/theo-doi/minh-chung/{}/rut/"
    assert signed_in("lan").post(there.format(wrong.pk)).status_code == 404
    assert signed_in("hoa").post(there.format(other.pk)).status_code == 404
    assert signed_in("hoa").post(there.format(wrong.pk)).status_code == 302
    page = signed_in("hoa").get(f"/theo-doi/viec/{told.work.pk}/").content.decode()
    assert page.count("nham.pdf") >= 1 and "rút minh chứng nham.pdf" in page
    with acting_as(hoa), transaction.atomic():
        again = actions.give_evidence(Work.objects.get(pk=told.work.pk), by=hoa, name="nua.pdf", data=b"%PDF-1")
        actions.report_work(Work.objects.get(pk=told.work.pk), by=hoa, percent=100, note="Xong")
    with acting_as(lan), transaction.atomic():
        actions.judge_work(Work.objects.get(pk=told.work.pk), by=lan, accepted=True)
    assert signed_in("hoa").post(there.format(again.pk)).status_code == 404


@pytest.mark.parametrize(("mode", "population"), [("each", "grassroots"), ("ratio", "grassroots")])
def test_a_target_over_nobody_says_so_and_divides_nothing(
    cast: Cast, told: story.Story, signed_in: Sign, mode: str, population: str
) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        cell = cast.units["BV-LU"]
        Target.objects.filter(pk=told.target.pk).update(
            mode=mode, population=population, figure="", unit=cell, unit_key=cell.key
        )
    page = signed_in("lan").get(f"/theo-doi/chi-tieu/{told.target.pk}/")
    assert page.status_code == 200 and page.context["nobody"] and page.context["m"].value is None
