"""Papers of items, the word of the day before, versions compared, signing anew, scores beside cells alike."""

from collections.abc import Callable
from datetime import date, datetime
from time import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as, system_actor
from nennep.documents.models import Document
from nennep.documents.taking import SecretPaper
from nennep.meetings import actions, papers
from nennep.meetings.actions.reminding import remind_tomorrow
from nennep.meetings.comparing import compared
from nennep.meetings.models import Attendance, ItemPaper, MeetingKind, Minutes
from nennep.meetings.queries import scores
from nennep.meetings.queries.minutes import parts, turnout
from nennep.meetings.tests.story import TODAY, concluded, opened, planned
from nennep.members.models import Membership
from nennep.notify.models import Notice
from nennep.office import actions as office
from nennep.office.models import Session
from nennep.org.models import Unit
from nennep.org.queries import on

Sign = Callable[[str], Client]
pytestmark = pytest.mark.django_db


def _document(cast: Cast, **values: Any) -> Document:
    unit = cast.units["BV"]
    more = {
        "number": "77-KH/ĐU",
        "title": "Kế hoạch học tập chuyên đề",
        "kind": "ke-hoach",
        "status": "registered",
    } | values
    return Document.objects.create(
        unit=unit, unit_key=unit.key, text_sha=str(values)[:60], entered_by=1, entered_at=timezone.now(), **more
    )


def test_papers_lie_on_an_item_for_those_who_may_read_them(cast: Cast, signed_in: Sign) -> None:
    meeting, hoa = planned(cast, invited=True), cast.actor("hoa")
    with acting_as(cast.actor("lan")):
        document = _document(cast)
    with acting_as(hoa):
        item = meeting.items.order_by("id")[0]
    page, there = signed_in("hoa"), f"/hop/muc/{item.pk}/tai-lieu/"
    assert page.post(there, {"number": "99-KH/ĐU"}).status_code == 422
    assert page.post(there, {"number": ""}).status_code == 422
    assert page.post(there, {"number": " 77-kh/đu"}).status_code == 302
    assert "đã có ở nội dung này" in page.post(there, {"document": document.pk}).content.decode()
    assert page.post(there, {"file": SimpleUploadedFile("Báo cáo.txt", b"Noi dung bao cao")}).status_code == 302
    assert page.post(there, {"file": SimpleUploadedFile("mat.txt", "TỐI MẬT\nBáo cáo".encode())}).status_code == 422
    with acting_as(hoa), transaction.atomic():
        file = ItemPaper.objects.get(document=None)
        said = [part.text for part in parts(meeting, {})]
        assert "Tài liệu: 77-KH/ĐU: Kế hoạch học tập chuyên đề; Báo cáo.txt." in said
        assert "Tài liệu: 77-KH/ĐU" in str(papers.invitation(meeting).blocks)
        with pytest.raises(SecretPaper):
            actions.lay_paper(item, by=hoa, name="mat.txt", data="MẬT\nBáo cáo".encode())
    shown = page.get(f"/hop/{meeting.pk}/").content.decode()
    assert f"/van-ban/{document.pk}/" in shown and f"/hop/tai-lieu/{file.pk}/" in shown
    assert signed_in("an").get(f"/hop/tai-lieu/{file.pk}/").content == b"Noi dung bao cao"
    assert signed_in("minh").get(f"/hop/tai-lieu/{file.pk}/").status_code == 404
    with acting_as(cast.actor("minh")), transaction.atomic(), pytest.raises(NotYours):
        actions.take_paper_off(file, by=cast.actor("minh"))
    assert page.post(f"/hop/tai-lieu/{file.pk}/bo/").status_code == 302


def test_the_day_before_reminds_once_those_who_come(cast: Cast) -> None:
    meeting, hoa, house = planned(cast, invited=True), cast.actor("hoa"), system_actor("Hệ thống")
    with acting_as(hoa), transaction.atomic():
        hers = Attendance.objects.get(meeting=meeting, account_id=hoa.account_id)
        his = Attendance.objects.get(meeting=meeting, account_id=cast.accounts["an"].pk)
        Attendance.objects.filter(pk=his.pk).update(answer="no")

    def run(hour: int, day: int = 2) -> int:
        with acting_as(house), transaction.atomic():
            return remind_tomorrow(datetime(2023, 7, day, hour), by=house)

    assert run(5) == 0 and run(9, day=1) == 0
    first = run(9)
    assert first >= 1 and run(10) == 0
    with acting_as(hoa), transaction.atomic():
        assert Notice.objects.filter(words__contains=f"“{meeting.title}”", link=f"/hop/{meeting.pk}/").count() >= 1
        assert Attendance.objects.get(pk=hers.pk).reminded_on == date(2023, 7, 3)
        assert Attendance.objects.get(pk=his.pk).reminded_on is None
        actions.move_meeting(meeting, by=hoa, starts_at=timezone.make_aware(datetime(2023, 7, 5, 14)))
    assert run(9, day=4) >= 1


def test_the_calendar_holds_duties_without_names(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    concluded(cast)
    with acting_as(hoa), transaction.atomic():
        token = actions.make_feed(by=hoa)
    text = Client().get(f"/hop/lich/{token}.ics?viec").content.decode().replace("\r\n ", "")
    assert "SUMMARY:Biên bản chờ ký – " in text and "DTSTART;VALUE=DATE:2023" in text and "UID:viec-unsigned-" in text
    assert "UID:hop-" not in text and "UID:viec-" not in Client().get(f"/hop/lich/{token}.ics").content.decode()


def test_two_texts_are_compared_by_paragraph_and_word() -> None:
    old = "Chi bộ thống nhất họp ngày 03.\nĐoạn giữ nguyên.\nMột câu bị bỏ hẳn."
    new = "Chi bộ nhất trí họp ngày 05.\nĐoạn giữ nguyên."
    first, same, gone = compared(old, new)
    assert [(one.mark, one.text) for one in first.pieces if one.mark] == [
        ("out", "thống "), ("in", "trí "), ("out", "03"), ("in", "05"),
    ]  # fmt: skip
    assert not same.changed and gone.mark == "out"
    assert [one.mark for one in compared("", "Mới")] == ["in"] and compared("", "") == []


def test_versions_of_minutes_are_chosen_and_compared(cast: Cast, signed_in: Sign) -> None:
    meeting, page = concluded(cast), signed_in("hoa")
    at = f"/hop/{meeting.pk}/bien-ban/"
    assert "chưa có gì để so sánh" in page.get(f"{at}so-sanh/").content.decode()
    for text in ("Không khí sôi nổi.", "Không khí dân chủ, sôi nổi."):
        with acting_as(cast.actor("hoa")), transaction.atomic():
            minutes = Minutes.objects.get(meeting=meeting)
            minutes.revisions.update(at=datetime(2023, 7, 3, 8, tzinfo=timezone.get_current_timezone()))
            actions.write_minutes(minutes, by=cast.actor("hoa"), prose={"closing": text}, seen=minutes.version)
    shown = page.get(f"{at}so-sanh/").content.decode()
    assert "<ins>" in shown and "dân chủ" in shown and "Lời kết thêm" in shown
    late = page.post(f"{at}luu/", {"version": "1", "doan-closing": "Không khí trang nghiêm."})
    assert late.status_code == 409 and "<del>" in late.content.decode() and "trang nghiêm" in late.content.decode()


def test_a_passkey_shown_again_signs_once(cast: Cast, signed_in: Sign) -> None:
    meeting, page = concluded(cast), signed_in("hoa")
    at = f"/hop/{meeting.pk}/bien-ban/ky/chu-tri/"
    assert page.post(at, {"password": "sai"}).status_code == 422
    assert "xac-nhan" not in page.get(at).content.decode()
    Authenticator.objects.create(user=cast.accounts["hoa"], type="webauthn", data={})
    assert "/tai-khoan/buoc-hai/khoa/xac-nhan/?next=" in page.get(at).content.decode()
    session = page.session
    session["account_authentication_methods"] = [
        {"method": "mfa", "type": "webauthn", "reauthenticated": True, "at": time()}
    ]
    session["account_authentication_methods_user"] = str(cast.accounts["hoa"].pk)
    session.save()
    assert 'name="password"' not in page.get(at).content.decode()
    assert page.post(at, {"once": "1"}).status_code == 302
    for again in (
        page.post(at, {"password": "sai"}),
        page.get(at),
    ):  # the answer was lost: pressed again, nothing doubles
        assert (again.status_code, again["Location"]) == (302, f"/hop/{meeting.pk}/bien-ban/")
    with acting_as(cast.actor("hoa")), transaction.atomic():
        assert Minutes.objects.get(meeting=meeting).chair_at
    assert 'name="password"' in page.get(at.replace("chu-tri", "thu-ky") + "?ban-giay=1").content.decode()


def test_scores_stand_beside_the_middle_of_cells_alike(cast: Cast, signed_in: Sign) -> None:
    with acting_as(cast.actor("lan")), transaction.atomic():
        cells = [
            unit
            for code, unit in cast.units.items()
            if unit.kind.is_cell and unit.parent_id == cast.units["BV-S1"].parent_id
        ]
        alike = [unit for unit in cells if unit.is_student == cells[0].is_student and unit.kind_id == cells[0].kind_id][
            :4
        ]
        for place, unit in enumerate(alike):
            row = actions.record_past_meeting(
                unit,
                by=cast.actor("lan"),
                kind=MeetingKind.objects.get(pk="regular"),
                title="Sinh hoạt tháng 6",
                held_on=date(2023, 6, 3),
                place="P1",
            )
            actions.score_meeting(row, by=cast.actor("lan"), side="upper", points={"holding": 10 * (place + 1)})
        (line,) = scores.lines(alike[0], date(2023, 7, 3))
    assert len(alike) == 4 and (line.counted.total, line.middle, line.cells) == (10, 30.0, 3)
    page = signed_in("lan").get(f"/hop/chat-luong/?don-vi={alike[0].pk}").content.decode()
    assert "<svg" in page and "Trung vị" in page


def test_signed_minutes_report_the_papers_that_were_passed_on(cast: Cast) -> None:
    van, lan, hoa, cell = cast.actor("van"), cast.actor("lan"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(lan), transaction.atomic():
        document = _document(cast)
    with acting_as(van), transaction.atomic():
        units = [cell, cast.units["BV-S2"]]
        office.plan_study(document, by=van, name="Học tập kế hoạch", units=units, due_on=date(2023, 7, 20))
    meeting = opened(cast, absent=1)
    with acting_as(hoa), transaction.atomic():
        actions.lay_paper(meeting.items.order_by("id")[0], by=hoa, document=document)
        minutes = Minutes.objects.get(meeting=actions.close_meeting(meeting, by=hoa))
        minutes = actions.sign_minutes(minutes, by=hoa, side="chair")
        assert Session.objects.filter(unit=cell, held_on=None).exists()
        actions.sign_minutes(minutes, by=hoa, side="keeper", on_paper=True)
        session, came = Session.objects.get(unit=cell), turnout(meeting)
        assert (session.held_on, session.required, session.present) == (date(2023, 7, 3), came.summoned, came.present)
        assert came.present == came.summoned - 1 and "Theo biên bản" in session.note


def test_a_conference_of_the_level_above_covers_each_cell_that_was_there(cast: Cast) -> None:
    lan, van, cells = cast.actor("lan"), cast.actor("van"), [cast.units["BV-S1"], cast.units["BV-S2"]]
    with acting_as(lan), transaction.atomic():
        document = _document(cast)
    with acting_as(van), transaction.atomic():
        office.plan_study(document, by=van, name="Học tập kế hoạch", units=cells, due_on=date(2023, 7, 20))
    meeting = planned(cast, "lan", "BV", "dissemination", invited=True)
    with acting_as(lan), transaction.atomic():
        meeting = actions.open_meeting(meeting, by=lan)
        gone = meeting.attendance.get(person_id=_members(cells[1])[0])
        actions.call_roll(meeting, by=lan, absent={gone.pk: ("excused", "ốm")})
        actions.lay_paper(meeting.items.order_by("id")[0], by=lan, document=document)
        minutes = Minutes.objects.get(meeting=actions.close_meeting(meeting, by=lan))
        minutes = actions.sign_minutes(minutes, by=lan, side="keeper")
    chief = cast.actor("bithu")
    with acting_as(chief), transaction.atomic():
        actions.sign_minutes(minutes, by=chief, side="chair")
    with acting_as(van):
        found = {row.unit_id: (row.held_on, row.required, row.present) for row in Session.objects.all()}
        first, second = (len(_members(cell)) for cell in cells)
    assert found == {cells[0].pk: (TODAY, first, first), cells[1].pk: (TODAY, second, second - 1)}


def _members(cell: Unit) -> list[int]:
    rows = Membership.objects.filter(on(TODAY), unit=cell, association="party", placement="counted")
    return list(rows.order_by("pk").values_list("person_id", flat=True))
