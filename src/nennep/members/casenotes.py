"""What the rules say of a case beside its steps: of a move while it was under way, of introducers who came lately."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min
from django.utils.translation import gettext as _

from nennep.core.clock import FOREVER
from nennep.duties import rulebook
from nennep.members.casepapers import issuer
from nennep.members.models import Aid, Case, CaseMove, Membership
from nennep.members.rules import months_later
from nennep.members.steps import ORDER, STEPS
from nennep.viet.write import day as written


def short(case: Case, aids: Iterable[Aid]) -> list[str]:
    """Introducers who had not been in the same grassroots organisation for the months of the rule; it warns and does not stop.

    Whoever took another's place later, as after a move, needs no time (294-QĐ/TW §3.2).
    """
    named = [row for row in aids if row.role == "introducer" and row.person_id and row.until == FOREVER]
    if not named or case.casemoves.exists():
        return []
    key = issuer(case, "committee").key
    since = dict(
        Membership.objects.filter(person__in=[row.person_id for row in named], unit_key__startswith=key, association="party")
        .values_list("person_id").annotate(first=Min("since"))
    )  # fmt: skip
    found = []
    for row in named:
        rule = rulebook.on(row.since).row("admission.introducers.months")
        begun = since.get(row.person_id)
        if begun is None or months_later(begun, int(rule.value)) > row.since:
            words = _(
                "Đảng viên giới thiệu {name} chưa đủ {n} tháng cùng công tác, học tập trong đảng bộ cơ sở ({source})."
            )
            found.append(words.format(name=row.full_name, n=rule.value, source=rule.source))
    return found


@dataclass(frozen=True)
class Moved:
    """A move while the case was under way: what the rule asks for at that step, and by which row."""

    row: CaseMove
    words: str
    rule: str
    tone: str = "near"


def moved(row: CaseMove, case: Case) -> Moved:
    """What 06-HD/TW 3.9 asks for, by the step at which the person moved."""
    book, place = rulebook.on(row.moved_on), ORDER.get(row.stage, len(STEPS))
    if row.gone_on and not row.outside and place > ORDER["cell"]:
        words = _("Chuyển trong cùng đảng bộ cơ sở: hồ sơ tiếp tục ở chi bộ mới, thời hạn của bước không đổi.")
        return Moved(row, words, "", "ok")
    if place <= ORDER["cell"]:
        words = _(
            "Chưa có nghị quyết của chi bộ: nơi cũ xác nhận người đang được giúp đỡ; nơi mới phân công đảng viên giúp đỡ,"
            " không tính thời gian cùng công tác, học tập."
        )
        return Moved(row, words, "; ".join(book.says("admission.introducers.months")))
    if place < ORDER["decided"]:
        words = _("Đã có nghị quyết, chưa gửi: cấp ủy nơi cũ chuyển hồ sơ sang cấp ủy có thẩm quyền nơi mới.")
        return Moved(row, words, book.row("admission.moved.forward").source)
    if row.stage == "decided":
        words = _("Đã gửi, chưa có quyết định: cấp ủy có thẩm quyền chuyển hồ sơ sang nơi mới chậm nhất ngày {day}.")
        said = words.format(day=written(row.forward_due)) if row.forward_due else words
        keys = ("admission.moved.forward", "admission.moved.decide")
        return Moved(row, said, "; ".join(book.says(*keys)))
    if row.stage != "ceremony" or case.decided_on is None:
        words = _(
            "Trong thời gian dự bị: bản tự kiểm điểm, nhận xét của người giúp đỡ đi cùng; nơi mới phân công người giúp đỡ."
        )
        return Moved(row, words, "")
    last = rulebook.deadline(row.moved_on, book.number("admission.moved.ceremony"))
    said = "; ".join(book.says("admission.moved.ceremony"))
    if case.decided_on <= last:
        return Moved(
            row,
            _("Quyết định kết nạp có trước ngày {day}: tổ chức lễ kết nạp ở nơi mới.").format(day=written(last)),
            said,
        )
    words = _("Quyết định kết nạp có sau ngày {day}: cấp ủy nơi cũ hủy quyết định, chuyển hồ sơ sang nơi mới.")
    return Moved(row, words.format(day=written(last)), said, "bad")
