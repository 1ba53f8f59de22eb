"""Organisations against the numbers their kinds need: counted as the figures count, judged by the rule of the day."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.change import change
from nennep.core.scope import acting_as
from nennep.duties.models import DatedRule
from nennep.figures.registry import figure, through
from nennep.members import above, access, actions, strength, studio
from nennep.members.models import Membership
from nennep.org import actions as org
from nennep.org.models import UnitKind
from nennep.org.queries import ask, told_apart

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)


def table(cast: Cast, who: str, code: str, key: str, day: date = TODAY) -> strength.Table:
    with acting_as(cast.actor(who)), transaction.atomic():
        tables, below = strength.board(cast.units[code], day)
        assert not below
        return next(one for one in tables if one.ruling.key == key)


@pytest.mark.parametrize("day", [TODAY, date(2021, 3, 17)])
def test_every_count_of_the_board_is_the_figure_it_opens_into(cast: Cast, day: date) -> None:
    with acting_as(cast.actor("khoi")), transaction.atomic():
        tables, _below = strength.board(cast.units["K"], day)
        lines = [(one, line) for one in tables for line in one.lines]
        assert len(lines) > 20
        for one, line in lines:
            asked = ask(line.one.spell.unit, through(day, day))
            assert line.n == figure(one.ruling.figure).count(asked).part, (one.ruling.key, line.one.spell.name)


def test_a_changed_rule_changes_who_misses_it_and_an_exception_is_told(cast: Cast) -> None:
    unit = cast.units["BV-TY"]
    assert table(cast, "dung", "BV", "cell.least").missed == 0
    with acting_as(founder()), transaction.atomic():
        for row in DatedRule.objects.filter(rule_key="cell.least"):
            change(row, value="5000")
    found = table(cast, "dung", "BV", "cell.least")
    assert found.missed == len(found.lines) > 3 and "5.000" in found.says[0]
    with acting_as(cast.actor("chanh")), transaction.atomic():
        org.except_unit(
            unit, by=cast.actor("chanh"), reason="Đơn vị y tế tách riêng", decision="12-QĐ/ĐU", since=date(2023, 6, 1)
        )
    again = table(cast, "dung", "BV", "cell.least")
    (line,) = [one for one in again.lines if one.one.spell.unit_id == unit.pk]
    assert again.missed == found.missed - 1 and line.tone == "near" and "12-QĐ/ĐU" in line.words


@pytest.mark.parametrize(
    ("key", "number", "tone", "said"),
    [
        ("unit.delegated.least", "{n}", "none", "Còn thiếu 1"), ("unit.delegated.least", "{less}", "ok", "3 năm liên tục"),
        ("unit.staff.least", "{n}", "ok", "ít nhất 5 cán bộ"), ("unit.staff.least", "{more}", "none", "Còn thiếu 1"),
        ("unit.powers.least", "{n}", "ok", "được xét"),
    ],
)  # fmt: skip
def test_more_than_a_number_is_not_the_number(cast: Cast, key: str, number: str, tone: str, said: str) -> None:
    (before,) = table(cast, "dung", "BV", key).lines
    value = number.format(n=before.n, less=before.n - 1, more=before.n + 1)
    with acting_as(founder()), transaction.atomic():
        for row in DatedRule.objects.filter(rule_key=key):
            change(row, value=value)
    (line,) = table(cast, "dung", "BV", key).lines
    assert line.tone == tone and said in line.words


def test_a_temporary_cell_is_told_with_its_term_and_who_meets_there(cast: Cast) -> None:
    dung, chanh = cast.actor("dung"), cast.actor("chanh")
    with acting_as(chanh), transaction.atomic():
        cell = org.found_unit(
            cast.units["BV"], by=chanh, kind=UnitKind.objects.get(code="temporary_cell"), name="Chi bộ lớp cao học", since=date(2023, 5, 1)
        )  # fmt: skip
    with acting_as(dung), transaction.atomic():
        rows = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"], status="official").order_by("pk")
        for row in rows[:2]:
            actions.place_member(
                row.person, cell, by=dung, placement="meets", since=date(2023, 5, 2), until=date(2023, 12, 1)
            )
    (line,) = table(cast, "dung", "BV", "cell.temporary.least").lines
    assert (line.n, line.tone) == (2, "bad") and "Chưa ghi ngày kết thúc" in line.words
    with acting_as(chanh), transaction.atomic():
        org.end_unit(cell, by=chanh, on=date(2024, 1, 1))
    (line,) = table(cast, "dung", "BV", "cell.temporary.least").lines
    assert line.one.spell.unit.last_day == date(2023, 12, 31) and line.words == "Thiếu 1"


def test_a_branch_too_large_is_looked_at_a_part_at_a_time(
    cast: Cast, signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(strength, "MOST", 3)
    khoi, there = signed_in("khoi"), reverse("members:strength")
    page = unescape(khoi.get(there).content.decode())
    assert "xem từng đơn vị trực thuộc" in page and f"?don-vi={cast.units['BV'].pk}&" in page
    monkeypatch.undo()
    monkeypatch.setattr(strength, "MOST_SHOWN", 2)
    page = unescape(khoi.get(there).content.decode())
    assert re.search(r"Còn \d+ tổ chức khác, có trong tệp Excel", page) and page.count("<tbody>") * 2 >= page.count(
        '<th scope="row">'
    )


def test_the_page_opens_each_number_and_goes_to_excel(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client, there = signed_in("lan"), reverse("members:strength")
    page = unescape(client.get(there).content.decode())
    link, number = re.findall(r'href="(/[^"]*/members\.official/[^"]*)">(\d+)</a>', page)[0]
    opened = unescape(client.get(link).content.decode())
    assert opened.count('data-label="TT"') == int(number)
    assert "24-QĐ/TW" in page and "Chi bộ có ít nhất" not in page
    assert signed_in("an").get(there).status_code in {403, 404}


def test_cells_of_one_name_are_told_apart_by_what_they_stand_under(cast: Cast) -> None:
    chanh = cast.actor("khoi_chanh")
    with acting_as(chanh), transaction.atomic():
        kind = UnitKind.objects.get(code="cell")
        made = [
            org.found_unit(cast.units[code], by=chanh, kind=kind, name="Chi bộ Học viên", since=date(2023, 5, 1))
            for code in ("BV", "LH")
        ]
        names = [name for _pk, name in told_apart([*made, cast.units["BV-TY"]])]
        assert names == [
            f"Chi bộ Học viên – {cast.units['BV'].name}", f"Chi bộ Học viên – {cast.units['LH'].name}", cast.units["BV-TY"].name
        ]  # fmt: skip


def test_a_draft_tells_the_levels_above_before_and_after_and_which_numbers_they_cross(cast: Cast) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        unit = cast.units["BV"]
        row = actions.begin_draft(unit, by=cast.actor("dung"), name="Kiểm số đảng viên")
        copy = studio.tried(row)
        assert above.changed(copy) == []
        whole = sum(one.now["all"] for one in copy.cells.values())
        with acting_as(founder()):
            for key, value in (("unit.delegated.least", whole - 1), ("unit.staff.least", whole - 5)):
                for rule in DatedRule.objects.filter(rule_key=key):
                    change(rule, value=str(value))
    with acting_as(cast.actor("dung")), transaction.atomic():
        copy = studio.tried(row)
        copy.cells[cast.units["BV-TY"].pk].people.pop()
        (told,) = [one for one in above.changed(copy) if one.place == unit.pk]
        assert (told.was, told.now) == (whole, whole - 1)
        (words,) = above.crossed(copy)
        assert "không còn đủ" in words and f"{whole} → {whole - 1}" in words and f": {whole - 1}”" in words


def test_a_cell_is_founded_for_a_time(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client, there = signed_in("chanh"), reverse("org:found", args=[cast.units["BV"].pk])
    typed = {
        "name": "Chi bộ lớp cao học", "kind": "temporary_cell", "since": "01/06/2023", "last_day": "01/05/2023", "decision": "7-QĐ/ĐU"
    }  # fmt: skip
    wrong = client.post(there, typed)
    assert wrong.status_code == 422 and "phải từ ngày thành lập trở đi" in wrong.content.decode()
    assert client.post(there, typed | {"last_day": "31/12/2024"}).status_code == 302
    page = unescape(client.get(f"{reverse('members:strength')}?don-vi={cast.units['BV'].pk}").content.decode())
    row = page[page.rindex("Chi bộ lớp cao học") :].partition("</tr>")[0]
    assert "31/12/2024" in row and "Thiếu 3" in row and "Chưa ghi ngày kết thúc" not in row
