"""Giving targets and tasks to units: nothing typed is lost, units are told, what was given by mistake is taken back."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.config.cast.build import founder, make_account
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.duties.registry import due
from nennep.meetings.actions import record_past_meeting
from nennep.meetings.models import MeetingKind
from nennep.org import actions as org
from nennep.programmes import actions, queries
from nennep.programmes.actions import work as works
from nennep.programmes.models import Share, Target, Work
from tests import story

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 3)
Sign = Callable[[str], Client]


@pytest.fixture
def told(cast: Cast) -> story.Story:
    return story.tell(cast)


def words(answer: object) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]


def sent(cast: Cast, *values: str) -> dict[str, str]:
    with acting_as(cast.actor("lan")), transaction.atomic():
        units = queries.population("student_cells", cast.units["BV"], DAY)
    return {f"value-{unit.pk}": value for unit, value in zip(units, values, strict=True)} | {
        f"use-{unit.pk}": "on" for unit in units
    }


@pytest.mark.parametrize("wrong", ["xx", "-5", "99999999999"])
def test_a_wrong_figure_is_named_and_the_others_stay_typed(
    cast: Cast, told: story.Story, signed_in: Sign, wrong: str
) -> None:
    at = f"/theo-doi/chi-tieu/{told.target.pk}/giao/?doi-tuong=student_cells"
    answer = signed_in("lan").post(at, {"act": "assign", **sent(cast, "31", wrong, "33")})
    assert answer.status_code == 422
    assert "Mức giao phải là số không âm. Đề nghị kiểm tra lại: Chi bộ Sinh viên 2." in words(answer)
    assert 'value="31"' in answer.content.decode() and 'value="33"' in answer.content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert not Share.objects.filter(target=told.target).exclude(value=20).exists()


def test_a_full_stop_before_one_digit_is_a_decimal_not_a_thousand(
    cast: Cast, told: story.Story, signed_in: Sign
) -> None:
    at = f"/theo-doi/chi-tieu/{told.target.pk}/giao/?doi-tuong=student_cells"
    assert signed_in("lan").post(at, {"act": "assign", **sent(cast, "20.5", "0", "1.000")}).status_code == 302
    with acting_as(cast.actor("lan")), transaction.atomic():
        values = [share.value for share in Share.objects.filter(target=told.target).order_by("unit__title_key")]
    assert values == [Decimal("20.5"), 0, 1000]


def test_units_are_told_to_register_and_what_was_decided(cast: Cast, signed_in: Sign) -> None:
    lan, hoa = cast.actor("lan"), cast.actor("hoa")
    programme = story.confirmed(cast)
    with acting_as(lan), transaction.atomic():
        target = Target.objects.get(programme=programme, figure="admissions")
        actions.ask_for_shares(target, by=lan, units=[cast.units["BV-S1"]])
    with acting_as(hoa), transaction.atomic():
        assert any(duty.kind == "register" and duty.title == target.name for duty in due(hoa, date(2023, 8, 1)))
    assert "Đề nghị đăng ký mức thực hiện chỉ tiêu" in words(signed_in("hoa").get("/thong-bao/"))
    with acting_as(lan), transaction.atomic():
        (share,) = actions.assign_shares(target, by=lan, values={cast.units["BV-S1"]: Decimal(35)})
    with acting_as(hoa), transaction.atomic():
        assert not any(duty.kind == "register" for duty in due(hoa, date(2023, 8, 1)))
        actions.propose_adjustment(share, by=hoa, wanted=Decimal(30), reason="Nguồn ít")
    with acting_as(lan), transaction.atomic():
        actions.settle_adjustment(share, by=lan, agreed=False, answer="Nguồn còn đủ.")
    assert "Giữ nguyên mức đã giao" in words(signed_in("hoa").get("/thong-bao/"))


def test_the_secretary_sees_a_programme_that_waits_for_approval(cast: Cast) -> None:
    lan, secretary = cast.actor("lan"), cast.actor("bithu")
    with acting_as(lan), transaction.atomic():
        text = story.plan_text().replace("12", "21")
        document = papers.take_in_paper(cast.units["BV"], by=lan, text=text).document
        papers.decide_all(document, by=lan, kind="target")
        actions.confirm_plan(document, by=lan, name="Kế hoạch khác", since=date(2023, 1, 1), until=date(2024, 1, 1))
    with acting_as(secretary), transaction.atomic():
        waiting = [duty.title for duty in due(secretary, date(2023, 8, 1)) if duty.kind == "approve"]
    assert waiting == ["Kế hoạch khác"]


def test_a_task_is_taken_back_from_units_that_have_not_begun(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    lan = signed_in("lan")
    at = f"/theo-doi/nhiem-vu/{told.task.pk}/giao/?doi-tuong=cells"
    law, first = cast.units["BV-LU"], cast.units["BV-S1"]
    roles = {f"role-{first.pk}": "lead", f"role-{law.pk}": "lead"}
    assert lan.post(at, {"due_on": "30/04/2023", "key_task": "on", "only": "on", **roles}).status_code == 302
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert {work.unit_id for work in Work.objects.filter(task=told.task)} == {first.pk, law.pk}
    answer = lan.post(at, {"due_on": "30/04/2023", "key_task": "on", f"role-{law.pk}": "lead"})
    assert answer.status_code == 422 and "Chi bộ Sinh viên 1 đã bắt đầu thực hiện" in words(answer)
    none = lan.post(at, {"due_on": "30/04/2023"})
    assert none.status_code == 422


def test_a_task_without_a_leading_unit_is_not_assigned(cast: Cast, told: story.Story) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        fresh = actions.add_task(told.programme, by=lan, name="Rà soát", due_on=None)
        with pytest.raises(works.NobodyLeads):
            actions.assign_task(fresh, by=lan, units=[], helpers=[cast.units["BV-LU"]])


def test_the_unit_is_told_what_was_said_of_its_evidence(cast: Cast, told: story.Story, signed_in: Sign) -> None:
    hoa, lan = cast.actor("hoa"), cast.actor("lan")
    with acting_as(hoa), transaction.atomic():
        actions.report_work(told.work, by=hoa, percent=100, note="Xong")
    with acting_as(lan), transaction.atomic():
        actions.judge_work(told.work, by=lan, accepted=False, answer="Cần biên bản có chữ ký.")
    assert "Cần biên bản có chữ ký." in words(signed_in("hoa").get("/thong-bao/"))


def test_a_minimum_counted_from_books_nobody_keeps_is_unknown_not_late(cast: Cast, told: story.Story) -> None:
    lan, cell = cast.actor("lan"), cast.units["BV-LU"]
    with acting_as(lan), transaction.atomic():
        each = told.programme.targets.get(mode="each")
        assert {line.known for line in queries.standings(each, DAY)} == {False}
        kind = MeetingKind.objects.get(pk="thematic")
        for month in (3, 5):
            record_past_meeting(
                cell, by=lan, kind=kind, title="Chuyên đề", held_on=date(2023, month, 9), place="P", topic="Nêu gương"
            )
        lines = queries.standings(each, DAY)
        assert {line.known for line in lines} == {True}
        assert [line.unit.pk for line in lines if line.reached] == [cell.pk]


def test_a_sentence_about_organisations_and_members_becomes_two_targets(cast: Cast, signed_in: Sign) -> None:
    with acting_as(lan := cast.actor("lan")), transaction.atomic():
        document = papers.take_in_paper(cast.units["BV"], by=lan, text=story.plan_text()).document
        papers.decide_all(document, by=lan, kind="header")
        papers.decide_all(document, by=lan, kind="target")
    page = signed_in("lan").get(f"/theo-doi/xac-nhan/{document.pk}/")
    one = next(asked for asked, _bound in page.context["asked"] if asked.both)
    chosen = next(name for name, _label in one.choices if name.endswith("+members"))
    form = {bound.name: bound.value() for bound in page.context["form"] if bound.value() is not None}
    form |= {name: form[name].strftime("%d/%m/%Y") for name in ("since", "until")} | {one.field: chosen}
    assert signed_in("lan").post(f"/theo-doi/xac-nhan/{document.pk}/", form).status_code == 302
    with acting_as(lan):
        found = Target.objects.filter(document=document, proposal_id=one.row.pk).values_list(
            "population", "value", "mode"
        )
        assert sorted(found) == sorted((name, Decimal(85), "ratio") for name in chosen.split("+"))


@pytest.mark.parametrize(
    ("code", "role"),
    [("BV-TN", "youth_secretary"), ("BV-CD", "union_chair"), ("BV-CC", "veterans_chair")],
)  # fmt: skip
def test_the_head_of_an_association_answers_for_its_share_and_for_no_others(
    cast: Cast, told: story.Story, signed_in: Sign, code: str, role: str
) -> None:
    lan, unit = cast.actor("lan"), cast.units[code]
    other = cast.units["BV-CD" if code == "BV-TN" else "BV-TN"]
    with acting_as(founder()), transaction.atomic():
        cast.accounts["head"] = make_account(f"head-{role}", "Người Đứng Đầu")
        org.grant_role(unit, by=founder(), account_id=cast.accounts["head"].pk, role=role, below=False, since=date(2023, 1, 1))  # fmt: skip
    with acting_as(lan), transaction.atomic():
        target = actions.add_target(told.programme, by=lan, name="Buổi sinh hoạt chính trị", mode="hand", value=Decimal(4), unit_label="buổi")  # fmt: skip
        shares = actions.assign_shares(target, by=lan, values={unit: Decimal(2), other: Decimal(2)})
        mine, theirs = sorted(shares, key=lambda one: one.unit_id != unit.pk)
    client = signed_in("head")
    assert target.name in words(client.get("/theo-doi/"))
    assert client.post(f"/theo-doi/phan/{mine.pk}/", {"act": "acknowledge"}).status_code == 302
    report = {"part": "1", "last": "2023-07-03", "source": "Báo cáo của tổ chức"}
    assert client.post(f"/theo-doi/phan/{mine.pk}/nhap/", report).status_code == 302
    assert client.post(f"/theo-doi/phan/{theirs.pk}/", {"act": "acknowledge"}).status_code == 404
    with acting_as(lan), transaction.atomic():
        mine.refresh_from_db()
        theirs.refresh_from_db()
        assert (mine.status, theirs.status) == ("acknowledged", "assigned")
        assert queries.measure(target, unit, DAY, goal=mine.value).value == 1
