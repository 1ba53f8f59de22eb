"""The words of papers a unit writes from its own books: the month's report, a resolution, a work programme. What no book
holds stands as “…” and has to be written before the paper is checked."""

from collections.abc import Iterable
from datetime import date

from django.utils import timezone

from nennep.figures.registry import FIGURES, Period
from nennep.meetings.models import Meeting, Outcome, OutcomeKind, Stage
from nennep.meetings.queries.minutes import lower, turnout
from nennep.meetings.queries.months import moment
from nennep.meetings.rules import next_month, span_words
from nennep.office.models import Draft, Step
from nennep.office.outlines import committee
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.programmes.models import OPEN_WORK, Target, Task, Work, WorkStatus
from nennep.viet.write import number, paper_day, percent, short

ASKED = "…"
MOST = 30
MOST_TOLD = 20


def body_of(unit: Unit) -> str:
    """Who speaks: the cell itself, or the committee of a larger unit."""
    return unit.name if unit.kind.is_cell else committee(unit)


def _lines(found: Iterable[str]) -> str:
    return "\n".join(f"- {line}" for line in found) or ASKED


def _count(unit: Unit, code: str, period: Period) -> int:
    return int(FIGURES[code].count(ask(unit, period)).part)


def month_report(unit: Unit, month: date) -> str:
    """What a unit did in a month and what it will do in the next, from its meetings, members, dues and tasks."""
    until = next_month(month)
    period = Period(month, until)
    parts = (
        f"{body_of(unit)} báo cáo kết quả hoạt động tháng {month:%-m/%Y} như sau:",
        "I. KẾT QUẢ",
        "1. Sinh hoạt",
        _lines(_held(unit, month, until)),
        "2. Đảng viên, phát triển đảng",
        _lines(_people(unit, period)),
        "3. Đảng phí",
        _lines(_dues(unit, period)),
        "4. Thực hiện nhiệm vụ, kết luận",
        _lines(_done(unit, month, until)),
        "II. HẠN CHẾ, NGUYÊN NHÂN",
        _lines(_late(unit, until)),
        f"III. NHIỆM VỤ TRỌNG TÂM THÁNG {until:%-m/%Y}",
        _lines(_coming(unit, until, next_month(until))),
        "IV. KIẾN NGHỊ, ĐỀ XUẤT",
        ASKED,
    )
    return "\n".join(parts)


def _held(unit: Unit, since: date, until: date) -> list[str]:
    rows = Meeting.objects.filter(unit=unit, stage=Stage.CLOSED, held_on__gte=since, held_on__lt=until).order_by(
        "held_on"
    )
    found = []
    for row in rows.prefetch_related("attendance")[:MOST]:
        came = turnout(row, list(row.attendance.all()))
        topic = f", chuyên đề “{row.topic}”" if row.thematic and row.topic else ""
        found.append(
            f"Ngày {paper_day(row.held_on)}: {lower(row.title)}{topic}; có mặt {came.present}/{came.summoned} đồng chí."
        )
    return found


def _people(unit: Unit, period: Period) -> list[str]:
    total, probationary = _count(unit, "members", period), _count(unit, "members.probationary", period)
    found = [f"Đến hết tháng có {number(total)} đảng viên, trong đó {number(probationary)} đảng viên dự bị."]
    for code, words in (
        ("admissions", "Kết nạp {n} đảng viên."), ("recognitions", "Công nhận chính thức {n} đảng viên."),
        ("increase.transferred", "Tiếp nhận {n} đảng viên chuyển đến."), ("decrease.transferred", "Giới thiệu {n} đảng viên chuyển đi."),
    ):  # fmt: skip
        if n := _count(unit, code, period):
            found.append(words.format(n=number(n)))
    return found


def _dues(unit: Unit, period: Period) -> list[str]:
    value = FIGURES["dues.collected"].count(ask(unit, period)) if "dues.collected" in FIGURES else None
    if value is None or not value.whole:
        return []
    return [f"Đã thu {number(value.part)}/{number(value.whole)} đồng, đạt {percent(value.part, value.whole)}."]


def _done(unit: Unit, since: date, until: date) -> list[str]:
    works = Work.objects.filter(unit=unit, status=WorkStatus.DONE, closed_on__gte=since, closed_on__lt=until)
    settled = Outcome.objects.filter(meeting__unit=unit, done_on__gte=since, done_on__lt=until)
    found = [f"Hoàn thành: {lower(row.task.name).rstrip('.')}." for row in works.select_related("task")[:MOST]]
    return found + [
        f"Đã thực hiện: {lower(short(row.words, 200)).rstrip('.')}." for row in settled.order_by("done_on")[:MOST]
    ]


def _late(unit: Unit, day: date) -> list[str]:
    works = Work.objects.filter(unit=unit, status__in=OPEN_WORK, watching=False, task__due_on__lt=day).select_related(
        "task"
    )
    found = [
        f"Chưa xong nhiệm vụ quá hạn: {lower(row.task.name).rstrip('.')} (hạn {paper_day(row.task.due_on)})."
        for row in works.order_by("task__due_on")[:MOST]
    ]
    return [*found, f"Nguyên nhân: {ASKED}"] if found else []


def _coming(unit: Unit, since: date, until: date) -> list[str]:
    works = Work.objects.filter(
        unit=unit, status__in=OPEN_WORK, watching=False, task__due_on__gte=since, task__due_on__lt=until
    )
    found = [
        f"{row.task.name.rstrip('.')}, hạn {paper_day(row.task.due_on)}."
        for row in works.select_related("task").order_by("task__due_on")[:MOST]
    ]
    outcomes = Outcome.objects.filter(
        meeting__unit=unit, done_on=None, due_on__gte=since, due_on__lt=until, task_id=None
    )
    found += [
        f"{short(row.words, 200).rstrip('.')}, hạn {paper_day(row.due_on)}."
        for row in outcomes.order_by("due_on")[:MOST]
    ]
    return found + [f"{one}." for one in _planned(unit, since, until)]


def _planned(unit: Unit, since: date, until: date) -> list[str]:
    rows = Meeting.objects.filter(unit=unit, starts_at__gte=moment(since), starts_at__lt=moment(until)).exclude(
        stage=Stage.CANCELLED
    )
    return [
        f"{row.title}, ngày {paper_day(timezone.localtime(row.starts_at).date())}"
        for row in rows.order_by("starts_at")[:MOST]
    ]


def is_written(rows: Iterable[Outcome]) -> bool:
    """Whether what was adopted is being written or has its number; a recalled paper may be written anew."""
    listed = list(rows)
    drafts = [row.draft_id for row in listed if row.draft_id]
    if drafts:
        return Draft.objects.filter(pk__in=drafts).exclude(step=Step.RECALLED).exists()
    return any(row.number for row in listed)


def resolution(meeting: Meeting) -> str:
    """What a meeting adopted, as the text of its resolution: targets and tasks point by point, with who and when."""
    rows = meeting.outcomes.filter(kind=OutcomeKind.RESOLUTION).order_by("id")
    points = []
    for place, row in enumerate(rows, 1):
        who = f" Giao {lower(row.owner)} thực hiện" if row.owner else ""
        due = (
            f", hoàn thành trước ngày {paper_day(row.due_on)}"
            if row.due_on and who
            else f" Hoàn thành trước ngày {paper_day(row.due_on)}"
            if row.due_on
            else ""
        )
        points.append(f"{place}. {row.words.strip().rstrip('.')}.{who}{due}{'.' if who or due else ''}")
    return "\n".join(
        (
            f"{body_of(meeting.unit)} họp ngày {paper_day(meeting.held_on)}, đã thảo luận và thống nhất:",
            "I. ĐÁNH GIÁ",
            _lines(one for one in (item.result.strip().rstrip(".") for item in meeting.items.all()) if one).replace(
                "\n", ".\n"
            ),
            "II. NHIỆM VỤ",
            "\n".join(points) or ASKED,
            "III. TỔ CHỨC THỰC HIỆN",
            "Nghị quyết này được phổ biến đến từng đảng viên; kết quả thực hiện được kiểm điểm tại kỳ sinh hoạt sau.",
        )
    )


def programme(unit: Unit, since: date, until: date) -> str:
    """The work programme of a committee for a period: targets to watch, tasks by their day, meetings."""
    targets = (
        Target.objects.filter(unit=unit, parent=None, since__lt=until, until__gt=since)
        .exclude(value=None)
        .order_by("rank", "id")
    )
    tasks = Task.objects.filter(unit=unit, done_on=None, due_on__gte=since, due_on__lt=until).order_by("due_on", "id")
    return "\n".join(
        (
            f"Căn cứ nghị quyết, kế hoạch công tác năm, {committee(unit)} ban hành chương trình công tác {span_words(since, until)} như sau:",
            "I. CHỈ TIÊU TẬP TRUNG LÃNH ĐẠO",
            _lines(
                f"{row.name.rstrip('.')}: {number(row.value)} {row.unit_label}".rstrip().replace(" %", "%") + "."
                for row in targets[:MOST]
            ),
            "II. NHIỆM VỤ",
            "\n".join(
                f"{place}. {row.name.rstrip('.')}, hoàn thành trước ngày {paper_day(row.due_on)}."
                for place, row in enumerate(tasks[: MOST * 2], 1)
            )
            or ASKED,
            "III. HỘI NGHỊ, CUỘC HỌP",
            _lines(f"{one}." for one in _planned(unit, since, until)),
            "IV. TỔ CHỨC THỰC HIỆN",
            "Các đồng chí cấp ủy viên được phân công chủ động chuẩn bị nội dung; Văn phòng theo dõi, đôn đốc, báo cáo kết quả thực hiện.",
        )
    )


def told_of(outcome: Outcome) -> list[Work]:
    """What units in sight have reported of a conclusion that became their task, the newest first."""
    if not outcome.task_id:
        return []
    rows = Work.objects.filter(task_id=outcome.task_id, reported_on__isnull=False).select_related("unit")
    return list(rows.order_by("-reported_on", "unit__key")[:MOST_TOLD])
