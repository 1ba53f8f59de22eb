"""The box of a secret vote on the screen, as those see it who vote and who count."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import Attendance, Presence
from nennep.meetings.queries.ballots import box as seen_by
from nennep.meetings.queries.minutes import said_of
from nennep.meetings.tests.story import opened
from nennep.meetings.tests.test_votes import box, count, tell

pytestmark = pytest.mark.django_db
BALLOT = 'name="choice" value="agreed"'


def test_a_voter_is_told_that_he_has_voted_and_only_he(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    vote, people = box(cast, opened(cast))
    hoa, page = signed_in("hoa"), f"/hop/phieu/{vote.pk}/"
    assert BALLOT in hoa.get(f"{page}?da-bo=1").content.decode()  # an address says nothing of a ballot
    assert hoa.post(f"{page}bo/", {"choice": "agreed"}, follow=True).status_code == 200
    again = hoa.get(page).content.decode()
    assert BALLOT not in again and "Phiếu của đồng chí đã vào hòm phiếu" in again
    other = next(one for one in people if one.person_id != cast.actor("hoa").person_id)
    with acting_as(other):
        assert (found := seen_by(vote, other)) and found.entitled and not found.done and found.cast == 1


def test_ballots_given_out_are_those_who_could_vote(cast: Cast) -> None:
    meeting, by = opened(cast, absent=1), cast.actor("hoa")
    vote, people = box(cast, meeting)
    with acting_as(people[0]):
        actions.cast_ballot(vote, by=people[0], choice="agreed")
    vote = count(cast, vote)
    assert (vote.issued, vote.returned, vote.valid) == (len(people), 1, 1)
    with acting_as(by):
        assert f"Phiếu phát ra {len(people)}, thu về 1, hợp lệ 1" in said_of(vote)


def test_who_comes_after_the_vote_was_opened_votes_and_is_counted(cast: Cast) -> None:
    meeting, by = opened(cast, absent=1), cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        late = meeting.attendance.get(presence="excused", status="official")
        late.left_out = "exempt"
        late.save()
    vote, people = box(cast, meeting)
    base = vote.base
    with acting_as(by):
        Attendance.objects.filter(pk=late.pk).update(presence=Presence.PRESENT)
    people.append(type(people[0])(0, late.name, late.person_id, by.posts))
    for one in people:
        with acting_as(one):
            actions.cast_ballot(vote, by=one, choice="agreed")
    vote = count(cast, vote)
    assert vote.closed and vote.agreed == vote.issued == vote.present == len(people)
    assert vote.base == base + 1 and vote.needed == vote.base // 2 + 1


def test_the_next_round_begins_with_those_level_at_the_last_seat(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    by, meeting, page = cast.actor("hoa"), opened(cast), signed_in("hoa")
    with acting_as(by), transaction.atomic():
        vote = actions.open_election(meeting, by=by, title="Chi ủy", seats=2, names=["Một", "Hai", "Ba", "Bốn"])
        first, second, third, last = (f"c{one.pk}" for one in vote.candidates.all())
    n, most = vote.present, vote.needed
    counts = {"issued": n, "returned": n, "valid": n, first: most + 1, second: most, third: most, last: 0}
    for teller in ("Lê Văn Một", "Trần Thị Hai"):
        vote = tell(cast, vote, teller, **(counts | {first: n}) if most + 1 > n else counts)
    with acting_as(by):
        said = said_of(vote)
    assert f"Hai được {most}/{vote.base}" in said and said.count("bằng phiếu ở vị trí cuối") == 2
    assert said.count("không trúng cử") == 1
    there = f"/hop/{meeting.pk}/bau-cu/?lai={vote.pk}"
    assert there in page.get(f"/hop/phieu/{vote.pk}/").content.decode()
    form = page.get(there).content.decode()
    assert "Hai\nBa</textarea>" in form and 'name="seats" value="1"' in form
    assert "Một" not in page.get(f"/hop/{meeting.pk}/bau-cu/?lai=x").content.decode().split("<textarea")[1][:200]
