"""The accounts room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "nennep.accounts"
    label = "accounts"

    def ready(self) -> None:
        from nennep.journal import registry as journal

        journal.sentences(
            accounts__create=_("{who} lập tài khoản cho {name}"),
            accounts__issue_code=_("{who} cấp mã dùng một lần cho {name}"),
            accounts__use_code=_("{name} đặt lại bằng mã trên giấy"),
        )
