"""Scope of papers being written."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("office", "0006_drafting")]
    operations = [Secure(f"office_{name}", Scope.UNIT) for name in ("draft", "point", "opinion", "batch")]
