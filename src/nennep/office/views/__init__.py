"""Pages of the clerks' office."""

from nennep.core.actor import Actor
from nennep.core.refused import NotYours
from nennep.org import access as org
from nennep.org.models import Unit


def home_of(actor: Actor) -> Unit:
    """The unit in whose office the person works; NotYours for one who reads no papers."""
    home = actor.home
    unit = org.see.rows(actor).filter(pk=home.unit_id).first() if home and actor.may("documents.see") else None
    if unit is None:
        raise NotYours
    return unit
