"""The duties room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "duties__put_off": _("{who} để việc “{title}” đến ngày {day}"),
    "duties__take_up": _("{who} lấy lại việc đã để sau “{title}”"),
    "duties__hand_over": _("{who} chuyển việc “{title}” cho {to}"),
    "duties__hand_back": _("{who} kết thúc việc chuyển “{title}”"),
    "duties__chase": _("{who} nhắc {count} nơi chưa làm “{title}”"),
    "duties__thank": _("{who} cảm ơn {count} đồng chí đã hoàn thành “{title}”"),
}


class DutiesConfig(AppConfig):
    name = "nennep.duties"
    label = "duties"

    def ready(self) -> None:
        from nennep.duties.models import Handing, Later
        from nennep.journal import registry as journal

        journal.sealed(Later, ["id", "account_id", "kind", "row_id", "until"])
        journal.sealed(Handing, ["id", "account_id", "to_id", "kind", "row_id", "on", "back_on"])
        journal.sentences(**SENTENCES)
