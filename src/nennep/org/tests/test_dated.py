"""Rules with numbers are changed by the office of the root, from a day on."""

from collections.abc import Callable
from datetime import date
from itertools import pairwise

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties import rulebook
from nennep.duties.models import DatedRule, Holiday
from nennep.org import actions

pytestmark = pytest.mark.django_db
GIVEN = {"key": "verify.inland", "source": "Văn bản mẫu", "confidence": "V"}


def test_a_new_value_holds_from_its_day_and_leaves_what_was_before(cast: Cast) -> None:
    by = cast.actor("khoi_chanh")
    with acting_as(by), transaction.atomic():
        actions.set_rule(by=by, value="20", valid_from=date(2023, 3, 1), **GIVEN)
        assert rulebook.on(date(2023, 2, 28)).number("verify.inland") == 30
        assert rulebook.on(date(2023, 3, 1)).number("verify.inland") == 20
        with pytest.raises(actions.NotAValue):
            actions.set_rule(by=by, value="25", valid_from=date(2023, 3, 1), **GIVEN)
        spans = list(DatedRule.objects.filter(rule_key="verify.inland").values_list("valid_from", "valid_to"))
        assert all(first[1] == second[0] for first, second in pairwise(spans))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("verify.inland", "hai mươi"),
        ("verify.inland", "-3"),
        ("vote.propose", "5/4"),
        ("badge.years", "40,30"),
        ("badge.rounds", "29/2-3/3"),
    ],
)
def test_a_value_that_cannot_be_is_refused(cast: Cast, key: str, value: str) -> None:
    by = cast.actor("khoi_chanh")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.NotAValue):
        actions.set_rule(by=by, value=value, valid_from=date(2023, 3, 1), **(GIVEN | {"key": key}))


def test_only_the_office_of_the_root_changes_rules_and_holidays(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
        actions.set_rule(by=by, value="20", valid_from=date(2023, 3, 1), **GIVEN)
    with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
        actions.set_holiday(by=by, day=date(2023, 3, 1), name="Ngày hội")


def test_holidays_come_and_go_by_the_page(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("khoi_chanh")
    client.post("/to-chuc/quy-dinh/ngay-nghi/", {"day": "24/11/2026", "name": "Ngày Văn hóa Việt Nam"})
    assert Holiday.objects.filter(day=date(2026, 11, 24)).exists()
    assert "24/11/2026" in client.get("/to-chuc/quy-dinh/?nam=2026").content.decode()
    client.post("/to-chuc/quy-dinh/ngay-nghi/2026-11-24/bo/")
    assert not Holiday.objects.filter(day=date(2026, 11, 24)).exists()
    page = client.post(
        "/to-chuc/quy-dinh/muc/vote.propose/",
        {"value": "x", "valid_from": "01/01/2024", "source": "a", "confidence": "V"},
    )
    assert page.status_code == 422 and "2/3" in page.content.decode()
