"""A person's own list: put off, handed over and back; what was asked of others is chased and thanked for once."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import Refused
from nennep.core.scope import acting_as
from nennep.duties import actions, asked, queries
from nennep.duties.registry import Duty
from nennep.notify.models import Notice
from nennep.org.models import Grant
from tests import story

pytestmark = [pytest.mark.data, pytest.mark.django_db]
DAY = date(2023, 7, 3)
FAR = DAY + timedelta(days=300)


def listed(cast: Cast, who: str, kind: str) -> list[Duty]:
    actor = cast.actor(who)
    with acting_as(actor), transaction.atomic():
        return [one for one in queries.own(actor, DAY, FAR).open if one.kind == kind]


def test_what_is_put_off_comes_back_and_others_keep_it(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    story.tell(cast)
    page, (duty, *_more) = signed_in("hoa"), listed(cast, "hoa", "work")
    path = f"/viec/work/{duty.row_id}/"
    assert page.get(path).status_code == 200
    assert "Hạn" in page.get("/").content.decode() and page.get(f"/viec/work/{duty.row_id + 999}/").status_code == 404
    faults = page.post(f"{path}de-sau/", {"until": "2033-12-31"})
    assert faults.status_code == 422 and "nhiều nhất 7 ngày" in faults.content.decode()
    assert page.post(f"{path}de-sau/", {"until": "2023-07-03"}).status_code == 422
    assert page.post(f"{path}de-sau/", {"until": "2023-07-08"}).status_code == 302
    assert duty.name not in [one.name for one in listed(cast, "hoa", "work")]
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        again = queries.own(hoa, date(2023, 7, 8), FAR).open
    assert duty.name in [one.name for one in again]
    assert page.post(f"{path}lay-lai/").status_code == 302
    assert duty.name in [one.name for one in listed(cast, "hoa", "work")]


def test_a_duty_goes_to_a_colleague_of_equal_authority_and_back(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    story.tell(cast)
    lan, chanh, minh = (cast.actor(name) for name in ("lan", "chanh", "minh"))
    with acting_as(chanh), transaction.atomic():
        theirs = {one.name for one in queries.own(chanh, DAY, FAR).open}
    with acting_as(lan), transaction.atomic():
        duty = next(one for one in queries.own(lan, DAY, FAR).open if one.name in theirs)
        with pytest.raises(Refused, match="thẩm quyền"):
            actions.hand_over(duty, by=lan, to=minh.account_id)
    page, path = signed_in("lan"), f"/viec/{duty.kind}/{duty.row_id}/"
    offered = [pk for pk, _words in page.get(path).context["people"]]
    assert chanh.account_id in offered  # who could not take it is not offered
    with acting_as(lan), transaction.atomic():
        assert all(queries.taken_by(lan, duty, pk, DAY) for pk in offered) and minh.account_id not in offered
        held = Grant.objects.filter(unit_key__in=[post.unit_key for post in lan.posts]).exclude(
            account_id=lan.account_id
        )
        assert set(held.values_list("account_id", flat=True)) > set(offered)
    assert page.post(f"{path}chuyen/", {"to": ""}).status_code == 422
    assert page.post(f"{path}chuyen/", {"to": chanh.account_id, "note": "Nhờ đồng chí"}).status_code == 302
    assert "Đã chuyển: 1 việc" in page.get("/").content.decode()
    with acting_as(chanh), transaction.atomic():
        mine = next(one for one in queries.own(chanh, DAY, FAR).open if one.name == duty.name)
        assert mine.handed_by == lan.name
        assert "Nhờ đồng chí" in Notice.objects.filter(account_id=chanh.account_id).latest("pk").words
    with acting_as(minh), transaction.atomic():
        assert queries.handing(minh, duty.kind, duty.row_id) is None
    assert signed_in("chanh").post(f"{path}tra-lai/").status_code == 302
    with acting_as(lan), transaction.atomic():
        assert duty.name in [one.name for one in queries.own(lan, DAY, FAR).open]


def test_what_was_asked_of_others_is_chased_in_one_press_and_thanked_for_once(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    told = story.tell(cast)
    khoi, lan = cast.actor("khoi"), cast.actor("lan")
    owed = told.round.owed
    with acting_as(khoi), transaction.atomic():
        owed.filter(unit=cast.units["BV"]).update(sent_on=date(2023, 7, 1))
        thing = next(one for one in asked.behind(khoi, DAY) if one.name == ("round", told.round.pk))
        assert thing.done == 1 and thing.owing == owed.filter(sent_on=None).count() > 0
    page = signed_in("khoi")
    home = page.get("/").content.decode()
    assert f"{thing.owing}/{thing.whole} chưa làm" in home and "Nhắc tất cả" in home
    assert page.post("/nhac-tat-ca/").status_code == 302
    assert page.post(f"/nhac/round/{told.round.pk}/").status_code == 422
    assert page.post(f"/cam-on/round/{told.round.pk}/").status_code == 302
    assert page.post(f"/cam-on/round/{told.round.pk}/").status_code == 422
    assert signed_in("hoa").post(f"/nhac/round/{told.round.pk}/").status_code == 404
    with acting_as(lan), transaction.atomic():
        words = Notice.objects.filter(account_id=lan.account_id).latest("pk").words
    assert words.endswith("cảm ơn đồng chí đã hoàn thành “Báo cáo 6 tháng”.")
