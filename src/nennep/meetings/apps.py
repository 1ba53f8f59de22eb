"""The meetings room for Django."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SENTENCES = {
    "meetings__plan": _("{who} lên kế hoạch “{title}” ({at})"),
    "meetings__move": _("{who} sửa kế hoạch “{title}” ({at})"),
    "meetings__cancel": _("{who} hủy “{title}”: {why}"),
    "meetings__build": _("{who} dựng chương trình “{title}”: {count} nội dung"),
    "meetings__item": _("{who} thêm nội dung “{item}” vào “{title}”"),
    "meetings__arrange": _("{who} sửa chương trình “{title}”"),
    "meetings__lay": _("{who} đưa tài liệu “{name}” vào nội dung “{item}”"),
    "meetings__take_off": _("{who} bỏ tài liệu “{name}” khỏi nội dung “{item}”"),
    "meetings__invite": _("{who} mời {count} người dự “{title}”"),
    "meetings__remind": _("{who} nhắc {count} người chưa trả lời giấy mời “{title}”"),
    "meetings__remind_day": _("{who} nhắc {count} người về “{title}” của ngày mai"),
    "meetings__answer": _("{who} trả lời giấy mời “{title}”: {answer}"),
    "meetings__open": _("{who} khai mạc “{title}”"),
    "meetings__call": _("{who} điểm danh “{title}”: có mặt {present}/{summoned}"),
    "meetings__check_in": _("{who} điểm danh dự “{title}”"),
    "meetings__note": _("{who} ghi ý kiến về “{item}”"),
    "meetings__speech": _("{who} ghi đồng chí {name} {act} về “{item}”"),
    "meetings__open_vote": _("{who} mở biểu quyết “{vote}”, cần ít nhất {needed}/{base} phiếu tán thành"),
    "meetings__close_vote": _("{who} ghi kết quả “{vote}”: tán thành {agreed}/{base}"),
    "meetings__tell": _("{who} ghi kết quả kiểm phiếu của {teller} cho “{vote}”"),
    "meetings__close_election": _("{who} ghi kết quả bầu cử “{vote}”: trúng cử {elected}/{seats}"),
    "meetings__pass_on": _("{who} đưa kết quả “{vote}” vào hồ sơ"),
    "meetings__conclude": _("{who} ghi {kind} của “{title}”: {words}"),
    "meetings__settle": _("{who} ghi kết quả thực hiện “{words}”"),
    "meetings__number": _("{who} ghi số {number} cho “{words}”"),
    "meetings__close": _("{who} kết thúc “{title}”"),
    "meetings__record_past": _("{who} ghi vào sổ “{title}” đã họp ngày {on}"),
    "meetings__write": _("{who} sửa biên bản “{title}”"),
    "meetings__sign": _("{who} ký biên bản “{title}” ({side})"),
    "meetings__correct": _("{who} lập biên bản đính chính “{title}”: {why}"),
    "meetings__bring_certified": _("{who} đưa lên biên bản “{title}” ký bằng chứng thư số của {names}"),
    "meetings__score": _("{who} chấm điểm “{title}”: {total} điểm, {grade}"),
    "meetings__propose": _("{who} đề xuất nội dung sinh hoạt: {words}"),
    "meetings__answer_idea": _("{who} trả lời đề xuất “{words}”"),
    "meetings__direct": _("{who} định hướng nội dung sinh hoạt tháng {month}"),
    "meetings__switch": _("{who} bật, tắt “{thing}” tại {unit}"),
    "meetings__chase": _("{who} nhắc {count} chi bộ về kế hoạch sinh hoạt tháng {month}"),
    "meetings__engage": _("{who} ghi lịch công tác ngày {on}: {words}"),
    "meetings__disengage": _("{who} bỏ khỏi lịch công tác ngày {on}: {words}"),
    "meetings__copy_week": _("{who} chép {count} việc của tuần trước vào lịch tuần từ ngày {on}"),
    "meetings__issue_week": _("{who} ban hành lịch công tác tuần từ ngày {on} của {unit}"),
    "meetings__make_unit_feed": _("{who} tạo địa chỉ lịch công khai của {unit}"),
    "meetings__drop_unit_feed": _("{who} thu hồi địa chỉ lịch công khai của {unit}"),
    "meetings__word_script": _("{who} sửa lời điều hành cuộc họp của {unit}"),
    "meetings__link_question": _("{who} gắn phiếu xin ý kiến “{words}” vào nội dung “{item}”"),
    "meetings__open_pulse": _("{who} mở phiếu hỏi ẩn danh về “{title}”"),
    "meetings__close_pulse": _("{who} kết thúc phiếu hỏi ẩn danh về “{title}”"),
    "meetings__fix_day": _("{who} đặt lịch cố định {kind}: {at}, {place}"),
    "meetings__free_day": _("{who} bỏ lịch cố định {kind}"),
    "meetings__timetable": _("{who} đưa thời khóa biểu của {unit} vào: {count} sự kiện"),
    "meetings__ask_body": _("{who} xin ý kiến {count} người bằng phiếu: {words}"),
    "meetings__answer_slip": _("{who} ghi ý kiến vào phiếu: {words}"),
    "meetings__remind_asked": _("{who} nhắc {count} người chưa trả lời phiếu: {words}"),
    "meetings__count_slips": _("{who} kiểm phiếu xin ý kiến: {words}, tán thành {agreed}/{asked}"),
    "meetings__appoint_tellers": _("{who} cử người kiểm phiếu “{vote}”: {tellers}"),
    "meetings__set_kind": _("{who} lưu loại cuộc họp “{name}”"),
    "meetings__withdraw_vote": _("{who} bỏ biểu quyết mở nhầm “{vote}”"),
    "meetings__topic": _("{who} đưa chuyên đề “{words}” vào danh sách năm {year}"),
    "meetings__drop_topic": _("{who} bỏ chuyên đề “{words}” khỏi danh sách năm {year}"),
    "meetings__study_theme": _("{who} đặt nội dung học tập “{words}” của năm {year}"),
    "meetings__drop_study_theme": _("{who} bỏ nội dung học tập “{words}” của năm {year}"),
    "meetings__study": _("{who} ghi kết quả tự học tháng {month}"),
    "meetings__see_study": _("{who} đánh dấu đã xem {count} mục tự học tháng {month}"),
    "meetings__download": _("{who} tải biên bản “{title}” dạng {form}"),
}


class MeetingsConfig(AppConfig):
    name = "nennep.meetings"
    label = "meetings"

    def ready(self) -> None:
        from nennep.core.events import subscribe
        from nennep.duties import registry as duties
        from nennep.duties import rulebook
        from nennep.figures import registry as figures
        from nennep.journal import registry as journal
        from nennep.meetings.actions.writing import paper_issued
        from nennep.meetings.duties import PROVIDERS
        from nennep.meetings.figures import FIGURES
        from nennep.meetings.matters import KEYS
        from nennep.meetings.models import (
            CertifiedCopy,
            Meeting,
            Minutes,
            Outcome,
            Question,
            Score,
            Slip,
            StudyEntry,
            Vote,
        )
        from nennep.office.events import PaperIssued

        for provider in PROVIDERS:
            duties.offer(provider)
        subscribe(PaperIssued, paper_issued)
        figures.offer(*FIGURES)
        rulebook.offer(*KEYS)
        journal.sealed(Meeting, ["id", "unit_id", "kind_id", "title", "stage", "held_on", "thematic"])
        journal.sealed(
            Vote,
            [
                "id",
                "meeting_id",
                "title",
                "matter",
                "ballot",
                "base",
                "needed",
                "agreed",
                "against",
                "passed",
                "closed",
            ],
        )
        journal.sealed(Minutes, ["id", "meeting_id", "edition", "file_sha", "keeper", "chair"])
        journal.sealed(Outcome, ["id", "meeting_id", "kind", "words", "owner", "due_on", "number", "done_on"])
        journal.sealed(Score, ["id", "meeting_id", "side", "total", "grade"])
        journal.sealed(Question, ["id", "unit_id", "body", "words", "due_on", "closed_on"])
        journal.sealed(Slip, ["id", "question_id", "account_id", "name", "choice", "words"])
        journal.sealed(CertifiedCopy, ["id", "minutes_id", "file_sha", "brought_by"])
        journal.sealed(StudyEntry, ["id", "unit_id", "person_id", "month", "hours"])
        journal.sentences(**SENTENCES)
