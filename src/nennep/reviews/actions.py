"""What is done with a model year. Only these functions write."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.reviews import access, goods
from nennep.reviews.models import ModelYear, State


class Registered(Refused):
    """A unit that is registered for the year."""


class OtherYear(Refused):
    """A registration for a year that is over or far away."""


class TooManyPoints(Refused):
    """More points than a good is worth."""


class NotOpenYet(Refused):
    """The year's end is assessed before its last quarter."""


class OwnUnit(Refused):
    """An office that judges its own unit."""


def _says(row: ModelYear) -> dict[str, str]:
    return {"title": row.title, "unit": row.unit.name, "year": str(row.year)}


@transaction.atomic
def register_model(unit: Unit, *, by: Actor, year: int, aim: str) -> ModelYear:
    """Register a unit for its model title in a year. Raises OtherYear, Registered."""
    unit = access.register_in.claim(by, unit)
    if not today().year <= year <= today().year + 1:
        raise OtherYear(_("Chỉ đăng ký cho năm nay hoặc năm sau."), field="year")
    if ModelYear.objects.filter(unit=unit, year=year).exclude(state=State.WITHDRAWN).exists():
        raise Registered(_("{unit} đã đăng ký năm {year}.").format(unit=unit.name, year=year), field="year")
    row = ModelYear.objects.create(
        unit=unit, unit_key=unit.key, year=year, aim=aim.strip(), registered_on=today(), registered_by=by.name
    )
    record("reviews.register", row, by=by, says=_says(row))
    return row


@transaction.atomic
def review_half(row: ModelYear, *, by: Actor, seen: int, words: str) -> ModelYear:
    """Note how far the unit has come at mid-year."""
    row = access.assess.claim(by, row, seen=seen)
    state = State.HALF if row.state == State.REGISTERED else row.state
    changes = change(row, half_words=words.strip(), half_on=today(), state=state)
    record("reviews.half", row, by=by, says=_says(row), changes=changes)
    return row


@transaction.atomic
def assess_model(row: ModelYear, *, by: Actor, seen: int, points: Mapping[str, int], words: str) -> ModelYear:
    """The unit's own points at the year's end. Raises NotOpenYet, TooManyPoints."""
    row = access.assess.claim(by, row, seen=seen)
    if today() < row.opens_on:
        raise NotOpenYet(_("Tự chấm cuối năm mở từ ngày 01/10/{year}.").format(year=row.year))
    most = goods.most_on(today())
    for code, most_points in most.items():
        if not 0 <= points.get(code, -1) <= most_points:
            raise TooManyPoints(_("Ghi từ 0 đến {most} điểm.").format(most=most_points), field=code)
    given = {code: int(points[code]) for code in most}
    changes = change(row, points=given, words=words.strip(), assessed_on=today(), state=State.ASSESSED)
    record("reviews.assess", row, by=by, says=_says(row) | {"total": str(row.total)}, changes=changes)
    return row


def _not_own(row: ModelYear, by: Actor) -> None:
    if by.home is not None and by.home.unit_id == row.unit_id:
        raise OwnUnit(_("Cấp trên trực tiếp cho ý kiến và quyết định, không phải chính đơn vị đăng ký."))


@transaction.atomic
def give_opinion(row: ModelYear, *, by: Actor, agreed: bool, words: str) -> ModelYear:
    """The level above proposes recognition, or says why not yet; it may think again until the decision. Raises OwnUnit."""
    row = access.opine.claim(by, row)
    _not_own(row, by)
    state = State.PROPOSED if agreed else State.DECLINED
    changes = change(row, opinion=words.strip(), opinion_by=by.name, state=state)
    record("reviews.opine", row, by=by, says=_says(row), changes=changes)
    return row


@transaction.atomic
def recognise_model(row: ModelYear, *, by: Actor, decision: str, on: date) -> ModelYear:
    """Record the committee's decision that recognises the title. Raises OwnUnit, OtherYear."""
    row = access.recognise.claim(by, row)
    _not_own(row, by)
    if on > today():
        raise OtherYear(_("Ngày quyết định không thể ở tương lai."), field="on")
    if on < row.registered_on:
        raise OtherYear(_("Ngày quyết định trước ngày đăng ký. Đề nghị kiểm tra lại."), field="on")
    changes = change(row, decision=decision.strip(), decided_on=on, state=State.RECOGNISED)
    record("reviews.recognise", row, by=by, says=_says(row) | {"number": row.decision}, changes=changes)
    return row


@transaction.atomic
def withdraw_model(row: ModelYear, *, by: Actor) -> ModelYear:
    """Take a registration back."""
    row = access.withdraw.claim(by, row)
    changes = change(row, state=State.WITHDRAWN)
    record("reviews.withdraw", row, by=by, says=_says(row), changes=changes)
    return row
