"""Pages of a member's file: the file itself, one's own, values and entries, photo, papers printed from it."""

import re
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.core.together import together
from nennep.files import respond
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.members import access, actions, certificates, file_forms, filepage, filevalues, sight
from nennep.members.actions.file import cell_of
from nennep.members.fields import FIELDS, GROUPS, KINDS, Field
from nennep.members.models import Admission, PaperKind, Person, Recognition
from nennep.members.views.acting import act_on, paper_of
from nennep.members.views.moves import asked, moves


@login_required
def person(request: Request, pk: int) -> HttpResponse:
    """A member's file; every read is a line, and the member may see who read."""
    return _page(request, sight.opened(request.actor, pk=pk))


@login_required
def mine(request: Request) -> HttpResponse:
    """The acting person's own file."""
    if not request.actor.person_id:
        return render(request, "members/nofile.html")
    return _page(request, sight.opened(request.actor, pk=request.actor.person_id))


def _page(request: Request, file: sight.Opened) -> HttpResponse:
    actor, row, eyes, sheet = request.actor, file.person, file.eyes, file.sheet
    now = file.now
    case = access.see_case.rows(actor).filter(person=row).order_by("-id").first()
    actions.read("members.read_file", row, by=actor, place=now or next(iter(file.memberships), case))
    admitted = Admission.objects.filter(person=row).annotate(
        may_annul=access.annul.column(actor), may_hold=access.hold_ceremony.column(actor)
    )
    kinds, entries, amended, categories, admissions, recognitions, contacts, *moved = together(
        PaperKind.objects.all() if eyes.office else PaperKind.objects.none(), filepage.entry_rows(row, eyes), row.amendments.all()[:60],
        row.categories.all(), admitted, Recognition.objects.filter(person=row), row.contacts.all() if eyes.office else row.contacts.none(),
        *asked(row),
    )  # fmt: skip
    context = {
        "person": row, "sheet": sheet, "eyes": eyes, "write": file.write, "groups": filepage.groups(row, sheet, eyes), "memberships": file.memberships,
        "now": now, "entries": filepage.entries(entries, eyes), "score": filepage.score(sheet, kinds, bool(now and now.status == "official")),
        "changes": filepage.changes(amended, eyes), "categories": categories,
        "admissions": admissions, "recognitions": recognitions, "contacts": contacts, "admission_case": case,
        **moves(file, *moved),
        "may_print": eyes.office and now is not None, "may_inquire": actor.may("members.inquire") and not eyes.own,
        "inquiries": sight.end_inquiry.rows(actor).filter(person=row, account_id=actor.account_id) if actor.may("members.inquire") else [],
        "told": tell(_lines(row)[:8]) if eyes.restricted else [],
    }  # fmt: skip
    return render(request, "members/person.html", context)


def _lines(row: Person) -> QuerySet[Line]:
    """What was done to a file and who looked at it, newest first."""
    return Line.objects.filter(person_id=row.pk, verb__startswith="members.").order_by("-id")


@login_required
def history(request: Request, pk: int) -> HttpResponse:
    """Everything done to a file with the values that were changed; for those who answer for it and the member."""
    file = sight.opened(request.actor, pk=pk)
    if not file.eyes.restricted:
        raise NotYours
    told = [filepage.with_labels(one) for one in tell(_lines(file.person)[:300])]
    return render(request, "members/history.html", {"person": file.person, "eyes": file.eyes, "told": told})


@login_required
def looks(request: Request) -> HttpResponse:
    """Who looked at the acting person's file."""
    return render(request, "members/looks.html", {"looks": filepage.looks() if request.actor.person_id else []})


def _reached(request: Request, pk: int) -> tuple[Person, bool]:
    """(the person, whether it is the actor himself) for one who may write the file or propose changes of his own."""
    if pk == request.actor.person_id:
        return sight.own.find(request.actor, pk=pk), True
    return sight.write.find(request.actor, pk=pk), False


OLD_NUMBER = 9
"""Digits of an identity card before the personal identification number; still good, and told."""


@login_required
def edit(request: Request, pk: int, group: str) -> HttpResponse:
    """Fill in or correct a group of values; a member proposes."""
    row, own = _reached(request, pk)
    eyes = sight.sight(request.actor, row)
    asked = [one for one in FIELDS if one.group == group and eyes.shows(one)]
    if not asked:
        raise NotYours
    actions.look(row, by=request.actor, place=cell_of(row))
    form = file_forms.FileForm(row, filevalues.sheet_of(row), asked, own, request.POST or None)

    def act(given: dict[str, Any]) -> object:
        if own:
            return actions.propose_values(row, by=request.actor, values=form.values(), reason=given["reason"])
        seen = int(request.POST["version"]) if is_number(request.POST.get("version", "")) else None
        return actions.write_file(
            row, by=request.actor, values=form.values(), decision=paper_of(given), reason=given["reason"], seen=seen
        )

    title = _("Đề nghị sửa hồ sơ: {group}") if own else _("Bổ sung, sửa hồ sơ: {group}")
    done = _("Đã gửi đề nghị; Văn phòng sẽ trả lời.") if own else _("Đã lưu hồ sơ.")
    if len(re.sub(r"\D", "", request.POST.get("citizen_id", ""))) == OLD_NUMBER:
        done += " " + _("Số 9 chữ số là số chứng minh nhân dân cũ; khi có số định danh 12 chữ số, đề nghị bổ sung.")
    return act_on(
        request, row, form, title.format(group=GROUPS[group]), act, done, version=row.version, notes=_kept_as_written(row, asked),
        button=_("Gửi đề nghị") if own else _("Lưu"),
    )  # fmt: skip


def _kept_as_written(row: Person, asked: list[Field]) -> list[str]:
    """Why a value that is there is not asked for: it stays as the first file has it."""
    sheet = filevalues.sheet_of(row)
    words = _("{field} đã ghi ({value}) giữ theo hồ sơ gốc, không điều chỉnh.")
    return [
        words.format(field=one.label, value=value)
        for one in asked
        if one.frozen and (value := filevalues.raw(row, sheet, one))
    ]


@login_required
def add_entry(request: Request, pk: int, kind: str) -> HttpResponse:
    """Add a dated entry; a member proposes."""
    row, own = _reached(request, pk)
    if kind not in KINDS or not sight.sight(request.actor, row).shows(KINDS[kind]):
        raise NotYours
    form = file_forms.EntryForm(KINDS[kind], None, own, row.born_on, request.POST or None)

    def act(given: dict[str, Any]) -> object:
        if own:
            return actions.propose_entry(row, by=request.actor, kind=kind, typed=form.typed(), reason=given["reason"])
        return actions.add_entry(row, by=request.actor, kind=kind, typed=form.typed())

    done = _("Đã gửi đề nghị; Văn phòng sẽ trả lời.") if own else _("Đã lưu hồ sơ.")
    button = _("Gửi đề nghị") if own else _("Lưu")
    return act_on(request, row, form, _("Ghi thêm: {kind}").format(kind=KINDS[kind].label), act, done, button=button)


@login_required
def amend_entry(request: Request, pk: int) -> HttpResponse:
    """Correct an entry by a paper; a member proposes."""
    own_row = sight.own_entry.rows(request.actor).filter(pk=pk).first()
    entry = own_row or sight.change_entry.find(request.actor, pk=pk)
    if not sight.sight(request.actor, entry.person).named(entry.kind):
        raise NotYours
    actions.look(entry.person, by=request.actor, place=cell_of(entry.person))
    form = file_forms.EntryForm(
        KINDS[entry.kind], entry, own_row is not None, entry.person.born_on, request.POST or None
    )

    def act(given: dict[str, Any]) -> object:
        if own_row:
            return actions.propose_entry(
                entry.person, by=request.actor, kind=entry.kind, typed=form.typed(), reason=given["reason"], entry=entry, act="change"
            )  # fmt: skip
        return actions.amend_entry(
            entry, by=request.actor, typed=form.typed(), decision=paper_of(given), reason=given["reason"]
        )

    done = _("Đã gửi đề nghị; Văn phòng sẽ trả lời.") if own_row else _("Đã lưu hồ sơ.")
    button = _("Gửi đề nghị") if own_row else _("Lưu")
    title = _("Sửa: {kind}").format(kind=KINDS[entry.kind].label)
    return act_on(request, entry.person, form, title, act, done, button=button)


@login_required
def strike_entry(request: Request, pk: int) -> HttpResponse:
    """Strike an entry out by a paper."""
    entry = sight.change_entry.find(request.actor, pk=pk)
    if not sight.sight(request.actor, entry.person).named(entry.kind):
        raise NotYours
    return act_on(
        request, entry.person, file_forms.StrikeForm(request.POST or None), _("Xóa khỏi hồ sơ: {kind}").format(kind=KINDS[entry.kind].label),
        lambda given: actions.amend_entry(entry, by=request.actor, typed=None, decision=paper_of(given), reason=given["reason"]),
        _("Đã ghi; nội dung cũ vẫn xem được ở phần các lần sửa."),
    )  # fmt: skip


@login_required
def photo(request: Request, pk: int) -> HttpResponse:
    """The portrait; a line of its own unless the page was opened a moment ago."""
    file = sight.opened(request.actor, pk=pk)
    if not file.sheet.photo_sha:
        raise NotYours
    if not actions.read_just_now(file.person, by=request.actor):
        actions.read("members.read_photo", file.person, by=request.actor, place=file.now)
    return respond.kept(file.sheet.photo_sha, "anh.jpg")


@login_required
def keep_photo(request: Request, pk: int) -> HttpResponse:
    """Put a new portrait into a file."""
    row = sight.write.find(request.actor, pk=pk)
    form = file_forms.PhotoForm(request.POST or None, request.FILES or None)
    return act_on(
        request, row, form, _("Ảnh 3 × 4"), lambda given: actions.keep_photo(row, by=request.actor, data=given["file"].read()), _("Đã lưu ảnh.")
    )  # fmt: skip


@login_required
def print_file(request: Request, pk: int, paper: str) -> HttpResponse:
    """A paper from the file, for a purpose that is journaled."""
    file = sight.opened(request.actor, pk=pk)
    row, eyes, now = file.person, file.eyes, file.now
    if paper not in certificates.PAPERS or now is None or not eyes.office or (eyes.own and paper == "xac-nhan"):
        raise NotYours
    words, make = certificates.PAPERS[paper]
    form = file_forms.PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason, edition = form.cleaned_data["reason"], form.cleaned_data["form"]
        actions.read("members.print_file", row, by=request.actor, place=now, says={"paper": words, "reason": reason})
        return respond.attachment(certificates.EDITIONS[edition](make(row, now, eyes, reason)), f"{paper}.{edition}")
    title = {"xac-nhan": _("In giấy xác nhận đảng viên"), "ly-lich-tom-tat": _("In lý lịch tóm tắt")}[paper]
    context = {
        "form": form,
        "title": title,
        "row": {"person_id": row.pk, "full_name": row.full_name},
        "button": _("Tải về"),
        "download": True,
    }
    return render(request, "members/form.html", context, status=422 if form.errors else 200)


@login_required
def open_inquiry(request: Request, pk: int) -> HttpResponse:
    """Read a file under an inspection case from now on."""
    row, unit = sight.see.find(request.actor, pk=pk), sight.inquire.rows(request.actor).order_by("level").first()
    if unit is None or row.pk == request.actor.person_id:
        raise NotYours
    form = file_forms.InquiryForm(request.POST or None, initial={"since": today()})
    return act_on(
        request, row, form, _("Xem hồ sơ theo vụ việc kiểm tra"),
        lambda given: actions.open_inquiry(unit, row, by=request.actor, **given), _("Từ nay các lần xem được ghi theo vụ việc kiểm tra."),
    )  # fmt: skip


@login_required
def end_inquiry(request: Request, pk: int) -> HttpResponse:
    """End the case."""
    row = sight.end_inquiry.find(request.actor, pk=pk)
    if request.method == "POST":
        actions.end_inquiry(row, by=request.actor)
    return redirect("members:person", row.person_id)
