"""A person entered twice owes and pays once after the two entries are made one, and as before when that is undone."""

from datetime import date

import pytest
from django.db import connection, transaction

from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.scope import acting_as
from nennep.dues import actions, queries
from nennep.dues.models import Basis, Charge, Receipt
from nennep.dues.tests.story import MONEY, MONTH, priced
from nennep.journal.registry import digest_sql
from nennep.members import actions as members
from nennep.members.tests.test_doubles import enrol

pytestmark = [pytest.mark.data, pytest.mark.django_db]
JUNE = date(2023, 6, 1)


def _state() -> list[tuple[object, ...]]:
    with acting_as(founder()):
        charges = list(Charge.objects.order_by("pk").values_list("pk", "person_id", "due", "paid", "settled_on"))
        bases = list(Basis.objects.order_by("pk").values_list("pk", "person_id", "until"))
        return [*charges, *bases, *Receipt.objects.order_by("pk").values_list("pk", "person_id", "amount")]


def _unproved() -> int:
    """Receipts that are not as their last line in the journal says."""
    with acting_as(founder()), connection.cursor() as cursor:
        cursor.execute(
            f"""select count(*) from (select distinct on (row_id) row_id, digest from journal_line
              where subject = 'dues_receipt' and digest <> '' order by row_id, id desc) last
              join dues_receipt r on r.id::text = row_id where {digest_sql("dues_receipt", "r")} <> digest"""
        )
        return int(cursor.fetchone()[0])


def test_dues_of_a_double_go_over_and_come_back(cast: Cast) -> None:
    hoa, dung = cast.actor("hoa"), cast.actor("dung")
    one, two = enrol(cast, "dung", "BV-S1", "Lưu Đức Ánh"), enrol(cast, "dung", "BV-S1", "LƯU ĐỨC ÁNH")
    with acting_as(hoa), transaction.atomic():
        unit = priced(cast)
        others = {row.person_id for row in queries.screen(unit, JUNE).payers} - {two.pk}
        actions.collect_month(unit, by=hoa, month=JUNE, but=others | {one.pk}, money=MONEY)  # the double paid
        payers = {row.person_id for row in queries.screen(unit, MONTH).payers}
        actions.collect_month(unit, by=hoa, month=MONTH, but=payers - {one.pk}, money=MONEY)  # the one that stays paid
        Charge.objects.filter(person=one, month=JUNE).delete()  # entered later than the double
    before = _state()
    with acting_as(dung), transaction.atomic():
        merge = members.merge_persons(one, two, by=dung)
    with acting_as(hoa), transaction.atomic():
        june, july = Charge.objects.filter(person=one).order_by("month")
        left = Charge.objects.get(person=two)
        assert (june.paid, july.paid, Receipt.objects.filter(person=one).count()) == (3_000, 3_000, 2)
        assert (left.month, left.due, left.paid) == (MONTH, 0, 0)
    assert _unproved() == 0
    with acting_as(dung), transaction.atomic():
        members.undo_merge(merge, by=dung)
    assert _state() == before and _unproved() == 0
