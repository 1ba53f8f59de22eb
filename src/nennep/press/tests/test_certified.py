"""Signatures by certificate on a frozen file: what is proved, and what is told when it is not."""

from pathlib import Path

import pytest

from nennep.press.certified import MOST_ADDED, Found, check, examine
from nennep.press.pdf import pdf
from nennep.press.tests import signing
from nennep.press.tests.test_pdf import PAPER


@pytest.fixture(scope="module")
def frozen() -> bytes:
    return pdf(PAPER)


def test_two_signatures_on_the_frozen_file_are_read_in_a_process_of_their_own(frozen: bytes, tmp_path: Path) -> None:
    twice = signing.signed(signing.signed(frozen), "Ky2")
    found = check(frozen, twice, signing.roots(tmp_path))
    assert (found.trouble, found.roots, len(found.seals)) == ("", 1, 2)
    for one in found.seals:
        assert (one.signer, one.issuer) == (signing.SIGNER, signing.ISSUER)
        assert one.intact
        assert one.trusted
        assert one.said_at
        assert not one.stamped


def test_a_chain_without_a_root_is_not_trusted(frozen: bytes, tmp_path: Path) -> None:
    (seal,) = examine(signing.signed(frozen), len(frozen), tmp_path / "none").seals
    assert seal.intact
    assert not seal.trusted


def test_what_was_changed_before_or_after_signing_is_noticed(frozen: bytes, tmp_path: Path) -> None:
    once = signing.signed(frozen)
    assert examine(signing.signed(signing.changed(frozen)), len(frozen), tmp_path).trouble == "changed"
    after = examine(signing.changed(once), len(frozen), tmp_path)
    assert after.trouble == "changed"
    assert not after.seals[0].intact
    flipped = bytearray(once)
    flipped[once.index(b"/Rect", len(frozen)) + 8] ^= 1
    assert not examine(bytes(flipped), len(frozen), tmp_path).seals[0].intact


def test_files_that_are_not_the_frozen_one_with_signatures_are_told_apart(frozen: bytes, tmp_path: Path) -> None:
    once = signing.signed(frozen)
    assert check(frozen, b"%PDF-1.7" + once, tmp_path) == Found(trouble="other")
    assert check(frozen, frozen, tmp_path) == Found(trouble="unsigned")
    assert check(frozen, frozen + b" " * (MOST_ADDED + 1), tmp_path) == Found(trouble="big")
    assert check(frozen, once[:-40], tmp_path).trouble == "unreadable"
