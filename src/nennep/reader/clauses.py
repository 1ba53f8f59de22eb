"""Sentences and clauses around a place of the text."""

import re
from bisect import bisect_right
from dataclasses import dataclass

SENTENCE_END = re.compile(
    r"[.!?…\n](?:(?<=\n)|(?<!TS.)(?<!TP.)(?<!\bT.)(?<!ThS.)(?<!GS.)(?=[ \n”\"]|$)(?! ?\d{1,2}[.]\d))"
)

REACH = 900


@dataclass(frozen=True, slots=True)
class Sentences:
    """Ends of the sentences of a text, for finding the one around a place."""

    ends: tuple[int, ...]
    size: int

    @classmethod
    def of(cls, text: str) -> "Sentences":
        """The sentences of a text."""
        return cls(tuple(match.end() for match in SENTENCE_END.finditer(text)), len(text))

    def around(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a place, at most REACH characters to either side."""
        index = bisect_right(self.ends, at)
        start = self.ends[index - 1] if index else 0
        end = self.ends[index] if index < len(self.ends) else self.size
        return max(start, at - REACH), min(end, at + REACH)


def clause_start(text: str, floor: int, at: int) -> int:
    """Where the clause before a place begins: after the last ; or : of the sentence."""
    start = floor
    for mark in (";", ": "):
        found = text.rfind(mark, floor, at)
        start = max(start, found + len(mark)) if found >= 0 else start
    return start


def aside_start(text: str, floor: int, at: int) -> int:
    """Where the clause before a place begins when brackets and quotation marks open clauses too."""
    start = clause_start(text, floor, at)
    for opens, closes in (("(", ")"), ("“", "”")):
        opened = text.rfind(opens, start, at)
        start = opened + 1 if opened > text.rfind(closes, start, at) else start
    return start


def clause_end(text: str, at: int, ceiling: int) -> int:
    """Where the clause after a place ends: before the next ; or the end of the sentence."""
    found = text.find(";", at, ceiling)
    return found if found >= 0 else ceiling
