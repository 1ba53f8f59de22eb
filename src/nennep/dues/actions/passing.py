"""The share goes up: a unit states it, the unit above counts it, both sides know where they differ."""

from datetime import date

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.dues import access, rates, rules, sums
from nennep.dues.models import Receipt, Statement
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.write import number


class NothingToPass(Refused):
    """No money that a statement does not hold already."""


class NobodyAbove(Refused):
    """A unit that has none above it here; it passes up by paper."""


class DayAhead(Refused):
    """A statement up to a day that has not come."""


class NoWords(Refused):
    """A difference that nobody has explained."""


@transaction.atomic
def send_statement(unit: Unit, *, by: Actor, last_day: date, method: str) -> Statement:
    """State all money up to a day that no statement holds yet, with the share kept by the rule in force today.

    Raises DayAhead, NobodyAbove, NothingToPass.
    """
    unit = access.send_from.claim(by, unit)
    if last_day > today():
        raise DayAhead(_("Ngày chốt chưa đến."), field="last_day")
    up = sums.above(unit)
    if up is None:
        raise NobodyAbove(_("Đơn vị này không có cấp trên trong hệ thống; nộp lên trên bằng bảng kê giấy."))
    list(Receipt.objects.select_for_update().filter(unit=unit, state="used", statement=None))
    list(Statement.objects.select_for_update().filter(up=unit, state="acknowledged", into=None))
    found = sums.pending(unit, last_day)
    if not found.total:
        words = _("Chưa có khoản nào thu đến ngày {day} mà chưa vào bảng kê.")
        raise NothingToPass(words.format(day=f"{last_day:%d/%m/%Y}"), field="last_day")
    share = rates.kept_by(unit, rates.book(today()))
    kept, passed = rules.split(found.total, rates.part_of(share.value))
    before = Statement.objects.filter(unit=unit, sent_on__year=today().year).count()
    row: Statement = Statement.objects.create(
        unit=unit, unit_key=unit.key, unit_name=unit.name, up=up, up_key=up.key, up_name=up.name, association=unit.kind.association,
        order=before + 1, last_day=last_day, collected=found.collected, received=found.received, receipts=len(found.receipts),
        share=share.value, source=share.source, kept=kept, passed=passed, method=method, sent_on=today(), sent_by=by.name[:120],
    )  # fmt: skip
    Receipt.objects.filter(pk__in=[one.pk for one in found.receipts]).update(statement=row)
    Statement.objects.filter(pk__in=[one.pk for one in found.lower]).update(into=row)
    record("dues.send", row, by=by, says={"unit": unit.name, "up": up.name, "sum": number(passed)})
    words = _("{unit} gửi bảng kê nộp {sum} đồng, chờ xác nhận.").format(unit=unit.name, sum=number(passed))
    tell(sums.treasurers_above(unit), words, reverse("dues:statement", args=[row.pk]))
    return row


@transaction.atomic
def acknowledge_statement(statement: Statement, *, by: Actor, counted: int, note: str = "") -> Statement:
    """The unit above says what it has received; where that differs both sides see it until it is cleared. Raises NoWords."""
    row = access.acknowledge.claim(by, statement)
    if counted != row.passed and not note.strip():
        words = _("Thực nhận {counted} đồng, bảng kê ghi {sum} đồng. Đề nghị ghi rõ chỗ lệch để đơn vị biết.")
        raise NoWords(words.format(counted=number(counted), sum=number(row.passed)), field="note")
    good = counted == row.passed
    state = Statement.State.ACKNOWLEDGED if good else Statement.State.MISMATCH
    changes = change(
        row,
        counted=counted,
        note=note.strip()[:300],
        state=state,
        acked_on=today() if good else None,
        acked_by=by.name[:120],
    )
    says = {"unit": row.unit_name, "sum": number(counted), "stated": number(row.passed)}
    record("dues.acknowledge" if good else "dues.dispute", row, by=by, says=says, changes=changes)
    words = (
        _("Cấp trên đã xác nhận nhận đủ {sum} đồng.").format(sum=number(counted))
        if good
        else _("Cấp trên báo số tiền lệch: nhận {counted}, bảng kê ghi {sum} đồng.").format(counted=number(counted), sum=number(row.passed))
    )  # fmt: skip
    tell(accounts_in([row.unit_key], "dues.see"), words, reverse("dues:statement", args=[row.pk]))
    return row


@transaction.atomic
def withdraw_statement(statement: Statement, *, by: Actor) -> Statement:
    """Take back a statement that is not acknowledged; its receipts wait for the next one."""
    row = access.withdraw.claim(by, statement)
    Receipt.objects.filter(statement=row).update(statement=None)
    Statement.objects.filter(into=row).update(into=None)
    changes = change(row, state=Statement.State.WITHDRAWN)
    record("dues.withdraw", row, by=by, says={"unit": row.unit_name, "sum": number(row.passed)}, changes=changes)
    return row
