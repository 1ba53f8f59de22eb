"""Mentions of other papers: kind word, number, date, issuer."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from nennep.reader import times, windows
from nennep.reader.bodies import HEAD_ANY, UPPER, body_at
from nennep.reader.rules import Rule

KINDS = {
    "nghị quyết": "nghi-quyet",
    "kế hoạch": "ke-hoach",
    "chương trình": "chuong-trinh",
    "kết luận": "ket-luan",
    "báo cáo": "bao-cao",
    "hướng dẫn": "huong-dan",
    "quyết định": "quyet-dinh",
    "quy định": "quy-dinh",
    "thông báo": "thong-bao",
    "chỉ thị": "chi-thi",
    "công văn": "cong-van",
    "đề án": "de-an",
    "điều lệ": "dieu-le",
    "bộ luật": "luat",
    "luật": "luat",
    "nghị định": "nghi-dinh",
    "thông tư liên tịch": "thong-tu",
    "thông tư": "thong-tu",
    "tờ trình": "to-trinh",
    "công điện": "cong-dien",
    "quy chế": "khac",
    "pháp lệnh": "khac",
    "thông tri": "khac",
    "lệnh": "khac",
    "văn bản": "khac",
    "giấy mời": "khac",
    "hiến pháp": "khac",
    "đề cương": "khac",
}
CODES = {
    "NQ": "nghi-quyet",
    "KH": "ke-hoach",
    "CTr": "chuong-trinh",
    "CTR": "chuong-trinh",
    "CTHĐ": "chuong-trinh",
    "KL": "ket-luan",
    "BC": "bao-cao",
    "HD": "huong-dan",
    "QĐ": "quyet-dinh",
    "QĐi": "quy-dinh",
    "QyĐ": "quy-dinh",
    "TB": "thong-bao",
    "CT": "chi-thi",
    "CV": "cong-van",
    "ĐA": "de-an",
    "NĐ": "nghi-dinh",
    "TT": "thong-tu",
    "TTLT": "thong-tu",
    "TTr": "to-trinh",
    "CĐ": "cong-dien",
    "QC": "khac",
    "QH": "luat",
}
SHARED_CODES = {
    "QĐ": {"quyet-dinh", "quy-dinh"},
    "CT": {"chi-thi", "chuong-trinh"},
    "QC": {"khac"},
    "CĐ": {"cong-dien", "cong-van"},
}
KIND = "|".join(sorted(KINDS, key=len, reverse=True))
UNNUMBERED = ("văn bản", "báo cáo", "điều lệ", "hiến pháp", "lệnh")
NUMBERED = "|".join(kind.capitalize() for kind in KINDS if kind not in UNNUMBERED)
PART = rf"[{UPPER}][{UPPER}a-zđr&]{{0,11}}\d{{0,2}}"
CODE = rf"(?:/ ?(?:19|20)\d\d ?)?(?: ?[-–] ?| ?/ ?| (?=(?:NQ|QĐ|KH|HD|TB|KL|CT|BC|QC|CV|NĐ|CTr)/)){PART}(?:(?: ?/ ?|[-–]){PART}){{0,4}}"
NUMBER = rf"\d{{1,5}}[a-c]?{CODE}"

RULES = (
    Rule(
        "citation.code",
        rf"(?:(?P<kind>(?i:{KIND}))(?: (?!(?i:{KIND})(?!\w))[^\W\d_]+){{0,4}}? )?(?:(?i:số):? "
        rf"?)?(?<![\w/.-])(?P<no>{NUMBER})(?!\w)",
        (
            ("Thực hiện Nghị quyết số 21-NQ/TW, ngày", "Nghị quyết số 21-NQ/TW"),
            ("theo Quyết định số 585/QĐ-BGDĐT.", "Quyết định số 585/QĐ-BGDĐT"),
            ("nghị quyết số 35- NQ/TW bộ chính trị", "nghị quyết số 35- NQ/TW"),
            ("Kế hoạch hành động số 26-KH/TU", "Kế hoạch hành động số 26-KH/TU"),
            ("Nghị định số 30/2020/NĐ-CP", "Nghị định số 30/2020/NĐ-CP"),
            ("Công văn 513/TLĐ-QHLĐ năm", "Công văn 513/TLĐ-QHLĐ"),
        ),
        ("năm học 2018-2019", "24/66 trường", "từ 8,5 - 9%"),
    ),
    Rule(
        "citation.plenum",
        r"(?P<kind>[Nn]ghị quyết) (?:[Hh]ội nghị )?(?:lần thứ )?(?:Ban Chấp hành )?(?:Trung ương|TW|T\.Ư)(?: Đảng)? "
        r"(?P<no>\d{1,2}(?:, ?\d{1,2})*(?: và \d{1,2})?)(?![\d%./-])(?:,? ?\(?(?i:khóa) (?P<term>[IVX][IVXTHl1]*)(?!\w)\)?)?",
        (
            ("Nghị quyết Trung ương 6 (khóa XII) phù hợp", "Nghị quyết Trung ương 6 (khóa XII)"),
            ("Nghị quyết Hội nghị Trung ương 11 khóa XIII (từ", "Nghị quyết Hội nghị Trung ương 11 khóa XIII"),
            ("nghị quyết Trung ương 6, 7 (Khóa XII)", "nghị quyết Trung ương 6, 7 (Khóa XII)"),
        ),
        ("Nghị quyết Đại hội XIII",),
    ),
    Rule(
        "citation.bare",
        rf"(?P<kind>{NUMBERED}) "
        r"(?:(?P<so>[Ss]ố):? ?)?(?P<no>\d{1,5})(?![\d.,]*\d|[%/-]|\w| ?(?:tháng|ngày|tuần|đồng|người|lần|điểm|triệu|"
        r"tỷ|giai đoạn|đảng|trường|[-–] \d)| năm(?! \d{4}))",
        (
            ("Chương trình 02 của Đảng bộ Khối", "Chương trình 02"),
            ("Kế hoạch 1472 ra sao", "Kế hoạch 1472"),
            ("Nghị định 73 năm 2025", "Nghị định 73"),
        ),
        ("Kế hoạch 5 năm", "Chương trình 6 tháng", "Đề án 100% chi bộ", "Kế hoạch 2023-2025"),
    ),
)
MISREAD = str.maketrans({"T": "I", "H": "II", "l": "I", "1": "I"})  # Roman numerals as scans are misread
KHOA = re.compile(r",? ?\((?i:khóa) [IVX][IVXTHl1]*\)")
DATE_LEAD = re.compile(r",? ?(?:ban hành |ký )?")
YEAR = re.compile(r" năm ((?:19|20)\d\d)(?!\d| ?[-–])")
OF = re.compile(r",? ?(?i:của|do) ")
TOP_BODIES = ("bộ chính trị", "ban bí thư", "ban chấp hành trung ương")


@dataclass(frozen=True, slots=True)
class Mention:
    """A citation at ``text[start:end]`` before it is mapped to the raw text."""

    start: int
    end: int
    kind: str | None
    number: str
    date: str | None
    issuer: str | None
    rule: str
    named: bool


def clean_number(printed: str) -> str:
    """``07 -KH/TW`` → ``7-KH/TW``; tone marks, which no code has, are a scan's misreading: ``5-NQ/ĐŨ`` → ``5-NQ/ĐU``."""
    number = re.sub(r"^0+(?=\d)", "", re.sub(r"\s+", "", printed).replace("–", "-"))
    if number.isascii() or not TONED.search(parts := unicodedata.normalize("NFD", number)):
        return number
    return unicodedata.normalize("NFC", TONED.sub("", parts))


TONED = re.compile("[\u0300\u0301\u0303\u0309\u0323]")


def code_kind(number: str) -> str | None:
    """The kind that the code of a number names: 21-KL/TW → ket-luan; None where the code names none or is missing."""
    for part in re.split(r"[-/]", number)[1:]:
        if part in CODES:
            return CODES[part]
        if re.fullmatch(r"QH\d{1,2}", part):
            return "luat"
    return None


def kinds_of_code(number: str) -> set[str]:
    """All kinds that the code of a number may stand for (24-QĐ/TW may be a Quy định)."""
    for part in re.split(r"[-/]", number)[1:]:
        if part in SHARED_CODES:
            return SHARED_CODES[part]
    kind = code_kind(number)
    return {kind} if kind else set()


def find(text: str, low: str, digits: windows.Spans) -> Iterator[Mention]:
    """Every mention, left to right; plenum resolutions named together give one mention each on the same place.

    ``low`` is the text in small letters, ``digits`` are its runs of digits.
    """
    taken = 0
    for match in _candidates(text, low, digits):
        if match[1].start() < taken:
            continue
        mentions = list(_mentions(text, *match))
        yield from mentions
        taken = max([taken, *(mention.end for mention in mentions)])


TRACE = re.compile(rf"\d{{1,5}}[a-c]? ?(?:[-–/] ?)?(?:[{UPPER}]|\d{{4}} ?[/-])")


def _candidates(text: str, low: str, digits: windows.Spans) -> list[tuple[Rule, re.Match[str]]]:
    coded, *others = RULES
    found = [(coded, match) for match in _coded(text, low, digits)]
    found += [(rule, match) for rule in others for match in rule.regex.finditer(text)]
    return sorted(found, key=lambda pair: (pair[1].start("no"), -len(pair[1]["no"])))


def _coded(text: str, low: str, digits: windows.Spans) -> Iterator[re.Match[str]]:
    """Numbers with a code, each with the kind of paper named before it."""
    coded, done = RULES[0].regex, 0
    for at, _ in digits:
        if at < done or not TRACE.match(text, at):
            continue
        floor = max(done, at - LONGEST)
        lead = KIND_BEFORE.search(low, floor, at) or NUMBER_BEFORE.search(low, floor, at)
        if match := coded.match(text, lead.start() if lead else at):
            done = match.end()
            yield match


LONGEST = 56
KIND_BEFORE = re.compile(rf"(?:{KIND})(?: (?!(?:{KIND})(?!\w))[^\W\d_]+){{0,4}}? (?:số:? ?)?\Z")
NUMBER_BEFORE = re.compile(r"số:? ?\Z")


def _mentions(text: str, rule: Rule, match: re.Match[str]) -> Iterator[Mention]:
    word = match["kind"]
    numbers = [clean_number(match["no"])]
    if rule.id == "citation.plenum":
        term = f"/{match['term'].translate(MISREAD)}" if match["term"] else ""
        numbers = [f"TW{int(number)}{term}" for number in re.findall(r"\d+", match["no"])]
    elif (rule.id == "citation.code" and not (word or code_kind(numbers[0]))) or (
        rule.id == "citation.bare" and re.fullmatch(r"(?:19|20)\d\d", match["no"]) and not match["so"]
    ):
        return
    start = match.start() if word else match.start() + len(match[0]) - len(match[0].lstrip())
    end, date, issuer = _tail(text, match.end())
    date, issuer = date or _date_before(text, start)[0], issuer or _date_before(text, start)[1]
    for number in numbers:
        kind = KINDS.get(word.lower()) if word else None
        kind = code_kind(number) if kind in (None, "khac") and code_kind(number) else kind
        yield Mention(start, end, kind, number, date, issuer, rule.id, bool(word))


def _tail(text: str, at: int) -> tuple[int, str | None, str | None]:
    """End, date and issuer of what follows a number: date, term in brackets and "của …" in this order."""
    end, date, issuer = at, None, None
    if match := KHOA.match(text, end):
        end = match.end()
    lead = DATE_LEAD.match(text, end)
    time = times.RULES_BY_ID["time.day"].regex.match(text, lead.end() if lead else end)
    if time and (found := next(times.find(time[0]), None)):
        end, date = time.end(), found.token
    elif year := YEAR.match(text, end):
        end, date = year.end(), year[1]
    if match := KHOA.match(text, end):
        end = match.end()
    of = OF.match(text, end)
    begin = of.end() if of else end + 1 if text[end : end + 1] in " \n" else end
    stop = body_at(text, begin, any_case=True) if of or HEAD_ANY.match(text, begin) else begin
    if stop > begin and (of or text[begin:stop].lower() in TOP_BODIES):
        end, issuer = stop, text[begin:stop].replace("\n", " ")
        if match := KHOA.match(text, end):
            end = match.end()
    return end, date, issuer


ISSUED = re.compile(r"[Nn]gày (\d{1,2}/\d{1,2}/\d{4}), ([^,;.\n]{3,90}?)(?: đã)? (?:ban hành|ký) $")


def _date_before(text: str, at: int) -> tuple[str | None, str | None]:
    """Date and issuer of "Ngày 17/9/2025, X ban hành " right before a mention."""
    match = ISSUED.search(text, max(0, at - 140), at)
    if not match:
        return None, None
    time = next(times.find(match[1]), None)
    return (time.token if time else None), match[2]
