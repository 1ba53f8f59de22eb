"""Papers that each cause of a transfer and each kind of leaving asks for, grounds, deciding bodies, shares of votes.

Sources: 06-HD/TW §8 and §10, 38-HD/BTCTW §4, 294-QĐ/TW §6 to §8. They are what to look for; a missing one is shown, and
only what a rule makes a condition stops.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.duties import rulebook

PAPERS: dict[str, Words] = {
    "review": _("Bản tự kiểm điểm có nhận xét của chi bộ"),
    "index": _("Mục lục hồ sơ đã xác nhận, niêm phong"),
    "card": _("Thẻ đảng viên, phiếu đảng viên"),
    "graduation": _("Quyết định công nhận tốt nghiệp"),
    "helper": _("Nhận xét của đảng viên giúp đỡ (đảng viên dự bị)"),
    "youth": _("Ý kiến của Đoàn Thanh niên (đảng viên dự bị)"),
    "job": _("Quyết định điều động, tuyển dụng hoặc hợp đồng lao động"),
    "retired": _("Quyết định nghỉ hưu, nghỉ việc"),
    "residence": _("Xác nhận nơi cư trú"),
    "study": _("Quyết định cử đi học, giấy báo nhập học"),
    "call_up": _("Lệnh gọi nhập ngũ"),
    "abroad": _("Quyết định hoặc giấy tờ ra nước ngoài"),
    "abroad_slip": _("Phiếu công tác ngoài nước và danh sách gửi Đảng ủy Bộ Ngoại giao"),
    "restructure": _("Quyết định sắp xếp tổ chức đảng"),
}
BASIC = ("review", "index", "card")
BY_CAUSE: dict[str, tuple[str, ...]] = {
    "graduate": ("graduation", "residence"),
    "job": ("job",),
    "retired": ("retired", "residence"),
    "study": ("study",),
    "residence": ("residence",),
    "military": ("call_up",),
    "abroad": ("abroad", "abroad_slip"),
    "restructure": ("restructure",),
}


def wanted(cause: str, status: str) -> tuple[tuple[str, Words], ...]:
    """The papers of a transfer: those of its cause, of a probationary member, and those of all."""
    probation = ("helper", "youth") if status == "probationary" and cause == "graduate" else ()
    more = ("helper",) if status == "probationary" and cause != "graduate" else probation
    return tuple((code, PAPERS[code]) for code in (*BY_CAUSE[cause], *more, *BASIC))


@dataclass(frozen=True)
class Way:
    """How one kind of leaving goes: grounds, papers, usual deciding body, the rule of the share of votes that the cell needs,
    and what it rests on: the rule whose source says so, or words where no rule has a number."""

    grounds: tuple[tuple[str, Words], ...]
    papers: tuple[tuple[str, Words], ...]
    authority: Words
    votes: str
    appeal: bool
    rule: str = ""
    said: Words = ""

    def grounds_on(self, day: date) -> list[tuple[str, str]]:
        """The grounds in words, their numbers by the rules of a day."""
        book = rulebook.on(day)
        return [
            (code, str(words).format(n=book.number(NUMBERS[code])) if code in NUMBERS else str(words))
            for code, words in self.grounds
        ]

    def source(self, day: date) -> Words:
        """What it rests on, by the texts of a day."""
        return rulebook.on(day).row(self.rule).source if self.rule else self.said


NUMBERS = {
    "travel": "leaving.exemption", "absent": "dues.party.unpaid", "will": "leaving.helped", "twice": "leaving.repeated", "letter": "transfer.abandoned",
}  # fmt: skip
"""The rule whose number the words of a ground carry."""
NOTICE = ("notice", _("Phiếu báo đảng viên"))
REVIEW = ("review", _("Bản tự kiểm điểm (hoặc biên bản ghi đã yêu cầu ba lần)"))
MINUTES = ("minutes", _("Nghị quyết của chi bộ, biên bản kiểm phiếu"))
COMMITTEE = ("committee", _("Nghị quyết của đảng ủy cơ sở"))
CARD = ("card", _("Đã thu lại thẻ đảng viên"))
WAYS: dict[str, Way] = {
    "exempted": Way(
        (
            ("age", _("tuổi cao, sức yếu")), ("treatment", _("điều trị bệnh dài ngày")), ("maternity", _("nghỉ thai sản")),
            ("travel", _("đi công tác lưu động, ra nước ngoài theo diện cá nhân dưới {n} tháng")), ("retiring", _("nghỉ chờ hưu")),
        ),
        (("request", _("Đơn đề nghị của đảng viên")), ("health", _("Giấy tờ về sức khỏe hoặc lý do")), MINUTES),
        _("Chi bộ (tuổi cao, sức yếu); đảng ủy cơ sở (trường hợp khác)"), "", False, "leaving.exemption",
    ),
    "removed": Way(
        (
            ("absent", _("bỏ sinh hoạt hoặc không đóng đảng phí {n} tháng trong năm")), ("card", _("trả lại hoặc hủy thẻ đảng viên")),
            ("will", _("giảm sút ý chí, không tiến bộ sau {n} tháng được giúp đỡ")), ("twice", _("vi phạm tư cách {n} năm liền")),
            ("political", _("không bảo đảm tiêu chuẩn chính trị")), ("probation", _("dự bị không đủ tư cách")),
            ("letter", _("quá {n} tháng không nộp hồ sơ chuyển sinh hoạt")),
        ),
        (REVIEW, MINUTES, COMMITTEE, CARD, NOTICE),
        _("Ban thường vụ cấp ủy có thẩm quyền"), "vote.removal", True, "vote.removal",
    ),
    "resigned": Way(
        (("wish", _("tự nguyện, không vi phạm kỷ luật")), ("family", _("hoàn cảnh gia đình đặc biệt khó khăn"))),
        (("request", _("Đơn xin ra khỏi Đảng")), MINUTES, COMMITTEE, CARD, NOTICE),
        _("Ban thường vụ cấp ủy có thẩm quyền"), "vote.resignation", False, "vote.resignation",
    ),
    "expelled": Way(
        (("discipline", _("kỷ luật khai trừ")),),
        (("decision", _("Quyết định thi hành kỷ luật")), CARD, NOTICE),
        _("Cấp ủy hoặc ủy ban kiểm tra có thẩm quyền"), "", True, said=_("quy định về thi hành kỷ luật đảng viên"),
    ),
    "annulled": Way(
        (("standard", _("không bảo đảm tiêu chuẩn khi kết nạp, công nhận")), ("competence", _("sai thẩm quyền"))),
        (("check", _("Kết luận kiểm tra")), CARD, NOTICE),
        _("Cấp ủy đã ban hành quyết định hoặc cấp trên"), "", True, said=_("quy định thi hành Điều lệ Đảng về quyết định kết nạp, công nhận không đúng"),
    ),
    "deceased": Way(
        (("death", _("từ trần")),),
        (("certificate", _("Giấy chứng tử hoặc giấy báo")), NOTICE),
        _("Chi bộ báo cáo, cấp ủy cơ sở lập phiếu báo; gia đình giữ thẻ và Huy hiệu Đảng"), "", False, "leaving.notice",
    ),
}  # fmt: skip
