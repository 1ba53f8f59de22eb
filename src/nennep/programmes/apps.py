"""The programmes room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "programmes__confirm": _("{who} xác nhận văn bản {number}: {targets} chỉ tiêu, {tasks} nhiệm vụ"),
    "programmes__add_target": _("{who} thêm chỉ tiêu “{name}”"),
    "programmes__add_task": _("{who} thêm nhiệm vụ “{name}”"),
    "programmes__bind": _("{who} gắn cách tính cho chỉ tiêu “{name}”"),
    "programmes__approve": _("{who} ghi nhận Ban Thường vụ duyệt “{name}”"),
    "programmes__ask_shares": _("{who} đề nghị {count} đơn vị đăng ký chỉ tiêu “{name}”"),
    "programmes__register_share": _("{who}: {unit} đăng ký {value} cho “{target}”"),
    "programmes__assign_target": _("{who} giao chỉ tiêu “{name}” cho {count} đơn vị"),
    "programmes__acknowledge": _("{who}: {unit} tiếp nhận chỉ tiêu “{target}” ({value})"),
    "programmes__propose_adjustment": _("{who}: {unit} đề nghị điều chỉnh “{target}” thành {value}"),
    "programmes__agree_adjustment": _("{who} đồng ý điều chỉnh “{target}” của {unit} thành {value}"),
    "programmes__keep_share": _("{who} giữ nguyên “{target}” của {unit} ở mức {value}"),
    "programmes__assign_task": _("{who} giao nhiệm vụ “{name}” cho {count} đơn vị"),
    "programmes__release_task": _("{who} bỏ giao nhiệm vụ “{name}” ở {count} đơn vị"),
    "programmes__acknowledge_work": _("{who}: {unit} tiếp nhận nhiệm vụ “{task}”"),
    "programmes__report": _("{who}: {unit} báo cáo “{task}” đạt {percent}%"),
    "programmes__take_conclusion": _("{who} ghi nhiệm vụ từ cuộc họp: “{name}” cho {count} đơn vị"),
    "programmes__take_back": _("{who}: {unit} rút minh chứng {name} của “{task}”"),
    "programmes__evidence": _("{who}: {unit} gửi minh chứng {name} cho “{task}”"),
    "programmes__accept": _("{who} xác nhận {unit} hoàn thành “{task}”"),
    "programmes__return": _("{who} đề nghị {unit} bổ sung minh chứng cho “{task}”"),
    "programmes__note": _("{who} ghi nhận kết quả “{task}” của {unit}"),
    "programmes__enter_value": _("{who} nhập {value} cho “{name}” của {unit}"),
    "programmes__edit": _("{who} sửa thông tin “{name}”"),
    "programmes__carry": _("{who} đưa {count} nội dung của {number} thành nhiệm vụ của “{name}”"),
    "programmes__add_paper": _("{who} thêm văn bản {number} làm căn cứ của “{name}”"),
    "programmes__list_points": _("{who} lập bảng nội dung của văn bản {number}: thêm {count} nội dung"),
    "programmes__serve_point": _("{who} ghi {count} chỉ tiêu, nhiệm vụ thực hiện nội dung {ref}"),
    "programmes__leave_point": _("{who} ghi nội dung {ref} không cần chỉ tiêu, nhiệm vụ riêng"),
    "programmes__plan_review": _("{who} đưa “{name}” vào kế hoạch theo dõi “{programme}”"),
    "programmes__edit_review": _("{who} sửa kế hoạch “{name}”"),
    "programmes__close_review": _("{who} kết thúc “{name}” và ghi kết quả"),
    "programmes__edit_task": _("{who} sửa nhiệm vụ “{name}”"),
    "programmes__join_task": _("{who} ghép nhiệm vụ “{name}” với kế hoạch {other}"),
    "programmes__draw_rechecks": _(
        "{who} rút ngẫu nhiên {count} kết quả của “{name}” để kiểm tra lại (mã lần rút {lot})"
    ),
    "programmes__recheck_sound": _("{who} kiểm tra lại “{task}” của {unit}: đúng như báo cáo"),
    "programmes__recheck_unsound": _("{who} kiểm tra lại “{task}” của {unit}: chưa đạt, trả lại đơn vị"),
    "programmes__set_years": _("{who} phân kỳ chỉ tiêu “{name}” ({years})"),
    "programmes__log_evidence": _("{who} ghi minh chứng cho “{name}”"),
    "programmes__write_narrative": _("{who} viết nhận xét năm {year} về “{name}”"),
    "programmes__enter_units": _("{who} nhập số liệu “{name}” cho {count} đơn vị"),
    "programmes__remind": _("{who} nhắc {count} đơn vị chậm nhịp chỉ tiêu “{name}”"),
    "programmes__ask_waiver": _("{who}: {unit} đề nghị ngoại lệ đối với “{what}”"),
    "programmes__agree_waiver": _("{who} chấp thuận ngoại lệ của {unit} đối với “{what}”"),
    "programmes__refuse_waiver": _("{who} không chấp thuận ngoại lệ của {unit} đối với “{what}”"),
    "programmes__set_theme": _("{who} đặt chủ đề năm {year}: “{words}”"),
    "programmes__edit_theme": _("{who} sửa chủ đề năm {year}: “{words}”"),
    "programmes__remind_task": _("{who} nhắc {count} đơn vị chậm nhiệm vụ “{name}”"),
    "programmes__remind_shares": _("{who} nhắc {count} đơn vị chưa tiếp nhận chỉ tiêu “{name}”"),
    "programmes__remind_plans": _("{who} nhắc {count} chi bộ nộp kế hoạch theo chủ đề năm {year}"),
    "programmes__hand_in_plan": _("{who}: {unit} nộp kế hoạch theo chủ đề năm {year} {person}"),
    "programmes__add_indicator": _("{who} thêm số liệu bên ngoài “{name}”"),
    "programmes__edit_indicator": _("{who} sửa số liệu bên ngoài “{name}”"),
    "programmes__read_indicator": _("{who} ghi {value} cho “{name}” tính đến {day}"),
    "programmes__add_course": _("{who} ghi “{name}” ({school}) vào sổ kiểm định"),
    "programmes__edit_course": _("{who} sửa “{name}” ({school}) trong sổ kiểm định"),
}


class ProgrammesConfig(AppConfig):
    name = "nennep.programmes"
    label = "programmes"

    def ready(self) -> None:
        from nennep.duties import asked
        from nennep.duties import registry as duties
        from nennep.figures import goals
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.programmes.duties import PROVIDERS
        from nennep.programmes.figures import OFFERED
        from nennep.programmes.given import ASKED
        from nennep.programmes.models import Share, Target, Work
        from nennep.programmes.queries.goals import goals_of

        for provider in PROVIDERS:
            duties.offer(provider)
        asked.offer(*ASKED)
        figures.offer(*OFFERED)
        goals.offer(goals_of)
        journal.sealed(Target, ["id", "unit_id", "name", "figure", "mode", "comparator", "since", "until"])
        journal.sealed(Share, ["id", "target_id", "unit_id", "status"])
        journal.sealed(Work, ["id", "task_id", "unit_id", "status", "percent"])
        journal.sentences(**SENTENCES)
