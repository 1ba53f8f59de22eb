"""The journal is append-only, sealed, and finds what was changed behind its back."""

import os

import psycopg
import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from nennep.config.cast import Cast
from nennep.core.clock import FOREVER, today
from nennep.core.scope import acting_as
from nennep.journal import sealing, verifying
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.members import actions as members
from nennep.members.actions.life import Paper
from nennep.members.models import Admission, Membership
from nennep.reports import actions as reports
from tests.story import Story
from tests.story import tell as tell_story


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


def follow(cast: Cast) -> Story:
    """The story, with members who moved and left, and a report of another unit issued."""
    story = tell_story(cast)
    chief, lan, unit = cast.actor("chanh"), cast.actor("lan"), cast.units["BV"]
    with acting_as(chief), transaction.atomic():
        first, second = Membership.objects.filter(unit=cast.units["BV-S1"], until=FOREVER).order_by("-since", "id")[:2]
        members.move_member(first, cast.units["BV-S2"], by=chief, on=today())
        members.end_membership(second, by=chief, on=today(), reason="deceased")
        admission = Admission.objects.filter(unit_key__startswith=unit.key).exclude(person=first.person).latest("id")
        members.annul_admission(admission, by=chief, decision=Paper("9-QĐ/ĐU", today()))
    with acting_as(lan), transaction.atomic():
        reports.freeze_report(story.report, by=lan)
    with acting_as(chief), transaction.atomic():
        reports.check_report(story.report, by=chief)
    secretary = cast.actor("bithu")
    with acting_as(secretary), transaction.atomic():
        reports.record_opinion(story.report, by=secretary, opinion="Nhất trí.")
        reports.sign_report(story.report, by=secretary)
    sealing.seal_waiting(os.environ["DATABASE_SEAL_URL"])
    return story


TAMPERED = {
    "a membership": "update members_membership set until = until - 3 where id = (select max(id) from members_membership where begin = 'admitted')",
    "a membership gone": "delete from members_membership where id = (select min(id) from members_membership)",
    "a decision": "update members_admission set decision_no = '1-QĐ/X' where id = (select min(id) from members_admission)",
    "a recognition": "update members_recognition set decided_on = decided_on - 9 where id = (select min(id) from members_recognition)",
    "a paper": "update documents_document set number = '99-KH/ĐU' where status = 'registered'",
    "a paper's text": "update documents_document set text = text || '.' where status = 'registered'",
    "a report": "update reports_report set signer = 'Người khác' where stage = 'signed'",
    "a report's words": "update reports_report set sections = '{}' where stage = 'signed'",
    "a report's day": "update reports_report set dated = dated - 1 where stage = 'signed'",
    "a report's number": "update reports_reportline set part = part + 1 where id = (select min(id) from reports_reportline where part is not null)",
    "a report's names": "update reports_reportline set row_ids = '[1]' where id = (select min(id) from reports_reportline)",
    "a report's number gone": "delete from reports_reportline where id = (select max(id) from reports_reportline)",
    "words of a line": 'update journal_detail set says = says || \'{"who": "Người khác"}\' where ref = (select ref from journal_line order by id limit 1)',
    "values of a line": "update journal_detail set changes = changes || '{\"x\": [1, 2]}' where ref = (select ref from journal_line where verb = 'members.end')",
}


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_each_kind_of_row_that_was_changed_behind_its_back_is_found(owner: psycopg.Connection, live_cast: Cast) -> None:
    follow(live_cast)
    found = verdict(owner)
    assert found.wrong == [] and found.erased == 0
    for kind, statement in TAMPERED.items():
        with psycopg.connect(os.environ["DATABASE_OWNER_URL"]) as tampering:
            changed = tampering.execute(statement)
            assert changed.rowcount == 1, kind
            wrong = verifying.verify(tampering).wrong
            assert len(wrong) == 1, (kind, wrong)
            tampering.rollback()


@pytest.mark.data
@pytest.mark.django_db(transaction=True)
def test_a_detail_that_retention_erased_is_counted_and_the_chain_holds(owner: psycopg.Connection) -> None:
    owner.execute("delete from journal_detail where ref = (select ref from journal_line order by id limit 1)")
    found = verdict(owner)
    assert found.good and found.erased == 1


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
