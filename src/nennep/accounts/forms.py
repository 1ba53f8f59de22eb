"""Shape and wording of signing in with a code on paper."""

from typing import Any

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from django import forms
from django.utils.translation import gettext_lazy as _

from nennep.accounts import actions, queries
from nennep.accounts.adapter import TOO_MANY


class CodeForm(forms.Form):
    """Name, code, and a new password (left blank where the code is for the second factor)."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    code = forms.CharField(label=_("Mã trên giấy"), max_length=40)
    password = forms.CharField(
        label=_("Mật khẩu mới"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), required=False,
        help_text=_("Từ 10 ký tự. Để trống nếu mã dùng để đặt lại bước xác thực thứ hai."),
    )  # fmt: skip


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The second step of signing in; wrong codes are counted in the database."""

    def clean_code(self) -> Any:
        """The code, unless there were too many wrong ones."""
        key = f"second:{self.user.pk}"
        actions.wait_turn(key)
        if queries.is_locked(key):
            raise forms.ValidationError(TOO_MANY)
        code = super().clean_code()
        actions.forget_guesses(key)
        return code


class SecondAgainForm(SecondStepForm):
    """The same, when asked again before changing the account's security."""

    save = ReauthenticateForm.save
