"""Scope of what is sent on."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure

BOTH = ("giver_key", "unit_key")


class Migration(migrations.Migration):
    dependencies = [("office", "0004_sending")]
    operations = [
        Secure("office_delivery", Scope.TWO_PARTY, BOTH),
        Secure("office_study", Scope.DOWNWARD),
        Secure("office_session", Scope.TWO_PARTY, BOTH),
    ]
