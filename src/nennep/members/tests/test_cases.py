"""A case from the first notice to recognition, its ends, and what it refuses."""

import os
import threading
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties import registry as duties
from nennep.duties import rulebook
from nennep.journal import verifying
from nennep.journal.queries import lines_about, tell
from nennep.members import actions, sight
from nennep.members.actions import Count, Done, casework
from nennep.members.models import (
    Admission,
    Aid,
    Case,
    CaseMonth,
    CasePaper,
    CaseStep,
    CaseVote,
    FileEntry,
    FilePaper,
    Letter,
    Membership,
    Person,
    Recognition,
)
from nennep.members.tests import story

pytestmark = pytest.mark.django_db


def test_a_case_goes_all_the_way_and_moves_the_figures_by_itself(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "recognised")
        person = case.person_id
        admission = Admission.objects.get(person=person)
        held = Membership.objects.get(person=person, until__year=9999)
        assert (admission.source, admission.ceremony_on, held.status) == ("case", case.probation_on, "probationary")
        assert held.since == case.probation_on and case.stage == "recognised"
        papers = FilePaper.objects.filter(person=person).order_by("kind__stage", "kind__place")
        first = ["A1", "A2", "A3", "A4", "A6", "B1", "B3", "B4"]
        assert [row.kind_id for row in papers] == first and not any(row.file_sha for row in papers)
        assert papers.get(kind="B4").number == admission.decision_no
        names = FileEntry.objects.filter(person=person, kind="introducers").values_list("values__name", flat=True)
        assert sorted(names) == sorted(one.full_name for one in story.official(case.unit, 2))
        story.do(case, "recognised", by, date(2023, 6, 30))
        case.refresh_from_db()
        recognition = Recognition.objects.get(person=person)
        assert recognition.official_from == actions.rules.months_later(admission.ceremony_on, 12)
        assert (case.state, case.stage, case.recognition_id) == ("done", "end", recognition.pk)
        assert {"C1", "C5", "C8"} <= set(FilePaper.objects.filter(person=person).values_list("kind", flat=True))
        assert Person.objects.filter(pk=person).count() == 1


def test_a_person_without_a_membership_is_reached_through_the_case(cast: Cast) -> None:
    lan, other = cast.actor("lan"), cast.actor("lachong")
    with acting_as(lan), transaction.atomic():
        case = story.noticed(cast, lan)
        assert Person.objects.filter(pk=case.person_id).exists()
        assert sight.see.allows(cast.actor("dung"), case.person)
        with acting_as(other):
            assert not Person.objects.filter(pk=case.person_id).exists()
            assert not Case.objects.filter(pk=case.pk).exists()


def test_the_database_shows_a_person_the_steps_and_others_nothing(cast: Cast) -> None:
    by, other = cast.actor("lan"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "committee")
        actions.send_letter(case, by=by, about="A", place="B", number="1", on=date(2022, 3, 1))
        actions.note_month(case, by=by, month=date(2022, 3, 1), present=True)
        tables = (Case, CaseStep, CaseMonth, Aid, CasePaper, CaseVote, Letter)
        with acting_as(Actor(account_id=999, name="", person_id=case.person_id)):
            assert [model.objects.exists() for model in tables] == [True, True, True, False, False, False, False]
        with acting_as(other):
            assert not any(model.objects.exists() for model in tables)


def test_free_steps_may_come_in_any_order_and_others_wait(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.noticed(cast, by)
        with pytest.raises(actions.NotItsTurn):
            actions.take_step(case, "permitted", by=by, done=Done(story.BEGUN))
        story.do(case, "helper", by, date(2022, 1, 11))
        story.do(case, "class", by, date(2022, 2, 1))
        case.refresh_from_db()
        assert case.stage == "permitted"
        with pytest.raises(actions.NotItsTurn):
            story.do(case, "cell", by, date(2022, 3, 1))


def test_a_vote_short_of_two_thirds_leaves_the_step_open_and_says_so(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
        day = date(2022, 6, 1)
        short = Count(day, 28, 25, 16, 9, excluded={"away": 2, "exempted": 1})
        row = actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=short)
        assert (row.base, row.needed, row.passed) == (25, 17, False)
        case.refresh_from_db()
        assert case.stage == "cell"
        actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=short, report_up=True)
        case.refresh_from_db()
        assert case.stage == "committee"


@pytest.mark.parametrize(
    "count",
    [
        Count(date(2022, 6, 1), 10, 11, 5),
        Count(date(2022, 6, 1), 10, 8, 7, 2),
        Count(date(2022, 6, 1), 10, 8, 7, issued=8, returned=9),
        Count(date(2022, 6, 1), 10, 8, 7, issued=8, returned=8, valid=6),
        Count(date(2022, 6, 1), 2, 2, 0, excluded={"away": 2}),
    ],
)
def test_counts_that_contradict_each_other_are_refused(cast: Cast, count: Count) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
        with pytest.raises(actions.CountsDoNotFit):
            actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=count)


def test_papers_that_no_longer_hold_are_asked_for_again(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
        late = Count(date(2023, 6, 1), 12, 11, 10)
        with pytest.raises(actions.FileNotReady, match="Nhận xét"):
            actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=late)
        lacking = {kind.code for kind in casework.missing(case, date(2023, 6, 1), "cell")}
        assert "awareness" not in lacking and "introduction" in lacking
        assert "awareness" in {kind.code for kind in casework.missing(case, date(2027, 6, 1), "cell")}


def test_a_decision_waits_for_the_political_standard(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        with pytest.raises(actions.FileNotReady, match="tiêu chuẩn chính trị"):
            actions.decide_admission(case, by=by, decision=actions.Paper("1", date(2022, 6, 1)), body="BTV")
        assert not Admission.objects.filter(person=case.person_id).exists()


def test_deadlines_count_in_working_days_from_the_step_the_rule_names(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        voted = CaseStep.objects.get(case=case, step="cell").done_on
        row = CaseStep.objects.get(case=case, step="decided")
        assert row.since == voted and row.due_on is not None and voted is not None
        days = [voted + timedelta(days=n) for n in range(1, (row.due_on - voted).days + 1)]
        off = {date(2022, 4, 30), date(2022, 5, 1), date(2022, 9, 2)}
        assert sum(day.weekday() < 5 and day not in off for day in days) == 45
        actions.extend_step(case, by=by, why="Chờ bổ sung")
        case.refresh_from_db()
        assert case.due_on and case.due_on > row.due_on
        with pytest.raises(actions.NotItsTurn):
            actions.extend_step(case, by=by, why="Lần nữa")


def test_a_rule_holds_for_the_day_of_the_step(cast: Cast) -> None:
    from nennep.org.actions import set_rule

    chief = cast.actor("khoi_chanh")
    with acting_as(chief), transaction.atomic():
        set_rule(
            by=chief, key="vote.propose", value="3/4", valid_from=date(2023, 1, 1), source="Văn bản mới", confidence="V"
        )
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "cell")
        row = actions.vote_on_case(case, "cell", by=by, body="Chi bộ", count=Count(date(2022, 6, 1), 12, 12, 8))
        assert row.needed == 8 and "24-QĐ/TW" in row.rule
        now = rulebook.on(date(2023, 1, 1))
        assert now.share("vote.propose").least(12) == 9 and now.row("vote.propose").source == "Văn bản mới"


def test_a_case_follows_the_membership_it_led_to(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "new_class")
        held = Membership.objects.get(person=case.person_id, until__year=9999)
        moved = actions.move_member(held, cast.units["BV-S2"], by=by, on=date(2023, 2, 1))
        case.refresh_from_db()
        assert case.unit_id == cast.units["BV-S2"].pk
        with pytest.raises(actions.NotAnEnd):
            actions.end_case(case, by=by, state="withdrawn", on=date(2023, 3, 1), why="")
        actions.end_membership(moved, by=by, on=date(2023, 4, 1), reason="removed")
        case.refresh_from_db()
        assert case.state == "removed"


def test_a_probation_begun_before_cases_were_kept_is_taken_on(cast: Cast) -> None:
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(unit=cast.units["BV-S1"], status="probationary", until__year=9999).order_by(
            "id"
        )[0]
        case = actions.follow_probation(held, by=by)
        assert (case.stage, case.probation_on, case.source) == ("new_class", held.since, "roll")
        with pytest.raises(actions.AlreadyNoticed):
            actions.follow_probation(held, by=by)


def test_letters_carry_the_deadline_and_hold_the_step_open(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "verified")
        letter = actions.send_letter(
            case, by=by, about="Lương Văn A", place="Phường Mẫu", number="9-CV/ĐU", on=date(2022, 3, 1)
        )
        abroad = actions.send_letter(
            case, by=by, about="Lương Văn B", place="Nơi xa", number="10-CV/ĐU", on=date(2022, 3, 1), abroad=True
        )
        case.refresh_from_db()
        assert case.due_on == abroad.due_on > letter.due_on
        with pytest.raises(actions.FileNotReady):
            story.do(case, "verified", by, date(2022, 4, 1))
        with pytest.raises(actions.ReplyTooEarly):
            actions.answer_letter(letter, by=by, on=date(2022, 2, 1))
        actions.answer_letter(letter, by=by, on=date(2022, 3, 20))
        actions.answer_letter(abroad, by=by, on=date(2022, 3, 25))
        story.do(case, "verified", by, date(2022, 4, 1))


def test_only_who_may_decide_records_the_committees_steps(cast: Cast) -> None:
    by, cell = cast.actor("lan"), cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "permitted")
        with acting_as(cell), pytest.raises(NotYours):
            story.do(case, "permitted", cell, date(2022, 4, 1))
        with acting_as(cell):
            story.do(case, "class", cell, date(2022, 4, 1))


@pytest.mark.django_db(transaction=True)
def test_the_journal_proves_every_row_of_a_case(live_cast: Cast) -> None:
    by = live_cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(live_cast, by, "recognised")
        story.do(case, "recognised", by, date(2023, 6, 30))
        assert any("Quyết định kết nạp" in line.sentence for line in tell(lines_about(case)))
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner:
        assert verifying.verify(owner).wrong == []
        owner.execute("update members_case set decided_on = decided_on - 1")
        assert any("members_case" in one for one in verifying.verify(owner).wrong)


def test_what_falls_due_is_ones_own(cast: Cast) -> None:
    lan = cast.actor("lan")

    def kinds(name: str) -> set[str]:
        by = cast.actor(name)
        with acting_as(by):
            return {duty.kind for duty in duties.due(by, date(2024, 1, 1)) if duty.kind.startswith(("case", "letter"))}

    with acting_as(lan), transaction.atomic():
        story.noticed(cast, lan)
        assert (kinds("hoa"), kinds("lan"), kinds("khoi"), kinds("minh")) == ({"case_keep"}, set(), set(), set())
        case = story.told(cast, lan, "permitted", name="Đỗ Thị Thanh Bình", born_on=date(2001, 1, 1))
        actions.send_letter(case, by=lan, about="Đỗ Văn A", place="Phường Mẫu", number="1", on=date(2022, 3, 1))
        assert (kinds("lan"), kinds("khoi")) == ({"case_decide", "letter_out"}, set())
        story.told(cast, lan, "sectional", cell="BV-KT1", name="Lê Thị Thu Trang", born_on=date(1990, 1, 1))
        assert kinds("khang") == {"case_appraise"}


def test_a_body_that_votes_too_little_decides_nothing(cast: Cast) -> None:
    by, day = cast.actor("lan"), date(2022, 6, 1)
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "decided")
        actions.set_standard(case, by=by, standard="met")
        given: dict[str, Any] = {"by": by, "decision": actions.Paper("77-QĐ/ĐU", day), "body": "Đảng ủy"}
        for count, delegated in ((Count(day, 10, 10, 5, 5), False), (Count(day, 10, 10, 6, 4), True)):
            with pytest.raises(actions.FileNotReady), transaction.atomic():
                actions.decide_admission(case, count=count, delegated=delegated, **given)
        actions.decide_admission(case, count=Count(day, 10, 10, 6, 4), **given)
        vote = case.casevotes.get(step="decided")
        assert (vote.needed, vote.passed) == (6, True)


def test_an_annulled_admission_ends_its_case(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "new_class")
        assert case.admission is not None
        actions.annul_admission(case.admission, by=by, decision=actions.Paper("90-QĐ/ĐU", date(2023, 2, 1)))
        case.refresh_from_db()
        assert (case.state, case.closed_on) == ("annulled", date(2023, 2, 1))


@pytest.mark.django_db(transaction=True)
def test_two_who_record_one_step_at_once_record_it_once(live_cast: Cast) -> None:
    by = live_cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(live_cast, by, "permitted")
    held, results = threading.Event(), []

    def second() -> None:
        try:
            held.wait(20)
            with acting_as(by), transaction.atomic():
                actions.take_step(case, "permitted", by=by, done=Done(date(2022, 3, 1), "2-CV"))
            results.append("recorded")
        except actions.NotItsTurn:
            results.append("refused")
        finally:
            connection.close()

    other = threading.Thread(target=second)
    other.start()
    with acting_as(by), transaction.atomic():
        actions.take_step(case, "permitted", by=by, done=Done(date(2022, 3, 1), "1-CV"))
        held.set()
        other.join(1.0)
        assert other.is_alive()
    other.join(20)
    with acting_as(by), transaction.atomic():
        assert (results, CaseStep.objects.get(case=case, step="permitted").number) == (["refused"], "1-CV")


def test_a_namesake_is_asked_about_and_a_known_person_stays_one(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        member = Membership.objects.filter(unit=cast.units["BV-S1"], status="official", person__born_on__isnull=False)[
            0
        ]
        person = member.person
        with pytest.raises(actions.MaybeTheSame, match="đang là đảng viên"):
            story.noticed(cast, by, name=person.full_name.upper(), born_on=person.born_on)
        known = Person.objects.create(full_name="Lâm Thị Thử", sex="f", born_on=date(2003, 2, 1), category="student")
        union = cast.units["BV-TN"]
        Membership.objects.create(
            person=known, unit=union, unit_key=union.key, association="youth", status="member", placement="counted",
            since=date(2022, 9, 5), until=date(9999, 12, 31), begin="opening", **actions.copies(known),
        )  # fmt: skip
    page = {"full_name": "lâm thị thử", "sex": "f", "born_on": "01/02/2003", "category": "student", "on": "05/06/2023"}
    page["unit"] = str(cast.units["BV-S1"].pk)
    client, there = signed_in("lan"), "/dang-vien/phat-trien/them/"
    asked = client.post(there, page)
    assert asked.status_code == 422 and "cùng họ tên, ngày sinh" in asked.content.decode()
    assert f'value="{known.pk}"' in asked.content.decode() and "Người khác" in asked.content.decode()
    client.post(there, page | {"who": str(known.pk)})
    client.post(there, page | {"who": "new", "born_on": "01/02/2003", "full_name": "Lâm Thị Thử"})
    with acting_as(by):
        assert Case.objects.filter(person=known).count() == 1
