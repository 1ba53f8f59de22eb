"""The core app: prepares a database before its first migration."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import pre_migrate

from nennep.viet.order import sql_functions

PREPARE = """
do $$ begin
  perform set_config('client_min_messages', 'warning', true);
  execute format('alter default privileges for role %I in schema public grant select, insert, update, delete on tables to nn_app, nn_one, nn_many', current_user);
  execute format('alter default privileges for role %I in schema public grant usage, select on sequences to nn_app, nn_one, nn_many', current_user);
  execute 'grant usage on schema public to nn_app, nn_one, nn_many, nn_seal';
end $$;
"""


def prepare(sender: Any, using: str, **_: Any) -> None:
    """Give new tables to the application's roles and make the Vietnamese functions; safe to repeat."""
    with connections[using].cursor() as cursor:
        cursor.execute(PREPARE)
        cursor.execute(sql_functions())


class CoreConfig(AppConfig):
    name = "nennep.core"
    label = "core"

    def ready(self) -> None:
        pre_migrate.connect(prepare, sender=self, dispatch_uid="core.prepare")
