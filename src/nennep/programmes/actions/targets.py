"""Targets: added, bound to a figure, split by year, logged, and entered by hand where nothing counts them."""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.figures import hand
from nennep.figures.registry import FIGURES, Period
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.actions.plans import area_of
from nennep.programmes.models import Entry, Mode, Programme, Share, Target, YearGoal


class NotMeasurable(Refused):
    """A binding that cannot be counted."""


class NotByHand(Refused):
    """A value is typed for a target that the system counts."""


class BadValue(Refused):
    """A value that cannot be: a day to come, a part above its whole."""


class EmptyEntry(Refused):
    """A log entry that says nothing."""


@transaction.atomic
def add_target(programme: Programme, *, by: Actor, name: str, **values: Any) -> Target:
    """Add a target by hand, numeric or qualitative."""
    programme = access.plan.claim(by, programme)
    values.setdefault("since", programme.since)
    values.setdefault("until", programme.until)
    values["area"] = values.get("area") or area_of(name)
    last = programme.targets.order_by("-rank").values_list("rank", flat=True).first() or 0
    row = Target.objects.create(
        rank=last + 1, programme=programme, unit=programme.unit, unit_key=programme.unit_key, name=name, **values
    )
    record("programmes.add_target", row, by=by, says={"name": row.name})
    return row


@transaction.atomic
def bind_target(target: Target, *, by: Actor, seen: int | None = None, **values: Any) -> Target:
    """Bind a target to a figure, a population, a period and a comparator; without a figure it is followed by hand."""
    target = access.bind.claim(by, target, seen=seen)
    if not values.get("figure", target.figure):
        values["mode"] = Mode.HAND
    elif values.get("mode", target.mode) == Mode.EACH and values.get("population", target.population) in {
        "",
        "unit",
        "members",
    }:
        raise NotMeasurable(
            _("Mức tối thiểu ở từng đơn vị cần chọn đối tượng là chi bộ hoặc đơn vị trực thuộc."), field="population"
        )
    changes = change(target, **values)
    record("programmes.bind", target, by=by, says={"name": target.name}, changes=changes)
    return target


@transaction.atomic
def set_year_goals(target: Target, *, by: Actor, values: Mapping[int, Decimal], seen: int | None = None) -> Target:
    """Split a target of several years by year; the sum may exceed the whole."""
    target = access.bind.claim(by, target, seen=seen)
    YearGoal.objects.filter(target=target).exclude(year__in=values).delete()
    for year, value in values.items():
        YearGoal.objects.update_or_create(
            target=target, year=year, defaults={"value": value, "unit_key": target.unit_key}
        )
    change(target, version=target.version + 1)
    said = ", ".join(f"{year}: {value.normalize():f}" for year, value in sorted(values.items()))
    record("programmes.set_years", target, by=by, says={"name": target.name, "years": said})
    return target


@transaction.atomic
def log_evidence(
    target: Target, *, by: Actor, day: date, words: str, name: str = "", data: bytes = b"",
    document: Document | None = None,
) -> Entry:  # fmt: skip
    """Add a piece of evidence of a day to a target's log."""
    target = access.bind.claim(by, target)
    if not words.strip():
        raise EmptyEntry(_("Đề nghị ghi nội dung minh chứng."), field="words")
    if day > today():
        raise BadValue(_("Ngày của minh chứng không thể ở tương lai."), field="day")
    row = Entry.objects.create(
        target=target, unit_key=target.unit_key, year=day.year, day=day, words=words.strip(), file_name=name[:250],
        file_sha=keep_bytes(data) if data else "", document=document, given_by=by.account_id, given_name=by.name,
        given_at=now(),
    )  # fmt: skip
    record("programmes.log_evidence", row, by=by, unit_id=target.unit_id, says={"name": target.name})
    return row


@transaction.atomic
def write_narrative(
    target: Target, *, by: Actor, year: int, words: str, judged: str = "", seen: int | None = None
) -> Target:
    """Write, or write anew, the narrative of a year and how far the target is met; the former one stays in the journal."""
    target = access.bind.claim(by, target, seen=seen)
    if not words.strip():
        raise EmptyEntry(_("Đề nghị viết nhận xét của năm."), field="words")
    before = Entry.objects.filter(target=target, year=year, narrative=True).first()
    was = (before.words, before.judged) if before else ("", "")
    Entry.objects.update_or_create(
        target=target,
        year=year,
        narrative=True,
        defaults={
            "unit_key": target.unit_key, "day": today(), "words": words.strip(), "judged": judged,
            "given_by": by.account_id, "given_name": by.name, "given_at": now(),
        },
    )  # fmt: skip
    change(target, version=target.version + 1)
    changes = {"words": (was[0], words.strip()), "judged": (was[1], judged)}
    record("programmes.write_narrative", target, by=by, says={"name": target.name, "year": year}, changes=changes)
    return target


@transaction.atomic
def enter_value(
    target: Target, *, by: Actor, part: Decimal, last: date, source: str, since: date, whole: Decimal | None = None
) -> Target:
    """The office enters a target's value as of a day, with its source."""
    target = access.bind.claim(by, target)
    _enter(target, target.unit, part, whole, last, source, Period(since, last + timedelta(days=1)), by)
    says = {"name": target.name, "unit": target.unit.name, "value": f"{part.normalize():f}"}
    record("programmes.enter_value", target, by=by, says=says)
    return target


@transaction.atomic
def enter_for_units(
    target: Target, *, by: Actor, values: Mapping[Unit, Decimal], last: date, source: str, period: Period
) -> int:
    """The office enters a target's value unit by unit; returns how many were entered."""
    target = access.bind.claim(by, target)
    for unit, value in values.items():
        _enter(target, unit, value, None, last, source, period, by)
    record("programmes.enter_units", target, by=by, says={"name": target.name, "count": len(values)})
    return len(values)


@transaction.atomic
def report_value(
    share: Share, *, by: Actor, part: Decimal, last: date, source: str, period: Period, whole: Decimal | None = None
) -> Share:
    """A unit enters what it has reached of its share, where nothing in the system counts it."""
    share = access.answer_own.claim(by, share)
    _enter(share.target, share.unit, part, whole, last, source, period, by)
    says = {"name": share.target.name, "unit": share.unit.name, "value": f"{part.normalize():f}"}
    record("programmes.enter_value", share, by=by, says=says)
    return share


def _enter(
    target: Target, unit: Unit, part: Decimal, whole: Decimal | None, last: date, source: str, period: Period, by: Actor
) -> None:
    if target.figure in FIGURES and FIGURES[target.figure].begun:
        raise NotByHand(_("Chỉ tiêu này do hệ thống tự đếm, không nhập tay."), field="part")
    if last > today():
        raise BadValue(_("Ngày “tính đến” không thể ở tương lai."), field="last")
    if whole is not None and part > whole:
        raise BadValue(_("Số đạt không thể lớn hơn tổng số."), field="part")
    until = Period(period.since, last + timedelta(days=1))
    hand.enter(unit.pk, unit.key, target.hand_code, until, by=by, part=part, whole=whole, source=source)


@transaction.atomic
def remind_late(target: Target, *, by: Actor, units: list[Unit], words: str) -> int:
    """Tell the units that have lost the pace of a target; returns how many people were told."""
    target = access.collect.claim(by, target)
    count = tell(accounts_in([unit.key for unit in units], "programmes.answer"), words, "/theo-doi/")
    record("programmes.remind", target, by=by, says={"name": target.name, "count": len(units)})
    return count
