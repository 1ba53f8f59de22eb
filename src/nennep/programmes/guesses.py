"""First guesses for a target read from a paper; a person confirms or changes them on the binding page."""

from datetime import date, timedelta
from typing import Any

from nennep.reader.times import due_range
from nennep.viet.order import fold

# (words that must all stand in the sentence, figure, mode, population)
GUESSES: tuple[tuple[tuple[str, ...], str, str, str], ...] = (
    (("ket nap", "sinh vien"), "admissions.students", "count", "unit"),
    (("ket nap",), "admissions", "count", "unit"),
    (("cong nhan", "chinh thuc"), "recognitions", "count", "unit"),
    (("sinh hoat chuyen de",), "meetings.thematic", "each", "cells"),
    (("xep loai", "hoan thanh tot"), "ratings.good", "ratio", ""),
    (("hoc tap va lam theo",), "study.plans", "ratio", ""),
)


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
