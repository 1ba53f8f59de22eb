"""The reports room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

NUMBERS = """(select string_agg((n.code, n.part, n.whole, n.before_part, n.before_whole, n.plan, n.by_hand, n.row_ids, n.by_unit)::text,
  E'\\n' order by n.code) from reports_reportline n where n.report_id = {row}.id)"""
"""SQL: every frozen number of a report with the rows behind it."""


class ReportsConfig(AppConfig):
    name = "nennep.reports"
    label = "reports"

    def ready(self) -> None:
        from nennep.core.events import subscribe
        from nennep.duties import asked
        from nennep.duties import registry as duties
        from nennep.journal import registry as journal
        from nennep.office.events import NumberCancelled
        from nennep.reports import listeners
        from nennep.reports.duties import PROVIDERS
        from nennep.reports.given import ASKED
        from nennep.reports.models import Report

        subscribe(NumberCancelled, listeners.number_cancelled)
        for provider in PROVIDERS:
            duties.offer(provider)
        asked.offer(*ASKED)
        journal.sealed(
            Report,
            ["id", "unit_id", "name", "since", "until", "stage", "number", "dated", "signer", "checked_by", "opinion"],
            beside=[
                "{row}.targets",
                "{row}.tasks",
                "{row}.checks",
                "{row}.sections",
                "extract(epoch from {row}.frozen_at)",
                NUMBERS,
            ],
        )
        journal.sentences(
            reports__draft=_("{who} lập báo cáo “{name}” của {unit}"),
            reports__expect=_("{who} ghi ước thực hiện phần còn lại của năm trong “{name}”"),
            reports__edit=_("{who} sửa mục {section} của “{name}”"),
            reports__rewrite=_("{who} dựng lại lời văn của “{name}” theo số liệu"),
            reports__freeze=_("{who} chốt số liệu “{name}” đến ngày {day}"),
            reports__thaw=_("{who} bỏ chốt số liệu “{name}”"),
            reports__check=_("{who} đã kiểm tra “{name}”"),
            reports__opine=_("{who} ghi ý kiến Ban Thường vụ về “{name}”"),
            reports__sign=_("{who} ký “{name}”"),
            reports__number=_("{who} cấp số {number} cho “{name}”"),
            reports__lose_number=_("Số {lost} của “{name}” đã hủy: {reason}"),
            reports__back=_("{who} trả lại “{name}”: {reason}"),
            reports__void=_(
                "{who} trả lại “{name}”, chữ ký của {signer} ngày {signed_on} không còn hiệu lực: {reason}"
            ),
            reports__send=_("{who} gửi “{name}” ({number}) lên cấp trên"),
            reports__accept=_("{who} ghi nhận “{name}” của {unit} đạt yêu cầu"),
            reports__return=_("{who} đề nghị {unit} bổ sung “{name}”: {note}"),
            reports__open_round=_("{who} yêu cầu {count} đơn vị gửi “{name}”"),
            reports__remind=_("{who} đôn đốc {count} đơn vị chưa gửi “{name}”"),
            reports__open_number=_("{who} mở danh sách “{figure}” của {unit}"),
            reports__enter=_("{who} nhập {value} cho “{figure}” của {unit}"),
            reports__download=_("{who} tải “{name}” dạng {form}"),
        )
