"""Leaving, pausing, coming back, Party age and badges, by their verbs and against hand-counted answers."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.duties import rulebook
from nennep.duties.models import DatedRule
from nennep.figures.registry import figure, through
from nennep.members import access, actions, limits, paperwork, posts, rules, steps
from nennep.members.models import Badge, Departure, FileEntry, Leaving, Membership, Transfer
from nennep.members.partyage import age_of, due_in, waits
from nennep.members.tests.test_imports import book, read
from nennep.members.tests.test_life import admit
from nennep.members.tests.test_transfers import LETTER, member, to
from nennep.org.queries import ask

DECISION = actions.Paper("20-QĐ/ĐU", date(2023, 6, 20))
YEAR = through(date(2023, 1, 1), date(2023, 12, 31))


@pytest.mark.django_db
def test_a_limit_is_the_row_in_force_on_its_day_and_names_its_source() -> None:
    now, then = limits.procedure(date(2025, 9, 1), "job"), limits.procedure(date(2026, 9, 1), "job")
    assert (now.words, now.source, now.sure) == ("60 ngày làm việc", "Quy định 294-QĐ/TW, mục 6.3.1", True)
    assert (then.count, then.sure) == (60, False)
    DatedRule.objects.filter(rule_key="transfer.begin", valid_to__year=9999).update(value="30")
    assert [limits.procedure(date(year, 9, 1), "job").count for year in (2025, 2026)] == [60, 30]
    assert limits.letter_valid(date(2023, 7, 3), "abroad").after(date(2023, 7, 3)) == date(2023, 9, 25)


@pytest.mark.django_db
def test_every_limit_has_a_row_on_any_day() -> None:
    for day in (date(2000, 1, 1), date(2023, 7, 3), date(2030, 1, 1)):
        assert all(
            key.shape.read(rulebook.on(day).row(key.code).value) for key in (*limits.KEYS, *posts.KEYS, *steps.KEYS)
        )


@pytest.mark.parametrize(
    ("joined", "lost", "day", "years"),
    [
        (date(1993, 9, 2), 0, date(2023, 9, 1), 29),
        (date(1993, 9, 2), 0, date(2023, 9, 2), 30),
        (date(1993, 9, 2), 30, date(2023, 9, 2), 29),
        (date(1993, 9, 2), 30, date(2023, 10, 2), 30),
        (date(2023, 9, 2), 0, date(2023, 1, 1), 0),
    ],
)
def test_party_age_is_full_years_less_what_does_not_count(joined: date, lost: int, day: date, years: int) -> None:
    assert rules.party_age(joined, day, lost) == years


def test_stretches_that_overlap_are_lost_once() -> None:
    found = [
        (date(2020, 1, 1), date(2020, 2, 1)),
        (date(2020, 1, 15), date(2020, 2, 10)),
        (date(2021, 1, 1), date(2022, 1, 1)),
    ]
    assert rules.lost_days(found, date(2021, 1, 11)) == 40 + 10


@pytest.mark.django_db
def test_two_thirds_remove_and_the_ordinary_majority_lets_go() -> None:
    shares = [limits.leaving_vote(date(2023, 7, 3), key) for key in ("vote.removal", "vote.resignation")]
    assert [[share.least(base) for base in (3, 4, 24, 25)] for share in shares] == [[2, 3, 16, 17], [2, 3, 13, 13]]


@pytest.mark.django_db
def test_the_rounds_of_badges_are_a_row_that_an_operator_may_change() -> None:
    rounds = limits.badge_rounds(2024)
    assert [(one.award_on, one.first, one.last) for one in rounds] == [
        (date(2024, 2, 3), date(2023, 12, 1), date(2024, 2, 29)),
        (date(2024, 5, 19), date(2024, 3, 1), date(2024, 5, 31)),
        (date(2024, 9, 2), date(2024, 6, 1), date(2024, 9, 30)),
        (date(2024, 11, 7), date(2024, 10, 1), date(2024, 11, 30)),
    ]
    DatedRule.objects.filter(rule_key="badge.rounds").update(value="1/1-3/2,1/7-2/9")
    assert [(one.award_on, one.last) for one in limits.badge_rounds(2024)] == [
        (date(2024, 2, 3), date(2024, 6, 30)),
        (date(2024, 9, 2), date(2024, 12, 31)),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("day", "award"),
    [
        (date(2023, 7, 3), date(2023, 9, 2)),
        (date(2023, 9, 3), date(2023, 11, 7)),
        (date(2023, 12, 1), date(2024, 2, 3)),
    ],
)
def test_the_next_round_of_badges(day: date, award: date) -> None:
    assert limits.round_at(day).award_on == award


def removed(cast: Cast, held: Membership, kind: str = "removed") -> Leaving:
    by = cast.actor("dung")
    vote = actions.Vote(9, 6) if paperwork.WAYS[kind].votes else None
    ground, on = paperwork.WAYS[kind].grounds[0][0], date(2023, 6, 8)
    row = actions.propose_leaving(held, by=by, kind=kind, ground=ground, vote=vote, on=on)
    return actions.decide_leaving(
        row, by=by, decision=DECISION, authority="Ban Thường vụ Đảng ủy", effective_on=date(2023, 6, 22)
    )


@pytest.mark.django_db
def test_a_removal_goes_from_the_vote_to_the_decision_and_ends_what_ran(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        actions.note_departure(held, by=by, cause="graduate", left_on=date(2023, 6, 1))
        actions.ask_transfer(held, to(cast), by=by, kind="official", cause="job")
        with pytest.raises(Exception, match="ít nhất 6/9"), transaction.atomic():
            actions.propose_leaving(held, by=by, kind="removed", ground="absent", vote=actions.Vote(9, 5))
        with pytest.raises(Exception, match="số phiếu tán thành"), transaction.atomic():
            actions.propose_leaving(held, by=by, kind="removed", ground="absent")
        removed(cast, held)
        held.refresh_from_db()
        assert (held.until, held.end) == (date(2023, 6, 22), "removed")
        assert Transfer.objects.get(person=held.person_id).state == "withdrawn"
        assert Departure.objects.get(person=held.person_id).closed_on == date(2023, 6, 22)
        unit = ask(cast.units["BV"], YEAR)
        assert figure("decrease.removed").count(unit).part == figure("leavings").count(unit).part == 1


@pytest.mark.django_db
def test_an_appeal_has_its_days_and_may_restore(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        row = actions.hand_decision(removed(cast, held), by=by, on=date(2023, 6, 23))
        assert row.appeal_by == date(2023, 8, 4)
        with pytest.raises(Exception, match="Đã quá thời hạn"), transaction.atomic():
            actions.appeal_leaving(row, by=by, on=date(2023, 8, 7), level="superior")
        row = actions.appeal_leaving(row, by=by, on=date(2023, 6, 30), level="superior")
        assert row.answer_by == date(2023, 11, 3)
        actions.settle_appeal(row, by=by, on=date(2023, 7, 3), restored=True, answer="Đủ điều kiện khôi phục")
        again = Membership.objects.get(access.counted, person=held.person_id)
        assert (again.since, again.begin, again.unit_id) == (date(2023, 6, 22), "restored", held.unit_id)
        assert figure("leavings").count(ask(cast.units["BV"], YEAR)).part == 0


@pytest.mark.django_db
def test_an_exemption_pauses_without_ending_and_has_an_end(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast, "BV-LU")
        row = actions.propose_leaving(held, by=by, kind="exempted", ground="treatment")
        with pytest.raises(Exception, match="trước ngày 22/06/2024"), transaction.atomic():
            actions.decide_leaving(
                row,
                by=by,
                decision=DECISION,
                authority="Đảng ủy",
                effective_on=date(2023, 6, 22),
                until=date(2024, 7, 1),
            )
        row = actions.decide_leaving(
            row, by=by, decision=DECISION, authority="Đảng ủy", effective_on=date(2023, 6, 22), until=date(2023, 12, 1)
        )
        assert Membership.objects.filter(access.counted, pk=held.pk).exists()
        half = ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 6, 30)))
        assert figure("exempted").count(half).part == 1
        actions.end_exemption(row, by=by, on=date(2023, 6, 30))
        assert figure("exempted").count(half).part == 0


@pytest.mark.django_db
def test_an_annulment_takes_the_admission_along(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = admit(cast, day=date(2023, 4, 1))
        before = figure("admissions").count(ask(cast.units["BV"], YEAR)).part
        removed(cast, Membership.objects.get(person=row.person_id), "annulled")
        assert figure("admissions").count(ask(cast.units["BV"], YEAR)).part == before - 1


@pytest.mark.django_db
def test_coming_back_takes_36_months_and_the_gap_is_no_party_age(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic(), on_day(date(2027, 7, 2)):
        row = admit(cast, day=date(2015, 4, 1))
        held = Membership.objects.get(person=row.person_id)
        actions.recognise_member(held, by=by, decision=actions.Paper("1", date(2016, 4, 10)))
        removed(cast, Membership.objects.get(access.counted, person=row.person_id))
        person, cell = row.person, cast.units["BV-NN"]
        with pytest.raises(Exception, match="Chưa đủ 36 tháng"), transaction.atomic():
            actions.readmit_member(
                person,
                cell,
                by=by,
                decision=actions.Paper("9", date(2026, 6, 1)),
                ceremony_on=date(2026, 6, 9),
                consent="1-CV/TU",
            )
        actions.readmit_member(
            person,
            cell,
            by=by,
            decision=actions.Paper("9", date(2026, 6, 22)),
            ceremony_on=date(2026, 6, 29),
            consent="1-CV/TU",
        )
        again = Membership.objects.get(access.counted, person=person)
        assert (again.status, again.begin) == ("probationary", "readmitted")
        actions.recognise_member(again, by=by, decision=actions.Paper("10", date(2027, 7, 1)))
        age = age_of(person.pk, date(2028, 4, 1))
        assert age is not None and (age.joined_on, age.lost) == (date(2015, 4, 1), 1096)
        assert age.years(date(2028, 3, 31)) == 9 and age.years(date(2028, 4, 1)) == 10


@pytest.mark.django_db
def test_who_resigned_does_not_come_back(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        held = member(cast)
        row = removed(cast, held, "resigned")
        with pytest.raises(Exception, match="không được xét kết nạp lại"):
            actions.readmit_member(
                held.person,
                row.unit,
                by=by,
                decision=actions.Paper("9", date(2030, 1, 1)),
                ceremony_on=date(2030, 1, 9),
                consent="1",
            )


@pytest.mark.django_db
def test_the_page_of_a_round_names_the_rules_of_its_dates_with_their_sources(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    page = unescape(signed_in("dung").get(reverse("members:badges")).content.decode())
    assert "Quy định áp dụng" in page and "01/12–03/2; 01/3–19/5; 01/6–02/9; 01/10–07/11" in page
    assert "cách tính đủ năm của Hà Nội" in page and "30, 40, 45" in page and "24-QĐ/TW" in page
    assert "Thời gian dự bị: 12 tháng" in unescape(signed_in("dung").get(reverse("members:watch")).content.decode())


@pytest.mark.django_db
def test_badges_are_proposed_for_a_round_decided_and_given_once(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units["BV"]
    batch = limits.round_at(date(2023, 7, 3))
    with acting_as(by), transaction.atomic():
        for born, since in ((1960, date(1984, 8, 1)), (1962, date(1994, 9, 30)), (1963, date(1994, 10, 1))):
            actions.enrol_person(
                cast.units["BV-LU"], by=by, full_name=f"Người Sinh {born}", sex="f", status="official", since=since,
                born_on=date(born, 1, 1),
            )  # fmt: skip
        due = due_in(unit, batch)
        assert [(one.membership.birth_year, one.years, one.reached_on) for one in due] == [
            (1960, 40, date(2023, 8, 1)),
            (1962, 30, date(2023, 9, 30)),
        ]
        rows = actions.propose_badges(unit, by=by, batch=batch)
        assert len(rows) == 2 and due_in(unit, batch) == []
        wait = {"kind": "discipline", "since": date(2023, 5, 1), "values": {"form": "reprimand", "reason": "x"}}
        FileEntry.objects.create(person_id=rows[0].person_id, **wait)
        assert waits([row.person_id for row in rows], batch.award_on) == {rows[0].person_id: date(2023, 11, 1)}
        late = Membership.objects.get(
            access.counted, birth_year=1963, unit=cast.units["BV-LU"], full_name="Người Sinh 1963"
        )
        early = actions.propose_badge(late, by=by, years=30, award_on=batch.award_on, note="Bệnh nặng")
        actions.drop_badge(early, by=by, note="Chưa đủ giấy tờ")
        with pytest.raises(Exception, match="Chưa đủ 40 năm"), transaction.atomic():
            actions.propose_badge(late, by=by, years=40, award_on=batch.award_on, note="Bệnh nặng")
        assert actions.decide_badges(rows, by=by, decision=actions.Paper("5-QĐ/TU", date(2023, 7, 1))) == 2
        entries = FileEntry.objects.filter(person__in=[row.person_id for row in rows], kind="badges")
        assert sorted(one.values["years"] for one in entries) == sorted(str(row.years) for row in rows)
        assert Badge.objects.filter(state="decided").count() == figure("badges").count(ask(unit, YEAR)).part == 2
        with pytest.raises(Exception, match="danh sách đã thay đổi"), transaction.atomic():
            actions.decide_badges(rows, by=by, decision=actions.Paper("5-QĐ/TU", date(2023, 7, 1)))


@pytest.mark.django_db
def test_the_graduates_clock_reminds_all_three_and_may_be_extended(cast: Cast) -> None:
    from nennep.notify.models import Notice
    from nennep.org import actions as org

    by, an, hoa = cast.actor("dung"), cast.actor("an"), cast.actor("hoa")
    with acting_as(cast.actor("chanh")), transaction.atomic():
        org.grant_role(
            cast.units["BV-TN"], by=cast.actor("chanh"), account_id=cast.accounts["cuu"].pk, role="youth_secretary", below=False,
            title="Bí thư Đoàn", since=date(2023, 1, 1),
        )  # fmt: skip
    youth = cast.actor("cuu")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.get(access.counted, person=an.person_id)
        row = actions.note_departure(held, by=by, cause="graduate", left_on=date(2022, 7, 20))
        assert row.due_on == date(2023, 7, 20)
        assert actions.remind_departures(cast.units["BV"], by=by) == 1
        assert actions.remind_departures(cast.units["BV"], by=by) == 0
    for one in (an, hoa, youth):
        with acting_as(one), transaction.atomic():
            assert Notice.objects.filter(account_id=one.account_id, words__contains="20/07/2023").exists(), one.name
            assert access.see_departure.allows(one, row)
    with acting_as(youth), transaction.atomic():
        assert not Membership.objects.filter(person=an.person_id).exists()
        actions.give_youth_comment(row, by=youth, words="Tích cực")
    with acting_as(an), transaction.atomic():
        actions.ask_stay(row, by=an, until=date(2023, 12, 1), why="Chờ việc")
    with acting_as(by), transaction.atomic():
        with pytest.raises(Exception, match="không quá 6 tháng"), transaction.atomic():
            actions.extend_stay(row, by=by, until=date(2024, 2, 1), words="Quá dài")
        actions.extend_stay(row, by=by, until=date(2023, 12, 1), words="4-TB/ĐU")
        unit = ask(cast.units["BV"], through(date(2023, 7, 1), date(2023, 7, 31)))
        assert (figure("graduates.over").count(unit).part, figure("graduates.over").count(unit).whole) == (1, 1)
        row.refresh_from_db()
        assert (row.youth_words, row.asked_to, row.extended_to) == ("Tích cực", None, date(2023, 12, 1))


@pytest.mark.django_db
def test_a_letter_without_an_answer_counts_after_its_last_day(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        with on_day(date(2023, 4, 3)):
            row = actions.ask_transfer(member(cast), to(cast), by=by, kind="official", cause="job")
            old = actions.Letter("1-GT", date(2023, 4, 3), date(2023, 4, 1))
            row = actions.release_transfer(row, by=by, letter=old)
        assert row.answer_by == date(2023, 5, 16)  # 1 May is a day off
        june = ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 6, 30)))
        may = ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 5, 15)))
        assert [figure("transfers.unreceipted").count(one).part for one in (june, may)] == [1, 0]
        actions.renew_letter(row, by=by, letter=LETTER)
        assert figure("transfers.unreceipted").count(ask(cast.units["BV"], YEAR)).part == 1
        assert (
            figure("transfers.unreceipted")
            .count(ask(cast.units["BV"], through(date(2023, 1, 1), date(2023, 7, 31))))
            .part
            == 0
        )


@pytest.mark.django_db
def test_a_graduation_list_finds_the_members_among_all_graduates(cast: Cast) -> None:
    by = cast.actor("dung")
    head = ["Họ và tên", "Ngày sinh", "Ngày tốt nghiệp", "Trường hợp", "Số quyết định"]
    with acting_as(by), transaction.atomic():
        one, two = (
            Membership.objects.filter(access.counted, unit=cast.units["BV-S1"])
            .select_related("person")
            .order_by("id")[:2]
        )
        born = one.person.born_on
        assert born is not None
        lines = [
            (one.full_name.upper(), f"{born:%d/%m/%Y}", "15/06/2023", "", "500/QĐ"),
            (two.full_name, "01/01/1950", "15/06/2023", "Tốt nghiệp", "500/QĐ"),
            ("Kiều Thị Không Đảng", "01/01/2001", "15/06/2023", "Tốt nghiệp", "500/QĐ"),
        ]
        wrong = read(cast, book(*lines, ("Lỗi Thị Ngày", "31/02/2001", "", "bay", ""), head=head), "departures")
        assert [fault[0] for fault in wrong.faults] == [5, 5]
        row = read(cast, book(*lines, head=head), "departures")
        assert (row.faults, row.total, len(row.rows)) == ([], 3, 1)
        assert "1 trong 3 dòng" in row.notes[0][2] and "khác ngày sinh" in row.notes[1][2]
        assert actions.take_import(row, by=by) == 1
        noted = Departure.objects.get(person=one.person_id)
        assert (noted.cause, noted.left_on, noted.due_on) == ("graduate", date(2023, 6, 15), date(2024, 6, 15))
        again = read(cast, book(lines[0], head=head), "departures")
        assert "bỏ qua" in again.notes[1][2] and again.rows == []
