"""Putting papers out: who may, what is kept back, what a stranger sees, and how it is taken back."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast
from nennep.core.refused import NotYours
from nennep.core.scope import acting_as
from nennep.documents.models import Document
from nennep.files.actions import keep_bytes
from nennep.journal.queries import lines_about, tell
from nennep.office import actions
from nennep.office.actions.publishing import NotForEverybody
from nennep.office.models import Delivery, Publication
from nennep.office.queries import sending as queries
from tests import story

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(cast: Cast) -> Document:
    return story.tell(cast).document


def step(cast: Cast, name: str, verb: Callable[..., Any], row: Any, **more: Any) -> Any:
    by = cast.actor(name)
    with acting_as(by), transaction.atomic():
        return verb(row, by=by, **more)


def web(cast: Cast, paper: Document) -> Delivery:
    row: Delivery = step(cast, "van", actions.send_paper, paper, purpose="web", names=["Trang thông tin điện tử"])[0]
    return row


def altered(cast: Cast, paper: Document, **values: Any) -> None:
    with acting_as(cast.actor("van")):
        Document.objects.filter(pk=paper.pk).update(**values)


def test_a_stranger_reads_what_the_clerk_put_out_and_nothing_before(cast: Cast, paper: Document) -> None:
    row, stranger = web(cast, paper), Client()
    assert paper.number not in stranger.get("/cong-bo/").content.decode()
    made = step(cast, "van", actions.announce_paper, row)
    there = f"/cong-bo/{made.pk}/"
    answer = stranger.get("/cong-bo/")
    shown = stranger.get(there).content.decode()
    assert paper.number in answer.content.decode() and there in answer.content.decode()
    assert paper.number in shown and made.text.split("\n")[-1].strip() in shown
    assert "max-age=300" in answer["Cache-Control"] and "default-src 'none'" in answer["Content-Security-Policy"]
    assert stranger.get("/cong-bo/", headers={"if-none-match": answer["ETag"]}).status_code == 304
    assert not stranger.cookies


def test_a_strangers_page_costs_few_queries_and_speaks_english_when_asked(cast: Cast, paper: Document) -> None:
    step(cast, "van", actions.announce_paper, web(cast, paper))
    stranger = Client()
    with CaptureQueriesContext(connection) as asked:
        answer = stranger.get("/cong-bo/")
    assert len(asked) <= 5 and "Cookie" in answer["Vary"]
    stranger.cookies["language"] = "en"
    assert "Published papers" in stranger.get("/cong-bo/").content.decode()


def test_searching_needs_no_marks_and_keeps_to_a_unit(cast: Cast, paper: Document) -> None:
    altered(cast, paper, title="thực hiện nếp sống văn minh", number="77-KH/ĐU")
    step(cast, "van", actions.announce_paper, web(cast, paper))
    stranger = Client()

    def found(asked: str) -> bool:
        return "77-KH/ĐU" in stranger.get(f"/cong-bo/?{asked}").content.decode()

    assert found("tu=nep+song+van+minh") and found("tu=77-kh") and found(f"don-vi={paper.unit_id}")
    assert not found("tu=nep+song+cu") and not found(f"don-vi={paper.unit_id + 1}")
    assert stranger.get("/cong-bo/?trang=zz&don-vi=²&tu=%00").status_code == 200


def test_only_the_office_puts_out_and_takes_back_and_both_are_in_the_journal(cast: Cast, paper: Document) -> None:
    row = web(cast, paper)
    for name in ("lan", "hoa", "an", "lachong"):
        with pytest.raises(NotYours):
            step(cast, name, actions.announce_paper, row)
    made = step(cast, "van", actions.announce_paper, row)
    with pytest.raises(NotYours):
        step(cast, "van", actions.announce_paper, row)
    with pytest.raises(NotYours):
        step(cast, "lan", actions.withdraw_paper, row, reason="nhầm")
    step(cast, "van", actions.withdraw_paper, row, reason="Đăng nhầm bản")
    made = Publication.objects.get(pk=made.pk)
    assert (made.text, made.file_sha, made.reason) == ("", "", "Đăng nhầm bản")
    assert Client().get(f"/cong-bo/{made.pk}/").status_code == 404
    assert paper.number not in Client().get("/cong-bo/").content.decode()
    with acting_as(cast.actor("chanh")):
        told = [line.sentence for line in tell(lines_about(paper))]
    assert any("công bố" in words for words in told) and any("Đăng nhầm bản" in words for words in told)
    assert step(cast, "van", actions.announce_paper, row).pk == made.pk  # it may be put out again


@pytest.mark.parametrize(
    "values",
    [
        {"text": "ĐẢNG ỦY\nTỐI MẬT\nKẾ HOẠCH"},
        {"title": "MẬT"},
        {"status": "recalled"},
        {"status": "superseded"},
        {"direction": "incoming"},
        {"number": ""},
        {"dated": None},
    ],
    ids=str,
)
def test_what_is_not_for_everybody_is_kept_back(cast: Cast, paper: Document, values: dict[str, Any]) -> None:
    row = web(cast, paper)
    altered(cast, paper, **values)
    with pytest.raises(NotForEverybody):
        step(cast, "van", actions.announce_paper, row)
    assert not Publication.objects.exists()


def test_only_a_pdf_is_handed_out(cast: Cast, paper: Document) -> None:
    altered(cast, paper, file_sha=keep_bytes(b"PK\x03\x04 a Word file with its writer's name"), file_name="a.docx")
    row = web(cast, paper)
    made = step(cast, "van", actions.announce_paper, row)
    assert made.file_sha == "" and Client().get(f"/cong-bo/{made.pk}/van-ban.pdf").status_code == 404
    step(cast, "van", actions.withdraw_paper, row, reason="Thay bản PDF")
    altered(cast, paper, file_sha=keep_bytes(b"%PDF-1.7 signed"), file_name="a.pdf")
    made = step(cast, "van", actions.announce_paper, row)
    answer = Client().get(f"/cong-bo/{made.pk}/van-ban.pdf")
    assert answer.content == b"%PDF-1.7 signed" and answer["Content-Security-Policy"].startswith("sandbox")


def test_a_paper_written_here_is_put_out_as_pdf_and_goes_when_it_is_recalled(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    unit = cast.units["BV"]
    head = {"kind": "thong-bao", "title": "lịch tiếp đảng viên", "authority": "T/M BAN THƯỜNG VỤ", "post": "BÍ THƯ"}
    row = step(cast, "lan", actions.draft_paper, unit, **head, body="1. Thứ Hai hằng tuần, từ 8 giờ.")
    for name, verb in (
        ("chanh", actions.check_draft),
        ("bithu", actions.sign_draft),
        ("van", actions.number_draft),
        ("van", actions.issue_draft),
    ):
        row = step(cast, name, verb, row)
    with acting_as(cast.actor("van")):
        document = Document.objects.get(pk=row.document_id)
    made = step(cast, "van", actions.announce_paper, web(cast, document))
    there = f"/cong-bo/{made.pk}/"
    assert Client().get(there + "van-ban.pdf").content.startswith(b"%PDF-")
    assert "Thứ Hai hằng tuần" in Client().get(there).content.decode()
    law, soon = cast.units["BV-LU"], date(2023, 7, 5)
    (sent,) = step(cast, "van", actions.send_paper, document, purpose="act", units=[law], due_on=soon)
    step(cast, "bithu", actions.recall_draft, row, reason="Đổi lịch")
    assert Client().get(there).status_code == 404
    minh, mine = signed_in("minh"), f"/van-thu/nhan/{sent.pk}/"
    assert "đã thu hồi: Đổi lịch" in minh.get("/thong-bao/").content.decode()
    assert "Văn bản đã thu hồi." in minh.get(mine).content.decode()
    assert minh.post(mine + "ket-qua/", {"result": "Đã làm."}).status_code == 404
    assert mine not in minh.get("/van-thu/nhan/").content.decode()
    assert mine not in minh.get("/").content.decode()
    assert "Đã thu hồi" in minh.get("/van-thu/nhan/?loc=tat-ca").content.decode()
    day = date(2023, 8, 1)
    with acting_as(cast.actor("van")):
        document.refresh_from_db()
        assert queries.coverage(cast.actor("van"), document, day).late == 0
        document.status = "registered"
        assert queries.coverage(cast.actor("van"), document, day).late == 1
    there = signed_in("van").get(f"/van-thu/gui/{document.pk}/").content.decode()
    assert "Văn bản đã thu hồi." in there and "thôi thực hiện" in there


def test_a_replaced_paper_says_by_which(cast: Cast, paper: Document) -> None:
    told = step(cast, "van", actions.announce_paper, web(cast, paper))
    with acting_as(cast.actor("lan")), transaction.atomic():
        newer = Document.objects.create(
            unit=paper.unit, unit_key=paper.unit_key, status="registered", number="88-KH/ĐU", text="Kế hoạch mới", text_sha="x",
            entered_by=1, entered_at=paper.entered_at,
        )  # fmt: skip
    step(cast, "lan", actions.relate_papers, newer, link="replaces", other=paper, since=date(2023, 7, 3))
    assert "88-KH/ĐU" in Client().get(f"/cong-bo/{told.pk}/").content.decode()


def test_the_pages_of_putting_out(cast: Cast, paper: Document, signed_in: Callable[[str], Client]) -> None:
    row, van = web(cast, paper), signed_in("van")
    coverage = f"/van-thu/gui/{paper.pk}/"
    assert "Công bố" in van.get(coverage).content.decode()
    assert van.post(f"/van-thu/cong-bo/{row.pk}/").status_code == 302
    assert "Rút khỏi trang công bố" in van.get(coverage).content.decode()
    refused = van.post(f"/van-thu/cong-bo/{row.pk}/rut/", {"reason": "Đăng nhầm bản chưa ký. " * 20})
    assert refused.status_code == 422 and "Đăng nhầm bản chưa ký." in refused.content.decode()
    assert Publication.objects.filter(withdrawn_on=None).exists()
    van.post(f"/van-thu/cong-bo/{row.pk}/rut/", {"reason": "Đăng nhầm"})
    assert "Đã rút: Đăng nhầm" in van.get(coverage).content.decode()
    altered(cast, paper, number="")
    assert "chưa có số hoặc ngày" in van.post(f"/van-thu/cong-bo/{row.pk}/", follow=True).content.decode()
