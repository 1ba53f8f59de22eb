"""Pages of the congresses of a term, of one person's posts, and of the planning roster, every look at which is on record."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.gate import inside
from nennep.core.http import Request, unit_asked
from nennep.core.refused import NotYours
from nennep.duties import rulebook
from nennep.members import access, actions, congresses, posts
from nennep.members.forms import posts as forms
from nennep.members.models import Membership, Planned
from nennep.members.views.acts import act
from nennep.org.models import Unit
from nennep.org.queries import posts_of


def unit_of(request: Request, right: str) -> Unit:
    """The unit asked for, else the actor's own where the right is held."""
    unit: Unit = getattr(access, right).find(request.actor, pk=unit_asked(request))
    return unit


@login_required
def congress(request: Request) -> HttpResponse:
    """Which units have held their congress of the term, and which are late."""
    unit = unit_of(request, "count")
    context = {
        "unit": unit, "board": congresses.board(unit, today()), "day": today(),
        "rules": rulebook.on(today()).says("term.years", "congress.soon"),
    }  # fmt: skip
    return render(request, "members/congress.html", context)


@login_required
def person_posts(request: Request, pk: int) -> HttpResponse:
    """Every post a person holds or held, in order of protocol, whatever the organisation."""
    held = access.lists.rows(request.actor).filter(person=pk).order_by("-until").select_related("person").first()
    if held is None:
        raise NotYours
    rows = posts.of_person(held.person)
    return render(request, "members/person_posts.html", {"held": held, "rows": rows})


@login_required
def roster(request: Request) -> HttpResponse:
    """The planning roster of a unit; the look is written down."""
    unit = unit_of(request, "see_roster")
    actions.read_roster(unit, by=request.actor)
    rows = access.see_planned.rows(request.actor).filter(unit=unit).select_related("person")
    found: dict[str, list[Planned]] = {}
    for row in rows.order_by("-term", "protocol", "person__full_name"):
        found.setdefault(row.term, []).append(row)
    return render(request, "members/roster.html", {"unit": unit, "terms": found})


def _address(unit: Unit) -> str:
    return f"{reverse('members:roster')}?don-vi={unit.pk}"


@login_required
def plan_person(request: Request, pk: int) -> HttpResponse:
    """Put a member on the roster of a unit."""
    unit = access.see_roster.find(request.actor, pk=pk)
    official = Membership.objects.filter(access.counted, inside(((unit.key, unit.key + "~"),)), status="official")
    people = {row.pk: row for row in official.order_by("sort_key", "pk").select_related("unit")[:2000]}
    choices = [(row.pk, f"{row.full_name} ({row.birth_year or '–'}, {row.unit.name})") for row in people.values()]
    form = forms.PlanForm(choices, posts_of(unit), request.POST or None)
    return act(
        request, form,
        lambda given: actions.plan_person(unit, people[given["person"]], by=request.actor, title=given["title"], term=given["term"]),
        title=_("Đưa vào quy hoạch: {unit}").format(unit=unit.name), button=_("Ghi đề nghị"), done=_("Đã ghi đề nghị quy hoạch."),
        back=_address(unit), crumbs=((_address(unit), _("Quy hoạch cán bộ")),),
    )  # fmt: skip


@login_required
def decide_plan(request: Request, pk: int) -> HttpResponse:
    """Record the decision about an entry."""
    row = access.decide_plan.find(request.actor, pk=pk)
    title = _("{name}: quy hoạch {title}, nhiệm kỳ {term}").format(
        name=row.person.full_name, title=row.title, term=row.term
    )
    return act(
        request, forms.DecidePlanForm(request.POST or None, initial={"on": today()}),
        lambda given: actions.decide_plan(row, by=request.actor, **given), title=title, button=_("Ghi quyết định"),
        done=_("Đã ghi quyết định."), back=_address(row.unit), crumbs=((_address(row.unit), _("Quy hoạch cán bộ")),),
    )  # fmt: skip
