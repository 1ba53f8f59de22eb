"""The forty figures, what opens from them, what stays when they are frozen, and whose hands a report lies in."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction
from django.template import Context, Template
from django.test import Client
from django.utils.translation import override

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.dues.actions import collect_month
from nennep.dues.queries import screen as dues_of
from nennep.dues.tests.story import MONEY, priced
from nennep.duties.registry import due
from nennep.figures.hand import enter
from nennep.members import actions as members
from nennep.org.models import Unit, UnitSpell
from nennep.press.paper import Table
from nennep.programmes import rules
from nennep.reports import access, actions, checking, outline, papers, queries
from nennep.reports.models import Report
from tests import story

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]
FIRST, LAST = date(2023, 1, 1), date(2023, 6, 30)


def drafted(cast: Cast) -> Report:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        return actions.draft_report(cast.units["BV"], by=lan, name="6 tháng", since=FIRST, last_day=LAST)


def frozen(cast: Cast) -> Report:
    report, lan = drafted(cast), cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        return actions.freeze_report(report, by=lan)


def admit(cast: Cast, decided: date, ceremony: date | None) -> None:
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        members.record_admission(
            cast.units["BV-S1"], by=dung, full_name="Cù Văn Muộn", sex="m", decision=members.Paper("90", decided),
            ceremony_on=ceremony,
        )  # fmt: skip


def test_every_one_of_the_forty_numbers_has_its_line() -> None:
    assert sorted(int(row.number) for row in outline.rows() if row.number) == list(range(1, 41))


def test_admissions_are_told_against_the_plan_and_last_year(cast: Cast) -> None:
    story.tell(cast)
    report = drafted(cast)
    with acting_as(cast.actor("lan")), transaction.atomic():
        found = {line.row.code: line for line in queries.lines(report)}
        done, plan, last = found["admissions"], found["own.of_plan"], found["own.of_last"]
        assert done.value and done.before and plan.value and last.value
        assert (plan.value.part, plan.value.whole) == (done.value.part, done.plan)
        assert (last.value.part, last.value.whole) == (done.value.part, done.before.part)
        assert found["own.moved_out"].value == found["decrease.transferred"].value


def test_dues_are_counted_where_the_unit_keeps_them_and_else_as_entered(cast: Cast) -> None:
    report, lan, hoa = drafted(cast), cast.actor("lan"), cast.actor("hoa")

    def said() -> tuple[str, str]:
        with acting_as(lan), transaction.atomic():
            line = next(one for one in queries.live_lines(report) if one.row.code == "dues")
            return line.said, line.counted_by

    assert said() == ("–", "")
    with acting_as(hoa), transaction.atomic():
        cell = priced(cast)
        payers = [one.person_id for one in dues_of(cell, date(2023, 6, 1)).payers]
        collect_month(cell, by=hoa, month=date(2023, 6, 1), but=payers[1:], money=MONEY)
        own = actions.draft_report(cell, by=hoa, name="6 tháng", since=FIRST, last_day=LAST)
        counted = next(one for one in queries.live_lines(own) if one.row.code == "dues").value
    assert counted is not None and (counted.part, counted.whole) == (3_000, 3_000 * len(payers))
    assert said() == (f"3.000/{3 * len(payers)}.000", "dues.collected")
    period = queries.period_of(report)
    with acting_as(lan), transaction.atomic():  # one cell of fourteen keeps them here: the whole was entered
        enter(report.unit_id, report.unit_key, "dues", period, by=lan, part=Decimal(900), whole=Decimal(1_000))
    assert said() == ("900/1.000", "")
    with acting_as(hoa), transaction.atomic():
        enter(own.unit_id, own.unit_key, "dues", period, by=hoa, part=Decimal(1), whole=Decimal(2))
        assert next(one for one in queries.live_lines(own) if one.row.code == "dues").value == counted


def test_the_table_by_unit_stays_when_the_report_is_frozen(cast: Cast, signed_in: Sign) -> None:
    report = frozen(cast)
    with acting_as(cast.actor("lan")), transaction.atomic():
        before = queries.by_unit(report)
    admit(cast, date(2023, 6, 29), date(2023, 6, 29))
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert queries.by_unit(report) == before
        assert queries.totals(before)[0] == report.lines.get(code="members").part
        line, unit = report.lines.get(code="admissions"), cast.units["BV-S1"]
        kept = line.by_unit[str(unit.pk)]
    page = signed_in("lan").get(f"/bao-cao/{report.pk}/dong/{line.pk}/?don-vi={unit.pk}").content.decode()
    assert f"Kết nạp đảng viên mới: {kept}" in re.sub(r"\s+", " ", page) and "Cù Văn Muộn" not in page


@pytest.mark.parametrize(
    ("decided", "ceremony"),
    [
        (date(2023, 6, 28), None),
        (date(2023, 6, 28), date(2023, 7, 2)),
        (date(2022, 12, 28), date(2023, 1, 5)),
    ],
    ids=["no ceremony yet", "ceremony after the period", "decision before the period"],
)
def test_admissions_and_the_rise_of_the_roll_agree_whenever_the_ceremony_was(
    cast: Cast, decided: date, ceremony: date | None
) -> None:
    admit(cast, decided, ceremony)
    report = drafted(cast)
    with acting_as(cast.actor("lan")), transaction.atomic():
        assert all(check.good for check in checking.further_checks(report))


def test_the_paper_writes_days_and_numbers_as_papers_do(cast: Cast) -> None:
    story.tell(cast)
    report = drafted(cast)
    with acting_as(cast.actor("lan")), transaction.atomic():
        cells = [
            cell
            for block in papers.targets_annex(report).blocks
            if isinstance(block, Table)
            for row in block.rows
            for cell in row
        ]
    assert "30/6/2023" in cells
    assert not [cell for cell in cells if re.fullmatch(r"\d{4}-\d\d-\d\d|\d+,0", cell)]
    assert papers._state({"state": "on_way", "percent": 59.04}) == "Đạt 59% kế hoạch"
    assert all(papers._state({"state": one, "percent": None}) for one in (rules.MISSED, rules.PARTLY, rules.NOT_DUE))


def test_another_organisation_neither_sees_nor_touches_a_draft(cast: Cast, signed_in: Sign) -> None:
    report, khoi = frozen(cast), cast.actor("khoi")
    assert signed_in("khoi").get(f"/bao-cao/{report.pk}/").status_code == 404
    with acting_as(khoi), transaction.atomic(), pytest.raises(NotYours):
        actions.thaw_report(report, by=khoi)
    for name, verb, more in (
        ("chanh", actions.check_report, {}), ("bithu", actions.record_opinion, {"opinion": "Nhất trí"}),
        ("bithu", actions.sign_report, {}), ("van", actions.number_report, {}), ("van", actions.send_report, {}),
    ):  # fmt: skip
        by = cast.actor(name)
        with acting_as(by), transaction.atomic():
            verb(report, by=by, **more)
    assert signed_in("khoi").get(f"/bao-cao/{report.pk}/").status_code == 200


def test_an_office_still_acts_for_the_cells_of_its_own_organisation(cast: Cast) -> None:
    hoa, chief = cast.actor("hoa"), cast.actor("chanh")
    with acting_as(hoa), transaction.atomic():
        report = actions.draft_report(cast.units["BV-S1"], by=hoa, name="6 tháng", since=FIRST, last_day=LAST)
        actions.freeze_report(report, by=hoa)
    with acting_as(chief), transaction.atomic():
        assert access.check.allows(chief, report)


def test_each_role_finds_on_the_first_page_the_report_that_waits_for_it(cast: Cast) -> None:
    report = frozen(cast)

    def waits(name: str) -> bool:
        actor = cast.actor(name)
        with acting_as(actor), transaction.atomic():
            return any(one.kind == "stage" and one.title == report.name for one in due(actor, date(2023, 8, 1)))

    assert [waits(name) for name in ("chanh", "uyvien", "bithu", "van", "khoi_chanh")] == [
        True,
        False,
        False,
        False,
        False,
    ]
    chief = cast.actor("chanh")
    with acting_as(chief), transaction.atomic():
        actions.check_report(report, by=chief)
    assert [waits(name) for name in ("chanh", "uyvien", "bithu", "van")] == [False, True, True, False]


def test_a_heading_with_a_per_cent_sign_speaks_english() -> None:
    with override("en"):
        assert Template('{% load i18n %}{% translate "% KH năm" %}').render(Context()) == "% of year's plan"


def test_a_unit_that_ended_in_the_period_keeps_its_line(cast: Cast) -> None:
    lan, gone = cast.actor("lan"), cast.units["BV-S3"]
    with acting_as(lan), transaction.atomic():
        report = drafted(cast)
        before = {row.unit_id: row.values for row in queries.by_unit(report)}
        Unit.objects.filter(pk=gone.pk).update(until=date(2023, 5, 1))
        UnitSpell.objects.filter(unit=gone).update(until=date(2023, 5, 1))
        after = {row.unit_id: row for row in queries.by_unit(report)}
        assert after[gone.pk].values == before[gone.pk] and "đã kết thúc" in after[gone.pk].name
