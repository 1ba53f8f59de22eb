"""One person in several associations and places at once: joining, states, placements, categories, residence contact."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.refused import Refused
from nennep.journal.actions import record, record_many
from nennep.members import rules, sight
from nennep.members.actions.file import NothingChanged, cell_of
from nennep.members.actions.life import AlreadyMember, BeforeTheBeginning, NotACell, _open, _stretch, copies
from nennep.members.models import Begin, CategorySpell, End, Membership, Person, Placement, ResidenceContact, Status
from nennep.org.models import Association, Unit
from nennep.viet.write import day as written


class WrongTree(Refused):
    """A unit of another association."""


class NotAStep(Refused):
    """A state that does not follow the present one."""


class NotAtHome(Refused):
    """Meeting for a time where one is counted."""


def _cell(by: Actor, unit: Unit, association: str) -> Unit:
    row = sight.place_in.claim(by, unit)
    if row.kind.association != association:
        words = dict(Association.choices).get(association, association)
        raise WrongTree(
            _("{unit} không thuộc hệ thống tổ chức {association}.").format(unit=row.name, association=words),
            field="unit",
        )
    if not row.kind.is_cell:
        raise NotACell(
            _("{unit} không phải đơn vị có đoàn viên, hội viên trực tiếp.").format(unit=row.name), field="unit"
        )
    return row


@transaction.atomic
def join_association(
    person: Person, unit: Unit, *, by: Actor, association: str, since: date, status: str = Status.MEMBER
) -> Membership:
    """Put a person who is in the system on the roll of a further association, in that association's own tree.

    Raises AlreadyMember, WrongTree, NotACell, NotAStep.
    """
    row = sight.see.claim(by, person)
    cell = _cell(by, unit, association)
    if Membership.objects.filter(person=row, association=association, placement="counted", until__gt=since).exists():
        raise AlreadyMember(
            _("Đồng chí {name} đã có trong danh sách của tổ chức này.").format(name=row.full_name), field="association"
        )
    if status not in rules.STATES.get(association, {}):
        raise NotAStep(_("Tình trạng này không có trong tổ chức đã chọn."), field="status")
    made = _open(row, cell, status, since, Begin.OPENING, association)
    says = {"person": row.full_name, "unit": cell.name, "on": written(since)}
    record("members.join", made, by=by, person_id=row.pk, says=says)
    return made


@transaction.atomic
def change_state(membership: Membership, *, by: Actor, status: str, on: date) -> Membership:
    """Go over to another state of an association other than the Party, by that association's own steps (``rules.STATES``)."""
    held = sight.end_stretch.claim(by, membership)
    if status not in rules.STATES.get(held.association, {}).get(held.status, ()):
        raise NotAStep(
            _("Không chuyển được từ “{old}” sang tình trạng này.").format(old=held.get_status_display()), field="status"
        )
    _after(held, on)
    ended = change(held, until=on, end=End.OTHER)
    made = _open(held.person, held.unit, status, on, Begin.OTHER, held.association)
    record_many("members.stretch", [_stretch(held, ended), _stretch(made, {})], by=by)
    return made


def _after(held: Membership, on: date) -> None:
    if on <= held.since:
        raise BeforeTheBeginning(_("Ngày này phải sau ngày bắt đầu {day}.").format(day=written(held.since)), field="on")


@transaction.atomic
def place_member(
    person: Person, unit: Unit, *, by: Actor, placement: str, since: date, until: date = FOREVER
) -> Membership:
    """Let a Party member meet in another cell for a time, or keep contact with a residence cell of the system.

    The member stays counted where he is. Raises NotAtHome, AlreadyMember, BeforeTheBeginning.
    """
    row = sight.see.claim(by, person)
    home, cell = cell_of(row), _cell(by, unit, Association.PARTY)
    if home.unit_id == cell.pk:
        raise NotAtHome(
            _("Đồng chí {name} đang sinh hoạt chính thức tại {unit}.").format(name=row.full_name, unit=cell.name),
            field="unit",
        )
    if until <= since:
        raise BeforeTheBeginning(_("Ngày kết thúc phải sau ngày bắt đầu."), field="until")
    if Membership.objects.filter(
        person=row, association="party", placement=placement, since__lt=until, until__gt=since
    ).exists():
        raise AlreadyMember(
            _("Thời gian này đồng chí {name} đã có nơi sinh hoạt cùng loại.").format(name=row.full_name), field="since"
        )
    end = End.OTHER if until < FOREVER else ""
    made = Membership.objects.create(
        person=row, unit=cell, unit_key=cell.key, association="party", placement=placement, status=home.status, since=since, until=until,
        begin=Begin.OTHER, end=end, **copies(row),
    )  # fmt: skip
    words = str(dict(Placement.choices)[placement])
    record(
        "members.place",
        made,
        by=by,
        person_id=row.pk,
        says={"person": row.full_name, "unit": cell.name, "on": written(since), "placement": words},
    )
    return made


@transaction.atomic
def end_placement(membership: Membership, *, by: Actor, on: date, matured: bool = False) -> Membership:
    """End a placement beside the official one, or a membership of another association."""
    held = sight.end_stretch.claim(by, membership)
    _after(held, on)
    changes = change(held, until=on, end=End.MATURED if matured else End.OTHER)
    says = {"person": held.full_name, "unit": held.unit.name, "on": written(on)}
    record("members.end", held, by=by, person_id=held.person_id, says=says, changes=changes)
    return held


@transaction.atomic
def change_category(person: Person, *, by: Actor, category: str, since: date, work_title: str = "") -> CategorySpell:
    """From a day on the person is something else at the university (a student becomes a lecturer); the past stays.

    Official memberships are split on that day, so that figures of past days count what the person was; a probation is
    not split, because it runs from its own first day. Raises NothingChanged, BeforeTheBeginning.
    """
    row = sight.write.claim(by, person)
    if row.category == category and row.work_title == work_title:
        raise NothingChanged(_("Đối tượng và chức vụ không đổi."), field="category")
    if since > today():
        raise BeforeTheBeginning(_("Ngày thay đổi không thể sau ngày hôm nay."), field="since")
    last = CategorySpell.objects.filter(person=row, until=FOREVER).first()
    if last is None:
        last = CategorySpell.objects.create(person=row, category=row.category, work_title=row.work_title, since=None)
    if last.since and since <= last.since:
        raise BeforeTheBeginning(
            _("Ngày thay đổi phải sau {day}, ngày của lần thay đổi trước.").format(day=written(last.since)),
            field="since",
        )
    change(last, until=since)
    made = CategorySpell.objects.create(person=row, category=category, work_title=work_title, since=since)
    changes = change(row, category=category, work_title=work_title)
    _split(row, by, since)
    says = {"person": row.full_name, "category": made.get_category_display(), "on": written(since)}
    place = cell_of(row)
    record(
        "members.change_category", row, by=by, unit_id=place.unit_id, unit_key=place.unit_key, person_id=row.pk, says=says,
        changes={name: pair for name, pair in changes.items() if name == "work_title"},
    )  # fmt: skip
    return made


def _split(person: Person, by: Actor, since: date) -> None:
    told = []
    for held in Membership.objects.filter(person=person, until=FOREVER).select_related("unit"):
        if (
            held.status == Status.PROBATIONARY
            or held.since >= since
            or held.association != "party"
            or held.placement != "counted"
        ):
            Membership.objects.filter(pk=held.pk).update(category=person.category)
            continue
        ended = change(held, until=since, end=End.CHANGED)
        made = _open(person, held.unit, held.status, since, Begin.CHANGED, held.association)
        told += [_stretch(held, ended), _stretch(made, {})]
    record_many("members.stretch", told, by=by)


@transaction.atomic
def introduce_at_residence(
    person: Person, *, by: Actor, place: str, since: date, letter_no: str = "", ward: str = "", exempt: str = ""
) -> ResidenceContact:
    """Record that a member was introduced to the Party organisation where he lives (213-QĐ/TW); ends an earlier contact.

    ``exempt`` says why no yearly comment is asked of it (33-HD/BTCTW). Raises BeforeTheBeginning.
    """
    row = sight.introduce.claim(by, person)
    earlier = ResidenceContact.objects.filter(person=row, until=FOREVER).first()
    if earlier and since <= earlier.since:
        raise BeforeTheBeginning(
            _("Ngày giới thiệu phải sau lần giới thiệu trước ({day}).").format(day=written(earlier.since)),
            field="since",
        )
    if earlier:
        change(earlier, until=since)
    made = ResidenceContact.objects.create(
        person=row, place=place, ward=ward, letter_no=letter_no, since=since, exempt=exempt
    )
    home = cell_of(row)
    record(
        "members.introduce_residence", made, by=by, unit_id=home.unit_id, unit_key=home.unit_key, person_id=row.pk,
        says={"person": row.full_name, "place": place, "on": written(since)},
    )  # fmt: skip
    return made


@transaction.atomic
def note_residence(contact: ResidenceContact, *, by: Actor, on: date) -> ResidenceContact:
    """Record that the residence cell has taken note of the introduction."""
    row = sight.change_contact.claim(by, contact)
    if on < row.since:
        raise BeforeTheBeginning(_("Ngày báo nhận không thể trước ngày giới thiệu."), field="on")
    changes, home = change(row, noted_on=on), cell_of(row.person)
    record(
        "members.note_residence", row, by=by, unit_id=home.unit_id, unit_key=home.unit_key, person_id=row.person_id,
        says={"person": row.person.full_name, "place": row.place, "on": written(on)}, changes=changes,
    )  # fmt: skip
    return row
