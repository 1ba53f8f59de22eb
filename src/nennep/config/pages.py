"""The pages that belong to no room: last resort, language, seat."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from nennep.config.actors import SEAT
from nennep.core.asked import is_number
from nennep.ui.build import BUILT


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there and not yours: the same words."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; no trace of it is shown."""
    return render(request, "500.html", status=500)


def away(request: HttpRequest) -> HttpResponse:
    """The script that says in the house's words that the network is gone; it stands at the root, so that it serves every page."""
    return HttpResponse((BUILT / "away.js").read_bytes(), content_type="text/javascript; charset=utf-8")


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie and go back."""
    response = HttpResponseRedirect(_back(request))
    if (code := request.POST.get("language", "")) in dict(settings.LANGUAGES):
        response.set_cookie("language", code, max_age=365 * 86400, samesite="Lax", httponly=True)
    return response


@require_POST
def choose_seat(request: HttpRequest) -> HttpResponse:
    """Work in one of one's posts from now on."""
    seat = request.POST.get("seat", "")
    if is_number(seat) and int(seat):
        request.session[SEAT] = int(seat)
    else:
        request.session.pop(SEAT, None)
    return HttpResponseRedirect("/")


def _back(request: HttpRequest) -> str:
    target = request.POST.get("next", "/")
    return target if url_has_allowed_host_and_scheme(target, {request.get_host()}) else "/"
