"""What the report needs and no room can count yet: entered by hand, by these codes, and marked so."""

from collections.abc import Hashable
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.core.recall import kept_rows, recalling
from nennep.core.words import Words
from nennep.figures.models import HandFigure
from nennep.figures.registry import Period, Value


@dataclass(frozen=True)
class HandCode:
    """A figure entered by hand: its words, its unit, whether it is a share of a whole."""

    label: Words
    unit: Words
    share: bool = False


HAND: dict[str, HandCode] = {
    "ratings.good": HandCode(_("Được xếp loại hoàn thành tốt nhiệm vụ trở lên"), _("tổ chức, đảng viên"), True),
    "ratings.excellent": HandCode(_("Được xếp loại hoàn thành xuất sắc nhiệm vụ"), _("tổ chức, đảng viên"), True),
    "study.plans": HandCode(_("Có kế hoạch học tập và làm theo"), _("chi bộ, đảng viên"), True),
    "committees.filled": HandCode(_("Cấp ủy viên được bổ sung, chuẩn y; còn khuyết"), _("người"), True),
    "dues": HandCode(_("Đảng phí thu so với phải thu"), _("đồng"), True),
}


def hand_value(unit_id: int, code: str, period: Period) -> Value | None:
    """The latest value entered for a unit within a period; None where nobody entered one."""
    if recalling():
        ((key, asked),) = hand_ahead(unit_id).items()
        every = kept_rows(key, asked)
        found = (row for row in every if row.code == code and period.since <= row.since and row.until <= period.until)
        row = next(found, None)
    else:
        own = HandFigure.objects.filter(unit_id=unit_id, code=code, since__gte=period.since, until__lte=period.until)
        row = own.order_by("-until", "-since", "-entered_at").first()
    return value_of(row) if row else None


def hand_ahead(unit_id: int) -> dict[Hashable, QuerySet[HandFigure]]:
    """Everything entered for a unit, the latest first, for ``rows_ahead``."""
    every = HandFigure.objects.filter(unit_id=unit_id).order_by("-until", "-since", "-entered_at")
    return {("hand", unit_id): every}


def value_of(row: HandFigure) -> Value:
    """A stored row as a value."""
    return Value(float(row.part), float(row.whole) if row.whole is not None else None, by_hand=True, note=row.source)


@transaction.atomic
def enter(
    unit_id: int,
    unit_key: str,
    code: str,
    period: Period,
    *,
    by: Actor,
    part: Decimal,
    whole: Decimal | None = None,
    source: str = "",
) -> HandFigure:
    """Enter or replace a value; the caller has passed its gate."""
    row, _made = HandFigure.objects.update_or_create(
        unit_id=unit_id,
        code=code,
        since=period.since,
        until=period.until,
        defaults={
            "unit_key": unit_key, "part": part, "whole": whole, "source": source[:250],
            "entered_by": by.account_id, "entered_at": now(),
        },
    )  # fmt: skip
    return row
