"""The way of an incoming paper, each step by its role."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.documents import rules
from nennep.duties.registry import due
from nennep.notify.models import Notice
from nennep.office import actions
from nennep.office.actions.books import Undated
from nennep.office.actions.incoming import EnteredBefore, KeptOnPaper, NoDeadline
from nennep.office.models import Incoming
from nennep.office.rules import deadline_in

pytestmark = pytest.mark.django_db
DAY = date(2023, 7, 3)
LINE: dict[str, Any] = {"sender": "Ban Tổ chức Trung ương", "number": "12-HD/BTCTW", "dated": date(2023, 6, 20), "kind": "huong-dan", "title": "hướng dẫn phát triển đảng viên"}  # fmt: skip


def entered(cast: Cast, **more: Any) -> Incoming:
    van = cast.actor("van")
    with acting_as(van), transaction.atomic():
        return actions.enter_incoming(cast.units["BV"], by=van, received_on=DAY, **LINE | more)


def step(cast: Cast, name: str, verb: Callable[..., Incoming], row: Incoming, **more: Any) -> Incoming:
    by = cast.actor(name)
    with acting_as(by), transaction.atomic():
        return verb(row, by=by, **more)


def waits(cast: Cast, name: str) -> list[str]:
    actor = cast.actor(name)
    with acting_as(actor):
        return [duty.title for duty in due(actor, date(2023, 12, 31)) if duty.kind == "incoming"]


def test_a_paper_goes_its_way_and_waits_for_one_person_at_a_time(cast: Cast) -> None:
    row, lan = entered(cast), cast.accounts["lan"]
    assert row.order.value == 1 and row.issuer and row.issuer.symbol == "BTCTW"
    assert (waits(cast, "van"), waits(cast, "bithu")) == ([LINE["title"]], [])
    with pytest.raises(NotYours):
        step(cast, "bithu", actions.note_incoming, row, note="Giao Văn phòng.")
    row = step(cast, "van", actions.submit_incoming, row, proposal="Đề nghị giao Văn phòng tham mưu.")
    assert (waits(cast, "van"), waits(cast, "bithu")) == ([], [LINE["title"]])
    with pytest.raises(NotYours):
        step(cast, "van", actions.note_incoming, row, note="x")
    row = step(cast, "bithu", actions.note_incoming, row, note="Văn phòng tham mưu trước 10/7.")
    with pytest.raises(NoDeadline):
        step(cast, "chanh", actions.assign_incoming, row, account_id=lan.pk, handler="Lan", due_on=date(2023, 7, 2))
    row = step(cast, "chanh", actions.assign_incoming, row, account_id=lan.pk, handler="Lan", due_on=date(2023, 7, 10))
    assert (waits(cast, "chanh"), waits(cast, "lan")) == ([], [LINE["title"]])
    with acting_as(cast.actor("lan")):
        assert Notice.objects.filter(account_id=lan.pk, words__contains="hạn 10/07/2023").exists()
    with pytest.raises(NotYours):
        step(cast, "dung", actions.finish_incoming, row, result="Xong")
    row = step(cast, "lan", actions.finish_incoming, row, result="Đã ban hành kế hoạch.")
    assert row.stage == "done" and waits(cast, "lan") == []
    row = step(cast, "chanh", actions.reopen_incoming, row)
    assert row.stage == "assigned" and row.done_on is None


def test_a_paper_is_entered_once_unless_it_is_wanted_twice(cast: Cast) -> None:
    entered(cast)
    with pytest.raises(EnteredBefore, match="đã vào sổ đến số 1"):
        entered(cast)
    with pytest.raises(EnteredBefore, match="ghi ngày khác"):
        entered(cast, dated=date(2023, 6, 21))
    assert entered(cast, again=True).order.value == 2
    with acting_as(cast.actor("van")), pytest.raises(Undated), transaction.atomic():
        actions.enter_incoming(cast.units["BV"], by=cast.actor("van"), received_on=date(2023, 7, 4), **LINE)


def test_of_a_secret_paper_only_its_place_is_kept(cast: Cast) -> None:
    with pytest.raises(KeptOnPaper):
        entered(cast, secrecy="secret", paper_at="Tủ A")
    with pytest.raises(KeptOnPaper):
        entered(cast, secrecy="high", title="", paper_at="")
    row = entered(cast, secrecy="secret", title="", paper_at="Tủ A, Văn phòng Đảng ủy")
    row = step(cast, "van", actions.submit_incoming, row)
    assert row.title == "" and row.document_id is None


@pytest.mark.parametrize(
    ("head", "degree"),
    [
        ("ĐẢNG BỘ\n*\nMẬT\nSố 3-KH/ĐU", "secret"), ("TUYỆT MẬT\nBÁO CÁO", "top"), ("[TỐI MẬT]\nx", "high"),
        ("BÁO CÁO về bảo vệ bí MẬT nhà nước", ""), ("x\n" * 900 + "MẬT\n", ""), ("Độ mật: thường", ""),
    ],
)  # fmt: skip
def test_a_degree_of_secrecy_stands_on_a_line_of_its_own_in_the_head(head: str, degree: str) -> None:
    assert rules.secrecy_of(head) == degree


def test_a_secret_marked_text_is_not_taken_in(cast: Cast) -> None:
    from nennep.documents.models import Document
    from nennep.documents.taking import CannotRead

    van = cast.actor("van")
    with acting_as(van):
        before = Document.objects.count()
        with pytest.raises(CannotRead, match="lưu bản giấy"), transaction.atomic():
            papers.take_in_paper(cast.units["BV"], by=van, text="ĐẢNG ỦY\nTỐI MẬT\nKẾ HOẠCH về công tác bảo vệ")
        assert Document.objects.count() == before


def test_the_pages_of_an_incoming_paper(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    van, bithu, chanh, lan = (signed_in(name) for name in ("van", "bithu", "chanh", "lan"))
    given = {"received_on": "03/07/2023", "sender": "Đảng ủy Khối", "number": "45-CV/ĐUK", "dated": "01/07/2023", "kind": "cong-van", "title": "về tổng kết"}  # fmt: skip
    assert lan.get("/van-thu/den/vao-so/").status_code == 404
    assert van.post("/van-thu/den/vao-so/", given | {"title": ""}).status_code == 422
    assert van.post("/van-thu/den/vao-so/", given).status_code == 302
    assert "Vẫn vào sổ dù" not in van.get("/van-thu/den/vao-so/").content.decode()
    assert "Vẫn vào sổ dù" in van.post("/van-thu/den/vao-so/", given).content.decode()
    assert van.post("/van-thu/den/vao-so/", given | {"again": "on"}).status_code == 302
    with acting_as(cast.actor("van")):
        pk = Incoming.objects.earliest("pk").pk
    there = f"/van-thu/den/{pk}/"
    assert "Ghi bút phê" not in bithu.get(there).content.decode()
    assert van.post(there + "trinh/", {"proposal": "Đề nghị giao Văn phòng."}).status_code == 302
    assert bithu.post(there + "but-phe/", {"note": ""}).status_code == 422
    ended = Client().post(there + "but-phe/", {"note": "Giao"}, HTTP_REFERER=f"http://testserver{there}?a=1")
    assert ended["Location"] == f"/dang-nhap/?next=%2Fvan-thu%2Fden%2F{pk}%2F%3Fa%3D1"
    assert (
        Client().post(there + "but-phe/", HTTP_REFERER="https://elsewhere.example/")["Location"].endswith("/but-phe/")
    )
    assert bithu.post(there + "but-phe/", {"note": "Giao đồng chí Lan.", "seen": 2}).status_code == 302
    late = bithu.post(there + "but-phe/", {"note": "Bản của thẻ thứ hai.", "seen": 2})
    assert late.status_code == 409 and "Bản của thẻ thứ hai." in late.content.decode()
    who = cast.accounts["lan"].pk
    assert chanh.post(there + "giao/", {"account_id": who, "due_on": "01/07/2023"}).status_code == 422
    assert chanh.post(there + "giao/", {"account_id": who, "due_on": "07/07/2023"}).status_code == 302
    assert "Trần Thị Thu Lan" in chanh.get("/van-thu/").content.decode()
    assert lan.post(there + "xong/", {"result": "Đã trả lời", "answer": "99-CV/ĐU"}).status_code == 422
    assert lan.post(there + "xong/", {"result": "Đã trả lời"}).status_code == 302
    assert "Đã trả lời" in lan.get(there).content.decode()
    assert signed_in("lachong").get(there).status_code == 404


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Giao Văn phòng tham mưu, báo cáo trước 15/7.", date(2023, 7, 15)),
        ("Ban Tổ chức chuẩn bị, trình chậm nhất ngày 20/8/2023; xem Công văn 12.", date(2023, 8, 20)),
        ("Báo cáo trước 15/6.", None),
        ("Lưu 31/2/2023. Giao Văn phòng.", None),
    ],
)
def test_the_day_a_note_asks_for_is_offered_as_the_deadline(note: str, day: date | None) -> None:
    assert deadline_in(note, date(2023, 7, 3)) == day
