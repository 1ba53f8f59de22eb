"""Files as people have them, through the door of the web: every fault names its row and column and says what to do."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

HEAD = ["Họ và tên", "Giới tính", "Ngày sinh", "Đối tượng", "Mã chi bộ", "Số định danh cá nhân"]
GOOD: list[object] = ["Đinh Văn Một", "Nam", "05/06/1980", "Giảng viên", "BV-LU", ""]


def _book(
    *lines: list[object], wide: int = 0, merged: str = "", hidden: bool = False, macro: bool = False, only: bool = False
) -> bytes:
    made = openpyxl.Workbook()
    page = made.active
    if hidden:
        page.sheet_state, page.title = "hidden", "Ẩn"
        page.append(["ghi chú"])
        page = made.create_sheet("Danh sách")
        made.active = 1
        if only:
            page.sheet_state, made["Ẩn"].sheet_state, made.active = "hidden", "visible", 0
    more = [f"Cột riêng {n}" for n in range(wide)]
    for line in ([*HEAD, *more], *lines):
        page.append(line)
    if merged:
        page.merge_cells(merged)
    data = io.BytesIO()
    made.save(data)
    if macro:
        with zipfile.ZipFile(data, "a") as file:
            file.writestr("xl/vbaProject.bin", b"x")
    return data.getvalue()


def _row(**changed: object) -> list[object]:
    places = {"name": 0, "born": 2, "cell": 4, "citizen": 5}
    line = list(GOOD)
    for name, value in changed.items():
        line[places[name]] = value
    return line


ALIKE = _row(name="Đinh Văn Hai", born="06/06/1980")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (_book(_row(born="05/06/2050")), ["Dòng 2", "Ngày sinh", "ở tương lai", "Đề nghị"]),
        (_book(_row(born="31/02/1980")), ["Dòng 2", "Ngày sinh", "31/02/1980", "tháng 2 năm 1980 có 29 ngày", "đề nghị"]),
        (_book(_row(born="05/06/80")), ["Dòng 2", "Ngày sinh", "năm hai chữ số", "đề nghị"]),
        (_book(_row(born="06/25/1980")), ["Dòng 2", "Ngày sinh", "tháng trước ngày", "đề nghị"]),
        (_book(_row(born="năm Canh Thân")), ["Dòng 2", "Ngày sinh", "không phải ngày", "dd/mm/yyyy"]),
        (_book(_row(citizen="12345678901")), ["Dòng 2", "Số định danh cá nhân", "11 chữ số", "Đề nghị"]),
        (_book(_row(citizen="123456789")), ["Cả 1 dòng đều hợp lệ", "1 dòng ghi số chứng minh nhân dân cũ (9 chữ số)"]),
        (_book(_row(name="ĐINH VĂN MỘT")), ["Đã sửa khi đọc", "Dòng 2, Họ và tên", "“Đinh Văn Một”"]),
        (_book(_row(name=unicodedata.normalize("NFD", "Đinh Thị Hải"))), ["Dòng 2, Họ và tên", "“Đinh Thị Hải”"]),
        (_book(GOOD, ALIKE, merged="E2:E3"), ["Dòng 3", "Mã chi bộ", "gộp", "đề nghị"]),
        (_book(_row(cell='=CONCATENATE("BV","-LU")')), ["Dòng 2", "Mã chi bộ", "công thức", "đề nghị"]),
        (_book([*GOOD[:3], "", *GOOD[4:]], ALIKE, merged="C2:D2"), ["Dòng 2", "Đối tượng", "Ô gộp C2:D2", "bỏ gộp ô"]),
        (_book(_row(citizen="=A2")), ["Dòng 2", "Số định danh cá nhân", "công thức chưa có kết quả", "dán giá trị"]),
        (_book(GOOD, hidden=True), ["Danh sách", "Cả 1 dòng đều hợp lệ", "Trang tính ẩn “Ẩn” không được đọc"]),
        (_book(GOOD, hidden=True, only=True), ["Bảng được đọc ở trang tính ẩn “Danh sách”"]),
        (_book([*GOOD, *["x"] * 54], wide=54), ["Cả 1 dòng đều hợp lệ", "Cột riêng 53"]),
        (_book(GOOD, macro=True), ["macro", "Đề nghị lưu lại thành Excel Workbook (.xlsx)"]),
        (b"\x89PNG\r\n\x1a\n anh", ["Không mở được tệp như một bảng Excel", "Đề nghị"]),
    ],
    ids=[
        "future", "no such day", "two digits", "month first", "no date", "11 digits", "9 digits", "capitals", "nfd", "merged", "formula",
        "merged, not needed", "formula, not needed", "hidden", "all hidden",
        "60 columns", "macro", "a picture called xlsx",
    ],
)  # fmt: skip
@pytest.mark.django_db
def test_a_file_with_something_odd_says_where_and_what_to_do(
    signed_in: Callable[[str], Client], data: bytes, words: list[str]
) -> None:
    given: dict[str, Any] = {"kind": "roll", "file": SimpleUploadedFile("danh-sach.xlsx", data)}
    answer = signed_in("lan").post(reverse("members:imports"), given, follow=True)
    text = answer.content.decode().replace('<td class="num" data-label="Dòng">', "Dòng ")
    assert [one for one in words if one not in text] == []
