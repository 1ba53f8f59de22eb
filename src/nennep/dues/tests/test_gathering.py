"""One file with payments of several cells: the committee's treasurer takes it, and learns no more than it says."""

from collections.abc import Callable
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.dues import actions, queries
from nennep.dues.models import Receipt
from nennep.dues.tests.story import MONEY, MONTH, priced
from nennep.dues.tests.test_payments import saved
from nennep.journal.models import Line

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]
HEADS = ["Chi bộ", "Họ và tên", "Tháng", "Số tiền đã nộp (đồng)"]


class Desk:
    """The treasurer's page, and who pays in two cells."""

    def __init__(self, cast: Cast, sign: Sign) -> None:
        self.cast, self.client = cast, sign("thuquy")
        self.there = f"/dang-phi/{cast.units['BV'].pk}/thu-nhieu-chi-bo/"
        self.names: dict[str, list[str]] = {}
        for code, who in (("BV-S1", "hoa"), ("BV-LU", "minh")):
            with acting_as(cast.actor(who)), transaction.atomic():
                unit = priced(cast, code, who)
                self.names[code] = [one.name for one in queries.screen(unit, MONTH).waiting]

    def bring(self, book: Any, status: int = 200) -> str:
        given = {"file": SimpleUploadedFile("thu.xlsx", saved(book)), "paid_on": "03/07/2023", "method": "cash"}
        answer = self.client.post(self.there, given)
        self.page = unescape(answer.content.decode())
        assert answer.status_code == status, self.page
        return self.page

    def press(self, act: str, **more: Any) -> str:
        sealed = self.page.partition('name="bang" value="')[2].partition('"')[0]
        answer = self.client.post(self.there, {"bang": sealed, "act": act, **more}, follow=True)
        self.page = unescape(answer.content.decode())
        return self.page

    def count(self) -> int:
        with acting_as(self.cast.actor("thuquy")), transaction.atomic():
            return Receipt.objects.count()


def sheet(*rows: list[Any], heads: list[str] = HEADS) -> Any:
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row)
    return book


def test_one_list_fills_the_books_of_its_cells_or_none(cast: Cast, signed_in: Sign) -> None:
    desk = Desk(cast, signed_in)
    one, other = desk.names["BV-S1"], desk.names["BV-LU"]
    page = unescape(desk.client.get(desk.there).content.decode())
    assert "nộp về đây: ghi tên ở cột" in page and one[0] not in page
    blank = openpyxl.load_workbook(BytesIO(desk.client.get(f"{desk.there}mau.xlsx").content))
    assert [cell.value for cell in blank.active[2]][:2] == ["Đơn vị", "Mã"] and blank.active.max_row == 2
    wrong = sheet(
        [cast.units["BV-S1"].name, one[0], "7/2023", 3000], ["Chi bộ Không Có", one[1], "7/2023", 3000], ["", one[1], "7/2023", 3000],
        [cast.units["BV-LU"].name, one[1], "7/2023", 3000], [cast.units["BV-LU"].name, other[0], "7/2023", 9_999_999],
        [cast.units["LH-1"].name, one[1], "7/2023", 3000],
    )  # fmt: skip
    page = desk.bring(wrong, 422)
    for words in (
        "Không có đơn vị “Chi bộ Không Có”",
        "Chưa ghi đơn vị",
        "Không có đồng chí này",
        "Đề nghị hỏi lại đơn vị thu",
        "5 lỗi ở 5 dòng",
    ):
        assert words in page, words
    assert "3.000 đồng" not in page and "Ghi toàn bộ" not in page  # what is owed is not told
    good = sheet(
        [cast.units["BV-S1"].name, one[0], "7/2023", 3000],
        ["sinh viên 1", one[1], "7/2023", 2000],
        [cast.units["BV-LU"].code, other[0], "7–8/2023", 6000],
        ["", "Tổng cộng", "", 11_000],
    )
    with CaptureQueriesContext(connection) as asked:
        page = desk.bring(good)
    assert len(asked) <= 26, [one["sql"][:90] for one in asked]
    assert "Sẽ ghi 3 phiếu thu: 11.000 đồng" in page and f"{cast.units['BV-S1'].name}: 2 phiếu, 5.000 đồng" in page
    assert desk.count() == 0
    assert "Đã ghi 3 phiếu thu theo tệp" in desk.press("take") and desk.count() == 3
    page = desk.bring(good)
    assert "Đã thu trước đó: 2 dòng" in page or "Đã thu trước đó: 3 dòng" in page
    with acting_as(cast.actor("hoa")), transaction.atomic():
        assert {row.received_by for row in Receipt.objects.filter(unit=cast.units["BV-S1"])} == {"Chu Thị Ngân"}
        assert Line.objects.filter(verb="dues.compare").exists() and Line.objects.filter(verb="dues.bring").count() == 1
    assert "theo tệp của cấp trên" in unescape(signed_in("minh").get("/thong-bao/").content.decode())
    for who in ("lan", "hoa", "khoi"):
        assert signed_in(who).get(desk.there).status_code == 404


def test_each_sheet_may_be_a_cells_list_under_headings_of_its_own(cast: Cast, signed_in: Sign) -> None:
    desk = Desk(cast, signed_in)
    book = openpyxl.Workbook()
    book.active.title = "Khoản thu"
    book.active.append([cast.units["BV-S1"].name])
    own = ["Họ và tên đồng chí", "Đóng tháng nào", "Tiền thực nộp"]
    book.active.append(own)
    book.active.append([desk.names["BV-S1"][0], date(2023, 7, 1), 3000])
    law = book.create_sheet("Khoa Luật")
    law.append(own)
    law.append([desk.names["BV-LU"][0], "7/2023", "ba nghìn"])
    third = book.create_sheet("Trang lạ")
    third.append(own)
    third.append([desk.names["BV-LU"][0], "7/2023", 3000])
    assert "Tiêu đề trong tệp khác tệp mẫu" in desk.bring(book)
    columns = {"cot-full_name": "0", "cot-months": "1", "cot-amount": "2"}
    page = desk.press("columns", **columns)
    assert (
        "“ba nghìn” không phải số tiền" in page and "Không rõ trang này của đơn vị nào" in page and "Khoa Luật" in page
    )
    book.remove(third)
    law.cell(2, 3).value = 3000
    assert "Sẽ ghi 2 phiếu thu: 6.000 đồng" in desk.bring(book)  # the columns are remembered
    law.append([desk.names["BV-LU"][0], "7/2023", 3000])
    assert "Giống hệt dòng 2 (trang 2)" in desk.bring(book, 422)
    assert desk.count() == 0


def test_a_list_reaches_the_cells_of_its_own_committee_only(cast: Cast) -> None:
    with acting_as(cast.actor("hoa")), transaction.atomic():
        unit = priced(cast)
        person = queries.screen(unit, MONTH).waiting[0].person_id
    row = actions.Payment(1, person, (MONTH,), 3_000, MONEY, unit.pk)
    by = cast.actor("thuquy")
    with acting_as(by), transaction.atomic():
        away = actions.Payment(2, person, (MONTH,), 3_000, MONEY, cast.units["LH-1"].pk)
        with pytest.raises(NotYours), transaction.atomic():
            actions.gather_payments(cast.units["BV"], by=by, rows=[row, away])
        with pytest.raises(NotYours), transaction.atomic():
            actions.gather_payments(cast.units["K"], by=by, rows=[row])
        assert actions.gather_payments(cast.units["BV"], by=by, rows=[row])[0].words == "01/2023"
