"""One paper, read from beginning to end."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from nennep.reader import blocks, citations, times, windows
from nennep.reader.paper import Fact
from nennep.reader.times import Time
from nennep.reader.view import View

BLOCK, LONGEST = 256, 140
RUN, GAP = 20, 8
"""So many times with at most so many signs and no word between them are a table."""
WORD = re.compile(r"[^\W\d_]")
Spans = list[tuple[int, int]]
CELL = 40
TELLS = re.compile(r"kết quả|tình hình|danh sách|báo cáo")
HEAD_ENDS = ("gian", "hạn", "độ", "thành", "trình", "hiện", "khai", "kiến")
HEAD_CELL = re.compile(
    r"(?:^|  )(?:mốc thời gian|thời gian|thời hạn|tiến độ|hạn hoàn thành|hoàn thành|lộ trình|hạn)"
    r"(?: (?:thực hiện|hoàn thành|triển khai|dự kiến))?$"
)
SPANS = ("time.span", "time.school-year")
COMPARED = re.compile(r"(?i:so với|so cùng kỳ|cùng kỳ|hơn|bằng)(?: cùng kỳ)?(?: của)? ?$")


@dataclass
class Page:
    """A text under reading: its view, lines, mentions, and which characters a rule has explained."""

    raw: str
    view: View = field(init=False)
    kind: str = ""
    paper_date: str | None = None
    body: int = 0
    closing: int = 0
    _spans: dict[int, dict[int, Spans]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.view = View(self.raw)
        self.closing = len(self.text)

    @property
    def text(self) -> str:
        """The clean text."""
        return self.view.text

    @cached_property
    def lines(self) -> list[blocks.Line]:
        """Lines with addresses."""
        return blocks.split(self.text, self.view.lines)

    @cached_property
    def digits(self) -> Spans:
        """Every run of digits."""
        return windows.digits(self.text)

    @cached_property
    def mentions(self) -> list[citations.Mention]:
        """Citations, the paper's own number among them."""
        return list(citations.find(self.text, self.low, self.digits))

    @cached_property
    def times(self) -> list[Time]:
        """Time expressions, completed by the paper's usual year."""
        return list(times.find(self.text, times.usual_year(self.text, self.paper_date), self.digits))

    @cached_property
    def told_times(self) -> list[Time]:
        """Time expressions but those of a long row of bare ones, as in a table of dates: nothing is said of these."""
        found, run, end = [], 0, -GAP
        for time in self.times:
            bare = time.start - end <= GAP and not WORD.search(self.text, end, time.start)
            run = run + 1 if bare else 0
            if run <= RUN:
                found.append(time)
            end = time.end
        return found

    @cached_property
    def common_year(self) -> int | None:
        """The year that most days, months and quarters of the text name."""
        rules = ("time.day", "time.month", "time.quarter")
        years = [int(time.token[:4]) for time in self.times if time.rule in rules and time.token[:4].isdigit()]
        return Counter(years).most_common(1)[0][0] if years else None

    @cached_property
    def first_year(self) -> str:
        """The first year the paper plans for: that of its day, else of the span in its head, else the commonest."""
        if self.paper_date:
            return self.paper_date[:4]
        spans = (time.token[:4] for time in self.times if time.start < self.body and time.rule in SPANS)
        years = [year for year in (str(self.common_year or ""), next(spans, "")) if year]
        return min(years, default="")

    @cached_property
    def orders(self) -> bool:
        """Whether the paper is a notice that orders: of a conclusion, of a meeting, of a contest; not one of results."""
        head = self.low[: self.body]
        return self.kind == "thong-bao" and ("kết luận" in head or not TELLS.search(head))

    @cached_property
    def table_heads(self) -> list[int]:
        """Where the heads of table columns end that speak of time."""
        tails = ((line.end, self.low[max(line.start, line.end - CELL) : line.end].rstrip()) for line in self.lines)
        return [end for end, tail in tails if tail.endswith(HEAD_ENDS) and HEAD_CELL.search(tail)]

    @cached_property
    def free_times(self) -> list[Time]:
        """Time expressions that are not the date of a citation and not what something is compared with."""
        return [
            time
            for time in self.times
            if not self.cited(time.start) and not COMPARED.search(self.text, max(0, time.start - 24), time.start)
        ]

    @cached_property
    def _free_starts(self) -> list[int]:
        return [time.start for time in self.free_times]

    @cached_property
    def low(self) -> str:
        """The text in small letters, character by character."""
        low = self.text.lower()
        return low if len(low) == len(self.text) else "".join(min(char.lower(), char, key=len) for char in self.text)

    def spans_within(self, pattern: re.Pattern[str], start: int, end: int) -> Spans:
        """Where a pattern of small letters matches between two places; each stretch is searched once for a paper."""
        return self._spans_in(self.low, pattern, start, end)

    def printed_within(self, pattern: re.Pattern[str], start: int, end: int) -> Spans:
        """The same for a pattern that tells capitals from small letters."""
        return self._spans_in(self.text, pattern, start, end)

    def has_within(self, pattern: re.Pattern[str], start: int, end: int) -> bool:
        """Whether a pattern of small letters matches between two places."""
        return bool(self._spans_in(self.low, pattern, start, end))

    def _spans_in(self, text: str, pattern: re.Pattern[str], start: int, end: int) -> Spans:
        known = self._spans.get(id(pattern))  # by identity: to hash a pattern is to walk all of it
        if known is None:
            known = self._spans[id(pattern)] = {}
        found: Spans = []
        for block in range(start // BLOCK, max(start, end - 1) // BLOCK + 1):
            spans = known.get(block)
            if spans is None:
                matches = pattern.finditer(text, block * BLOCK, (block + 1) * BLOCK + LONGEST)
                spans = known[block] = [match.span() for match in matches if match.start() < (block + 1) * BLOCK]
            if spans:
                found += [span for span in spans if start <= span[0] and span[1] <= end]
        return found

    def times_within(self, start: int, end: int) -> list[Time]:
        """The free times that begin between two places."""
        low = bisect_left(self._free_starts, start)
        return self.free_times[low : bisect_left(self._free_starts, end, low)]

    def cited(self, at: int) -> bool:
        """Whether a place lies in a citation."""
        index = bisect_right(self._cited_starts, at)
        return index > 0 and at < self.mentions[index - 1].end

    @cached_property
    def _cited_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @property
    def article(self) -> bool:
        """Whether the text is news or a web page, not a paper."""
        return self.kind == "bai-viet"

    def line_at(self, at: int) -> blocks.Line:
        """The line that holds a place of the text."""
        return self.lines[max(0, bisect_right(self._line_starts, at) - 1)]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [line.start for line in self.lines]

    def place(self, start: int, end: int) -> dict[str, Any]:
        """``start``, ``end`` and ``quote`` of a fact on the raw text."""
        first, last = self.view.span(start, end)
        return {"start": first, "end": last, "quote": self.raw[first:last]}

    def clean(self, start: int, end: int) -> str:
        """The text between two places on one line, without marks at the ends."""
        return re.sub(r"\s+", " ", self.text[start:end]).strip(" .,;:–-")


def overlaps(fact: Fact, start: int, end: int) -> bool:
    """Whether a fact touches ``raw[start:end]``."""
    return fact.start < end and start < fact.end
