"""The rules in force on a day, and what each key means.

Rooms register their keys in ``AppConfig.ready()``; the values are rows that an operator can change. The page that
applies a rule names it and its source (``InForce.says``).
"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.recall import kept_rows, recall
from nennep.core.words import Words
from nennep.duties import rules
from nennep.duties.models import DatedRule, Holiday
from nennep.viet.write import number


class Shape(StrEnum):
    """How the value of a rule is written."""

    WHOLE = "whole"
    SHARE = "share"
    LIST = "list"
    DAYS = "days"
    DAY = "day"

    def read(self, text: str) -> object:
        """The value, read. ValueError or ZeroDivisionError where it cannot be one."""
        reads: dict[Shape, Callable[[str], object]] = {
            Shape.WHOLE: rules.whole, Shape.SHARE: rules.share, Shape.LIST: rules.numbers, Shape.DAYS: rules.pairs_of_days,
            Shape.DAY: rules.one_day,
        }  # fmt: skip
        return reads[self](text)

    @property
    def how(self) -> Words:
        """How to write it, for one who wrote it otherwise."""
        return {
            Shape.WHOLE: _("Ghi một số nguyên."), Shape.SHARE: _("Ghi dạng 2/3 hoặc >1/2."),
            Shape.LIST: _("Ghi các số tăng dần, cách nhau bằng dấu phẩy, ví dụ 30,40,45."),
            Shape.DAYS: _("Ghi từng cặp ngày/tháng, ví dụ 1/12-3/2,1/3-19/5."), Shape.DAY: _("Ghi ngày/tháng/năm, ví dụ 02/6/1997."),
        }[self]  # fmt: skip


@dataclass(frozen=True)
class Key:
    """A rule with a number: its words and what its value is measured in."""

    code: str
    label: Words
    unit: Words
    is_share: bool = False
    written: Shape | None = None

    @property
    def shape(self) -> Shape:
        """How its value is written."""
        return self.written or (Shape.SHARE if self.is_share else Shape.WHOLE)


KEYS: dict[str, Key] = {}


def offer(*keys: Key) -> None:
    """Register keys; called in ``AppConfig.ready()``."""
    KEYS.update({key.code: key for key in keys})


class RuleMissing(LookupError):
    """No value of a rule is in force on a day."""


@dataclass(frozen=True)
class InForce:
    """The values in force on one day, read together when the first is asked for."""

    day: date
    known: dict[str, DatedRule | None] = field(default_factory=dict, repr=False)

    def together(self, *keys: str) -> "InForce":
        """Read several keys in one statement, for a page that asks for all of them."""
        rows = DatedRule.objects.filter(rule_key__in=keys, valid_to__gt=self.day).order_by("-valid_from")
        self.known.update(dict.fromkeys(keys))
        self.known.update({row.rule_key: row for row in rows})
        return self

    def find(self, key: str) -> DatedRule | None:
        """The row of a key, or None; a day before the first row of a key takes that first row."""
        if not self.known:
            self.known.update(dict.fromkeys(KEYS))
            for row in _rows():
                if row.valid_to > self.day:
                    self.known[row.rule_key] = row
        return self.known.get(key)

    def row(self, key: str) -> DatedRule:
        """The row of a key. Raises RuleMissing."""
        row = self.find(key)
        if row is None:
            raise RuleMissing(f"{key} on {self.day}")
        return row

    def number(self, key: str) -> int:
        """The value of a key that is a number of days, months, people."""
        return rules.whole(self.row(key).value)

    def says(self, *keys: str) -> list[str]:
        """What pages that apply rules say of them: the rule's name, its value, its source and how sure it is."""
        return [_told(row) for row in map(self.find, keys) if row is not None]

    def share(self, key: str) -> rules.Share:
        """The value of a key that is a share."""
        return rules.share(self.row(key).value)

    def a_day(self, key: str) -> date:
        """The value of a key that is a day."""
        return rules.one_day(self.row(key).value)

    def numbers(self, key: str) -> tuple[int, ...]:
        """The value of a key that is a list of numbers."""
        return rules.numbers(self.row(key).value)


def _told(row: DatedRule) -> str:
    key = KEYS[row.rule_key]
    value = row.value
    if key.shape == Shape.LIST:
        value = ", ".join(map(str, rules.numbers(value)))
    elif key.shape == Shape.DAYS:
        value = "; ".join(
            f"{first[1]:02d}/{first[0]}–{last[1]:02d}/{last[0]}" for first, last in rules.pairs_of_days(value)
        )
    elif key.shape == Shape.WHOLE:
        value = number(rules.whole(value))
    return f"{key.label}: {value} {key.unit}".strip() + f" ({row.source}; {row.get_confidence_display()})"


def _rows() -> list[DatedRule]:
    """Every value there is, the newest first."""
    ((key, asked),) = rules_ahead().items()
    return kept_rows(key, asked)


def rules_ahead() -> dict[Hashable, QuerySet[DatedRule]]:
    """What the rules of any day are read from, for ``rows_ahead``."""
    return {"rules": DatedRule.objects.order_by("-valid_from")}


def on(day: date) -> InForce:
    """The rules in force on a day."""
    return recall(("rules", day), lambda: InForce(day))


def deadline(day: date, count: int) -> date:
    """The day on which so many working days after a day end, by the table of holidays."""
    off = set(
        Holiday.objects.filter(day__gt=day, day__lte=day + timedelta(days=count * 2 + 60)).values_list("day", flat=True)
    )
    return rules.working_days_after(day, count, off)
