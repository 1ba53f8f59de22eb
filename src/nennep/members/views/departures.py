"""Pages of graduates and others who have left: the board that should read zero, the list with its clocks, each case."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours
from nennep.duties import rulebook
from nennep.journal.queries import lines_about, tell
from nennep.members import access, actions, limits, listings, watch
from nennep.members.forms import transfers as forms
from nennep.members.models import Departure
from nennep.members.views.acts import act
from nennep.org.models import Unit

MOST = 300


def crumbs(row: Departure | None = None) -> tuple[tuple[str, str], ...]:
    """Where one stands."""
    found = [(reverse("members:departures"), _("Tốt nghiệp, nghỉ hưu, chuyển công tác"))]
    return (*found, (reverse("members:departure", args=[row.pk]), row.full_name)) if row else tuple(found)


def _unit(request: Request) -> Unit | None:
    """The unit asked for, or the home of someone who may follow departures; None for the youth union and a member."""
    if not request.actor.may("members.transfer"):
        return None
    return access.count.find(request.actor, pk=unit_asked(request))


@login_required
def board(request: Request) -> HttpResponse:
    """Four numbers that should be zero, each with its list."""
    unit, day = _unit(request), today()
    if unit is None:
        raise NotYours
    ranges = ((unit.key, unit.key + "~"),)
    tiles = (
        (watch.over_probation(day), watch.probation_late(ranges, day), "probation"),
        (_("tốt nghiệp ở lại quá hạn"), watch.graduates_late(ranges, day), "departure"),
        (_("giấy giới thiệu quá hạn"), watch.unanswered_late(ranges, day), "transfer"),
        (_("rời đi chưa chuyển sinh hoạt"), watch.left_behind(ranges, day), "departure"),
    )
    if taken := listings.WATCHED.taken(request, listings.watched(tiles)):
        return taken
    shown = [(label, rows.count(), list(rows.select_related("unit")[:50]), kind) for label, rows, kind in tiles]
    context = {
        "rules": rulebook.on(day).says(
            "probation.months", "recognition.cell", "transfer.graduate", "transfer.letter", "transfer.begin"
        ),
        "unit": unit,
        "today": day,
        "tiles": shown,
        "may_remind": access.release_from.allows(request.actor, unit),
    }
    return render(request, "members/watch.html", context)


@login_required
def index(request: Request) -> HttpResponse:
    """Everybody whose clock runs, the nearest day first; as Excel too."""
    day, unit = today(), _unit(request)
    rows, cause = access.see_departure.rows(request.actor).filter(closed_on=None), request.GET.get("truong-hop", "")
    if unit is not None:
        rows = rows.filter(inside(((unit.key, unit.key + "~"),)))
    if cause == "sap":
        rows = rows.filter(cause="graduate", left_on__gt=day)
    elif cause:
        rows = rows.filter(cause=cause, left_on__lte=day)
    rows = rows.order_by("due_on", "sort_key")
    if unit is not None and (taken := listings.DEPARTURES.taken(request, rows.select_related("unit"))):
        return taken
    context = {
        "choices": [("", _("Tất cả")), ("sap", _("Sắp tốt nghiệp")), ("graduate", _("Tốt nghiệp")), ("retired", _("Nghỉ hưu")), ("job", _("Chuyển công tác"))],
        "unit": unit, "rows": [_told(row, day) for row in rows[:MOST]], "cause": cause, "limit": limits.procedure(day, "graduate"), "today": day,
        "other": limits.procedure(day, "job"), "may_remind": bool(unit and access.release_from.allows(request.actor, unit)),
    }  # fmt: skip
    return render(request, "members/departures.html", context)


def _told(row: Departure, day: date) -> dict[str, Any]:
    """A row of the list; the cell's name only where it may be seen (the youth union does not see cells)."""
    ends = row.extended_to or row.due_on
    return {
        "row": row,
        "ends": ends,
        "days": (ends - day).days,
        "tone": "bad" if ends < day else "warn" if (ends - day).days <= 60 else "near",
    }


@login_required
def departure(request: Request, pk: int) -> HttpResponse:
    """One case: its clock, what was asked and answered, what comes next."""
    row = access.see_departure.find(request.actor, pk=pk)
    actor, open_here = request.actor, row.closed_on is None
    status = (
        row.person.memberships.filter(access.counted).first() if access.follow_departure.allows(actor, row) else None
    )
    context = {
        **_told(row, today()), "today": today(), "limit": limits.procedure(row.left_on, row.cause), "held": status,
        "may_follow": open_here and access.follow_departure.allows(actor, row), "may_decide": access.decide_departure.allows(actor, row),
        "may_ask": row.cause == "graduate" and access.ask_stay.allows(actor, row), "may_comment": access.youth_comment.allows(actor, row),
        "own": row.person_id == actor.person_id and open_here, "told": tell(lines_about(row)[:40]),
    }  # fmt: skip
    if context["own"]:
        context["held"] = row.person.memberships.filter(access.counted).first()
    return render(request, "members/departure.html", context)


@login_required
def note_departure(request: Request, pk: int) -> HttpResponse:
    """Note that a member has graduated, retired or moved jobs."""
    row = access.note_departure.find(request.actor, pk=pk)
    start = {"cause": "graduate" if row.category == "student" else "job", "left_on": today()}
    return act(
        request, forms.DepartureForm(request.POST or None, initial=start),
        lambda given: actions.note_departure(row, by=request.actor, **given), title=_("Ghi tốt nghiệp, nghỉ hưu, chuyển công tác: {name}").format(name=row.full_name),
        button=_("Ghi"), done=_("Đã ghi; thời hạn bắt đầu tính."), back=lambda made: reverse("members:departure", args=[made.pk]), crumbs=crumbs(),
    )  # fmt: skip


@login_required
def departure_act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act on a case, asked for in a form."""
    data = request.POST or None
    known: dict[str, tuple[Any, Any, Any, str]] = {
        "xin-o-lai": (
            access.ask_stay,
            forms.StayForm(data),
            actions.ask_stay,
            _("Đề nghị tiếp tục sinh hoạt tại trường"),
        ),
        "gia-han": (
            access.decide_departure,
            forms.ExtendForm(data),
            actions.extend_stay,
            _("Ghi cho phép tiếp tục sinh hoạt"),
        ),
        "y-kien-doan": (
            access.youth_comment,
            forms.CommentForm(data),
            actions.give_youth_comment,
            _("Ý kiến của Đoàn Thanh niên"),
        ),
        "bo-theo-doi": (access.decide_departure, forms.WordsForm(data), actions.drop_departure, _("Bỏ theo dõi")),
    }
    if name not in known:
        raise NotYours
    rule, form, verb, title = known[name]
    row: Departure = rule.find(request.actor, pk=pk)
    if name == "gia-han" and data is None:
        form.initial = {"until": row.asked_to}
    return act(
        request, form, lambda given: verb(row, by=request.actor, **given), title=f"{title}: {row.full_name}", button=_("Ghi"), done=_("Đã ghi."),
        back=reverse("members:departure", args=[pk]), crumbs=crumbs(row),
    )  # fmt: skip


@login_required
@require_POST
def remind_departures(request: Request, pk: int) -> HttpResponse:
    """Remind members, cells and the youth union of a unit's cases."""
    unit = access.release_from.find(request.actor, pk=pk)
    told = actions.remind_departures(unit, by=request.actor)
    words = _("Đã nhắc {n} trường hợp: đảng viên, chi bộ và Đoàn Thanh niên.").format(n=told)
    messages.success(request, words if told else _("Không có trường hợp nào cần nhắc trong tuần này."))
    return redirect(f"{reverse('members:departures')}?don-vi={unit.pk}")
