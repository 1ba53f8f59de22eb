"""Days of a leaving follow one another; Party age stops at the leaving; a gap noted wrongly is struck out and stays visible."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.duties.models import DatedRule
from nennep.members import access, actions, leavingpapers, paperwork, rounds, watch
from nennep.members.models import Leaving, Membership
from nennep.members.partyage import age_of
from nennep.press.paper import Paper, Para

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]
DAY = date(2023, 6, 8)


def held(cast: Cast) -> Membership:
    return Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("id")[0]


def words_of(paper: Paper) -> str:
    return " ".join(block.text for block in paper.blocks if isinstance(block, Para))


def decide(row: Leaving, cast: Cast, day: date, **more: Any) -> Leaving:
    given = {"effective_on": day} | more
    paper = actions.Paper("12-QĐ", day)
    return actions.decide_leaving(row, by=cast.actor("dung"), decision=paper, authority="Ban Thường vụ", **given)


def test_proposal_decision_receipt_appeal_and_answer_follow_one_another(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = actions.propose_leaving(
            held(cast), by=by, kind="removed", ground="absent", vote=actions.Vote(9, 6), on=DAY
        )
        assert row.proposed_on == DAY
        with pytest.raises(actions.BeforeTheBeginning, match="08/06/2023"), transaction.atomic():
            decide(row, cast, date(2023, 6, 7))
        with pytest.raises(actions.BeforeTheBeginning, match="sớm nhất"), transaction.atomic():
            decide(row, cast, date(2023, 6, 12), effective_on=date(2023, 6, 9))
        row = decide(row, cast, date(2023, 6, 12))
        row = actions.hand_decision(row, by=by, on=date(2023, 6, 14))
        with pytest.raises(Exception, match="Đơn khiếu nại không thể trước"), transaction.atomic():
            actions.appeal_leaving(row, by=by, on=date(2023, 6, 13), level="superior")
        row = actions.appeal_leaving(row, by=by, on=date(2023, 6, 20), level="superior")
        with pytest.raises(actions.BeforeTheBeginning, match="20/06/2023"), transaction.atomic():
            actions.settle_appeal(row, by=by, on=date(2023, 6, 19), restored=False, answer="Giữ nguyên")
        row = actions.settle_appeal(row, by=by, on=date(2023, 6, 28), restored=False, answer="Giữ nguyên")
        again = actions.appeal_leaving(row, by=by, on=date(2023, 7, 3), level="province")
        assert again.state == "appealed"


def test_a_ceremony_of_coming_back_is_not_before_its_decision(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        gone = held(cast)
        vote = actions.Vote(9, 9)
        decide(actions.propose_leaving(gone, by=by, kind="removed", ground="absent", vote=vote, on=DAY), cast, DAY)
        with on_day(date(2027, 7, 2)), pytest.raises(actions.BeforeTheBeginning, match="Lễ kết nạp"):
            actions.readmit_member(
                gone.person, cast.units["BV-NN"], by=by, decision=actions.Paper("9", date(2027, 6, 22)),
                ceremony_on=date(2027, 6, 21), consent="1-CV/TU",
            )  # fmt: skip


def test_party_age_stops_where_the_member_left(cast: Cast, signed_in: Sign) -> None:
    by, day = cast.actor("dung"), date(2023, 6, 20)
    with acting_as(by), transaction.atomic():
        row = actions.enrol_person(
            cast.units["BV-NN"], by=by, full_name="Hà Thị Mẫu", sex="f", status="official", since=date(2001, 6, 25),
            born_on=date(1970, 1, 1),
        )  # fmt: skip
        decide(actions.propose_leaving(row, by=by, kind="deceased", ground="death", on=day), cast, day)
    page = signed_in("dung").get(reverse("members:person", args=[row.person_id])).content.decode()
    assert "22 năm" in page and "đến khi ra khỏi Đảng, 20/06/2023" in page


def test_a_gap_noted_wrongly_is_struck_out_counts_again_and_stays_visible(cast: Cast, signed_in: Sign) -> None:
    by, dung = cast.actor("dung"), signed_in("dung")
    with acting_as(by), transaction.atomic():
        row = held(cast)
        with pytest.raises(actions.BeforeTheBeginning, match="đã qua"), transaction.atomic():
            actions.note_interruption(row.person, by=by, since=date(2022, 1, 1), until=date(2030, 1, 1), reason="Nhầm")
        gap = actions.note_interruption(
            row.person, by=by, since=date(2022, 1, 1), until=date(2022, 3, 1), reason="Mất liên lạc"
        )
        before = age_of(row.person_id, date(2023, 7, 3))
    there = reverse("members:strike_interruption", args=[gap.pk])
    assert signed_in("hoa").post(there, {"why": "x"}).status_code == 404
    assert dung.post(there, {"why": ""}).status_code == 422
    assert dung.post(there, {"why": "Ghi nhầm người, CV 8"}).status_code == 302
    assert dung.post(there, {"why": "Ghi nhầm người, CV 8"}).status_code == 404
    with acting_as(by), transaction.atomic():
        after = age_of(row.person_id, date(2023, 7, 3))
        assert before and after and (before.lost, after.lost) == (59, 0)
    page = dung.get(reverse("members:person", args=[row.person_id])).content.decode()
    assert "<s>01/01/2022 – 01/03/2022: Mất liên lạc</s>" in page and "Ghi nhầm người, CV 8" in page


def test_words_that_carry_a_number_carry_that_of_the_rule(cast: Cast, signed_in: Sign) -> None:
    by, day = cast.actor("dung"), date(2023, 7, 3)
    DatedRule.objects.filter(rule_key__in=["probation.months", "leaving.helped"]).update(value="18")
    DatedRule.objects.filter(rule_key__in=["dues.party.unpaid", "transfer.abandoned"]).update(value="5")
    with acting_as(by), transaction.atomic():
        grounds = dict(paperwork.WAYS["removed"].grounds_on(day))
        assert "5 tháng" in grounds["absent"] and "18 tháng" in grounds["will"]
        assert "2 năm liền" in grounds["twice"] and "quá 5 tháng" in grounds["letter"]
        assert watch.over_probation(day) == "dự bị quá 18 tháng chưa xét"
        assert any("Dự bị quá 18 tháng" in line for line in rounds.criteria(day))
    board = signed_in("dung").get(reverse("members:watch")).content.decode()
    assert "dự bị quá 18 tháng chưa xét" in board and "quá 12 tháng" not in board


def test_a_removal_has_its_resolution_decision_and_slip_made_from_the_case(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        vote = actions.Vote(9, 7)
        row = actions.propose_leaving(held(cast), by=by, kind="removed", ground="absent", vote=vote, on=DAY)
        blank = leavingpapers.document(row, "quyet-dinh")
        assert blank.draft and blank.number == ""
        row = actions.decide_leaving(
            row, by=by, decision=actions.Paper("12-QĐ/ĐUK", date(2023, 6, 12)), effective_on=date(2023, 6, 12),
            authority="Ban Thường vụ Đảng ủy Khối", papers=("card",),
        )  # fmt: skip
        said = {code: words_of(leavingpapers.document(row, code)) for code, _words in leavingpapers.of(row)}
        assert set(said) == {"nghi-quyet", "quyet-dinh", "phieu-bao"}
        assert "tán thành 7/9" in said["nghi-quyet"] and "Ngày 08/6/2023" in said["nghi-quyet"]
        assert "từ ngày 12/6/2023" in said["quyet-dinh"] and "3 tháng trong năm" in said["quyet-dinh"]
        assert leavingpapers.document(row, "quyet-dinh").body.startswith("Đảng ủy Khối")
        assert "đã thu lại thẻ" in said["phieu-bao"] and "12-QĐ/ĐUK" in said["phieu-bao"]
    page = reverse("members:leaving", args=[row.pk])
    assert "quyet-dinh.docx" in signed_in("dung").get(page).content.decode()
    assert signed_in("dung").get(f"{page}phieu-bao.pdf").content[:4] == b"%PDF"
    assert signed_in("minh").get(f"{page}phieu-bao.pdf").status_code == 404
    with acting_as(by), transaction.atomic():
        other = Membership.objects.filter(access.counted, unit=cast.units["BV-KT1"], status="official").order_by("id")[
            0
        ]
        there = actions.propose_leaving(other, by=by, kind="removed", ground="absent", vote=vote, on=DAY)
    khang, page = signed_in("khang"), reverse("members:leaving", args=[there.pk])
    assert "nghi-quyet.docx" in khang.get(page).content.decode() and "phieu-bao" not in khang.get(page).content.decode()
    assert [khang.get(f"{page}{code}.docx").status_code for code in ("nghi-quyet", "phieu-bao")] == [200, 404]


def test_a_death_is_told_by_a_slip_alone_and_the_family_keeps_the_card(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = actions.propose_leaving(held(cast), by=by, kind="deceased", ground="death", on=DAY)
        row = decide(row, cast, DAY)
        assert [code for code, _words in leavingpapers.of(row)] == ["phieu-bao"]
        slip = words_of(leavingpapers.document(row, "phieu-bao"))
        assert "Từ trần ngày: 08/6/2023" in slip and "gia đình giữ thẻ" in slip


def test_a_paper_speaks_vietnamese_on_an_english_page(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic(), override("en"):
        row = actions.propose_leaving(
            held(cast), by=by, kind="removed", ground="absent", vote=actions.Vote(9, 7), on=DAY
        )
        said = words_of(leavingpapers.document(row, "phieu-bao"))
        assert "xóa tên" in said and "bỏ sinh hoạt" in said
        assert str(row.get_kind_display()) != "xóa tên"
