"""The steps of a case in order, the papers of its file, and the rules with numbers that it is judged by.

Sources: Regulation 294-QĐ/TW and Guidance 06-HD/TW; deadlines without a text are an office's habit and marked so in
the rows of the rules.
"""

from dataclasses import dataclass

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.duties.rulebook import Key

CELL, SECTIONAL, COMMITTEE, BODY, PERSON = (
    _("Chi bộ"),
    _("Đảng ủy bộ phận"),
    _("Đảng ủy cơ sở"),
    _("Cấp ủy có thẩm quyền"),
    _("Người xin vào Đảng"),
)


@dataclass(frozen=True)
class Step:
    """A step: its words, who holds the case meanwhile, the rule of its deadline, and what kind of act does it.

    ``act`` names who may record it (keep: the cell; appraise: the sectional committee; decide: the office of the
    committee); ``free`` steps may be done in any order; ``since`` is the step from which the deadline counts where it
    is not the one before; ``vote`` is the rule of the share that a vote must reach.
    """

    code: str
    label: Words
    holder: Words
    rule: str
    act: str = "keep"
    free: bool = False
    since: str = ""
    vote: str = ""
    probation: bool = False


STEPS = (
    Step("noticed", _("Đưa vào danh sách quần chúng ưu tú"), CELL, ""),
    Step("helper", _("Phân công đảng viên giúp đỡ"), CELL, "admission.helper"),
    Step("permitted", _("Cho phép làm hồ sơ"), COMMITTEE, "admission.permitted", "decide", free=True),
    Step("application", _("Đơn xin vào Đảng"), PERSON, "admission.application", free=True),
    Step("introduced", _("Giới thiệu vào Đảng"), CELL, "admission.introduced", free=True),
    Step("class", _("Giấy chứng nhận lớp nhận thức về Đảng"), COMMITTEE, "admission.class", free=True),
    Step("file", _("Hoàn chỉnh lý lịch và hồ sơ"), PERSON, "admission.file", free=True),
    Step("verified", _("Thẩm tra lý lịch"), COMMITTEE, "verify.inland", "decide", free=True),
    Step("opinions", _("Lấy ý kiến nhận xét"), CELL, "admission.opinions", free=True),
    Step("cell", _("Nghị quyết chi bộ"), CELL, "admission.cell", vote="vote.propose"),
    Step("sectional", _("Đảng ủy bộ phận thẩm định"), SECTIONAL, "admission.sectional", "appraise"),
    Step(
        "committee",
        _("Nghị quyết đảng ủy cơ sở"),
        COMMITTEE,
        "admission.committee",
        "decide",
        since="cell",
        vote="vote.propose",
    ),
    Step("decided", _("Quyết định kết nạp"), BODY, "admission.decided", "decide", since="cell"),
    Step("ceremony", _("Lễ kết nạp"), CELL, "admission.ceremony", probation=True),
    Step("new_class", _("Lớp đảng viên mới"), COMMITTEE, "probation.months", free=True, probation=True),
    Step("review", _("Bản tự kiểm điểm của đảng viên dự bị"), PERSON, "probation.months", free=True, probation=True),
    Step("comments", _("Nhận xét đảng viên dự bị"), CELL, "probation.months", free=True, probation=True),
    Step("cell2", _("Chi bộ xét công nhận"), CELL, "recognition.cell", vote="vote.propose", probation=True),
    Step(
        "sectional2",
        _("Đảng ủy bộ phận thẩm định việc công nhận"),
        SECTIONAL,
        "recognition.sectional",
        "appraise",
        probation=True,
    ),
    Step(
        "committee2",
        _("Đảng ủy cơ sở xét công nhận"),
        COMMITTEE,
        "recognition.committee",
        "decide",
        since="cell2",
        vote="vote.propose",
        probation=True,
    ),
    Step(
        "recognised",
        _("Quyết định công nhận chính thức"),
        BODY,
        "recognition.decided",
        "decide",
        since="cell2",
        probation=True,
    ),
)
BY_CODE = {step.code: step for step in STEPS}
ORDER = {step.code: place for place, step in enumerate(STEPS)}
END = "end"
APPLYING = tuple(step.code for step in STEPS[: ORDER["ceremony"]])
"""Steps before there is a decision to admit."""


@dataclass(frozen=True)
class PaperKind:
    """A paper of the file: at which step it comes, until which vote it is needed, and the rule of how long it holds."""

    code: str
    label: Words
    step: str
    before: str = "cell"
    holds: str = ""
    needed: bool = True
    counted: bool = False


PAPERS = (
    PaperKind("awareness", _("Giấy chứng nhận lớp nhận thức về Đảng"), "class", holds="certificate.months"),
    PaperKind("application", _("Đơn xin vào Đảng"), "application"),
    PaperKind("history", _("Lý lịch của người xin vào Đảng"), "file"),
    PaperKind("verification", _("Văn bản thẩm tra lý lịch"), "verified", holds="papers.months"),
    PaperKind("introduction", _("Giấy giới thiệu của đảng viên chính thức"), "introduced", holds="papers.months"),
    PaperKind(
        "union_resolution", _("Nghị quyết giới thiệu của Đoàn Thanh niên hoặc Công đoàn"), "introduced",
        holds="papers.months", needed=False,
    ),
    PaperKind("unit_opinion", _("Nhận xét của đơn vị, đoàn thể"), "opinions", holds="papers.months", counted=True),
    PaperKind("youth_opinion", _("Nhận xét của chi đoàn, công đoàn"), "opinions", holds="papers.months", counted=True),
    PaperKind("residence_opinion", _("Nhận xét của chi ủy nơi cư trú"), "opinions", holds="papers.months"),
    PaperKind("summary", _("Tổng hợp ý kiến nhận xét"), "opinions", holds="papers.months"),
    PaperKind("new_class", _("Giấy chứng nhận lớp đảng viên mới"), "new_class", "cell2"),
    PaperKind("self_review", _("Bản tự kiểm điểm của đảng viên dự bị"), "review", "cell2"),
    PaperKind("helper_comment", _("Nhận xét của đảng viên giúp đỡ"), "comments", "cell2"),
    PaperKind("unit_comment", _("Nhận xét của đoàn thể nơi công tác, học tập"), "comments", "cell2", counted=True),
    PaperKind("residence_comment", _("Nhận xét của chi ủy nơi cư trú (dự bị)"), "comments", "cell2"),
)  # fmt: skip
PAPER = {kind.code: kind for kind in PAPERS}

DAYS, MONTHS, PEOPLE, NONE = _("ngày làm việc"), _("tháng"), _("người"), ""
KEYS = (
    Key("vote.propose", _("Tỷ lệ tán thành khi đề nghị kết nạp, công nhận (chi bộ, đảng ủy cơ sở)"), NONE, True),
    Key("vote.decide", _("Tỷ lệ tán thành khi ban thường vụ quyết định"), NONE, True),
    Key("vote.decide.delegated", _("Tỷ lệ tán thành khi đảng ủy được ủy quyền quyết định"), NONE, True),
    Key("admission.age.least", _("Tuổi thấp nhất khi chi bộ xét"), _("tuổi")),
    Key("admission.age.candidate", _("Tuổi thấp nhất khi đưa vào danh sách quần chúng ưu tú"), _("tuổi")),
    Key("admission.age.most", _("Tuổi cao nhất khi chi bộ xét, trừ trường hợp được đồng ý"), _("tuổi")),
    Key("admission.helpers", _("Số đảng viên giúp đỡ một người"), PEOPLE),
    Key("admission.introducers", _("Số đảng viên chính thức giới thiệu"), PEOPLE),
    Key("admission.introducers.union", _("Số đảng viên giới thiệu khi đã có nghị quyết đoàn thể"), PEOPLE),
    Key("admission.introducers.months", _("Thời gian người giới thiệu cùng công tác, học tập"), MONTHS),
    Key("certificate.months", _("Giá trị giấy chứng nhận lớp nhận thức"), MONTHS),
    Key("papers.months", _("Giá trị giấy giới thiệu, thẩm tra, nhận xét trong hồ sơ"), MONTHS),
    Key("verify.inland", _("Thời hạn trả lời thẩm tra trong nước"), DAYS),
    Key("verify.abroad", _("Thời hạn trả lời thẩm tra ngoài nước"), DAYS),
    Key("probation.months", _("Thời gian dự bị"), MONTHS),
    Key("vote.screening", _("Tỷ lệ tán thành khi xét đã tiến bộ hoặc đề nghị đưa ra khỏi Đảng"), NONE, True),
    Key("admission.record", _("Lập lý lịch đảng viên, phiếu đảng viên sau lễ kết nạp, trong"), DAYS),
    Key("admission.extension", _("Gia hạn quyết định kết nạp"), DAYS),
    Key("recognition.extension", _("Gia hạn quyết định công nhận"), DAYS),
    Key(
        "admission.moved.forward",
        _("Người xin vào Đảng chuyển nơi khi đã gửi hồ sơ: chuyển hồ sơ sang cấp ủy nơi đến, trong"),
        DAYS,
    ),
    Key(
        "admission.moved.decide",
        _("Người xin vào Đảng chuyển nơi khi đã gửi hồ sơ: cấp ủy nơi đến quyết định, trong"),
        DAYS,
    ),
    Key(
        "admission.moved.ceremony",
        _("Có quyết định kết nạp sau khi chuyển nơi: tổ chức lễ ở nơi mới nếu quyết định trong"),
        DAYS,
    ),
    Key("admission.moved.review", _("Nơi mới có ý kiến khác về hồ sơ chuyển đến: xem xét xong trong"), DAYS),
    *(
        Key(step.rule, format_lazy(_("Thời hạn: {step}"), step=step.label), DAYS)
        for step in STEPS
        if step.rule.startswith(("admission.", "recognition."))
    ),
)


def rest(code: str) -> tuple[Step, ...]:
    """The steps after one."""
    return STEPS[ORDER[code] + 1 :]
