"""Pages of members: the list, one file, and the acts by decision."""

from itertools import islice
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.files import respond
from nennep.journal import takeout
from nennep.journal.actions import record
from nennep.members import access, actions, casepapers, forms, limits, lists, queries
from nennep.members.models import Admission, Category, Membership, Sex, Status
from nennep.org.access import see as see_unit
from nennep.org.queries import told_apart
from nennep.org.rules import STEP
from nennep.ui.acts import at_its_field
from nennep.viet.write import day as written


def asked_of(request: Request) -> queries.Asked:
    """What the list's form asks for."""
    unit = request.GET.get("don-vi", "")
    row = see_unit.find(request.actor, pk=int(unit)) if is_number(unit) else None
    given = {name: request.GET.get(name, "") for name in ("status", "category", "sex", "after")}
    low, _dash, high = request.GET.get("tuoi", "").partition("-")
    return queries.Asked(
        unit=row,
        words=request.GET.get("q", "").strip(),
        day=forms.DayForm(request.GET).day(),
        ages=(int(low), int(high)) if is_number(low) and is_number(high) else None,
        **given,
    )


@login_required
def index(request: Request) -> HttpResponse:
    """Fifty members by name, Vietnamese order."""
    asked = asked_of(request)
    if not request.actor.may("members.list"):
        raise NotYours
    kept = request.GET.copy()
    kept.pop("after", None)
    page = queries.page(request.actor, asked)
    context = {
        "page": page, "rows": _in_words(page.rows), "asked": asked, "statuses": Status.choices[:2], "categories": Category.choices,
        "sexes": Sex.choices, "today": today(), "query": kept.urlencode(), "may_inquire": request.actor.may("members.inquire"), "may_record": request.actor.may("members.record_admission"),
    }  # fmt: skip
    return render(request, "members/list.html", context)


def _in_words(rows: list[Membership]) -> list[dict[str, Any]]:
    """The columns of the list; each word is looked up once, not once a row."""
    sexes, categories, statuses = (
        {value: str(label) for value, label in one.choices} for one in (Sex, Category, Status)
    )
    found = {row.unit_id: row.unit for row in rows}.values()
    units = dict(told_apart(found, always=len({unit.key[: 2 * STEP] for unit in found}) > 1))
    return [
        {
            "person": row.person_id, "name": row.full_name, "born": row.birth_year or "–", "sex": sexes.get(row.sex, ""),
            "category": categories.get(row.category, ""), "status": statuses.get(row.status, ""), "unit": units[row.unit_id],
        }
        for row in rows
    ]  # fmt: skip


@login_required
def export(request: Request) -> HttpResponse:
    """Danh sách trích ngang as Excel; the purpose is asked and journaled."""
    if not request.actor.may("members.list"):
        raise NotYours
    asked, home = asked_of(request), request.actor.home
    form = forms.ExportForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and home is not None:
        unit = see_unit.find(request.actor, pk=asked.unit.pk if asked.unit else home.unit_id)
        shape, reason = form.cleaned_data["shape"] or "summary", form.cleaned_data["reason"]
        rows = lists.listed(queries.members(request.actor, asked), request.actor)

        def told(count: int) -> None:
            record(
                "members.export", unit, by=request.actor, unit_id=unit.pk, unit_key=unit.key,
                says={"unit": unit.name, "reason": reason, "count": count, "filter": takeout.filters(request)},
            )  # fmt: skip

        if shape in casepapers.FORMS:
            printed = list(islice(rows, lists.MOST_PRINTED))
            told(len(printed))
            data = casepapers.FORMS[shape](lists.summary_paper(unit, printed))
            return respond.attachment(data, f"danh-sach-trich-ngang.{shape}")
        name = "danh-sach-theo-mau-nhap" if shape == "roll" else "danh-sach-trich-ngang"
        write = lists.roll if shape == "roll" else lists.summary
        return takeout.written(request, name, lambda file: write(rows, file), told)
    context = {"form": form, "title": _("Xuất danh sách đảng viên"), "button": _("Tải về")}
    return render(request, "members/form.html", context, status=422 if form.errors else 200)


@login_required
def admit(request: Request) -> HttpResponse:
    """Record an admission by its decision."""
    rows = access.admit_into.rows(request.actor).filter(
        kind__is_cell=True, kind__association="party", until__gt=today()
    )
    cells = told_apart(rows.order_by("title_key"))
    form = forms.AdmissionForm(cells, request.POST or None)
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        unit = access.admit_into.find(request.actor, pk=int(given.pop("unit")))
        decision = actions.Paper(given.pop("decision_no"), given.pop("decided_on"))
        try:
            row = actions.record_admission(unit, by=request.actor, decision=decision, **given)
        except Refused as refusal:
            if isinstance(refusal, actions.AlreadyMember):
                form.ask_namesake()
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi kết nạp đồng chí {name}.").format(name=row.full_name))
            return redirect("members:admit" if request.POST.get("again") else "members:list")
    context = {"form": form, "title": _("Ghi kết nạp đảng viên"), "button": _("Ghi kết nạp")}
    return render(request, "members/form.html", context, status=422 if form.errors else 200)


@login_required
def recognise(request: Request, pk: int) -> HttpResponse:
    """Record the recognition of a probationary member."""
    row = access.recognise.find(request.actor, pk=pk)
    form = forms.RecognitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        decision = actions.Paper(given["decision_no"], given["decided_on"])
        return _done(
            request,
            form,
            row,
            lambda: actions.recognise_member(
                row, by=request.actor, decision=decision, official_from=given["official_from"]
            ),
        )
    return _asked(request, form, _("Ghi công nhận đảng viên chính thức"), row, _ends(row))


def _ends(row: Membership) -> list[str]:
    """When the probation ends and by which rules; that it is late already, which changes nothing of the official day."""
    ends, day = limits.probation_ends(row.held_since), today()
    told = [
        _("Hết thời gian dự bị ngày {day}; chính thức tính từ ngày đó, dù quyết định muộn hơn.").format(
            day=written(ends)
        )
    ]
    last = rulebook.deadline(ends, rulebook.on(ends).number("recognition.cell"))
    if last < day:
        told.append(_("Đã quá thời hạn chi bộ xét công nhận (ngày {day}).").format(day=written(last)))
    return told + rulebook.on(row.held_since).says("probation.months") + rulebook.on(ends).says("recognition.cell")


@login_required
def move(request: Request, pk: int) -> HttpResponse:
    """Move a member to another cell."""
    row = access.change_membership.find(request.actor, pk=pk)
    rows = (
        access.load_into.rows(request.actor)
        .filter(kind__is_cell=True, kind__association="party", until__gt=today())
        .exclude(pk=row.unit_id)
    )
    form = forms.MoveForm(told_apart(rows.order_by("title_key")), request.POST or None, initial={"on": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        unit = access.load_into.find(request.actor, pk=int(given["unit"]))
        return _done(
            request,
            form,
            row,
            lambda: actions.move_member(row, unit, by=request.actor, on=given["on"], decision=given["decision"]),
        )
    return _asked(request, form, _("Chuyển chi bộ"), row)


@login_required
def hold_ceremony(request: Request, pk: int) -> HttpResponse:
    """Record the ceremony of an admission decided before."""
    row = access.hold_ceremony.find(request.actor, pk=pk)
    form = forms.CeremonyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        return _done(request, form, row, lambda: actions.hold_ceremony(row, by=request.actor, on=on))
    return _asked(request, form, _("Ghi lễ kết nạp"), row)


@login_required
def annul(request: Request, pk: int) -> HttpResponse:
    """Annul an admission by a decision."""
    row = access.annul.find(request.actor, pk=pk)
    form = forms.AnnulForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        return _done(
            request,
            form,
            row,
            lambda: actions.annul_admission(
                row, by=request.actor, decision=actions.Paper(given["decision_no"], given["decided_on"])
            ),
        )
    return _asked(request, form, _("Hủy quyết định kết nạp"), row)


def _done(request: Request, form: Any, row: Any, verb: Any) -> HttpResponse:
    try:
        verb()
    except Refused as refusal:
        at_its_field(form, refusal)
        return _asked(request, form, _("Đề nghị kiểm tra lại"), row)
    messages.success(request, _("Đã ghi."))
    return redirect("members:person", row.person_id)


def _asked(
    request: Request, form: Any, title: str, row: Membership | Admission, notes: list[str] | None = None
) -> HttpResponse:
    context = {"form": form, "title": title, "row": row, "button": _("Ghi"), "notes": notes}
    return render(request, "members/form.html", context, status=422 if form.errors else 200)
