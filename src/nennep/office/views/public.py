"""Pages that everybody may read without signing in: papers that were put out."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from nennep.core.refused import NotYours
from nennep.files import respond
from nennep.office.models import Publication
from nennep.office.queries import public

ON_A_PAGE = 30
SECONDS = 300
"""How long anybody between may keep a page; a paper taken back is gone everywhere after it."""


def _for_everybody(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pages of strangers may be kept for a while; those of a person signed in never are."""
    if not request.user.is_authenticated:
        patch_cache_control(response, public=True, max_age=SECONDS)
    return response


def _one(pk: int) -> Publication:
    row = public.put_out().filter(pk=pk).first()
    if row is None:
        raise NotYours
    return row


@require_safe
@conditional_page
def listing(request: HttpRequest) -> HttpResponse:
    """The papers put out, the newest first; by unit and by words."""
    words, unit = request.GET.get("tu", "")[:200], request.GET.get("don-vi", "")
    page = Paginator(public.found(words, unit), ON_A_PAGE).get_page(request.GET.get("trang"))
    context = {"page": page, "words": words, "unit": unit, "units": public.units()}
    return _for_everybody(request, render(request, "office/public_list.html", context))


@require_safe
@conditional_page
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """One paper as a page."""
    row = _one(pk)
    context = {"row": row, "parts": public.parts(row.text)}
    return _for_everybody(request, render(request, "office/public_paper.html", context))


@require_safe
def file(request: HttpRequest, pk: int) -> HttpResponse:
    """The issued paper as PDF."""
    row = _one(pk)
    if not row.file_sha:
        raise NotYours
    name = f"{row.number.replace('/', '-')}.pdf"
    return _for_everybody(request, respond.kept(row.file_sha, name))
