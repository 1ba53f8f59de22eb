"""Scope of what a review keeps."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("documents", "0004_review")]
    operations = [
        Secure("documents_step", Scope.DOWNWARD),
        Secure("documents_example", Scope.UNIT),
        Secure("documents_intake", Scope.UNIT),
    ]
