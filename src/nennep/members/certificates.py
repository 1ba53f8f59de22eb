"""Papers made from a file: the summary of a personal history, and the confirmation that somebody is a member."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from nennep.core.clock import today
from nennep.members import filepage, filevalues, partial
from nennep.members.models import Admission as AdmissionRow
from nennep.members.models import Membership, Person, Recognition
from nennep.members.partyage import age_of
from nennep.members.sight import Sight
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.press.paper import Block, Column, Heading, Paper, Para, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import day as written

EDITIONS: dict[str, Callable[[Paper], bytes]] = {"docx": word, "pdf": pdf}


@dataclass(frozen=True)
class Dates:
    """The days of a Party life as the file knows them."""

    decided: date | None
    ceremony: date | None
    official: date | None


def dates_of(person: Person) -> Dates:
    """Decision to admit, ceremony, official from; the first official stretch stands for a recognition before the book."""
    admitted = (
        AdmissionRow.objects.filter(person=person, association="party", annulled_on=None)
        .order_by("-decided_on")
        .first()
    )
    official = (
        Recognition.objects.filter(person=person, association="party", annulled_on=None).order_by("-decided_on").first()
    )
    first = (
        person.memberships.filter(association="party", placement="counted", status="official").order_by("since").first()
    )
    since = official.official_from if official else first.since if first else None
    return Dates(admitted.decided_on if admitted else None, admitted.ceremony_on if admitted else None, since)


def issuer_of(cell: Unit) -> Unit:
    """The grassroots organisation above a cell, or the unit highest in sight."""
    unit = cell
    while not unit.kind.is_grassroots and unit.parent is not None:
        unit = unit.parent
    return unit


def _paper(cell: Unit, kind: str, abstract: str, symbol: str, blocks: list[Block]) -> Paper:
    unit = issuer_of(cell)
    body = unit.name.replace("Đảng bộ", "Đảng ủy", 1)
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=body, symbol=f"{symbol}/{unit.symbol or 'ĐU'}", kind=kind,
        abstract=abstract, place=unit.place or "Hà Nội", dated=today(), blocks=tuple(blocks), recipients=(("Lưu hồ sơ", ""),),
        authority="T/L BAN THƯỜNG VỤ", post="CHÁNH VĂN PHÒNG",
    )  # fmt: skip


@spoken
def confirmation(person: Person, now: Membership, eyes: Sight, reason: str) -> Paper:
    """Giấy xác nhận đảng viên, for the purpose the member named."""
    found, body = dates_of(person), issuer_of(now.unit).name.replace("Đảng bộ", "Đảng ủy", 1)
    facts = [
        ("Sinh ngày", partial.written(person.born_on, person.born_precision)), ("Quê quán", person.native_place),
        ("Nghề nghiệp, chức vụ", person.work_title), ("Số thẻ đảng viên", person.card_no if eyes.office else ""),
        ("Ngày quyết định kết nạp", written(found.decided)), ("Ngày tổ chức lễ kết nạp", written(found.ceremony)),
        ("Ngày công nhận chính thức", written(found.official) if now.status == "official" else "đang trong thời gian dự bị"),
    ]  # fmt: skip
    if (age := age_of(person.pk, today())) and now.status == "official":
        facts.append(("Tuổi Đảng", f"{age.years(today())} năm (tính đến ngày {written(today())})"))
    blocks: list[Block] = [
        Para(f"{body} xác nhận:"),
        Para(f"Đồng chí: {person.full_name}", bold=True),
        *(Para(f"{label}: {text}.") for label, text in facts if text and text != "–"),
        Para(f"Hiện là đảng viên {now.get_status_display()}, đang sinh hoạt tại {now.unit.name}."),
        Para(f"Giấy xác nhận này dùng để: {reason.rstrip('.')}."),
    ]
    return _paper(now.unit, "Giấy xác nhận", "đảng viên đang sinh hoạt", "XN", blocks)


@spoken
def resume(person: Person, now: Membership, eyes: Sight, reason: str) -> Paper:
    """Lý lịch tóm tắt, with what its reader may see of the file."""
    sheet, found = filevalues.sheet_of(person), dates_of(person)
    blocks: list[Block] = []
    life = [
        Para(f"Ngày quyết định kết nạp: {written(found.decided)}; lễ kết nạp: {written(found.ceremony)}; chính thức từ: {written(found.official)}."),
        Para(f"Hiện sinh hoạt tại {now.unit.name} ({now.get_status_display()})."),
    ]  # fmt: skip
    lines = {
        group.label: [Para(f"{label}: {words}.") for label, words, _long in group.rows] + (life if group.code == "party" else [])
        for group in filepage.groups(person, sheet, eyes)
    }  # fmt: skip
    for place, label in enumerate((label for label, rows in lines.items() if rows), 1):
        blocks += [Heading(3, f"{place}. {label}"), *lines[label]]
    for held in filepage.entries(filepage.entry_rows(person, eyes), eyes):
        if held.rows:
            columns = (Column("Thời gian", 1.2), *(Column(str(one.label), 1.6) for one in held.kind.columns))
            blocks.append(Heading(4, str(held.kind.label)))
            blocks.append(Table(columns, tuple((row.when, *(text for _label, text in row.words)) for row in held.rows)))
    blocks.append(Para(f"Mục đích sử dụng: {reason.rstrip('.')}.", italic=True))
    return _paper(now.unit, "Lý lịch tóm tắt", f"của đồng chí {person.full_name}", "LL", blocks)


PAPERS: dict[str, tuple[str, Callable[[Person, Membership, Sight, str], Paper]]] = {
    "xac-nhan": ("giấy xác nhận đảng viên", confirmation),
    "ly-lich-tom-tat": ("lý lịch tóm tắt", resume),
}
