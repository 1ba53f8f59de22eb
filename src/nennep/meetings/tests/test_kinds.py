"""Kinds of meetings as data: what stands on an agenda, who may change it, what is refused."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.meetings.models import Meeting, MeetingKind
from nennep.meetings.queries.agenda import offers
from nennep.meetings.tests import story

pytestmark = pytest.mark.django_db


def test_the_office_of_the_root_changes_what_stands_on_an_agenda(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    meeting, root, chief = story.planned(cast), signed_in("khoi_chanh"), signed_in("chanh")
    page = f"/hop/loai/{meeting.kind_id}/"
    assert "Mở đầu | Khai mạc, điểm danh, thông qua chương trình | 5" in root.get(page).content.decode()
    given = {"name": meeting.kind.name, "body": "members", "apart": "on", "frame": "mở đầu | Chào cờ | 3\n\nKết luận | Bế mạc | 10"}  # fmt: skip
    assert chief.get("/hop/loai/").status_code == 200 and chief.post(page, given).status_code == 404
    for wrong in ("Chào cờ 3", "Phần lạ | Chào cờ | 3", "Mở đầu | Chào cờ | lâu", "Mở đầu | Chào cờ | 0"):
        answer = root.post(page, given | {"frame": wrong})
        assert answer.status_code == 422 and "chưa đúng" in answer.content.decode()
    assert root.post(page, given | {"name": "sinh hoat chuyen de"}).status_code == 422
    assert root.post(page, given).status_code == 302
    with acting_as(cast.actor("hoa")), transaction.atomic():
        found = offers(Meeting.objects.select_related("kind").get(pk=meeting.pk))
    lines = [(one.section, one.title, one.minutes) for one in found if one.source == "frame"]
    assert lines == [("1opening", "Chào cờ", 3), ("9closing", "Bế mạc", 10)]
    assert not {one.source for one in found} & {"case", "work", "direction"}


def test_a_kind_is_added_as_data(signed_in: Callable[[str], Client]) -> None:
    root = signed_in("khoi_chanh")
    given = {"name": "Họp báo (định kỳ)", "body": "chosen", "thematic": "on", "leading": "on", "frame": ""}
    assert root.post("/hop/loai/them/", given).status_code == 302
    made = MeetingKind.objects.get(pk="hop-bao-dinh-ky")
    assert made.name == "Họp báo (định kỳ)" and made.thematic and made.leading and not made.regular
    assert root.post("/hop/loai/them/", given).status_code == 422
    assert root.get("/hop/loai/hop-bao-dinh-ky/").status_code == 200 and root.get("/hop/loai/la/").status_code == 404


def test_a_unit_is_offered_the_kinds_it_holds_and_keeps_the_one_a_meeting_has(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    cell, office, root = signed_in("hoa"), signed_in("lan"), signed_in("khoi_chanh")
    for path in ("/hop/lap/", "/hop/da-hop/"):
        offered, above = cell.get(path).content.decode(), office.get(path).content.decode()
        assert 'value="group"' in offered and 'value="briefing"' not in offered and 'value="committee"' in offered
        assert 'value="briefing"' in above and 'value="group"' not in above and 'value="committee"' in above
    meeting = story.planned(cast, kind="seminar")
    given = {"name": "Tọa đàm, hội thảo", "body": "chosen", "apart": "on", "holder": "above", "frame": ""}
    assert root.post("/hop/loai/seminar/", given).status_code == 302
    assert 'value="seminar"' not in cell.get("/hop/lap/").content.decode()
    assert 'value="seminar" selected' in cell.get(f"/hop/{meeting.pk}/sua/").content.decode()
    assert "dành cho cấp trên chi bộ" in root.get("/hop/loai/").content.decode()


def test_a_short_consultation_and_a_committee_do_not_begin_with_a_cells_agenda(cast: Cast) -> None:
    talk, board = story.planned(cast, kind="consultation"), story.planned(cast, "lan", "BV", kind="committee")
    with acting_as(cast.actor("lan")):
        assert [one.title for one in talk.items.exclude(source="idea")] == ["Nêu nội dung cần hội ý", "Thống nhất ý kiến, phân công"]  # fmt: skip
        titles = set(board.items.values_list("title", flat=True))
    assert "Kết luận hội nghị" in titles and not any("Tự phê bình" in one for one in titles)
