"""Translations without system gettext: collect, compile, check. Vietnamese is the source language; English is complete.

``python -m nennep.ui.messages extract|compile|check`` works on ``<room>/locale/en/LC_MESSAGES/django.po``.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages import pofile
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.mofile import write_mo

ROOT = Path(__file__).resolve().parent.parent
KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
TRANSLATE = re.compile(r"""{%-?\s*(?:translate|trans)\s+(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)')""")
PIPED = re.compile(r"""_\((?:"([^"]+)"|'([^']+)')\)""")
BLOCK = re.compile(r"{%\s*blocktranslate\b([^%]*)%}(.*?){%\s*endblocktranslate\s*%}", re.S)
PLACE = re.compile(r"{{\s*(\w+)\s*}}")
NAMED = re.compile(r"%\((\w+)\)s|\{(\w+)\}")


def rooms() -> list[Path]:
    """The rooms that have words."""
    return sorted(path.parent for path in ROOT.glob("*/__init__.py"))


def words(room: Path) -> Iterator[tuple[str, str]]:
    """(msgid, place) of every word of a room, from its Python and its templates."""
    for path in sorted(room.rglob("*.py")):
        if "/tests/" not in str(path) and "/migrations/" not in str(path):
            with path.open("rb") as file:
                for _line, _function, found, _comments in extract_python(file, list(KEYWORDS), [], {}):
                    for text in [found] if isinstance(found, str) else found or ():
                        if text:
                            yield text, str(path.relative_to(ROOT))
    for path in sorted([*room.rglob("templates/**/*.html"), *room.rglob("templates/**/*.txt")]):
        for text in template_words(path.read_text()):
            yield text, str(path.relative_to(ROOT))


def template_words(text: str) -> Iterator[str]:
    """The msgids of a template; Django looks a per cent sign up doubled."""
    for pattern in (TRANSLATE, PIPED):
        for match in pattern.finditer(text):
            yield (match[1] or match[2]).replace('\\"', '"').replace("%", "%%")
    for match in BLOCK.finditer(text):
        for part in re.split(r"{%\s*plural\s*%}", match[2]):
            body = PLACE.sub(r"%(\1)s", part.replace("%", "%%"))
            yield " ".join(line.strip() for line in body.strip().splitlines()) if "trimmed" in match[1] else body


def catalogue(room: Path) -> Path:
    """Where a room's English words stand."""
    return room / "locale" / "en" / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    """A catalogue, empty where there is no file."""
    if not path.exists():
        return Catalog(locale="en", domain="django", charset="utf-8")
    with path.open("rb") as file:
        return pofile.read_po(file, locale=path.parent.parent.name, domain="django")


def extract(room: Path) -> int:
    """Bring a room's catalogue up to date, keeping what is translated; how many words are still without English."""
    old = read(catalogue(room))
    new = Catalog(locale="en", domain="django", charset="utf-8", creation_date=old.creation_date)
    for text, place in words(room):
        known = old.get(text)
        new.add(text, string=known.string if known else "", locations=[(place, 0)])
    if len(new):
        catalogue(room).parent.mkdir(parents=True, exist_ok=True)
        with catalogue(room).open("wb") as file:
            pofile.write_po(
                file, new, width=0, omit_header=False, include_lineno=False, sort_output=True, no_location=True
            )
    return sum(1 for message in new if message.id and not message.string)


def compile_all() -> None:
    """Write the .mo beside every .po."""
    for path in ROOT.glob("*/locale/*/LC_MESSAGES/*.po"):
        with path.with_suffix(".mo").open("wb") as file:
            write_mo(file, read(path))


def problems() -> list[str]:
    """What is missing, left over, or has other places than its original, in words."""
    found = []
    for room in rooms():
        present = dict(words(room))
        known = {message.id: message.string for message in read(catalogue(room)) if message.id}
        found += [
            f"{room.name}: no English for {text!r} ({place})" for text, place in present.items() if not known.get(text)
        ]
        found += [f"{room.name}: no longer used: {text!r}" for text in known if text not in present]
        for text, english in known.items():
            if english and set(NAMED.findall(str(text))) != set(NAMED.findall(str(english))):
                found.append(f"{room.name}: other places in the translation of {text!r}")
    return found


def main(act: str) -> int:
    """Run one of the acts."""
    if act == "extract":
        for room in rooms():
            if missing := extract(room):
                print(f"{room.name}: {missing} without English")
    elif act == "compile":
        compile_all()
    else:
        found = problems()
        print("\n".join(found) or "translations are complete")
        return 1 if found else 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "check"))
