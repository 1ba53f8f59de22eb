"""Screening rounds and residence rounds."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.actor import Actor
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties import registry as duties
from nennep.journal.queries import lines_about, tell
from nennep.members import access, actions, residence, rounds
from nennep.members.models import MemberRound, Membership, ResidenceContact, RoundCell, Sheet
from nennep.members.tests.story import official
from nennep.press.paper import Picture

pytestmark = pytest.mark.django_db
DAY = date(2023, 6, 1)


def opened(cast: Cast, by: Actor, kind: str = "screening", **more: Any) -> MemberRound:
    given: dict[str, Any] = {"name": "Đợt mẫu", "on": DAY, "due_on": date(2023, 6, 20), "criteria": ["Bỏ sinh hoạt"]}
    return actions.open_member_round(cast.units["BV"], by=by, kind=kind, **(given | more))


def home(held: Membership, by: Actor, ward: str, **more: str) -> ResidenceContact:
    """The member is introduced to the cell where he lives."""
    return actions.introduce_at_residence(
        held.person, by=by, place=f"Chi bộ 5, {ward}", ward=ward, since=date(2022, 1, 5), **more
    )


def test_a_round_reaches_the_cells_of_its_kind_and_names_those_that_are_missing(cast: Cast) -> None:
    by, cell = cast.actor("lan"), cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        row = opened(cast, by, cells_of="student")
        assert {one.unit.code for one in row.cells.all()} == {"BV-S1", "BV-S2", "BV-S3"}
        with acting_as(cell):
            assert access.see_round.allows(cell, row)
            mine = RoundCell.objects.get(round=row)
            assert any(duty.kind == "round" for duty in duties.due(cell, date(2023, 7, 1)))
            actions.answer_round(mine, by=cell, on=date(2023, 6, 10))
            assert not any(duty.kind == "round" for duty in duties.due(cell, date(2023, 7, 1)))
        lines = rounds.lines(by, row)
        assert [line.row.answered_on is None for line in lines] == [True, True, False]
        actions.close_member_round(row, by=by, on=date(2023, 6, 25))
        with acting_as(cell), pytest.raises(NotYours):
            actions.answer_round(mine, by=cell, on=date(2023, 6, 26))


def test_a_cell_is_done_with_a_screening_when_each_has_an_outcome_that_fits(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    by, hoa = cast.actor("hoa"), signed_in("hoa")
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = opened(cast, cast.actor("lan"), cells_of="student")
    with acting_as(by), transaction.atomic():
        mine = RoundCell.objects.get(round=row)
        held = Membership.objects.filter(access.counted, unit=mine.unit, status="official").order_by("id")[0]
        listed = actions.list_member(mine, held, by=by, reasons=["Vắng sinh hoạt"])
    done, screen = reverse("members:answer_round", args=[mine.pk]), reverse("members:screen", args=[listed.pk])
    refused = hoa.post(done, {"on": "03/07/2023"})
    assert refused.status_code == 422 and f"Chưa có kết luận: {held.full_name}" in refused.content.decode()
    for given, words in (
        ({"outcome": "helped"}, "cần ghi biện pháp"),
        ({"outcome": "helped", "remedy": "Giúp đỡ", "remedy_until": "01/01/2023"}, "phải từ ngày trao đổi"),
        ({"outcome": "removal", "agreed": "20", "base": "19"}, "không thể lớn hơn cơ sở tính tỷ lệ (19)"),
    ):
        told = hoa.post(screen, given)
        assert told.status_code == 422 and words in told.content.decode()
    assert hoa.post(screen, {"outcome": "clear"}).status_code == 302
    assert hoa.post(done, {"on": "03/07/2023"}).status_code == 302


def test_progress_and_removal_need_the_share_of_votes(cast: Cast) -> None:
    by = cast.actor("hoa")
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = opened(cast, cast.actor("lan"))
        with acting_as(by):
            cell, member = RoundCell.objects.get(round=row), official(cast.units["BV-S1"], 1)[0]
            listed = actions.list_member(cell, member, by=by, reasons=["Bỏ sinh hoạt"])
            with pytest.raises(actions.ListedAlready):
                actions.list_member(cell, member, by=by, reasons=[])
            with pytest.raises(actions.NotEnoughAgree, match="8/12"):
                actions.screen_member(listed, by=by, outcome="better", agreed=7, base=12)
            with pytest.raises(actions.NotEnoughAgree):
                actions.screen_member(listed, by=by, outcome="removal")
            actions.screen_member(
                listed, by=by, outcome="helped", remedy="Phân công giúp đỡ", remedy_until=date(2023, 7, 1)
            )
            assert any(duty.kind == "remedy" for duty in duties.due(by, date(2023, 8, 1)))
            done = actions.screen_member(listed, by=by, outcome="better", agreed=8, base=12)
            assert done.outcome == "better"


def test_a_residence_round_prints_sheets_by_ward_and_shows_who_is_missing(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        first, second, third = official(cast.units["BV-S1"], 3)
        home(first, by, "phường Tân Lập")
        home(second, by, "phường An Bình", exempt="Sinh viên xa nhà")
        row = opened(cast, by, "residence", criteria=[])
        sheet = Sheet.objects.get(round=row)
        assert sheet.full_name == first.full_name
        waiting = set(rounds.strangers(by, row, date(2023, 7, 3)).values_list("person_id", flat=True))
        assert third.person_id in waiting and not waiting & {first.person_id, second.person_id}
        paper = rounds.sheets(by, row)
        assert any("phường Tân Lập" in getattr(block, "text", "") for block in paper.blocks)
        actions.take_sheet(sheet, by=by, on=date(2023, 6, 15), judged="good")
        assert next(line.back for line in rounds.lines(by, row) if line.sheets) == 1


def test_the_place_of_residence_answers_by_the_signed_address_of_its_paper(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        member = official(cast.units["BV-S1"], 1)[0]
        home(member, lan, "phường Tân Lập")
        row = opened(cast, lan, "residence", criteria=[], due_on=date(2023, 7, 20))
        sheet = Sheet.objects.get(round=row)
        (code,) = [block for block in rounds.sheets(lan, row).blocks if isinstance(block, Picture)]
    address = residence.address_of(sheet)
    assert address in code.text and "<svg" in code.svg
    here, given = urlsplit(address).path, {"judged": "good", "words": "Tham gia đầy đủ", "sent_by": "Lê Văn Tư, Bí thư"}
    ward = Client()
    page = ward.get(here)
    assert (
        page.status_code == 200 and member.full_name in page.content.decode() and page["X-Robots-Tag"].startswith("no")
    )
    assert page["Referrer-Policy"] == "same-origin"  # a browser told to send no origin could not send the form back
    assert ward.get(here.replace(f"/{sheet.pk}:", f"/{sheet.pk + 1}:")).status_code == 404
    assert ward.post(here, {"judged": "good"}).status_code == 422
    assert "Đã nhận nhận xét" in ward.post(here, given, follow=True).content.decode()
    with acting_as(lan), transaction.atomic():
        sheet.refresh_from_db()
        assert (sheet.sent_by, sheet.returned_on) == ("Lê Văn Tư, Bí thư", None)
        assert "Lê Văn Tư, Bí thư (phường Tân Lập) gửi nhận xét" in tell(lines_about(sheet))[0].sentence
    office = signed_in("hoa")
    assert "Lê Văn Tư, Bí thư" in office.get(reverse("members:round", args=[row.pk])).content.decode()
    assert "Tham gia đầy đủ" in office.get(reverse("members:take_sheet", args=[sheet.pk])).content.decode()
    with acting_as(lan), transaction.atomic():
        actions.take_sheet(sheet, by=lan, on=date(2023, 7, 2), judged="good", words="Tham gia đầy đủ")
    assert "đã được tiếp nhận" in ward.get(here).content.decode()
    assert ward.post(here, given | {"words": "Khác"}).status_code == 422


def test_a_contact_goes_along_and_is_another_organisations_secret(cast: Cast) -> None:
    by, other = cast.actor("dung"), cast.actor("lachong")
    with acting_as(by), transaction.atomic():
        member = official(cast.units["BV-S1"], 1)[0]
        contact = home(member, by, "phường Tân Lập")
        actions.move_member(member, cast.units["BV-S2"], by=by, on=date(2023, 6, 1))
        assert ResidenceContact.objects.get(person=member.person_id, until__year=9999) == contact
        with acting_as(other):
            assert not ResidenceContact.objects.filter(pk=contact.pk).exists()


def test_a_round_that_reaches_nobody_is_refused(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        with pytest.raises(actions.NobodyToAsk):
            actions.open_member_round(
                cast.units["BV-LU"], by=by, kind="screening", name="Đợt", on=DAY, due_on=DAY, cells_of="student"
            )
        with pytest.raises(actions.DueTooEarly):
            opened(cast, by, due_on=date(2023, 5, 1))


def test_a_round_is_called_by_its_kind_unless_somebody_names_it(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    client, there = signed_in("dung"), reverse("members:open_round")
    name = re.findall(r'name="name" value="([^"]+)"', client.get(there).content.decode())[0]
    given = {"on": "03/07/2023", "due_on": "30/11/2023", "cells_of": "all", "criteria": "", "name": unescape(name)}
    for kind, more, called in (
        ("residence", {}, "Nhận xét nơi cư trú năm 2023"), ("check", {}, "Đối chiếu danh sách với hồ sơ đảng viên năm 2023"),
        ("residence", {"name": "Lấy ý kiến khu phố"}, "Lấy ý kiến khu phố"),
    ):  # fmt: skip
        page = client.post(there, given | {"kind": kind} | more, follow=True)
        assert f"<h1>{called}</h1>" in page.content.decode(), kind
