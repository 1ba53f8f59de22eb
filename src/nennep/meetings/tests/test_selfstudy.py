"""Self-study: themes, one short entry a month read by the cell alone, seen once, counted above without words."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties.registry import due
from nennep.figures.registry import through
from nennep.journal.models import Detail
from nennep.meetings import actions
from nennep.meetings.actions.selfstudy import NothingToSee, NotThisMonth, Seen, StudyOff, ThemeThere
from nennep.meetings.figures import FIGURES
from nennep.meetings.models import MOST_WORDS, StudyEntry, StudyText
from nennep.meetings.tests.story import planned
from nennep.office.actions.incoming import KeptOnPaper
from nennep.org.queries import ask

pytestmark = pytest.mark.django_db
JULY, JUNE = date(2023, 7, 1), date(2023, 6, 1)
WORDS = "Đọc chuyên đề về tinh thần trách nhiệm; rút ra: việc hôm nay chớ để ngày mai."
SOON = date(2023, 8, 1)


def switch_on(cast: Cast) -> None:
    """The university switches it on for its cells."""
    chanh = cast.actor("chanh")
    with acting_as(chanh), transaction.atomic():
        actions.set_switch(cast.units["BV"], by=chanh, thing="study", on=True)


def entered(cast: Cast, month: date = JULY, words: str = WORDS) -> StudyEntry:
    """The entry of a member of Chi bộ Sinh viên 1."""
    an = cast.actor("an")
    with acting_as(an), transaction.atomic():
        return actions.enter_study(cast.units["BV-S1"], by=an, month=month, words=words, hours=6)


def test_nothing_is_there_until_it_is_switched_on(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    with pytest.raises(StudyOff, match="chưa bật"):
        entered(cast)
    an = cast.actor("an")
    with acting_as(an):
        assert not due(an, SOON, kinds=["study"])
    assert signed_in("an").get("/hop/tu-hoc/").status_code == 404
    meeting = planned(cast)
    with acting_as(cast.actor("hoa")):
        assert not meeting.items.filter(source="study")


def test_a_member_writes_one_entry_a_month_and_corrects_it_until_the_cell_has_seen_it(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    switch_on(cast)
    an, hoa, cell = cast.actor("an"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(an):
        assert [one.title for one in due(an, SOON, kinds=["study"])] == ["Tháng 07/2023"]
        assert not due(an, date(2023, 7, 20), kinds=["study"])
    client = signed_in("an")
    assert "tối đa" in client.post("/hop/tu-hoc/", {"words": "a" * (MOST_WORDS + 1)}).content.decode()
    assert client.post("/hop/tu-hoc/", {"words": WORDS, "hours": "6"}).status_code == 302
    with acting_as(an):
        assert not due(an, SOON, kinds=["study"])
    row = entered(cast, words="Đã sửa lại")
    with acting_as(hoa), transaction.atomic():
        assert StudyText.objects.get(entry=row).words == "Đã sửa lại"
        assert actions.see_study_month(cell, by=hoa, month=JULY) == 1
        with pytest.raises(NothingToSee, match="Không còn mục nào"):
            actions.see_study_month(cell, by=hoa, month=JULY)
    with pytest.raises(Seen, match="đã xem mục này ngày 03/07/2023"):
        entered(cast)
    with acting_as(an), transaction.atomic(), pytest.raises(NotYours):
        actions.see_study_month(cell, by=an, month=JUNE)
    page = client.get("/hop/tu-hoc/").content.decode()
    assert "Đã sửa lại" in page
    assert "Chưa ghi:" in page
    assert 'name="words"' not in page
    entered(cast, JUNE)
    for month in (date(2023, 5, 1), date(2023, 8, 1)):
        with pytest.raises(NotThisMonth, match="tháng này và tháng trước"):
            entered(cast, month)
    with pytest.raises(KeptOnPaper, match="Nội dung mật"):
        entered(cast, JUNE, "TUYỆT MẬT\nPhương án nhân sự")


def test_the_words_are_read_by_the_cell_alone_and_counted_above_without_them(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    switch_on(cast)
    row, cell = entered(cast), cast.units["BV-S1"]
    for name in ("lan", "bithu", "chanh", "minh", "uyvien"):
        with acting_as(cast.actor(name)), transaction.atomic():
            assert not StudyText.objects.filter(entry=row)
        assert signed_in(name).get(f"/hop/tu-hoc/?don-vi={cell.pk}").status_code == 404
    (figure,) = (one for one in FIGURES if one.code == "meetings.study")
    for name, code in (("lan", "BV"), ("hoa", "BV-S1")):
        with acting_as(cast.actor(name)), transaction.atomic():
            asked = ask(cast.units[code], through(JULY, date(2023, 7, 31)))
            assert figure.count(asked).part == len(figure.rows(asked)) == 1
    span = f"don-vi={cell.pk}&tu=2023-07-01&den=2023-07-31"
    assert row.name in signed_in("hoa").get(f"/bao-cao/so-lieu/meetings.study/?{span}").content.decode()
    assert row.name not in signed_in("lan").get(f"/bao-cao/so-lieu/meetings.study/?{span}").content.decode()
    page = signed_in("lan").get("/hop/tu-hoc/noi-dung/").content.decode()
    assert WORDS not in page
    assert cell.name in page
    with acting_as(cast.actor("chanh")):
        told = [f"{one.says}{one.changes}" for one in Detail.objects.all()]
    assert any("07/2023" in one for one in told)
    assert not any(WORDS[:20] in one for one in told)


def test_themes_come_from_above_and_the_months_look_back_stands_on_the_agenda(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    switch_on(cast)
    lan, hoa, cell = cast.actor("lan"), cast.actor("hoa"), cast.units["BV-S1"]
    with acting_as(lan), transaction.atomic():
        actions.add_study_theme(cast.units["BV"], by=lan, year=2023, words="Tinh thần trách nhiệm")
        with pytest.raises(ThemeThere, match="đã có"):
            actions.add_study_theme(cast.units["BV"], by=lan, year=2023, words="Tinh thần trách nhiệm")
    with acting_as(hoa), transaction.atomic():
        own = actions.add_study_theme(cell, by=hoa, year=2023, words="Kỹ năng tranh biện")
    page = signed_in("an").get("/hop/tu-hoc/").content.decode()
    assert page.index("Tinh thần trách nhiệm") < page.index("Kỹ năng tranh biện")
    with acting_as(hoa), transaction.atomic():
        actions.drop_study_theme(own, by=hoa)
    meeting = planned(cast)
    with acting_as(hoa):
        (item,) = meeting.items.filter(source="study")
    assert item.title == "Xem kết quả tự học của đảng viên tháng 6/2023"
    assert "Tự học tháng 6/2023" in signed_in("hoa").get(item.link).content.decode()
    with on_day(date(2023, 7, 4)):
        assert signed_in("hoa").post("/hop/tu-hoc/da-xem/?thang=2023-06").status_code == 422
