"""What is done with reports: draft, freeze, check, opinion, sign, number, send; rounds and reminders."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.figures.registry import FIGURES
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.office.actions import issue_number, lost_number
from nennep.office.models import Number
from nennep.org.models import Unit
from nennep.org.queries import accounts_in, ask
from nennep.programmes import queries as plans
from nennep.reports import access, checking, narrative, outline, queries
from nennep.reports.events import ReportSent
from nennep.reports.models import Owed, Report, ReportLine, Round, Stage, Verdict

MOST_ROWS = 50_000  # row ids kept for a frozen number; above that its values by unit


class CutOffInFuture(Refused):
    """Numbers cannot be frozen for days that have not come."""


class AlreadyThere(Refused):
    """A report of the same name and period exists."""


class TooSoon(Refused):
    """A unit was reminded within the last seven days."""


@transaction.atomic
def draft_report(unit: Unit, *, by: Actor, name: str, since: date, last_day: date) -> Report:
    """Begin a report: its period, and a draft text built from the figures as they stand."""
    unit = access.draft_in.claim(by, unit)
    until = last_day + timedelta(days=1)
    if Report.objects.filter(unit=unit, name=name, since=since, until=until).exists():
        raise AlreadyThere(_("Đã có báo cáo cùng tên, cùng kỳ. Đề nghị mở báo cáo đó."), field="name")
    report = Report.objects.create(unit=unit, unit_key=unit.key, name=name, since=since, until=until)
    lines = queries.live_lines(report)
    change(report, sections=narrative.draft(report, lines, queries.goals(report), queries.tasks(report)))
    record("reports.draft", report, by=by, says={"name": name, "unit": unit.name})
    return report


@transaction.atomic
def edit_section(report: Report, *, by: Actor, section: str, text: str, seen: int) -> Report:
    """Save the text of a section."""
    report = access.edit.claim(by, report, seen=seen)
    change(report, sections={**report.sections, section: text.strip()})
    record("reports.edit", report, by=by, says={"name": report.name, "section": section})
    return report


@transaction.atomic
def expect_rest(report: Report, *, by: Actor, values: dict[str, int | None], seen: int) -> Report:
    """Say what is expected of the rest of the year, figure by figure."""
    report = access.edit.claim(by, report, seen=seen)
    kept = {code: value for code, value in values.items() if value is not None}
    changes = change(report, expected=kept)
    record("reports.expect", report, by=by, says={"name": report.name}, changes=changes)
    return report


@transaction.atomic
def rewrite_sections(report: Report, *, by: Actor) -> Report:
    """Build the draft text anew from the figures; what the office had written is replaced (the journal keeps it)."""
    report = access.edit.claim(by, report)
    fresh = narrative.draft(report, queries.lines(report), queries.goals(report), queries.tasks(report))
    changes = change(report, sections=fresh)
    record("reports.rewrite", report, by=by, says={"name": report.name}, changes=changes)
    return report


@transaction.atomic
def freeze_report(report: Report, *, by: Actor) -> Report:
    """Chốt số liệu: store every number with its rows; they stay though data changes later."""
    report = access.freeze.claim(by, report)
    if report.last_day > today():
        raise CutOffInFuture(_("Chưa đến ngày chốt số liệu ({day}).").format(day=f"{report.last_day:%d/%m/%Y}"))
    units = plans.population("subordinates", report.unit, report.last_day)
    table = {row.unit_id: row.values for row in queries.by_unit(report)}
    parts = {
        code: {str(key): values[place] for key, values in table.items()} for place, code in enumerate(outline.BY_UNIT)
    }
    ReportLine.objects.bulk_create(
        _line(report, rank, line, units, parts) for rank, line in enumerate(queries.live_lines(report), 1)
    )
    further = [asdict(one) for one in checking.further_checks(report)]
    changes = change(
        report, targets=queries.goals(report), tasks=queries.tasks(report), checks=further, frozen_at=now()
    )
    says = {"name": report.name, "day": f"{report.last_day:%d/%m/%Y}"}
    record("reports.freeze", report, by=by, says=says, changes={"frozen_at": changes["frozen_at"]})
    return report


def _line(
    report: Report, rank: int, line: queries.Line, units: Iterable[Unit], table: dict[str, dict[str, int]]
) -> ReportLine:
    code, ids, parts = line.row.code, [], {}
    if code in FIGURES and line.value is not None:
        asked = ask(report.unit, queries.period_of(report))
        if line.value.part <= MOST_ROWS:
            ids = list(FIGURES[code].rows(asked).values_list("pk", flat=True))
        parts = table.get(code) or {
            str(key): n for key, n in plans.by_units(code, report.unit, units, asked.period).items()
        }
    return ReportLine(
        report=report, unit_key=report.unit_key, rank=rank, code=code, row_ids=ids, by_unit=parts,
        part=_exact(line.value and line.value.part), whole=_exact(line.value and line.value.whole),
        before_part=_exact(line.before and line.before.part), before_whole=_exact(line.before and line.before.whole),
        plan=_exact(line.plan), by_hand=bool(line.value and line.value.by_hand),
    )  # fmt: skip


def _exact(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@transaction.atomic
def thaw_report(report: Report, *, by: Actor) -> Report:
    """Take the frozen numbers of a draft back, to freeze them anew."""
    report = access.thaw.claim(by, report)
    report.lines.all().delete()
    changes = change(report, frozen_at=None, targets=[], tasks=[], checks=[])
    record("reports.thaw", report, by=by, says={"name": report.name}, changes={"frozen_at": changes["frozen_at"]})
    return report


@transaction.atomic
def check_report(report: Report, *, by: Actor) -> Report:
    """The chief of office has checked the draft."""
    report = access.check.claim(by, report)
    return _advance(report, by, Stage.CHECKED, "reports.check", checked_by=by.name)


@transaction.atomic
def record_opinion(report: Report, *, by: Actor, opinion: str) -> Report:
    """The standing committee has given its opinion."""
    report = access.opine.claim(by, report)
    return _advance(report, by, Stage.OPINION, "reports.opine", opinion=opinion.strip())


@transaction.atomic
def sign_report(report: Report, *, by: Actor) -> Report:
    """The secretary signs."""
    report = access.sign.claim(by, report)
    return _advance(report, by, Stage.SIGNED, "reports.sign", signer=by.name, signed_by=by.account_id, dated=today())


@transaction.atomic
def number_report(report: Report, *, by: Actor) -> Report:
    """The records clerk gives the number from the unit's one book of papers of this kind.

    A report that was sent under a number since cancelled stays sent; the units that asked for it are told the new number.
    """
    report = access.number.claim(by, report)
    given = issue_number(
        report.unit, by=by, kind="bao-cao", title=report.name, dated=report.dated, signer=report.signer
    )
    sent = report.stage == Stage.SENT
    report = _advance(
        report, by, Stage.SENT if sent else Stage.NUMBERED, "reports.number", number=given.words, line=given
    )
    if sent:
        keys = Owed.objects.filter(report=report).values_list("giver_key", flat=True)
        words = _("Báo cáo “{name}” của {unit} mang số {number}, thay số {old} đã hủy.").format(
            name=report.name, unit=report.unit.name, number=given.words, old=report.lost[-1]["number"]
        )
        tell(accounts_in(keys, "reports.chase"), words, f"/bao-cao/{report.pk}/")
    return report


def lose_number(number: Number, *, by: Actor) -> None:
    """The number a report bore was cancelled in the book: the report says so and waits for another; a sent one stays sent."""
    report = Report.objects.select_for_update().filter(line=number).first()
    if report is None:
        return
    stage = Stage.SENT if report.stage == Stage.SENT else Stage.SIGNED
    lost = [*report.lost, lost_number(number)]
    _advance(
        report, by, stage, "reports.lose_number", {"lost": number.words, "reason": number.reason}, number="", line=None,
        lost=lost,
    )  # fmt: skip
    words = _("Số {number} của báo cáo “{name}” đã hủy, chờ cấp số mới. Lý do: {reason}").format(
        number=number.words, name=report.name, reason=number.reason
    )
    tell(accounts_in([report.unit_key], "reports.check"), words, f"/bao-cao/{report.pk}/")


@transaction.atomic
def give_back_report(report: Report, *, by: Actor, reason: str) -> Report:
    """Back to the office to be mended; a signature is void from now on, and whoever signed is told.

    A report that bears a number has it cancelled in the book first; one that was sent is returned by the unit above.
    """
    rule = access.return_signed if access.return_signed.allows(by, report) else access.give_back
    report = rule.claim(by, report)
    reason = reason.strip()[:300]
    void = {"signer": report.signer, "signed_on": f"{report.dated:%d/%m/%Y}"} if report.dated else {}
    signer, entry = report.signed_by, {"by": by.name, "on": f"{today():%d/%m/%Y}", "reason": reason} | void
    _advance(
        report, by, Stage.DRAFT, "reports.void" if void else "reports.back", {"reason": reason} | void, checked_by="",
        signer="", signed_by=None, dated=None, returned=[*report.returned, entry],
    )  # fmt: skip
    if void:
        words = _("Chữ ký trên báo cáo “{name}” không còn hiệu lực; báo cáo được trả lại để sửa: {reason}")
        told = [signer] if signer else accounts_in([report.unit_key], "reports.sign")
        tell(told, words.format(name=report.name, reason=reason), f"/bao-cao/{report.pk}/")
    words = _("Báo cáo “{name}” được trả lại để sửa. Lý do: {reason}").format(name=report.name, reason=reason)
    tell(accounts_in([report.unit_key], "reports.draft"), words, f"/bao-cao/{report.pk}/")
    return report


@transaction.atomic
def send_report(report: Report, *, by: Actor) -> Report:
    """The report goes to the unit above; what was owed in a round of that period is settled."""
    report = access.send.claim(by, report)
    report = _advance(report, by, Stage.SENT, "reports.send", sent_at=now())
    owed = Owed.objects.filter(unit=report.unit, round__since=report.since, round__until=report.until, sent_on=None)
    for row in owed:
        change(row, sent_on=today(), report=report, verdict="", verdict_on=None)
    publish(ReportSent(report.pk, report.unit_id))
    return report


def _advance(
    report: Report, by: Actor, stage: Stage, verb: str, says: dict[str, str] | None = None, **values: Any
) -> Report:
    changes = change(report, stage=stage, **values)
    told = {"name": report.name, "number": report.number} | (says or {})
    record(verb, report, by=by, says=told, changes=changes)
    return report


@transaction.atomic
def open_round(
    unit: Unit, *, by: Actor, name: str, since: date, last_day: date, due_on: date, units: Iterable[Unit]
) -> Round:
    """Ask units for a report of a period by a day."""
    unit = access.rounds_in.claim(by, unit)
    until = last_day + timedelta(days=1)
    row = Round.objects.create(unit=unit, unit_key=unit.key, name=name, since=since, until=until, due_on=due_on)
    asked = [Owed(round=row, giver_key=unit.key, unit=one, unit_key=one.key) for one in units]
    Owed.objects.bulk_create(asked)
    words = _("Được yêu cầu gửi {name}; hạn gửi {day}.").format(name=name, day=f"{due_on:%d/%m/%Y}")
    tell(accounts_in([one.unit_key for one in asked], "reports.draft"), words, "/bao-cao/")
    record("reports.open_round", row, by=by, says={"name": name, "count": len(asked)})
    return row


@transaction.atomic
def accept_report(owed: Owed, *, by: Actor) -> Owed:
    """The unit above has read a report that was sent and found it complete."""
    owed = access.judge.claim(by, owed)
    changes = change(owed, verdict=Verdict.ACCEPTED, verdict_on=today(), verdict_note="")
    says = {"unit": owed.unit.name, "name": owed.round.name}
    record("reports.accept", owed, by=by, unit_id=owed.unit_id, says=says, changes=changes)
    return owed


@transaction.atomic
def return_report(owed: Owed, *, by: Actor, note: str) -> Owed:
    """Ask a unit to complete a report it sent: it is owed again, and the unit reads what is missing."""
    owed = access.judge.claim(by, owed)
    changes = change(owed, verdict=Verdict.RETURNED, verdict_on=today(), verdict_note=note.strip(), sent_on=None)
    words = _("Đề nghị bổ sung {name}: {note}").format(name=owed.round.name, note=owed.verdict_note)
    tell(accounts_in([owed.unit_key], "reports.draft"), words, f"/bao-cao/dot/{owed.round_id}/")
    says = {"unit": owed.unit.name, "name": owed.round.name, "note": owed.verdict_note}
    record("reports.return", owed, by=by, unit_id=owed.unit_id, says=says, changes=changes)
    return owed


@transaction.atomic
def remind_units(row: Round, *, by: Actor) -> list[Owed]:
    """Remind the units that have not sent their report, politely and at most once in seven days."""
    row = access.chase.claim(by, row)
    limit = today() - timedelta(days=7)
    late = [
        one
        for one in row.owed.filter(sent_on=None).select_related("unit")
        if not one.reminded_on or one.reminded_on <= limit
    ]
    if not late:
        raise TooSoon(_("Các đơn vị chưa gửi đều đã được nhắc trong bảy ngày qua, hoặc không còn đơn vị nào chưa gửi."))
    for one in late:
        change(one, reminded=one.reminded + 1, reminded_on=today())
    words = _("Đề nghị gửi {name}; hạn gửi {day}.").format(name=row.name, day=f"{row.due_on:%d/%m/%Y}")
    tell(accounts_in([one.unit_key for one in late], "reports.draft"), words, "/bao-cao/")
    record("reports.remind", row, by=by, says={"name": row.name, "count": len(late)})
    return late
