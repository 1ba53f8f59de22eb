"""A restructuring is tried on a copy, checked by the rules, and done whole or not at all."""

import threading
import time
from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from docx import Document

from nennep.config.cast import Cast
from nennep.config.cast.build import founder
from nennep.core.refused import Refused, Stale
from nennep.core.scope import acting_as
from nennep.figures.registry import figure, through
from nennep.journal.models import Line
from nennep.journal.registry import digest
from nennep.members import access, actions, studio
from nennep.members.actions.stretches import SAME
from nennep.members.models import Departure, Draft, Membership, Tenure
from nennep.org import actions as org
from nennep.org.models import Grant, Service, Unit, UnitSpell
from nennep.org.queries import ask

pytestmark = pytest.mark.django_db
TODAY = date(2023, 7, 3)
Sign = Callable[[str], Client]


def people(cast: Cast, code: str, count: int) -> list[int]:
    rows = Membership.objects.filter(access.counted, unit=cast.units[code]).order_by("status", "pk")
    return list(rows.values_list("pk", flat=True)[:count])


def split(cast: Cast, count: int = 4) -> Draft:
    """Part of student cell 1 goes to a new cell; the merged cell Thư viện – Y tế ends in Hành chính."""
    by, unit = cast.actor("dung"), cast.units
    row = actions.begin_draft(unit["BV"], by=by, name="Sắp xếp tháng 7")
    new = {"act": "found", "name": "Chi bộ Sinh viên 4", "parent": unit["BV"].pk, "is_student": True, "is_joint": False}
    row = actions.add_step(row, by=by, step=new)
    official = Membership.objects.filter(access.counted, unit=unit["BV-S1"], status="official").order_by("pk")
    row = actions.add_step(
        row, by=by, step={"act": "people", "to": "n1", "people": list(official.values_list("pk", flat=True)[:count])}
    )
    return actions.add_step(row, by=by, step={"act": "merge", "cells": [unit["BV-TY"].pk], "to": unit["BV-HC"].pk})


def test_an_organisation_that_falls_below_the_number_of_its_kind_is_told(cast: Cast) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        bv = cast.units["BV"]
        row = actions.begin_draft(bv, by=cast.actor("dung"), name="Kiểm số đảng viên")
        copy = studio.tried(row)
        assert not any("quy định ít nhất" in one.words for one in copy.checks)
        for code in [one.place for one in copy.cells.values() if one.place != cast.units["BV-TY"].pk]:
            copy.cells[code].people = []
        told = next(one for one in copy.checks if "quy định ít nhất 30" in one.words)
        assert told.bad and not told.stops and bv.name in told.words and "24-QĐ/TW" in told.words


def test_steps_are_tried_on_a_copy_and_the_tree_stays(cast: Cast) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        before = figure("members").count(ask(cast.units["BV"], through(TODAY, TODAY))).part
        row = split(cast, 1)
        copy = studio.tried(row)
        new, old = copy.cells["n1"], copy.cells[cast.units["BV-TY"].pk]
        assert (new.now["official"], new.was["all"], old.ended, old.now["all"]) == (1, 0, True, 0)
        assert sum(one.now["all"] for one in copy.cells.values()) == before
        assert "Chi bộ Sinh viên 4: 1 đảng viên chính thức" in copy.checks[0].words and copy.checks[0].bad
        assert any("Trạm Y tế" in one.words and not one.bad for one in copy.checks)
        assert not Unit.objects.filter(name="Chi bộ Sinh viên 4").exists()
        assert actions.take_back(row, by=cast.actor("dung")).steps == row.steps[:2]


def test_a_cell_that_is_too_small_waits_for_the_paper_that_allows_it(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = split(cast, 1)
        with pytest.raises(Exception, match="Cần ghi văn bản cho phép"), transaction.atomic():
            actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU")
        done = actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU", exception="7-CV/ĐUK")
        assert done.state == "applied"


def test_applied_it_moves_people_services_posts_and_keeps_the_old_tree(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        going = Membership.objects.filter(access.counted, unit=unit["BV-TY"]).count()
        clock = Membership.objects.filter(access.counted, unit=unit["BV-TY"]).order_by("pk")[0]
        actions.note_departure(clock, by=by, cause="retired", left_on=date(2023, 6, 1))
        total = figure("members").count(ask(unit["BV"], through(TODAY, TODAY))).part
        done = actions.apply_draft(split(cast), by=by, on=TODAY, decision="9-QĐ/ĐU")
        new = Unit.objects.get(name="Chi bộ Sinh viên 4")
        assert Membership.objects.filter(access.counted, unit=new).count() == 4
        assert not Membership.objects.filter(access.counted, unit=unit["BV-TY"]).exists()
        assert len(done.outcome["moves"]) == going + 4
        assert figure("members").count(ask(unit["BV"], through(TODAY, TODAY))).part == total
        assert {one.served.name for one in Service.objects.filter(unit=unit["BV-HC"], until__year=9999)} >= {
            "Trạm Y tế"
        }
        assert not Tenure.objects.filter(seat__unit=unit["BV-TY"], until__year=9999).exists()
        assert UnitSpell.objects.get(unit=unit["BV-TY"]).until == TODAY
        assert Departure.objects.get(person=clock.person_id).unit == unit["BV-HC"]
        assert figure("increase.transferred").count(ask(unit["BV"], through(TODAY, TODAY))).part == 0
        assert figure("increase.transferred").count(ask(new, through(TODAY, TODAY))).part == 4
        for one in Membership.objects.filter(unit__in=[new, unit["BV-TY"]]):
            last = Line.objects.filter(subject="members_membership", row_id=str(one.pk)).order_by("-id").first()
            assert last is not None and last.digest == digest(one)
        with pytest.raises(actions.NothingDrafted, match="đã thực hiện"), transaction.atomic():
            actions.apply_draft(done, by=by, on=TODAY, decision="9-QĐ/ĐU")


def test_a_cell_gets_another_parent(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        row = actions.begin_draft(unit["BV"], by=by, name="Chuyển trực thuộc")
        row = actions.add_step(row, by=by, step={"act": "parent", "unit": unit["BV-NN"].pk, "parent": unit["BV-KT"].pk})
        actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU")
        assert Unit.objects.get(pk=unit["BV-NN"].pk).parent == unit["BV-KT"]


def test_who_only_meets_in_a_merged_cell_goes_on_in_the_one_that_takes_it(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        rows = [
            Membership.objects.filter(access.counted, unit=unit[code]).order_by("pk")[0] for code in ("BV-S1", "BV-HC")
        ]
        for row in rows:
            values = {name: getattr(row, name) for name in SAME}
            values |= {
                "placement": "meets",
                "since": date(2023, 5, 2),
                "until": date(2024, 2, 1),
                "begin": "transferred",
            }
            Membership.objects.create(
                unit=unit["BV-TY"], unit_key=unit["BV-TY"].key, status_since=row.held_since, **values
            )
        draft = actions.begin_draft(unit["BV"], by=by, name="Sáp nhập")
        draft = actions.add_step(
            draft, by=by, step={"act": "merge", "cells": [unit["BV-TY"].pk], "to": unit["BV-HC"].pk}
        )
        with (
            pytest.raises(Refused, match=f"sau ngày bắt đầu sinh hoạt của: .*{rows[0].full_name}"),
            transaction.atomic(),
        ):
            actions.apply_draft(draft, by=by, on=date(2023, 5, 2), decision="45-QĐ/ĐU")
        actions.apply_draft(draft, by=by, on=date(2023, 7, 1), decision="45-QĐ/ĐU")
        met = Membership.objects.filter(placement="meets", person__in=[one.person_id for one in rows]).order_by("pk")
        assert [(one.person_id, one.unit.code, one.since, one.until) for one in met] == [
            (rows[0].person_id, "BV-TY", date(2023, 5, 2), date(2023, 7, 1)),
            (rows[1].person_id, "BV-TY", date(2023, 5, 2), date(2023, 7, 1)),
            (rows[0].person_id, "BV-HC", date(2023, 7, 1), date(2024, 2, 1)),
        ]


def test_a_step_that_leaves_a_cell_where_it_is_is_none(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        draft = actions.begin_draft(unit["BV"], by=by, name="Chuyển trực thuộc")
        with pytest.raises(Refused, match="đang trực thuộc Đảng bộ Trường Đại học Bách Việt"):
            actions.add_step(draft, by=by, step={"act": "parent", "unit": unit["BV-LU"].pk, "parent": unit["BV"].pk})
        assert Draft.objects.get(pk=draft.pk).steps == []


def test_someone_who_has_left_meanwhile_is_shown_and_stops_it(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = split(cast)
        gone = Membership.objects.get(pk=row.steps[1]["people"][0])
        actions.end_membership(gone, by=by, on=TODAY, reason="deceased")
        assert any("1 người đã rời chi bộ" in one.words for one in studio.tried(row).checks)
        with pytest.raises(Exception, match="1 người đã rời chi bộ"):
            actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU")


def test_two_who_draft_at_once_do_not_overwrite_each_other(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = actions.begin_draft(cast.units["BV"], by=by, name="Phương án")
        move = {"act": "parent", "unit": cast.units["BV-NN"].pk, "parent": cast.units["BV-KT"].pk}
        actions.add_step(row, by=by, step=move, seen=row.version)
        with pytest.raises(Stale):
            actions.add_step(row, by=by, step=move, seen=row.version)


def test_the_future_and_an_empty_draft_are_refused(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = actions.begin_draft(cast.units["BV"], by=by, name="Phương án")
        for day, words in ((date(2023, 8, 1), "tương lai"), (TODAY, "chưa có bước nào")):
            with pytest.raises(Exception, match=words), transaction.atomic():
                actions.apply_draft(row, by=by, on=day, decision="9-QĐ/ĐU")
        with pytest.raises(Exception, match="Chưa chọn gì"), transaction.atomic():
            actions.add_step(row, by=by, step={"act": "people", "to": "n1", "people": []})
        merge = {"act": "merge", "cells": [1], "to": 1}
        with pytest.raises(Exception, match="không thể là chi bộ bị sáp nhập"), transaction.atomic():
            actions.add_step(row, by=by, step=merge)


def step(pk: int, name: str) -> str:
    return reverse("members:draft_step", args=[pk, name])


def test_page_by_page_from_the_first_step_to_the_decision(cast: Cast, signed_in: Sign) -> None:
    dung = signed_in("dung")
    assert dung.post(reverse("members:drafts"), {"name": "Phương án trên trang"}).status_code == 302
    with acting_as(cast.actor("dung")), transaction.atomic():
        pk = Draft.objects.get(name="Phương án trên trang").pk
        picked = people(cast, "BV-S2", 4)
        names = list(Membership.objects.filter(pk__in=picked).values_list("full_name", flat=True))
    answers = [
        dung.post(step(pk, "lap"), {"name": "Chi bộ Sinh viên 5", "parent": cast.units["BV"].pk, "is_student": "on"}),
        dung.post(step(pk, "chon-nguoi"), {"cell": cast.units["BV-S2"].pk}),
        dung.post(reverse("members:draft_people", args=[pk, cast.units["BV-S2"].pk]), {"to": "n1", "people": picked}),
        dung.post(step(pk, "sap-nhap"), {"cells": [cast.units["BV-TY"].pk], "to": cast.units["BV-HC"].pk}),
        dung.post(step(pk, "truc-thuoc"), {"unit": cast.units["BV-NN"].pk, "parent": cast.units["BV-KT"].pk}),
        dung.post(step(pk, "chi-uy"), {"cell": "n1"}),
        dung.post(reverse("members:draft_post", args=[pk, "n1"]), {"person": picked[0], "title": "Bí thư"}),
        dung.post(reverse("members:change_draft", args=[pk]), {"act": "back"}),
    ]
    assert [one.status_code for one in answers] == [302] * 8
    page = dung.get(reverse("members:draft", args=[pk])).content.decode()
    assert "cần chỉ định bí thư" in page and "Chuyển Chi bộ Khoa Ngoại ngữ về trực thuộc" in page
    assert "Lập Chi bộ Sinh viên 5 trực thuộc Đảng bộ Trường Đại học Bách Việt" in page and "Chuyển 4 đảng viên" in page
    assert dung.get(reverse("members:draft_paper", args=[pk, "pdf"])).status_code == 200
    apply = reverse("members:apply_draft", args=[pk])
    assert dung.post(apply, {"on": "03/07/2023", "decision": "9-QĐ/ĐU ngày 03/07/2023"}).status_code == 302
    assert "Đã thực hiện từ ngày 03/07/2023" in dung.get(reverse("members:draft", args=[pk])).content.decode()
    paper = Document(BytesIO(dung.get(reverse("members:draft_paper", args=[pk, "docx"])).content))
    cells = {cell.text for table in paper.tables for row in table.rows for cell in row.cells}
    assert set(names) <= cells
    assert dung.get(apply).status_code == 302
    again = dung.post(apply, {"on": "03/07/2023", "decision": "9-QĐ/ĐU"})
    assert again.status_code == 422 and "không thực hiện lại được" in again.content.decode()


def test_an_ended_cell_leaves_nobody_with_authority_and_a_new_one_has_its_secretary(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(founder()), transaction.atomic():
        org.grant_role(
            unit["BV-TY"], by=founder(), account_id=cast.accounts["an"].pk, role="cell_secretary", below=False
        )
    with acting_as(by), transaction.atomic():
        row = split(cast)
        person = Membership.objects.get(pk=row.steps[1]["people"][0])
        named = {"act": "post", "cell": "n1", "person": person.pk, "name": person.full_name, "title": "Bí thư"}
        assert any("cần chỉ định bí thư" in one.words for one in studio.tried(row).checks)
        row = actions.add_step(row, by=by, step=named)
        assert not any("cần chỉ định bí thư" in one.words for one in studio.tried(row).checks)
        actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU")
        held = Tenure.objects.get(seat__unit__name="Chi bộ Sinh viên 4")
        assert (held.person_id, held.seat.title, held.manner, held.decision) == (
            person.person_id,
            "Bí thư",
            "appointed",
            "9-QĐ/ĐU",
        )
        assert not Grant.objects.filter(unit=unit["BV-TY"], until__gt=TODAY).exists()
        assert {one.left for one in Tenure.objects.filter(seat__unit=unit["BV-TY"])} <= {"ended"}


def test_a_draft_that_the_tree_has_overtaken_says_so_and_is_not_applied(cast: Cast) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        row = actions.begin_draft(unit["BV"], by=by, name="Phương án")
        row = actions.add_step(row, by=by, step={"act": "merge", "cells": [unit["BV-TY"].pk], "to": ""})
        with pytest.raises(actions.RuleBroken, match="chưa có nơi sinh hoạt"), transaction.atomic():
            actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU", exception="5-QĐ/ĐUK")
        other = actions.apply_draft(split(cast), by=by, on=TODAY, decision="9-QĐ/ĐU")
        assert other.state == "applied"
        with pytest.raises(actions.RuleBroken, match="Cây tổ chức đã thay đổi"), transaction.atomic():
            actions.apply_draft(row, by=by, on=TODAY, decision="10-QĐ/ĐU", exception="5-QĐ/ĐUK")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_apply_or_move_at_once_one_wins_and_the_other_gets_a_sentence(live_cast: Cast) -> None:
    by, unit = live_cast.actor("dung"), live_cast.units
    with acting_as(by), transaction.atomic():
        row = split(live_cast)
        cell = Unit.objects.get(pk=unit["BV-NN"].pk)
        total = figure("members").count(ask(unit["BV"], through(TODAY, TODAY))).part

    def both(first: Callable[[], object], second: Callable[[], object]) -> list[str]:
        inside, answers = threading.Event(), []

        def act(work: Callable[[], object], leads: bool) -> None:
            try:
                with acting_as(by), transaction.atomic():
                    if not leads:
                        inside.wait(20)
                    work()
                    inside.set()
                    if leads:
                        time.sleep(0.3)
                answers.append("done")
            except Refused as refusal:
                answers.append(refusal.sentence)
            finally:
                connection.close()

        threads = [threading.Thread(target=act, args=pair) for pair in ((first, True), (second, False))]
        for one in threads:
            one.start()
        for one in threads:
            one.join(60)
        return sorted(answers, key=lambda one: one != "done")

    applied = both(*[lambda: actions.apply_draft(row, by=by, on=TODAY, decision="9-QĐ/ĐU")] * 2)
    assert applied[0] == "done" and "không thực hiện lại được" in applied[1]
    moved = both(
        lambda: org.move_unit(cell, unit["BV-KT"], by=by, on=TODAY, seen=cell.version),
        lambda: org.move_unit(cell, unit["BV-CN"], by=by, on=TODAY, seen=cell.version),
    )
    assert moved[0] == "done" and "vừa được người khác thay đổi, hiện trực thuộc" in moved[1]
    with acting_as(by), transaction.atomic():
        assert Unit.objects.get(pk=cell.pk).parent == unit["BV-KT"]
        assert figure("members").count(ask(unit["BV"], through(TODAY, TODAY))).part == total
    crossed = both(
        lambda: org.move_unit(unit["BV-KT"], unit["BV-CN"], by=founder(), on=TODAY),
        lambda: org.move_unit(unit["BV-CN"], unit["BV-KT"], by=founder(), on=TODAY),
    )
    assert crossed[0] == "done" and "đơn vị trực thuộc của nó" in crossed[1]


def test_a_new_cell_of_a_name_there_is_already_is_told_and_told_apart(cast: Cast, signed_in: Sign) -> None:
    by, unit = cast.actor("dung"), cast.units
    with acting_as(by), transaction.atomic():
        row = actions.begin_draft(unit["BV"], by=by, name="Tách chi bộ")
        name = unit["BV-S1"].name
        new = {"act": "found", "name": name, "parent": unit["BV"].pk, "is_student": True, "is_joint": False}
        row = actions.add_step(row, by=by, step=new)
        copy = studio.tried(row)
        (told,) = [one for one in copy.checks if "đặt tên khác" in one.words]
        assert not told.bad and name in told.words
        mine = [words for _place, words in studio.targets(copy) if words.startswith(name)]
        assert sorted(mine) == [f"{name} – {unit['BV'].name}", f"{name} – {unit['BV'].name} (lập mới)"]
    page = signed_in("dung").get(reverse("members:draft_step", args=[row.pk, "chon-nguoi"])).content.decode()
    assert 'value="n1"' not in page and f'value="{unit["BV-S1"].pk}"' in page
