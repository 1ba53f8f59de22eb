"""Whatever is read, every fact quotes the raw text, and no text breaks the reader."""

import time
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.reader.paper import Fact, Paper
from nennep.reader.papers import fields_of, read
from nennep.reader.view import View

PAPERS = sorted((Path(__file__).parent / "papers").glob("*.txt"))
PIECES = st.sampled_from(
    [
        "Nghị quyết số 21-NQ/TW",
        ", ngày 16/6/2022",
        "của Bộ Chính trị",
        "phấn đấu",
        "trên 90%",
        "100 đảng viên",
        "trở lên",
        "hoàn thành",
        "trong quý I năm 2023",
        "\n",
        "\n\n",
        "- ",
        "**",
        "*",
        "đồng chí Trần Thị Vân, Bí thư Đảng ủy",
        "Giấy khen cho 7 tập thể",
        "Nơi nhận:",
        "(để b/c)",
        "KẾ HOẠCH",
        "Số 3-KH/ĐU",
        "Hà Nội, ngày 1 tháng 2 năm 2023",
        ";",
        ": ",
        "\xa0",
        "\u200b",
        "1.301",
        "I. MỤC TIÊU",
        "a) ",
        "Hội nghị tổng kết",
        "Sáng 5/7",
        "“",
        "”",
        "năm 0000",
        "31/02/2023",
        "🙂",
        "\r\n",
        "hằng năm",
        "T/M ĐẢNG ỦY",
        "24/66",
    ]
)


def facts(paper: Paper) -> Iterator[Fact]:
    lists = (
        paper.citations,
        paper.targets,
        paper.tasks,
        paper.results,
        paper.events,
        paper.people,
        paper.awards,
        paper.recipients,
    )
    for found in (*lists, paper.abbreviations, paper.findings):
        yield from found
    yield from (value for value in fields_of(paper.header) if value)


def check(raw: str) -> None:
    paper = read(raw)
    for fact in facts(paper):
        assert fact.quote == raw[fact.start : fact.end]
        assert fact.rule
    for start, end, found in paper.unexplained:
        assert found in View(raw[start:end]).text  # a digit may carry a mark, and signs without width stand inside
    for block in paper.blocks:
        assert 0 <= block.start <= block.end <= len(raw)


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_facts_quote_the_raw_text_also_when_marks_stand_alone(path: Path, form: str) -> None:
    raw = path.read_text(encoding="utf-8")
    check(unicodedata.normalize(form, raw))  # type: ignore[arg-type]


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.stem)
def test_the_same_facts_are_found_in_both_unicode_forms_and_with_dos_line_ends(path: Path) -> None:
    raw = path.read_text(encoding="utf-8")
    plain = read(raw)
    for other in (read(unicodedata.normalize("NFD", raw)), read(raw.replace("\n", "\r\n"))):
        assert [fact.number for fact in other.citations] == [fact.number for fact in plain.citations]
        assert [fact.value for fact in other.targets] == [fact.value for fact in plain.targets]
        assert [fact.due for fact in other.tasks] == [fact.due for fact in plain.tasks]


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_pieces_of_papers_in_any_order_are_read(raw: str) -> None:
    check(raw)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(raw: str) -> None:
    check(raw)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="ao\u0301\u0323ủ *|#\n\r\u00ad\u200bĐ1.", max_size=80))
def test_a_view_leads_every_character_back(raw: str) -> None:
    view = View(raw)
    last = 0
    for at in range(len(view.text)):
        start, end = view.span(at, at + 1)
        assert last <= start < end <= len(raw)
        last = start


@pytest.mark.parametrize(
    "piece",
    [
        "1 ",
        "1-",
        "a ",
        "**",
        "Nghị quyết ",
        "100% ",
        "đồng chí Trần Văn A, ",
        "- ",
        "\n",
        "(",
        "ngày 1/",
        "Bằng khen cho 3 tập thể; ",
        "hoàn thành trong tháng 3/2023; ",
        "ngày 5/7/2023 Hội nghị ",
        "đến năm 2030 5% ",
    ],
)
def test_time_grows_with_the_length_of_the_text_not_faster(piece: str) -> None:
    def seconds(count: int) -> float:
        raw = "Đảng ủy " + piece * count
        started = time.process_time()
        read(raw)
        return time.process_time() - started

    seconds(100)
    assert seconds(1600) < 0.4 + 8 * seconds(400)
