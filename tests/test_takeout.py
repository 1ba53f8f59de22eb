"""Every list page is taken out as it is filtered: same gate, same rows, one line in the journal, text stays text."""

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.journal.queries import tell
from nennep.journal.takeout import Listing
from nennep.programmes.models import Work
from tests import story
from tests.gate_table import PAGES

LISTS = {
    "members:badges": "dung", "members:certificates": "lan", "members:probation": "lan", "members:funnel": "lan", "members:leavings": "dung",
    "members:letters": "lan", "members:rounds": "lan", "members:scanning": "dung", "members:amendments": "dung", "members:doubles": "dung",
    "members:committee": "lan", "members:transfers": "hoa", "members:departures": "lan", "members:watch": "lan", "members:imports": "lan",
    "org:tree": "lan", "org:authority": "chanh", "org:catalogue": "lan", "org:coverage": "lan", "org:rules": "lan", "org:invitations": "lan",
    "office:desk": "lan", "office:drafts": "lan", "office:issuers": "lan", "office:received": "lan", "office:studies": "lan",
    "documents:register": "lan", "programmes:index": "lan", "programmes:themes": "lan", "programmes:indicators": "lan",
    "programmes:courses": "lan", "programmes:waiting": "lan", "programmes:waivers": "lan", "reports:index": "lan", "journal:index": "chanh",
    "desk:board": "lan",
}  # fmt: skip
"""List pages and somebody who may open each."""


def sheet_of(answer: object) -> list[list[object]]:
    data = b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()


@pytest.mark.django_db
def test_every_list_page_goes_out_to_excel_with_a_line_in_the_journal(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    story.tell(cast)
    for name, who in LISTS.items():
        client = signed_in(who)
        page = client.get(reverse(name))
        assert page.status_code == 200 and "xuat=xlsx" in page.content.decode(), name
        answer = client.get(reverse(name), {"xuat": "xlsx"})
        assert answer.status_code == 200 and answer["Content-Disposition"].endswith(".xlsx"), name
        rows = sheet_of(answer)
        assert rows[1][0] == "TT" and all(str(cell) for cell in rows[1]), name
        with acting_as(cast.actor("chanh")), transaction.atomic():
            line = Line.objects.filter(verb="journal.take_out").latest("id")
            assert f", {len(rows) - 2} dòng" in tell([line])[0].sentence, name


@pytest.mark.django_db
def test_a_list_is_taken_out_as_it_is_filtered(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    story.tell(cast)
    client = signed_in("lan")
    whole = sheet_of(client.get(reverse("documents:register"), {"xuat": "xlsx"}))
    some = sheet_of(client.get(reverse("documents:register"), {"xuat": "xlsx", "words": "không có văn bản nào"}))
    assert len(whole) > len(some) == 2
    with acting_as(cast.actor("chanh")), transaction.atomic():
        assert "không có văn bản nào" in tell([Line.objects.filter(verb="journal.take_out").latest("id")])[0].sentence


@pytest.mark.django_db
def test_the_matrix_of_a_plan_goes_out_with_a_column_for_each_unit(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    story.tell(cast)
    with acting_as(cast.actor("lan")), transaction.atomic():
        plan = Work.objects.values_list("task__programme", flat=True).earliest("id")
    place, client = reverse("programmes:matrix", args=[plan]), signed_in("lan")
    page, rows = client.get(place), sheet_of(client.get(place, {"xuat": "xlsx"}))
    assert "xuat=xlsx" in page.content.decode()
    assert rows[1][3:] == [unit.name for unit in page.context["units"]] and len(rows) - 2 == len(page.context["rows"])
    assert {str(cell)[:1] for row in rows[2:] for cell in row[3:]} <= {"", "C", "P", "T"}


@pytest.mark.django_db
def test_who_may_not_open_a_list_may_not_take_it_out(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    shut = [name for name in LISTS if name in PAGES and not PAGES[name][2]]
    assert len(shut) > 15
    client = signed_in("an")
    for name in shut:
        assert client.get(reverse(name), {"xuat": "xlsx"}).status_code == 404, name


def test_text_that_begins_like_a_formula_stays_text() -> None:
    listing = Listing("thu", "Thử", (("Tên", "name", 10), ("Ngày", "on", 10), ("Số", "n", 10)))
    file = io.BytesIO()
    rows = [{"name": text, "on": date(9999, 12, 31), "n": 2} for text in ("=1+1", "+84", "-1", "@x", "http://a.b")]
    assert listing.write(rows, file) == 5
    with zipfile.ZipFile(file) as book:
        xml = book.read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml and "hyperlink" not in xml
    found = CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue())).get_sheet_by_index(0).to_python()
    assert [row[1] for row in found[2:]] == ["=1+1", "+84", "-1", "@x", "http://a.b"]
    assert found[2][2] == "" and found[2][3] == 2
    assert re.search(r"freeze|pane", xml)
