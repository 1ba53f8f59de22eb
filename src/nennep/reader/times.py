"""Dates, months, quarters, half years, terms and deadlines: how papers write them, as time tokens and as days.

Tokens: ``2023``, ``2023-04``, ``2023-04-15``, ``2023-Q1``, ``2018-H1``, ``2020/2025``, ``/2030`` (up to), ``P1Y``
(every year), ``P15D`` (a number of days), ``---15`` (every month on the 15th), ``--12-15`` (every year on 15 December).
"""

import re
from calendar import monthrange
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nennep.reader import windows
from nennep.reader.rules import Rule

ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
MONTHS = {
    **{"Mười Một": 11, "mười một": 11, "Mười Hai": 12, "mười hai": 12, "Giêng": 1, "giêng": 1, "Chạp": 12, "chạp": 12},
    **{"Một": 1, "Hai": 2, "hai": 2, "Ba": 3, "ba": 3, "Tư": 4, "tư": 4, "Năm": 5, "Sáu": 6, "sáu": 6},
    **{"Bảy": 7, "bảy": 7, "Tám": 8, "tám": 8, "Chín": 9, "chín": 9, "Mười": 10, "mười": 10},
}
D, M, Y = r"(?P<d>\d{1,2})", r"(?P<m>\d{1,2})", r"(?P<y>(?:19|20)\d\d)"
SEP = r" ?[/.-] ?"
DAY_WORD = r"(?:(?:[Nn]gày|NGÀY) (?:mồng |mùng |0?)?)"

RULES = (
    Rule(
        "time.day-every-year",
        rf"(?:{DAY_WORD})?(?<!\d){D}[/-]{M} (?:hằng|hàng|mỗi) năm",
        (("trước 15/12 hằng năm", "15/12 hằng năm"), ("trước ngày 15/12 hàng năm", "ngày 15/12 hàng năm")),
        ("15/12/2023",),
        "--{m:02}-{d:02}",
    ),
    Rule(
        "time.day-every-month",
        rf"[Nn]gày (?:mồng |mùng )?{D} (?:(?:hằng|hàng|mỗi) tháng|(?:của )?tháng (?:trước|sau|kế tiếp|tiếp theo)(?: "
        rf"đó)?)",
        (("đúng ngày mồng 3 hằng tháng", "ngày mồng 3 hằng tháng"), ("vào ngày 25 hàng tháng", "ngày 25 hàng tháng")),
        ("ngày 3 tháng 5 năm 2024",),
        "---{d:02}",
    ),
    Rule(
        "time.day-range",
        rf"(?:từ )?{DAY_WORD}?{D}(?:{SEP}{M})? ?(?:đến|và|-|–) ?{DAY_WORD}?(?P<d2>\d{{1,2}})(?:{SEP}| tháng "
        rf")(?P<m2>\d{{1,2}})(?:(?:{SEP}| năm ){Y})(?!\d)",
        (
            ("Từ ngày 08 đến ngày 09 tháng 11 năm 2025 tại", "ngày 08 đến ngày 09 tháng 11 năm 2025"),
            ("từ 13 đến 15/10/2025", "từ 13 đến 15/10/2025"),
            ("trong hai ngày 19 và 20/4/2018", "ngày 19 và 20/4/2018"),
        ),
        ("ngày 15/10/2025",),
        "{y}-{m:02}-{d:02}",
    ),
    Rule(
        "time.day",
        rf"(?:{DAY_WORD})?(?<![\d/.,-]){D}(?:{SEP}{M}{SEP}|(?i: tháng ){M.replace('<m>', '<m1>')},?(?i: năm "
        rf")){Y}(?![\d/])",
        (
            ("ngày 16/6/2022 của", "ngày 16/6/2022"),
            ("Ngày 24 tháng 02 năm 2017 tại", "Ngày 24 tháng 02 năm 2017"),
            ("Tính đến 31-5-2018, trong", "31-5-2018"),
        ),
        ("quý 2/2024", "30/2020/NĐ-CP"),
        "{y}-{m:02}-{d:02}",
    ),
    Rule(
        "time.day-worded",
        rf"(?:{DAY_WORD})?(?<![\d/.,-]){D} [Tt]háng (?P<mw>{'|'.join(MONTHS)}),?(?: năm)? {Y}(?![\d/])",
        (("ngày 24 tháng Tư năm 2018", "ngày 24 tháng Tư năm 2018"), ("24 Tháng Tư 2018 4:35", "24 Tháng Tư 2018")),
        ("3 tháng năm 2018", "24 tháng 4 năm 2018"),
        "{y}-{m:02}-{d:02}",
    ),
    Rule(
        "time.school-year",
        rf"(?:các )?năm học {Y} ?[-–] ?(?P<y2>(?:19|20)\d\d)",
        (("tuyển sinh năm học 2018-2019.", "năm học 2018-2019"),),
        ("năm học mới",),
        "{y}/{y2}",
    ),
    Rule(
        "time.span",
        rf"(?:(?:giai đoạn|nhiệm k[ỳì]|khóa|từ năm|từ|năm|các năm|thời kỳ)(?: từ| năm)? )?(?<![\d/-]){Y} ?(?:[-–]|"
        rf"đến(?: năm)?) ?(?P<y2>(?:19|20)\d\d)(?![\d/])",
        (("nhiệm kỳ 2020 - 2025", "nhiệm kỳ 2020 - 2025"), ("giai đoạn 2021-2025 và", "giai đoạn 2021-2025")),
        ("năm 2025",),
        "{y}/{y2}",
    ),
    Rule(
        "time.half",
        rf"(?i:(?:6|sáu) tháng (?P<h>đầu|cuối)(?: của)? năm|nửa (?P<h2>đầu|cuối) năm) {Y}",
        (
            ("nhiệm vụ 6 tháng cuối năm 2018 là", "6 tháng cuối năm 2018"),
            ("6 tháng đầu năm 2018", "6 tháng đầu năm 2018"),
        ),
        ("6 tháng tiếp theo",),
        "{y}-H{h}",
    ),
    Rule(
        "time.quarter",
        rf"(?i:quý) (?P<q>IV|I{{1,3}}|[1-4])(?:,? năm | ?[/-] ?| ){Y}",
        (
            ("trong quý I năm 2023", "quý I năm 2023"),
            ("vào quý II/2025;", "quý II/2025"),
            ("Quý IV năm 2025", "Quý IV năm 2025"),
        ),
        ("quý báu",),
        "{y}-Q{q}",
    ),
    Rule(
        "time.month",
        rf"(?i:tháng) {M}(?:,? năm | ?[/.-] ?){Y}(?!\d)",
        (
            ("trong tháng 4/2023;", "tháng 4/2023"),
            ("vào tháng 12.2025", "tháng 12.2025"),
            ("xong trong tháng 6-2026", "tháng 6-2026"),
            ("tháng 6 năm 2024", "tháng 6 năm 2024"),
        ),
        ("12 tháng năm 2023", "tháng năm"),
        "{y}-{m:02}",
    ),
    Rule(
        "time.month-bare",
        rf"(?<![\d/.,-])(?P<m>1[0-2]|0?[1-9])/{Y}(?![\d/-])",
        (("xong trong 4/2023.", "4/2023"),),
        ("24/66", "15/4/2023", "13/2023"),
        "{y}-{m:02}",
    ),
    Rule(
        "time.every-year",
        r"(?i:hằng|hàng|mỗi|từng) năm|[/ ](?:một |1 )?năm(?=[ ,.;]*trở lên)|(?<=lần)/năm|(?<=%)/năm",
        (("Hằng năm, phấn đấu", "Hằng năm"), ("đánh giá hàng năm.", "hàng năm")),
        ("trong năm",),
        "P1Y",
    ),
    Rule(
        "time.every-quarter",
        r"(?i:hằng|hàng|mỗi|từng) quý",
        (("Hằng quý báo cáo", "Hằng quý"),),
        ("quý I",),
        "P3M",
    ),
    Rule(
        "time.every-month",
        r"(?i:hằng|hàng|mỗi|từng) tháng",
        (("Hàng tháng từng chi bộ", "Hàng tháng"),),
        ("12 tháng",),
        "P1M",
    ),
    Rule(
        "time.count",
        r"(?:trong(?: vòng| thời hạn| thời gian)?|sau|chậm nhất(?: là)?|không quá|thời hạn)(?: khoảng)? (?:\d{1,3} "
        r"?[-–] ?)?(?P<n>\d{1,3}) (?P<u>ngày|tuần|tháng|năm)(?: làm việc)?(?= (?:tới|tiếp theo|kể từ|sau khi|làm "
        r"việc|từ ngày))",
        (("trong 1 - 2 năm tới", "trong 1 - 2 năm"), ("trong 15 ngày kể từ ngày", "trong 15 ngày")),
        ("trong 12 tháng, đặc biệt", "trong 3 ngày từ 13"),
        "P{n}{u}",
    ),
    Rule(
        "time.year",
        rf"(?:trong |cả )?(?i:năm) {Y}(?!\d| ?[-–/] ?\d|[./]\d)",
        (("trong năm 2023 xóa", "trong năm 2023"), ("Năm 2020, công tác", "Năm 2020")),
        ("năm học 2018-2019", "2023"),
        "{y}",
    ),
    Rule(
        "time.day-no-year",
        rf"(?:{DAY_WORD}|(?i:sáng|chiều|tối|trưa|hôm)(?: nay| qua)?,? (?:{DAY_WORD}|\()?){D}(?:[/.-] ?{M}| tháng "
        rf"{M.replace('<m>', '<m1>')})(?![\d/]| ?năm)",
        (
            ("Sáng 01/4, đồng chí", "Sáng 01/4"),
            ("Ngày 5-7, Ban", "Ngày 5-7"),
            ("Sáng ngày 17/5, tại", "Sáng ngày 17/5"),
        ),
        ("24/66 trường", "7/8 chỉ tiêu"),
        "?-{m:02}-{d:02}",
    ),
    Rule(
        "time.day-limit",
        rf"(?:(?<=trước )|(?<=nhất )|(?<=chót )|(?<=cuối )|(?<=hết )|(?<=hạn )|(?<=xong )){D}/{M}(?= ?(?:[,;:)\n]|"
        rf"\.(?!\d)|$|(?:để|gửi|phải|và) ))",
        (("danh sách nộp trước 20/3.", "20/3"), ("hạn cuối 15/11, chi bộ", "15/11")),
        ("trước 24/66 trường", "đạt 5/7."),
        "?-{m:02}-{d:02}",
    ),
    Rule(
        "time.days-no-year",
        rf"từ (?:ngày )?{D}(?:[/.-](?P<m0>\d{{1,2}}))? ?(?:đến|-|–) ?(?:ngày )?(?P<d2>\d{{1,2}})(?:[/.-]| tháng "
        rf")(?P<m2>\d{{1,2}})(?![\d/])",
        (("từ 13 đến 15/10, Đại hội", "từ 13 đến 15/10"),),
        ("từ 3 đến 5 tuổi",),
        "?-{m:02}-{d:02}",
    ),
    Rule(
        "time.quarter-no-year",
        r"(?i:quý) (?P<q>IV|I{1,3}|[1-4])(?![\w/]| ?năm \d)",
        (("tình hình KT-XH quý I và", "quý I"),),
        ("quý I năm 2023", "quý báu"),
        "?-Q{q}",
    ),
    Rule(
        "time.month-no-year",
        r"(?<!\d )(?i:trong tháng|tháng) (?P<m>1[0-2]|0?[1-9])(?![\d/]|\.\d| ?năm \d| ?tuổi| ?[-–] ?20\d)",
        (("xong trong tháng 9, báo cáo", "trong tháng 9"), ("kiểm kê trong tháng 02.", "trong tháng 02")),
        ("tháng 4/2023", "tháng 13"),
        "?-{m:02}",
    ),
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression at ``text[start:end]``; ``last`` is the end of a range of days."""

    start: int
    end: int
    token: str
    rule: str
    last: str | None = None
    guessed: bool = False


RULES_BY_ID = {rule.id: rule for rule in RULES}


FIRST = r"\d|[Nn][gGăĂửỬ]|[Tt][hHrRừỪốỐ]|[Gg][iI]|[Kk][hH]|[Qq][uU]|[Hh][ằẰàÀôÔ]|[Mm][ỗỖ]|[Ss][áÁaA]|[Cc][áÁảẢhH]"
"""The first signs of the words a time may begin with."""


def _union() -> re.Pattern[str]:
    parts = []
    for seen, rule in enumerate(RULES):
        pattern = re.sub(r"\(\?P<\w+>", "(?:", rule.pattern)
        parts.append(f"(?P<r{seen}>{pattern})")
    begins = rf"(?:(?<!\w)(?={FIRST})|(?=[/ ](?:một |1 )?năm))"
    return re.compile(f"{begins}(?:{'|'.join(parts)})")


UNION = _union()


TRACES = (
    *("ằng năm", "ằng quý", "ằng tháng", "àng năm", "àng quý", "àng tháng", "ỗi năm", "ỗi quý", "ỗi tháng"),
    *("ừng năm", "ừng quý", "ừng tháng", "/năm"),
)
"""What a time holds that has no digits."""


def find(text: str, year: int | None = None, digits: windows.Spans | None = None) -> Iterator[Time]:
    """Every time expression, left to right, not overlapping; ``year`` completes those printed without one.

    ``digits`` are the runs of digits, where they are known.
    """
    digits = windows.digits(text) if digits is None else digits
    for match in windows.search(UNION, text, windows.about(TRACES, text, 28, 26, digits)):
        rule = RULES[int((match.lastgroup or "r0")[1:])]
        inner = rule.regex.match(text, match.start())
        time = _time(rule, inner, year) if inner else None
        if time:
            yield time


def _time(rule: Rule, match: re.Match[str], year: int | None) -> Time | None:
    got = match.groupdict()
    month = MONTHS.get(got.get("mw") or "") or int(got.get("m") or got.get("m1") or got.get("m0") or got.get("m2") or 1)
    day = int(got.get("d") or 1)
    printed = got.get("y") or (str(year) if year else None)
    if printed is None and "?" in rule.value:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    last = None
    if got.get("d2"):
        last = f"{printed}-{int(got.get('m2') or month):02}-{int(got['d2']):02}"
    token = _token(rule, got, printed or "", month, day)
    return Time(match.start(), match.end(), token, rule.id, last, "?" in rule.value)


def _token(rule: Rule, got: dict[str, str | None], year: str, month: int, day: int) -> str:
    if rule.id == "time.count":
        unit = {"ngày": "D", "tuần": "W", "tháng": "M", "năm": "Y"}[got["u"] or "ngày"]
        count = int(got["n"] or 0)
        return f"P{count * 7}D" if unit == "W" else f"P{count}{unit}"
    half = {"đầu": 1, "cuối": 2}.get((got.get("h") or got.get("h2") or "").lower(), 0)
    quarter = ROMAN.get(got.get("q") or "", 0)
    shape = rule.value.replace("?", "{y}")
    return shape.format(y=year, y2=got.get("y2"), m=month, d=day, h=half, q=quarter)


YEAR = re.compile(r"(?:19|20)\d\d(?!\d)")
OF_DATE = re.compile(r"(?:(?<!\d)\d{1,2} ?[/.-] ?|tháng \d\d? năm |[Qq]uý (?:\w+ năm |[IV]+/))$")


def usual_year(text: str, paper_date: str | None) -> int | None:
    """The year an undated day most likely falls in: the paper's own, else the commonest year printed with a date."""
    if paper_date:
        return int(paper_date[:4])
    dated = (year[0] for year in YEAR.finditer(text) if OF_DATE.search(text, max(0, year.start() - 24), year.start()))
    strong = Counter(dated)
    if strong:
        return int(strong.most_common(1)[0][0])
    weak = Counter(match[1] for match in re.finditer(r"năm ((?:19|20)\d\d)(?!\d| ?[-–])", text))
    if weak:
        return int(weak.most_common(1)[0][0])
    plain = re.search(r"(?:năm|hè|xuân|quý|tháng) (20\d\d)(?!\d| ?[-–])", text)
    if plain:
        return int(plain[1])
    term = re.search(r"nhiệm kỳ ((?:19|20)\d\d)", text)
    return int(term[1]) if term else None


OTHER_YEARS = re.compile(r"(?<=[/.\- ])20\d\d(?!\d)")


def year_meant(text: str, printed: str) -> str:
    """The year of five digits that a scan made of four ("20253"): the one the rest of the text names; '' for none."""
    likely = {printed[:at] + printed[at + 1 :] for at in range(len(printed))}
    named = [year for year in OTHER_YEARS.findall(text) if year in likely]
    return max(named, key=named.count, default="")


def _year(value: str) -> tuple[date, date]:
    return date(int(value), 1, 1), date(int(value), 12, 31)


def _part(value: str) -> tuple[date, date]:
    """First and last day of 2023, 2023-04, 2023-04-15, 2023-Q1, 2018-H1."""
    if len(value) == 4:
        return _year(value)
    year, rest = int(value[:4]), value[5:]
    if rest[0] in "QH":
        size = 3 if rest[0] == "Q" else 6
        last = int(rest[1]) * size
        return date(year, last - size + 1, 1), date(year, last, monthrange(year, last)[1])
    if len(rest) == 2:
        return date(year, int(rest), 1), date(year, int(rest), monthrange(year, int(rest))[1])
    day = date.fromisoformat(value)
    return day, day


def due_range(token: str, since: date | None = None) -> tuple[date, date]:
    """First and last day a time token speaks of, both inclusive.

    ``/2030`` begins on ``since`` or, without it, on the first day of the year named; ``P15D``, ``P6M``, ``P2Y`` run
    from ``since``; ``--12-15`` and ``---15`` give the next such day on or after ``since``.
    Raises ValueError for a token that is none, or that needs ``since`` and has none.
    """
    if token.startswith("/"):
        first, last = _part(token[1:])
        return (since if since and since <= last else first), last
    if "/" in token:
        begin, end = token.split("/", 1)
        return _part(begin)[0], _part(end)[1]
    if not token.startswith(("P", "-")):
        return _part(token)
    if since is None:
        raise ValueError(f"{token} needs a day to run from")
    return _from(token, since)


def _from(token: str, since: date) -> tuple[date, date]:
    if token.startswith("P"):
        count, unit = int(token[1:-1]), token[-1]
        if unit == "D":
            return since, date.fromordinal(since.toordinal() + count)
        return since, _later(since, count * (12 if unit == "Y" else 1))
    if token.startswith("---"):
        day = int(token[3:])
        months = (_later(since.replace(day=1), ahead) for ahead in range(13))
        days = (month.replace(day=min(day, monthrange(month.year, month.month)[1])) for month in months)
    else:
        month, day = int(token[2:4]), int(token[5:7])
        years = (since.year, since.year + 1)
        days = (date(year, month, min(day, monthrange(year, month)[1])) for year in years)
    found = next(candidate for candidate in days if candidate >= since)
    return found, found


def _later(day: date, months: int) -> date:
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
