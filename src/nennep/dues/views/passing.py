"""Pages of committees and of everybody: the table of units, statements of both sides, the year, the plan, one's own dues."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.dues import access, actions, forms, papers, queries, rates, rules, sums, vietqr
from nennep.dues.models import Plan, Purse
from nennep.dues.views.parts import act, month_asked, page_of, press, unit_asked, year_asked
from nennep.files import respond
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.viet.write import number


@login_required
def index(request: Request) -> HttpResponse:
    """A committee's units in a month; who keeps one collecting unit goes to its screen."""
    mine = queries.units_for(request.actor)
    collecting = [one for one in mine if one.kind.is_cell]
    if "don-vi" not in request.GET and len(collecting) == 1 and len(mine) == 1:
        return redirect(page_of(collecting[0]))
    unit, month = unit_asked(request), month_asked(request)
    lines = sums.table(unit, month)
    context = {
        "unit": unit, "month": month, "lines": lines, "before": rules.later(month, -1), "after": rules.later(month, 1),
        "sums": {name: sum(getattr(one, name) for one in lines) for name in ("due", "paid", "year_due", "year_paid")},
        "silent": sum(not one.payers for one in lines), "mine": mine, "on": "index",
        "may_remind": access.remind_in.allows(request.actor, unit), "may_send": access.send_from.allows(request.actor, unit),
        "may_bring": access.bring_to.allows(request.actor, unit), "collects": [one for one in mine if one.kind.is_cell],
    }  # fmt: skip
    return render(request, "dues/index.html", context)


@login_required
@require_POST
def remind_units(request: Request, pk: int) -> HttpResponse:
    """A polite reminder to units that have not collected a month."""
    unit, month = access.remind_in.find(request.actor, pk=pk), month_asked(request)
    return press(
        request,
        lambda: _("Đã nhắc {n} đơn vị.").format(n=actions.remind_units(unit, by=request.actor, month=month)),
        f"{reverse('dues:index')}?don-vi={pk}&thang={month:%Y-%m}",
    )


@login_required
def statements(request: Request) -> HttpResponse:
    """Statements a unit has sent, and those that came up to it, the newest first."""
    unit = unit_asked(request)
    rows = access.see_statement.rows(request.actor).filter(Q(unit=unit) | Q(up=unit)).order_by("-pk")[:200]
    listed = list(rows.annotate(may=access.acknowledge.column(request.actor)))
    context = {
        "unit": unit, "own": [row for row in listed if row.unit_id == unit.pk], "below": [row for row in listed if row.up_id == unit.pk],
        "may_send": access.send_from.allows(request.actor, unit), "on": "statements", "rules": rates.book(today()).says("dues.statement.day", rates.kept_by(unit, rates.book(today())).rule_key),
    }  # fmt: skip
    return render(request, "dues/statements.html", context)


@login_required
def send(request: Request, pk: int) -> HttpResponse:
    """What would go up now, and the press that sends it."""
    unit = access.send_from.rows(request.actor).select_related("kind").filter(pk=pk).first()
    if unit is None:
        raise NotYours
    form = forms.SendForm(request.POST or None, initial={"last_day": today(), "method": "transfer"})
    found, share = sums.pending(unit, today()), rates.kept_by(unit, rates.book(today()))
    kept, passed = rules.split(found.total, rates.part_of(share.value))
    return act(
        request, form, lambda given: actions.send_statement(unit, by=request.actor, **given), title=_("Nộp lên cấp trên: {unit}").format(unit=unit.name),
        button=_("Gửi bảng kê"), done=_("Đã gửi bảng kê, chờ cấp trên xác nhận."), back=f"{reverse('dues:statements')}?don-vi={pk}", where=_("Nộp lên cấp trên"),
        pending=found, kept=kept, passed=passed, share=share, up=sums.above(unit), percent=rates.per_cent(rates.part_of(share.value)),
    )  # fmt: skip


@login_required
def statement(request: Request, pk: int) -> HttpResponse:
    """A statement as both sides see it."""
    row = access.see_statement.find(request.actor, pk=pk)
    up = Purse.objects.filter(unit_id=row.up_id).exclude(account_no="").first()
    code = _code(up, row.passed, f"{row.unit_name} nop dang phi") if up and row.state == "sent" else ""
    context = {
        "row": row, "percent": rates.per_cent(rates.part_of(row.share)), "code": code, "purse": up,
        "may_acknowledge": access.acknowledge.allows(request.actor, row), "may_withdraw": access.withdraw.allows(request.actor, row),
    }  # fmt: skip
    return render(request, "dues/statement.html", context)


def _code(purse: Purse, amount: int, words: str) -> str:
    text = vietqr.payload(purse.bank_bin, purse.account_no, amount, words)
    return mark_safe(vietqr.drawn(text, _("Mã VietQR chuyển khoản")))


@login_required
def acknowledge(request: Request, pk: int) -> HttpResponse:
    """What the unit above has received."""
    row = access.acknowledge.find(request.actor, pk=pk)
    words = _("Bảng kê ghi nộp {sum} đồng. Nhận đủ thì bấm xác nhận; lệch thì ghi số thực nhận và chỗ lệch.")
    return act(
        request, forms.AcknowledgeForm(request.POST or None, initial={"counted": row.passed}),
        lambda given: actions.acknowledge_statement(row, by=request.actor, **given), title=_("Xác nhận tiền nộp của {unit}").format(unit=row.unit_name),
        button=_("Xác nhận"), done=_("Đã ghi số tiền thực nhận."), back=reverse("dues:statement", args=[pk]), where=_("Bảng kê"), note=words.format(sum=number(row.passed)),
    )  # fmt: skip


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a statement that was not acknowledged."""
    row = access.withdraw.find(request.actor, pk=pk)
    actions.withdraw_statement(row, by=request.actor)
    return press(request, lambda: _("Đã rút lại bảng kê."), reverse("dues:statement", args=[pk]))


@login_required
def statement_paper(request: Request, pk: int, form: str) -> HttpResponse:
    """A statement as Word, PDF or Excel; receipts by name are for the unit that wrote them."""
    row = access.see_statement.find(request.actor, pk=pk)
    named = access.collect_in.rows(request.actor).filter(pk=row.unit_id).exists()
    if form not in papers.FORMS:
        raise NotYours
    _noted(request, row.unit, _("bảng kê nộp lên cấp trên"))
    return respond.attachment(papers.statement(row, form, named=named), f"bang-ke-nop-dang-phi-{row.pk}.{form}")


@login_required
def year(request: Request) -> HttpResponse:
    """A unit's year: months, plan, what was kept and passed up, units below."""
    unit, asked = unit_asked(request), year_asked(request)
    told = papers.year_told(unit, asked)
    context = {
        "unit": unit, "year": asked, "told": told, "on": "year", "may_plan": access.send_from.allows(request.actor, unit),
        "since": date(asked, 1, 1), "last": min(date(asked, 12, 31), today()),
    }  # fmt: skip
    return render(request, "dues/year.html", context)


@login_required
def year_paper(request: Request, pk: int, year: int, form: str) -> HttpResponse:
    """The year statement as Word, PDF or Excel; the sheet of members is for the unit that collects."""
    unit = access.see_in.find(request.actor, pk=pk)
    if form not in papers.FORMS:
        raise NotYours
    named = access.collect_in.rows(request.actor).filter(pk=pk).exists()
    _noted(request, unit, _("báo cáo thu, nộp năm {year}").format(year=year))
    return respond.attachment(papers.year_statement(unit, year, form, named=named), f"thu-nop-dang-phi-{year}.{form}")


def _noted(request: Request, unit: Unit, name: str) -> None:
    says = {"name": f"{name}, {unit.name}"}
    record("dues.download", unit, by=request.actor, unit_id=unit.pk, unit_key=unit.key, says=says)


@login_required
def plan(request: Request, pk: int) -> HttpResponse:
    """What a unit means to collect in a year; what the bases come to is offered."""
    unit = access.send_from.find(request.actor, pk=pk)
    asked = year_asked(request)
    below = inside(((unit.key, unit.key + "~"),))
    plans = [one.amount for one in Plan.objects.filter(below, year=asked).exclude(unit=unit)]
    offered = sums.expected(unit, asked) or sum(plans)
    held = Plan.objects.filter(unit=unit, year=asked).first()
    form = forms.PlanForm(
        request.POST or None, initial={"year": asked, "amount": held.amount if held else offered or None}
    )
    words = _("Tính từ mức đóng hiện có hoặc từ kế hoạch các đơn vị: {sum} đồng.").format(sum=number(offered))
    return act(
        request, form, lambda given: actions.set_plan(unit, by=request.actor, **given), title=_("Kế hoạch thu của {unit}").format(unit=unit.name),
        button=_("Ghi kế hoạch"), done=_("Đã ghi kế hoạch thu."), back=f"{reverse('dues:year')}?don-vi={pk}&nam={asked}", where=_("Cả năm"), note=words,
    )  # fmt: skip


@login_required
def purse(request: Request, pk: int) -> HttpResponse:
    """The account dues are taken to."""
    unit = access.send_from.find(request.actor, pk=pk)
    held = Purse.objects.filter(unit=unit).first()
    start = {name: getattr(held, name) for name in ("bank", "bank_bin", "account_no", "holder")} if held else {}
    return act(
        request, forms.PurseForm(request.POST or None, initial=start), lambda given: actions.set_purse(unit, by=request.actor, **given),
        title=_("Tài khoản nhận của {unit}").format(unit=unit.name), button=_("Ghi tài khoản"), done=_("Đã ghi tài khoản."),
        back=f"{reverse('dues:year')}?don-vi={pk}", where=_("Cả năm"), note=_("Dùng để in mã VietQR; hệ thống không kết nối ngân hàng."),
    )  # fmt: skip


@login_required
def mine(request: Request) -> HttpResponse:
    """What I owe and have paid, my receipts, the code of a transfer."""
    unit, charges = queries.own_unit(request.actor), queries.own_charges(request.actor)
    if unit and request.actor.person_id:
        coming = actions.new_charges(unit, request.actor.person_id, rules.month_of(today()))
        charges = [*reversed(coming), *charges]
    owed = [row for row in charges if row.rest > 0]
    held = queries.purse_of(unit) if unit else None
    total, words = sum(row.rest for row in owed), f"{request.actor.name} dang phi"
    context = {
        "charges": charges, "receipts": queries.own_receipts(request.actor), "total": total, "unit": unit, "purse": held,
        "code": _code(held, total, words) if held and total else "", "months": rules.told(row.month for row in owed), "words": vietqr.plain(words),
    }  # fmt: skip
    return render(request, "dues/mine.html", context)
