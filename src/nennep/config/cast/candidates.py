"""Candidates of the invented organisation, each stopped at another step; nobody of them exists."""

from datetime import date, timedelta

from nennep.config.cast.build import Cast
from nennep.config.cast.names import PLACES
from nennep.core.actor import Actor
from nennep.duties.models import Holiday
from nennep.members import actions as members
from nennep.members.actions import Count, Done, Paper
from nennep.members.models import Case, Membership
from nennep.members.steps import BY_CODE, ORDER, PAPERS, STEPS

# cell, name, sex, born, class or post, day of the last step done (of the ceremony), days between steps, next step, how it ends
SCRIPT: tuple[tuple[str, str, str, date, str, date, int, str, str], ...] = (
    ("BV-S1", "Lê Ngọc Khánh Vy", "f", date(2003, 2, 14), "Lớp QT62A", date(2023, 6, 5), 10, "helper", ""),
    ("BV-S1", "Vũ Đức Anh Tuấn", "m", date(2002, 11, 3), "Lớp KT61B", date(2023, 5, 22), 10, "class", ""),
    ("BV-S1", "Hoàng Thị Diệu Linh", "f", date(2002, 8, 21), "Lớp LU61A", date(2023, 3, 13), 10, "verified", ""),
    ("BV-S1", "Trịnh Quang Nhật", "m", date(2001, 6, 30), "Lớp CN60C", date(2023, 6, 21), 10, "cell", ""),
    ("BV-S2", "Phùng Thanh Hương", "f", date(2002, 1, 9), "Lớp NN61A", date(2023, 5, 10), 10, "committee", ""),
    ("BV-KT1", "Mai Trung Kiên", "m", date(1990, 4, 17), "Giảng viên", date(2023, 6, 29), 10, "sectional", ""),
    ("BV-LU", "Cao Thị Minh Nguyệt", "f", date(1993, 12, 2), "Giảng viên", date(2023, 6, 20), 10, "decided", ""),
    ("BV-S3", "Đinh Công Hiếu", "m", date(2001, 3, 25), "Lớp KT60A", date(2023, 6, 23), 10, "ceremony", ""),
    ("BV-S1", "Tạ Hà Phương", "f", date(2001, 9, 19), "Lớp QT60B", date(2022, 6, 10), 10, "cell2", ""),
    ("BV-S2", "Lưu Bảo Châu", "f", date(2002, 5, 28), "Lớp NN61C", date(2023, 3, 6), 10, "application", "withdrawn"),
    ("BV-QT", "Kiều Văn Thành", "m", date(1994, 7, 7), "Chuyên viên", date(2023, 5, 5), 10, "cell", "interrupted"),
)  # fmt: skip
HOLIDAYS = (
    (date(2023, 1, 2), 1, "Nghỉ bù Tết Dương lịch"), (date(2023, 1, 20), 7, "Tết Nguyên đán"), (date(2023, 4, 29), 1, "Giỗ Tổ Hùng Vương"),
    (date(2023, 5, 2), 2, "Nghỉ bù"), (date(2023, 9, 1), 1, "Quốc khánh"), (date(2023, 9, 4), 1, "Nghỉ bù Quốc khánh"),
)  # fmt: skip


def fill(cast: Cast, by: Actor) -> None:
    """Tell each candidate's way step by step; letters of verification go out for one, and one request waits."""
    Holiday.objects.bulk_create(
        [Holiday(day=first + timedelta(days=n), name=name) for first, count, name in HOLIDAYS for n in range(count)],
        ignore_conflicts=True,
    )
    for number, (cell, name, sex, born, work, last, pace, until, ends) in enumerate(SCRIPT, 1):
        since = last - timedelta(days=pace * _before(cell, until))
        case = members.notice_candidate(
            cast.units[cell], by=by, full_name=name, sex=sex, born_on=born, on=since, number=f"{number}-NQ/CB", work_title=work,
            native_place=PLACES[number % len(PLACES)], category="student" if work.startswith("Lớp") else "lecturer",
        )  # fmt: skip
        _tell(case, by, since, pace, until)
        if ends:
            why = "Chuyển ngành học, xin rút" if ends == "withdrawn" else "Biệt phái công tác sáu tháng"
            members.end_case(case, by=by, state=ends, on=date(2023, 5, 15), why=why)
        if until == "verified":
            _letters(case, by)
    members.take_request(
        cast.units["BV"], by=by, about="Nguyễn Thị Thanh Mai", relation="chị gái", place="Đảng ủy phường Tân Lập", number="48-CV/ĐU",
        on=date(2023, 5, 29),
    )  # fmt: skip


def _before(cell: str, until: str) -> int:
    """Steps after the notice that are done before one, up to the ceremony."""
    steps = [step.code for step in STEPS[1 : min(ORDER[until], ORDER["ceremony"] + 1)]]
    return len([code for code in steps if code != "sectional" or cell.startswith("BV-KT")])


def _tell(case: Case, by: Actor, since: date, pace: int, until: str) -> None:
    day = since
    for step in STEPS[1 : ORDER[until]]:
        case.refresh_from_db()
        if step.code != case.stage:
            continue
        day += timedelta(days=pace)
        if step.probation and case.probation_on:
            day = max(day, members.rules.months_later(case.probation_on, 12) - timedelta(days=30))
        _do(case, step.code, by, min(day, date(2023, 6, 30)))
    case.refresh_from_db()


def _do(case: Case, code: str, by: Actor, day: date) -> None:
    held = Membership.objects.filter(unit=case.unit_id, status="official", until__year=9999)
    helpers = list(held.order_by("id")[:2]) if code in {"helper", "introduced"} else []
    if code == "helper":
        members.assign_helper(case, by=by, on=day, helpers=helpers[:1], number=f"{case.pk}-NQ/CB")
    elif code == "introduced":
        how = "youth" if case.category == "student" else "members"
        members.introduce_candidate(
            case, by=by, done=Done(day, f"{case.pk}-NQ/ĐTN" if how == "youth" else ""), introduced=how, issuer="Đoàn trường",
            introducers=helpers[:1] if how == "youth" else helpers,
        )  # fmt: skip
    elif code in {"class", "new_class"}:
        members.certify_class(case, code, by=by, done=Done(day, f"{100 + case.pk}/GCN"), issuer="Trung tâm Chính trị")
    elif code == "decided":
        members.set_standard(case, by=by, standard="met", paper="Lưu tại Văn phòng Đảng ủy")
        members.decide_admission(
            case,
            by=by,
            decision=Paper(f"{700 + case.pk}-QĐ/ĐU", day),
            body="Ban Thường vụ Đảng ủy Khối các trường đại học Sông Hồng",
        )
    elif code == "ceremony":
        members.celebrate_case(case, by=by, on=day)
    elif BY_CODE[code].vote:
        _vote(case, code, by, day, held.count() if code in {"cell", "cell2"} else 13)
    else:
        _papers(case, code, by, day)


def _vote(case: Case, code: str, by: Actor, day: date, base: int) -> None:
    count = Count(day, base, base, base, 0, issued=base, returned=base, valid=base)
    body = "Chi bộ" if code in {"cell", "cell2"} else "Đảng ủy"
    number = f"{case.pk}-NQ/{'CB' if body == 'Chi bộ' else 'ĐU'}"
    members.vote_on_case(case, code, by=by, number=number, body=body, count=count)


def _papers(case: Case, code: str, by: Actor, day: date) -> None:
    for kind in PAPERS:
        if kind.step == code and kind.needed and kind.code != "application":
            agreed, asked = (24, 25) if kind.counted else (None, None)
            done = Done(day, words="Phẩm chất tốt, học tập khá.")
            members.file_paper(case, kind.code, by=by, done=done, agreed=agreed, asked=asked)
    members.take_step(case, code, by=by, done=Done(day, f"{case.pk}-CV/ĐU" if code == "permitted" else ""))


def _letters(case: Case, by: Actor) -> None:
    for place, (who, relation, where, on) in enumerate(
        (
            (case.full_name, "", "Đảng ủy xã Hòa Bình", date(2023, 3, 20)),
            ("Hoàng Văn Thắng", "bố đẻ", "Đảng ủy xã Hòa Bình", date(2023, 3, 20)),
            ("Hoàng Thị Thảo", "chị gái", "Chi bộ Công ty may Sông Hồng", date(2023, 6, 12)),
        ),
        21,
    ):
        row = members.send_letter(
            case, by=by, about=who, relation=relation, place=where, number=f"{place}-CV/ĐU", on=on
        )
        if not relation:
            members.answer_letter(row, by=by, on=date(2023, 4, 14), number="15-CV/ĐU")
