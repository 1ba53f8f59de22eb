"""How a case goes on: a step is settled, the next one begins with its deadline by the rules of that day."""

from dataclasses import dataclass
from datetime import date

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.duties import rulebook
from nennep.members import rules
from nennep.members.models import Case, CaseMove, CaseStep, Letter
from nennep.members.steps import BY_CODE, END, ORDER, STEPS, Step

CERTIFICATES = {"class", "new_class"}
"""Steps whose number and day are those of a certificate, which may be older than the case."""


@dataclass(frozen=True)
class Done:
    """When and by which paper a step was done."""

    on: date
    number: str = ""
    words: str = ""


def skips(case: Case) -> set[str]:
    """Steps that a case does not have: the sectional committee's where the cell stands under none."""
    above = case.unit.parent
    return set() if above is not None and above.kind_id == "sectional" else {"sectional", "sectional2"}


def settle(case: Case, code: str, *, by: Actor, done: Done) -> None:
    """Mark a step as done and begin the first one that is open; the caller has passed its gate and records."""
    row = CaseStep.objects.filter(case=case, step=code).first()
    if row is None:
        row = CaseStep(case=case, unit_key=case.unit_key, step=code, since=done.on)
    row.done_on, row.number, row.words, row.done_by = done.on, done.number, done.words, by.name
    row.save()
    advance(case)


def advance(case: Case) -> None:
    """Set the stage to the first step not done, with its deadline."""
    rows = {row.step: row for row in CaseStep.objects.filter(case=case)}
    settled = {code: row.done_on for code, row in rows.items() if row.done_on}
    left_out = skips(case)
    following = next((step for step in STEPS if step.code not in settled and step.code not in left_out), None)
    if following is None:
        change(case, stage=END, due_on=None)
        return
    row = rows.get(following.code) or _begin(case, following, settled)
    change(case, stage=following.code, due_on=row.due_on)


def _begin(case: Case, step: Step, settled: dict[str, date]) -> CaseStep:
    """Begin a step: its deadline counts from the step before, or from the one the rule names."""
    latest = max((day for code, day in settled.items() if ORDER[code] < ORDER[step.code]), default=case.opened_on)
    since = settled.get(step.since, latest) if step.since else latest
    due, rule = deadline(case, step, since)
    return CaseStep.objects.create(
        case=case, unit_key=case.unit_key, step=step.code, since=since, due_on=due, rule=rule
    )


def probation_end(case: Case) -> date | None:
    """The day the probation ends, from the ceremony on; None before it."""
    if case.probation_on is None:
        return None
    return rules.months_later(case.probation_on, rulebook.on(case.probation_on).number("probation.months"))


def deadline(case: Case, step: Step, since: date) -> tuple[date | None, str]:
    """(the day a step is due, what that rests on); none for a step without a rule."""
    if not step.rule:
        return None, ""
    book = rulebook.on(since)
    row = book.find(step.rule)
    if row is None:
        return None, ""
    if step.code == "decided" and (went := sent_on(case)):
        book = rulebook.on(went)
        return rulebook.deadline(went, book.number("admission.moved.decide")), book.row("admission.moved.decide").source
    ends = probation_end(case)
    if step.rule == "probation.months":
        return ends, row.source
    start = max(since, ends) if step.code == "cell2" and ends else since
    due = rulebook.deadline(start, book.number(step.rule))
    if step.code == "verified":
        asked = Letter.objects.filter(case=case, returned_on=None).order_by("-due_on").values_list("due_on", flat=True)
        due = max([due, *asked[:1]])
    return due, row.source


def sent_on(case: Case) -> date | None:
    """The day a case that waited for its decision went on elsewhere; None for one that did not."""
    moves = CaseMove.objects.filter(case=case, stage="decided", outside=True).exclude(gone_on=None)
    return moves.order_by("-gone_on").values_list("gone_on", flat=True).first()


def refresh(case: Case, code: str) -> None:
    """Compute the deadline of a step that has begun anew, as letters went out."""
    row = CaseStep.objects.filter(case=case, step=code, done_on=None).first()
    if row is not None:
        due, rule = deadline(case, BY_CODE[code], row.since)
        change(row, due_on=due, rule=rule)
        if case.stage == code:
            change(case, due_on=due)


def put_off(case: Case, days: int, rule: str) -> None:
    """Let the present step last so many working days longer."""
    row = CaseStep.objects.get(case=case, step=case.stage, done_on=None)
    start = row.due_on or row.since
    due = rulebook.deadline(start, days)
    change(row, due_on=due, rule="; ".join(dict.fromkeys([row.rule, rule]))[:250])
    change(case, due_on=due)
