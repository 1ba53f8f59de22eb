"""The roles: who may do what in the database."""

import psycopg
import pytest

from nennep.server import Server, ServerTrouble, Urls, bootstrap, refuse_power, script
from nennep.server.tests.conftest import PASSWORDS
from nennep.server.tests.test_embedded import ask

pytestmark = pytest.mark.data


def test_making_the_roles_twice_changes_nothing(running: Server, urls: Urls) -> None:
    assert bootstrap(running.admin_url, "thu_nghiem", PASSWORDS, str(running.socket_folder)) == urls


def test_the_application_is_no_superuser_and_does_not_bypass_the_scope(urls: Urls) -> None:
    rights = "rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolinherit"
    query = f"select {rights} from pg_roles where rolname = current_user"
    assert [ask(url, query) for url in (urls.app, urls.owner, urls.seal)] == [False, False, False]


def test_nobody_serves_as_a_role_with_power(running: Server, urls: Urls) -> None:
    refuse_power(urls.app)
    with pytest.raises(ServerTrouble, match="superuser"):
        refuse_power(running.admin_url)
    ask(urls.owner, "create table if not exists owned (n int)")
    with pytest.raises(ServerTrouble, match="owner"):
        refuse_power(urls.owner)


def test_the_application_makes_no_tables_but_temporary_ones(urls: Urls) -> None:
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(urls.app, "create table mine (n int)")
    ask(urls.app, "create temporary table mine (n int)")
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        ask(urls.seal, "create table mine (n int)")


def test_the_application_takes_the_roles_of_its_scope_and_never_the_owners(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection:
        connection.execute("set role nn_one")
        connection.execute("set role nn_many")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("set role nn_owner")


def test_plans_of_the_application_know_their_values(urls: Urls) -> None:
    assert ask(urls.app, "show plan_cache_mode") == "force_custom_plan"


def test_the_extensions_are_there(urls: Urls) -> None:
    assert ask(urls.app, "select similarity('nguyen', 'nguyen')") == 1
    assert ask(urls.app, "select levenshtein('an', 'am')") == 1


def test_the_script_for_another_server_does_the_same(running: Server) -> None:
    roles, inside = script("theo_kich_ban").split('\\connect "theo_kich_ban"')
    for database, text in (("postgres", roles), ("theo_kich_ban", inside)):
        with psycopg.connect(running.admin_url, dbname=database, autocommit=True) as connection:
            for line in text.strip().splitlines():
                connection.execute(line.encode())
    owner = "select pg_get_userbyid(datdba)::text from pg_database where datname = 'theo_kich_ban'"
    assert ask(running.admin_url, owner) == "nn_owner"
    bootstrap(running.admin_url, "thu_nghiem", PASSWORDS, str(running.socket_folder))
