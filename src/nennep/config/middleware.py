"""What every request passes: security headers, language, the actor and the scope, refusals as pages."""

from collections.abc import Callable
from contextlib import ExitStack
from urllib.parse import urlencode, urlsplit

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from psycopg.errors import SerializationFailure

from nennep.config import actors
from nennep.core.http import Request
from nennep.core.recall import recalled
from nennep.core.refused import NotYours, Refused, Stale
from nennep.core.scope import acting_as, steady
from nennep.files import uploads

Answer = Callable[[HttpRequest], HttpResponseBase]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'"
)


def headers(answer: Answer) -> Answer:
    """Only our own scripts, styles and pictures; pages of a person are never cached by anyone between."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = answer(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        response.headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if getattr(request, "user", None) is not None and request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    return middleware


def without_nul(answer: Answer) -> Answer:
    """A NUL in a question is left out: no text of the database can hold one (forms refuse it by themselves)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        asked = request.META.get("QUERY_STRING", "")
        if "%00" in asked:
            request.META["QUERY_STRING"] = asked.replace("%00", "")
        return answer(request)

    return middleware


def language(answer: Answer) -> Answer:
    """Vietnamese, unless the person chose English."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        chosen = request.COOKIES.get("language", settings.LANGUAGE_CODE)
        code = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        translation.activate(code)
        request.LANGUAGE_CODE = code
        return answer(request)

    return middleware


NOT_TYPED = {"csrfmiddlewaretoken", "version", "seen", "act"}
SECOND_FACTOR = "/tai-khoan/buoc-hai/"
ALWAYS_OPEN = ("/tai-khoan/", "/dang-xuat/", "/ngon-ngu/", "/static/")
STRONG = {"specialist", "file_officer", "chief_of_office", "clerk", "auditor", "operator", "inspector"}


def second_factor_missing(request: HttpRequest) -> bool:
    """Whether the person's posts ask for a second factor that is not set up; the demo's invented people are spared."""
    roles = {post.role for post in request.all_posts}  # type: ignore[attr-defined]
    return bool(roles & STRONG) and settings.SECOND_FACTOR_REQUIRED and not is_mfa_enabled(request.user)


class ActorMiddleware:
    """Knows who acts, opens the scope for the whole request, and turns refusals into pages."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return back_to_the_form(request, self.answer(request))
        request.all_posts = actors.posts_of(request.user)  # type: ignore[attr-defined]
        request.actor = actors.seated(request.user, request.all_posts, request.session.get(actors.SEAT))  # type: ignore[attr-defined]
        request.second_factor_missing = second_factor_missing(request)  # type: ignore[attr-defined]
        if request.second_factor_missing and not request.path.startswith(ALWAYS_OPEN):  # type: ignore[attr-defined]
            return HttpResponseRedirect(SECOND_FACTOR)
        with acting_as(request.actor), ExitStack() as page:  # type: ignore[attr-defined]
            if request.method == "GET":
                page.enter_context(recalled())
                page.enter_context(steady())
            return self.answer(request)

    def process_view(self, request: Request, *_view: object) -> HttpResponse | None:
        """A file that could not be received is told in words, whatever page it was sent to."""
        refused = uploads.refusal(request)
        return render(request, "ui/refused.html", {"refusal": refused}, status=422) if refused else None

    def process_exception(self, request: Request, exception: Exception) -> HttpResponse | None:
        """The view's transaction is already undone; the page is rendered in a new one."""
        if isinstance(exception.__cause__, SerializationFailure) and request.method == "GET":
            return HttpResponseRedirect(request.get_full_path())  # the row moved on under the page: read it anew
        if isinstance(exception, NotYours | PermissionDenied):
            return render(request, "404.html", {"typed": typed(request)}, status=404)
        if isinstance(exception, Refused):
            return render(request, "ui/refused.html", {"refusal": exception, "typed": typed(request)}, status=422)
        if isinstance(exception, Stale):
            return render(request, "ui/stale.html", {"pairs": both_texts(request, exception)}, status=409)
        return None


def back_to_the_form(request: HttpRequest, answer: HttpResponseBase) -> HttpResponseBase:
    """Who pressed a button after the session had ended comes back to the page with the form, where what was typed is kept;
    the button's own address shows nothing."""
    came = urlsplit(request.META.get("HTTP_REFERER", ""))
    if request.method != "POST" or not isinstance(answer, HttpResponseRedirect) or came.netloc != request.get_host():
        return answer
    if not answer.url.startswith(f"{settings.LOGIN_URL}?next="):
        return answer
    there = f"{came.path}?{came.query}" if came.query else came.path
    return HttpResponseRedirect(f"{settings.LOGIN_URL}?{urlencode({'next': there})}")


def typed(request: Request) -> list[str]:
    """The texts that were sent with a press that came to nothing: they stay before the person's eyes."""
    sent = (text for name, text in request.POST.items() if name not in NOT_TYPED)
    return [str(text) for text in sent if len(str(text).split()) > 1]


def both_texts(request: Request, stale: Stale) -> list[tuple[str, str]]:
    """(what is saved, what was just sent) for everything typed that the row does not say already."""
    sent = {name: text for name, text in request.POST.items() if name not in NOT_TYPED and str(text).strip()}
    pairs = [(_said(getattr(stale.row, name, "")), str(text)) for name, text in sent.items()]
    return [pair for pair in pairs if pair[0] != pair[1]]


def _said(value: object) -> str:
    """A saved value as it is typed: of a list each entry on a line, what belongs to it in brackets."""
    if not isinstance(value, list | tuple):
        return str(value or "–")
    lines = [one if isinstance(one, list | tuple) else (one,) for one in value]
    return "\n".join(str(line[0]) + "".join(f" ({more})" for more in line[1:] if more) for line in lines)


def alive(request: HttpRequest) -> HttpResponse:
    """For the watchdog of the installation: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return HttpResponse("ok", content_type="text/plain")
