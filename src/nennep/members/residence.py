"""How a place of residence reaches a member's sheet without an account: an address that is signed, opens that sheet alone
and holds until the sheet is taken in or its round is closed. What comes by it waits for the office, which takes it in."""

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.scope import system_actor
from nennep.members.models import Sheet

SIGNER = Signer(salt="members.residence")


def address_of(sheet: Sheet) -> str:
    """The whole address of a sheet, for the paper that goes to the place of residence."""
    return settings.PUBLIC_ADDRESS.rstrip("/") + reverse("members:comment", args=[SIGNER.sign(str(sheet.pk))])


def stranger() -> Actor:
    """Whoever holds the paper: sees what the page shows, holds no right."""
    return system_actor(_("Cấp ủy nơi cư trú"))


def sheet_of(signed: str) -> Sheet | None:
    """The sheet of a signed address; None where the signature is not ours or the sheet is gone."""
    try:
        pk = int(SIGNER.unsign(signed))
    except (BadSignature, ValueError):
        return None
    return Sheet.objects.select_related("round__unit", "unit").filter(pk=pk).first()
