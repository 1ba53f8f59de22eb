"""A permission is written once and read three ways; the readings agree for every rule of the house."""

import importlib
from collections.abc import Iterator
from itertools import chain
from typing import Any

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.gate import Rule
from nennep.core.scope import acting_as
from tests import story
from tests.test_house import ROOT

ACTORS = ("chanh", "hoa", "an", "lachong", "kiemtra")
SOME = 4  # rows of each answer that are asked one by one


def rules() -> Iterator[tuple[str, Rule[Any]]]:
    """Every rule of every room by its name."""
    for path in sorted(chain(ROOT.glob("*/access.py"), ROOT.glob("*/access/*.py"))):
        module = importlib.import_module(".".join(path.relative_to(ROOT.parent).with_suffix("").parts))
        yield from ((f"{module.__name__}.{name}", one) for name, one in vars(module).items() if isinstance(one, Rule))


RULES = dict(rules())


def disagreements(name: str, rule: Rule[Any], by: Actor) -> list[str]:
    """Rows of which list, column and yes/no say different things for one person."""
    seen = rule.model._default_manager.order_by("pk")
    column = dict(seen.annotate(reads=rule.column(by)).values_list("pk", "reads")[:400])
    listed = set(rule.rows(by).filter(pk__in=column).values_list("pk", flat=True))
    wrong = [f"{name} {pk}: column {may}" for pk, may in column.items() if may is not (pk in listed)]
    asked = [*sorted(listed, key=str)[:SOME], *[pk for pk in column if pk not in listed][:SOME]]
    for row in rule.model._default_manager.filter(pk__in=asked):
        if rule.allows(by, row) is not (row.pk in listed):
            wrong.append(f"{name} {row.pk}: allows")
    return wrong


@pytest.mark.django_db
@pytest.mark.parametrize("who", ACTORS)
def test_list_column_and_answer_of_every_rule_agree(cast: Cast, who: str) -> None:
    story.tell(cast)
    by = cast.actor(who)
    with acting_as(by), transaction.atomic():
        assert [line for name, rule in RULES.items() for line in disagreements(name, rule, by)] == []


def test_the_rules_are_found() -> None:
    assert "nennep.members.access.lists" in RULES
    assert len({name.split(".")[1] for name in RULES}) == len(list(ROOT.glob("*/access*")))
