"""The whole path of a cell's month, from the plan to the tasks, by the verbs and by the pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast

Sign = Callable[[str], Client]
pytestmark = pytest.mark.django_db


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
    assert "doan-opening" in shown and "Ký: chủ trì" in shown
    assert "Rà soát hồ sơ" in shown and "Khách mời" in shown and "tán thành 4/" in shown


def test_pages_of_a_meeting_ask_seldom(cast: Cast, signed_in: Sign) -> None:
    from nennep.meetings.tests.story import concluded, opened, planned

    coming, running, held = planned(cast, invited=True), opened(cast), concluded(cast)
    hoa = signed_in("hoa")
    for path in (
        f"/hop/{coming.pk}/", f"/hop/{running.pk}/phong-hop/", f"/hop/{held.pk}/bien-ban/", f"/hop/{held.pk}/", f"/hop/{held.pk}/cham-diem/self/", "/hop/",
        "/hop/de-xuat/", "/hop/lap/",
    ):  # fmt: skip
        hoa.get(path)
        with CaptureQueriesContext(connection) as asked:
            assert hoa.get(path).status_code == 200, path
        real = [row["sql"] for row in asked if "SAVEPOINT" not in row["sql"]]
        assert 0 < len(real) <= 20, (path, real)
