"""Who decides a leaving, what its papers say of them, and which papers a case has in each of its states."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.members import actions, leavingpapers
from nennep.members.models import Leaving
from nennep.members.tests.filing import Sign
from nennep.members.tests.test_leaving_days import DAY, decide, held, words_of

pytestmark = pytest.mark.django_db


def proposed(cast: Cast, kind: str, ground: str, **more: Any) -> Leaving:
    return actions.propose_leaving(held(cast), by=cast.actor("dung"), kind=kind, ground=ground, on=DAY, **more)


def test_the_page_of_a_decision_names_the_body_that_decides(cast: Cast, signed_in: Sign) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        bodies = {}
        for kind, ground in (
            ("exempted", "age"),
            ("exempted", "treatment"),
            ("deceased", "death"),
            ("removed", "will"),
        ):
            row = Leaving(kind=kind, ground=ground, unit=held(cast).unit)
            bodies[kind, ground] = leavingpapers.usual_body(row)
        row = proposed(cast, "resigned", "wish", vote=actions.Vote(9, 7))
    assert bodies["exempted", "age"] == "Chi bộ Sinh viên 1"
    assert bodies["exempted", "treatment"] == bodies["deceased", "death"] == "Đảng ủy Trường Đại học Bách Việt"
    assert bodies["removed", "will"].startswith("Ban Thường vụ Đảng ủy Khối")
    page = signed_in("dung").get(reverse("members:leaving_act", args=[row.pk, "quyet-dinh"])).content.decode()
    assert f'value="{bodies["removed", "will"]}' in page


def test_a_paper_goes_to_those_whom_it_names_and_inspectors_sign_for_themselves(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = proposed(cast, "removed", "absent", vote=actions.Vote(9, 7))
        row = decide(row, cast, DAY)
        sent = {code: leavingpapers.document(row, code).recipients[0][0] for code, _words in leavingpapers.of(row)}
        row.kind, row.authority = "expelled", "Ủy ban Kiểm tra Đảng ủy Khối các trường đại học Sông Hồng"
        paper = leavingpapers.document(row, "quyet-dinh")
    assert sent["quyet-dinh"] == "Như Điều 2" and sent["phieu-bao"] == "Như trên"
    assert sent["nghi-quyet"].endswith("(để báo cáo)") and "Bách Việt" in sent["nghi-quyet"]
    assert (paper.body, paper.authority, paper.post) == ("Ủy ban Kiểm tra", "T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM")
    assert paper.upper.startswith("ĐẢNG ỦY KHỐI")


def test_the_slip_follows_the_decision_and_a_dropped_case_has_the_cells_paper_alone(
    cast: Cast, signed_in: Sign
) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = proposed(cast, "removed", "absent", vote=actions.Vote(9, 7))
    there, client = reverse("members:leaving", args=[row.pk]), signed_in("dung")
    assert client.get(f"{there}phieu-bao.docx").status_code == 404
    with acting_as(by), transaction.atomic():
        actions.drop_leaving(row, by=by, reason="Chưa đủ căn cứ")
    said = [client.get(f"{there}{code}.docx").status_code for code in ("nghi-quyet", "quyet-dinh", "phieu-bao")]
    assert said == [200, 404, 404]


def test_the_decision_of_an_exemption_reads_the_same_after_an_early_return(cast: Cast) -> None:
    by = cast.actor("dung")
    with acting_as(by), transaction.atomic():
        row = decide(proposed(cast, "exempted", "age"), cast, DAY, until=date(2024, 3, 1))
        before = words_of(leavingpapers.document(row, "quyet-dinh"))
        row = actions.end_exemption(row, by=by, on=date(2023, 7, 1))
        assert "đến ngày 01/3/2024" in before and row.until == date(2023, 7, 1)
        assert words_of(leavingpapers.document(row, "quyet-dinh")) == before


def test_a_death_is_reported_and_noted_and_nobody_proposes_it(cast: Cast, signed_in: Sign) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        member = held(cast)
    client, address = signed_in("dung"), reverse("members:propose_leaving", args=[member.pk, "deceased"])
    assert f"Báo từ trần: {member.full_name}" in client.get(address).content.decode()
    page = client.post(address, {"ground": "death", "on": "08/06/2023"}, follow=True).content.decode()
    assert "chi bộ đã báo" in page and "đề nghị từ trần" not in page
    with acting_as(cast.actor("dung")), transaction.atomic():
        row = Leaving.objects.get(person_id=member.person_id)
        form = client.get(reverse("members:leaving_act", args=[row.pk, "quyet-dinh"])).content.decode()
        assert "Từ trần ngày" in form and "Có hiệu lực từ ngày" not in form
        decide(row, cast, DAY)
        verbs = set(Line.objects.filter(person_id=row.person_id).values_list("verb", flat=True))
        assert {"members.report_death", "members.note_death"} <= verbs
        assert leavingpapers.document(Leaving.objects.get(pk=row.pk), "phieu-bao").dated == DAY
