"""Pages of papers being written."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from nennep.core.actor import Actor
from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.gate import Rule
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.core.words import Words
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell
from nennep.office import access, actions, listings, papers
from nennep.office.forms import drafting as forms
from nennep.office.forms import in_working_days
from nennep.office.models import Draft, Incoming, Step
from nennep.office.queries import drafting, people
from nennep.office.views import home_of, told
from nennep.ui.acts import at_its_field, attempt

WITH_POINTS = {"ket-luan", "thong-bao"}
DONE = _("Đã ghi.")


@login_required
def drafts(request: Request) -> HttpResponse:
    """Papers being written in the unit."""
    unit = home_of(request.actor)
    done = request.GET.get("loc") == "xong"
    rows = drafting.drafts(request.actor, done=done)
    if taken := listings.DRAFTS.taken(request, rows):
        return taken
    context = {
        "rows": rows[:100],
        "done": done,
        "may_write": access.write_in.allows(request.actor, unit),
        "tab": "drafts",
    }
    return render(request, "office/drafts.html", context)


@login_required
def begin(request: Request) -> HttpResponse:
    """Begin a paper from its kind's outline, perhaps in answer to an incoming one."""
    unit = access.write_in.find(request.actor, pk=home_of(request.actor).pk)
    asked = request.GET.get("tra-loi", "")
    answers = access.see_incoming.find(request.actor, pk=int(asked)) if is_number(asked) else None
    form = forms.HeadForm(request.POST or None, initial=_first(answers))
    if request.method == "POST" and form.is_valid():
        try:
            row = actions.draft_paper(unit, by=request.actor, answers=answers, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            return redirect("office:write", row.pk)
    context = {"form": form, "title": _("Soạn văn bản"), "back": "office:drafts"}
    return render(request, "office/form.html", context, status=422 if form.errors else 200)


def _first(answers: Incoming | None) -> dict[str, str]:
    if answers is None:
        return {}
    return {"kind": "cong-van", "title": f"trả lời {answers.number or answers.title}"}


@login_required
def write(request: Request, pk: int) -> HttpResponse:
    """The text of a draft, with the points of a conclusion."""
    draft = access.write.find(request.actor, pk=pk)
    form = forms.BodyForm(request.POST or None, initial=forms.written(draft))
    points = _points(draft, request.POST or None) if draft.kind in WITH_POINTS else None
    if request.method == "POST" and form.is_valid() and (points is None or points.is_valid()):
        given = form.cleaned_data
        lines = None if points is None else [actions.Line(**one) for one in points.cleaned_data if one.get("words")]
        try:
            actions.write_draft(draft, by=request.actor, seen=given.pop("version"), points=lines, **given)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, str(_("Đã lưu dự thảo.")))
            return redirect("office:draft", pk)
    wrong = bool(form.errors) or (points is not None and points.is_bound and not points.is_valid())
    context = {"form": form, "points": points, "draft": draft, "tab": "drafts"}
    return render(request, "office/write.html", context, status=422 if wrong else 200)


def _points(draft: Draft, data: Any) -> Any:
    first = list(draft.points.values("words", "lead", "due_on"))
    return forms.Points(data, initial=first, form_kwargs={"units": drafting.leads(draft)}, prefix="p")


@login_required
def draft(request: Request, pk: int) -> HttpResponse:
    """A paper being written: where it stands, what is next, opinions, its printed forms."""
    row = access.see_draft.find(request.actor, pk=pk)
    return render(request, "office/draft.html", _context(request, row))


def _context(request: Request, row: Draft) -> dict[str, Any]:
    mine = row.asked.filter(account_id=request.actor.account_id).first() if row.step == Step.OPINION else None
    asked = set(row.asked.values_list("account_id", flat=True))
    fresh = [one for one in people.committee(row.unit) if one[0] not in asked]
    return {
        "row": row, "may": {name: act.rule.allows(request.actor, row) for name, act in ACTS.items()} | {"sua": access.write.allows(request.actor, row)},
        "lost": row.lost, "returned": row.returned[-1] if row.returned and row.step == Step.DRAFT else None, "signature": papers.paper(row).signed_as,
        "may_cancel": bool(row.number and access.cancel.allows(request.actor, row.number)), "back": forms.ReturnForm(), "steps": [str(Step(one).label) for one in _steps(row)], "place": _place(row), "count": drafting.counted(row),
        "check": forms.CheckForm(initial={"seen": row.version}), "sign": forms.SignForm(initial={"seen": row.version}), "ask": forms.AskForm(fresh, initial={"due_on": in_working_days(today())}) if fresh else None,
        "mine": mine, "opinion": forms.OpinionForm(initial={"choice": mine.choice, "words": mine.words}) if mine else None,
        "scan": forms.ScanForm(), "recall": forms.RecallForm(), "batch": forms.BatchForm(), "batches": row.batches.all()[:10],
        "blocks": papers.blocks(row.body), "points": row.points.select_related("lead"), "told": tell(lines_about(row)[:30]), "tab": "drafts",
    }  # fmt: skip


def _steps(row: Draft) -> list[str]:
    """The steps of the paper's way; opinions are none of a paper that was signed without asking for them."""
    asked = row.step in {Step.DRAFT, Step.CHECKED} or row.asked.exists()
    return [one for one in Step.values if one != Step.RECALLED and (asked or one not in {Step.OPINION, Step.AGREED})]


def _place(row: Draft) -> int:
    steps = _steps(row)
    return len(steps) if row.step in {Step.ISSUED, Step.RECALLED} else steps.index(row.step)


@dataclass(frozen=True)
class Either:
    """An act with two rules, by how a paper is signed or where it stands; here they read as one."""

    rules: tuple[Rule[Draft], ...]

    def allows(self, actor: Actor, row: Draft) -> bool:
        """Whether one of the rules lets the actor do it."""
        return any(rule.allows(actor, row) for rule in self.rules)

    def find(self, actor: Actor, *, pk: int) -> Draft:
        """The paper, by whichever rule shows it."""
        for rule in self.rules:
            if found := rule.rows(actor).filter(pk=pk).first():
                return found
        raise NotYours


def _ask(row: Draft, by: Actor, given: dict[str, Any]) -> object:
    known = people.committee(row.unit)
    chosen = [(account, name) for account, name in known if account in given["people"]]
    return actions.ask_opinions(row, by=by, people=chosen, due_on=given["due_on"])


def _attach(row: Draft, by: Actor, given: dict[str, Any]) -> object:
    return actions.attach_scan(row, by=by, name=given["file"].name, data=given["file"].read())


@dataclass(frozen=True)
class Act:
    """An act on a paper: who may, what is done with what was filled in, and the form's name on the page, if it has one."""

    rule: Any
    do: Callable[[Draft, Actor, dict[str, Any]], object]
    name: str = ""
    shape: Callable[[Draft, Request], Form] = lambda row, request: Form(request.POST)
    done: Words = DONE


ACTS: dict[str, Act] = {
    "trinh": Act(access.check, lambda row, by, given: actions.check_draft(row, by=by, **given), "check", lambda row, request: forms.CheckForm(request.POST), _("Đã trình lãnh đạo.")),
    "xin-y-kien": Act(access.ask, _ask, "ask", lambda row, request: forms.AskForm(people.committee(row.unit), request.POST), _("Đã gửi phiếu xin ý kiến.")),
    "kiem-phieu": Act(access.count, lambda row, by, given: actions.count_opinions(row, by=by), done=_("Đã kiểm phiếu, đủ tỷ lệ.")),
    "tra-lai": Act(Either((access.give_back, access.return_signed)), lambda row, by, given: actions.give_back_draft(row, by=by, **given), "back", lambda row, request: forms.ReturnForm(request.POST), _("Đã trả lại để sửa.")),
    "ky": Act(Either((access.sign, access.sign_by_order)), lambda row, by, given: actions.sign_draft(row, by=by, **given), "sign", lambda row, request: forms.SignForm(request.POST), _("Đã ký văn bản.")),
    "cap-so": Act(access.number_draft, lambda row, by, given: actions.number_draft(row, by=by), done=_("Đã cấp số {number}.")),
    "ban-hanh": Act(access.issue, lambda row, by, given: actions.issue_draft(row, by=by), done=_("Đã ban hành {number}.")),
    "ban-ky": Act(access.attach, _attach, "scan", lambda row, request: forms.ScanForm(request.POST, request.FILES), _("Đã lưu bản đã ký.")),
    "thu-hoi": Act(access.recall, lambda row, by, given: actions.recall_draft(row, by=by, **given), "recall", lambda row, request: forms.RecallForm(request.POST), _("Đã thu hồi văn bản.")),
    "in-nhieu": Act(access.make_many, lambda row, by, given: actions.order_batch(row, by=by, names=given["names"].splitlines()), "batch", lambda row, request: forms.BatchForm(request.POST)),
}  # fmt: skip


@login_required
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act on a paper being written, each by its role; what was filled in wrongly stays on the page."""
    if name not in ACTS:
        raise NotYours
    act = ACTS[name]
    row = act.rule.find(request.actor, pk=pk)
    if not act.name:
        told(request, lambda: act.do(row, request.actor, {}), lambda made: str(act.done).format(number=_number(made)))
        return redirect("office:draft", pk)
    form = act.shape(row, request)
    done, _made = attempt(request, form, lambda given: act.do(row, request.actor, given), act.done)
    if done:
        return redirect("office:draft", pk)
    row.refresh_from_db()
    return render(request, "office/draft.html", _context(request, row) | {act.name: form}, status=422)


def _number(made: object) -> str:
    return made.number.words if isinstance(made, Draft) and made.number else ""


@login_required
@require_POST
def opine(request: Request, pk: int) -> HttpResponse:
    """A committee member answers."""
    row = access.answer.find(request.actor, draft_id=pk)
    form = forms.OpinionForm(request.POST)
    if form.is_valid():
        actions.give_opinion(row, by=request.actor, **form.cleaned_data)
        messages.success(request, str(_("Đã ghi ý kiến của đồng chí.")))
        return redirect("office:draft", pk)
    return render(request, "office/draft.html", _context(request, row.draft) | {"opinion": form}, status=422)


@login_required
def printed(request: Request, pk: int, what: str, form: str) -> HttpResponse:
    """The paper or its submission slip as Word or PDF."""
    row = access.see_draft.find(request.actor, pk=pk)
    if form not in papers.FORMS or what not in {"van-ban", "phieu-trinh"}:
        raise NotYours
    made = papers.slip(row) if what == "phieu-trinh" else papers.paper(row)
    record(
        "office.print",
        row,
        by=request.actor,
        says={"paper": f"{row.get_kind_display()} {row.title}"[:200], "form": form},
    )
    return respond.attachment(papers.FORMS[form](made), f"{what}-{row.pk}.{form}")


@login_required
def scan(request: Request, pk: int) -> HttpResponse:
    """The signed scan."""
    row = access.see_draft.find(request.actor, pk=pk)
    if not row.scan_sha:
        raise NotYours
    record(
        "office.print",
        row,
        by=request.actor,
        says={"paper": f"{row.get_kind_display()} {row.title}"[:200], "form": row.scan_name},
    )
    return respond.kept(row.scan_sha, row.scan_name)


@login_required
def batch(request: Request, pk: int) -> HttpResponse:
    """The papers made in numbers, as one archive."""
    row = access.see_batch.find(request.actor, pk=pk)
    if not row.file_sha:
        raise NotYours
    record("office.print", row.draft, by=request.actor, says={"paper": f"{row.draft.title}"[:200], "form": "zip"})
    return respond.kept(row.file_sha, f"van-ban-{row.draft_id}-{len(row.names)}-ban.zip")
