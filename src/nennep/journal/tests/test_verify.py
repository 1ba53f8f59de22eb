"""The journal is append-only, sealed, and finds what was changed behind its back."""

import os

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.journal import sealing, verifying
from nennep.journal.models import Line
from nennep.journal.queries import tell


@pytest.fixture
def owner(live_cast: Cast) -> psycopg.Connection:
    sealing.seal_waiting(os.environ["DATABASE_SEAL_URL"])
    return psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True)


def verdict(owner: psycopg.Connection, head: str = "") -> verifying.Verdict:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as fresh:
        return verifying.verify(fresh, head)


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_an_untouched_journal_holds_and_its_rows_match(owner: psycopg.Connection) -> None:
    found = verdict(owner)
    assert found.wrong == []
    assert found.lines > 100 and found.rows > 100 and found.unsealed == 0
    assert verdict(owner, found.head).good


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_what_was_changed_behind_its_back_is_found(owner: psycopg.Connection) -> None:
    line = owner.execute("select min(id) + 5 from journal_line").fetchone()
    assert line is not None
    owner.execute("update journal_line set account_id = 99 where id = %s", line)
    owner.execute("delete from journal_line where id = %s + 1", line)
    owner.execute(
        "update members_membership set since = since - 400 where id = (select min(id) from members_membership)"
    )
    wrong = "\n".join(verdict(owner).wrong)
    assert f"Dòng {line[0]}: bị sửa" in wrong
    assert f"Dòng {line[0] + 1}: bị mất" in wrong
    assert "members_membership" in wrong
    assert "Không thấy đầu" in "\n".join(verdict(owner, "0" * 64).wrong)


@pytest.mark.data
@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement",
    ["update journal_line set verb = 'x'", "delete from journal_line", "insert into journal_seal (count) values (1)"],
)
def test_the_application_cannot_rewrite_it(cast: Cast, statement: str) -> None:
    with (
        acting_as(cast.actor("chanh")),
        pytest.raises(ProgrammingError),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


@pytest.mark.django_db
def test_lines_read_as_sentences(cast: Cast) -> None:
    with acting_as(cast.actor("chanh")), transaction.atomic():
        rows = Line.objects.filter(verb="members.record_admission").order_by("-id")[:3]
        sentences = [told.sentence for told in tell(rows)]
    assert sentences and all("ghi kết nạp" in words and "…" not in words for words in sentences)
