"""The office room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "office__number": _("{who} cấp số {number}"),
    "office__open_book": _("{who} mở sổ {code} nhiệm kỳ {term}, số đã cấp trước là {last}"),
    "office__enter_old": _("{who} nhập số {number} từ sổ cũ"),
    "office__adopt": _("{who} ghi văn bản {number} vào sổ"),
    "office__cancel": _("{who} hủy số {number}: {reason}"),
    "office__enter": _("{who} vào sổ văn bản đến số {order}: {number}"),
    "office__submit": _("{who} trình văn bản đến {number}"),
    "office__note": _("{who} ghi bút phê văn bản đến {number}"),
    "office__assign": _("{who} giao {handler} xử lý văn bản đến {number}"),
    "office__finish": _("{who} ghi kết quả xử lý văn bản đến {number}"),
    "office__remind_handler": _("{who} nhắc {handler} xử lý văn bản đến {number}"),
    "office__reopen": _("{who} mở lại việc xử lý văn bản đến {number}"),
    "office__download": _("{who} tải {name}"),
    "office__add_issuer": _("{who} thêm cơ quan ban hành “{name}”"),
    "office__edit_issuer": _("{who} sửa cơ quan ban hành “{name}”"),
    "office__name": _("{who} đặt tên gọi “{name}” cho văn bản {number}"),
    "office__send": _("{who} gửi {number} đến {count} nơi nhận, {purpose}"),
    "office__acknowledge": _("{who}: {unit} xác nhận đã nhận, đã đọc {number}"),
    "office__pass_on": _("{who}: {unit} chuyển tiếp {number} đến {count} đơn vị"),
    "office__carry_out": _("{who}: {unit} báo cáo kết quả thực hiện {number}"),
    "office__publish": _("{who} ghi {number} đã đăng tại {place}"),
    "office__announce": _("{who} công bố {number}"),
    "office__withdraw": _("{who} rút {number} khỏi trang công bố: {reason}"),
    "office__remind": _("{who} nhắc {count} đơn vị về {number}"),
    "office__plan_study": _("{who} lập kế hoạch quán triệt “{name}” cho {count} đơn vị"),
    "office__session": _("{who}: {unit} đã quán triệt “{name}”, dự {present}/{required}"),
    "office__remind_sessions": _("{who} nhắc {count} đơn vị quán triệt “{name}”"),
    "office__draft": _("{who} soạn dự thảo {paper}"),
    "office__write": _("{who} sửa dự thảo {paper}"),
    "office__check": _("{who} kiểm tra và trình {paper}"),
    "office__ask": _("{who} xin ý kiến {count} đồng chí về {paper}"),
    "office__opine": _("{who} trả lời phiếu xin ý kiến về {paper}"),
    "office__count": _("{who} kiểm phiếu xin ý kiến về {paper}: tán thành {agreed}/{asked}"),
    "office__give_back": _("{who} trả lại dự thảo {paper}: {reason}"),
    "office__void": _("{who} trả lại {paper}, chữ ký của {signer} ngày {signed_on} không còn hiệu lực: {reason}"),
    "office__letterhead": _("{who} khai thể thức văn bản nhà nước: {name}, ký hiệu {symbol}"),
    "office__sign": _("{who} ký {paper}"),
    "office__number_draft": _("{who} cấp số cho {paper}"),
    "office__issue": _("{who} ban hành {paper}"),
    "office__attach": _("{who} lưu bản ký {name} của {paper}"),
    "office__recall": _("{who} thu hồi {paper}: {reason}"),
    "office__print": _("{who} tải {paper} dạng {form}"),
    "office__batch": _("{who} lập {count} bản của {paper}"),
    "office__relate": _("{who} ghi văn bản {number} {link} {other}"),
}


class OfficeConfig(AppConfig):
    name = "nennep.office"
    label = "office"

    def ready(self) -> None:
        from nennep.duties import asked
        from nennep.duties import registry as duties
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.office.duties import PROVIDERS
        from nennep.office.figures import FIGURES
        from nennep.office.given import ASKED
        from nennep.office.models import Delivery, Draft, Incoming, Number, Opinion, Publication, Session

        figures.offer(*FIGURES)
        for provider in PROVIDERS:
            duties.offer(provider)
        asked.offer(*ASKED)
        journal.sealed(
            Number, ["id", "book_id", "unit_id", "flow", "value", "words", "dated", "title", "state", "reason"]
        )
        journal.sealed(
            Incoming, ["id", "unit_id", "order_id", "stage", "number", "title", "note", "handler", "due_on", "done_on"]
        )
        journal.sealed(
            Publication, ["id", "delivery_id", "number", "title", "text", "file_sha", "withdrawn_on", "reason"]
        )
        journal.sealed(Delivery, ["id", "document_id", "unit_id", "purpose", "receipt_on", "done_on"])
        journal.sealed(
            Draft,
            [
                "id",
                "unit_id",
                "kind",
                "title",
                "body",
                "step",
                "authority",
                "post",
                "signer",
                "number_id",
                "scan_sha",
                "reason",
            ],
        )
        journal.sealed(Opinion, ["id", "draft_id", "account_id", "choice", "words"])
        journal.sealed(Session, ["id", "study_id", "unit_id", "held_on", "required", "present"])
        journal.sentences(**SENTENCES)
