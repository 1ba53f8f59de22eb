"""Pages of files brought in: choose, preview with every fault, take in, follow."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.http import Request
from nennep.core.jobs import defer
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.members import access, actions, brought, forms, listings, queries
from nennep.members.imports import kinds, sheet
from nennep.members.models import Import
from nennep.notify import actions as notify
from nennep.press.excel import Sheet, excel

AT_ONCE = 2 * 1024 * 1024
"""Bytes of a file that is opened and checked while its reader waits; a bigger one in the background."""


@login_required
def index(request: Request) -> HttpResponse:
    """Choose a file; templates are offered."""
    unit = access.load_into.rows(request.actor).order_by("level").first()
    if unit is None:
        raise NotYours
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file, kind = form.cleaned_data["file"], form.cleaned_data["kind"]
        try:
            with transaction.atomic():
                row = actions.keep_file(unit, by=request.actor, kind=kind, name=file.name, data=file.read())
                if file.size <= AT_ONCE:
                    row = actions.open_file(row, by=request.actor)
                return _next(request, row, file.size)
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
    past = access.see_import.rows(request.actor).defer("rows", "faults", "notes").order_by("-id")[:10]
    if taken := listings.IMPORTS.taken(
        request, access.see_import.rows(request.actor).defer("rows", "faults", "notes").order_by("-id")
    ):
        return taken
    templates = forms.ImportForm().fields["kind"].choices  # type: ignore[attr-defined]
    context = {"form": form, "past": past, "unit": unit, "templates": templates}
    return render(request, "members/imports.html", context, status=422 if form.errors else 200)


def _next(request: Request, row: Import, size: int) -> HttpResponse:
    """After a file is there: match its columns, or check it, a big one in the background."""
    if row.state == "match":
        return redirect("members:import_match", row.pk)
    if size <= AT_ONCE:
        actions.check_import(row, by=request.actor)
        return redirect("members:import_preview", row.pk)
    link = reverse("members:import_preview", args=[row.pk])
    work = notify.begin(
        request.actor.account_id, _("Kiểm tra {name}").format(name=row.file_name), brought.lines_of(row), link
    )
    defer("members.check", import_id=row.pk, progress_id=str(work.pk))
    return redirect("notify:progress", work.pk)


@login_required
def match(request: Request, pk: int) -> HttpResponse:
    """Which column of the file is which of ours, with a proposal and samples."""
    row = access.match_import.find(request.actor, pk=pk)
    given = request.POST or request.GET
    line = given.get("dong", "")
    headings = sheet.with_parts(kinds.HEADINGS[row.kind])
    try:
        guess = brought.guess(row, given.get("trang", ""), int(line) if is_number(line) else 0)
    except Refused as refusal:
        messages.error(request, refusal.sentence)
        return redirect("members:import_match" if given else "members:imports", *([pk] if given else []))
    ours = [(one.name, one.title, one.needed) for one in headings]
    theirs = [(one.place, one.label) for one in guess.columns]
    form = forms.MatchForm(ours, theirs, request.POST or None, initial=guess.layout.columns)
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                row = actions.match_columns(
                    row, by=request.actor, line=guess.layout.line, page=guess.layout.sheet, columns=form.columns()
                )
                return _next(request, row, brought.size_of(row))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
    where = forms.PageForm(
        [*guess.sheets, *guess.hidden], initial={"trang": guess.layout.sheet, "dong": guess.layout.line}
    )
    unused = [one for one in guess.columns if one.place not in guess.layout.columns.values()]
    context = {
        "row": row,
        "form": form,
        "where": where,
        "guess": guess,
        "unused": unused,
        "needed": {name for name, _title, needed in ours if needed},
    }
    return render(request, "members/import_match.html", context, status=422 if form.errors else 200)


@login_required
def template(request: Request, kind: str) -> HttpResponse:
    """The template of a file, with an example row."""
    if kind not in kinds.HEADINGS:
        raise NotYours
    columns = [(heading.title, heading.width) for heading in kinds.HEADINGS[kind]]
    choices = {**kinds.CHOICES, "Loại đơn vị": queries.kind_names()}
    guide = [
        (
            heading.title,
            _("bắt buộc") if heading.needed else _("nếu có"),
            *examples,
            ", ".join(choices.get(heading.title, ())),
            ", ".join(heading.others),
        )
        for heading, *examples in zip(kinds.HEADINGS[kind], *kinds.EXAMPLES[kind], strict=True)
    ]
    shown = [(_("Ví dụ"), 30) for _row in kinds.EXAMPLES[kind]]
    data = excel(
        [
            Sheet(_("Nhập liệu"), columns, [], fill=True, choices=choices),
            Sheet(
                _("Hướng dẫn"),
                ((_("Cột"), 26), (_("Yêu cầu"), 14), *shown, (_("Giá trị nhận"), 44), (_("Tên khác được nhận"), 50)),
                guide,
            ),
        ]
    )
    return respond.attachment(data, f"mau-{kind}.xlsx")


@login_required
def preview(request: Request, pk: int) -> HttpResponse:
    """What a file holds: every fault in words; without faults it may be taken in, whole."""
    row = access.see_import.find(request.actor, pk=pk)
    if request.method == "POST" and request.POST.get("act") == "drop":
        actions.drop_import(row, by=request.actor)
        messages.success(request, _("Đã bỏ tệp; không có gì thay đổi trong dữ liệu."))
        return redirect("members:imports")
    form = forms.CorrectionForm(request.POST or None) if brought.needs_paper(row) else None
    if request.method == "POST" and (form is None or form.is_valid()):
        return _taken(request, row, form.cleaned_data if form else {})
    context = {"row": row, "form": form, **brought.findings(row)}
    return render(request, "members/import.html", context, status=422 if form and form.errors else 200)


def _taken(request: Request, row: Import, paper: dict[str, Any]) -> HttpResponse:
    access.take_import.find(request.actor, pk=row.pk)
    link = reverse("members:import_preview", args=[row.pk])
    work = notify.begin(request.actor.account_id, _("Nhập {name}").format(name=row.file_name), row.total, link)
    said = {name: str(value) for name, value in paper.items()}
    defer("members.load", import_id=row.pk, progress_id=str(work.pk), **said)
    return redirect("notify:progress", work.pk)


@login_required
def faults(request: Request, pk: int) -> HttpResponse:
    """The faults as an Excel list, to mend the file by."""
    row = access.see_import.find(request.actor, pk=pk)
    data = excel([Sheet(_("Lỗi"), ((_("Dòng"), 8), (_("Cột"), 24), (_("Cần sửa"), 80)), row.faults)])
    return respond.attachment(data, f"loi-{row.pk}.xlsx")
