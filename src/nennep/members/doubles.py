"""Persons entered twice: found across branches, and what a merge would do, before it is done."""

from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.together import counts
from nennep.core.words import Words
from nennep.members.fields import FIELDS
from nennep.members.filevalues import in_words, raw
from nennep.members.models import (
    LIVING,
    OPEN_STATES,
    Admission,
    Aid,
    Amendment,
    Case,
    FileEntry,
    FilePaper,
    FileSheet,
    Interruption,
    Leaving,
    Membership,
    Person,
    Recognition,
    Screened,
    Supplement,
    Tenure,
)
from nennep.org.models import Unit

MOVES: tuple[type[Any], ...] = (
    Admission,
    Recognition,
    Tenure,
    FileEntry,
    FilePaper,
    Amendment,
    Leaving,
    Interruption,
    Aid,
)
"""Rows that go over to the person that stays; memberships go by their dates, the others where they fit."""


@dataclass(frozen=True)
class Double:
    """A person and another entry that looks the same. ``other`` is None where it stands out of the actor's reach."""

    person: int
    name: str
    unit: str
    other: int | None
    elsewhere: str
    same_number: bool
    same_birth: bool


def doubles(unit: Unit) -> list[Double]:
    """Entries of a unit that look like another one anywhere: the same identity number, or the same name and birth date."""
    with connection.cursor() as cursor:
        cursor.execute("select * from members_doubles(%s)", [unit.pk])
        return [Double(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Line:
    """A value as both entries have it."""

    label: Any
    kept: str
    gone: str

    @property
    def differs(self) -> bool:
        return bool(self.kept and self.gone and self.kept != self.gone)

    @property
    def fills(self) -> bool:
        return bool(self.gone and not self.kept)


@dataclass(frozen=True)
class Preview:
    """What a merge would do: values side by side, memberships that go over, and those that would no longer count."""

    kept: Person
    gone: Person
    lines: list[Line]
    going: list[Membership]
    double: list[Membership]
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def more(self) -> list[tuple[Words, int]]:
        """What else goes over, and how many of each."""
        return [(NAMES[name], n) for name, n in self.counts.items() if n and name in NAMES]


def preview(kept: Person, gone: Person) -> Preview:
    """What would become of the second entry if it were joined into the first."""
    sheets = {row.person_id: row for row in FileSheet.objects.filter(person__in=[kept, gone])}
    one, two = (sheets.get(row.pk) or FileSheet(person=row) for row in (kept, gone))
    lines = [
        Line(item.label, in_words(item, raw(kept, one, item)), in_words(item, raw(gone, two, item))) for item in FIELDS
    ]
    stays = list(Membership.objects.filter(person=kept).select_related("unit").order_by("since"))
    comes = list(Membership.objects.filter(person=gone).select_related("unit").order_by("since"))
    lines.insert(0, Line(gettext("Nơi sinh hoạt"), _places(stays), _places(comes)))
    going, double = parted(stays, comes)
    found = counts(*(model.objects.filter(person=gone) for model in MOVES))
    moved = dict(zip((model._meta.model_name or "" for model in MOVES), found, strict=True))
    return Preview(kept, gone, [line for line in lines if line.kept or line.gone], going, double, moved)


def _places(rows: list[Membership]) -> str:
    """Where an entry stands, or stood last."""
    last = max((row.until for row in rows), default=None)
    return "; ".join(f"{row.unit.name} ({row.get_status_display()})" for row in rows if row.until == last)


NAMES: dict[str, Words] = {
    "admission": _("quyết định kết nạp"), "recognition": _("quyết định công nhận"), "tenure": _("chức danh"), "fileentry": _("mục của hồ sơ"),
    "filepaper": _("giấy tờ"), "amendment": _("lần sửa, đề nghị sửa"), "leaving": _("hồ sơ miễn, ra khỏi Đảng"),
    "interruption": _("thời gian không tính tuổi Đảng"), "aid": _("lần giúp đỡ, giới thiệu"),
}  # fmt: skip
"""What else goes over, by the name of its noun."""


def parted(stays: list[Membership], comes: list[Membership]) -> tuple[list[Membership], list[Membership]]:
    """(memberships that fit beside those that stay, those that lie over one of them and would count twice)."""
    going: list[Membership] = []
    double: list[Membership] = []
    for row in comes:
        over = any(
            (one.association, one.placement) == (row.association, row.placement)
            and one.since < row.until
            and row.since < one.until
            for one in [*stays, *going]
        )
        (double if over else going).append(row)
    return going, double


def fitting(kept: Person, gone: Person) -> dict[str, list[Any]]:
    """Rows of the second entry, by table, that do not lie over those of the first: contacts, categories, transfers,
    clocks of departures, badges, cases and rounds."""
    runs = kept.transfers.filter(state__in=OPEN_STATES).exists()
    clock = kept.departures.filter(closed_on=None).exists()
    followed = Case.objects.filter(person=kept, state__in=LIVING).exists()
    listed = Screened.objects.filter(person=kept).values_list("round_id", flat=True)
    asked = Supplement.objects.filter(person=kept).values_list("round_id", flat=True)
    given = set(kept.badges.exclude(state="dropped").values_list("years", flat=True))
    return {
        "members_residencecontact": [] if kept.contacts.exists() else list(gone.contacts.all()),
        "members_categoryspell": [] if kept.categories.exists() else list(gone.categories.all()),
        "members_transfer": [one for one in gone.transfers.all() if not (runs and one.state in OPEN_STATES)],
        "members_departure": [one for one in gone.departures.all() if not (clock and one.closed_on is None)],
        "members_case": [one for one in Case.objects.filter(person=gone) if not (followed and one.state in LIVING)],
        "members_screened": list(Screened.objects.filter(person=gone).exclude(round__in=listed)),
        "members_supplement": list(Supplement.objects.filter(person=gone).exclude(round__in=asked)),
        "members_badge": [one for one in gone.badges.all() if one.state == "dropped" or one.years not in given],
    }
