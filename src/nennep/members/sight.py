"""Who sees what of a file, in one place: pages, exports, papers and the journal's values ask here.

A value has a class (``fields.Klass``). *Public* is for whoever may list the person's unit; *office* for those who may
read files where the person is counted or meets now; *restricted* for those who answer for files where the person is
counted. The member sees all of his own but what a body found about him. A candidate without a membership is seen through the case. Without the committee's written
decision (``FullFile``) only the summary is kept and shown.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Value, When

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.core.gate import Rule, inside, within
from nennep.core.refused import NotYours
from nennep.core.scope import current
from nennep.members import access
from nennep.members.fields import BY_NAME, FIELDS, KINDS, Field, Kind, Klass
from nennep.members.models import (
    Amendment,
    FileEntry,
    FilePaper,
    FileSheet,
    FullFile,
    Inquiry,
    Membership,
    Merge,
    Person,
    ResidenceContact,
)
from nennep.members.models import Case as Candidacy
from nennep.org.models import Unit
from nennep.org.rules import STEP

OUT = ("transferred", "moved", "recognised", "changed")
"""Ends after which the person goes on elsewhere; the unit that is left reads no more of the file."""


def stands(actor: Actor, right: str, *placements: str, association: str = "") -> Q:
    """Of memberships: here the person stands or last stood, and here the actor holds the right."""
    found = within(actor, right) & (Q(until__gt=today()) | ~Q(end__in=OUT))
    return found & Q(association=association, placement__in=placements) if association else found


def held(actor: Actor, right: str) -> Exists:
    """Of persons: one of the memberships ``stands``."""
    return Exists(Membership.objects.filter(stands(actor, right), person=OuterRef("pk")))


def _levels(actor: Actor) -> dict[str, Q]:
    """Which class a membership opens to the actor; a file is open as far as any of its memberships opens it."""
    return {
        "public": within(actor, "members.list"),
        "office": stands(actor, "members.read_file", "counted", "meets", association="party"),
        "restricted": stands(actor, "members.read_restricted", "counted", association="party"),
    }


def _ever(actor: Actor, right: str) -> Exists:
    """The person stands or once stood in a unit where the actor holds the right."""
    return Exists(Membership.objects.filter(within(actor, right), person=OuterRef("pk")))


def _seen(actor: Actor) -> Q:
    here = Membership.objects.filter(
        within(actor, "members.list") | within(actor, "members.read_file"), person=OuterRef("pk")
    )
    return Q(Exists(here)) | Q(_followed(actor)) | Q(pk=actor.person_id or 0)


def _candidacies(actor: Actor) -> QuerySet[Candidacy]:
    """Cases of candidates of cells where the actor reads files."""
    return Candidacy.objects.filter(within(actor, "members.read_file"))


def _followed(actor: Actor) -> Exists:
    """The person (outer row ``pk``) is a candidate, or was, of a cell where the actor reads files."""
    return Exists(_candidacies(actor).filter(person=OuterRef("pk")))


def _kept(right: str) -> Callable[[Actor], Q]:
    """Persons standing where the right is held, never the actor himself: one's own file is changed by another hand."""
    return lambda actor: Q(held(actor, right)) & ~Q(pk=actor.person_id or 0)


def _of_kept(right: str) -> Callable[[Actor], Q]:
    def also(actor: Actor) -> Q:
        rows = Membership.objects.filter(
            within(actor, right), Q(until__gt=today()) | ~Q(end__in=OUT), person=OuterRef("person")
        )
        return Q(Exists(rows)) & ~Q(person=actor.person_id or 0)

    return also


def _other(actor: Actor, right: str) -> Q:
    return within(actor, right) & ~Q(person=actor.person_id or 0)


see = Rule(Person, "members.nobody", Q(merged_into=None), key="full_name", also=_seen)
write = Rule(Person, "members.nobody", Q(merged_into=None), key="full_name", also=_kept("members.edit"))
introduce = Rule(
    Person, "members.nobody", Q(merged_into=None), key="full_name",
    also=lambda actor: _kept("members.edit")(actor) | _kept("members.keep_cases")(actor),
)  # fmt: skip
own = Rule(
    Person, "members.nobody", Q(merged_into=None), key="full_name", also=lambda actor: Q(pk=actor.person_id or 0)
)
waiting = Rule(Amendment, "members.nobody", Q(state="proposed"), also=lambda actor: _other(actor, "members.settle"))
settled = Rule(Amendment, "members.nobody", ~Q(state="proposed"), also=lambda actor: _other(actor, "members.settle"))
change_entry = Rule(FileEntry, "members.nobody", Q(dropped_on=None), key="kind", also=_of_kept("members.edit"))
own_entry = Rule(
    FileEntry, "members.nobody", Q(dropped_on=None), key="kind", also=lambda actor: Q(person=actor.person_id or 0)
)
change_paper = Rule(FilePaper, "members.nobody", Q(cancelled_on=None), key="number", also=_of_kept("members.edit"))
change_contact = Rule(ResidenceContact, "members.nobody", key="place", also=_of_kept("members.edit"))
scan = Rule(FilePaper, "members.edit", Q(file_sha="", secrecy="", cancelled_on=None))
decide_full = Rule(Unit, "members.decide_full", key="key")
count_files = Rule(Unit, "members.read_file", key="key")
inquire = Rule(Unit, "members.inquire", key="key")
end_inquiry = Rule(Inquiry, "members.inquire", Q(until__year=9999))
merge = Rule(
    Person, "members.nobody", Q(merged_into=None), key="full_name", also=lambda actor: Q(_ever(actor, "members.merge"))
)
merged = Rule(Merge, "members.merge")
undo_merge = Rule(Merge, "members.merge", Q(undone_at=None))
find_doubles = Rule(Unit, "members.merge", key="key")
place_in = Rule(Unit, "members.edit", key="key")
end_stretch = Rule(Membership, "members.edit", Q(until__year=9999) & ~Q(association="party", placement="counted"))


@dataclass(frozen=True)
class Sight:
    """What one actor sees of one file."""

    klasses: frozenset[str]
    full: bool = False
    own: bool = False

    def shows(self, one: Field | Kind) -> bool:
        """Whether a value or a kind of entry is for these eyes."""
        return one.klass in self.klasses and (one.summary or self.full) and not (self.own and one.hidden)

    def named(self, name: str) -> bool:
        """The same by name; a name nobody knows is for nobody."""
        one = BY_NAME.get(name) or KINDS.get(name)
        return one is not None and self.shows(one)

    @property
    def office(self) -> bool:
        return Klass.OFFICE in self.klasses

    @property
    def restricted(self) -> bool:
        return Klass.RESTRICTED in self.klasses

    def fields(self) -> list[Field]:
        """The values shown, in the order of the file."""
        return [one for one in FIELDS if self.shows(one)]

    def kinds(self) -> list[Kind]:
        """The kinds of entries shown."""
        return [one for one in KINDS.values() if self.shows(one)]


ALL = frozenset(str(one.value) for one in Klass)
NOTHING = Sight(frozenset())


def sights(actor: Actor, people: Iterable[int]) -> dict[int, Sight]:
    """What the actor sees of each of these files; two statements for all of them."""
    wanted = set(people)
    rows = list(
        columned(Membership.objects.filter(person__in=wanted), actor).only(
            "person", "unit_key", "association", "placement", "until"
        )
    )
    by_person: dict[int, list[Any]] = {pk: [] for pk in wanted}
    for row in rows:
        by_person[row.person_id].append(row)
    full = _full_of({pk: cell_key(found) for pk, found in by_person.items()})
    found_ = {pk: _sight(actor, pk, found, pk in full) for pk, found in by_person.items()}
    return found_ | _of_candidates(actor, [pk for pk, found in by_person.items() if not found and not found_[pk].own])


def _of_candidates(actor: Actor, people: list[int]) -> dict[int, Sight]:
    """What the actor sees of people without a membership, through their cases."""
    known = _candidacies(actor).filter(person__in=people).values_list("person_id", flat=True) if people else ()
    return dict.fromkeys(known, Sight(frozenset({str(Klass.PUBLIC.value), str(Klass.OFFICE.value)})))


def columned(rows: QuerySet[Membership], actor: Actor) -> QuerySet[Membership]:
    """Memberships with a column for each class that they open to the actor."""
    tests = {name: Case(When(test, then=Value(True)), default=Value(False)) for name, test in _levels(actor).items()}
    return rows.annotate(**tests)


def cell_key(rows: Iterable[Any]) -> str:
    """The key of the cell where the person is counted, or was last; '' for nobody's."""
    party = [row for row in rows if row.association == "party" and row.placement == "counted"]
    return str(max(party, key=lambda row: (row.until, row.pk)).unit_key) if party else ""


@dataclass(frozen=True)
class Opened:
    """A file as one actor has it before him, with its memberships and the buttons he has on each."""

    person: Person
    sheet: FileSheet
    eyes: Sight
    write: bool
    memberships: list[Any]

    @property
    def now(self) -> Any | None:
        """The Party's official membership that holds today."""
        day = today()
        return next(
            (
                row
                for row in self.memberships
                if row.since <= day < row.until and (row.association, row.placement) == ("party", "counted")
            ),
            None,
        )


BUTTONS = {
    "may_recognise": access.recognise, "may_go": access.ask_transfer, "may_note": access.note_departure,
    "may_propose": access.propose_leaving,
}  # fmt: skip


def opened(actor: Actor, **lookup: Any) -> Opened:
    """The file of the lookup, if the actor may see it, with what he sees of it; three statements. NotYours else."""
    row = see.rows(actor).filter(**lookup).select_related("sheet").first()
    if row is None:
        raise NotYours
    tests = {
        "may_write": stands(actor, "members.edit"),
        "may_change": access.change_membership.q(actor),
        "may_end": end_stretch.q(actor),
    }
    buttons = {name: Case(When(test, then=Value(True)), default=Value(False)) for name, test in tests.items()}
    rows = columned(row.memberships.select_related("unit").order_by("-until", "-since"), actor).annotate(**buttons)
    held_: list[Any] = list(rows.annotate(**{name: rule.column(actor) for name, rule in BUTTONS.items()}))
    full = _full_of({row.pk: cell_key(held_)})
    eyes = _sight(actor, row.pk, held_, row.pk in full)
    if not held_ and not eyes.own:
        eyes = _of_candidates(actor, [row.pk]).get(row.pk, eyes)
    write_ = row.pk != actor.person_id and any(one.may_write for one in held_)
    sheet: FileSheet | None = getattr(row, "sheet", None)
    shown = [one for one in held_ if one.placement != "double"]
    return Opened(row, sheet or FileSheet(person=row), eyes, write_, shown)


def sight(actor: Actor, person: Person) -> Sight:
    """What the actor sees of one file."""
    return sights(actor, [person.pk]).get(person.pk, NOTHING)


def _sight(actor: Actor, pk: int, rows: list[Any], full: bool) -> Sight:
    if pk == actor.person_id:
        return Sight(ALL, full, own=True)
    restricted = any(row.restricted for row in rows)
    office = restricted or any(row.office for row in rows)
    marks = {
        Klass.PUBLIC: office or any(row.public for row in rows),
        Klass.OFFICE: office,
        Klass.RESTRICTED: restricted,
    }
    return Sight(frozenset(str(one.value) for one, yes in marks.items() if yes), full)


def _full_of(places: dict[int, str]) -> set[int]:
    """Those of whom full files are kept today, by the decision of a unit above their cell."""
    day, keys = today(), {key[:end] for key in places.values() for end in range(STEP, len(key) + 1, STEP)}
    decided = FullFile.objects.filter(unit_key__in=keys, since__lte=day, until__gt=day).values_list(
        "unit_key", flat=True
    )
    found = tuple(decided)
    return {person for person, key in places.items() if key.startswith(found)} if found else set()


def office_of(actor: Actor) -> Q:
    """Memberships of whose persons the actor sees the office class; for lists and their exports."""
    return inside(actor.ranges("members.read_file"))


def veil(people: set[int]) -> Callable[[int | None, str], bool]:
    """For the journal: whether the present reader may see a value of a file; see ``journal.registry.veil``."""
    actor = current()
    found = sights(actor, people) if actor and people else {}

    def shows(person: int | None, name: str) -> bool:
        return found.get(person or 0, NOTHING).named(name)

    return shows
