"""Meetings of the invented organisation: half a year in the books, July being planned, one month told to its end."""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from nennep.config.cast.build import Cast, founder
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.documents.models import Document
from nennep.meetings import actions
from nennep.meetings.matters import CRITERIA
from nennep.meetings.models import Item, Meeting, MeetingKind, Minutes, Slip, Speech
from nennep.meetings.queries.quality import most_on
from nennep.members.models import Membership
from nennep.org.models import Unit

DAYS = (date(2023, 1, 3), date(2023, 2, 3), date(2023, 3, 3), date(2023, 4, 3), date(2023, 5, 4), date(2023, 6, 5))
TOPICS = (
    "Nâng cao chất lượng sinh hoạt chi bộ trong trường đại học", "Học tập phong cách nêu gương của người đứng đầu",
    "Vai trò của đảng viên trong chuyển đổi số giảng dạy", "Phát triển đảng viên trong sinh viên: cách làm và kinh nghiệm",
)  # fmt: skip
LATE = {("BV-QT", 3): 12, ("BV-CN2", 5): 14, ("BV-KT2", 2): 21}
MISSED = {("BV-TY", 4), ("BV-HC", 5), ("BV-NN", 2)}
ROOMS = ("Phòng 201, nhà A1", "Phòng họp 305, nhà B", "Hội trường nhỏ, tầng 2", "Phòng Hội đồng, nhà A2")
TIMETABLE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//Thoi khoa bieu//VI
BEGIN:VEVENT
UID:luat-1
DTSTART:20230606T130000
DTEND:20230606T153000
RRULE:FREQ=WEEKLY;UNTIL=20230801T000000Z
SUMMARY:Luật hiến pháp, lớp K12
LOCATION:Phòng 201\\, nhà A1
END:VEVENT
BEGIN:VEVENT
UID:luat-2
DTSTART:20230707T080000
DTEND:20230707T093000
SUMMARY:Họp Khoa Luật
LOCATION:Phòng họp 305\\, nhà B
DESCRIPTION:Sơ kết học kỳ II\\nPhân công nhiệm vụ trọng tâm tháng tới\\nKế hoạch mở ngành Luật kinh tế
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n").encode()
JULY = (("BV-LU", 4, 14, 0), ("BV-QT", 4, 14, 0), ("BV-KT1", 5, 8, 1), ("BV-DK", 3, 15, 2), ("BV-HC", 6, 14, 3))


def fill(cast: Cast) -> None:
    """The books of half a year, the plans of July, and one cell's June from plan to the chair's signature."""
    by = founder()
    with acting_as(by), transaction.atomic():
        kinds = {kind.code: kind for kind in MeetingKind.objects.all()}
        codes = [
            code for code, unit in cast.units.items() if unit.kind.is_cell and (code.startswith("BV") or code == "LH-1")
        ]
        for place, code in enumerate(codes):
            if code != "BV-S1":
                _half_year(cast.units[code], code, place, kinds, months=6)
        _half_year(cast.units["BV-S1"], "BV-S1", 2, kinds, months=5)
        for month in (2, 4, 6):
            actions.record_past_meeting(
                cast.units["BV"], by=by, kind=kinds["committee"], title=f"Hội nghị Đảng ủy tháng {month}/2023", held_on=date(2023, month, 15), place=ROOMS[3],
            )  # fmt: skip
            actions.record_past_meeting(
                cast.units["BV"], by=by, kind=kinds["briefing"], title=f"Giao ban bí thư chi bộ tháng {month}/2023", held_on=date(2023, month, 27), place=ROOMS[2],
            )  # fmt: skip
        _week(cast)
    _june(cast, kinds["regular"])
    _habits(cast, kinds["regular"])
    _july(cast, kinds["regular"])


def _habits(cast: Cast, kind: MeetingKind) -> None:
    """What plans grow from: a fixed Friday, a timetable, the topics that the committee suggests and a cell chose."""
    hoa, lan, cell = cast.actor("hoa"), cast.actor("lan"), cast.units["BV-S1"]
    with acting_as(lan), transaction.atomic():
        for words in TOPICS[:2]:
            actions.add_topic(cast.units["BV"], by=lan, year=2023, words=words)
        actions.bring_timetable(cast.units["BV-LU"], by=lan, data=TIMETABLE)
    with acting_as(hoa), transaction.atomic():
        actions.fix_day(cell, by=hoa, kind=kind, hour=time(14), place=ROOMS[0], week=1, weekday=4)
        actions.add_topic(cell, by=hoa, year=2023, words=TOPICS[1], owner="Lê Ngọc Khánh", origin="upper")
        actions.add_topic(cell, by=hoa, year=2023, words="Đảng viên trẻ với đạo đức trong nghiên cứu khoa học")


def _week(cast: Cast) -> None:
    """The office's week of 3 July, given out on Monday; one entry was added afterwards."""
    unit, by, monday = cast.units["BV"], founder(), date(2023, 7, 3)
    entries = (
        (0, time(8), "Giao ban Văn phòng Đảng ủy", "Lê Thị Minh Chánh", "Văn phòng Đảng ủy", ROOMS[1], "Trần Thị Thu Lan"),
        (1, time(14), "Làm việc với Đoàn Thanh niên về nguồn phát triển đảng viên", "Đặng Quốc Khánh Hòa", "Ban Thường vụ Đoàn trường", ROOMS[3], "Võ Thành Đoàn"),
        (3, None, "Kiểm tra hồ sơ đảng viên các chi bộ sinh viên", "Phạm Tiến Dũng", "Bí thư các chi bộ sinh viên", "Văn phòng Đảng ủy", "Phạm Tiến Dũng"),
    )  # fmt: skip
    for late, (after, at, words, chair, people, place, prepares) in enumerate(entries):
        if late == len(entries) - 1:
            actions.issue_week(unit, by=by, monday=monday)
        actions.add_engagement(
            unit,
            by=by,
            day=monday + timedelta(days=after),
            at=at,
            words=words,
            chair=chair,
            people=people,
            place=place,
            prepares=prepares,
        )


def _half_year(cell: Unit, code: str, place: int, kinds: dict[str, MeetingKind], *, months: int) -> None:
    by, people = (
        founder(),
        list(Membership.objects.filter(unit=cell, until__year=9999).order_by("id").values_list("person_id", flat=True)),
    )
    for month, day in enumerate(DAYS[:months], 1):
        if (code, month) in MISSED:
            continue
        held = day.replace(day=LATE.get((code, month), day.day))
        theme = (place + month) % 3 == 0 and place % 5 != 4
        row = actions.record_past_meeting(
            cell, by=by, kind=kinds["regular"], title=f"Sinh hoạt chi bộ thường kỳ tháng {month}/2023", held_on=held, place=ROOMS[place % 4],
            absent=people[month % 3 :: 9 + (place + month) % 5], thematic=theme, topic=TOPICS[(place + month) % 4] if theme else "",
        )  # fmt: skip
        if (place + month) % 3 == 1:
            _scored(row, place + month)


def _scored(row: Meeting, lot: int) -> None:
    points = dict(most_on(row.held_on or DAYS[0]))
    points["holding"] -= lot % 7
    points["results"] -= 3 * (lot % 3)
    points["preparation"] -= lot % 4
    actions.score_meeting(row, by=founder(), side="self", points={code: points[code] for code, _label in CRITERIA})


def _june(cast: Cast, kind: MeetingKind) -> None:
    """The student cell's June: planned, invited, held, signed by the chair; one conclusion is late."""
    hoa, unit = cast.actor("hoa"), cast.units["BV-S1"]
    with on_day(date(2023, 6, 1)), acting_as(hoa), transaction.atomic():
        row = actions.plan_meeting(
            unit, by=hoa, kind=kind, title="Sinh hoạt chi bộ thường kỳ tháng 6/2023", starts_at=_at(5, 14, month=6), place=ROOMS[0], thematic=True,
            topic=TOPICS[3], keeper="Lê Ngọc Khánh",
        )  # fmt: skip
        row = actions.invite_people(row, by=hoa, guests=[("Vũ Hoàng Uyên", "Đảng ủy viên phụ trách chi bộ")])
    with on_day(date(2023, 6, 5)), acting_as(hoa), transaction.atomic():
        row = actions.open_meeting(row, by=hoa)
        people = list(row.attendance.filter(status="official").order_by("-pk"))
        row = actions.call_roll(row, by=hoa, absent={people[0].pk: ("excused", "thực tập tại doanh nghiệp")})
        item = row.items.filter(section="8theme")[0]
        actions.note_item(
            item, by=hoa, speakers="Bùi Thị Quỳnh Hoa\nVũ Hoàng Uyên", result="Ba tổ đã có danh sách quần chúng ưu tú; mỗi đảng viên giúp đỡ một người",
            limits="Hồ sơ thẩm tra lý lịch còn chậm", cause="Nhiều gia đình ở xa, chưa xin được xác nhận", proposal="Gửi công văn thẩm tra theo lô ngay đầu tháng",
        )  # fmt: skip
        _spoken_and_elected(row, item, cast)
        actions.conclude(
            row,
            by=hoa,
            kind="conclusion",
            words="Gửi công văn thẩm tra lý lịch của các hồ sơ đang làm",
            owner="Bí thư chi bộ",
            due_on=date(2023, 6, 25),
        )
        actions.conclude(
            row,
            by=hoa,
            kind="resolution",
            words="Mỗi đảng viên chính thức giúp đỡ một quần chúng ưu tú đến hết năm",
            owner="Phó bí thư chi bộ",
            due_on=date(2023, 12, 20),
        )
        row = actions.close_meeting(row, by=hoa)
        # the chair has signed, the keeper's signature is awaited: freezing typesets, which may not be done before serving forks
        actions.sign_minutes(Minutes.objects.get(meeting=row), by=hoa, side="chair")
        _scored_by(row, cast)


def _spoken_and_elected(row: Meeting, item: Item, cast: Cast) -> None:
    """Two speeches with their time, and two of three elected on paper ballots that two tellers counted."""
    hoa, start = cast.actor("hoa"), _at(5, 14, month=6)
    Speech.objects.bulk_create(
        Speech(item=item, unit_key=item.unit_key, name=name, started_at=start + timedelta(minutes=since), ended_at=start + timedelta(minutes=until))
        for name, since, until in (("Bùi Thị Quỳnh Hoa", 40, 47), ("Vũ Hoàng Uyên", 48, 53))
    )  # fmt: skip
    names = list(row.attendance.filter(status="official", presence="present").values_list("name", flat=True)[:5])
    vote = actions.open_election(
        row, by=hoa, title="Đại biểu dự hội nghị biểu dương đảng viên trẻ", seats=2, names=names[:3]
    )
    n = vote.present
    first, second, third = (f"c{one.pk}" for one in vote.candidates.all())
    counts = {"issued": n, "returned": n, "valid": n, first: n - 1, second: n - 2, third: 3}
    for teller in names[3:]:
        actions.tell_ballots(vote, by=hoa, teller=teller, counts=counts)


def _scored_by(row: Meeting, cast: Cast) -> None:
    hoa = cast.actor("hoa")
    points = most_on(date(2023, 6, 5)) | {"holding": 36, "results": 27}
    actions.score_meeting(row, by=hoa, side="self", points=points, words="Thời gian thảo luận chuyên đề còn ngắn.")


def _july(cast: Cast, kind: MeetingKind) -> None:
    lan, an = cast.actor("lan"), cast.actor("an")
    with acting_as(lan), transaction.atomic():
        actions.direct_month(
            cast.units["BV"],
            by=lan,
            month=date(2023, 7, 1),
            words="Sơ kết công tác sáu tháng đầu năm; rà soát đảng viên dự bị đến hạn xét công nhận.",
        )
        for code, day, hour, room in JULY:
            unit = cast.units[code]
            row = actions.plan_meeting(
                unit, by=lan, kind=kind, title="Sinh hoạt chi bộ thường kỳ tháng 7/2023", starts_at=_at(day, hour, month=7), place=ROOMS[room],
            )  # fmt: skip
            if code == "BV-LU" and (
                paper := Document.objects.filter(unit=cast.units["BV"], status="registered").order_by("-dated").first()
            ):
                actions.lay_paper(row.items.filter(section="2information")[0], by=lan, document=paper)
            if code in {"BV-LU", "BV-DK"}:
                actions.invite_people(row, by=lan)
    _asked_by_slips(cast)
    head = cast.actor("truongkhoa")
    with acting_as(head), transaction.atomic():
        cell = cast.units["BV-LU"]
        actions.propose_idea(
            cell.pk,
            cell.key,
            by=head,
            giver_key=cast.units["BV-P6"].key,
            words="Chi bộ cho ý kiến về kế hoạch mở ngành Luật kinh tế của Khoa",
        )
    with acting_as(an), transaction.atomic():
        cell = cast.units["BV-S1"]
        actions.propose_idea(
            cell.pk,
            cell.key,
            by=an,
            giver_key=cell.key,
            words="Tổ chức buổi trao đổi kinh nghiệm nghiên cứu khoa học cho đảng viên trẻ",
        )


def _asked_by_slips(cast: Cast) -> None:
    """Between meetings: the committee is being asked, one answered; a cell was asked, its July agenda has the result."""
    lan, uyvien, minh = cast.actor("lan"), cast.actor("uyvien"), cast.actor("minh")
    with on_day(date(2023, 6, 29)):
        with acting_as(lan), transaction.atomic():
            actions.ask_body(
                cast.units["BV"], by=lan, body="committee", words="Chủ trương tổ chức Hội thi tìm hiểu Nghị quyết Đại hội Đảng bộ trong tháng 9/2023",
                due_on=date(2023, 7, 7),
            )  # fmt: skip
        with acting_as(uyvien), transaction.atomic():
            slip = Slip.objects.get(account_id=uyvien.account_id)
            actions.answer_slip(
                slip, by=uyvien, choice="other", words="Nên gộp với Tuần sinh hoạt công dân đầu năm học"
            )
        with acting_as(minh), transaction.atomic():
            row = actions.ask_body(
                cast.units["BV-LU"], by=minh, body="members", words="Thăm và tặng quà gia đình chính sách nhân ngày 27/7", due_on=date(2023, 6, 30)
            )  # fmt: skip
            for place, slip in enumerate(row.slips.filter(account_id=None)):
                actions.enter_slip(slip, by=minh, choice="agree" if place else "disagree")
            actions.answer_slip(row.slips.get(account_id=minh.account_id), by=minh, choice="agree")
            actions.count_slips(row, by=minh)


def _at(day: int, hour: int, *, month: int) -> datetime:
    return timezone.make_aware(datetime.combine(date(2023, month, day), time(hour)))
