"""Who may do what with units and authority."""

from django.db.models import Q

from nennep.core.clock import FOREVER
from nennep.core.gate import Rule
from nennep.org.models import Charge, CoverException, Grant, Outside, Service, Unit

alive = Q(until=FOREVER)

see = Rule(Unit, "org.see", key="key")
shape = Rule(Unit, "org.shape", key="key")
load = Rule(Unit, "org.import", key="key")
grant = Rule(Unit, "org.grant", key="key")
revoke = Rule(Grant, "org.grant")
manage = Rule(Grant, "accounts.manage")
end_service = Rule(Service, "org.shape", alive)
end_exception = Rule(CoverException, "org.shape")
see_charges = Rule(Charge, "org.see")
end_charge = Rule(Charge, "org.shape", alive)
see_outside = Rule(Outside, "org.see")
change_outside = Rule(Outside, "org.shape")
