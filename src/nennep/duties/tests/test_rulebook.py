"""Working days, shares, and the rule in force on a day."""

import random
from datetime import date, timedelta

import pytest
from django.db import connection

from nennep.duties import rulebook, rules
from nennep.duties.models import DatedRule, Holiday


@pytest.mark.parametrize(
    ("text", "base", "least"),
    [
        ("2/3", 25, 17),
        ("2/3", 24, 16),
        ("2/3", 1, 1),
        (">1/2", 24, 13),
        (">1/2", 25, 13),
        ("≥2/3", 12, 8),
        ("1/1", 9, 9),
    ],
)
def test_a_share_asks_for_the_fewest_votes_that_reach_it(text: str, base: int, least: int) -> None:
    assert rules.share(text).least(base) == least


@pytest.mark.parametrize("text", ["", "3/2", "0/3", "hai phần ba", "1/0"])
def test_nonsense_is_no_share(text: str) -> None:
    with pytest.raises((ValueError, ZeroDivisionError)):
        rules.share(text)


@pytest.mark.data
@pytest.mark.django_db
def test_the_database_counts_working_days_as_python_does() -> None:
    dice = random.Random(5)
    Holiday.objects.bulk_create(
        [Holiday(day=date(2023, 1, 20) + timedelta(days=n), name="Tết") for n in range(7)], ignore_conflicts=True
    )
    off = set(Holiday.objects.values_list("day", flat=True))
    with connection.cursor() as cursor:
        for _ in range(40):
            day, count = date(2022, 12, 1) + timedelta(days=dice.randint(0, 200)), dice.choice([0, 1, 5, 30, 90])
            cursor.execute("select nn_working_days_after(%s, %s)", [day, count])
            wanted = rules.working_days_after(day, count, off)
            assert cursor.fetchone()[0] == wanted == rulebook.deadline(day, count)


@pytest.mark.django_db
def test_each_day_has_its_rule_with_its_source() -> None:
    before, now, later = (rulebook.on(date(year, 7, 30)).row("vote.propose") for year in (2023, 2025, 2026))
    assert ("24-QĐ/TW" in before.source, "294-QĐ/TW" in now.source, "208-QĐ/TW" in later.source) == (True, True, True)
    assert (before.confidence, now.confidence) == ("S", "V")
    with pytest.raises(rulebook.RuleMissing):
        rulebook.on(date(2023, 1, 1)).row("no.such.rule")


@pytest.mark.django_db
def test_every_key_has_a_value_and_every_value_a_key() -> None:
    assert {row.rule_key for row in DatedRule.objects.all()} == set(rulebook.KEYS)
    for key in rulebook.KEYS.values():
        for year in (2012, 2023, 2027):
            book = rulebook.on(date(year, 1, 1))
            assert key.shape.read(book.row(key.code).value) is not None
