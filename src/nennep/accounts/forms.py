"""Shape and wording of signing in with a code on paper."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _


class CodeForm(forms.Form):
    """Name, code, and a new password (left blank where the code is for the second factor)."""

    username = forms.CharField(label=_("Tên đăng nhập"), max_length=60)
    code = forms.CharField(label=_("Mã trên giấy"), max_length=40)
    password = forms.CharField(
        label=_("Mật khẩu mới"), widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}), required=False,
        help_text=_("Từ 10 ký tự. Để trống nếu mã dùng để đặt lại bước xác thực thứ hai."),
    )  # fmt: skip

    def clean_password(self) -> Any:
        """A good password, or none."""
        if given := self.cleaned_data["password"]:
            validate_password(given)
        return given
