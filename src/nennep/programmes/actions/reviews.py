"""Looking back on a programme: reviews after n years and the plan of inspections."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.programmes import access
from nennep.programmes.models import Programme, Review


class NoResult(Refused):
    """A review is closed without a word about what was found."""


@transaction.atomic
def plan_review(programme: Programme, *, by: Actor, name: str, due_on: date, **values: Any) -> Review:
    """Plan a review or an inspection of a programme."""
    programme = access.plan.claim(by, programme)
    row = Review.objects.create(
        programme=programme, unit=programme.unit, unit_key=programme.unit_key, name=name, due_on=due_on, **values
    )
    record("programmes.plan_review", row, by=by, says={"name": row.name, "programme": programme.name})
    return row


@transaction.atomic
def edit_review(review: Review, *, by: Actor, seen: int | None = None, **values: Any) -> Review:
    """Change what is planned of a review that is still to come."""
    review = access.hold_review.claim(by, review, seen=seen)
    changes = change(review, **values)
    record("programmes.edit_review", review, by=by, says={"name": review.name}, changes=changes)
    return review


@transaction.atomic
def close_review(
    review: Review, *, by: Actor, result: str, lines: Callable[[], list[dict[str, Any]]], seen: int | None = None
) -> Review:
    """Close a review with what was found; ``lines`` gives the state of targets and tasks, kept as of today."""
    review = access.hold_review.claim(by, review, seen=seen)
    if not result.strip():
        raise NoResult(_("Đề nghị ghi kết quả, kết luận trước khi kết thúc."), field="result")
    changes = change(review, result=result.strip(), done_on=today(), lines=lines())
    changes.pop("lines", None)
    record("programmes.close_review", review, by=by, says={"name": review.name}, changes=changes)
    return review
