"""The journal room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nennep.journal import registry


class JournalConfig(AppConfig):
    name = "nennep.journal"
    label = "journal"

    def ready(self) -> None:
        """Tell the journal what taking a list out is called."""
        registry.sentences(journal__take_out=_("{who} xuất danh sách “{list}” ra Excel, {count} dòng ({filter})"))
