"""Files brought in: checked into an import, then taken in whole in one transaction."""

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import date
from functools import partial
from operator import itemgetter
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.journal.actions import insert_rows, record
from nennep.members import access
from nennep.members.actions import candidates as cases
from nennep.members.actions import posts
from nennep.members.actions.bringing import bring_file, kept_bytes, kept_size
from nennep.members.actions.correcting import alike, correct_known, finder, settle_same
from nennep.members.actions.graduations import known_members, take_departures
from nennep.members.actions.life import Paper, recognise_member, record_admission
from nennep.members.imports import again, check, columns, kinds, leavers, odd, sheet
from nennep.members.imports.books import Page
from nennep.members.models import Import, Membership, StagedMember
from nennep.org.actions import found_unit
from nennep.org.models import Unit, UnitKind
from nennep.viet.order import fold

Tell = Callable[[int], None]
COLUMNS = (
    "import_id", "line", "unit_id", "unit_key", "full_name", "sort_key", "name_fold", "sex", "born_on", "born_precision", "ethnicity",
    "native_place", "category", "work_title", "degree", "theory", "card_no", "citizen_mac", "citizen_tail", "joined_on", "official_on",
)  # fmt: skip
COPY = f"copy members_stagedmember ({', '.join(COLUMNS)}) from stdin"
STAGED = 5000
TAKE = (
    """insert into members_nameentry (sort_key, name_fold) select distinct on (sort_key) sort_key, name_fold from members_stagedmember
    where import_id = %(id)s on conflict do nothing""",
    """insert into members_person (id, version, full_name, other_names, sex, born_on, born_precision, ethnicity, religion, native_place,
      address, category, work_title, degree, theory, card_no, file_no, citizen_mac, citizen_tail, phone, email)
    select person_id, 1, full_name, '', sex, born_on, born_precision, ethnicity, '', native_place, '', category, work_title, degree, theory,
      card_no, '', citizen_mac, citizen_tail, '', '' from members_stagedmember where import_id = %(id)s""",
)
STRETCH = """select person_id, unit_id, unit_key, 'party', 'counted', {status}, {since}, {until}, {begin}, {ended}, full_name, sort_key, name_fold, sex,
      extract(year from born_on), category, lower(ethnicity) not in ('', 'kinh') from members_stagedmember where import_id = %(id)s and {where}"""
PROBATION = STRETCH.format(
    status="'probationary'", since="joined_on", until="coalesce(official_on, date '9999-12-31')", begin="'opening'",
    ended="case when official_on is null then '' else 'recognised' end", where="joined_on is not null",
)  # fmt: skip
OFFICIAL = STRETCH.format(
    status="'official'", since="coalesce(official_on, %(day)s)", until="date '9999-12-31'",
    begin="case when joined_on is null then 'opening' else 'recognised' end", ended="''",
    where="(official_on is not null or joined_on is null)",
)  # fmt: skip
ENROL = {
    "members_membership": f"""insert into members_membership (person_id, unit_id, unit_key, association, placement, status, since, until, begin, "end", full_name,
      sort_key, name_fold, sex, birth_year, category, minority) {PROBATION} union all {OFFICIAL}""",
    "members_admission": """insert into members_admission (person_id, unit_id, unit_key, association, decision_no, decided_on, ceremony_on, full_name, sort_key, sex,
      category, annulled_by, source)
    select person_id, unit_id, unit_key, 'party', '', joined_on, joined_on, full_name, sort_key, sex, category, '', 'roll'
    from members_stagedmember where import_id = %(id)s and joined_on is not null""",
    "members_recognition": """insert into members_recognition (person_id, unit_id, unit_key, association, decision_no, decided_on, official_from, due_on, full_name,
      sort_key, sex, category, annulled_by, source)
    select person_id, unit_id, unit_key, 'party', '', official_on, official_on, official_on, full_name, sort_key, sex, category, '', 'roll'
    from members_stagedmember where import_id = %(id)s and official_on is not null""",
}


class NotReady(Refused):
    """An import with faults, or one taken in or dropped meanwhile."""


class NothingInIt(Refused):
    """A file without rows."""


@transaction.atomic
def check_import(row: Import, *, by: Actor, book: list[Page] | None = None, tell: Tell = lambda done: None) -> Import:
    """Check every row of a file whose columns are known; nothing is taken in yet. ``tell`` hears the line it is at. Raises
    BadFile, NothingInIt."""
    row = access.check_import.claim(by, row)
    at = {name: row.layout[name] for name in ("sheet", "line", "columns", "heads")}
    where, empty = sheet.Layout(**at), list[odd.Said]()
    book = book or sheet.pages(kept_bytes(row))
    strange = odd.cells(kept_bytes(row), where) if kept_size(row) <= odd.SMALL else {}
    lines = odd.watched(sheet.rows(book, where), strange, empty)
    known = again.Again(finder(by), {}, columns.Checked())
    found = _checked(row, by, _heard(lines, tell), known)
    found.faults = odd.explained(found.faults, empty, kinds.HEADINGS[row.kind])
    if not found.total:
        raise NothingInIt(_("Tệp không có dòng dữ liệu nào dưới hàng tiêu đề."), field="file")
    faults = [list(fault) for fault in sorted(found.faults)]
    notes = found.notes
    if row.kind == "roll" and not faults:
        settle_same(row, by, known, found)
        faults = [list(fault) for fault in sorted(found.faults)]
        notes = alike(row) if not faults else []
    StagedMember.objects.filter(import_id=row.pk if faults else 0).delete()
    rows = known.changed if row.kind == "roll" else [_plain(values) for values in found.good]
    fresh = found.total - known.same - len(known.changed)
    told = {
        "repairs": [list(one) for one in found.repairs],
        "repaired": found.repaired,
        "same": known.same,
        "fresh": fresh,
        "old_numbers": found.old_numbers,
        "odd_cards": [list(one) for one in found.odd_cards],
        "hidden": [one.name for one in book if one.hidden],
    }
    change(row, state="read", total=found.total, faults=faults, notes=notes, rows=[] if faults else rows, told=told)
    return row


def read_import(unit: Unit, *, by: Actor, kind: str, name: str, data: bytes) -> Import:
    """Bring a file with our headings and check it at once. Raises BadFile, NothingInIt."""
    with transaction.atomic():
        book = sheet.pages(data)
        row = bring_file(unit, by=by, kind=kind, name=name, data=data, book=book)
        if row.state == "match":
            needed = ", ".join(one.title for one in kinds.HEADINGS[kind] if one.needed)
            words = _("Không thấy bảng có đủ các cột: {columns}. Đề nghị dùng tệp mẫu.")
            raise sheet.BadFile(words.format(columns=needed), field="file")
        return check_import(row, by=by, book=book)


def _heard(lines: Iterable[sheet.Row], tell: Tell) -> Iterable[sheet.Row]:
    for row in lines:
        if not row.line % STAGED:
            tell(row.line)
        yield row


def _checked(row: Import, by: Actor, rows: Iterable[sheet.Row], known: again.Again) -> columns.Checked:
    kind = row.kind
    mine = access.load_into.rows(by).filter(until__gt=today())
    if kind == "units":
        codes = {fold(one.code): one for one in mine.select_related("kind") if one.code}
        every = list(UnitKind.objects.all())
        named = {fold(one.name): one for one in every} | {fold(one.pk): one for one in every}
        return check.units(rows, codes, named)
    if kind == "departures":
        return leavers.departures(rows, known_members(by))
    if kind == "posts":
        return posts.checked(rows, by)
    cells = check.cells_by_code(mine.filter(kind__is_cell=True, kind__association="party"))
    if kind == "roll":
        known.cells = cells
        return _staged(row, rows, known)
    if kind == "admissions":
        listed = list(rows)
        return check.admissions(listed, cells, _members_named({fold(one.text("full_name")) for one in listed}))
    if kind == "candidates":
        listed = list(rows)
        names = {fold(one.text("full_name")) for one in listed}
        return check.candidates(listed, cells, cases.followed(), cases.known(names))
    return check.recognitions(rows, cells, _waiting(cells))


def _members_named(names: set[str]) -> check.Known:
    """Units of living members of these folded names, by name and birth date."""
    rows = Membership.objects.filter(name_fold__in=names, until__year=9999, association="party")
    return {
        (name, born): unit
        for name, born, unit in rows.values_list("name_fold", "person__born_on", "unit__name")
        if born
    }


def _waiting(cells: dict[str, Unit]) -> check.Waiting:
    found: check.Waiting = {}
    rows = Membership.objects.filter(
        unit__in=set(cells.values()), status="probationary", until__year=9999, association="party"
    )
    rows = rows.annotate(held=Coalesce("status_since", "since"))
    for pk, unit, name, born, since in rows.values_list("pk", "unit_id", "name_fold", "person__born_on", "held"):
        found.setdefault((unit, name), []).append((pk, born, since))
    return found


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}


class _Stage:
    """Good rows of a roll on their way into the staging table through one COPY: the database writes them while the next
    ones are checked. Person numbers are drawn as they go in. Whoever asks the database for anything ends it first; the
    next row opens another."""

    def __init__(self, row: Import) -> None:
        self.id, self.values_of = row.pk, itemgetter(*COLUMNS[1:])
        self.open: ExitStack | None = None
        self.copy: Any = None

    def keep(self, values: dict[str, Any]) -> None:
        """One good row."""
        if self.open is None:
            self.open = ExitStack()
            self.copy = self.open.enter_context(self.open.enter_context(connection.cursor()).copy(COPY))
        self.copy.write_row((self.id, *self.values_of(values)))

    def end(self, *error: Any) -> None:
        """Have what was kept so far written, or given up for an error."""
        held, self.open = self.open, None
        if held is not None:
            held.__exit__(*(error or (None, None, None)))

    def __enter__(self) -> "_Stage":
        return self

    def __exit__(self, *error: Any) -> None:
        self.end(*error)


def _staged(row: Import, rows: Iterable[sheet.Row], known: again.Again) -> columns.Checked:
    """Stage the rows as they are checked, and compare those of known members; with a fault nothing stays."""
    ask = known.find

    def find(people: Iterable[int]) -> dict[int, again.Held]:
        stage.end()
        return ask(people)

    known.find = find
    with transaction.atomic():
        with _Stage(row) as stage:
            found = check.roll(rows, known.cells, stage.keep, known.take, known.out)
        known.settle()
        transaction.set_rollback(bool(found.faults))
    return found


@transaction.atomic
def take_import(row: Import, *, by: Actor, tell: Tell = lambda done: None, decision: Paper | None = None) -> int:
    """Take a checked file in, whole or not at all; returns how many rows. ``tell`` hears how far it is; ``decision`` is
    the paper that approves corrections of written values. Raises NotReady, ChangedMeanwhile, NeedsDecision."""
    row = access.take_import.claim(by, row)
    if row.faults or row.state != "read":
        raise NotReady(_("Tệp còn dòng lỗi hoặc đã được xử lý. Đề nghị sửa tệp rồi nhập lại."))
    takers: dict[str, Callable[[Import, Actor, Tell], int]] = {
        "units": _take_units,
        "roll": partial(_take_roll, decision=decision),
        "posts": posts.take_posts,
        "admissions": _take_admissions,
        "recognitions": _take_recognitions,
        "departures": take_departures,
        "candidates": cases.take_candidates,
    }
    count = takers[row.kind](row, by, tell)
    change(row, state="taken", rows=[])
    record("members.import", row, by=by, says={"name": row.file_name, "count": count})
    return count


def _take_roll(row: Import, by: Actor, tell: Tell, decision: Paper | None) -> int:
    fresh = row.told.get("fresh", row.total)
    if row.rows:
        correct_known(row, by=by, decision=decision)
    if fresh:
        _enrol(row, by, tell, fresh)
    tell(row.total)
    return fresh + len(row.rows)


def _enrol(row: Import, by: Actor, tell: Tell, fresh: int) -> None:
    """New members of a roll, set by set."""
    values: dict[str, Any] = {"id": row.pk, "day": today()}
    says = {"name": row.file_name, "count": fresh}
    with connection.cursor() as cursor:
        for statement in TAKE:
            cursor.execute(statement, values)
    for place, (table, insert) in enumerate(ENROL.items(), 1):
        tell(row.total * place // (len(ENROL) + 2))
        insert_rows(
            "members.enrol_rows", table, insert, values, by=by, unit_id=row.unit_id, unit_key=row.unit_key, says=says
        )
    StagedMember.objects.filter(import_id=row.pk).delete()


def know_again() -> None:
    """Let the database count its tables again, so that it plans well right after a big file."""
    with connection.cursor() as cursor:
        cursor.execute("select members_known()")


def _take_admissions(row: Import, by: Actor, tell: Tell) -> int:
    units = {unit.pk: unit for unit in access.admit_into.rows(by)}
    for place, values in enumerate(row.rows, 1):
        record_admission(
            units[values["unit_id"]], by=by, full_name=values["full_name"], sex=values["sex"], source="excel",
            decision=Paper(values["decision_no"], date.fromisoformat(values["decided_on"])), category=values["category"],
            ceremony_on=_iso(values["ceremony_on"]), born_on=_iso(values["born_on"]), born_precision=values["born_precision"],
        )  # fmt: skip
        tell(place)
    return len(row.rows)


def _take_recognitions(row: Import, by: Actor, tell: Tell) -> int:
    for place, values in enumerate(row.rows, 1):
        held = Membership.objects.get(pk=values["membership"])
        decision = Paper(values["decision_no"], date.fromisoformat(values["decided_on"]))
        recognise_member(held, by=by, decision=decision, official_from=_iso(values["official_from"]), source="excel")
        tell(place)
    return len(row.rows)


def _iso(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _take_units(row: Import, by: Actor, tell: Tell) -> int:
    known = {fold(one.code): one for one in access.load_into.rows(by) if one.code}
    found_kinds = {kind.pk: kind for kind in UnitKind.objects.all()}
    for place, values in enumerate(row.rows, 1):
        unit = found_unit(
            known[values["parent"]], by=by, kind=found_kinds[values["kind"]], name=values["name"],
            since=_iso(values["since"]) or known[values["parent"]].since,
            code=values["code"], is_joint=values["is_joint"], is_student=values["is_student"], symbol=values["symbol"],
        )  # fmt: skip
        known[fold(values["code"])] = unit
        tell(place)
    return len(row.rows)
