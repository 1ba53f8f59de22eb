"""The pages of last resort."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Not there and not yours: the same words."""
    return render(request, "404.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    """Something of ours broke; no trace of it is shown."""
    return render(request, "500.html", status=500)
