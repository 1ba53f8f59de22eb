"""What an agenda is built from: papers, tasks, last conclusions, cases to vote, reviews due, proposals, directions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q
from django.utils import timezone

from nennep.meetings.models import Direction, Idea, Item, ItemState, Meeting, Outcome, Section, Stage, Thing
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.minutes import lower
from nennep.meetings.queries.slips import SOURCE, unreported
from nennep.meetings.rules import next_month
from nennep.members.models import Case, Leaving, RoundCell, Transfer
from nennep.office.models import Delivery
from nennep.org.rules import ancestors
from nennep.programmes.models import OPEN_WORK, Work
from nennep.viet.write import paper_day, short

MOST = 12  # of one source; the rest stays where it is listed


@dataclass(frozen=True)
class Offer:
    """Something that belongs on the agenda, with where it came from."""

    section: str
    title: str
    source: str
    source_id: int | None
    minutes: int = 5


def offers(meeting: Meeting) -> list[Offer]:
    """Everything that belongs on a meeting's agenda today, in the order of its parts; what concerns members' cases is
    only for the body that votes on them."""
    day = timezone.localtime(meeting.starts_at).date()
    found = [Offer(section, title, "frame", None, minutes) for section, title, minutes in meeting.kind.frame]
    if meeting.thematic:
        found.append(theme(meeting))
    if meeting.kind.apart:
        found += [*_papers(meeting, day), *slip_results(meeting), *_carried(meeting), *_ideas(meeting)]
        return sorted(found, key=lambda one: one.section)
    found += [
        *_direction(meeting, day),
        *_papers(meeting, day),
        *_follow(meeting),
        *slip_results(meeting),
        *_works(meeting, day),
        *_carried(meeting),
    ]
    if meeting.kind.body in ("members", "committee"):
        found += [*_cases(meeting), *_moves(meeting), *_reviews(meeting, day)]
    found += [*_ideas(meeting), *_study(meeting, day)]
    return sorted(found, key=lambda one: one.section)


def theme(meeting: Meeting) -> Offer:
    """The topic of a thematic meeting."""
    return Offer(Section.THEME, f"Chuyên đề: {meeting.topic or 'chưa chọn chuyên đề'}", "theme", None, 30)


def last_meeting(meeting: Meeting) -> Meeting | None:
    """The meeting of the same kind held before."""
    rows = Meeting.objects.filter(unit_id=meeting.unit_id, kind_id=meeting.kind_id, stage=Stage.CLOSED)
    return rows.filter(starts_at__lt=meeting.starts_at).order_by("-starts_at").first()


def _direction(meeting: Meeting, day: date) -> Iterable[Offer]:
    rows = Direction.objects.filter(unit_key__in=ancestors(meeting.unit_key), month=day.replace(day=1))
    for row in rows[:MOST]:
        title = f"Định hướng của cấp trên: {short(row.words, 300)}"
        yield Offer(Section.INFORMATION, title, "direction", row.pk)


def _papers(meeting: Meeting, day: date) -> Iterable[Offer]:
    """Papers sent to the unit since the last meeting, or in the last six weeks, that are to be known or carried out."""
    before = last_meeting(meeting)
    since = before.held_on if before and before.held_on else day - timedelta(days=42)
    rows = Delivery.objects.filter(unit_id=meeting.unit_id, sent_on__gte=since, purpose__in=["know", "act"])
    for row in rows.select_related("document")[:MOST]:
        paper = row.document
        title = f"Phổ biến, quán triệt {paper.number or paper.get_kind_display()}: {short(paper.title, 200)}"
        yield Offer(Section.INFORMATION, title, "paper", paper.pk, 3)


def _follow(meeting: Meeting) -> Iterable[Offer]:
    """Conclusions with a due day that are not settled."""
    rows = Outcome.objects.filter(meeting__unit_id=meeting.unit_id, done_on=None).exclude(due_on=None)
    for row in rows.exclude(meeting_id=meeting.pk).order_by("due_on")[:MOST]:
        paper = f" {lower(str(row.get_kind_display()))} {row.number}" if row.number else ""
        title = "Kiểm điểm việc thực hiện{paper}: {words} ({owner}, hạn {due})".format(
            paper=paper, words=short(row.words, 200), owner=row.owner or "chưa phân công", due=paper_day(row.due_on)
        )
        yield Offer(Section.RESULT, title, "follow", row.pk, 3)


def slip_results(meeting: Meeting) -> Iterable[Offer]:
    """What the body said by slips since it met."""
    for row in unreported(meeting)[:MOST]:
        yield Offer(Section.RESULT, row.result, SOURCE, row.pk, 3)


def _study(meeting: Meeting, day: date) -> Iterable[Offer]:
    """What members studied by themselves in the month before, for a cell's regular meeting where that is kept."""
    if meeting.kind.regular and meeting.unit.kind.is_cell and is_on(Thing.STUDY, meeting.unit_key):
        month = day.replace(day=1) - timedelta(days=1)
        title = f"Xem kết quả tự học của đảng viên tháng {month.month}/{month.year}"
        yield Offer(Section.CRITICISM, title, "study", 100 * month.year + month.month, 3)


def _works(meeting: Meeting, day: date) -> Iterable[Offer]:
    """The unit's parts of tasks that are late or due until the end of next month, less what its own meetings gave."""
    until = next_month(next_month(day))
    own = Outcome.objects.filter(meeting__unit_id=meeting.unit_id).exclude(work_id=None).values("work_id")
    rows = Work.objects.filter(unit_id=meeting.unit_id, status__in=OPEN_WORK, watching=False, task__due_on__lt=until)
    for row in rows.exclude(pk__in=own).select_related("task").order_by("task__due_on")[:MOST]:
        late = row.task.due_on is not None and row.task.due_on < day
        words = "Nhiệm vụ quá hạn: {name} (hạn {due})" if late else "Nhiệm vụ đến hạn: {name} (hạn {due})"
        title = words.format(name=short(row.task.name, 220), due=paper_day(row.task.due_on))
        yield Offer(Section.RESULT, title, "work", row.pk, 3)


def _carried(meeting: Meeting) -> Iterable[Offer]:
    """What earlier meetings of the unit did not finish."""
    rows = Item.objects.filter(meeting__unit_id=meeting.unit_id, meeting__stage=Stage.CLOSED, state=ItemState.CARRIED)
    taken = Item.objects.filter(meeting__unit_id=meeting.unit_id, source="carried").values("source_id")
    for row in rows.exclude(pk__in=taken).order_by("id")[:MOST]:
        yield Offer(row.section, row.title, "carried", row.pk, row.minutes)


def _cases(meeting: Meeting) -> Iterable[Offer]:
    steps = ("cell", "cell2") if meeting.unit.kind.is_cell else ("committee", "committee2")
    where = {"unit_id": meeting.unit_id} if meeting.unit.kind.is_cell else {"unit_key__startswith": meeting.unit_key}
    rows = Case.objects.filter(state="open", stage__in=steps, **where)
    for row in rows.order_by("due_on", "id")[:MOST]:
        words = (
            "Xét đề nghị kết nạp quần chúng {name}"
            if row.stage in ("cell", "committee")
            else "Xét đề nghị công nhận chính thức đối với đảng viên dự bị {name}"
        )
        yield Offer(Section.MATTERS, words.format(name=row.full_name), "case", row.pk, 10)


def _moves(meeting: Meeting) -> Iterable[Offer]:
    if not meeting.unit.kind.is_cell:
        return
    for row in Transfer.objects.filter(unit_id=meeting.unit_id, state="asked").order_by("id")[:MOST]:
        title = f"Cho ý kiến về việc chuyển sinh hoạt của {row.full_name} đến {short(row.to_name, 120)}"
        yield Offer(Section.MATTERS, title, "transfer", row.pk)
    leaving = Leaving.objects.filter(unit_id=meeting.unit_id, state="proposed", base=None)
    for out in leaving.order_by("id")[:MOST]:
        title = f"Xem xét {out.get_kind_display()}: {out.full_name}"
        yield Offer(Section.MATTERS, title, "leaving", out.pk, 10)


def _reviews(meeting: Meeting, day: date) -> Iterable[Offer]:
    """Rounds that the cell has not answered."""
    rows = RoundCell.objects.filter(unit_id=meeting.unit_id, answered_on=None, round__closed_on=None)
    for row in rows.filter(Q(round__due_on__gte=day - timedelta(days=60))).select_related("round")[:MOST]:
        title = f"{row.round.name} (hạn báo {paper_day(row.round.due_on)})"
        yield Offer(Section.MATTERS, title, "round", row.pk)


def _ideas(meeting: Meeting) -> Iterable[Offer]:
    rows = Idea.objects.filter(unit_id=meeting.unit_id, item=None, answer="")
    for row in rows.order_by("id")[:MOST]:
        title = f"Đề xuất của {row.name}: {short(row.words, 300)}"
        yield Offer(Section.MATTERS, title, "idea", row.pk)
