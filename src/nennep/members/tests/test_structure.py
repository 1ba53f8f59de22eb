"""What members are on a day, against the lists behind the numbers."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.figures.registry import FIGURES, through
from nennep.members import structure
from nennep.org.models import Unit
from nennep.org.queries import ask

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("name", "code"), [("khoi", "K"), ("lan", "BV"), ("dung", "BV-LU")])
@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2021, 3, 17)])
def test_ages_add_up_to_the_roll(cast: Cast, name: str, code: str, day: date) -> None:
    with acting_as(cast.actor(name)), transaction.atomic():
        unit = cast.units[code]
        rows = structure.breakdown(unit, day)
        asked = ask(unit, through(day, day))
        assert rows[-1].total == FIGURES["members"].rows(asked).count() == sum(band.total for band in rows[:-1])
        women = sum(n for kind, n in rows[-1].counts.items() if kind.endswith("_f"))
        assert women == FIGURES["members.women"].rows(asked).count()


@pytest.mark.parametrize(("name", "code"), [("khoi", "K"), ("lan", "BV"), ("dung", "BV-LU")])
@pytest.mark.parametrize("day", [date(2023, 6, 30), date(2023, 7, 3), date(2022, 8, 9)])
def test_each_half_year_is_the_figure_of_its_days(cast: Cast, name: str, code: str, day: date) -> None:
    with acting_as(cast.actor(name)), transaction.atomic():
        rows = structure.pace(cast.units[code], day)
        for row in rows:
            unit = Unit.objects.get(pk=row.unit.pk)
            for n, first, last in row.cells:
                assert n == FIGURES["admissions"].rows(ask(unit, through(first, last), tree_of_the_day=False)).count()
        assert (
            len(rows[0].cells) >= 2
            and rows[0].cells[0][2] == day
            and any(cell[0] for row in rows for cell in row.cells)
        )


def test_a_number_of_the_page_opens_into_as_many_people(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    page = signed_in("lan").get(f"/dang-vien/co-cau/?don-vi={cast.units['BV-LU'].pk}&ngay=30/06/2023")
    text = page.content.decode()
    link, number = re.findall(r'href="(/dang-vien/\?don-vi=\d+[^"]*tuoi=[^"]*)">(\d+)</a>', text)[0]
    listed = signed_in("lan").get(link.replace("&amp;", "&")).content.decode()
    assert len(re.findall(r'href="/dang-vien/\d+/"', listed)) == int(number)
    assert "30/06/2023" in listed


def test_nonsense_for_a_day_is_today(signed_in: Callable[[str], Client]) -> None:
    assert "03/07/2023" in signed_in("lan").get("/dang-vien/co-cau/", {"ngay": "31/02/2020"}).content.decode()
    assert "03/07/2023" in signed_in("lan").get("/dang-vien/co-cau/", {"ngay": "01/01/2099"}).content.decode()
