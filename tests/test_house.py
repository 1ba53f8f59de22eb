"""The rules of the house that a machine can point at."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

import nennep
from nennep.core.models import Scope
from nennep.journal.registry import SENTENCES
from nennep.org.rights import RIGHTS

ROOT = Path(nennep.__file__).parent
ROOMS = sorted(path.parent for path in ROOT.glob("*/__init__.py"))
MODULES = [path for path in ROOT.rglob("*.py") if "migrations" not in path.parts and "tests" not in path.parts]
OURS = [
    model for config in apps.get_app_configs() if config.name.startswith("nennep.") for model in config.get_models()
]


@pytest.mark.parametrize("room", ROOMS, ids=lambda path: path.name)
def test_every_room_has_a_doorplate(room: Path) -> None:
    assert len((ast.get_docstring(ast.parse((room / "__init__.py").read_text())) or "").split()) >= 5


def test_no_module_is_over_its_ceiling() -> None:
    assert [path.name for path in MODULES if len(path.read_text().splitlines()) > 400] == []


def test_no_function_is_over_its_ceiling() -> None:
    long = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= 60:
                long.append(f"{path.relative_to(ROOT)}:{node.name}")
    assert long == []


def test_no_template_is_over_its_ceiling() -> None:
    assert [path.name for path in ROOT.rglob("*.html") if len(path.read_text().splitlines()) > 150] == []


def test_there_are_no_catch_all_modules() -> None:
    banned = {"utils.py", "helpers.py", "services.py", "managers.py", "mixins.py", "constants.py"}
    assert [path for path in MODULES if path.name in banned] == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_table_names_its_scope_class(model: type) -> None:
    assert model.SCOPE in Scope


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(
    "model",
    [model for model in OURS if model.SCOPE not in (Scope.SHARED, Scope.SYSTEM)],
    ids=lambda model: model.__name__,
)
def test_the_database_keeps_the_scope_of_every_scoped_table(model: type) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relrowsecurity from pg_class where oid = %s::regclass", [model._meta.db_table])
        assert cursor.fetchone() == (True,)


@pytest.mark.data
@pytest.mark.django_db
def test_the_application_owns_nothing_and_cannot_change_the_journal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from pg_tables where tableowner in ('nn_app', 'nn_one', 'nn_many')")
        assert cursor.fetchone() == (0,)
        for table in ("journal_line", "journal_detail"):
            cursor.execute(
                "select has_table_privilege('nn_one', %s, 'delete'), has_column_privilege('nn_one', %s, 'person_id', 'update')",
                [table, table],
            )
            assert cursor.fetchone() == (False, False)


def verbs() -> set[str]:
    """The verbs that code records."""
    found: set[str] = set()
    for path in MODULES:
        found |= set(re.findall(r"""record(?:_rows|_many)?\(\s*"([a-z_]+\.[a-z_]+)\"""", path.read_text()))
        found |= set(re.findall(r"""Stage\.\w+, "([a-z_]+\.[a-z_]+)\"""", path.read_text()))
    return found


def test_every_verb_has_a_sentence() -> None:
    assert verbs() - set(SENTENCES) == set()
    assert len(verbs()) > 40


def rights_in_rules() -> set[str]:
    """The rights that rules and views ask for."""
    text = "\n".join(path.read_text() for path in [*MODULES, *ROOT.rglob("*.html")])
    return {right for right in re.findall(r'"([a-z]+\.[a-z_]+)"', text) if right in RIGHTS}


def test_every_right_is_asked_for_somewhere() -> None:
    text = "\n".join(path.read_text() for path in [*MODULES, *ROOT.rglob("*.html")] if path.name != "rights.py")
    assert [right for right in RIGHTS if f'"{right}"' not in text] == []


def test_rules_ask_only_for_rights_that_exist() -> None:
    asked = set()
    for path in ROOT.glob("*/access.py"):
        asked |= set(re.findall(r'Rule\(\s*\w+,\s*"([^"]+)"', path.read_text()))
    assert asked - set(RIGHTS) == {"members.nobody"}
