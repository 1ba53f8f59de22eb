"""Signing in: password, second step, lock, journal, returning to where one was."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client

from nennep.accounts import rules
from nennep.accounts.models import Account, Attempt
from nennep.config.cast import Cast
from nennep.config.cast.build import PASSWORD
from nennep.core.scope import acting_as
from nennep.journal.models import Line

pytestmark = pytest.mark.django_db
LOCKED = "Đã nhập sai quá nhiều lần"
WRONG = "Tên đăng nhập hoặc mật khẩu chưa đúng"


@pytest.fixture(autouse=True)
def _fresh_cache() -> None:
    cache.clear()


def sign_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    return client.post("/dang-nhap/", {"login": name, "password": password, **more})  # type: ignore[return-value]


def words(answer: HttpResponse) -> str:
    return answer.content.decode()


def verbs(cast: Cast, account: Account) -> list[str]:
    """What the journal says of an account's sign-ins, oldest first."""
    with acting_as(cast.actor("kiemtoan")):
        return list(Line.objects.filter(verb__startswith="accounts.").order_by("id").values_list("verb", flat=True))


def totp_code(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def with_totp(account: Account) -> str:
    secret = generate_totp_secret()
    TOTP.activate(account, secret)
    return str(secret)


def test_a_right_password_opens_the_first_page_and_is_in_the_journal(cast: Cast) -> None:
    client = Client()
    before = verbs(cast, cast.accounts["hoa"])
    answer = sign_in(client, "hoa")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    client.post("/dang-xuat/")
    assert verbs(cast, cast.accounts["hoa"])[len(before) :] == ["accounts.sign_in", "accounts.sign_out"]
    assert client.get("/").status_code == 302


def test_after_signing_in_one_returns_to_where_one_was(cast: Cast) -> None:
    client = Client()
    there = client.get("/bao-cao/")["Location"]
    assert there == "/dang-nhap/?next=/bao-cao/"
    assert 'name="next" value="/bao-cao/"' in words(client.get(there))  # type: ignore[arg-type]
    assert sign_in(client, "lan", next="/bao-cao/")["Location"] == "/bao-cao/"
    assert sign_in(Client(), "lan", next="https://elsewhere.example/")["Location"] == "/"


def test_the_same_words_whether_the_name_exists_or_not(cast: Cast) -> None:
    cast.accounts["an"].is_active = False
    cast.accounts["an"].save()
    for name, password in (("hoa", "sai-mat-khau"), ("khong-co-ai", "sai-mat-khau"), ("an", PASSWORD)):
        answer = sign_in(Client(), name, password)
        assert WRONG in words(answer), name
        assert answer.status_code == 200
    cast.accounts["an"].is_active = True
    cast.accounts["an"].save()


@pytest.mark.parametrize("name", ["hoa", "khong-co-ai"])
def test_too_many_wrong_guesses_lock_a_name_even_for_the_right_password(cast: Cast, name: str) -> None:
    for _guess in range(rules.NAME_GUESSES):
        assert WRONG in words(sign_in(Client(), name, "sai-mat-khau"))
    assert LOCKED in words(sign_in(Client(), name.upper()))
    if name == "hoa":
        assert verbs(cast, cast.accounts["hoa"])[-1] == "accounts.lock"


def test_too_many_wrong_guesses_from_one_address_lock_it_for_every_name(cast: Cast) -> None:
    Attempt.objects.bulk_create(Attempt(key="address:10.0.0.9") for _guess in range(rules.ADDRESS_GUESSES))
    assert LOCKED in words(Client(REMOTE_ADDR="10.0.0.9").post("/dang-nhap/", {"login": "lan", "password": PASSWORD}))  # type: ignore[arg-type]
    assert sign_in(Client(REMOTE_ADDR="10.0.0.8"), "lan").status_code == 302


def test_a_right_password_forgets_the_wrong_guesses(cast: Cast) -> None:
    for _guess in range(3):
        sign_in(Client(), "hoa", "sai-mat-khau")
    sign_in(Client(), "hoa")
    assert not Attempt.objects.filter(key="name:hoa").exists()


@pytest.mark.parametrize(
    ("remote", "forwarded", "trusted", "client"),
    [
        ("10.0.0.1", "", [], "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4", [], "10.0.0.1"),
        ("10.0.0.1", "1.2.3.4", ["10.0.0.0/8"], "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.2", ["10.0.0.0/8"], "1.2.3.4"),
        ("10.0.0.1", "6.6.6.6, nonsense", ["10.0.0.1"], "10.0.0.1"),
        ("", "1.2.3.4", ["10.0.0.1"], ""),
    ],
)
def test_only_trusted_proxies_say_where_a_request_comes_from(
    remote: str, forwarded: str, trusted: list[str], client: str
) -> None:
    assert rules.client_address(remote, forwarded, trusted) == client


def test_the_second_step_asks_for_a_code_and_counts_wrong_ones(cast: Cast) -> None:
    account = cast.accounts["hoa"]
    secret = with_totp(account)
    client = Client()
    assert sign_in(client, "hoa")["Location"] == "/tai-khoan/buoc-hai/dang-nhap/"
    assert client.get("/").status_code == 302
    page = words(client.get("/tai-khoan/buoc-hai/dang-nhap/"))  # type: ignore[arg-type]
    assert "Bước xác thực thứ hai" in page and "Sign In" not in page
    for _guess in range(rules.NAME_GUESSES):
        wrong = client.post("/tai-khoan/buoc-hai/dang-nhap/", {"code": "000000"})
        assert "Mã chưa đúng" in words(wrong)  # type: ignore[arg-type]
    locked = client.post("/tai-khoan/buoc-hai/dang-nhap/", {"code": totp_code(secret)})
    assert LOCKED in words(locked)  # type: ignore[arg-type]
    Attempt.objects.all().delete()
    assert client.post("/tai-khoan/buoc-hai/dang-nhap/", {"code": totp_code(secret)}).status_code == 302
    assert client.get("/").status_code == 200


def test_a_recovery_code_works_once(cast: Cast) -> None:
    account = cast.accounts["hoa"]
    with_totp(account)
    code = RecoveryCodes.activate(account).get_unused_codes()[0]
    for expected in (302, 200):
        client = Client()
        sign_in(client, "hoa")
        assert client.post("/tai-khoan/buoc-hai/dang-nhap/", {"code": code}).status_code == expected


def test_secrets_of_the_second_factor_are_not_readable_in_the_database(cast: Cast) -> None:
    secret = with_totp(cast.accounts["hoa"])
    assert secret not in str(Authenticator.objects.get(user=cast.accounts["hoa"]).data)


def test_after_the_key_is_lost_old_codes_are_wrong_and_nothing_breaks(cast: Cast, settings: Any) -> None:
    secret = with_totp(cast.accounts["hoa"])
    settings.SECRET_KEY = "another"
    client = Client()
    sign_in(client, "hoa")
    wrong = client.post("/tai-khoan/buoc-hai/dang-nhap/", {"code": totp_code(secret)})
    assert "Mã chưa đúng" in words(wrong)  # type: ignore[arg-type]


def test_setting_up_an_app_shows_a_picture_and_a_key_then_recovery_codes(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    client = Client()
    sign_in(client, "hoa")
    assert client.get("/tai-khoan/buoc-hai/ung-dung/").status_code == 302  # the password is asked again
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    page = client.get("/tai-khoan/buoc-hai/ung-dung/")
    secret = page.context["form"].secret
    assert "data:image/svg+xml" in words(page) and secret in words(page).replace(" ", "")  # type: ignore[arg-type]
    with django_capture_on_commit_callbacks(execute=True):
        done = client.post("/tai-khoan/buoc-hai/ung-dung/", {"code": totp_code(secret)}, follow=True)
    assert "Mã dự phòng" in words(done)  # type: ignore[arg-type]
    assert len(done.context["unused_codes"]) == 10
    assert "accounts.add_second" in verbs(cast, cast.accounts["hoa"])


def test_every_page_of_ones_account_opens_in_vietnamese(cast: Cast) -> None:
    client = Client()
    sign_in(client, "hoa")
    client.post("/tai-khoan/xac-nhan/", {"password": PASSWORD})
    for path in (
        "",
        "mat-khau/",
        "buoc-hai/",
        "buoc-hai/khoa/",
        "buoc-hai/khoa/them/",
        "buoc-hai/ung-dung/",
        "xac-nhan/",
    ):
        page = client.get(f"/tai-khoan/{path}")
        assert page.status_code == 200, path
        assert 'lang="vi"' in words(page) and "Đăng xuất" in words(page), path  # type: ignore[arg-type]
    assert client.get("/dang-xuat/").status_code == 200


def test_a_new_password_needs_the_old_one(cast: Cast) -> None:
    client = Client()
    sign_in(client, "hoa")
    given = {"password1": "Mat-khau-moi-2023", "password2": "Mat-khau-moi-2023"}
    wrong = client.post("/tai-khoan/mat-khau/", {"oldpassword": "sai", **given})
    assert "Mật khẩu hiện nay chưa đúng" in words(wrong)  # type: ignore[arg-type]
    client.post("/tai-khoan/mat-khau/", {"oldpassword": PASSWORD, **given})
    assert sign_in(Client(), "hoa").status_code == 200
    assert sign_in(Client(), "hoa", "Mat-khau-moi-2023").status_code == 302


def test_other_sessions_end_and_this_one_stays(cast: Cast) -> None:
    here, there = Client(HTTP_USER_AGENT="Firefox/140 (Windows)"), Client(HTTP_USER_AGENT="Safari/605 (iPhone)")
    sign_in(here, "hoa")
    sign_in(there, "hoa")
    page = words(here.get("/tai-khoan/"))  # type: ignore[arg-type]
    assert "Firefox trên Windows" in page and "Safari trên iPhone" in page
    here.post("/tai-khoan/phien/")
    assert here.get("/tai-khoan/").status_code == 200
    assert there.get("/tai-khoan/").status_code == 302
    assert "iPhone" not in words(here.get("/tai-khoan/"))  # type: ignore[arg-type]


def test_nobody_signs_up_and_no_password_comes_by_mail() -> None:
    for path in ("/accounts/signup/", "/dang-ky/", "/tai-khoan/email/", "/password/reset/"):
        assert Client().get(path).status_code == 404


def test_the_sign_in_page_runs_no_script_of_its_own() -> None:
    page = Client().get("/dang-nhap/")
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert 'autocomplete="current-password"' in words(page) and 'autocomplete="username"' in words(page)  # type: ignore[arg-type]
    assert "onclick" not in words(page) and "<script>" not in words(page)  # type: ignore[arg-type]


def test_the_language_is_chosen_before_signing_in() -> None:
    client = Client()
    client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/"})
    assert 'lang="en"' in words(client.get("/dang-nhap/"))  # type: ignore[arg-type]
    assert 'lang="vi"' in words(Client().get("/dang-nhap/"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("agent", "browser", "system"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge", "Windows"),
        ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", "Chrome", "Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", "Safari", "iPhone"),
        ("curl/8", "", ""),
    ],
)
def test_a_device_is_named_as_people_call_it(agent: str, browser: str, system: str) -> None:
    assert rules.device(agent) == (browser, system)
