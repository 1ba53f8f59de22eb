"""Which role holds which right, in one place. A right is ``room.verb``; a test keeps this list and the rules equal."""

from collections.abc import Iterable

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The roles of an organisation's work. Three office roles, not one clerk."""

    MEMBER = "member", _("Đảng viên")
    CELL_SECRETARY = "cell_secretary", _("Bí thư chi bộ")
    DEPUTY_SECRETARY = "deputy_secretary", _("Phó bí thư chi bộ")
    SECTIONAL_SECRETARY = "sectional_secretary", _("Bí thư đảng ủy bộ phận")
    COMMITTEE_MEMBER = "committee_member", _("Đảng ủy viên")
    SECRETARY = "secretary", _("Bí thư đảng ủy")
    CLERK = "clerk", _("Văn thư")
    SPECIALIST = "specialist", _("Chuyên viên Văn phòng đảng ủy")
    FILE_OFFICER = "file_officer", _("Cán bộ đảng vụ")
    CHIEF_OF_OFFICE = "chief_of_office", _("Chánh Văn phòng đảng ủy")
    INSPECTOR = "inspector", _("Cán bộ kiểm tra")
    YOUTH_SECRETARY = "youth_secretary", _("Bí thư Đoàn Thanh niên")
    UNION_CHAIR = "union_chair", _("Chủ tịch Công đoàn")
    STUDENTS_CHAIR = "students_chair", _("Chủ tịch Hội Sinh viên")
    VETERANS_CHAIR = "veterans_chair", _("Chủ tịch Hội Cựu chiến binh")
    TEACHERS_CHAIR = "teachers_chair", _("Chủ tịch Hội Cựu giáo chức")
    UNIT_HEAD = "unit_head", _("Trưởng đơn vị")
    EDITOR = "editor", _("Biên tập viên")
    TREASURER = "treasurer", _("Thủ quỹ, kế toán đảng phí")
    AUDITOR = "auditor", _("Người soát nhật ký")
    OPERATOR = "operator", _("Người quản trị hệ thống")


R = Role
CELL = {R.CELL_SECRETARY, R.DEPUTY_SECRETARY}
LEADERS = {R.SECRETARY, R.COMMITTEE_MEMBER, R.SECTIONAL_SECRETARY}
OFFICE = {R.SPECIALIST, R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.CLERK}
EVERYBODY = set(Role) - {R.OPERATOR}
ASSOCIATIONS = {R.YOUTH_SECRETARY, R.UNION_CHAIR, R.STUDENTS_CHAIR, R.VETERANS_CHAIR, R.TEACHERS_CHAIR}
WATCHERS = {R.INSPECTOR, R.AUDITOR}

RIGHTS: dict[str, set[Role]] = {
    # org
    "org.see": set(Role),
    "org.shape": {R.CHIEF_OF_OFFICE, R.FILE_OFFICER, R.SPECIALIST, R.OPERATOR},
    "org.grant": {R.CHIEF_OF_OFFICE, R.OPERATOR},
    "org.invite": {R.SPECIALIST, R.CHIEF_OF_OFFICE, R.CLERK, R.SECRETARY, R.SECTIONAL_SECRETARY},
    "org.rules": {R.CHIEF_OF_OFFICE, R.OPERATOR},
    "org.import": {R.FILE_OFFICER, R.SPECIALIST, R.CHIEF_OF_OFFICE, R.OPERATOR},
    # members
    "members.list": CELL | LEADERS | OFFICE | {R.INSPECTOR},
    "members.read_file": CELL | {R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.SECRETARY, R.INSPECTOR},
    "members.read_restricted": {R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.SECRETARY, R.INSPECTOR},
    "members.count": EVERYBODY,
    "members.edit": {R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.roster": {R.CHIEF_OF_OFFICE, R.SECRETARY},
    "members.settle": {R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.decide_full": {R.CHIEF_OF_OFFICE, R.SECRETARY},
    "members.inquire": {R.INSPECTOR},
    "members.merge": {R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.record_admission": {R.FILE_OFFICER, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "members.import": {R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.SPECIALIST},
    "members.transfer": CELL | {R.FILE_OFFICER, R.SPECIALIST, R.CHIEF_OF_OFFICE, R.SECRETARY, R.SECTIONAL_SECRETARY},
    "members.release": {R.FILE_OFFICER, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "members.leave": CELL | {R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.SECRETARY, R.SECTIONAL_SECRETARY},
    "members.youth": {R.YOUTH_SECRETARY, R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.see_cases": CELL | LEADERS | {R.SPECIALIST, R.FILE_OFFICER, R.CHIEF_OF_OFFICE, R.INSPECTOR},
    "members.keep_cases": CELL | {R.SPECIALIST, R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.appraise_cases": {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    "members.open_rounds": {R.SPECIALIST, R.FILE_OFFICER, R.CHIEF_OF_OFFICE},
    # accounts, journal
    "accounts.manage": {R.CHIEF_OF_OFFICE, R.OPERATOR},
    "journal.read": WATCHERS | {R.CHIEF_OF_OFFICE},
    # documents
    "documents.see": CELL | LEADERS | OFFICE | WATCHERS,
    "documents.take_in": OFFICE,
    "documents.confirm": {R.SPECIALIST, R.CHIEF_OF_OFFICE},
    # office
    "office.number": {R.CLERK},
    "office.submit": {R.CLERK, R.CHIEF_OF_OFFICE},
    "office.note": {R.SECRETARY, R.SECTIONAL_SECRETARY},
    "office.assign": {R.CHIEF_OF_OFFICE},
    "office.write": {R.SPECIALIST, R.CHIEF_OF_OFFICE, R.CLERK, R.FILE_OFFICER} | CELL,
    "office.see_drafts": LEADERS | OFFICE | CELL,
    "office.check": {R.CHIEF_OF_OFFICE, R.SECTIONAL_SECRETARY} | CELL,
    "office.sign": {R.SECRETARY, R.CELL_SECRETARY},
    "office.send": {R.CLERK, R.CHIEF_OF_OFFICE},
    "office.cover": CELL | LEADERS - {R.COMMITTEE_MEMBER} | {R.SPECIALIST, R.CLERK, R.CHIEF_OF_OFFICE},
    "office.receive": CELL | {R.SECTIONAL_SECRETARY, R.CLERK, R.CHIEF_OF_OFFICE},
    # programmes
    "programmes.see": EVERYBODY,
    "programmes.plan": {R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "programmes.approve": {R.SECRETARY},
    "programmes.assign": {R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "programmes.answer": CELL | ASSOCIATIONS | {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "programmes.work": CELL | ASSOCIATIONS | {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "programmes.judge": {R.SPECIALIST, R.CHIEF_OF_OFFICE, R.SECRETARY, R.COMMITTEE_MEMBER},
    "programmes.conclude": CELL | {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    # meetings
    "meetings.see": EVERYBODY,
    "meetings.propose": EVERYBODY,
    "meetings.keep": CELL | {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "meetings.sign": CELL | {R.SECTIONAL_SECRETARY, R.SECRETARY},
    "meetings.oversee": {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE, R.SECRETARY, R.COMMITTEE_MEMBER},
    "meetings.switch": {R.CHIEF_OF_OFFICE},
    "meetings.study": CELL,
    # reports
    "reports.see": CELL | LEADERS | OFFICE | WATCHERS,
    "reports.draft": {R.SPECIALIST, R.CHIEF_OF_OFFICE} | CELL,
    "reports.check": {R.CHIEF_OF_OFFICE, R.SECTIONAL_SECRETARY},
    "reports.opine": {R.COMMITTEE_MEMBER, R.SECRETARY},
    "reports.sign": {R.SECRETARY, R.CELL_SECRETARY},
    "reports.number": {R.CLERK},
    "reports.chase": {R.SPECIALIST, R.CHIEF_OF_OFFICE},
    # dues
    "dues.collect": CELL | {R.TREASURER, R.YOUTH_SECRETARY, R.UNION_CHAIR},
    "dues.see": CELL | LEADERS | OFFICE | {R.TREASURER, R.YOUTH_SECRETARY, R.UNION_CHAIR, R.INSPECTOR},
    "dues.receive": {R.TREASURER, R.SPECIALIST, R.CHIEF_OF_OFFICE, R.YOUTH_SECRETARY, R.UNION_CHAIR},
    "dues.bring": {R.TREASURER, R.YOUTH_SECRETARY, R.UNION_CHAIR},
    # reviews
    "reviews.see": CELL | LEADERS | OFFICE | {R.INSPECTOR},
    "reviews.register": CELL | {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    "reviews.oversee": {R.SECTIONAL_SECRETARY, R.SPECIALIST, R.CHIEF_OF_OFFICE},
    # figures
    "figures.enter": {R.SPECIALIST, R.CHIEF_OF_OFFICE, R.FILE_OFFICER},
}


def rights_of(role: str) -> frozenset[str]:
    """The rights a role carries; none for an unknown role."""
    return frozenset(right for right, roles in RIGHTS.items() if role in {str(one.value) for one in roles})


def all_rights() -> Iterable[str]:
    """Every right there is."""
    return RIGHTS.keys()


ROLE_RIGHTS: dict[str, frozenset[str]] = {str(role.value): rights_of(role) for role in Role}
