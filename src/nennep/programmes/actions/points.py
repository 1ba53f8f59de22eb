"""Points of the papers behind a programme, and what serves them."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.journal.actions import record
from nennep.programmes import access, guesses
from nennep.programmes.models import Point, Programme, ProgrammePaper, Serving, Target, Task
from nennep.programmes.queries import beside


class NothingServes(Refused):
    """A point is left out without saying why."""


class NotBehind(Refused):
    """A paper's points are listed though it is not behind the programme."""


@transaction.atomic
def add_paper(programme: Programme, *, by: Actor, document: Document) -> Programme:
    """Put one more registered paper behind a programme."""
    programme = access.plan.claim(by, programme)
    _row, made = ProgrammePaper.objects.get_or_create(
        programme=programme, document=document, defaults={"unit_key": programme.unit_key}
    )
    if made:
        record("programmes.add_paper", programme, by=by, says={"name": programme.name, "number": document.number})
        list_paper(programme, document)
    return programme


@transaction.atomic
def list_points(programme: Programme, *, by: Actor, document: Document) -> int:
    """Make the rows of the coverage table from a paper's own points; returns how many are new. What stands in a point's
    text serves it from the start."""
    programme = access.plan.claim(by, programme)
    if not ProgrammePaper.objects.filter(programme=programme, document=document).exists():
        raise NotBehind(_("Văn bản này không thuộc căn cứ của bộ chỉ tiêu."))
    made = list_paper(programme, document)
    record("programmes.list_points", programme, by=by, says={"number": document.number, "count": made})
    return made


def list_paper(programme: Programme, document: Document) -> int:
    """Make the rows of a paper that is behind a programme; the caller has passed its gate. Returns how many are new."""
    known = set(Point.objects.filter(programme=programme, document=document).values_list("start", flat=True))
    fresh = [
        Point(
            programme=programme,
            document=document,
            unit_key=programme.unit_key,
            ref=one.ref,
            words=one.words,
            start=one.start,
            end=one.end,
        )
        for one in guesses.points(document.text)
        if one.start not in known
    ]
    _serve_by_place(programme, document, Point.objects.bulk_create(fresh))
    return len(fresh)


def _serve_by_place(programme: Programme, document: Document, points: list[Point]) -> None:
    """A target or task read from inside a point's text serves that point, also one of a plan beside this one."""
    near = beside(programme)
    rows: list[Target | Task] = [
        *Target.objects.filter(programme__in=near, document=document),
        *Task.objects.filter(programme__in=near, document=document),
    ]
    places = dict(document.proposals.values_list("pk", "start"))
    servings = []
    for row in rows:
        place = places.get(row.proposal_id or 0)
        point = next((one for one in points if place is not None and one.start <= place < one.end), None)
        if point:
            what = {"target": row} if isinstance(row, Target) else {"task": row}
            servings.append(Serving(point=point, unit_key=point.unit_key, **what))
    Serving.objects.bulk_create(servings)


@transaction.atomic
def serve_point(point: Point, *, by: Actor, targets: Iterable[Target], tasks: Iterable[Task]) -> Point:
    """Say which targets and tasks serve a point; what is not named no longer does."""
    point = access.plan_point.claim(by, point)
    Serving.objects.filter(point=point).delete()
    rows = [Serving(point=point, unit_key=point.unit_key, target=one) for one in targets]
    rows += [Serving(point=point, unit_key=point.unit_key, task=one) for one in tasks]
    Serving.objects.bulk_create(rows)
    if rows:
        change(point, left_out="")
    record("programmes.serve_point", point, by=by, unit_id=point.programme.unit_id, says=_says(point, len(rows)))
    return point


@transaction.atomic
def leave_point(point: Point, *, by: Actor, reason: str) -> Point:
    """Say why nothing has to serve a point."""
    point = access.plan_point.claim(by, point)
    if not reason.strip():
        raise NothingServes(_("Đề nghị nêu lý do không cần chỉ tiêu, nhiệm vụ cho nội dung này."), field="left_out")
    changes = change(point, left_out=reason.strip()[:250])
    record(
        "programmes.leave_point", point, by=by, unit_id=point.programme.unit_id, says=_says(point, 0), changes=changes
    )
    return point


def _says(point: Point, count: int) -> dict[str, object]:
    return {"ref": point.ref or point.words[:60], "count": count}
