"""Lists and letters as papers: what a cell's own list shows, the heading of a sheet, the letter that asks for a late reply."""

import io
from datetime import date

import openpyxl
import pytest
from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.members import access, actions, letters, lists, unionpapers
from nennep.members.models import Membership
from nennep.members.tests import story
from nennep.members.tests.filing import Sign
from nennep.press.paper import Para, Table

pytestmark = pytest.mark.django_db


def table_of(cast: Cast, code: str) -> Table:
    unit, by = cast.units[code], cast.actor("lan")
    with acting_as(by), transaction.atomic():
        rows = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"])
        annex = lists.summary_paper(unit, lists.listed(rows, by)).annexes[0]
    return next(block for block in annex.blocks if isinstance(block, Table))


def test_a_cells_own_list_leaves_out_the_cell_and_stands_under_one_heading_of_births(cast: Cast) -> None:
    own, whole = table_of(cast, "BV-S1"), table_of(cast, "BV")
    assert own.columns[-1].title == "Số thẻ" and whole.columns[-1].title == "Chi bộ"
    assert {len(row) for row in own.rows} == {13} and {len(row) for row in whole.rows} == {14}
    assert [words for _place, _across, words in own.shared] == ["Ngày sinh"]


def test_the_heading_of_a_sheet_is_high_enough_for_its_words(cast: Cast) -> None:
    file, by = io.BytesIO(), cast.actor("lan")
    with acting_as(by), transaction.atomic():
        lists.summary(lists.listed(Membership.objects.filter(access.counted, unit=cast.units["BV-S1"]), by), file)
    page = openpyxl.load_workbook(file).active
    assert page is not None and page["C2"].value == "Ngày sinh nam" and page.row_dimensions[2].height > 30


def test_a_late_reply_is_asked_for_by_a_letter_made_from_the_first(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "verified")
        late = actions.send_letter(
            case, by=by, about="Lương Văn Cha", place="Xã Mẫu", number="9-CV/ĐU", on=date(2023, 2, 1)
        )
        new = actions.send_letter(
            case, by=by, about="Lê Thị Mẹ", place="Xã Mẫu", number="10-CV/ĐU", on=date(2023, 6, 28)
        )
        paper = unionpapers.reminder(late)
        said = " ".join(block.text for block in paper.blocks if isinstance(block, Para))
    assert "Công văn số 9-CV/ĐU" in said and "01/02/2023" in said and paper.draft and not paper.number
    client = signed_in("lan")
    page = client.get("/dang-vien/tham-tra/").content.decode()
    assert f"/dang-vien/tham-tra/{late.pk}/don-doc.docx" in page and f"/{new.pk}/don-doc.docx" not in page
    assert [client.get(f"/dang-vien/tham-tra/{one.pk}/don-doc.docx").status_code for one in (late, new)] == [200, 404]


def test_the_proposal_of_badges_is_addressed_to_the_committee_above(cast: Cast) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        paper = letters.badge_list(cast.units["BV"], date(2023, 9, 2), [])
    first = paper.blocks[0]
    assert isinstance(first, Para) and first.text.startswith("Kính gửi: Đảng ủy Khối")
    assert paper.recipients[0][0] == "Như trên"
