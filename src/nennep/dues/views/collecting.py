"""Pages of the unit that collects: the month on one screen, one member, receipts, who owes, the check against the roll."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.dues import access, actions, forms, papers, queries, rates, rules
from nennep.dues.models import Basis, Book, Charge, Purse, Receipt
from nennep.dues.payments import DEBTORS, RECEIPTS
from nennep.dues.views.parts import act, member_of, month_asked, page_of, press, year_asked
from nennep.files import respond
from nennep.org.models import Unit
from nennep.press.pdf import pdf
from nennep.ui.acts import at_its_field
from nennep.viet.write import number


@login_required
def collect(request: Request, pk: int) -> HttpResponse:
    """A month of a unit on one screen; everybody in one press, but those marked."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    form = forms.CollectForm(request.POST or None, initial=forms.start())
    if request.method == "POST" and form.is_valid() and (made := _collected(request, form, unit, month)):
        return made
    shown = queries.screen(unit, month)
    actions.look(unit, by=request.actor)
    marked = {int(one) for one in request.POST.getlist("chua") if is_number(one)}
    this = rules.month_of(today())
    context = {
        "unit": unit, "month": month, "shown": shown, "form": form, "marked": marked, "before": rules.later(month, -1),
        "after": rules.later(month, 1), "future": month > this, "late": today() > shown.deadline and month <= this,
        "rules": rates.book(month).says("dues.collect.day", "dues.rounding"), "students": sum(one.category == "student" and one.basis is None for one in shown.missing), "on": "collect",
    }  # fmt: skip
    return render(request, "dues/collect.html", context, status=422 if form.errors else 200)


def _collected(request: Request, form: forms.CollectForm, unit: Unit, month: date) -> HttpResponse | None:
    given = form.cleaned_data
    but = {int(one) for one in request.POST.getlist("chua") if is_number(one)}
    money = actions.Money(given["paid_on"], given["method"])
    try:
        made = actions.collect_month(unit, by=request.actor, month=month, but=but, money=money)
    except Refused as refusal:
        at_its_field(form, refusal)
        return None
    words = _("Đã ghi thu tháng {month}: {n} phiếu thu.").format(month=f"{month:%m/%Y}", n=len(made))
    messages.success(request, words)
    return redirect(page_of(unit, month))


@login_required
def member(request: Request, pk: int, person: int) -> HttpResponse:
    """One member's months, receipts and basis; a payment of one or several months."""
    unit = access.collect_in.find(request.actor, pk=pk)
    held, this = member_of(unit, person), rules.month_of(today())
    charges = list(Charge.objects.filter(unit=unit, person_id=person).order_by("-month")[:36])
    through, sums = _through(unit, person, charges)
    chosen = this if this.isoformat() in sums else date.fromisoformat(through[0][0]) if through else this
    form = forms.PaymentForm(through, request.POST or None, initial=forms.start(through=chosen.isoformat()))
    if request.method == "POST" and form.is_valid() and _paid(request, form, unit, person):
        return redirect("dues:member", pk, person)
    actions.look(unit, by=request.actor, person_id=person, name=held.full_name)
    context: dict[str, Any] = {
        "unit": unit, "held": held, "charges": charges, "form": form, "through": through, "today": today(),
        "bases": Basis.objects.filter(unit=unit, person_id=person).order_by("-since"),
        "receipts": Receipt.objects.filter(unit=unit, person_id=person).select_related("book")[:40],
    }  # fmt: skip
    return render(request, "dues/member.html", context, status=422 if form.errors else 200)


def _through(unit: Unit, person: int, charges: list[Charge]) -> tuple[list[tuple[str, str]], dict[str, int]]:
    """Up to which months may be paid, each with what it comes to."""
    last = rules.later(rules.month_of(today()), rates.book(today()).number("dues.ahead"))
    owed = [*(row for row in reversed(charges) if row.rest > 0), *actions.new_charges(unit, person, last)]
    found, total, sums = [], 0, {}
    for row in owed:
        total += row.rest
        if total:
            sums[row.month.isoformat()] = total
            words = _("{month}: {sum} đồng").format(month=f"{row.month:%m/%Y}", sum=number(total))
            found.append((row.month.isoformat(), words))
    return found, sums


def _paid(request: Request, form: forms.PaymentForm, unit: Unit, person: int) -> bool:
    given = form.cleaned_data
    money = actions.Money(given["paid_on"], given["method"])
    try:
        row = actions.record_payment(
            unit, person, by=request.actor, through=given["through"], money=money, amount=given["amount"]
        )
    except Refused as refusal:
        at_its_field(form, refusal)
        return False
    words = _("Đã ghi phiếu thu {number}: {sum} đồng, tháng {months}.")
    messages.success(request, words.format(number=row.words, sum=number(row.amount), months=row.months))
    return True


@login_required
def receipts(request: Request, pk: int) -> HttpResponse:
    """The receipt book of a year, cancelled numbers in their place."""
    unit, year = access.collect_in.find(request.actor, pk=pk), year_asked(request)
    every = Receipt.objects.filter(unit=unit, book__year=year).select_related("book", "statement")
    actions.look(unit, by=request.actor)
    if taken := RECEIPTS.taken(request, every):
        return taken
    rows = list(every[:500])
    book = Book.objects.filter(unit=unit, year=year).first()
    context = {
        "unit": unit, "year": year, "rows": rows, "book": book, "on": "receipts",
        "sum": sum(row.amount for row in rows if row.state == "used"),
        "fresh": book is None or book.last == book.opened_with,
    }  # fmt: skip
    return render(request, "dues/receipts.html", context)


@login_required
def open_book(request: Request, pk: int) -> HttpResponse:
    """Begin the year's book after the last number on paper."""
    unit, year = access.collect_in.find(request.actor, pk=pk), today().year
    return act(
        request, forms.BookForm(request.POST or None, initial={"last": 0}),
        lambda given: actions.open_book(unit, by=request.actor, year=year, **given),
        title=_("Mở sổ phiếu thu năm {year}").format(year=year), button=_("Mở sổ"), done=_("Đã mở sổ phiếu thu."),
        back=reverse("dues:receipts", args=[pk]), where=_("Sổ phiếu thu"),
    )  # fmt: skip


@login_required
def receipt(request: Request, pk: int) -> HttpResponse:
    """A receipt to print."""
    row = access.see_receipt.find(request.actor, pk=pk)
    name = f"phieu-thu-{row.number:02d}-{row.book.year}.pdf"
    if row.person_id != request.actor.person_id:
        actions.look(row.unit, by=request.actor, person_id=row.person_id, name=row.full_name)
    return respond.attachment(pdf(papers.receipt(row)), name)


@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a receipt with its reason."""
    row = access.cancel.find(request.actor, pk=pk)
    return act(
        request, forms.CancelForm(request.POST or None), lambda given: actions.cancel_receipt(row, by=request.actor, **given),
        title=_("Hủy phiếu thu {number}").format(number=row.words), button=_("Hủy phiếu"), done=_("Đã hủy phiếu thu."),
        back=reverse("dues:receipts", args=[row.unit_id]), where=_("Sổ phiếu thu"), note=_("Số phiếu giữ nguyên trong sổ, các tháng của phiếu trở lại chưa đóng."),
    )  # fmt: skip


@login_required
def arrears(request: Request, pk: int) -> HttpResponse:
    """Who owes, those with most months first; the rule that asks to look into it stands beside."""
    unit = access.collect_in.find(request.actor, pk=pk)
    rows = queries.debtors(unit, today())
    actions.look(unit, by=request.actor)
    if taken := DEBTORS.taken(request, rows):
        return taken
    rule = rates.book(today()).row("dues.party.unpaid")
    context = {
        "unit": unit, "rows": rows, "rule": rule, "sum": sum(row.rest for row in rows), "on": "arrears",
        "purse": Purse.objects.filter(unit=unit).first(), "party": unit.kind.association == "party",
    }  # fmt: skip
    return render(request, "dues/arrears.html", context)


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """A polite reminder to members who owe."""
    unit = access.collect_in.find(request.actor, pk=pk)
    return press(
        request,
        lambda: _("Đã nhắc {n} đồng chí còn chậm đóng.").format(n=actions.remind_members(unit, by=request.actor)),
        reverse("dues:arrears", args=[pk]),
    )


@login_required
def check(request: Request, pk: int) -> HttpResponse:
    """The roll of a month against who pays."""
    unit, month = access.collect_in.find(request.actor, pk=pk), month_asked(request)
    actions.look(unit, by=request.actor)
    found = queries.check(queries.screen(unit, month))
    return render(request, "dues/check.html", {"unit": unit, "month": month, "found": found, "on": "check"})
