"""The counted noun behind a number: where it ends."""

import re

from nennep.reader.syllables import is_syllable

NOUN_WORD = re.compile(r" ([đĐ]/c(?!\w)|[^\W\d_][^\s,;.:()…“”\"!?/|]*)")
DATED = re.compile(r" (?:(?:năm|tháng|quý|ngày) \d|hiện nay(?!\w))")
LOANS = frozenset(
    ["container", "camera", "video", "clip", "website", "robot", "fanpage", "podcast", "email", "internet"]
)
STOP_WORDS = frozenset(
    [
        "được",
        "đã",
        "có",
        "là",
        "của",
        "cho",
        "tham",
        "trong",
        "tại",
        "ở",
        "do",
        "và",
        "với",
        "đạt",
        "hoàn",
        "phát",
        "gồm",
        "để",
        "theo",
        "từ",
        "đến",
        "đang",
        "sẽ",
        "bị",
        "khi",
        "vào",
        "trên",
        "dưới",
        "phải",
        "cần",
        "hoạt",
        "đại_diện",
        "so",
        "thi",
        "nhằm",
        "về",
        "như",
        "cùng",
        "tăng",
        "giảm",
        "chiếm",
        "đều",
        "cũng",
        "mà",
        "nhưng",
        "thì",
        "qua",
        "ra",
        "vẫn",
        "còn",
        "không",
        "chưa",
        "nhận",
        "làm",
        "đi",
        "mỗi",
        "gửi",
        "thực",
        "mới_được",
        "vượt",
        "chia",
        "mang",
        "bằng",
        "hơn",
        "hoặc",
        "trở",
        "xuống",
        "lên",
        "dự",
        "đối",
        "thuộc",
    ]
)
AFTER_FINE = {
    "đại": ("biểu", "diện", "học", "đội", "hội", "lý"),
    "phát": ("minh",),
    "dự": ("án", "toán", "thảo", "phòng", "báo"),
    "thi": ("đua",),
    "tham": ("luận",),
    "hoạt": ("động",),
    "thực": ("tập",),
    "làm": (),
    "đối": ("tượng", "tác", "thủ"),
    "bằng": ("độc", "sáng", "khen", "cấp", "tốt"),
}
MANNER = {
    "tiêu biểu",
    "chào mừng",
    "xuất sắc",
    "khen thưởng",
    "long trọng",
    "nhất trí",
    "thống nhất",
    "vinh dự",
    "thành công",
    "tán thành",
    "biểu quyết",
    "đồng ý",
    "có mặt",
}
KEPT = {
    "dự bị",
    "trực thuộc",
    "sinh hoạt",
    "hoạt động",
    "tham luận",
    "chính thức",
    "thi đua",
    "phát minh",
    "bằng khen",
    "tập thể",
}


def noun_end(text: str, at: int) -> int:
    """End of the counted noun that begins after a number: it ends before the verb or the relative part."""
    end, count = at, 0
    while (match := NOUN_WORD.match(text, end)) and count < 7 and not DATED.match(text, end):
        word = match[1]
        following = NOUN_WORD.match(text, match.end())
        fine = following and following[1] in AFTER_FINE.get(word, ())
        if following and f"{word} {following[1]}" in MANNER:
            break
        if following and f"{word} {following[1]}" in KEPT:
            end, count = following.end(), count + 2
            continue
        if (word.lower() in STOP_WORDS and not fine) or (count and word[0].isupper() and not text[at + 1].isupper()):
            break
        if not count and not (word.isupper() or "/" in word or word in LOANS or is_syllable(word)):
            break
        end, count = match.end(), count + 1
        if word == "lượt" and not following:
            break
    return end
