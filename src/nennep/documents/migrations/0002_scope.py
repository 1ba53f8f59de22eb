"""Scope of the papers' tables."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial"), ("org", "0002_scope")]
    operations = [
        Secure("documents_document", Scope.DOWNWARD),
        Secure("documents_proposal", Scope.DOWNWARD),
        Secure("documents_citation", Scope.DOWNWARD),
        Secure("documents_recipient", Scope.DOWNWARD),
        Secure("documents_book", Scope.UNIT),
    ]
