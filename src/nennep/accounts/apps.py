"""The accounts room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "nennep.accounts"
    label = "accounts"

    def ready(self) -> None:
        from nennep.accounts import listeners
        from nennep.journal import registry as journal

        listeners.listen()
        journal.sentences(
            accounts__create=_("{who} lập tài khoản cho {name}"),
            accounts__close=_("{who} khóa tài khoản của {name}"),
            accounts__open=_("{who} mở lại tài khoản của {name}"),
            accounts__unlock=_("{who} gỡ tạm khóa đăng nhập cho {name}"),
            accounts__ask_code=_("{who} đề nghị cấp mã dùng một lần cho {name}, chờ người thứ hai"),
            accounts__issue_code=_("{who} cấp mã dùng một lần cho {name}"),
            accounts__use_code=_("{name} đặt lại bằng mã trên giấy"),
            accounts__sign_in=_("{name} đăng nhập"),
            accounts__sign_out=_("{name} đăng xuất"),
            accounts__fail=_("Có người nhập sai khi đăng nhập tài khoản của {name}"),
            accounts__lock=_("Tài khoản của {name} tạm khóa vì nhập sai nhiều lần"),
            accounts__change_password=_("{name} đổi mật khẩu"),
            accounts__add_second=_("{name} thêm phương thức xác thực thứ hai"),
            accounts__remove_second=_("{name} bỏ một phương thức xác thực thứ hai"),
        )
