"""Sorting and folding Vietnamese names, in Python and in SQL with the same result.

A sort key is printable ASCII and is compared byte by byte (``COLLATE "C"``): given name first, then family and
middle names; the letters a ă â … đ … ơ ư are primary differences, tones (ngang, huyền, hỏi, ngã, sắc, nặng)
secondary ones. A folded name is lower case without marks, as people type it into a search box.
"""

import re
import unicodedata
from functools import lru_cache

LETTERS = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
PRIMARY = {letter: chr(65 + rank) for rank, letter in enumerate(LETTERS)}
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}


@lru_cache(maxsize=4096)
def _split(char: str) -> tuple[str, str]:
    """A letter as (letter without tone, tone digit or '')."""
    parts = unicodedata.normalize("NFD", char)
    tone = "".join(TONES[part] for part in parts if part in TONES)
    return unicodedata.normalize("NFC", "".join(part for part in parts if part not in TONES)), tone


@lru_cache(maxsize=65536)
def _word_key(text: str, digits: bool = False) -> str:
    primary, tones = [], []
    for char in unicodedata.normalize("NFC", text).lower():
        letter, tone = _split(char)
        if letter == " ":
            primary.append("+")
            tones.append("+")
        elif letter in PRIMARY:
            primary.append(PRIMARY[letter])
            tones.append(tone)
        elif digits and letter.isdecimal():
            primary.append(letter)
    return "".join(primary) + "!" + "".join(tones).rstrip("+")


def sort_key(name: str) -> str:
    """The key that puts names in the order of a Vietnamese list; '' for an empty name."""
    words = name.split()
    return _word_key(words[-1]) + "#" + _word_key(" ".join(words[:-1])) if words else ""


def title_key(text: str) -> str:
    """The key that puts titles (units, papers) in Vietnamese alphabetical order, first word first, numbers by value."""
    return _word_key(re.sub(r"\d+", lambda match: match[0].zfill(4), " ".join(text.split())), True)


def fold(text: str) -> str:
    """Lower case, no marks, đ as d, single spaces: how a name is looked for."""
    return " ".join(filter(None, map(_folded, text.split())))


@lru_cache(maxsize=1 << 14)
def _folded(word: str) -> str:
    """A word without marks; a few thousand words make up all names."""
    parts = unicodedata.normalize("NFD", word.lower().replace("đ", "d"))
    return "".join(char for char in parts if not unicodedata.combining(char))


def clean(text: str) -> str:
    """NFC with single spaces and no space at the ends: how a name is stored."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def sql_functions() -> str:
    """CREATE statements of vi_fold(), vi_key(), vi_sort_key(): IMMUTABLE twins of the functions above.

    They depend on no locale provider, so the same text runs on PostgreSQL 15 to 18, with or without ICU.
    """
    toned, primary, digits, plain = [], [], [], []
    for base in "aăâeêioôơuưy":
        for mark, digit in TONES.items():
            for letter in (base, base.upper()):
                toned.append(unicodedata.normalize("NFC", letter + mark))
                primary.append(PRIMARY[base])
                digits.append(digit)
                plain.append(fold(base))
    capitals = "ĂÂĐÊÔƠƯ"
    bare = LETTERS + capitals
    bare_primary = "".join(PRIMARY[letter] for letter in LETTERS + capitals.lower())
    from_primary, to_primary = "".join(toned) + bare + " ", "".join(primary) + bare_primary + "+"
    from_tone, to_tone = "".join(toned) + " " + bare, "".join(digits) + "+"
    from_fold, to_fold = "".join(toned) + "ăâđêôơư" + capitals, "".join(plain) + "aadeoou" * 2
    low = 'lower(normalize(t, NFC) collate "C")'
    to_primary = to_primary.replace("\\", "\\\\")
    head = "returns text language sql immutable parallel safe strict"
    return f"""
create or replace function vi_fold(t text) {head}
return btrim(regexp_replace(translate({low}, '{from_fold}', '{to_fold}'), '\\s+', ' ', 'g'));
create or replace function vi_key(t text) {head}
return regexp_replace(translate({low}, '{from_primary}', E'{to_primary}'), '[^A-a+]', '', 'g') || '!' ||
  rtrim(regexp_replace(translate({low}, '{from_tone}', '{to_tone}'), '[^1-5+]', '', 'g'), '+');
create or replace function vi_sort_key(t text) {head}
return vi_key(coalesce(substring(t from '(\\S+)\\s*$'), '')) || '#'
  || vi_key(coalesce(substring(t from '^\\s*(.*?)\\s+\\S+\\s*$'), ''));
"""
