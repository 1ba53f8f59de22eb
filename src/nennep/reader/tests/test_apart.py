"""Files taken in by a process of their own; the reader without the rest of the house."""

import subprocess
import sys
from pathlib import Path

import pytest

from nennep.reader import apart, intake
from nennep.reader.tests import samples

SOURCE = Path(__file__).resolve().parents[3]


def test_a_child_gives_what_the_reader_gives() -> None:
    told: list[tuple[int, int]] = []
    data = samples.as_pdf(2)
    taken = apart.take(data, "a.pdf", images=True, progress=lambda page, of, _: told.append((page, of)))
    assert taken == intake.take(data, "a.pdf", images=True)
    assert told == [(1, 2), (2, 2)]


def test_parts_and_refusals_come_through() -> None:
    assert apart.take(samples.as_mail(), "a.eml") == intake.take(samples.as_mail(), "a.eml")
    with pytest.raises(intake.Unreadable) as caught:
        apart.take(b"%PDF-1.7 broken", "a.pdf")
    assert caught.value.kind == "damaged"


def test_a_child_that_takes_too_long_is_ended() -> None:
    with pytest.raises(intake.Unreadable) as caught:
        apart.take(samples.as_pdf(), "a.pdf", limits=apart.Limits(seconds=0))
    assert caught.value.kind == "too-slow"


def test_a_child_that_takes_too_much_is_ended_and_the_parent_lives() -> None:
    with pytest.raises(intake.Unreadable) as caught:
        apart.take(samples.as_docx(), "a.docx", limits=apart.Limits(megabytes=20))
    assert caught.value.kind in ("too-heavy", "damaged")


def test_the_reader_needs_nothing_of_django() -> None:
    code = (
        "import sys\n"
        "class Wall:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name.split('.')[0] in ('django', 'psycopg', 'allauth', 'procrastinate'):\n"
        "            raise ImportError(name)\n"
        "sys.meta_path.insert(0, Wall())\n"
        "from nennep.reader import apart, cli, intake, papers\n"
        "from nennep.reader.tests import samples\n"
        "print(papers.read(intake.take(samples.as_docx()).text).header.number.value)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONPATH": str(SOURCE)}, capture_output=True, text=True, check=False
    )
    assert told.stdout.strip() == "5-KH/ĐU", told.stderr


def test_the_child_is_told_no_address_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENNEP_SECRET_KEY", "x" * 40)
    told = apart.surroundings()
    assert not {name for name in told if name.startswith(("DATABASE", "NENNEP", "DJANGO"))}
    assert told["OMP_THREAD_LIMIT"] == "1"
