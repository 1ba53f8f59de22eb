"""Signed minutes say that a paper was passed on: who planned its dissemination has the figures at once."""

from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.meetings.models import Item, ItemPaper, ItemState, Meeting
from nennep.meetings.queries.minutes import turnout
from nennep.office import access as office
from nennep.office.actions import report_session
from nennep.office.models import Session
from nennep.viet.write import short


def report_studied(meeting: Meeting, *, by: Actor) -> list[Session]:
    """Report the unit's part in every dissemination whose paper was on the agenda, with the meeting's day and turnout.

    The verb that calls it has frozen the minutes. What was reported by hand stays; where the signer may not report for
    the unit, that is left to who may.
    """
    came, day = turnout(meeting), meeting.held_on
    if day is None or not came.summoned:
        return []
    items = Item.objects.filter(meeting=meeting, state=ItemState.OPEN)
    papers = {
        *items.filter(source="paper").values_list("source_id", flat=True),
        *ItemPaper.objects.filter(item__in=items).values_list("document_id", flat=True),
    } - {None}
    rows = office.hold_session.rows(by).filter(unit=meeting.unit_id, held_on=None, study__document_id__in=papers)
    note = _("Theo biên bản “{title}”").format(title=short(meeting.title, 160))
    return [
        report_session(row, by=by, held_on=day, required=came.summoned, present=came.present, note=note)
        for row in rows.order_by("pk")
    ]
