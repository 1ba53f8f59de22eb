"""Dated meetings, congresses, ceremonies, contests, visits and working sessions."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from heapq import merge

from nennep.reader.clauses import Sentences
from nennep.reader.paper import Event
from nennep.reader.reading import Page, Spans
from nennep.reader.times import Time

KIND = (
    r"(?:Hội nghị|hội nghị|Đại hội|đại hội(?= (?:đại biểu|đảng|chi bộ|chi đoàn|đoàn|công đoàn|hội|điểm|toàn thể|nhiệm kỳ|lần thứ|(?i:Đảng|Đoàn|Công đoàn|Hội)))|Lễ|[Bb]uổi lễ|lễ(?= (?:báo "
    r"công|ra quân|xuất quân|bàn giao|giao nhận|vinh danh|chào cờ|viếng|tri ân|hưởng ứng|cắt băng|kỷ niệm|khởi|trao|ra mắt|công bố|phát động|khai|bế|ký|kết nạp|tổng kết|tuyên dương|tôn vinh|đón|mít tinh|"
    r"dâng))|Tọa đàm|tọa đàm|"
    r"Hội thảo|hội thảo|Hội thi|hội thi|Cuộc thi|cuộc thi|Diễn đàn|diễn đàn|Liên hoan|Hội diễn|Hội trại|Ngày hội|Hội "
    r"thao|[Bb]uổi (?:làm việc|gặp mặt|gặp gỡ|tọa đàm|sinh hoạt|đối thoại|tập huấn|nói chuyện|tiếp xúc|họp|giao lưu|ra mắt|ra quân|bảo vệ)|[Cc]uộc họp|[Pp]hiên họp|[Kk]ỳ "
    r"họp|"
    r"[Ll]ớp (?:tập huấn|bồi dưỡng)|[Cc]uộc bầu cử|[Pp]hiên (?:thứ \d+|trù bị|chính thức|khai mạc|bế mạc|toàn thể)|[Cc]hương trình (?:giao lưu|nghệ thuật|tình nguyện|tập "
    r"huấn)|[Gg]iải (?:bóng|thể thao|chạy)|Hội khỏe|Hội chợ|Tuần lễ|[Vv]òng chung kết|[Cc]hương trình (?=[“\"])|[Cc]huyến (?:thăm|về nguồn|đi thực tế)|"
    r"(?<!cuộc )(?<!buổi )(?<!phiên )[Hh]ọp (?:chi bộ|chi ủy|chi đoàn|Ban (?:Chấp hành|Thường vụ|Chỉ đạo)|toàn thể|giao ban|thường kỳ|định kỳ|liên tịch)|"
    r"(?<!buổi )[Ss]inh hoạt (?:chi bộ|chi đoàn|chuyên đề))"
)
HEAD = re.compile(rf"(?<!\w)(?<!Nghị quyết )(?<!nghị quyết )(?<![Pp]hòng )(?<![Tt]rung tâm ){KIND}(?!\w)")
DAY_RULES = {"time.day", "time.day-worded", "time.day-no-year", "time.day-range", "time.days-no-year"}
NAME_END = re.compile(
    r"[;.:\n()]|, (?!(?:nhiệm kỳ|khóa|lần thứ|hội nghị|đấu tranh|chính quyền|giai đoạn|học|năm)(?!\w))| (?:nhằm|về "
    r"kết quả|do |đã |tại |có |diễn ra|khai mạc|và (?:đề ra|triển khai nhiệm vụ trọng tâm)|dự kiến|được|để |cho biết|"
    r"là |với sự|dưới sự|sẽ|vào|thông qua|thống nhất|kết luận|bổ "
    r"nhiệm|xác định|trung học|tiểu học|ngày \d)"
)
SAME = "time.same-day"
SAME_DAY = re.compile(r"cùng ngày(?!\w)")
HISTORY = re.compile(
    r"(?i:(?<!lễ )(?<!mít tinh )(?<!gặp mặt )kỷ niệm \d+|ngày sinh|ngày thành lập|kể từ (?:ngày|khi)|hiệu lực|ngày truyền thống|\(\d{1,2}/\d{1,2}/\d{4} "
    r"?[-–])"
)
TOWARDS = re.compile(
    r"(?i:tiến tới|hướng tới|hướng về|chào mừng|mừng|thành công|văn kiện|trình|kết quả|chuẩn bị(?: cho)?) $"
)
HELD = re.compile(r"(?i:diễn ra|tổ chức|khai mạc|bế mạc|dự kiến)")
LONGEST, LABELS, NEAREST = 220, 3, 5
LABEL = re.compile(
    r"^[\s\-+•]*(?:(?:\d{1,2}|[a-z])[.)/] ?)?(?:Thời gian|Thời điểm)(?: tổ chức| dự kiến)? ?:[^\n;]{0,60}$"
)
"""A line of its own that says when what the line above names is held."""
ANNOUNCED = re.compile(r"(?:như sau|sau đây|sau):?\s*$|:\s*$")
CALLS = re.compile(r"(?i:triệu tập|kính mời|trân trọng mời|tổ chức)(?: [^\n.;]{0,80})? $")
DIRECT = re.compile(
    r"(?i:[,;:]? ?\(?(?:dự kiến ?)?(?:sẽ )?(?:được )?(?:tổ chức|diễn ra|khai mạc)?(?: ?trong)?(?: (?:0?\d|hai|ba|bốn)(?: ngày,?)?)?(?: vào)?(?: ?(?:(?:lúc|hồi) [^,;.\n]{1,14}|\d{1,2} ?(?:h|g|giờ)(?: ?\d{2})?(?: phút)?),?)?"
    r"(?: ?(?:sáng|chiều|tối))?,? ?\(?(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? ?)?)"
)
"""What may stand between the name of an event and the day it is held on."""
ACT = re.compile(
    r"(?i:(?:ký|ban hành|phê duyệt|thành lập|có văn bản) $|(?:số(?= ?:? ?\d)|quyết định|nghị quyết|kế hoạch|báo cáo|công văn|"
    r"thông báo)[^.;\n]{0,60},? $)"
)
ISSUED = re.compile(
    r",? [^.;\n]{0,90}?(?<!\w)(?:ban hành|(?<!đăng )ký(?! kết)|có văn bản|phê duyệt|có hiệu lực|quyết định thành lập)(?!\w)"
)
PLACE = re.compile(r"(?:tại|ở) ((?:[A-ZĐ]|khu |phòng |hội trường|thành phố|xã |tỉnh |huyện )[^,;.\n]*(?:\([^)]*\))?)")
AGAIN = re.compile(r"(?:hội nghị|đại hội|buổi lễ|tọa đàm|hội thảo)$", re.I)


def read(page: Page, sentences: Sentences) -> Iterator[tuple[Event, Time]]:
    """Events outside citations with what dates them; one per name and day, the first place in the text wins."""
    seen: set[tuple[str, str]] = set()
    last: Time | None = None
    again = [Time(*match.span(), "", SAME) for match in SAME_DAY.finditer(page.text, page.body, page.closing)]
    for said in merge(page.told_times, again, key=lambda time: time.start):
        time = said
        if said.rule == SAME and last:
            time = replace(last, start=said.start, end=said.end, last=None, guessed=True)
        elif not _usable(page, said):
            continue
        sentence = sentences.around(time.start)
        if said.rule == SAME:
            sentence = time.end, sentence[1]
        for start, end in _names(page, time, sentence):
            last = time
            key = page.text[start:end].lower()[:14], time.token
            if key in seen:
                continue
            seen.add(key)
            yield _event(page, time, start, end, sentence), time


def days(page: Page, dated: Iterable[tuple[Event, Time]]) -> Spans:
    """Where the days stand that say no more than when an event is held: right behind its name."""
    return [
        (time.start, time.end)
        for _, time in dated
        if any(
            _direct(page.text, head, time.start)
            for head in page.printed_within(HEAD, max(0, time.start - LONGEST), time.start)
        )
    ]


def _usable(page: Page, time: Time) -> bool:
    text = page.text
    monthly = time.rule in ("time.month", "time.month-bare")
    if (
        not (time.rule in DAY_RULES or monthly)
        or time.start >= page.closing
        or (time.end <= page.body and not page.article)
    ):
        return False
    if page.cited(time.start):
        return False
    around, before = text[max(0, time.start - 60) : time.end + 20], text[max(0, time.start - 80) : time.start]
    if monthly:
        return bool(HELD.search(text[max(0, time.start - 60) : time.start])) and bool(
            re.search(r"(?i:diễn ra|khai mạc)", text[max(0, time.start - 60) : time.start])
        )
    if ISSUED.match(text, time.end):
        return False
    return not (
        HISTORY.search(around)
        or (ACT.search(before) and not before.endswith(("vào ", "vào sáng ", "vào chiều ")))
        or re.search(
            r"(?i:từ nay|đến|trước|chậm nhất|kể từ|đăng|tính đến)(?: ngày)? ?$",
            text[max(0, time.start - 16) : time.start],
        )
    )


def _names(page: Page, time: Time, sentence: tuple[int, int]) -> Spans:
    """Places of the events a date belongs to: those behind it in the sentence, else the nearest before it."""
    text = page.text
    within = page.printed_within(HEAD, *sentence)
    next_one = bisect_left(within, (time.start, 0))
    heads = [
        head
        for head in within[max(0, next_one - NEAREST) : next_one + NEAREST]
        if not TOWARDS.search(text[max(0, head[0] - 24) : head[0]]) or _direct(text, head, time.start)
    ]
    behind = [head for head in heads if head[0] >= time.end]
    before = [head for head in heads if head[1] <= time.start]
    chosen = behind if time.last and behind else behind[:1]
    gap = text[before[-1][1] : time.start] if before else ""
    opened = behind and HELD.search(text, time.end, behind[0][0])
    if before and _direct(text, before[-1], time.start) and not (behind and ";" in gap):
        chosen = before[-1:]
    elif before and (not behind or (len(gap) < 40 and not opened)) and not re.search(r"[;:]", gap):
        chosen = before[-1:] if not HELD.search(text[sentence[0] : time.start]) or len(gap) < 200 else []
    if LABEL.search(text[sentence[0] : time.start]) and (titled := _titled(page, time.start)):
        chosen = [titled]
    found = []
    for head in chosen:
        end = NAME_END.search(text, head[1], sentence[1])
        stop = end.start() if end else sentence[1]
        found.append((head[0], head[0] + len(text[head[0] : min(stop, head[0] + LONGEST)].rstrip(" ,"))))
    return found


def _titled(page: Page, at: int) -> tuple[int, int] | None:
    """The event that opens one of the three lines above the one that holds a place."""
    below = page.line_at(at).start
    for start, end in reversed(page.printed_within(HEAD, max(0, below - LONGEST), below)):
        line = page.line_at(start)
        announced = ANNOUNCED.search(page.text, start, line.end) or CALLS.search(page.text, line.start, start)
        if (start == line.body or announced) and page.text.count("\n", start, at) <= LABELS:
            return start, end
    return None


def _direct(text: str, head: tuple[int, int], at: int) -> bool:
    """Whether the day at a place is said right behind the name of an event: "Đại hội …, dự kiến tổ chức vào ngày"."""
    end = NAME_END.search(text, head[1], at) if head[1] <= at else None
    return bool(end) and bool(DIRECT.fullmatch(text, end.start(), at))  # type: ignore[union-attr]


def _event(page: Page, time: Time, start: int, end: int, sentence: tuple[int, int]) -> Event:
    name = page.clean(start, end)
    spot = (start, end)
    if AGAIN.fullmatch(name) and (full := _full_name(page, name)):
        spot, name = full, page.clean(*full)
    place = PLACE.search(page.text, min(start, time.start), sentence[1])
    return Event(
        **page.place(*spot),
        name=name,
        date=time.token,
        date_end=time.last,
        place=place[1].strip() if place and place.start() < max(end, time.end) + 80 else None,
        rule=f"event.{time.rule[5:]}",
        confidence=0.8,
    )


def _full_name(page: Page, name: str) -> tuple[int, int] | None:
    """Where the running text first gives the full name of what is here only called "Đại hội"."""
    for match in re.finditer(rf"(?<!\w){re.escape(name)} (?=[\w])", page.text, re.I):
        if (page.article and match.start() < 120) or page.text.endswith(("ghị quyết ", "kiện "), 0, match.start()):
            continue
        end = NAME_END.search(page.text, match.end() - 1)
        stop = end.start() if end else len(page.text)
        if stop - match.start() > 25 and re.search(
            r"(?i:lần thứ|nhiệm kỳ|khóa|đại biểu|tổng kết|sơ kết|[IVX]{1,5} )", page.text[match.start() : stop]
        ):
            return match.start(), match.start() + len(page.text[match.start() : stop].rstrip(" ,"))
    return None
