"""Standing questions are written once a day for each person; what a read of the database went into is written anew."""

from datetime import date

import pytest
from django.db import connection

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.recall import recall, recalled
from nennep.core.scope import acting_as
from nennep.core.standing import forget, standing
from nennep.duties.registry import due

pytestmark = pytest.mark.django_db


def test_a_statement_is_kept_for_the_person_and_the_day_and_never_with_something_read(cast: Cast) -> None:
    forget()
    written: list[str] = []

    def plain() -> str:
        written.append("plain")
        return "select 1"

    def with_a_read() -> str:
        written.append("read")
        with connection.cursor() as cursor:
            cursor.execute("select 1")
        return "select 1"

    def with_what_the_page_knows() -> int:
        written.append("known")
        return recall("a rule", lambda: 1)

    with acting_as(cast.actor("lan")), recalled():
        for write in (plain, plain, with_a_read, with_a_read, with_what_the_page_knows, with_what_the_page_knows):
            standing(write.__name__, write)
        assert written == ["plain", "read", "read", "known", "known"]
        standing("plain", plain, "something else")
        with on_day(date(2023, 7, 4)):
            standing("plain", plain)
    with acting_as(cast.actor("hoa")):
        standing("plain", plain)
    assert written.count("plain") == 4


def test_what_is_due_is_read_anew_though_its_statement_is_kept(cast: Cast) -> None:
    forget()
    lan = cast.actor("lan")
    with acting_as(lan):
        first = due(lan, date(2023, 9, 1))
        texts: list[str] = []

        def heard(execute, sql, *rest):  # type: ignore[no-untyped-def]
            texts.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(heard):
            again = due(lan, date(2023, 9, 1))
    assert first == again and len(texts) == 1
