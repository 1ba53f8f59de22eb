"""The board of targets by unit."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.desk.boards import boards
from nennep.org.models import Unit, UnitSpell
from tests import story


@pytest.mark.data
@pytest.mark.django_db
def test_a_unit_that_ended_in_the_year_keeps_its_line_and_is_not_late(cast: Cast) -> None:
    told, lan, gone = story.tell(cast), cast.actor("lan"), cast.units["BV-S3"]
    with acting_as(lan), transaction.atomic():
        Unit.objects.filter(pk=gone.pk).update(until=date(2023, 5, 1))
        UnitSpell.objects.filter(unit=gone).update(until=date(2023, 5, 1))
        board = next(one for one in boards(lan, cast.units["BV"], date(2023, 7, 3)) if one.target == told.target)
        row = next(one for one in board.rows if one.unit.pk == gone.pk)
        assert row.value > 0 and not row.late and "01/05/2023" in row.note


@pytest.mark.data
@pytest.mark.django_db
def test_a_sectional_organisation_answers_for_the_shares_of_its_cells(cast: Cast) -> None:
    told, lan, above = story.tell(cast), cast.actor("lan"), cast.units["BV-KT"]
    with acting_as(lan), transaction.atomic():
        board = next(one for one in boards(lan, cast.units["BV"], date(2023, 7, 3)) if one.target == told.target)
        row = next(one for one in board.rows if one.unit.pk == above.pk)
        below = told.target.shares.filter(unit__key__startswith=above.key).exclude(value=None)
        given = sum(float(share.value or 0) for share in below)
        assert row.goal == (given or None)
        whole = sum(float(share.value or 0) for share in told.target.shares.exclude(value=None))
        assert board.goal == whole


@pytest.mark.django_db
def test_what_was_done_is_told_in_the_tone_of_success(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    told = story.tell(cast)
    there = f"/theo-doi/viec/{told.work.pk}/"
    page = signed_in("hoa").post(
        there, {"percent": "50", "note": "Đang làm", "version": told.work.version}, follow=True
    )
    assert [str(one.tags) for one in page.context["messages"]] in (
        [],
        ["ok"],
    ) and 'class="say ok"' in page.content.decode()
