"""Parts, points and paragraphs of a paper, each with an address that stays the same from one reading to the next."""

import re
from dataclasses import dataclass

ROMAN = re.compile(r"([IVX]{1,6})(?: ?[.\-)/–]| ?(?=\s)) ?-? ?(?=\S)")
BARE = re.compile(r"([IVX]{1,5}) (?=[A-ZĐÀ-Ỹ][^\W\d_]*[a-zà-ỹ])")
"""A Roman number whose dot a scan lost."""
VALUES = {"I": 1, "V": 5, "X": 10}
NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3}) ?(?:[.)]|/(?!\d)) ?-? ?(?=[^\d\s]|\d+[%.]?\d* \w)")
LETTER = re.compile(r"([a-zđ])[).] ?(?=\S)")
DASH = re.compile(r"[-+•●▪–—✓*] ?(?=\S)")
ORDINAL = re.compile(r"(Một|Hai|Ba|Bốn|Năm|Sáu|Bảy|Tám|Chín|Mười|Thứ [a-zđ-ỹ]+) là[,:]? ")
ARTICLE = re.compile(
    r"(?i:(Phần|Chương|Mục|Điều)) (?i:thứ )?([IVX]+|\d{1,3}|[a-zđ-ỹ]+|(?:NHẤT|HAI|BA|BỐN|TƯ|NĂM))(?:[.:]| *$)"
)
CAPITAL = re.compile(r"([A-HĐ])[.)/] ?-? ?(?=[A-ZĐÀ-Ỹ][^\W\d_]*(?: |$))(?!Mác|[A-Z]\.)")
SHORT = 120
LEVELS = ((ARTICLE, 0), (CAPITAL, 0), (ROMAN, 1), (NUMBER, 2), (LETTER, 4), (ORDINAL, 4), (DASH, 5))


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the view: ``text[start:end]``, without its marker ``text[body:end]``; ``above`` are the headings."""

    start: int
    end: int
    body: int
    address: str
    level: int
    marker: str
    heading: bool
    above: str


def split(text: str, spans: list[tuple[int, int]]) -> list[Line]:
    """The lines that hold anything, with addresses and the headings above each of them in lower case."""
    found: list[Line] = []
    open_points: list[tuple[int, str, str]] = []
    counts: dict[str, int] = {}
    last = 0
    for start, end in spans:
        line = text[start:end]
        if not line.strip():
            continue
        level, marker, length = _marker(line)
        if level == 9 and _follows(line, last):
            level, marker, length = 1, line.split(" ")[0], line.index(" ") + 1
        last = roman(marker) if level == 1 else 0 if level == 0 else last
        heading = _is_heading(line[length:], level)
        while open_points and open_points[-1][0] >= level:
            open_points.pop()
        parent = ".".join(point[1] for point in open_points)
        label = _label(marker, level, parent, counts)
        above = " | ".join(point[2] for point in open_points if level < 9 or point[0] != 5 or point[2].endswith(":"))
        address = f"{parent}.{label}" if parent else label
        found.append(Line(start, end, start + length, address, level, marker, heading, above))
        if level < 9:
            open_points.append((level, label, line[length : length + 300].lower()))
        elif heading and open_points and open_points[-1][0] == 0:
            part = open_points.pop()
            open_points.append((0, part[1], f"{part[2]} {line.lower()[:160]}"))
        elif heading:
            open_points = [(8, label, line.lower()[:160])] if not open_points or open_points[0][0] == 8 else open_points
    return found


def _follows(line: str, last: int) -> bool:
    """Whether a line is the next section of Roman numbers, its dot lost: "II Nhiệm vụ" after "I. Kết quả"."""
    bare = BARE.match(line)
    return bool(last) and bool(bare) and roman(bare[1]) == last + 1 and len(line) < SHORT  # type: ignore[index]


def roman(printed: str) -> int:
    """The value of a Roman number below 40; the letters alone are looked at."""
    values = [VALUES.get(letter, 0) for letter in printed]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def _marker(line: str) -> tuple[int, str, int]:
    for pattern, level in LEVELS:
        if match := pattern.match(line):
            if level == 1 and not re.match(r"[IVX]+ ?[.\-)/–]", line) and not line.isupper():
                continue
            label = match[1] if pattern.groups else "-"
            deeper = label.count(".") if level == 2 else 0
            return level + min(deeper, 1), label, match.end()
    return 9, "", 0


def _is_heading(body: str, level: int) -> bool:
    body = body.strip()
    if not body or len(body) > 220:
        return False
    return body.isupper() or (level in (1, 2, 3) and len(body) < 120 and body[-1] not in ".;,")


def _label(marker: str, level: int, parent: str, counts: dict[str, int]) -> str:
    """The marker made unique under its parent: dashes and paragraphs are counted, a repeated marker numbered."""
    kind = marker if marker and marker != "-" else "-" if marker else "¶"
    key = f"{parent}|{kind}"
    counts[key] = counts.get(key, 0) + 1
    if kind in "-¶":
        return f"{kind}{counts[key]}"
    short = kind.rsplit(".", 1)[-1] if level == 3 else kind
    return short if counts[key] == 1 else f"{short}({counts[key]})"
