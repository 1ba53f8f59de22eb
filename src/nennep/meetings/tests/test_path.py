"""The whole path of a cell's month, from the plan to the tasks, by the verbs and by the pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import Meeting, MeetingKind

Sign = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def planned(cast: Cast, who: str = "hoa", code: str = "BV-S1", kind: str = "regular") -> Meeting:
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        return actions.plan_meeting(
            cast.units[code], by=by, kind=MeetingKind.objects.get(pk=kind), title="Sinh hoạt tháng 7", starts_at=timezone.now().replace(year=2023, month=7, day=3, hour=7),
            place="Phòng 201",
        )  # fmt: skip


def opened(cast: Cast, who: str = "hoa", code: str = "BV-S1", absent: int = 0) -> Meeting:
    by = cast.actor(who)
    row = planned(cast, who, code)
    with acting_as(by), transaction.atomic():
        row = actions.open_meeting(actions.invite_people(row, by=by), by=by)
        gone = list(row.attendance.filter(status="official").order_by("pk")[:absent])
        return actions.call_roll(row, by=by, absent={one.pk: ("excused", "đi công tác") for one in gone})


def test_the_month_by_pages(cast: Cast, signed_in: Sign) -> None:
    hoa = signed_in("hoa")
    assert hoa.get("/hop/").status_code == 200
    page = hoa.get("/hop/lap/")
    assert page.status_code == 200
    start = page.context["form"].initial
    assert start["day"] == date(2023, 7, 3)
    answer = hoa.post(
        "/hop/lap/",
        {
            name: value
            for name, value in (start | {"day": "03/07/2023", "hour": "14:00", "place": "Phòng 201"}).items()
            if value
        },
    )
    assert answer.status_code == 302, answer.context["form"].errors
    there = answer["Location"]
    for path in (there, f"{there}sua/", "/hop/lich/", "/hop/de-xuat/", "/hop/da-hop/"):
        assert hoa.get(path).status_code == 200, path
    assert hoa.post(f"{there}moi/", {"guests": "Nguyễn Văn Khách, Trưởng khoa"}).status_code == 302
    assert hoa.post(f"{there}khai-mac/").status_code == 302
    assert hoa.get(f"{there}phong-hop/").status_code == 200
    assert hoa.post(f"{there}diem-danh/", {}).status_code == 302
    assert hoa.post(f"{there}bieu-quyet/", {"title": "Thông qua nghị quyết", "agreed": "4"}).status_code == 302
    assert (
        hoa.post(
            f"{there}ket-luan/",
            {"kind": "resolution", "words": "Rà soát hồ sơ", "owner": "Đồng chí Hoa", "due_on": "20/07/2023"},
        ).status_code
        == 302
    )
    assert hoa.post(f"{there}ket-thuc/").status_code == 302
    for path in ("bien-ban/", "so-tay/", "cham-diem/self/", "", "bien-ban/ky/chu-tri/"):
        assert hoa.get(there + path).status_code == 200, path
    for form in ("docx", "pdf"):
        assert len(hoa.get(f"{there}bien-ban.{form}").content) > 2000
    shown = hoa.get(f"{there}bien-ban/").content.decode()
    assert "Rà soát hồ sơ" in shown and "Khách mời" in shown and "tán thành 4/" in shown
