"""Phiếu xin ý kiến between meetings: asked, answered, reminded, counted, told on the next agenda."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as, system_actor
from nennep.duties.registry import due
from nennep.meetings import actions
from nennep.meetings.actions.slips import NobodyToAsk, TooEarly, remind_last_day
from nennep.meetings.models import Minutes, Question, Slip
from nennep.meetings.queries.minutes import body_of
from nennep.meetings.queries.slips import pickable
from nennep.meetings.tests.story import TODAY, planned
from nennep.office.actions.incoming import KeptOnPaper

pytestmark = pytest.mark.django_db
DUE = date(2023, 7, 6)
WORDS = "Chọn Bảo tàng tỉnh làm nơi về nguồn của quý III"


def asked(cast: Cast, who: str = "hoa", code: str = "BV-S1", **more: Any) -> Question:
    """A question of a unit to a body."""
    by = cast.actor(who)
    given: dict[str, Any] = {"body": "members", "words": WORDS, "due_on": DUE} | more
    with acting_as(by), transaction.atomic():
        return actions.ask_body(cast.units[code], by=by, **given)


def test_a_question_is_answered_by_those_asked_and_its_result_comes_onto_the_next_agenda(cast: Cast) -> None:
    meeting, row, hoa, an = planned(cast), asked(cast), cast.actor("hoa"), cast.actor("an")
    with acting_as(an), pytest.raises(NotYours), transaction.atomic():
        actions.answer_slip(Slip.objects.get(question=row, account_id=hoa.account_id), by=an, choice="disagree")
    with acting_as(hoa), transaction.atomic():
        assert [one.title for one in due(hoa, date(2023, 8, 1), kinds=["slip"])] == [WORDS]
        slip = actions.answer_slip(row.slips.get(account_id=hoa.account_id), by=hoa, choice="agree")
        assert not due(hoa, date(2023, 8, 1), kinds=["slip"])
        with pytest.raises(NotYours):
            actions.enter_slip(slip, by=hoa, choice="disagree")
        with pytest.raises(TooEarly, match="chưa hết hạn"):
            actions.count_slips(row, by=hoa)
        actions.enter_slip(row.slips.filter(account_id=None)[0], by=hoa, choice="other", words="Đi thăm hai nơi")
        with on_day(date(2023, 7, 7)):
            row = actions.count_slips(row, by=hoa)
        (item,) = meeting.items.filter(source="slips")
        assert item.title == row.result
        assert f"tán thành 1/{row.slips.count()}, ý kiến khác 1" in item.title
        actions.rebuild_agenda(meeting, by=hoa)
        assert meeting.items.filter(source="slips").count() == 1
        with pytest.raises(NotYours):
            actions.answer_slip(slip, by=hoa, choice="disagree")


def test_picked_persons_are_asked_for_an_item_and_the_result_stands_at_it(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    meeting, hoa, keeper = planned(cast), cast.actor("hoa"), signed_in("hoa")
    with acting_as(hoa), transaction.atomic():
        item = actions.add_item(meeting, by=hoa, title="Nơi về nguồn của quý III", section="6tasks")
        codes = list(pickable(cast.units["BV-S1"], TODAY))
    there = f"/hop/y-kien/?muc={item.pk}"
    page = keeper.get(there).content.decode()
    assert "Cho nội dung “Nơi về nguồn của quý III”" in page and codes[0] in page
    given = {"body": "chosen", "words": WORDS, "due_on": "06/07/2023"}
    assert "ít nhất một đồng chí" in keeper.post(there, given).content.decode()
    assert keeper.post(there, given | {"picked": codes[:2]}).status_code == 302
    with acting_as(hoa), transaction.atomic():
        row = Question.objects.get(item=item)
        assert row.slips.count() == 2
        whole = actions.ask_body(
            cast.units["BV-S1"], by=hoa, body="members", words="Góp ý", due_on=DUE, picked=codes[:2]
        )
        assert whole.slips.count() == len({one.account_id or one.name for one in whole.slips.all()}) > 2
        assert keeper.post(f"/hop/y-kien/{whole.pk}/gan/", {"item": item.pk}).status_code == 302
        with on_day(date(2023, 7, 7)):
            row = actions.count_slips(row, by=hoa)
        item.refresh_from_db()
        assert item.result == row.result and "không trả lời 2" in row.result
        assert not meeting.items.filter(source="slips").exists()
        actions.rebuild_agenda(meeting, by=hoa)
        assert not meeting.items.filter(source="slips").exists()
    page = keeper.get(f"/hop/{meeting.pk}/").content.decode()
    assert row.result in page and "Đang lấy ý kiến bằng phiếu" in page


def test_what_cannot_be_asked_is_refused_in_words(cast: Cast) -> None:
    with pytest.raises(TooEarly, match="đã qua"):
        asked(cast, due_on=date(2023, 7, 2))
    with pytest.raises(KeptOnPaper, match="phiếu giấy"):
        asked(cast, words="TỐI MẬT\nPhương án nhân sự")
    with pytest.raises(NobodyToAsk, match="chưa có ai"):
        asked(cast, "lan", "BV-S3", body="committee")


def test_answers_are_shown_to_the_keeper_alone(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    uyvien, keeper, row = signed_in("uyvien"), signed_in("lan"), asked(cast, "lan", "BV", body="committee")
    with acting_as(cast.actor("lan")):
        other = Slip.objects.filter(question=row, choice="").order_by("-pk")[0].name
    there = f"/hop/y-kien/{row.pk}/"
    assert uyvien.post(there, {"choice": "other"}).status_code == 422
    assert uyvien.post(there, {"choice": "other", "words": "Đề nghị thêm một nơi"}).status_code == 302
    assert other not in uyvien.get(there).content.decode()
    page = keeper.get(there).content.decode()
    assert other in page
    assert "Đề nghị thêm một nơi" in page


def test_who_has_not_answered_is_reminded_once_the_day_before_the_last(cast: Cast) -> None:
    row, by = asked(cast), system_actor("Hệ thống")
    with acting_as(by), transaction.atomic():
        moment = timezone.make_aware(datetime(2023, 7, 5, 9))
        assert remind_last_day(timezone.make_aware(datetime.combine(TODAY, moment.time())), by=by) == 0
        assert remind_last_day(moment, by=by) == row.slips.exclude(account_id=None).count() > 0
        assert remind_last_day(moment, by=by) == 0


def test_the_result_stands_once_in_the_signed_minutes_and_one_counted_later_in_the_next(cast: Cast) -> None:
    meeting, hoa = planned(cast, invited=True), cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        item = actions.add_item(meeting, by=hoa, title="Nơi về nguồn của quý III", section="6tasks")
    early, late = asked(cast, item=item), asked(cast, item=item, words="Chọn ngày đi")
    with acting_as(hoa), transaction.atomic():
        for row in early.slips.all():
            Slip.objects.filter(pk=row.pk).update(choice="agree")
        early = actions.count_slips(early, by=hoa)
        meeting = actions.open_meeting(meeting, by=hoa)
        meeting = actions.close_meeting(actions.call_roll(meeting, by=hoa, absent={}), by=hoa)
        with on_day(date(2023, 7, 7)):
            late = actions.count_slips(late, by=hoa)
        minutes = actions.sign_minutes(Minutes.objects.get(meeting=meeting), by=hoa, side="chair")
        minutes = actions.sign_minutes(minutes, by=hoa, side="keeper", on_paper=True)
        text = "\n".join(part.text for part in body_of(minutes))
        assert text.count("Kết quả lấy ý kiến bằng phiếu") == 1 and f"\n{early.result}." in text
    following = planned(cast, hour=16)
    with acting_as(hoa):
        assert [one.title for one in following.items.filter(source="slips")] == [late.result]
