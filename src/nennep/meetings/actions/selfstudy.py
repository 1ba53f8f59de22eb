"""Self-study: themes of a year, a member's short entry of a month, the cell's look at a month."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.documents.rules import secrecy_of
from nennep.journal.actions import record
from nennep.meetings import access, rules
from nennep.meetings.models import StudyEntry, StudyText, StudyTheme, Thing
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.selfstudy import place_of
from nennep.office.actions.incoming import KeptOnPaper
from nennep.org.models import Unit
from nennep.viet.write import short


class StudyOff(Refused):
    """Self-study where it was not switched on."""


class ThemeThere(Refused):
    """A theme twice in a year."""


class NotThisMonth(Refused):
    """An entry for a month to come, or for one long past."""


class Seen(Refused):
    """An entry that the cell has looked at."""


class NothingToSee(Refused):
    """A month without an entry the cell has not seen."""


def _needs_switch(unit: Unit) -> None:
    if not is_on(Thing.STUDY, unit.key):
        raise StudyOff(_("Cấp trên chưa bật việc ghi kết quả tự học cho đơn vị này."))


@transaction.atomic
def add_study_theme(unit: Unit, *, by: Actor, year: int, words: str) -> StudyTheme:
    """Put a theme on a unit's list of a year; all below it see it. Raises StudyOff, ThemeThere."""
    unit = access.plan_in.claim(by, unit)
    _needs_switch(unit)
    given = {"unit_key": unit.key}
    row, fresh = StudyTheme.objects.get_or_create(unit=unit, year=year, words=words.strip()[:300], defaults=given)
    if not fresh:
        raise ThemeThere(_("Nội dung này đã có trong danh sách của năm."), field="words")
    record("meetings.study_theme", row, by=by, says={"words": short(row.words, 120), "year": year})
    return row


@transaction.atomic
def drop_study_theme(row: StudyTheme, *, by: Actor) -> None:
    """Take a theme off the list."""
    row = access.keep_study_theme.claim(by, row)
    record("meetings.drop_study_theme", row, by=by, says={"words": short(row.words, 120), "year": row.year})
    row.delete()


@transaction.atomic
def enter_study(unit: Unit, *, by: Actor, month: date, words: str, hours: int | None = None) -> StudyEntry:
    """A member's own entry of a month, or its correction until the cell has looked at it. The journal tells that it was
    written, never its words. Raises NotYours, StudyOff, NotThisMonth, Seen, KeptOnPaper."""
    unit = access.study_in.find(by, pk=unit.pk)
    _needs_switch(unit)
    if month not in rules.study_months(today()):
        raise NotThisMonth(_("Chỉ ghi kết quả tự học của tháng này và tháng trước."))
    if secrecy_of(words):
        raise KeptOnPaper(_("Nội dung mật không ghi vào hệ thống. Đề nghị chỉ ghi tên chuyên đề."), field="words")
    held = place_of(unit, by, today())
    given = {"unit": unit, "unit_key": unit.key, "name": held.full_name, "sort_key": held.sort_key, "hours": hours}
    row, fresh = StudyEntry.objects.get_or_create(
        person_id=held.person_id, month=month, defaults=given | {"entered_on": today()}
    )
    changes = {}
    if not fresh:
        if row.seen_on:
            day = f"{row.seen_on:%d/%m/%Y}"
            raise Seen(_("Chi bộ đã xem mục này ngày {day} nên không sửa nữa. Điều cần bổ sung ghi vào tháng sau.").format(day=day))  # fmt: skip
        row = access.correct_study.claim(by, row)
        changes = change(row, hours=hours)
    StudyText.objects.update_or_create(entry=row, defaults={"words": words.strip()})
    record("meetings.study", row, by=by, unit_id=row.unit_id, says={"month": f"{month:%m/%Y}"}, changes=changes)
    return row


@transaction.atomic
def see_study_month(unit: Unit, *, by: Actor, month: date) -> int:
    """Mark the month's entries as seen by the cell; they stand from then on. No opinion of anybody is kept. Raises
    NothingToSee."""
    unit = access.review_study.claim(by, unit)
    rows = StudyEntry.objects.filter(unit=unit, month=month, seen_on=None)
    count: int = rows.update(seen_on=today())
    if not count:
        raise NothingToSee(_("Không còn mục nào của tháng này chưa xem."))
    record("meetings.see_study", unit, by=by, says={"month": f"{month:%m/%Y}", "count": count})
    return count
