"""Agenda, invitations, attendance, minutes, conclusions and scores by their verbs."""

import io
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

import docx
import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours, Refused, Stale
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, Period, Value
from nennep.files.actions import place_of
from nennep.meetings import actions, papers, rules
from nennep.meetings.actions import minutes as writing
from nennep.meetings.actions import planning, room
from nennep.meetings.models import Attendance, Meeting, MeetingKind, Minutes, Switch
from nennep.meetings.queries import minutes as reading
from nennep.meetings.queries import months
from nennep.meetings.queries.people import clashes
from nennep.meetings.tests.story import TODAY, concluded, opened, planned, signed
from nennep.org.queries import ask
from nennep.programmes.models import Task, Work

pytestmark = pytest.mark.django_db


def test_what_was_not_finished_comes_back(cast: Cast) -> None:
    by, meeting = cast.actor("hoa"), opened(cast)
    with acting_as(by), transaction.atomic():
        item = actions.add_item(meeting, by=by, title="Kế hoạch tình nguyện hè", section="6tasks")
        actions.arrange_item(item, by=by, act="chuyen")
        outcome = actions.conclude(
            meeting,
            by=by,
            kind="resolution",
            words="Rà soát hồ sơ đảng viên",
            owner="Phó bí thư",
            due_on=date(2023, 7, 20),
        )
        actions.close_meeting(meeting, by=by)
        work = Work.objects.get(pk=outcome.work_id)
        assert (work.post, work.unit_id, work.task.due_on) == ("Phó bí thư", meeting.unit_id, date(2023, 7, 20))
    later = planned(cast, hour=16)
    with acting_as(by), transaction.atomic():
        titles = [item.title for item in later.items.all()]
        assert "Kế hoạch tình nguyện hè" in titles
        assert any("Rà soát hồ sơ đảng viên" in title for title in titles)
        assert not any(item.source == "work" and item.source_id == work.pk for item in later.items.all())
        actions.settle_outcome(outcome, by=by, done=True, words="Đã rà soát 24 hồ sơ")
        assert Work.objects.get(pk=work.pk).status == "noted" and Task.objects.get(pk=work.task_id).done_on == TODAY
        assert not [one for one in actions.rebuild_agenda(later, by=by)]


def test_a_proposal_of_a_member_stands_on_the_next_agenda(cast: Cast) -> None:
    an, hoa, cell = cast.actor("an"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(an), transaction.atomic():
        idea = actions.propose_idea(
            cell.pk, cell.key, by=an, giver_key=cell.key, words="Trao đổi về nghiên cứu khoa học"
        )
    meeting = planned(cast)
    with acting_as(hoa):
        idea.refresh_from_db()
        assert idea.item is not None and idea.item.meeting_id == meeting.pk


def test_the_head_of_a_unit_proposes_to_the_cell_that_serves_it(cast: Cast) -> None:
    from nennep.core.actor import Actor, Post
    from nennep.meetings.queries.pages import cells_for
    from nennep.org.rights import rights_of

    office, cell = cast.units["BV-P6"], cast.units["BV-LU"]
    head = Actor(
        0,
        "Trưởng khoa Luật",
        None,
        (Post(office.pk, office.key, office.name, "member", False, rights_of("member"), date.max),),
    )
    with acting_as(head), transaction.atomic():
        ((pk, key, name, giver),) = cells_for(head)
        assert (pk, name, giver) == (cell.pk, cell.name, office.key)
        actions.propose_idea(pk, key, by=head, giver_key=giver, words="Chi bộ cho ý kiến về kế hoạch tuyển sinh")
    meeting = planned(cast, who="minh", code="BV-LU")
    with acting_as(cast.actor("minh")):
        assert meeting.items.filter(source="idea", title__contains="tuyển sinh").exists()


def test_everybody_is_told_when_an_invited_meeting_moves(cast: Cast) -> None:
    from nennep.notify.models import Notice

    by, an = cast.actor("hoa"), cast.actor("an")
    meeting = planned(cast, invited=True)
    with acting_as(by), transaction.atomic():
        actions.move_meeting(meeting, by=by, place="Hội trường B")
        meeting.refresh_from_db()
        assert meeting.sequence == 1
        with pytest.raises(planning.InThePast):
            actions.move_meeting(meeting, by=by, starts_at=meeting.starts_at - timedelta(days=1))
    with acting_as(an):
        words = list(Notice.objects.filter(account_id=an.account_id).values_list("words", flat=True))
        assert any("Hội trường B" in one for one in words)
        actions.answer_invitation(meeting, by=an, coming=False, excuse="Thi cuối kỳ")
        with pytest.raises(Refused):
            actions.answer_invitation(meeting, by=an, coming=False)
    with acting_as(cast.actor("minh")), pytest.raises(NotYours):
        actions.answer_invitation(meeting, by=cast.actor("minh"), coming=True)


def test_people_are_invited_by_post_and_reminded_once(cast: Cast) -> None:
    from nennep.notify.models import Notice

    meeting, hoa, uyen = planned(cast), cast.actor("hoa"), cast.accounts["uyvien"]
    with acting_as(hoa), transaction.atomic():
        for _time in range(2):
            actions.invite_people(meeting, by=hoa, groups=["charge"])
        guest = meeting.attendance.get(status="guest")
        assert (guest.account_id, guest.post) == (uyen.pk, "Cấp ủy viên phụ trách")
        assert actions.remind_invited(meeting, by=hoa) >= 2
    person = cast.actor("uyvien")
    with acting_as(person), transaction.atomic():
        assert Notice.objects.filter(account_id=uyen.pk, link=f"/hop/{meeting.pk}/").count() == 2
        actions.answer_invitation(meeting, by=person, coming=True)
    with acting_as(hoa), transaction.atomic():
        assert not meeting.attendance.filter(account_id=uyen.pk, answer="").exists()
    board = planned(cast, who="lan", code="BV", kind="conference")
    with acting_as(cast.actor("lan")), transaction.atomic():
        actions.invite_people(board, by=cast.actor("lan"), groups=["joint", "heads"])
        names = list(board.attendance.values_list("name", flat=True))
        assert not board.items.filter(title__contains="Tự phê bình") and board.items.filter(title="Kết luận, bế mạc")
    assert names.count("Hoàng Thị Thanh Nga") == 1 and "Bùi Thị Quỳnh Hoa" in names


def test_a_secretary_invited_from_above_sees_and_answers(cast: Cast) -> None:
    meeting = planned(cast, who="lan", code="BV", kind="briefing", invited=True)
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        row = actions.answer_invitation(meeting, by=hoa, coming=True)
        assert row.answer == "yes" and meeting.pk in set(months.visible(hoa).values_list("pk", flat=True))
    with acting_as(cast.actor("an")):
        assert meeting.pk not in set(months.visible(cast.actor("an")).values_list("pk", flat=True))


def test_checking_in_twice_late_or_from_elsewhere(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    an, hoa, unit = cast.actor("an"), cast.actor("hoa"), cast.units["BV"]
    meeting = opened(cast)
    monkeypatch.setattr(room, "minute_now", lambda: 1000)
    good, old = rules.attendance_code(meeting.secret, 1000), rules.attendance_code(meeting.secret, 998)
    with acting_as(an), pytest.raises(room.CodeGone):
        actions.check_in(meeting, by=an, code=good)  # not switched on
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="qr", since=TODAY)
    with acting_as(an):
        Attendance.objects.filter(meeting=meeting, person_id=an.person_id).update(presence="", came_by="")
        with pytest.raises(room.CodeGone):
            actions.check_in(meeting, by=an, code=old)
        for _time in range(2):
            assert actions.check_in(meeting, by=an, code=good).came_by == "qr"
        assert Attendance.objects.filter(meeting=meeting, person_id=an.person_id).count() == 1
    minh = cast.actor("minh")
    with acting_as(minh), pytest.raises(room.NotOnTheList):
        actions.check_in(meeting, by=minh, code=good)
    with acting_as(hoa), transaction.atomic():
        meeting = actions.close_meeting(meeting, by=hoa)
    with acting_as(an), pytest.raises(room.CodeGone):
        actions.check_in(meeting, by=an, code=good)


def test_two_keepers_of_one_minutes_lose_nothing(cast: Cast) -> None:
    meeting, hoa, lan = concluded(cast), cast.actor("hoa"), cast.actor("lan")
    with acting_as(hoa), transaction.atomic():
        minutes = Minutes.objects.get(meeting=meeting)
        seen = minutes.version
        actions.write_minutes(minutes, by=hoa, prose={"opening": "Bản của đồng chí Hoa"}, seen=seen)
    with acting_as(lan), transaction.atomic():
        with pytest.raises(Stale) as found:
            actions.write_minutes(minutes, by=lan, prose={"opening": "Bản của đồng chí Lan"}, seen=seen)
        minutes = actions.write_minutes(minutes, by=lan, prose={"opening": "Bản chung"}, seen=found.value.row.version)
        texts = [one.prose["opening"] for one in minutes.revisions.all()]
        assert texts == ["Bản chung", "Bản của đồng chí Hoa"]


def test_signed_minutes_stay_and_a_correction_is_a_new_edition(cast: Cast) -> None:
    hoa, meeting = cast.actor("hoa"), concluded(cast)
    with acting_as(hoa), transaction.atomic():
        minutes = actions.sign_minutes(Minutes.objects.get(meeting=meeting), by=hoa, side="chair")
        with pytest.raises(writing.SamePerson):
            actions.sign_minutes(minutes, by=hoa, side="keeper")
        with pytest.raises(NotYours):
            actions.write_minutes(minutes, by=hoa, prose={"opening": "x"}, seen=minutes.version)
        minutes = actions.unsign_minutes(minutes, by=hoa)
        mine = actions.sign_minutes(minutes, by=hoa, side="keeper")
        with pytest.raises(writing.SamePerson, match="rút chữ ký"):  # the chair who signed as keeper is not two people
            actions.sign_minutes(mine, by=hoa, side="chair", on_paper=True)
        minutes = actions.unsign_minutes(mine, by=hoa)
        minutes = actions.write_minutes(
            minutes, by=hoa, prose={"opening": "Trước cuộc họp, chi bộ hát Quốc ca."}, seen=minutes.version
        )
        minutes = actions.sign_minutes(minutes, by=hoa, side="chair")
        minutes = actions.sign_minutes(minutes, by=hoa, side="keeper", on_paper=True)
        assert minutes.frozen and place_of(minutes.file_sha).read_bytes().startswith(b"%PDF")
        body = reading.body_of(minutes)
        actions.conclude(meeting, by=hoa, kind="conclusion", words="Ghi thêm sau khi ký")
        assert reading.body_of(Minutes.objects.get(pk=minutes.pk)) == body
        assert any("Quốc ca" in part.text for part in body) and not any("Ghi thêm" in part.text for part in body)
        fresh = actions.correct_minutes(minutes, by=hoa, why="Sai tên người phát biểu")
        assert (fresh.edition, fresh.replaces_id, fresh.frozen) == (2, minutes.pk, False)
        assert actions.correct_minutes(minutes, by=hoa, why="lần nữa").pk == fresh.pk
        assert len(papers.FORMS["docx"](papers.paper(fresh))) > 2000


def test_minutes_of_a_meeting_without_notes_begin_on_their_first_page(cast: Cast) -> None:
    from io import BytesIO

    import pypdfium2

    meeting = concluded(cast)
    with acting_as(cast.actor("hoa")):
        data = papers.FORMS["pdf"](papers.paper(Minutes.objects.get(meeting=meeting)))
    page = pypdfium2.PdfDocument(BytesIO(data))[0].get_textpage().get_text_range()
    assert "THÀNH PHẦN" in page and "Khai mạc, điểm danh" in page and "KẾT LUẬN" in page


def test_rooms_and_people_clash(cast: Cast) -> None:
    first, second = planned(cast), planned(cast, who="minh", code="BV-LU")
    with acting_as(cast.actor("lan")):
        (clash,) = clashes(second)
        assert clash.room and clash.other.pk == first.pk and clash.people == []
        board = planned(cast, who="lan", code="BV", kind="committee")
        both = {one.other.pk: one for one in clashes(board)}
        assert both[second.pk].people or both[first.pk].people  # committee members who are due in their cells


def test_a_plan_says_what_it_clashes_with_before_it_is_saved(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    first, lan = planned(cast), signed_in("lan")
    given = {"kind": "committee", "day": "03/07/2023", "hour": "14h30", "minutes": "60", "place": "phòng 201"}
    there = "/hop/lap/trung-lich/"
    told = lan.get(there, given).content.decode()
    assert "Trùng phòng, trùng giờ" in told and first.title in told
    assert "Trùng" not in lan.get(there, given | {"hour": "17:00"}).content.decode()
    assert lan.get(there, given | {"hour": "25:00"}).status_code == 200
    hoa, minh = signed_in("hoa"), signed_in("minh")
    out_of_sight = minh.get(there, given | {"kind": "regular"}).content.decode()
    assert f"cuộc họp của {first.unit.name}, 14:00–15:30" in out_of_sight and first.title not in out_of_sight
    assert "Trùng" not in signed_in("lachong").get(there, given).content.decode()
    assert "Trùng" not in hoa.get(there, given | {"cuoc": first.pk}).content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        entry: dict[str, Any] = {"day": TODAY, "at": time(16, 30), "chair": "Đặng Quốc Khánh Hòa", "place": "Nhà A"}
        actions.add_engagement(cast.units["BV"], by=cast.actor("lan"), words="Tiếp đoàn công tác", **entry)
    busy = given | {"hour": "17:00", "chair": "đặng quốc khánh hòa"}
    assert "Trùng lịch công tác của" in lan.get(there, busy).content.decode()
    assert "Trùng" not in lan.get(there, busy | {"chair": "Người khác"}).content.decode()
    named = {"title": "Hội nghị Đảng ủy tháng 7/2023", "day": "03/08/2023"}
    assert 'value="Hội nghị Đảng ủy tháng 8/2023"' in lan.get(there, given | named).content.decode()
    assert (
        "<input" not in lan.get(there, given | named | {"title": "Hội nghị bất thường tháng 7/2023"}).content.decode()
    )
    page = lan.post("/hop/lap/", given | {"title": "", "mode": "onsite"})
    assert page.status_code == 422 and "Trùng phòng, trùng giờ" in page.content.decode()
    assert minh.get(there, {"cuoc": first.pk}).status_code == 404


def test_the_running_script_speaks_as_the_office_or_the_cell_words_it(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    row, lan, hoa = planned(cast), signed_in("lan"), signed_in("hoa")

    def said() -> str:
        file = hoa.get(f"/hop/{row.pk}/in/kich-ban.docx").content
        return "\n".join(one.text for one in docx.Document(io.BytesIO(file)).paragraphs)

    assert "Hôm nay chúng ta tiến hành sinh hoạt chi bộ tháng 7/2023" in said()
    lan.post(
        "/hop/loi-dieu-hanh/",
        {"1opening": "Thưa các đồng chí, [đơn vị] khai mạc [tên cuộc họp].", "5closing": "Lời của Đảng ủy."},
    )
    assert f"{row.unit.name} khai mạc sinh hoạt chi bộ tháng 7/2023" in said() and "“Lời của Đảng ủy.”" in said()
    hoa.post("/hop/loi-dieu-hanh/", {"5closing": "Lời của chi bộ."})
    assert "Lời của Đảng ủy." in hoa.get("/hop/loi-dieu-hanh/").content.decode() or "Lời của chi bộ." in said()
    hoa.post("/hop/loi-dieu-hanh/", {"5closing": ""})
    assert "“Lời của Đảng ủy.”" in said() and "khai mạc sinh hoạt" in said()


def test_an_online_meeting_needs_leave(cast: Cast) -> None:
    by, unit = cast.actor("hoa"), cast.units["BV-S1"]
    given: dict[str, Any] = {
        "kind": MeetingKind.objects.get(pk="regular"),
        "title": "Họp",
        "place": "Zoom",
        "starts_at": timezone.make_aware(datetime(2023, 7, 5, 8)),
    }
    with acting_as(by), transaction.atomic():
        with pytest.raises(planning.NotAllowedOnline):
            actions.plan_meeting(unit, by=by, mode="online", **given)
        with pytest.raises(planning.NotAllowedOnline):
            actions.plan_meeting(unit, by=by, mode="online", mode_why="Bão số 1", **given)
        assert (
            actions.plan_meeting(unit, by=by, mode="mixed", mode_why="Sinh viên thực tập ở xa", **given).mode == "mixed"
        )
    with acting_as(cast.actor("lan")), on_day(date(2023, 7, 4)), pytest.raises(room.TooEarly):
        actions.open_meeting(planned_later(cast), by=cast.actor("lan"))


def planned_later(cast: Cast) -> Meeting:
    by = cast.actor("lan")
    return actions.plan_meeting(
        cast.units["BV-LU"], by=by, kind=MeetingKind.objects.get(pk="regular"), title="Họp", place="P", starts_at=timezone.make_aware(datetime(2023, 7, 6, 8))
    )  # fmt: skip


def test_figures_count_what_was_held(cast: Cast) -> None:
    lan, cell = cast.actor("lan"), cast.units["BV-S1"]
    kinds = {one.code: one for one in MeetingKind.objects.all()}
    with acting_as(lan), transaction.atomic():
        for month in (4, 5, 6):
            row = actions.record_past_meeting(
                cell,
                by=lan,
                kind=kinds["regular"],
                title=f"Tháng {month}",
                held_on=date(2023, month, 5),
                place="P",
                thematic=month == 5,
                topic="Nêu gương",
            )
        actions.record_past_meeting(
            cell,
            by=lan,
            kind=kinds["thematic"],
            title="Chuyên đề",
            held_on=date(2023, 6, 20),
            place="P",
            topic="Chuyển đổi số",
        )
        with pytest.raises(planning.AlreadyHeld):
            actions.record_past_meeting(
                cell, by=lan, kind=kinds["regular"], title="Lại", held_on=date(2023, 6, 5), place="P"
            )
        score = actions.score_meeting(
            row,
            by=lan,
            side="self",
            points={
                "time": 5,
                "attendance": 5,
                "preparation": 10,
                "holding": 36,
                "principles": 5,
                "results": 27,
                "closing": 5,
            },
        )
        assert (score.total, score.grade) == (93, "good")
        actions.score_meeting(row, by=lan, side="upper", points={"holding": 40, "results": 30})
        quarter = ask(cast.units["BV"], Period(date(2023, 4, 1), date(2023, 7, 1)))
        found = {
            code: FIGURES[f"meetings.{code}"].count(quarter)
            for code in ("thematic", "regular", "good", "attendance", "committee")
        }
        for code in found:
            figure = FIGURES[f"meetings.{code}"]
            assert found[code].part == len(figure.rows(quarter))
    assert found["thematic"] == Value(2) and found["committee"] == Value(0)
    assert (found["regular"].part, found["good"]) == (1, Value(0, 1))  # the level above has the last word
    assert found["attendance"].part == found["attendance"].whole
    with acting_as(lan):
        assert FIGURES["meetings.regular"].count(ask(cell, Period(date(2023, 1, 1), date(2023, 7, 1)))).part == 0


def test_a_calendar_address_can_be_revoked(cast: Cast) -> None:
    meeting, hoa = planned(cast, invited=True), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        old, token = actions.make_feed(by=hoa), actions.make_feed(by=hoa)
    answer = Client().get(f"/hop/lich/{token}.ics")
    text = answer.content.decode()
    assert answer.status_code == 200 and answer["Content-Type"].startswith("text/calendar")
    assert f"UID:hop-{meeting.pk}@" in text and "DTSTART;TZID=Asia/Ho_Chi_Minh:20230703T140000" in text
    assert Client().get(f"/hop/lich/{old}.ics").status_code == 404
    with acting_as(hoa), transaction.atomic():
        actions.drop_feed(by=hoa)
    assert Client().get(f"/hop/lich/{token}.ics").status_code == 404


def test_the_text_for_the_handbook_is_whole(cast: Cast) -> None:
    meeting = signed(cast)
    with acting_as(cast.actor("hoa")):
        text = reading.handbook(meeting)
    assert "Sinh hoạt chi bộ tháng 7/2023" in text and "III. KẾT LUẬN" in text and "Chủ trì" in text
