"""The members room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "nennep.members"
    label = "members"

    def ready(self) -> None:
        from nennep.duties import registry as duties
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.members.duties import PROVIDERS
        from nennep.members.figures import FIGURES
        from nennep.members.file_figures import FIGURES as FILES
        from nennep.members.files import tell_the_journal
        from nennep.members.models import Admission, Membership, Recognition, Tenure

        figures.offer(*FIGURES, *FILES)
        for provider in PROVIDERS:
            duties.offer(provider)
        journal.sealed(
            Membership, ["id", "person_id", "unit_id", "association", "placement", "status", "since", "until"]
        )
        journal.sealed(
            Admission, ["id", "person_id", "unit_id", "decision_no", "decided_on", "ceremony_on", "annulled_on"]
        )
        journal.sealed(
            Recognition, ["id", "person_id", "unit_id", "decision_no", "decided_on", "official_from", "annulled_on"]
        )
        journal.sealed(Tenure, ["id", "person_id", "seat_id", "decision", "since", "until"])
        journal.sentences(
            members__enrol=_("{who} nhập {person} vào danh sách {unit}"),
            members__enrol_rows=_("{who} đưa {count} đồng chí trong tệp {name} vào sổ"),
            members__record_admission=_("{who} ghi kết nạp {person} vào {unit}, quyết định {number} ngày {on}"),
            members__recognise=_("{who} ghi công nhận chính thức {person} ({unit}), quyết định {number} ngày {on}"),
            members__annul=_("{who} hủy quyết định kết nạp {person}"),
            members__hold_ceremony=_("{who} ghi lễ kết nạp {person} tại {unit}, tổ chức ngày {on}"),
            members__take_post=_("{who} ghi {person} giữ chức danh {title} ({unit}) từ {on}"),
            members__leave_post=_("{who} ghi {person} thôi giữ chức danh {title} ({unit}) từ {on}"),
            members__move=_("{who} chuyển {person} từ {from} sang {unit} ngày {on}"),
            members__read_file=_("{who} xem hồ sơ {person}"),
            members__open_number=_("{who} mở danh sách {figure} của {unit}"),
            members__export=_("{who} xuất danh sách của {unit}: {reason}"),
            members__import=_("{who} nhập {count} dòng từ tệp {name}"),
            members__stretch=_("{who} ghi thời gian sinh hoạt của {person} tại {unit}, từ {on}"),
            members__end=_("{who} ghi {person} thôi sinh hoạt tại {unit} từ {on}"),
        )
        tell_the_journal()
