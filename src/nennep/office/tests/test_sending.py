"""Sending on: each purpose asks its own of the recipient; coverage; one press to remind; dissemination by unit."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.clock import on_day
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.documents.models import Document
from nennep.duties.registry import due
from nennep.notify.models import Notice
from nennep.office import actions
from nennep.office.actions.sending import NobodyToSend, NotHeld, NothingDue, NotOrdered, PastDay
from nennep.office.models import Delivery, Session, Study
from nennep.office.queries import sending
from tests import story

pytestmark = pytest.mark.django_db
DAY, SOON = date(2023, 7, 3), date(2023, 7, 5)


@pytest.fixture
def paper(cast: Cast) -> Document:
    return story.tell(cast).document


def send(cast: Cast, paper: Document, purpose: str, *codes: str, **more: Any) -> list[Delivery]:
    van = cast.actor("van")
    with acting_as(van), transaction.atomic():
        return actions.send_paper(paper, by=van, purpose=purpose, units=[cast.units[code] for code in codes], **more)


def step(cast: Cast, name: str, verb: Callable[..., Any], row: Any, **more: Any) -> Any:
    by = cast.actor(name)
    with acting_as(by), transaction.atomic():
        return verb(row, by=by, **more)


def owed(cast: Cast, name: str) -> list[str]:
    actor = cast.actor(name)
    with acting_as(actor):
        return [duty.kind for duty in due(actor, date(2023, 12, 31)) if duty.kind in {"delivery", "session"}]


def seen(cast: Cast, paper: Document, name: str = "van") -> sending.Coverage:
    actor = cast.actor(name)
    with acting_as(actor):
        return sending.coverage(actor, paper, DAY)


def test_each_purpose_asks_its_own(cast: Cast, paper: Document) -> None:
    (known,) = send(cast, paper, "know", "BV-S1")
    (acting,) = send(cast, paper, "act", "BV-LU", due_on=SOON)
    with pytest.raises(NotOrdered):
        send(cast, paper, "act", "K", due_on=SOON)
    (above,) = send(cast, paper, "report", "K")
    with acting_as(cast.actor("khoi_chanh")):
        assert [unit.code for unit in sending.below(above, DAY)] == ["LH"]  # neither the sender nor anybody's cells
    send(cast, paper, "file", names=["Văn phòng Đảng ủy"], place="Hồ sơ 03, tủ A")
    assert (owed(cast, "hoa"), owed(cast, "minh")) == (["delivery"], ["delivery"])
    step(cast, "hoa", actions.acknowledge_delivery, known)
    step(cast, "minh", actions.acknowledge_delivery, acting)
    assert (owed(cast, "hoa"), owed(cast, "minh")) == ([], ["delivery"])
    with pytest.raises(NotYours):
        step(cast, "hoa", actions.carry_out, known, result="x")
    step(cast, "minh", actions.carry_out, acting, result="Đã ban hành kế hoạch của chi bộ.")
    found = seen(cast, paper)
    assert owed(cast, "minh") == []
    assert (found.sent, found.opened, found.receipts, found.carriers, found.done) == (4, 2, 2, 1, 1)
    with acting_as(cast.actor("khoi")):
        assert Delivery.objects.filter(purpose="report", unit=cast.units["K"]).exists()


def test_what_is_to_be_carried_out_is_the_units_own_work_at_once_and_until_it_reports(
    cast: Cast, paper: Document, signed_in: Callable[[str], Client]
) -> None:
    with acting_as(minh := cast.actor("minh")):
        before = {duty.link for duty in due(minh, date(2023, 12, 31))}
    (row,) = send(cast, paper, "act", "BV-LU", due_on=SOON)

    def work() -> list[tuple[date, int, str]]:
        with acting_as(minh):
            fresh = [duty for duty in due(minh, date(2023, 12, 31)) if duty.link not in before]
        return [(duty.due_on, duty.unit_id, duty.link) for duty in fresh]

    mine = f"/van-thu/nhan/{row.pk}/"
    secretary, clerk = signed_in("minh"), signed_in("van")
    assert work() == [(SOON, cast.units["BV-LU"].pk, mine)]
    assert f'href="{mine}"' in secretary.get("/").content.decode()
    assert "hạn 05/07/2023" in clerk.get(f"/van-thu/gui/{paper.pk}/").content.decode()
    step(cast, "minh", actions.acknowledge_delivery, row)
    assert len(work()) == 1  # having read it is not having done it
    assert secretary.post(mine + "ket-qua/", {"result": "Chi bộ đã ban hành kế hoạch."}).status_code == 302
    assert work() == [] and f'href="{mine}"' not in secretary.get("/").content.decode()
    found = seen(cast, paper)
    assert (found.carriers, found.done) == (1, 1)
    assert "Chi bộ đã ban hành kế hoạch." in clerk.get(f"/van-thu/gui/{paper.pk}/").content.decode()


def test_a_day_that_has_passed_is_no_deadline(cast: Cast, paper: Document, signed_in: Callable[[str], Client]) -> None:
    with pytest.raises(PastDay):
        send(cast, paper, "act", "BV-S1", due_on=date(2023, 7, 2))
    given = {"name": "Quán triệt", "whom": "cells", "due_on": "02/07/2023"}
    page = signed_in("van").post(f"/van-thu/quan-triet/lap/{paper.pk}/", given)
    assert page.status_code == 422 and "Thời hạn phải từ hôm nay trở đi." in page.content.decode()


def test_a_paper_under_review_has_a_name_and_is_not_sent(
    cast: Cast, paper: Document, signed_in: Callable[[str], Client]
) -> None:
    with acting_as(cast.actor("van")):
        other = Document.objects.filter(status="reading").first()
    assert other is not None
    for path, words in (
        (f"/van-thu/gui/{other.pk}/", "chưa gửi được"),
        (f"/van-thu/van-ban/{other.pk}/", "Đang rà soát"),
    ):
        page = signed_in("van").get(path).content.decode()
        assert words in page and "Văn bản đang rà soát" in page


def test_a_unit_gets_a_paper_once(cast: Cast, paper: Document) -> None:
    page = ["Trang thông tin", "Trang thông tin ", ""]
    assert len(send(cast, paper, "web", names=page)) == 1
    with pytest.raises(NobodyToSend):
        send(cast, paper, "web", names=page)
    send(cast, paper, "know", "BV-S1")
    with pytest.raises(NobodyToSend):
        send(cast, paper, "act", "BV-S1", due_on=SOON)
    assert [row.unit_id for row in send(cast, paper, "know", "BV-S1", "BV-S2")] == [cast.units["BV-S2"].pk]


def test_only_the_clerk_and_the_chief_send_and_only_the_unit_answers(cast: Cast, paper: Document) -> None:
    for name in ("lan", "hoa", "lachong"):
        with pytest.raises(NotYours):
            step(cast, name, actions.send_paper, paper, purpose="know", names=["x"])
    (row,) = send(cast, paper, "know", "BV-S1")
    for name in ("minh", "lan", "lachong"):
        with pytest.raises(NotYours):
            step(cast, name, actions.acknowledge_delivery, row)


def test_a_paper_is_passed_on_and_the_first_sender_sees_how_far(cast: Cast, paper: Document) -> None:
    (row,) = send(cast, paper, "act", "BV-KT", due_on=SOON)
    cells = [cast.units["BV-KT1"], cast.units["BV-KT2"]]
    step(cast, "khang", actions.pass_on, row, units=cells, purpose="act")
    found = seen(cast, paper)
    assert [(line.row.name, line.depth) for line in found.lines] == [
        (cast.units["BV-KT"].name, 0),
        (cells[0].name, 1),
        (cells[1].name, 1),
    ]
    assert found.passed == 1
    with pytest.raises(NobodyToSend):
        step(cast, "khang", actions.pass_on, row, units=cells, purpose="act")


def test_what_is_passed_on_to_be_carried_out_has_a_day(
    cast: Cast, paper: Document, signed_in: Callable[[str], Client]
) -> None:
    (row,) = send(cast, paper, "know", "BV-KT")
    khang, there = signed_in("khang"), f"/van-thu/nhan/{row.pk}/chuyen-tiep/"
    given = {"purpose": "act", "units": [cast.units["BV-KT1"].pk]}
    assert "cần có hạn" in khang.post(there, given).content.decode()
    assert khang.post(there, given | {"due_on": "05/07/2023"}).status_code == 302
    with acting_as(cast.actor("van")):
        assert Delivery.objects.get(unit=cast.units["BV-KT1"]).due_on == SOON


def test_one_press_reminds_those_who_owe_something_once_a_week(cast: Cast, paper: Document) -> None:
    (first, second) = send(cast, paper, "know", "BV-S1", "BV-LU")
    step(cast, "minh", actions.acknowledge_delivery, second)
    assert [row.pk for row in step(cast, "van", actions.remind_recipients, paper)] == [first.pk]
    with acting_as(cast.actor("hoa")):
        assert Notice.objects.filter(account_id=cast.accounts["hoa"].pk, words__startswith="Đề nghị xác nhận").exists()
    with pytest.raises(NothingDue):
        step(cast, "van", actions.remind_recipients, paper)
    with on_day(date(2023, 7, 10)):
        assert step(cast, "van", actions.remind_recipients, paper)[0].reminded == 2


def test_what_is_carried_out_late_is_told(cast: Cast, paper: Document) -> None:
    with on_day(date(2023, 7, 1)):
        send(cast, paper, "act", "BV-LU", due_on=date(2023, 7, 2))
    assert seen(cast, paper).late == 1


def test_a_dissemination_has_coverage_by_unit(cast: Cast, paper: Document) -> None:
    units = [cast.units["BV-S1"], cast.units["BV-LU"]]
    van = cast.actor("van")
    with acting_as(van), transaction.atomic():
        study = actions.plan_study(paper, by=van, name="Học tập kế hoạch", units=units, due_on=date(2023, 7, 20))
    with acting_as(cast.actor("hoa")):
        session = Session.objects.get(study=study, unit=units[0])
    assert owed(cast, "hoa") == ["session"]
    for wrong in (
        {"held_on": date(2023, 7, 4), "required": 5, "present": 5},
        {"held_on": DAY, "required": 5, "present": 6},
    ):
        with pytest.raises(NotHeld):
            step(cast, "hoa", actions.report_session, session, **wrong)
    with pytest.raises(NotYours):
        step(cast, "minh", actions.report_session, session, held_on=DAY, required=20, present=18)
    step(cast, "hoa", actions.report_session, session, held_on=DAY, required=20, present=18)
    with acting_as(van):
        found = sending.studied(van, study)
    assert (found.held, found.required, found.present, len(found.rows)) == (1, 20, 18, 2)
    assert [row.unit_id for row in step(cast, "van", actions.remind_sessions, study)] == [units[1].pk]
    with pytest.raises(NothingDue):
        step(cast, "van", actions.remind_sessions, study)


def test_the_report_counts_sessions_held_and_those_still_owed(cast: Cast, paper: Document) -> None:
    from nennep.figures.registry import FIGURES, Period
    from nennep.office.figures import Turnout, turnout
    from nennep.org.queries import ask

    van, figure = cast.actor("van"), FIGURES["meetings.briefings"]
    units = [cast.units["BV-S1"], cast.units["BV-LU"]]
    with acting_as(van), transaction.atomic():
        study = actions.plan_study(paper, by=van, name="Học tập kế hoạch", units=units, due_on=date(2023, 7, 20))
        session = Session.objects.get(study=study, unit=units[0])

    def told(unit: str, period: Period) -> tuple[float, float | None, Turnout]:
        with acting_as(van):
            asked = ask(cast.units[unit], period)
            value = figure.count(asked)
            assert (value.part, value.whole) == (len(figure.rows(asked)), len(figure.of(asked) if figure.of else ()))
            return value.part, value.whole, turnout(asked)

    july, june = Period(date(2023, 7, 1), date(2023, 8, 1)), Period(date(2023, 6, 1), date(2023, 7, 1))
    assert told("BV", july) == (0, 2, Turnout(0, 0))
    step(cast, "hoa", actions.report_session, session, held_on=DAY, required=20, present=18)
    assert told("BV", july) == (1, 2, Turnout(18, 20))
    assert told("BV-S1", july) == (1, 1, Turnout(18, 20))
    assert told("BV-LU", july) == (0, 1, Turnout(0, 0))
    assert told("BV", june) == (0, 0, Turnout(0, 0))


def test_the_pages_of_sending(cast: Cast, paper: Document, signed_in: Callable[[str], Client]) -> None:
    van, hoa, lan, khang = (signed_in(name) for name in ("van", "hoa", "lan", "khang"))
    there = f"/van-thu/gui/{paper.pk}/"
    assert van.get(there + "gui-di/").status_code == 200
    assert van.post(there + "gui-di/", {"purpose": "act", "whom": "cells"}).status_code == 422
    assert van.post(there + "gui-di/", {"purpose": "know", "whom": "none"}).status_code == 422
    assert van.post(there + "gui-di/", {"purpose": "act", "whom": "below", "due_on": "10/07/2023"}).status_code == 302
    web = {"purpose": "web", "whom": "below"}  # the page itself is the recipient, whatever the list of units says
    assert van.post(there + "gui-di/", web).status_code == 302
    assert "Chi bộ Sinh viên 1" in lan.get(there).content.decode()
    with acting_as(cast.actor("van")):
        row = Delivery.objects.get(unit=cast.units["BV-S1"])
        page, above = Delivery.objects.get(purpose="web"), Delivery.objects.get(unit=cast.units["BV-KT"])
    assert lan.get(f"/van-thu/nhan/{row.pk}/").status_code == 200
    with acting_as(cast.actor("van")):
        row.refresh_from_db()
    assert row.opened_on is None  # the office looked, not the cell
    mine = f"/van-thu/nhan/{row.pk}/"
    assert (
        "Đã nhận, đã đọc" in hoa.get(mine).content.decode()
        and paper.number in hoa.get("/van-thu/nhan/").content.decode()
    )
    with acting_as(cast.actor("van")):
        row.refresh_from_db()
    assert row.opened_on == DAY
    assert hoa.post(mine + "xac-nhan/").status_code == 302 and hoa.post(mine + "xac-nhan/").status_code == 404
    assert hoa.post(mine + "ket-qua/", {"result": ""}).status_code == 422
    assert hoa.post(mine + "ket-qua/", {"result": "Đã quán triệt"}).status_code == 302
    cells = [cast.units["BV-KT1"].pk]
    assert khang.post(f"/van-thu/nhan/{above.pk}/chuyen-tiep/", {"purpose": "act", "units": cells}).status_code == 302
    assert "↳" in van.get(there).content.decode()
    refused = van.post(f"/van-thu/dang/{page.pk}/", {"place": "trang tin của trường"})
    assert refused.status_code == 422 and 'value="trang tin của trường"' in refused.content.decode()
    assert van.post(f"/van-thu/dang/{page.pk}/", {"place": "https://example.edu.vn/ke-hoach"}).status_code == 302
    assert "example.edu.vn" in lan.get(there).content.decode()
    assert van.post(there + "nhac/").status_code == 302
    plan = {"name": "Học tập kế hoạch", "whom": "cells", "due_on": "20/07/2023"}
    assert van.post(f"/van-thu/quan-triet/lap/{paper.pk}/", plan).status_code == 302
    with acting_as(cast.actor("van")):
        study = Study.objects.get()
        session = Session.objects.get(study=study, unit=cast.units["BV-S1"])
    given = {"held_on": "03/07/2023", "required": "20", "present": "18"}
    assert hoa.post(f"/van-thu/quan-triet/buoi/{session.pk}/", given | {"present": "21"}).status_code == 422
    assert hoa.post(f"/van-thu/quan-triet/buoi/{session.pk}/", given).status_code == 302
    assert (
        "90%" in van.get(f"/van-thu/quan-triet/{study.pk}/").content.decode()
        and "18" in lan.get("/van-thu/quan-triet/").content.decode()
    )
    assert van.post(f"/van-thu/quan-triet/{study.pk}/nhac/").status_code == 302
