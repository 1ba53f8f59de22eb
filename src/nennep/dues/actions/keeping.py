"""The yearly plan, the account dues are taken to, polite reminders, and that pay was looked at."""

from datetime import date, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.dues import access, queries, rules, sums, vietqr
from nennep.dues.models import Headings, Plan, Purse
from nennep.journal.actions import record
from nennep.members.places import tell_person
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.viet.write import number

WEEK = timedelta(days=7)
"""Reminders go out once a week at most."""


class TooSoon(Refused):
    """A reminder within a week of the last one."""


class NobodyToRemind(Refused):
    """Nobody owes anything."""


class NotAnAccount(Refused):
    """A bank or an account number that cannot be."""


class OddYear(Refused):
    """A plan for a year far from the present one."""


@transaction.atomic
def set_plan(unit: Unit, *, by: Actor, year: int, amount: int) -> Plan:
    """Keep what a unit means to collect in a year, beside what its bases come to. Raises OddYear."""
    unit = access.send_from.claim(by, unit)
    if abs(year - today().year) > 1:
        raise OddYear(_("Chỉ lập kế hoạch cho năm trước, năm nay hoặc năm sau."), field="year")
    values = {"amount": amount, "reckoned": sums.expected(unit, year), "made_by": by.name[:120], "made_on": today()}
    row, made = Plan.objects.select_for_update().get_or_create(
        unit=unit, year=year, defaults={"unit_key": unit.key, **values}
    )
    if not made:
        change(row, **values)
    record("dues.plan", row, by=by, says={"unit": unit.name, "year": year, "sum": number(amount)})
    return row


def _purse(unit: Unit) -> Purse:
    row, _made = Purse.objects.get_or_create(unit=unit, defaults={"unit_key": unit.key})
    return row


@transaction.atomic
def set_purse(unit: Unit, *, by: Actor, bank: str, bank_bin: str, account_no: str, holder: str) -> Purse:
    """Keep the account of a unit, for the VietQR code; nothing is asked of the bank. Raises NotAnAccount."""
    unit = access.send_from.claim(by, unit)
    try:
        vietqr.payload(bank_bin, account_no)
    except ValueError as error:
        field = "account_no" if vietqr.BIN.fullmatch(bank_bin) else "bank_bin"
        words = {
            "account_no": _("Số tài khoản gồm 4 đến 19 chữ số hoặc chữ cái, viết liền."),
            "bank_bin": _("Mã ngân hàng gồm 6 chữ số, như 970415."),
        }
        raise NotAnAccount(words[field], field=field) from error
    row = _purse(unit)
    changes = change(row, bank=bank, bank_bin=bank_bin, account_no=account_no, holder=holder)
    record("dues.purse", row, by=by, says={"unit": unit.name, "bank": bank}, changes=changes)
    return row


@transaction.atomic
def remind_members(unit: Unit, *, by: Actor) -> int:
    """Tell members of a unit who owe months, once a week at most; gives how many owe. Raises NobodyToRemind, TooSoon."""
    unit = access.collect_in.claim(by, unit)
    owing = [one for one in queries.debtors(unit, today()) if one.on_roll]
    if not owing:
        raise NobodyToRemind(_("Không có đồng chí nào chậm đóng."))
    purse = _purse(unit)
    if purse.members_reminded_on and today() - purse.members_reminded_on < WEEK:
        words = _("Đã nhắc ngày {day}. Mỗi tuần chỉ nhắc một lần.")
        raise TooSoon(words.format(day=f"{purse.members_reminded_on:%d/%m/%Y}"))
    change(purse, members_reminded_on=today())
    for one in owing:
        words = _("Đồng chí còn {months} chưa đóng, {sum} đồng. Trân trọng đề nghị đồng chí đóng cho {unit}.")
        said = words.format(months=_("tháng {months}").format(months=one.words), sum=number(one.rest), unit=unit.name)
        tell_person(one.person_id, said, reverse("dues:mine"))
    record(
        "dues.remind", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says={"unit": unit.name, "count": len(owing)}
    )
    return len(owing)


@transaction.atomic
def remind_units(unit: Unit, *, by: Actor, month: date) -> int:
    """Tell units below that have not collected a month, each once a week at most. Raises NobodyToRemind."""
    unit = access.remind_in.claim(by, unit)
    lines = [line for line in sums.table(unit, rules.month_of(month)) if not line.payers]
    recent = Purse.objects.filter(unit__in=[line.unit.pk for line in lines], reminded_on__gt=today() - WEEK)
    told = set(recent.values_list("unit_id", flat=True))
    waiting = [line.unit for line in lines if line.unit.pk not in told]
    if not waiting:
        raise NobodyToRemind(_("Không còn đơn vị nào cần nhắc; mỗi đơn vị chỉ nhắc một lần trong tuần."))
    for one in waiting:
        change(_purse(one), reminded_on=today())
        words = _("Đề nghị {unit} ghi thu tháng {month}.").format(unit=one.name, month=f"{month:%m/%Y}")
        tell(
            accounts_in([one.key], "dues.collect"),
            words,
            f"{reverse('dues:collect', args=[one.pk])}?thang={month:%Y-%m}",
        )
    says = {"unit": unit.name, "count": len(waiting), "month": f"{month:%m/%Y}"}
    record("dues.remind_units", unit, by=by, unit_id=unit.pk, unit_key=unit.key, says=says)
    return len(waiting)


@transaction.atomic
def remember_columns(unit: Unit, *, by: Actor, own: dict[str, str]) -> Headings:
    """Remember which columns of a unit's lists of payments stand for ours, for its next list."""
    unit = (access.collect_in if unit.kind.is_cell else access.bring_to).claim(by, unit)
    row, _made = Headings.objects.get_or_create(unit=unit, defaults={"unit_key": unit.key})
    change(row, columns={**row.columns, **own})
    return row


def look(unit: Unit, *, by: Actor, person_id: int | None = None, name: str = "") -> None:
    """Write that the actor saw what members of a unit pay, or one of them; one's own is not written."""
    if person_id is not None and person_id == by.person_id:
        return
    verb, says = ("dues.read", {"person": name}) if person_id else ("dues.read_list", {"unit": unit.name})
    where = {"unit_id": unit.pk, "unit_key": unit.key, "person_id": person_id, "says": says}
    record(verb, unit, by=by, **where)
