"""The journal is append-only for the application; the sealer alone writes seals."""

from django.db import migrations

from nennep.core.rls import EVERYONE, ROLES, in_range

MINE = "person_id = nullif(current_setting('app.person', true), '')::bigint"


def reading(table: str) -> str:
    """Policies: anybody acting may append; lines of units in scope, and about oneself, may be read."""
    lines = [f"alter table {table} enable row level security;"]
    for role, ranges in ROLES.items():
        shown = f"{in_range('read_key', ranges)} or {MINE}"
        lines.append(f"create policy {role}_reads on {table} for select to {role} using ({shown});")
        lines.append(f"create policy {role}_appends on {table} for insert to {role} with check (true);")
        lines.append(
            f"create policy {role}_moves on {table} for update to {role} using ({in_range('read_key', ranges)}) with check (true);"
        )
    return "\n".join(lines)


def rights(table: str) -> str:
    """INSERT and SELECT; UPDATE of the scope's key alone, which is not sealed and follows a unit that moves."""
    return f"""
revoke update, delete, truncate on {table} from {EVERYONE};
grant update (read_key) on {table} to {EVERYONE};
alter table {table} alter column read_key set statistics 1000;
"""


SQL = f"""
alter table journal_line add column xid xid8 not null default pg_current_xact_id();
{reading("journal_line")}
{reading("journal_detail")}
{rights("journal_line")}
{rights("journal_detail")}
revoke all on journal_seal, journal_sealedline from {EVERYONE};
grant usage on schema public to nn_seal;
grant select on journal_line, journal_detail to nn_seal;
grant select, insert on journal_seal, journal_sealedline to nn_seal;
grant usage, select on all sequences in schema public to nn_seal;
create policy seals on journal_line for select to nn_seal using (true);
create policy seals on journal_detail for select to nn_seal using (true);
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]
    operations = [migrations.RunSQL(SQL, migrations.RunSQL.noop)]
