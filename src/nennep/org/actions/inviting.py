"""Inviting the heads of many units in one act."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.clock import now, today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org import access
from nennep.org.models import Invitation, Unit
from nennep.org.queries import heads_of
from nennep.viet.order import clean


class NobodyToInvite(Refused):
    """No unit is chosen."""


class MeetingIsOver(Refused):
    """The moment to which people are asked has passed."""


@transaction.atomic
def invite_heads(
    unit: Unit, *, by: Actor, units: Iterable[Unit], matter: str, at: datetime, place: str, words: str = ""
) -> Invitation:
    """Tell the secretaries of units where and when they are asked to come; keeps whom it reached in each unit.

    ``at`` is a moment with its time zone. Raises NobodyToInvite, MeetingIsOver.
    """
    unit, chosen = access.invite.claim(by, unit), list(units)
    if not chosen:
        raise NobodyToInvite(_("Chưa có đơn vị nào được mời. Đề nghị chọn thành phần mời."), field="whom")
    if timezone.localtime(at).date() < today():
        raise MeetingIsOver(_("Ngày mời đã qua. Đề nghị kiểm tra lại ngày."), field="day")
    heads = heads_of(chosen)
    asked = [
        {"id": one.pk, "unit": one.name, "names": [name for _account, name in heads.get(one.pk, [])]} for one in chosen
    ]
    row = Invitation.objects.create(
        unit=unit, unit_key=unit.key, matter=clean(matter), at=at, place=clean(place), words=words.strip(), asked=asked, made_at=now(), made_by=by.name
    )  # fmt: skip
    said = _("Kính mời đồng chí {matter}; {moment}, tại {place}.").format(
        matter=row.matter, moment=f"{timezone.localtime(at):%H:%M %d/%m/%Y}", place=row.place
    )
    tell(
        [account for found in heads.values() for account, _name in found],
        said,
        reverse("org:invitation", args=[row.pk]),
    )
    record("org.invite", row, by=by, says={"count": len(chosen), "matter": row.matter})
    return row
