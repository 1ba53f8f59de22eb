"""Payments by an Excel list: what is told of each wrong row, what was taken before, whole or not at all."""

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
from nennep.core.scope import acting_as
from nennep.dues import actions, queries
from nennep.dues.models import Receipt
from nennep.dues.tests.story import MONEY, MONTH, priced
from nennep.journal.models import Line
from nennep.members.models import Person

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]
AMOUNT, DAY = 4, 5
"""Columns of the list to fill in, from 0."""


def saved(book: Any) -> bytes:
    data = BytesIO()
    book.save(data)
    return data.getvalue()


class Desk:
    """The page of lists of a cell in which everybody has paid June but one, and nobody July."""

    def __init__(self, cast: Cast, sign: Sign) -> None:
        by, june = cast.actor("hoa"), date(2023, 6, 1)
        with acting_as(by), transaction.atomic():
            unit = priced(cast)
            late = queries.screen(unit, june).waiting[1].person_id
            actions.collect_month(unit, by=by, month=june, but={late}, money=actions.Money(date(2023, 6, 5)))
        client, cell = sign("hoa"), unit.pk
        self.client, self.there = client, f"/dang-phi/{cell}/thu-theo-tep/?thang=2023-07"
        self.sheet = client.get(f"/dang-phi/{cell}/thu-theo-tep/can-thu.xlsx?thang=2023-07").content

    def book(self) -> Any:
        return openpyxl.load_workbook(BytesIO(self.sheet))

    def bring(self, data: bytes, status: int = 200) -> str:
        given = {"file": SimpleUploadedFile("thu.xlsx", data), "paid_on": "03/07/2023", "method": "cash"}
        answer = self.client.post(self.there, given)
        assert answer.status_code == status, answer.content.decode()
        self.page = unescape(answer.content.decode())
        return self.page

    def press(self, act: str, **more: Any) -> str:
        sealed = self.page.partition('name="bang" value="')[2].partition('"')[0]
        answer = self.client.post(self.there, {"bang": sealed, "act": act, **more}, follow=True)
        self.page = unescape(answer.content.decode())
        return self.page


def receipts(cast: Cast, who: str = "hoa") -> int:
    with acting_as(cast.actor(who)), transaction.atomic():
        return Receipt.objects.filter(unit=cast.units["BV-S1"]).count()


def test_a_list_of_who_owes_is_filled_in_and_taken_once(cast: Cast, signed_in: Sign) -> None:
    desk, before = Desk(cast, signed_in), receipts(cast)
    book = desk.book()
    rows = list(book.active.iter_rows(min_row=3))
    late = next(row for row in rows if row[2].value == "6–7/2023")
    assert late[3].value == 6_000 and not late[AMOUNT].value
    late[AMOUNT].value, first = "4.000", next(row for row in rows if row is not late)
    first[AMOUNT].value, first[DAY].value, first[6].value = first[3].value, "02/07/2023", "chuyển khoản"
    with CaptureQueriesContext(connection) as asked:
        page = desk.bring(saved(book))
    assert len(asked) <= 20, [one["sql"][:90] for one in asked]
    assert "Sẽ ghi 2 phiếu thu" in page and f"{len(rows) - 2} dòng chưa ghi số tiền" in page
    assert receipts(cast) == before
    with CaptureQueriesContext(connection) as asked:
        assert "Đã ghi 2 phiếu thu theo tệp" in desk.press("take")
    assert len(asked) <= 60, len(asked)  # the page that follows among them
    assert receipts(cast) == before + 2
    with acting_as(cast.actor("hoa")), transaction.atomic():
        part = Receipt.objects.get(person_id=int(late[0].value), paid_on=date(2023, 7, 3))
        assert (part.amount, part.months) == (4_000, "6–7/2023")
        moved = Receipt.objects.get(person_id=int(first[0].value), paid_on=date(2023, 7, 2))
        assert moved.method == "transfer"
        assert Line.objects.filter(verb="dues.bring").count() == 1
        number = part.words
    page = desk.bring(saved(book))
    assert "Đã thu trước đó: 2 dòng" in page and f"đã có phiếu thu {number}" in page and "Không có khoản mới" in page
    desk.press("take")
    assert receipts(cast) == before + 2
    taken = desk.client.get(f"/dang-phi/{cast.units['BV-S1'].pk}/so-phieu/?nam=2023&xuat=xlsx")
    out = b"".join(taken.streaming_content)  # type: ignore[attr-defined]
    assert f"Không có khoản mới: {before + 2} dòng giống sổ phiếu thu" in desk.bring(out)
    changed = openpyxl.load_workbook(BytesIO(out))
    changed.active.cell(3, 5).value = 1
    assert "Phiếu đã lập không sửa qua tệp" in desk.bring(saved(changed), 422)


def test_each_wrong_row_is_told_and_nothing_is_taken(cast: Cast, signed_in: Sign) -> None:
    desk, before = Desk(cast, signed_in), receipts(cast)
    book = desk.book()
    page, rows = book.active, list(book.active.iter_rows(min_row=3))
    for row, amount in zip(rows, ("ba nghìn", "-3000", "=1000*3", "9.999.999", "3.000,5"), strict=False):
        row[AMOUNT].value = amount
    name, key = rows[5][1].value, rows[5][0].value
    for row in (
        ["", "Người Không Quen", "7/2023", "", "3000"], ["999999", name, "7/2023", "", "3000"],
        [rows[0][0].value, name, "7/2023", "", "3000"], [key, name, "7/2025", "", "3000"], [key, name, "1/2001", "", "3000"],
        [key, name, "7/2023", "", "1000", "04/07/2023"], [key, name, "7/2023", "", "1000", "31/06/2023"], [key, name, "7/2023", "", "", "01/07/2023"],
        [key, name, "13/2023", "", "3000"], [key, name, "9/2023", "", "3000"], [key, name, "7/2023", "", "3000", "", "séc"],
        [key, name, "7/2023", "", "3000", "", "", "999/2023"], [key, name, "7/2023", "", "1000"], [key, name, "7/2023", "", "1000"], [key, name, "7/2023", "", "2.500"],
        ["", "Tổng cộng", "", "", "=SUM(E3:E9)"],
    ):  # fmt: skip
        page.append(row)
    said = desk.bring(saved(book), 422)
    for words in (
        "“ba nghìn” không phải số tiền", "Số tiền không được âm", "Ô chứa công thức", "Nhiều hơn số còn phải đóng", "“3.000,5” không phải số tiền",
        "Không có đồng chí này trong danh sách", "Không có mã 999999", "là của đồng chí", "chỉ đóng trước nhiều nhất 12 tháng",
        "Ngày thu chưa đến", "không có thật", "Có ngày thu nhưng chưa ghi số tiền", "Không hiểu “13/2023”", "Tháng 08/2023 chưa đóng",
        "Không hiểu “séc”", "Sổ phiếu thu chưa có số 999/2023", "Giống hệt dòng", "đã có ở dòng", "Ngày 01 tháng 01/2001",
    ):  # fmt: skip
        assert words in said, words
    assert "Ghi toàn bộ" not in said and "Tổng cộng" not in said
    desk.press("take")
    assert receipts(cast) == before
    assert "Không mở được tệp" in desk.bring(b"no workbook", 422)
    assert signed_in("an").get(desk.there).status_code == 404
    assert "không còn dùng được" in unescape(
        desk.client.post(desk.there, {"bang": "x:y:z", "act": "take"}, follow=True).content.decode()
    )


def test_other_headings_are_matched_and_a_member_is_known_by_name_and_birth_date(cast: Cast, signed_in: Sign) -> None:
    desk, before = Desk(cast, signed_in), receipts(cast)
    with acting_as(cast.actor("hoa")), transaction.atomic():
        person = queries.screen(cast.units["BV-S1"], MONTH).waiting[0].person_id
        who = Person.objects.get(pk=person)
    assert who.born_on
    book = openpyxl.Workbook()
    book.active.append(["TT", "Họ và tên đồng chí", "Ngày sinh", "Đóng tháng nào", "Tiền thực nộp", "Ghi chú"])
    book.active.append([1, who.full_name, f"{who.born_on:%d/%m/%Y}", date(2023, 7, 1), 1000, "đủ"])
    page = desk.bring(saved(book))
    assert "Tiêu đề trong tệp khác tệp mẫu" in page and "Ghi toàn bộ" not in page
    assert "Chưa chọn cột cho" in desk.press("columns", **{"cot-full_name": "1", "cot-born_on": "2"})
    columns = {"cot-full_name": "1", "cot-born_on": "2", "cot-months": "3", "cot-amount": "4"}
    assert "Sẽ ghi 1 phiếu thu: 1.000 đồng" in desk.press("columns", **columns)
    assert "Đã ghi 1 phiếu thu theo tệp" in desk.press("take") and receipts(cast) == before + 1
    book.active.cell(2, 3).value, book.active.cell(2, 5).value = f"{who.born_on:%Y}", 2000
    page = desk.bring(saved(book))  # the columns are remembered for the cell's next list
    assert "Sẽ ghi 1 phiếu thu: 2.000 đồng" in page and "Tiêu đề trong tệp khác tệp mẫu" not in page
    book.active.cell(2, 3).value = "01/01/1999"
    assert "Không có đồng chí này" in desk.bring(saved(book), 422)


def test_a_list_that_no_longer_fits_is_refused_whole(cast: Cast) -> None:
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        people = [one.person_id for one in queries.screen(unit, MONTH).payers][:3]
        rows = [actions.Payment(line, person, (MONTH,), 3_000, MONEY) for line, person in enumerate(people, 1)]
        ahead = tuple(date(2023, month, 1) for month in (7, 8, 9))
        actions.record_payment(unit, people[2], by=hoa, through=MONTH, money=MONEY)
        with pytest.raises(actions.NotAsOwed, match="Dòng 3: đã có phiếu thu 01/2023"), transaction.atomic():
            actions.take_payments(unit, by=hoa, rows=rows)
        assert Receipt.objects.count() == 1
        with pytest.raises(actions.NotAsOwed):
            actions.take_payments(unit, by=hoa, rows=[])
        made = actions.take_payments(unit, by=hoa, rows=[rows[0], actions.Payment(2, people[1], ahead, 9_000, MONEY)])
        assert [(row.number, row.months) for row in made] == [(2, "7/2023"), (3, "7–9/2023")]
        assert not queries.unpaid(unit, date(2023, 10, 1)).filter(person_id__in=people[:2]).exists()
