"""Every address against four people: a stranger, a plain member, the unit's officer, another unit's officer.

An address without a row fails. Officer: the right person of the unit may open or post (200, 302, 422); the other
unit's officer gets the 404 that also stands for "not there"; the member what his role gives.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from nennep.config.cast import Cast
from tests import places as made
from tests.gate_table import ELSEWHERE, EVERYBODY, PAGES, POSTS

OPEN = {200, 302, 422, 409}


def names() -> set[str]:
    """Every named address of ours."""
    found: set[str] = set()

    def walk(patterns: list[URLPattern | URLResolver], space: str = "") -> None:
        for one in patterns:
            if isinstance(one, URLResolver):
                walk(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
            elif one.name and not one.name.startswith("mfa_"):
                found.add(f"{space}{one.name}")

    walk(get_resolver().url_patterns)
    return found


def test_every_address_has_a_row_in_the_gate_table() -> None:
    assert names() - set(PAGES) - set(POSTS) - set(EVERYBODY) - ELSEWHERE == set()
    assert set(PAGES) | set(POSTS) | set(EVERYBODY) <= names()


@pytest.fixture
def places(cast: Cast) -> dict[str, dict[str, object]]:
    return made.of_everything(cast)


Sign = Callable[[str], Client]


def address(name: str, places: dict[str, dict[str, object]], what: str) -> str:
    """The address with its arguments, and the query a number needs."""
    found = reverse(name, kwargs=places[what])
    asked = {"reports:number": "tu=2023-01-01&den=2023-06-30", "members:counted": "dong=closing&nhom="}
    return f"{found}?don-vi={places['unit_id']['pk']}&{asked[name]}" if name in asked else found


def test_pages_open_to_whom_they_should_and_ask_the_database_at_most_twenty_times(
    places: dict[str, dict[str, object]], signed_in: Sign
) -> None:
    people = {
        name: signed_in(name)
        for name in [
            "lan",
            "van",
            "hoa",
            "dung",
            "chanh",
            "bithu",
            "khoi",
            "khoi_chanh",
            "lachong",
            "an",
            "quantri",
            "kiemtra",
            "thuquy",
        ]
    }
    wrong, heavy = [], {}
    asked: list[str] = []

    def counted(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        asked.extend([sql] * ("SAVEPOINT" not in sql))
        return execute(sql, params, many, context)

    for name, (what, officer, member, other) in PAGES.items():
        there = address(name, places, what)
        asked.clear()
        with connection.execute_wrapper(counted):
            opened = people[officer].get(there)
        if len(asked) > 20 and opened.headers.get("Content-Type", "").startswith("text/html"):
            heavy[name] = len(asked)
        answers = {
            "stranger": Client().get(there).status_code == 302,
            "officer": opened.status_code in OPEN,
            "member": (people["an"].get(there).status_code in OPEN) == member or member,
            "other": (people["lachong"].get(there).status_code in OPEN) == other,
        }
        wrong += [f"{name}: {who}" for who, right in answers.items() if not right]
    assert wrong == []
    assert heavy == {}


def test_what_is_put_out_is_open_to_everybody(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    people = [Client(), *(signed_in(name) for name in ("lan", "hoa", "lachong", "an"))]
    for name, what in EVERYBODY.items():
        answers = [one.get(address(name, places, what)) for one in people]
        assert [answer.status_code for answer in answers] == [200] * len(people), name
        assert "public" in answers[0]["Cache-Control"] and "no-store" in answers[1]["Cache-Control"]


def test_a_member_is_refused_what_is_not_a_members(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    an = signed_in("an")
    closed = [name for name, (_what, _officer, member, _other) in PAGES.items() if not member]
    opened = [name for name in closed if an.get(address(name, places, PAGES[name][0])).status_code in OPEN]
    assert opened == []


def test_posts_of_others_find_nothing(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    other, member = signed_in("lachong"), signed_in("an")
    for name, (what, _officer) in POSTS.items():
        there = address(name, places, what)
        assert Client().post(there).status_code in {302, 403}, name
        assert other.post(there).status_code == 404, name
        assert member.post(there).status_code == 404, name


def test_not_there_and_not_yours_are_the_same_words(places: dict[str, dict[str, object]], signed_in: Sign) -> None:
    other = signed_in("lachong")
    yours = other.get(address("reports:report", places, "report"))
    nothing = other.get("/bao-cao/999999/")
    assert yours.status_code == nothing.status_code == 404
    assert yours.content == nothing.content
