"""Who may give authority and codes to whom; operators; seats; the second factor of offices."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from nennep.accounts.models import Account, Attempt, PaperCode
from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.actor import Actor, Post
from nennep.core.clock import FOREVER
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.notify.models import Notice
from nennep.org import actions, queries
from nennep.org.actions.authority import may_hand
from nennep.org.models import Grant, OperatorSession

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]
TODAY = date(2023, 7, 3)


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def words(answer: Any) -> str:
    return str(answer.content.decode())


def give(cast: Cast, name: str, unit: str, role: str, **more: Any) -> Grant:
    """A grant made by nobody in particular."""
    with acting_as(founder()):
        return actions.grant_role(
            cast.units[unit], by=founder(), account_id=cast.accounts[name].pk, role=role, below=True, **more
        )


def holder(cast: Cast, name: str, act: str = "") -> str:
    return f"/to-chuc/phan-quyen/tai-khoan/{cast.accounts[name].pk}/{act}"


def told(cast: Cast, name: str) -> list[str]:
    by = cast.actor(name)
    with acting_as(by):
        return list(Notice.objects.filter(account_id=by.account_id).order_by("id").values_list("words", flat=True))


def post(key: str, rights: set[str], *, below: bool) -> Post:
    return Post(1, key, "", "member", below, frozenset(rights), FOREVER)


def test_a_right_held_here_only_is_not_given_below() -> None:
    here = post("001", {"org.grant", "members.list"}, below=False)
    by = Actor(1, "x", None, (here, replace(here, rights=frozenset({"org.grant"}), below=True)))
    assert not may_hand(by, "001", "file_officer", True)
    assert not may_hand(by, "001002", "specialist", False)


def test_nobody_gives_authority_to_himself(cast: Cast) -> None:
    by = cast.actor("chanh")
    with acting_as(by), transaction.atomic(), pytest.raises(actions.OwnAuthority):
        actions.grant_role(cast.units["BV"], by=by, account_id=by.account_id, role="secretary", below=True)


def test_acting_rights_end_on_a_day_and_are_those_of_a_holder(cast: Cast) -> None:
    by = cast.actor("chanh")
    secretary, deputy = cast.accounts["bithu"].pk, cast.accounts["uyvien"].pk
    given: dict[str, Any] = {"by": by, "account_id": deputy, "role": "secretary", "below": True}
    with acting_as(by), transaction.atomic():
        with pytest.raises(actions.ActingNeedsAnEnd):
            actions.grant_role(cast.units["BV"], acting_for=secretary, **given)
        with pytest.raises(actions.ActingNeedsAnEnd):
            actions.grant_role(cast.units["BV"], acting_for=cast.accounts["an"].pk, until=date(2023, 8, 1), **given)
        actions.grant_role(cast.units["BV"], acting_for=secretary, until=date(2023, 8, 1), **given)
    assert "reports.sign" in {right for one in cast.actor("uyvien").posts for right in one.rights}


def test_acting_rights_are_entered_on_the_page(cast: Cast, signed_in: Sign) -> None:
    chief, unit = signed_in("chanh"), cast.units["BV"].pk
    given = {"username": "uyvien", "role": "secretary", "since": "03/07/2023", "acting_for": "bithu", "below": "on"}
    assert chief.post(f"/to-chuc/phan-quyen/{unit}/giao/", given).status_code == 422
    assert chief.post(f"/to-chuc/phan-quyen/{unit}/giao/", {**given, "until": "31/07/2023"}).status_code == 302
    page = words(chief.get(holder(cast, "uyvien")))
    assert "theo ủy quyền của Đặng Quốc Khánh Hòa" in page and "31/07/2023" in page


def test_a_grant_given_today_can_be_taken_back_today(cast: Cast, signed_in: Sign) -> None:
    row = give(cast, "an", "BV", "editor")
    assert signed_in("chanh").post(f"/to-chuc/phan-quyen/{row.pk}/thu/").status_code == 302
    assert [one.role for one in cast.actor("an").posts] == ["member"]


def test_the_office_makes_an_account_gives_it_authority_and_prints_a_code(cast: Cast, signed_in: Sign) -> None:
    chief = signed_in("chanh")
    made = {"username": "thu.moi", "full_name": "Lê Văn Thư"}
    assert chief.post("/to-chuc/phan-quyen/tai-khoan/", made).status_code == 302
    assert chief.post("/to-chuc/phan-quyen/tai-khoan/", {**made, "username": "Thu.moi"}).status_code == 422
    given = {"username": "thu.moi", "role": "clerk", "since": "03/07/2023", "below": "on"}
    chief.post(f"/to-chuc/phan-quyen/{cast.units['BV'].pk}/giao/", given)
    new = Account.objects.get(username="thu.moi")
    page = chief.post(f"/to-chuc/phan-quyen/tai-khoan/{new.pk}/ma-giay/", {"resets": "password"})
    used = {"username": "thu.moi", "code": page.context["code"], "password": "Cay-lua-nuoc-2023"}
    assert Client().post("/dang-nhap/ma-giay/", used).status_code == 302
    signed = Client().post("/dang-nhap/", {"login": "thu.moi", "password": "Cay-lua-nuoc-2023"})
    assert signed.status_code == 302


def test_a_code_is_told_to_the_person_and_to_the_office_above(cast: Cast, signed_in: Sign) -> None:
    page = signed_in("chanh").post(holder(cast, "hoa", "ma-giay/"), {"resets": "password"})
    assert page.context["code"] in words(page)
    assert any("mã trên giấy" in said for said in told(cast, "hoa"))
    assert any("Bùi Thị Quỳnh Hoa" in said for said in told(cast, "khoi_chanh"))
    assert told(cast, "lachong") == []


def test_the_office_above_is_only_told_about_units_in_scope(cast: Cast) -> None:
    with acting_as(cast.actor("lachong")):
        assert queries.managers_above(cast.units["BV-S1"].key) == []


def test_an_account_with_authority_elsewhere_needs_two_issuers(cast: Cast, signed_in: Sign) -> None:
    give(cast, "hoa", "LH-1", "cell_secretary")
    chief = signed_in("chanh")
    assert chief.post(holder(cast, "hoa", "ma-giay/"), {"resets": "second"}).status_code == 302
    assert PaperCode.objects.get(account=cast.accounts["hoa"]).digest == ""
    assert chief.post(holder(cast, "hoa", "dong-y/")).status_code == 422
    page = signed_in("khoi_chanh").post(holder(cast, "hoa", "dong-y/"))
    row = PaperCode.objects.get(account=cast.accounts["hoa"])
    assert page.status_code == 200 and page.context["code"] in words(page)
    assert (row.resets, row.asked_by) == ("second", cast.accounts["chanh"].pk)


def test_a_code_that_waits_for_its_second_issuer_opens_nothing(cast: Cast, signed_in: Sign) -> None:
    give(cast, "hoa", "LH-1", "cell_secretary")
    signed_in("chanh").post(holder(cast, "hoa", "ma-giay/"), {"resets": "password"})
    used = {"username": "hoa", "code": "", "password": "Cay-lua-nuoc-2023"}
    for code in ("-", "234567"):
        assert Client().post("/dang-nhap/ma-giay/", {**used, "code": code}).status_code == 422


def test_nobody_issues_a_code_for_himself(cast: Cast, signed_in: Sign) -> None:
    assert signed_in("chanh").post(holder(cast, "chanh", "ma-giay/"), {"resets": "second"}).status_code == 422


def test_an_account_is_closed_and_opened_again(cast: Cast, signed_in: Sign) -> None:
    chief, hoa = signed_in("chanh"), signed_in("hoa")
    assert hoa.get("/").status_code == 200
    chief.post(holder(cast, "hoa", "khoa/"))
    assert hoa.get("/").status_code == 302
    assert "Đã khóa" in words(chief.get(holder(cast, "hoa")))
    chief.post(holder(cast, "hoa", "mo/"))
    assert Account.objects.get(username="hoa").is_active


def test_the_office_lifts_a_lock(cast: Cast, signed_in: Sign) -> None:
    Attempt.objects.bulk_create(Attempt(key="name:hoa") for _guess in range(8))
    chief = signed_in("chanh")
    assert "Tạm khóa" in words(chief.get(holder(cast, "hoa")))
    chief.post(holder(cast, "hoa", "go-khoa/"))
    assert "Tạm khóa" not in words(chief.get(holder(cast, "hoa")))
    assert not Attempt.objects.filter(key="name:hoa").exists()


def test_an_account_with_authority_elsewhere_is_not_closed_by_one_office(cast: Cast, signed_in: Sign) -> None:
    give(cast, "hoa", "LH-1", "cell_secretary")
    assert signed_in("chanh").post(holder(cast, "hoa", "khoa/")).status_code == 422
    assert Account.objects.get(username="hoa").is_active


def test_an_operator_has_no_rights_until_he_opens_a_session_with_a_reason(cast: Cast, signed_in: Sign) -> None:
    operator = signed_in("quantri")
    assert cast.actor("quantri").posts == ()
    assert operator.get("/to-chuc/phan-quyen/").status_code == 404
    assert operator.post("/to-chuc/phien-quan-tri/", {"reason": ""}).status_code == 422
    assert operator.post("/to-chuc/phien-quan-tri/", {"reason": "Sửa lỗi cây đơn vị theo phiếu 12"}).status_code == 302
    page = operator.get("/to-chuc/phan-quyen/")
    assert page.status_code == 200 and "Sửa lỗi cây đơn vị theo phiếu 12" in words(page)
    operator.post("/to-chuc/phien-quan-tri/ket-thuc/")
    assert operator.get("/to-chuc/phan-quyen/").status_code == 404
    with acting_as(cast.actor("kiemtoan")):
        assert Line.objects.filter(verb__in=["org.open_session", "org.close_session"]).count() == 2


def test_an_operator_session_ends_by_itself(cast: Cast, signed_in: Sign) -> None:
    operator = signed_in("quantri")
    operator.post("/to-chuc/phien-quan-tri/", {"reason": "Sửa lỗi cây đơn vị"})
    row = OperatorSession.objects.get()
    assert timedelta(minutes=29) < row.until - row.opened_at <= timedelta(minutes=30)
    OperatorSession.objects.update(until=timezone.now())
    assert operator.get("/to-chuc/phan-quyen/").status_code == 404


def test_only_operators_open_operator_sessions(cast: Cast, signed_in: Sign) -> None:
    assert signed_in("chanh").post("/to-chuc/phien-quan-tri/", {"reason": "Muốn xem nhiều hơn"}).status_code == 404
    by, unit = cast.actor("an"), cast.units["BV"]
    with acting_as(by), transaction.atomic(), pytest.raises(NotYours):
        actions.open_operator_session(by=by, unit_id=unit.pk, unit_key=unit.key, reason="Muốn xem nhiều hơn")


def test_a_person_with_several_posts_picks_a_seat_and_comes_back(cast: Cast, signed_in: Sign) -> None:
    give(cast, "hoa", "LH-1", "cell_secretary")
    hoa = signed_in("hoa")
    both = cast.actor("hoa").posts
    assert len(both) == 2
    assert "Mọi chức danh" in words(hoa.get("/"))
    hoa.post("/ghe/", {"seat": both[0].grant_id})
    assert hoa.get(f"/to-chuc/{both[1].unit_id}/").status_code == 404
    assert both[1].unit_name in words(hoa.get("/"))
    hoa.post("/ghe/", {"seat": "0"})
    assert hoa.get(f"/to-chuc/{both[1].unit_id}/").status_code == 200


def test_posts_too_far_apart_are_worked_one_seat_at_a_time(cast: Cast, signed_in: Sign) -> None:
    for unit in ("LH-1", "LH-2", "LH-3", "BV-LU"):
        give(cast, "hoa", unit, "cell_secretary")
    assert len(cast.actor("hoa").posts) == 1
    page: HttpResponse = signed_in("hoa").get("/")  # type: ignore[assignment]
    assert page.status_code == 200 and words(page).count('name="seat"') == 5
    assert "Mọi chức danh" not in words(page)


@pytest.mark.parametrize(
    ("name", "asked"), [("chanh", True), ("lan", True), ("kiemtoan", True), ("quantri", True), ("hoa", False)]
)
def test_offices_operators_and_auditors_set_up_a_second_factor_first(
    cast: Cast, signed_in: Sign, settings: Any, name: str, asked: bool
) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    client = signed_in(name)
    answer = client.get("/")
    assert (answer.status_code == 302) == asked
    if asked:
        assert answer["Location"] == "/tai-khoan/buoc-hai/"
        assert "yêu cầu bước xác thực thứ hai" in words(client.get("/tai-khoan/buoc-hai/"))


def test_a_seat_of_a_plain_member_does_not_spare_the_second_factor(cast: Cast, signed_in: Sign, settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    plain = give(cast, "chanh", "BV-S1", "member")
    client = signed_in("chanh")
    client.post("/ghe/", {"seat": plain.pk})
    session = client.session
    session["seat"] = plain.pk
    session.save()
    assert client.get("/")["Location"] == "/tai-khoan/buoc-hai/"
