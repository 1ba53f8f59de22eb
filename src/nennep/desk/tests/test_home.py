"""The first page shows all of what it counts."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from nennep.desk import queries
from nennep.duties.asked import ASKED, Behind
from nennep.duties.queries import Own
from nennep.duties.registry import PROVIDERS, Duty

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 1)


def test_what_waits_for_a_decision_and_what_was_asked_is_there_to_the_last(
    signed_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    kind = next(code for code, one in PROVIDERS.items() if one.part == "decided")
    duties = [Duty(DAY, 1, "Chi bộ", f"Việc chờ số {n}.", "", f"/to-chuc/{n}/", kind, n) for n in range(8)]
    asked = [Behind(next(iter(ASKED)), DAY, n, f"Việc giao số {n}.", 1, 0) for n in range(15)]
    given: dict[str, Any] = {"own": lambda *_: Own(decided=duties), "behind": lambda *_: asked}
    for name, answer in given.items():
        monkeypatch.setattr(queries, name, answer)
    page = signed_in("lan").get("/").content.decode()
    assert all(f"Việc chờ số {n}." in page for n in range(8))
    assert all(f"Việc giao số {n}." in page for n in range(15))


def test_a_calendar_leads_only_where_its_owner_may_go(signed_in: Callable[[str], Client]) -> None:
    for name, there in (("lan", True), ("quantri", False)):
        page = signed_in(name)
        assert ('href="/hop/lich/"' in page.get("/lich-cua-toi/").content.decode()) is there
        assert (page.get("/hop/lich/").status_code == 200) is there


def test_pages_of_model_titles_stand_among_the_meetings(signed_in: Callable[[str], Client]) -> None:
    page = signed_in("lan").get("/bon-tot/")
    assert [item.url for item in page.context["shell"].nav if item.current] == ["/hop/"]
