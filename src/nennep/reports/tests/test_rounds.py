"""A round of reports: what was sent is read by the unit above, accepted or asked to be completed."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.notify.models import Notice
from nennep.reports import actions, checking, queries, wording
from nennep.reports.models import Owed, Report
from tests import story

pytestmark = pytest.mark.django_db


def step(cast: Cast, name: str, verb: Callable[..., Report], report: Report, **more: Any) -> Report:
    """One act on a report by one of the cast."""
    actor = cast.actor(name)
    with acting_as(actor), transaction.atomic():
        return verb(report, by=actor, **more)


def sent(cast: Cast, report: Report) -> Report:
    """The report through all its stages."""
    report = step(cast, "lan", actions.freeze_report, report)
    report = step(cast, "chanh", actions.check_report, report)
    report = step(cast, "bithu", actions.record_opinion, report, opinion="Nhất trí.")
    report = step(cast, "bithu", actions.sign_report, report)
    report = step(cast, "van", actions.number_report, report)
    return step(cast, "van", actions.send_report, report)


def test_a_report_that_lacks_something_is_owed_again_and_says_what(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    told = story.tell(cast)
    report = sent(cast, told.report)
    with acting_as(cast.actor("khoi")), transaction.atomic():
        owed = Owed.objects.get(round=told.round, unit=report.unit)
        assert owed.sent_on and owed.report_id == report.pk
    khoi, lan = signed_in("khoi"), signed_in("lan")
    there = f"/bao-cao/dot/{told.round.pk}/{owed.pk}/bo-sung/"
    assert lan.post(there, {"note": "x"}).status_code == 404
    assert khoi.post(there, {"note": " "}).status_code == 422
    assert khoi.post(there, {"note": "Thiếu số liệu đảng phí."}).status_code == 302
    assert "Chờ bổ sung" in khoi.get(f"/bao-cao/dot/{told.round.pk}/").content.decode()
    with acting_as(cast.actor("lan")), transaction.atomic():
        owed.refresh_from_db()
        assert owed.sent_on is None and owed.verdict == "returned"
        assert Notice.objects.filter(account_id=cast.actor("lan").account_id, words__contains="đảng phí").exists()
    again = step(cast, "lan", lambda one, by: actions.draft_report(one.unit, by=by, name="báo cáo bổ sung", since=one.since, last_day=one.last_day), report)  # fmt: skip
    sent(cast, again)
    assert khoi.post(f"/bao-cao/dot/{told.round.pk}/{owed.pk}/dat/").status_code == 302
    assert khoi.post(f"/bao-cao/dot/{told.round.pk}/{owed.pk}/dat/").status_code == 404
    with acting_as(cast.actor("khoi")), transaction.atomic():
        owed.refresh_from_db()
        assert owed.verdict == "accepted" and owed.report_id == again.pk and owed.verdict_note == ""


def test_last_years_admissions_are_followed_to_what_became_of_them(cast: Cast) -> None:
    report = story.tell(cast).report
    with acting_as(cast.actor("lan")), transaction.atomic():
        found = {check.words: check for check in checking.further_checks(report)}
        words, check = next(item for item in found.items() if item[0].startswith("Kết nạp cùng kỳ năm trước"))
        line = next(one for one in queries.live_lines(report) if one.row.code == "admissions")
        assert line.before is not None and check.left == line.before.part > 0
        assert check.good and check.right == check.left, words
        assert found["Cộng số đảng viên các đơn vị = tổng số đảng viên"].good


def test_the_frozen_checks_stay_though_data_change(cast: Cast) -> None:
    report = step(cast, "lan", actions.freeze_report, story.tell(cast).report)
    with acting_as(cast.actor("lan")), transaction.atomic():
        kept = checking.further_checks(report)
        assert kept and report.checks[0]["words"] == kept[0].words
        thawed = actions.thaw_report(report, by=cast.actor("lan"))
        assert thawed.checks == []


def test_a_report_counts_its_own_targets_tasks_and_the_reports_it_waits_for(cast: Cast) -> None:
    report = story.tell(cast).report
    with acting_as(cast.actor("lan")), transaction.atomic():
        lines = {line.row.code: line for line in queries.live_lines(report)}
        goals, tasks = queries.goals(report), queries.tasks(report)
        met, exceeded, every = queries.score(goals)
        value = lines["own.targets"].value
        assert value is not None and (value.part, value.whole) == (met + exceeded, every)
        late = lines["own.late"].value
        assert late is not None and late.part == sum(task["state"] == "late" for task in tasks)


def test_the_text_follows_the_work_areas_and_asks_for_the_rest(cast: Cast) -> None:
    report = story.tell(cast).report
    assert "Kết nạp" in report.sections["III.5"] and "nhiệm vụ theo kế hoạch" in "".join(report.sections.values())
    assert report.sections["II"].endswith("]") and wording.unwritten(report.sections["II"])
    with acting_as(cast.actor("lan")), transaction.atomic():
        areas = {goal["area"] for goal in queries.goals(report)}
        assert {"members", "meetings", "study"} <= areas
