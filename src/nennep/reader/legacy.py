"""Texts in the encodings from before Unicode, TCVN3 (ABC) and VNI, as they look when read as Western letters.

A text is repaired only when it is not Vietnamese as it stands and is Vietnamese after the repair.
"""

import re

from nennep.reader.syllables import shares

TCVN3 = dict(
    zip(
        "µ¸¶·¹¨»¾¼½Æ©ÇÊÈÉË®ÌÐÎÏÑªÒÕÓÔÖ×ÝØÜÞßãáâä«åèæçé¬êíëìîïóñòô­õøö÷ùúýûüþ¡¢§£¤¥¦",
        "àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵĂÂĐÊÔƠƯ",
        strict=True,
    )
)
MARKS = {
    "a": dict(zip("øùûõïâàáåãäêèéúüë", "àáảãạâầấẩẫậăằắẳẵặ", strict=True)),
    "e": dict(zip("øùûõïâàáåãä", "èéẻẽẹêềếểễệ", strict=True)),
    "o": dict(zip("øùûõïâàáåãä", "òóỏõọôồốổỗộ", strict=True)),
    "ô": dict(zip("øùûõï", "ờớởỡợ", strict=True)),
    "u": dict(zip("øùûõï", "ùúủũụ", strict=True)),
    "ö": dict(zip("øùûõï", "ừứửữự", strict=True)),
    "y": dict(zip("øùûõ", "ỳýỷỹ", strict=True)),
}
SINGLE = dict(zip("ñìíæóòôöî", "đìíỉĩịơưỵ", strict=True))
VNI_PAIR = re.compile("|".join(f"{base}[{''.join(marks)}]" for base, marks in MARKS.items()) + "|[ñìíæóòôöî]", re.I)
MIXED_CASE = re.compile(r"[^\W\d_]+")
GOOD, BAD = 0.9, 0.75


def repaired(text: str) -> tuple[str, str] | None:
    """The text in Unicode and the name of its old encoding, or None when no repair makes it Vietnamese."""
    sample = text[:20000]
    if shares(sample)[0] >= BAD:
        return None
    best = max(((shares(mend(sample))[0], name) for name, mend in WAYS.items()), default=(0.0, ""))
    return (WAYS[best[1]](text), best[1]) if best[0] >= GOOD else None


def from_tcvn3(text: str) -> str:
    """TCVN3 letters as Unicode; words that a font for capitals showed large are put in capitals."""
    mended = MIXED_CASE.sub(lambda match: _capitals(match[0]), "".join(TCVN3.get(char, char) for char in text))
    return "".join(line.upper() if _mostly_capitals(line) else line for line in mended.splitlines(keepends=True))


def _mostly_capitals(line: str) -> bool:
    words = MIXED_CASE.findall(line)
    return sum(word.isupper() and len(word) > 1 for word in words) > 0.75 * len(words)


def _capitals(word: str) -> str:
    """ "CộNG" → "CỘNG": a word whose plain letters are all capitals was set in a font for capitals."""
    plain = [char for char in word if char.isascii()]
    shown_large = all(char.isupper() for char in plain) and (len(plain) > 1 or not word[0].isascii())
    return word.upper() if plain and shown_large and len(word) > 1 else word


def from_vni(text: str) -> str:
    """VNI letters, each a letter and a mark, as Unicode."""
    return VNI_PAIR.sub(_vni_letter, text)


def _vni_letter(match: re.Match[str]) -> str:
    found = match[0]
    low = found.lower()
    letter = SINGLE[low] if len(low) == 1 else MARKS[low[0]][low[1]]
    return letter.upper() if found[0].isupper() else letter


WAYS = {"tcvn3": from_tcvn3, "vni": from_vni}
