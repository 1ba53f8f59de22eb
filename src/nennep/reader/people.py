"""Named persons with a position."""

import re
from collections.abc import Iterator

from nennep.reader.bodies import HEADS, UPPER
from nennep.reader.names import ANY_NAME, NAME, TITLE, TITLED, person_at
from nennep.reader.paper import Field, Person
from nennep.reader.reading import Page

POSITION = (
    r"(?:[Nn]guyên )?(?:Quyền |Q\. )?(?:Phó )?(?:Tổng Bí thư|[Bb]í thư|[Cc]hủ tịch|[Hh]iệu trưởng|[Ll]ớp trưởng|"
    r"[Tt]rưởng|[Gg]iám đốc|[Tt]ổng [Gg]iám đốc|[Ủủ]y viên|[Cc]hánh|[Tt]hường trực|[Tt]hủ tướng|"
    r"[Bb]ộ trưởng|[Tt]hứ trưởng|[Vv]iện trưởng|[Cc]hủ nhiệm|[Tt]hành ủy viên|[Tt]ỉnh ủy viên|[Hh]uyện ủy viên|"
    r"[Đđ]ảng ủy viên|[Cc]ục trưởng|[Vv]ụ trưởng|[Tt]ổng biên tập|[Tt]ổng Thư ký|[Tt]hư ký|[Tt]hủ trưởng|"
    r"[Pp]hó (?:Ban|Phòng|Khoa|Viện|Văn phòng)|(?:Thành|[Tt]ỉnh|[Hh]uyện|[Qq]uận|[Tt]hị|[Đđ]ảng) ủy viên|PBT|PHT|PGĐ|UVBTV|UVTV|PCN|CVP|PCVP|BTCN|PCT|[Đđ]ại sứ|[Cc]hính ủy|[Tt]ư lệnh|[Cc]hỉ huy trưởng|[Đđ]ội trưởng|[Tt]ổ trưởng|[Kk]iểm "
    r"toán trưởng|[Tt]ổng Kiểm toán|[Cc]hánh án|[Đđ]ại biểu Quốc hội|[Bb]an viên|[Cc]hi ủy viên|(?:[Cc]hi|[Pp]hân) hội trưởng|[Hh]ội trưởng|[Nn]hóm trưởng|[Tt]hường vụ|[Bb]áo cáo viên|(?:[Pp]hó )?GĐ|[Gg]iảng viên|[Cc]huyên viên)"
)
AFTER = re.compile(rf"(?:(?:,| ?[-–]| \() ?| (?=[{UPPER}]))(?={POSITION}(?!\w))")
NAMED_TO = re.compile(
    r" (?:(?:đã|vừa|sẽ|tiếp tục) )*(?:được )?(?:[^\s,;.:()]+ ){0,8}?(?:(?:tín nhiệm )?(?:bầu|bổ nhiệm|phân công|chỉ định|điều "
    rf"động|tái cử|(?:tái )?đắc cử)(?: làm| giữ(?: chức(?: vụ)?)?)?|giữ chức(?: vụ)?|làm) (?={POSITION}(?!\w))"
)
BEFORE = re.compile(
    rf"(?<!\w)({POSITION}(?!\w)(?: (?!(?:đã|cho|trao|với|phát|chủ trì|dự|là|và các|gửi|tặng|nhận|đồng chí|của đồng|"
    rf"do|về|nhiệm kỳ)(?!\w))[^\s,;.:()–]+){{0,12}}?(?:, {POSITION}[^,;.:()]{{0,60}}?)*?)(?:,)?"
    r"(?: ?[-–:])?(?: (?:đồng chí|đ/c|ông|bà|anh|chị|GS|PGS|TS|ThS|GS\.TS|PGS\.TS|GS\.|PGS\.|TS\.|ThS\.|NGND|NGƯT|"
    r"GS\.TSKH)\.?)* $"
)
ROLE_END = re.compile(
    r"[;.:\n()“”\"]| - | – |, (?!(?:Phó |Nguyên |nguyên |Quyền )?(?:Bí|Chủ|Hiệu|Trưởng|Giám|Ủy|Chánh|Thường|Thủ|Bộ|"
    r"Thứ|Viện|Thành ủy viên|Tỉnh ủy viên|Tổng|Thể thao|Cục|Vụ|Phó|Chính|Đại biểu|Đảng ủy viên|Huyện ủy viên))|"
    r" (?:đã|phát biểu|chủ trì|dự|cho biết|cho hay|cho rằng|đề nghị|nhấn mạnh|khẳng định|trao|tặng|thay mặt|làm|giữ|"
    r"sẽ|kết luận|đánh giá|cũng|yêu cầu|ghi nhận|được|tham dự|đến|và (?:các|đồng chí|ông|bà|hơn|gần|trên|\d+)|cùng|"
    r"là|thăm|ký|có mặt|chúc mừng|trình bày|báo cáo|tại|thông báo|công bố|gửi|trong|tái|vừa|khai mạc|bế mạc|nêu|chỉ "
    r"đạo|chia sẻ|trưởng đoàn|chỉ ra|điều hành|trực tiếp|bày tỏ|quán triệt|đọc|tiếp thu|biểu dương)(?!\w)"
)
CAPITALS_TOGETHER = re.compile(rf"[{UPPER}][a-zà-ỹđ]* (?=[{UPPER}])")
NEXT_NAME = re.compile(r"(?:,| và) (?:(?:đồng chí|ông|bà|anh|chị|các đồng chí:?) )?")
NOT_ROLE_NAME = re.compile(rf"(?:{HEADS}|{POSITION})(?!\w)")
TITLES = 16
"""How long a title with what parts it from the name may be."""
ARTICLE_END = re.compile(r"(?i:tin|bài|ảnh|theo|nguồn|tác giả|người viết)(?:, \w+)? ?: ?$")


def read(page: Page, signatory: Field | None) -> Iterator[Person]:
    """Every person whose position stands beside the name, once each; the signatory with the line above the name."""
    text, seen = page.text, set()
    spots: dict[int, re.Match[str]] = {}
    for at, match in sorted(_names(text), key=lambda pair: pair[0]):
        spots.setdefault(at, match)
    for match in spots.values():
        name = match[0]
        if name in seen or ARTICLE_END.search(text[max(0, match.start() - 20) : match.start()]):
            continue
        role, rule = _role(text, match, spots)
        if signatory and not role and page.view.span(*match.span())[0] == signatory.start:
            role, rule = _signing_role(page, match.start()), "person.signing"
        if role:
            seen.add(name)
            yield Person(**page.place(*match.span()), name=name, role=role, rule=rule, confidence=0.9)


def _names(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """Names with a known surname, and any name behind "đồng chí", "ông", a degree; each at its first character."""
    spoken, titled, last = (0, 0), 0, 0
    for capital in CAPITALS_TOGETHER.finditer(text):
        at = capital.start()
        if at >= titled and (named := _titled(text, at)):
            titled = named.end()
            found = ANY_NAME.match(text, at)
            if found and person_at(text, *found.span()) and not NOT_ROLE_NAME.match(found[0]):
                spoken = found.span()
                yield at, found
        match = NAME.match(text, at) if at >= last else None
        if not match:
            continue
        last = match.end()
        if not spoken[0] < at < spoken[1] and person_at(text, *match.span()):
            yield at, match


def _titled(text: str, at: int) -> re.Match[str] | None:
    """The name at a place, if "đồng chí", "ông" or a degree stands before it."""
    if text[at - 1 : at] not in (" ", ":", ".") or not TITLE.search(text, max(0, at - TITLES), at):
        return None
    return TITLED.match(text, at)


def _role(text: str, match: re.Match[str], spots: dict[int, re.Match[str]]) -> tuple[str | None, str]:
    before = _before(text, match.start())
    behind = _behind(text, match.end())
    if behind or before:
        return ", ".join(part for part in (before, behind) if part), "person.behind" if behind else "person.before"
    joined = NEXT_NAME.match(text, match.end())
    for _ in range(6):
        following = spots.get(joined.end()) if joined else None
        if not following:
            break
        if role := _behind(text, following.end()):
            return role, "person.shared"
        joined = NEXT_NAME.match(text, following.end())
    return None, ""


def _behind(text: str, at: int) -> str | None:
    lead = AFTER.match(text, at) or NAMED_TO.match(text, at)
    if not lead:
        return None
    begin = lead.end()
    while end := ROLE_END.search(text, begin, lead.end() + 260):
        if (
            end[0] == ";"
            and re.match(rf" {POSITION}(?!\w)", text[end.end() :])
            and not re.match(rf" [^;.\n]{{0,60}}?{NAME.pattern}", text[end.end() :])
        ):
            begin = end.end()
            continue
        return text[lead.end() : end.start()].strip(" ,")
    return text[lead.end() : lead.end() + 120].split("\n")[0].strip(" ,") if len(text) - lead.end() < 260 else None


def _before(text: str, at: int) -> str | None:
    floor = max(text.rfind("\n", 0, at) + 1, at - 130)
    window = text[floor:at]
    cut = max(window.rfind(mark) + len(mark) for mark in ("; ", ". ", ": ", "(") if mark in window or mark == "; ")
    found = BEFORE.search(window[max(0, cut) if cut > 1 else 0 :])
    return found[1].strip(" ,-–") if found else None


def _signing_role(page: Page, at: int) -> str | None:
    """The last line above the name that is not a mark of signing."""
    lines = [line for line in page.lines if line.end <= at]
    beside = [line for line in lines[-12:-4] if line.start > page.closing]
    for line in reversed(beside + lines[-4:]):
        printed = page.text[line.start : line.end].strip(" ()")
        if printed and not re.match(r"(?i)đã ký|t/m|tm\.|[-*]", printed):
            return re.sub(r"^(?:K/T|KT\.|T/L|TL\.) ?", "", printed)
    return None
