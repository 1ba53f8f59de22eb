"""Scope of hand-entered figures."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]
    operations = [Secure("figures_handfigure", Scope.UNIT)]
