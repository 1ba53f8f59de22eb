"""What plans grow from: the fixed day, next month by one press, the timetable, the topics of the year, overlaps."""

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
from nennep.core.refused import NotYours, Refused
from nennep.meetings import access, actions, overlaps
from nennep.meetings.forms_habits import OverlapForm, SeriesForm, TimetableForm, TopicForm
from nennep.meetings.models import Origin
from nennep.meetings.queries import habits
from nennep.meetings.views import YEARS, act, day_asked
from nennep.meetings.views.meetings import own_unit, page
from nennep.org.models import Unit

SHOWN = 40


def back_to(name: str, unit: Unit) -> str:
    """A page of a unit."""
    return f"{reverse(name)}?don-vi={unit.pk}"


@login_required
def series(request: Request) -> HttpResponse:
    """Fix the day of the monthly meeting, or give it up."""
    unit = own_unit(request)
    kind = habits.kind_of(unit)
    row = habits.series_of(unit, kind)
    form = SeriesForm(request.POST or None, initial=SeriesForm.start(row))

    def verb(given: dict[str, Any]) -> None:
        if given["way"] == "none":
            actions.free_day(unit, by=request.actor, kind=kind)
        else:
            actions.fix_day(unit, by=request.actor, kind=kind, **form.values())

    note = _("Đặt một lần. Mỗi tháng, trang Sinh hoạt, họp đề xuất sẵn cuộc kế tiếp; bấm một lần là có kế hoạch.")
    return act(
        request, form, _("Lịch cố định: {unit}").format(unit=unit.name), verb, lambda _made: reverse("meetings:index"),
        _("Đã lưu lịch cố định."), note=note,
    )  # fmt: skip


@login_required
@require_POST
def plan_next(request: Request) -> HttpResponse:
    """Plan next month's meeting as the unit's habit has it."""
    unit = own_unit(request)
    month = day_asked(f"{request.POST.get('thang', '')}-01")
    if month is None:
        raise NotYours
    try:
        row = actions.plan_next(unit, by=request.actor, kind=habits.kind_of(unit), month=month)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("meetings:index")
    messages.success(request, _("Đã lên kế hoạch. Chương trình đã tự dựng từ dữ liệu."))
    return redirect(page(row))


@login_required
def timetable(request: Request) -> HttpResponse:
    """A unit's timetable: brought in, looked at."""
    unit = own_unit(request)
    form = TimetableForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            count = actions.bring_timetable(unit, by=request.actor, data=form.cleaned_data["file"].read())
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            messages.success(request, _("Đã đưa vào {count} sự kiện.").format(count=count))
            return redirect(back_to("meetings:timetable", unit))
    rows = habits.lessons(request.actor, unit, today())
    context = {"unit": unit, "form": form, "rows": list(rows[:SHOWN]), "count": rows.count()}
    return render(request, "meetings/timetable.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def drop_timetable(request: Request) -> HttpResponse:
    """Take the timetable out."""
    unit = own_unit(request)
    actions.drop_timetable(unit, by=request.actor)
    messages.success(request, _("Đã bỏ thời khóa biểu."))
    return redirect(back_to("meetings:timetable", unit))


def _year(request: Request) -> int:
    asked = number(request.GET.get("nam", ""))
    return asked if asked is not None and asked in YEARS else today().year


def _topics_page(unit: Unit, year: int) -> str:
    return f"{back_to('meetings:topics', unit)}&nam={year}"


@login_required
def topics(request: Request) -> HttpResponse:
    """The topics of a unit's year and the counter of thematic meetings; add one."""
    unit, year = own_unit(request), _year(request)
    form = TopicForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_topic(unit, by=request.actor, year=year, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("words", refusal.sentence)
        else:
            messages.success(request, _("Đã đưa vào danh sách."))
            return redirect(_topics_page(unit, year))
    context = {"unit": unit, "year": year, "form": form, "found": habits.topics_of(request.actor, unit, year)}
    return render(request, "meetings/topics.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def take_topic(request: Request, pk: int) -> HttpResponse:
    """Put a topic that a level above names on the unit's own list."""
    row, unit = access.see_topic.find(request.actor, pk=pk), own_unit(request)
    try:
        actions.add_topic(unit, by=request.actor, year=row.year, words=row.words, origin=Origin.UPPER)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
    return redirect(_topics_page(unit, row.year))


@login_required
@require_POST
def drop_topic(request: Request, pk: int) -> HttpResponse:
    """Take a topic off the list."""
    row = access.keep_topic.find(request.actor, pk=pk)
    there = _topics_page(row.unit, row.year)
    actions.drop_topic(row, by=request.actor)
    messages.success(request, _("Đã bỏ khỏi danh sách. Cuộc họp đã ghi chuyên đề này vẫn giữ nguyên tên."))
    return redirect(there)


@login_required
def overlap(request: Request, pk: int) -> HttpResponse:
    """How much of an agenda the unit's own meeting says too."""
    row = access.manage.find(request.actor, pk=pk)
    form = OverlapForm(request.POST or None, initial={"theirs": habits.other_agenda(row)})
    context: dict[str, Any] = {"meeting": row, "form": form}
    if request.method == "POST" and form.is_valid():
        ours = habits.told(row)
        context |= {"count": len(ours), "pairs": overlaps.pairs(ours, form.lines()), "compared": True}
    return render(request, "meetings/overlap.html", context, status=422 if form.errors else 200)
