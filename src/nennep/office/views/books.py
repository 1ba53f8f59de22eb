"""Pages of the books: lines, counters, giving a number, a start in mid-term, cancelling, the book as a sheet."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.files import respond
from nennep.journal.actions import record
from nennep.office import access, actions, forms, sheets
from nennep.office.heads import head_of
from nennep.office.models import Flow, Style
from nennep.office.queries import books
from nennep.office.views import home_of, told
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field, attempt


@login_required
def book(request: Request) -> HttpResponse:
    """One of the unit's books, the latest line first, and the counters."""
    unit = home_of(request.actor)
    flow = request.GET.get("so", "outgoing")
    flow = flow if flow in Flow.values else Flow.OUTGOING
    words = request.GET.get("tim", "")
    rows = list(books.lines(request.actor, unit, flow, words)[:101])
    context = {
        "unit": unit, "flow": flow, "flows": Flow.choices, "rows": rows[:100], "more": len(rows) > 100, "words": words,
        "to_adopt": access.adopt.rows(request.actor).filter(unit=unit).exclude(number="").only("id", "number", "title", "kind")[:20], "shelves": books.shelves(unit), "may_number": access.number.allows(request.actor, unit), "tab": "book",
    }  # fmt: skip
    return render(request, "office/book.html", context)


@login_required
def issue(request: Request) -> HttpResponse:
    """Give a number to a paper made elsewhere."""
    unit = access.number.find(request.actor, pk=home_of(request.actor).pk)
    form = forms.IssueForm(request.POST or None, initial={"dated": today()}, state=_state(unit))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.issue_number(unit, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã cấp số {number}.").format(number=row.words))
            return redirect("office:book")
    form.ask_again()
    return _form(request, form, _("Cấp số văn bản"), button=_("Cấp số"))


@login_required
def open_book(request: Request) -> HttpResponse:
    """Begin a book in mid-term."""
    unit = access.number.find(request.actor, pk=home_of(request.actor).pk)
    form = forms.OpenForm(request.POST or None, state=_state(unit))
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.open_book(unit, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            name = made.code or _("Văn bản đến")
            messages.success(request, _("Đã mở sổ {book}. Số kế tiếp là {next}.").format(book=name, next=made.last + 1))
            return redirect("office:book")
    return _form(request, form, _("Mở sổ giữa nhiệm kỳ"))


@login_required
def old(request: Request, pk: int) -> HttpResponse:
    """Enter a line of the book kept before."""
    row = access.keep_book.find(request.actor, pk=pk)
    shelf = next((shelf for shelf in books.shelves(row.unit) if shelf.book.pk == pk), None)
    form = forms.OldForm(
        row.code, request.POST or None, initial={"value": shelf.first if shelf else None}, style=row.style
    )
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        try:
            made = actions.enter_old(row, by=request.actor, **given | ({} if row.code else {"flow": Flow.INCOMING}))
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã nhập số {number} từ sổ cũ.").format(number=made.words))
            return redirect("office:old", pk)
    lacks = shelf and shelf.lacking
    lead = _("Còn thiếu: {numbers}.").format(numbers=lacks) if lacks else _("Sổ cũ đã nhập đủ.")
    return _form(request, form, _("Nhập sổ cũ: {book}").format(book=row.code or _("Văn bản đến")), lead)


@login_required
def letterhead(request: Request) -> HttpResponse:
    """Say who issues the unit's State papers."""
    unit = access.number.find(request.actor, pk=home_of(request.actor).pk)
    head = head_of(unit, Style.STATE)
    form = forms.LetterheadForm(request.POST or None, initial=vars(head) if head else None)
    done, _row = attempt(
        request, form, lambda given: actions.set_letterhead(unit, by=request.actor, **given), _("Đã lưu thể thức.")
    )
    if done:
        return redirect("office:book")
    lead = _("Văn bản soạn theo thể thức nhà nước mang tên, ký hiệu này và vào sổ riêng, đánh số từ 01 mỗi năm.")
    return _form(request, form, _("Thể thức văn bản nhà nước"), lead)


def _state(unit: Unit) -> bool:
    return head_of(unit, Style.STATE) is not None


@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a number, with the reason."""
    row = access.cancel.find(request.actor, pk=pk)
    form = forms.CancelForm(request.POST or None)
    cancelled = _("Đã ghi số hủy {number}.").format(number=row.words)
    done, _made = attempt(request, form, lambda given: actions.cancel_number(row, by=request.actor, **given), cancelled)
    if done:
        return redirect("office:book")
    lead = _("Số {number}: {title}. Số hủy vẫn nằm trong sổ, không cấp lại.").format(number=row.words, title=row.title)
    return _form(request, form, _("Hủy số"), lead, _("Hủy số"))


@login_required
@require_POST
def adopt(request: Request, pk: int) -> HttpResponse:
    """Enter an own paper that was read into its book."""
    document = access.adopt.find(request.actor, pk=pk)
    done = _("Đã ghi {number} vào sổ.")
    told(request, lambda: actions.adopt_paper(document, by=request.actor), lambda row: done.format(number=row.words))
    return redirect("office:book")


@login_required
def sheet(request: Request) -> HttpResponse:
    """A book as an Excel sheet ready to print."""
    unit, flow = home_of(request.actor), request.GET.get("so", "outgoing")
    flow = flow if flow in Flow.values else Flow.OUTGOING
    data = sheets.book(unit, flow, books.lines(request.actor, unit, flow, request.GET.get("tim", "")))
    record("office.download", unit, by=request.actor, unit_id=unit.pk, says={"name": str(Flow(flow).label)})
    return respond.attachment(data, f"so-van-ban-{flow}.xlsx")


def _form(request: Request, form: Any, title: str, lead: str = "", button: str = "") -> HttpResponse:
    context = {"form": form, "title": title, "lead": lead, "back": "office:book", "button": button}
    return render(request, "office/form.html", context, status=422 if form.errors else 200)
