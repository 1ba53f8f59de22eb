"""Memberships are seen by their unit's key alone, so that the indexes answer by themselves; distinct names stand in a
dictionary of their own, because a search inside a name cannot use an index below row-level security."""

from django.db import migrations, models

import nennep.core.models
from nennep.core.models import Scope
from nennep.core.rls import secure_sql, undo_sql

NARROW = f"""{undo_sql("members_membership", "unit")}
{secure_sql("members_membership", str(Scope.UNIT.value))}
create index members_nameentry_inside on members_nameentry using gin (name_fold gin_trgm_ops);
insert into members_nameentry (sort_key, name_fold) select distinct on (sort_key) sort_key, name_fold from members_membership
on conflict do nothing;
"""


class Migration(migrations.Migration):
    dependencies = [("members", "0004_staging")]
    operations = [
        migrations.CreateModel(
            name="NameEntry",
            fields=[
                ("sort_key", nennep.core.models.OrderField(primary_key=True, serialize=False, db_collation="C", max_length=400)),
                ("name_fold", nennep.core.models.OrderField(db_collation="C", max_length=400)),
            ],
        ),
        migrations.RunSQL(NARROW, migrations.RunSQL.noop),
    ]
