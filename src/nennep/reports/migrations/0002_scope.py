"""Scope of the reports' tables."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("reports", "0001_initial"), ("org", "0002_scope")]
    operations = [
        Secure("reports_report", Scope.UNIT),
        Secure("reports_reportline", Scope.UNIT),
        Secure("reports_round", Scope.DOWNWARD),
        Secure("reports_owed", Scope.TWO_PARTY, ("unit_key", "giver_key")),
    ]
