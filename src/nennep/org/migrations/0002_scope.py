"""Scope of the organisation's tables, and the one function that may be asked before there is a scope."""

from django.db import migrations

from nennep.core.models import Scope
from nennep.core.rls import Secure

GRANTS_OF = """
create function nn_grants_of(account bigint, day date)
returns table (grant_id bigint, unit_id bigint, unit_key text, unit_name text, role text, below boolean, until date)
language sql stable security definer set search_path = public, pg_temp as $$
  select g.id, g.unit_id, u.key, u.name, g.role, g.below, g.until
  from org_grant g join org_unit u on u.id = g.unit_id
  where g.account_id = account and g.since <= day and g.until > day and u.until > day
  order by length(u.key), not g.below, g.id
$$;
revoke all on function nn_grants_of(bigint, date) from public;
grant execute on function nn_grants_of(bigint, date) to nn_app, nn_one, nn_many;
"""


class Migration(migrations.Migration):
    dependencies = [("org", "0001_initial")]
    operations = [
        Secure("org_unit", Scope.DOWNWARD, ("key",)),
        Secure("org_unitspell", Scope.DOWNWARD, ("unit_key",)),
        Secure("org_service", Scope.UNIT),
        Secure("org_coverexception", Scope.UNIT),
        Secure("org_outside", Scope.UNIT),
        Secure("org_term", Scope.DOWNWARD),
        Secure("org_seat", Scope.DOWNWARD),
        Secure("org_charge", Scope.UNIT, extra="account_id = nullif(current_setting('app.uid', true), '')::bigint"),
        Secure("org_grant", Scope.UNIT, extra="account_id = nullif(current_setting('app.uid', true), '')::bigint"),
        migrations.RunSQL(GRANTS_OF, "drop function nn_grants_of(bigint, date)"),
    ]
