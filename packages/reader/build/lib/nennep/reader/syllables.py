"""Which words can be Vietnamese syllables: the measure by which a text is taken for readable.

Good texts have 97 % and more possible syllables, texts from mixed-font PDFs about 60 %, other languages far less.
"""

import re
import unicodedata
from functools import lru_cache

ONSET = "ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnprstvx]"
NUCLEUS = (
    "(?:iê|yê|ươ|uô|uyê|oai|oay|oeo|uây|uya|uyu|uêu|uơ|uâ|oa|oă|oe|uê|uy|ia|ya|ưa|ua|iêu|yêu|ươi|ươu|uôi|"
    "ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|oo|[aăâeêioôơuưy])"
)
SYLLABLE = re.compile(rf"(?:{ONSET})?{NUCLEUS}(?:ng|nh|ch|[cmnpt])?")
STOPPED = re.compile(r"(?:ch|[cpt])$")
TONES = set("\u0300\u0301\u0303\u0309\u0323")
WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=20000)
def is_syllable(word: str) -> bool:
    """Whether a word of letters can be one Vietnamese syllable (a final stop takes only sắc or nặng)."""
    parts = unicodedata.normalize("NFD", word.lower())
    tones = [part for part in parts if part in TONES]
    base = unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES))
    if len(tones) > 1 or not SYLLABLE.fullmatch(base):
        return False
    return not STOPPED.search(base) or bool(tones and tones[0] in "\u0301\u0323")


def shares(text: str) -> tuple[float, float]:
    """Share of possible syllables and share of one-letter words among the words of a text; (0, 0) without words."""
    words = [
        word for word in WORD.findall(unicodedata.normalize("NFC", text)) if not (word.isupper() and len(word) > 1)
    ]
    words = words or WORD.findall(text)
    if not words:
        return 0.0, 0.0
    return sum(map(is_syllable, words)) / len(words), sum(len(word) == 1 for word in words) / len(words)
