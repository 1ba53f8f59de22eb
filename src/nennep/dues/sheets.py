"""What the members of a unit pay by, as an Excel sheet out and in: what went out comes in without a change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nennep.dues import queries, rates
from nennep.dues.actions import Terms
from nennep.dues.models import Kind
from nennep.members.imports.books import bad, pages
from nennep.members.imports.sheet import Heading, Row, layout, rows
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.viet import read
from nennep.viet.order import fold
from nennep.viet.write import number

WORDS = {
    Kind.INSURED: "lương", Kind.STUDENT: "sinh viên", Kind.PENSION: "lương hưu", Kind.ALLOWANCE: "trợ cấp", Kind.AGREED: "mức riêng",
    Kind.UNION: "lương", Kind.YOUTH_PAID: "có lương", Kind.YOUTH_UNPAID: "không lương",
}  # fmt: skip
"""Kinds as they stand in a cell; who pays by the minimum wage is entered by hand, with the region."""
HEADS = (
    Heading("person", "Mã", width=10), Heading("name", "Họ và tên", needed=True, width=30), Heading("kind", "Đối tượng", needed=True, width=16),
    Heading("base", "Số tiền (đồng/tháng)", needed=True, width=22), Heading("paper", "Văn bản đồng ý", width=30),
)  # fmt: skip
MOST = 2_000
"""Rows; a unit has fewer members."""


@dataclass(frozen=True)
class Fault:
    """What is wrong in which line of the file."""

    line: int
    words: str


@dataclass(frozen=True)
class Read:
    """A file as it was understood: what would change, and what is wrong."""

    changed: list[tuple[int, Terms]]
    faults: list[Fault]


def template(unit: Unit, month: date) -> bytes:
    """The unit's members of a month with what they pay by, to be filled in and brought back."""
    kinds = [WORDS[kind] for kind in rates.kinds_of(unit.kind.association) if kind in WORDS]
    lines = [
        (str(one.person_id), one.name, _word(one), number(one.basis.base) if one.basis and one.basis.base else "", one.basis.paper if one.basis else "")
        for one in queries.screen(unit, month).payers
    ]  # fmt: skip
    columns = tuple((head.title, head.width) for head in HEADS)
    return excel([Sheet("Mức đóng", columns, lines, (unit.name,), fill=True, choices={"Đối tượng": kinds})])


def _word(one: queries.Payer) -> str:
    return WORDS.get(Kind(one.basis.kind), "") if one.basis else "sinh viên" if one.category == "student" else ""


def understood(unit: Unit, month: date, data: bytes) -> Read:
    """A filled-in sheet against the roll of a month. Raises BadFile (members) where it is no such table."""
    payers = queries.screen(unit, month).payers
    found = Read([], [])
    seen: set[int] = set()
    book = pages(data)
    table = layout(book, HEADS)
    if table is None:
        missing_ = ", ".join(str(head.title) for head in HEADS if head.needed)
        raise bad(_("Không thấy các cột {columns}. Đề nghị dùng tệp mẫu của đơn vị.").format(columns=missing_))
    for place, row in enumerate(rows(book, table)):
        if place >= MOST:
            found.faults.append(Fault(row.line, _("Tệp có hơn {n} dòng.").format(n=number(MOST))))
            break
        try:
            one = _payer(row, payers)
            if one.person_id in seen:
                raise ValueError(_("Đồng chí này đã có ở dòng trên."))
            seen.add(one.person_id)
            terms = _terms(unit, row)
        except ValueError as fault:
            found.faults.append(Fault(row.line, str(fault)))
            continue
        if terms is not None and not _same(one, terms):
            found.changed.append((one.person_id, terms))
    return found


def _payer(row: Row, payers: Sequence[queries.Payer]) -> queries.Payer:
    """The member of a line, by number and name. ValueError says why not."""
    name, given = fold(row.text("name")), row.text("person")
    same = [one for one in payers if fold(one.name) == name and given in {"", str(one.person_id)}]
    if len(same) == 1:
        return same[0]
    if same:
        raise ValueError(_("Có hai đồng chí trùng họ tên; đề nghị ghi cột Mã."))
    raise ValueError(_("Không có đồng chí này trong danh sách của đơn vị; đề nghị kiểm tra họ tên và mã."))


def _terms(unit: Unit, row: Row) -> Terms | None:
    """What a line says; None where it says nothing. ValueError says what is wrong."""
    word, said = fold(row.text("kind")), row.text("base")
    if not word and not said:
        return None
    kinds = {fold(WORDS[kind]): kind for kind in rates.kinds_of(unit.kind.association) if kind in WORDS}
    if word not in kinds:
        words = _("Đối tượng phải là: {kinds}. Trường hợp khác đề nghị ghi trên màn hình.")
        raise ValueError(words.format(kinds=", ".join(WORDS[kind] for kind in kinds.values())))
    kind, base = kinds[word], 0
    if kind in rates.BY_PAY | {Kind.AGREED}:
        exact: Any = read.number(said) if said else None
        if exact is None or exact != int(exact) or not 0 < exact <= 2_000_000_000:
            raise ValueError(_("Số tiền phải là số nguyên đồng, lớn hơn 0, như 7.250.000."))
        base = int(exact)
    paper = row.text("paper") if kind == Kind.AGREED else ""
    if kind == Kind.AGREED and not paper:
        raise ValueError(_("Mức riêng cần ghi văn bản đồng ý."))
    return Terms(kind, base=base, paper=paper[:160])


def _same(one: queries.Payer, terms: Terms) -> bool:
    """Whether a member pays by these terms already; an exemption or reduction is not undone by a file."""
    held = one.basis
    return (
        held is not None
        and (held.kind, held.base) == (terms.kind, terms.base)
        and held.paper in {"", terms.paper} | ({held.paper} if held.relief else set())
    )
