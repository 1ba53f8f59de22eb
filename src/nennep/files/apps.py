"""The room of files for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from nennep.journal import registry


class FilesConfig(AppConfig):
    name = "nennep.files"
    label = "files"

    def ready(self) -> None:
        """Tell the journal what taking a list out is called."""
        registry.sentences(files__take_out=_("{who} xuất danh sách “{list}” ra Excel, {count} dòng ({filter})"))
