"""Pages of associations, places and categories of one person."""

from datetime import timedelta

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _

from nennep.core.clock import FOREVER, today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.members import actions, file_forms, rules, sight
from nennep.members.models import Status
from nennep.members.views.acting import act_on
from nennep.org.models import Unit
from nennep.org.queries import told_apart


def _cells(request: Request, *, party: bool) -> dict[int, Unit]:
    rows = sight.place_in.rows(request.actor).filter(kind__is_cell=True, until__gt=today()).select_related("kind")
    found = rows.filter(kind__association="party") if party else rows.exclude(kind__association="party")
    return {unit.pk: unit for unit in found.order_by("title_key")}


@login_required
def join(request: Request, pk: int) -> HttpResponse:
    """Put the person on the roll of a further association."""
    row, units = sight.write.find(request.actor, pk=pk), _cells(request, party=False)
    choices = [(pk, f"{units[pk].kind.get_association_display()} · {name}") for pk, name in told_apart(units.values())]
    form = file_forms.JoinForm(choices, request.POST or None, initial={"since": today()})

    def act(given: dict[str, str]) -> object:
        unit = units[int(given["unit"])]
        more = {"status": given["status"], "since": given["since"]}
        return actions.join_association(row, unit, by=request.actor, association=unit.kind.association, **more)  # type: ignore[arg-type]

    return act_on(request, row, form, _("Ghi tham gia đoàn thể"), act, _("Đã ghi."))


@login_required
def place(request: Request, pk: int) -> HttpResponse:
    """Let the person meet in another cell for a time, or keep contact with one."""
    row, units = sight.write.find(request.actor, pk=pk), _cells(request, party=True)
    form = file_forms.PlaceForm(told_apart(units.values()), request.POST or None, initial={"since": today()})
    return act_on(
        request, row, form, _("Nơi sinh hoạt tạm thời, nơi giữ mối liên hệ"),
        lambda given: actions.place_member(
            row, units[int(given["unit"])], by=request.actor, placement=given["placement"], since=given["since"],
            until=given["until"] + timedelta(days=1) if given["until"] else FOREVER,
        ), _("Đã ghi; nơi sinh hoạt chính thức không đổi."),
    )  # fmt: skip


@login_required
def change_state(request: Request, pk: int) -> HttpResponse:
    """Another state in an association."""
    held = sight.end_stretch.find(request.actor, pk=pk)
    words = dict(Status.choices)
    states = [(code, words[code]) for code in rules.STATES.get(held.association, {}).get(held.status, ())]
    if not states:
        raise NotYours
    form = file_forms.StateForm(states, request.POST or None, initial={"on": today()})
    return act_on(
        request, held.person, form, _("Chuyển tình trạng tại {unit}").format(unit=held.unit.name),
        lambda given: actions.change_state(held, by=request.actor, **given), _("Đã ghi."),
    )  # fmt: skip


@login_required
def end_placement(request: Request, pk: int) -> HttpResponse:
    """End a placement beside the official one, or a membership of another association."""
    held = sight.end_stretch.find(request.actor, pk=pk)
    form = file_forms.EndPlacementForm(request.POST or None, initial={"on": today()})
    if held.association != "youth":
        del form.fields["matured"]
    return act_on(
        request, held.person, form, _("Thôi sinh hoạt tại {unit}").format(unit=held.unit.name),
        lambda given: actions.end_placement(held, by=request.actor, **given), _("Đã ghi."),
    )  # fmt: skip


@login_required
def change_category(request: Request, pk: int) -> HttpResponse:
    """The person is something else at the university from a day on."""
    row = sight.write.find(request.actor, pk=pk)
    initial = {"category": row.category, "work_title": row.work_title, "since": today()}
    form = file_forms.CategoryForm(request.POST or None, initial=initial)
    return act_on(
        request, row, form, _("Đổi đối tượng"), lambda given: actions.change_category(row, by=request.actor, **given), _("Đã ghi; các kỳ trước giữ nguyên.")
    )  # fmt: skip


@login_required
def introduce(request: Request, pk: int) -> HttpResponse:
    """The person was introduced where he lives."""
    row = sight.introduce.find(request.actor, pk=pk)
    form = file_forms.ResidenceForm(request.POST or None, initial={"since": today()})
    return act_on(
        request, row, form, _("Giới thiệu giữ mối liên hệ nơi cư trú"),
        lambda given: actions.introduce_at_residence(row, by=request.actor, **given), _("Đã ghi."),
    )  # fmt: skip


@login_required
def note(request: Request, pk: int) -> HttpResponse:
    """The residence cell took note."""
    row = sight.change_contact.find(request.actor, pk=pk)
    form = file_forms.OnForm(request.POST or None, initial={"on": today()})
    return act_on(
        request, row.person, form, _("Nơi cư trú đã báo nhận"), lambda given: actions.note_residence(row, by=request.actor, **given), _("Đã ghi.")
    )  # fmt: skip
