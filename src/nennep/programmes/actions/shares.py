"""Sharing targets out: units register, the office sums up, the committee approves, shares are assigned, units answer."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.models import Share, ShareStatus, Target
from nennep.viet.write import number, short


class NeedsReason(Refused):
    """An adjustment is proposed with a reason."""


@transaction.atomic
def ask_for_shares(target: Target, *, by: Actor, units: Iterable[Unit]) -> int:
    """Ask units to register what they take over of a target; returns how many were asked anew."""
    target = access.collect.claim(by, target)
    made: list[Unit] = []
    for unit in units:
        _row, new = Share.objects.get_or_create(
            target=target,
            unit=unit,
            defaults={"unit_key": unit.key, "giver_id": target.unit_id, "giver_key": target.unit_key},
        )
        if new:
            made.append(unit)
    words = _("Đề nghị đăng ký mức thực hiện chỉ tiêu “{name}”.").format(name=short(target.name))
    tell(accounts_in([unit.key for unit in made], "programmes.answer"), words, "/theo-doi/")
    record("programmes.ask_shares", target, by=by, says={"name": target.name, "count": len(made)})
    return len(made)


@transaction.atomic
def register_share(share: Share, *, by: Actor, value: Decimal) -> Share:
    """A unit registers its share of a target."""
    share = access.register_share.claim(by, share)
    changes = change(share, registered=value, status=ShareStatus.REGISTERED)
    record("programmes.register_share", share, by=by, says=_says(share, value), changes=changes)
    return share


@transaction.atomic
def assign_shares(target: Target, *, by: Actor, values: Mapping[Unit, Decimal]) -> list[Share]:
    """Assign shares of an approved target to units; a unit's share that stood before is replaced and answered anew."""
    target = access.assign_target.claim(by, target)
    rows = [_assign(target, unit, value) for unit, value in values.items()]
    words = _("Được giao chỉ tiêu “{name}”. Đề nghị tiếp nhận hoặc đề nghị điều chỉnh.").format(name=short(target.name))
    tell(accounts_in([unit.key for unit in values], "programmes.answer"), words, "/theo-doi/")
    record("programmes.assign_target", target, by=by, says={"name": target.name, "count": len(rows)})
    return rows


def _assign(target: Target, unit: Unit, value: Decimal) -> Share:
    share, _made = Share.objects.get_or_create(
        target=target,
        unit=unit,
        defaults={"unit_key": unit.key, "giver_id": target.unit_id, "giver_key": target.unit_key},
    )
    if share.value != value or share.status in {ShareStatus.ASKED, ShareStatus.REGISTERED}:
        change(share, value=value, status=ShareStatus.ASSIGNED, assigned_on=today())
    return share


@transaction.atomic
def acknowledge_share(share: Share, *, by: Actor) -> Share:
    """A unit acknowledges its share; an adjustment it had asked for is withdrawn."""
    share = access.answer_share.claim(by, share)
    changes = change(share, status=ShareStatus.ACKNOWLEDGED, wanted=None)
    record("programmes.acknowledge", share, by=by, says=_says(share, share.value), changes=changes)
    return share


@transaction.atomic
def propose_adjustment(share: Share, *, by: Actor, wanted: Decimal, reason: str) -> Share:
    """A unit proposes another figure with a reason; the old one stands until that is decided."""
    share = access.answer_share.claim(by, share)
    if not reason.strip():
        raise NeedsReason(_("Đề nghị nêu lý do điều chỉnh."), field="reason")
    changes = change(share, status=ShareStatus.ADJUSTING, wanted=wanted, reason=reason.strip())
    record("programmes.propose_adjustment", share, by=by, says=_says(share, wanted), changes=changes)
    return share


@transaction.atomic
def settle_adjustment(share: Share, *, by: Actor, agreed: bool, answer: str = "") -> Share:
    """Decide a proposed adjustment: agreed, the wanted figure is assigned; else the old one stays."""
    share = access.settle_share.claim(by, share)
    value = share.wanted if agreed else share.value
    changes = change(share, status=ShareStatus.ASSIGNED, value=value, wanted=None, answer=answer.strip())
    said = _("Đã đồng ý điều chỉnh") if agreed else _("Giữ nguyên mức đã giao")
    words = f"{said}: {short(share.target.name)}, {number(value)} {share.target.unit_label}. {share.answer}".strip()
    tell(accounts_in([share.unit_key], "programmes.answer"), words, f"/theo-doi/phan/{share.pk}/")
    verb = "programmes.agree_adjustment" if agreed else "programmes.keep_share"
    record(verb, share, by=by, says=_says(share, value), changes=changes)
    return share


def _says(share: Share, value: Decimal | None) -> dict[str, str]:
    return {
        "target": share.target.name,
        "unit": share.unit.name,
        "value": number(value),
    }
