"""The pinned dependencies."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ("lock.txt", "lock-dev.txt")


def pinned(name: str) -> set[str]:
    text = (ROOT / "requirements" / name).read_text()
    return {found.lower().replace("_", "-") for found in re.findall(r"^([\w.-]+)==", text, re.M)}


def wanted(lines: list[str]) -> set[str]:
    return {re.split(r"[\[<>=!~ ]", line)[0].lower().replace("_", "-") for line in lines}


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_names_no_machine(name: str) -> None:
    for line in (ROOT / "requirements" / name).read_text().splitlines():
        assert re.fullmatch(r"[\w.-]+==[\w.+!-]+( ; .*)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?|#.*|", line), line


def test_everything_the_project_asks_for_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    runtime, dev = wanted(project["dependencies"]), wanted(project["optional-dependencies"]["dev"])
    assert runtime <= pinned("lock.txt")
    assert runtime | dev <= pinned("lock-dev.txt")


def test_what_serves_has_no_tool_of_development() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    dev = wanted(project["optional-dependencies"]["dev"])
    assert not dev & pinned("lock.txt")


def test_every_dependency_says_why_in_one_line() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    lines = re.findall(r'^    "[^"]+",(.*)$', text[: text.index("[project.scripts]")], re.M)
    assert lines and all(re.match(r"\s+# \w", line) for line in lines)
