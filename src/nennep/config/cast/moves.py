"""Members on the move, for the demonstration: transfers in every state, graduates, leavings, badges."""

from datetime import date

from django.db import transaction

from nennep.config.cast.build import Cast, founder, make_account
from nennep.core.actor import Actor
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.members import access, limits, places
from nennep.members import actions as members
from nennep.members.models import Membership, Transfer
from nennep.org import actions as org
from nennep.programmes import actions as plans
from nennep.programmes.models import Programme

ELDERS = (("BV-HC", "Nguyễn Bá Trường Sinh", "m", date(1960, 4, 8), date(1984, 8, 19)), ("BV-NN", "Phạm Thị Kim Oanh", "f", date(1966, 10, 3), date(1994, 9, 2)))  # fmt: skip
GRADUATES = (
    (date(2022, 6, 20), "210/QĐ-ĐHBV"),
    (date(2022, 7, 25), "265/QĐ-ĐHBV"),
    (date(2023, 6, 15), "198/QĐ-ĐHBV"),
    (date(2023, 9, 20), ""),
)


def fill(cast: Cast) -> None:
    """What the office for members' files, the other university and the youth union did in the first half of the year."""
    _associations(cast)
    dung, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(dung), transaction.atomic():
        students = _students(cast, "BV-S2")
        sent = [_send(cast, students[place], dung, day, number) for place, (day, number) in enumerate(SENT)]
        _outside(cast, students[3:6], dung)
        _watched(cast, dung)
        _leaving(cast, dung)
        _badges(cast, dung)
    with acting_as(other), transaction.atomic(), on_day(date(2023, 6, 12)):
        members.accept_transfer(
            sent[0],
            cast.units["LH-1"],
            by=other,
            on=date(2023, 6, 10),
            receipt_no="31-BN/ĐU",
            file_got_on=date(2023, 6, 10),
        )
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        held = Membership.objects.get(access.counted, person=an.person_id)
        members.ask_transfer(
            held,
            members.Place("Đảng bộ Phường Mai Dịch"),
            by=an,
            kind="official",
            cause="residence",
        )


# sign-in, name, unit, role, title
HEADS = (
    ("doan", "Võ Thành Đoàn", "BV-TN", "youth_secretary", "Bí thư Đoàn trường"),
    ("congdoan", "Lương Thị Mai Công", "BV-CD", "union_chair", "Chủ tịch Công đoàn trường"),
)
UNION_TASK = (
    "Công đoàn Trường vận động đoàn viên thi đua, giới thiệu đoàn viên công đoàn ưu tú cho chi bộ xem xét bồi dưỡng"
)
SENT = ((date(2023, 5, 22), "61-GTSHĐ/ĐU"), (date(2023, 6, 26), "74-GTSHĐ/ĐU"))


def _associations(cast: Cast) -> None:
    """The heads of the youth union and of the trade union, and what the committee asks of the trade union."""
    with acting_as(founder()), transaction.atomic():
        for sign_in, name, code, role, title in HEADS:
            cast.accounts[sign_in] = account = make_account(sign_in, name)
            org.grant_role(
                cast.units[code], by=founder(), account_id=account.pk, role=role, below=True, title=title, since=date(2022, 10, 1)
            )  # fmt: skip
    lan = cast.actor("lan")
    with on_day(date(2023, 6, 5)), acting_as(lan), transaction.atomic():
        plan = Programme.objects.filter(unit=cast.units["BV"], since=date(2023, 1, 1)).first()
        if plan is not None:
            task = plans.add_task(plan, by=lan, name=UNION_TASK, due_on=date(2023, 9, 29))
            plans.assign_task(
                task, by=lan, units=[cast.units["BV-CD"]], posts={cast.units["BV-CD"].pk: "Chủ tịch Công đoàn"}
            )


def _students(cast: Cast, code: str) -> list[Membership]:
    return list(Membership.objects.filter(access.counted, unit=cast.units[code], status="official").order_by("id"))


def _send(cast: Cast, held: Membership, by: Actor, day: date, number: str) -> Transfer:
    """A transfer to the other university with its letter."""
    found = places.organisation(cast.units["LH"].pk)
    assert found is not None
    with on_day(day):
        place = members.Place(found.name, found.id, found.key)
        row = members.ask_transfer(held, place, by=by, kind="official", cause="job")
        letter = members.Letter(number, day, day.replace(day=1))
        sealed = members.Sealed(f"NP-{number.split('-')[0]}", day, "Đảng viên tự mang theo")
        return members.release_transfer(
            row, by=by, letter=letter, sealed=sealed, papers=("job", "review", "index", "card")
        )


def _outside(cast: Cast, held: list[Membership], by: Actor) -> None:
    """Out of the system: one without a receipt past its letter, one closed by a receipt, one for a time."""
    late, closed, study = held
    with on_day(date(2023, 4, 10)):
        row = members.ask_transfer(
            late, members.Place("Đảng bộ Phường Dịch Vọng"), by=by, kind="official", cause="graduate"
        )
        members.release_transfer(row, by=by, letter=members.Letter("45-GTSHĐ/ĐU", date(2023, 4, 10), date(2023, 4, 1)))
        row = members.ask_transfer(
            closed, members.Place("Đảng bộ Công ty Cổ phần Sao Mai"), by=by, kind="official", cause="job"
        )
        row = members.release_transfer(
            row, by=by, letter=members.Letter("46-GTSHĐ/ĐU", date(2023, 4, 10), date(2023, 4, 1))
        )
    with on_day(date(2023, 5, 5)):
        members.receipt_transfer(row, by=by, receipt_no="12-BN/ĐU", receipt_on=date(2023, 5, 4), on=date(2023, 5, 2))
    members.ask_transfer(
        study,
        members.Place("Đảng bộ Học viện Phương Nam"),
        by=by,
        kind="temporary",
        cause="study",
        planned_until=date(2024, 1, 31),
    )


def _watched(cast: Cast, by: Actor) -> None:
    """Graduates at each stage of the clock, and a lecturer who retired and has not been transferred."""
    held = _students(cast, "BV-S3")
    for row, (day, paper) in zip(held, GRADUATES, strict=False):
        members.note_departure(row, by=by, cause="graduate", left_on=day, decision=paper)
    lecturer = (
        Membership.objects.filter(access.counted, unit=cast.units["BV-QT"], birth_year__lte=1966)
        .order_by("birth_year", "id")
        .first()
    )
    if lecturer is not None:
        members.note_departure(lecturer, by=by, cause="retired", left_on=date(2023, 3, 1), decision="77/QĐ-ĐHBV")


def _leaving(cast: Cast, by: Actor) -> None:
    """An exemption for treatment, and a removal that is being appealed against."""
    ill, gone = Membership.objects.filter(access.counted, unit=cast.units["BV-KT2"], status="official").order_by("id")[
        :2
    ]
    with on_day(date(2023, 5, 8)):
        row = members.propose_leaving(ill, by=by, kind="exempted", ground="treatment", papers=("request", "health"))
        vote, papers = members.Vote(22, 19), ("review", "minutes", "committee")
        out = members.propose_leaving(gone, by=by, kind="removed", ground="absent", vote=vote, papers=papers)
    with on_day(date(2023, 5, 30)):
        members.decide_leaving(
            row, by=by, decision=members.Paper("52-QĐ/ĐU", date(2023, 5, 15)), authority="Đảng ủy Trường Đại học Bách Việt",
            effective_on=date(2023, 5, 15), until=date(2023, 11, 15),
        )  # fmt: skip
        out = members.decide_leaving(
            out, by=by, decision=members.Paper("118-QĐ/ĐUK", date(2023, 5, 30)), authority="Ban Thường vụ Đảng ủy Khối",
            effective_on=date(2023, 5, 30),
        )  # fmt: skip
    with on_day(date(2023, 6, 20)):
        out = members.hand_decision(out, by=by, on=date(2023, 6, 5))
        members.appeal_leaving(out, by=by, on=date(2023, 6, 20), level="superior")


def _badges(cast: Cast, by: Actor) -> None:
    """Two elders who reach their years in the round of 2 September; one is on the list already."""
    for code, name, sex, born, since in ELDERS:
        members.enrol_person(
            cast.units[code],
            by=by,
            full_name=name,
            sex=sex,
            status="official",
            since=since,
            born_on=born,
            category="lecturer",
            degree="doctor",
        )
    members.propose_badges(cast.units["BV-HC"], by=by, batch=limits.round_at(date(2023, 7, 3)))
