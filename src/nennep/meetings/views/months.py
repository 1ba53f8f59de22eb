"""The month: my meetings, the board of cells, the calendar and its feed, what is switched on."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.jobs import as_account
from nennep.core.refused import NotYours
from nennep.duties import queries as duties
from nennep.duties import rulebook
from nennep.meetings import access, actions, forms, ical
from nennep.meetings.models import Thing
from nennep.meetings.queries import feeds, habits, months, selfstudy
from nennep.meetings.rules import next_month
from nennep.meetings.views import act, day_asked
from nennep.org.models import Unit


def month_of(request: Request) -> date:
    """The month asked for as 2023-07 or 202307, else the running one."""
    asked = request.GET.get("thang", "").replace("-", "")
    return day_asked(f"{asked[:4]}-{asked[4:]}-01") or today().replace(day=1)


def _home(request: Request) -> Unit:
    """The unit whose cells the actor oversees."""
    unit = access.oversee.rows(request.actor).filter(pk=request.actor.home.unit_id if request.actor.home else 0).first()
    if unit is None:
        raise NotYours
    return unit


@login_required
def index(request: Request) -> HttpResponse:
    """Meetings of my units and those I am invited to: coming, running, held."""
    if not request.actor.may("meetings.see"):
        raise NotYours
    home = request.actor.home
    unit = access.plan_in.rows(request.actor).select_related("kind").filter(pk=home.unit_id if home else 0).first()
    rows = months.of_units(request.actor, [post.unit_key for post in request.actor.posts])
    context = {
        "running": list(rows.filter(stage="open")[:20]),
        "coming": list(rows.filter(stage__in=["planned", "invited"]).order_by("starts_at")[:50]),
        "held": list(rows.filter(stage="closed").order_by("-starts_at")[:30]),
        "may_plan": request.actor.may("meetings.keep"), "may_oversee": request.actor.may("meetings.oversee"),
        "may_switch": request.actor.may("meetings.switch"), "may_write": request.actor.may("office.write"), "today": today(),
        "next": habits.next_of(unit, habits.kind_of(unit), today()) if unit else None, "unit": unit,
        "study": selfstudy.cell_of(request.actor), "study_kept": unit is not None and selfstudy.is_kept(unit),
    }  # fmt: skip
    return render(request, "meetings/index.html", context)


@login_required
def board(request: Request) -> HttpResponse:
    """The month of every cell below: planned, held, late, missed; thematic meetings; clashes."""
    unit, month = _home(request), month_of(request)
    lines = months.board(unit, month, today())
    missing = [line for line in lines if line.meeting is None]
    context = {
        "unit": unit, "month": month, "lines": lines, "missing": len(missing), "means": months.means(lines), "least": rulebook.on(month).number("meeting.thematic.year"), "before": (month.replace(day=1) - timedelta(days=1)).replace(day=1),
        "after": next_month(month), "form": forms.DirectionForm(), "may_direct": access.oversee.allows(request.actor, unit),
        "directions": list(access.see_direction.rows(request.actor).filter(unit=unit, month=month)),
        "counts": {state: sum(line.state == state for line in lines) for state in ("held", "late", "missed", "planned", "none")},
    }  # fmt: skip
    return render(request, "meetings/board.html", context)


@login_required
@require_POST
def chase(request: Request) -> HttpResponse:
    """Remind the cells without a plan for the month."""
    unit, month = _home(request), month_of(request)
    late = [line.unit for line in months.board(unit, month, today()) if line.meeting is None]
    count = actions.chase_units(unit, by=request.actor, units=late, month=month)
    messages.success(request, _("Đã nhắc {count} chi bộ.").format(count=count))
    return redirect(f"{reverse('meetings:board')}?thang={month:%Y-%m}")


@login_required
@require_POST
def direct(request: Request) -> HttpResponse:
    """Give the month's direction to the cells below."""
    unit, month, form = _home(request), month_of(request), forms.DirectionForm(request.POST)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    actions.direct_month(unit, by=request.actor, month=month, words=words)
    messages.success(request, _("Đã gửi định hướng tới các chi bộ; nội dung tự vào chương trình sinh hoạt tháng."))
    return redirect(f"{reverse('meetings:board')}?thang={month:%Y-%m}")


@login_required
def calendar(request: Request) -> HttpResponse:
    """The month's meetings by day."""
    if not request.actor.may("meetings.see"):
        raise NotYours
    month = month_of(request)
    context = {
        "month": month, "days": months.calendar(request.actor, month), "before": (month - timedelta(days=1)).replace(day=1),
        "after": next_month(month), "has_feed": feeds.has_feed(request.actor.account_id), "today": today(),
    }  # fmt: skip
    return render(request, "meetings/calendar.html", context)


@login_required
@require_POST
def make_feed(request: Request) -> HttpResponse:
    """A new address of the calendar, shown this once."""
    if not request.actor.may("meetings.see"):
        raise NotYours
    token = actions.make_feed(by=request.actor)
    address = request.build_absolute_uri(reverse("meetings:feed", args=[token]))
    return render(request, "meetings/feed.html", {"address": address})


@login_required
@require_POST
def drop_feed(request: Request) -> HttpResponse:
    """Revoke the address."""
    if not request.actor.may("meetings.see"):
        raise NotYours
    actions.drop_feed(by=request.actor)
    messages.success(request, _("Đã thu hồi địa chỉ lịch. Ứng dụng lịch sẽ không nhận được gì nữa."))
    return redirect("meetings:calendar")


def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The meetings of who made the address, or with ``viec`` what falls due for him; anything else is not there."""
    account = feeds.account_of(token)
    if account is None:
        raise Http404
    with as_account(account) as actor:
        asked = "viec" in request.GET
        ahead = duties.own(actor, today(), today() + duties.FAR).open if asked else []
        rows = [] if asked else feeds.feed_rows(actor, today())
        text = ical.feed(rows, request.get_host(), timezone.now(), ahead)
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Cache-Control"] = "private, no-store"
    return response


@login_required
def switches(request: Request) -> HttpResponse:
    """What is switched on for the cells: QR codes, ballots on the screen, online meetings."""
    home = request.actor.home
    unit = access.switch_in.find(request.actor, pk=home.unit_id if home else 0)
    form = forms.SwitchForm(request.POST or None)

    def verb(given: dict[str, Any]) -> None:
        actions.set_switch(unit, by=request.actor, **given)

    rows = list(access.see_switch.rows(request.actor).filter(unit=unit))
    more = {"rows": rows, "words": dict(Thing.choices)}
    note = _(
        "Mặc định tắt. Bỏ phiếu kín trên hệ thống chỉ bật khi cấp trên cho phép bằng văn bản; khi bầu cử, phiếu giấy là căn cứ."
    )
    return act(
        request,
        form,
        _("Chức năng dùng trong cuộc họp"),
        verb,
        lambda _made: reverse("meetings:switches"),
        _("Đã lưu."),
        note=note,
        **more,
    )
