"""Pages of badges: a round with who reaches the years, the list as a paper, the decision."""

from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours
from nennep.duties import rulebook
from nennep.files import respond
from nennep.members import access, actions, letters, limits, listings
from nennep.members.forms import leaving as forms
from nennep.members.forms.transfers import WordsForm
from nennep.members.models import Badge
from nennep.members.partyage import Due, age_of, due_in, waits
from nennep.members.views.acts import act
from nennep.org.models import Unit
from nennep.press.pdf import pdf
from nennep.press.word import word


def _unit(request: Request) -> Unit:
    """The unit asked for, or the highest below which the actor keeps files."""
    if not request.actor.may("members.leave"):
        raise NotYours
    return access.count.find(request.actor, pk=unit_asked(request))


def _batch(request: Request, day: date) -> limits.Round:
    """The round asked for by its date, else the one whose proposals are due next."""
    for year in (day.year - 1, day.year, day.year + 1):
        for one in limits.badge_rounds(year):
            if one.award_on.isoformat() == request.GET.get("dot", ""):
                return one
    return limits.round_at(day)


def _address(unit: Unit, batch: limits.Round) -> str:
    return f"{reverse('members:badges')}?don-vi={unit.pk}&dot={batch.award_on.isoformat()}"


@login_required
def index(request: Request) -> HttpResponse:
    """A round: who reaches the years and is not proposed yet, who is proposed, what was decided."""
    unit, day = _unit(request), today()
    batch = _batch(request, day)
    rows = list(
        access.see_badge.rows(request.actor)
        .filter(inside(((unit.key, unit.key + "~"),)), award_on=batch.award_on)
        .exclude(state="dropped")
        .select_related("unit")
        .order_by("-years", "sort_key")
    )
    if taken := listings.BADGES.taken(request, rows):
        return taken
    due = due_in(unit, batch)
    near = [one for year in (day.year - 1, day.year, day.year + 1) for one in limits.badge_rounds(year)]
    context = {
        "unit": unit, "today": day, "batch": batch, "batches": near[2:10], "rows": rows, "due": due, "waits": _waits(request, rows, due, batch),
        "rules": rulebook.on(batch.award_on).says("badge.years", "badge.rounds", *(f"badge.wait.{form}" for form in limits.WAITS)),
        "may": access.propose_badges.allows(request.actor, unit), "waiting": sum(row.state == "proposed" for row in rows),
    }  # fmt: skip
    return render(request, "members/badges.html", context)


def _waits(request: Request, rows: list[Badge], due: list[Due], batch: limits.Round) -> list[tuple[str, date]]:
    """Who of a list has to wait after a discipline, and until when; only for one who may read that part of a file."""
    if not request.actor.may("members.read_restricted"):
        return []
    names = {row.person_id: row.full_name for row in rows if row.state == "proposed"}
    names |= {one.membership.person_id: one.membership.full_name for one in due}
    return [(names[person], until) for person, until in waits(names, batch.award_on).items()]


@login_required
@require_POST
def propose_badges(request: Request, pk: int) -> HttpResponse:
    """Propose everybody who reaches the years in the round."""
    unit, batch = access.propose_badges.find(request.actor, pk=pk), _batch(request, today())
    found = actions.propose_badges(unit, by=request.actor, batch=batch)
    messages.success(request, _("Đã đưa {n} đồng chí vào danh sách đề nghị.").format(n=len(found)))
    return redirect(_address(unit, batch))


@login_required
def propose_badge(request: Request, pk: int) -> HttpResponse:
    """Propose one member with a reason of its own."""
    row = access.propose_leaving.find(request.actor, pk=pk)
    batch, age = limits.round_at(today()), age_of(row.person_id, today())
    choices = [(years, f"{years}") for years in limits.badge_years(today())]
    said = (
        _("Tuổi Đảng hiện nay: {n} năm.").format(n=age.years(today()))
        if age
        else _("Chưa có ngày vào Đảng trong hồ sơ.")
    )
    told = rulebook.on(batch.award_on).says("badge.years", "badge.early", "badge.early.elders")
    said = " ".join([said, *(f"{one}." for one in told)])
    return act(
        request, forms.BadgeForm(choices, request.POST or None, initial={"award_on": batch.award_on}),
        lambda given: actions.propose_badge(row, by=request.actor, **given), title=_("Đề nghị tặng Huy hiệu Đảng: {name}").format(name=row.full_name),
        button=_("Ghi đề nghị"), done=_("Đã ghi đề nghị."), note=said, crumbs=((reverse("members:badges"), _("Huy hiệu Đảng")),),
        back=lambda made: f"{reverse('members:badges')}?dot={made.award_on.isoformat()}",
    )  # fmt: skip


@login_required
def decide_badges(request: Request, pk: int) -> HttpResponse:
    """Record the decision for those picked from the list of a round."""
    unit, batch = access.propose_badges.find(request.actor, pk=pk), _batch(request, today())
    rows = {
        row.pk: row
        for row in access.decide_badge.rows(request.actor)
        .filter(inside(((unit.key, unit.key + "~"),)), award_on=batch.award_on, state="proposed")
        .order_by("-years", "sort_key")
    }
    choices = [(pk, _("{name}, {years} năm").format(name=row.full_name, years=row.years)) for pk, row in rows.items()]
    form = forms.BadgeDecisionForm(choices, request.POST or None, initial={"picked": list(rows), "decided_on": today()})
    return act(
        request, form,
        lambda given: actions.decide_badges([rows[int(one)] for one in given["picked"]], by=request.actor, decision=actions.Paper(given["decision_no"], given["decided_on"])),
        title=_("Ghi quyết định tặng Huy hiệu Đảng"), button=_("Ghi quyết định"), done=_("Đã ghi quyết định tặng Huy hiệu Đảng."), back=_address(unit, batch),
        crumbs=((_address(unit, batch), _("Huy hiệu Đảng")),),
    )  # fmt: skip


@login_required
def drop_badge(request: Request, pk: int) -> HttpResponse:
    """Take one off the list with a reason."""
    row: Badge = access.decide_badge.find(request.actor, pk=pk)
    back = f"{reverse('members:badges')}?dot={row.award_on.isoformat()}"
    return act(
        request, WordsForm(request.POST or None), lambda given: actions.drop_badge(row, by=request.actor, note=given["reason"]),
        title=_("Đưa ra khỏi danh sách: {name}").format(name=row.full_name), button=_("Đưa ra khỏi danh sách"), done=_("Đã ghi."), back=back,
        crumbs=((back, _("Huy hiệu Đảng")),),
    )  # fmt: skip


@login_required
def badge_list(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter and list of a round as Word or PDF."""
    unit, batch = access.propose_badges.find(request.actor, pk=pk), _batch(request, today())
    rows = (
        access.decide_badge.rows(request.actor)
        .filter(inside(((unit.key, unit.key + "~"),)), award_on=batch.award_on)
        .exclude(state="dropped")
    )
    if form not in {"docx", "pdf"}:
        raise NotYours
    paper = letters.badge_list(unit, batch.award_on, rows.select_related("unit").order_by("-years", "sort_key"))
    data = word(paper) if form == "docx" else pdf(paper)
    return respond.attachment(data, f"huy-hieu-dang-{batch.award_on.isoformat()}.{form}")
