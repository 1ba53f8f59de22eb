"""From what a person types to what the database looks for, and the sentence of a text that answers.

Marks, the place of a tone, i or y and the usual abbreviations make no difference; a short name stands for its paper's number.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from nennep.viet.order import fold

SHORT = {
    "bch": "ban chap hanh", "btv": "ban thuong vu", "bct": "bo chinh tri", "bbt": "ban bi thu", "tw": "trung uong", "dcs": "dang cong san",
    "ubkt": "uy ban kiem tra", "ktgs": "kiem tra giam sat", "dv": "dang vien", "cb": "chi bo", "db": "dang bo", "du": "dang uy",
    "tccs": "to chuc co so", "tcd": "to chuc dang", "ctd": "cong tac dang", "xdd": "xay dung dang", "cntt": "cong nghe thong tin",
    "cds": "chuyen doi so", "qlnn": "quan ly nha nuoc", "gdđt": "giao duc dao tao", "gddt": "giao duc dao tao", "dh": "dai hoc",
    "sv": "sinh vien", "gv": "giang vien", "tncs": "thanh nien cong san", "ubnd": "uy ban nhan dan", "khcn": "khoa hoc cong nghe",
    "ncs": "nghien cuu sinh", "hcm": "ho chi minh",
}  # fmt: skip
KINDS = {
    "nghi quiet": "nq", "ke hoach": "kh", "ket luan": "kl", "chi thi": "ct", "quiet dinh": "qd", "qui dinh": "qd", "qui che": "qc",
    "huong dan": "hd", "chuong trinh": "ctr", "de an": "da", "thong bao": "tb", "bao cao": "bc", "to trinh": "ttr", "cong van": "cv",
}  # fmt: skip
CODE = "nq|kh|kl|ct|qd|qc|hd|ctr|da|tb|bc|ttr|cv"
NAMED = re.compile(rf"\b({CODE}) ?(\d{{1,5}})\b")
SPELT = re.compile(rf"\b({'|'.join(KINDS)}) (?:so )?(\d{{1,5}})\b(?! (?:{CODE}|nam|thang)\b)")
SENTENCE = re.compile(r"[^.;!?\n]+(?:[.](?=\S)[^.;!?\n]+)*[.;!?]?")


def plain(text: str) -> str:
    """Lower case without marks, y as i, letters and figures alone: twin of the database's ``office_plain``."""
    return re.sub(r"[^a-z0-9]+", " ", fold(text).replace("y", "i")).strip()


SHORT_PLAIN = {plain(short): plain(long) for short, long in SHORT.items()}
LONG_PLAIN = {long: short for short, long in SHORT_PLAIN.items()}


MOST, LONGEST = 60, 200
"""So many words of a search, and so many letters of a word, are looked for: the database takes no word beyond 2,046."""


@dataclass(frozen=True)
class Wanted:
    """A search: ``near`` wants the words side by side, ``far`` wants all of them anywhere; ``tokens`` are marked."""

    near: str
    far: str
    tokens: tuple[str, ...]


def wanted(typed: str, names: dict[str, str] | None = None) -> Wanted | None:
    """What to look for; None where nothing was typed. ``names`` gives the number behind a short name, both as typed."""
    text = plain(typed)
    for name, number in (names or {}).items():
        text = re.sub(rf"\b{re.escape(plain(name))}\b", plain(number), text)
    text = NAMED.sub(r"\2 \1", text)
    text = SPELT.sub(lambda found: f"{found[2]} {KINDS[found[1]]}", text)
    if not text:
        return None
    groups = _groups([word[:LONGEST] for word in text.split()[:MOST]])
    tokens = tuple(word for group in groups for way in group for word in way)
    return Wanted(_near(groups), " & ".join(_either(group) for group in groups), tokens)


Group = tuple[tuple[str, ...], ...]


def _groups(words: Sequence[str]) -> list[Group]:
    """The words in order; an abbreviation, or the words it stands for, become one group of both ways to say it."""
    found: list[Group] = []
    place = 0
    while place < len(words):
        long = next(
            (size for size in (4, 3, 2) if " ".join(words[place : place + size]) in LONG_PLAIN and place + size <= len(words)), 0
        )  # fmt: skip
        if long:
            said = tuple(words[place : place + long])
            found.append((said, (LONG_PLAIN[" ".join(said)],)))
        elif words[place] in SHORT_PLAIN:
            found.append(((words[place],), tuple(SHORT_PLAIN[words[place]].split())))
        else:
            found.append(((words[place],),))
        place += long or 1
    return found


def _near(groups: Sequence[Group]) -> str:
    """The words as pairs of neighbours; beside a word that can be said in two ways there is no pair."""
    found: list[str] = []
    for place, group in enumerate(groups):
        after = groups[place + 1] if place + 1 < len(groups) else ()
        if len(group) == len(after) == 1:
            found.append(f"'{group[0][-1]}_{after[0][0]}'")
        elif len(group) > 1 or place == 0 or len(groups[place - 1]) > 1:
            found.append(_either(group))
    return " & ".join(found)


def _either(group: Group) -> str:
    """SQL text of a tsquery: only letters, figures and the mark between neighbours come here, each word quoted."""
    ways = [" & ".join(f"'{pair}'" for pair in _pairs(way)) for way in group]
    return ways[0] if len(ways) == 1 else "(" + " | ".join(f"({way})" for way in ways) + ")"


def _pairs(way: Sequence[str]) -> list[str]:
    return [f"{one}_{two}" for one, two in pairwise(way)] or list(way)


@dataclass(frozen=True)
class Bit:
    """A stretch of a sentence, marked where it is one of the words."""

    text: str
    marked: bool


def sentence(text: str, tokens: Sequence[str], longest: int = 260) -> list[Bit]:
    """The sentence of a text that holds most of the words, with them marked; the first sentence where none does."""
    want = set(tokens)
    best, most = "", 0
    for found in SENTENCE.finditer(text):
        have = plain(found[0]).split()
        score = len(want & set(have)) * 4 + _run(have, tokens)
        if score > most:
            best, most = " ".join(found[0].split()), score
    return _bits(_around(best, want, longest), want)


def _run(have: Sequence[str], tokens: Sequence[str]) -> int:
    """The longest row of the words that stands in the sentence as it was asked for."""
    pairs = set(pairwise(have))
    return sum(1 for pair in pairwise(tokens) if pair in pairs)


def _around(text: str, want: set[str], longest: int) -> str:
    if len(text) <= longest:
        return text
    words = text.split()
    first = next((place for place, word in enumerate(words) if set(plain(word).split()) & want), 0)
    start = max(0, first - 8)
    cut = " ".join(words[start:])[:longest].rpartition(" ")[0]
    return f"{'… ' if start else ''}{cut} …"


def _bits(text: str, want: set[str]) -> list[Bit]:
    """Words in one row of one kind are one stretch; a space is marked only between two marked words."""
    found: list[Bit] = []
    space = ""
    for part in re.split(r"(\s+)", text):
        if not part.strip():
            space = part
            continue
        marked = bool(set(plain(part).split()) & want)
        if found and found[-1].marked == marked:
            found[-1] = Bit(found[-1].text + space + part, marked)
        else:
            found += [Bit(space, False), Bit(part, marked)]
        space = ""
    return [bit for bit in found if bit.text]
