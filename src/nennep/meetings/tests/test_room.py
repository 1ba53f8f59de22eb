"""The room without network, speakers and their time, ballots counted by two, papers that come back."""

import gzip
from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast
from nennep.core.clock import now
from nennep.core.scope import acting_as
from nennep.meetings import papers
from nennep.meetings.actions.agenda import MOST_ITEMS
from nennep.meetings.models import Attendance, Item, Meeting, Outcome, Press, Speech, Switch, Vote
from nennep.meetings.queries.minutes import written
from nennep.meetings.tests.story import TODAY, opened, planned
from nennep.press.paper import Picture

Sign = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_a_press_sent_again_counts_once(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = opened(cast), signed_in("hoa")
    with acting_as(cast.actor("hoa")):
        first = Attendance.objects.filter(meeting=meeting, status="official").order_by("pk")[0]
        item = meeting.items.order_by("pk")[0]
    there, key = f"/hop/{meeting.pk}/", {"X-Key": str(uuid4())}
    given = {"kind": "conclusion", "words": "Rà soát hồ sơ"}
    for path, sent in (
        ("diem-danh/", {f"vang-{first.pk}": "1"}), ("bieu-quyet/", {"title": "Thông qua", "agreed": "3"}), ("ket-luan/", given),
    ):  # fmt: skip
        key = {"X-Key": str(uuid4())}
        answers = [hoa.post(there + path, sent, headers=key) for _time in range(2)]
        assert [one.status_code for one in answers] == [204, 204] and "phong-hop" in answers[0]["X-Location"]
    note, key = f"/hop/muc/{item.pk}/ghi/", {"X-Key": str(uuid4()), "HX-Request": "true"}
    for _time in range(2):
        answer = hoa.post(note, {"result": "Đã bàn", "version": item.version}, headers=key)
        assert answer.status_code == 200 and f'value="{item.version + 1}"' in answer.content.decode()
    with acting_as(cast.actor("hoa")):
        assert (Vote.objects.filter(meeting=meeting).count(), Outcome.objects.filter(meeting=meeting).count()) == (1, 1)
    stranger = signed_in("lachong")
    assert stranger.post(f"{there}ket-luan/", given, headers={"X-Key": str(uuid4())}).status_code == 404


def test_what_is_refused_late_says_why_and_leaves_its_key_free(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa, key = opened(cast), signed_in("hoa"), {"X-Key": str(uuid4())}
    there = f"/hop/{meeting.pk}/bieu-quyet/"
    answer = hoa.post(there, {"title": "Thông qua", "agreed": "500"}, headers=key)
    assert answer.status_code == 422 and "nhiều hơn" in answer.content.decode()
    with acting_as(cast.actor("hoa")):
        assert not Press.objects.exists() and not Vote.objects.filter(meeting=meeting).exists()
    assert hoa.post(there, {"title": "Thông qua", "agreed": "3"}, headers=key).status_code == 204


def test_speakers_and_their_time(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa, by = opened(cast), signed_in("hoa"), cast.actor("hoa")
    there, unit = f"/hop/{meeting.pk}/", cast.units["BV-S1"]
    with acting_as(by):
        item = meeting.items.order_by("pk")[0]
        assert hoa.post(f"/hop/muc/{item.pk}/phat-bieu/", {"name": "Lê Văn Một"}).status_code == 422  # not switched on
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="timing", since=TODAY)
    for name, code in (("Lê Văn Một", 302), ("Trần Thị Hai", 302), (" lê văn một", 422), (" ", 422)):
        assert hoa.post(f"/hop/muc/{item.pk}/phat-bieu/", {"name": name}).status_code == code
    with acting_as(by):
        first, second = Speech.objects.filter(item=item)
        Meeting.objects.filter(pk=meeting.pk).update(opened_at=now() - timedelta(minutes=20))
    for one, act, ago in ((first, "bat-dau", 780), (second, "bat-dau", 360), (second, "ket-thuc", 100)):
        headers = {"X-Key": str(uuid4()), "X-Ago": str(ago)}
        assert hoa.post(f"/hop/phat-bieu/{one.pk}/", {"act": act}, headers=headers).status_code == 204
    assert hoa.post(f"/hop/phat-bieu/{second.pk}/", {"act": "bo"}).status_code == 422
    assert "đã dùng 11/" in hoa.get(f"{there}phong-hop/").content.decode()
    with acting_as(by):
        item = Item.objects.get(pk=item.pk)
        assert item.spoke == ["Lê Văn Một (7 phút)", "Trần Thị Hai (4 phút)"] and item.spoken == 11
        assert "Tổng thời gian phát biểu" in written(item)


def test_a_meeting_held_on_paper_comes_back_by_its_code(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = planned(cast, invited=True, hour=7), signed_in("hoa")
    there = f"/hop/{meeting.pk}/"
    with acting_as(cast.actor("hoa")):
        shape = papers.pack(meeting, "https://mau.vn/hop/1/tu-giay/")
    assert sum(isinstance(block, Picture) for block in shape.blocks) == 3
    assert hoa.get(f"{there}in/bo-giay-to.pdf").content.startswith(b"%PDF")
    assert hoa.get(f"{there}tu-giay/").status_code == 200
    assert hoa.post(f"{there}tu-giay/", {"began": "7:10", "ended": "7:00"}).status_code == 422
    with acting_as(cast.actor("hoa")):
        begun = now().replace(hour=0, minute=5)
        Meeting.objects.filter(pk=meeting.pk).update(starts_at=begun)
    assert hoa.post(f"{there}tu-giay/", {"began": "0:05", "ended": "0:06"})["Location"] == f"{there}phong-hop/"
    assert hoa.get(f"{there}tu-giay/")["Location"] == f"{there}phong-hop/"
    hoa.post(f"{there}diem-danh/", {})
    hoa.post(f"{there}ket-thuc/", {})
    assert "hồi 00 giờ 06" in hoa.get(f"{there}bien-ban/").content.decode()


def test_a_long_title_is_told_and_a_long_agenda_holds(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = planned(cast, invited=True), signed_in("hoa")
    there, long = f"/hop/{meeting.pk}/", "Nội dung " * 222
    sent = {"title": long, "section": "6tasks", "minutes": "5"}
    answer = hoa.post(f"{there}them-noi-dung/", sent)
    assert answer.status_code == 422 and "500" in answer.content.decode()
    start = hoa.get("/hop/lap/").context["form"].initial
    plan = {
        name: value
        for name, value in (start | {"day": "03/07/2023", "hour": "14:00", "place": "Phòng 201"}).items()
        if value
    }
    answer = hoa.post("/hop/lap/", plan | {"title": long})
    assert answer.status_code == 422 and "300" in answer.content.decode() and long.strip() in answer.content.decode()
    with acting_as(cast.actor("hoa")):
        Item.objects.bulk_create(
            Item(meeting=meeting, unit_key=meeting.unit_key, title=f"Nội dung {n} " + "rất dài " * 55, rank=n)
            for n in range(MOST_ITEMS - 1 - meeting.items.count())
        )
    assert hoa.post(f"{there}them-noi-dung/", sent | {"title": "Nội dung cuối"}).status_code == 302
    answer = hoa.post(f"{there}them-noi-dung/", sent | {"title": "Nội dung thừa"})
    assert answer.status_code == 422 and f"đã có {MOST_ITEMS} nội dung" in answer.content.decode()
    assert hoa.post(f"{there}khai-mac/").status_code == 302
    hoa.post(f"{there}diem-danh/", {})
    for path in ("", "phong-hop/"):
        with CaptureQueriesContext(connection) as asked:
            shown = hoa.get(there + path).content
        assert "Nội dung cuối" in shown.decode() and len([row for row in asked if "SAVEPOINT" not in row["sql"]]) <= 20
        assert len(gzip.compress(shown)) < 45_000
    hoa.post(f"{there}ket-thuc/")
    assert "Nội dung cuối" in hoa.get(f"{there}bien-ban/").content.decode()


def test_what_is_put_off_in_the_room_stands_on_the_next_agenda(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = opened(cast), signed_in("hoa")
    room = f"/hop/{meeting.pk}/phong-hop/"
    with acting_as(cast.actor("hoa")):
        item = meeting.items.get(section="3thought")
    carry = f"/hop/muc/{item.pk}/chuyen/"
    assert carry in hoa.get(room).content.decode()
    answer = hoa.post(carry, {"phong": "1"})
    assert answer.status_code == 302 and answer["Location"] == f"{room}#muc-{item.pk}"
    shown = hoa.get(room).content.decode()
    assert carry not in shown and f"/hop/muc/{item.pk}/lay-lai/" in shown and "chuyển sang cuộc sau" in shown
    assert hoa.post(f"/hop/{meeting.pk}/ket-thuc/").status_code == 302
    following = planned(cast, hour=17)
    with acting_as(cast.actor("hoa")):
        assert following.items.get(source="carried", source_id=item.pk).title == item.title
        assert not Item.objects.filter(meeting=planned(cast, hour=19), source="carried").exists()  # taken on once


def test_a_meeting_whose_hour_is_past_offers_to_take_its_results_from_paper(cast: Cast, signed_in: Sign) -> None:
    meeting = planned(cast, hour=0, invited=True)
    page, link = f"/hop/{meeting.pk}/", f'href="/hop/{meeting.pk}/tu-giay/"'
    assert link in signed_in("hoa").get(page).content.decode()
    assert link not in signed_in("an").get(page).content.decode()
    room = opened(cast)
    assert "/tu-giay/" not in signed_in("hoa").get(f"/hop/{room.pk}/").content.decode()


def test_who_comes_back_to_the_room_is_led_to_where_the_meeting_stands(cast: Cast, signed_in: Sign) -> None:
    coming, meeting, hoa = planned(cast, hour=8), opened(cast), signed_in("hoa")
    room = f"/hop/{meeting.pk}/phong-hop/"
    assert hoa.get(f"/hop/{coming.pk}/phong-hop/")["Location"] == f"/hop/{coming.pk}/"
    assert hoa.get(room).status_code == 200
    assert hoa.post(f"/hop/{meeting.pk}/ket-thuc/").status_code == 302
    assert hoa.get(room)["Location"] == f"/hop/{meeting.pk}/bien-ban/"
    assert signed_in("an").get(room).status_code == 404
