"""Pages that find papers: full text, issuing bodies, one paper's place among the others."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.documents import access as papers
from nennep.documents.models import Direction, Document, Kind
from nennep.documents.rules import spellings
from nennep.office import access, actions, forms, listings
from nennep.office.models import Level
from nennep.office.queries import catalogue, finding
from nennep.office.views import home_of
from nennep.org import access as org
from nennep.ui.acts import at_its_field


@login_required
def search(request: Request) -> HttpResponse:
    """Full text of papers, with filters."""
    home_of(request.actor)
    asked = _asked(request)
    found, more = ([], False) if asked.empty else finding.find(request.actor, asked)
    if not asked.empty and (taken := listings.FOUND.taken(request, found)):
        return taken
    context = {
        "asked": asked, "found": found, "more": more, "kinds": Kind.choices, "directions": Direction.choices, "levels": Level.choices,
        "issuers": catalogue.catalogue(request.actor), "units": org.see.rows(request.actor).filter(kind__association="party").order_by("key")[:60],
        "tab": "search",
    }  # fmt: skip
    return render(request, "office/search.html", context)


def _asked(request: Request) -> finding.Asked:
    words, kind, direction, level, year, cites = (
        request.GET.get(name, "").strip() for name in ("words", "kind", "direction", "level", "year", "cites")
    )
    issuer, unit = (request.GET.get(name, "") for name in ("issuer", "unit"))
    return finding.Asked(words, kind, direction, level, _whole(issuer), _whole(unit), year, cites)


def _whole(typed: str) -> int:
    return int(typed) if is_number(typed) else 0


@login_required
def issuers(request: Request) -> HttpResponse:
    """The catalogue of issuing bodies by level."""
    unit = home_of(request.actor)
    rows = list(catalogue.catalogue(request.actor))
    if taken := listings.ISSUERS.taken(request, rows):
        return taken
    levels = [(label, [row for row in rows if row.level == value]) for value, label in Level.choices]
    mine = set(access.change_issuer.rows(request.actor).values_list("pk", flat=True))
    context = {
        "levels": levels,
        "mine": mine,
        "may_list": access.list_issuer.allows(request.actor, unit),
        "tab": "issuers",
    }
    return render(request, "office/issuers.html", context)


@login_required
def add_issuer(request: Request) -> HttpResponse:
    """List a body."""
    unit = access.list_issuer.find(request.actor, pk=home_of(request.actor).pk)
    form = forms.IssuerForm(request.POST or None)
    return _saved(
        request, form, _("Thêm cơ quan ban hành"), lambda given: actions.add_issuer(unit, by=request.actor, **given)
    )


@login_required
def edit_issuer(request: Request, pk: int) -> HttpResponse:
    """Change one of the unit's own bodies."""
    row = access.change_issuer.find(request.actor, pk=pk)
    form = forms.IssuerForm(request.POST or None, initial={"name": row.name, "symbol": row.symbol, "level": row.level})
    return _saved(
        request, form, _("Sửa cơ quan ban hành"), lambda given: actions.edit_issuer(row, by=request.actor, **given)
    )


def _saved(request: Request, form: Any, title: str, verb: Any) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            verb(form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã lưu danh mục."))
            return redirect("office:issuers")
    context = {"form": form, "title": title, "back": "office:issuers"}
    return render(request, "office/form.html", context, status=422 if form.errors else 200)


@login_required
def place(request: Request, pk: int) -> HttpResponse:
    """A paper among the others: what it rests on, what carries it out, its state, its short names."""
    document = papers.see.find(request.actor, pk=pk)
    return render(request, "office/place.html", _place(request, document))


def _place(request: Request, document: Document) -> dict[str, Any]:
    return {
        "document": document, "basis": catalogue.basis(request.actor, document), "names": catalogue.short_names(document.unit, document.number),
        "carriers": catalogue.carriers(request.actor, document.number, document.pk) if document.number else [],
        "relations": catalogue.relations(document), "may": access.describe.allows(request.actor, document), "name": forms.NameForm(),
        "relate": forms.RelateForm(initial={"since": document.dated or today()}), "tab": "search",
    }  # fmt: skip


@login_required
def carried(request: Request) -> HttpResponse:
    """What carries out a paper here, though the register may not hold the paper itself."""
    home_of(request.actor)
    number = finding.number_of(request.actor, request.GET.get("so", "").strip())
    known = (
        papers.see.rows(request.actor).filter(number__in=spellings(number)).exclude(status="reading").first()
        if number
        else None
    )
    if known is not None:
        return redirect("office:place", known.pk)
    rows = catalogue.carriers(request.actor, number) if number else []
    return render(request, "office/carried.html", {"number": number, "carriers": rows, "tab": "search"})


@login_required
def name(request: Request, pk: int) -> HttpResponse:
    """Give a paper a short name."""
    document = access.describe.find(request.actor, pk=pk)
    form = forms.NameForm(request.POST or None)
    return _described(
        request, document, "name", form, lambda given: actions.name_paper(document, by=request.actor, **given)
    )


@login_required
def relate(request: Request, pk: int) -> HttpResponse:
    """Say how a paper stands to another."""
    document = access.describe.find(request.actor, pk=pk)
    form = forms.RelateForm(request.POST or None)
    return _described(request, document, "relate", form, lambda given: _related(request, document, given))


def _related(request: Request, document: Document, given: dict[str, Any]) -> object:
    other = (
        papers.see.rows(request.actor)
        .filter(number__in=spellings(given["other"].replace(" ", "")))
        .exclude(status="reading")
        .first()
    )
    if other is None:
        raise Refused(_("Sổ chưa có văn bản {number}.").format(number=given["other"]), field="other")
    return actions.relate_papers(document, by=request.actor, link=given["link"], other=other, since=given["since"])


def _described(request: Request, document: Document, what: str, form: Any, verb: Any) -> HttpResponse:
    if request.method != "POST":
        raise NotYours
    if form.is_valid():
        try:
            verb(form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã ghi."))
            return redirect("office:place", document.pk)
    return render(request, "office/place.html", _place(request, document) | {what: form}, status=422)
