"""What is done about which cell serves which administrative unit, and about units that need none."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.org import access
from nennep.org.models import CoverException, Service, Unit


class AlreadyServed(Refused):
    """A unit that the cell serves already on that day."""


class EndsBeforeItBegins(Refused):
    """An end that is not after the beginning."""


@transaction.atomic
def serve_unit(cell: Unit, served: Unit, *, by: Actor, since: date) -> Service:
    """Let a cell serve an administrative unit from a day on. Raises AlreadyServed."""
    cell, served = access.shape.claim(by, cell), access.shape.claim(by, served)
    if Service.objects.filter(unit=cell, served=served, until__gt=since).exists():
        raise AlreadyServed(_("{cell} đang phục vụ {unit}.").format(cell=cell.name, unit=served.name), field="cell")
    row = Service.objects.create(unit=cell, unit_key=cell.key, served=served, since=since)
    record("org.serve", row, by=by, unit_key=cell.key, says={"unit": cell.name, "served": served.name})
    return row


@transaction.atomic
def end_service(service: Service, *, by: Actor, on: date) -> Service:
    """End a service on a day. Raises EndsBeforeItBegins."""
    row = access.end_service.claim(by, service)
    _check_end(row.since, on)
    changes = change(row, until=on)
    says = {"unit": row.unit.name, "served": row.served.name}
    record("org.end_service", row, by=by, unit_key=row.unit_key, says=says, changes=changes)
    return row


@transaction.atomic
def except_unit(
    unit: Unit, *, by: Actor, reason: str, decision: str, since: date, until: date | None = None
) -> CoverException:
    """Record that an administrative unit needs no cell of its own, by a decision. Raises EndsBeforeItBegins."""
    unit = access.shape.claim(by, unit)
    _check_end(since, until or FOREVER)
    row = CoverException.objects.create(
        unit=unit, unit_key=unit.key, reason=reason, decision=decision, since=since, until=until or FOREVER
    )
    record("org.except", row, by=by, says={"unit": unit.name, "decision": decision})
    return row


@transaction.atomic
def end_exception(exception: CoverException, *, by: Actor, on: date) -> CoverException:
    """End an exception on a day. Raises EndsBeforeItBegins."""
    row = access.end_exception.claim(by, exception)
    _check_end(row.since, on)
    changes = change(row, until=on)
    record("org.end_exception", row, by=by, says={"unit": row.unit.name}, changes=changes)
    return row


def _check_end(since: date, until: date) -> None:
    if until <= since:
        raise EndsBeforeItBegins(_("Ngày kết thúc phải sau ngày bắt đầu."), field="until")
