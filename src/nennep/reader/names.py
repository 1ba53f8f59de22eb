"""Vietnamese names of persons in running text and in capitals."""

import re

from nennep.reader.bodies import UPPER

SURNAMES = (
    "Nguyễn|Trần|Lê|Phạm|Huỳnh|Hoàng|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đoàn|Vương|Trịnh|Trương|Đinh|Lâm|"
    "Phùng|Mai|Tô|Hà|Tạ|Chu|Châu|"
    "Lương|Cao|Thái|Tống|Quách|Lại|La|Kiều|Mạc|Nghiêm|Triệu|Thạch|Kim|Sơn|Danh|Lưu|Đàm|Quảng|Ngũ|Viên|Từ|Tăng|Giang|"
    "Khuất|Khổng|Cù|Doãn|Đồng|Hứa|"
    "Nông|Bế|Hoàn|Ma|Vi|Lò|Lường|Cầm|Giàng|Sùng|Vàng|Thào|Hờ|Y|K|H|Rơ|Siu|Ksor|Rah|Đinh|Thân|Thiều|Ninh|Nhâm|Phí|"
    "Quản|Ứng|Uông|Vòng|Bạch|Biện|Cấn|Chử|Diệp|"
    "Đậu|Điểu|Lục|Lều|Lã|Lữ|Mã|Mẫn|Nhữ|Ôn|Phó|Tào|Tiêu|Tòng|Tôn|Trà|Tưởng|Văn|Xa|Hầu|Hàn|Âu|An|Bàng|Bành|Đới|Đường|"
    "Giáp|Hạ|Liêu|Mông|Nhan|Tằng|Thi|Trang|Đổng|Cung"
)
SYLLABLE = rf"[{UPPER}][a-zà-ỹđ]{{0,6}}"
OFFICE = r"(?!(?:Phó|Bí thư|Chủ (?:tịch|nhiệm)|Trưởng|Giám đốc|Hiệu trưởng|Ủy viên|Nguyên)(?!\w))"
NAME = re.compile(rf"(?<!\w)(?=[{UPPER}])(?:{SURNAMES})(?: {OFFICE}{SYLLABLE}){{1,4}}(?!\w)")
CAPITALS = re.compile(rf"(?:{SURNAMES.upper()})(?: [{UPPER}]{{1,7}}){{1,4}}")
ANY_NAME = re.compile(rf"{SYLLABLE}(?: {OFFICE}{SYLLABLE}){{1,4}}")
TITLE = re.compile(r"(?<!\w)(?:[Đđ]ồng chí|[Ôô]ng|[Bb]à|[Aa]nh|[Cc]hị|(?:GS|PGS|TS|ThS|TSKH)\.?)[ :.]+\Z")
TITLED = re.compile(rf"{SYLLABLE}(?: {SYLLABLE}){{1,4}}(?!\w)")
NOT_NAMES = re.compile(
    r"Hồ Chí|Hà (?:Nội|Nam|Giang|Tĩnh|Tây)|Lâm Đồng|Đồng (?:Nai|Tháp|Hới|chí|Chí)|Cao Bằng|An Giang|Sơn (?:La|Tây)|"
    r"Thái (?:Bình|Nguyên|Lan)|Hòa Bình|Cao (?:Đẳng|Lãnh)|"
    r"Đoàn (?:Thư|Thanh|Chủ|Khối|Trường|TNCS|Thể|Kết|Viên|Kiểm|Luật|Đại|Xã|Phường|Huyện|Thị|Thành|Tỉnh|Công|Khoa)|"
    r"Văn (?:Phòng|Hóa|Miếu|Lang)|Kim (?:Bôi|Sơn|Động|Liên)|"
    r"Chu Lai|Kiều Bào|Hàn Quốc|Mông Cổ|Đường|Thạch (?:Thất|Hà)|Giang Nam|Quảng (?:Nam|Ngãi|Ninh|Trị|Bình|Ngãi)|An "
    r"(?:Ninh|Sinh|Toàn|Phú)|Châu (?:Âu|Á|Phi|Thành)|La (?:Mã|Gi)|"
    r"Lê (?:Nin)|Mác|Y (?:Tế|Dược)|Viên (?:Chức|Chăn)|Từ (?:Sơn|Liêm)|Vàng|Bạch Đằng|Bách Khoa|Kim Cương|Phó (?:Thủ|"
    r"Tổng|Thường|Viện|Cục|Vụ|Bí|Chủ|Giám|Hiệu|Trưởng|Ban|Chánh)|Thi (?:Đua)|Tôn (?:Giáo)|"
    r"Trang (?:Thông|Tin)|Hội|Sơn Động|Nông (?:Nghiệp|Thôn|Dân|Lâm|Cống)|Đồng Khởi|Mai Châu|Lý (?:Luận|Sơn)|Bế Mạc|"
    r"Trương Định|Thân Thiện|Ninh (?:Bình|Thuận)|Danh (?:Hiệu|Sách)|Kim Ngạch"
)


PLACE_BEFORE = re.compile(
    r"(?i:tỉnh|huyện|xã|thành phố|phường|thị xã|quận|thị trấn|thôn|đường|phố|tp\.?|khu|trường|đoàn|ủy|viện|học) $"
)


def person_at(text: str, start: int, end: int) -> bool:
    """Whether a match of NAME is a person rather than a place or a body."""
    return not NOT_NAMES.match(text[start:end]) and not PLACE_BEFORE.search(text[max(0, start - 12) : start])
