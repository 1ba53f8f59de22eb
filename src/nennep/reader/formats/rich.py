"""Rich text (RTF): paragraphs and tables cell by cell; pictures, styles and embedded objects are passed over."""

import re
import unicodedata

from nennep.reader.formats.grids import lay_out
from nennep.reader.taken import Writing

TOKEN = re.compile(rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|[\r\n]+|([^\\{}\r\n]+)", re.I)
PASSED = frozenset(
    b"fonttbl colortbl stylesheet info pict object header footer headerl headerr footerl footerr listtable "
    b"listoverridetable rsidtbl generator themedata colorschememapping latentstyles datastore xmlnstbl filetbl "
    b"revtbl fldinst nonshppict bkmkstart bkmkend".split()
)
CHARS = {b"emdash": "—", b"endash": "–", b"lquote": "‘", b"rquote": "’", b"ldblquote": "“", b"rdblquote": "”"}
BREAKS = {b"par": "\n\n", b"line": "\n", b"sect": "\n\n", b"page": "\n\n", b"row": "\n", b"cell": "\n"}


def write(data: bytes, writing: Writing) -> None:
    """The text of a rich text file."""
    reader = _Reader(writing)
    for match in TOKEN.finditer(data):
        reader.step(match)
    reader.end("")
    lay_out(writing)


class _Reader:
    def __init__(self, writing: Writing) -> None:
        self.writing = writing
        self.stack: list[tuple[bool, int]] = []
        self.passing, self.skip, self.width = False, 0, 1
        self.page = "cp1252"
        self.held: list[str] = []
        self.bytes = bytearray()
        self.paragraphs = self.table = self.row = self.column = 0
        self.celled = False

    def step(self, match: re.Match[bytes]) -> None:
        word, number, hexed, sign, brace, text = match.groups()
        if brace:
            self._brace(brace)
        elif word:
            self._word(word, int(number) if number else None)
        elif hexed:
            self._byte(int(hexed, 16))
        elif sign:
            self._sign(sign)
        elif text and not self.passing:
            for byte in text:
                self._byte(byte)

    def _brace(self, brace: bytes) -> None:
        if brace == b"{":
            self.stack.append((self.passing, self.width))
        elif self.stack:
            self.passing, self.width = self.stack.pop()

    def _sign(self, sign: bytes) -> None:
        if sign == b"*":
            self.passing = True
        elif not self.passing:
            self._text({b"~": "\xa0", b"_": "-", b"-": ""}.get(sign, sign.decode("latin-1")))

    def _word(self, word: bytes, number: int | None) -> None:
        if word in PASSED:
            self.passing = True
        elif word == b"ansicpg" and number:
            self.page = f"cp{number}"
        elif word == b"uc":
            self.width = number or 0
        elif self.passing:
            return
        elif word == b"u" and number is not None:
            self._text(chr(number % 65536))
            self.skip = self.width
        elif word in (b"pard", b"intbl"):
            self.celled = word == b"intbl"
        elif word in BREAKS:
            self.end(BREAKS[word])
            self._next_cell(word)
        else:
            self._text({b"tab": "\t", **CHARS}.get(word, ""))

    def _next_cell(self, word: bytes) -> None:
        """Count on behind a cell or a row; a paragraph outside ends the table."""
        if word == b"cell":
            self.column = max(self.column, 1) + 1
        elif word == b"row":
            self.row, self.column = self.row + 1, 1

    def _byte(self, byte: int) -> None:
        if self.passing:
            return
        if self.skip:
            self.skip -= 1
            return
        self.bytes.append(byte)

    def _text(self, text: str) -> None:
        self._flush()
        self.held.append(text)

    def _flush(self) -> None:
        if self.bytes:
            try:
                self.held.append(self.bytes.decode(self.page, "replace"))
            except LookupError:
                self.held.append(self.bytes.decode("cp1252", "replace"))
            self.bytes.clear()

    def end(self, gap: str) -> None:
        """A paragraph, a line or a cell is over."""
        self._flush()
        joined = "".join(self.held).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        self.held.clear()
        text = unicodedata.normalize("NFC", joined) if self.page == "cp1258" else joined
        if text.strip():
            self.writing.add(text, part=self._part(bool(gap)))
            self.writing.gap(gap)

    def _part(self, ended: bool) -> str:
        """Where a text stands: the cell of a table, or the paragraph."""
        if not (self.celled and ended):
            self.paragraphs += 1
            self.row = 0
            return f"đoạn {self.paragraphs}"
        if not self.row:
            self.table, self.row, self.column = self.table + 1, 1, 1
        return f"bảng {self.table}, hàng {self.row}, cột {self.column}"
