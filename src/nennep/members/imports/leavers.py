"""Checking a list of graduates, retired people and those who moved jobs: members of the Party are found among them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.members.imports import kinds
from nennep.members.imports.columns import BORN, NAME, Checked, dated, word
from nennep.members.imports.sheet import Row
from nennep.viet.order import fold

LEFT = gettext_lazy("Ngày tốt nghiệp, nghỉ, chuyển")
CAUSE = gettext_lazy("Trường hợp")


@dataclass(frozen=True)
class Known:
    """A member on the roll: the stretch, birth date, cell, whether the departure is noted already."""

    membership: int
    born_on: date | None
    cell: str
    noted: bool


def departures(rows: Iterable[Row], known: dict[str, list[Known]]) -> Checked:
    """Rows of members by name and birth date, and what to look at. Rows of people who are no members are passed over."""
    out = Checked()
    seen: set[int] = set()
    for row in rows:
        out.total += 1
        before = len(out.faults)
        name, born = row.text("full_name"), dated(row, "born_on", BORN, out)[0]
        left = dated(row, "left_on", LEFT, out)[0]
        cause = word(row, "cause", kinds.CAUSE, CAUSE, out)
        if left is None and len(out.faults) == before:
            out.fault(row, LEFT, _("Thiếu ngày."))
        elif left and left > out.day + timedelta(days=366):
            out.fault(row, LEFT, _("Ngày dự kiến không quá một năm tới."))
        named = known.get(fold(name), [])
        found = [one for one in named if born and one.born_on == born]
        if len(found) > 1:
            out.fault(
                row, NAME, _("Có nhiều đảng viên trùng họ tên và ngày sinh; đề nghị ghi từ hồ sơ của từng người.")
            )
        elif not found and named:
            out.notes.append(
                [
                    row.line,
                    name,
                    _("Trùng tên đảng viên ở {cell}, khác ngày sinh; không đưa vào.").format(cell=named[0].cell),
                ]
            )
        elif found and (found[0].noted or found[0].membership in seen):
            out.notes.append([row.line, name, _("Đã có trong danh sách theo dõi; bỏ qua.")])
        elif found and len(out.faults) == before:
            seen.add(found[0].membership)
            out.good.append(
                {
                    "line": row.line,
                    "membership": found[0].membership,
                    "cause": cause,
                    "left_on": left,
                    "decision": row.text("decision")[:120],
                }
            )
    told = _(
        "{n} trong {all} dòng là đảng viên sẽ được theo dõi; các dòng khác không phải đảng viên trong phạm vi này."
    )
    out.notes = [[0, "", told.format(n=len(out.good), all=out.total)], *out.notes[:500]]
    return out
