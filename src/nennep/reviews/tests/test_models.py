"""A model year from its registration to the committee's decision."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.org.queries import ask
from nennep.reviews import actions
from nennep.reviews.models import ModelYear

POINTS = {"politics": 28, "meetings": 24, "unity": 20, "members": 20}


def registered(cast: Cast, who: str = "hoa", code: str = "BV-S1") -> ModelYear:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        return actions.register_model(cast.units[code], by=by, year=2023, aim="Đổi mới sinh hoạt chuyên đề")


def test_a_year_goes_from_registration_to_the_decision_of_the_level_above(cast: Cast) -> None:
    hoa, lan = cast.actor("hoa"), cast.actor("lan")
    row = registered(cast)
    with acting_as(hoa), transaction.atomic():
        with pytest.raises(actions.Registered):
            actions.register_model(cast.units["BV-S1"], by=hoa, year=2023, aim="Lần nữa")
        with pytest.raises(actions.OtherYear):
            actions.register_model(cast.units["BV-S1"], by=hoa, year=2021, aim="Năm đã qua")
        row = actions.review_half(row, by=hoa, seen=row.version, words="Đã họp 6 kỳ")
        with pytest.raises(actions.NotOpenYet):
            actions.assess_model(row, by=hoa, seen=row.version, points=POINTS, words="Sớm")
        with on_day(date(2023, 12, 5)):
            with pytest.raises(actions.TooManyPoints):
                actions.assess_model(row, by=hoa, seen=row.version, points=POINTS | {"unity": 21}, words="Quá mức")
            with pytest.raises(Stale):
                actions.assess_model(row, by=hoa, seen=1, points=POINTS, words="Bản cũ")
            row = actions.assess_model(row, by=hoa, seen=row.version, points=POINTS, words="Theo sổ")
        assert (row.total, row.state) == (92, "assessed")
        with pytest.raises(NotYours):
            actions.give_opinion(row, by=hoa, agreed=True, words="Tự khen")
    with acting_as(lan), transaction.atomic():
        row = actions.give_opinion(row, by=lan, agreed=True, words="Xứng đáng")
        with on_day(date(2023, 12, 28)):
            row = actions.recognise_model(row, by=lan, decision="90-QĐ/ĐU", on=date(2023, 12, 27))
        asked = ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 12, 31)))
        counts = {code: FIGURES[code].count(asked).part for code in ("models.registered", "models.recognised")}
        assert counts == {"models.registered": 1, "models.recognised": 1}


def test_an_office_does_not_judge_its_own_unit(cast: Cast) -> None:
    row, lan = registered(cast, "lan", "BV"), cast.actor("lan")
    with acting_as(lan), transaction.atomic(), on_day(date(2023, 12, 5)):
        row = actions.assess_model(row, by=lan, seen=row.version, points=POINTS, words="Theo sổ")
        with pytest.raises(actions.OwnUnit):
            actions.give_opinion(row, by=lan, agreed=True, words="Tốt")


def test_the_pages_show_what_the_books_hold(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    hoa = signed_in("hoa")
    wrong = hoa.post("/bon-tot/dang-ky/", {"year": "2023", "aim": ""})
    assert wrong.status_code == 422 and "Đề nghị điền" in wrong.content.decode()
    made = hoa.post("/bon-tot/dang-ky/", {"year": "2023", "aim": "Giữ nền nếp"}, follow=True).content.decode()
    assert "Chi bộ bốn tốt 2023" in made and "Kết nạp đảng viên mới" in made
    assert "Chi bộ Sinh viên 1" in signed_in("lan").get("/bon-tot/").content.decode()
    assert "Chi bộ Sinh viên 1" not in signed_in("minh").get("/bon-tot/").content.decode()


def test_the_year_s_end_is_offered_when_it_opens_and_an_opinion_can_be_thought_over(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    row, hoa, lan = registered(cast), cast.actor("hoa"), cast.actor("lan")
    there = f"/bon-tot/{row.pk}/"
    early = signed_in("hoa").get(there).content.decode()
    assert f"{there}tu-cham/" not in early and "mở từ ngày 01/10/2023" in early
    with on_day(date(2023, 12, 5)):
        assert f"{there}tu-cham/" in signed_in("hoa").get(there).content.decode()
        form = signed_in("hoa").get(f"{there}tu-cham/").content.decode()
        assert "Nhiều nhất 30 điểm; Kết nạp đảng viên mới" in form  # what the books hold stands at the field
        with acting_as(hoa), transaction.atomic():
            row = actions.assess_model(row, by=hoa, seen=row.version, points=POINTS, words="Theo sổ")
        with acting_as(lan), transaction.atomic():
            row = actions.give_opinion(row, by=lan, agreed=False, words="Thiếu minh chứng")
            with pytest.raises(NotYours):
                actions.recognise_model(row, by=lan, decision="90-QĐ/ĐU", on=date(2023, 12, 1))
            row = actions.give_opinion(row, by=lan, agreed=True, words="Đã bổ sung minh chứng")
            with pytest.raises(actions.OtherYear, match="trước ngày đăng ký"):
                actions.recognise_model(row, by=lan, decision="90-QĐ/ĐU", on=date(2022, 12, 27))
            assert actions.recognise_model(row, by=lan, decision="90-QĐ/ĐU", on=date(2023, 12, 4)).state == "recognised"
