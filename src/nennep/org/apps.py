"""The org room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "nennep.org"
    label = "org"

    def ready(self) -> None:
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.org.figures import FIGURES
        from nennep.org.models import Grant, UnitSpell

        figures.offer(*FIGURES)
        journal.sealed(UnitSpell, ["id", "unit_id", "parent_id", "kind_id", "name", "since", "until"])
        journal.sealed(Grant, ["id", "account_id", "unit_id", "role", "below", "since", "until"])
        journal.sentences(
            org__found=_("{who} thành lập {unit} ({kind})"),
            org__reshape=_("{who} thay đổi thông tin {unit}"),
            org__move=_("{who} chuyển {unit} về {parent}"),
            org__end=_("{who} kết thúc hoạt động {unit}"),
            org__grant=_("{who} giao quyền {role} tại {unit}"),
            org__revoke=_("{who} thu quyền {role}"),
        )
