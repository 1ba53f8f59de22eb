"""What units and people hear about accounts."""

from django.utils.translation import gettext as _

from nennep.accounts.events import CodeIssued, CodeUsed
from nennep.core.jobs import as_account
from nennep.notify.actions import tell
from nennep.org import queries

LINK = "/to-chuc/phan-quyen/"


def code_issued(event: CodeIssued) -> None:
    """The person and the offices of the level above hear of a code."""
    what = _("bước xác thực thứ hai") if event.resets == "second" else _("mật khẩu")
    mine = _(
        "Văn phòng đã cấp mã trên giấy để đặt lại {what} của đồng chí. Nếu không đề nghị, xin báo ngay cho văn phòng."
    )
    above = _("Đơn vị trực thuộc đã cấp mã trên giấy để đặt lại {what} của {name}.")
    tell([event.account_id], mine.format(what=what), "/tai-khoan/")
    tell(queries.managers_above(event.office), above.format(what=what, name=event.name), LINK)


def code_used(event: CodeUsed) -> None:
    """The person hears that a code was used."""
    with as_account(event.account_id):
        tell([event.account_id], _("Tài khoản của đồng chí vừa được đặt lại bằng mã trên giấy."), "/tai-khoan/")
