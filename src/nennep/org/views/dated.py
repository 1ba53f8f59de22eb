"""Rules with numbers and the table of holidays."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.org import actions, forms, listings, queries
from nennep.ui.acts import at_its_field


@login_required
def index(request: Request) -> HttpResponse:
    """Every rule with its value today, its source, how sure it is, and what held before; the days off of a year."""
    day = today()
    given = request.GET.get("nam", "")
    year = int(given) if is_number(given) and 2000 <= int(given) < 2100 else day.year
    found = queries.rules_by_key(day)
    if taken := listings.RULES.taken(request, found):
        return taken
    context = {
        "rules": found, "days": queries.days_off(year), "year": year, "before": year - 1, "after": year + 1,
        "may": queries.holds_root(request.actor, "org.rules"), "form": forms.HolidayForm(),
    }  # fmt: skip
    return render(request, "org/rules.html", context)


@login_required
def change(request: Request, key: str) -> HttpResponse:
    """Give a rule another value from a day on."""
    if key not in rulebook.KEYS or not queries.holds_root(request.actor, "org.rules"):
        raise NotYours
    form = forms.RuleForm(request.POST or None, initial={"valid_from": today()})
    form.fields["value"].help_text = str(rulebook.KEYS[key].shape.how)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_rule(by=request.actor, key=key, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi. Các bước diễn ra trước ngày áp dụng vẫn theo mức cũ."))
            return redirect("org:rules")
    context = {"form": form, "title": rulebook.KEYS[key].label, "back": "org:rules", "back_words": _("Quy định có số")}
    return render(request, "org/form.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def holiday(request: Request) -> HttpResponse:
    """Enter a day off."""
    if not queries.holds_root(request.actor, "org.rules"):
        raise NotYours
    form = forms.HolidayForm(request.POST)
    if form.is_valid():
        row = actions.set_holiday(by=request.actor, **form.cleaned_data)
        messages.success(request, _("Đã ghi ngày nghỉ."))
        return redirect(f"/to-chuc/quy-dinh/?nam={row.day.year}")
    messages.error(request, _("Ngày nghỉ cần ghi dạng dd/mm/yyyy và có tên."))
    return redirect("org:rules")


@login_required
@require_POST
def drop_holiday(request: Request, day: str) -> HttpResponse:
    """Take a day off the table."""
    try:
        found = date.fromisoformat(day)
    except ValueError as error:
        raise NotYours from error
    actions.drop_holiday(by=request.actor, day=found)
    return redirect(f"/to-chuc/quy-dinh/?nam={found.year}")
