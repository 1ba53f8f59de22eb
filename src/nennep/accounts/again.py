"""Proving once more who one is, for an act that whoever finds an open screen must not be able to do."""

import time

from allauth.account.authentication import get_authentication_records
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nennep.accounts.actions import forget_guesses, note_failure, wait_turn
from nennep.accounts.queries import is_locked
from nennep.core.refused import Refused

FRESH = 120
"""Seconds for which a passkey that was shown again stands for one act."""
USED = "passkey_used_at"


class NotProved(Refused):
    """The password is wrong, or guessed too often."""


def has_passkey(request: HttpRequest) -> bool:
    """Whether the account of a request has a passkey."""
    return Authenticator.objects.filter(user_id=request.user.pk, type=Authenticator.Type.WEBAUTHN).exists()


def _shown(request: HttpRequest) -> float:
    """When a passkey was shown again last in this session, in seconds since 1970; 0 for never."""
    records = get_authentication_records(request, request.user)
    found = (float(one["at"]) for one in records if one.get("type") == "webauthn" and one.get("reauthenticated"))
    return max(found, default=0.0)


def by_passkey(request: HttpRequest) -> bool:
    """Whether a passkey was shown again a moment ago and has not served for an act yet."""
    at = _shown(request)
    return at > float(request.session.get(USED, 0)) and time.time() - at < FRESH


def prove(request: HttpRequest, password: str) -> None:
    """Take the passkey that was just shown, for this one act; else the password, guesses counted as at the door.
    Raises NotProved."""
    if by_passkey(request):
        request.session[USED] = _shown(request)
        return
    name = request.user.get_username()
    key = f"name:{name.lower()}"
    wait_turn(key)
    if is_locked(key):
        raise NotProved(_("Đã nhập sai quá nhiều lần. Đề nghị thử lại sau 15 phút."), field="password")
    if not request.user.check_password(password):
        note_failure(name, [key])
        raise NotProved(_("Mật khẩu chưa đúng. Đề nghị nhập lại."), field="password")
    forget_guesses(key)
