"""The org room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "nennep.org"
    label = "org"

    def ready(self) -> None:
        from nennep.accounts.events import CodeIssued, CodeUsed
        from nennep.core.events import subscribe
        from nennep.duties import rulebook
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.org import listeners
        from nennep.org.figures import FIGURES
        from nennep.org.models import Grant, UnitSpell
        from nennep.org.rights import Role
        from nennep.org.thresholds import KEYS

        subscribe(CodeIssued, listeners.code_issued)
        subscribe(CodeUsed, listeners.code_used)
        figures.offer(*FIGURES)
        rulebook.offer(*KEYS)
        journal.roles((str(role.value), role.label) for role in Role)
        journal.sealed(UnitSpell, ["id", "unit_id", "parent_id", "kind_id", "name", "since", "until"])
        journal.sealed(Grant, ["id", "account_id", "unit_id", "role", "below", "since", "until"])
        journal.sentences(
            org__found=_("{who} thành lập {unit} ({kind})"),
            org__reshape=_("{who} thay đổi thông tin {unit}"),
            org__move=_("{who} chuyển {unit} về {parent}"),
            org__end=_("{who} kết thúc hoạt động {unit}"),
            org__add_kind=_("{who} thêm loại đơn vị {name}"),
            org__add_post=_("{who} thêm chức danh {name} vào danh mục"),
            org__add_area=_("{who} thêm lĩnh vực công tác {name}"),
            org__add_outside=_("{who} thêm {name} vào danh mục tổ chức ngoài hệ thống"),
            org__change_outside=_("{who} sửa {name} trong danh mục tổ chức ngoài hệ thống"),
            org__set_rule=_("{who} ghi mức {value} của quy định “{rule}”, áp dụng từ {on}"),
            org__set_holiday=_("{who} ghi ngày nghỉ {on}: {name}"),
            org__drop_holiday=_("{who} bỏ ngày nghỉ {on}: {name}"),
            org__serve=_("{who} ghi {unit} phục vụ {served}"),
            org__end_service=_("{who} thôi giao {unit} phục vụ {served}"),
            org__except=_("{who} ghi {unit} là trường hợp đặc thù, {decision}"),
            org__end_exception=_("{who} kết thúc trường hợp đặc thù của {unit}"),
            org__open_term=_("{who} mở nhiệm kỳ {term} của {unit}"),
            org__make_seat=_("{who} lập chức danh {title} tại {unit}"),
            org__charge=_("{who} phân công {name} phụ trách {unit}"),
            org__end_charge=_("{who} thôi phân công {name} phụ trách {unit}"),
            org__invite=_("{who} mời bí thư {count} đơn vị: {matter}"),
            org__grant=_("{who} giao quyền {role} tại {unit}"),
            org__revoke=_("{who} thu quyền {role}"),
            org__open_session=_("{who} mở phiên quản trị: {reason}"),
            org__close_session=_("{who} kết thúc phiên quản trị"),
        )
