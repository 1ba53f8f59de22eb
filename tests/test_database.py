"""The test database itself."""

import os

import psycopg
import pytest
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState

from nennep.config.migrating import nearest_models_only
from tests import database


@pytest.mark.django_db
def test_tests_work_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select session_user::text")
        assert cursor.fetchone() == ("nn_app",)


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_after_a_test_that_commits_only_the_reference_data_is_left() -> None:
    def count(table: str) -> int:
        row = owner.execute(f"select count(*) from {table}".encode()).fetchone()
        assert row is not None
        return int(row[0])

    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        database.put_back("migrated")
        kinds = count("org_unitkind")
        owner.execute("insert into django_session values ('a', 'b', now())")
        owner.execute("delete from org_unitkind")
        database.put_back("migrated")
        assert (count("django_session"), count("org_unitkind")) == (0, kinds)
        assert kinds > 0


def test_a_changed_table_renders_itself_and_those_that_point_to_it() -> None:
    def rendered() -> set[str]:
        state = ProjectState()
        for name, points_to in {"bloc": None, "cell": "bloc", "member": "cell", "paper": None}.items():
            fields = [("id", models.AutoField(primary_key=True))]
            if points_to:
                fields.append(("above", models.ForeignKey(f"org.{points_to}", models.CASCADE)))
            state.add_model(ModelState("org", name, fields))
        before = dict(state.apps.all_models["org"])
        state.add_field("org", "cell", "name", models.TextField(default=""), preserve_default=True)
        after = state.apps.all_models["org"]
        return {name for name in after if after[name] is not before[name]}

    with nearest_models_only():
        assert rendered() == {"cell", "member"}
    assert rendered() >= {"bloc", "cell", "member"}  # as Django does it by itself
