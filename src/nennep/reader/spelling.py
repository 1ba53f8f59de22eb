"""Spelling of administrative Vietnamese: likely slips, doubled words, tone marks on the wrong vowel.

To add a slip: one ``Rule`` with the pattern, sentences in which it must be found and must not, and the right spelling.
The examples are the tests.
"""

import re
import unicodedata
from collections.abc import Iterator

from nennep.reader import windows
from nennep.reader.paper import Finding
from nennep.reader.reading import Page
from nennep.reader.rules import Rule

SPELLING = (
    Rule(
        "spelling.phấn-đấu",
        r"(?i)(?<!\w)(?:phần đ[ầấ]u|phấn đầu)(?= (?:có|đạt|kết nạp|trong|đến|100|hoàn|xây|trở|thực|mỗi|\d))",
        (("phần đầu có trên 90%", "phần đầu"), ("phần đấu 100% chi bộ", "phần đấu"), ("phấn đầu đạt 100%", "phấn đầu")),
        ("phần đầu tiên", "trong phần đầu của"),
        "phấn đấu",
    ),
    Rule(
        "spelling.hướng-dẫn",
        r"(?i)(?<!\w)(?:hương dẫn|hướng dẩn|hường dẫn)(?!\w)",
        (("văn bản hương dẫn chi tiết", "hương dẫn"), ("theo hướng dẩn", "hướng dẩn"), ("các hường dẫn", "hường dẫn")),
        ("hướng dẫn",),
        "hướng dẫn",
    ),
    Rule(
        "spelling.chi-bộ",
        r"(?i)(?<!\w)chỉ bộ(?! phận| đội| máy| môn| chính| giáo| y tế| tư pháp|\w)",
        (("họp chỉ bộ thường kỳ", "chỉ bộ"), ("các chỉ bộ trực thuộc", "chỉ bộ")),
        ("chi bộ", "chỉ bộ phận một cửa"),
        "chi bộ",
    ),
    Rule("spelling.cấp-ủy", r"(?i)(?<!\w)câp ủy(?!\w)", (("văn phòng câp ủy", "câp ủy"),), ("cấp ủy",), "cấp ủy"),
    Rule(
        "spelling.đồng-chí",
        r"(?i)(?<!\w)đồng chỉ(?= (?:đảng|bí|ủy|chi|phó|lãnh))",
        (("các đồng chỉ đảng ủy viên", "đồng chỉ"),),
        ("đồng chí",),
        "đồng chí",
    ),
    Rule(
        "spelling.thường-trực",
        r"(?i)(?<!\w)thương trực(?!\w)",
        (("bí thư thương trực", "thương trực"),),
        ("thường trực",),
        "thường trực",
    ),
    Rule(
        "spelling.nhiệm-vụ",
        r"(?i)(?<!\w)(?<!trách )nhiệm cụ(?! thể|\w)",
        (("nhiệm cụ công tác", "nhiệm cụ"),),
        ("nhiệm vụ", "trách nhiệm cụ thể"),
        "nhiệm vụ",
    ),
    Rule(
        "spelling.bảo-đảm", r"(?i)(?<!\w)bảo đâm(?!\w)", (("báo cáo bảo đâm theo", "bảo đâm"),), ("bảo đảm",), "bảo đảm"
    ),
    Rule(
        "spelling.huyện-ủy",
        r"(?i)(?<!\w)huyên (?:ủy|đoàn)(?!\w)",
        (("Huyên ủy tổ chức", "Huyên ủy"), ("huyên đoàn", "huyên đoàn")),
        ("huyện ủy",),
        "huyện ủy",
    ),
    Rule(
        "spelling.hoạt-động",
        r"(?i)(?<!\w)(?:hoạt đông|họat động)(?!\w)",
        (("trang hoạt đông hiệu quả", "hoạt đông"), ("mọi họat động", "họat động")),
        ("hoạt động",),
        "hoạt động",
    ),
    Rule(
        "spelling.tuyên-truyền",
        r"(?i)(?<!\w)tuyên truyển(?!\w)",
        (("trong tuyên truyển,", "tuyên truyển"),),
        ("tuyên truyền",),
        "tuyên truyền",
    ),
    Rule(
        "spelling.kết-nạp",
        r"(?i)(?<!\w)(?:kêt nạp|kết nap|kếp nạp)(?!\w)",
        (("đã kêt nạp 5 đảng viên", "kêt nạp"), ("kếp nạp đảng viên", "kếp nạp"), ("đã kết nap 2", "kết nap")),
        ("kết nạp",),
        "kết nạp",
    ),
    Rule(
        "spelling.nghị-quyết",
        r"(?i)(?<!\w)(?:nghi quyết|nghị quyêt|nghị quyểt)(?!\w)",
        (("quán triệt nghi quyết", "nghi quyết"), ("Nghị quyêt số 5", "Nghị quyêt"), ("nghị quyểt này", "nghị quyểt")),
        ("nghị quyết",),
        "nghị quyết",
    ),
    Rule(
        "spelling.kế-hoạch",
        r"(?i)(?<!\w)(?:kê hoạch|kế hoach|kể hoạch)(?!\w)",
        (("ban hành kê hoạch", "kê hoạch"), ("kế hoach năm", "kế hoach"), ("theo kể hoạch", "kể hoạch")),
        ("kế hoạch",),
        "kế hoạch",
    ),
    Rule(
        "spelling.quán-triệt",
        r"(?i)(?<!\w)(?:quán triêt|quan triệt|quán triết)(?!\w)",
        (
            ("học tập, quán triêt", "quán triêt"),
            ("quan triệt nghị quyết", "quan triệt"),
            ("quán triết sâu", "quán triết"),
        ),
        ("quán triệt",),
        "quán triệt",
    ),
    Rule(
        "spelling.thực-hiện",
        r"(?i)(?<!\w)(?:thưc hiện|thực hiên|thục hiện|thực hiệm)(?!\w)",
        (
            ("tổ chức thưc hiện", "thưc hiện"),
            ("thực hiên nhiệm vụ", "thực hiên"),
            ("thục hiện", "thục hiện"),
            ("thực hiệm", "thực hiệm"),
        ),
        ("thực hiện",),
        "thực hiện",
    ),
    Rule(
        "spelling.đảng-viên",
        r"(?i)(?<!\w)(?:đảng viện|đang viên|đảng viển|đản viên|đẳng viên)(?!\w)",
        (
            ("cán bộ, đang viên", "đang viên"),
            ("đảng viện dự bị", "đảng viện"),
            ("4 đẳng viên là", "đẳng viên"),
            ("đảng viển", "đảng viển"),
            ("đản viên", "đản viên"),
        ),
        ("đảng viên",),
        "đảng viên",
    ),
    Rule(
        "spelling.ban-thường-vụ",
        r"(?i)(?<!\w)ban (?:thương vụ|thướng vụ|thường vu)(?!\w)",
        (
            ("Ban Thương vụ Đảng ủy", "Ban Thương vụ"),
            ("ban thướng vụ", "ban thướng vụ"),
            ("ban thường vu", "ban thường vu"),
        ),
        ("Ban Thường vụ", "thương vụ mua bán"),
        "Ban Thường vụ",
    ),
    Rule(
        "spelling.chỉ-tiêu",
        r"(?i)(?<!\w)(?:chi tiêu|chỉ tiểu)(?= (?:kết nạp|phát triển|đảng viên|nghị quyết|đề ra|được giao|năm|thi đua|tương ứng))",
        (("hoàn thành chi tiêu kết nạp", "chi tiêu"), ("chỉ tiểu đề ra", "chỉ tiểu")),
        ("chi tiêu ngân sách", "chỉ tiêu kết nạp"),
        "chỉ tiêu",
    ),
    Rule(
        "spelling.xuất-sắc",
        r"(?i)(?<!\w)(?:xuất sác|xuát sắc|suất sắc)(?!\w)",
        (("hoàn thành xuất sác nhiệm vụ", "xuất sác"), ("suất sắc", "suất sắc"), ("xuát sắc", "xuát sắc")),
        ("xuất sắc",),
        "xuất sắc",
    ),
    Rule(
        "spelling.triển-khai",
        r"(?i)(?<!\w)(?:triên khai|triển khái|triễn khai)(?!\w)",
        (("triên khai thực hiện", "triên khai"), ("triễn khai", "triễn khai"), ("triển khái", "triển khái")),
        ("triển khai",),
        "triển khai",
    ),
)
SLIPS = [(rule, sorted({printed.lower() for _, printed in rule.yes})) for rule in SPELLING]
"""Each rule with the slips it looks for: its examples show every one."""
ONCE = "các|những|và|của|được|trong|với|cho|là|làm|một|tuyên|để|tại|đã|sẽ|phải|theo|về|từ"
TWICE = [f"{word} {word}" for word in ONCE.split("|")]
DOUBLED = Rule(
    "spelling.doubled",
    rf"(?<![\w-])({ONCE}) \1(?![\w-])",
    (("đôn đốc các các tổ chức", "các các"),),
    ("ngày ngày", "luôn luôn", "dần dần"),
)
TONE_PLACE = Rule(
    "spelling.tone-place",
    r"(?i)(?<!\w)(?:[bcdđghklmnprstvx]{0,3}(?:[òóỏõọ](?=[aăe](?:ng|nh|ch|[nmtcpiyou])(?!\w))|[ùúủũụ](?=y[eêtn]))|q[ùúủũụ](?=[aăâeêiy]))\w+",
    (
        ("mọi họat động", "họat"),
        ("tòan trường", "tòan"),
        ("kết qủa đạt được", "qủa"),
        ("khúyên nhủ", "khúyên"),
    ),
    ("hoạt động", "hòa bình", "hóa học", "tòa án", "thủy lợi", "quả", "của", "khỏe", "loài"),
)
TONED_FIRST = re.compile(r"[òóỏõọùúủũụq](?:(?<=[òóỏõọ])[aăe]\w|(?<=[ùúủũụ])y[eêtn]|(?<=q)[ùúủũụ])")
TONES = "\u0300\u0301\u0303\u0309\u0323"


def find(page: Page) -> Iterator[Finding]:
    """Likely slips, doubled words and misplaced tone marks, in this order."""
    small = page.low
    for rule, slips in SLIPS:
        for at, _ in windows.places(slips, small):
            if match := rule.regex.match(page.text, at):
                yield _finding(page, match, rule.id, "spelling.likely", rule.value, 0.8)
    for match in DOUBLED.regex.finditer(small) if any(twice in small for twice in TWICE) else ():
        yield _finding(page, match, DOUBLED.id, "spelling.doubled", match[1], 0.7)
    for match in windows.search(TONE_PLACE.regex, page.text, windows.around(TONED_FIRST, small, 4, 8)):
        yield _finding(page, match, TONE_PLACE.id, "spelling.likely", tone_moved(match[0]), 0.9)


def _finding(page: Page, match: re.Match[str], rule: str, code: str, likely: str, sure: float) -> Finding:
    params = {"printed": match[0], "likely": likely}
    return Finding(**page.place(*match.span()), rule=rule, code=code, params=params, confidence=sure)


def tone_moved(word: str) -> str:
    """The word with its tone mark one vowel further on: ``họat`` → ``hoạt``, ``qủa`` → ``quả``."""
    parts = unicodedata.normalize("NFD", word)
    at = next(index for index, part in enumerate(parts) if part in TONES)
    rest = parts[:at] + parts[at + 1 :]
    vowel = at + 1
    while vowel < len(rest) and unicodedata.combining(rest[vowel]):
        vowel += 1
    return unicodedata.normalize("NFC", rest[:vowel] + parts[at] + rest[vowel:])
