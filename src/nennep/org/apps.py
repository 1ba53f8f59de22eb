"""The org room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "nennep.org"
    label = "org"

    def ready(self) -> None:
        from nennep.journal import registry as journal
        from nennep.org.models import Grant, UnitSpell

        journal.sealed(UnitSpell, ["id", "unit_id", "parent_id", "kind_id", "name", "since", "until"])
        journal.sealed(Grant, ["id", "account_id", "unit_id", "role", "below", "since", "until"])
        journal.sentences(
            org__found=_("{who} founded {unit} ({kind})"),
            org__reshape=_("{who} changed {unit}"),
            org__move=_("{who} put {unit} under {parent}"),
            org__end=_("{who} ended {unit}"),
            org__grant=_("{who} gave authority as {role} in {unit}"),
            org__revoke=_("{who} ended authority as {role}"),
        )
