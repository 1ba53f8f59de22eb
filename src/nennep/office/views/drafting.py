"""Pages of papers being written."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.files import respond
from nennep.journal.actions import record
from nennep.journal.queries import lines_about, tell
from nennep.office import access, actions, listings, papers
from nennep.office.forms import drafting as forms
from nennep.office.forms import in_working_days
from nennep.office.models import Draft, Incoming, Step
from nennep.office.queries import drafting, people
from nennep.office.views import home_of, told
from nennep.ui.acts import at_its_field

WITH_POINTS = {"ket-luan", "thong-bao"}


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
    answers = access.see_incoming.find(request.actor, pk=int(asked)) if asked.isdigit() else None
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
            messages.success(request, _("Đã lưu dự thảo."))
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
        "row": row, "may": {name: rule.allows(request.actor, row) for name, (rule, _verb) in ACTS.items()} | {"sua": access.write.allows(request.actor, row)},
        "steps": [str(label) for value, label in Step.choices if value != Step.RECALLED], "place": _place(row), "count": drafting.counted(row),
        "check": forms.CheckForm(), "ask": forms.AskForm(fresh, initial={"due_on": in_working_days(today())}) if fresh else None,
        "mine": mine, "opinion": forms.OpinionForm(initial={"choice": mine.choice, "words": mine.words}) if mine else None,
        "scan": forms.ScanForm(), "recall": forms.RecallForm(), "batch": forms.BatchForm(), "batches": row.batches.all()[:10],
        "blocks": papers.blocks(row.body), "points": row.points.select_related("lead"), "told": tell(lines_about(row)[:30]), "tab": "drafts",
    }  # fmt: skip


def _place(row: Draft) -> int:
    if row.step in {Step.ISSUED, Step.RECALLED}:
        return 7
    return list(Step.values).index(row.step)


def _sign_rule(row: Draft) -> Any:
    return access.sign_by_order if row.authority.startswith("T/L") else access.sign


class _Sign:
    """Signing has two rules by how the paper is signed; here they read as one."""

    @staticmethod
    def allows(actor: Any, row: Draft) -> bool:
        return bool(_sign_rule(row).allows(actor, row))

    @staticmethod
    def find(actor: Any, *, pk: int) -> Draft:
        for rule in (access.sign, access.sign_by_order):
            if found := rule.rows(actor).filter(pk=pk).first():
                return found
        raise NotYours


def _ask(row: Draft, request: Request) -> None:
    known = people.committee(row.unit)
    form = forms.AskForm(known, request.POST)
    if not form.is_valid():
        raise Refused(_("Đề nghị chọn người và hạn trả lời."))
    chosen = [(account, name) for account, name in known if account in form.cleaned_data["people"]]
    actions.ask_opinions(row, by=request.actor, people=chosen, due_on=form.cleaned_data["due_on"])


def _attach(row: Draft, request: Request) -> None:
    form = forms.ScanForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused(str(form.errors["file"][0]))
    file = form.cleaned_data["file"]
    actions.attach_scan(row, by=request.actor, name=file.name, data=file.read())


def _recall(row: Draft, request: Request) -> None:
    form = forms.RecallForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Đề nghị ghi lý do thu hồi."))
    actions.recall_draft(row, by=request.actor, **form.cleaned_data)


def _batch(row: Draft, request: Request) -> None:
    actions.order_batch(row, by=request.actor, names=request.POST.get("names", "").splitlines())


ACTS: dict[str, tuple[Any, Any]] = {
    "trinh": (access.check, lambda row, request: actions.check_draft(row, by=request.actor, proposal=request.POST.get("proposal", ""))),
    "xin-y-kien": (access.ask, _ask),
    "kiem-phieu": (access.count, lambda row, request: actions.count_opinions(row, by=request.actor)),
    "tra-lai": (access.give_back, lambda row, request: actions.give_back_draft(row, by=request.actor)),
    "ky": (_Sign, lambda row, request: actions.sign_draft(row, by=request.actor)),
    "cap-so": (access.number_draft, lambda row, request: actions.number_draft(row, by=request.actor)),
    "ban-hanh": (access.issue, lambda row, request: actions.issue_draft(row, by=request.actor)),
    "ban-ky": (access.attach, _attach),
    "thu-hoi": (access.recall, _recall),
    "in-nhieu": (access.make_many, _batch),
}  # fmt: skip


@login_required
@require_POST
def act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act on a paper being written, each by its role."""
    if name not in ACTS:
        raise NotYours
    rule, verb = ACTS[name]
    row = rule.find(request.actor, pk=pk)
    told(request, lambda: verb(row, request), lambda _done: _("Đã ghi."))
    return redirect("office:draft", pk)


@login_required
@require_POST
def opine(request: Request, pk: int) -> HttpResponse:
    """A committee member answers."""
    row = access.answer.find(request.actor, draft_id=pk)
    form = forms.OpinionForm(request.POST)
    if form.is_valid():
        actions.give_opinion(row, by=request.actor, **form.cleaned_data)
        messages.success(request, _("Đã ghi ý kiến của đồng chí."))
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
