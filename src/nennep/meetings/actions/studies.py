"""Signed minutes say that a paper was passed on: who planned its dissemination has the figures at once."""

from datetime import date

from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.meetings.models import Item, ItemPaper, ItemState, Meeting, Presence
from nennep.meetings.queries.minutes import turnout
from nennep.meetings.queries.people import cells_on
from nennep.office import access as office
from nennep.office.actions import cover_session
from nennep.office.models import Session
from nennep.viet.write import short


def report_studied(meeting: Meeting, *, by: Actor) -> list[Session]:
    """Report the part of the unit, and of each unit below whose members were summoned, in every dissemination whose
    paper was on the agenda: the meeting's day, how many were to come and how many came.

    The verb that calls it has frozen the minutes. What was reported by hand stays.
    """
    came, day = turnout(meeting), meeting.held_on
    if day is None or not came.summoned:
        return []
    items = Item.objects.filter(meeting=meeting, state=ItemState.OPEN)
    papers = {
        *items.filter(source="paper").values_list("source_id", flat=True),
        *ItemPaper.objects.filter(item__in=items).values_list("document_id", flat=True),
    } - {None}
    rows = office.cover_session.rows(by).filter(unit_key__startswith=meeting.unit_key)
    waiting = list(rows.filter(study__document_id__in=papers).order_by("pk"))
    note = _("Theo biên bản “{title}”").format(title=short(meeting.title, 160))
    below = any(row.unit_id != meeting.unit_id for row in waiting)
    places = _places(meeting, day) if below else []
    found = []
    for row in waiting:
        there = [here for key, here in places if key.startswith(row.unit_key)]
        required, present = (
            (came.summoned, came.present) if row.unit_id == meeting.unit_id else (len(there), sum(there))
        )
        if required:
            found.append(cover_session(row, by=by, held_on=day, required=required, present=present, note=note))
    return found


def _places(meeting: Meeting, day: date) -> list[tuple[str, bool]]:
    """The cell of each one summoned, and whether he came."""
    rows = [row for row in meeting.attendance.exclude(person=None) if row.summoned]
    cells = cells_on(day, [row.person_id for row in rows if row.person_id])
    return [(cells.get(row.person_id or 0, ""), row.presence == Presence.PRESENT) for row in rows]
