"""The application must be weak: a role that could see past the scope is refused before anything is served."""

import psycopg

from nennep.server.trouble import ServerTrouble

TOO_MUCH = """
select concat_ws(', ',
  case when r.rolsuper then 'superuser' end,
  case when r.rolbypassrls then 'bypassrls' end,
  case when exists (select from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind in ('r', 'p')
    and pg_has_role(r.oid, c.relowner, 'member')) then 'owner' end)
from pg_roles r where r.rolname = current_user
"""


def refuse_power(address: str) -> None:
    """Raise ServerTrouble ``too_powerful`` when the role of the address is a superuser, bypasses row-level security, or
    is or may become an owner of our tables; psycopg.OperationalError when nothing answers."""
    with psycopg.connect(address, connect_timeout=10) as connection:
        row = connection.execute(TOO_MUCH).fetchone()
    if row and row[0]:
        raise ServerTrouble("too_powerful", str(row[0]))
