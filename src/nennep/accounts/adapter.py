"""How allauth behaves here: sign-up is closed, the office makes accounts, guessing is slowed down in the database."""

import base64
import hashlib
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken
from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.accounts import actions, queries, rules

TOO_MANY = gettext_lazy("Đã nhập sai quá nhiều lần. Đề nghị thử lại sau 15 phút hoặc liên hệ văn phòng.")
WRONG = gettext_lazy("Tên đăng nhập hoặc mật khẩu chưa đúng.")


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """See the module."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": WRONG,
        "account_inactive": WRONG,
        "too_many_login_attempts": TOO_MANY,
        "enter_current_password": gettext_lazy("Mật khẩu hiện nay chưa đúng."),
        "incorrect_password": gettext_lazy("Mật khẩu chưa đúng."),
        "incorrect_code": gettext_lazy("Mã chưa đúng. Đề nghị xem lại mã đang hiện trên ứng dụng."),
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:
        """A closed account that comes with a passkey hears what everybody hears."""
        messages.error(request, WRONG)
        return redirect("account_login")

    def get_client_ip(self, request: HttpRequest) -> str:
        return address_of(request) or "0.0.0.0"  # a socket without an address

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        actions.wait_turn(name_key(credentials))
        if any(queries.is_locked(key) for key in keys(request, credentials)):
            raise forms.ValidationError(TOO_MANY)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        """The account, or None; a closed account answers like one that does not exist."""
        account = super().authenticate(request, **credentials)
        if account is not None and account.is_active:
            actions.forget_guesses(name_key(credentials))
            return account
        actions.note_failure(str(credentials.get("username", "")), keys(request, credentials))
        return None


class SecondAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor: Vietnamese sentences, and secrets that are not readable in a copy of the database."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": Adapter.error_messages["incorrect_code"],
        "cannot_generate_recovery_codes": gettext_lazy("Đề nghị bật bước xác thực thứ hai trước khi tạo mã dự phòng."),
    }

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret; one that nobody knows where the key is another one (a restored database without its key)."""
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        return _("Khóa truy cập {number}").format(number=user.authenticator_set.filter(type=type).count() + 1)

    def _get_site_name(self) -> str:
        return "Nền Nếp"

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)


def _lock() -> Fernet:
    key = hashlib.sha256(b"second factor:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def address_of(request: HttpRequest) -> str:
    """The client's address, behind the proxies that are trusted."""
    meta = request.META
    return rules.client_address(
        meta.get("REMOTE_ADDR", ""), meta.get("HTTP_X_FORWARDED_FOR", ""), settings.TRUSTED_PROXIES
    )


def name_key(credentials: dict[str, Any]) -> str:
    """The key under which guesses for a sign-in name are counted."""
    return f"name:{str(credentials.get('username', '')).lower()}"


def keys(request: HttpRequest, credentials: dict[str, Any]) -> list[str]:
    """The name and the address a guess is counted for."""
    return [name_key(credentials), f"address:{address_of(request)}"]
