"""Invented papers and what must be read in them."""

import html
import json
import re
from pathlib import Path

import pytest

from nennep.reader import cli, contract, findings, shown
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
    assert cli.run([bad], form="json") == 1 and capsys.readouterr().out == "[]\n"
    assert cli.run([FOLDER / "ke-hoach-bach-viet.txt"]) == 0
    assert "3-KH/ĐU" in capsys.readouterr().out


def test_findings_of_ordinals_doubled_paragraphs_and_a_second_paper() -> None:
    long = "Đảng ủy Trường yêu cầu các chi bộ tổ chức sinh hoạt chuyên đề, báo cáo kết quả về Văn phòng Đảng ủy để tổng hợp, theo dõi."
    raw = PLAN.replace(
        "I. MỤC ĐÍCH, YÊU CẦU", f"I. MỤC ĐÍCH, YÊU CẦU\n\n{long}\n\nÝ kiến khác.\n\nÝ khác.\n\n{long}", 1
    )
    raw = f"{raw}\nSố 9-KH/ĐU\n"
    found = {finding.code: finding for finding in read(raw).findings}
    assert found["block.doubled"].quote == long
    assert found["paper.second"].params["number"] == "Số 9-KH/ĐU"
    first, both = read(PLAN), read(f"{PLAN}\n{PLAN.replace('Số 3', 'Số 93', 1).replace('Khang', 'Khánh')}")
    assert both.header.signatory == first.header.signatory
    assert next(words for name, _, _, words in shown.lines(both) if name == "findings").startswith("“Số 93-KH/ĐU”")
    text = "Đại hội Đảng bộ Trường lần thứ XXIII thành công. Nghị quyết Đại hội đại biểu Đảng bộ Trường lần thứ XIII."
    (one,) = [finding for finding in read(text).findings if finding.code == "ordinals.differ"]
    assert {one.quote, one.params["likely"]} == {"XXIII", "XIII"}


def test_a_congress_and_the_one_before_it_are_no_finding() -> None:
    text = "Đại hội Đảng bộ Trường lần thứ XI đánh giá việc thực hiện Nghị quyết Đại hội Đảng bộ Trường lần thứ X."
    assert "ordinals.differ" not in {finding.code for finding in read(text).findings}


def test_a_short_form_is_explained_by_its_first_letters() -> None:
    (short,) = read("Kế hoạch thành lập công đoàn cơ sở (CĐCS) tại các doanh nghiệp.").abbreviations
    assert (short.short, short.long) == ("CĐCS", "công đoàn cơ sở")


def test_blocks_say_which_part_of_the_paper_they_are() -> None:
    zones = [block.zone for block in read(PLAN).blocks]
    assert zones == sorted(zones, key=["head", "body", "recipients", "signature"].index)
    assert set(zones) == {"head", "body", "recipients", "signature"}


@pytest.mark.parametrize(
    ("token", "words"),
    [
        ("2023-04-15", "15/04/2023"),
        ("2023-04", "04/2023"),
        ("2023-Q2", "quý II/2023"),
        ("2018-H1", "6 tháng đầu năm 2018"),
        ("/2030", "đến 2030"),
        ("2020/2025", "2020–2025"),
        ("P1Y", "hằng năm"),
        ("P15D", "15 ngày"),
        ("--12-15", "15/12 hằng năm"),
        ("---15", "ngày 15 hằng tháng"),
    ],
)
def test_times_are_worded(token: str, words: str) -> None:
    assert shown.said(token) == words


def test_the_page_marks_the_text_and_loses_none_of_it() -> None:
    page = shown.page([("a<b>.txt", read(PLAN + "\n<script>alert(1)</script>"), ["Ghi chú"])])
    assert "<script" not in page and "a&lt;b&gt;.txt" in page
    body = re.sub(r"<[^>]+>", "", page[page.index("<pre>") : page.index("</pre>")])
    assert html.unescape(body) == PLAN + "\n<script>alert(1)</script>"
    assert '<mark class="targets"' in page


def test_table_and_json_hold_every_target(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = FOLDER / "ke-hoach-bach-viet.txt"
    assert cli.run([file], form="table") == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert {len(row) for row in rows} == {5}
    assert cli.run([file], form="json") == 0
    (whole,) = json.loads(capsys.readouterr().out)
    assert len(whole["targets"]) == sum(row[1] == "targets" for row in rows) == len(read(PLAN).targets)
    assert whole["file"]["method"] == "txt"
    assert whole["structure"][0]["address"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([], "còn thiếu: TỆP"),
        (["a", "--table", "--json"], "--json: không dùng cùng --table được, hãy chọn một"),
        (["a", "--xml"], "không hiểu: --xml"),
        (["a", "--out"], "--out: cần một giá trị đi kèm"),
    ],
)
def test_the_command_explains_a_slip_in_vietnamese(
    given: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        cli.main(given)
    told = capsys.readouterr().err
    assert said in told and told.startswith("cách dùng: nennep-read") and "error" not in told
