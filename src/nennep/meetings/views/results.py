"""What came of a meeting: conclusions with their tasks, the score."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, forms
from nennep.meetings.models import Meeting, Side
from nennep.meetings.queries import pages, quality
from nennep.meetings.queries.writing import told_of
from nennep.meetings.views import act
from nennep.meetings.views.meetings import page
from nennep.meetings.views.presses import once
from nennep.meetings.views.room import room_page


def _back(meeting: Meeting) -> str:
    return f"{room_page(meeting) if meeting.stage == 'open' else page(meeting)}#ket-luan"


@login_required
@once(access.follow)
def conclude(request: Request, pk: int) -> HttpResponse:
    """Write down a conclusion, resolution or decision."""
    row = access.follow.find(request.actor, pk=pk)
    form = forms.OutcomeForm(pages.below(row.unit), request.POST or None)
    return act(
        request, form, _("Kết luận, nghị quyết: {title}").format(title=row.title), lambda given: actions.conclude(row, by=request.actor, **(given | {"units": list(given["units"])})),
        lambda _made: _back(row), _("Đã ghi."), back=_back(row),
    )  # fmt: skip


@login_required
def settle(request: Request, pk: int) -> HttpResponse:
    """Say whether a conclusion was carried out; note its number."""
    row = access.settle.find(request.actor, pk=pk)
    running = access.hold.rows(request.actor).filter(unit_id=row.meeting.unit_id).first()
    back = room_page(running) if running else page(row.meeting)
    reports = told_of(row)
    said = row.done_words or "; ".join(one.note.strip() for one in reports if one.note.strip())[:400]
    form = forms.SettleForm(
        request.POST or None, initial={"done": bool(row.done_on), "words": said, "number": row.number}
    )
    told = [
        _("{unit} báo cáo ngày {day}: {percent}%.").format(
            unit=one.unit.name, day=f"{one.reported_on:%d/%m/%Y}", percent=one.percent
        )
        for one in reports
    ]

    def verb(given: dict[str, Any]) -> Any:
        if given["number"] != row.number:
            actions.number_outcome(row, by=request.actor, number=given["number"])
        return actions.settle_outcome(row, by=request.actor, done=given["done"], words=given["words"])

    return act(
        request,
        form,
        _("Kết quả thực hiện"),
        verb,
        lambda _made: back,
        _("Đã ghi."),
        note=" ".join([row.words if row.words.endswith(".") else f"{row.words}.", *told]) if told else row.words,
        back=back,
    )


@login_required
def score(request: Request, pk: int, side: str) -> HttpResponse:
    """Score a meeting; the points the records speak for are there already."""
    if side not in Side.values:
        raise NotYours
    row = (access.score_upper if side == Side.UPPER else access.score_self).find(request.actor, pk=pk)
    given = row.scores.filter(side=side).first()
    start = given.points | {"words": given.words} if given else quality.suggested(row)
    book = quality.book_on(row.held_on or today())
    most, source = quality.most_on(book.day, book), book.row("meeting.grade.good").source
    form = forms.ScoreForm(most, request.POST or None, initial=start)

    def verb(said: dict[str, Any]) -> Any:
        return actions.score_meeting(row, by=request.actor, side=side, points=form.points(), words=said["words"])

    grades = quality.grades_on(book.day, book)
    note = _(
        "Tốt từ {good} điểm, khá từ {fair}, trung bình từ {average} (căn cứ: {source}). Điểm gợi ý lấy từ dữ liệu cuộc họp."
    ).format(**vars(grades), source=source)
    title = _("Chấm điểm: {title}").format(title=row.title)
    return act(
        request,
        form,
        title,
        verb,
        lambda _made: page(row),
        _("Đã ghi điểm."),
        note=note,
        button=_("Ghi điểm"),
        back=page(row),
    )
