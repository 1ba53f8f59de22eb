"""What the journal says of transfers, departures, leaving and badges."""

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.journal import registry as journal
from nennep.members.models import Badge, Leaving, Transfer

MOVES: dict[str, Words] = {
    "members__ask_transfer": _("{who} đề nghị chuyển sinh hoạt đảng của {person} từ {from} đến {to}"),
    "members__agree_transfer": _("{who} ghi chi bộ đồng ý cho {person} chuyển đến {to}"),
    "members__release_transfer": _("{who} giới thiệu {person} đến {to}, giấy số {number}"),
    "members__renew_letter": _("{who} cấp lại giấy giới thiệu của {person}, số {number}"),
    "members__accept_transfer": _("{who} tiếp nhận {person} vào {to} từ {on}"),
    "members__receipt_transfer": _("{who} ghi {to} báo nhận {person}, văn bản {receipt}"),
    "members__turn_back_transfer": _("{who} trả lại hồ sơ chuyển sinh hoạt của {person}: {reason}"),
    "members__withdraw_transfer": _("{who} rút hồ sơ chuyển sinh hoạt của {person} đến {to}"),
    "members__extend_transfer": _("{who} gia hạn sinh hoạt tạm thời của {person} đến {on}"),
    "members__end_stay": _("{who} ghi {person} sinh hoạt tạm thời tại {to} đã trở về từ {on}"),
    "members__release_cell": _("{who} giới thiệu {count} đảng viên của {unit} đến {to}, văn bản {number}"),
    "members__accept_batch": _("{who} tiếp nhận {count} đảng viên từ {from} vào {unit}"),
    "members__receive_from_outside": _("{who} tiếp nhận {person} từ {from}, giấy giới thiệu {number}"),
    "members__note_departure": _("{who} ghi {person} ({unit}) {cause} ngày {on}"),
    "members__ask_stay": _("{who} đề nghị cho {person} tiếp tục sinh hoạt tại trường đến {on}"),
    "members__extend_stay": _("{who} ghi {person} được tiếp tục sinh hoạt tại trường đến {on}"),
    "members__give_youth_comment": _("{who} ghi ý kiến của Đoàn Thanh niên về {person}"),
    "members__drop_departure": _("{who} bỏ theo dõi {person}: {reason}"),
    "members__remind_departures": _("{who} nhắc {count} trường hợp chuyển sinh hoạt của {unit}"),
    "members__propose_leaving": _("{who} ghi chi bộ đề nghị {kind} đối với {person} ({unit})"),
    "members__report_death": _("{who} ghi {unit} báo {person} từ trần"),
    "members__note_death": _("{who} ghi {person} từ trần ngày {on}, văn bản {number}"),
    "members__decide_leaving": _("{who} ghi quyết định {number}: {kind}, {person}, từ {on}"),
    "members__drop_leaving": _("{who} ghi không thực hiện {kind} đối với {person}: {reason}"),
    "members__hand_decision": _("{who} ghi đã trao quyết định {number} cho {person} ngày {on}"),
    "members__appeal_leaving": _("{who} ghi {person} khiếu nại quyết định {number} ngày {on}"),
    "members__settle_appeal": _("{who} ghi trả lời khiếu nại của {person} ngày {on}: {answer}"),
    "members__end_exemption": _("{who} ghi {person} trở lại sinh hoạt từ {on}"),
    "members__readmit_member": _("{who} ghi kết nạp lại {person} vào {unit}, quyết định {number} ngày {on}"),
    "members__note_interruption": _("{who} ghi thời gian không tính tuổi Đảng của {person}"),
    "members__strike_interruption": _("{who} bỏ thời gian không tính tuổi Đảng {since} – {until} của {person}: {why}"),
    "members__propose_badge": _("{who} đề nghị tặng Huy hiệu {years} năm tuổi Đảng cho {person}"),
    "members__decide_badge": _("{who} ghi quyết định {number} tặng Huy hiệu {years} năm tuổi Đảng cho {person}"),
    "members__drop_badge": _("{who} đưa {person} ra khỏi danh sách Huy hiệu {years} năm: {reason}"),
    "members__measure_blank": _("{who} ghi vị trí trên phôi giấy giới thiệu của {unit}"),
    "members__begin_draft": _("{who} lập phương án {name} của {unit}"),
    "members__drop_draft": _("{who} bỏ phương án {name}"),
    "members__apply_draft": _(
        "{who} thực hiện phương án {name} từ {on}, {count} đảng viên chuyển chi bộ, quyết định {number}"
    ),
}


def tell_of_moves() -> None:
    """Register; called once when Django is ready."""
    journal.sealed(
        Transfer, ["id", "person_id", "to_name", "kind", "state", "letter_no", "letter_on", "done_on", "receipt_no"]
    )  # fmt: skip
    journal.sealed(Leaving, ["id", "person_id", "kind", "state", "decision_no", "decided_on", "effective_on", "until"])
    journal.sealed(Badge, ["id", "person_id", "years", "state", "decision_no", "decided_on"])
    journal.sentences(**MOVES)
