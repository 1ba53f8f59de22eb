"""What is done to a member's file: values filled in and corrected, entries, the member's own proposals, the switch."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import Changes, change
from nennep.core.clock import FOREVER, now, today
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import Entry, record, record_many
from nennep.members import filevalues, sight
from nennep.members.actions.life import Paper, copies
from nennep.members.fields import BY_NAME, KINDS, label_of
from nennep.members.models import Amendment, FileEntry, FullFile, Membership, NameEntry, Person
from nennep.org.models import Unit
from nennep.viet.order import fold, sort_key
from nennep.viet.write import day as written

State = Amendment.State


class NeedsDecision(Refused):
    """A written value is corrected by an approving paper only (guidance 06-HD/TW, 8.2)."""


class FrozenValue(Refused):
    """A birth date is what the original file says; it is not corrected since 18/8/2016."""


class NotKept(Refused):
    """Full files are kept only after the committee's written decision."""


class NothingChanged(Refused):
    """A form sent back as it came."""


class NoPlace(Refused):
    """A person who stands in no unit."""


class NoAnswer(Refused):
    """A proposal goes back only with the reason."""


def cell_of(person: Person) -> Membership:
    """Where the person is counted now, or was last. Raises NoPlace."""
    rows = Membership.objects.filter(person=person).exclude(placement="double").order_by("-until", "-since")
    found = rows.filter(association="party", placement="counted").first() or rows.first()
    if found is None:
        raise NoPlace(_("Đồng chí {name} chưa có nơi sinh hoạt trong hệ thống.").format(name=person.full_name))
    return found


def _new(person: Person, by: Actor, **values: Any) -> Amendment:
    place = cell_of(person)
    return Amendment(
        person=person, unit=place.unit, unit_key=place.unit_key, proposed_by=by.account_id, proposed_name=by.name,
        proposed_at=now(), **values,
    )  # fmt: skip


def _differing(person: Person, values: dict[str, str], eyes: sight.Sight) -> dict[str, tuple[str, str]]:
    """{field: (old, new)} of what was typed otherwise than the file says; checks that the actor sees and the file keeps it."""
    sheet, found = filevalues.sheet_of(person), {}
    for name, text in values.items():
        one = BY_NAME[name]
        if not eyes.shows(one):
            raise NotKept(_("Chưa được ghi mục “{field}”: cấp ủy chưa có quyết định lưu lý lịch đầy đủ, hoặc đồng chí chưa được phân quyền.").format(field=one.label), field=name)  # fmt: skip
        old, new = filevalues.raw(person, sheet, one), text.strip()
        if old != new:
            found[name] = (old, new)
    if not found:
        raise NothingChanged(_("Chưa có mục nào thay đổi."))
    for name, (old, _text) in found.items():
        if BY_NAME[name].frozen and old:
            raise FrozenValue(_("{field} không điều chỉnh được; giữ theo hồ sơ gốc đã ghi.").format(field=BY_NAME[name].label), field=name)  # fmt: skip
    return found


@transaction.atomic
def write_file(
    person: Person,
    *,
    by: Actor,
    values: dict[str, str],
    decision: Paper | None = None,
    reason: str = "",
    seen: int | None = None,
) -> Changes:
    """Fill in values that were missing; correct written ones by a decision, each as an amendment that stays visible.

    ``values`` are typed texts by the file's names. Raises NeedsDecision, FrozenValue, NotKept, NothingChanged.
    """
    row = sight.write.claim(by, person, seen=seen)
    found = _differing(row, values, sight.sight(by, row))
    corrected = {name: pair for name, pair in found.items() if pair[0]}
    proved = [name for name in corrected if not BY_NAME[name].lives]
    if proved and (decision is None or not decision.number.strip()):
        words = ", ".join(str(BY_NAME[name].label).lower() for name in proved)
        raise NeedsDecision(_("Sửa nội dung đã ghi ({fields}) cần văn bản đồng ý: ghi số và ngày văn bản.").format(fields=words), field="decision_no")  # fmt: skip
    changes, place = _set(row, {name: new for name, (_old, new) in found.items()}), cell_of(row)
    filled = {name: pair for name, pair in changes.items() if name not in corrected}
    if filled:
        record(
            "members.fill_file", row, by=by, unit_id=place.unit_id, unit_key=place.unit_key, person_id=row.pk,
            says={"person": row.full_name}, changes=filled,
        )  # fmt: skip
    told = {name: pair for name, pair in changes.items() if name in corrected}
    _corrected(row, told, by=by, decision=decision or Paper("", today()), reason=reason)
    return changes


def _corrected(person: Person, changes: Changes, *, by: Actor, decision: Paper, reason: str) -> None:
    """An approved amendment for each corrected value, each with its line."""
    entries = []
    for name, (old, new) in changes.items():
        row = _new(
            person, by, name=name, old=old, new=new, reason=reason, state=State.APPROVED, decision_no=decision.number,
            decided_on=decision.on, settled_name=by.name, settled_at=now(),
        )  # fmt: skip
        row.save(force_insert=True)
        says = {"person": person.full_name, "field": str(label_of(name)), "number": decision.number}
        entries.append(Entry(row, person_id=person.pk, says=says, changes={name: (old, new)}))
    record_many("members.correct_file", entries, by=by)


def _set(person: Person, values: dict[str, str]) -> Changes:
    """Set values on a file and bring the copies that memberships carry up to date."""
    changes = filevalues.put(person, filevalues.sheet_of(person), values)
    if {"full_name", "sex", "born_on", "ethnicity"} & set(changes):
        name = person.full_name
        NameEntry.objects.bulk_create([NameEntry(sort_key=sort_key(name), name_fold=fold(name))], ignore_conflicts=True)
        kept = {key: value for key, value in copies(person).items() if key != "category"}
        Membership.objects.filter(person=person, until=FOREVER).update(**kept)
    return changes


@transaction.atomic
def propose_values(person: Person, *, by: Actor, values: dict[str, str], reason: str) -> list[Amendment]:
    """The member asks that his own file be filled in or corrected; nothing changes until the office has answered."""
    row = sight.own.claim(by, person)
    found = _differing(row, values, sight.sight(by, row))
    rows = [
        _new(row, by, name=name, old=_plain(name, old), new=new, reason=reason) for name, (old, new) in found.items()
    ]
    return [_propose(one, by) for one in rows]


def _plain(name: str, text: str) -> str:
    return "" if name == "citizen_id" else text


def _propose(row: Amendment, by: Actor) -> Amendment:
    row.save(force_insert=True)
    says = {"person": row.person.full_name, "field": str(label_of(row.name))}
    record("members.propose_change", row, by=by, person_id=row.person_id, says=says)
    return row


@transaction.atomic
def propose_entry(
    person: Person,
    *,
    by: Actor,
    kind: str,
    typed: dict[str, str],
    reason: str,
    entry: FileEntry | None = None,
    act: str = "add",
) -> Amendment:
    """The member asks to add, change or strike out an entry of his own file."""
    row = sight.own.claim(by, person)
    _kept(by, row, kind)
    old = filevalues.entry_values(entry) if entry else None
    if old is not None:
        _differs(kind, old, typed if act == "change" else None)
    return _propose(_new(row, by, name=kind, entry=entry, act=act, old=old, new=typed or None, reason=reason), by)


def _kept(by: Actor, person: Person, kind: str) -> None:
    if not sight.sight(by, person).named(kind):
        raise NotKept(_("Chưa được ghi mục “{field}”: cấp ủy chưa có quyết định lưu lý lịch đầy đủ, hoặc đồng chí chưa được phân quyền.").format(field=label_of(kind)))  # fmt: skip


@transaction.atomic
def add_entry(person: Person, *, by: Actor, kind: str, typed: dict[str, str]) -> FileEntry:
    """Add an entry to a file: a relative, a school, a journey. ``typed`` are its dates and columns."""
    row = sight.write.claim(by, person)
    _kept(by, row, kind)
    made = FileEntry.objects.create(person=row, kind=kind, **filevalues.entry_columns(KINDS[kind], typed))
    _tell(made, by, "members.add_entry", {kind: ("", filevalues.typed_words(kind, typed))})
    return made


def _tell(entry: FileEntry, by: Actor, verb: str, changes: Changes, number: str = "") -> None:
    place, kind = cell_of(entry.person), str(KINDS[entry.kind].label)
    says = {"person": entry.person.full_name, "field": kind, "number": number}
    record(
        verb, entry, by=by, unit_id=place.unit_id, unit_key=place.unit_key, person_id=entry.person_id, says=says, changes=changes
    )  # fmt: skip


@transaction.atomic
def amend_entry(
    entry: FileEntry, *, by: Actor, typed: dict[str, str] | None, decision: Paper, reason: str = ""
) -> FileEntry:
    """Correct an entry, or strike it out (``typed`` None), by an approving paper; the old words stay visible."""
    row = sight.change_entry.claim(by, entry)
    _kept(by, row.person, row.kind)
    if not decision.number.strip():
        raise NeedsDecision(_("Sửa nội dung đã ghi cần văn bản đồng ý: ghi số và ngày văn bản."), field="decision_no")
    old = filevalues.entry_values(row)
    _differs(row.kind, old, typed)
    _amend(row, typed)
    _new(
        row.person, by, name=row.kind, entry=row, act="change" if typed else "drop", old=old, new=typed, reason=reason, state=State.APPROVED,
        decision_no=decision.number, decided_on=decision.on, settled_name=by.name, settled_at=now(),
    ).save(force_insert=True)  # fmt: skip
    words = (filevalues.typed_words(row.kind, old), filevalues.typed_words(row.kind, typed))
    _tell(row, by, "members.amend_entry", {row.kind: words}, decision.number)
    return row


def _differs(kind: str, old: dict[str, str], typed: dict[str, str] | None) -> None:
    """Whether an entry would say something else. Raises NothingChanged."""
    if typed and filevalues.entry_columns(KINDS[kind], typed) == filevalues.entry_columns(KINDS[kind], old):
        raise NothingChanged(_("Chưa có mục nào thay đổi."))


def _amend(row: FileEntry, typed: dict[str, str] | None) -> None:
    change(row, **(filevalues.entry_columns(KINDS[row.kind], typed) if typed else {"dropped_on": today()}))


@transaction.atomic
def approve_amendment(amendment: Amendment, *, by: Actor, decision: Paper, seen: int | None = None) -> Amendment:
    """Approve what a member proposed; the file says it from now on. A correction of written words needs a paper."""
    row = sight.waiting.claim(by, amendment, seen=seen)
    person = Person.objects.select_for_update().get(pk=row.person_id)
    _kept(by, person, row.name)
    lives = row.name in BY_NAME and BY_NAME[row.name].lives
    if row.old and not lives and not decision.number.strip():
        raise NeedsDecision(_("Sửa nội dung đã ghi cần văn bản đồng ý: ghi số và ngày văn bản."), field="decision_no")
    changes = (
        _set(person, {row.name: str(row.new or "")})
        if row.name in BY_NAME
        else _approved_entry(row, person, by, decision.number)
    )
    new = changes[row.name][1] if row.name == "citizen_id" and row.name in changes else row.new
    change(
        row, state=State.APPROVED, new=new, decision_no=decision.number, decided_on=decision.on, settled_name=by.name, settled_at=now()
    )  # fmt: skip
    says = {"person": person.full_name, "field": str(label_of(row.name)), "number": decision.number}
    record("members.approve_change", row, by=by, person_id=person.pk, says=says, changes=changes)
    return row


def _approved_entry(row: Amendment, person: Person, by: Actor, number: str) -> Changes:
    if row.act == "add" or row.entry is None:
        made = FileEntry.objects.create(
            person=person, kind=row.name, **filevalues.entry_columns(KINDS[row.name], row.new or {})
        )
        row.entry = made
        row.save(update_fields=["entry"])
        _tell(made, by, "members.add_entry", {})
    else:
        _amend(row.entry, row.new)
        _tell(row.entry, by, "members.amend_entry", {}, number)
    return {row.name: (filevalues.typed_words(row.name, row.old), filevalues.typed_words(row.name, row.new))}


@transaction.atomic
def return_amendment(amendment: Amendment, *, by: Actor, answer: str, seen: int | None = None) -> Amendment:
    """Answer a proposal with the reason why the file stays as it is. Raises NoAnswer."""
    row = sight.waiting.claim(by, amendment, seen=seen)
    if not answer.strip():
        raise NoAnswer(_("Đề nghị ghi lý do để đồng chí đề nghị được biết."), field="answer")
    masked = {"new": f"•••• {str(row.new)[-4:]}"} if row.name == "citizen_id" else {}
    change(row, state=State.RETURNED, answer=answer.strip(), settled_name=by.name, settled_at=now(), **masked)
    says = {"person": row.person.full_name, "field": str(label_of(row.name)), "reason": answer.strip()}
    record("members.return_change", row, by=by, person_id=row.person_id, says=says)
    return row


@transaction.atomic
def keep_full_files(unit: Unit, *, by: Actor, decision: Paper, since: date) -> FullFile:
    """Record the committee's written decision that full files are kept for a unit and all below it, from a day on."""
    row = sight.decide_full.claim(by, unit)
    if FullFile.objects.filter(unit=row, until__gt=since).exists():
        raise NothingChanged(
            _("{unit} đã có quyết định lưu lý lịch đầy đủ còn hiệu lực.").format(unit=row.name), field="since"
        )
    if since < decision.on:
        raise NothingChanged(_("Ngày áp dụng không thể trước ngày quyết định."), field="since")
    made = FullFile.objects.create(
        unit=row, unit_key=row.key, decision_no=decision.number, decided_on=decision.on, since=since
    )
    record(
        "members.keep_full", made, by=by, says={"unit": row.name, "number": decision.number, "on": written(decision.on)}
    )
    return made


@transaction.atomic
def stop_full_files(unit: Unit, *, by: Actor, on: date) -> FullFile:
    """End the keeping of full files from a day on; what was written is shown no more."""
    row = sight.decide_full.claim(by, unit)
    held = FullFile.objects.select_for_update().filter(unit=row, until=FOREVER).first()
    if held is None:
        raise NotYours
    changes = change(held, until=max(on, date.fromordinal(held.since.toordinal() + 1)))
    record("members.stop_full", held, by=by, says={"unit": row.name, "on": written(on)}, changes=changes)
    return held
