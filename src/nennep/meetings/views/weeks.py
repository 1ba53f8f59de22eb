"""The weekly schedule: read, typed line after line, copied, given out, printed."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.meetings import access, actions, forms, papers
from nennep.meetings.models import Engagement
from nennep.meetings.queries import weeks
from nennep.meetings.rules import monday_of
from nennep.meetings.views import act, day_asked
from nennep.meetings.views.calendars import unit_read
from nennep.org.models import Unit


def _asked(request: Request) -> tuple[Unit, date]:
    """The unit and the Monday of the address; one's own unit and the running week where it names none."""
    return unit_read(request), monday_of(day_asked(request.GET.get("tuan", "")) or today())


def _address(unit: Unit, monday: date) -> str:
    return f"{reverse('meetings:week')}?don-vi={unit.pk}&tuan={monday:%Y-%m-%d}"


@login_required
def index(request: Request) -> HttpResponse:
    """The week, and a line to type the next entry in."""
    unit, monday = _asked(request)
    may, week = access.plan_in.allows(request.actor, unit), weeks.issued(unit, monday)
    first = week is not None and request.GET.get("ban") == "goc"
    form = forms.EngagementForm(
        request.POST or None, initial={"day": max(monday, min(today(), monday + timedelta(days=6)))}
    )
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "version"}
        try:
            row = actions.add_engagement(unit, by=request.actor, **given)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.sentence)
        else:
            messages.success(request, _("Đã ghi vào lịch tuần."))
            return redirect(f"{_address(unit, monday_of(row.day))}#ghi")
    context = {
        "unit": unit, "monday": monday, "last": monday + timedelta(days=6), "form": form, "may": may and not first, "first": first,
        "days": weeks.as_issued(request.actor, week) if week and first else weeks.week(request.actor, unit, monday),
        "before": monday - timedelta(days=7), "after": monday + timedelta(days=7), "issued": week, "today": today(),
        "upper": access.read_week.rows(request.actor).filter(pk=unit.parent_id or 0).first(), "query": f"don-vi={unit.pk}&tuan={monday:%Y-%m-%d}",
    }  # fmt: skip
    return render(request, "meetings/week.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def copy(request: Request) -> HttpResponse:
    """Copy what the week before held."""
    unit, monday = _asked(request)
    count = actions.copy_week(unit, by=request.actor, monday=monday)
    messages.success(request, _("Đã chép {count} việc của tuần trước.").format(count=count))
    return redirect(_address(unit, monday))


@login_required
@require_POST
def issue(request: Request) -> HttpResponse:
    """Give the week out."""
    unit, monday = _asked(request)
    actions.issue_week(unit, by=request.actor, monday=monday)
    messages.success(request, _("Đã ban hành lịch tuần và báo các đồng chí trong đơn vị."))
    return redirect(_address(unit, monday))


def _back(row: Engagement) -> str:
    return _address(row.unit, monday_of(row.day))


@login_required
def edit(request: Request, pk: int) -> HttpResponse:
    """Change an entry."""
    row = access.keep_engagement.find(request.actor, pk=pk)
    names = ("day", "at", "words", "chair", "people", "place", "prepares", "version")
    form = forms.EngagementForm(request.POST or None, initial={name: getattr(row, name) for name in names})

    def verb(given: dict[str, Any]) -> Engagement:
        seen = given.pop("version") or 0
        return actions.change_engagement(row, by=request.actor, seen=seen, **given)

    other = (reverse("meetings:cancel_engagement", args=[row.pk]), _("Bỏ khỏi lịch"))
    more = {"button": _("Lưu"), "back": _back(row), "other": other}
    return act(request, form, _("Sửa lịch công tác"), verb, _back, _("Đã lưu."), **more)


@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    """Take an entry out."""
    row = access.keep_engagement.find(request.actor, pk=pk)
    back = _back(row)
    return act(
        request, forms.CancelEngagementForm(request.POST or None), _("Bỏ khỏi lịch tuần"),
        lambda given: actions.cancel_engagement(row, by=request.actor, **given), lambda _made: back, _("Đã bỏ khỏi lịch tuần."), note=row.words,
        button=_("Bỏ khỏi lịch"), back=back,
    )  # fmt: skip


@login_required
def printed(request: Request, form: str) -> HttpResponse:
    """The week as Word or PDF."""
    unit, monday = _asked(request)
    if form not in papers.FORMS:
        raise NotYours
    with override("vi"):  # a paper speaks Vietnamese whatever the page's language
        made = papers.week(unit, monday, weeks.week(request.actor, unit, monday))
    return respond.attachment(papers.FORMS[form](made), f"lich-tuan-{monday:%Y-%m-%d}.{form}")
