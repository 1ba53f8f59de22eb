"""The check of a list of members against their files, which is due every six months: differences by kind and cell."""

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.models import RoundCell
from nennep.org.models import Unit

KINDS: dict[str, Words] = {
    "no_file": _("Có trong danh sách, hồ sơ chưa có giấy tờ nào"),
    "gaps": _("Hồ sơ thiếu thành phần"),
    "name": _("Họ tên trong danh sách khác hồ sơ"),
    "birth": _("Chưa ghi ngày sinh, hoặc năm sinh khác hồ sơ"),
    "card": _("Đảng viên chính thức chưa ghi số thẻ"),
    "decision": _("Đảng viên dự bị chưa có quyết định kết nạp trong sổ"),
    "gone": _("Đã chuyển đi, nơi nhận chưa báo nhận đủ hồ sơ"),
}
"""Regulation 06-HD/TW, 8: lists and files are reconciled every six months."""


@dataclass(frozen=True)
class Difference:
    """A kind of difference in one cell: how many, and the first two hundred by (person, name)."""

    kind: str
    n: int
    people: list[tuple[int, str]]

    @property
    def label(self) -> Words:
        return KINDS[self.kind]


def differences(unit: Unit, day: date) -> dict[int, list[Difference]]:
    """Differences by cell of a unit; one statement whatever its size."""
    with connection.cursor() as cursor:
        cursor.execute("select * from members_list_check(%s, %s)", [unit.pk, day])
        rows = cursor.fetchall()
    order = list(KINDS)
    found: dict[int, list[Difference]] = {}
    for cell, kind, n, people, names in sorted(rows, key=lambda row: order.index(row[1])):
        found.setdefault(cell, []).append(Difference(kind, n, list(zip(people, names, strict=True))))
    return found


def counted(cell: RoundCell, day: date) -> dict[str, int]:
    """How many differences of each kind a cell has on a day."""
    return {one.kind: one.n for one in differences(cell.unit, day).get(cell.unit_id, [])}
