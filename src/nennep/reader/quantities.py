"""Numbers in digits with what they count: comparators, ranges, fractions, shares, rates, money, measures, ranks."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from nennep.reader import windows
from nennep.reader.bodies import UPPER
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
    r"(?P<measure>km2|km²|km|m2|m²|m3|m³|ha|hecta|héc-ta|mét|tấn|tạ|kg|lít|kWh|MW|GB|điểm(?! cầu| trường| du lịch| "
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
THOUSANDS = re.compile(r"\d{1,3}(?:\.\d{3})+")
DIGITS = re.compile(r"\d+")
GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
YEAR = re.compile(r"(?:19|20)\d\d")
CLOCK = re.compile(r"[hg:]\d")
PEOPLE = re.compile(r" (?:đảng viên|đoàn viên|sinh viên|người|cán bộ|học viên|hội viên|lượt|suất|đại biểu|giảng viên)")
DURATION = re.compile(
    r"(?i: (?:(?:(?:ngày|tháng)(?! lương| thu nhập)|năm|tuần|giờ(?! dạy| giảng| học tốt)|phút|giây|thế kỷ|thập kỷ|nhiệm kỳ|tuổi|buổi\)|học kỳ|quý|khóa|kỳ(?= họp)|đêm|"
    r"mùa)(?![\w])|tuổi))"
)
OWN_POINTS = re.compile(
    r" (?:nhiệm vụ trọng tâm|khâu đột phá|đột phá|nội dung|nhóm (?:nhiệm vụ|giải pháp|vấn đề|nội dung)|giải pháp|mục "
    r"tiêu|quan điểm|phần(?! quà| mềm| thưởng| việc)|sao|chương(?! trình)|điều(?! kiện)|bước|"
    r"vấn đề|yêu cầu|nguyên tắc|cấp(?! ủy)|tốt|không|có|trong 1|mặt|lĩnh vực|trụ cột|khía cạnh|nhiệm vụ, giải pháp|"
    r"trang|nhân vật|bài học|là|định hướng|tiêu chuẩn)(?!\w)"
)
NAMED = re.compile(rf"[{UPPER}][^\W\d_A-Z]+ [{UPPER}][^\W\d_A-Z]+ $")
OWN_AIMS = re.compile(r" (?:nhóm )?(?:chỉ tiêu|mục tiêu|nhiệm vụ|giải pháp)(?!\w)")
OWN_BEFORE = re.compile(r"(?i:đề ra|đặt ra|xác định|gồm|nêu|thông qua)(?: \w+)? $")
BEFORE_NOT = re.compile(
    r"(?<!\w)(?:[Tt]hứ|[Đđ]iều|[Kk]hoản|[Mm]ục|[Tt]iểu mục|[Cc]hương|[Pp]hụ lục(?: số)?|(?<!ại )[Bb]iểu(?: số)?|[Mm]ẫu(?: "
    r"số)?|[Bb]ảng|(?<!ổng )(?<!con )[Ss]ố|[Qq]uý|COVID|Covid|[Tt]háng|"
    r"[Nn]ăm|[Nn]gày|mức độ|[Gg]iai đoạn|cấp độ|hạng|view count:|ĐT:?|Tel:?|điện thoại:?|[Mm]ã|lần thứ|mồng|mùng|"
    r"[Pp]hường|[Qq]uận|[Nn]gõ|[Tt]ầng)[ -]?$|(?:COVID|Covid)-$"
)
LABELLED = re.compile(
    r"(?<!\w)(?:[Kk]hóa|[Pp]hòng|[Đđ]iểm|[Pp]hần|loại|[Hh]ình|[Ảả]nh|[Tt]rang|[Ll]ớp|[Kk]hu|[Tt]ổ|[Đđ]ợt|[Ll]ần|"
    r"[Cc]ụm|[Vv]òng|[Kk]ỳ|K|[Đđ]ường|[Cc]huyên đề|[Bb]ài|[Tt]iết|[Tt]ập|[Cc]ông nghệ|[Nn]hà|"
    r"[Tt]uần|[Bb]ước|[Tt]uyến|[Đđ]oạn|[Vv]ùng|[Bb]ậc|[Cc]ấp|[Tt]ầng|[Cc]hi bộ|[Cc]ơ sở|[Kk]hối|[Ll]iên khối|[Tt]hôn|[Ấấ]p|[Kk]hu phố|[Đđ]ội) $"
)
COUNTED = re.compile(
    r" (?:lần|buổi|lượt|người|đồng chí|đảng viên|đoàn viên|hội viên|sinh viên|học sinh|cán bộ|chi bộ|tổ chức|đơn vị|"
    r"trường|cơ sở|tập thể|cá nhân|đại biểu|lớp|suất)(?!\w)"
)
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
INDEX = re.compile(r"(?i:chỉ số|hệ số|HDI|GII|PCI|PAPI|PAR INDEX)[^;.]*$")
GROUP_DEFINED = re.compile(
    r"(?i:đối với|với|số|các|những|ở|tại|nơi|riêng)(?: (?:các|những|nơi|những nơi))? (?:doanh nghiệp|cơ sở|đơn vị|nơi|địa phương|cơ "
    r"quan|tổ chức|công đoàn|chi bộ|đảng bộ|trường|xã|lớp)(?: [^\s,;.:]+){0,3} (?:có|dưới) $"
)
POOR_GROUP = re.compile(r"nhóm $")

SLOGAN = 30
SLOGAN_OPENS = re.compile(r"[“\"](?:\d{1,2} [^“”\"\d.;]{2,16}[,;&] ?|\d{1,2} [^“”\"\d.;]{2,16} - ?)*$")
SLOGAN_CLOSES = re.compile(r" [^“”\"\n.;%]{2,24}[”\"]|(?: [^“”\"\d.;%]{2,16}[,;&-] ?\d{1,2})+ [^“”\"\n.;%]{2,16}[”\"]")
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


def find(text: str, taken: list[tuple[int, int]]) -> Iterator[Amount]:
    """Every quantity outside the places already explained (sorted, not overlapping)."""
    index = done = 0
    for match in windows.search(NUMBER, text, windows.around(DIGITS, text, 26, 60)):
        while index < len(taken) and taken[index][1] <= match.start("a"):
            index += 1
        if index < len(taken) and taken[index][0] < match.end("a"):
            continue
        amount = _amount(text, match) if match.start("a") >= done and not _is_bare(text, match) else None
        if amount:
            done = amount.end
            yield amount


def _is_bare(text: str, match: re.Match[str]) -> bool:
    """Whether nothing that a number could count or be a share of stands by it, as in a table of figures."""
    if match["tail"] or match["pct1"] or "," in match["a"]:
        return False
    end, start = match.end(), match.start()
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


def _comparator(match: re.Match[str]) -> str:
    for at, name in enumerate(COMPARATORS):
        if match[f"c{at}"]:
            return name
    return "="


def _amount(text: str, match: re.Match[str]) -> Amount | None:
    before = text[max(0, match.start() - 24) : match.start()]
    if len(match["a"].split(",")[0].replace(".", "")) > 12 or _label(text, match):
        return None
    rank = RANK_BEFORE.search(before)
    if not rank and not (match["tail"] or match["pct1"] or _compared(match)) and _numbered(text, match):
        return None
    if _is_slogan(text, match):
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
    if rank:
        return _rank(text, match, base, rank)
    if _open_ended(text, match.end()) and _sizes_a_group(text, match):
        return None
    shaped = _shaped(text, match, base, before)
    return _negated(text, _closed(text, shaped)) if shaped else None


def _compared(match: re.Match[str]) -> bool:
    """Whether a comparator or the beginning of a range stands before the number: then it counts."""
    return bool(match["from"] or match["from2"] or _comparator(match) != "=")


def _is_slogan(text: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to the short name of a movement in quotation marks: “5 không, 3 sạch”."""
    if match["tail"]:
        return False
    before = text[max(0, match.start() - SLOGAN) : match.start()]
    opened = SLOGAN_OPENS.search(before)
    return bool(opened) and bool(SLOGAN_CLOSES.match(text, match.end()))


def _numbered(text: str, match: re.Match[str]) -> bool:
    """Whether the number only names its noun: Điều 11, lần thứ 5, phòng 2."""
    before = text[max(0, match.start() - 18) : match.start()]
    if THOUSANDS.fullmatch(match["a"]):
        return False
    if not match["of"] and len(match["a"]) < 3 and NAMED.search(before) and not COUNTED.match(text, match.end()):
        return True
    return bool(BEFORE_NOT.search(before)) or (bool(LABELLED.search(before)) and not COUNTED.match(text, match.end()))


def _sizes_a_group(text: str, match: re.Match[str]) -> bool:
    """Whether the number says who is meant, not what is to be reached: "doanh nghiệp có từ 500 lao động trở lên phải"."""
    before = text[max(0, match.start() - 70) : match.start()]
    return bool(GROUP_DEFINED.search(before) or (SIZED.search(before) and OWES.match(text, match.end())))


def _open_ended(text: str, at: int) -> bool:
    return " trở lên" in text[at : at + 60] or " trở xuống" in text[at : at + 60]


def _label(text: str, match: re.Match[str]) -> bool:
    """Labels of points (2.1. Title), years standing alone, clock times."""
    at = match.start("a")
    opens = at == 0 or text[at - 1] == "\n"
    after = text[match.end("a") : match.end("a") + 3]
    if opens and not match["tail"] and (after[:1] in (".", ")", "/") or after.startswith("\n")):
        return True
    if YEAR.fullmatch(match["a"]) and not match["tail"] and not PEOPLE.match(text, match.end("a")):
        return True
    return bool(CLOCK.match(after))


def _shaped(text: str, match: re.Match[str], base: Amount, before: str) -> Amount | None:
    if match["percent"] or match["pct1"]:
        if POOR_GROUP.search(before):
            return None
        end = match.end() if match["percent"] or match["b"] else match.end("pct1")
        return base._replace(end=end, unit_class="percent", unit="%" + (match["per"] or ""), yearly=bool(match["per"]))
    if match["money"]:
        if EACH_WORTH.search(before):
            return None
        if PRICE.match(text, match.end()) and not INCOME.search(text[max(0, match.start() - 80) : match.start()]):
            return None
        return base._replace(unit_class="money", unit=match["money"])
    if match["measure"]:
        if text.startswith("/", match.end()) and (rate := RATE.match(text, match.end())):
            return base._replace(end=rate.end(), unit_class="measure", unit=f"{match['measure']}/{rate[1]}")
        return base._replace(unit_class="measure", unit=match["measure"])
    return _counted(text, match, base, before)


def _counted(text: str, match: re.Match[str], base: Amount, before: str) -> Amount | None:
    after = match.end()
    if OWN_AIMS.match(text, after) and OWN_BEFORE.search(before) and not match["of"]:
        return None
    if not match["scale"] and (DURATION.match(text, after) or (not match["of"] and OWN_POINTS.match(text, after))):
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
    if end == after:
        if "," in match["a"] and INDEX.search(text[max(0, match.start() - 120) : match.start()]):
            return base._replace(unit_class="measure", unit=None)
        return None
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
