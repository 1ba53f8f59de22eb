"""Votes on real rows: cases, secrecy, counts that cannot be."""

from collections.abc import Callable

import pytest
from django.db import connection, transaction
from django.test import Client

from nennep.accounts.models import Account
from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import NotYours, Refused
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions import Counted
from nennep.meetings.actions import votes as verbs
from nennep.meetings.models import Attendance, Meeting, Switch, Vote, Voted
from nennep.meetings.queries.allowed import base_of
from nennep.meetings.queries.minutes import parts, said_of
from nennep.meetings.queries.tellers import differences
from nennep.meetings.tests.story import TODAY, opened
from nennep.members import actions as actions_of_members
from nennep.members.actions import Done
from nennep.members.models import Case, CaseVote
from nennep.members.tests import story as cases

pytestmark = pytest.mark.django_db


def ask(cast: Cast, meeting: Meeting, ballot: str = "card", matter: str = "ordinary", **more: object) -> Vote:
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        return actions.open_vote(meeting, by=by, title="Thông qua", matter=matter, ballot=ballot, **more)  # type: ignore[arg-type]


def count(cast: Cast, vote: Vote, *given: int, **more: object) -> Vote:
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        return actions.close_vote(vote, by=by, counted=Counted(*given, **more) if given else None)  # type: ignore[arg-type]


def test_the_result_of_a_case_flows_into_its_step(cast: Cast) -> None:
    dung, hoa = cast.actor("dung"), cast.actor("hoa")
    with acting_as(dung), transaction.atomic():
        case = cases.told(cast, dung, "cell")
    meeting = opened(cast)
    with acting_as(hoa):
        item = meeting.items.get(source="case", source_id=case.pk)
    vote = ask(cast, meeting, item=item)
    assert (vote.matter, vote.rule_key, vote.step) == ("admission", "vote.propose", "cell")
    assert vote.needed == -(-2 * vote.base // 3)
    vote = count(cast, vote, vote.needed)
    assert vote.passed and "hết giá trị" in vote.note  # the papers of last year no longer hold; the vote is not lost
    with acting_as(dung), transaction.atomic():
        for step in ("file", "verified", "opinions"):
            cases.lay(case, dung, step, TODAY)
        actions_of_members.file_paper(case, "introduction", by=dung, done=Done(TODAY))
    with acting_as(hoa), transaction.atomic():
        vote = actions.pass_vote_on(vote, by=hoa)
        case = Case.objects.get(pk=case.pk)
        row = CaseVote.objects.get(case=case, step="cell")
    assert vote.note == "" and case.stage != "cell"
    assert (row.agreed, row.base, row.needed, row.eligible) == (vote.agreed, vote.base, vote.needed, vote.eligible)


def test_counts_that_contradict_are_refused_and_the_vote_stays_open(cast: Cast) -> None:
    meeting = opened(cast, absent=1)
    vote = ask(cast, meeting)
    assert vote.needed == vote.base // 2 + 1 and vote.present == vote.base - 1
    with pytest.raises(verbs.CountsDoNotFit):
        count(cast, vote, vote.present, 1)
    with acting_as(cast.actor("hoa")), pytest.raises(Refused):
        actions.close_meeting(meeting, by=cast.actor("hoa"))
    vote = count(cast, vote, vote.needed - 1, 0)
    assert vote.closed and vote.passed is False


def test_secrecy_is_a_one_way_switch(cast: Cast) -> None:
    vote = ask(cast, opened(cast))
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        vote = actions.make_secret(vote, by=by, ballot="paper")
        for ballot in ("card", "screen", "paper"):
            with pytest.raises(verbs.NotSecret):
                actions.make_secret(vote, by=by, ballot=ballot)
    with pytest.raises(verbs.TwoTellers):
        count(cast, vote, 3)


def tell(cast: Cast, vote: Vote, teller: str, **counts: int) -> Vote:
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        return actions.tell_ballots(vote, by=by, teller=teller, counts=counts)


def test_paper_ballots_stand_when_two_tellers_agree(cast: Cast) -> None:
    vote = ask(cast, opened(cast), "paper")
    right = {"issued": 4, "returned": 4, "valid": 3, "agreed": 3, "against": 0, "blank": 1}
    assert not tell(cast, vote, "Lê Văn Một", **right).closed
    assert not tell(cast, vote, " lê văn  một ", **right).closed  # one person twice is one teller
    assert not tell(cast, vote, "Trần Thị Hai", **(right | {"agreed": 2})).closed
    with pytest.raises(verbs.TwoTellers):
        tell(cast, vote, "Người Thứ Ba", **right)
    with pytest.raises(verbs.CountsDoNotFit, match=r"Phiếu hợp lệ \(5\) nhiều hơn phiếu thu về \(4\)"):
        tell(cast, vote, "Trần Thị Hai", **(right | {"valid": 5}))
    with acting_as(cast.actor("hoa")):
        assert differences(list(vote.tellings.all()), []) == ["Tán thành: Lê Văn Một ghi 3, Trần Thị Hai ghi 2."]
    vote = tell(cast, vote, "Trần Thị Hai", **right)
    assert vote.closed and (vote.agreed, vote.valid, vote.tellers) == (3, 3, ["Lê Văn Một", "Trần Thị Hai"])


def test_an_election_is_won_by_the_majority_of_the_base(cast: Cast) -> None:
    by, meeting = cast.actor("hoa"), opened(cast)
    with acting_as(by), transaction.atomic():
        with pytest.raises(Refused):
            actions.open_election(meeting, by=by, title="Chi ủy", seats=3, names=["Một", "Hai"])
        vote = actions.open_election(meeting, by=by, title="Chi ủy", seats=2, names=["Một", "Hai", "Ba"])
        first, second, third = (f"c{one.pk}" for one in vote.candidates.all())
    n, most = vote.present, vote.needed
    sheets = {"issued": n, "returned": n, "valid": n}
    for wrong in ({first: n + 1, second: 0, third: 0}, {first: n, second: n, third: 1}):
        with pytest.raises(verbs.CountsDoNotFit):
            tell(cast, vote, "Một", **sheets, **wrong)
    for teller in ("Lê Văn Một", "Trần Thị Hai"):
        vote = tell(cast, vote, teller, **sheets, **{first: most, second: most - 1, third: 1})
    assert vote.closed and vote.passed is False
    with acting_as(by):
        assert [one.elected for one in vote.candidates.all()] == [True, False, False]
        assert f"đồng chí Một được {most}/{vote.base} phiếu" in said_of(vote)


def test_what_must_be_secret_is(cast: Cast) -> None:
    meeting = opened(cast)
    for matter in ("discipline", "expulsion"):
        with pytest.raises(verbs.NotSecret):
            ask(cast, meeting, matter=matter)
    with pytest.raises(verbs.NotSwitchedOn):
        ask(cast, meeting, "screen")


def box(cast: Cast, meeting: Meeting) -> tuple[Vote, list[Actor]]:
    """A vote on the screen with everybody present as a voter of his own."""
    unit = cast.units["BV"]
    with acting_as(cast.actor("chanh")):
        Switch.objects.create(unit=unit, unit_key=unit.key, thing="ballots", paper="12-CV/ĐUK", since=TODAY)
    vote = ask(cast, meeting, "screen")
    hoa = cast.actor("hoa")
    with acting_as(hoa):
        rows = list(Attendance.objects.filter(meeting=meeting, status="official", presence="present").order_by("pk"))
    return vote, [Actor(0, one.name, one.person_id, hoa.posts) for one in rows]


def test_nothing_joins_a_ballot_to_a_person(cast: Cast) -> None:
    meeting = opened(cast, absent=1)
    vote, people = box(cast, meeting)
    assert len(people) >= 4
    choices = ["agreed", "against", "agreed", "blank"]
    before = lines()
    for person, choice in zip(people, choices, strict=False):
        with acting_as(person):
            actions.cast_ballot(vote, by=person, choice=choice)
            with pytest.raises(verbs.NoBallot):
                actions.cast_ballot(vote, by=person, choice="against")
    assert lines() == before  # the journal hears of no ballot
    with acting_as(cast.actor("hoa")), connection.cursor() as cursor:
        cursor.execute("select nn_cast_count(%s)", [vote.pk])
        assert cursor.fetchone() == (4,)
    with connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"), transaction.atomic():
        cursor.execute(f"select * from meetings_cast_{vote.pk}_b")
    vote = count(cast, vote)
    assert (vote.agreed, vote.against, vote.blank) == (2, 1, 1)
    with acting_as(cast.actor("hoa")):
        marks = list(Voted.objects.filter(vote=vote).order_by("pk").values_list("attendance_id", flat=True))
    assert marks == sorted(marks) and len(marks) == 4
    with connection.cursor() as cursor:
        cursor.execute(
            "select to_regclass(%s), to_regclass(%s)", [f"meetings_cast_{vote.pk}_b", f"meetings_cast_{vote.pk}_m"]
        )
        assert cursor.fetchone() == (None, None)
    with acting_as(people[0]), pytest.raises(verbs.NoBallot):
        actions.cast_ballot(vote, by=people[0], choice="agreed")


def lines() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from journal_line")
        return int(cursor.fetchone()[0])


def test_who_is_not_entitled_has_no_ballot(cast: Cast) -> None:
    meeting = opened(cast, absent=1)
    vote, _people = box(cast, meeting)
    with acting_as(cast.actor("hoa")):
        absent = Attendance.objects.filter(meeting=meeting, presence="excused").first()
        probationary = Attendance.objects.filter(meeting=meeting, status="probationary").first()
    assert absent and probationary
    posts = cast.actor("hoa").posts
    strangers = [
        Actor(0, "Vắng", absent.person_id, posts),
        Actor(0, "Dự bị", probationary.person_id, posts),
        cast.actor("lachong"),
    ]
    for one in strangers:
        with acting_as(one), pytest.raises(verbs.NoBallot):
            actions.cast_ballot(vote, by=one, choice="agreed")


def test_another_units_officer_counts_nothing(cast: Cast) -> None:
    vote = ask(cast, opened(cast))
    other = cast.actor("lachong")
    with acting_as(other), pytest.raises(NotYours):
        actions.close_vote(vote, by=other, counted=Counted(1))


def test_the_base_leaves_out_who_is_exempt_and_away(cast: Cast) -> None:
    by, meeting = cast.actor("hoa"), opened(cast)
    with acting_as(by), transaction.atomic():
        first, second = meeting.attendance.filter(status="official").order_by("pk")[:2]
        actions.call_roll(
            meeting, by=by, absent={first.pk: ("excused", "ốm")}, left_out={first.pk: "exempt", second.pk: "exempt"}
        )
        found = base_of(meeting)
        assert found.excluded == {"exempt": 1} and found.base == found.eligible - 1 == found.present


def test_two_tellers_count_on_their_own_devices(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    vote = ask(cast, opened(cast), "paper")
    keeper, page = signed_in("hoa"), f"/hop/phieu/{vote.pk}/"
    with acting_as(cast.actor("hoa")):
        rows = list(vote.meeting.attendance.filter(presence="present").order_by("pk"))
        own = next(row for row in rows if row.account_id == cast.accounts["hoa"].pk)
        other = next(row for row in rows if row.account_id and row.account_id != own.account_id)
        nobody = next(row for row in rows if row.account_id is None)
    teller = Client()
    teller.force_login(Account.objects.get(pk=other.account_id or 0))
    sheets = {"issued": "4", "returned": "4", "valid": "3", "agreed": "3", "against": "0", "blank": "1"}
    appoint = f"{page}kiem-phieu/"
    assert teller.post(appoint, {"first": own.pk, "second": other.pk}).status_code == 404
    for wrong in ({"first": own.pk}, {"first": own.pk, "second": own.pk}, {"first": own.pk, "second": nobody.pk}):
        assert keeper.post(appoint, wrong).status_code == 422
    before = teller.get(page).content.decode()
    assert "Ghi kết quả" not in before and teller.post(page, sheets).status_code == 422
    assert keeper.post(appoint, {"first": own.pk, "second": other.pk}).status_code == 302
    assert "được cử kiểm phiếu" in teller.get("/thong-bao/").content.decode()
    assert "mỗi người ghi trên máy của mình" in keeper.get(page).content.decode()
    assert (
        teller.post(page, sheets | {"teller": own.name}).status_code == 302
    )  # a name that is sent along counts for nothing
    mine = teller.get(page).content.decode()
    assert f"Đang chờ {own.name} ghi" in mine and "every 10s" in mine and 'name="agreed" value="3"' in mine
    waiting = keeper.get(page).content.decode()
    assert f"Chưa ghi: {own.name}" in waiting and "ghi khác nhau" not in waiting
    assert keeper.post(page, sheets | {"valid": "5"}).status_code == 422
    assert keeper.post(page, sheets | {"agreed": "2"}).status_code == 302
    for who in (keeper, teller):
        text = who.get(page, headers={"HX-Request": "true"}).content.decode()
        assert f"Tán thành: {other.name} ghi 3, {own.name} ghi 2." in text
    with acting_as(cast.actor("hoa")), transaction.atomic(), pytest.raises(verbs.TwoTellers):
        actions.tell_ballots(vote, by=cast.actor("hoa"), teller=other.name, counts={})  # nobody enters for another
    assert keeper.post(page, sheets).status_code == 302
    assert teller.get(page, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    with acting_as(cast.actor("hoa")):
        vote.refresh_from_db()
        assert vote.closed and sorted(vote.tellers) == sorted([own.name, other.name]) and vote.agreed == 3
    assert "tán thành 3" in teller.get(page).content.decode().lower()
    assert teller.post(page, sheets | {"agreed": "1"}).status_code in (200, 422)  # it is over: nothing is written


def test_a_vote_pressed_twice_is_one_and_one_opened_by_mistake_is_taken_back(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    meeting, by, page = opened(cast), cast.actor("hoa"), signed_in("hoa")
    first = ask(cast, meeting, "paper")
    assert ask(cast, meeting, "paper").pk == first.pk and ask(cast, meeting).pk != first.pk
    tell(cast, first, "Lê Văn Một", issued=4, returned=4, valid=4, agreed=4, against=0, blank=0)
    with acting_as(by):
        numbers = list(Vote.objects.filter(meeting=meeting).values_list("pk", flat=True))
    for number in numbers:
        assert page.post(f"/hop/phieu/{number}/bo-bieu-quyet/").status_code == 302
    assert "mở nhầm" in page.get(f"/hop/phieu/{first.pk}/").content.decode()
    with acting_as(by), transaction.atomic():
        meeting = actions.close_meeting(meeting, by=by)  # nothing is left open, nothing was invented
        assert not any("Thông qua" in part.text and "Biểu quyết" in part.text for part in parts(meeting, {}))
    assert page.post(f"/hop/phieu/{first.pk}/bo-bieu-quyet/").status_code == 404
    vote, _people = box(cast, opened(cast, absent=1))
    with acting_as(by), transaction.atomic(), pytest.raises(verbs.NotWithdrawn):
        actions.withdraw_vote(vote, by=by)
