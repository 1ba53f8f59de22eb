"""Tasks: what is to be done by an explicit time."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from nennep.reader.clauses import Sentences, clause_end, clause_start
from nennep.reader.judging import AIM_HEADS, AIM_KINDS, FACT_HEADS
from nennep.reader.paper import Task
from nennep.reader.reading import Page
from nennep.reader.times import Time, due_range

LEAD = re.compile(
    r"(?=[bcghkmnpstvxđ]|$)(?:(?:(?:phấn đấu |cơ bản |thực hiện cơ bản |xong |báo cáo )?(?:hoàn thành|thực hiện|triển khai|kết thúc|tiến "
    r"hành|gửi)(?: xong| cơ bản)?,? )?"
    r"(?:(?P<rel>xong trước|trước|(?:chậm|muộn) nhất(?: là)?(?: vào| trong| đến| trước)?|không (?:muộn|chậm|quá|trễ) hơn|"
    r"(?:thời )?hạn (?:chót|cuối(?: cùng)?)(?: là| đến| nộp)?:?|từ nay đến(?: hết| trước)?|đến hết|hết|đến|trong|vào|định kỳ(?: vào)?|"
    r"đúng(?: dịp)?|sau|từ|kể từ|xong (?:trong|vào)|nội trong)"
    r"(?: khoảng)?(?: (?:đầu|cuối|giữa|thời gian|kỳ họp|tuần đầu|tuần cuối|nửa đầu|nửa cuối))?(?: của)? ?"
    r"(?:\d{1,2}(?:h\d{0,2}| giờ(?: \d{2})?),? )?(?:(?:thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật),? \(?)?(?:ngày )?)?)$"
)
RELS = (
    ("trước", "before"),
    ("chậm nhất", "by"),
    ("muộn nhất", "by"),
    ("muộn hơn", "by"),
    ("chậm hơn", "by"),
    ("trễ hơn", "by"),
    ("hạn ", "by"),
    ("đến", "by"),
    ("hết", "by"),
    ("sau", "after"),
    ("từ", "from"),
)
DUE_RULES = {
    "time.day",
    "time.day-worded",
    "time.month",
    "time.month-bare",
    "time.quarter",
    "time.half",
    "time.year",
    "time.count",
    "time.day-every-month",
    "time.day-every-year",
    "time.day-no-year",
    "time.day-limit",
    "time.quarter-no-year",
    "time.month-no-year",
}
PAST = re.compile(
    r"(?i:(?:^|\W)(?:đã|vừa)(?= )|tính đến|kết quả(?: là|:)|được (?:thành lập|công nhận|tặng|nhận|bổ nhiệm|kết nạp|"
    r"tổ chức)|có hiệu lực|(?:công tác|hoạt động|nhiệm vụ|tình hình) (?:\w+ ){0,4}trong năm|thành tích|được khen|khen thưởng (?:cho|các)|tăng "
    r"trưởng|số liệu|so với)"
)
PAST_AFTER = re.compile(r"(?i:,? ?(?:\w+ ){0,8}?(?:đã|vừa)(?= ))")
ORDER = re.compile(
    r"(?i:ph[ấầ]n đ[ấầ]u|hoàn thành|thực hiện|triển khai|đề nghị|yêu cầu|cần|phải|tập trung|báo cáo|gửi|xây dựng|tổ "
    r"chức|tiến hành|ban hành|rà soát|trình|khẩn trương|đề xuất|nghiên cứu|xong|giao|tham mưu|lập|kiểm tra|quyết "
    r"định|nộp|bàn giao|chuẩn bị|đăng ký|phê duyệt|thành lập|xóa|kiện toàn|sơ kết|tổng kết)"
)
LIST_HEAD = re.compile(r"(?:, [^:.]{0,60}| (?:là|như sau|gồm|cần))? ?(?:là|như sau|gồm)? ?:")
TIMING = re.compile(
    r"(?i:thời gian(?: thực hiện| hoàn thành| triển khai| tiến hành| kiểm tra| giám sát| báo cáo| nộp| gửi)?|thời hạn(?: hoàn thành)?|tiến độ|hạn)(?: hoàn thành)? ?: ?$|"
    r"(?i:thời hạn|hạn)(?: [^\W\d_]+){0,5} là(?: ngày)? $"
)
REPORTED = re.compile(
    r"(?i:báo cáo|sơ kết|tổng kết|nộp|gửi|hoàn thành|trình|nghiệm thu|đăng ký|quyết toán|kết thúc)[^:;.\n]{0,40}: ?$"
)
CLAUSE_ENDS = re.compile(r" ?(?:[;.,)\n]|$)")
GOAL_BEHIND = re.compile(r"(?i:,? (?:phải |cần |cơ bản )?(?:hoàn thành|hoàn tất|làm xong|kết thúc)(?!\w))")
STEP = re.compile(
    r"(?i: ?: ?(?!.{0,30}(?:khai mạc|diễn ra|đại hội|lễ |mít tinh|họp(?! xét| thẩm định| bình xét| duyệt))))"
)
CELL = re.compile(r"(?:^|\n|  )(?:[^\W\d_]+ ){0,3}$")
CELL_ENDS = re.compile(r"[ .]*(?:\n|  |$)")
SERIAL = re.compile(r"\d{1,3}\.?$")
ASIDE = re.compile(r"\([^()]*\)")
MEASURED = re.compile(r"\d ?%|\d (?:triệu|tỷ) đồng")
JOINED = re.compile(r"(?:trong |vào )?tháng \d{1,2}(?:,| và) $")
ISSUES = re.compile(
    r"(?:ban hành|xây dựng) (?:[Kk]ế hoạch|[Cc]hương trình|[Nn]ghị quyết|[Hh]ướng dẫn|[Qq]uy định|[Cc]hỉ thị|[Đđ]ề án)(?!\w)"
)
PREAMBLE, LONGEST, TABLE, LED = 3000, 400, 6000, 40
BEGINS = re.compile(r"(?i:bắt đầu|tiến hành|triển khai|tổ chức|vận hành|ra quân|khởi động|phát động) từ (?:ngày )?$")
SENT = re.compile(r"(?i:gửi|nộp)(?: [^\W\d_]+){1,5} $")
HELD = re.compile(r"(?i:diễn ra|khai mạc|bế mạc|ra đời|xảy ra)(?: trong| vào)? ?$")
ONWARD = re.compile(r"(?: và các năm tiếp theo| trở đi| và những năm tiếp theo| và các năm sau)")
SINCE = re.compile(r"^ và (?:nhiệm kỳ|giai đoạn) [\d –-]+")
CITED = re.compile(r"(?i:(?:số|nghị quyết|kế hoạch|báo cáo|văn bản|quyết định) [^;,.]{0,40}$)")
PURPOSE = re.compile(r"(?i:để|nhằm) (?:thực hiện|triển khai|tiếp tục|hoàn thành)")
SAYS = re.compile(r"(?i:đề nghị|yêu cầu|nhấn mạnh|cho rằng|cho biết|giao|chỉ đạo)$")
AS_GOAL = re.compile(r"(?i:hoàn thành|xong|chậm nhất|trước|báo cáo|từ nay)")


def read(page: Page, taken: list[tuple[int, int]], sentences: Sentences) -> Iterator[Task]:
    """Every task outside the places already explained (citations, events, header)."""
    index = 0
    for time in page.told_times:
        while index < len(taken) and taken[index][1] <= time.start:
            index += 1
        inside = index < len(taken) and taken[index][0] < time.end
        if (
            inside
            or time.rule not in DUE_RULES
            or time.start >= page.closing
            or (time.start < page.body and not page.article)
        ):
            continue
        task = _task(page, time, sentences)
        if task:
            yield task


def _task(page: Page, time: Time, sentences: Sentences) -> Task | None:
    text = page.text
    sentence = sentences.around(time.start)
    clause = max(clause_start(text, sentence[0], time.start), sentence[0])
    window = max(sentence[0], time.start - 70)
    lead = LEAD.search(page.low, window, time.start)
    said = lead["rel"] or "" if lead else ""
    said = said or _said_within(text[time.start : time.end].lower())
    before = text[max(0, time.start - 40) : time.start]
    said = said or ("trong" if JOINED.search(before) and not page.line_at(time.start).heading else "")
    heading = _heads_a_list(text, time, clause)
    row = _row(page, time, before)
    certain = bool(heading or row) or _is_set(page, time, before)
    said = said or ("đến" if before.endswith(" là ") and certain and not heading else "")
    if not (said or certain) or not _is_order(page, time, said, sentence, clause, certain):
        return None
    start = lead.start() if lead and not heading and lead[0] else time.start
    end, rel = time.end, _rel(said)
    if more := ONWARD.match(text, end):
        end, rel = more.end(), "from"
    elif more := SINCE.match(text[end : end + 60]):
        end += more.end()
    action = row or _action(page, start, end, sentence, clause, heading)
    return Task(
        **page.place(start, end),
        due=time.token,
        rel=rel,
        action=action,
        rule=f"task.{time.rule[5:]}",
        confidence=0.85 if not time.guessed else 0.6,
    )


def _is_set(page: Page, time: Time, before: str) -> bool:
    """Whether the words around say that the time is set for something: "thời hạn: …", "… hoàn thành", "Tháng 10: …"."""
    text = page.text
    if TIMING.search(before) or text.startswith(" là thời điểm", time.end) or GOAL_BEHIND.match(text, time.end):
        return True
    if page.kind not in AIM_KINDS and not page.orders:
        return False
    dated = time.rule == "time.day" and text.startswith(("ngày", "Ngày"), time.start)
    if dated and SENT.search(before) and CLAUSE_ENDS.match(text, time.end):
        return True
    opening = page.line_at(time.start).body
    led = LEAD.fullmatch(page.low, opening, time.start) if time.start - opening < LED else None
    begins = (time.start <= opening or bool(led)) and time.rule != "time.year"
    return bool(
        (begins and STEP.match(text, time.end)) or (REPORTED.search(before) and CLAUSE_ENDS.match(text, time.end))
    )


def _row(page: Page, time: Time, before: str) -> str | None:
    """What is to be done in the row of a table whose cell holds this time alone, under a head that speaks of time."""
    text = page.text
    if not CELL.search(before) or not CELL_ENDS.match(text, time.end):
        return None
    at = bisect_left(page.table_heads, time.start - 1) - 1
    if at < 0 or page.table_heads[at] < time.start - TABLE:
        return None
    begin = max(page.table_heads[at], time.start - LONGEST)
    cells = [cell.strip() for cell in re.split(r"\n+|  +", text[begin : time.start])]
    cells = [cell for cell in cells[:-1] if cell]
    for place in range(len(cells) - 1, -1, -1):
        if SERIAL.match(cells[place]):
            return cells[place + 1] if place + 1 < len(cells) else None
    return max(cells[-4:], key=len, default=None)


def _said_within(printed: str) -> str:
    """The preposition that is part of the time expression itself: "trong năm 2023"."""
    return next((word for word in ("trong", "sau", "chậm nhất") if printed.startswith(word + " ")), "")


def _heads_a_list(text: str, time: Time, clause: int) -> bool:
    """Whether the time stands over a list: "các nhiệm vụ trọng tâm 6 tháng cuối năm 2018 là: …"."""
    framed = time.rule in ("time.half", "time.quarter", "time.year") and "nhiệm vụ" in text[clause : time.start].lower()
    return framed and bool(LIST_HEAD.match(text, time.end))


def _rel(said: str) -> str:
    return next((rel for word, rel in RELS if word in said), "in")


def _is_order(page: Page, time: Time, said: str, sentence: tuple[int, int], clause: int, certain: bool) -> bool:
    """Whether the sentence orders or plans: no past marker, a verb of doing, a year that is not over."""
    text = page.text
    near = ASIDE.sub("", text[clause : time.start])
    if HELD.search(text[max(0, time.start - 24) : time.start]) or _in_preamble(page, time):
        return False
    if _is_no_limit(page, time, said, near, certain):
        return False
    if _is_over(page, time):
        return False
    if time.rule == "time.year" and MEASURED.search(near) and not AS_GOAL.search(near):
        return False
    if text.startswith((" của ", " qua"), time.end):
        return False
    past = PAST.search(near)
    if (past and not PURPOSE.search(near, past.end())) or PAST_AFTER.match(
        text[time.end : min(time.end + 60, sentence[1])]
    ):
        return False
    if certain or page.kind in AIM_KINDS or page.orders or _under_aims(page, time.start):
        return True
    return bool(ORDER.search(text[sentence[0] : min(sentence[1], time.end + 120)]))


def _is_no_limit(page: Page, time: Time, said: str, near: str, certain: bool) -> bool:
    """Whether the preposition only places something in time: "từ ngày …" of a fact, "đến năm …" of a target."""
    if said in ("từ", "kể từ", "sau"):
        return (
            time.rule != "time.count"
            and not certain
            and not BEGINS.search(page.text[max(0, time.start - 60) : time.start])
        )
    if said in ("trong", "vào") and time.guessed and page.article:
        return not AS_GOAL.search(near[-60:])
    return said in ("đến", "đến hết") and not certain and not AS_GOAL.search(near[-60:])


def _under_aims(page: Page, at: int) -> bool:
    """Whether the nearest headings above speak of what is to come: "B. Phương hướng, nhiệm vụ"."""
    above = page.line_at(at).above
    return bool(AIM_HEADS.search(above)) and not FACT_HEADS.search(above) and not page.article


def _is_over(page: Page, time: Time) -> bool:
    """Whether the time lies before the first year the paper plans for, or its last day before the day of the paper."""
    if page.first_year and time.token[:4].isdigit() and time.token[:4] < page.first_year:
        return True
    if not page.paper_date or len(page.paper_date) != 10 or not time.token[:1].isdigit():
        return False
    try:
        return due_range(time.token)[1].isoformat() < page.paper_date
    except ValueError:
        return False


def _in_preamble(page: Page, time: Time) -> bool:
    """Whether the time stands in the sentence that issues the paper: "…, Đảng ủy ban hành Kế hoạch … như sau:"."""
    line = page.line_at(time.start)
    if line.end - line.start > PREAMBLE:
        return False
    issued = ISSUES.search(page.text, line.start, line.end)
    return bool(issued) and page.text[line.start : line.end].rstrip().endswith(("như sau:", "sau đây:", "như sau"))


def _action(page: Page, start: int, end: int, sentence: tuple[int, int], clause: int, heading: bool) -> str | None:
    """What is to be done: the clause before the time, else what follows it; before a bracket the sentence it closes."""
    text = page.text
    if heading:
        colon = text.find(":", end)
        return page.clean(colon + 1, min(page.line_at(end).end, colon + PREAMBLE)) or None
    before = page.clean(clause, start).rstrip("( *")
    before = re.sub(r"^(?i:ph[ấầ]n đ[ấầ]u|và|đồng thời|tập trung|trước mắt)[ ,]*", "", before)
    if len(before) > 8 and not SAYS.search(before):
        return before.rsplit(". ", 1)[-1][-400:]
    behind = re.sub(r"^(?:cần |các )?tập trung ", "", page.clean(end, clause_end(text, end, sentence[1]))).split(", ")[
        0
    ]
    return behind or page.clean(max(page.line_at(start).body, start - LONGEST), start) or None
