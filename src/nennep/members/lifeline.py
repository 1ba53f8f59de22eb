"""A Party life in the order of its days: what happened when, and the stretches it is drawn from."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.clock import FOREVER, today
from nennep.members import filevalues, partial
from nennep.members.fields import KINDS
from nennep.members.models import Admission, Badge, FileEntry, Interruption, Leaving, Recognition, Tenure, Transfer
from nennep.members.sight import Opened
from nennep.ui.chart import Lane, Span
from nennep.viet.write import day as written

UNSAID = {"family", "abroad", "economic"}
"""Kinds of entries that are about others or about means, not about what happened to the member."""
KIND_WORDS = {
    "life": gettext_lazy("Bản thân"), "party": gettext_lazy("Vào Đảng, sinh hoạt"), "post": gettext_lazy("Chức danh"), "move": gettext_lazy("Chuyển sinh hoạt"),
    "leave": gettext_lazy("Miễn, ra khỏi Đảng"), "badge": gettext_lazy("Huy hiệu Đảng"), "gap": gettext_lazy("Không tính tuổi Đảng"), "file": gettext_lazy("Trong hồ sơ"),
}  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something dated: the day it is ordered by, the date in words, its kind, what happened."""

    day: date
    when: str
    kind: str
    words: str

    @property
    def label(self) -> str:
        return str(KIND_WORDS[self.kind])


@dataclass(frozen=True)
class Life:
    """The events, oldest first, and the lanes of the drawing from a first to a last day."""

    events: list[Event]
    lanes: list[Lane]
    first: date
    last: date


def of(file: Opened) -> Life:
    """What the reader of a file may see of its life. What one half of a change says is not told by the other half again."""
    posts = list(Tenure.objects.filter(person=file.person).select_related("seat", "seat__unit").order_by("since"))
    gaps = list(Interruption.objects.filter(person=file.person, struck_on=None)) if file.eyes.office else []
    leavings = list(Leaving.objects.filter(person=file.person, effective_on__isnull=False)) if file.eyes.office else []
    badges = list(Badge.objects.filter(person=file.person, state="decided")) if file.eyes.office else []
    events = [
        *_born(file), *_joined(file), *_stretches(file), *_posts(posts), *_moved(file), *_left(leavings), *_badges(badges), *_gaps(gaps), *_entries(file),
    ]  # fmt: skip
    events = [replace(event, words=event.words[:1].upper() + event.words[1:]) for event in events]
    events.sort(key=lambda event: event.day)
    last = today()
    first = min([event.day for event in events if event.kind in {"party", "post", "badge", "gap"}], default=last)
    return Life(events, _lanes(file, posts, gaps, leavings, badges), first.replace(month=1, day=1), last)


def _on(day: date, kind: str, words: str) -> Event:
    return Event(day, written(day), kind, words)


def _born(file: Opened) -> Iterator[Event]:
    person = file.person
    if person.born_on and file.eyes.named("born_on"):
        yield Event(person.born_on, partial.written(person.born_on, person.born_precision), "life", _("Sinh"))
    if person.graduated_on and file.eyes.office:
        yield _on(person.graduated_on, "life", _("Tốt nghiệp"))


def _joined(file: Opened) -> Iterator[Event]:
    for row in Admission.objects.filter(person=file.person).select_related("unit"):
        number = row.decision_no or "–"
        yield _on(
            row.decided_on,
            "party",
            _("Quyết định kết nạp số {number} ({unit})").format(number=number, unit=row.unit.name),
        )
        if row.ceremony_on:
            yield _on(row.ceremony_on, "party", _("Lễ kết nạp"))
        if row.annulled_on:
            yield _on(row.annulled_on, "party", _("Hủy quyết định kết nạp"))
    for row in Recognition.objects.filter(person=file.person):
        words = _("Quyết định công nhận chính thức số {number}, tính từ {day}")
        yield _on(row.decided_on, "party", words.format(number=row.decision_no or "–", day=written(row.official_from)))


def _stretches(file: Opened) -> Iterator[Event]:
    """Beginnings that no decision tells, and ends without a stretch that goes on."""
    begun = {(row.association, row.since) for row in file.memberships}
    for row in file.memberships:
        name = "" if row.association == "party" else f"{row.get_association_display()}: "
        if not (row.association == "party" and row.begin in {"admitted", "recognised"}):
            yield _on(
                row.since, "party", f"{name}{row.get_begin_display()}, {row.unit.name} ({row.get_status_display()})"
            )
        if row.end and (row.association, row.until) not in begun:
            yield _on(row.until, "party", f"{name}{row.get_end_display()}, {row.unit.name}")


def _posts(posts: Iterable[Tenure]) -> Iterator[Event]:
    for row in posts:
        title = f"{row.seat.title}, {row.seat.unit.name}"
        yield _on(row.since, "post", _("Giữ chức danh {title}").format(title=title))
        if row.until < FOREVER:
            yield _on(row.until, "post", _("Thôi giữ chức danh {title}").format(title=title))


def _moved(file: Opened) -> Iterator[Event]:
    if file.eyes.office:
        for row in Transfer.objects.filter(person=file.person, letter_on__isnull=False):
            words = _("Giấy giới thiệu số {number} đến {place}").format(number=row.letter_no, place=row.to_name)
            yield Event(row.letter_on or today(), written(row.letter_on), "move", words)


def _left(rows: Iterable[Leaving]) -> Iterator[Event]:
    for row in rows:
        words = _("{kind}, quyết định số {number}").format(
            kind=str(row.get_kind_display()).capitalize(), number=row.decision_no
        )
        yield Event(row.effective_on or today(), written(row.effective_on), "leave", words)
        if row.appealed_on:
            yield _on(row.appealed_on, "leave", _("Khiếu nại quyết định số {number}").format(number=row.decision_no))
        if row.answered_on:
            yield _on(row.answered_on, "leave", _("Trả lời khiếu nại: {answer}").format(answer=row.answer or "–"))


def _badges(rows: Iterable[Badge]) -> Iterator[Event]:
    for row in rows:
        words = _("Tặng Huy hiệu {n} năm tuổi Đảng, quyết định số {number}").format(n=row.years, number=row.decision_no)
        yield _on(row.decided_on or row.award_on, "badge", words)


def _gaps(rows: Iterable[Interruption]) -> Iterator[Event]:
    for row in rows:
        words = _("Không tính tuổi Đảng đến {day}: {reason}").format(day=written(row.until), reason=row.reason)
        yield _on(row.since, "gap", words)


def _entries(file: Opened) -> Iterator[Event]:
    kinds = [kind.code for kind in file.eyes.kinds() if kind.code not in UNSAID]
    for row in FileEntry.objects.filter(person=file.person, kind__in=kinds, dropped_on=None, since__isnull=False):
        kind = KINDS[row.kind]
        said = "; ".join(filter(None, filevalues.entry_words(row, kind)))
        yield Event(row.since or today(), filevalues.when(row, kind), "file", f"{kind.label}: {said}")


def _lanes(
    file: Opened, posts: list[Tenure], gaps: list[Interruption], leavings: list[Leaving], badges: list[Badge]
) -> list[Lane]:  # fmt: skip
    party = [row for row in file.memberships if row.association == "party" and row.placement == "counted"]
    others = [row for row in file.memberships if row.association != "party"]
    away = [(row.since, row.until, row.reason) for row in gaps]
    away += [
        (row.effective_on, row.until, row.get_kind_display())
        for row in leavings
        if row.kind == "exempted" and row.effective_on
    ]
    found = [
        Lane(_("Sinh hoạt đảng (rỗng: dự bị)"), [Span(row.since, row.until, f"{row.unit.name}, {row.get_status_display()}", row.status == "official") for row in party]),
        Lane(_("Đoàn thể"), [Span(row.since, row.until, f"{row.get_association_display()}, {row.unit.name}", False) for row in others]),
        Lane(_("Chức danh"), [Span(row.since, row.until, row.seat.title) for row in posts]),
        Lane(_("Miễn sinh hoạt, không tính tuổi Đảng"), [Span(since, until, words, False) for since, until, words in away]),
        Lane(_("Huy hiệu Đảng"), [Span(row.award_on, row.award_on, str(row.years)) for row in badges]),
    ]  # fmt: skip
    return [lane for lane in found if lane.spans]
