"""The page that follows long work."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.notify.models import Progress

WORDS = "Không có gì ghi dở dang; công việc tự chạy lại trong khoảng hai phút."


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("state", "seconds", "said"), [("running", 60, True), ("running", 2, False), ("done", 60, False)]
)
def test_work_that_has_gone_quiet_says_that_it_starts_again(
    cast: Cast, signed_in: Callable[[str], Client], state: str, seconds: int, said: bool
) -> None:
    with acting_as(cast.actor("lan")):
        work = Progress.objects.create(account_id=cast.accounts["lan"].pk, label="Nhập a.xlsx", total=9, state=state)
        Progress.objects.filter(pk=work.pk).update(at=timezone.now() - timedelta(seconds=seconds))
    page = signed_in("lan").get(f"/tien-do/{work.pk}/").content.decode()
    assert (WORDS in page) is said


@pytest.mark.django_db
def test_the_work_of_another_account_is_not_there(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    with acting_as(cast.actor("lan")):
        work = Progress.objects.create(account_id=cast.accounts["lan"].pk, label="Nhập a.xlsx", total=9)
    assert signed_in("hoa").get(f"/tien-do/{work.pk}/").status_code == 404
