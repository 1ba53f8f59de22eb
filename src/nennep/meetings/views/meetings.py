"""One meeting: its plan, its page, moving and cancelling it; one that was held before."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from nennep.core.asked import number
from nennep.core.clock import now, today
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours, Stale
from nennep.core.together import together
from nennep.files import respond
from nennep.journal.queries import lines_about, tell
from nennep.meetings import access, actions, forms, papers
from nennep.meetings.forms_habits import HourOfPlanForm
from nennep.meetings.models import Meeting
from nennep.meetings.queries import habits, months, pages, pulse, slips, writing
from nennep.meetings.queries import papers as laying
from nennep.meetings.queries.minutes import turnout
from nennep.meetings.views import act
from nennep.org.models import Unit
from nennep.ui.compare import compared


def page(meeting: Meeting) -> str:
    """The address of a meeting's page."""
    return reverse("meetings:meeting", args=[meeting.pk])


def own_unit(request: Request) -> Unit:
    """The unit one plans for: the one asked for, else the actor's own."""
    return access.plan_in.find(request.actor, pk=unit_asked(request))


def _would_clash(unit: Unit, given: Mapping[str, Any], row: Meeting | None = None) -> dict[str, Any]:
    """What the plan in a form would clash with, as far as it is filled in."""
    form = HourOfPlanForm(given)
    return {"clashing": months.clashing_if(unit, form.cleaned_data, row)} if form.is_valid() else {}


@login_required
def clashing(request: Request) -> HttpResponse:
    """What a plan would clash with, told while it is being filled in; a ready-made title follows its kind and month.
    The form is sent as a body: a title of any length fits."""
    changed, given = number(request.GET.get("cuoc", "")), request.POST or request.GET
    row = access.keep.find(request.actor, pk=changed) if changed is not None else None
    unit = row.unit if row else own_unit(request)
    form = HourOfPlanForm(given)
    if not form.is_valid():
        return render(request, "meetings/_clashes.html")
    fresh = habits.retitled(unit, given.get("title", ""), form.cleaned_data["kind"], form.cleaned_data["day"])
    named = forms.PlanForm(unit, pages.mains(unit, row), initial={"title": fresh})["title"] if fresh else None
    context = {
        "clashing": months.clashing_if(unit, form.cleaned_data, row),
        "title": named.as_widget(attrs={"hx-swap-oob": "true"}) if named else "",
    }
    return render(request, "meetings/_clashes.html", context)


@login_required
def plan(request: Request) -> HttpResponse:
    """Plan a meeting; everything is filled in from the last one, so that often one press is enough."""
    unit = own_unit(request)
    start = pages.plan_start(unit, today())
    form = forms.PlanForm(unit, pages.mains(unit), request.POST or None, initial=start)
    return act(
        request, form, _("Lên kế hoạch: {unit}").format(unit=unit.name),
        lambda _given: actions.plan_meeting(unit, by=request.actor, **form.values()), page, _("Đã lên kế hoạch. Chương trình đã tự dựng từ dữ liệu."),
        button=_("Lưu kế hoạch"), plan=True, check=f"{reverse('meetings:clashing')}?don-vi={unit.pk}", **_would_clash(unit, request.POST or start),
    )  # fmt: skip


@login_required
def past(request: Request) -> HttpResponse:
    """Enter a meeting held before."""
    unit = own_unit(request)
    form = forms.PastForm(unit, request.POST or None, initial={"kind": habits.kind_of(unit).pk, "day": today()})

    def verb(given: dict[str, Any]) -> Meeting:
        given = dict(given)
        day = given.pop("day")
        return actions.record_past_meeting(unit, by=request.actor, held_on=day, **given)

    note = _(
        "Dùng khi mở sổ giữa kỳ: cuộc họp đã có biên bản giấy. Đảng viên trong danh sách ngày đó được tính là có mặt."
    )
    return act(
        request, form, _("Ghi cuộc đã họp: {unit}").format(unit=unit.name), verb, page, _("Đã ghi vào sổ."), note=note
    )


@login_required
def meeting(request: Request, pk: int) -> HttpResponse:
    """A meeting: when and where, agenda, who comes, what came of it."""
    row = pages.found(request.actor, pk)
    rows, items = list(row.attendance.all()), list(row.items.all())
    scores, lying, questions, votes, outcomes, preparing = together(
        row.scores.all(), row.papers.all(), slips.asked_for(row), row.votes.filter(withdrawn=False), row.outcomes.all(),
        pages.preparing(request.actor, row),
    )  # fmt: skip
    laid = laying.by_item(lying)
    mine, adopted = pages.place_of(rows, request.actor), [one for one in outcomes if one.kind == "resolution"]
    context = {
        "meeting": row, "items": items, "laid": laid, "asked": slips.by_item(questions), "readable": laying.readable(request.actor, laid.values()), "came": turnout(row, rows), "rows": rows, "votes": votes, "outcomes": outcomes, "preparing": preparing, "to_write": row.stage == "closed" and bool(adopted) and not writing.is_written(adopted),
        "scores": scores, "clashing": months.clashing(row), "mine": mine, "minutes": row.editions.order_by("-edition").first(),
        "ordinal": habits.ordinal_of(row), "heads": pages.missing_heads(row), "answer": forms.AnswerForm(initial={"coming": mine.answer or None, "excuse": mine.excuse}) if mine else None,
        "guests": forms.GuestsForm(), "may": pages.rights(request.actor, row), "today": today(), "now": now(), "told": tell(lines_about(row)[:20]),
        "asks": pulse.is_there(row), "total": sum(item.minutes for item in items if item.state == "open"),
    }  # fmt: skip
    return render(request, "meetings/meeting.html", context)


@login_required
def move(request: Request, pk: int) -> HttpResponse:
    """Change a plan."""
    row = access.keep.find(request.actor, pk=pk)
    start = timezone.localtime(row.starts_at)
    names = (
        "kind",
        "title",
        "minutes",
        "place",
        "thematic",
        "topic",
        "mode",
        "mode_why",
        "chair",
        "keeper",
        "published",
        "main",
        "host",
        "ordinal",
        "version",
    )
    saved = {name: getattr(row, name) for name in names} | {
        "day": start.date(),
        "hour": start.time(),
        "kind": row.kind_id,
        "main": row.main_id,
    }
    form = forms.PlanForm(row.unit, pages.mains(row.unit, row), request.POST or None, initial=saved)
    more: dict[str, Any] = {
        "button": _("Lưu kế hoạch"), "plan": True, "back": page(row), "check": f"{reverse('meetings:clashing')}?cuoc={row.pk}",
        **_would_clash(row.unit, request.POST or saved, row),
    }  # fmt: skip
    try:
        return act(
            request, form, _("Sửa kế hoạch"), lambda given: actions.move_meeting(row, by=request.actor, seen=given["version"], **form.values()),
            page, _("Đã lưu kế hoạch. Nếu đổi giờ hoặc nơi họp, người được mời đã nhận thông báo.") if row.invited_at else _("Đã lưu kế hoạch."), **more,
        )  # fmt: skip
    except Stale as stale:
        fresh = {name: getattr(stale.row, name) for name in names if name not in ("kind", "main")}
        context = {
            "form": form,
            "title": _("Sửa kế hoạch"),
            "differences": compared(form, fresh, stale.row.version),
            "stale": True,
            **more,
        }
        return render(request, "meetings/form.html", context, status=409)


@login_required
def cancel(request: Request, pk: int) -> HttpResponse:
    """Cancel a meeting with a reason."""
    row = access.invite.find(request.actor, pk=pk)
    form = forms.ReasonForm(request.POST or None)
    return act(
        request, form, _("Hủy {title}").format(title=row.title), lambda given: actions.cancel_meeting(row, by=request.actor, **given),
        lambda _made: reverse("meetings:index"), _("Đã hủy và báo những người được mời."), button=_("Hủy cuộc họp"), back=page(row),
    )  # fmt: skip


@login_required
def printed(request: Request, pk: int, what: str, form: str) -> HttpResponse:
    """The invitation, the running script, the list to be signed, as Word or PDF."""
    row = access.manage.find(request.actor, pk=pk)
    if what not in papers.PRINTED or form not in papers.FORMS:
        raise NotYours
    with override("vi"):  # a paper speaks Vietnamese whatever the page's language
        made = papers.PRINTED[what](row)
    return respond.attachment(papers.FORMS[form](made), f"{what}-{row.pk}.{form}")
