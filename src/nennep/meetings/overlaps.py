"""How much two agendas say the same: a hint by shared words, no score (plain values in, plain values out)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from nennep.viet.order import fold

ALIKE = 0.6  # share of the shorter item's words that both have
LEAST_WORDS = 2
EMPTY = frozenset(["va", "cua", "cac", "cho", "voi", "ve", "tai", "trong", "tu", "den", "la", "ma", "nhung", "mot", "duoc", "de", "theo", "thang", "nam", "noi", "dung", "cong", "tac", "thuc", "hien", "trien", "khai"])  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """Two items that say the same, with the words they share."""

    ours: str
    theirs: str
    shared: list[str]


def words_of(title: str) -> set[str]:
    """The telling words of an item, without marks and without numbers."""
    return {word for word in re.findall(r"[a-z]+", fold(title)) if len(word) > 1} - EMPTY


def pairs(ours: Iterable[str], theirs: Iterable[str]) -> list[Pair]:
    """For each of our items the one of theirs that shares most of the shorter one's words, if it shares enough."""
    others = [(one, words_of(one)) for one in theirs]
    found = []
    for mine in ours:
        own = words_of(mine)
        best = max(others, key=lambda one: _share(own, one[1]), default=("", set[str]()))
        if _share(own, best[1]) >= ALIKE:
            both = own & best[1]
            found.append(Pair(mine, best[0], [one for one in re.findall(r"\w+", mine) if fold(one) in both]))
    return found


def _share(first: set[str], second: set[str]) -> float:
    both = len(first & second)
    return both / min(len(first), len(second)) if both >= LEAST_WORDS else 0.0
