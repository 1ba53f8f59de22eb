"""What an office expects of the rest of the year, and the sums of the table by unit."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.org.queries import ask
from nennep.reports import actions, papers, queries
from tests import story

pytestmark = pytest.mark.django_db


def test_the_expected_rest_stands_beside_what_was_done_also_after_freezing(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    report, lan = story.tell(cast).report, signed_in("lan")
    there = f"/bao-cao/{report.pk}/uoc/"
    page = lan.get(there).content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        last = ask(report.unit, through(date(2022, 7, 1), date(2022, 12, 31)))
        assert queries.proposed_rest(report)["admissions"] == FIGURES["admissions"].rows(last).count() > 0
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    given = {"version": version[1], "admissions": "41", "admissions.students": "", "recognitions": "30"}
    assert lan.post(there, given | {"admissions": "nhiều"}).status_code == 422
    assert lan.post(there, given).status_code == 302
    assert lan.post(there, given).status_code == 409
    with acting_as(cast.actor("lan")), transaction.atomic():
        report.refresh_from_db()
        line = next(one for one in queries.lines(report) if one.row.code == "admissions")
        assert line.value is not None and line.whole_year == line.value.part + 41
        frozen = actions.freeze_report(report, by=cast.actor("lan"))
        again = next(one for one in queries.lines(frozen) if one.row.code == "admissions")
        assert again.whole_year == line.whole_year
        table = papers.figures_annex(frozen).blocks[0]
        assert any(str(int(line.whole_year)) in row for row in table.rows)  # type: ignore[union-attr]


def test_the_table_by_unit_adds_up_to_the_report(cast: Cast) -> None:
    report = story.tell(cast).report
    with acting_as(cast.actor("lan")), transaction.atomic():
        members = FIGURES["members"].rows(ask(report.unit, queries.period_of(report))).count()
        assert queries.totals(queries.by_unit(report))[0] == members
