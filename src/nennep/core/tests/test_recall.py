"""What a page remembers while it is read."""

from functools import partial

import pytest

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.recall import kept_rows, missing, recall, recalled, rows_ahead
from nennep.core.scope import acting_as
from nennep.org.models import Unit


def test_nothing_is_kept_outside_and_each_question_is_asked_once_inside() -> None:
    asked: list[int] = []

    def make() -> int:
        asked.append(1)
        return len(asked)

    assert (recall("a", make), recall("a", make)) == (1, 2)
    with recalled():
        assert missing("a")
        assert (recall("a", make), recall("a", make), recall("b", make)) == (3, 3, 4)
        with recalled():
            assert recall("a", make) == 3
        assert not missing("a")
    assert recall("a", make) == 5


@pytest.mark.django_db
def test_what_was_found_for_one_actor_is_not_told_another(cast: Cast) -> None:
    with recalled():
        for who, name in (("lan", "BV"), ("khoi", "K")):
            with acting_as(cast.actor(who)):
                rows_ahead({"home": Unit.objects.filter(pk=cast.units[name].pk)})
                assert [one.code for one in kept_rows("home", Unit.objects.none())] == [name]


def test_an_actor_that_is_gone_leaves_his_answers_to_nobody() -> None:
    with recalled():
        for number in range(1, 60):
            with acting_as(Actor(number, "", None, ())):  # gone at once: its place in memory is free again
                assert recall("a", partial(str, number)) == str(number)
