"""How many members a Party organisation of a kind needs (294-QĐ/TW §10, §20, §22): rows of the rule book, and who keeps to them.

A threshold warns and never stops; a unit that is below by decision has an exception on record.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.duties import rulebook
from nennep.duties.rulebook import Key
from nennep.figures.registry import Period, count_all, figure
from nennep.org.models import Unit
from nennep.org.queries import ask

PEOPLE, YEARS = gettext_lazy("đảng viên"), gettext_lazy("năm")
STAFF = gettext_lazy("cán bộ")
KEYS = (
    Key("unit.upper.least", gettext_lazy("Đảng bộ cấp trên trực tiếp của tổ chức cơ sở đảng có ít nhất"), PEOPLE),
    Key("unit.grassroots.least", gettext_lazy("Đảng bộ cơ sở có ít nhất"), PEOPLE),
    Key("unit.powers.least", gettext_lazy("Được xét giao quyền cấp trên cơ sở khi có ít nhất"), PEOPLE),
    Key("unit.powers.least.direct", gettext_lazy("Được xét giao quyền cấp trên cơ sở khi trực thuộc tỉnh ủy, bộ, đoàn thể ở Trung ương và có ít nhất"), PEOPLE),
    Key("unit.delegated.least", gettext_lazy("Được ủy quyền quyết định kết nạp, khai trừ khi có trên"), PEOPLE),
    Key("unit.delegated.years", gettext_lazy("Được ủy quyền quyết định kết nạp, khai trừ khi xếp loại tốt trở lên liên tục"), YEARS),
    Key("cell.temporary.least", gettext_lazy("Chi bộ sinh hoạt tạm thời có ít nhất"), gettext_lazy("đảng viên chính thức")),
    Key("cell.abroad.least", gettext_lazy("Chi bộ sinh hoạt dự bị ở nước ngoài có ít nhất, tính cả dự bị"), PEOPLE),
    Key("unit.staff.least", gettext_lazy("Được bố trí cán bộ chuyên trách công tác đảng khi có từ"), PEOPLE),
    Key("unit.staff.powers", gettext_lazy("Cán bộ chuyên trách nơi được giao quyền cấp trên cơ sở, ít nhất"), STAFF),
    Key("unit.staff.powers.large", gettext_lazy("Cán bộ chuyên trách nơi được giao quyền cấp trên cơ sở có đông đảng viên, ít nhất"), STAFF),
    Key("unit.staff.large", gettext_lazy("Nơi được giao quyền cấp trên cơ sở tính là đông đảng viên khi có trên"), PEOPLE),
)  # fmt: skip
LEAST = {
    "upper": ("unit.upper.least", "members"), "grassroots": ("unit.grassroots.least", "members"),
    "grassroots_cell": ("cell.least", "members.official"), "cell": ("cell.least", "members.official"),
}  # fmt: skip
"""The rule of each kind and the figure it is measured by."""
FOR = {
    "upper": ("unit.upper.least",), "grassroots": ("unit.grassroots.least", "unit.powers.least", "unit.delegated.least", "unit.staff.least"),
    "grassroots_cell": ("cell.least", "unit.grassroots.least"), "cell": ("cell.least", "cell.groups"),
    "temporary_cell": ("cell.temporary.least",),
}  # fmt: skip
"""What is said of a kind where one is chosen."""


@dataclass(frozen=True)
class Standing:
    """A unit against the rule of its kind: the sentence, and whether it keeps to it, by itself or by an exception."""

    words: str
    good: bool


def said_of(kinds: Iterable[str], day: date) -> list[str]:
    """The rules of the kinds that may be chosen, each once."""
    keys = dict.fromkeys(key for kind in kinds for key in FOR.get(kind, ()))
    return rulebook.on(day).says(*keys)


def standing(unit: Unit, day: date, exceptions: Iterable[str]) -> list[Standing]:
    """How a living unit stands on a day; nothing for kinds without a threshold."""
    if unit.kind_id not in LEAST or not unit.since <= day < unit.until:
        return []
    key, code = LEAST[unit.kind_id]
    question, book = ask(unit, Period(day, day + timedelta(days=1))), rulebook.on(day)
    asked = [(figure(code), question)]
    if unit.kind_id == "grassroots_cell":
        asked.append((figure("members"), question))
    count, *more = (int(one.part) for one in count_all(asked))
    row, least = book.row(key), book.number(key)
    said = {"n": count, "least": least, "what": rulebook.KEYS[key].unit, "source": row.source}
    found = []
    if count < least:
        words = _("Có {n} đảng viên, quy định ít nhất {least} ({source}).")
        if code == "members.official":
            words = _("Có {n} đảng viên chính thức, quy định ít nhất {least} ({source}).")
        allowed = "; ".join(exceptions)
        by = (
            _("Được đồng ý: {decision}.")
            if allowed
            else _("Trường hợp được cấp có thẩm quyền đồng ý thì ghi trường hợp đặc thù.")
        )
        found.append(Standing(f"{words.format(**said)} {by.format(decision=allowed)}", bool(allowed)))
    for whole in more:
        if whole < (most := book.number("unit.grassroots.least")):
            continue
        words = _("Có {n} đảng viên: từ {most} đảng viên thì lập đảng bộ cơ sở ({source}).")
        source = book.row("unit.grassroots.least").source
        found.append(Standing(words.format(n=whole, most=most, source=source), False))
    return found
