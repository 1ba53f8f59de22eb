"""Yearly supplement sheets: what changed in a year by the points of the sheet, and the sheet as a paper.

Points without a change are marked K (Instruction 12-HD/BTCTW, form 3-HSĐV). The sheet shows its reader what the file
shows him: a point whose values he may not see says so.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.journal.models import Line as Told
from nennep.journal.queries import tell
from nennep.members import filevalues, sight
from nennep.members.certificates import issuer_of
from nennep.members.fields import BY_NAME, KINDS, label_of
from nennep.members.models import Amendment, Badge, FileEntry, Leaving, Membership, Supplement, Tenure
from nennep.members.spoken import spoken
from nennep.press.paper import PARTY, Block, Column, PageBreak, Paper, Para, Table
from nennep.viet.write import day as written
from nennep.viet.write import paper_day

UNCHANGED = "K"


@dataclass(frozen=True)
class Point:
    """A point of the sheet: its words, the fields and the kinds of entries that belong to it."""

    label: Words
    names: tuple[str, ...]


POINTS = (
    Point(_("Nơi ở hiện nay"), ("address", "temporary_address")),
    Point(_("Nghề nghiệp, chức vụ, đơn vị công tác"), ("work_title", "occupation", "employer", "work")),
    Point(_("Trình độ học vấn, chuyên môn, học hàm, học vị"), ("general_education", "qualification", "degree", "academic_rank", "education")),
    Point(_("Lý luận chính trị"), ("theory", "theory_mode")),
    Point(_("Ngoại ngữ, tin học, tiếng dân tộc"), ("it_level", "minority_language", "languages")),
    Point(_("Sinh hoạt đảng, chức vụ trong Đảng, đoàn thể"), ("organisations",)),
    Point(_("Khen thưởng, danh hiệu, Huy hiệu Đảng"), ("commendations", "titles", "badges")),
    Point(_("Kỷ luật"), ("discipline",)),
    Point(_("Hoàn cảnh gia đình"), ("family", "abroad", "family_class", "merit")),
    Point(_("Đi nước ngoài"), ("travel",)),
    Point(_("Hoàn cảnh kinh tế"), ("economic",)),
)  # fmt: skip
OTHER = Point(_("Nội dung khác"), ())


@dataclass(frozen=True)
class Line:
    """A point in words: what changed, K where nothing did; ``hidden`` where its reader may not see it."""

    label: Words
    words: list[str]
    hidden: bool = False

    @property
    def said(self) -> str:
        """The changes in one text."""
        return "; ".join(self.words) or UNCHANGED


def year_of(sheet: Supplement) -> int:
    """The year a sheet is about: that of the day on which its round is due, or the one before in its first quarter."""
    due = sheet.round.due_on
    return due.year - 1 if due.month <= 3 else due.year


def lines(sheet: Supplement, eyes: sight.Sight) -> list[Line]:
    """The points of a sheet with the changes of its year up to the cell's confirmation, as far as these eyes see."""
    year = year_of(sheet)
    first, behind = date(year, 1, 1), date(year + 1, 1, 1)
    found: dict[Point, list[str]] = {point: [] for point in (*POINTS, OTHER)}
    for name, words in _changes(sheet, eyes, first, behind):
        found[next((point for point in POINTS if name in point.names), OTHER)].append(words)
    found[POINTS[5]] += _party(sheet, first, behind)
    if eyes.office:
        found[POINTS[6]] += _badges(sheet, first, behind)
    if eyes.restricted:
        found[POINTS[7]] += _leavings(sheet, first, behind)
    return [Line(point.label, words, not words and _unseen(point, eyes)) for point, words in found.items()]


def _unseen(point: Point, eyes: sight.Sight) -> bool:
    return bool(point.names) and not any(eyes.named(name) for name in point.names)


def _changes(sheet: Supplement, eyes: sight.Sight, first: date, behind: date) -> list[tuple[str, str]]:
    """(field or kind, words) of values filled in, amendments approved and entries dated in the year."""
    rows = Amendment.objects.filter(
        person=sheet.person_id, state="approved", settled_at__date__gte=first, settled_at__date__lt=behind
    )
    found, told = _filled(sheet, eyes, first, behind), set()
    for row in rows.order_by("settled_at", "id"):
        told.add(row.entry_id)
        if eyes.named(row.name):
            value = filevalues.typed_words(row.name, row.old if row.act == "drop" else row.new)
            words = gettext("xóa: {words}").format(words=value) if row.act == "drop" else value
            found.append((row.name, f"{label_of(row.name)}: {words}" if row.name in BY_NAME else words))
    entries = FileEntry.objects.filter(
        Q(since__gte=first, since__lt=behind) | Q(until__gte=first, until__lt=behind),
        person=sheet.person_id,
        dropped_on=None,
    )
    for entry in entries.exclude(pk__in=[pk for pk in told if pk]):
        if entry.kind in KINDS and eyes.named(entry.kind):
            said = "; ".join(filter(None, [filevalues.when(entry), *filevalues.entry_words(entry)]))
            found.append((entry.kind, said))
    return found


def _filled(sheet: Supplement, eyes: sight.Sight, first: date, behind: date) -> list[tuple[str, str]]:
    """Values the office wrote without a paper, where a field lives or was empty; the last of each counts."""
    rows = Told.objects.filter(
        person_id=sheet.person_id, verb="members.fill_file", at__date__gte=first, at__date__lt=behind
    )
    found = {name: new for line in tell(rows.order_by("id")) for name, (_old, new) in line.changes.items()}
    return [
        (name, f"{label_of(name)}: {filevalues.typed_words(name, new)}")
        for name, new in found.items()
        if eyes.named(name)
    ]


def _party(sheet: Supplement, first: date, behind: date) -> list[str]:
    rows = Membership.objects.filter(person=sheet.person_id, placement="counted", since__gte=first, since__lt=behind)
    found = [
        f"{row.get_begin_display()}, {row.unit.name} ({written(row.since)})"
        for row in rows.select_related("unit").order_by("since")
    ]
    posts = Tenure.objects.filter(person=sheet.person_id).select_related("seat", "seat__unit").order_by("since")
    found += [
        gettext("giữ chức danh {title} ({day})").format(title=f"{row.seat.title}, {row.seat.unit.name}", day=written(row.since))
        for row in posts if first <= row.since < behind
    ]  # fmt: skip
    found += [
        gettext("thôi giữ chức danh {title} ({day})").format(title=f"{row.seat.title}, {row.seat.unit.name}", day=written(row.until))
        for row in posts if first <= row.until < behind
    ]  # fmt: skip
    return found


def _badges(sheet: Supplement, first: date, behind: date) -> list[str]:
    rows = Badge.objects.filter(person=sheet.person_id, state="decided", decided_on__gte=first, decided_on__lt=behind)
    return [gettext("Huy hiệu {n} năm tuổi Đảng, {number}").format(n=row.years, number=row.decision_no) for row in rows]


def _leavings(sheet: Supplement, first: date, behind: date) -> list[str]:
    rows = Leaving.objects.filter(person=sheet.person_id, effective_on__gte=first, effective_on__lt=behind)
    return [f"{row.get_kind_display()}, {row.decision_no} ({written(row.effective_on)})" for row in rows]


@spoken
def paper(sheets: list[Supplement], eyes: dict[int, sight.Sight]) -> Paper:
    """One or many sheets, each on a page of its own, for the signature."""
    first = sheets[0]
    unit = issuer_of(first.unit)
    blocks: list[Block] = []
    for sheet in sheets:
        blocks += [PageBreak()] if blocks else []
        blocks += _sheet(sheet, eyes.get(sheet.person_id, sight.NOTHING))
    return Paper(
        upper=unit.name, body=first.unit.name, symbol="", kind="Phiếu bổ sung hồ sơ đảng viên", abstract=f"năm {year_of(first)}", dated=None,
        place=unit.place or "Hà Nội", blocks=tuple(blocks), authority="T/M CHI ỦY", post="BÍ THƯ", layout=replace(PARTY, number="", blank=""),
    )  # fmt: skip


def _sheet(sheet: Supplement, eyes: sight.Sight) -> list[Block]:
    rows = tuple(
        (str(place), str(line.label), "………" if line.hidden else line.said)
        for place, line in enumerate(lines(sheet, eyes), 1)
    )
    said = "đã ký bản giấy" if sheet.on_paper else "đã xác nhận"
    member = (
        f"Đảng viên {said} ngày {paper_day(sheet.member_on)}."
        if sheet.member_on
        else "Đảng viên ký, ghi rõ họ tên: ………………………………"
    )
    cell = f"Chi ủy xác nhận ngày {paper_day(sheet.cell_on)}." if sheet.cell_on else "Chi ủy xác nhận: ………………………………"
    return [
        Para(f"Họ và tên: {sheet.full_name}", bold=True),
        Para(f"Chi bộ: {sheet.unit.name}. Mục không thay đổi ghi chữ K."),
        Table((Column("TT", 0.5, "center"), Column("Nội dung", 3.2), Column("Thay đổi trong năm", 5.0)), rows),
        *([Para(f"Đảng viên bổ sung: {sheet.member_words}")] if sheet.member_words else []),
        Para(member),
        Para(cell),
    ]
