"""A clean view of a raw text that knows where every character came from.

The view is NFC with one placement of tone marks, one kind of space and hyphen, no markdown marks, and wrapped lines
joined; ``span`` leads back to code-point offsets of the raw text, so a quote is always ``raw[start:end]``.
"""

import re
import unicodedata
from bisect import bisect_right
from functools import cached_property

SAME = str.maketrans(
    {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ", "\u2010": "-", "\u2011": "-", "\u2212": "-"}
)
DROPPED = "\u00ad\u200b\u200c\u200d\ufeff\u2060"
ODD = re.compile(rf"\s{{2,}}|[^\S ]|[{DROPPED}]+|\\?[*`|#]+|\\|[^\s*`|#\u0300-\u036f][\u0300-\u036f]+")
SPACES = "\t-\r\x1c-\x1f\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
"""Every white space but the common one."""
FEW_ODD = re.compile(
    rf"[{SPACES}{DROPPED}\\*`|#](?:(?<=[{SPACES}])\s*|(?<=[{DROPPED}])[{DROPPED}]*|(?<=[\\*`|#])(?<!\\)[*`|#]*|(?<=\\)[*`|#]*)"
)
"""The same for a text without double spaces and without marks of their own, found faster."""
MARKS = re.compile("[\u0300-\u036f]")
BREAKS = re.compile("\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")


UNLIKE = re.compile("[\u00d0\u0189\u00f0\u0256\u2010\u2011\u2212]")


def _same(text: str) -> str:
    """One letter Đ and one hyphen; most texts have no other."""
    return text.translate(SAME) if UNLIKE.search(text) else text


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


RETONE = {
    _nfc(x + y + tone): _nfc(x + tone + y)
    for pair in (("o", "a"), ("o", "e"), ("u", "y"))
    for x, y in (pair, (pair[0].upper(), pair[1]), (pair[0].upper(), pair[1].upper()))
    for tone in "\u0300\u0301\u0303\u0309\u0323"
}
TONED = "".join(sorted({key[1] for key in RETONE}))
RETONE_RE = re.compile(rf"[oOuU](?<![qQ].)[{TONED}](?![^\W\d_])")
MARKER = re.compile(
    r"(?:[-+•●▪–—✓>]|\d{1,2}(?:\.\d{1,2})*[.)/]|[IVX]{1,6}[.\-/]|[a-zđ]\)|\(\d+\)|Nơi nhận|Chủ đề ?:|T/M|TM\.|K/T|KT\.|T/L|"
    r"TL\.)(?!\d)"
)
COLUMN = re.compile(r"\t{2,}|[^\S\n\r]{6,}")
NATIONAL = re.compile(r"ĐẢNG CỘNG SẢN|CỘNG H[ÒO]|ĐOÀN TNCS|Độc lập|[^\n\t\d]{2,40}, ngày [^\n\t]{0,30}(?=[\n\t]|$)")
"""What the right column of a heading holds, beside the issuer's."""
SIGNED = re.compile(r"\((?:[Đđ]ã ký|[Kk]ý(?:,| tên| thay))")
NUMBER_ALONE = re.compile(r"[Ss]ố ?:? ?\d{1,5} ?[-/]\S+$")
OPEN_END = re.compile(r"(?:[,(–-]| (?:và|của|các|với|là|ngày|số|tháng|năm|cho|từ|đến|tại|trong|[Qq]uý|[Kk]hóa|thứ))$")


class View:
    """Clean ``text`` over ``raw``; ``span`` maps a place in the text back to the raw text."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self._out: list[str] = []
        self._places: list[int] = []
        self._origins: list[tuple[int, int]] = []
        self._size = 0
        self._gutters: set[int] = set()
        self._bold = self._italic = False
        self._scan()
        text = RETONE_RE.sub(lambda match: RETONE.get(match[0], match[0]), _same("".join(self._out)))
        self.text = _join_wrapped(text, self._gutters)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Raw offsets of ``text[start:end]``, end exclusive; an empty place gives an empty span."""
        if start < end:
            return self._origin(start)[0], self._origin(end - 1)[1]
        at = self._origin(start)[0] if start < self._size else len(self.raw)
        return at, at

    def _origin(self, at: int) -> tuple[int, int]:
        """Where one character of the text comes from: from a copied stretch, or with others from one odd place."""
        index = bisect_right(self._places, at) - 1
        start, end = self._origins[index]
        if end:
            return start, end
        start += at - self._places[index]
        return start, start + 1

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Start and end of every line of the text, blank ones too."""
        found, at = [], 0
        for line in self.text.split("\n"):
            found.append((at, at + len(line)))
            at += len(line) + 1
        return found

    def _scan(self) -> None:
        at = 0
        odd = ODD if "  " in self.raw or MARKS.search(self.raw) else FEW_ODD
        for match in odd.finditer(self.raw):
            start, end = match.span()
            if start > at and odd is FEW_ODD and self.raw[start - 1] == " " and match[0].isspace():
                start -= 1
            if at < start:
                self._copy(at, start)
            self._odd(self.raw[start:end], start, end)
            at = end
        self._copy(at, len(self.raw))

    def _copy(self, start: int, end: int) -> None:
        if start < end and self.raw[start] == " " and (not self._out or self._out[-1][-1] in " \n"):
            start += 1
        if start < end:
            self._out.append(self.raw[start:end])
            self._places.append(self._size)
            self._origins.append((start, 0))
            self._size += end - start

    def _put(self, text: str, start: int, end: int) -> None:
        self._out.append(text)
        self._places.append(self._size)
        self._origins.append((start, end))
        self._size += len(text)

    def _odd(self, found: str, start: int, end: int) -> None:
        if found.isspace():
            self._space(found, start, end)
        elif found[0] in DROPPED or found == "\\":
            return
        elif found[-1] in "*`|#":
            self._mark(found, start, end)
        else:
            self._put(_nfc(found), start, end)

    def _space(self, found: str, start: int, end: int) -> None:
        breaks = len(BREAKS.findall(found))
        last = self._out[-1][-1] if self._out else "\n"
        if not breaks:
            if last not in " \n":
                gutter = self._is_gutter(found, end)
                if gutter:
                    self._gutters.add(self._size)
                self._put("\n" if gutter else " ", start, start + 1)
        elif breaks == 1 and (self._bold or self._italic) and last != "\n":
            if last != " ":
                self._put(" ", start, start + 1)
        else:
            self._bold = self._italic = self._bold and breaks == 1
            self._put("\n" * min(breaks, 2), start, start + 1)

    def _is_gutter(self, found: str, end: int) -> bool:
        """Whether a run of spaces parts two columns of a heading: wide, and something new begins behind it."""
        after = self.raw[end : end + 1]
        if found == "\t":
            return bool(NATIONAL.match(self.raw, end))
        return bool(COLUMN.fullmatch(found)) and (after.isupper() or after == "*" or bool(SIGNED.match(self.raw, end)))

    def _mark(self, found: str, start: int, end: int) -> None:
        before = self._out[-1][-1] if self._out else "\n"
        after = self.raw[end : end + 1]
        if "|" in found:
            if before != "\n":
                self._put("\n", start, end)
        elif found in ("*", "\\*") and before == "\n" and (after.isspace() or not after):
            self._put("-", start, end)
        elif len(found) > 2 and ((before.isalpha() and after.isalpha()) or (before in ".:" and after.isdigit())):
            self._put("\n", start, end)
        elif "*" in found and not (before == "\n" and (after.isspace() or not after)):
            self._bold ^= bool(found.count("*") & 2)
            self._italic ^= bool(found.count("*") & 1)


def _join_wrapped(text: str, kept: set[int]) -> str:
    """Line ends that only wrap a paragraph become spaces, but those at ``kept`` places; lengths do not change."""
    lines = text.split("\n")
    lengths = sorted(len(line) for line in lines if line)
    width = lengths[len(lengths) * 4 // 5] if lengths else 0
    out, end = [], -1
    for at, line in enumerate(lines):
        out.append(line)
        end += len(line) + 1
        if at + 1 < len(lines):
            out.append(" " if end not in kept and _wraps(line, lines[at + 1], width) else "\n")
    return "".join(out)


def _wraps(line: str, following: str, width: int) -> bool:
    """Whether a line goes on in the next one; ``width`` is the length most lines of the text keep below."""
    line = line.rstrip()
    if line in ("Số:", "Số", "số:"):
        return True
    if NUMBER_ALONE.match(line) or NATIONAL.match(line):
        return False
    if not line or not following or line[-1] in ".;:?!…>" or line.endswith("--") or MARKER.match(following):
        return False
    if width <= 140 and line.count("(") > line.count(")") and ")" in following:
        return True
    if following[0].islower():
        return not line.isupper()
    if OPEN_END.search(line) and not line.isupper():
        return len(line) > 10 or not line.startswith("-")
    return (
        width <= 140
        and 0.6 * width <= len(line)
        and len(following) <= 1.5 * width + 20
        and not line.isupper()
        and (following[0].isalnum() or following[0] in '“"(')
    )
