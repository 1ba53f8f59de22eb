"""A notice is seen by its own account alone; anybody acting may send one."""

from django.db import migrations

MINE = "account_id = nullif(current_setting('app.uid', true), '')::bigint"
SQL = "alter table notify_notice enable row level security;" + "".join(
    f"""create policy {role}_reads on notify_notice for select to {role} using ({MINE});
    create policy {role}_marks on notify_notice for update to {role} using ({MINE}) with check ({MINE});
    create policy {role}_tells on notify_notice for insert to {role} with check (true);"""
    for role in ("nn_one", "nn_many")
)


class Migration(migrations.Migration):
    dependencies = [("notify", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
