"""The members room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "members__refuse_post": _("{who} ghi {body} không chuẩn y {person} giữ chức danh {title} ({unit}), {number}"),
    "members__approve_post": _("{who} ghi {body} chuẩn y {person} giữ chức danh {title} ({unit}), {number}"),
    "members__plan": _("{who} ghi quy hoạch {person} vào chức danh {title} ({unit}), nhiệm kỳ {term}"),
    "members__decide_plan": _("{who} ghi quy hoạch chức danh {title} ({unit}): {state}, {number}"),
    "members__read_roster": _("{who} xem quy hoạch cán bộ của {unit}"),
    "members__notice": _("{who} đưa {person} ({unit}) vào danh sách quần chúng ưu tú ngày {on}"),
    "members__follow": _("{who} bắt đầu theo dõi thời gian dự bị của {person} ({unit})"),
    "members__help": _("{who} phân công {helper} giúp đỡ {person} từ {on}"),
    "members__case_step": _("{who} ghi bước “{step}” của {person}, ngày {on} {number}"),
    "members__file_paper": _("{who} đưa vào hồ sơ {person}: {paper} {number}, ngày {on}"),
    "members__lay_case": _("{who} chuyển {n} giấy tờ từ hồ sơ phát triển vào hồ sơ đảng viên {person}"),
    "members__set_standard": _("{who} ghi trạng thái tiêu chuẩn chính trị của {person}: {standard}"),
    "members__vote": _("{who} ghi biểu quyết “{step}” về {person}: {agreed}/{base}, cần {needed}, ngày {on}"),
    "members__reopen_step": _("{who} mở lại bước {step} của {person}: {why}"),
    "members__extend_step": _("{who} gia hạn bước hiện tại của {person} đến {on}: {why}"),
    "members__object_case": _("{who} ghi ý kiến của nơi mới về hồ sơ của {person}, ngày {on}: {why}"),
    "members__review_case": _("{who} ghi kết quả xem xét ý kiến về hồ sơ của {person}, ngày {on}: {why}"),
    "members__end_case": _("{who} ghi hồ sơ của {person}: {state}, ngày {on} {why}"),
    "members__resume_case": _("{who} tiếp tục hồ sơ của {person} tại {unit} từ {on}"),
    "members__forward_case": _("{who} chuyển hồ sơ của {person} sang {unit} từ {on} {why}"),
    "members__note_month": _("{who} ghi nhận xét tháng {month} về {person}"),
    "members__send_letter": _("{who} gửi công văn {number} ngày {on} thẩm tra {about} tới {place}"),
    "members__take_request": _("{who} tiếp nhận đề nghị thẩm tra {about} của {place}, công văn {number} ngày {on}"),
    "members__answer_letter": _("{who} ghi trả lời thẩm tra {about} ({place}, công văn {number}) ngày {on}"),
    "members__open_round": _("{who} mở “{name}” cho {count} chi bộ của {unit}, hạn {on}"),
    "members__close_round": _("{who} kết thúc “{name}” ngày {on}"),
    "members__list_screened": _("{who} đưa {person} ({unit}) vào danh sách của “{name}”"),
    "members__screen": _("{who} ghi kết luận rà soát {person}: {outcome}"),
    "members__answer_round": _("{who}: {unit} báo hoàn thành “{name}” ngày {on}"),
    "members__send_comment": _("{name} ({ward}) gửi nhận xét {person} qua đường dẫn trên phiếu"),
    "members__take_sheet": _("{who} ghi nhận xét nơi cư trú của {person} ({ward}) ngày {on}"),
    "members__confirm_supplement": _("{who} xác nhận phiếu bổ sung hồ sơ của {person} trong “{name}” ngày {on}"),
    "members__accept_supplement": _("{who}: chi ủy xác nhận phiếu bổ sung hồ sơ của {person} trong “{name}” ngày {on}"),
    "members__export_cases": _("{who} xuất danh sách phát triển đảng của {unit}"),
}


class MembersConfig(AppConfig):
    name = "nennep.members"
    label = "members"

    def ready(self) -> None:
        from nennep.core import scope
        from nennep.core.events import subscribe
        from nennep.duties import registry as duties
        from nennep.duties import rulebook
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.members import caseduties, events, limits, listeners, pipeline, posts, rounds, steps
        from nennep.members.duties import PROVIDERS
        from nennep.members.figures import FIGURES
        from nennep.members.file_figures import FIGURES as FILES
        from nennep.members.files import tell_the_journal
        from nennep.members.models import Admission, Case, Letter, Membership, Recognition, Tenure
        from nennep.members.sentences import tell_of_moves

        scope.close("members.roster")
        figures.offer(*FIGURES, *FILES, *pipeline.FIGURES)
        rulebook.offer(*steps.KEYS, *limits.KEYS, *posts.KEYS)
        subscribe(events.MemberRecognised, listeners.member_recognised)
        subscribe(events.CeremonyHeld, listeners.ceremony_held)
        subscribe(events.AdmissionAnnulled, listeners.admission_annulled)
        subscribe(events.MembershipEnded, listeners.membership_ended)
        subscribe(events.MemberMoved, listeners.member_moved)
        subscribe(listeners.UnitEnded, listeners.unit_ended)
        for provider in (*PROVIDERS, *caseduties.PROVIDERS, *rounds.PROVIDERS):
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
        journal.sealed(
            Case, ["id", "person_id", "unit_id", "stage", "state", "opened_on", "filed_on", "decided_on", "closed_on"]
        )
        journal.sealed(Letter, ["id", "case_id", "unit_id", "number", "sent_on", "due_on", "returned_on"])
        journal.sentences(**SENTENCES)
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
            members__export=_("{who} xuất danh sách của {unit}, {count} dòng: {reason}"),
            members__import=_("{who} nhập {count} dòng từ tệp {name}"),
            members__stretch=_("{who} ghi thời gian sinh hoạt của {person} tại {unit}, từ {on}"),
            members__end=_("{who} ghi {person} thôi sinh hoạt tại {unit} từ {on}"),
        )
        tell_the_journal()
        tell_of_moves()
