"""The dues room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "dues__set_basis": _("{who} ghi mức đóng của đồng chí {person} từ tháng {month}: {kind}"),
    "dues__set_common": _("{who} ghi mức chung cho {count} đồng chí của {unit}: {kind}"),
    "dues__follow": _("Mức đóng của đồng chí {person} theo về {unit} từ tháng {month} ({who})"),
    "dues__collect": _("{who} ghi thu tháng {month} của {unit}: {count} phiếu, {sum} đồng"),
    "dues__bring": _("{who} ghi các khoản thu của {unit} theo tệp Excel: {count} phiếu, {sum} đồng"),
    "dues__compare": _("{who} đối chiếu tệp khoản thu có {count} dòng của {unit}"),
    "dues__receive": _("{who} lập phiếu thu {number} của đồng chí {person}, tháng {months}"),
    "dues__reassign": _("{who} chuyển phiếu thu {number} về đồng chí {person} khi gộp hoặc tách lần ghi trùng"),
    "dues__cancel": _("{who} hủy phiếu thu {number} của đồng chí {person}: {reason}"),
    "dues__open_book": _("{who} mở sổ phiếu thu năm {year} của {unit}, số đã cấp trước là {last}"),
    "dues__send": _("{who}: {unit} gửi bảng kê nộp {sum} đồng lên {up}"),
    "dues__acknowledge": _("{who} xác nhận đã nhận đủ {sum} đồng của {unit}"),
    "dues__dispute": _("{who} báo lệch: nhận {sum} đồng của {unit}, bảng kê ghi {stated} đồng"),
    "dues__withdraw": _("{who} rút lại bảng kê nộp {sum} đồng của {unit}"),
    "dues__plan": _("{who} ghi kế hoạch thu năm {year} của {unit}: {sum} đồng"),
    "dues__purse": _("{who} ghi tài khoản nhận đảng phí của {unit} tại {bank}"),
    "dues__remind": _("{who} nhắc {count} đồng chí của {unit} còn chậm đóng"),
    "dues__remind_units": _("{who} nhắc {count} đơn vị thuộc {unit} ghi thu tháng {month}"),
    "dues__read": _("{who} xem mức đóng của đồng chí {person}"),
    "dues__read_list": _("{who} xem danh sách thu của {unit}"),
    "dues__download": _("{who} tải {name}"),
}


class DuesConfig(AppConfig):
    name = "nennep.dues"
    label = "dues"

    def ready(self) -> None:
        from nennep.core.events import subscribe
        from nennep.dues import listeners
        from nennep.dues.duties import PROVIDERS
        from nennep.dues.figures import FIGURES
        from nennep.dues.models import Receipt, Statement
        from nennep.dues.rates import KEYS
        from nennep.duties import registry as duties
        from nennep.duties import rulebook
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.members.events import MemberMoved, MergeUndone, PersonsMerged

        subscribe(MemberMoved, listeners.member_moved)
        subscribe(PersonsMerged, listeners.persons_merged)
        subscribe(MergeUndone, listeners.merge_undone)
        rulebook.offer(*KEYS)
        figures.offer(*FIGURES)
        for provider in PROVIDERS:
            duties.offer(provider)
        journal.sealed(
            Receipt,
            ["id", "unit_id", "book_id", "number", "person_id", "amount", "months", "paid_on", "state", "reason"],
        )
        journal.sealed(
            Statement,
            [
                "id",
                "unit_id",
                "up_id",
                "order",
                "last_day",
                "collected",
                "received",
                "share",
                "kept",
                "passed",
                "state",
                "counted",
            ],
        )
        journal.sentences(**SENTENCES)
