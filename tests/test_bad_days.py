"""Bad days: two at once, a failure in the middle, a lost machine."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from nennep import server
from nennep.config.cast import Cast
from nennep.core.refused import Stale
from nennep.core.scope import acting_as
from nennep.files.actions import DiskFull, keep_bytes
from nennep.members import actions as members
from nennep.members.actions import loading
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import Unit
from nennep.programmes import actions as plans
from tests import story


@pytest.mark.django_db
def test_the_second_of_two_editors_is_shown_both(cast: Cast) -> None:
    told, lan = story.tell(cast), cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        seen = told.target.version
        plans.bind_target(told.target, by=lan, seen=seen, name="Kết nạp đảng viên trẻ")
        with pytest.raises(Stale) as stale:
            plans.bind_target(told.target, by=lan, seen=seen, name="Kết nạp đảng viên mới nữ")
        assert (stale.value.row.name, stale.value.seen) == ("Kết nạp đảng viên trẻ", seen)


@pytest.mark.django_db
def test_an_import_that_breaks_in_the_middle_leaves_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from nennep.members.tests.test_imports import book, good, read

    row, by = read(cast, book(good())), cast.actor("lan")
    before = Membership.objects
    with acting_as(by), transaction.atomic():
        count = before.count()
    monkeypatch.setattr(loading, "TAKE", (*loading.TAKE[:3], "select 1 / 0"))
    with acting_as(by), pytest.raises(Exception, match="division by zero"), transaction.atomic():
        members.take_import(row, by=by)
    monkeypatch.undo()
    monkeypatch.setenv("NENNEP_TODAY", "2023-07-03")
    with acting_as(by), transaction.atomic():
        assert Membership.objects.count() == count
        assert members.take_import(row, by=by) == 1


@pytest.mark.django_db
def test_a_unit_that_ended_in_mid_period_still_counts_for_its_time(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.filter(unit=cast.units["BV-TY"], until__gt=date(2023, 4, 1))
        assert held.update(until=date(2023, 4, 1), end="other")
        org.end_unit(cast.units["BV-TY"], by=by, on=date(2023, 4, 1))
        from nennep.org.queries import tree

        before = {spell.unit_id for spell in tree(cast.units["BV"], date(2023, 3, 31))}
        after = {spell.unit_id for spell in tree(cast.units["BV"], date(2023, 4, 1))}
        assert before - after == {cast.units["BV-TY"].pk}
        assert Unit.objects.get(pk=cast.units["BV-TY"].pk).until == date(2023, 4, 1)


def test_a_full_disk_is_said_in_words(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.FILES_DIR = tmp_path  # type: ignore[attr-defined]

    def full(*_given: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("nennep.files.actions.tempfile.mkstemp", full)
    with pytest.raises(DiskFull) as refusal:
        keep_bytes(b"abc")
    assert "Ổ đĩa" in str(refusal.value)
    assert not list(tmp_path.rglob("*/*"))


@pytest.mark.django_db(transaction=True)
def test_a_backup_restores_into_an_empty_database_with_its_journal(live_cast: Cast, tmp_path: Path) -> None:
    base = Path("/var/lib") if os.geteuid() == 0 else tmp_path
    folder = base / f"nennep-restored-{os.getpid()}"
    given = dict(os.environ)
    elsewhere = {name: value for name, value in given.items() if not name.startswith(("DATABASE_", "NENNEP_"))}
    elsewhere |= {"NENNEP_STATE": str(folder)}
    elsewhere |= {name: given[name] for name in ("NENNEP_PG_HOME",) if name in given}

    def run(where: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *arguments], env=where, capture_output=True, text=True, check=False)

    try:
        made = run(given, "-m", "nennep", "backup", str(tmp_path), "--new-key", str(tmp_path / "key"))
        assert made.returncode == 0, made.stderr
        archive = next(tmp_path.glob("*.age"))
        assert oct((tmp_path / "key").stat().st_mode & 0o777) == "0o600"
        assert b"PGDMP" not in archive.read_bytes()
        restore = ("-m", "nennep", "restore", str(archive), "--key", str(tmp_path / "key"))
        restored = run(elsewhere, *restore)
        assert restored.returncode == 0, restored.stdout + restored.stderr
        assert "Nhật ký nguyên vẹn." in restored.stdout
        again = run(elsewhere, *restore)
        assert again.returncode == 2 and "không trống" in again.stderr
        counts = [run(where, "-c", COUNT).stdout.strip().splitlines()[-1] for where in (given, elsewhere)]
        assert counts[0] == counts[1] and "'members_membership': 0" not in counts[0]
    finally:
        server.Server(folder).destroy()


COUNT = """
import psycopg
from nennep import server
urls, _running = server.ensure()
with psycopg.connect(urls.owner) as connection:
    tables = [row[0] for row in connection.execute("select tablename from pg_tables where schemaname = 'public' and tablename not like 'procrastinate%' and tablename not like 'journal_seal%' order by 1")]
    print({table: connection.execute(f'select count(*) from "{table}"').fetchone()[0] for table in tables})
"""
