"""What a cell votes on and by which rule, and the criteria of a meeting's score: keys of the house's dated rules."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.duties.rulebook import Key


@dataclass(frozen=True)
class Matter:
    """What is voted on: its words, the rule of its share, whether the ballot has to be secret."""

    code: str
    label: Words
    rule: str
    secret: bool = False


MATTERS = {
    matter.code: matter
    for matter in (
        Matter("ordinary", _("Nghị quyết, chủ trương thường kỳ"), "vote.ordinary"),
        Matter("admission", _("Đề nghị kết nạp đảng viên"), "vote.propose"),
        Matter("recognition", _("Đề nghị công nhận đảng viên chính thức"), "vote.propose"),
        Matter("removal", _("Đề nghị xóa tên đảng viên"), "vote.removal"),
        Matter("discipline", _("Khiển trách, cảnh cáo"), "vote.discipline", secret=True),
        Matter("expulsion", _("Đề nghị khai trừ"), "vote.expulsion", secret=True),
        Matter("election", _("Bầu cử"), "vote.election", secret=True),
    )
}
BY_STEP = {"cell": "admission", "cell2": "recognition", "committee": "admission", "committee2": "recognition"}
"""The matter of a case's step."""

CRITERIA: tuple[tuple[str, Words], ...] = (
    ("time", _("Đúng thời gian, đủ thời lượng")),
    ("attendance", _("Đảng viên dự sinh hoạt đủ")),
    ("preparation", _("Chuẩn bị nội dung, họp chi ủy, thông báo và gửi tài liệu trước")),
    ("holding", _("Tổ chức, điều hành buổi sinh hoạt")),
    ("principles", _("Nguyên tắc tập trung dân chủ, tự phê bình và phê bình")),
    ("results", _("Kết quả thực hiện kết luận, nghị quyết lần trước")),
    ("closing", _("Kết luận, biên bản, giao việc sau sinh hoạt")),
)
POINTS = _("điểm")
KEYS = (
    Key("meeting.day.latest", _("Ngày muộn nhất trong tháng tổ chức sinh hoạt thường kỳ"), _("ngày")),
    Key("meeting.thematic.year", _("Số buổi sinh hoạt chuyên đề tối thiểu trong năm"), _("buổi")),
    *(Key(f"meeting.score.{code}", label, POINTS) for code, label in CRITERIA),
    Key("meeting.grade.good", _("Buổi sinh hoạt loại tốt, từ"), POINTS),
    Key("meeting.grade.fair", _("Buổi sinh hoạt loại khá, từ"), POINTS),
    Key("meeting.grade.average", _("Buổi sinh hoạt loại trung bình, từ"), POINTS),
    Key("vote.ordinary", _("Tỷ lệ tán thành thông qua nghị quyết, chủ trương"), "", True),
    Key("vote.election", _("Tỷ lệ phiếu bầu để trúng cử"), "", True),
    Key("vote.expulsion", _("Tỷ lệ tán thành khi đề nghị khai trừ"), "", True),
    Key("vote.discipline", _("Tỷ lệ tán thành khi khiển trách, cảnh cáo"), "", True),
)
