"""Pages of yearly rounds: screening, and comments of the place of residence."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.core.scope import acting_as
from nennep.duties import rulebook
from nennep.files import respond
from nennep.members import access, actions, casepapers, letters, listings, residence, roundforms, rounds, watch
from nennep.ui.acts import at_its_field, attempt


@login_required
def index(request: Request) -> HttpResponse:
    """Rounds of the actor's units and of those above."""
    if not request.actor.may("members.see_cases"):
        raise NotYours
    rows = access.see_round.rows(request.actor).select_related("unit")
    if taken := listings.ROUNDS.taken(request, rows):
        return taken
    may = request.actor.may("members.open_rounds")
    context = {
        "rows": rows[:100],
        "today": today(),
        "may": may,
        "again": rounds.check_overdue(request.actor) if may else None,
    }
    return render(request, "members/rounds.html", context)


def _act(request: Request, form: Any, title: Any, back: Any, verb: Any, notes: Any = ()) -> HttpResponse:
    """Form, verb, back to the round."""
    was_done, done = attempt(request, form, verb, _("Đã ghi."))
    if was_done:
        return redirect("members:round", back or done.pk)
    context = {"form": form, "title": title, "notes": notes, "rounds": True}
    return render(request, "members/case_form.html", context, status=422 if form.errors else 200)


def _names(year: int) -> dict[str, str]:
    """What a round of a kind is called unless somebody names it otherwise."""
    names = {
        "screening": _("Rà soát, sàng lọc đảng viên năm {year}"), "residence": _("Nhận xét nơi cư trú năm {year}"),
        "supplement": _("Phiếu bổ sung hồ sơ đảng viên năm {year}"), "check": _("Đối chiếu danh sách với hồ sơ đảng viên năm {year}"),
    }  # fmt: skip
    return {kind: words.format(year=year) for kind, words in names.items()}


@login_required
def start(request: Request) -> HttpResponse:
    """Open a round for the cells of one's unit."""
    home = request.actor.home
    if home is None:
        raise NotYours
    unit = access.open_round_in.find(request.actor, pk=home.unit_id)
    year = today().year
    names = _names(year)
    initial = {
        "kind": "screening", "on": today(), "criteria": "\n".join(rounds.criteria(today())), "name": names["screening"],
    }  # fmt: skip
    form = roundforms.RoundForm(request.POST or None, initial=initial)

    def verb(given: dict[str, Any]) -> Any:
        given = given | {"criteria": form.lines() if given["kind"] == "screening" else []}
        if given["name"] == names["screening"]:
            given["name"] = names[given["kind"]]
        return actions.open_member_round(unit, by=request.actor, **given)

    return _act(request, form, _("Mở đợt rà soát, nhận xét"), None, verb)


@login_required
def detail(request: Request, pk: int) -> HttpResponse:
    """A round: which cells have answered, who is listed, which sheets are missing."""
    row = access.see_round.find(request.actor, pk=pk)
    found = rounds.lines(request.actor, row)
    people = [one for line in found for one in (line.listed if row.kind == "screening" else line.sheets)]
    listing = listings.SCREENED if row.kind == "screening" else listings.SHEETS
    if taken := listing.taken(request, people):
        return taken
    waiting = list(rounds.unconfirmed(request.actor, row)[:301]) if row.kind == "supplement" else []
    context = {
        "round": row, "lines": found, "today": today(), "missing": sum(1 for line in found if line.row.answered_on is None),
        "may_lead": access.lead_round.allows(request.actor, row), "may_report": access.open_round_in.allows(request.actor, row.unit),
        "waiting": waiting[:300], "more": len(waiting) > 300,
        "strangers": rounds.strangers(request.actor, row, today())[:200] if row.kind == "residence" else [],
    }  # fmt: skip
    return render(request, "members/round.html", context)


@login_required
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """Close a round."""
    row = access.lead_round.find(request.actor, pk=pk)
    silent = sum(line.row.answered_on is None for line in rounds.lines(request.actor, row))
    if silent and row.due_on >= today() and request.POST.get("sure") != "1":
        return render(request, "members/close_round.html", {"round": row, "silent": silent})
    actions.close_member_round(row, by=request.actor, on=today())
    return redirect("members:round", pk)


@login_required
def sheets(request: Request, pk: int, form: str) -> HttpResponse:
    """What is printed of a round: sheets ward after ward, or the report on a screening with its list."""
    row = access.see_round.find(request.actor, pk=pk)
    if row.kind == "screening" and form in casepapers.FORMS:
        access.open_round_in.find(request.actor, pk=row.unit_id)
        lines = rounds.lines(request.actor, row)
        people = [one for line in lines for one in line.listed]
        answered = sum(line.row.answered_on is not None for line in lines)
        paper = letters.screening(row, len(lines), answered, people)
        return respond.attachment(casepapers.FORMS[form](paper), f"ket-qua-ra-soat-{pk}.{form}")
    if form not in casepapers.FORMS or row.kind != "residence":
        raise NotYours
    return respond.attachment(
        casepapers.FORMS[form](rounds.sheets(request.actor, row)), f"phieu-noi-cu-tru-{pk}.{form}"
    )


@login_required
def list_member(request: Request, pk: int) -> HttpResponse:
    """List a member for screening."""
    cell = access.answer_round.find(request.actor, pk=pk)
    form = roundforms.ListForm(rounds.choices(cell), cell.round.criteria, request.POST or None)

    def verb(given: dict[str, Any]) -> Any:
        held = access.list_in_round.find(request.actor, pk=given["member"])
        return actions.list_member(cell, held, by=request.actor, reasons=given["reasons"])

    words = _("Dữ liệu cho thấy {what}: {name}.")
    notes = [words.format(what=watch.over_probation(today()), name=name) for name in rounds.proposed(cell, today())]
    return _act(request, form, _("Đưa vào danh sách rà soát"), cell.round_id, verb, notes)


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """Say that a cell's part is done."""
    cell = access.answer_round.find(request.actor, pk=pk)
    form = roundforms.AnswerForm(request.POST or None, initial={"on": today()})
    title = _("Báo đã hoàn thành: {unit}").format(unit=cell.unit.name)
    return _act(
        request, form, title, cell.round_id, lambda given: actions.answer_round(cell, by=request.actor, **given)
    )


@login_required
def screen(request: Request, pk: int) -> HttpResponse:
    """Record the talk, the outcome, the remedy."""
    row = access.screen.find(request.actor, pk=pk)
    names = ("talked_on", "talked_by", "outcome", "agreed", "base", "remedy", "remedy_until")
    form = roundforms.ScreenForm(request.POST or None, initial={name: getattr(row, name) for name in names})
    return _act(
        request,
        form,
        row.full_name,
        row.round_id,
        lambda given: actions.screen_member(row, by=request.actor, **given),
        [*row.reasons, *rulebook.on(today()).says("vote.screening")],
    )


@login_required
def take_sheet(request: Request, pk: int) -> HttpResponse:
    """Take in a comment of the place of residence."""
    row = access.take_sheet.find(request.actor, pk=pk)
    start = {"on": row.sent_on or today(), "judged": row.judged, "words": row.words}
    form = roundforms.SheetForm(request.POST or None, initial=start)
    return _act(
        request,
        form,
        row.full_name,
        row.round_id,
        lambda given: actions.take_sheet(row, by=request.actor, **given),
        [row.ward, *([_("Nơi cư trú gửi qua đường dẫn: {who}.").format(who=row.sent_by)] if row.sent_on else [])],
    )


UNSEEN = {"X-Robots-Tag": "noindex, nofollow", "Referrer-Policy": "same-origin", "Cache-Control": "no-store"}
"""A page with a name on it for a stranger: found by no search, told to no other place, kept nowhere."""


def comment(request: HttpRequest, signed: str) -> HttpResponse:
    """The comment of a place of residence, by the signed address on its paper; open to whoever holds that paper."""
    by = residence.stranger()
    with acting_as(by), transaction.atomic():
        sheet = residence.sheet_of(signed)
        if sheet is None:
            raise NotYours
        start = {"judged": sheet.judged, "words": sheet.words, "sent_by": sheet.sent_by}
        form = roundforms.CommentForm(request.POST or None, initial=start)
        if request.method == "POST" and form.is_valid():
            try:
                sheet = actions.send_comment(sheet, by=by, **form.cleaned_data)
            except Refused as refusal:
                at_its_field(form, refusal)
            else:
                return redirect("members:comment", signed)
        context = {"sheet": sheet, "form": form, "open": not (sheet.returned_on or sheet.round.closed_on)}
        answer = render(request, "members/comment.html", context, status=422 if form.errors else 200)
    for name, value in UNSEEN.items():
        answer.headers[name] = value
    return answer
