"""Scope of the programmes' tables."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure

BOTH = ("unit_key", "giver_key")


class Migration(migrations.Migration):
    dependencies = [("programmes", "0001_initial"), ("org", "0002_scope"), ("documents", "0002_scope")]
    operations = [
        Secure("programmes_programme", Scope.DOWNWARD),
        Secure("programmes_programmepaper", Scope.DOWNWARD),
        Secure("programmes_target", Scope.DOWNWARD),
        Secure("programmes_task", Scope.DOWNWARD),
        Secure("programmes_share", Scope.TWO_PARTY, BOTH),
        Secure("programmes_work", Scope.TWO_PARTY, BOTH),
        Secure("programmes_evidence", Scope.TWO_PARTY, BOTH),
    ]
