"""Pages of leaving, exemption, re-admission and Party age."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.clock import FOREVER, today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell
from nennep.members import access, actions, leavingpapers, limits, listings, paperwork, sight
from nennep.members.certificates import EDITIONS
from nennep.members.forms import leaving as forms
from nennep.members.forms.transfers import WordsForm
from nennep.members.models import Interruption, Leaving, LeavingKind, Membership
from nennep.members.views.acts import act, cells
from nennep.viet.write import day as written

MOST = 300
APPLIED = {
    "removed": ("dues.party.unpaid", "leaving.helped", "leaving.repeated", "transfer.abandoned"), "exempted": ("leaving.exemption",), "deceased": ("leaving.notice",),
}  # fmt: skip
"""Rules with numbers beside that of the vote, by the kind of leaving."""
PROPOSED = {
    "deceased": gettext_lazy("Báo từ trần: {name}"), "resigned": gettext_lazy("Đề nghị cho ra khỏi Đảng: {name}"), "exempted": gettext_lazy("Đề nghị cho miễn công tác và sinh hoạt: {name}"),
}  # fmt: skip
"""Titles of kinds whose own words are no act of the cell."""
VIEWS = ("dang-lam", "mien", "da-xong")


def crumbs(row: Leaving | None = None) -> tuple[tuple[str, str], ...]:
    """Where one stands."""
    found = [(reverse("members:leavings"), _("Ra khỏi Đảng, miễn sinh hoạt"))]
    return (*found, (reverse("members:leaving", args=[row.pk]), row.full_name)) if row else tuple(found)


@login_required
def index(request: Request) -> HttpResponse:
    """Cases that run, exemptions in force, cases that are closed."""
    which, day = request.GET.get("xem", "dang-lam"), today()
    rows = access.see_leaving.rows(request.actor).select_related("unit")
    if which == "mien":
        rows = (
            rows.filter(kind="exempted", effective_on__lte=day, until__gt=day)
            .exclude(state="dropped")
            .order_by("until", "sort_key")
        )
    elif which == "da-xong":
        rows = rows.exclude(state__in=("proposed", "appealed")).order_by("-decided_on", "sort_key")
    else:
        rows = rows.filter(state__in=("proposed", "appealed")).order_by("proposed_on", "sort_key")
    if taken := listings.LEAVINGS.taken(request, rows):
        return taken
    context = {"which": which if which in VIEWS else "dang-lam", "rows": rows[:MOST], "today": day, "forever": FOREVER}
    return render(request, "members/leavings.html", context)


@login_required
def leaving(request: Request, pk: int) -> HttpResponse:
    """One case: the ground, the vote, the papers, the decision, the appeal."""
    row = access.see_leaving.find(request.actor, pk=pk)
    way = paperwork.WAYS[row.kind]
    context = {
        "row": row, "today": today(), "way": way, "ground": dict(way.grounds_on(row.proposed_on or today())).get(row.ground, ""), "papers": [(label, code in row.papers) for code, label in way.papers],
        "needed": _needed(row, way), "basis": way.source(row.proposed_on or today()), "printed": _printed(request, row), "acts": _open_acts(request, row), "forever": FOREVER,
        "appeal": limits.appeal(row.handed_on or today()), "notice": _notice(row), "told": tell(lines_about(row)[:40]),
    }  # fmt: skip
    return render(request, "members/leaving.html", context)


def _printed(request: Request, row: Leaving) -> list[tuple[str, Words]]:
    """The papers for one reader: none of his own case; the slip, which says what only a file says, for readers of the file."""
    if row.person_id == request.actor.person_id:
        return []
    office = sight.sight(request.actor, row.person).office
    return [one for one in leavingpapers.of(row) if office or one[0] != "phieu-bao"]


@login_required
def leaving_paper(request: Request, pk: int, paper: str, form: str) -> HttpResponse:
    """A paper of a case, for the signature; who reads it reads of the person."""
    row = access.see_leaving.find(request.actor, pk=pk)
    if form not in EDITIONS or paper not in dict(_printed(request, row)):
        raise NotYours
    says = {
        "person": row.full_name,
        "paper": str(leavingpapers.PAPERS[paper][0]),
        "reason": str(row.get_kind_display()),
    }
    record("members.print_file", row, by=request.actor, person_id=row.person_id, says=says)
    return respond.attachment(EDITIONS[form](leavingpapers.document(row, paper)), f"{paper}-{row.pk}.{form}")


def _needed(row: Leaving, way: paperwork.Way) -> int | None:
    """Fewest votes that the rule of the day of the proposal asked for."""
    if not row.base or not way.votes:
        return None
    return limits.leaving_vote(row.proposed_on or today(), way.votes).least(row.base)


def _notice(row: Leaving) -> tuple[limits.Limit, date] | None:
    """By when the slip and the file of one who died or left go up; none for a pause and before the decision."""
    if row.kind == LeavingKind.EXEMPTED or row.decided_on is None or row.state == "restored":
        return None
    limit = limits.notice(row.decided_on)
    return limit, limit.after(row.decided_on)


def _open_acts(request: Request, row: Leaving) -> list[tuple[str, str]]:
    """Acts that lead somewhere in this state: (word in the address, words of the button)."""
    if not access.decide_leaving.allows(request.actor, row):
        return []
    titles, way = _titles(row), paperwork.WAYS[row.kind]
    offered = {
        "quyet-dinh": row.state == "proposed",
        "khong-thuc-hien": row.state == "proposed",
        "trao": row.state == "decided" and row.handed_on is None and row.kind != LeavingKind.DECEASED,
        "khieu-nai": row.state == "decided" and way.appeal and row.handed_on is not None,
        "tra-loi": row.state == "appealed",
        "tro-lai": row.state == "decided" and row.kind == LeavingKind.EXEMPTED and row.until > today(),
    }
    return [(name, titles[name]) for name, yes in offered.items() if yes]


def _titles(row: Leaving) -> dict[str, str]:
    return {
        "quyet-dinh": _("Ghi phiếu báo từ trần") if row.kind == LeavingKind.DECEASED else _("Ghi quyết định"), "khong-thuc-hien": _("Không thực hiện"), "trao": _("Ghi ngày trao quyết định"),
        "khieu-nai": _("Ghi khiếu nại"), "tra-loi": _("Ghi trả lời khiếu nại"), "tro-lai": _("Ghi trở lại sinh hoạt"),
    }  # fmt: skip


@login_required
def end(request: Request, pk: int) -> HttpResponse:
    """Which way of leaving; the next page asks for what that way needs."""
    row = access.propose_leaving.find(request.actor, pk=pk)
    form = forms.KindForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return redirect("members:propose_leaving", pk, form.cleaned_data["kind"])
    context = {
        "form": form, "title": _("Thôi hoặc miễn sinh hoạt: {name}").format(name=row.full_name), "button": _("Tiếp tục"), "crumbs": crumbs(),
        "note": _("Chuyển sinh hoạt đi nơi khác ghi ở trang Chuyển sinh hoạt đảng."),
    }  # fmt: skip
    return render(request, "members/act.html", context, status=422 if form.errors else 200)


@login_required
def propose_leaving(request: Request, pk: int, kind: str) -> HttpResponse:
    """The cell's proposal, with the ground, the vote and the papers of its way."""
    row = access.propose_leaving.find(request.actor, pk=pk)
    way = paperwork.WAYS.get(kind)
    if way is None:
        raise NotYours
    start = {
        "on": today(),
        "base": Membership.objects.filter(access.counted, unit=row.unit_id, status="official").count(),
    }
    form = forms.ProposeForm(
        way.grounds_on(today()), list(way.papers), bool(way.votes), request.POST or None, initial=start
    )
    title = str(PROPOSED.get(kind, _("Đề nghị {kind}: {name}"))).format(
        kind=LeavingKind(kind).label, name=row.full_name
    )
    needed = _(" Cần {share} số đảng viên chính thức tán thành.").format(share=_share(way)) if way.votes else ""
    told = rulebook.on(today()).says(*([way.votes] if way.votes else []), *APPLIED.get(kind, ()))
    needed = " ".join([needed, *(f"{one}." for one in told)])
    return act(
        request, form, lambda given: _propose(request, row, kind, given), title=title, done=_("Đã ghi báo cáo của chi bộ.") if kind == LeavingKind.DECEASED else _("Đã ghi đề nghị của chi bộ."),
        button=_("Ghi báo cáo") if kind == LeavingKind.DECEASED else _("Ghi đề nghị"),
        back=lambda made: reverse("members:leaving", args=[made.pk]), crumbs=crumbs(),
        note=_("Thẩm quyền: {authority}. Căn cứ: {source}.").format(authority=way.authority, source=way.source(today())) + needed,
    )  # fmt: skip


def _share(way: paperwork.Way) -> str:
    """ít nhất 2/3; quá 1/2."""
    share = limits.leaving_vote(today(), way.votes)
    return _("quá {part}").format(part=share.part) if share.strict else _("ít nhất {part}").format(part=share.part)


def _propose(request: Request, row: Membership, kind: str, given: dict[str, Any]) -> Leaving:
    base, votes = given.pop("base", None), given.pop("votes", None)
    vote = actions.Vote(base, votes) if base is not None and votes is not None else None
    papers = tuple(given.pop("papers"))
    return actions.propose_leaving(row, by=request.actor, kind=kind, vote=vote, papers=papers, **given)


@login_required
def leaving_act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act on a case, asked for in a form."""
    row = access.decide_leaving.find(request.actor, pk=pk)
    if name not in _titles(row):
        raise NotYours
    title = _titles(row)[name]
    return act(
        request, _form(request, row, name), lambda given: _done(request, row, name, given), title=f"{title}: {row.full_name}", button=title,
        done=_("Đã ghi."), back=reverse("members:leaving", args=[pk]), crumbs=crumbs(row),
    )  # fmt: skip


def _form(request: Request, row: Leaving, name: str) -> Any:
    data, day, way = request.POST or None, today(), paperwork.WAYS[row.kind]
    if name == "quyet-dinh":
        start = {
            "decided_on": day,
            "effective_on": day,
            "authority": leavingpapers.usual_body(row),
            "papers": row.papers,
        }
        return forms.DecideForm(list(way.papers), LeavingKind(row.kind), way.authority, data, initial=start)
    known = {"khong-thuc-hien": WordsForm, "khieu-nai": forms.AppealForm, "tra-loi": forms.AnswerForm}
    return known.get(name, forms.OnForm)(data, initial={"on": day})


def _done(request: Request, row: Leaving, name: str, given: dict[str, Any]) -> Any:
    by = request.actor
    if name == "quyet-dinh":
        decision = actions.Paper(given.pop("decision_no"), given.pop("decided_on"))
        return actions.decide_leaving(row, by=by, decision=decision, **(given | {"papers": tuple(given["papers"])}))
    if name == "tra-loi":
        return actions.settle_appeal(
            row, by=by, on=given["on"], restored=given["restored"] == "yes", answer=given["answer"]
        )
    verbs: dict[str, Any] = {
        "khong-thuc-hien": actions.drop_leaving, "trao": actions.hand_decision, "khieu-nai": actions.appeal_leaving, "tro-lai": actions.end_exemption,
    }  # fmt: skip
    return verbs[name](row, by=by, **given)


@login_required
def readmit_member(request: Request, pk: int) -> HttpResponse:
    """Admit a person again who had left."""
    person = sight.write.find(request.actor, pk=pk)
    form = forms.ReadmitForm(cells(request), request.POST or None)
    told = rulebook.on(today()).says("leaving.readmission", "probation.months")
    return act(
        request, form, lambda given: _readmit(request, person, given), title=_("Kết nạp lại: {name}").format(name=person.full_name), button=_("Ghi kết nạp lại"),
        done=_("Đã ghi kết nạp lại; thời gian dự bị tính từ lễ kết nạp."), back=reverse("members:person", args=[pk]), crumbs=crumbs(),
        note=" ".join(f"{one}." for one in told),
    )  # fmt: skip


def _readmit(request: Request, person: Any, given: dict[str, Any]) -> Any:
    unit = access.readmit_into.find(request.actor, pk=given.pop("unit"))
    decision = actions.Paper(given.pop("decision_no"), given.pop("decided_on"))
    return actions.readmit_member(person, unit, by=request.actor, decision=decision, **given)


@login_required
def note_interruption(request: Request, pk: int) -> HttpResponse:
    """Record a stretch that does not count towards Party age."""
    person = sight.write.find(request.actor, pk=pk)
    return act(
        request, forms.InterruptionForm(request.POST or None), lambda given: actions.note_interruption(person, by=request.actor, **given),
        title=_("Thời gian không tính tuổi Đảng: {name}").format(name=person.full_name), button=_("Ghi"), done=_("Đã ghi."),
        back=reverse("members:person", args=[pk]), crumbs=((reverse("members:person", args=[pk]), person.full_name),),
    )  # fmt: skip


@login_required
def strike_interruption(request: Request, pk: int) -> HttpResponse:
    """Strike out a stretch that was noted wrongly."""
    gap = Interruption.objects.select_related("person").filter(pk=pk, struck_on=None).first()
    if gap is None:
        raise NotYours
    person = sight.write.find(request.actor, pk=gap.person_id)
    title = _("Bỏ thời gian không tính tuổi Đảng: {name}").format(name=person.full_name)
    return act(
        request, forms.StrikeForm(request.POST or None), lambda given: actions.strike_interruption(gap, by=request.actor, **given),
        title=title, button=_("Bỏ, tính lại tuổi Đảng"), done=_("Đã bỏ; thời gian này được tính lại vào tuổi Đảng."),
        back=reverse("members:person", args=[person.pk]), crumbs=((reverse("members:person", args=[person.pk]), person.full_name),),
        note=_("{since} – {until}: {reason}").format(since=written(gap.since), until=written(gap.until), reason=gap.reason),
    )  # fmt: skip
