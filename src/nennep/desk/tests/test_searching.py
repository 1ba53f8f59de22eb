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
