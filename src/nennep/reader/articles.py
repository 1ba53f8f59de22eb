"""The headline and the day of publication of a news article or web page."""

import re

from nennep.reader import times, windows
from nennep.reader.bodies import HEAD_ANY, body_at
from nennep.reader.paper import Field, Header
from nennep.reader.reading import Page
from nennep.reader.syllables import is_syllable

CHROME = re.compile(
    r"(?i:tin tức|tin hoạt động|trang chủ|you are here|error message|notice:|nội dung chính|hoạt động của|thông báo$|"
    r"sự kiện|tin nổi bật|home|menu|chuyên mục|tin mới|bản tin|đăng nhập|đăng ký|đăng xuất|tìm kiếm|zalo|facebook|(?:số |tổng )?lượt (?:truy cập|xem|đọc)|"
    r"chia sẻ|xem với cỡ chữ|in trang|liên hệ|giới thiệu$|tải bản đầy đủ)"
)
POSTED = re.compile(
    r"(?i:ngày (?:giờ )?đăng(?: bài viết gốc| tin| bài)?|đăng (?:ngày|lúc)|cập nhật(?: lúc| ngày)?|ngày xuất bản|"
    r"xuất bản|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),?:?(?: [-–|])? ?(?:\d{1,2}:\d\d(?::\d\d)?,?(?: ngày)? ?)?"
    r"(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2} tháng \d{1,2} năm \d{4}|\d{1,2} tháng \d{1,2}, \d{4})"
)
POSTING = (
    *("đăng", "cập nhật", "xuất bản", "chủ nhật"),
    *("thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy"),
)
"""What every word of posting holds, in small letters, near its beginning."""
CLOCK = r"\d{1,2}(?::|h|g)\d\d(?::\d\d)?'?"
DAY = r"(?:\d{1,2} ?[/.-] ?\d{1,2} ?[/.-] ?\d{4}|\d{1,2} [Tt]háng [^\W\d_]+(?: [^\W\d_]+)?,? \d{4})"
WEEKDAY = r"(?i:(?:thứ )?(?:hai|ba|tư|năm|sáu|bảy)|chủ nhật)"
SENTENCE = 120
STAMP = re.compile(
    rf"(?:(?i:tin tức sự kiện|tin tức|cập nhật:?) |[^\W\d_]+(?: [^\W\d_]+){{0,5}} [-–|] )?(?:{WEEKDAY},? ?(?:ngày )?)?(?:(?P<clock>{CLOCK}),? ?[-–|]? ?(?:ngày )?)?(?P<day>{DAY})"
    rf"(?:,? ?[-–|]? ?(?P<clock2>{CLOCK}))?(?: ?(?:AM|PM|SA|CH))?(?: ?[\[(]?GMT ?\+ ?\d{{1,2}}[\])]?)?(?: ?[|•-].{{0,40}})?$"
)


def read(page: Page) -> Header:
    """The header of an article; sets the page's kind and date."""
    page.kind = "bai-viet"
    title = headline(page)
    start, end, printed = _posted(page) or (0, 0, "")
    day = next(times.find(printed), None) if printed else None
    page.paper_date = day.token if day else None
    kind = Field(start=0, end=0, quote="", value="bai-viet", rule="header.article", confidence=0.8)
    stamp = Field(**page.place(start, end), value=day.token, rule="header.posted") if day else None
    named = Field(**page.place(title[0], title[1]), value=title[2], rule="header.headline") if title else None
    return Header(kind=kind, date=stamp, title=named)


def _posted(page: Page) -> tuple[int, int, str] | None:
    """Day of publication: what a word of posting names; else a line of its own with the hour, else one without."""
    if match := next(windows.search(POSTED, page.text, windows.about(POSTING, page.low, 10, 100)), None):
        bare = WEEKDAY_ONLY.match(match[0]) and not re.search(CLOCK, match[0])
        stamped = _stamp_line(page) if bare else None
        return stamped or (match.start(1), match.end(1), match[1])
    return _stamp_line(page)


WEEKDAY_ONLY = re.compile(rf"{WEEKDAY}[ ,]")


def _stamp_line(page: Page) -> tuple[int, int, str] | None:
    """A line near the top that holds a day and nothing else; one with the hour wins over the page's own calendar."""
    found = None
    for line in page.lines[:15]:
        match = STAMP.match(page.text[line.start : line.end].strip())
        if not match:
            continue
        spot = line.start + match.start("day"), line.start + match.end("day"), match["day"]
        if match["clock"] or match["clock2"]:
            return spot
        found = found or spot
    return found


def _is_stamp(printed: str) -> bool:
    return bool(POSTED.match(printed) or STAMP.match(printed))


def _is_body(printed: str) -> bool:
    """Whether a line is only the name of a body, as sites print it above their news."""
    return bool(HEAD_ANY.match(printed)) and body_at(printed, 0) >= len(printed) and len(printed.split()) < 8


def headline(page: Page) -> tuple[int, int, str] | None:
    """The headline of an article: a line printed twice, else the line above the day of publication, else the first
    line near the top that is no menu, no name of a site and no sentence of the text."""
    candidates: list[tuple[int, int, str]] = []
    for line in page.lines[:9]:
        printed = page.text[line.start : line.end].strip()
        if len(printed) > 200 or (printed[-1] in ".:;" and len(printed) > SENTENCE and _is_vietnamese(printed)):
            break
        if _is_stamp(printed) and candidates:
            return candidates[-1]
        if _may_head(printed):
            candidates.append((line.start, line.end, printed))
    seen = [page.text[line.start : line.end].strip().lower() for line in page.lines[:12]]
    doubled = [found for found in candidates if seen.count(found[2].lower()) > 1]
    if not candidates or re.match(r"\(|[^ ]+ [-–] ", candidates[0][2]):
        return None
    found = doubled or candidates
    kicker = len(found) > 1 and found[0][2].endswith(":")
    return found[1] if kicker else found[0]


def _may_head(printed: str) -> bool:
    words = re.findall(r"[^\W\d_]+", printed)
    if len(words) < 4 or CHROME.match(printed) or _is_stamp(printed) or _is_body(printed):
        return False
    return _is_vietnamese(printed)


def _is_vietnamese(printed: str) -> bool:
    words = re.findall(r"[^\W\d_]+", printed)
    return sum(map(is_syllable, words)) >= 0.6 * len(words)
