"""Papers written from a unit's books: they go the way of every paper of the office, are signed, numbered and issued there."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.meetings import access
from nennep.meetings.models import Meeting, Outcome, OutcomeKind
from nennep.meetings.queries import writing
from nennep.meetings.queries.minutes import lower
from nennep.meetings.rules import next_month, span_words
from nennep.office.actions import draft_paper
from nennep.office.events import PaperIssued
from nennep.office.models import Draft
from nennep.org.models import Unit


class NothingAdopted(Refused):
    """A meeting that adopted no resolution."""


class DraftedAlready(Refused):
    """A resolution whose paper is being written."""


def _begin(unit: Unit, by: Actor, kind: str, title: str, body: str) -> Draft:
    """A paper of the collective body, signed by its secretary."""
    authority = "T/M CHI BỘ" if unit.kind.is_cell else "T/M BAN THƯỜNG VỤ"
    return draft_paper(unit, by=by, kind=kind, title=title, body=body, authority=authority, post="BÍ THƯ")


@transaction.atomic
def draft_month(unit: Unit, *, by: Actor, month: date) -> Draft:
    """Begin the unit's report of a month, filled from its books."""
    title = f"kết quả hoạt động tháng {month:%-m/%Y}, nhiệm vụ trọng tâm tháng {next_month(month):%-m/%Y}"
    return _begin(unit, by, "bao-cao", title, writing.month_report(unit, month))


@transaction.atomic
def draft_programme(unit: Unit, *, by: Actor, since: date, until: date) -> Draft:
    """Begin the work programme of a period, drawn from targets, tasks and meetings."""
    return _begin(
        unit, by, "chuong-trinh", f"công tác {span_words(since, until)}", writing.programme(unit, since, until)
    )


@transaction.atomic
def draft_resolution(meeting: Meeting, *, by: Actor) -> Draft:
    """Begin the paper of what a meeting adopted; its number comes back to each point when the paper is issued.

    Raises NothingAdopted, DraftedAlready.
    """
    meeting = access.correct.claim(by, meeting)
    rows = list(meeting.outcomes.filter(kind=OutcomeKind.RESOLUTION))
    if not rows:
        raise NothingAdopted(_("Cuộc họp chưa ghi nghị quyết nào. Ghi nghị quyết trước rồi soạn văn bản."))
    if writing.is_written(rows):
        raise DraftedAlready(_("Nghị quyết của cuộc họp này đã được soạn thành văn bản."))
    draft = _begin(meeting.unit, by, "nghi-quyet", lower(meeting.title), writing.resolution(meeting))
    for row in rows:
        change(row, draft_id=draft.pk)
    return draft


def paper_issued(event: PaperIssued) -> None:
    """The number of an issued paper stands at each point it was written from; the act of issuing is in the journal."""
    rows = list(Outcome.objects.filter(draft_id=event.draft_id))
    if rows:
        draft = Draft.objects.select_related("number").get(pk=event.draft_id)
        for row in rows:
            change(row, number=draft.number.words if draft.number else "")
