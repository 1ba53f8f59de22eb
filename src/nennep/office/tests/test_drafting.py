"""Writing papers: each act by its role, opinions counted over all who were asked, and a conclusion's points as tasks."""

import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from nennep.config.cast import Cast
from nennep.core.refused import NotYours, Stale
from nennep.core.scope import acting_as
from nennep.documents.models import Citation, Document, Recipient
from nennep.duties.registry import due
from nennep.notify.models import Notice, Progress
from nennep.office import actions, jobs, outlines, papers, rules
from nennep.office.actions.batches import TooMany
from nennep.office.actions.drafting import Line, NobodyAsked, NotAgreed, Unwritten, WrongSignature
from nennep.office.actions.incoming import KeptOnPaper
from nennep.office.models import Batch, Draft, Number, Opinion
from nennep.office.queries import drafting
from nennep.programmes import actions as plans
from nennep.programmes.models import Task, Work
from tests import story

pytestmark = pytest.mark.django_db
SOON = date(2023, 7, 10)
TM: dict[str, Any] = {"authority": "T/M BAN THƯỜNG VỤ", "post": "BÍ THƯ"}


def step(cast: Cast, name: str, verb: Callable[..., Any], row: Any, **more: Any) -> Any:
    by = cast.actor(name)
    with acting_as(by), transaction.atomic():
        return verb(row, by=by, **more)


def begun(cast: Cast, kind: str = "thong-bao", body: str = "Ban Thường vụ kết luận như sau:", **more: Any) -> Draft:
    given = TM | {"title": "kết luận hội nghị tháng 7", "kind": kind, "body": body} | more
    row: Draft = step(cast, "lan", actions.draft_paper, cast.units["BV"], **given)
    return row


def signed(cast: Cast, row: Draft) -> Draft:
    row = step(cast, "chanh", actions.check_draft, row)
    return step(cast, "bithu", actions.sign_draft, row)


def issued(cast: Cast, row: Draft) -> Draft:
    row = step(cast, "van", actions.number_draft, signed(cast, row))
    return step(cast, "van", actions.issue_draft, row)


@pytest.mark.parametrize(
    ("kind", "authority", "post", "fault"),
    [
        ("ke-hoach", "T/M BAN THƯỜNG VỤ", "BÍ THƯ", ""), ("ke-hoach", "K/T BÍ THƯ", "PHÓ BÍ THƯ", "kt"), ("cong-van", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", ""),
        ("nghi-quyet", "T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG", "kind"), ("cong-van", "T/L BAN THƯỜNG VỤ", "BÍ THƯ", "post"),
        ("cong-van", "T/M ĐẢNG ỦY", "CHÁNH VĂN PHÒNG", "post"),
    ],
)  # fmt: skip
def test_a_collective_body_never_signs_by_proxy(kind: str, authority: str, post: str, fault: str) -> None:
    assert rules.signature_fault(kind, authority, post) == fault


def test_more_than_a_half_of_all_who_were_asked_must_agree() -> None:
    assert [rules.needed(asked) for asked in (1, 2, 3, 4, 25)] == [1, 2, 2, 3, 13]


def test_a_paper_goes_from_draft_to_the_register_each_act_by_its_role(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    row = begun(
        cast,
        body="Thực hiện Nghị quyết số 21-NQ/TW ngày 16/6/2022, Ban Thường vụ kết luận như sau:",
        recipients=[["Các chi bộ", "để t/h"]],
    )
    for name, verb in (("bithu", actions.sign_draft), ("van", actions.number_draft), ("lan", actions.check_draft)):
        with pytest.raises(NotYours):
            step(cast, name, verb, row)
    row = step(cast, "chanh", actions.check_draft, row, proposal="Đề nghị Thường trực xem xét.")
    with pytest.raises(NotYours):
        step(cast, "chanh", actions.sign_draft, row)
    row = step(cast, "bithu", actions.sign_draft, row)
    with pytest.raises(NotYours):
        step(cast, "lan", actions.number_draft, row)
    row = step(cast, "van", actions.number_draft, row)
    assert row.number and row.number.words == "01-TB/ĐU" and row.signer == "Đặng Quốc Khánh Hòa"
    row = step(cast, "van", actions.issue_draft, row)
    with acting_as(cast.actor("van")):
        document = Document.objects.get(pk=row.document_id)
        assert (document.status, document.number, document.signatory) == ("registered", "01-TB/ĐU", row.signer)
        assert [one.number for one in Citation.objects.filter(document=document)] == ["21-NQ/TW"]
        assert [(one.name, one.purpose) for one in Recipient.objects.filter(document=document)] == [
            ("Các chi bộ", "để t/h")
        ]
        assert Number.objects.get(words="01-TB/ĐU").document_id == document.pk
    with pytest.raises(NotYours):
        step(cast, "van", actions.recall_draft, row, reason="x")
    row = step(cast, "bithu", actions.recall_draft, row, reason="Nhầm nội dung")
    assert "Văn bản đã thu hồi" in signed_in("van").get("/van-thu/so/").content.decode()
    with acting_as(cast.actor("van")):
        document.refresh_from_db()
        assert (row.step, document.status, Number.objects.get(words="01-TB/ĐU").state) == (
            "recalled",
            "recalled",
            "used",
        )


def test_a_cancelled_number_gives_the_signed_paper_back_for_another(cast: Cast) -> None:
    row = step(cast, "van", actions.number_draft, signed(cast, begun(cast)))
    step(cast, "van", actions.cancel_number, row.number, reason="Cấp nhầm sổ")
    with acting_as(cast.actor("van")):
        row.refresh_from_db()
    assert (row.step, row.number) == ("signed", None)
    row = step(cast, "van", actions.number_draft, row)
    assert row.number and row.number.words == "02-TB/ĐU"
    row = step(cast, "van", actions.issue_draft, row)
    with pytest.raises(NotYours):
        step(cast, "van", actions.cancel_number, row.number, reason="Đã ban hành thì thu hồi")


def test_what_the_chief_typed_stays_when_the_paper_is_not_ready(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    row = begun(cast, body="Ban Thường vụ họp …")
    page = signed_in("chanh").post(f"/van-thu/soan/{row.pk}/trinh/", {"proposal": "Kính trình Thường trực."})
    assert page.status_code == 422
    for words in ("Dự thảo còn chỗ để trống", "Kính trình Thường trực."):
        assert words in page.content.decode()


def test_by_order_the_chief_of_office_signs(cast: Cast) -> None:
    row = begun(
        cast,
        "cong-van",
        "Kính gửi: Các chi bộ\nĐề nghị báo cáo.",
        authority="T/L BAN THƯỜNG VỤ",
        post="CHÁNH VĂN PHÒNG",
    )
    row = step(cast, "chanh", actions.check_draft, row)
    with pytest.raises(NotYours):
        step(cast, "bithu", actions.sign_draft, row)
    assert step(cast, "chanh", actions.sign_draft, row).signer == "Lê Thị Minh Chánh"


def test_what_is_not_written_yet_is_not_submitted_and_a_change_is_checked_anew(cast: Cast) -> None:
    row = begun(cast, "ke-hoach", body="")
    assert "Đến ngày 03/7/2023" in row.body and "{" not in row.body
    with pytest.raises(Unwritten):
        step(cast, "chanh", actions.check_draft, row)
    row = step(cast, "lan", actions.write_draft, row, seen=row.version, body="I. MỤC ĐÍCH\nĐã viết đủ.")
    row = step(cast, "chanh", actions.check_draft, row)
    with pytest.raises(Stale):
        step(cast, "lan", actions.write_draft, row, seen=1, body="x")
    row = step(cast, "lan", actions.write_draft, row, seen=row.version, body="I. MỤC ĐÍCH\nĐã sửa.")
    assert (row.step, row.checked_by) == ("draft", "")
    with pytest.raises(WrongSignature):
        step(cast, "lan", actions.write_draft, row, seen=row.version, authority="T/L BAN THƯỜNG VỤ")


def test_every_kind_that_is_numbered_has_an_outline_of_its_own_that_still_asks_to_be_written(cast: Cast) -> None:
    assert set(rules.CODES) == set(outlines.OUTLINES)
    with acting_as(cast.actor("lan")), transaction.atomic():
        texts = [outlines.outline(kind, cast.units["BV"]) for kind in rules.CODES]
        state = [outlines.outline(kind, cast.units["BV"], "Trường Đại học Bách Việt") for kind in rules.STATE_CODES]
    assert all("{" not in text for text in texts + state)
    assert not [text for text in state if "Điều lệ Đảng" in text or "Đảng ủy" in text]


def test_a_secret_paper_is_not_written_here(cast: Cast) -> None:
    with pytest.raises(KeptOnPaper):
        begun(cast, body="TUYỆT MẬT\nNội dung")


def asked(cast: Cast, row: Draft, *names: str) -> Draft:
    people = [(cast.accounts[name].pk, cast.accounts[name].full_name) for name in names]
    step(cast, "chanh", actions.ask_opinions, row, people=people, due_on=SOON)
    with acting_as(cast.actor("chanh")):
        return Draft.objects.get(pk=row.pk)


def opinion(cast: Cast, row: Draft, name: str) -> Opinion:
    with acting_as(cast.actor(name)):
        return Opinion.objects.get(draft=row, round=row.round, account_id=cast.accounts[name].pk)


def test_opinions_are_asked_given_counted_and_kept(cast: Cast) -> None:
    row = step(cast, "chanh", actions.check_draft, begun(cast))
    with pytest.raises(NobodyAsked):
        step(cast, "chanh", actions.ask_opinions, row, people=[(1, "x")], due_on=date(2023, 7, 1))
    row = asked(cast, row, "bithu", "uyvien", "chanh")
    with pytest.raises(NotYours):
        step(cast, "bithu", actions.sign_draft, row)
    uyvien = cast.actor("uyvien")
    with acting_as(uyvien):
        assert [duty.kind for duty in due(uyvien, date(2023, 8, 1)) if duty.kind == "opinion"] == ["opinion"]
    with pytest.raises(NotYours):
        step(cast, "bithu", actions.give_opinion, opinion(cast, row, "uyvien"), choice="agree")
    step(cast, "uyvien", actions.give_opinion, opinion(cast, row, "uyvien"), choice="agree")
    step(cast, "bithu", actions.give_opinion, opinion(cast, row, "bithu"), choice="other", words="Bổ sung hạn.")
    with pytest.raises(NotAgreed, match="1/3, cần ít nhất 2/3"):
        step(cast, "chanh", actions.count_opinions, row)
    row = step(cast, "chanh", actions.give_back_draft, row, reason="Bổ sung hạn.")
    row = step(cast, "chanh", actions.check_draft, row)
    row = asked(cast, row, "bithu", "uyvien")
    for name in ("bithu", "uyvien"):
        step(cast, name, actions.give_opinion, opinion(cast, row, name), choice="agree")
    row = step(cast, "chanh", actions.count_opinions, row)
    with acting_as(cast.actor("chanh")):
        count = drafting.counted(row)
        assert count and (count.agree, count.needed, count.open) == (2, 2, 0)
        assert Opinion.objects.filter(draft=row, round=1).count() == 3
    assert step(cast, "bithu", actions.sign_draft, row).step == "signed"


def test_points_of_a_conclusion_are_printed_and_become_tasks_once(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    programme = story.confirmed(cast)
    row = begun(cast)
    lines = [
        Line("Hoàn thành rà soát đảng viên dự bị", cast.units["BV-S1"], date(2023, 7, 31)),
        Line("Tiếp tục đổi mới sinh hoạt"),
    ]
    row = step(cast, "lan", actions.write_draft, row, seen=row.version, points=lines)
    with acting_as(cast.actor("lan")):
        text = papers.text(row)
    assert (
        "1. Hoàn thành rà soát đảng viên dự bị. Giao Chi bộ Sinh viên 1 chủ trì, hoàn thành trước ngày 31/7/2023."
        in text
    )
    assert "2. Tiếp tục đổi mới sinh hoạt." in text
    row = issued(cast, row)
    with acting_as(cast.actor("lan")):
        document = Document.objects.get(pk=row.document_id)
    sent_to = [cast.units["BV-LU"], cast.units["BV-NN"]]
    step(cast, "van", actions.send_paper, document, purpose="act", units=sent_to, due_on=date(2023, 9, 30))
    made = step(cast, "lan", plans.carry_paper, programme, document=document, chosen=[0, 1])
    assert [task.due_on for task in made] == [date(2023, 7, 31), date(2023, 9, 30)]
    with acting_as(cast.actor("lan")):
        assert [work.unit_id for work in Work.objects.filter(task=made[0])] == [cast.units["BV-S1"].pk]
        assert {work.unit_id for work in Work.objects.filter(task=made[1])} == {one.pk for one in sent_to}
    assert "Tiếp tục đổi mới sinh hoạt" in signed_in("minh").get("/theo-doi/").content.decode()
    with pytest.raises(plans.NothingToCarry):
        step(cast, "lan", plans.carry_paper, programme, document=document, chosen=[0, 1])


def test_a_signed_paper_is_given_back_with_a_reason_and_its_signature_is_void(
    cast: Cast, signed_in: Callable[[str], Client]
) -> None:
    row = signed(cast, begun(cast))
    there, van = f"/van-thu/soan/{row.pk}/", signed_in("van")
    with pytest.raises(NotYours):
        step(cast, "lan", actions.give_back_draft, row, reason="x")
    refused = van.post(there + "tra-lai/", {"reason": "Sai ngày họp. " * 40})
    assert refused.status_code == 422 and "Sai ngày họp." in refused.content.decode()
    assert van.post(there + "tra-lai/", {"reason": "Sai ngày họp ở đoạn 1."}).status_code == 302
    with acting_as(cast.actor("van")):
        row.refresh_from_db()
    assert (row.step, row.signer, row.signed_on, row.checked_by) == ("draft", "", None, "")
    assert row.returned[0]["signer"] == "Đặng Quốc Khánh Hòa"
    shown = signed_in("lan").get(there).content.decode()
    for words in ("Sai ngày họp ở đoạn 1.", "không còn hiệu lực", "Soạn nội dung"):
        assert words in shown
    with acting_as(cast.actor("bithu")):
        told = Notice.objects.filter(account_id=cast.accounts["bithu"].pk).latest("id")
    assert "không còn hiệu lực" in told.words and told.link == there
    row = step(cast, "van", actions.number_draft, signed(cast, row))
    assert f"/van-thu/so/{row.number_id}/huy/" in van.get(there).content.decode()
    late = van.post(there + "tra-lai/", {"reason": "Đã có số thì hủy số trước."})
    assert late.status_code == 404 and "Đã có số thì hủy số trước." in late.content.decode()
    assert "Xin ý kiến" not in van.get(there).content.decode()
    step(cast, "van", actions.cancel_number, row.number, reason="Cấp nhầm sổ")
    assert "Số 01-TB/ĐU đã hủy" in van.get(there).content.decode()


def test_one_letter_for_many_is_made_with_progress(cast: Cast) -> None:
    row = signed(cast, begun(cast, "cong-van", "Kính gửi: …\nĐề nghị tham dự.".replace("…", "Các đồng chí")))
    with pytest.raises(TooMany):
        step(cast, "lan", actions.order_batch, row, names=[" "])
    batch: Batch = step(cast, "lan", actions.order_batch, row, names=["Chi bộ A", "Chi bộ B", "Chi bộ A"])
    lan = cast.actor("lan")
    told: list[int] = []
    with acting_as(lan):
        batch = actions.make_batch(batch, tell=told.append)
        assert told == [1, 2] and batch.file_sha
        work = Progress.objects.get(pk=str(batch.progress))
        assert (work.total, work.state) == (2, "waiting")
        from nennep.files.actions import place_of

        with zipfile.ZipFile(place_of(batch.file_sha)) as archive:
            assert archive.namelist() == ["0001-Chi bộ A.pdf", "0002-Chi bộ B.pdf"]
            assert archive.read("0001-Chi bộ A.pdf")[:4] == b"%PDF"
        assert actions.make_batch(batch, tell=told.append).file_sha == batch.file_sha and told == [1, 2]
    assert jobs.STEP > 0


def test_the_pages_of_drafting(cast: Cast, signed_in: Callable[[str], Client]) -> None:
    lan, chanh, bithu, van, uyvien = (signed_in(name) for name in ("lan", "chanh", "bithu", "van", "uyvien"))
    head = {"kind": "ket-luan", "title": "hội nghị tháng 7", "flow": "outgoing", "style": "party"}
    wrong = head | {"authority": "T/L BAN THƯỜNG VỤ", "post": "CHÁNH VĂN PHÒNG"}
    assert "ký T/M" in lan.post("/van-thu/soan/moi/", wrong).content.decode()
    assert lan.post("/van-thu/soan/moi/", head | TM).status_code == 302
    with acting_as(cast.actor("lan")):
        row = Draft.objects.get()
    there = f"/van-thu/soan/{row.pk}/"
    assert lan.get(there + "viet/").status_code == 200
    body = TM | {
        "title": "hội nghị tháng 7", "style": "party", "body": "Ban Thường vụ kết luận:", "recipients": "Các chi bộ (để t/h)\nLưu Văn phòng", "version": row.version,
        "p-TOTAL_FORMS": "2", "p-INITIAL_FORMS": "0", "p-0-words": "Rà soát hồ sơ", "p-0-lead": cast.units["BV-S1"].pk, "p-0-due_on": "31/07/2023",
    }  # fmt: skip
    assert lan.post(there + "viet/", body | {"p-0-due_on": "x"}).status_code == 422
    assert lan.post(there + "viet/", body).status_code == 302
    stale = lan.post(there + "viet/", body | {"recipients": "Lưu", "body": "Bản của thẻ thứ hai."})
    assert stale.status_code == 409 and "Bản của thẻ thứ hai." in stale.content.decode()
    assert "Các chi bộ (để t/h)<br>Lưu Văn phòng" in stale.content.decode() and "[[" not in stale.content.decode()
    assert "Rà soát hồ sơ" in lan.get(there).content.decode()
    assert chanh.post(there + "trinh/", {"proposal": "Kính trình"}).status_code == 302
    refused = chanh.post(there + "xin-y-kien/", {"people": [], "due_on": "30/6/2023"})
    assert refused.status_code == 422 and 'value="30/6/2023"' in refused.content.decode()
    who = [cast.accounts[name].pk for name in ("bithu", "uyvien")]
    assert chanh.post(there + "xin-y-kien/", {"people": who, "due_on": "10/07/2023"}).status_code == 302
    assert uyvien.post(there + "y-kien/", {"choice": "other"}).status_code == 422
    for one in (uyvien, bithu):
        assert one.post(there + "y-kien/", {"choice": "agree"}).status_code == 302
    assert "Tán thành 2/2" in chanh.get(there).content.decode()
    assert chanh.post(there + "kiem-phieu/").status_code == 302
    assert van.post(there + "ky/").status_code == 404
    assert bithu.post(there + "ky/", {"seen": row.version}).status_code == 409  # another text than the one on the page
    assert bithu.post(there + "ky/").status_code == 302
    assert van.post(there + "cap-so/").status_code == 302 and van.post(there + "ban-hanh/").status_code == 302
    pdf = SimpleUploadedFile("ban-ky.pdf", b"%PDF-1.7 x")
    refused = van.post(there + "ban-ky/", {"file": SimpleUploadedFile("x.exe", b"MZ")})
    assert refused.status_code == 422 and "Chỉ nhận tệp PDF" in refused.content.decode()
    assert van.get(there + "ban-da-ky/").status_code == 404
    assert van.post(there + "ban-ky/", {"file": pdf}).status_code == 302
    assert van.get(there + "ban-da-ky/").content == b"%PDF-1.7 x"
    for name in ("van-ban.docx", "van-ban.pdf", "phieu-trinh.docx", "phieu-trinh.pdf"):
        assert lan.get(there + name).status_code == 200
    assert "01-KL/ĐU" in lan.get("/van-thu/soan/?loc=xong").content.decode()
    assert bithu.post(there + "thu-hoi/", {"reason": ""}).status_code == 422
    with acting_as(cast.actor("lan")):
        row.refresh_from_db()
    assert row.step == "issued"
    programme = story.confirmed(cast)
    carry = f"/theo-doi/trien-khai/{row.document_id}/"
    assert "Rà soát hồ sơ" in lan.get(carry).content.decode()
    assert lan.post(carry, {"programme": programme.pk, "chosen": ["0"]}).status_code == 302
    with acting_as(cast.actor("lan")):
        assert Task.objects.get(document_id=row.document_id).name == "Rà soát hồ sơ"
    assert lan.post(carry, {"programme": programme.pk}).status_code == 422
