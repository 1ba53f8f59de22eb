"""Pages of cases as people use them, and their papers."""

import io
import re
from collections.abc import Callable
from datetime import date

import docx
import openpyxl
import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.journal.models import Line
from nennep.members import access, actions, casepage, casepapers
from nennep.members.actions import loading
from nennep.members.models import Case, CasePaper, CaseStep, Import, Membership
from nennep.members.steps import STEPS
from nennep.members.tests import story
from nennep.members.tests.test_imports import book

pytestmark = pytest.mark.django_db
Sign = Callable[[str], Client]


def put(cast: Cast, until: str, name: str = "lan") -> Case:
    by = cast.actor(name)
    with acting_as(by), transaction.atomic():
        return story.told(cast, by, until)


def words(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def test_a_cell_secretary_begins_a_case_and_is_told_what_is_wrong(cast: Cast, signed_in: Sign) -> None:
    client = signed_in("hoa")
    given = {
        "full_name": "Nguyễn Thị Hải Yến", "sex": "f", "born_on": "05/04/2003", "category": "student", "unit": cast.units["BV-S1"].pk,
        "on": "10/01/2023", "number": "3-NQ/CB",
    }  # fmt: skip
    page = client.post("/dang-vien/phat-trien/them/", given, follow=True)
    assert "Phân công đảng viên giúp đỡ" in page.content.decode() and page.status_code == 200
    again = client.post("/dang-vien/phat-trien/them/", given)
    assert again.status_code == 422 and "đã có trong danh sách" in again.content.decode()
    with acting_as(cast.actor("hoa")), transaction.atomic():
        case = Case.objects.get(full_name="Nguyễn Thị Hải Yến")
        helper = story.official(case.unit, 1)[0]
    wrong = client.post(f"/dang-vien/phat-trien/{case.pk}/buoc/helper/", {"helper": helper.pk, "on": "01/01/2030"})
    assert wrong.status_code in {302, 422}
    done = client.post(f"/dang-vien/phat-trien/{case.pk}/buoc/permitted/", {"on": "01/02/2023"})
    assert done.status_code == 404


def test_the_vote_page_says_how_many_are_needed_and_how_it_came_out(cast: Cast, signed_in: Sign) -> None:
    case, client = put(cast, "cell"), signed_in("hoa")
    there = f"/dang-vien/phat-trien/{case.pk}/buoc/cell/"
    page = client.get(there).content.decode()
    assert "24-QĐ/TW" in page and "phiếu tán thành" in page
    given = {"on": "01/06/2022", "ballot": "secret", "eligible": 25, "present": 25, "agreed": 16, "against": 9}
    short = client.post(there, given, follow=True).content.decode()
    assert "cần ít nhất 17/25 phiếu tán thành" in short and "chưa đủ tỷ lệ" in short
    wrong = client.post(there, given | {"agreed": 26})
    assert wrong.status_code == 422 and "nhiều hơn số người biểu quyết" in wrong.content.decode()
    enough = client.post(there, given | {"agreed": 17, "against": 8}, follow=True).content.decode()
    assert "đủ tỷ lệ (cần ít nhất 17/25 phiếu)" in enough


def test_the_page_shows_who_holds_the_case_and_what_is_late_and_the_read_is_told(cast: Cast, signed_in: Sign) -> None:
    case = put(cast, "committee")
    page = signed_in("bithu").get(f"/dang-vien/phat-trien/{case.pk}/").content.decode()
    assert "Đảng ủy cơ sở" in page and "Quá hạn từ ngày" in page and "Ghi trả lời" not in page
    with acting_as(cast.actor("chanh")), transaction.atomic():
        assert Line.objects.filter(verb="members.read_file", row_id=str(case.pk)).count() == 1


def test_the_person_concerned_sees_the_steps_alone(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("hoa")
    with acting_as(by), transaction.atomic():
        held = Membership.objects.get(person_id=cast.accounts["an"].person_id, status="probationary", until__year=9999)
        case = actions.follow_probation(held, by=by)
    page = signed_in("an").get(f"/dang-vien/phat-trien/{case.pk}/").content.decode()
    assert "Hết thời gian dự bị" in page and "ngày" in page
    assert [one for one in ("Ai đã xem", "Tiêu chuẩn chính trị", "Giấy tờ", "Văn bản Word") if one in page] == []
    assert f"/dang-vien/phat-trien/{case.pk}/" in signed_in("an").get(f"/dang-vien/{case.person_id}/").content.decode()


@pytest.mark.parametrize("code", [step.code for step in STEPS])
def test_each_step_has_its_paper_with_the_person_in_it(cast: Cast, code: str) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "recognised")
        text = words(casepapers.FORMS["docx"](casepapers.document(case, code)))
    assert "Lương Thị Hà My" in text and "ĐẢNG CỘNG SẢN VIỆT NAM" in text


def test_papers_say_counts_numbers_and_days_as_they_were(cast: Cast, signed_in: Sign) -> None:
    case, client = put(cast, "recognised"), signed_in("lan")
    text = words(client.get(f"/dang-vien/phat-trien/{case.pk}/cell.docx").content)
    assert "Tán thành 9/12 (cần ít nhất 8/12)" in text and "Số 5-NQ/CB" in text
    decision = words(client.get(f"/dang-vien/phat-trien/{case.pk}/decided.docx").content)
    assert "Số 77-QĐ/ĐU" in decision and "vào Đảng Cộng sản Việt Nam" in decision
    assert client.get(f"/dang-vien/phat-trien/{case.pk}/cell.pdf").content[:4] == b"%PDF"
    assert client.get(f"/dang-vien/phat-trien/{case.pk}/khong.docx").status_code == 404
    page = client.get(f"/dang-vien/phat-trien/{case.pk}/").content.decode()
    minutes = words(client.get(re.findall(r'href="([^"]+kiem-phieu-\d+\.docx)"', page)[0]).content)
    assert "Biên bản" in minutes and "9 (75%)" in minutes and "Kết quả: đủ tỷ lệ tán thành" in minutes
    assert client.get(f"/dang-vien/phat-trien/{case.pk}/kiem-phieu-0.docx").status_code == 404


def test_lists_filter_and_go_out_as_they_are_filtered(cast: Cast, signed_in: Sign) -> None:
    case, client = put(cast, "cell"), signed_in("lan")
    assert case.full_name in client.get("/dang-vien/phat-trien/?loc=files&q=ha my").content.decode()
    assert case.full_name not in client.get("/dang-vien/phat-trien/?loc=decided").content.decode()
    data = client.get("/dang-vien/phat-trien/xuat/?loc=files&q=ha my").content
    cells = [
        cell for row in openpyxl.load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True) for cell in row
    ]
    assert case.full_name in cells and "Nghị quyết chi bộ" in cells
    certificates = client.get("/dang-vien/phat-trien/giay-chung-nhan/").content.decode()
    assert "15/GCN" in certificates and case.full_name in certificates


HEAD = ["Họ và tên", "Giới tính", "Ngày sinh", "Đối tượng", "Lớp", "Chi bộ", "Ngày đưa vào danh sách", "Số giấy chứng nhận", "Ngày cấp"]  # fmt: skip


def read(cast: Cast, *rows: list[object]) -> Import:
    by = cast.actor("lan")
    data = book(*rows, head=HEAD)
    return actions.read_import(cast.units["BV"], by=by, kind="candidates", name="nguon.xlsx", data=data)


def test_candidates_come_from_a_file_with_their_certificates(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        row = read(
            cast,
            ["Lê Thị Mẫu", "Nữ", "12/09/2003", "Sinh viên", "K62A", "BV-S1", "10/01/2023", "25/GCN", "20/03/2023"],
            ["Hoàng Văn Mẫu", "Nam", "2002", "Sinh viên", "", "BV-S2", "11/01/2023", "", ""],
        )
        assert row.faults == []
        assert actions.take_import(row, by=by) == 2
        case = Case.objects.get(full_name="Lê Thị Mẫu")
        assert (case.source, case.stage, case.opened_on) == ("excel", "helper", date(2023, 1, 10))
        assert CasePaper.objects.get(case=case).expires_on == date(2028, 3, 20)
        assert CaseStep.objects.filter(case=case, step="class", done_on=date(2023, 3, 20)).exists()
        again = read(cast, ["LÊ THỊ MẪU", "Nữ", "12/09/2003", "Sinh viên", "", "BV-S1", "10/01/2023", "", ""])
        assert "Đã có trong danh sách" in again.faults[0][2]
        actions.end_case(case, by=by, state="withdrawn", on=date(2023, 5, 1), why="Xin rút")
        held = Membership.objects.filter(access.counted, unit=cast.units["BV-S1"]).select_related("person")[0]
        assert held.person.born_on
        known = read(
            cast,
            ["Lê Thị Mẫu", "Nữ", "12/09/2003", "Sinh viên", "", "BV-S1", "10/05/2023", "", ""],
            [held.full_name, "Nữ", f"{held.person.born_on:%d/%m/%Y}", "Sinh viên", "", "BV-S1", "10/05/2023", "", ""],
        )
        assert ["chọn đúng người" in fault[2] for fault in known.faults] == [True, True]


def test_a_file_half_made_before_comes_in_with_its_steps(cast: Cast) -> None:
    by, first = cast.actor("lan"), ["Lê Thị Mẫu", "Nữ", "12/09/2003", "Sinh viên", "", "BV-S1", "10/01/2023", "", ""]
    head = [*HEAD, "Ngày cho phép làm hồ sơ", "Ngày đơn xin vào Đảng"]

    def given(permitted: str, applied: str) -> Import:
        data = book([*first, permitted, applied], head=head)
        return actions.read_import(cast.units["BV"], by=by, kind="candidates", name="do-dang.xlsx", data=data)

    with acting_as(by), transaction.atomic():
        early = given("09/01/2023", "31/02/2023").faults
        assert {(fault[1], "trước ngày đưa" in fault[2]) for fault in early} == {
            ("Ngày cho phép làm hồ sơ", True),
            ("Ngày đơn xin vào Đảng", False),
        }
        assert actions.take_import(given("10/03/2023", "15/03/2023"), by=by) == 1
        case = Case.objects.get(full_name="Lê Thị Mẫu")
        steps = dict(CaseStep.objects.filter(case=case, done_on__isnull=False).values_list("step", "done_on"))
        assert (steps["permitted"], steps["application"]) == (date(2023, 3, 10), date(2023, 3, 15))
        assert CasePaper.objects.get(case=case).kind == "application" and case.stage == "helper"


@pytest.mark.parametrize(
    ("place", "value", "column"),
    [(5, "KHÔNG-CÓ", "Mã chi bộ"), (6, "31/02/2023", "Ngày đưa vào danh sách"), (6, "", "Ngày đưa vào danh sách"), (8, "", "Số giấy chứng nhận"), (2, "01/01/2030", "Ngày sinh")],
)  # fmt: skip
def test_a_faulty_candidate_is_told_by_row_and_column(cast: Cast, place: int, value: str, column: str) -> None:
    cells: list[object] = [
        "Lê Thị Mẫu",
        "Nữ",
        "12/09/2003",
        "Sinh viên",
        "",
        "BV-S1",
        "10/01/2023",
        "25/GCN",
        "20/03/2023",
    ]
    cells[place] = value
    with acting_as(cast.actor("lan")), transaction.atomic():
        row = read(cast, cells)
        assert [(fault[0], fault[1]) for fault in row.faults] == [(2, column)]
        with pytest.raises(loading.NotReady):
            actions.take_import(row, by=cast.actor("lan"))


def test_an_introducer_who_came_lately_is_named_and_stops_nothing(cast: Cast) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "class")
        late, long = story.official(case.unit, 2)
        for row, since in ((late, date(2021, 9, 1)), (long, date(2018, 9, 1))):
            Membership.objects.filter(pk=row.pk).update(since=since)
            Membership.objects.filter(person=row.person_id).exclude(pk=row.pk).delete()
        (note,) = casepage.told(casepage.opened(by, case.pk), date(2023, 7, 3))["notes"]
        assert late.full_name in note and "chưa đủ 12 tháng" in note


def test_the_page_of_a_case_under_way_asks_at_most_twenty_times(cast: Cast, signed_in: Sign) -> None:
    case, client = put(cast, "decided"), signed_in("dung")
    client.get(f"/dang-vien/phat-trien/{case.pk}/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get(f"/dang-vien/phat-trien/{case.pk}/").status_code == 200
    assert len(asked) <= 20, [row["sql"][:120] for row in asked]


@pytest.mark.parametrize(
    "address", ["/dang-vien/phat-trien/them/", "/dang-vien/ket-nap/", "/dang-vien/chuyen-sinh-hoat/tiep-nhan/"]
)
def test_nobody_is_a_man_or_in_the_first_cell_by_pressing_on(cast: Cast, signed_in: Sign, address: str) -> None:
    page = signed_in("dung").get(address).content.decode()
    for name in ("sex", "unit" if "tiep-nhan" not in address else "cell"):
        first = re.search(rf'<select name="{name}".*?<option (.*?)>', page, re.S)
        assert first and 'value=""' in first[1]
    said = signed_in("dung").post(address, {"full_name": "Lê Thị Mẫu", "born_on": "01/02/2003", "category": "student"})
    assert said.status_code == 422 and "Giới tính" in said.content.decode()


def test_nobody_becomes_secretary_of_the_first_committee_by_pressing_on(cast: Cast, signed_in: Sign) -> None:
    with acting_as(cast.actor("dung")), transaction.atomic():
        member = story.official(cast.units["BV-S1"], 1)[0]
    address = f"/dang-vien/{member.person_id}/chuc-danh/"
    page = signed_in("dung").get(address).content.decode()
    assert page.count('<option value="" selected>') == 2
    assert signed_in("dung").post(address, {"manner": "elected", "since": "01/06/2023"}).status_code == 422


def test_an_appraisal_says_what_was_found_and_is_signed_by_the_sectional_committee(cast: Cast, signed_in: Sign) -> None:
    by = cast.actor("lan")
    with acting_as(by), transaction.atomic():
        case = story.told(cast, by, "sectional", cell="BV-KT1")
    khang, there = signed_in("khang"), f"/dang-vien/phat-trien/{case.pk}/"
    empty = khang.post(f"{there}buoc/sectional/", {"on": "01/06/2023"})
    assert empty.status_code == 422 and "Ý kiến thẩm định" in empty.content.decode()
    khang.post(f"{there}buoc/sectional/", {"on": "01/06/2023", "words": "Hồ sơ đủ, đúng quy trình"})
    said = words(khang.get(f"{there}sectional.docx").content)
    assert "Hồ sơ đủ, đúng quy trình" in said and "T/M ĐẢNG ỦY BỘ PHẬN" in said
