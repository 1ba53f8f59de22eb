"""Is a number a target or a result? Cues in the sentence, the headings above and the kind of the paper are weighed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from nennep.reader.reading import Page


def _any(*words: str) -> re.Pattern[str]:
    """A pattern of alternatives that each begin with their own letters; what must not stand before is looked for behind:
    the search then goes from letter to letter, five times as fast as one that looks back at every place."""
    return re.compile("|".join(words))


def _each(firsts: str, rest: str) -> list[str]:
    return [f"{first} {rest}" for first in firsts.split("|")]


AIMS = _any(
    r"ph[ấầ]n đ[ấầ]u",
    r"chỉ tiêu(?<!\d chỉ tiêu)(?! đạt| đặt ra| đề ra)",
    "mục tiêu",
    "tầm nhìn",
    r"đến (?<!tính đến )(?:hết |cuối )?(?:năm|tháng|quý|nhiệm kỳ|học kỳ)",
    "quyết tâm",
    "bảo đảm",
    "đảm bảo",
    "đề nghị",
    "yêu cầu",
    "cần ",
    "phải ",
    "dự kiến(?! tăng| đạt| giảm)",
    "chưa đủ",
    "chưa có ít nhất",
    "hoàn thành ít nhất",
    "giao chỉ tiêu",
    "trong nhiệm kỳ(?: tới)?",
    "nhằm",
    "để (?:thúc đẩy|đạt)",
    *_each("hằng|hàng|mỗi", "năm"),
    "kế hoạch (?:kết nạp|thu)",
    "tiếp tục",
)
LIMITS = re.compile(
    r"(?i:ít nhất|tối thiểu|tối đa|không (?:được )?(?:vượt )?quá|không vượt|không dưới|≥|≤|từ [\d.,]+%? ?[^;.]{0,40}trở lên)"
)
HORIZON = _any(r"đến (?<!\d{4} đến )(?<!tính đến )(?:hết |cuối )?năm 20\d\d", r"tầm nhìn(?<!\d{4} tầm nhìn)")
FACTS = _any(
    r"đã(?<!\wđã)(?<!như đã) (?!đề ra|được giao|xác định)",
    "hiện (?:có|nay|tại)",
    "tính đến",
    "ước (?:đạt|tăng|tính)",
    r"tổng số(?<!nâng tổng số)(?<!đưa tổng số)",
    *_each("kết nạp|thành lập|tổ chức|vận động|thực hiện|đạt|quyên góp|xây dựng|thu hút", "được"),
    *_each("năm|nhiệm kỳ|thời gian|tháng|quý|tuần|kỳ", "(?:vừa )?qua"),
    *_each("năm|năm học|nhiệm kỳ|quý|tháng", r"trước(?= [^\W\d])"),
    "so với",
    "cùng kỳ",
    "kết quả(?: là)?",
    *_each("còn|vẫn", "thiếu"),
    "đều (?:cơ bản )?hoàn thành",
    "bình quân cả nước",
    "tham dự",
    "tham gia có",
    "trong đó đã",
    "toàn (?:tỉnh|khối|trường) có",
    r"mới(?<!\wmới) (?:có|đạt|được|thực hiện|hoàn thành|bằng)(?!\w)",
    r"chỉ(?<!\wchỉ) (?:có|đạt|được|thực hiện|hoàn thành|bằng)(?!\w)",
    "được thông qua với",
    "xảy ra(?<!để xảy ra)",
    "ghi nhận",
    "có mặt",
    r"vắng(?<!\wvắng)(?!\w)",
    "tán thành",
    "biểu quyết (?:thông qua|nhất trí)",
    "sau khi (?:nghe|xem xét|thảo luận)",
    "đại hội bầu",
)
COMPARED = re.compile(r"so với|cùng kỳ")  # what one clause compares says nothing of the next
STRONG = _any(
    r"ph[ấầ]n đ[ấầ]u",
    "quyết tâm",
    "đặt (?:mục tiêu|chỉ tiêu)",
    r"chỉ tiêu(?<!\d chỉ tiêu)[^.;:\n]{0,80}:",
    r"mục tiêu(?<!\d mục tiêu)[^.;:\n]{0,80}:",
)
HARD_FACTS = _any(
    r"đã(?<!\wđã) (?!đề ra|được giao|xác định)",
    "hiện (?:có|nay)",
    "tính đến",
    r"tổng số(?<!nâng tổng số)(?<!đưa tổng số)",
    "so với",
    "cùng kỳ",
    "ước đạt",
    "được thông qua với",
    *_each(r"mới(?<!\wmới)|chỉ(?<!\wchỉ)", r"(?:có|đạt|được|hoàn thành|bằng)(?!\w)"),
    *_each("năm|năm học|nhiệm kỳ", r"trước(?= [^\W\d])"),
)
REACHED = re.compile(r"đến (?:hết |cuối )?năm (20\d\d)")
OPENS = re.compile(r"[\s+-]*(?:trong |cả |riêng )?năm (20\d\d)(?: thực hiện)?(?=[,: ])(.{0,80}?\b(?:đạt|được|có)\b)?")
OF_YEAR = re.compile(r"năm (20\d\d)(?! ?[-–])")
YEARLY = re.compile(r"(?:h[ằà]ng năm|mỗi năm)")
BY_PLAN = re.compile(
    r"(?i:(?:theo|so với|trong khi) (?:nghị quyết|kế hoạch|chỉ tiêu|mục tiêu)(?: [^\s,;.]+){0,4}|chỉ tiêu(?: [^\s,;.]+){0,4} "
    r"(?:là|:))(?: đạt| là)? $|chưa (?:đủ|đạt|có)(?: ít nhất| mức)? $"
)
QUOTED_PLAN = re.compile(r"(?i:nghị quyết|chỉ tiêu|mục tiêu|kế hoạch)[^“”.;]{0,80}“[^”]*$")
BESIDE = re.compile(r"\((?:cả |trong )?năm (20\d\d)(?: là| đạt| có)?:? ?$")
BOUND = re.compile(r"(?i:không (?:được )?(?:vượt )?quá|tối đa|tối thiểu|ít nhất)")
AIM_HEADS = re.compile(
    r"mục tiêu|chỉ tiêu|phương hướng|nhiệm vụ|tầm nhìn|phấn đấu|phần đấu|điều kiện|tiêu chuẩn|phải đáp ứng|giải pháp|"
    r"yêu cầu|quy định|nội dung thực hiện|kế hoạch"
)
FACT_HEADS = re.compile(
    r"kết quả|đánh giá (?:chung|việc|tình hình|công tác)|tình hình|ưu điểm|tồn tại|hạn chế|thực trạng|đặc điểm|nguyên nhân|thành tích|kiểm điểm|"
    r"công tác đã"
)
CONDITIONS = re.compile(r"điều kiện|tiêu chuẩn|tiêu chí|phải đáp ứng")  # under these "đã …" says what must be so
LOOKS_BACK = re.compile(r"(?:đánh giá|kiểm điểm|tình hình|kết quả) ")
AIM_KINDS = {
    "ke-hoach",
    "nghi-quyet",
    "chuong-trinh",
    "chi-thi",
    "huong-dan",
    "de-an",
    "quy-dinh",
    "quyet-dinh",
    "ket-luan",
    "cong-van",
    "dieu-le",
}


BEHIND = re.compile(r" (?:đã|tán thành|biểu quyết|nhất trí|đồng ý|có mặt)(?= |[.,;)])")
CHANGED = re.compile(
    r"(?:,? \(?(?:năm|của năm|vào năm|hiện nay|đầu nhiệm kỳ)[^;.,]{0,20})?,? (?:tăng lên|giảm xuống|nâng lên|lên|xuống|còn|giảm còn)(?!\w)"
)
SHARE = re.compile(r"%|USD|đồng")
NEAR = 420
ASIDE, CLOSE, FAR = 24, 90, 260
UNSURE = 1.0


def weigh(page: Page, start: int, end: int, sentence: tuple[int, int], clause: int, above: str) -> float:
    """How much speaks for the number at ``text[start:end]`` being a target; negative for a result."""
    text, opening = page.text, sentence[0]
    limited = bool(LIMITS.search(text[max(clause, start - 20) : end + 10]))
    weight = 1.2 if page.kind in AIM_KINDS or page.orders else 0.0 if not page.kind else -1.5
    aims, facts = _headed(above)
    weight += 2.0 * aims - 3.5 * facts
    weight += _aimed(page, opening, clause, start) + 3.0 * _by_plan(text, opening, clause, start)
    weight += 2.2 * limited + 1.2 * page.has_within(HORIZON, opening, start)
    weight -= 6.0 * (
        _long_past(page, opening, start)
        or _of_past_year(page, opening, start)
        or _of_past_year(page, clause, start, above)
    )
    weight -= 3.0 * bool(BEHIND.match(text, end)) + 12.0 * _is_base(text, start, end)
    if _told(page, opening, clause, start):
        if CONDITIONS.search(above):
            return weight
        bound = bool(BOUND.search(text[max(clause, start - 20) : start + 16]))
        hard = page.has_within(HARD_FACTS, clause, start)
        weight -= 0.5 if bound else 4.6 if hard and not limited else 1.0 if limited or aims else 2.6
    elif page.has_within(HORIZON, end, sentence[1]) or _goes_on(page, opening, start, end):
        weight += 1.7
    return weight


@lru_cache(maxsize=512)
def _headed(above: str) -> tuple[bool, bool]:
    """Whether the headings above speak of aims, and whether they speak of results."""
    heads = " | ".join(re.split("[:.]", head[:70])[0] for head in above.split(" | "))
    to_come = " | ".join(head for head in above.split(" | ") if not LOOKS_BACK.match(head))
    return bool(AIM_HEADS.search(to_come)), bool(FACT_HEADS.search(heads))


def _goes_on(page: Page, opening: int, start: int, end: int) -> bool:
    """Whether a share or a sum stands right behind sentences that speak of a horizon, with nothing told in between."""
    if not SHARE.search(page.text, start, end):
        return False
    aims = page.spans_within(HORIZON, max(0, opening - NEAR), opening)
    return bool(aims) and not page.has_within(FACTS, aims[-1][1], opening)


def _is_base(text: str, start: int, end: int) -> bool:
    """Whether the number is what a change sets out from: "giảm từ 18 vụ năm 2023 xuống 6 vụ"."""
    return text.endswith(("từ ", "Từ "), 0, start) and bool(CHANGED.match(text, end))


def _long_past(page: Page, opening: int, start: int) -> bool:
    """Whether the words before a number name, as the time reached, a year before that of the paper."""
    if not page.paper_date:
        return False
    years = REACHED.findall(page.low, opening, start)
    return bool(years) and years[-1] < page.paper_date[:4]


def _of_past_year(page: Page, opening: int, start: int, above: str = "") -> bool:
    """Whether a sentence or clause opens with a year that is over before the paper's first, or before that of the headings
    above: "Năm 2022, toàn huyện có …"; or a bracket does beside what is planned: "(năm 2022: 790 lượt/ngày)"."""
    if page.first_year and (beside := BESIDE.search(page.low, max(0, start - ASIDE), start)):
        return beside[1] < page.first_year
    opens = OPENS.match(page.low, opening, start)
    if not opens or not page.first_year or page.has_within(AIMS, opening, start):
        return False
    first = max([page.first_year, *OF_YEAR.findall(above.lower())]) if page.kind else page.first_year
    return opens[1] < first or (not page.paper_date and opens[1] == page.first_year and bool(opens[2]))


def _by_plan(text: str, opening: int, clause: int, start: int) -> bool:
    """Whether the number is given as that of a plan: "theo Nghị quyết 90%", "Nghị quyết … “bình quân 2.000”"."""
    before = text[max(opening, start - FAR) : start]
    if BY_PLAN.search(text[max(clause, start - CLOSE) : start]):
        return True
    return "“" in before and bool(QUOTED_PLAN.search(before))


def settle(weights: list[float], groups: list[object]) -> Iterator[tuple[bool, float]]:
    """For each number whether it is a target and how sure that is (0.5 to 0.95).

    A number that little speaks for goes with the others of its group: of its list, or of its line.
    """
    total: dict[object, float] = defaultdict(float)
    count: dict[object, int] = defaultdict(int)
    for weight, group in zip(weights, groups, strict=True):
        total[group] += weight
        count[group] += 1
    for weight, group in zip(weights, groups, strict=True):
        if abs(weight) < UNSURE and count[group] > 1:
            others = (total[group] - weight) / (count[group] - 1)
            weight += 0.6 * max(-2.0, min(2.0, others))
        yield weight > 0.1, min(0.95, 0.55 + abs(weight) / 8)


def _aimed(page: Page, opening: int, clause: int, start: int) -> float:
    """What words of aiming weigh; "every year" alone says little in news, which tells habits as well as aims."""
    cues = [page.low[first:last] for first, last in page.spans_within(AIMS, clause, start)]
    if page.article and cues and all(YEARLY.fullmatch(cue) for cue in cues):
        return 0.7
    if cues:
        return 1.7
    if page.has_within(STRONG, opening, start):
        return 0.0 if clause > opening and page.has_within(HARD_FACTS, clause, start) else 1.7
    return 1.0 * page.has_within(AIMS, opening, start)


def _told(page: Page, opening: int, clause: int, start: int) -> bool:
    """Whether the words before a number tell what happened; after "phấn đấu" or "chỉ tiêu …:" only hard signs do."""
    if page.has_within(STRONG, opening, start):
        own = page.spans_within(STRONG, clause, start)
        return page.has_within(HARD_FACTS, own[-1][1] if own else clause, start)
    if page.has_within(FACTS, clause, start):
        return True
    told = (page.low[first:last] for first, last in page.spans_within(FACTS, opening, start))
    return not page.has_within(AIMS, clause, start) and any(not COMPARED.match(words) for words in told)
