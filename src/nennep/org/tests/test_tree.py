"""The tree of a past day folds into ranges of today's keys; found, moved, ended."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.change import change
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties.models import DatedRule
from nennep.figures.registry import through
from nennep.org import actions, queries, rules, thresholds
from nennep.org.models import OperatorSession, Unit, UnitKind, UnitSpell


def test_keys_of_children_are_in_order_and_never_touch() -> None:
    keys = [rules.child_key("001", number) for number in (1, 35, 36, 1295, 1296, 46655)]
    assert keys == sorted(keys)
    assert all(len(key) == 6 and key.startswith("001") for key in keys)
    with pytest.raises(ValueError, match="at most"):
        rules.child_key("001", 46656)


KEYS = ["001", "001001", "001001001", "001001002", "001002", "001002001", "002", "002001", "002001001"]


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(st.sampled_from(KEYS), st.booleans()))
def test_folded_ranges_hold_exactly_the_units_that_belonged(belonged: dict[str, bool]) -> None:
    def state(key: str) -> bool:
        if key in belonged:
            return belonged[key]
        if key == "001":
            return True
        return state(key[:-3]) if len(key) > 3 else False

    flips = {
        key: value
        for key, value in belonged.items()
        if value != (state(key[:-3]) if len(key) > 3 else key == "001" and not value)
    }
    ranges = rules.folded("001", flips)
    inside = {key for key in KEYS if any(low <= key < high for low, high in ranges)}
    expected = {key for key in KEYS if state(key)}
    assert inside == expected


@pytest.mark.data
@pytest.mark.django_db
def test_any_past_day_of_random_moves_equals_brute_force(cast: Cast) -> None:
    by, dice = founder(), random.Random(5)
    with acting_as(by), transaction.atomic():
        cells = [cast.units[code] for code in ("BV-KT1", "BV-LU", "BV-S1", "BV-NN", "BV-QT")]
        parents = [cast.units[code] for code in ("BV-KT", "BV-CN", "BV")]
        for month in range(1, 6):
            cell = Unit.objects.get(pk=dice.choice(cells).pk)
            parent = Unit.objects.get(pk=dice.choice([one for one in parents if one.pk != cell.parent_id]).pk)
            actions.move_unit(cell, parent, by=by, on=date(2023, month, 15))
        for day in (date(2022, 12, 1), date(2023, 2, 1), date(2023, 3, 20), date(2023, 6, 1)):
            for code in ("BV-KT", "BV-CN", "BV"):
                unit = Unit.objects.get(pk=cast.units[code].pk)
                then = {spell.unit_id for spell in queries.tree(unit, day)}
                ranges = queries.ranges_on(unit, day)
                alive = UnitSpell.objects.filter(queries.on(day))
                folded = {spell.unit_id for spell in alive if any(low <= spell.unit_key < high for low, high in ranges)}
                assert folded == then, (code, day)


@pytest.mark.data
@pytest.mark.django_db
def test_a_moved_unit_takes_its_people_and_its_past_stays(cast: Cast) -> None:
    from nennep.figures.registry import figure

    by = founder()
    with acting_as(by), transaction.atomic():
        old, new = Unit.objects.get(pk=cast.units["BV-KT"].pk), Unit.objects.get(pk=cast.units["BV-CN"].pk)
        cell = Unit.objects.get(pk=cast.units["BV-KT1"].pk)
        before = figure("members").count(queries.ask(old, through(date(2023, 1, 1), date(2023, 3, 1)))).part
        actions.move_unit(cell, new, by=by, on=date(2023, 5, 1))
        old.refresh_from_db()
        assert figure("members").count(queries.ask(old, through(date(2023, 1, 1), date(2023, 3, 1)))).part == before
        assert figure("members").count(queries.ask(old, through(date(2023, 1, 1), date(2023, 6, 1)))).part < before


@pytest.mark.django_db
def test_a_unit_with_parts_does_not_end(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.UnitHasParts):
        actions.end_unit(cast.units["BV-KT"], by=by, on=date(2023, 6, 1))


@pytest.mark.django_db
def test_a_cell_does_not_end_before_its_members_nor_anything_before_it_began(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    client, cell = signed_in("chanh"), cast.units["BV-TY"]
    for address, typed, words in (
        ("org:end", {"on": "01/04/2023"}, "người sinh hoạt tại Chi bộ ghép Thư viện – Y tế từ ngày 01/04/2023"),
        ("org:end", {"on": "01/01/1990"}, "thành lập hoặc thay đổi gần nhất ngày"),
        (
            "org:reshape",
            {"on": "01/01/1990", "name": "Chi bộ Thư viện", "version": cell.version},
            "thành lập hoặc thay đổi",
        ),
        ("org:reshape", {"on": "01/01/2030", "name": "Chi bộ Thư viện", "version": cell.version}, "không ở tương lai"),
    ):
        answer = client.post(reverse(address, args=[cell.pk]), typed)
        assert (answer.status_code, words in answer.content.decode()) == (422, True)
    typed = {"kind": "cell", "name": "Chi bộ Z", "since": "01/01/1980"}
    answer = client.post(reverse("org:found", args=[cast.units["BV"].pk]), typed)
    assert answer.status_code == 422 and "không thể trước ngày lập" in answer.content.decode()


@pytest.mark.data
@pytest.mark.django_db
def test_the_office_of_another_university_cannot_shape_ours(cast: Cast) -> None:
    by = cast.actor("lachong")
    with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
        actions.reshape_unit(cast.units["BV-LU"], by=by, on=date(2023, 6, 1), name="Chi bộ khác")


@pytest.mark.django_db
def test_nobody_grants_more_than_he_holds(cast: Cast) -> None:
    OperatorSession.objects.create(
        account_id=cast.accounts["quantri"].pk, reason="Kiểm tra quyền", until=timezone.now() + timedelta(minutes=5)
    )
    by = cast.actor("quantri")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.MoreThanYouHold):
        actions.grant_role(cast.units["BV"], by=by, account_id=cast.accounts["an"].pk, role="file_officer", below=True)
    outside = cast.actor("chanh")
    with acting_as(outside), transaction.atomic(), pytest.raises(NotYours):
        actions.grant_role(cast.units["LH"], by=outside, account_id=cast.accounts["an"].pk, role="member", below=False)


@pytest.mark.django_db
def test_a_term_that_ended_gives_nothing(cast: Cast) -> None:
    assert cast.actor("cuu").posts == ()


@pytest.mark.data
@pytest.mark.django_db
def test_a_move_that_cannot_be_says_why_and_one_of_the_past_keeps_later_states(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        cell, old, new = (Unit.objects.get(pk=cast.units[code].pk) for code in ("BV-KT1", "BV-KT", "BV-CN"))
        with pytest.raises(actions.UnitHasParts):
            actions.move_unit(old, cell, by=by, on=date(2023, 6, 1))
        with pytest.raises(actions.WrongDayToMove, match="không ở tương lai"):
            actions.move_unit(cell, new, by=by, on=date(2023, 9, 1))
        with pytest.raises(actions.MovedAlready, match="đang trực thuộc"):
            actions.move_unit(cell, old, by=by, on=date(2023, 6, 1))
        actions.reshape_unit(cell, by=by, on=date(2023, 5, 2), name="Chi bộ Kế toán")
        with pytest.raises(actions.MovedAlready, match="vừa được người khác thay đổi"):
            actions.move_unit(cell, new, by=by, on=date(2023, 4, 3), seen=cell.version)
        moved = actions.move_unit(cell, new, by=by, on=date(2023, 4, 3), decision="4-QĐ/ĐU")
        spells = list(UnitSpell.objects.filter(unit=cell).order_by("since"))
        assert [(one.parent_id, one.key == moved.key, one.until) for one in spells] == [
            (old.pk, False, date(2023, 4, 3)), (new.pk, True, date(2023, 5, 2)), (new.pk, True, date(9999, 12, 31)),
        ]  # fmt: skip
        assert (spells[1].decision, spells[2].name) == ("4-QĐ/ĐU", "Chi bộ Kế toán")
        with pytest.raises(actions.WrongDayToMove, match="phải từ 03/04/2023"):
            actions.move_unit(moved, old, by=by, on=date(2023, 4, 2))


@pytest.mark.django_db
def test_a_search_finds_the_units_of_the_day_as_they_were(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic():
        kind = UnitKind.objects.get(pk="cell")
        actions.found_unit(cast.units["BV"], by=by, kind=kind, name="Chi bộ Hải dương học", since=date(2023, 3, 1))
    lan = signed_in("lan")
    assert "Chi bộ <mark>Hải dương</mark> học" in lan.get("/to-chuc/?q=hai+duong").content.decode()
    assert "Không có đơn vị nào khớp" in lan.get("/to-chuc/?q=hai+duong&ngay=28/02/2023").content.decode()


@pytest.mark.django_db
def test_a_name_that_stands_beside_it_already_is_told_at_its_field(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    above, chanh = cast.units["BV"], signed_in("chanh")
    given = {"kind": "cell", "name": "chi bộ  Hải dương học", "since": "01/03/2023"}
    page = reverse("org:found", args=[above.pk])
    assert chanh.post(page, given).status_code == 302
    again = chanh.post(page, given | {"name": "Chi bộ Hải Dương học", "since": "01/04/2023"})
    text = unescape(again.content.decode())
    assert again.status_code == 422 and "đã có chi bộ Hải dương học từ ngày 01/03/2023. Đề nghị ghi tên khác" in text
    with acting_as(cast.actor("chanh")):
        row = Unit.objects.get(parent=above, name_fold="chi bo hai duong hoc")
        actions.end_unit(row, by=cast.actor("chanh"), on=date(2023, 5, 1))
    assert chanh.post(page, given | {"since": "01/05/2023"}).status_code == 302


@pytest.mark.django_db
def test_a_unit_below_the_number_of_its_kind_is_told_by_rule_and_source(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    chanh, unit = signed_in("chanh"), cast.units["BV-TY"]
    with acting_as(founder()), transaction.atomic():
        key = DatedRule.objects.filter(rule_key="cell.least").order_by("valid_from").first()
        assert key is not None
        change(key, value="40")
        (told,) = thresholds.standing(unit, date(2023, 7, 3), [])
        assert "quy định ít nhất 40" in told.words and key.source in told.words and not told.good
    there = reverse("org:unit", args=[unit.pk])
    assert "quy định ít nhất 40" in unescape(chanh.get(there).content.decode())
    typed = {"reason": "Đơn vị y tế tách riêng", "decision": "12-QĐ/ĐU, 01/6/2023", "since": "01/06/2023", "until": ""}
    assert chanh.post(reverse("org:except", args=[unit.pk]), typed).headers["Location"] == there
    page = unescape(chanh.get(there).content.decode())
    assert "Được đồng ý: Đơn vị y tế tách riêng, 12-QĐ/ĐU, 01/6/2023" in page
    assert "quy định ít nhất" not in unescape(signed_in("an").get(there).content.decode())
    page = unescape(chanh.get(reverse("org:found", args=[cast.units["BV"].pk])).content.decode())
    assert "Quy định áp dụng" in page and "Chi bộ chia tổ đảng" in page and "24-QĐ/TW" in page
    page = unescape(chanh.get(reverse("org:reshape", args=[unit.pk])).content.decode())
    assert "Chi bộ sinh hoạt tạm thời có ít nhất: 3" in page
    typed = {"name": unit.name, "kind": "temporary_cell", "on": "01/07/2023", "decision": ""}
    with acting_as(founder()):
        version = Unit.objects.get(pk=unit.pk).version
    assert chanh.post(reverse("org:reshape", args=[unit.pk]), typed | {"version": str(version)}).status_code == 302
    wrong = chanh.post(
        reverse("org:reshape", args=[unit.pk]), typed | {"kind": "grassroots", "version": str(version + 1)}
    )
    assert wrong.status_code == 422
    with acting_as(founder()):
        assert Unit.objects.get(pk=unit.pk).kind_id == "temporary_cell"
