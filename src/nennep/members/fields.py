"""What a file consists of, defined once: every single value and every kind of dated entry, with its class and its form.

Items and lists follow forms 2-KNĐ and 2-HSĐV (guidance 38-HD/BTCTW, I.1.4.2 and I.2.2). ``summary`` values are kept from
the start; the others once the committee has decided so in writing (``FullFile``).
"""

from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.models import AcademicRank, Degree, Health, Sex, Theory


class Klass(models.TextChoices):
    """Who may see a value: anybody who may list the unit; who keeps or leads there; who answers for files."""

    PUBLIC = "public", _("trong đơn vị")
    OFFICE = "office", _("cấp ủy, văn phòng")
    RESTRICTED = "restricted", _("hạn chế")


P, S, R = Klass.PUBLIC, Klass.OFFICE, Klass.RESTRICTED
Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Field:
    """A single value. ``on`` is where it lies: person or sheet; ``shape`` text, long, choice, day, partial, number.

    ``frozen`` is never corrected once written; ``hidden`` is a body's finding, which the member reads on paper only;
    ``lives`` changes with life (a telephone, an address), so that it is amended without an approving paper.
    """

    name: str
    label: Words
    klass: Klass
    on: str = "sheet"
    shape: str = "text"
    choices: Choices | None = None
    summary: bool = True
    group: str = "person"
    frozen: bool = False
    hidden: bool = False
    lives: bool = False
    size: int = 160
    help: Words = ""


GROUPS: dict[str, Words] = {
    "person": _("Bản thân"),
    "learning": _("Trình độ"),
    "party": _("Vào Đảng, thẻ, hồ sơ"),
    "contact": _("Nơi ở, liên hệ"),
    "more": _("Lý lịch đầy đủ"),
}
FIELDS: tuple[Field, ...] = (
    Field("full_name", _("Họ và tên khai sinh"), P, "person", size=120),
    Field("other_names", _("Tên gọi khác"), S, "person", size=200),
    Field("sex", _("Giới tính"), P, "person", "choice", list(Sex.choices)),
    Field("born_on", _("Ngày sinh"), P, "person", "partial", frozen=True, help=_("Theo hồ sơ gốc; không điều chỉnh sau khi đã ghi.")),
    Field("birth_place", _("Nơi đăng ký khai sinh"), S, size=250),
    Field("native_place", _("Quê quán"), P, "person", size=250),
    Field("ethnicity", _("Dân tộc"), P, "person", size=40),
    Field("religion", _("Tôn giáo"), R, "person", size=60),
    Field("occupation", _("Nghề nghiệp hiện nay"), P, lives=True),
    Field("work_title", _("Chức vụ, đơn vị công tác; lớp"), P, "person", lives=True),
    Field("general_education", _("Giáo dục phổ thông"), P, group="learning", size=40),
    Field("qualification", _("Chuyên môn, nghiệp vụ"), P, group="learning"),
    Field("degree", _("Học vị cao nhất"), P, "person", "choice", list(Degree.choices), group="learning"),
    Field("academic_rank", _("Học hàm"), P, "sheet", "choice", list(AcademicRank.choices), group="learning"),
    Field("theory", _("Lý luận chính trị"), P, "person", "choice", list(Theory.choices), group="learning"),
    Field("theory_mode", _("Hình thức học lý luận chính trị"), S, group="learning", size=40),
    Field("it_level", _("Tin học"), P, group="learning", size=80),
    Field("minority_language", _("Tiếng dân tộc thiểu số"), P, group="learning", size=80),
    Field("file_no", _("Số lý lịch đảng viên"), S, "person", group="party", size=20),
    Field("card_no", _("Số thẻ đảng viên"), S, "person", group="party", size=20),
    Field("card_issued_on", _("Ngày cấp thẻ"), S, "sheet", "day", group="party"),
    Field("old_card_no", _("Số thẻ cũ (8 số)"), S, group="party", size=20),
    Field("citizen_id", _("Số định danh cá nhân"), R, "person", "number", group="contact", size=12, help=_("12 số; hệ thống chỉ giữ bốn số cuối và dấu vết để đối chiếu.")),
    Field("address", _("Nơi thường trú"), S, "person", group="contact", size=250, lives=True),
    Field("temporary_address", _("Nơi tạm trú"), S, group="contact", size=250, lives=True),
    Field("phone", _("Điện thoại"), S, "person", group="contact", size=30, lives=True),
    Field("email", _("Thư điện tử"), S, "person", group="contact", lives=True),
    Field("youth_on", _("Ngày vào Đoàn"), S, "sheet", "partial", summary=False, group="more"),
    Field("youth_place", _("Nơi vào Đoàn"), S, summary=False, group="more"),
    Field("employed_on", _("Ngày được tuyển dụng"), S, "sheet", "partial", summary=False, group="more"),
    Field("employer", _("Cơ quan tuyển dụng"), S, summary=False, group="more"),
    Field("admission_place", _("Nơi kết nạp (nếu trước khi lập sổ)"), S, summary=False, group="more", size=200),
    Field("recognition_place", _("Nơi công nhận chính thức (nếu trước khi lập sổ)"), S, summary=False, group="more", size=200),
    Field("family_class", _("Thành phần gia đình"), R, summary=False, group="more", size=80),
    Field("health", _("Tình trạng sức khỏe"), R, "sheet", "choice", list(Health.choices), summary=False, group="more"),
    Field("invalid_grade", _("Thương binh loại"), R, summary=False, group="more", size=40),
    Field("merit", _("Gia đình liệt sĩ, người có công"), S, summary=False, group="more"),
    Field("life_summary", _("Lịch sử bản thân"), R, "sheet", "long", summary=False, group="more"),
    Field("self_assessment", _("Tự nhận xét"), R, "sheet", "long", summary=False, group="more"),
    Field("cell_opinion", _("Nhận xét của chi ủy"), R, "sheet", "long", summary=False, group="more", hidden=True),
    Field("certification", _("Chứng nhận của cấp ủy"), R, "sheet", "long", summary=False, group="more", hidden=True),
)  # fmt: skip
BY_NAME: dict[str, Field] = {one.name: one for one in FIELDS}


@dataclass(frozen=True)
class Column:
    """A value of an entry."""

    name: str
    label: Words
    choices: Choices | None = None
    needed: bool = False
    long: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of dated entry. ``dated`` is span (from, to), day (one date), born (a year of birth) or none."""

    code: str
    label: Words
    klass: Klass
    columns: tuple[Column, ...]
    dated: str = "span"
    summary: bool = False
    hidden: bool = False

    @property
    def others(self) -> bool:
        """Whether its days are those of other people's lives."""
        return self.code in {"family", "abroad"}


RELATIONS: Choices = [
    ("father", _("cha")), ("mother", _("mẹ")), ("foster_parent", _("người nuôi dưỡng")), ("spouse", _("vợ, chồng")), ("child", _("con")),
    ("sibling", _("anh chị em ruột")), ("father_in_law", _("cha vợ, cha chồng")), ("mother_in_law", _("mẹ vợ, mẹ chồng")),
    ("sibling_in_law", _("anh chị em vợ, chồng")), ("paternal_grandparent", _("ông bà nội")), ("maternal_grandparent", _("ông bà ngoại")),
    ("grandparent_in_law", _("ông bà của vợ, chồng")),
]  # fmt: skip
MODES: Choices = [
    ("full", _("chính quy, tập trung")),
    ("part", _("vừa làm vừa học")),
    ("distance", _("từ xa")),
    ("short", _("bồi dưỡng ngắn hạn")),
]
FORMS: Choices = [
    ("reprimand", _("khiển trách")),
    ("warning", _("cảnh cáo")),
    ("removal", _("cách chức")),
    ("expulsion", _("khai trừ")),
    ("state", _("kỷ luật hành chính")),
]
FACTS: Choices = [
    ("left", _("đã ra khỏi Đảng")), ("readmitted", _("được kết nạp lại")), ("restored", _("được khôi phục quyền")), ("punished", _("bị xử lý theo pháp luật")),
    ("old_regime", _("có tham gia chế độ cũ")), ("other", _("khác")),
]  # fmt: skip


def _kinds() -> tuple[Kind, ...]:
    unit, post, by = _("Cơ quan, đơn vị"), _("Công việc, chức vụ"), _("Cơ quan quyết định")
    number, note = _("Số quyết định"), _("Ghi chú")
    name, place = _("Họ và tên"), _("Nơi ở hiện nay")
    return (
        Kind("introducers", _("Người giới thiệu vào Đảng"), S, (Column("name", name, needed=True), Column("post", post), Column("unit", unit)), "none", True),
        Kind("languages", _("Ngoại ngữ"), P, (Column("language", _("Ngoại ngữ"), needed=True), Column("level", _("Trình độ, chứng chỉ"), needed=True)), "day", True),
        Kind("commendations", _("Khen thưởng"), P, (Column("form", _("Hình thức"), needed=True), Column("number", number), Column("by", by)), "day", True),
        Kind("titles", _("Danh hiệu được phong"), P, (Column("title", _("Danh hiệu"), needed=True), Column("by", by)), "day", True),
        Kind("badges", _("Huy hiệu Đảng"), P, (Column("years", _("Loại (năm)"), needed=True), Column("number", _("Số Huy hiệu")), Column("decision", number)), "day", True),
        Kind("education", _("Đào tạo, bồi dưỡng"), S, (Column("school", _("Trường"), needed=True), Column("field", _("Ngành, nội dung"), needed=True), Column("mode", _("Hình thức"), MODES), Column("result", _("Văn bằng, chứng chỉ")))),
        Kind("work", _("Quá trình công tác"), S, (Column("post", post, needed=True), Column("unit", unit, needed=True))),
        Kind("military", _("Nhập ngũ, xuất ngũ"), S, (Column("rank", _("Cấp bậc")), Column("unit", unit), Column("discharge", _("Hình thức xuất ngũ")))),
        Kind("organisations", _("Tổ chức xã hội đã tham gia"), S, (Column("name", _("Tổ chức"), needed=True), Column("role", _("Chức danh")))),
        Kind("discipline", _("Kỷ luật"), R, (Column("form", _("Hình thức"), FORMS, needed=True), Column("reason", _("Lý do"), needed=True), Column("number", number), Column("by", by))),
        Kind("history", _("Đặc điểm lịch sử"), R, (Column("fact", _("Nội dung"), FACTS, needed=True), Column("words", note, needed=True, long=True))),
        Kind("travel", _("Đi nước ngoài"), R, (Column("country", _("Nước"), needed=True), Column("purpose", _("Mục đích"), needed=True), Column("payer", _("Nguồn kinh phí")))),
        Kind("abroad", _("Thân nhân, quan hệ ở nước ngoài"), R, (Column("name", name, needed=True), Column("relation", _("Quan hệ"), needed=True), Column("country", _("Nước"), needed=True), Column("words", note))),
        Kind("family", _("Quan hệ gia đình"), R, (Column("relation", _("Quan hệ"), RELATIONS, needed=True), Column("name", name, needed=True), Column("native", _("Quê quán")), Column("occupation", _("Nghề nghiệp")), Column("residence", place), Column("words", _("Lịch sử chính trị"), long=True)), "born"),
        Kind("economic", _("Hoàn cảnh kinh tế"), R, (Column("income", _("Thu nhập một năm")), Column("house", _("Nhà, đất")), Column("business", _("Hoạt động kinh tế")), Column("assets", _("Tài sản từ 50 triệu đồng"))), "day"),
        Kind("verification", _("Nhận xét của cấp ủy nơi thẩm tra"), R, (Column("place", _("Nơi thẩm tra"), needed=True), Column("finding", _("Kết quả"), needed=True, long=True), Column("signer", _("Người ký"))), "day", hidden=True),
    )  # fmt: skip


KINDS: dict[str, Kind] = {one.code: one for one in _kinds()}


def label_of(name: str) -> Words:
    """The words for a field or a kind of entry."""
    one = BY_NAME.get(name) or KINDS.get(name)
    return one.label if one else name
