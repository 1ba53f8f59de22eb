"""The programmes room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProgrammesConfig(AppConfig):
    name = "nennep.programmes"
    label = "programmes"

    def ready(self) -> None:
        from nennep.duties import registry as duties
        from nennep.journal import registry as journal
        from nennep.programmes.duties import PROVIDERS
        from nennep.programmes.models import Share, Target, Work

        for provider in PROVIDERS:
            duties.offer(provider)
        journal.sealed(Target, ["id", "unit_id", "name", "figure", "mode", "comparator", "since", "until"])
        journal.sealed(Share, ["id", "target_id", "unit_id", "status"])
        journal.sealed(Work, ["id", "task_id", "unit_id", "status", "percent"])
        journal.sentences(
            programmes__confirm=_("{who} xác nhận văn bản {number}: {targets} chỉ tiêu, {tasks} nhiệm vụ"),
            programmes__add_target=_("{who} thêm chỉ tiêu “{name}”"),
            programmes__add_task=_("{who} thêm nhiệm vụ “{name}”"),
            programmes__bind=_("{who} gắn cách tính cho chỉ tiêu “{name}”"),
            programmes__approve=_("{who} ghi nhận Ban Thường vụ duyệt “{name}”"),
            programmes__ask_shares=_("{who} đề nghị {count} đơn vị đăng ký chỉ tiêu “{name}”"),
            programmes__register_share=_("{who}: {unit} đăng ký {value} cho “{target}”"),
            programmes__assign_target=_("{who} giao chỉ tiêu “{name}” cho {count} đơn vị"),
            programmes__acknowledge=_("{who}: {unit} tiếp nhận chỉ tiêu “{target}” ({value})"),
            programmes__propose_adjustment=_("{who}: {unit} đề nghị điều chỉnh “{target}” thành {value}"),
            programmes__agree_adjustment=_("{who} đồng ý điều chỉnh “{target}” của {unit} thành {value}"),
            programmes__keep_share=_("{who} giữ nguyên “{target}” của {unit} ở mức {value}"),
            programmes__assign_task=_("{who} giao nhiệm vụ “{name}” cho {count} đơn vị"),
            programmes__acknowledge_work=_("{who}: {unit} tiếp nhận nhiệm vụ “{task}”"),
            programmes__report=_("{who}: {unit} báo cáo “{task}” đạt {percent}%"),
            programmes__evidence=_("{who}: {unit} gửi minh chứng {name} cho “{task}”"),
            programmes__accept=_("{who} xác nhận {unit} hoàn thành “{task}”"),
            programmes__return=_("{who} đề nghị {unit} bổ sung minh chứng cho “{task}”"),
            programmes__note=_("{who} ghi nhận kết quả “{task}” của {unit}"),
            programmes__enter_value=_("{who} nhập {value} cho “{name}” của {unit}"),
        )
