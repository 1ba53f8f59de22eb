"""The lines under "Nơi nhận": who gets the paper, and what for."""

import re
from collections.abc import Iterator

from nennep.reader import windows
from nennep.reader.paper import Recipient
from nennep.reader.reading import Page

WORDS = ("Nơi nhận", "NƠI NHẬN", "Nơi gửi")
START = re.compile(rf"(?:^|\n) ?(?:{'|'.join(WORDS)}) ?:? ?")
END = re.compile(
    r"(?:T/M|TM\.|T\.M|K/T|KT\.|T/L|TL\.|TUQ|\(Đã ký|\(đã ký|Đã ký|(?:PHÓ )?(?:BÍ THƯ|CHỦ TỊCH|CHÁNH|TRƯỞNG|HIỆU "
    r"TRƯỞNG|GIÁM ĐỐC))"
)
BULLETS_BELOW = re.compile(r"(?:\n+(?![-+•])[^\n]{1,60}){0,3}\n+[-+•] ?\w")
"""Where the signature stands beside the recipients, its lines come between theirs."""
BULLET = re.compile(r"(?:[-+•●▪–—✓] ?)+")
PURPOSE = re.compile(r"\(? ?(?:để|đ/) ?([^()]{2,40})\)?$|\((b/c|t/h|p/h|báo cáo|thực hiện|phối hợp)\)$")
FILED = re.compile(r"(?:Lưu|LƯU)\b ?:? ?")
PURPOSES = (
    (re.compile(r"b/c|báo cáo"), "báo cáo"),
    (re.compile(r"t/h|thực hiện"), "thực hiện"),
    (re.compile(r"p/h|phối hợp"), "phối hợp"),
    (re.compile(r"biết"), "để biết"),
    (re.compile(r"chỉ đạo"), "chỉ đạo"),
    (re.compile(r"theo dõi"), "theo dõi"),
)


def read(page: Page) -> Iterator[Recipient]:
    """Every recipient line; "a, b" on one line is one recipient, as printed."""
    head = windows.first(START, page.text, WORDS, 2)
    if not head:
        return
    at = head.end()
    beside = bool(END.match(page.text, at + page.text.startswith("\n", at)))
    for match in re.compile(r"[^\n]+").finditer(page.text, at):
        start, end = match.span()
        line = match[0]
        bullet = BULLET.match(line)
        if beside and not bullet and BULLETS_BELOW.match(page.text, end):
            continue
        if END.match(line) or (not bullet and start > at + 2 and not line.startswith(("Lưu", "Như trên"))):
            if not bullet and not END.match(line) and start <= at + 3:
                continue
            break
        start += bullet.end() if bullet else 0
        end = start + len(page.text[start:end].rstrip(" ;.,"))
        if end > start:
            yield _recipient(page, start, end)


def _recipient(page: Page, start: int, end: int) -> Recipient:
    printed = page.text[start:end]
    name, purpose = printed, None
    if match := PURPOSE.search(printed):
        said = (match[1] or match[2]).strip().lower()
        purpose = next((value for pattern, value in PURPOSES if pattern.search(said)), said)
        name = printed[: match.start()]
    if match := FILED.match(printed):
        name, purpose = printed[match.end() :], "lưu"
    return Recipient(
        **page.place(start, end), name=name.strip(" ,;.<>"), purpose=purpose, rule="recipient.line", confidence=0.97
    )


def end_of(page: Page) -> int:
    """Where the recipients end and the signature begins: the first line of signing behind the closing line."""
    for line in page.lines:
        if line.start >= page.closing and END.match(page.text[line.start : line.end]):
            return line.start
    return len(page.text)
