"""Papers and lists of dues: what a receipt says, where the list of receipts stands, who owes as a workbook."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import docx
import openpyxl
import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.dues import actions, papers, queries
from nennep.dues.tests.story import collected
from nennep.press.paper import Table

pytestmark = pytest.mark.django_db


def test_a_receipt_has_the_sum_in_words_and_room_for_both_to_sign(cast: Cast) -> None:
    _unit, made = collected(cast)
    with acting_as(cast.actor("hoa")):
        paper = papers.receipt(made[0])
    (table,) = paper.blocks
    assert isinstance(table, Table) and ("Bằng chữ", "Ba nghìn đồng") in table.rows
    assert paper.beside == ("NGƯỜI NỘP", made[0].full_name) and paper.signer == made[0].received_by


def test_a_statement_is_signed_before_its_list_of_receipts(cast: Cast) -> None:
    unit, made = collected(cast)
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        row = actions.send_statement(unit, by=hoa, last_day=date(2023, 7, 3), method="cash")
        book = docx.Document(BytesIO(papers.statement(row, "docx", named=True)))
        alone = docx.Document(BytesIO(papers.statement(row, "docx", named=False)))
    order = ["".join(node.itertext()) for node in book.element.body]
    signed = next(place for place, words in enumerate(order) if "NGƯỜI LẬP BẢNG KÊ" in words)
    listed = next(place for place, words in enumerate(order) if made[0].full_name in words)
    assert signed < listed and len(alone.tables) == len(book.tables) - 1


def test_who_owes_goes_out_as_a_workbook(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    with acting_as(cast.actor("hoa")):
        people = [one.person_id for one in queries.roll(cast.units["BV-S1"], date(2023, 5, 1))]
    unit, _made = collected(cast, date(2023, 5, 1), but=set(people[:2]))
    hoa = signed_in("hoa")
    with acting_as(cast.actor("hoa")):
        owing = queries.debtors(unit, date(2023, 7, 3))
    page = hoa.get(f"/dang-phi/{unit.pk}/cham/?xuat=xlsx")
    rows = list(openpyxl.load_workbook(BytesIO(b"".join(page.streaming_content))).active.values)  # type: ignore[attr-defined]
    told = {(row[2], row[5]) for row in rows if isinstance(row[0], int)}
    assert len(owing) == 2 and told == {(one.name, one.rest) for one in owing}
    assert signed_in("lan").get(f"/dang-phi/{unit.pk}/cham/?xuat=xlsx").status_code == 404
