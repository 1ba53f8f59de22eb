"""Reading and setting the values of a file by their names, wherever they lie."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nennep.core.change import Changes, change
from nennep.members import partial
from nennep.members.fields import BY_NAME, KINDS, Field, Kind
from nennep.members.imports.columns import mac
from nennep.members.models import FileEntry, FileSheet, Person
from nennep.viet.order import clean
from nennep.viet.write import day

Value = Any
PRECISIONS = {"born_on": "born_precision", "employed_on": "employed_precision", "youth_on": "youth_precision"}


@dataclass(frozen=True)
class Shown:
    """A value in words beside its label."""

    field: Field
    words: str


def sheet_of(person: Person) -> FileSheet:
    """The person's sheet, empty where none was begun; not saved."""
    found = FileSheet.objects.filter(person=person).first()
    return found or FileSheet(person=person)


def raw(person: Person, sheet: FileSheet, one: Field) -> str:
    """A value as it is typed: what a form shows and an amendment keeps. The identity number gives its last four digits."""
    if one.name == "citizen_id":
        return f"•••• {person.citizen_tail}" if person.citizen_tail else ""
    row = person if one.on == "person" else sheet
    value = getattr(row, one.name)
    if isinstance(value, date):
        return partial.written(value, getattr(row, PRECISIONS[one.name]) if one.name in PRECISIONS else "day")
    return str(value or "")


def in_words(one: Field, text: str) -> str:
    """A typed value as people read it."""
    return str(dict(one.choices)[text]) if text and one.choices and text in dict(one.choices) else text


def shown(person: Person, sheet: FileSheet, fields: list[Field]) -> list[Shown]:
    """The values of a file in words, in the order given."""
    return [Shown(one, in_words(one, raw(person, sheet, one))) for one in fields]


def put(person: Person, sheet: FileSheet, values: dict[str, str]) -> Changes:
    """Set typed values on person and sheet, save what differs; returns the changes by the file's names."""
    before = {name: raw(person, sheet, BY_NAME[name]) for name in values}
    parts: dict[str, dict[str, Value]] = {"person": {}, "sheet": {}}
    for name, text in values.items():
        parts[BY_NAME[name].on].update(stored(BY_NAME[name], text))
    own = change(person, **parts["person"])
    if parts["sheet"]:
        if sheet._state.adding:
            sheet.save(force_insert=True)
        if change(sheet, **parts["sheet"]) and not own:
            person.version += 1  # one version for the whole file, so that a second writer is noticed
            person.save(update_fields=["version"])
    after = {name: raw(person, sheet, BY_NAME[name]) for name in values}
    return {name: (before[name], after[name]) for name in values if before[name] != after[name]}


def stored(one: Field, text: str) -> dict[str, Value]:
    """The columns that a typed value sets. ValueError where it is no such value."""
    if one.name == "citizen_id":
        return {"citizen_mac": mac(text) if text else "", "citizen_tail": text[-4:]}
    if one.shape == "partial":
        value, precision = partial.parse(text) if text else (None, "day")
        return {one.name: value, PRECISIONS[one.name]: precision}
    if one.shape == "day":
        return {one.name: partial.parse(text)[0] if text else None}
    return {one.name: text if one.shape == "long" else clean(text)}


def entry_words(row: FileEntry, kind: Kind | None = None) -> list[str]:
    """The columns of an entry in words."""
    found = kind or KINDS[row.kind]
    return [
        str(dict(one.choices).get(row.values.get(one.name, ""), ""))
        if one.choices
        else str(row.values.get(one.name, ""))
        for one in found.columns
    ]


def when(row: FileEntry, kind: Kind | None = None) -> str:
    """The dates of an entry in words: 9/2015 – 6/2019, 1998 – nay, 05/12/2020."""
    found = kind or KINDS[row.kind]
    first = partial.written(row.since, row.since_precision)
    if found.dated != "span":
        return first
    last = partial.written(row.until, row.until_precision)
    return f"{first or '…'} – {last or _('nay')}" if first or last else ""


def entry_values(row: FileEntry) -> dict[str, str]:
    """An entry as it is typed: dates and columns by name."""
    return {
        "since": partial.written(row.since, row.since_precision), "until": partial.written(row.until, row.until_precision),
        **{name: str(value) for name, value in row.values.items()},
    }  # fmt: skip


def entry_columns(kind: Kind, typed: dict[str, str]) -> dict[str, Value]:
    """The columns of a row that typed values of an entry set. ValueError where a date is none."""
    found: dict[str, Value] = {"values": {one.name: clean(typed.get(one.name, "")) for one in kind.columns}}
    for name in ("since", "until"):
        value, precision = partial.parse(typed[name]) if typed.get(name) else (None, "day")
        found |= {name: value, f"{name}_precision": precision}
    return found


def typed_words(name: str, value: Value) -> str:
    """An amendment's old or new value in one line of words."""
    if value in (None, "", {}):
        return "–"
    if isinstance(value, dict) and (kind := KINDS.get(name)):
        span = " – ".join(filter(None, (value.get("since", ""), value.get("until", ""))))
        typed = [(one, value.get(one.name, "")) for one in kind.columns]
        words = [str(dict(one.choices or []).get(text, text)) for one, text in typed if text]
        return "; ".join(filter(None, [span, *words]))
    one = BY_NAME.get(name)
    return in_words(one, str(value)) if one else day(value) if isinstance(value, date) else str(value)
