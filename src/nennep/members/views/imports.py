"""Pages of files brought in: choose, preview with every fault, take in, follow."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.jobs import defer
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.members import access, actions, forms, queries
from nennep.members.imports import kinds
from nennep.members.models import Import
from nennep.notify import actions as notify
from nennep.press.excel import Sheet, excel


@login_required
def index(request: Request) -> HttpResponse:
    """Choose a file; templates are offered."""
    unit = access.load_into.rows(request.actor).order_by("level").first()
    if unit is None:
        raise NotYours
    form = forms.ImportForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            row = actions.read_import(
                unit, by=request.actor, kind=form.cleaned_data["kind"], name=file.name, data=file.read()
            )
        except Refused as refusal:
            form.add_error("file", refusal.sentence)
        else:
            return redirect("members:import_preview", row.pk)
    past = access.see_import.rows(request.actor).defer("rows", "faults").order_by("-id")[:10]
    return render(
        request, "members/imports.html", {"form": form, "past": past, "unit": unit}, status=422 if form.errors else 200
    )


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
    if request.method == "POST":
        return _taken(request, row)
    wrong = len({fault[0] for fault in row.faults})
    context = {
        "row": row, "shown": row.faults[:200], "wrong": wrong, "good": row.total - wrong, "alike": len(row.notes) if row.kind == "roll" else 0,
        "preview": queries.preview(row) if row.state == "read" and not row.faults else None,
        "before": queries.taken_before(row) if row.state == "read" else None,
    }  # fmt: skip
    return render(request, "members/import.html", context)


def _taken(request: Request, row: Import) -> HttpResponse:
    access.take_import.find(request.actor, pk=row.pk)
    link = reverse("members:import_preview", args=[row.pk])
    work = notify.begin(request.actor.account_id, _("Nhập {name}").format(name=row.file_name), row.total, link)
    defer("members.load", import_id=row.pk, progress_id=str(work.pk))
    return redirect("notify:progress", work.pk)


@login_required
def faults(request: Request, pk: int) -> HttpResponse:
    """The faults as an Excel list, to mend the file by."""
    row = access.see_import.find(request.actor, pk=pk)
    data = excel([Sheet(_("Lỗi"), ((_("Dòng"), 8), (_("Cột"), 24), (_("Cần sửa"), 80)), row.faults)])
    return respond.attachment(data, f"loi-{row.pk}.xlsx")
