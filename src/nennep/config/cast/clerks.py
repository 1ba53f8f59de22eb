"""The morning of the clerks' office in the demonstration: a book begun in mid-term, papers on their way."""

from datetime import date
from typing import Any

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.scope import acting_as
from nennep.office import actions as office
from nennep.office.models import Incoming

BOOKS = (("KH", 22), ("CV", 118), ("TB", 31), ("", 204))
# received, sender, number, dated, kind, abstract, urgency
INCOMING: tuple[tuple[int, str, str, date, str, str, str], ...] = (
    (19, "Đảng ủy Khối các trường đại học Sông Hồng", "312-CV/ĐUK", date(2023, 6, 16), "cong-van", "về việc sơ kết công tác xây dựng Đảng 6 tháng đầu năm", ""),
    (26, "Ban Tổ chức Đảng ủy Khối", "87-HD/BTC", date(2023, 6, 22), "huong-dan", "hướng dẫn rà soát đảng viên dự bị đến hạn công nhận chính thức", "urgent"),
    (28, "Bộ Giáo dục và Đào tạo", "3104/BGDĐT-GDĐH", date(2023, 6, 26), "cong-van", "về việc chuẩn bị năm học 2023 – 2024", ""),
    (30, "Đảng ủy Phường Bạch Mai", "45-CV/ĐU", date(2023, 6, 29), "cong-van", "về việc phối hợp nhận xét đảng viên nơi cư trú", ""),
    (30, "Đảng ủy Khối các trường đại học Sông Hồng", "58-KH/ĐUK", date(2023, 6, 29), "ke-hoach", "tổ chức hội nghị quán triệt nghị quyết trong quý III", ""),
)  # fmt: skip


def fill(cast: Cast) -> None:
    """As the people of the office did it in the last days of June."""
    van, unit = cast.actor("van"), cast.units["BV"]
    with acting_as(van), transaction.atomic():
        for code, last in BOOKS:
            office.open_book(unit, by=van, code=code, last=last)
        rows = [
            office.enter_incoming(
                unit, by=van, received_on=date(2023, 6, day), sender=sender, number=number, dated=dated, kind=kind, title=title, urgency=urgency
            )
            for day, sender, number, dated, kind, title, urgency in INCOMING
        ]  # fmt: skip
        office.enter_incoming(
            unit, by=van, received_on=date(2023, 6, 29), sender="Ban Bảo vệ chính trị nội bộ", secrecy="secret", paper_at="Tủ B, ngăn 2, Văn phòng Đảng ủy",
        )  # fmt: skip
        office.issue_number(
            unit, by=van, kind="thong-bao", title="kết luận hội nghị giao ban bí thư chi bộ tháng 6", dated=date(2023, 6, 27), signer="Đặng Quốc Khánh Hòa"
        )  # fmt: skip
        wrong = office.issue_number(unit, by=van, kind="cong-van", title="mời họp", dated=date(2023, 6, 28))
        office.cancel_number(wrong, by=van, reason="Chuyển thành giấy mời, không lấy số công văn")
    _along(cast, rows)


def _along(cast: Cast, rows: list[Incoming]) -> None:
    lan = cast.accounts["lan"]
    for row, steps in zip(rows, (4, 3, 2, 1, 0), strict=True):
        ways: tuple[tuple[str, Any, dict[str, Any]], ...] = (
            ("van", office.submit_incoming, {"proposal": "Đề nghị giao Văn phòng tham mưu thực hiện."}),
            ("bithu", office.note_incoming, {"note": "Văn phòng tham mưu, báo cáo Thường trực."}),
            ("chanh", office.assign_incoming, {"account_id": lan.pk, "handler": lan.full_name, "due_on": date(2023, 7, 7)}),
            ("lan", office.finish_incoming, {"result": "Đã có báo cáo sơ kết gửi Đảng ủy Khối."}),
        )  # fmt: skip
        for name, verb, more in ways[:steps]:
            actor = cast.actor(name)
            with acting_as(actor), transaction.atomic():
                row = verb(row, by=actor, **more)


def write(cast: Cast) -> None:
    """A conclusion on its way to the leaders, and a plan being written."""
    lan, chanh, unit = cast.actor("lan"), cast.actor("chanh"), cast.units["BV"]
    with acting_as(lan), transaction.atomic():
        row = office.draft_paper(
            unit, by=lan, kind="thong-bao", title="kết luận hội nghị Ban Thường vụ tháng 6 năm 2023", authority="T/M BAN THƯỜNG VỤ", post="BÍ THƯ",
            body="Ngày 29/6/2023, Ban Thường vụ Đảng ủy họp phiên thường kỳ. Sau khi nghe báo cáo và ý kiến thảo luận, đồng chí chủ trì kết luận như sau:",
            recipients=[["Đảng ủy Khối", "để b/c"], ["Các chi bộ, đảng bộ bộ phận", "để t/h"], ["Các đồng chí đảng ủy viên", "để biết"], ["Lưu Văn phòng", ""]],
        )  # fmt: skip
        points = [
            office.Line(
                "Rà soát đảng viên dự bị đến hạn xét công nhận chính thức", cast.units["BV-S1"], date(2023, 7, 31)
            ),
            office.Line("Chuẩn bị nội dung sơ kết sáu tháng đầu năm", cast.units["BV-HC"], date(2023, 7, 15)),
            office.Line("Các chi bộ tiếp tục nâng cao chất lượng sinh hoạt chuyên đề"),
        ]
        office.write_draft(row, by=lan, seen=row.version, points=points)
        office.draft_paper(
            unit, by=lan, kind="ke-hoach", title="học tập, quán triệt nghị quyết quý III năm 2023", authority="T/M BAN THƯỜNG VỤ", post="PHÓ BÍ THƯ",
        )  # fmt: skip
    with acting_as(chanh), transaction.atomic():
        office.check_draft(row, by=chanh, proposal="Kính trình Thường trực Đảng ủy xem xét, ký ban hành.")
