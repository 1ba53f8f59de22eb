"""What a case and a badge leave in the member's file, so that nothing is typed twice.

The papers of a case become lines of the file's index, waiting for their scans; introducers and badges become entries.
"""

from datetime import date

from nennep.core.actor import Actor
from nennep.core.clock import now
from nennep.journal.actions import record
from nennep.members import filevalues
from nennep.members.actions.filepapers import count_again
from nennep.members.fields import KINDS
from nennep.members.models import Badge, Case, CasePaper, CaseStep, FileEntry, FilePaper, PaperKind
from nennep.viet.write import day as written

PAPERS = {
    "awareness": "A1", "application": "A2", "history": "A3", "introduction": "A4", "union_resolution": "A5", "summary": "A6",
    "new_class": "C1", "self_review": "C2", "helper_comment": "C3", "unit_comment": "C4",
}  # fmt: skip
STEPS = {
    "cell": "B1", "sectional": "B2", "committee": "B3", "decided": "B4",
    "cell2": "C5", "sectional2": "C6", "committee2": "C7", "recognised": "C8",
}  # fmt: skip


def lay_case(case: Case, *, by: Actor, stages: str) -> int:
    """Enter the papers of a case into the file's index, those of the named stages (06-HD/TW 8); returns how many.

    A kind of which the file holds a paper already is left as it is.
    """
    held = set(FilePaper.objects.filter(person=case.person_id, cancelled_on=None).values_list("kind_id", flat=True))
    kinds = {kind.code: kind for kind in PaperKind.objects.filter(stage__in=list(stages))}
    made = [
        FilePaper(
            person_id=case.person_id, unit_key=case.unit_key, kind=kinds[code], number=number, issued_on=on, expires_on=expires,
            entered_by=by.name, entered_at=now(),
        )
        for code, number, on, expires in _papers(case)
        if code in kinds and code not in held
    ]  # fmt: skip
    FilePaper.objects.bulk_create(made)
    count_again(case.person)
    says = {"person": case.full_name, "n": len(made)}
    record("members.lay_case", case, by=by, unit_id=case.unit_id, person_id=case.person_id, says=says)
    return len(made)


def _papers(case: Case) -> list[tuple[str, str, date | None, date | None]]:
    """(kind in the file, number, day, last day) of each paper of a case, the latest of a kind."""
    laid = {
        PAPERS[row.kind]: (PAPERS[row.kind], row.number, row.issued_on, row.expires_on)
        for row in CasePaper.objects.filter(case=case, replaced=False, kind__in=list(PAPERS)).order_by("issued_on")
    }
    taken = {
        STEPS[row.step]: (STEPS[row.step], row.number, row.done_on, None)
        for row in CaseStep.objects.filter(case=case, step__in=list(STEPS)).exclude(done_on=None)
    }
    return [*laid.values(), *taken.values()]


def name_introducers(case: Case, *, by: Actor) -> None:
    """Enter the two introducers of a case into the member's file."""
    for aid in case.aids.filter(role="introducer"):
        _enter(case.person_id, "introducers", {"name": aid.full_name, "unit": case.unit.name}, by)


def enter_badge(badge: Badge, *, by: Actor) -> None:
    """Enter a badge that was decided into the member's file."""
    typed = {"years": str(badge.years), "decision": badge.decision_no}
    _enter(badge.person_id, "badges", typed | {"since": written(badge.decided_on) if badge.decided_on else ""}, by)


def _enter(person_id: int, kind: str, typed: dict[str, str], by: Actor) -> None:
    columns = filevalues.entry_columns(KINDS[kind], typed)
    known = FileEntry.objects.filter(person=person_id, kind=kind, dropped_on=None)
    if any(one.values == columns["values"] for one in known):
        return
    made = FileEntry.objects.create(person_id=person_id, kind=kind, **columns)
    says = {"person": made.person.full_name, "field": str(KINDS[kind].label), "number": ""}
    record("members.add_entry", made, by=by, person_id=person_id, says=says)
