"""Votes: counted at once by cards, opened as secret ones, cast, counted."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.asked import number
from nennep.core.http import Request
from nennep.core.refused import Refused
from nennep.meetings import access, actions, forms, forms_votes
from nennep.meetings.actions import Counted
from nennep.meetings.models import Ballot, Candidate, Vote
from nennep.meetings.queries import ballots, tellers
from nennep.meetings.queries.minutes import said_of
from nennep.meetings.views import act
from nennep.meetings.views.presses import once
from nennep.meetings.views.room import room_page
from nennep.ui.acts import at_its_field


@login_required
@require_POST
@once(access.hold)
def begin(request: Request, pk: int) -> HttpResponse:
    """Take a vote: by cards it is counted in the same press, a secret one is opened."""
    row = access.hold.find(request.actor, pk=pk)
    asked = number(request.POST.get("item", ""))
    item = row.items.filter(pk=asked).first() if asked is not None else None
    given = request.POST.copy()
    given.setdefault("matter", "ordinary")
    given.setdefault("ballot", Ballot.CARD)
    if item is not None:
        given.setdefault("title", item.title)
    form = forms.VoteForm(given)

    def verb(said: dict[str, Any]) -> Vote:
        with transaction.atomic():
            vote = actions.open_vote(
                row, by=request.actor, item=item, **{name: said[name] for name in ("title", "matter", "ballot")}
            )
            if vote.ballot == Ballot.CARD and said["agreed"] is not None:
                vote = actions.close_vote(vote, by=request.actor, counted=Counted(said["agreed"], said["against"] or 0))
            return vote

    def back(vote: Vote) -> str:
        return (
            f"{room_page(row)}#muc-{vote.item_id or 'khac'}"
            if vote.closed
            else reverse("meetings:vote", args=[vote.pk])
        )

    done = (
        _("Đã ghi biểu quyết.")
        if given.get("agreed")
        else _("Đã mở biểu quyết. Đề nghị ghi kết quả khi kiểm phiếu xong.")
    )
    return act(request, form, _("Biểu quyết"), verb, back, done, back=room_page(row), item=item)


def _count(row: Vote, request: Request, form: Any, own: bool) -> Vote:
    if own:
        return actions.tell_own(row, by=request.actor, counts=form.counts())
    if row.ballot == Ballot.PAPER:
        return actions.tell_ballots(row, by=request.actor, teller=form.cleaned_data["teller"], counts=form.counts())
    counted = None if row.ballot == Ballot.SCREEN else Counted(**form.counted())
    return actions.close_vote(row, by=request.actor, counted=counted)


def _count_form(request: Request, row: Vote, candidates: list[Candidate], own: bool) -> Any:
    given = request.POST or None
    if row.ballot != Ballot.PAPER:
        return forms_votes.CountForm(given)
    if own:  # who counts again begins with the numbers entered before
        mine = row.tellings.filter(account_id=request.actor.account_id).first()
        return forms_votes.OwnTellForm(candidates, given, initial=mine.counts if mine else None)
    return forms_votes.TellForm(candidates, given)


@login_required
def elect(request: Request, pk: int) -> HttpResponse:
    """Open an election by paper ballots; the next round begins with what the last one left."""
    row = access.hold.find(request.actor, pk=pk)
    asked = number(request.GET.get("lai", ""))
    last = (
        row.votes.filter(pk=asked, closed=True, passed=False, seats__gt=0, withdrawn=False).first() if asked else None
    )
    form = forms_votes.ElectionForm(request.POST or None, initial=tellers.again(last) if last else None)

    def verb(given: dict[str, Any]) -> Vote:
        return actions.open_election(row, by=request.actor, **(given | {"names": given["names"].splitlines()}))

    note = _("Bầu cử bằng phiếu giấy; phiếu giấy là căn cứ, hệ thống chỉ ghi kết quả của hai người kiểm phiếu.")
    return act(
        request, form, _("Bầu cử"), verb, lambda made: reverse("meetings:vote", args=[made.pk]), _("Đã mở bầu cử."), note=note, back=room_page(row),
        button=_("Mở bầu cử"),
    )  # fmt: skip


@login_required
def vote(request: Request, pk: int) -> HttpResponse:
    """A vote: what is needed, who may count it, the ballot of who has one."""
    row = access.see_vote.find(request.actor, pk=pk)
    may, own = access.count_vote.allows(request.actor, row), access.tell.allows(request.actor, row)
    if request.htmx and row.closed:  # who waited for the other's numbers sees the result
        return HttpResponse(headers={"HX-Refresh": "true"})
    candidates = list(row.candidates.all()) if row.seats else []
    form = _count_form(request, row, candidates, own)
    if request.method == "POST" and (may or own) and (row.ballot == Ballot.SCREEN or form.is_valid()):
        try:
            row = _count(row, request, form, own)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            if row.closed:
                messages.success(request, said_of(row))
            if row.closed and may:
                return redirect(f"{room_page(row.meeting)}#muc-{row.item_id or 'khac'}")
            return redirect("meetings:vote", pk)
    return _vote_page(request, row, form, candidates=candidates, may=may, own=own)


def _vote_page(request: Request, row: Vote, form: Any, **more: Any) -> HttpResponse:
    counting = tellers.counting(row, request.actor, more["candidates"]) if row.ballot == Ballot.PAPER and (more["may"] or more["own"]) else None  # fmt: skip
    naming = forms_votes.TellersForm(tellers.candidates_for(row)) if counting and more["may"] else None
    context = {
        "vote": row, "form": form, "box": ballots.box(row, request.actor), "result": said_of(row) if row.closed and not row.withdrawn else "", "counting": counting, "naming": naming, "may_again": bool(row.seats and row.closed) and access.hold.allows(request.actor, row.meeting),
        **more,
    }  # fmt: skip
    return render(
        request, "meetings/vote.html", context, status=422 if request.method == "POST" and form.errors else 200
    )


@login_required
@require_POST
def appoint(request: Request, pk: int) -> HttpResponse:
    """Let two of those present count on their own devices, or take the counting back."""
    row = access.count_vote.find(request.actor, pk=pk)
    form = forms_votes.TellersForm(tellers.candidates_for(row), request.POST)

    def verb(_given: dict[str, Any]) -> Vote:
        return actions.appoint_tellers(row, by=request.actor, people=form.people())

    page = reverse("meetings:vote", args=[pk])
    return act(request, form, _("Người kiểm phiếu"), verb, lambda _made: page, _("Đã lưu người kiểm phiếu."), back=page)


@login_required
@require_POST
def cast(request: Request, pk: int) -> HttpResponse:
    """Put one's ballot into the box. Nothing of this request is written down but the ballot and the mark."""
    row = access.cast.find(request.actor, pk=pk)
    actions.cast_ballot(row, by=request.actor, choice=request.POST.get("choice", ""))
    messages.success(
        request,
        _(
            "Phiếu của đồng chí đã vào hòm phiếu. Không ai, kể cả người quản trị, xem được phiếu này là của ai sau khi kiểm phiếu."
        ),
    )
    return redirect("meetings:vote", pk)


@login_required
@require_POST
def secret(request: Request, pk: int) -> HttpResponse:
    """From an open vote to paper ballots; never back."""
    row = access.count_vote.find(request.actor, pk=pk)
    actions.make_secret(row, by=request.actor, ballot=Ballot.PAPER)
    return redirect("meetings:vote", pk)


@login_required
@require_POST
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take back a vote that was opened by mistake."""
    row = access.count_vote.find(request.actor, pk=pk)
    actions.withdraw_vote(row, by=request.actor)
    messages.success(request, _("Đã bỏ biểu quyết mở nhầm; biên bản không ghi biểu quyết này."))
    return redirect(f"{room_page(row.meeting)}#muc-{row.item_id or 'khac'}")


@login_required
@require_POST
def pass_on(request: Request, pk: int) -> HttpResponse:
    """Take a vote into its case after all."""
    row = access.pass_on.find(request.actor, pk=pk)
    actions.pass_vote_on(row, by=request.actor)
    messages.success(request, _("Đã đưa kết quả biểu quyết vào hồ sơ."))
    return redirect("meetings:vote", pk)
