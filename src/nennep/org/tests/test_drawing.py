"""The tree as a drawing: whole on the screen, in pieces on paper."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import today
from nennep.core.scope import acting_as
from nennep.org import actions, drawing, queries
from nennep.org.models import UnitKind

BOXES = re.compile(r'<a href="[^"]*?(\d+)" aria-label')


@pytest.mark.django_db
def test_on_paper_each_sheet_holds_its_piece_under_the_units_above(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    by, top = cast.actor("chanh"), cast.units["BV"]
    with acting_as(by), transaction.atomic():
        kind = UnitKind.objects.get(pk="cell")
        for number in range(40):
            actions.found_unit(top, by=by, kind=kind, name=f"Chi bộ số {number:02d}", since=date(2023, 3, 1))
        spells = list(queries.tree(top, today()).select_related("kind", "unit"))
    pieces = drawing.sheets(spells)
    held = [[int(pk) for pk in BOXES.findall(piece)] for piece in pieces]
    sizes = [re.findall(r"viewBox=\"-2 -2 (\d+) (\d+)\"", piece)[0] for piece in pieces]
    assert len(pieces) > 1 and {pk for one in held for pk in one} == {spell.unit_id for spell in spells}
    assert all(one[0] == top.pk and len(one) == len(set(one)) for one in held)
    assert all(int(tall) <= int(wide) * (0.65 if place else 0.46) for place, (wide, tall) in enumerate(sizes))
    leaves = [pk for one in held for pk in one if pk not in {spell.parent_id for spell in spells}]
    assert len(leaves) == len(set(leaves))
    page = signed_in("lan").get("/to-chuc/?so-do=1").content.decode()
    assert f"Bản in: {len(pieces)} tờ ngang" in page and page.count("chart drawing") == len(pieces) + 1


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/to-chuc/", "/dang-vien/co-cau/"])
def test_the_head_of_a_page_fits_a_phone(cast: Cast, signed_in: Callable[[str], Client], path: str) -> None:
    page = signed_in("lan").get(path).content.decode()
    head = page.split('<div class="acts">')[1].split("</div></div>\n")[0].split("<main")[0]
    menu = head.split("<details")[1].split("</details>")[0]
    beside = head.replace(menu, "").split("</div>")[0]
    assert menu.count("<a href") >= 1 and 1 <= beside.count('class="btn') <= 2
