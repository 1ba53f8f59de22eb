"""The one-time code on paper: one use, a day, five tries, the password or the second factor."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from nennep.accounts import actions
from nennep.accounts.models import Account, PaperCode
from nennep.accounts.tests.test_signing_in import sign_in, verbs, with_totp
from nennep.config.cast import Cast
from nennep.config.cast.build import PASSWORD
from nennep.core.scope import acting_as

pytestmark = pytest.mark.django_db
NEW = "Cay-lua-nuoc-2023"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def code_for(cast: Cast, name: str, resets: str = "password") -> str:
    by = cast.actor("chanh")
    with acting_as(by):
        return actions.issue_code(cast.accounts[name], by=by, resets=resets, unit_key=by.posts[0].unit_key)


def use(name: str, code: str, password: str = NEW) -> int:
    given = {"username": name, "code": code, "password": password}
    return Client().post("/dang-nhap/ma-giay/", given).status_code


def test_a_code_sets_the_password_ends_sessions_and_is_in_the_journal(cast: Cast) -> None:
    before = Client()
    sign_in(before, "hoa")
    assert use("hoa", code_for(cast, "hoa").lower()) == 302
    assert before.get("/").status_code == 302
    assert sign_in(Client(), "hoa").status_code == 200
    assert sign_in(Client(), "hoa", NEW).status_code == 302
    assert "accounts.use_code" in verbs(cast, cast.accounts["hoa"])


def test_a_code_works_once(cast: Cast) -> None:
    code = code_for(cast, "hoa")
    assert [use("hoa", code), use("hoa", code)] == [302, 422]


def test_a_code_of_another_account_is_wrong(cast: Cast) -> None:
    assert use("an", code_for(cast, "hoa")) == 422


def test_a_code_lasts_a_day(cast: Cast) -> None:
    code = code_for(cast, "hoa")
    PaperCode.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert use("hoa", code) == 422
    assert timedelta(hours=23) < _life(cast) < timedelta(hours=24, minutes=1)


def _life(cast: Cast) -> timedelta:
    code_for(cast, "hoa")
    row = PaperCode.objects.get(account=cast.accounts["hoa"])
    return row.expires_at - row.issued_at


def test_five_wrong_tries_spoil_a_code(cast: Cast) -> None:
    code = code_for(cast, "hoa")
    assert [use("hoa", "23456") for _try in range(5)] == [422] * 5
    assert use("hoa", code) == 422


def test_an_older_code_dies_when_a_new_one_is_made(cast: Cast) -> None:
    old, new = code_for(cast, "hoa"), code_for(cast, "hoa")
    assert [use("hoa", old), use("hoa", new)] == [422, 302]


@pytest.mark.parametrize("password", ["", "ngan", "12345678901", "buithiquynhhoa"])
def test_a_weak_password_is_refused_and_the_code_stays_good(cast: Cast, password: str) -> None:
    Account.objects.filter(pk=cast.accounts["hoa"].pk).update(full_name="buithiquynhhoa")
    code = code_for(cast, "hoa")
    assert [use("hoa", code, password) for _try in range(6)] == [422] * 6
    assert use("hoa", code) == 302


def test_a_code_for_the_second_factor_leaves_the_password(cast: Cast) -> None:
    with_totp(cast.accounts["hoa"])
    assert use("hoa", code_for(cast, "hoa", "second"), NEW) == 302
    assert not cast.accounts["hoa"].authenticator_set.exists()
    assert sign_in(Client(), "hoa", PASSWORD)["Location"] == "/"


def test_a_code_for_the_password_leaves_the_second_factor(cast: Cast) -> None:
    with_totp(cast.accounts["hoa"])
    assert use("hoa", code_for(cast, "hoa")) == 302
    assert sign_in(Client(), "hoa", NEW)["Location"] == "/tai-khoan/buoc-hai/dang-nhap/"


def test_a_code_has_eighty_bits_and_only_its_hash_is_kept(cast: Cast) -> None:
    code = code_for(cast, "hoa")
    plain = code.replace("-", "")
    assert len(actions.ALPHABET) ** len(plain) >= 2**80
    row = PaperCode.objects.get(account=cast.accounts["hoa"])
    assert plain not in row.digest and len(row.digest) == 64


def test_a_closed_account_has_no_use_of_a_code(cast: Cast) -> None:
    code = code_for(cast, "hoa")
    Account.objects.filter(pk=cast.accounts["hoa"].pk).update(is_active=False)
    assert use("hoa", code) == 422
