"""Conclusions that give work to others."""

from typing import Any

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings import actions
from nennep.meetings.actions.outcomes import GivenWithoutDay
from nennep.meetings.models import Outcome
from nennep.meetings.tests.story import TODAY, opened
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
