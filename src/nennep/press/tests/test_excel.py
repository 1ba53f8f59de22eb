import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
from python_calamine import CalamineWorkbook

from nennep.press.excel import Sheet, excel

COLUMNS = (("Chi bộ", 30.0), ("Giao", 10.0), ("Ngày", 12.0))


def read(data: bytes, place: int = 0) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(place).to_python()


def book(data: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data))


def test_rows_notes_and_total_are_read_back_as_they_were_given() -> None:
    data = excel([Sheet("Bảng", COLUMNS, [("Khoa Toán", 4, date(2023, 5, 31))], ("Đến 31/5/2023",), ("Tổng cộng", 4))])
    assert read(data) == [
        ["Đến 31/5/2023", "", ""], ["Chi bộ", "Giao", "Ngày"], ["Khoa Toán", 4.0, date(2023, 5, 31)], ["Tổng cộng", 4.0, ""],
    ]  # fmt: skip


def test_text_that_looks_like_a_formula_stays_text() -> None:
    tricks = ["=1+1", "+84", "-2", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "http://x", "007"]
    page = book(excel([Sheet("Bảng", (("Ô", 9.0),), [(trick,) for trick in tricks])])).active
    cells = [page.cell(line, 1) for line in range(2, 2 + len(tricks))]
    assert [cell.value for cell in cells] == tricks
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_whole_number_shows_no_decimal_mark_and_a_share_does() -> None:
    page = book(excel([Sheet("Bảng", (("Số", 9.0),), [(1301,), (Decimal("92.5"),)])])).active
    assert [page.cell(line, 1).number_format for line in (2, 3)] == ["#,##0", "#,##0.0#"]


def test_rows_go_to_the_file_as_they_come() -> None:
    packed = zipfile.ZipFile(io.BytesIO(excel([Sheet("Bảng", (("Ô", 9.0),), [("một",), ("hai",)])])))
    assert b'"inlineStr"' in packed.read("xl/worksheets/sheet1.xml")


def test_a_sheet_prints_on_a4_landscape_with_its_heading_on_every_page() -> None:
    page = book(excel([Sheet("Bảng", COLUMNS, [], ("Ghi chú",))])).active
    assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
    assert page.print_title_rows == "$2:$2"
    assert page.freeze_panes == "A3"


def test_sheets_with_marks_excel_forbids_or_with_one_name_are_still_written() -> None:
    title = "Chỉ tiêu 1/2: kết nạp [dự kiến] cả năm 2023?"
    names = book(excel([Sheet(title, COLUMNS, []), Sheet(title, COLUMNS, []), Sheet("/", COLUMNS, [])])).sheetnames
    assert len(set(names)) == 3
    assert all(len(name) <= 31 for name in names)


def test_a_day_before_excels_calendar_is_written_in_words() -> None:
    assert read(excel([Sheet("Bảng", (("Ngày", 9.0),), [(date(1899, 12, 31),)])]))[1] == ["31/12/1899"]


def test_a_sheet_to_fill_in_keeps_text_as_typed_and_offers_words() -> None:
    sheet = Sheet(
        "Nhập",
        (("Giới tính", 9.0), ("Số thẻ", 12.0)),
        [("Nam", "00123")],
        fill=True,
        choices={"Giới tính": ("Nam", "Nữ")},
    )
    page = book(excel([sheet])).active
    assert page.column_dimensions["B"].number_format == "@"
    (offer,) = page.data_validations.dataValidation
    assert (offer.formula1, offer.errorStyle) == ('"Nam,Nữ"', "warning")
    assert "A2" in offer.sqref
    assert "B2" not in offer.sqref
