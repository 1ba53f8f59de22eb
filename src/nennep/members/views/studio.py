"""Pages of the restructuring studio: drafts, the copy before and after, each step, applying, the decision as a paper."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.members import above, access, actions, letters, listings, studio
from nennep.members.forms import studio as forms
from nennep.members.models import Draft
from nennep.members.views.acts import act
from nennep.org.queries import cell_posts
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.ui.acts import attempt


def crumbs(row: Draft | None = None) -> tuple[tuple[str, str], ...]:
    """Where one stands."""
    found = [(reverse("members:drafts"), _("Sắp xếp tổ chức"))]
    return (*found, (reverse("members:draft", args=[row.pk]), row.name)) if row else tuple(found)


@login_required
def index(request: Request) -> HttpResponse:
    """Drafts, and a new one for the unit where the actor keeps files."""
    units = access.draft_in.rows(request.actor).filter(
        kind__association="party", until__gt=today(), kind__is_cell=False
    )
    unit = units.order_by("level", "title_key").first()
    if unit is None:
        raise NotYours
    form = forms.DraftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = actions.begin_draft(unit, by=request.actor, **form.cleaned_data)
        return redirect("members:draft", row.pk)
    rows = access.see_draft.rows(request.actor).select_related("unit").order_by("-pk")[:50]
    if taken := listings.DRAFTS.taken(request, rows):
        return taken
    return render(
        request, "members/drafts.html", {"rows": rows, "form": form, "unit": unit}, status=422 if form.errors else 200
    )


@login_required
def draft(request: Request, pk: int) -> HttpResponse:
    """The copy before and after, the checks, the steps so far."""
    row = access.see_draft.find(request.actor, pk=pk)
    open_now = row.state == "draft"
    copy = studio.tried(row) if open_now else None
    context = {
        "row": row, "copy": copy, "today": today(), "steps": [studio.told(copy, step) for step in row.steps] if copy else row.outcome.get("steps", []),
        "cells": [one for one in copy.shown if one.touched] if copy else row.outcome.get("cells", []), "above": above.changed(copy) if copy else row.outcome.get("above", []), "rest": [one for one in copy.shown if not one.touched] if copy else [],
        "checks": copy.checks if copy else [], "moving": len({one.pk for one, _place in copy.moved}) if copy else 0,
    }  # fmt: skip
    return render(request, "members/draft.html", context)


FORMS: dict[str, Any] = {
    "lap": forms.FoundForm,
    "chon-nguoi": forms.FromForm,
    "sap-nhap": forms.MergeForm,
    "truc-thuoc": forms.ParentForm,
    "chi-uy": forms.FromForm,
}


NEXT = {"chon-nguoi": "members:draft_people", "chi-uy": "members:draft_post"}
"""Steps that ask for a cell first, and the page that asks the rest."""


def _titles() -> dict[str, str]:
    return {
        "lap": _("Lập chi bộ mới"), "chon-nguoi": _("Chọn người chuyển"), "sap-nhap": _("Sáp nhập, giải thể"), "truc-thuoc": _("Chuyển trực thuộc"), "chi-uy": _("Chỉ định chi ủy"),
    }  # fmt: skip


@login_required
def draft_step(request: Request, pk: int, name: str) -> HttpResponse:
    """One step, tried on the copy."""
    row = access.edit_draft.find(request.actor, pk=pk)
    if name not in FORMS:
        raise NotYours
    copy, title = studio.tried(row), _titles()[name]
    start = {"parent": row.unit_id, "version": row.version}
    cells = studio.peopled(copy) if name in NEXT else studio.targets(copy)
    form = FORMS[name](list(copy.uppers.items()), cells, request.POST or None, initial=start)
    if name in NEXT:
        return act(
            request, form, lambda given: given["cell"], title=title, button=_("Tiếp tục"), done=_("Chọn từng người ở danh sách."), crumbs=crumbs(row),
            back=lambda cell: reverse(NEXT[name], args=[pk, cell]),
        )  # fmt: skip
    return act(
        request, form, lambda given: actions.add_step(row, by=request.actor, seen=given.pop("version"), step=_step(name, given)), title=title, button=_("Thêm bước"),
        done=_("Đã thêm bước; cây tổ chức chưa thay đổi."), back=reverse("members:draft", args=[pk]), crumbs=crumbs(row),
    )  # fmt: skip


def _step(name: str, given: dict[str, Any]) -> dict[str, Any]:
    if name == "lap":
        return {"act": "found", **given}
    if name == "truc-thuoc":
        return {"act": "parent", **given}
    return {
        "act": "merge",
        "cells": [studio.place_of(one) for one in given["cells"]],
        "to": studio.place_of(given["to"]) if given["to"] else "",
    }


@login_required
def draft_people(request: Request, pk: int, cell: str) -> HttpResponse:
    """Pick people of a cell, many at once, and say where they go."""
    row = access.edit_draft.find(request.actor, pk=pk)
    copy = studio.tried(row)
    found = copy.cells.get(studio.place_of(cell))
    if found is None:
        raise NotYours
    people = [
        (one.pk, f"{one.full_name} ({one.get_status_display()}, {one.get_category_display()})") for one in found.people
    ]
    targets = studio.targets(copy, found.place)
    form = forms.PeopleForm(targets, people, request.POST or None, initial={"version": row.version})
    added, _made = attempt(
        request, form, lambda given: actions.add_step(row, by=request.actor, seen=given["version"], step=_picked(given)),
        _("Đã thêm bước; cây tổ chức chưa thay đổi."),
    )  # fmt: skip
    if added:
        return redirect("members:draft", pk)
    places = [copy.cells[studio.place_of(place)] for place, _name in targets]
    context = {"form": form, "cell": found, "targets": list(zip(targets, places, strict=True)), "crumbs": crumbs(row)}
    return render(request, "members/draft_people.html", context, status=422 if form.errors else 200)


def _picked(given: dict[str, Any]) -> dict[str, Any]:
    return {"act": "people", "to": studio.place_of(given["to"]), "people": [int(one) for one in given["people"]]}


@login_required
def draft_post(request: Request, pk: int, cell: str) -> HttpResponse:
    """Appoint somebody to the committee of a cell by the same decision."""
    row = access.edit_draft.find(request.actor, pk=pk)
    found = studio.tried(row).cells.get(studio.place_of(cell))
    if found is None or found.ended:
        raise NotYours
    people = {one.pk: one for one in found.people if one.status == "official"}
    titles = [(one.title, one.title) for one in cell_posts()]
    form = forms.CellPostForm(
        [(pk, one.full_name) for pk, one in people.items()],
        titles,
        request.POST or None,
        initial={"version": row.version},
    )

    def do(given: dict[str, Any]) -> Draft:
        step = {
            "act": "post",
            "cell": found.place,
            "person": given["person"],
            "name": people[given["person"]].full_name,
            "title": given["title"],
        }
        return actions.add_step(row, by=request.actor, seen=given["version"], step=step)

    return act(
        request, form, do, title=_("Chỉ định chi ủy của {cell}").format(cell=found.name), button=_("Thêm bước"), crumbs=crumbs(row),
        done=_("Đã thêm bước; cây tổ chức chưa thay đổi."), back=reverse("members:draft", args=[pk]),
        note=_("Chức danh được ghi khi thực hiện phương án, theo cùng quyết định."),
    )  # fmt: skip


@login_required
@require_POST
def change_draft(request: Request, pk: int) -> HttpResponse:
    """Take back the last step, or put the draft away."""
    row = access.edit_draft.find(request.actor, pk=pk)
    try:
        if request.POST.get("act") == "drop":
            actions.drop_draft(row, by=request.actor)
        else:
            actions.take_back(row, by=request.actor)
    except Refused as refusal:
        messages.warning(request, refusal.sentence)
    return redirect("members:draft", pk)


@login_required
def apply_draft(request: Request, pk: int) -> HttpResponse:
    """Do what the draft shows, by a decision."""
    row = access.see_draft.find(request.actor, pk=pk)
    if row.state != "draft" and request.method == "GET":
        return redirect("members:draft", pk)
    return act(
        request, forms.ApplyForm(request.POST or None, initial={"on": today(), "version": row.version}),
        lambda given: actions.apply_draft(row, by=request.actor, seen=given.pop("version"), **given),
        title=_("Thực hiện phương án: {name}").format(name=row.name), button=_("Thực hiện"), back=reverse("members:draft", args=[pk]), crumbs=crumbs(row),
        done=_("Đã thực hiện phương án; cây tổ chức của các ngày trước vẫn giữ nguyên."),
        note=_("Mọi thay đổi được ghi trong một lần, hoặc không thay đổi gì."),
    )  # fmt: skip


@login_required
def draft_paper(request: Request, pk: int, form: str) -> HttpResponse:
    """The decision with the list of members who move, as Word or PDF; a draft until it is applied."""
    row = access.see_draft.find(request.actor, pk=pk)
    if form not in {"docx", "pdf"} or row.state == "dropped":
        raise NotYours
    outcome = studio.outcome(row, studio.tried(row)) if row.state == "draft" else row.outcome
    paper = letters.restructuring(row, outcome)
    return respond.attachment(word(paper) if form == "docx" else pdf(paper), f"quyet-dinh-sap-xep.{form}")
