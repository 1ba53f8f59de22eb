"""The head and the closing block of a paper, or the headline and date of an article."""

import re

from nennep.reader import articles, recipients, times, windows
from nennep.reader.bodies import HEAD_ANY, HEADS, UPPER, body_at
from nennep.reader.citations import CODE, KINDS, clean_number, code_kind
from nennep.reader.names import ANY_NAME, CAPITALS, NAME, NOT_NAMES, person_at
from nennep.reader.paper import Field, Header
from nennep.reader.reading import Page

KIND_WORDS = {
    word: slug
    for word, slug in KINDS.items()
    if slug not in ("khac", "luat", "nghi-dinh", "thong-tu", "to-trinh", "cong-dien")
}
KIND_LINE = re.compile(rf"({'|'.join(sorted(map(str.upper, KIND_WORDS), key=len, reverse=True))})(?: (.*))?$")
NUMBER_LINE = re.compile(rf"[Ss]ố ?:? ?(\d{{1,5}}[a-c]?)({CODE})(?!\w)")
OTHER_NUMBER = re.compile(rf"\n ?[Ss]ố ?:? ?\d{{1,5}}[a-c]?{CODE}(?!\w)")
BLANK_NUMBER = re.compile(rf"[Ss]ố ?:? ?[.…_ ]*[-/] ?[{UPPER}]{{2}}")
PLACE_LINE = re.compile(
    rf"(?:^|\n)((?:[{UPPER}][\w.]*)(?: [\w.-]+){{0,4}}), ?ngày ?(\d{{1,2}}|[.… ]*) ?tháng ?(\d{{1,2}}|[.… ]*) ?năm "
    rf"?(\d{{4,5}})(?!\d)",
    re.I,
)
ABOUT = re.compile(r"(?:^|\n)V/v:? ?(.+)")
MOTTO = re.compile(
    r"(?i:^cộng$|^đảng$|hòa xã hội chủ nghĩa|^chủ nghĩa việt nam|^đảng cộng sản|cộng hòa xã hội|độc lập ?[-–] ?tự do|"
    r"đoàn tncs hồ chí minh$|cộng sản việt nam$|^việt nam$)|^[-–_* .]*$"
)
HEAD_CASES = {head.lower(): head for head in reversed(HEADS.split("|")) if head.replace(" ", "").isalpha()}
SMALL_WORDS = {
    "nhân",
    "dân",
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    *("xã", "phường", "thị", "các", "và", "cao"),
    "đẳng",
    "khối",
    "cơ",
    "quan",
    "thuộc",
    "trực",
}
OWN_HEAD = re.compile(rf"(?i:{HEADS})(?!\w)")
GOES_ON = re.compile(r"(?i:tỉnh|thành phố|tp\.?|huyện|quận|xã|phường|thị xã|đại học,|các|và|thuộc|khối) ")
BARE_BODY = re.compile(
    r"(?i:văn phòng|ban tổ chức|ban thường vụ|ban chấp hành|ủy ban kiểm tra|chi bộ|ban tuyên giáo|ban dân vận|ban "
    r"nội chính|đảng ủy|công đoàn|ban giám hiệu|đoàn trường)$"
)
ISSUES = re.compile(
    rf"(?i:ban hành|xây dựng|hướng dẫn|thông báo|kết luận|báo cáo|quyết định) (?:(?i:{'|'.join(KIND_WORDS)})|một số|"
    rf"như sau|về|kết quả)"
)
PREAMBLE = re.compile(r"(?:Thực hiện|Căn cứ|Nhằm|Để|Trên cơ sở|Triển khai|Tiếp tục thực hiện)\b")
CLOSING = re.compile(rf"(?:^|\n) ?(?:{'|'.join(recipients.WORDS)})\b")
ON_BEHALF = re.compile(r"(?:^|\n) ?(?:T/M|TM\.?|T\.M\.?|THAY MẶT) ([^\n]+)")
SIGNING = re.compile(
    r"(?:^|\n) ?(?:T/M|TM\.|T\.M|K/T|KT\.|T/L|TL\.|TUQ\.?|THỪA LỆNH|\(Đã ký\)|\(đã ký\)|Đã ký|(?:PHÓ )?(?:BÍ THƯ|CHỦ "
    r"TỊCH|CHÁNH VĂN PHÒNG|TRƯỞNG BAN|HIỆU TRƯỞNG|GIÁM ĐỐC|BỘ TRƯỞNG|THỦ TƯỚNG|CHỦ NHIỆM|VIỆN "
    r"TRƯỞNG)[^\n]{0,40}(?=\n|$))"
)
DEGREE = re.compile(
    r"^(?:(?:GS|PGS|TS|TSKH|ThS|BS|(?:BS|DS)?CK(?:I{1,2}|[12])|DS|KS|CN|NGND|NGƯT|TTND|TTƯT|LS)\.? ?,?)+(?= ?[A-ZĐ])[ .]*"
)
SECTION_FIRST = re.compile(r"\s*(?!V/v)(?:[-+•] |[IVX]{1,5}[.\-/]|(?:\d{1,2}|[a-z])[.\-)/](?!\d))")

ENDS_TITLE = re.compile(r"[-–_*. ¯=]+$|(?i:kính gửi|số ?:? ?\d|chủ đề ?:)")
PART_FIRST = re.compile(r"(?i:phần|chương|mục) (?i:thứ )?(?:[IVX]{1,5}|\d{1,2}|(?i:nhất|hai|ba|tư|năm))(?:[.: ]|$)")
OF_BODY = re.compile(rf"(?i:của) [{UPPER} ,\-–]{{12,}}\n\s*")
KindLine = tuple[int, int, str, str]
Spot = tuple[int, int, str]
VOWEL = re.compile("(?i)[AEIOUYÀ-ÝĂĨŨƠƯẠ-Ỹ]")


def read(page: Page) -> Header:
    """The header; sets the page's kind, date, and where its body begins and its closing block starts."""
    text = page.text
    closing = windows.first(CLOSING, text, recipients.WORDS, 2)
    signing = _signing(text, closing.start() if closing else None)
    kind_line = _kind_line(page)
    number = _number(page, kind_line)
    if kind_line or number or closing or signing is not None or _is_plain_paper(page):
        page.closing = min(
            [at for at in (closing.start() if closing else None, signing) if at is not None], default=len(text)
        )
        return _document(page, kind_line, number, signing)
    if SECTION_FIRST.match(text):
        return Header()
    return articles.read(page)


def _field(page: Page, start: int, end: int, value: str, rule: str, confidence: float = 0.9) -> Field:
    return Field(**page.place(start, end), value=value, rule=rule, confidence=confidence)


def _head_end(page: Page) -> int:
    """Where the head may end at the latest: the first long paragraph, but not within the first two lines."""
    for line in page.lines[1:]:
        if line.end - line.start > 400 or (line.level < 9 and line.level != 5):
            return line.start
    return len(page.text)


def _kind_line(page: Page) -> KindLine | None:
    limit = _head_end(page)
    for line in page.lines[:40]:
        if line.start > limit:
            return None
        match = KIND_LINE.match(page.text[line.start : line.end].strip())
        if match and (not match[2] or match[2][:12].isupper()):
            return line.start, line.end, KIND_WORDS[match[1].lower()], (match[2] or "")
    return None


def _number(page: Page, kind_line: KindLine | None) -> tuple[int, int, str] | None:
    """Own number: in a line of its own in the head, else in a headline that gives the whole text of a paper."""
    limit = max(_head_end(page), kind_line[1] if kind_line else 0)
    for line in page.lines[:40]:
        if line.start > limit:
            break
        match = NUMBER_LINE.match(page.text, line.start)
        if match and match.end() >= line.end - 60 and line.end - line.start < 120:
            return match.start(1), match.end(2), clean_number(match[1] + match[2])
    if kind_line and (full := re.compile(rf"(?i:toàn văn)[^\n]{{0,20}}?(\d{{1,5}}{CODE})").match(page.text)):
        return full.start(1), full.end(1), clean_number(full[1])
    return None


def _is_plain_paper(page: Page) -> bool:
    """A paper whose head was lost: a preamble in which a body issues something, then numbered parts."""
    for line in page.lines[:6]:
        body = page.text[line.start : line.end]
        if (
            PREAMBLE.match(body)
            and re.search(rf"ban hành (?i:{'|'.join(KIND_WORDS)})", body)
            and body.rstrip().endswith(("sau:", "như sau", "sau"))
        ):
            return any(other.level == 1 for other in page.lines[:12])
    return False


def _document(page: Page, kind_line: KindLine | None, number: Spot | None, signing: int | None) -> Header:
    place, day = _place_and_day(page)
    page.paper_date = day.value if day else None
    title = _title(page, kind_line, number)
    kind = _kind(page, kind_line, number)
    page.kind = kind.value if kind else ""
    page.body = max(
        [0, *(at for at in (kind_line and kind_line[1], number and number[1], title and page.lines and title[1]) if at)]
    )
    return Header(
        kind=kind,
        number=_field(page, *number, rule="header.number", confidence=0.98) if number else None,
        issuer=_issuer(page, kind_line, number, signing),
        place=place,
        date=day,
        signatory=_signatory(page, signing),
        title=_field(page, *title, rule="header.title") if title else None,
    )


def _kind(page: Page, kind_line: KindLine | None, number: Spot | None) -> Field | None:
    if kind_line:
        return _field(page, kind_line[0], kind_line[1], kind_line[2], "header.kind-line", 0.98)
    if ABOUT.search(page.text, 0, 3000) and re.search(r"(?i:kính gửi)", page.text[:4000]):
        spot = ABOUT.search(page.text, 0, 3000) if not number else None
        at = spot.span(1) if spot else number[:2] if number else (0, 0)
        return _field(page, *at, "cong-van", "header.kind-letter", 0.85)
    if number and (slug := code_kind(number[2])):
        return _field(page, number[0], number[1], slug, "header.kind-code", 0.85)
    if _is_plain_paper(page) and (
        match := re.search(rf"ban hành ((?i:{'|'.join(KIND_WORDS)})) ?(?=[^\n]*sau:)", page.text)
    ):
        last = list(
            re.finditer(
                rf"ban hành ((?:{'|'.join(word.capitalize() for word in KIND_WORDS)}))",
                page.text[: page.text.find("sau:", match.start())],
            )
        )
        found = last[-1] if last else match
        return _field(page, found.start(1), found.end(1), KIND_WORDS[found[1].lower()], "header.kind-issues", 0.7)
    return None


def _place_and_day(page: Page) -> tuple[Field | None, Field | None]:
    match = PLACE_LINE.search(page.text, 0, min(len(page.text), 4000))
    if not match:
        return None, None
    place = _field(page, match.start(1), match.end(1), match[1], "header.place", 0.97)
    token = match[4] if len(match[4]) == 4 else times.year_meant(page.text, match[4])
    if not token:
        return place, None
    if match[3].strip(" .…").isdigit():
        token += f"-{int(match[3]):02}"
        if match[2].strip(" .…").isdigit():
            token += f"-{int(match[2]):02}"
    sure = 0.97 if len(match[4]) == 4 else 0.5
    return place, _field(page, match.start(0) + match[0].lower().find("ngày"), match.end(), token, "header.date", sure)


def _title(page: Page, kind_line: KindLine | None, number: Spot | None) -> tuple[int, int, str] | None:
    if not kind_line:
        return _subject(page, number) or (articles.headline(page) if _is_plain_paper(page) else None)
    at, text = kind_line[1], page.text
    start = at - len(kind_line[3]) if kind_line[3] else at + len(text[at:]) - len(text[at:].lstrip())
    if match := OF_BODY.match(text, start):
        start = match.end()
    return _run_of_lines(page, start, bool(kind_line[3]))


def _subject(page: Page, number: Spot | None) -> tuple[int, int, str] | None:
    """What a letter is about: its "V/v" line, else the small print right under its number."""
    if about := ABOUT.search(page.text, 0, 3000):
        return _run_of_lines(page, about.start(1), False)
    if not number or code_kind(number[2]) != "cong-van":
        return None
    below = [line for line in page.lines if line.start >= number[1]][:1]
    for line in below:
        printed = page.text[line.start : line.end].strip()
        if not printed.isupper() and not PLACE_LINE.match("\n" + printed) and not ENDS_TITLE.match(printed):
            return _run_of_lines(page, line.start, False)
    return None


def _run_of_lines(page: Page, start: int, begun: bool) -> tuple[int, int, str] | None:
    """The lines of a title from a place on; where every line of the head has a blank one below, blanks do not end it."""
    text, spaced = page.text, _is_spaced(page)
    lines = text[start : start + 3000].split("\n")
    end, at, first, shown = start, start, not begun, ""
    for index, line in enumerate(lines):
        following = next((other for other in lines[index + 1 :] if other.strip()), "")
        goes_on = not (first or _is_sentence(following) or _ends_title(following, "", False, spaced))
        if not line.strip() and spaced and goes_on:
            at += len(line) + 1
            continue
        small = bool(shown.strip()) and shown.isupper() and not line.isupper() and len(line) > 100
        if small or _ends_title(line, following, first, spaced):
            break
        first, shown = False, line
        at += len(line) + 1
        end = at
    end = min(end, len(text))
    value = page.clean(start, end)
    return (start, start + len(text[start:end].rstrip()), value) if value else None


def _is_sentence(line: str) -> bool:
    """Whether a line is a sentence of the body: titles end without a stop."""
    return line.rstrip().endswith((".", ";", ":"))


def _is_spaced(page: Page) -> bool:
    """Whether blank lines stand between the lines of the head, as pages made from Word have them."""
    head = page.text[: page.lines[min(10, len(page.lines) - 1)].start].strip()
    return head.count("\n\n") * 2 > head.count("\n") - head.count("\n\n") > 0


def _ends_title(line: str, following: str, first: bool, spaced: bool) -> bool:
    """Whether a line no longer belongs to the title: blank, ruled, a preamble, or the body named above one."""
    if not line.strip() or PART_FIRST.match(line) or ENDS_TITLE.match(line) or SECTION_FIRST.match(line):
        return True
    if first:
        return False
    if len(line) > 60 and _is_sentence(line):
        return True
    if spaced and (len(line) > 260 or PLACE_LINE.match("\n" + line) or MOTTO.search(line)):
        return True
    preamble = PREAMBLE.match(line) and (line.startswith("Căn cứ") or len(line) > 60)
    return bool(preamble) or (following.startswith("Căn cứ") and line.isupper() and bool(OWN_HEAD.match(line)))


def _issuer(page: Page, kind_line: KindLine | None, number: Spot | None, signing: int | None) -> Field | None:
    text = page.text
    head = _head_body(page, kind_line[0] if kind_line else number[1] if number else 0)
    if head:
        return _field(page, head[0], head[1], _named_in_body(text, head[2], head[1]), "header.issuer-head")
    if kind_line and (match := re.compile(r"\s*(?i:của) ([^\n]+)").match(text, kind_line[1])) and match[1].isupper():
        return _field(
            page, match.start(1), match.end(1), _named_in_body(text, match[1], match.end()), "header.issuer-of"
        )
    if (match := ON_BEHALF.search(text)) and OWN_HEAD.match(match[1]):
        return _field(
            page, match.start(1), match.end(1), _named_in_body(text, match[1].strip(), -1), "header.issuer-on-behalf"
        )
    return _issuer_in_preamble(page, kind_line[1] if kind_line else 0)


def _issuer_in_preamble(page: Page, after: int) -> Field | None:
    text = page.text
    for match in ISSUES.finditer(text, after, min(len(text), after + 4000)):
        line = text.rfind("\n", 0, match.start()) + 1
        for head in reversed(list(HEAD_ANY.finditer(text, max(line, match.start() - 140), match.start()))):
            stop = body_at(text, head.start())
            opens = head.start() == line or text[: head.start()].endswith(
                (", ", "; ", ". ", ": ", " nay ", " Nay ", "\nNay ")
            )
            if opens and stop >= match.start() - 2:
                return _field(page, head.start(), stop, text[head.start() : stop], "header.issuer-preamble", 0.8)
    return None


def _head_body(page: Page, until: int) -> tuple[int, int, str] | None:
    """Own body in the head: lines form names, the last name is the issuer; a bare one takes its parent's name."""
    groups: list[tuple[int, int, str]] = []
    for line in page.lines[:30]:
        printed = page.text[line.start : line.end].strip()
        if line.start >= until:
            break
        whole = (
            bool(groups) and printed == "VIỆT NAM" and groups[-1][2].startswith(("TỔNG LIÊN ĐOÀN", "CÔNG ĐOÀN", "HỘI"))
        )
        if (MOTTO.search(printed) and not whole) or NUMBER_LINE.match(printed) or not printed.isupper():
            continue
        if groups and (whole or not OWN_HEAD.match(printed) or GOES_ON.match(printed)):
            groups[-1] = (groups[-1][0], line.end, f"{groups[-1][2]} {printed}")
        elif OWN_HEAD.match(printed):
            groups.append((line.start, line.end, printed))
    if not groups:
        return None
    start, end, name = groups[-1]
    if BARE_BODY.fullmatch(name) and len(groups) > 1:
        start, name = groups[-2][0], f"{name} {groups[-2][2]}"
    return start, end, name


def _named_in_body(text: str, name: str, after: int) -> str:
    """The name as the running text writes it, longer if the text says whose body it is; else in sentence case."""
    for match in re.finditer(re.escape(name), text, re.I):
        if not match[0].isupper() and match[0][0].isupper():
            return match[0] + (" Trung ương" if text.startswith(" Trung ương", match.end()) else "")
    lead = OWN_HEAD.match(name)
    rest = name[lead.end() :].strip() if lead else ""
    if lead and len(rest) > 8:
        for match in re.finditer(re.escape(rest), text, re.I):
            if not match[0].isupper():
                return f"{lead[0].capitalize()} {match[0][0].upper()}{match[0][1:]}"
    return _sentence_case(name) if name.isupper() else name


def _sentence_case(name: str) -> str:
    """A name in capitals as running text writes it: known bodies in their own case, other words as proper names."""
    out, at, low = [], 0, name.lower()
    for match in HEAD_ANY.finditer(name):
        out += [_word(word) for word in name[at : match.start()].split()]
        out.append(HEAD_CASES.get(low[match.start() : match.end()], match[0].capitalize()))
        at = match.end()
    out += [_word(word) for word in name[at:].split()]
    joined = " ".join(out)
    return joined[:1].upper() + joined[1:]


def _word(word: str) -> str:
    if not VOWEL.search(word):  # letters of an abbreviation: TNCS, LHPN
        return word
    return word.lower() if word.lower().strip(",") in SMALL_WORDS else word.capitalize()


def _signing(text: str, closing: int | None) -> int | None:
    """Where the signature block begins: in the last part of the text, with a person's name below."""
    floor = closing if closing is not None else max(0, len(text) - 700)
    match = SIGNING.search(text, max(0, floor - 300))
    if match and _name_below(text, match.end() - 1):
        return match.start()
    return None


def _name_below(text: str, at: int) -> tuple[int, int] | None:
    found = None
    for match in re.finditer(r"[^\n]+", text[at:]):
        line = DEGREE.sub("", match[0].strip(" .-"))
        line_start = at + match.start() + match[0].find(line) if line else 0
        if 1 < len(line.split()) < 6 and _is_name(line):
            found = line_start, line_start + len(line)
    return found


def _is_name(line: str) -> bool:
    """Whether a line of a signature block is a person's name, known surname or not."""
    if HEAD_ANY.match(line) or NOT_NAMES.match(line.title()):
        return False
    return bool(NAME.fullmatch(line) or CAPITALS.fullmatch(line) or ANY_NAME.fullmatch(line))


def _signatory(page: Page, signing: int | None) -> Field | None:
    at = signing if signing is not None else page.closing if page.closing < len(page.text) else None
    if at is None:
        return None
    second = OTHER_NUMBER.search(page.text, at)  # a second paper begins in the same text
    found = _name_below(page.text[: second.start() if second else None], at)
    if not found or not person_at(page.text, *found):
        return None
    printed = page.text[found[0] : found[1]]
    return _field(page, *found, value=printed.title() if printed.isupper() else printed, rule="header.signatory")
