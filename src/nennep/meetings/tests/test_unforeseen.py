"""What nobody plans for: a meeting moved after it was called, a scan from another cell, an agenda that is full."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions, rules
from nennep.meetings.actions import room
from nennep.meetings.actions.agenda import MOST_ITEMS
from nennep.meetings.models import Attendance, Item, MeetingKind, Outcome, Switch
from nennep.meetings.queries.minutes import parts
from nennep.meetings.tests.story import TODAY, concluded, opened, planned
from nennep.notify.models import Notice

Sign = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def test_an_answer_to_another_hour_is_asked_for_anew(cast: Cast) -> None:
    meeting, hoa, an = planned(cast, invited=True), cast.actor("hoa"), cast.actor("an")
    with acting_as(an), transaction.atomic():
        mine = Attendance.objects.filter(meeting=meeting, person_id=an.person_id)
        actions.answer_invitation(meeting, by=an, coming=False, excuse="Thi cuối kỳ")
    with acting_as(hoa), transaction.atomic():
        meeting.refresh_from_db()
        actions.move_meeting(meeting, by=hoa, place="Hội trường B")
        assert mine.get().answer == "no"  # another room changes nobody's mind
        actions.move_meeting(meeting, by=hoa, starts_at=meeting.starts_at + timedelta(days=3))
        assert (mine.get().answer, mine.get().excuse) == ("", "Thi cuối kỳ")
    with acting_as(an):
        last = Notice.objects.filter(account_id=an.account_id).order_by("-pk")[0].words
        assert "06/07/2023" in last and "trả lời giấy mời theo giờ mới" in last


def test_a_scan_says_what_hinders_it(cast: Cast, signed_in: Sign, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting, unit = opened(cast), cast.units["BV"]
    monkeypatch.setattr(room, "minute_now", lambda: 1000)
    code, there = rules.attendance_code(meeting.secret, 1000), f"/hop/{meeting.pk}/vao/"
    an, elsewhere, hoa = signed_in("an"), signed_in("minh"), signed_in("hoa")
    page = an.get(there, {"ma": code}).content.decode()
    assert "chưa mở điểm danh" not in page and "đã được điểm danh" in page  # by the list
    with acting_as(cast.actor("hoa")):
        Attendance.objects.filter(meeting=meeting, person_id=cast.actor("an").person_id).update(presence="")
    assert "chưa mở điểm danh" in an.get(there, {"ma": code}).content.decode()
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="qr", since=TODAY)
    assert f'value="{code}"' in an.get(there, {"ma": code}).content.decode()
    gone = an.post(there, {"ma": "AAAAAA"})
    assert (
        gone.status_code == 422 and "Mã đã đổi" in gone.content.decode() and 'value="AAAAAA"' in gone.content.decode()
    )
    assert an.post(there, {"ma": code}).status_code == 302
    for path in (there, "/hop/999999/vao/"):  # another cell's meeting, and none at all
        for answer in (elsewhere.get(path, {"ma": code}), elsewhere.post(path, {"ma": code})):
            assert answer.status_code == 404 and "không có trong danh sách" in answer.content.decode()
    hoa.post(f"/hop/{meeting.pk}/ket-thuc/")
    with acting_as(cast.actor("hoa")):
        Attendance.objects.filter(meeting=meeting, person_id=cast.actor("an").person_id).update(presence="absent")
    assert "đã kết thúc" in an.get(there, {"ma": code}).content.decode()


def test_a_full_agenda_takes_nothing_more_and_says_so(cast: Cast, signed_in: Sign) -> None:
    old, meeting, hoa = concluded(cast), planned(cast, hour=16), signed_in("hoa")
    with acting_as(cast.actor("hoa")), transaction.atomic():
        free = MOST_ITEMS - meeting.items.count()
        Item.objects.bulk_create(
            Item(meeting=meeting, unit_key=meeting.unit_key, title=f"Nội dung {n}", rank=n, source="topic", source_id=n)
            for n in range(free + 3)
        )
        Outcome.objects.create(meeting=old, unit_key=meeting.unit_key, words="Rà soát hồ sơ", due_on=TODAY)
    answer = hoa.post(f"/hop/{meeting.pk}/dung-chuong-trinh/", follow=True).content.decode()
    assert "Đã thêm 0 nội dung" in answer and f"đã đủ {MOST_ITEMS} nội dung" in answer


def test_a_plan_with_a_title_too_long_still_hears_what_it_clashes_with(cast: Cast, signed_in: Sign) -> None:
    first, lan = planned(cast), signed_in("lan")
    given = {"kind": "committee", "day": "03/07/2023", "hour": "14:30", "minutes": "60", "place": "Phòng 201", "chair": "", "keeper": "", "mode": "onsite"}  # fmt: skip
    page = lan.post("/hop/lap/", given | {"title": "Rất dài " * 250})
    assert page.status_code == 422 and 'hx-post="/hop/lap/trung-lich/' in page.content.decode()
    told = lan.post("/hop/lap/trung-lich/", given | {"title": "Rất dài " * 250})
    assert told.status_code == 200 and first.title in told.content.decode()


@pytest.mark.parametrize("asked", ["0001-01", "9999-12", "²", "1" * 5000, "2023-13", ""])
def test_an_address_that_names_no_month_and_no_unit_shows_ones_own(signed_in: Sign, asked: str) -> None:
    lan = signed_in("lan")
    for page, name in (
        ("thang", "thang"),
        ("lich", "thang"),
        ("lich-cong-khai", "thang"),
        ("lich-tuan", "tuan"),
        ("chuyen-de", "nam"),
    ):
        answer = lan.get(f"/hop/{page}/", {name: f"{asked}-01" if name == "tuan" else asked})
        assert answer.status_code == 200, (page, asked)
    for page in ("lich-cong-khai", "lich-tuan", "chuyen-de", "lap"):
        assert lan.get(f"/hop/{page}/", {"don-vi": asked}).status_code == 200, (page, asked)


def test_the_agenda_follows_a_topic_that_is_changed_given_up_or_taken_off_the_list(cast: Cast, signed_in: Sign) -> None:
    hoa, keeper = cast.actor("hoa"), signed_in("hoa")
    with acting_as(hoa), transaction.atomic():
        topic = actions.add_topic(cast.units["BV-S1"], by=hoa, year=2023, words="Văn hóa số")
        meeting = planned(cast, kind="thematic")
        meeting = actions.move_meeting(meeting, by=hoa, topic="Văn hóa số")

        def on_it() -> list[str]:
            return list(meeting.items.filter(section="8theme").exclude(state="dropped").values_list("title", flat=True))

        assert on_it() == ["Chuyên đề: Văn hóa số"]
        topic.refresh_from_db()
        assert topic.meeting_id == meeting.pk
    assert keeper.post(f"/hop/chuyen-de/{topic.pk}/bo/").status_code == 302
    with acting_as(hoa), transaction.atomic():
        meeting.refresh_from_db()
        actions.rebuild_agenda(meeting, by=hoa)
        assert meeting.topic == "Văn hóa số" and on_it() == ["Chuyên đề: Văn hóa số"]
        meeting = actions.move_meeting(
            meeting, by=hoa, kind=MeetingKind.objects.get(pk="regular"), thematic=False, topic=""
        )
        assert on_it() == []
        meeting = actions.move_meeting(meeting, by=hoa, thematic=True, topic="Nêu gương")
        assert on_it() == ["Chuyên đề: Nêu gương"]


def test_a_voters_page_begins_with_his_ballot_or_says_why_he_has_none(cast: Cast, signed_in: Sign) -> None:
    meeting, unit = opened(cast), cast.units["BV"]
    hoa, an = cast.actor("hoa"), cast.actor("an")
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="ballots", since=TODAY)
    with acting_as(hoa), transaction.atomic():
        Attendance.objects.filter(meeting=meeting, person_id=an.person_id).update(status="official")
        vote = actions.open_vote(meeting, by=hoa, title="Chuyển địa điểm", matter="ordinary", ballot="screen")
    there, voter = f"/hop/phieu/{vote.pk}/", signed_in("an")
    meetings_page = voter.get(f"/hop/{meeting.pk}/").content.decode()
    assert meetings_page.index(there) < meetings_page.index("Chương trình")
    for presence in ("absent", "present"):
        with acting_as(hoa):
            Attendance.objects.filter(meeting=meeting, person_id=an.person_id).update(presence=presence)
        page = voter.get(there).content.decode()
        assert ("Đồng chí không có phiếu ở đây" in page) == (presence == "absent")
    assert page.index('value="agreed"') < page.index("Cơ sở tính tỷ lệ")
    done = voter.post(f"{there}bo/", {"choice": "agreed"}, follow=True).content.decode()
    assert "đã vào hòm phiếu" in done and 'value="agreed"' not in done
    assert "Mỗi người bỏ một lần" in voter.post(f"{there}bo/", {"choice": "against"}).content.decode()


def test_a_vote_of_no_item_stands_under_a_heading_of_its_own(cast: Cast) -> None:
    meeting, hoa = opened(cast), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        item = meeting.items.order_by("section", "rank", "id")[0]
        for title, of in (("Thông qua chương trình", item), ("Chuyển địa điểm", None)):
            vote = actions.open_vote(meeting, by=hoa, title=title, matter="ordinary", ballot="card", item=of)
            actions.close_vote(vote, by=hoa, counted=actions.Counted(vote.present))
        lines = [part.text for part in parts(meeting, {})]
        (place,) = (at for at, line in enumerate(lines) if "“Chuyển địa điểm”" in line)
        assert lines[place - 1] == f"{meeting.items.filter(state='open').count() + 1}. Biểu quyết nội dung khác"
        assert sum("“Thông qua chương trình”" in line for line in lines[: place - 1]) == 1


def test_who_writes_minutes_far_below_is_led_to_what_somebody_saved_first(cast: Cast, signed_in: Sign) -> None:
    meeting, first, second = concluded(cast), signed_in("hoa"), signed_in("lan")
    there = f"/hop/{meeting.pk}/bien-ban/luu/"
    with acting_as(cast.actor("hoa")):
        seen = {"version": str(meeting.editions.get().version)}
    assert "HX-Reswap" not in first.post(there, seen | {"doan-closing": "Bản một"}, headers={"HX-Request": "true"})
    late = second.post(there, seen | {"doan-closing": "Bản hai"}, headers={"HX-Request": "true"})
    assert late.status_code == 409 and late["HX-Reswap"] == "outerHTML show:#da-luu:top"


def test_minutes_of_an_item_are_a_number_of_minutes(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = planned(cast), signed_in("hoa")
    with acting_as(cast.actor("hoa")):
        item = meeting.items.order_by("pk")[0]
    for wrong in ("", "abc", "0", "601", "²", "-5"):
        told = hoa.post(f"/hop/muc/{item.pk}/gio/", {"minutes": wrong}, follow=True).content.decode()
        assert "từ 1 đến 600" in told, wrong
    assert "từ 1 đến 600" not in hoa.post(f"/hop/muc/{item.pk}/gio/", {"minutes": " 25 "}, follow=True).content.decode()
    with acting_as(cast.actor("hoa")):
        item.refresh_from_db()
    assert item.minutes == 25
    back = hoa.post(f"/hop/muc/{item.pk}/xuong/")["Location"]  # in a long agenda one stays where one was
    assert f'id="{back.partition("#")[2]}"' in hoa.get(back).content.decode()


def test_a_conference_names_its_host_its_number_and_the_meeting_that_prepares_it(cast: Cast, signed_in: Sign) -> None:
    hoa, start = signed_in("hoa"), {"kind": "conference", "day": "03/07/2023", "minutes": "60", "place": "Hội trường", "mode": "onsite"}  # fmt: skip
    given = start | {"title": "Hội nghị sơ kết", "hour": "9:00", "host": "Trường Đại học Bách Việt", "ordinal": "7"}
    assert "999" in hoa.post("/hop/lap/", given | {"ordinal": "1000"}).content.decode()
    there = hoa.post("/hop/lap/", given)["Location"]
    main = there.strip("/").split("/")[-1]
    before = hoa.post(
        "/hop/lap/", start | {"kind": "preparatory", "title": "Họp trù bị", "hour": "7:00", "main": main}
    )["Location"]
    page = hoa.get(there).content.decode()
    assert "lần thứ 7" in page and "Trường Đại học Bách Việt" in page and before in page and "Họp trù bị" in page
    for step, sent in (("moi", {"guests": "Trần Khách"}), ("khai-mac", {}), ("diem-danh", {}), ("ket-thuc", {})):
        hoa.post(f"{there}{step}/", sent)
    assert "Trường Đại học Bách Việt tổ chức hội nghị sơ kết" in hoa.get(f"{there}bien-ban/").content.decode()


def test_items_of_which_nothing_was_noted_are_told_once_and_not_when_the_keeper_wrote(cast: Cast) -> None:
    meeting, hoa = opened(cast), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        Item.objects.filter(meeting=meeting).exclude(section__in=["1opening", "9closing"]).delete()
        rows = [actions.add_item(meeting, by=hoa, section="6tasks", title=f"Việc {n}") for n in range(5)]
        first = [one.pk for one in meeting.items.all()].index(rows[0].pk) + 1
        Item.objects.filter(pk=rows[1].pk).update(result="Đã xong")
        vote = actions.open_vote(meeting, by=hoa, title="Việc 2", matter="ordinary", ballot="card", item=rows[2])
        actions.close_vote(vote, by=hoa, counted=actions.Counted(vote.present))
        actions.conclude(meeting, by=hoa, kind="conclusion", words="Giao chi ủy", item=rows[3])

        def told(prose: dict[str, str]) -> list[str]:
            return [part.text for part in parts(meeting, prose) if "không ghi nhận" in part.text]

        assert told({}) == [f"Các nội dung {first}, {first + 4}: không ghi nhận ý kiến phát biểu."]
        assert told({str(rows[0].pk): "Nhất trí."}) == [f"Nội dung {first + 4}: không ghi nhận ý kiến phát biểu."]
        assert told({str(rows[0].pk): "Nhất trí.", str(rows[4].pk): "Đã nghe."}) == []
