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
from nennep.meetings.tests.test_votes import box, count

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
