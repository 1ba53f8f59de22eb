"""The box of proposals: what came onto an agenda is answered too, by who keeps the box alone."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import Idea
from nennep.meetings.tests.story import opened, planned

pytestmark = pytest.mark.django_db


def test_what_a_meeting_said_of_a_proposal_goes_to_who_made_it(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    an, hoa, cell = cast.actor("an"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(an), transaction.atomic():
        idea = actions.propose_idea(cell.pk, cell.key, by=an, giver_key=cell.key, words="Mua sách cho chi bộ")
    meeting = opened(cast)
    with acting_as(hoa), transaction.atomic():
        item = meeting.items.get(source="idea", source_id=idea.pk)
        actions.note_item(item, by=hoa, result="Chi bộ đồng ý mua trong quý III")
    keeper, giver, answer = signed_in("hoa"), signed_in("an"), f"/hop/de-xuat/{idea.pk}/"
    assert answer in keeper.get("/hop/de-xuat/").content.decode()
    assert answer not in giver.get("/hop/de-xuat/").content.decode()
    assert "Chi bộ đồng ý mua trong quý III" in keeper.get(answer).content.decode()  # written once already
    assert giver.post(answer, {"answer": "Tự trả lời"}).status_code == 404
    assert keeper.post(answer, {"answer": "Chi bộ đồng ý mua trong quý III"}).status_code == 302
    said = giver.get("/hop/de-xuat/").content.decode()
    assert "đã vào chương trình" in said and "đồng ý mua trong quý III" in said
    assert "đồng ý mua trong quý III" in giver.get("/thong-bao/").content.decode()
    with acting_as(hoa):
        assert Idea.objects.get(pk=idea.pk).answer
    again = planned(cast, hour=16)
    with acting_as(hoa):
        assert not again.items.filter(source="idea", source_id=idea.pk).exists()
