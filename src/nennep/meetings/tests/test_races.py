"""Many at once on the real database: one cast for all, because making it costs most."""

import os
import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from django.db import connection, connections, transaction

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import Stale
from nennep.core.scope import acting_as
from nennep.meetings import actions, rules
from nennep.meetings.actions import votes as verbs
from nennep.meetings.actions.room import minute_now
from nennep.meetings.models import Attendance, Meeting, Minutes, Switch, Vote, Voted
from nennep.meetings.tests.story import TODAY, concluded, opened

pytestmark = [pytest.mark.data, pytest.mark.django_db(transaction=True)]


def together(jobs: list[Callable[[], Any]]) -> list[Any]:
    """Run all at the same moment, each on its own connection; answers or what they raised."""
    ready, answers = threading.Barrier(len(jobs)), []

    def run(job: Callable[[], Any]) -> None:
        try:
            ready.wait(20)
            with transaction.atomic():
                answers.append(job())
        except Exception as wrong:
            answers.append(wrong)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(job,)) for job in jobs]
    for one in threads:
        one.start()
    for one in threads:
        one.join(30)
    return answers


def test_nothing_is_double_and_nothing_is_lost(live_cast: Cast) -> None:
    meeting = opened(live_cast)
    unit = live_cast.units["BV"]
    with acting_as(live_cast.actor("chanh")), transaction.atomic():
        for thing in ("qr", "ballots"):
            Switch.objects.create(unit=unit, unit_key=unit.key, thing=thing, since=TODAY)
    check_in_twice(live_cast, meeting)
    ballots(live_cast, meeting)
    two_editors(live_cast)


def check_in_twice(cast: Cast, meeting: Meeting) -> None:
    """One member with two phones: one place, one line in the journal."""
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        Attendance.objects.filter(meeting=meeting, person_id=an.person_id).update(presence="", came_by="")
    code = rules.attendance_code(meeting.secret, minute_now())

    def job() -> str:
        with acting_as(an):
            return actions.check_in(meeting, by=an, code=code).came_by

    assert together([job] * 4) == ["qr"] * 4
    with acting_as(an), transaction.atomic(), connection.cursor() as cursor:
        assert Attendance.objects.filter(meeting=meeting, person_id=an.person_id, presence="present").count() == 1
        cursor.execute("select count(*) from journal_line where verb = 'meetings.check_in'")
        assert cursor.fetchone() == (1,)


def ballots(cast: Cast, meeting: Meeting) -> None:
    """Everybody casts at once, each twice: every ballot counts once, and no row says whose it is."""
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        vote = actions.open_vote(meeting, by=hoa, title="Thông qua", matter="ordinary", ballot="screen")
        rows = list(Attendance.objects.filter(meeting=meeting, status="official", presence="present").order_by("pk"))
    people = [Actor(0, one.name, one.person_id, hoa.posts) for one in rows]

    def job(person: Actor, choice: str) -> Callable[[], str]:
        def cast_one() -> str:
            with acting_as(person):
                actions.cast_ballot(vote, by=person, choice=choice)
            return "in"

        return cast_one

    answers = together(
        [job(person, "agreed" if place % 3 else "against") for place, person in enumerate(people) for _time in range(2)]
    )
    assert answers.count("in") == len(people)
    assert sum(isinstance(one, verbs.NoBallot) for one in answers) == len(people)
    joined_by_nothing(vote, len(people))
    with acting_as(hoa), transaction.atomic():
        vote = actions.close_vote(Vote.objects.get(pk=vote.pk), by=hoa)
        against = len(people[::3])
        assert (vote.agreed, vote.against, vote.issued) == (len(people) - against, against, len(people))
        assert Voted.objects.filter(vote=vote).count() == len(people)


def joined_by_nothing(vote: Vote, count: int) -> None:
    """As the owner of the database sees it while the vote is open: all marks and all ballots come from one transaction,
    marks lie by number, so that neither xmin nor ctid joins them."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as owner, owner.cursor() as cursor:
        cursor.execute(f"select count(*), count(distinct xmin::text) from meetings_cast_{vote.pk}_b")
        assert cursor.fetchone() == (count, 1)
        cursor.execute(f"select attendance_id from meetings_cast_{vote.pk}_m order by ctid")
        marks = [row[0] for row in cursor.fetchall()]
        assert marks == sorted(marks) and len(marks) == count
        cursor.execute(
            "select column_name from information_schema.columns where table_name = %s", [f"meetings_cast_{vote.pk}_b"]
        )
        assert {row[0] for row in cursor.fetchall()} == {"id", "choice"}


def two_editors(cast: Cast) -> None:
    """Two save the same minutes at once: one is told, and his text is still with him."""
    meeting = concluded(cast, who="minh", code="BV-LU")
    minh, lan = cast.actor("minh"), cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        minutes = Minutes.objects.get(meeting=meeting)

    def job(by: Actor, text: str) -> Callable[[], str]:
        def save() -> str:
            with acting_as(by):
                return actions.write_minutes(minutes, by=by, prose={"opening": text}, seen=minutes.version).prose[
                    "opening"
                ]

        return save

    answers = together([job(minh, "của Minh"), job(lan, "của Lan")])
    assert sum(isinstance(one, Stale) for one in answers) == 1
    with acting_as(lan), transaction.atomic():
        kept = Minutes.objects.get(pk=minutes.pk)
        assert kept.prose["opening"] in answers and kept.revisions.count() == 1
