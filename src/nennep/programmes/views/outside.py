"""Pages of themes, outside figures and the accreditation register."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import FOREVER, today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.journal.queries import lines_about, tell
from nennep.org.models import Unit
from nennep.programmes import access, actions, forms, listings, queries
from nennep.programmes.forms.plans import DayField
from nennep.programmes.models import Course, Indicator, OwnPlan, Theme
from nennep.programmes.views.sheets import reminded, saving, seen, sheet, without
from nennep.viet import write
from nennep.viet.order import title_key


def own_unit(request: Request) -> Unit:
    """The unit whose plans the actor keeps; the 404 page for who keeps none."""
    home = request.actor.home
    unit = access.plan_in.rows(request.actor).filter(pk=home.unit_id).first() if home else None
    if unit is None:
        raise NotYours
    return unit


@login_required
def themes(request: Request) -> HttpResponse:
    """Themes of the years."""
    rows = access.see_theme.rows(request.actor).select_related("unit").order_by("-year", "unit_key")
    if taken := listings.THEMES.taken(request, rows):
        return taken
    may_plan = request.actor.may("programmes.plan")
    return render(request, "programmes/themes.html", {"themes": rows, "may_plan": may_plan})


@login_required
def add_theme(request: Request) -> HttpResponse:
    """Set the theme of a year."""
    unit = own_unit(request)
    form = forms.ThemeForm(request.POST or None, initial={"year": today().year, "version": 0})
    saved = saving(form, lambda given: actions.set_theme(unit, by=request.actor, **without(given, "version")))
    if saved.done:
        return redirect("programmes:themes")
    back = (reverse("programmes:themes"), _("Chủ đề năm"))
    return sheet(request, form, saved, title=_("Đặt chủ đề năm"), back=back)


@login_required
def edit_theme(request: Request, pk: int) -> HttpResponse:
    """Change a theme."""
    row = access.plan_theme.find(request.actor, pk=pk)
    form = forms.ThemeForm(request.POST or None, initial=_theme(row))
    form.fields["year"].disabled = True
    saved = saving(
        form, lambda given: actions.edit_theme(row, by=request.actor, **seen(without(given, "year"))), _theme
    )
    if saved.done:
        return redirect("programmes:theme", pk)
    back = (reverse("programmes:theme", args=[pk]), row.words)
    return sheet(request, form, saved, title=_("Sửa chủ đề năm"), back=back)


def _theme(row: Theme) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("year", "words", "plans_due_on", "version")}


@login_required
def theme(request: Request, pk: int) -> HttpResponse:
    """A theme: its tasks, the plans of cells and members, copies, and who has not handed in."""
    row = access.see_theme.find(request.actor, pk=pk)
    plans = list(access.see_own_plan.rows(request.actor).filter(theme=row).select_related("unit"))
    may_plan = access.plan_theme.allows(request.actor, row)
    tasks, cells = queries.task_lines(row.tasks.select_related("programme"), today()), _cells(request, row)
    context = {
        "theme": row, "tasks": tasks, "score": queries.task_score(tasks), "reads": queries.plans_read(row, plans), "may_plan": may_plan,
        "missing": queries.without_plan(row, plans, today()) if may_plan else (), "today": today(), "told": tell(lines_about(row)[:20]),
        "may_hand_in": bool(cells), "own": {unit.pk for unit in cells}, "handed_in": any(plan.unit in cells and not plan.person for plan in plans),
    }  # fmt: skip
    return render(request, "programmes/theme.html", context)


@login_required
@require_POST
def remind_plans(request: Request, pk: int) -> HttpResponse:
    """Remind the cells that have not handed in their plan."""
    row = access.plan_theme.find(request.actor, pk=pk)
    plans = list(access.see_own_plan.rows(request.actor).filter(theme=row))
    units = queries.without_plan(row, plans, today())
    count = actions.remind_plans(row, by=request.actor, units=units)
    reminded(request, len(units), count)
    return redirect("programmes:theme", pk)


def _cells(request: Request, row: Theme) -> list[Unit]:
    keys = {post.unit_key for post in request.actor.posts}
    return list(access.hand_in.rows(request.actor).filter(kind__is_cell=True, key__in=keys))


@login_required
def own_plan(request: Request, pk: int) -> HttpResponse:
    """Hand in, or change, a plan for the theme."""
    row = access.see_theme.find(request.actor, pk=pk)
    units = _cells(request, row)
    if not units:
        raise NotYours
    wanted = OwnPlan.objects.filter(theme=row, unit__in=units, person=request.GET.get("cua", ""))
    held = None if "moi" in request.GET else wanted.first()
    form = forms.OwnPlanForm(units, request.POST or None, initial=_plan(held) if held else {"unit": units[0].pk})
    saved = saving(form, lambda given: _handed_in(request, row, units, given), _plan)
    if saved.done:
        messages.success(request, _("Đã nộp kế hoạch."))
        return redirect("programmes:theme", pk)
    back = (reverse("programmes:theme", args=[pk]), row.words)
    return sheet(
        request, form, saved, title=_("Kế hoạch thực hiện chủ đề năm"), back=back, quote=row.words, words=_again(held)
    )


def _again(held: OwnPlan | None) -> str:
    """What is said above a plan that was handed in before."""
    return (
        _("Kế hoạch này đã nộp ngày {day}; lưu là thay bản đã nộp.").format(day=write.day(held.given_on))
        if held
        else ""
    )


def _plan(row: OwnPlan) -> dict[str, Any]:
    return {"unit": row.unit_id, "person": row.person, "text": row.text, "version": row.version}


def _handed_in(request: Request, row: Theme, units: list[Unit], given: dict[str, Any]) -> None:
    unit = next(one for one in units if str(one.pk) == given["unit"])
    actions.hand_in_plan(row, unit, by=request.actor, text=given["text"], person=given["person"], seen=given["version"])


@login_required
def indicators(request: Request) -> HttpResponse:
    """Outside figures with their last readings."""
    rows = access.see_indicator.rows(request.actor).prefetch_related("readings").select_related("unit")
    if taken := listings.INDICATORS.taken(request, rows):
        return taken
    kept = set(access.keep_indicator.rows(request.actor).values_list("pk", flat=True))
    context = {"indicators": rows, "may_plan": bool(kept) or request.actor.may("programmes.plan"), "kept": kept}
    return render(request, "programmes/indicators.html", context)


@login_required
def add_indicator(request: Request) -> HttpResponse:
    """Add an outside figure."""
    unit = own_unit(request)
    form = forms.IndicatorForm(request.POST or None, initial={"version": 0})
    saved = saving(form, lambda given: actions.add_indicator(unit, by=request.actor, **without(given, "version")))
    if saved.done:
        return redirect("programmes:indicators")
    back = (reverse("programmes:indicators"), _("Số liệu bên ngoài"))
    return sheet(request, form, saved, title=_("Thêm số liệu bên ngoài"), back=back)


@login_required
def edit_indicator(request: Request, pk: int) -> HttpResponse:
    """Change an outside figure."""
    row = access.keep_indicator.find(request.actor, pk=pk)
    form = forms.IndicatorForm(request.POST or None, initial=_indicator(row))
    saved = saving(form, lambda given: actions.edit_indicator(row, by=request.actor, **seen(given)), _indicator)
    if saved.done:
        return redirect("programmes:indicators")
    back = (reverse("programmes:indicators"), _("Số liệu bên ngoài"))
    return sheet(request, form, saved, title=_("Sửa số liệu bên ngoài"), back=back)


def _indicator(row: Indicator) -> dict[str, Any]:
    names = ("name", "population", "unit_label", "owners_label", "source", "version")
    return {name: getattr(row, name) for name in names}


@login_required
def read(request: Request, pk: int) -> HttpResponse:
    """Enter what an outside figure was on a day."""
    row = access.keep_indicator.find(request.actor, pk=pk)
    form = forms.ReadingForm(request.POST or None, initial={"as_of": today(), "source": row.source})
    saved = saving(form, lambda given: actions.read_indicator(row, by=request.actor, **given))
    if saved.done:
        return redirect("programmes:indicators")
    back = (reverse("programmes:indicators"), _("Số liệu bên ngoài"))
    return sheet(request, form, saved, title=row.name, back=back, quote=row.population)


@login_required
def courses(request: Request) -> HttpResponse:
    """The accreditation register, with counts of two levels."""
    rows = sorted(access.see_course.rows(request.actor).select_related("unit"), key=_by_school)
    if taken := listings.COURSES.taken(request, rows):
        return taken
    day = _day(request)
    valid = [row for row in rows if row.standard and row.accredited_on and row.accredited_on <= day < row.valid_until]
    programmes = [row for row in valid if not row.whole_school]
    context = {
        "kept": set(access.keep_course.rows(request.actor).values_list("pk", flat=True)), "courses": rows, "valid": {row.pk for row in valid}, "today": day, "may_plan": request.actor.may("programmes.plan"),
        "count": len(programmes), "owners": len({row.school for row in programmes}), "all": sum(not row.whole_school for row in rows),
        "schools": sum(row.whole_school for row in valid), "all_schools": sum(row.whole_school for row in rows), "never": FOREVER,
    }  # fmt: skip
    return render(request, "programmes/courses.html", context)


def _day(request: Request) -> date:
    """The day the register is asked for; today else."""
    try:
        return DayField(required=False).clean(request.GET.get("ngay", "")) or today()
    except ValidationError:
        messages.warning(request, _("Ngày chưa đúng dạng dd/mm/yyyy; đang hiện ngày hôm nay."))
        return today()


def _by_school(row: Course) -> tuple[str, bool, str]:
    """Schools in the Vietnamese order, each before its programmes."""
    return title_key(row.school), not row.whole_school, title_key(row.name)


@login_required
def add_course(request: Request) -> HttpResponse:
    """Enter a programme or an institution in the register."""
    unit = own_unit(request)
    form = forms.CourseForm(request.POST or None, initial={"version": 0})
    saved = saving(form, lambda given: actions.add_course(unit, by=request.actor, **without(given, "version")))
    if saved.done:
        return redirect("programmes:courses")
    back = (reverse("programmes:courses"), _("Sổ kiểm định"))
    return sheet(request, form, saved, title=_("Ghi vào sổ kiểm định"), back=back)


@login_required
def edit_course(request: Request, pk: int) -> HttpResponse:
    """Change an entry of the register."""
    row = access.keep_course.find(request.actor, pk=pk)
    form = forms.CourseForm(request.POST or None, initial=_course(row))
    saved = saving(form, lambda given: actions.edit_course(row, by=request.actor, **seen(given)), _course)
    if saved.done:
        return redirect("programmes:courses")
    back = (reverse("programmes:courses"), _("Sổ kiểm định"))
    return sheet(request, form, saved, title=_("Sửa sổ kiểm định"), back=back)


def _course(row: Course) -> dict[str, Any]:
    names = ("name", "school", "whole_school", "kind", "standard", "accredited_by", "accredited_on", "version")
    last = row.valid_until - timedelta(days=1) if row.valid_until < FOREVER else None
    return {name: getattr(row, name) for name in names} | {"valid_until": last}
