"""Checking a list of holders of posts: members are found by name and birth date, posts and units by their names."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.members.imports import kinds
from nennep.members.imports.columns import BORN, NAME, Checked, dated
from nennep.members.imports.leavers import Known
from nennep.members.imports.sheet import Row
from nennep.org.models import PostKind, Unit
from nennep.viet.order import fold

TITLE = _("Chức danh")
UNIT = _("Mã đơn vị")
SINCE = _("Từ ngày")
UNTIL = _("Đến ngày")
SHORT = {
    "bi thu chi bo": "Bí thư", "bi thu dang uy": "Bí thư", "pho bi thu chi bo": "Phó Bí thư", "pho bi thu dang uy": "Phó Bí thư",
    "uv btv": "Ủy viên Ban Thường vụ", "uy vien ban chap hanh": "Đảng ủy viên",
}  # fmt: skip


def holders(
    rows: Iterable[Row],
    known: dict[str, list[Known]],
    units: dict[str, Unit],
    held: set[tuple[int, int, str]],
    posts: Sequence[PostKind],
) -> Checked:
    """Rows of posts. ``known`` are members by folded name; ``held`` posts that run: (membership, unit, title); ``posts`` the
    catalogue."""
    out = Checked()
    for row in rows:
        out.total += 1
        before = len(out.faults)
        person, unit = _person(row, known, out), units.get(kinds.plain(row.text("unit")))
        title = _title(row, unit, posts, out)
        if unit is None:
            words = _("Không có đơn vị “{code}” trong phạm vi của đồng chí.")
            out.fault(row, UNIT, str(words).format(code=row.text("unit")))
        days = _days(row, out)
        if len(out.faults) > before or person is None or unit is None:
            continue
        post = (person, unit.pk, title)
        if post in held:
            out.notes.append([row.line, row.text("full_name"), str(_("Đang giữ chức danh này; bỏ qua."))])
            continue
        held.add(post)
        more = {"title": title, "decision": row.text("decision")[:120], "full_name": row.text("full_name")}
        out.good.append({"line": row.line, "membership": person, "unit_id": unit.pk, **days, **more})
    return out


def _person(row: Row, known: dict[str, list[Known]], out: Checked) -> int | None:
    """The membership of the one member of this name and birth date; a fault where there is none or more."""
    born = dated(row, "born_on", BORN, out)[0]
    named = known.get(fold(row.text("full_name")), [])
    found = [one for one in named if born and one.born_on == born]
    if len(found) == 1:
        return found[0].membership
    words = _("Có nhiều đảng viên trùng họ tên và ngày sinh; đề nghị ghi chức danh từ hồ sơ của từng người.")
    if not found and named:
        words = _("Có đảng viên cùng tên ở {cell} nhưng khác ngày sinh. Đề nghị kiểm tra ngày sinh.")
    elif not found:
        words = _("Không thấy đảng viên này trong phạm vi của đồng chí.")
    out.fault(row, NAME, str(words).format(cell=named[0].cell if named else ""))
    return None


def _title(row: Row, unit: Unit | None, posts: Sequence[PostKind], out: Checked) -> str:
    """The post of the catalogue that is meant, among those that the unit has."""
    if unit is None:
        return ""
    own = [
        one
        for one in posts
        if one.association == unit.kind.association and (not one.kinds or unit.kind_id in one.kinds)
    ]
    text = row.text("title")
    wanted = kinds.plain(SHORT.get(kinds.plain(text), text))
    found = next((one.title for one in own if kinds.plain(one.title) == wanted), "")
    if not found:
        words = _("Không hiểu “{text}”. Dùng một trong: {known}.")
        out.fault(row, TITLE, str(words).format(text=text, known=", ".join(one.title for one in own)))
    return found


def _days(row: Row, out: Checked) -> dict[str, Any]:
    since, until = dated(row, "since", SINCE, out)[0], dated(row, "until", UNTIL, out)[0]
    if since is None and not row.text("since"):
        out.fault(row, SINCE, _("Thiếu ngày."))
    if since and since > out.day:
        out.fault(row, SINCE, _("Ngày ở tương lai. Đề nghị ghi lại theo giấy tờ gốc."))
    if since and until and until <= since:
        out.fault(row, UNTIL, _("Ngày thôi giữ chức danh phải sau ngày nhận."))
    return {"since": since, "until": until}
