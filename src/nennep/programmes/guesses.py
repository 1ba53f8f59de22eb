"""First guesses for a target read from a paper; a person confirms or changes them on the binding page."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from nennep.reader.blocks import split
from nennep.reader.times import due_range
from nennep.viet.order import fold

# (words that must all stand in the sentence, figure, mode, population)
GUESSES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (("ket nap", "sinh vien"), "admissions.students", "count", "unit"),
    (("ket nap",), "admissions", "count", "unit"),
    (("cong nhan", "chinh thuc"), "recognitions", "count", "unit"),
    (("sinh hoat chuyen de",), "meetings.thematic", "each", "cells"),
    (("xep loai", "hoan thanh tot"), "ratings.good", "ratio", ""),
    (("hoc tap", "lam theo"), "study.plans", "ratio", ""),
)

# words of a share, and the populations they may mean; several fit where the words do not say which
WHOM: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("to chuc co so dang", ("grassroots", "subordinates", "cells")),
    ("to chuc dang", ("subordinates", "cells", "grassroots")),
    ("chi bo sinh vien", ("student_cells",)),
    ("chi bo", ("cells", "subordinates")),
    ("dang bo", ("grassroots", "subordinates")),
    ("dang vien", ("members",)),
    ("doan the", ("associations",)),
    ("to chuc chinh tri", ("associations",)),
    ("don vi", ("offices", "subordinates", "cells")),
)


def populations(words: str) -> list[str]:
    """The populations that the words of a share may mean, the likeliest first; none where they name nobody we know."""
    folded, found = fold(words), []
    for name, meant in WHOM:
        if name in folded:
            found += [one for one in meant if one not in found]
            folded = folded.replace(name, " ")
    return found


# work area by its code in the catalogue, and words that speak of it; where several fit, the one with most words
AREAS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("members", ("ket nap", "dang vien", "phat trien dang", "cong nhan chinh thuc", "sang loc", "quan chung uu tu", "ho so dang vien")),
    ("meetings", ("sinh hoat chi bo", "sinh hoat chuyen de", "sinh hoat dinh ky", "chat luong sinh hoat", "nen nep sinh hoat")),
    ("study", ("hoc tap va lam theo", "tam guong dao duc", "dao duc, phong cach", "neu guong")),
    ("organisation", ("to chuc dang", "chi bo ghep", "kien toan", "cap uy", "cap uy vien", "bo may", "quy hoach", "sap xep", "can bo", "chi bo sinh vien", "to chuc co so", "xep loai")),
    ("inspection", ("kiem tra", "giam sat", "ky luat")),
    ("mobilisation", ("dan van", "dan chu", "quy che dan chu")),
    ("mass", ("cong doan", "doan thanh nien", "doan vien", "hoi sinh vien", "cuu chien binh", "doan the", "to chuc chinh tri - xa hoi")),
    ("office", ("van phong", "dang phi", "tai chinh dang", "van thu", "luu tru")),
    ("ideology", ("tu tuong", "quan triet", "tuyen truyen", "nghi quyet", "bao cao vien")),
    ("political", ("dao tao", "tuyen sinh", "nghien cuu", "kiem dinh", "giang day", "tu chu", "chat luong dao tao", "khoa hoc", "giang vien", "xep hang", "thu hang", "nhiem vu chinh tri")),
)  # fmt: skip


def area(*texts: str) -> str:
    """The work area that the words suggest, the nearest words first ('' for none): a person may choose another."""
    for text in map(fold, texts):
        hits = [(sum(word in text for word in words), code) for code, words in AREAS]
        best = max(hits, key=lambda one: one[0])
        if best[0]:
            return best[1]
    return ""


def binding(quote: str, values: dict[str, Any], sentence: str) -> dict[str, str]:
    """Figure, mode and population that the words suggest; the population stays empty where the words fit several."""
    for text in (fold(f"{values.get('metric') or ''} {quote}"), fold(sentence)):
        for words, figure, mode, population in GUESSES:
            if all(word in text for word in words):
                return {"figure": figure, "mode": mode, "population": population}
    return {"figure": "", "mode": "hand", "population": ""}


def period(token: str, since: date, until: date) -> tuple[date, date, bool]:
    """(first day, day after the last, counts anew every year) for a period token within the programme's time."""
    if token == "P1Y" or not token:
        year = since if (since.month, since.day) == (1, 1) else date(since.year + 1, 1, 1)
        return year, date(year.year + 1, 1, 1), token == "P1Y"
    try:
        first, last = due_range(token, since)
    except ValueError:
        return since, until, False
    return max(first, since) if first < last else since, last + timedelta(days=1), False


@dataclass(frozen=True)
class Point:
    """A point of a paper: its address, its words, where it stands."""

    ref: str
    words: str
    start: int
    end: int


def points(text: str) -> list[Point]:
    """The smallest numbered or dashed points of a paper, each reaching to the next; headings and who receives the paper
    are left out."""
    lines = split(text, _lines(text))
    found = []
    close = re.search(r"(?m)^\s*Nơi nhận\s*:", text)
    body = close.start() if close else len(text)
    for place, line in enumerate(lines):
        following = lines[place + 1] if place + 1 < len(lines) else None
        deeper = following is not None and line.level < following.level < 9
        words = " ".join(text[line.body : line.end].split())
        if line.start < body and 1 <= line.level < 9 and not line.heading and not deeper and len(words.split()) >= 6:
            found.append(Point(line.address[:60], words, line.start, line.end))
    ends = [one.start for one in found[1:]] + [body]
    return [Point(one.ref, one.words, one.start, end) for one, end in zip(found, ends, strict=True)]


def _lines(text: str) -> list[tuple[int, int]]:
    spans, here = [], 0
    for line in text.split("\n"):
        spans.append((here + len(line) - len(line.lstrip()), here + len(line.rstrip())))
        here += len(line) + 1
    return [span for span in spans if span[0] < span[1]]


# (words of a recipient, the population they stand for); the first that fits wins
CARRIERS: tuple[tuple[tuple[str, ...], str], ...] = (
    (("chi bo", "truc thuoc"), "subordinates"),
    (("cb", "truc thuoc"), "subordinates"),
    (("dang bo bo phan",), "subordinates"),
    (("dbbp",), "subordinates"),
    (("chi bo sinh vien",), "student_cells"),
    (("chi bo",), "cells"),
    (("dang uy co so",), "grassroots"),
    (("dang bo co so",), "grassroots"),
    (("to chuc chinh tri",), "associations"),
    (("cong doan",), "associations"),
    (("doan thanh nien",), "associations"),
    (("cac phong", "khoa"), "offices"),
)


def carriers(recipients: Iterable[tuple[str, str]]) -> list[str]:
    """The populations meant by recipients (name, purpose) who are to carry a paper out ("để thực hiện", "để t/h")."""
    found: list[str] = []
    for name, purpose in recipients:
        folded, why = f" {fold(name)} ", fold(purpose)
        if not any(word in why for word in ("thuc hien", "t/h", "trien khai")):
            continue
        for words, population in CARRIERS:
            if all(f" {word}" in folded for word in words):
                if population not in found:
                    found.append(population)
                break
    return found
