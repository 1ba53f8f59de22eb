"""The catalogues: kinds of units, work areas, organisations outside the tree."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.org import access, actions, forms, listings, queries
from nennep.org.models import Unit
from nennep.ui.acts import at_its_field

ADDING = {
    "loai-don-vi": (forms.KindForm, actions.add_kind),
    "linh-vuc": (forms.AreaForm, actions.add_area),
    "chuc-danh": (forms.PostKindForm, actions.add_post),
}


@login_required
def index(request: Request) -> HttpResponse:
    """What the catalogues hold; those who may add see how."""
    outside = access.see_outside.rows(request.actor).order_by("name_fold")
    if taken := listings.OUTSIDE.taken(request, outside):
        return taken
    context = {
        "kinds": queries.kinds(), "areas": queries.areas(), "posts": queries.post_kinds(), "outside": outside[:500],
        "may": request.actor.may("org.shape"), "root": queries.holds_root(request.actor, "org.shape"),
    }  # fmt: skip
    return render(request, "org/catalogue.html", context)


@login_required
def add(request: Request, what: str) -> HttpResponse:
    """Add a kind of unit or a work area; the whole tree's, so by the office of its root."""
    if what not in ADDING or not queries.holds_root(request.actor, "org.shape"):
        raise NotYours
    make, verb = ADDING[what]
    form = make(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            verb(by=request.actor, **form.cleaned_data)  # type: ignore[operator]
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã thêm vào danh mục."))
            return redirect("org:catalogue")
    return _form(request, form, _("Thêm vào danh mục"))


@login_required
def outside(request: Request, pk: int = 0) -> HttpResponse:
    """Add an organisation outside the tree to the list of one's own unit, or correct one."""
    row = access.change_outside.find(request.actor, pk=pk) if pk else None
    home = request.actor.home
    if home is None:
        raise NotYours
    unit: Unit = row.unit if row else access.shape.find(request.actor, pk=home.unit_id)
    start = {"name": row.name, "symbol": row.symbol, "address": row.address} if row else None
    form = forms.OutsideForm(request.POST or None, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            actions.keep_outside(unit, by=request.actor, row=row, **form.cleaned_data)
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã lưu."))
            return redirect("org:catalogue")
    return _form(request, form, _("Tổ chức ngoài hệ thống"))


def _form(request: Request, form: object, title: str) -> HttpResponse:
    status = 422 if getattr(form, "errors", None) else 200
    return render(
        request, "org/form.html", {"form": form, "unit": None, "title": title, "back": "org:catalogue"}, status=status
    )
