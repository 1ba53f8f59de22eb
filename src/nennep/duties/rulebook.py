"""The rules in force on a day, and what each key means.

Rooms register their keys in ``AppConfig.ready()``; the values are rows that an operator can change. The page that
applies a rule names it and its source (``InForce.says``).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from nennep.core.words import Words
from nennep.duties import rules
from nennep.duties.models import DatedRule, Holiday


@dataclass(frozen=True)
class Key:
    """A rule with a number: its words and what its value is measured in."""

    code: str
    label: Words
    unit: Words
    is_share: bool = False


KEYS: dict[str, Key] = {}


def offer(*keys: Key) -> None:
    """Register keys; called in ``AppConfig.ready()``."""
    KEYS.update({key.code: key for key in keys})


class RuleMissing(LookupError):
    """No value of a rule is in force on a day."""


@dataclass(frozen=True)
class InForce:
    """The values in force on one day, read once."""

    day: date
    rows: dict[str, DatedRule]

    def row(self, key: str) -> DatedRule:
        """The row of a key. Raises RuleMissing."""
        if key not in self.rows:
            raise RuleMissing(f"{key} on {self.day}")
        return self.rows[key]

    def number(self, key: str) -> int:
        """The value of a key that is a number of days, months, people."""
        return rules.whole(self.row(key).value)

    def share(self, key: str) -> rules.Share:
        """The value of a key that is a share."""
        return rules.share(self.row(key).value)


def on(day: date) -> InForce:
    """The rules in force on a day; a day before the first row of a key takes that first row."""
    found: dict[str, DatedRule] = {}
    for row in DatedRule.objects.filter(valid_to__gt=day).order_by("rule_key", "valid_from"):
        if row.rule_key not in found or row.valid_from <= day:
            found[row.rule_key] = row
    return InForce(day, found)


def deadline(day: date, count: int) -> date:
    """The day on which so many working days after a day end, by the table of holidays."""
    off = set(
        Holiday.objects.filter(day__gt=day, day__lte=day + timedelta(days=count * 2 + 60)).values_list("day", flat=True)
    )
    return rules.working_days_after(day, count, off)
