"""Papers written from the books of a unit: the month's report, the work programme, a resolution."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, forms, rules
from nennep.meetings.views import act
from nennep.office import access as office
from nennep.org.models import Unit


def _own(request: Request) -> Unit:
    """The unit whose papers the person writes."""
    home = request.actor.home
    unit = office.write_in.rows(request.actor).filter(pk=home.unit_id if home else 0).first()
    if unit is None:
        raise NotYours
    return unit


def _draft_page(draft: Any) -> str:
    return reverse("office:draft", args=[draft.pk])


def _value(since: date, until: date) -> str:
    return f"{since:%Y-%m-%d}:{until:%Y-%m-%d}"


@login_required
def month(request: Request) -> HttpResponse:
    """Begin the report of a month."""
    unit, first = _own(request), today().replace(day=1)
    months = [
        first.replace(year=first.year - (first.month <= n), month=(first.month - n - 1) % 12 + 1) for n in range(4)
    ]
    spans = [(_value(one, rules.next_month(one)), _("Tháng {month}").format(month=f"{one:%m/%Y}")) for one in months]
    form = forms.SpanForm(spans, request.POST or None, initial={"span": spans[1 if today().day < 15 else 0][0]})
    note = _(
        "Báo cáo dựng từ sổ sinh hoạt, danh sách đảng viên, đảng phí và nhiệm vụ. Chỗ “…” cần viết thêm trước khi trình."
    )
    return act(
        request, form, _("Soạn báo cáo tháng"), lambda _given: actions.draft_month(unit, by=request.actor, month=form.days()[0]), _draft_page,
        _("Đã dựng dự thảo báo cáo. Đề nghị đọc lại và viết thêm các chỗ “…”."), note=note, button=_("Dựng dự thảo"),
    )  # fmt: skip


@login_required
def programme(request: Request) -> HttpResponse:
    """Begin the work programme of a month, a quarter or a year."""
    unit = _own(request)
    words = {"month": _("Tháng {n}/{year}"), "quarter": _("Quý {n}/{year}"), "year": _("Năm {year}")}
    spans = [
        (
            _value(since, until),
            words[kind].format(n=since.month if kind == "month" else (since.month + 2) // 3, year=since.year),
        )
        for kind, since, until in rules.spans_to_plan(today())
    ]
    form = forms.SpanForm(spans, request.POST or None, initial={"span": spans[1][0]})

    def verb(_given: dict[str, Any]) -> Any:
        since, until = form.days()
        return actions.draft_programme(unit, by=request.actor, since=since, until=until)

    note = _("Chương trình dựng từ chỉ tiêu, nhiệm vụ đến hạn và các cuộc họp đã lên kế hoạch.")
    return act(
        request, form, _("Soạn chương trình công tác"), verb, _draft_page, _("Đã dựng dự thảo chương trình công tác."), note=note,
        button=_("Dựng dự thảo"),
    )  # fmt: skip


@login_required
@require_POST
def resolution(request: Request, pk: int) -> HttpResponse:
    """Begin the paper of what a meeting adopted."""
    draft = actions.draft_resolution(access.correct.find(request.actor, pk=pk), by=request.actor)
    messages.success(request, _("Đã dựng dự thảo nghị quyết từ các nội dung đã thông qua."))
    return redirect(_draft_page(draft))
