"""Inviting the secretaries of all units below in one act."""

import io
from collections.abc import Callable

import docx
import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.notify.models import Notice
from nennep.org.models import Invitation
from nennep.org.queries import invited_units

pytestmark = pytest.mark.django_db
GIVEN = {
    "whom": "cells",
    "matter": "Dự hội nghị sơ kết 6 tháng",
    "day": "10/07/2023",
    "hour": "14:00",
    "place": "Phòng họp 2",
}


def test_one_act_reaches_every_secretary_and_says_whom_it_could_not_reach(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan, hoa = signed_in("lan"), signed_in("hoa")
    assert lan.post("/to-chuc/moi/lap/", GIVEN | {"day": "mai"}).status_code == 422
    there = lan.post("/to-chuc/moi/lap/", GIVEN)["Location"]
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = Invitation.objects.get()
        cells = invited_units(cast.units["BV"], "cells", row.made_at.date())
        assert [one["id"] for one in row.asked] == [cell.pk for cell in cells] and len(cells) > 5
        assert any(one["names"] for one in row.asked) and any(not one["names"] for one in row.asked)
        mine = next(one for one in row.asked if one["id"] == cast.units["BV-S1"].pk)
        assert cast.accounts["hoa"].full_name in mine["names"]
    with acting_as(cast.actor("hoa")), transaction.atomic():
        notice = Notice.objects.get(words__contains="Phòng họp 2")
        assert "14:00 10/07/2023" in notice.words and notice.link == there
    page = hoa.get(there).content.decode()
    assert "Phòng họp 2" in page and "Chưa báo được" not in page
    assert "Chưa báo được" in lan.get(there).content.decode()
    assert hoa.get(f"{there}giay-moi.docx").status_code == 404
    paper = docx.Document(io.BytesIO(lan.get(f"{there}giay-moi.docx").content))
    words = "\n".join(one.text for one in paper.paragraphs)
    assert "14 giờ 00, ngày 10/7/2023" in words and "sơ kết 6 tháng" in words
    assert lan.get(f"{there}giay-moi.exe").status_code == 404


def test_a_secretary_of_a_cell_invites_nobody_and_another_university_sees_nothing(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    assert signed_in("hoa").get("/to-chuc/moi/lap/").status_code == 404
    there = signed_in("lan").post("/to-chuc/moi/lap/", GIVEN | {"whom": "direct"})["Location"]
    assert signed_in("lachong").get(there).status_code == 404
