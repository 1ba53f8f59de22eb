"""Tables of figures: which columns are aims, which are told, and what each number counts."""

import io
import zipfile

import docx
import pytest
import typst

from nennep.reader import intake
from nennep.reader.papers import read
from nennep.reader.tests import samples

HEAD = "ĐẢNG ỦY TRƯỜNG ĐẠI HỌC SAO MAI\nSố 8-KH/ĐU\nHuế, ngày 06 tháng 01 năm 2024\nKẾ HOẠCH\ncông tác năm 2024\n\nII. CHỈ TIÊU\n"
ROWS = [
    ["TT", "Nội dung", "Đơn vị tính", "Thực hiện 2023", "Kế hoạch 2024"],
    ["1", "Kết nạp đảng viên mới", "đảng viên", "93", "100"],
    ["2", "Chi bộ hoàn thành tốt nhiệm vụ trở lên", "%", "88", "từ 90 trở lên".removeprefix("từ ")],
    ["3", "Quỹ tình nghĩa (triệu đồng)", "", "215", "≥ 250"],
    ["4", "Tỷ lệ đảng viên được bồi dưỡng", "", "", "95 - 98%"],
]
AIMS = [
    (">=" if quote[:1] == "≥" or "trở lên" in quote else "=", value, unit, quote)
    for value, unit, quote in (
        (100.0, "đảng viên", "100"), (90.0, "%", "90 trở lên"), (250.0, "triệu đồng", "≥ 250"), (95.0, "%", "95 - 98%"),
    )
]  # fmt: skip


def tabbed(rows: list[list[str]]) -> str:
    return "\n".join("\t".join(row) for row in rows)


def test_aims_are_told_from_what_was_reached() -> None:
    paper = read(HEAD + tabbed(ROWS) + "\n\n1. Mỗi chi bộ họp ít nhất 12 lần/năm.\n")
    inside = [one for one in paper.targets if one.rule == "target.table"]
    assert [(one.comparator, one.value, one.unit, one.quote) for one in inside] == AIMS
    assert [one.metric for one in inside][:1] == ["Kết nạp đảng viên mới"] and inside[0].period == "2024"
    assert inside[2].metric == "Quỹ tình nghĩa" and inside[2].unit_class == "money"
    assert [(one.value, one.period) for one in paper.results] == [(93.0, "2023"), (88.0, "2023"), (215.0, "2023")]
    assert [one.value for one in paper.targets if one.rule != "target.table"] == [12.0]
    assert not [one for one in paper.unexplained if one[0] < paper.targets[-1].start]
    assert all(paper.raw[one.start : one.end] == one.quote for one in (*paper.targets, *paper.results))


def test_a_table_drawn_with_strokes_is_read_as_one_with_tabs() -> None:
    drawn = ["| " + " | ".join(row) + " |" for row in ROWS]
    paper = read(HEAD + "\n".join([drawn[0], "|---|---|---|---|---|", *drawn[1:]]) + "\n")
    assert [(one.comparator, one.value, one.unit, one.quote) for one in paper.targets] == AIMS
    bare = read(HEAD + "Chỉ tiêu | Kế hoạch | Thực hiện\nKết nạp đảng viên mới | 100 đảng viên | 71 đảng viên\n")
    assert [one.value for one in bare.targets] == [100] and [one.value for one in bare.results] == [71]


@pytest.mark.parametrize(
    "rows",
    [
        [["STT", "Nội dung", "Thời gian"], ["1", "Sơ kết", "quý II/2024"], ["2", "Tổng kết", "tháng 12/2024"]],
        [["STT", "Họ và tên", "Năm sinh"], ["1", "Hồ Văn Kha", "1990"], ["2", "Tô Thị Én", "1992"]],
        [["a", "b"], ["1", "2"]],
    ],
)
def test_a_table_without_a_column_of_aims_is_left_to_the_other_rules(rows: list[list[str]]) -> None:
    paper = read(HEAD + tabbed(rows) + "\n")
    assert [one for one in (*paper.targets, *paper.results) if one.rule.endswith("table")] == []


def word(rows: list[list[str]]) -> bytes:
    made = docx.Document()
    for line in HEAD.strip().split("\n"):
        made.add_paragraph(line)
    table = made.add_table(len(rows), len(rows[0]))
    for at, row in enumerate(rows):
        for place, text in enumerate(row):
            table.cell(at, place).text = text
    made.add_paragraph("Nơi nhận:")
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def opendocument(rows: list[list[str]]) -> bytes:
    names = ("office", "text", "table")
    spaces = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names)
    lines = "".join(f"<text:p>{line}</text:p>" for line in HEAD.strip().split("\n"))
    cells = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{text}</text:p></table:table-cell>" for text in row)
        + "</table:table-row>"
        for row in rows
    )
    content = f"<office:document-content {spaces}><office:body><office:text>{lines}<table:table>{cells}</table:table></office:text></office:body></office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        pack.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        pack.writestr("content.xml", content)
    return out.getvalue()


def page(rows: list[list[str]]) -> bytes:
    lines = "".join(f"<p>{line}</p>" for line in HEAD.strip().split("\n"))
    cells = "".join("<tr>" + "".join(f"<td>{text}</td>" for text in row) + "</tr>" for row in rows)
    return f"<html><body>{lines}<table>{cells}</table></body></html>".encode()


def rich(rows: list[list[str]]) -> bytes:
    lines = "".join(rf"\pard {line}\par " for line in HEAD.strip().split("\n"))
    cells = "".join(r"\trowd " + "".join(rf"\pard\intbl {text}\cell " for text in row) + r"\row " for row in rows)
    escaped = "".join(
        char if char.isascii() else f"\\u{ord(char)}?" for char in f"{lines}{cells}\\pard Nơi nhận:\\par "
    )
    return ("{\\rtf1\\ansi " + escaped + "}").encode()


def old_word(rows: list[list[str]]) -> bytes:
    cells = "".join("".join(f"{text}\x07" for text in row) + "\x07" for row in rows)
    return samples.as_doc(HEAD.strip().replace("\n", "\r") + "\r" + cells + "Nơi nhận:\r")


@pytest.mark.parametrize(
    ("name", "made"),
    [("a.docx", word), ("a.odt", opendocument), ("a.html", page), ("a.rtf", rich), ("a.doc", old_word)],
)
def test_a_table_keeps_its_columns_in_every_kind_of_file(name: str, made: object) -> None:
    taken = intake.take(made(ROWS), name)  # type: ignore[operator]
    paper = read(taken.text)
    assert [(one.comparator, one.value, one.unit, one.quote) for one in paper.targets] == AIMS
    for piece in taken.pieces:
        if piece.part.startswith("bảng 1, hàng 2, cột 2"):
            assert taken.text[piece.start : piece.end] == "Kết nạp đảng viên mới"
            break
    else:
        raise AssertionError("the cell has no address")


def printed(table: str, above: str = HEAD) -> bytes:
    """A PDF with a table."""
    words = "\n\n".join(above.replace("/", "\\/").split("\n"))
    return bytes(
        typst.compile(f'#set text(lang: "vi", hyphenate: false)\n{words}\n\n{table}\n\nMỗi chi bộ họp.'.encode())
    )


def drawn(rows: list[list[str]], more: str = "") -> str:
    cells = ",".join(f"[{cell}]" for row in rows for cell in row)
    return f"#table(columns: (auto, 1fr, auto, auto, auto),{more}{cells})"


@pytest.mark.parametrize(
    "more",
    [
        "",
        "stroke: (x, y) => (left: if x > 0 { 1pt }, rest: 0.5pt),",
        "fill: gray.lighten(70%),",
        "stroke: none,",
        "stroke: (x: none, y: 0.5pt), align: center + horizon,",
    ],
)
def test_a_table_of_a_pdf_is_read_by_where_its_numbers_stand(more: str) -> None:
    taken = intake.take(printed(drawn(ROWS, more)), "a.pdf")
    paper = read(taken.text)
    assert [(one.comparator, one.value, one.unit, one.quote) for one in paper.targets] == AIMS
    assert [one.value for one in paper.results] == [93.0, 88.0, 215.0]
    spot = taken.where(paper.targets[0].start)
    assert spot and (spot.page, spot.part) == (1, "bảng 1, hàng 2, cột 5") and spot.box and spot.box.left > 0.5


def test_a_table_of_a_pdf_goes_on_over_the_page() -> None:
    many = [
        [str(at), f"Chỉ tiêu về công tác xây dựng tổ chức {at} năm", "buổi", str(30 + at), str(40 + at)]
        for at in range(5, 60)
    ]
    taken = intake.take(printed(drawn(ROWS + many)), "a.pdf")
    paper = read(taken.text)
    assert {piece.page for piece in taken.pieces} == {1, 2, 3}
    assert [one.value for one in paper.targets[4:]] == [40 + at for at in range(5, 60)]
    assert {piece.part.split(",")[0] for piece in taken.pieces if "bảng" in piece.part} == {"bảng 1"}


def test_columns_without_rules_are_looked_for_under_a_numbered_head_alone() -> None:
    cells = "[HUYỆN ỦY], [ĐẢNG CỘNG SẢN], [VIỆT NAM], [TT Chỉ tiêu], [a], [b], [1. Một], [c], [d], [2. Hai], [e], [g]"
    words = (
        f"#grid(columns: (1fr, 1fr, 1fr), {cells})\n\nTT Huyện ủy chỉ đạo:\n\n1. Họp.\n\n2. Báo cáo.\n\n3. Tổng kết."
    )
    taken = intake.take(printed(words), "a.pdf")
    assert not any("bảng" in piece.part for piece in taken.pieces)


def test_joined_cells_of_a_pdf_and_a_table_of_deadlines() -> None:
    joined = (
        "#table(columns: 4, [STT], [Nội dung], [Chủ trì], [Thời gian],"
        "[1], [Ban hành kế hoạch chi tiết], table.cell(rowspan: 2)[Văn phòng], [Trước 30\\/3\\/2024],"
        "[2], [Tập huấn cho bí thư chi bộ], [Quý II\\/2024], table.cell(colspan: 4)[Ghi chú chung])"
    )
    taken = intake.take(printed(joined), "a.pdf")
    assert [(one.due, one.action) for one in read(taken.text).tasks] == [
        ("2024-03-30", "Ban hành kế hoạch chi tiết"),
        ("2024-Q2", "Tập huấn cho bí thư chi bộ"),
    ]
    parts = {taken.text[piece.start : piece.end]: piece.part for piece in taken.pieces}
    assert parts["Văn phòng"] == "bảng 1, hàng 2, cột 3" and parts["Ghi chú chung"] == "bảng 1, hàng 4, cột 1"
