"""The texts that minutes had: what was saved by and by, what was signed, what stands now."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.meetings.comparing import Paragraph, compared
from nennep.meetings.models import Item, Meeting, Minutes
from nennep.meetings.queries.minutes import written

MOST = 60
"""Versions to choose from, the newest."""


@dataclass(frozen=True)
class Version:
    """A text by item; ``code`` names it in an address."""

    code: str
    words: str
    prose: dict[str, str]


@dataclass(frozen=True)
class Change:
    """What differs under one heading."""

    title: str
    paragraphs: list[Paragraph]


def versions(meeting: Meeting) -> list[Version]:
    """Every text of a meeting's minutes, newest first."""
    found = []
    for edition in meeting.editions.prefetch_related("revisions").order_by("-edition"):
        found.append(Version(f"b{edition.edition}", _stands(edition), edition.prose))
        found += [
            Version(f"s{row.pk}", f"{timezone.localtime(row.at):%H:%M %d/%m/%Y} · {row.by}", row.prose)
            for row in edition.revisions.all() if row.prose != edition.prose
        ]  # fmt: skip
    if any(one.prose for one in found):
        found.append(Version("goc", _("Bản tự dựng từ ghi chép cuộc họp"), {}))
    return found[:MOST]


def _stands(edition: Minutes) -> str:
    words = _("Biên bản lần {n}, đã ký") if edition.frozen else _("Biên bản lần {n}, bản hiện nay")
    return words.format(n=edition.edition)


def changes(meeting: Meeting, old: dict[str, str], new: dict[str, str]) -> list[Change]:
    """What differs between two texts, item by item; where the keeper wrote nothing, the text built from the notes."""
    items = {str(item.pk): item for item in meeting.items.prefetch_related("speeches")}
    found = []
    for key, title in titles(items.values()).items():
        built = written(items[key]) if key in items else ""
        paragraphs = compared(old.get(key, built), new.get(key, built))
        if any(one.changed for one in paragraphs):
            found.append(Change(title, paragraphs))
    return found


def titles(items: Iterable[Item]) -> dict[str, str]:
    """The headings of the texts a keeper edits, in the order of the minutes."""
    named = {str(item.pk): item.title for item in items}
    return {"opening": _("Lời mở đầu thêm"), **named, "closing": _("Lời kết thêm")}
