"""Yearly supplement sheets, and the check of a list against its files."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.duties import registry as duties
from nennep.members import access, actions, checks, rounds, sight, supplements
from nennep.members.models import Membership, Person, RoundCell, Supplement
from nennep.members.tests.story import official
from nennep.members.tests.test_rounds import opened

pytestmark = pytest.mark.django_db


def test_a_sheet_holds_the_changes_of_the_year_and_k_elsewhere_as_far_as_one_sees(cast: Cast) -> None:
    dung, lan = cast.actor("dung"), cast.actor("lan")
    with acting_as(dung), transaction.atomic():
        person = official(cast.units["BV-S1"], 1)[0].person
        actions.write_file(person, by=dung, values={"address": "Phường Mẫu, Hà Nội"}, decision=None, reason="")
        actions.add_entry(
            person, by=dung, kind="languages", typed={"language": "Anh", "level": "B2", "since": "05/2023"}
        )
        actions.add_entry(person, by=dung, kind="commendations", typed={"form": "Giấy khen", "since": "05/12/2021"})
        with acting_as(lan):
            row = opened(cast, lan, "supplement", criteria=[])
        sheet = Supplement.objects.select_related("round", "person").get(round=row, person=person)
        said = [line.said for line in supplements.lines(sheet, sight.sight(dung, person))]
        assert "Phường Mẫu, Hà Nội" in said[0] and said[1] == "K" and "Anh; B2" in said[4] and said[6] == "K"
        with acting_as(lan):
            hidden = supplements.lines(sheet, sight.sight(lan, person))
        assert hidden[0].hidden and "Phường Mẫu" not in hidden[0].said and not hidden[4].hidden


def test_the_member_confirms_then_another_hand_of_the_cell(cast: Cast) -> None:
    an, hoa, lan = cast.actor("an"), cast.actor("hoa"), cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        row, on = (
            opened(cast, lan, "supplement", criteria=[], on=date(2023, 7, 1), due_on=date(2023, 7, 20)),
            date(2023, 7, 3),
        )
        everybody = Membership.objects.filter(
            access.counted, unit__in=[one.unit_id for one in row.cells.all()], since__lte=row.opened_on
        )
        assert row.supplements.count() == everybody.count() > 100
        with acting_as(an):
            mine = access.see_supplement.rows(an).get(round=row)
            assert mine.person_id == an.person_id
            assert any(duty.kind == "supplement" for duty in duties.due(an, date(2023, 8, 1)))
        with acting_as(hoa):
            other = row.supplements.exclude(person=an.person_id).filter(unit=mine.unit)[0]
            with pytest.raises(actions.NotConfirmed):
                actions.accept_supplement(other, by=hoa, on=on)
            with pytest.raises(NotYours):
                actions.confirm_supplement(other, by=hoa, on=on)
        with acting_as(an):
            actions.confirm_supplement(mine, by=an, on=on, words="Đang học thêm tiếng Nhật")
            assert not any(duty.kind == "supplement" for duty in duties.due(an, date(2023, 8, 1)))
            with pytest.raises(NotYours):
                actions.accept_supplement(mine, by=an, on=on)
        with acting_as(hoa):
            cell = RoundCell.objects.get(round=row)
            assert actions.accept_supplements(cell, by=hoa, on=on) == 1
            actions.accept_supplement(other, by=hoa, on=on, signed_on=date(2023, 7, 2))
            line = rounds.lines(hoa, row)[0]
            assert (line.confirmed, line.accepted) == (2, 2) and line.asked > 2
            kept = Supplement.objects.filter(round=row, unit=mine.unit, cell_on=None)
            assert list(rounds.unconfirmed(hoa, row).values_list("pk", flat=True).order_by("pk")) == list(
                kept.values_list("pk", flat=True).order_by("pk")
            )
        held = Supplement.objects.get(pk=other.pk)
        assert held.on_paper and held.cell_by == hoa.name


def test_differences_of_list_and_files_are_counted_by_hand_and_signed_off(cast: Cast) -> None:
    dung, lan, hoa = cast.actor("dung"), cast.actor("lan"), cast.actor("hoa")
    with acting_as(dung), transaction.atomic():
        unit = cast.units["BV-S1"]
        listed = Membership.objects.filter(access.counted, unit=unit)
        first, second, *_rest = listed.order_by("id")
        before = {one.kind: one.n for one in checks.differences(unit, date(2023, 7, 3))[unit.pk]}
        assert before == {"no_file": listed.count(), "card": listed.filter(status="official").count()}
        Person.objects.filter(pk=first.person_id).update(full_name="Tên Khác Hẳn", card_no="001234567890")
        Person.objects.filter(pk=second.person_id).update(born_on=None)
        with acting_as(lan):
            row = opened(cast, lan, "check", criteria=[])
            assert rounds.lines(lan, row)[0].differing > 0
        with acting_as(hoa):
            found = {one.kind: one for one in rounds.lines(hoa, row)[0].differences}
            assert [name for _pk, name in found["name"].people] == [first.full_name]
            assert [pk for pk, _name in found["birth"].people] == [second.person_id]
            assert found["card"].n == before["card"] - (first.status == "official")
            cell = actions.answer_round(RoundCell.objects.get(round=row), by=hoa, on=date(2023, 6, 30))
            assert cell.found["name"] == 1 and cell.found["no_file"] == listed.count()
    with acting_as(cast.actor("lachong")), transaction.atomic():
        assert checks.differences(cast.units["BV"], date(2023, 7, 3)) == {}


def test_the_campaign_page_and_the_life_of_a_person_open(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    lan, dung = cast.actor("lan"), cast.actor("dung")
    with acting_as(lan), transaction.atomic():
        rows = [opened(cast, lan, kind, criteria=[]) for kind in ("supplement", "check")]
        held = official(cast.units["BV-S1"], 1)[0]
        sheet = rows[0].supplements.get(person=held.person_id)
    for row in rows:
        assert signed_in("lan").get(f"/dang-vien/dot/{row.pk}/").status_code == 200
    assert (
        f"/dang-vien/phieu-bo-sung/{sheet.pk}/"
        in signed_in("hoa").get(f"/dang-vien/dot/{rows[0].pk}/").content.decode()
    )
    answer = signed_in("hoa").post(f"/dang-vien/phieu-bo-sung/{sheet.pk}/", {"on": "12/06/2023"})
    assert answer.status_code == 422 and "ghi ngày ký" in answer.content.decode()
    with acting_as(dung), transaction.atomic():
        moved = actions.move_member(held, cast.units["BV-S2"], by=dung, on=date(2023, 3, 1))
        actions.note_interruption(
            held.person, by=dung, since=date(2022, 1, 1), until=date(2022, 2, 1), reason="Chuyển sinh hoạt quá hạn"
        )
        assert moved.pk
    page = signed_in("dung").get(f"/dang-vien/{held.person_id}/qua-trinh/").content.decode()
    assert page.index("01/01/2022") < page.index("01/03/2023") and "Chuyển sinh hoạt quá hạn" in page
    shown = signed_in("lan").get(f"/dang-vien/{held.person_id}/qua-trinh/").content.decode()
    assert "01/03/2023" in shown and "Chuyển sinh hoạt quá hạn" not in shown
