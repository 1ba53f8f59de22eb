"""Invented papers and what must be read in them."""

import json
from pathlib import Path

import pytest

from nennep.reader import cli, contract, findings
from nennep.reader.papers import read

FOLDER = Path(__file__).parent / "papers"
PLAN = (FOLDER / "ke-hoach-bach-viet.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.txt")), ids=lambda path: path.stem)
def test_an_invented_paper_reads_as_its_gold_says(path: Path) -> None:
    gold = json.loads(path.with_suffix(".gold.json").read_text(encoding="utf-8"))
    assert contract.to_pred(read(path.read_text(encoding="utf-8")), path.stem) == gold


def test_the_plan_calls_a_conclusion_a_resolution_and_has_a_number_below_the_cited() -> None:
    found = {finding.code: finding for finding in read(PLAN).findings}
    assert found["citation.kind-code"].params == {
        "number": "21-KL/TW",
        "said": "nghi-quyet",
        "named": "ket-luan",
        "likely": "21-NQ/TW",
    }
    assert found["header.number-below-cited"].params["cited"] == "21-KH/ĐU, 22-KH/ĐU"
    assert found["citation.two-kinds"].params["number"] == "21-KL/TW"
    assert found["spelling.likely"].params == {"printed": "phần đấu", "likely": "phấn đấu"}
    assert set(found) <= set(findings.CODES)


def test_the_plan_defines_its_abbreviation() -> None:
    (short,) = read(PLAN).abbreviations
    assert short.short == "NQ21"
    assert short.long.startswith("Nghị quyết số 21-NQ/TW")


def test_points_have_addresses_that_say_where_they_stand() -> None:
    addresses = {block.address: block.text for block in read(PLAN).blocks}
    assert addresses["II"] == "MỤC TIÊU"
    assert addresses["II.2.-2"].startswith("Hằng năm, phấn đấu kết nạp")
    assert addresses["III.6"].startswith("Các chi bộ báo cáo")
    assert len(addresses) == len(read(PLAN).blocks)


def test_an_early_year_number_after_last_years_is_no_finding() -> None:
    raw = PLAN.replace("ngày 28 tháng 12 năm 2022", "ngày 05 tháng 01 năm 2023")
    assert "header.number-below-cited" not in {finding.code for finding in read(raw).findings}


def test_a_paper_older_than_what_it_cites_is_a_finding() -> None:
    raw = PLAN.replace("ngày 28 tháng 12 năm 2022", "ngày 28 tháng 11 năm 2022")
    assert "header.date-before-cited" in {finding.code for finding in read(raw).findings}


def test_numbers_no_rule_explains_are_listed() -> None:
    raw = "Đảng ủy Trường họp phiên thường kỳ.\n\nMật mã tủ hồ sơ là 7319, để tại phòng."
    assert [found for _, _, found in read(raw).unexplained] == ["7319"]


def test_the_shell_writes_one_file_a_paper_and_refuses_the_unreadable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_bytes(b"")
    assert cli.run([FOLDER / "ke-hoach-bach-viet.txt", bad], tmp_path / "out") == 1
    written = json.loads((tmp_path / "out" / "ke-hoach-bach-viet.pred.json").read_text(encoding="utf-8"))
    assert written["header"]["number"]["value"] == "3-KH/ĐU"
    assert "empty" in capsys.readouterr().err
    assert cli.run([FOLDER / "ke-hoach-bach-viet.txt"]) == 0
    assert "3-KH/ĐU" in capsys.readouterr().out
