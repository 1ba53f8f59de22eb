"""The documents room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "nennep.documents"
    label = "documents"

    def ready(self) -> None:
        from nennep.documents.models import Document
        from nennep.journal import registry as journal

        journal.sealed(
            Document, ["id", "unit_id", "kind", "number", "issuer", "dated", "title", "signatory", "text", "status"]
        )
        journal.sentences(
            documents__take_in=_("{who} tiếp nhận {name}"),
            documents__register=_("{who} vào sổ văn bản {number}"),
            documents__number=_("{who} cấp số {number}"),
            documents__settle_twin=_("{who} ghi nhận văn bản {number} là văn bản khác với văn bản cùng số"),
            documents__drop=_("{who} bỏ văn bản {name} đang rà soát; bản gốc còn giữ"),
            documents__part=_("{who} tách văn bản {number} từ {name}"),
            documents__stop_reading=_("{who} dừng đọc {name}; bản gốc còn giữ"),
            documents__download=_("{who} tải bản gốc {name}"),
        )
