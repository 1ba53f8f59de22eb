"""Pages of model titles."""

from collections.abc import Callable
from typing import Any

from django import forms as django_forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.journal.queries import lines_about, tell
from nennep.journal.takeout import Listing
from nennep.org.models import Unit
from nennep.reviews import access, actions, forms, goods
from nennep.reviews.models import ModelYear
from nennep.ui.acts import attempt

LISTING = Listing(
    "bon-tot", gettext_lazy("Đăng ký, công nhận “bốn tốt”"),
    (
        (gettext_lazy("Đơn vị"), "unit.name", 44), (gettext_lazy("Năm"), "year", 8), (gettext_lazy("Ngày đăng ký"), "registered_on", 13),
        (gettext_lazy("Tự chấm"), "total", 10), (gettext_lazy("Tình trạng"), "get_state_display", 26), (gettext_lazy("Quyết định"), "decision", 18),
    ),
)  # fmt: skip


def _act(
    request: Request, form: django_forms.Form, title: str, verb: Callable[[dict[str, Any]], ModelYear], done: str, **more: Any
) -> HttpResponse:  # fmt: skip
    """Show a form; when it is good, do the act and go to the unit's year. A refusal stands at its field."""
    was_done, row = attempt(request, form, verb, done)
    if was_done:
        return redirect("reviews:model", row.pk)
    return render(
        request, "reviews/form.html", {"form": form, "title": title, **more}, status=422 if form.errors else 200
    )


@login_required
def index(request: Request) -> HttpResponse:
    """The units of a year."""
    if not request.actor.may("reviews.see"):
        raise NotYours
    given = request.GET.get("nam", "")
    year = int(given) if is_number(given) and 2000 < int(given) < 2100 else today().year
    rows = (
        access.see.rows(request.actor)
        .filter(year=year)
        .select_related("unit", "unit__kind")
        .order_by("unit__title_key")
    )
    if taken := LISTING.taken(request, rows):
        return taken
    context = {"rows": list(rows[:300]), "year": year, "may": _own(request) is not None}
    return render(request, "reviews/index.html", context)


def _own(request: Request) -> Unit | None:
    home = request.actor.home
    return access.register_in.rows(request.actor).filter(pk=home.unit_id if home else 0).first()


@login_required
def register(request: Request) -> HttpResponse:
    """Register one's unit."""
    unit = _own(request)
    if unit is None:
        raise NotYours
    form = forms.RegisterForm([today().year, today().year + 1], request.POST or None)
    note = _("Bốn tốt: {goods}.").format(goods="; ".join(str(label).lower() for _code, label, _figures in goods.GOODS))
    return _act(
        request, form, _("Đăng ký “bốn tốt”: {unit}").format(unit=unit.name), lambda given: actions.register_model(unit, by=request.actor, **given),
        _("Đã ghi đăng ký."), note=note, button=_("Đăng ký"),
    )  # fmt: skip


RULES = {"assess": access.assess, "opine": access.opine, "recognise": access.recognise, "withdraw": access.withdraw}


@login_required
def model(request: Request, pk: int) -> HttpResponse:
    """A unit's year: what it set out to do, what the books hold, its points, the opinion and the decision."""
    rights = {f"may_{name}": rule.column(request.actor) for name, rule in RULES.items()}
    row = access.see.rows(request.actor).select_related("unit", "unit__kind").annotate(**rights).filter(pk=pk).first()
    if row is None:
        raise NotYours
    most, held = goods.most_on(today()), goods.held(row.unit, row.year, today())
    lines = [(label, row.points.get(code), most[code], held[code]) for code, label, _figures in goods.GOODS]
    context = {
        "row": row, "lines": lines, "whole": sum(most.values()), "least": goods.least_on(today()), "told": tell(lines_about(row)[:20]),
        "may": {name: getattr(row, f"may_{name}") for name in RULES}, "early": today() < row.opens_on,
    }  # fmt: skip
    return render(request, "reviews/model.html", context)


@login_required
def half(request: Request, pk: int) -> HttpResponse:
    """The look at mid-year."""
    row = access.assess.find(request.actor, pk=pk)
    form = forms.HalfForm(request.POST or None, initial={"words": row.half_words, "version": row.version})

    def verb(given: dict[str, Any]) -> ModelYear:
        return actions.review_half(row, by=request.actor, seen=given["version"], words=given["words"])

    return _act(request, form, _("Sơ kết 6 tháng"), verb, _("Đã ghi sơ kết."), row=row)


@login_required
def assess(request: Request, pk: int) -> HttpResponse:
    """The unit's own points."""
    row = access.assess.find(request.actor, pk=pk)
    initial = row.points | {"words": row.words, "version": row.version}
    held = goods.held(row.unit, row.year, today())
    form = forms.AssessForm(goods.most_on(today()), held, request.POST or None, initial=initial)

    def verb(given: dict[str, Any]) -> ModelYear:
        return actions.assess_model(
            row, by=request.actor, seen=given["version"], points=form.points(), words=given["words"]
        )

    return _act(request, form, _("Tự chấm cuối năm"), verb, _("Đã ghi điểm tự chấm."), row=row)


@login_required
def opine(request: Request, pk: int) -> HttpResponse:
    """The level above."""
    row = access.opine.find(request.actor, pk=pk)
    return _act(
        request, forms.OpinionForm(request.POST or None), _("Ý kiến cấp trên trực tiếp"),
        lambda given: actions.give_opinion(row, by=request.actor, **given), _("Đã ghi ý kiến."), row=row,
    )  # fmt: skip


@login_required
def recognise(request: Request, pk: int) -> HttpResponse:
    """The decision."""
    row = access.recognise.find(request.actor, pk=pk)
    return _act(
        request, forms.DecisionForm(request.POST or None), _("Ghi quyết định công nhận"),
        lambda given: actions.recognise_model(row, by=request.actor, **given), _("Đã ghi quyết định công nhận."), row=row,
    )  # fmt: skip


@login_required
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Take the registration back."""
    row = access.withdraw.find(request.actor, pk=pk)
    return _act(
        request, forms.WithdrawForm(request.POST or None), _("Rút đăng ký"), lambda _given: actions.withdraw_model(row, by=request.actor),
        _("Đã rút đăng ký."), row=row, button=_("Rút đăng ký"), back=reverse("reviews:model", args=[pk]),
    )  # fmt: skip
