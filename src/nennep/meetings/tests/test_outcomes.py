"""Conclusions that give work to others."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions.outcomes import GivenWithoutDay
from nennep.meetings.models import Outcome
from nennep.meetings.queries.minutes import parts
from nennep.meetings.tests.story import TODAY, concluded, opened
from nennep.programmes.models import Work

pytestmark = pytest.mark.django_db


def test_work_for_units_below_is_not_taken_without_its_day(cast: Cast) -> None:
    by, meeting, cell = cast.actor("hoa"), opened(cast), cast.units["BV-S1"]
    words: dict[str, Any] = {"kind": "conclusion", "words": "Các tổ đảng rà soát hồ sơ", "units": [cell]}
    with acting_as(by), pytest.raises(GivenWithoutDay) as refused, transaction.atomic():
        actions.conclude(meeting, by=by, **words)
    assert refused.value.field == "due_on"
    with acting_as(by), transaction.atomic():
        assert not Outcome.objects.filter(meeting=meeting).exists()
        row = actions.conclude(meeting, by=by, due_on=TODAY, **words)
        assert Work.objects.get(pk=row.work_id).unit_id == cell.pk


def test_what_the_unit_reported_is_there_when_the_conclusion_is_settled_and_stands_in_the_minutes(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    first, hoa = concluded(cast), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        row = actions.conclude(
            first, by=hoa, kind="conclusion", words="Cập nhật hồ sơ", owner="Chi ủy", due_on=date(2023, 7, 30)
        )
    page, work = signed_in("hoa"), f"/theo-doi/viec/{row.work_id}/"
    assert page.post(f"{work}tiep-nhan/").status_code == 302
    version = page.get(work).context["form"].initial["version"]
    told = page.post(work, {"percent": "100", "note": "Xong 45/45 hồ sơ", "version": version})
    assert told.status_code == 302
    at = f"/hop/ket-luan/{row.pk}/"
    shown = page.get(at).content.decode()
    assert "báo cáo ngày 03/07/2023: 100%." in shown and 'value="Xong 45/45 hồ sơ"' in shown
    with acting_as(hoa), transaction.atomic():
        later = actions.plan_meeting(
            first.unit, by=hoa, kind=first.kind, title="Sinh hoạt sau", starts_at=first.starts_at + timedelta(days=31), place="Phòng 201"
        )  # fmt: skip
        (item,) = later.items.filter(source="follow", source_id=row.pk)
        assert "Xong 45/45" not in " ".join(part.text for part in parts(later, {}))
    assert page.post(at, {"done": "on", "words": "Xong 45/45 hồ sơ", "number": ""}).status_code == 302
    with acting_as(hoa), transaction.atomic():
        lines = [part.text for part in parts(later, {})]
        place = next(at for at, line in enumerate(lines) if item.title in line)
        assert "Kết quả thực hiện: đã hoàn thành. Xong 45/45 hồ sơ." in lines[place : place + 3]
