"""Pages of units: the tree of any day, search, one unit, and what is done to it."""

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q, Value
from django.db.models.functions import Length
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.journal.queries import lines_about, tell
from nennep.org import access, actions, drawing, forms, listings, queries, thresholds
from nennep.org.models import Unit, UnitKind, UnitSpell
from nennep.ui.acts import at_its_field
from nennep.viet.order import fold


@login_required
def tree(request: Request) -> HttpResponse:
    """The tree as it stood on a day, opened a level at a time."""
    day = day_of(request)
    tops = _tops(request, day)
    if taken := listings.UNITS.taken(request, queries.spells_in(request.actor.ranges("org.see"), day)):
        return taken
    words = request.GET.get("q", "").strip()
    found = _search(request, words, day) if words else []
    context = {
        "tops": [(spell, _children(spell, day)) for spell in tops],
        "day": day,
        "today": today(),
        "q": words,
        "found": found,
        "picture": request.GET.get("so-do"),
    }
    if context["picture"] and tops:
        context |= _picture(request, tops[0].unit, day)
    return render(request, "org/tree.html", context)


DRAWN = 400


def _picture(request: Request, top: Unit, day: date) -> dict[str, Any]:
    """The drawing of a branch as of the day: from which unit, how many levels down, how large."""
    given, levels, large = (request.GET.get(name, "") for name in ("goc", "muc", "co"))
    root = access.see.find(request.actor, pk=int(given)) if is_number(given) else top
    depth = int(levels) if levels in {"1", "2", "3"} else 0
    size = int(large) if large in {"1", "2"} else 0
    spells = queries.tree(root, day)
    if depth:
        spells = (
            spells.alias(deep=Length("key")).filter(deep__lte=Length(Value(spells[0].key)) + 3 * depth)
            if spells
            else spells
        )
    shown = list(spells.select_related("kind", "unit")[: DRAWN + 1])
    base = f"?so-do=1&ngay={day.isoformat()}&muc={levels}"
    return {
        "svg": drawing.tree_svg(shown[:DRAWN], f"{base}&co={size}&goc=", size), "sheets": drawing.sheets(shown[:DRAWN], f"{base}&goc="), "root": root, "size": size, "levels": levels, "base": f"{base}&goc={root.pk}",
        "cut": len(shown) > DRAWN, "up": access.see.rows(request.actor).filter(pk=root.parent_id or 0).first(),
    }  # fmt: skip


def day_of(request: Request) -> date:
    """The day asked for, typed as dd/mm/yyyy or as an ISO date; today else."""
    text = request.GET.get("ngay", "")
    field = forms.DayField(required=False)
    try:
        return field.clean(text) or today()
    except Exception:
        messages.warning(request, _("Ngày chưa đúng dạng dd/mm/yyyy; đang hiện ngày hôm nay."))
        return today()


def _tops(request: Request, day: date) -> list[UnitSpell]:
    rows = [
        spell
        for low, high in request.actor.ranges("org.see")
        for spell in UnitSpell.objects.filter(queries.on(day), unit_key=low).select_related("unit", "kind")
    ]
    return sorted(rows, key=lambda spell: spell.key)


def _children(spell: UnitSpell, day: date) -> list[UnitSpell]:
    rows = UnitSpell.objects.filter(queries.on(day), parent=spell.unit_id).select_related("unit", "kind")
    below = Count("unit__children", filter=Q(unit__children__since__lte=day, unit__children__until__gt=day))
    return list(rows.annotate(below=below).order_by("kind__rank", "unit__title_key"))


@login_required
def children(request: Request, pk: int) -> HttpResponse:
    """The units directly under one, as list items for the tree."""
    day = day_of(request)
    unit = access.see.find(request.actor, pk=pk)
    spell = UnitSpell.objects.filter(queries.on(day), unit=unit).first()
    rows = _children(spell, day) if spell else []
    return render(request, "org/_children.html", {"rows": rows, "day": day})


def _search(request: Request, words: str, day: date) -> list[UnitSpell]:
    """Units of the day by a part of today's name or code, or of the name they bore then, as they were on that day."""
    seen = access.see.rows(request.actor)
    named = Q(unit__name_fold__contains=fold(words)) | Q(unit__code__iexact=words)
    if day != today():
        named |= Q(name__icontains=words)
    rows = UnitSpell.objects.filter(named, queries.on(day), unit__in=seen).select_related("unit", "kind", "parent")
    return list(rows.order_by("unit__title_key")[:50])


@login_required
def unit(request: Request, pk: int) -> HttpResponse:
    """One unit: its place, history, terms, what it serves, who holds authority, and what may be done."""
    row = access.see.rows(request.actor).select_related("kind").filter(pk=pk).first()
    if row is None:
        raise NotYours
    day, chain, may_shape = today(), queries.chain(row)[:-1], access.shape.allows(request.actor, row)
    exceptions = list(row.exceptions.filter(until__gt=day))
    context = {
        "unit": row, "chain": chain, "open_above": set(access.see.rows(request.actor).filter(pk__in=[one.pk for one in chain]).values_list("pk", flat=True)), "spells": row.spells.select_related("kind", "parent").order_by("-since"),
        "children": Unit.objects.filter(parent=row, until__gt=day).select_related("kind").order_by("kind__rank", "title_key"),
        "terms": row.terms.order_by("-since"), "serves": row.serves.filter(until__gt=day).select_related("served"),
        "served_by": row.served_by.filter(until__gt=day).select_related("unit"), "exceptions": exceptions,
        "may_shape": may_shape, "standing": thresholds.standing(row, day, [f"{one.reason}, {one.decision}" for one in exceptions]) if may_shape else [], "told": tell(lines_about(row).exclude(verb="reports.open_number")[:20]), "alive": row.until > day,
    }  # fmt: skip
    return render(request, "org/unit.html", context)


@login_required
def found(request: Request, pk: int) -> HttpResponse:
    """Found a unit under this one."""
    parent = access.shape.find(request.actor, pk=pk)
    kinds = [
        (kind.code, kind.name) for kind in UnitKind.objects.all() if not kind.parents or parent.kind_id in kind.parents
    ]
    form = forms.FoundForm(kinds, request.POST or None, initial={"since": today()})
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        kind = UnitKind.objects.get(pk=given.pop("kind"))
        if last := given.pop("last_day"):
            given["until"] = last + timedelta(days=1)
        try:
            row = actions.found_unit(parent, by=request.actor, kind=kind, **given)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã thành lập {unit}.").format(unit=row.name))
            return redirect("org:unit", row.pk)
    said = thresholds.said_of([code for code, _name in kinds], today())
    return _form(request, form, parent, _("Thành lập đơn vị trực thuộc"), said)


@login_required
def reshape(request: Request, pk: int) -> HttpResponse:
    """Rename a unit or change its nature from a day on."""
    row = access.shape.find(request.actor, pk=pk)
    start = {
        "name": row.name,
        "kind": row.kind_id,
        "is_joint": row.is_joint,
        "is_student": row.is_student,
        "on": today(),
        "version": row.version,
    }
    kinds = queries.kinds_instead(row)
    form = forms.ReshapeForm(kinds, request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        try:
            actions.reshape_unit(row, by=request.actor, **given)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi thay đổi; thông tin trước ngày có hiệu lực vẫn giữ."))
            return redirect("org:unit", pk)
    said = thresholds.said_of([row.kind_id, *(code for code, _name in kinds)], today())
    return _form(request, form, row, _("Đổi tên, đặc điểm"), said)


@login_required
def move(request: Request, pk: int) -> HttpResponse:
    """Put a unit under another parent from a day on."""
    row = access.shape.find(request.actor, pk=pk)
    rows = access.shape.rows(request.actor).filter(until__gt=today()).exclude(key__startswith=row.key)
    parents = queries.told_apart(
        one for one in rows.order_by("key") if not row.kind.parents or one.kind_id in row.kind.parents
    )
    form = forms.MoveForm(parents, request.POST or None, initial={"on": today(), "version": row.version})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        parent = access.shape.find(request.actor, pk=int(given["parent"]))
        try:
            actions.move_unit(
                row, parent, by=request.actor, on=given["on"], decision=given["decision"], seen=given["version"]
            )
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã chuyển {unit} về {parent}.").format(unit=row.name, parent=parent.name))
            return redirect("org:unit", pk)
    return _form(request, form, row, _("Chuyển đơn vị cấp trên"))


@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """End a unit on a day."""
    row = access.shape.find(request.actor, pk=pk)
    form = forms.EndForm(request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.end_unit(row, by=request.actor, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết thúc hoạt động."))
            return redirect("org:unit", pk)
    return _form(request, form, row, _("Kết thúc hoạt động"))


def _form(request: Request, form: object, row: Unit, title: str, rules: list[str] | None = None) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(request, "org/form.html", {"form": form, "unit": row, "title": title, "rules": rules}, status=status)
