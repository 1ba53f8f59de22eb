"""Names of issuing bodies: where such a name begins and how far it runs."""

import re

UPPER = "A-ZÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬĐÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
HEADS = (
    "Bộ Chính trị|Ban Bí thư|Ban Chấp hành|Ban chấp hành|Ban Thường vụ|Ban thường vụ|Ban Tổ chức|Ban Tuyên giáo|Ban "
    "Dân vận|Ban [Cc]án sự|"
    "Ban Quản lý|Tiểu ban|Ban Nội chính|Ban Kinh tế|Ban Giám hiệu|Ban Chỉ đạo|Ban|Bộ|Thủ tướng Chính phủ|Thủ tướng|Chính phủ|Quốc hội|Chủ "
    "tịch nước|Chủ tịch|"
    "Đảng ủy|Đảng bộ|Đảng đoàn|Thành ủy|Tỉnh ủy|Huyện ủy|Quận ủy|Thị ủy|Chi bộ|Chi ủy|Quân ủy|Ủy ban|UBND|HĐND|"
    "UBMTTQ|MTTQ|Hội đồng|Mặt trận|"
    "Văn phòng|Trung ương|Tổng Liên đoàn|Tổng LĐLĐ|Tổng cục|Tổng Giám đốc|Liên đoàn|LĐLĐ|Công đoàn|Đoàn Chủ tịch|"
    "Trung ương Đoàn|T\\.Ư Đoàn|"
    "Thành [Đđ]oàn|Tỉnh [Đđ]oàn|Huyện [Đđ]oàn|Thị [Đđ]oàn|Đoàn|Hội|Đại học|Trường|Học viện|Viện|Sở|Phòng|Giám đốc|"
    "Hiệu trưởng|Nhà nước|Nhà trường|Cục|Vụ|"
    "Bệnh viện|Trung tâm|Công ty|Tổng [Cc]ông ty|Chi cục|CĐ|ĐHQG|Tòa án|Viện Kiểm sát|Thanh tra|Đại hội|Thường trực|Thường vụ|BTV|BCH"
)
HEAD = re.compile(rf"(?:{HEADS})(?![\w])")
HEAD_ANY = re.compile(rf"(?i:{HEADS})(?![\w])")
JOINING = {
    "các",
    "và",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    "xã",
    "phường",
    "thị",
    "khối",
    "cơ",
    "quan",
    "trường",
    "thuộc",
    "đảng",
    "ủy",
    "bộ",
    "trực",
    "đại",
    "học",
    "cao",
    "đẳng",
    "quốc",
    "gia",
    "nhân",
    "dân",
    "lao",
    "động",
    "chính",
    "trị",
    "tổ",
    "chức",
    "kinh",
    "tế",
    "tại",
    "cấp",
    "ban",
    "khu",
    "vực",
    "vận",
    "công",
    "nghệ",
    "văn",
    "hóa",
    "thể",
    "thao",
    "du",
    "lịch",
    "môi",
    "nông",
    "nghiệp",
    "phát",
    "triển",
    "nhà",
    "nước",
    "sinh",
    "viên",
    "doanh",
    "ngành",
    "tập",
    "đoàn",
    "ngân",
    "hàng",
    "viện",
    "toàn",
    "trung",
    "ương",
    "thường",
    "vụ",
    "chấp",
    "hành",
    "phủ",
    "ngoại",
    "ngữ",
    "sư",
    "phạm",
    "kỹ",
    "thuật",
    "khoa",
    "luật",
    "y",
    "dược",
    "thư",
    "đồng",
    "hội",
    "tướng",
    "liên",
    "cán",
    "sự",
    "lâm",
    "thời",
    "tối",
    "đua",
}
STOPS = {
    "về",
    "ban",
    "đã",
    "phê",
    "quy",
    "thực",
    "tại",
    "trong",
    "cho",
    "là",
    "để",
    "với",
    "ngày",
    "năm",
    "hướng",
    "theo",
    "do",
    "có",
    "được",
    "kèm",
    "khóa",
}
TOKEN = re.compile(r" ?([^\s,;.:()“”\"/]+)|(, )|( - )|\.(?=[\w])")
PAPER_AHEAD = re.compile(
    r"(?: và|,)? (?:Nghị quyết|Kế hoạch|Chương trình|Kết luận|Báo cáo|Hướng dẫn|Quyết định|Quy định|Thông báo|Chỉ "
    r"thị|Công văn|Đề án|Luật|Nghị định|Thông tư|Tờ trình)(?!\w)"
)
PAIRS = ("Ban Bí thư", "Ban Thường vụ", "Ban Thư ký")


def body_at(text: str, start: int, any_case: bool = False) -> int:
    """End of the name of a body that begins at ``start``, or ``start`` if none does."""
    head = (HEAD_ANY if any_case else HEAD).match(text, start)
    if not head:
        return start
    end = at = head.end()
    while (match := TOKEN.match(text, at)) and at - start <= 160 and not PAPER_AHEAD.match(text, at):
        step = _step(text, match)
        if step == "stop":
            break
        at = match.end()
        end = at if step == "name" else end
    return end


def _step(text: str, match: re.Match[str]) -> str:
    """What a word behind a name is: part of the "name", a "link" to what may follow, or a "stop"."""
    word = match[1]
    if word is None:
        return "stop" if match[2] and not _goes_on(text, match.end()) else "link"
    if word[0].isdigit():
        return "link"
    if word[0].isupper():
        return "stop" if len(word) > 1 and word.isupper() and word.lower() in STOPS else "name"
    if word not in JOINING or (word in STOPS and not _name_follows(text, match.end())):
        return "stop"
    return "name" if _lower_tail(text, match.end()) else "link"


def _goes_on(text: str, at: int) -> bool:
    following = text[at : at + 1]
    if text.startswith(PAIRS, at):
        return True
    return bool(following) and following.isupper() and not HEAD.match(text, at)


def _name_follows(text: str, at: int) -> bool:
    return bool(re.match(rf" (?:[{UPPER}])", text[at : at + 2]))


TAILS = (
    "kinh tế quốc dân|quốc gia|chính phủ|chính trị|quốc dân|trung ương|thành ủy|tỉnh ủy|huyện ủy|quận ủy|đảng ủy|"
    "thị ủy|nhà trường|thanh niên|lao động|công đoàn|dân vận|tuyên giáo|nhà nước|đào tạo|công nghệ|môi trường|"
    "nông nghiệp|tài chính|công thương|nội vụ|tư pháp|học viện|kinh tế|kỹ thuật|sư phạm|giao thông|xây dựng|y tế|"
    "văn hóa|thể thao|du lịch|ngoại giao|quốc phòng|công an|thống kê|kiểm tra|nhân dân|thanh tra|tổ chức|phụ nữ|"
    "chiến binh|sinh viên|nông dân|ngoại ngữ|bách khoa|công nghiệp|thương mại|ngân hàng|dân tộc|tôn giáo|"
    "nội chính|tỉnh|huyện|thành phố|xã|thị xã|khối|trường"
)
COMPOUNDS = tuple(TAILS.split("|"))


def _lower_tail(text: str, at: int) -> bool:
    """Whether a lower-case word may end the name (Đảng bộ tỉnh, Đại học Kinh tế quốc dân)."""
    return text[max(0, at - 20) : at].lower().endswith(COMPOUNDS)
