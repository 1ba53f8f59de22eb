"""Scope of the members' tables, and the numbers of persons."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure

SEEN = """(
  id = nullif(current_setting('app.person', true), '')::bigint
  or exists (select 1 from members_membership m where m.person_id = members_person.id)
)"""


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial"), ("org", "0002_scope")]
    operations = [
        migrations.RunSQL("create sequence members_person_number", "drop sequence members_person_number"),
        Secure(
            "members_membership",
            Scope.UNIT,
            extra="person_id = nullif(current_setting('app.person', true), '')::bigint",
        ),
        Secure("members_person", Scope.PERSON, (), extra=SEEN),
        Secure("members_admission", Scope.UNIT),
        Secure("members_recognition", Scope.UNIT),
        Secure("members_tenure", Scope.UNIT),
    ]
