"""Self-study: a cell's month for its members, themes of the year for who sets them."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, rules
from nennep.meetings.forms_selfstudy import StudyForm, StudyThemeForm
from nennep.meetings.queries import selfstudy as queries
from nennep.meetings.views.meetings import own_unit
from nennep.meetings.views.months import month_of
from nennep.org.models import Unit
from nennep.ui.acts import attempt


def _cell(request: Request) -> Unit:
    """The cell asked for, else the actor's own; where self-study is off there is no page."""
    asked = number(request.GET.get("don-vi", ""))
    if asked is None:
        found = queries.cell_of(request.actor)
    else:
        found = queries.switched(access.see_study.rows(request.actor)).filter(pk=asked).first()
    if found is None:
        raise NotYours
    return found


def _page(unit: Unit, month: date) -> str:
    return f"{reverse('meetings:study')}?don-vi={unit.pk}&thang={month:%Y-%m}"


@login_required
def study(request: Request) -> HttpResponse:
    """A cell's month: the themes, one's own entry, who has entered and who has not."""
    unit, month = _cell(request), month_of(request)
    found = queries.of_month(unit, month, min(today(), rules.next_month(month) - timedelta(days=1)), request.actor)
    start = {"words": found.mine.text.words, "hours": found.mine.hours} if found.mine else {}
    form = StudyForm(request.POST or None, initial=start)

    def verb(given: dict[str, Any]) -> Any:
        return actions.enter_study(unit, by=request.actor, month=month, **given)

    was_done, _made = attempt(request, form, verb, _("Đã ghi. Có thể sửa đến khi chi bộ xem."))
    if was_done:
        return redirect(_page(unit, month))
    members = access.study_in.allows(request.actor, unit)
    context = {
        "unit": unit, "month": month, "last": rules.next_month(month) - timedelta(days=1), "found": found, "form": form, "themes": queries.themes(unit, month.year),
        "may_enter": members and month in rules.study_months(today()) and not (found.mine and found.mine.seen_on),
        "may_see": access.review_study.allows(request.actor, unit), "before": (month - timedelta(days=1)).replace(day=1),
        "after": rules.next_month(month) if month < today().replace(day=1) else None,
    }  # fmt: skip
    return render(request, "meetings/study.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def see(request: Request) -> HttpResponse:
    """Mark the month's entries as seen."""
    unit, month = _cell(request), month_of(request)
    count = actions.see_study_month(unit, by=request.actor, month=month)
    messages.success(request, _("Đã đánh dấu {count} mục là đã xem.").format(count=count))
    return redirect(_page(unit, month))


@login_required
def themes(request: Request) -> HttpResponse:
    """Themes of the year for who sets them; for a committee, how many entered in each cell."""
    unit = own_unit(request)
    if not queries.is_kept(unit):
        raise NotYours
    form, month = StudyThemeForm(request.POST or None), month_of(request)

    def verb(given: dict[str, Any]) -> Any:
        return actions.add_study_theme(unit, by=request.actor, year=month.year, **given)

    was_done, _made = attempt(request, form, verb, _("Đã thêm nội dung học tập."))
    if was_done:
        return redirect(f"{reverse('meetings:study_themes')}?don-vi={unit.pk}")
    cells = [] if unit.kind.is_cell else queries.counts_below(unit, month, today())
    context = {"unit": unit, "month": month, "form": form, "themes": queries.themes(unit, month.year), "cells": cells}
    return render(request, "meetings/study_themes.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop(request: Request, pk: int) -> HttpResponse:
    """Take a theme off the list."""
    row = access.keep_study_theme.find(request.actor, pk=pk)
    actions.drop_study_theme(row, by=request.actor)
    return redirect(f"{reverse('meetings:study_themes')}?don-vi={row.unit_id}")
