"""The headings of each file that can be brought in, and the words taken for each value."""

from functools import lru_cache

from nennep.members.imports.sheet import Heading
from nennep.viet.order import fold

UNITS = (
    Heading("code", "Mã đơn vị", needed=True, width=14),
    Heading("name", "Tên đơn vị", ("Tên",), needed=True, width=46),
    Heading("kind", "Loại đơn vị", ("Loại",), needed=True, width=26),
    Heading("parent", "Mã đơn vị cấp trên", ("Mã cấp trên", "Trực thuộc"), needed=True, width=18),
    Heading("since", "Ngày thành lập", ("Thành lập",), width=16),
    Heading("joint", "Chi bộ ghép", width=12),
    Heading("student", "Chi bộ sinh viên", width=14),
    Heading("symbol", "Ký hiệu văn bản", ("Ký hiệu",), width=12),
)
ROLL = (
    Heading("full_name", "Họ và tên", ("Họ tên", "Họ và tên khai sinh", "Tên đảng viên"), needed=True, width=26),
    Heading("sex", "Giới tính", ("Nam nữ",), needed=True, width=10),
    Heading("born_on", "Ngày sinh", ("Sinh ngày", "Ngày tháng năm sinh"), needed=True, width=14),
    Heading("ethnicity", "Dân tộc", width=10),
    Heading("native_place", "Quê quán", width=24),
    Heading("category", "Đối tượng", ("Đối tượng đảng viên",), width=14),
    Heading("work_title", "Chức vụ, đơn vị, lớp", ("Chức vụ đơn vị công tác", "Lớp"), width=26),
    Heading("degree", "Học vị", ("Trình độ chuyên môn", "Trình độ"), width=14),
    Heading("theory", "Lý luận chính trị", ("LLCT",), width=14),
    Heading("card_no", "Số thẻ đảng viên", ("Số thẻ",), width=16),
    Heading("citizen", "Số định danh cá nhân", ("Số CCCD", "Số căn cước", "CCCD"), width=18),
    Heading("joined_on", "Ngày kết nạp", ("Ngày vào Đảng",), width=14),
    Heading("official_on", "Ngày chính thức", ("Ngày công nhận chính thức",), width=14),
    Heading("cell", "Mã chi bộ", ("Chi bộ", "Mã đơn vị", "Tổ chức", "Nơi sinh hoạt"), needed=True, width=16),
    Heading("key", "Mã đảng viên", ("Mã hồ sơ đảng viên",), width=14),
)
ADMISSIONS = (
    Heading("full_name", "Họ và tên", ("Họ tên",), needed=True, width=26),
    Heading("sex", "Giới tính", needed=True, width=10),
    Heading("born_on", "Ngày sinh", needed=True, width=14),
    Heading("category", "Đối tượng", needed=True, width=14),
    Heading("cell", "Mã chi bộ", ("Chi bộ",), needed=True, width=16),
    Heading("decision_no", "Quyết định số", ("Số quyết định",), needed=True, width=16),
    Heading("decided_on", "Ngày quyết định", needed=True, width=14),
    Heading("ceremony_on", "Ngày tổ chức lễ kết nạp", ("Ngày lễ kết nạp",), width=16),
)
RECOGNITIONS = (
    Heading("full_name", "Họ và tên", ("Họ tên",), needed=True, width=26),
    Heading("born_on", "Ngày sinh", width=14),
    Heading("cell", "Mã chi bộ", ("Chi bộ",), needed=True, width=16),
    Heading("decision_no", "Quyết định số", ("Số quyết định",), needed=True, width=16),
    Heading("decided_on", "Ngày quyết định", needed=True, width=14),
    Heading("official_from", "Chính thức từ ngày", width=16),
)
DEPARTURES = (
    Heading("full_name", "Họ và tên", ("Họ tên",), needed=True, width=26),
    Heading("born_on", "Ngày sinh", ("Sinh ngày",), needed=True, width=14),
    Heading("left_on", "Ngày tốt nghiệp, nghỉ, chuyển", ("Ngày tốt nghiệp", "Ngày quyết định", "Ngày nghỉ hưu"), needed=True, width=24),
    Heading("cause", "Trường hợp", ("Lý do",), width=18),
    Heading("decision", "Quyết định số", ("Số quyết định",), width=22),
)  # fmt: skip
CANDIDATES = (
    Heading("full_name", "Họ và tên", ("Họ tên",), needed=True, width=26),
    Heading("sex", "Giới tính", ("Nam nữ",), needed=True, width=10),
    Heading("born_on", "Ngày sinh", ("Sinh ngày",), needed=True, width=14),
    Heading("category", "Đối tượng", needed=True, width=14),
    Heading("work_title", "Chức vụ, đơn vị, lớp", ("Lớp", "Chức vụ đơn vị công tác"), width=26),
    Heading("native_place", "Quê quán", width=24),
    Heading("cell", "Mã chi bộ", ("Chi bộ", "Mã đơn vị"), needed=True, width=16),
    Heading("noticed_on", "Ngày đưa vào danh sách", ("Ngày vào danh sách",), needed=True, width=16),
    Heading("certificate_no", "Số giấy chứng nhận nhận thức", ("Số giấy chứng nhận",), width=20),
    Heading("certified_on", "Ngày cấp giấy chứng nhận", ("Ngày cấp",), width=16),
    Heading("permitted_on", "Ngày cho phép làm hồ sơ", width=16),
    Heading("applied_on", "Ngày đơn xin vào Đảng", ("Ngày viết đơn",), width=16),
)
POSTS = (
    Heading("full_name", "Họ và tên", ("Họ tên",), needed=True, width=26),
    Heading("born_on", "Ngày sinh", ("Sinh ngày",), needed=True, width=14),
    Heading("title", "Chức danh", ("Chức vụ", "Chức vụ trong Đảng"), needed=True, width=26),
    Heading("unit", "Mã đơn vị", ("Đơn vị", "Cấp ủy", "Tổ chức đảng"), needed=True, width=18),
    Heading("since", "Từ ngày", ("Ngày giữ chức danh", "Ngày bổ nhiệm"), needed=True, width=14),
    Heading("until", "Đến ngày", ("Thôi giữ từ ngày",), width=14),
    Heading("decision", "Văn bản", ("Quyết định số", "Số quyết định"), width=24),
)
HEADINGS = {
    "units": UNITS, "roll": ROLL, "admissions": ADMISSIONS, "recognitions": RECOGNITIONS, "departures": DEPARTURES,
    "candidates": CANDIDATES, "posts": POSTS,
}  # fmt: skip
EXAMPLES: dict[str, list[tuple[str, ...]]] = {
    "units": [
        ("BV", "Đảng bộ Trường Đại học Ví dụ", "Đảng bộ cơ sở", "", "01/01/2010", "", "", "ĐU"),
        ("BV-01", "Chi bộ Khoa Toán", "Chi bộ", "BV", "01/01/2010", "không", "không", ""),
    ],
    "roll": [("Nguyễn Văn Mẫu", "Nam", "05/03/1986", "Kinh", "Hà Nội", "Giảng viên", "Khoa Toán", "Thạc sĩ", "Trung cấp", "", "", "19/05/2010", "19/05/2011", "BV-01", "")],
    "admissions": [("Trần Thị Mẫu", "Nữ", "01/02/2002", "Sinh viên", "BV-01", "12-QĐ/ĐU", "15/05/2023", "19/05/2023")],
    "departures": [("Trần Thị Mẫu", "01/02/2002", "15/06/2024", "Tốt nghiệp", "500/QĐ-ĐHVD")],
    "candidates": [("Lê Thị Mẫu", "Nữ", "12/09/2003", "Sinh viên", "Lớp K62A", "Hà Nam", "BV-01", "10/01/2023", "25/GCN", "20/03/2023", "10/04/2023", "15/04/2023")],
    "posts": [("Nguyễn Văn Mẫu", "05/03/1986", "Bí thư", "BV-01", "20/05/2022", "", "12-QĐ/ĐU")],
    "recognitions": [("Trần Thị Mẫu", "01/02/2002", "BV-01", "40-QĐ/ĐU", "25/05/2024", "19/05/2024")],
}  # fmt: skip
CHOICES = {
    "Giới tính": ("Nam", "Nữ"), "Đối tượng": ("Sinh viên", "Giảng viên", "Cán bộ", "Người lao động", "Hưu trí"),
    "Học vị": ("Cử nhân", "Thạc sĩ", "Tiến sĩ", "Tiến sĩ khoa học"), "Lý luận chính trị": ("Sơ cấp", "Trung cấp", "Cao cấp", "Cử nhân"),
    "Trường hợp": ("Tốt nghiệp", "Nghỉ hưu", "Chuyển công tác"), "Chi bộ ghép": ("có", "không"), "Chi bộ sinh viên": ("có", "không"),
}  # fmt: skip
CAUSE = {
    "": "graduate", "tot nghiep": "graduate", "sinh vien tot nghiep": "graduate", "nghi huu": "retired", "nghi viec": "retired",
    "chuyen cong tac": "job", "thoi viec": "job",
}  # fmt: skip
SHOWN = {
    "sex": CHOICES["Giới tính"], "category": CHOICES["Đối tượng"], "degree": ("Không", "Kỹ sư", *CHOICES["Học vị"]),
    "theory": ("Không", *CHOICES["Lý luận chính trị"]), "cause": CHOICES["Trường hợp"],
}  # fmt: skip
"""Words offered to people for a column, by its name."""
SEX = {"nam": "m", "nu": "f"}
NO = {"", "khong", "0", "false", "no", "-"}
YES = {"co", "x", "1", "true", "yes", "dung"}
CATEGORY = {
    "sinh vien": "student", "hoc vien": "student", "giang vien": "lecturer", "giao vien": "lecturer", "can bo": "staff", "vien chuc": "staff",
    "chuyen vien": "staff", "can bo vien chuc": "staff", "nhan vien": "staff", "nguoi lao dong": "worker", "huu tri": "retired", "": "staff",
}  # fmt: skip
DEGREE = {
    "": "", "khong": "", "cu nhan": "bachelor", "ky su": "bachelor", "dai hoc": "bachelor", "thac si": "master", "tien si": "doctor", "tien si khoa hoc": "dsc",
}  # fmt: skip
THEORY = {
    "": "",
    "khong": "",
    "so cap": "elementary",
    "trung cap": "intermediate",
    "cao cap": "advanced",
    "cu nhan": "bachelor",
}


def word(table: dict[str, str], text: str) -> str | None:
    """The value a word stands for; None for a word that is not known."""
    return table.get(plain(text))


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """A word as it is looked up; the same few words fill a column."""
    return fold(text).strip(" .")
