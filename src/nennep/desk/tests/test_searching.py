"""One box for everything, forgiving of marks and of slips of the hand; one's own calendar."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.desk import searching
from nennep.meetings.tests import story as gatherings
from nennep.members.models import Membership
from nennep.viet.near import slips
from nennep.viet.order import fold

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2023, 7, 3)


def test_a_slip_of_the_hand_is_forgiven_within_ones_own_scope(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    lan, lachong = cast.actor("lan"), cast.actor("lachong")
    with acting_as(lan), transaction.atomic():
        name = Membership.objects.filter(unit=cast.units["BV-S1"], association="party").order_by("pk")[0].full_name
        slip = name[:-1] + "zz"
        assert not any(searching.search(lan, slip, DAY).values())
        near = searching.nearly(lan, slip, DAY)
        assert name in [hit.words for hit in near["people"]]
        assert searching.nearly(lan, "chi bo sinhh vien 1", DAY)["units"][0].words == "Chi bộ Sinh viên 1"
        assert not any(searching.nearly(lan, "xyzwq", DAY).values())
    with acting_as(lachong), transaction.atomic():
        assert name not in [hit.words for hit in searching.nearly(lachong, slip, DAY)["people"]]
    assert "Có phải ý đồng chí là" in signed_in("lan").get("/tim-kiem/", {"q": slip}).content.decode()


def test_people_of_many_names_come_in_the_order_of_names(cast: Cast) -> None:
    """The dictionary is walked name after name: what is found is the same as looking at every member."""
    actor = cast.actor("lan")
    with acting_as(actor), transaction.atomic():
        every = searching._members(actor, DAY).filter(name_fold__contains="thi").order_by("sort_key", "id")
        people = searching.search(actor, "Thị", DAY)["people"]
        assert len({row.sort_key for row in every}) > 8 and len(people) == 15
        assert [one.words for one in people] == [row.full_name for row in every[:15]]


def test_a_slip_in_a_part_of_a_name_is_forgiven(cast: Cast) -> None:
    lan, lachong = cast.actor("lan"), cast.actor("lachong")
    with acting_as(lan), transaction.atomic():
        for typed, word in (("nguen", "nguyen"), ("Nguễn", "nguyen"), ("quynhg", "quynh")):
            assert not searching.search(lan, typed, DAY)["people"]
            found = [fold(hit.words) for hit in searching.nearly(lan, typed, DAY)["people"]]
            assert found and all(word in name for name in found), typed
        assert not searching.nearly(lan, "xyzwq xyzwq", DAY)["people"]
    with acting_as(lachong), transaction.atomic():
        seen = {hit.more for hit in searching.nearly(lachong, "nguen", DAY)["people"]}
        assert not seen & {unit.name for code, unit in cast.units.items() if code.startswith("BV")}


def test_a_question_of_any_length_has_an_answer(signed_in: Callable[[str], Client]) -> None:
    page = signed_in("lan")
    for typed in ("a" * 3000, "chi bo " * 500, "Đ" * 2500, "1_2 & !" * 300):
        assert page.get("/tim-kiem/", {"q": typed}).status_code == 200, typed[:9]
        assert page.get("/van-thu/tra-cuu/", {"words": typed}).status_code == 200, typed[:9]


def test_two_slips_in_a_long_phrase_are_forgiven(cast: Cast) -> None:
    row, hoa, lan = gatherings.planned(cast), cast.actor("hoa"), cast.actor("lan")
    with acting_as(hoa), transaction.atomic():
        for typed in ("sinj hoat cji bo", "sihn hota chi bo", "sin hoatt"):
            assert row.title in [hit.words for hit in searching.nearly(hoa, typed, DAY)["meetings"]], typed
        assert row.title not in [hit.words for hit in searching.nearly(hoa, "sanj hoep cji bo", DAY)["meetings"]]
    with acting_as(lan), transaction.atomic():
        for typed in ("sjnh vjen 1", "chi bo sihn vein 1", "khao lwat"):
            near = searching.nearly(lan, typed, DAY)["units"]
            assert near and all(slips(typed, fold(hit.words)) <= 2 for hit in near[:1]), typed


def test_slips_are_counted_against_whole_words() -> None:
    told = {("nghi quyet", "nghi quyet so 5"): 0, ("nghi queyt", "ve nghi quyet so 5"): 1, ("ngi quyt", "nghi quyet"): 2, ("sinh hoat", "sin hoatt"): 2, ("abc", ""): 3}  # fmt: skip
    assert {pair: slips(*pair) for pair in told} == told


def test_a_title_is_found_without_marks(cast: Cast) -> None:
    row, hoa = gatherings.planned(cast), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        for typed in ("sinh hoat chi bo thang 7", "thang 7 chi bo"):
            assert row.title in [hit.words for hit in searching.search(hoa, typed, DAY)["meetings"]]
        assert not searching.search(hoa, "thang 7 xyzwq", DAY)["meetings"]


def test_the_calendar_shows_meetings_and_duties_by_month_week_and_list(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    row, page = gatherings.planned(cast), signed_in("hoa")
    for view in ("thang", "tuan", "danh-sach", "lạ"):
        text = page.get("/lich-cua-toi/", {"xem": view, "ngay": "2023-07-05"}).content.decode()
        assert row.title in text and "14:00" in text and 'rel="next"' in text
    assert row.title not in page.get("/lich-cua-toi/", {"xem": "tuan", "ngay": "2023-07-20"}).content.decode()
    assert page.get("/lich-cua-toi/", {"ngay": "0001-01-01"}).status_code == 200
    assert page.get("/lich-cua-toi/", {"ngay": "9999-12-31"}).status_code == 200
