"""Numbers in digits with what they count: comparators, ranges, fractions, shares, rates, money, measures, ranks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nennep.reader import labels, windows
from nennep.reader.nouns import noun_end
from nennep.reader.rules import Rule

NUM = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+|\.\d{1,2}(?!\d))?"
COMPARATORS = {
    ">=": (
        r"khoảng trên|khoảng hơn|trên|hơn|quá|ít nhất(?: có| là)?|tối thiểu(?: là| đạt| có)?|không dưới|không ít hơn|"
        r"không thấp hơn|≥|>=|>"
    ),
    "<=": (
        r"không (?:được )?(?:vượt )?quá|không vượt|không trên|không cao hơn|tối đa(?: là)?|dưới|≤|<=|<|chưa đến|chưa "
        r"đầy"
    ),
    "~": r"khoảng|gần|xấp xỉ|ước khoảng|ước",
}
COMPARE = "|".join(f"(?P<c{at}>{pattern})" for at, pattern in enumerate(COMPARATORS.values()))
SCALE = {"nghìn": 1e3, "ngàn": 1e3, "vạn": 1e4, "triệu": 1e6, "tỷ": 1e9, "tỉ": 1e9}
MONEY = (
    r"(?P<money>(?:(?:nghìn|ngàn|triệu|tỷ|tỉ|nghìn tỷ) )?(?:đồng(?! chí| bào| đội| thuận| minh| bộ| hồ| phục| ruộng| cỏ|\w)|VNĐ|VND|USD|"
    r"đô la|triệu USD|tỷ USD)|(?:triệu|tỷ|tỉ) (?:USD|đô la))"
)
MEASURE = (
    r"(?P<measure>km2|km²|km|m2|m²|m3|m³|ha|hecta|héc-ta|mét|tấn|tạ|kg|lít|kWh|MWp?|kV|[GTM]B|[GMK]bps|điểm(?! cầu| trường| du lịch| "
    r"dân cư| đến| sáng| mới| tựa| sinh hoạt| bán| giao dịch| thu gom| tập kết| vui chơi)|m)(?![\w])"
)
SCALED = re.compile(f" {MEASURE}")
BEFORE_FACTOR = re.compile(r"(?:gấp|tăng(?: gấp)?|bằng)(?: (?:hơn|trên|khoảng|gần|ít nhất))? $")
NUMBER = re.compile(
    rf"(?<![\w/.,-])(?<!\d:)(?:(?P<from>[Tt]ừ) )?(?:(?i:{COMPARE}) ?)?(?P<from2>từ )?(?P<a>{NUM})(?: "
    rf"?(?P<pct1>%))?(?: ?(?:-|–|đến|tới) ?(?P<b>{NUM}))?(?:/(?P<of>{NUM}))?"
    rf"(?P<tail>(?P<percent> ?%| (?:điểm )?phần trăm(?!\w)| điểm %)(?P<per>/(?:năm|tháng|quý))?| ?{MONEY}| ?{MEASURE}| (?P<scale>nghìn|ngàn|vạn|triệu|"
    rf"tỷ|tỉ)(?= ))?(?![\w/]|\d|[.,]\d)?"
)
LEAD = re.compile(rf"(?<![\w/.,-])(?<!\d:)(?:[Tt]ừ )?(?:(?i:{COMPARE}) ?)?(?:từ )?\Z")
"""What leads to a number and is part of it; found only where a word of it or a sign ends right before the digits."""
LED = tuple(
    word + gap
    for word in ("từ", *re.findall(r"[^\W\d_]{2,}|[≥≤<>]=?", "|".join(COMPARATORS.values())))
    for gap in ("", " ")
)
WORD, LONGEST = 8, 26
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
DURATION = re.compile(
    r"(?i: (?:(?:(?:ngày|tháng)(?! lương| thu nhập| công(?! tác| bố| nhận| khai)| tình nguyện)|năm|tuần|giờ(?! dạy| giảng| học tốt)|phút|giây|thế kỷ|thập kỷ|nhiệm kỳ|tuổi|buổi\)|học kỳ|quý|khóa|kỳ(?= họp)|đêm|"
    r"mùa)(?![\w])|tuổi))"
)
OWN_POINTS = re.compile(
    r" (?:nhiệm vụ trọng tâm|khâu đột phá|đột phá|nội dung|nhóm (?:nhiệm vụ|giải pháp|vấn đề|nội dung)|giải pháp|mục "
    r"tiêu|quan điểm|phần(?! quà| mềm| thưởng| việc)|sao|chương(?! trình)|điều(?! kiện)|bước|"
    r"vấn đề|yêu cầu|nguyên tắc|cấp(?! ủy)|tốt|không|có|trong 1|mặt|lĩnh vực|trụ cột|khía cạnh|nhiệm vụ, giải pháp|"
    r"trang|nhân vật|bài học|là|định hướng|tiêu chuẩn)(?!\w)"
)
OWN_AIMS = re.compile(r" (?:nhóm )?(?:chỉ tiêu|mục tiêu|nhiệm vụ|giải pháp)(?!\w)")
OWN_BEFORE = re.compile(r"(?i:đề ra|đặt ra|xác định|gồm|nêu|thông qua)(?: \w+)? $")
RANK_BEFORE = re.compile(
    r"(?:(?P<group>(?:[Nn]hóm|[Tt]op|[Tt]ốp|TOP) ?)|(?:(?:xếp|đứng|vị trí|xếp hạng|hạng)(?: vị trí| hạng)? "
    r"?)(?P<place>thứ )|(?P<place2>vị trí thứ |xếp hạng ))$"
)
UP = re.compile(r" trở lên")
DOWN = re.compile(r" trở xuống")
UP_AFTER_NOUN = re.compile(r"(?: (?!từ |và |đạt |có )[^\W\d_]+){1,3} trở lên")
SIZED = re.compile(
    r"(?i:(?:doanh nghiệp|cơ sở|đơn vị|nơi|địa phương|cơ quan|tổ chức|công đoàn|chi bộ|đảng bộ|trường|xã|lớp|hộ)"
    r"(?: [^\s,;.:]+){0,3} có) $"
)
OWES = re.compile(r"[^;.,\d]{0,40} trở (?:lên|xuống),? (?:đạt|phải|được|thành lập|thực hiện|tổ chức|đều)(?!\w)")
PRICE = re.compile(r"/ ?(?:người|ngày|tháng|giờ|lượt|kg|suất|đồng chí|học sinh|sinh viên|m2|tín chỉ)")
INCOME = re.compile(r"(?i:thu nhập|lương bình quân|bình quân đầu người|GRDP|GDP|năng suất)")
RATE = re.compile(r" ?/ ?((?:1 )?(?:học kỳ|năm học|nhiệm kỳ|[^\W\d_]+))")
INDEX = re.compile(
    r"(?i:chỉ số|hệ số|điểm (?:trung bình|bình quân|tích lũy|học tập|thi)|GPA|CPA|HDI|GII|PCI|PAPI|PAR INDEX)[^;.]*$"
)
GROUP_DEFINED = re.compile(
    r"(?i:đối với|với|số|các|những|ở|tại|nơi|riêng)(?: (?:các|những|nơi|những nơi))? (?:doanh nghiệp|cơ sở|đơn vị|nơi|địa phương|cơ "
    r"quan|tổ chức|công đoàn|chi bộ|đảng bộ|trường|xã|lớp)(?: [^\s,;.:]+){0,3} (?:có|dưới) $"
)
POOR_GROUP = re.compile(r"nhóm $")

QUOTED = re.compile(r" [“\"][^“”\"\n]{3,60}[”\"]")
TIME_GIVEN = re.compile(r"(?i:thời (?:gian|lượng)(?: [^\W\d_]+){0,2}:?|trong) $")
TOTALS = re.compile(r"(?i:\d [^;.:\d]{2,40}, (?:trị giá|với mức) $)")
OF_ONE = re.compile(r"(?i:(?<![\d.,])0?1 [^;.:\d]{2,40},? (?:trị giá|với mức) $)")
OF_MANY = re.compile(r"(?i:\d [^;.:\d]{2,40} trị giá $)")
LARGE = 20
"""Millions of đồng from which a worth behind a counted list is that of all of it."""
EACH_WORTH = re.compile(
    r"(?i:(?<!tổng )trị giá|mệnh giá|mức)(?: [^\W\d_]+){0,3} $|(?i:mỗi|một|1) (?:phần|suất|xuất)(?: quà)?(?: là)? $"
)

RULES = (
    Rule(
        "quantity.number",
        NUMBER.pattern,
        (
            ("phấn đấu có trên 90% tổ chức", "trên 90%"),
            ("đạt từ 8,5 - 9%.", "từ 8,5 - 9%"),
            ("tổng kinh phí trên 22 tỷ đồng,", "trên 22 tỷ đồng"),
            ("đã có 24/66 trường", "24/66"),
            ("hơn 1,56 triệu lượt thí sinh", "hơn 1,56 triệu"),
            ("sửa chữa 17km đường", "17km"),
            ("không vượt quá 20% tổng số", "không vượt quá 20%"),
        ),
        ("Nghị quyết XIII", "COVID-19"),
    ),
)


class Amount(NamedTuple):
    """A quantity at ``text[start:end]``; ``number`` is where its digits stand."""

    start: int
    end: int
    number: int
    comparator: str
    value: float
    value_max: float | None
    of: float | None
    unit_class: str
    unit: str | None
    yearly: bool = False


def to_number(printed: str) -> float:
    """``1.301`` → 1301, ``92,5`` → 92.5, ``12.5`` → 12.5."""
    if "." in printed and GROUPED.fullmatch(printed):
        printed = printed.replace(".", "")
    return float(printed.replace(",", "."))


def find(text: str, taken: list[tuple[int, int]], digits: windows.Spans) -> Iterator[Amount]:
    """Every quantity outside the places already explained (sorted, not overlapping); ``digits`` are the runs of digits."""
    index = done = 0
    for match in _numbers(text, digits):
        while index < len(taken) and taken[index][1] <= match.start("a"):
            index += 1
        if index < len(taken) and taken[index][0] < match.end("a"):
            continue
        amount = _amount(text, match) if match.start("a") >= done and not _is_bare(text, match) else None
        if amount:
            done = amount.end
            yield amount


def _numbers(text: str, digits: windows.Spans) -> Iterator[re.Match[str]]:
    """Numbers with what leads to them, left to right."""
    done = 0
    for at, _ in digits:
        if at < done:
            continue
        start = at
        if text[max(0, at - WORD) : at].lower().endswith(LED) and (
            lead := LEAD.search(text, max(done, at - LONGEST), at)
        ):
            start = lead.start()
        if match := NUMBER.match(text, start):
            done = match.end()
            yield match


def _is_bare(text: str, match: re.Match[str]) -> bool:
    """Whether nothing that a number could count or be a share of stands by it, as in a table of figures."""
    if match["tail"] or match["pct1"] or "," in match["a"]:
        return False
    end, start = match.end(), match.start()
    if text[end : end + 1] == ")" and text[start - 1 : start] == "(":
        return False
    behind = text[end : end + 1] == " " and text[end + 1 : end + 2].isalpha()
    return not behind and not text[max(0, start - 2) : start].strip(" ").isalpha()


MIXED = re.compile(r" (?:tỷ|tỉ|triệu) (?P<b>\d{1,3}) (?P<small>triệu|nghìn|ngàn) đồng(?!\w)")


def _mixed_money(text: str, match: re.Match[str], base: Amount) -> Amount | None:
    """ "5 tỷ 217 triệu đồng" as 5217 triệu đồng."""
    rest = MIXED.match(text, match.end("a"))
    if not rest or match["b"]:
        return None
    value = base.value * 1000 + float(rest["b"])
    return base._replace(end=rest.end(), value=value, unit_class="money", unit=f"{rest['small']} đồng")


WORDED = re.compile(
    rf"(?<!\w)(?:(?i:{COMPARE}) )?(?i:một nửa|toàn bộ|tất cả|(?:(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mươi|mốt|tư|lăm|linh|trăm|nghìn)(?= )"
    r" ?){1,6}) ?\($"
)


def _worded(text: str, match: re.Match[str], base: Amount) -> Amount | None:
    """A number in words and, in brackets, in digits: "hai (02) chi bộ", "ít nhất một nửa (50%)"."""
    close = match.end()
    if text[match.start() - 1 : match.start()] != "(" or text[close : close + 1] != ")" or match["b"]:
        return None
    floor = max(0, match.start() - 60)
    words = WORDED.search(text[floor : match.start()])
    if not words:
        return None
    found = base._replace(start=floor + words.start(), end=close + 1, comparator=_comparator(words))
    if match["percent"] or match["pct1"]:
        return found._replace(unit_class="percent", unit="%")
    end = noun_end(text, close + 1) if not match["tail"] else close + 1
    return found._replace(end=end, unit=text[close + 2 : end]) if end > close + 1 else None


def _comparator(match: re.Match[str]) -> str:
    for at, name in enumerate(COMPARATORS):
        if match[f"c{at}"]:
            return name
    return "="


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if len(match["a"].split(",")[0].replace(".", "")) > 12 or labels.is_label(text, match):
        return None
    rank = RANK_BEFORE.search(before)
    if not rank and not (match["tail"] or match["pct1"] or _compared(match)) and labels.numbers_a_noun(text, match):
        return None
    if labels.is_slogan(text, match):
        return None
    start = (
        match.start("a") if match["from"] and not match["b"] and not _open_ended(text, match.end()) else match.start()
    )
    base = Amount(
        start,
        match.end(),
        match.start("a"),
        _comparator(match),
        to_number(match["a"]),
        to_number(match["b"]) if match["b"] else None,
        to_number(match["of"]) if match["of"] else None,
        "count",
        None,
    )
    if mixed := _mixed_money(text, match, base):
        return mixed
    if worded := _worded(text, match, base):
        return worded
    if rank:
        return _rank(text, match, base, rank)
    if _open_ended(text, match.end()) and _sizes_a_group(text, match):
        return None
    shaped = _shaped(text, match, base, before)
    return _negated(text, _closed(text, shaped)) if shaped else None


def _compared(match: re.Match[str]) -> bool:
    """Whether a comparator or the beginning of a range stands before the number: then it counts."""
    return bool(match["from"] or match["from2"] or _comparator(match) != "=")


def _sizes_a_group(text: str, match: re.Match[str]) -> bool:
    """Whether the number says who is meant, not what is to be reached: "doanh nghiệp có từ 500 lao động trở lên phải"."""
    before = text[max(0, match.start() - 70) : match.start()]
    return bool(GROUP_DEFINED.search(before) or (SIZED.search(before) and OWES.match(text, match.end())))


def _open_ended(text: str, at: int) -> bool:
    return " trở lên" in text[at : at + 60] or " trở xuống" in text[at : at + 60]


def _shaped(text: str, match: re.Match[str], base: Amount, before: str) -> Amount | None:
    if match["percent"] or match["pct1"]:
        if POOR_GROUP.search(before):
            return None
        end = match.end() if match["percent"] or match["b"] else match.end("pct1")
        return base._replace(end=end, unit_class="percent", unit="%" + (match["per"] or ""), yearly=bool(match["per"]))
    if match["money"]:
        if EACH_WORTH.search(before) and not _is_total(text, match):
            return None
        if PRICE.match(text, match.end()) and not INCOME.search(text[max(0, match.start() - 80) : match.start()]):
            return None
        return base._replace(unit_class="money", unit=match["money"])
    if match["measure"]:
        if text.startswith("/", match.end()) and (rate := RATE.match(text, match.end())):
            return base._replace(end=rate.end(), unit_class="measure", unit=f"{match['measure']}/{rate[1]}")
        return base._replace(unit_class="measure", unit=match["measure"])
    return _counted(text, match, base, before)


def _is_total(text: str, match: re.Match[str]) -> bool:
    """Whether a worth is that of all that was counted: "1.120 suất quà, trị giá 560 triệu đồng", "46 công trình trị giá
    1,7 tỷ đồng", "01 căn nhà trị giá 80 triệu đồng"."""
    before = text[max(0, match.start() - 60) : match.start()]
    if "mỗi" in before.lower():
        return False
    if match["money"].startswith(("tỷ", "tỉ")):
        return bool(TOTALS.search(before) or OF_MANY.search(before))
    great = match["money"].startswith("triệu") and to_number(match["a"]) >= LARGE
    return bool((great and TOTALS.search(before)) or OF_ONE.search(before))


def _counted(text: str, match: re.Match[str], base: Amount, before: str) -> Amount | None:
    after = match.end()
    if _counts_nothing(text, match, before):
        return None
    if BEFORE_FACTOR.search(before) and text.startswith(" lần", after):
        return base._replace(end=after + 4, unit_class="measure", unit="lần")
    if match["scale"] and (measured := SCALED.match(text, after)):
        scaled = base.value * SCALE[match["scale"]], base.value_max and base.value_max * SCALE[match["scale"]]
        return base._replace(
            end=measured.end(),
            value=scaled[0],
            value_max=scaled[1],
            unit_class="measure",
            unit=measured["measure"],
        )
    end = noun_end(text, after)
    named = QUOTED.match(text, after) if end == after and not match["tail"] else None
    end = named.end() if named else end
    if end == after:
        if "," in match["a"] and INDEX.search(text[max(0, match.start() - 120) : match.start()]):
            return base._replace(unit_class="measure", unit=None)
        raised = not match["tail"] and RAISED.search(text[max(0, match.start() - 80) : match.start()])
        return base if raised else None
    unit = text[after + 1 : end]
    factor = SCALE.get(match["scale"] or "", 1.0)
    counted = base._replace(
        end=end,
        value=base.value * factor,
        value_max=base.value_max * factor if base.value_max else None,
        unit=unit,
    )
    if (rate := RATE.match(text, end)) and not match["of"]:
        first = unit.split(" ")[0] if unit.startswith("lần") else unit
        return counted._replace(end=rate.end(), unit_class="rate", unit=f"{first}/{rate[1]}", yearly=rate[1] == "năm")
    return counted


RAISED = re.compile(r"(?i:nâng|đưa|tăng)(?: tổng)? (?:số|tổng số) [^;.:\n]{3,60} lên(?: thành)? $")
LUNAR = re.compile(r" (?:âm lịch|ÂL)(?!\w)")


def _counts_nothing(text: str, match: re.Match[str], before: str) -> bool:
    """Whether the number is a length of time, or counts the text's own points ("5 nhiệm vụ trọng tâm"); "ít nhất 02 giải
    pháp" is a demand."""
    after = match.end()
    if (text.startswith(" buổi", after) and TIME_GIVEN.search(before)) or LUNAR.match(text, after):
        return True
    if not match["scale"] and DURATION.match(text, after):
        return True
    if match["of"]:
        return False
    if OWN_AIMS.match(text, after) and OWN_BEFORE.search(before):
        return True
    limited = _comparator(match) in (">=", "<=")
    return not match["scale"] and not limited and bool(OWN_POINTS.match(text, after))


def _rank(text: str, match: re.Match[str], base: Amount, rank: re.Match[str]) -> Amount | None:
    grouped = bool(rank["group"])
    if match["tail"]:
        return None
    lead = len(rank["group"] or rank["place"] or rank["place2"] or "")
    end = noun_end(text, match.end()) if grouped else match.end()
    for stop in (" có ", " thế giới", " cả nước"):
        cut = text.find(stop, match.end(), end)
        end = cut if cut > 0 else end
    return base._replace(
        start=match.start() - lead,
        end=end,
        comparator="<=" if grouped else "=",
        unit_class="rank",
        unit=text[match.end() + 1 : end] or None,
    )


def _closed(text: str, amount: Amount) -> Amount:
    """ "trở lên" and "trở xuống" behind the noun decide the comparator."""
    if UP.match(text, amount.end):
        return amount._replace(comparator=">=", end=amount.end + len(" trở lên"))
    if DOWN.match(text, amount.end):
        return amount._replace(comparator="<=", end=amount.end + len(" trở xuống"))
    if amount.unit_class == "percent" and amount.comparator == "=" and UP_AFTER_NOUN.match(text, amount.end):
        return amount._replace(comparator=">=")
    return amount


NONE_BELOW = re.compile(r"(?i:không có|không để|không còn|không được)[^;.,]{0,60}(?:, [^;.,]{3,30})?$")


def _negated(text: str, amount: Amount) -> Amount:
    """What must be true: "không có tỉnh nào dưới 60%" is at least 60."""
    printed = text[amount.start : amount.start + 5].lower()
    if printed.startswith(("dưới", "trên", "quá")) and NONE_BELOW.search(
        text[max(0, amount.start - 80) : amount.start]
    ):
        return amount._replace(comparator=">=" if amount.comparator == "<=" else "<=")
    return amount
