"""Targets and results of a paper: quantities, judged, with what they measure, whom they bind and for which time."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from nennep.reader import judging, quantities, times
from nennep.reader.clauses import Sentences, aside_start, clause_end
from nennep.reader.paper import Result, Target
from nennep.reader.quantities import Amount
from nennep.reader.reading import Page

VERB = re.compile(
    r"(?<= )(?:được|đạt|thực hiện|tham gia|tổ chức|có|hoàn thành|cam kết|hưởng ứng|làm việc|là|thuộc|bảo đảm|đảm bảo|"
    r"xếp loại|đăng ký|học tập|sử dụng|triển khai|kết nối|áp dụng|vượt|nắm|biết|sinh hoạt)(?= )"
)
TRIGGER = re.compile(
    r"^(?:[-+•] )?(?:(?i:hằng năm|hàng năm|mỗi năm|ph[ấầ]n đ[ấầ]u|đến (?:hết )?năm \d{4}|trong nhiệm k[ỳì](?: \d{4} "
    r"?- ?\d{4})?|trong năm(?: \d{4})?|trong đó(?: có)?|có|đạt|với số lượng|toàn \w+ đã|đã)[,: ]*)+"
)
TRAILING = re.compile(
    r"(?: (?:với số lượng|đạt|là|có|được|từ|lên|tỷ lệ|tỉ lệ|tăng từ|xuống|cho|bình quân|của|ước|khoảng|chiếm|thuộc|"
    r"số))+$"
)
WORD = re.compile(r"[^\W\d_]")
STOPS = re.compile(r"[.;:]")
UPTO = re.compile(r"(?i:tính đến|đến)(?: hết| cuối| đầu| thời điểm| ngày)? ?$")
LISTED, TAIL = 5, 80
RUN, GAP = 20, 8
"""So many numbers with at most so many signs and no word between them are a table; what follows is judged as they are."""
TERM = ("nhiệm kỳ", "nhiệm kì")


def read(page: Page, taken: list[tuple[int, int]], sentences: Sentences) -> tuple[list[Target], list[Result]]:
    """All numeric targets and results outside the places already explained."""
    found = list(_spots(page, taken, sentences))
    targets: list[Target] = []
    results: list[Result] = []
    judged = judging.settle([spot.weight for spot in found], [spot.group for spot in found])
    told: dict[str, str | None] = {}
    subject: str | None = None
    for spot, (aim, sure) in zip(found, judged, strict=True):
        amount, sentence = spot.amount, spot.sentence
        if not spot.alike:
            told = _told(page, amount, sentence, spot.clause, spot.above)
            subject = _subject(page, amount, sentence[1]) if aim else None
        facts = _facts(page, amount) | told
        if aim:
            targets.append(Target(**facts, subject=subject, rule=f"target.{amount.unit_class}", confidence=sure))
        else:
            results.append(Result(**facts, rule=f"result.{amount.unit_class}", confidence=sure))
    return targets, results


class Spot(NamedTuple):
    """A quantity in its sentence, with what speaks for a target and the list or line it stands in."""

    amount: Amount
    sentence: tuple[int, int]
    clause: int
    above: str
    weight: float
    group: object
    alike: bool = False


def _spots(page: Page, taken: list[tuple[int, int]], sentences: Sentences) -> Iterator[Spot]:
    last: Spot | None = None
    run = 0
    for amount in quantities.find(page.text, taken, page.digits):
        if amount.start >= page.closing or (amount.end <= page.body and not page.article):
            continue
        run = run + 1 if last and _wordless(page.text, last.amount, amount) else 0
        alike = bool(last) and run > RUN
        last = last._replace(amount=amount, alike=True) if last and alike else _spot(page, amount, sentences)
        yield last


def _wordless(text: str, before: Amount, amount: Amount) -> bool:
    """Whether nothing but a few signs stands between two quantities of one kind."""
    same = amount.unit_class == before.unit_class and amount.start - before.end <= GAP
    return same and not WORD.search(text, before.end, amount.start)


def _spot(page: Page, amount: Amount, sentences: Sentences) -> Spot:
    line = page.line_at(amount.start)
    sentence = sentences.around(amount.start)
    sentence = max(sentence[0], line.body), sentence[1]
    clause = aside_start(page.text, sentence[0], amount.start)
    told = sentence[0] > line.body and page.has_within(judging.FACTS, sentence[0], amount.start)
    heads = line.above + " " + ("" if told else _own_heading(page, line.start))
    weight = judging.weigh(page, amount.start, amount.end, sentence, clause, heads)
    listed = line.level == LISTED
    group: object = ("list", line.address.rpartition(".")[0]) if listed else ("sentence", sentence[0])
    if page.text[clause - 1 : clause] == "(":
        group = ("aside", clause)
    return Spot(amount, sentence, clause, line.above, weight, group)


def _own_heading(page: Page, start: int) -> str:
    """The start of a point's own first line where it is a heading ("1. Hoàn thành xuất sắc: …")."""
    head = page.text[start : start + 60].split(":")[0].lower()
    return head if len(head) < 55 and start + len(head) < len(page.text) and page.text[start + len(head)] == ":" else ""


def _told(page: Page, amount: Amount, sentence: tuple[int, int], clause: int, above: str) -> dict[str, str | None]:
    """What the words around a quantity say: what it measures, and for which time."""
    return {
        "metric": _metric(page, amount, sentence[1], clause),
        "period": _period(page, amount, sentence, above),
    }


def _facts(page: Page, amount: Amount) -> dict[str, Any]:
    return {
        **page.place(amount.start, amount.end),
        "comparator": amount.comparator,
        "value": amount.value,
        "value_max": amount.value_max,
        "of": amount.of,
        "unit_class": amount.unit_class,
        "unit": amount.unit,
    }


def _behind(page: Page, amount: Amount, ceiling: int) -> str:
    end = clause_end(page.text, amount.end, ceiling)
    return page.text[amount.end : min(end, amount.end + 220)]


def _metric(page: Page, amount: Amount, ceiling: int, clause: int) -> str | None:
    before = page.text[clause : amount.start]
    before = _untailed(_untriggered(before.strip()).strip(" ,"))
    before = before.rsplit(", ", 1)[-1] if amount.unit_class != "percent" else before
    before = _untriggered(before).strip(" ,")
    behind = STOPS.split(_behind(page, amount, ceiling), maxsplit=1)[0].strip(" .,")
    if amount.unit_class == "percent":
        verb = VERB.search(f" {behind} ")
        phrase = behind[max(0, verb.start() - 1) :] if verb else behind if not before else ""
        return _tidy(_short(phrase) or before or behind)
    behind = behind.split(", ", 1)[0]
    unit = amount.unit if amount.unit_class == "count" and amount.unit else ""
    return _tidy(" ".join(part for part in (before, "" if unit in before else unit) if part) or behind)


def _untriggered(phrase: str) -> str:
    """The phrase without the words of aiming and telling it opens with."""
    opened = TRIGGER.match(phrase)
    return phrase[opened.end() :] if opened else phrase


def _untailed(phrase: str) -> str:
    """The phrase without the verbs and prepositions that lead to its number."""
    trailing = TRAILING.search(phrase, max(0, len(phrase) - TAIL))
    return phrase[: trailing.start()] if trailing else phrase


def _short(phrase: str) -> str:
    """The phrase up to the first comma that leaves at least 60 characters."""
    cut = phrase.find(", ", 60)
    return phrase[:cut] if cut > 0 else phrase


def _tidy(phrase: str) -> str | None:
    phrase = " ".join(phrase.split()).strip(" .,;:-–*")
    return phrase[:200] or None


def _subject(page: Page, amount: Amount, ceiling: int) -> str | None:
    """Who or what must reach a share: the noun between the per cent sign and the verb."""
    if amount.unit_class != "percent":
        return None
    behind = _behind(page, amount, ceiling)
    verb = VERB.search(behind + " ")
    phrase = behind[: verb.start()] if verb else re.split(r"[.,;]", behind, maxsplit=1)[0]
    return _tidy(phrase) if len(phrase) < 120 else None


@lru_cache(maxsize=512)
def _first_time(head: str) -> times.Time | None:
    return next(times.find(head), None)


def _reaches(page: Page, time: times.Time, amount: Amount, opening: int) -> bool:
    """ "Every year" behind another number is that number's own; at the head of the sentence it is for all."""
    yearly = time.token == "P1Y" and time.start > opening + 3
    return not (yearly and ";" in page.text[time.end : amount.start])


def _period(page: Page, amount: Amount, sentence: tuple[int, int], above: str) -> str | None:
    """The time a quantity is for: in its sentence (the nearest before it, else after), else in a heading above."""
    if amount.yearly:
        return "P1Y"
    near = [time for time in page.times_within(sentence[0] - 1, sentence[1]) if not time.rule.endswith("every-month")]
    before = [time for time in near if time.end <= amount.start + 6 and _reaches(page, time, amount, sentence[0])]
    chosen = before[-1] if before else near[0] if near else None
    if chosen:
        upto = UPTO.search(page.text[max(0, chosen.start - 20) : chosen.start])
        return f"/{chosen.token}" if upto and chosen.token[0].isdigit() and "/" not in chosen.token else chosen.token
    if any(page.low.find(word, sentence[0], amount.start) >= 0 for word in TERM):
        return next((time.token for time in page.times if time.rule == "time.span"), None)
    for head in reversed(above.split(" | ")):
        time = _first_time(head)
        if time:
            upto = UPTO.search(head[: time.start])
            return f"/{time.token}" if upto and "/" not in time.token else time.token
    return None
