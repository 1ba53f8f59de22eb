"""How allauth behaves here: sign-up is closed, the office makes accounts, guessing is slowed down in the database."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from nennep.accounts import actions


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]
    """See the module."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _("Tên đăng nhập hoặc mật khẩu chưa đúng."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        if any(actions.is_locked(key) for key in keys(request, credentials)):
            raise forms.ValidationError(
                _("Đã nhập sai quá nhiều lần. Đề nghị thử lại sau 15 phút hoặc liên hệ văn phòng.")
            )

    def authenticate(self, request: HttpRequest, **credentials: Any) -> Any:
        self.pre_authenticate(request, **credentials)
        from django.contrib.auth import authenticate

        account = authenticate(request, **credentials)
        if account is None:
            for key in keys(request, credentials):
                actions.note_guess(key)
        else:
            actions.forget_guesses(f"name:{credentials.get('username', '').lower()}")
        return account


def keys(request: HttpRequest, credentials: dict[str, Any]) -> list[str]:
    """The name and the address a guess is counted for."""
    return [f"name:{str(credentials.get('username', '')).lower()}", f"address:{request.META.get('REMOTE_ADDR', '')}"]
