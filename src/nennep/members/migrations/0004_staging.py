"""The staging table is unlogged, and draws person numbers as rows come in."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure

SQL = """
alter table members_stagedmember set unlogged;
alter table members_stagedmember alter column person_id set default nextval('members_person_number');
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0003_imports")]
    operations = [Secure("members_import", Scope.UNIT), migrations.RunSQL(SQL, migrations.RunSQL.noop)]
