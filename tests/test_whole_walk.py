"""The whole walk in one browser test: from two Excel files of a new university to the board of its bloc, each step by its role."""

import io
import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.db import transaction
from playwright.sync_api import Browser, Page, expect
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from nennep.accounts.models import Account
from nennep.config.cast import Cast
from nennep.config.cast.build import PASSWORD, founder
from nennep.core.scope import acting_as
from nennep.members.imports import kinds
from nennep.org import actions as org
from nennep.org.models import UnitKind
from tests import story
from tests.test_journeys import CHROMIUM, Visitor

pytestmark = [
    pytest.mark.journey,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not CHROMIUM and not os.environ.get("NENNEP_CI"), reason="Chromium is not installed"),
]
OFFICE = {
    "hg.lan": "specialist", "hg.dang": "file_officer", "hg.chanh": "chief_of_office", "hg.bithu": "secretary", "hg.van": "clerk",
}  # fmt: skip
UNITS = [
    ["HG-1", "Chi bộ Khoa Lịch sử", "Chi bộ", "HG", "", "", "", ""],
    ["HG-2", "Chi bộ Khoa Địa lý", "Chi bộ", "HG", "01/01/2015", "không", "", ""],
    ["HG-S", "Chi bộ Sinh viên Hương Giang", "Chi bộ", "HG", "01/01/2015", "", "có", ""],
]


def roll_row(name: str, cell: str, joined: str, official: str = "") -> list[str]:
    student = cell == "HG-S"
    return [
        name, "Nữ", "05/03/2002" if student else "05/03/1986", "Kinh", "Thừa Thiên Huế", "Sinh viên" if student else "Giảng viên",
        "", "" if student else "Thạc sĩ", "", "", "", joined, official, cell,
    ]  # fmt: skip


ROLL = [
    *(roll_row(f"Tôn Nữ {name}", "HG-1", "19/05/2010", "19/05/2011") for name in ("An", "Bình", "Cúc")),
    *(roll_row(f"Tôn Thất {name}", "HG-2", "19/05/2010", "19/05/2011") for name in ("Đan", "Én")),
    *(roll_row(f"Tôn Nữ {name}", "HG-S", "19/05/2022") for name in ("Diệp", "Giao")),
]


def book(kind: str, rows: Sequence[Sequence[str]]) -> dict[str, Any]:
    """A file filled in below the headings of the template."""
    data = io.BytesIO()
    made = xlsxwriter.Workbook(data)
    page = made.add_worksheet("Nhập liệu")
    for line, row in enumerate([[heading.title for heading in kinds.HEADINGS[kind]], *rows]):
        page.write_row(line, 0, row)
    made.close()
    kind_of = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return {"name": f"{kind}.xlsx", "mimeType": kind_of, "buffer": data.getvalue()}


def opened_university(cast: Cast) -> None:
    """What the bloc did before: the university stands in the tree, its office has accounts; nothing else is known of it."""
    by = founder()
    with acting_as(by), transaction.atomic():
        unit = org.found_unit(
            cast.units["K"], by=by, kind=UnitKind.objects.get(pk="grassroots"), name="Đảng bộ Trường Đại học Hương Giang",
            since=date(2010, 1, 1), code="HG", symbol="ĐU", place="Huế", upper_line="ĐẢNG BỘ KHỐI CÁC TRƯỜNG ĐẠI HỌC SÔNG HỒNG",
        )  # fmt: skip
        for name, role in OFFICE.items():
            account = Account.objects.create_user(name, PASSWORD, full_name=f"Hồ {name[3:].title()}")
            org.grant_role(unit, by=by, account_id=account.pk, role=role, below=True, since=date(2020, 1, 1))
        Account.objects.create_user("hg.to", PASSWORD, full_name="Tôn Thất Tố")


class Walk:
    """Browsers of the people of the walk, opened once each."""

    def __init__(self, browser: Browser, base: str, folder: Path) -> None:
        self.browser, self.base, self.folder = browser, base, folder
        self.known: dict[str, Visitor] = {}
        self.done: set[int] = set()

    def of(self, name: str, path: str = "") -> Page:
        """The page of a person, a cell secretary's on a phone."""
        if name not in self.known:
            self.known[name] = Visitor(self.browser, self.base, 390 if name == "hg.to" else 1360).sign_in(name)
        return self.known[name].open(path) if path else self.known[name].page

    def look(self, name: str) -> None:
        """The page as it stands is fit for every eye; that a wrong form was answered with 422 is no fault."""
        visitor = self.known[name]
        visitor.wrong = [text for text in visitor.wrong if "422" not in text]
        visitor.look()

    def work_off(self) -> None:
        """What the worker does beside the web."""
        for job in ProcrastinateJob.objects.filter(status="todo").exclude(pk__in=self.done).order_by("pk"):
            self.done.add(job.pk)
            app.tasks[job.task_name].func(**job.args)

    def bring_in(self, name: str, kind: str, rows: Sequence[Sequence[str]]) -> Page:
        page = self.of(name, "/dang-vien/nhap/")
        page.locator(f"input[name=kind][value={kind}]").check()
        page.set_input_files("input[type=file]", book(kind, rows))  # type: ignore[arg-type]
        page.get_by_role("button", name="Kiểm tra tệp").click()
        return page

    def take_in(self, name: str, kind: str, rows: Sequence[Sequence[str]]) -> None:
        page = self.bring_in(name, kind, rows)
        expect(page.get_by_text(f"Cả {len(rows)} dòng đều hợp lệ.")).to_be_visible()
        expect(page.get_by_role("heading", name="Nội dung đã đọc")).to_be_visible()
        page.get_by_role("button", name="Nhập toàn bộ").click()
        expect(page.get_by_role("heading", name="Tiến độ")).to_be_visible()
        self.work_off()
        page.reload()
        expect(page.get_by_text(f"Đã nhập {len(rows)} dòng.")).to_be_visible()

    def download(self, page: Page, link: str) -> Path:
        with page.expect_download() as got:
            page.locator(f"main a[href$='{link}']").first.click()
        path = self.folder / got.value.suggested_filename
        got.value.save_as(path)
        return path


def step_1_organisation_and_roll(walk: Walk) -> None:
    page = walk.bring_in("hg.lan", "units", [[*UNITS[0][:3], "HG-9", *UNITS[0][4:]], UNITS[1]])
    expect(page.get_by_text("Không thấy đơn vị cấp trên “HG-9”")).to_be_visible()
    walk.take_in("hg.lan", "units", UNITS)
    walk.take_in("hg.lan", "roll", ROLL)
    page = walk.of("hg.lan", "/to-chuc/?ngay=01%2F01%2F2012")
    expect(page.get_by_role("link", name="Chi bộ Khoa Lịch sử")).to_be_visible()
    expect(page.get_by_role("link", name="Chi bộ Khoa Địa lý")).to_have_count(0)
    page = walk.of("hg.lan", "/to-chuc/?q=dia+ly")
    expect(page.get_by_role("link", name="Chi bộ Khoa Địa lý").first).to_be_visible()
    page = walk.of("hg.lan", "/to-chuc/?so-do=1")
    expect(page.get_by_role("heading", name="Sơ đồ tổ chức")).to_be_visible()


def secretary_of_the_cell(walk: Walk) -> None:
    """The chief of office gives the cell's secretary his authority."""
    page = walk.of("hg.chanh", "/to-chuc/")
    page.get_by_role("link", name="Chi bộ Sinh viên Hương Giang").click()
    page.goto(page.url.replace("/to-chuc/", "/to-chuc/phan-quyen/") + "giao/")
    page.fill("#id_username", "hg.to")
    page.select_option("#id_role", "cell_secretary")
    page.fill("#id_since", "01/01/2023")
    page.get_by_role("button", name="Lưu").click()
    expect(walk.of("hg.to").get_by_text("Chi bộ Sinh viên Hương Giang").first).to_be_visible()


def steps_2_and_3_plan_to_programme(walk: Walk) -> str:
    page = walk.of("hg.lan", "/van-ban/tiep-nhan/")
    page.fill("#id_text", story.plan_text())
    page.get_by_role("button", name="Đọc văn bản").click()
    for kind, least in (("Chỉ tiêu", 3), ("Nhiệm vụ", 7)):
        page.get_by_role("button", name=f"Nhận tất cả: {kind}").click()
        expect(page.locator(".prop.taken").nth(least)).to_be_visible()
    page.get_by_role("link", name="Xác nhận và vào sổ").first.click()
    page.get_by_role("button", name="Xác nhận, vào sổ").click()
    expect(page.get_by_text("Đã vào sổ và lập bộ chỉ tiêu, nhiệm vụ").first).to_be_visible()
    return page.url.removeprefix(walk.base)


def step_4_shared_out_and_answered(walk: Walk, programme: str) -> tuple[str, str]:
    page = walk.of("hg.lan", programme)
    target = page.locator("main a[href*='/chi-tieu/']").filter(has_text="ết nạp").first.get_attribute("href") or ""
    task = page.locator("main a[href*='/nhiem-vu/']").first.get_attribute("href") or ""
    page = walk.of("hg.lan", f"{target}giao/?doi-tuong=student_cells")
    page.get_by_role("button", name="Đề nghị đơn vị đăng ký").click()
    phone = walk.of("hg.to", "/")
    phone.locator("main a[href*='/theo-doi/phan/']").first.click()
    phone.fill("#id_value", "24")
    phone.get_by_role("button", name="Gửi đăng ký").click()
    expect(phone.get_by_text("Đã đăng ký.")).to_be_visible()
    secretary = walk.of("hg.bithu", "/")
    secretary.locator(f"main a[href='{programme}']").first.click()
    secretary.get_by_role("button", name="Ghi nhận Ban Thường vụ duyệt").click()
    page = walk.of("hg.lan", f"{target}giao/?doi-tuong=student_cells")
    page.locator("input[name^=value-]").first.fill("26")
    page.get_by_role("button", name="Giao chỉ tiêu").click()
    expect(page.get_by_text("Đã giao chỉ tiêu cho 1 đơn vị.")).to_be_visible()
    page = walk.of("hg.lan", f"{task}giao/?doi-tuong=student_cells")
    page.locator("select[name^=role-]").first.select_option("lead")
    page.get_by_label("Nhiệm vụ trọng tâm").check()
    if page.locator("#only").count():
        page.locator("#only").check()
    page.get_by_role("button", name="Giao nhiệm vụ").click()
    expect(page.get_by_text("Nhiệm vụ đang giao cho 1 đơn vị.")).to_be_visible()
    phone = walk.of("hg.to", "/theo-doi/")
    phone.locator("main a[href*='/theo-doi/phan/']").first.click()
    phone.locator("summary").filter(has_text="Đề nghị điều chỉnh").click()
    phone.fill("#id_wanted", "20")
    phone.fill("#id_reason", "Nguồn sinh viên năm cuối ít")
    phone.get_by_role("button", name="Gửi đề nghị").click()
    expect(phone.get_by_text("Mức cũ vẫn được tính")).to_be_visible()
    page = walk.of("hg.lan", target)
    page.get_by_role("button", name="Giữ nguyên").click()
    phone.reload()
    phone.get_by_role("button", name="Tiếp nhận chỉ tiêu").click()
    expect(phone.get_by_text("Đã tiếp nhận chỉ tiêu.")).to_be_visible()
    return target, task


def step_5_evidence_from_a_phone(walk: Walk) -> None:
    phone = walk.of("hg.to", "/theo-doi/")
    phone.locator("main a[href*='/theo-doi/viec/']").first.click()
    phone.get_by_role("button", name="Tiếp nhận nhiệm vụ").click()
    phone.fill("#id_percent", "100")
    phone.fill("#id_note", "Đã rà soát xong.")
    phone.get_by_role("button", name="Gửi báo cáo").click()
    expect(phone.get_by_text("Nhiệm vụ trọng tâm cần minh chứng").first).to_be_visible()
    phone.set_input_files("#id_file", {"name": "bien-ban.txt", "mimeType": "text/plain", "buffer": b"Bien ban"})
    phone.get_by_role("button", name="Gửi báo cáo").click()
    expect(phone.get_by_text("Đã gửi báo cáo tiến độ.")).to_be_visible()
    walk.look("hg.to")
    page = walk.of("hg.chanh", "/theo-doi/cho-xac-nhan/")
    page.locator("main a[href*='/theo-doi/viec/']").first.click()
    page.get_by_role("button", name="Xác nhận hoàn thành").click()
    expect(page.get_by_text("Đã xác nhận hoàn thành.")).to_be_visible()


def step_6_decisions_move_the_target(walk: Walk, target: str) -> None:
    page = walk.of("hg.dang", "/dang-vien/ket-nap/")
    words = {
        "full_name": "Hồ Thị Hiên",
        "born_on": "01/02/2003",
        "decision_no": "5-QĐ/ĐU",
        "decided_on": "15/05/2023",
        "ceremony_on": "19/05/2023",
    }
    for name, value in words.items():
        page.fill(f"#id_{name}", value)
    page.select_option("#id_unit", label="Chi bộ Sinh viên Hương Giang")
    page.select_option("#id_sex", "f")
    page.get_by_role("button", name="Ghi kết nạp").click()
    expect(page.get_by_text("Đã ghi kết nạp đồng chí Hồ Thị Hiên.")).to_be_visible()
    walk.take_in(
        "hg.dang",
        "admissions",
        [["Hồ Văn Kha", "Nam", "02/03/2003", "Sinh viên", "HG-S", "6-QĐ/ĐU", "20/06/2023", "25/06/2023"]],
    )
    walk.take_in("hg.dang", "recognitions", [["Tôn Nữ Diệp", "", "HG-S", "7-QĐ/ĐU", "25/05/2023", ""]])
    page = walk.of("hg.lan", target)
    expect(page.locator("svg.chart")).to_be_visible()
    expect(page.locator("a.open-number").first).to_have_text("2")
    page.locator("a.open-number").first.click()
    expect(page.get_by_role("cell", name="Hồ Văn Kha")).to_be_visible()


def step_7_half_year_report(walk: Walk) -> None:
    page = walk.of("hg.lan", "/bao-cao/lap/")
    page.get_by_role("button", name="Tính số liệu").click()
    report = page.url.removeprefix(walk.base)
    expect(page.get_by_text("Số liệu chưa chốt").first).to_be_visible()
    walk.look("hg.lan")
    page.locator("main a[href$='/uoc/']").click()
    page.locator("main input[name=admissions]").fill("24")
    page.get_by_role("button", name="Lưu").click()
    page.get_by_role("button", name="Chốt số liệu đến ngày 30/06/2023").click()
    expect(page.get_by_text("Đã chốt số liệu đến ngày 30/06/2023.")).to_be_visible()
    page.locator("#dong-15 a.open-number").first.click()
    expect(page.locator("tbody tr")).to_have_count(2)
    for name, button in (
        ("hg.chanh", "Đã kiểm tra dự thảo"),
        ("hg.bithu", "Ghi ý kiến"),
        ("hg.bithu", "Ký báo cáo"),
        ("hg.van", "Cấp số"),
        ("hg.van", "Gửi cấp trên"),
    ):
        page = walk.of(name, "/") if button != "Gửi cấp trên" else walk.of(name, report)
        if button != "Gửi cấp trên":
            page.locator(f"main a[href='{report}']").first.click()
        if button == "Ghi ý kiến":
            page.fill("#id_opinion", "Nhất trí.")
        page.get_by_role("button", name=button).click()
    expect(page.get_by_text("Đã gửi báo cáo lên cấp trên.")).to_be_visible()
    starts = {"docx": b"PK", "pdf": b"%PDF", "xlsx": b"PK"}
    for form, start in starts.items():
        assert walk.download(page, f"bao-cao.{form}").read_bytes().startswith(start)


def step_8_the_bloc_side_by_side(walk: Walk) -> None:
    page = walk.of("khoi", "/bang-chi-tieu/")
    row = page.get_by_role("row").filter(has_text="Hương Giang").filter(has_text="Đã gửi")
    expect(row).to_have_count(1)
    walk.look("khoi")
    page = walk.of("khoi", "/bao-cao/")
    page.locator("main a[href*='/bao-cao/dot/']").filter(has_text="6 tháng").first.click()
    rows = page.locator("tbody tr")
    expect(rows.first).to_contain_text("Chưa gửi")
    expect(rows.last).to_contain_text("Hương Giang")
    page.get_by_role("button", name="Gửi đôn đốc").click()
    expect(page.get_by_text("đôn đốc").first).to_be_visible()
    assert walk.download(page, "cong-van.docx").read_bytes().startswith(b"PK")


def test_from_two_excel_files_to_the_board_of_the_bloc(
    browser: Browser,
    live_server: Any,
    live_cast: Cast,
    tmp_path: Path,
) -> None:
    opened_university(live_cast)
    walk = Walk(browser, live_server.url, tmp_path)
    page = walk.of("khoi", "/bao-cao/dot/lap/")
    page.get_by_role("button", name="Gửi yêu cầu").click()
    step_1_organisation_and_roll(walk)
    secretary_of_the_cell(walk)
    programme = steps_2_and_3_plan_to_programme(walk)
    target, _task = step_4_shared_out_and_answered(walk, programme)
    step_5_evidence_from_a_phone(walk)
    step_6_decisions_move_the_target(walk, target)
    step_7_half_year_report(walk)
    step_8_the_bloc_side_by_side(walk)
    assert [text for one in walk.known.values() for text in one.wrong if "422" not in text] == []
