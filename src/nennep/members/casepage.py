"""What the page of one case shows, and the form and the verb of each of its steps."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.refused import NotYours
from nennep.core.together import together
from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.journal.queries import lines_about, tell
from nennep.members import access, actions, caseforms
from nennep.members.actions.advancing import probation_end, sent_on, skips
from nennep.members.actions.cases import age_notes
from nennep.members.actions.casework import lacking_among, missing, next_steps
from nennep.members.actions.reopening import may_reopen
from nennep.members.caselists import chosen, officials, stage_words
from nennep.members.casenotes import moved, short
from nennep.members.casepapers import deciding_body, issuer
from nennep.members.models import Case, CasePaper, CaseStep, CaseVote, Membership
from nennep.members.posts import COMMITTEE, roster
from nennep.members.steps import PAPERS, STEPS, PaperKind, Step
from nennep.members.unionpapers import also
from nennep.viet.write import day as written


@dataclass(frozen=True)
class StepLine:
    """A step on the timeline: its record where it has begun, and whether it is done, late or to be done now."""

    step: Step
    row: CaseStep | None
    tone: str
    may: bool
    votes: list[CaseVote]
    also: list[tuple[str, Words]] = field(default_factory=list)
    again: bool = False
    made: bool = False
    """Whether it has a paper: done, or to be done in a case that goes on."""

    @property
    def days_late(self) -> int:
        """Days past the deadline at which it was done."""
        row = self.row
        return (row.done_on - row.due_on).days if row and row.done_on and row.due_on and row.late else 0


@dataclass(frozen=True)
class PaperLine:
    """A paper of the file: needed, present, good until."""

    kind: PaperKind
    paper: CasePaper | None
    tone: str


BUTTONS = {
    "inner": access.list_cases, "may_keep": access.keep_case, "may_appraise": access.appraise_case, "may_decide": access.decide_case,
    "may_close": access.close_case,
}  # fmt: skip


def opened(actor: Actor, pk: int) -> Case:
    """The case, if the actor may see it, with what he may do to it, in one statement. NotYours else."""
    rows = access.see_case.rows(actor).select_related("unit__parent", "person", "admission")
    row = rows.annotate(**{name: rule.column(actor) for name, rule in BUTTONS.items()}).filter(pk=pk).first()
    if row is None:
        raise NotYours
    return row


def told(case: Any, day: date) -> dict[str, Any]:
    """Everything of the page of an ``opened`` case; the person concerned (not ``inner``) is told the steps alone."""
    label, holder = stage_words(case)
    ends = probation_end(case)
    steps, votes, papers, letters, aids, months, moves = together(
        case.casesteps.all(), case.casevotes.all(), case.casepapers.filter(replaced=False), case.letters.all(),
        case.aids.order_by("role", "-since"), case.casemonths.order_by("-month"), case.casemoves.order_by("-moved_on", "-id"),
    )  # fmt: skip
    may = {"keep": case.may_keep, "appraise": case.may_appraise, "decide": case.may_decide}
    context: dict[str, Any] = {
        "case": case, "today": day, "inner": case.inner, "stage": label, "holder": holder, "lines": _lines(case, day, steps, votes, may),
        "late": bool(case.due_on and case.due_on < day and case.state == "open"), "ends": ends, "record": _record(case), "left": (ends - day).days if ends else None,
    }  # fmt: skip
    if not case.inner:
        return context
    settled = {row.step for row in steps if row.done_on}
    return context | {
        "review_rule": "; ".join(rulebook.on(day).says("admission.moved.review")) if moves else "",
        "moves": [moved(one, case) for one in moves], "papers": _papers(case, day, papers), "letters": letters, "aids": aids, "months": months,
        "doing": [step for step in next_steps(case, settled) if may[step.act]], "notes": [*age_notes(case, day), *short(case, aids)] if not case.decided_on and case.state == "open" else [],
        "told": tell(lines_about(case)[:30]), "may_keep": case.may_keep, "may_decide": case.may_decide, "may_close": case.may_close,
        "may_extend": any(row.step == case.stage and not row.done_on and not row.words for row in steps if row.step in EXTENSIONS), "standard": case.get_standard_display(),
    }  # fmt: skip


def _record(case: Case) -> tuple[date, str] | None:
    """By when a new member's own record is drawn up after the ceremony, and by which text (38-HD/BTCTW)."""
    if case.probation_on is None or case.state != "open":
        return None
    row = rulebook.on(case.probation_on).row("admission.record")
    return rulebook.deadline(
        case.probation_on, int(row.value)
    ), f"{_('{n} ngày làm việc').format(n=row.value)}, {row.source}"


def _lines(
    case: Case, day: date, steps: list[CaseStep], counted: list[CaseVote], may: dict[str, bool]
) -> list[StepLine]:
    rows = {row.step: row for row in steps}
    settled = [row.step for row in steps if row.done_on]
    votes: dict[str, list[CaseVote]] = {}
    for vote in counted:
        votes.setdefault(vote.step, []).append(vote)
    left_out, more = skips(case), also(case) if case.introduced else {}
    found = []
    for step in STEPS:
        row = rows.get(step.code)
        if step.code in left_out and row is None:
            continue
        found.append(
            StepLine(
                step,
                row,
                _tone(case, row, day),
                step.code == case.stage,
                votes.get(step.code, []),
                more.get(step.code, []),
                step.code in settled and may[step.act] and may_reopen(step, settled),
                row is not None and (row.done_on is not None or case.state == "open"),
            )
        )
    return found


def _tone(case: Case, row: CaseStep | None, day: date) -> str:
    if row is None or (row.done_on is None and case.state != "open"):
        return "none"
    if row.done_on:
        return "warn" if row.late else "ok"
    return "bad" if row.due_on and row.due_on < day else "near"


def _papers(case: Case, day: date, papers: list[CasePaper]) -> list[PaperLine]:
    held = {paper.kind: paper for paper in papers}
    wanted = {kind.code for kind in lacking_among(papers, case, day)}
    lines = []
    for kind in PAPERS:
        if kind.before == "cell2" and case.probation_on is None:
            continue
        paper = held.get(kind.code)
        past = case.decided_on is not None and kind.before == "cell"
        tone = "ok" if paper else "none"
        if kind.code in wanted and not past:
            tone = "bad" if paper else "near"
        lines.append(PaperLine(kind, paper, tone))
    return lines


@dataclass(frozen=True)
class Work:
    """A step's form, what does it, and the rule it is judged by."""

    form: Any
    do: Callable[[Actor], Any]
    notes: list[Words]


def work_of(case: Case, step: Step, data: Any, day: date) -> Work:
    """The form of a step with its verb; notes name the rules in force today and their sources."""
    notes = _notes(case, step, day)
    if step.vote:
        return _voting(case, step, data, day, notes)
    make = {
        "helper": _helping, "introduced": _introducing, "class": _certifying, "new_class": _certifying, "decided": _deciding,
        "ceremony": _celebrating, "recognised": _deciding,
    }.get(step.code, _plain)  # fmt: skip
    form, do = make(case, step, data, day)
    return Work(form, do, notes)


Made = tuple[forms.Form, Callable[[Actor], Any]]


def _plain(case: Case, step: Step, data: Any, day: date) -> Made:
    form = caseforms.StepForm([], data, initial={"on": day})
    return form, lambda by: actions.take_step(case, step.code, by=by, done=form.done())


def _helping(case: Case, step: Step, data: Any, day: date) -> Made:
    form = caseforms.HelperForm(officials(case), data, initial={"on": day})

    def do(by: Actor) -> Case:
        given = form.cleaned_data
        helpers = chosen(case, given["helper"], given["second"])
        return actions.assign_helper(case, by=by, on=given["on"], number=given["number"], helpers=helpers)

    return form, do


def _introducing(case: Case, step: Step, data: Any, day: date) -> Made:
    start = {"on": day, "introduced": "youth" if case.category == "student" else "members"}
    form = caseforms.IntroducedForm(officials(case), data, initial=start)

    def do(by: Actor) -> Case:
        given = form.cleaned_data
        return actions.introduce_candidate(
            case, by=by, done=form.done(), introduced=given["introduced"], issuer=given["issuer"],
            introducers=chosen(case, given["first"], given["second"]),
        )  # fmt: skip

    return form, do


def _certifying(case: Case, step: Step, data: Any, day: date) -> Made:
    form = caseforms.CertificateForm([], data, initial={"on": day})
    return form, lambda by: actions.certify_class(
        case, step.code, by=by, done=form.done(), issuer=form.cleaned_data["issuer"]
    )


def _deciding(case: Case, step: Step, data: Any, day: date) -> Made:
    verb = actions.decide_admission if step.code == "decided" else actions.decide_recognition
    form = caseforms.BodyVoteForm(data, initial={"on": day, "body": case.body or deciding_body(case)})

    def do(by: Actor) -> Case:
        given = form.cleaned_data
        decision = actions.Paper(given["number"], given["on"])
        return verb(
            case, by=by, decision=decision, body=given["body"], count=form.count(), delegated=given["delegated"]
        )

    return form, do


def _celebrating(case: Case, step: Step, data: Any, day: date) -> Made:
    form = caseforms.CeremonyForm(data, initial={"on": day})
    return form, lambda by: actions.celebrate_case(case, by=by, **form.cleaned_data)


def _voting(case: Case, step: Step, data: Any, day: date, notes: list[Words]) -> Work:
    members, away = _voters(case, step, day)
    start = {"on": day, "ballot": "secret"} | ({"eligible": members, "away": away or None} if members else {})
    form = caseforms.CountForm(data, initial=start)
    body = str(step.holder)

    def do(by: Actor) -> CaseVote:
        given = form.cleaned_data
        return actions.vote_on_case(
            case, step.code, by=by, count=form.count(), body=body, number=given["number"], report_up=given["report_up"]
        )

    if members:
        base = max(1, members - away)
        words = _("Theo số liệu hiện có: cần ít nhất {least}/{base} phiếu tán thành.")
        notes = [*notes, words.format(least=rulebook.on(day).share(step.vote).least(base), base=base)]
    return Work(form, do, notes)


def _voters(case: Case, step: Step, day: date) -> tuple[int, int]:
    """(official members of the cell, or members of the committee; how many of them meet elsewhere for a time)."""
    if step.code not in {"cell", "cell2"}:
        holders = roster(issuer(case, "committee"), day)
        return sum(1 for one in holders if one.first.seat.protocol <= COMMITTEE), 0
    counted = Membership.objects.filter(
        unit=case.unit, association="party", placement="counted", status="official", since__lte=day, until__gt=day
    )
    elsewhere = Membership.objects.filter(
        person__in=counted.values("person"), association="party", placement="meets", since__lte=day, until__gt=day
    )
    return counted.count(), elsewhere.count()


EXTENSIONS = {"decided": "admission.extension", "recognised": "recognition.extension"}
"""Steps whose deadline may be put off once, and by which rule."""


APPLIED = {
    "class": ("certificate.months",),
    "verified": ("verify.inland", "verify.abroad"),
    "opinions": ("papers.months",),
    "introduced": ("admission.introducers", "admission.introducers.union", "admission.introducers.months"),
    "helper": ("admission.helpers",),
    "ceremony": ("admission.ceremony", "probation.months"),
    "decided": (
        "vote.decide",
        "admission.decided",
        "vote.decide.delegated",
        "unit.delegated.least",
        "unit.delegated.years",
    ),
    "recognised": ("vote.decide", "recognition.decided", "vote.decide.delegated"),
}


def _notes(case: Case, step: Step, day: date) -> list[Words]:
    book, went = rulebook.on(day), sent_on(case) if step.code == "decided" else None
    keys = [*APPLIED.get(step.code, ()), *([step.vote] if step.vote else [])]
    notes: list[Words] = [*book.says(*(key for key in keys if went is None or key != step.rule))]
    if went is not None:
        notes += rulebook.on(went).says("admission.moved.decide")
    row = CaseStep.objects.filter(case=case, step=step.code, done_on=None).exclude(due_on=None).first()
    if row is not None:
        notes.append(_("Hạn của bước này: {day} ({rule}).").format(day=written(row.due_on), rule=row.rule))
    lacking = missing(case, day, step.code) if step.vote else []
    if lacking:
        papers = ", ".join(str(kind.label) for kind in lacking)
        notes.append(_("Hồ sơ còn thiếu hoặc đã hết giá trị: {papers}.").format(papers=papers))
    if step.code == "cell":
        notes += age_notes(case, day)
    if step.code == "verified":
        notes += _insufficient(case)
    return notes


def _insufficient(case: Case) -> list[str]:
    """Of whom the last reply does not suffice."""
    last = {row.about: row for row in case.letters.exclude(returned_on=None).order_by("sent_on", "id")}
    words = _("Trả lời về {name} chưa đủ nội dung; cần công văn bổ sung hoặc cấp ủy trực tiếp thẩm tra.")
    return [words.format(name=name) for name, row in last.items() if row.enough is False]


def outcome(done: Any) -> tuple[bool, str]:
    """(whether it went well, what to say) after a step; a vote says what was needed."""
    if not isinstance(done, CaseVote):
        return True, _("Đã ghi.")
    counts = {"agreed": done.agreed, "base": done.base, "needed": done.needed}
    if done.passed:
        return True, _("Tán thành {agreed}/{base}, đủ tỷ lệ (cần ít nhất {needed}/{base} phiếu).").format(**counts)
    return False, _(
        "Tán thành {agreed}/{base}, chưa đủ tỷ lệ (cần ít nhất {needed}/{base} phiếu). Có thể biểu quyết lại, hoặc báo cáo cấp trên."
    ).format(**counts)
