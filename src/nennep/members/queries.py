"""Lists and searches of members: one page by name, keyset after keyset."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.gate import inside
from nennep.core.words import Words
from nennep.members import access
from nennep.members.models import Import, Membership, NameEntry, StagedMember
from nennep.org.models import Unit, UnitKind
from nennep.viet.order import fold
from nennep.viet.write import day as written

PAGE = 50
MOST_NAMES = 4000


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    unit: Unit | None = None
    words: str = ""
    status: str = ""
    category: str = ""
    sex: str = ""
    ages: tuple[int, int] | None = None
    day: date = date.max
    after: str = ""


@dataclass(frozen=True)
class Page:
    """One page, and where the next begins."""

    rows: list[Membership]
    after: str


def members(actor: Actor, asked: Asked) -> QuerySet[Membership]:
    """Memberships of the Party on a day that the actor may list, filtered, in list order; ages are year minus birth year."""
    rows = access.lists.rows(actor).filter(
        association="party", placement="counted", since__lte=asked.day, until__gt=asked.day
    )
    if asked.unit is not None:
        rows = rows.filter(inside(((asked.unit.key, asked.unit.key + "~"),)))
    for name in ("status", "category", "sex"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.ages:
        rows = rows.filter(
            birth_year__gte=asked.day.year - asked.ages[1], birth_year__lte=asked.day.year - asked.ages[0]
        )
    for word in fold(asked.words).split():
        rows = rows.filter(name_fold__contains=word)
    return rows.order_by("sort_key", "id")


def named(words: str, after: str = "") -> list[str] | None:
    """Sort keys of the distinct names that hold every word, in order; None where there are too many to be a help."""
    entries = NameEntry.objects.filter(sort_key__gte=after)
    for word in fold(words).split():
        entries = entries.filter(name_fold__contains=word)
    found = list(entries.order_by("sort_key").values_list("sort_key", flat=True)[: MOST_NAMES + 1])
    return None if len(found) > MOST_NAMES else found


def _ids(rows: QuerySet[Membership], names: list[str] | None) -> list[int]:
    """The first ids of a page; with names known, name after name in small groups, so that the index is walked where they stand."""
    if names is None:
        return list(rows.values_list("id", flat=True)[: PAGE + 1])
    found: list[int] = []
    step = 4
    for place in range(0, len(names), step):
        found += rows.filter(sort_key__in=names[place : place + step]).values_list("id", flat=True)[
            : PAGE + 1 - len(found)
        ]
        if len(found) > PAGE:
            break
        step *= 4
    return found


def page(actor: Actor, asked: Asked) -> Page:
    """Fifty members by name, from a keyset on; the keys first, then the rows, so that the index alone is walked."""
    rows, key = members(actor, asked), ""
    if asked.after:
        key, _mark, last = asked.after.rpartition("~")
        rows = rows.filter(Q(sort_key__gt=key) | Q(sort_key=key, id__gt=int(last) if last.isdigit() else 0))
    names = named(asked.words, key) if asked.words else None
    ids = _ids(rows, names)
    found = list(Membership.objects.filter(id__in=ids[:PAGE]).select_related("unit").order_by("sort_key", "id"))
    after = f"{found[-1].sort_key}~{found[-1].pk}" if len(ids) > PAGE else ""
    return Page(found, after)


SHOWN_ROWS = 20
UNIT_HEADS = (_("Mã đơn vị"), _("Tên đơn vị"), _("Loại đơn vị"), _("Mã đơn vị cấp trên"))
ROLL_HEADS = (_("Họ và tên"), _("Ngày sinh"), _("Chi bộ"), _("Ngày kết nạp"), _("Ngày chính thức"))
ADMISSION_HEADS = (_("Họ và tên"), _("Ngày sinh"), _("Chi bộ"), _("Quyết định số"), _("Ngày quyết định"))
RECOGNITION_HEADS = (_("Họ và tên"), _("Quyết định số"), _("Ngày quyết định"))


@dataclass(frozen=True)
class Preview:
    """The first rows of a file as they were understood."""

    heads: tuple[Words, ...]
    rows: list[list[str]]


def preview(file: Import) -> Preview:
    """How the first rows of a checked file were understood."""
    if file.kind == "roll":
        return _roll_preview(file)
    rows = file.rows[:SHOWN_ROWS]
    if file.kind == "units":
        kinds = dict(UnitKind.objects.values_list("code", "name"))
        return Preview(
            UNIT_HEADS, [[row["code"], row["name"], kinds[row["kind"]], row["parent"].upper()] for row in rows]
        )
    if file.kind == "recognitions":
        return Preview(
            RECOGNITION_HEADS,
            [[row.get("full_name", ""), row["decision_no"], _said(row["decided_on"])] for row in rows],
        )
    cells = dict(Unit.objects.filter(pk__in=[row["unit_id"] for row in rows]).values_list("pk", "name"))
    found = [
        [
            row["full_name"],
            _said(row["born_on"]),
            cells.get(row["unit_id"], ""),
            row["decision_no"],
            _said(row["decided_on"]),
        ]
        for row in rows
    ]
    return Preview(ADMISSION_HEADS, found)


def _roll_preview(file: Import) -> Preview:
    staged = list(StagedMember.objects.filter(import_id=file.pk).order_by("line")[:SHOWN_ROWS])
    cells = dict(Unit.objects.filter(pk__in=[row.unit_id for row in staged]).values_list("pk", "name"))
    found = [
        [
            row.full_name,
            written(row.born_on),
            cells.get(row.unit_id, ""),
            written(row.joined_on),
            written(row.official_on),
        ]
        for row in staged
    ]
    return Preview(ROLL_HEADS, found)


def _said(day: str | None) -> str:
    return written(date.fromisoformat(day)) if day else "–"


def taken_before(file: Import) -> Import | None:
    """The same file, byte for byte, as it was taken in earlier."""
    same = Import.objects.filter(file_sha=file.file_sha, kind=file.kind, unit=file.unit, state="taken")
    return same.exclude(pk=file.pk).order_by("-id").first()


def kind_names() -> tuple[str, ...]:
    """Kinds of units by name, the highest first, as a template offers them."""
    return tuple(UnitKind.objects.values_list("name", flat=True))
