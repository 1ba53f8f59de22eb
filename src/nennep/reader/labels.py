"""Numbers that only name or number something: points, articles, rooms, years, hours, the slogans of movements."""

import re

from nennep.reader.bodies import UPPER

THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
YEAR = re.compile(r"(?:19|20)\d\d")
CLOCK = re.compile(r"[hg:]\d")
PEOPLE = re.compile(r" (?:đảng viên|đoàn viên|sinh viên|người|cán bộ|học viên|hội viên|lượt|suất|đại biểu|giảng viên)")
NAMED = re.compile(rf"[{UPPER}][^\W\d_A-Z]+ [{UPPER}][^\W\d_A-Z]+ $")
BEFORE_NOT = re.compile(
    r"(?<!\w)(?:[Tt]hứ|[Đđ]iều|[Kk]hoản|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hụ lục(?: số)?|(?<!ại )[Bb]iểu(?: số)?|[Mm]ẫu(?: "
    r"số)?|[Bb]ảng|(?<!ổng )(?<!con )[Ss]ố|[Qq]uý|COVID|Covid|[Tt]háng|"
    r"[Nn]ăm|[Nn]gày|mức độ|[Gg]iai đoạn|cấp độ|hạng|view count:|ĐT:?|Tel:?|điện thoại:?|[Mm]ã|lần thứ|mồng|mùng|"
    r"[Pp]hường|[Qq]uận|[Nn]gõ|[Tt]ầng)[ -]?$|(?:COVID|Covid)-$"
)
LABELLED = re.compile(
    r"(?<!\w)(?:[Kk]hóa|[Pp]hòng|(?<!dứt )(?<!thí )(?<!trọng )(?<!làm )[Đđ]iểm|[Pp]hần|loại|[Hh]ình|[Ảả]nh|[Tt]rang|[Ll]ớp|[Kk]hu|[Tt]ổ|[Đđ]ợt|[Ll]ần|"
    r"[Cc]ụm|[Vv]òng|(?<!cuối nhiệm )(?<!hết nhiệm )(?<!trong nhiệm )(?<!cả nhiệm )[Kk]ỳ|K|[Đđ]ường|[Cc]huyên đề|[Bb]ài|[Tt]iết|[Tt]ập|[Cc]ông nghệ|[Nn]hà|"
    r"[Tt]uần|[Bb]ước|[Tt]uyến|[Đđ]oạn|[Vv]ùng|[Bb]ậc|[Cc]ấp|[Tt]ầng|[Cc]hi bộ|[Cc]ơ sở|[Kk]hối|[Ll]iên khối|[Tt]hôn|[Ấấ]p|[Kk]hu phố|[Đđ]ội) $"
)
COUNTED = re.compile(
    r" (?:lần|buổi|lượt|người|đồng chí|đảng viên|đoàn viên|hội viên|sinh viên|học sinh|cán bộ|chi bộ|tổ chức|đơn vị|"
    r"trường|cơ sở|tập thể|cá nhân|đại biểu|lớp|suất)(?!\w)"
)
SLOGAN = 30
SLOGAN_OPENS = re.compile(r"[“\"](?:\d{1,2} [^“”\"\d.;]{2,16}[,;&] ?|\d{1,2} [^“”\"\d.;]{2,16} - ?)*$")
SLOGAN_CLOSES = re.compile(r" [^“”\"\n.;%]{2,24}[”\"]|(?: [^“”\"\d.;%]{2,16}[,;&-] ?\d{1,2})+ [^“”\"\n.;%]{2,16}[”\"]")


def is_slogan(text: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to the short name of a movement in quotation marks: “5 không, 3 sạch”."""
    if match["tail"]:
        return False
    before = text[max(0, match.start() - SLOGAN) : match.start()]
    opened = SLOGAN_OPENS.search(before)
    return bool(opened) and bool(SLOGAN_CLOSES.match(text, match.end()))


def numbers_a_noun(text: str, match: re.Match[str]) -> bool:
    """Whether the number only names its noun: Điều 11, lần thứ 5, phòng 2."""
    before = text[max(0, match.start() - 18) : match.start()]
    if THOUSANDS.fullmatch(match["a"]):
        return False
    if not match["of"] and len(match["a"]) < 3 and NAMED.search(before) and not COUNTED.match(text, match.end()):
        return True
    return bool(BEFORE_NOT.search(before)) or (bool(LABELLED.search(before)) and not COUNTED.match(text, match.end()))


def is_label(text: str, match: re.Match[str]) -> bool:
    """Labels of points (2.1. Title), years standing alone, clock times."""
    at = match.start("a")
    opens = at == 0 or text[at - 1] == "\n"
    after = text[match.end("a") : match.end("a") + 3]
    if opens and not match["tail"] and (after[:1] in (".", ")", "/") or after.startswith("\n")):
        return True
    if YEAR.fullmatch(match["a"]) and not match["tail"] and not PEOPLE.match(text, match.end("a")):
        return True
    return bool(CLOCK.match(after))
