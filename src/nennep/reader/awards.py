"""Awards: what was given, to how many collectives or persons or to which one, and by whom."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from nennep.reader import windows
from nennep.reader.bodies import HEAD, UPPER, body_at
from nennep.reader.clauses import Sentences
from nennep.reader.paper import Award
from nennep.reader.reading import Page

QUOTED = r"[“\"][^”\"\n]{3,90}[”\"]"
RANK = r"(?:hạng )?(?:Nhất|Nhì|Ba|I{1,3}|nhất|nhì|ba)(?!\w)"
NAME = re.compile(
    rf"(?<!\w)(?:(?:[Bb]ằng khen|[Gg]iấy khen)(?!\w)|[Hh]uân chương [\w ]{{3,30}}? {RANK}(?:(?:, | và ){RANK})*|"
    rf"[Hh]uân chương (?:Sao vàng|Hồ Chí Minh|Độc lập|Lao động)|"
    rf"[Hh]uy chương (?:{QUOTED}|Vàng|Bạc|Đồng|vàng|bạc|đồng)|[Kk]ỷ niệm chương(?: {QUOTED})?|[Cc]ờ thi đua(?: "
    rf"{QUOTED}| xuất sắc)?|[Cc]ờ (?=Công [Đđ]oàn|đơn vị|Đơn vị)[^,;.)\n]{{5,60}}|"
    rf"[Hh]uy hiệu (?:(?P<years>\d\d) năm (?:tuổi )?)?[Đđ]ảng(?: (?P<years2>\d\d) năm)?|[Gg]iải thưởng(?: {QUOTED}| [{UPPER}]\w+(?: [{UPPER}]\w+)*)|"
    rf"[Gg]iải (?:Nhất|Nhì|Nhỉ|Ba|Tư|Khuyến khích|khuyến khích|Đặc biệt|Xuất sắc|nhất|nhì|ba|A|B|C)(?!\w)|"
    rf"(?:danh hiệu )(?P<title>{QUOTED})|[Tt]ập thể lao động (?:xuất sắc|tiên tiến)(?!\w)|[Cc]hiến s[ĩỹ] thi đua(?: "
    rf"(?:toàn quốc|cơ sở|cấp [^\s,;.]+))?|[Dd]anh hiệu (?P<plain>[{UPPER}][\w ]{{5,60}}?)(?= cho | năm |[,;.\n])|"
    rf"khen(?= \d)|khen thưởng(?= (?:[Cc]ấp|\d|cho \d|đối với \d))|tiêu biểu cấp [{UPPER}]\w+)"
)
TRACES = (
    *("khen", "huân chương", "huy chương", "kỷ niệm chương", "cờ ", "huy hiệu", "giải ", "danh hiệu"),
    *("tập thể lao động", "chiến s", "tiêu biểu cấp"),
)
"""What every name of an award holds, in small letters."""
MEMBER = (
    r"tập thể|đơn vị|tổ chức|chi bộ|đảng bộ|cơ sở|trường|cá nhân|đồng chí|đảng viên|đoàn viên|hội viên|cán bộ|sinh "
    r"viên|học sinh|giảng viên|viên chức|người|CĐV|CB|chị|em|bạn|thầy|cô|mô hình|công trình|đề tài|tác phẩm|gia đình|"
    r"tác giả|thí sinh|nhà giáo|thanh niên|điển hình|gương|học viên|đội|lớp|khoa|nhóm|chi đoàn|chi hội|câu lạc bộ|tiết mục"
)
GROUP = re.compile(rf"(?<![\w/.,])(?P<n>\d{{1,3}}(?:\.\d{{3}})*) (?P<who>(?i:{MEMBER}))(?!\w)(?: [^\W\d_]+)?")
COLLECTIVE = re.compile(
    r"(?i)tập thể|đơn vị|tổ chức|chi bộ|đảng bộ|cơ sở|trường|đội|lớp|khoa|nhóm|chi đoàn|chi hội|câu lạc bộ"
)
OTHER = re.compile(r"(?i)mô hình|công trình|đề tài|tác phẩm|gia đình|điển hình|gương|tiết mục")
JOIN = re.compile(r"[^.;\n]{0,60}?(?:,|;| và) $")
COUNT_BEFORE = re.compile(r"(?<![\w/])(\d{1,3}) (?:danh hiệu )?$")
GIVEN = re.compile(
    r"(?i:được (?:nhận|tặng|trao|khen|Nhà nước|tuyên dương|[^,;.\n]{2,60}? (?:tặng|khen|trao))|tặng|trao|khen tặng|"
    r"vinh dự|đón nhận|đạt|đoạt|giành|nhận|khen thưởng|công nhận|tuyên dương|biểu dương)"
)
RULE = re.compile(
    r"xét(?:,? )?(?:đề nghị )?(?:tặng|khen)|đạt tiêu chuẩn|tiêu chuẩn|thẩm quyền|quy định về|được xét|mức thưởng|"
    r"sẽ được|nếu|cơ quan nào|trường hợp|thủ tục|h[ằà]ng năm|ph[ấầ]n đ[ấầ]u|hồ sơ đề nghị|hình thức khen thưởng gồm"
)
OF = re.compile(r"(?:,? ?(?:của|do) | ?(?:[Cc]ấp) | )")
TO_ONE = re.compile(r"(?: ?[–-])? [Cc]ho (?=(?:tập thể )?[A-ZĐ]|tập thể|trường|đồng chí)")
PERSONS_AFTER = re.compile(r"[^.;\n]{0,60}?cho các (?:cá nhân|thí sinh|em|bạn|tác giả|sinh viên|học sinh|đồng chí)")
OF_ALL = re.compile(r" (?:toàn đoàn|đồng đội|tập thể|chung cuộc|toàn diện)(?!\w)")
GENERIC = re.compile(r" (?:cho )?(?:các )?(?:tập thể|cá nhân|đảng viên|đơn vị|tổ chức)(?! [A-ZĐ]| nữ| Ban)")


PLANNED = re.compile(r"(?i:ít nhất|tối thiểu|không dưới|phấn đấu(?: có| đạt)?) \d{1,3} $")
TO_COUNTED = re.compile(r"[^.;\n]{0,90}?(?:cho |đối với |khen thưởng )?(?=\d)|(?= \d)")


@dataclass(frozen=True, slots=True)
class Group:
    """Recipients counted in digits at ``text[start:end]``."""

    start: int
    end: int
    count: float
    kind: str
    printed: str


def read(page: Page, sentences: Sentences) -> tuple[list[Award], list[tuple[int, int]]]:
    """The awards, and the places of the numbers they explain."""
    awards: list[Award] = []
    used: list[tuple[int, int]] = []
    stretches = windows.about(TRACES, page.low, 24, 140)
    names = [match for match in windows.search(NAME, page.text, stretches)]
    for index, match in enumerate(names):
        sentence = sentences.around(match.start())
        following = names[index + 1].start() if index + 1 < len(names) else len(page.text)
        previous = names[index - 1].end() if index else 0
        for award, spot in _awards(page, match, sentence, max(previous, sentence[0]), min(following, sentence[1])):
            awards.append(award)
            used.append(spot)
    return awards, used


def _awards(
    page: Page, match: re.Match[str], sentence: tuple[int, int], floor: int, ceiling: int
) -> Iterator[tuple[Award, tuple[int, int]]]:
    if page.has_within(RULE, *sentence):
        return
    groups = _groups_after(page.text, match.end(), ceiling) or _groups_before(page.text, floor, match)
    if groups:
        for group in groups:
            yield _award(page, match, group.kind, group.count, group.printed, sentence), (group.start, group.end)
    elif not PLANNED.search(page.text, max(0, match.start() - 40), match.start()):
        yield from _single(page, match, sentence, floor, ceiling)


def _groups_after(text: str, at: int, ceiling: int) -> list[Group]:
    """ "cho 7 tập thể, …; 49 cá nhân": counted recipients behind the award, up to the next award or full stop."""
    cho = TO_COUNTED.match(text, at, ceiling)
    lead = text[at : cho.end()] if cho else ""
    if not cho or not ("cho " in lead or "đối với " in lead or lead.strip() == "") or "," in lead:
        return []
    found: list[Group] = []
    for match in GROUP.finditer(text, at, ceiling):
        gap = text[found[-1].end : match.start()] if found else lead
        if found and (len(gap) > 70 or GIVEN.search(gap)):
            break
        if not found and match.start() > cho.end():
            return []
        found.append(_group(match))
    return found


def _groups_before(text: str, floor: int, award: re.Match[str]) -> list[Group]:
    """ "03 Tập thể và 04 Cá nhân khen thưởng": counted recipients before the award."""
    matches = [match for match in GROUP.finditer(text, floor, award.start())]
    if (
        not matches
        or award.start() - matches[-1].end() > 50
        or re.search(r"[;.]", text[matches[-1].end() : award.start()])
    ):
        return []
    gap = text[matches[-1].end("who") : award.start()]
    if not (GIVEN.search(gap) or GIVEN.match(award[0]) or award[0].startswith(("khen", "tiêu biểu"))):
        return []
    found = [matches[-1]]
    for match in reversed(matches[:-1]):
        if not re.fullmatch(r"[^.;]{0,12}?(?: và |, )", text[match.end("who") : found[0].start()]):
            break
        found.insert(0, match)
    return [_group(match) for match in found]


def _group(match: re.Match[str]) -> Group:
    who = match["who"]
    kind = "tap-the" if COLLECTIVE.match(who) else "khac" if OTHER.match(who) else "ca-nhan"
    return Group(match.start(), match.end(), float(match["n"].replace(".", "")), kind, f"{match['n']} {who}")


def _single(
    page: Page, match: re.Match[str], sentence: tuple[int, int], floor: int, ceiling: int
) -> Iterator[tuple[Award, tuple[int, int]]]:
    """An award to one recipient, or "03 Bằng khen" and "02 giải Nhì" with the awards themselves counted."""
    text = page.text
    counted = COUNT_BEFORE.search(text, max(0, match.start() - 16), match.start())
    spot = counted.span(1) if counted else (match.start(), match.start())
    lead = text[sentence[0] : match.start()]
    listed = page.line_at(match.start()).level == 5 and GIVEN.search(_list_head(page, match.start()))
    if not (counted or listed or GIVEN.search(lead) or _prize_of_body(text, sentence[0], match)):
        return
    if (GENERIC.match(text, match.end()) or text.startswith((" là ", " nhằm "), match.end())) and not counted:
        return
    kind, recipient = "named", None
    if match[0].lower().startswith("giải ") and (counted or not _prize_of_body(text, floor, match)):
        persons = PERSONS_AFTER.match(text, match.end(), sentence[1])
        team = not persons and not counted and OF_ALL.match(text, match.end())
        if not persons and not counted and not team:
            return
        kind = "named" if team else "ca-nhan" if persons else "khac"
    count = float(counted[1]) if counted else 1.0
    if to_one := TO_ONE.match(text, match.end(), sentence[1]) or TO_ONE.search(text, match.end(), ceiling):
        recipient = re.split(r"[,;.\n(]| xuất sắc| năm học| vì | đã ", text[to_one.end() : sentence[1]], maxsplit=1)[
            0
        ].strip()
    ranks = re.findall(r"Nhất|Nhì|Ba|I{1,3}(?!\w)", match[0]) if match[0].lower().startswith("huân chương") else []
    if len(ranks) > 1:
        base = re.split(r" (?:hạng )?(?=Nhất|Nhì|Ba|I)", match[0], maxsplit=1)[0]
        for rank in ranks:
            yield _award(page, match, kind, count, recipient, sentence, f"{base} hạng {rank}"), spot
    else:
        yield _award(page, match, kind, count, recipient, sentence), spot


def _prize_of_body(text: str, floor: int, match: re.Match[str]) -> bool:
    """ "Thị Đoàn Duyên Hải giải Nhất": a body right before its prize."""
    start = max(
        floor, text.rfind(", ", floor, match.start()) + 2 if text.rfind(", ", floor, match.start()) >= 0 else floor
    )
    while start < match.start() and text[start] in " ,;":
        start += 1
    return bool(HEAD.match(text, start)) and body_at(text, start) >= match.start() - 2


def _list_head(page: Page, at: int) -> str:
    """The line above a list, as "đã được tặng thưởng:"."""
    lines = page.lines
    index = bisect_right(lines, at, key=lambda line: line.start) - 1
    last = index - 60
    while index > last and index >= 0 and lines[index].level == 5:
        index -= 1
    return page.text[lines[index].start : lines[index].end] if index >= 0 else ""


def _award(
    page: Page,
    match: re.Match[str],
    kind: str,
    count: float,
    recipient: str | None,
    sentence: tuple[int, int],
    name: str | None = None,
) -> Award:
    start, end = match.span()
    if match["title"] or match["plain"]:
        group = "title" if match["title"] else "plain"
        start, end = match.span(group)
        start, end = (start + 1, end - 1) if group == "title" else (start, end)
    printed = name or page.clean(start, end)
    return Award(
        **page.place(start, end),
        name=printed.replace("Nhỉ", "Nhì"),
        recipient_type=kind,
        count=count,
        recipient=recipient,
        giver=_giver(page.text, match, sentence),
        rule=f"award.{kind}",
        confidence=0.85,
    )


def _giver(text: str, match: re.Match[str], sentence: tuple[int, int]) -> str | None:
    of = OF.match(text, match.end())
    if of and of[0].strip() and (stop := body_at(text, of.end())) > of.end():
        return text[of.end() : stop]
    lead = text[sentence[0] : match.start()]
    by = re.search(r"được ([A-ZĐ][^,;.\n]{2,80}?) (?:tặng|trao|khen)", lead) or re.search(
        r"(?:^|[,.] )([A-ZĐ][^,;.\n]{2,80}?) (?:đã )?(?:tổ chức )?(?:trao|tặng|khen)", lead
    )
    return by[1] if by else None
