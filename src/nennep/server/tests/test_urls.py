"""Addresses of databases."""

import pytest

from nennep.server.urls import build, parse


def test_an_address_of_a_server_on_the_network_is_taken_apart() -> None:
    assert parse("postgresql://an:m%40t@db.truong.vn:5433/nen?sslmode=require") == {
        "NAME": "nen",
        "USER": "an",
        "PASSWORD": "m@t",
        "HOST": "db.truong.vn",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_an_address_of_a_socket_comes_back_as_it_was_built() -> None:
    parts = parse(build("an", "a/b:c@d e", "nề nếp", "/tmp/nennep-1", 5432))
    assert (parts["USER"], parts["PASSWORD"], parts["NAME"]) == ("an", "a/b:c@d e", "nề nếp")
    assert (parts["HOST"], parts["PORT"], parts["OPTIONS"]) == ("/tmp/nennep-1", "5432", {})


@pytest.mark.parametrize("url", ["mysql://an@/x", "sqlite:///x", ""])
def test_another_kind_of_address_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="postgresql://"):
        parse(url)
