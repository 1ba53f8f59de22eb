"""The list pages of programmes as tables that are taken out to Excel."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.journal.takeout import Column, Listing
from nennep.org.models import Unit
from nennep.programmes.models import Work

STATES = {"done": _("Hoàn thành"), "late": _("Quá hạn")}
REACHED = {
    "exceeded": _("Vượt"), "met": _("Hoàn thành"), "late": _("Chậm tiến độ"), "missed": _("Không hoàn thành"), "on_way": _("Đang thực hiện"),
    "not_due": _("Chưa đến kỳ đánh giá"), "empty": _("Chưa có số liệu"), "above": _("Cấp trên theo dõi"),
}  # fmt: skip

PROGRAMMES = Listing(
    "chuong-trinh", _("Chương trình, kế hoạch"),
    ((_("Tên"), "name", 70), (_("Đơn vị"), "unit.name", 40), (_("Từ ngày"), "since", 13), (_("Đến ngày"), "until", 13)),
)  # fmt: skip
LINES = Listing(
    "chi-tieu-nhiem-vu", _("Chỉ tiêu và nhiệm vụ"),
    (
        (_("Loại"), "kind", 12), (_("Nội dung"), "name", 70), (_("Lĩnh vực"), "area", 24), (_("Mục tiêu"), "goal", 12), (_("Đạt"), "value", 12),
        (_("Đơn vị tính"), "unit_label", 16), (_("Hạn"), "due_on", 13), (_("Tình trạng"), "state", 20), (_("Số đơn vị"), "units", 10),
        (_("Đã xong"), "finished", 10),
    ),
)  # fmt: skip
COVERAGE = Listing(
    "bao-phu-van-ban", _("Điểm của văn bản và việc thực hiện"),
    (
        (_("Văn bản"), "cover.document.number", 18), (_("Điểm"), "line.point.ref", 12), (_("Nội dung"), "line.point.words", 70),
        (_("Chỉ tiêu"), lambda one: "; ".join(row.name for row in one["line"].targets), 44),
        (_("Nhiệm vụ"), lambda one: "; ".join(row.name for row in one["line"].tasks), 44), (_("Không đưa vào vì"), "line.point.left_out", 34),
    ),
)  # fmt: skip
THEMES = Listing(
    "chu-de-nam", _("Chủ đề năm"),
    ((_("Năm"), "year", 8), (_("Chủ đề"), "words", 70), (_("Đơn vị"), "unit.name", 40), (_("Hạn nộp kế hoạch"), "plans_due_on", 13)),
)  # fmt: skip
INDICATORS = Listing(
    "so-lieu-ben-ngoai", _("Số liệu bên ngoài"),
    (
        (_("Tên"), "name", 50), (_("Đơn vị"), "unit.name", 34), (_("Phạm vi"), "population", 30), (_("Số liệu mới nhất"), lambda row: _last(row, "part"), 12),
        (_("Trên tổng"), lambda row: _last(row, "whole"), 12), (_("Tính đến ngày"), lambda row: _last(row, "as_of"), 13),
        (_("Nguồn"), lambda row: _last(row, "source"), 34),
    ),
)  # fmt: skip
COURSES = Listing(
    "kiem-dinh-chat-luong", _("Sổ kiểm định chất lượng"),
    (
        (_("Tên"), "name", 50), (_("Trường"), "school", 34), (_("Loại"), "get_kind_display", 20), (_("Tiêu chuẩn"), "get_standard_display", 22),
        (_("Tổ chức kiểm định"), "accredited_by", 30), (_("Ngày công nhận"), "accredited_on", 13), (_("Giá trị đến"), "valid_until", 13),
    ),
)  # fmt: skip
WAITING = Listing(
    "ket-qua-cho-xac-nhan", _("Kết quả chờ xác nhận"),
    (
        (_("Nhiệm vụ"), "task.name", 70), (_("Đơn vị"), "unit.name", 34), (_("Báo cáo"), "note", 50), (_("Trọng tâm"), "task.key_task", 10),
        (_("Minh chứng"), lambda row: len(row.evidence.all()), 10),
    ),
)  # fmt: skip
WAIVERS = Listing(
    "de-nghi-ngoai-le", _("Đề nghị ngoại lệ"),
    (
        (_("Đơn vị"), "unit.name", 34), (_("Nhiệm vụ, chỉ tiêu"), lambda row: (row.task or row.target).name if row.task or row.target else "", 60),
        (_("Lý do"), "reason", 44), (_("Quyết định"), "decision", 18), (_("Đến ngày"), "until", 13), (_("Trả lời"), "answer", 44),
    ),
)  # fmt: skip


def matrix(units: Iterable[Unit]) -> Listing:
    """Who leads, helps and watches, a column for each unit."""
    columns: list[Column] = [(unit.name, partial(_role_at, place), 16) for place, unit in enumerate(units)]
    heads: tuple[Column, ...] = ((_("Nhiệm vụ"), "task.name", 70), (_("Hạn"), "task.due_on", 13))
    return Listing("phan-cong-trach-nhiem", _("Phân công trách nhiệm"), (*heads, *columns))


def _role_at(place: int, row: Any) -> str:
    """C leads, P helps, T watches, as on the page, with the post that answers for it."""
    work: Work | None = row.cells[place]
    if work is None:
        return ""
    letter = "T" if work.watching else "C" if work.leading else "P"
    return f"{letter} ({work.post})" if work.post else letter


def _last(row: Any, name: str) -> Any:
    readings = list(row.readings.all()[:1])
    found = getattr(readings[0], name) if readings else None
    return float(found) if name in {"part", "whole"} and found is not None else found


def lines(targets: Iterable[Any], tasks: Iterable[Any]) -> list[dict[str, Any]]:
    """Targets and tasks of a programme as rows of one table."""
    rows = [
        {
            "kind": str(_("chỉ tiêu")), "name": one.target.name, "area": getattr(one.target.area, "name", ""), "goal": one.goal, "value": one.value,
            "unit_label": one.target.unit_label, "due_on": one.target.until, "state": str(REACHED.get(one.state, one.state)), "units": None, "finished": None,
        }
        for one in targets
    ]  # fmt: skip
    return rows + [
        {
            "kind": str(_("nhiệm vụ")), "name": one.task.name, "area": getattr(one.task.area, "name", ""), "goal": None, "value": None, "unit_label": "",
            "due_on": one.task.due_on, "state": str(STATES.get(one.state, _("Đang thực hiện"))), "units": one.units, "finished": one.finished,
        }
        for one in tasks
    ]  # fmt: skip
