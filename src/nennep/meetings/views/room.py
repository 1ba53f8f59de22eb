"""Before and in the room: invitations, attendance, notes, the check-in code, closing."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.http import Request
from nennep.core.refused import NotYours, Stale
from nennep.files import respond
from nennep.meetings import access, actions, forms, papers, rules
from nennep.meetings.actions.planning import at_time
from nennep.meetings.actions.room import NotOnTheList, minute_now
from nennep.meetings.models import Item, LeftOut, Meeting, Presence, Stage, Thing
from nennep.meetings.queries import pages
from nennep.meetings.queries.allowed import is_on
from nennep.meetings.queries.minutes import turnout
from nennep.meetings.views import act
from nennep.meetings.views.meetings import page
from nennep.meetings.views.presses import once
from nennep.press.code import drawn
from nennep.press.pdf import pdf
from nennep.ui.acts import attempt
from nennep.ui.build import BUILT
from nennep.viet.write import day as written_day


def room_page(meeting: Meeting) -> str:
    """The address of the room."""
    return reverse("meetings:room", args=[meeting.pk])


@login_required
@require_POST
def invite(request: Request, pk: int) -> HttpResponse:
    """Send the invitation."""
    row = access.invite.find(request.actor, pk=pk)
    form = forms.GuestsForm(request.POST)
    row = actions.invite_people(
        row, by=request.actor, guests=form.people() if form.is_valid() else [], groups=request.POST.getlist("groups")
    )
    messages.success(request, _("Đã mời {count} người.").format(count=row.attendance.count()))
    return redirect(page(row))


@login_required
@require_POST
def remind(request: Request, pk: int) -> HttpResponse:
    """Remind who has not answered."""
    row = access.remind.find(request.actor, pk=pk)
    count = actions.remind_invited(row, by=request.actor)
    messages.success(request, _("Đã nhắc {count} người chưa trả lời.").format(count=count))
    return redirect(page(row))


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """Say whether one comes."""
    row = access.see.find(request.actor, pk=pk)
    if pages.my_place(row, request.actor) is None:
        raise NotYours
    form = forms.AnswerForm(request.POST or None)

    def verb(given: dict[str, Any]) -> Any:
        return actions.answer_invitation(row, by=request.actor, coming=given["coming"] == "yes", excuse=given["excuse"])

    return act(
        request,
        form,
        _("Trả lời giấy mời"),
        verb,
        lambda _made: page(row),
        _("Đã ghi trả lời của đồng chí."),
        note=row.title,
        back=page(row),
    )


@login_required
@require_POST
def start(request: Request, pk: int) -> HttpResponse:
    """Begin the meeting."""
    row = access.start.find(request.actor, pk=pk)
    return redirect(room_page(actions.open_meeting(row, by=request.actor)))


@login_required
def pack(request: Request, pk: int) -> HttpResponse:
    """Papers for a meeting without network, each with the code of the screen that takes them."""
    row = access.manage.find(request.actor, pk=pk)
    address = request.build_absolute_uri(reverse("meetings:from_paper", args=[pk]))
    return respond.attachment(pdf(papers.pack(row, address)), f"bo-giay-to-{pk}.pdf")


@login_required
def from_paper(request: Request, pk: int) -> HttpResponse:
    """Where a code on paper leads: the room, its hours asked for first where the meeting was held without it."""
    row = access.manage.find(request.actor, pk=pk)
    if row.stage == Stage.OPEN:
        return redirect(room_page(row))
    if row.stage == Stage.CLOSED:
        return redirect("meetings:minutes", pk)
    hours = {"began": timezone.localtime(row.starts_at).time(), "ended": timezone.localtime(row.ends_at).time()}
    form, day = forms.HeldForm(request.POST or None, initial=hours), timezone.localtime(row.starts_at).date()

    def verb(given: dict[str, Any]) -> Meeting:
        held = at_time(day, given["began"]), at_time(day, given["ended"])
        return actions.open_meeting(row, by=request.actor, held=held)

    note = _(
        "Cuộc họp đã diễn ra ngày {day} ở nơi không có mạng. Sau bước này, nhập điểm danh, biểu quyết và ý kiến trên cùng một màn hình."
    )
    return act(
        request, form, _("Nhập kết quả từ bản giấy: {title}").format(title=row.title), verb, room_page, _("Đã mở để nhập kết quả từ bản giấy."),
        note=note.format(day=written_day(day)), back=page(row), button=_("Bắt đầu nhập"),
    )  # fmt: skip


@login_required
def room(request: Request, pk: int) -> HttpResponse:
    """The one page a keeper works on while the meeting goes on; who comes back later is led to where it stands."""
    row = access.manage.find(request.actor, pk=pk)
    if row.stage == Stage.CLOSED:
        return redirect("meetings:minutes", pk)
    if row.stage != Stage.OPEN:
        return redirect(page(row))
    matters, rows = pages.in_the_room(row), list(row.attendance.all())
    context = {
        "meeting": row, "rows": rows, "came": turnout(row, rows), "called": any(one.presence for one in rows), "scanned": any(one.came_by == "qr" for one in rows),
        "matters": [(one, forms.NoteForm(initial=vars(one.item), auto_id=f"id_{one.item.pk}_%s")) for one in matters],
        "others": [vote for vote in row.votes.all() if vote.item_id is None and not vote.withdrawn], "outcomes": list(row.outcomes.all()), "vote_form": forms.VoteForm(),
        "outcome_form": forms.OutcomeForm(pages.below(row.unit)), "reasons": LeftOut.choices, **pages.room_facts(row),
    }  # fmt: skip
    return render(request, "meetings/room.html", context)


@login_required
def keeper(request: Request, pk: int) -> HttpResponse:
    """The script that keeps the room's page in the browser; its address holds it to this one room."""
    access.hold.find(request.actor, pk=pk)
    return HttpResponse((BUILT / "room.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@login_required
@require_POST
@once(access.hold)
def call(request: Request, pk: int) -> HttpResponse:
    """Attendance in one press: all are present but those ticked as absent."""
    row = access.hold.find(request.actor, pk=pk)
    absent, left_out = {}, {}
    for one in row.attendance.all():
        why = request.POST.get(f"ly-do-{one.pk}", "").strip()
        if request.POST.get(f"vang-{one.pk}"):
            absent[one.pk] = (Presence.EXCUSED if why else Presence.ABSENT, why)
        if (reason := request.POST.get(f"co-so-{one.pk}")) in LeftOut.values:
            left_out[one.pk] = reason
    row = actions.call_roll(row, by=request.actor, absent=absent, left_out=left_out)
    came = turnout(row)
    messages.success(
        request,
        _("Đã điểm danh: có mặt {present}/{summoned} ({share}).").format(
            present=came.present, summoned=came.summoned, share=came.share
        ),
    )
    return redirect(f"{room_page(row)}#noi-dung")


@login_required
def code(request: Request, pk: int) -> HttpResponse:
    """The check-in code on the big screen; it changes each minute."""
    row = access.hold.find(request.actor, pk=pk)
    if not is_on(Thing.QR, row.unit_key):
        raise NotYours
    word = rules.attendance_code(row.secret, minute_now())
    address = request.build_absolute_uri(f"{reverse('meetings:check_in', args=[pk])}?ma={word}")
    context = {
        "meeting": row,
        "code": word,
        "address": address,
        "picture": mark_safe(drawn(address)),
        "came": turnout(row),
    }
    return render(request, "meetings/_code.html" if request.htmx else "meetings/code.html", context)


@login_required
def check_in(request: Request, pk: int) -> HttpResponse:
    """Check oneself in with the code on the screen; who scans it and is not on the list is told whom to speak to."""
    row = access.see.rows(request.actor).filter(pk=pk).select_related("unit").first()
    if row is None:  # in the same words whether the meeting is there or not
        nobody = _(
            "Đồng chí không có trong danh sách của cuộc họp này, hoặc mã không đúng. Đề nghị báo người điều hành."
        )
        return render(request, "ui/refused.html", {"refusal": NotOnTheList(nobody)}, status=404)
    form = forms.CodeForm(request.POST or None, initial={"ma": request.GET.get("ma", "")[:12]})
    was_done, _made = attempt(
        request, form, lambda given: actions.check_in(row, by=request.actor, code=given["ma"]), _("Đã điểm danh. Mời đồng chí vào dự."),
    )  # fmt: skip
    if was_done:
        return redirect(page(row))
    there = row.stage == Stage.OPEN and is_on(Thing.QR, row.unit_key)
    context = {"meeting": row, "form": form, "taken": there, "mine": pages.my_place(row, request.actor)}
    return render(request, "meetings/check_in.html", context, status=422 if form.errors else 200)


def _noted(request: Request, item: Item) -> HttpResponse:
    """What a repeated note is answered: it is saved, in this version."""
    return render(request, "meetings/_noted.html", {"item": item})


@login_required
@require_POST
@once(access.note_item, _noted)
def note(request: Request, pk: int) -> HttpResponse:
    """Keep what was said about an item; saved by itself while one writes."""
    item = access.note_item.find(request.actor, pk=pk)
    form = forms.NoteForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return redirect(room_page(item.meeting))
    given = dict(form.cleaned_data)
    try:
        item, status, other = actions.note_item(item, by=request.actor, seen=given.pop("version"), **given), 200, None
    except Stale as stale:
        item, status, other = stale.row, 409, stale.row
    if not request.htmx and status == 200:
        return redirect(f"{room_page(item.meeting)}#muc-{item.pk}")
    return render(request, "meetings/_noted.html", {"item": item, "other": other, "form": form}, status=status)


@login_required
@require_POST
def close(request: Request, pk: int) -> HttpResponse:
    """End the meeting; on to its minutes."""
    row = access.hold.find(request.actor, pk=pk)
    actions.close_meeting(row, by=request.actor)
    messages.success(request, _("Cuộc họp đã kết thúc. Biên bản đã tự dựng, đề nghị đọc lại rồi ký."))
    return redirect("meetings:minutes", pk)
