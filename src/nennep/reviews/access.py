"""Who may do what with model titles."""

from django.db.models import Q

from nennep.core.gate import Rule
from nennep.org.models import Unit
from nennep.org.queries import own_organisation
from nennep.reviews.models import LIVING, ModelYear

register_in = Rule(Unit, "reviews.register", key="key", reach=own_organisation)
see = Rule(ModelYear, "reviews.see")
see_in = Rule(Unit, "reviews.see", key="key")
assess = Rule(ModelYear, "reviews.register", Q(state__in=["registered", "half", "assessed"]), reach=own_organisation)
withdraw = Rule(ModelYear, "reviews.register", Q(state__in=["registered", "half"]), reach=own_organisation)
opine = Rule(ModelYear, "reviews.oversee", Q(state__in=["assessed", "proposed", "declined"]))
recognise = Rule(ModelYear, "reviews.oversee", Q(state__in=["proposed"]))
decline = Rule(ModelYear, "reviews.oversee", Q(state__in=LIVING))
