"""Files are read by a process of its own that knows nothing of ours."""

import hashlib
import os
from pathlib import Path

import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents import actions, apart, reading
from nennep.documents.taking import SecretPaper
from nennep.files.actions import place_of


def test_the_child_is_told_no_address_and_no_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NENNEP_SECRET_KEY", "x" * 40)
    told = apart._surroundings()
    assert not {name for name in told if name.startswith(("DATABASE", "NENNEP", "DJANGO"))}
    assert told["PATH"] == os.environ["PATH"] and told["OMP_THREAD_LIMIT"] == "1"


def test_a_file_is_read_once_and_kept(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("KẾ HOẠCH\nNăm 2023 phấn đấu kết nạp từ 12 đảng viên trở lên.", encoding="utf-8")
    pages: list[tuple[int, int]] = []
    found = apart.read_apart(paper, "a.txt", tmp_path / "work", lambda page, of: pages.append((page, of)))
    assert "kết nạp từ 12 đảng viên" in found["text"]
    paper.unlink()
    assert apart.read_apart(paper, "a.txt", tmp_path / "work", lambda page, of: None) == found


def test_what_cannot_be_read_is_said_with_its_kind(tmp_path: Path) -> None:
    paper = tmp_path / "a.pdf"
    paper.write_bytes(b"%PDF-1.7 nothing")
    with pytest.raises(reading.Unreadable):
        apart.read_apart(paper, "a.pdf", tmp_path / "work", lambda page, of: None)


def test_a_child_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    paper = tmp_path / "a.txt"
    paper.write_text("KẾ HOẠCH", encoding="utf-8")
    with pytest.raises(reading.Unreadable) as told:
        apart.read_apart(paper, "a.txt", tmp_path / "work", lambda page, of: None, seconds=0)
    assert str(told.value.kind) == "too-long"


@pytest.mark.django_db
def test_of_a_secret_paper_nothing_is_kept(cast: Cast) -> None:
    data = "MẬT\nĐẢNG ỦY TRƯỜNG\nKẾ HOẠCH\nNăm 2023 phấn đấu kết nạp từ 12 đảng viên trở lên.".encode()
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        row = actions.begin_intake(cast.units["BV"], by=lan, name="a.txt", data=data)
        assert (row.state, row.trouble, row.file_sha, row.document) == ("failed", "secret", "", None)
        assert not place_of(hashlib.sha256(data).hexdigest()).exists()
        with pytest.raises(SecretPaper):
            actions.take_in_paper(cast.units["BV"], by=lan, text=data.decode())
