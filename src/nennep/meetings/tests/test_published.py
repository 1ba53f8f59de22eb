"""The published calendar of a unit: put out, moved, cancelled, followed by an address that can be revoked."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.models import Meeting, Published
from nennep.meetings.tests.story import planned

pytestmark = pytest.mark.django_db
PLAN = {
    "kind": "thematic", "title": "Hội nghị chuyên đề quý III", "day": "12/07/2023", "hour": "14h", "minutes": "90", "place": "Hội trường A",
    "topic": "Chuyên đề nội bộ của cấp ủy", "mode": "onsite",
}  # fmt: skip


def test_what_is_published_is_read_below_with_title_time_and_place_alone(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan, hoa, unit = signed_in("lan"), signed_in("hoa"), cast.units["BV"]
    lan.post("/hop/lap/", PLAN)
    there = f"/hop/lich-cong-khai/?don-vi={unit.pk}&thang=2023-07"
    assert "Hội nghị chuyên đề quý III" not in hoa.get(there).content.decode()
    lan.post("/hop/lap/", PLAN | {"title": "Hội nghị toàn trường", "published": "on"})
    page = hoa.get(there).content.decode()
    assert "Hội nghị toàn trường" in page and "14:00–15:30" in page and "Hội trường A" in page
    assert (
        "Hội nghị chuyên đề quý III" not in page
        and "Chuyên đề nội bộ" not in page
        and "/hop/lich-cong-khai/dia-chi/" not in page
    )
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Meeting.objects.get(title="Hội nghị toàn trường")
        moved = timezone.make_aware(datetime(2023, 7, 13, 8))
        row = actions.move_meeting(row, by=cast.actor("lan"), starts_at=moved)
    assert f"/hop/{row.pk}/" not in page and f"/hop/{row.pk}/" in lan.get(there).content.decode()
    assert "dời từ 12/07/2023 14:00" in hoa.get(there).content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        actions.cancel_meeting(row, by=cast.actor("lan"), why="Lý do nội bộ")
    page = hoa.get(there).content.decode()
    assert "đã hủy" in page and "Lý do nội bộ" not in page
    assert signed_in("lachong").get(there).status_code == 404


def test_the_address_of_a_unit_is_made_anew_and_revoked_and_a_wrong_one_is_not_there(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    unit, lan, by = cast.units["BV-S1"], signed_in("hoa"), cast.actor("hoa")
    row = planned(cast)
    with acting_as(by), transaction.atomic():
        row = actions.move_meeting(row, by=by, published=True, starts_at=timezone.make_aware(datetime(2023, 7, 4, 9)))
        first = actions.make_unit_feed(unit, by=by)
    stranger = Client()
    text = stranger.get(f"/hop/lich-cong-khai/{first}.ics").content.decode()
    assert f"UID:hop-{row.pk}@" in text and "T090000" in text and "STATUS:CONFIRMED" in text and "Phòng 201" in text
    page = lan.post(f"/hop/lich-cong-khai/dia-chi/?don-vi={unit.pk}").content.decode()
    assert "chỉ hiện một lần" in page
    gone, wrong = stranger.get(f"/hop/lich-cong-khai/{first}.ics"), stranger.get("/hop/lich-cong-khai/không-có.ics")
    assert gone.status_code == wrong.status_code == 404 and gone.content == wrong.content
    token = page.split("/hop/lich-cong-khai/")[-1].split(".ics")[0]
    with acting_as(by), transaction.atomic():
        actions.cancel_meeting(row, by=by, why="Bận")
    assert "STATUS:CANCELLED" in stranger.get(f"/hop/lich-cong-khai/{token}.ics").content.decode()
    lan.post(f"/hop/lich-cong-khai/thu-hoi/?don-vi={unit.pk}")
    assert stranger.get(f"/hop/lich-cong-khai/{token}.ics").status_code == 404
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        assert Published.objects.filter(meeting=row).exists()
        with pytest.raises(NotYours):
            actions.make_unit_feed(unit, by=an)
