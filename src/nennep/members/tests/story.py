"""A case told by its verbs, up to a step; for tests."""

from datetime import date, timedelta
from typing import Any

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.members import actions
from nennep.members.actions import Count, Done, Paper
from nennep.members.models import Case, Membership
from nennep.members.steps import ORDER, PAPERS, STEPS
from nennep.org.models import Unit

BEGUN = date(2022, 1, 10)


def official(unit: Unit, count: int) -> list[Membership]:
    """So many official members of a cell."""
    rows = Membership.objects.filter(unit=unit, status="official", until__year=9999).order_by("id")
    return list(rows[:count])


def noticed(cast: Cast, by: Actor, cell: str = "BV-S1", name: str = "Lương Thị Hà My", **more: Any) -> Case:
    """A candidate put on the list."""
    given: dict[str, Any] = {"born_on": date(2002, 4, 5), "category": "student", "on": BEGUN}
    return actions.notice_candidate(cast.units[cell], by=by, full_name=name, sex="f", **(given | more))


def told(cast: Cast, by: Actor, until: str, **more: Any) -> Case:
    """A case whose every step before ``until`` is done, one a week."""
    case = noticed(cast, by, **more)
    for place, step in enumerate(STEPS[1 : ORDER[until]], 1):
        case = Case.objects.get(pk=case.pk)
        if step.code.startswith("sectional") and case.stage != step.code:
            continue
        day = BEGUN + timedelta(days=7 * place)
        if step.probation and step.code != "ceremony":
            day = max(day, actions.rules.months_later(case.probation_on or day, 12) + timedelta(days=place))
        do(case, step.code, by, day)
    return Case.objects.get(pk=case.pk)


def lay(case: Case, by: Actor, code: str, day: date) -> None:
    """The papers of a step."""
    for kind in PAPERS:
        if (
            kind.step == code
            and kind.needed
            and kind.code not in {"awareness", "application", "introduction", "new_class"}
        ):
            actions.file_paper(case, kind.code, by=by, done=Done(day, "01"))


def do(case: Case, code: str, by: Actor, day: date) -> None:
    """One step, done as it should be."""
    members = official(case.unit, 2)
    if code == "helper":
        actions.assign_helper(case, by=by, on=day, helpers=members[:1])
    elif code == "introduced":
        actions.introduce_candidate(case, by=by, done=Done(day), introduced="members", introducers=members)
    elif code in {"class", "new_class"}:
        actions.certify_class(case, code, by=by, done=Done(day, "15/GCN"))
    elif code in {"cell", "committee", "cell2", "committee2"}:
        actions.vote_on_case(case, code, by=by, body="Chi bộ", number="5-NQ/CB", count=Count(day, 12, 11, 9, 1))
    elif code == "decided":
        actions.set_standard(case, by=by, standard="met")
        actions.decide_admission(case, by=by, decision=Paper("77-QĐ/ĐU", day), body="Ban Thường vụ Đảng ủy")
    elif code == "ceremony":
        actions.celebrate_case(case, by=by, on=day)
    elif code == "recognised":
        actions.decide_recognition(case, by=by, decision=Paper("99-QĐ/ĐU", day))
    else:
        lay(case, by, code, day)
        actions.take_step(case, code, by=by, done=Done(day, "3-TB"))
