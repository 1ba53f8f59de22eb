"""The main path, end to end through the pages: a plan on paper becomes a checked report."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import docx
import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from python_calamine import CalamineWorkbook

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents.models import Document
from nennep.members import actions as members
from nennep.programmes import actions as plans
from nennep.programmes import queries
from nennep.programmes.actions import shares
from nennep.programmes.models import Programme, Share, Target, Task
from nennep.reports import actions as reporting
from nennep.reports.models import Report
from nennep.reports.queries import changed_since
from tests import story
from tests.shared import shared

Sign = Callable[[str], Client]


def words(answer: object) -> str:
    """A page's words without its marks."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))  # type: ignore[attr-defined]


@pytest.mark.django_db
def test_a_plan_on_paper_becomes_a_programme(cast: Cast, signed_in: Sign) -> None:
    lan = signed_in("lan")
    paper = SimpleUploadedFile("ke-hoach.txt", story.plan_text().encode())
    answer = lan.post("/van-ban/tiep-nhan/", {"direction": "internal", "file": paper})
    assert answer.status_code == 302
    review = lan.get(answer["Location"])
    assert "21-KL/TW" in words(review) and "Số 3-KH/ĐU nhỏ hơn số" in words(review)
    assert review.content.decode().count('class="mark ') > 15
    again = lan.post("/van-ban/tiep-nhan/", {"direction": "internal", "text": story.plan_text()}, follow=True)
    assert "đã được tiếp nhận trước đây" in words(again)
    pk = int(answer["Location"].split("/")[2])
    for kind in ("target", "task"):
        lan.post(f"/van-ban/{pk}/nhan-ca-nhom/", {"kind": kind})
    form = lan.get(f"/theo-doi/xac-nhan/{pk}/")
    version = form.context["form"].initial["version"]
    done = lan.post(
        f"/theo-doi/xac-nhan/{pk}/",
        {"name": "Kế hoạch 2023", "since": "01/01/2023", "until": "31/12/2023", "version": version},
    )
    assert done.status_code == 302
    with acting_as(cast.actor("lan")):
        programme = Programme.objects.get(name="Kế hoạch 2023")
        assert programme.targets.count() == 4
        each = programme.targets.get(mode="each")
        assert (each.value, each.population, each.comparator) == (4, "cells", ">=")
        assert programme.tasks.filter(due_on=date(2023, 6, 30)).exists()
        document = Document.objects.get(pk=pk)
        assert (document.number, document.status, document.dated) == ("3-KH/ĐU", "registered", date(2022, 12, 28))
        assert document.citations.filter(number="21-NQ/TW", dated="2022-06-16").exists()
        assert document.recipients.filter(purpose="thực hiện").exists()


@pytest.mark.django_db
def test_two_people_confirming_the_same_paper(cast: Cast, signed_in: Sign) -> None:
    lan, chief = signed_in("lan"), signed_in("chanh")
    at = lan.post("/van-ban/tiep-nhan/", {"direction": "internal", "text": story.plan_text()})["Location"]
    pk = int(at.split("/")[2])
    lan.post(f"/van-ban/{pk}/nhan-ca-nhom/", {"kind": "target"})
    old = lan.get(f"/theo-doi/xac-nhan/{pk}/").context["form"].initial["version"]
    chief.post(f"/van-ban/{pk}/nhan-ca-nhom/", {"kind": "task"})
    late = lan.post(
        f"/theo-doi/xac-nhan/{pk}/", {"name": "A", "since": "01/01/2023", "until": "31/12/2023", "version": old}
    )
    assert late.status_code == 409
    assert "Có người vừa sửa" in words(late)


@pytest.mark.django_db
def test_targets_are_shared_out_and_answered(cast: Cast) -> None:
    lan, hoa = cast.actor("lan"), cast.actor("hoa")
    programme = story.confirmed(cast)
    with acting_as(lan), transaction.atomic():
        target = programme.targets.get(figure="admissions")
        cells = queries.population("student_cells", cast.units["BV"], date(2023, 7, 3))
        plans.ask_for_shares(target, by=lan, units=cells)
    with acting_as(hoa), transaction.atomic():
        share = Share.objects.get(unit=cast.units["BV-S1"])
        plans.register_share(share, by=hoa, value=Decimal(22))
    with acting_as(lan), transaction.atomic():
        parts = queries.candidates(cast.units["BV"], target, cells, date(2023, 7, 3))
        assert {part.unit_id: part.candidates for part in parts}[cast.units["BV-S1"].pk] == 22
        plans.assign_shares(target, by=lan, values=dict.fromkeys(cells, Decimal(30)))
    with acting_as(hoa), transaction.atomic():
        with pytest.raises(shares.NeedsReason):
            plans.propose_adjustment(share, by=hoa, wanted=Decimal(20), reason=" ")
        asked = plans.propose_adjustment(share, by=hoa, wanted=Decimal(20), reason="Nguồn ít")
        assert (asked.status, asked.value) == ("adjusting", 30)
    with acting_as(lan), transaction.atomic():
        settled = plans.settle_adjustment(share, by=lan, agreed=True)
        assert (settled.status, settled.value, settled.wanted) == ("assigned", 20, None)
    with acting_as(hoa), transaction.atomic():
        assert plans.acknowledge_share(share, by=hoa).status == "acknowledged"


@pytest.mark.django_db
def test_a_key_task_is_done_only_when_its_evidence_is_accepted(cast: Cast, signed_in: Sign) -> None:
    told = story.tell(cast)
    hoa, lan = signed_in("hoa"), signed_in("lan")
    hoa.post(f"/theo-doi/viec/{told.work.pk}/tiep-nhan/")
    version = hoa.get(f"/theo-doi/viec/{told.work.pk}/").context["form"].initial["version"]
    sent = hoa.post(f"/theo-doi/viec/{told.work.pk}/", {"percent": "100", "note": "Đã xong", "version": version})
    assert sent.status_code == 302
    assert "Đã báo cáo, chờ xác nhận" in words(hoa.get(f"/theo-doi/viec/{told.work.pk}/"))
    short = lan.post(f"/theo-doi/viec/{told.work.pk}/xac-nhan/", {"act": "return", "answer": ""})
    assert short.status_code == 422 and "cần bổ sung gì" in words(short)
    lan.post(f"/theo-doi/viec/{told.work.pk}/xac-nhan/", {"act": "accept"})
    assert "Hoàn thành" in words(hoa.get(f"/theo-doi/viec/{told.work.pk}/"))
    with acting_as(cast.actor("lan")):
        assert Task.objects.get(pk=told.task.pk).done_on is None


@pytest.mark.django_db
def test_the_target_moves_with_an_admission_and_opens_into_names(cast: Cast, signed_in: Sign) -> None:
    programme = story.confirmed(cast)
    lan = signed_in("lan")
    with acting_as(cast.actor("lan")):
        target = programme.targets.get(figure="admissions")
        before = queries.measure(target, cast.units["BV"], date(2023, 7, 3)).value
    given = {
        "full_name": "Cù Thị Hạnh Phúc", "sex": "f", "born_on": "01/02/2002", "category": "student", "unit": cast.units["BV-S1"].pk, "decision_no": "88-QĐ/ĐU",
        "decided_on": "20/06/2023", "ceremony_on": "25/06/2023", "ethnicity": "Kinh",
    }  # fmt: skip
    assert lan.post("/dang-vien/ket-nap/", given).status_code == 302
    page = lan.get(f"/theo-doi/chi-tieu/{target.pk}/")
    assert page.context["m"].value == before + 1
    assert "<svg" in page.context["chart"] and page.context["m"].forecast is not None
    link = re.search(r'href="(/bao-cao/so-lieu/[^"]+)"', page.content.decode())
    assert link and "Cù Thị Hạnh Phúc" in words(lan.get(link[1].replace("&amp;", "&")))


@pytest.mark.django_db
def test_names_stay_closed_to_who_may_only_count(cast: Cast, signed_in: Sign) -> None:
    auditor = signed_in("kiemtoan")
    answer = auditor.get(f"/bao-cao/so-lieu/members/?don-vi={cast.units['BV'].pk}&tu=2023-01-01&den=2023-06-30")
    assert answer.status_code == 200
    assert "chỉ mở cho người có quyền" in words(answer)
    assert "Chi bộ Khoa Luật" in words(answer) and "Họ và tên" not in words(answer)


def report_of(cast: Cast) -> Report:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        row = reporting.draft_report(
            cast.units["BV"], by=lan, name="6 tháng", since=date(2023, 1, 1), last_day=date(2023, 6, 30)
        )
        return reporting.freeze_report(row, by=lan)


@pytest.mark.django_db
def test_frozen_numbers_stay_and_the_page_says_what_changed(cast: Cast, signed_in: Sign) -> None:
    report = report_of(cast)
    dung = cast.actor("dung")
    with acting_as(dung), transaction.atomic():
        members.record_admission(
            cast.units["BV-S1"],
            by=dung,
            full_name="Cù Văn Muộn",
            sex="m",
            decision=members.Paper("90", date(2023, 6, 29)),
        )
    lan = signed_in("lan")
    page = lan.get(f"/bao-cao/{report.pk}/")
    with acting_as(cast.actor("lan")):
        stored = report.lines.get(code="admissions")
        assert stored.part == len(stored.row_ids)
        changed = {one.label: (one.frozen, one.now) for one in changed_since(report)}
    frozen, now = changed["Kết nạp đảng viên mới"]
    assert now == frozen + 1
    opened = lan.get(f"/bao-cao/{report.pk}/dong/{stored.pk}/")
    assert "Cù Văn Muộn" not in words(opened) and str(int(frozen)) in words(opened)
    assert "Số liệu đã chốt" in words(page)
    assert all(check.good for check in page.context["checks"])


@pytest.mark.django_db
def test_each_stage_belongs_to_its_role(cast: Cast, signed_in: Sign) -> None:
    report = report_of(cast)
    at = f"/bao-cao/{report.pk}/"
    lan, chief, secretary, clerk = (signed_in(name) for name in ("lan", "chanh", "bithu", "van"))
    assert lan.post(f"{at}kiem-tra/").status_code == 404
    assert clerk.post(f"{at}cap-so/").status_code == 404
    assert chief.post(f"{at}kiem-tra/").status_code == 302
    assert secretary.post(f"{at}ky/").status_code == 404
    assert secretary.post(f"{at}y-kien/", {"opinion": "Nhất trí"}).status_code == 302
    assert secretary.post(f"{at}ky/").status_code == 302
    assert clerk.post(f"{at}cap-so/").status_code == 302
    assert clerk.post(f"{at}gui/").status_code == 302
    with acting_as(cast.actor("lan")):
        row = Report.objects.get(pk=report.pk)
        assert (row.stage, row.number, row.signer) == ("sent", "01-BC/ĐU", "Đặng Quốc Khánh Hòa")
    assert lan.post(f"{at}bo-chot/").status_code == 404


@pytest.mark.django_db
def test_the_report_leaves_as_word_pdf_and_excel(cast: Cast, signed_in: Sign, tmp_path: Path) -> None:
    report = report_of(cast)
    lan = signed_in("lan")
    files = {}
    for form in ("docx", "pdf", "xlsx"):
        answer = lan.get(f"/bao-cao/{report.pk}/bao-cao.{form}")
        assert answer["Content-Disposition"].startswith("attachment")
        files[form] = tmp_path / f"r.{form}"
        files[form].write_bytes(answer.content)
    text = "\n".join(paragraph.text for paragraph in docx.Document(str(files["docx"])).paragraphs)
    assert "Phần thứ nhất" in text and "PHỤ LỤC 1" in text
    pdf = pypdfium2.PdfDocument(str(files["pdf"]))
    pages = [page.get_textpage().get_text_range() for page in pdf]
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in pages[0] and "DỰ THẢO" in pages[0]
    assert "Kết nạp đảng viên mới" in "".join(pages)
    sheet = CalamineWorkbook.from_path(str(files["xlsx"])).get_sheet_by_index(0).to_python()
    assert any("Tổng số đảng viên" in str(row) for row in sheet)


@pytest.mark.django_db
def test_the_bloc_sees_its_organisations_late_ones_first_and_chases_once_a_week(cast: Cast, signed_in: Sign) -> None:
    told = story.tell(cast)
    khoi = signed_in("khoi")
    board = khoi.get("/bang-chi-tieu/")
    assert [side.unit.name for side in board.context["sides"]] == [
        "Đảng bộ Trường Đại học Bách Việt",
        "Đảng bộ Trường Đại học Lạc Hồng",
    ]
    assert khoi.post(f"/bao-cao/dot/{told.round.pk}/don-doc/").status_code == 302
    twice = khoi.post(f"/bao-cao/dot/{told.round.pk}/don-doc/")
    assert twice.status_code == 422 and "trong bảy ngày" in words(twice)
    letter = khoi.get(f"/bao-cao/dot/{told.round.pk}/cong-van.docx")
    assert letter.content[:2] == b"PK"


@pytest.mark.django_db
def test_the_golden_report_on_the_given_plan(cast: Cast, signed_in: Sign) -> None:
    text = shared("seeds/002_84260d7eaa02ab15.txt").read_text(encoding="utf-8")
    programme = story.confirmed(cast, text)
    with acting_as(cast.actor("lan")):
        targets = {target.figure: target for target in Target.objects.filter(programme=programme)}
        assert {code: int(target.value or 0) for code, target in targets.items()} == {
            "ratings.good": 90,
            "admissions": 100,
            "study.plans": 100,
            "meetings.thematic": 4,
        }
        assert targets["ratings.good"].population == ""
        assert (targets["meetings.thematic"].mode, targets["meetings.thematic"].population) == ("each", "cells")
        due = sorted(Task.objects.filter(programme=programme).values_list("due_on", flat=True))
        assert due == [date(2023, 3, 31), date(2023, 4, 30), date(2023, 12, 31), date(2023, 12, 31)]
        assert {(row["code"], row["params"].get("number")) for row in programme.documents.get().findings} >= {
            ("citation.kind-code", "21-KL/TW"), ("header.number-below-cited", "3-KH/ĐU")
        }  # fmt: skip


@pytest.mark.django_db
def test_units_are_told_what_they_are_given(cast: Cast, signed_in: Sign) -> None:
    told = story.tell(cast)
    page = words(signed_in("hoa").get("/thong-bao/"))
    assert told.target.name in page and "Được giao nhiệm vụ" in page
    assert told.target.name not in words(signed_in("minh").get("/thong-bao/"))


@pytest.mark.django_db
def test_an_office_without_a_second_factor_is_led_to_set_one_up(cast: Cast, signed_in: Sign, settings: object) -> None:
    settings.SECOND_FACTOR_REQUIRED = True  # type: ignore[attr-defined]
    assert signed_in("lan").get("/van-ban/")["Location"] == "/tai-khoan/buoc-hai/"
    assert signed_in("hoa").get("/").status_code == 200
