"""Personnel papers of cells and committees: request, approval, appointment, charges of committee members.

Head and foot follow Guidance 36-HD/VPTW; the words are short and are finished in Word. Personnel schemes that are secret
are not kept here: these papers name those who hold a post already.
"""

from collections.abc import Callable
from datetime import date

from nennep.core.clock import today
from nennep.members import posts
from nennep.members.letters import committee, issuer
from nennep.members.models import Tenure
from nennep.members.partyage import age_of
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.org.queries import charges_below, terms_of
from nennep.press.paper import Block, Column, Paper, Para, Table
from nennep.viet.write import paper_day

HEADS = (
    Column("TT", 0.7, "center"), Column("Họ và tên", 2.4), Column("Ngày sinh", 1.6), Column("Ngày vào Đảng", 1.6), Column("Trình độ, lý luận chính trị", 1.9),
    Column("Chức danh", 1.8),
)  # fmt: skip


def _above(unit: Unit) -> Unit:
    """Who approves a unit's committee: the grassroots committee for what lies below it, the level above for itself."""
    top = issuer(unit)
    return unit.parent if top.pk == unit.pk and unit.parent is not None else top


def _body(unit: Unit) -> str:
    return unit.name if unit.kind.is_cell else committee(unit)


def _term(unit: Unit, day: date) -> str:
    term = next((one for one in terms_of(unit) if one.since <= day < one.until), None)
    return f" nhiệm kỳ {term.name}" if term else ""


def _roster(unit: Unit, day: date) -> Table:
    rows = []
    for place, holder in enumerate(posts.roster(unit, day), 1):
        person, age = holder.first.person, age_of(holder.first.person_id, day)
        learned = "; ".join(
            filter(
                None,
                [
                    _label(person.degree, person.get_degree_display()),
                    _label(person.theory, person.get_theory_display()),
                ],
            )
        )
        titles = ", ".join(_title(row) for row in holder.tenures)
        rows.append(
            (
                str(place),
                person.full_name,
                paper_day(person.born_on),
                paper_day(age.joined_on) if age else "–",
                learned or "–",
                titles,
            )
        )
    return Table(HEADS, tuple(rows))


def _label(value: str, words: object) -> str:
    return str(words) if value else ""


def _title(row: Tenure) -> str:
    return row.seat.title


def _paper(unit: Unit, symbol: str, kind: str, abstract: str, blocks: tuple[Block, ...]) -> Paper:
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=_body(unit), symbol=f"{symbol}/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}",
        kind=kind, abstract=abstract, place=unit.place or issuer(unit).place or "Hà Nội", blocks=blocks, draft=True,
        recipients=(("Như trên", ""), ("Lưu", "")), authority="T/M CHI BỘ" if unit.kind.is_cell else "T/M BAN THƯỜNG VỤ", post="BÍ THƯ",
    )  # fmt: skip


@spoken
def request(unit: Unit) -> Paper:
    """Tờ trình: the unit asks for the approval of its committee."""
    day, above = today(), _above(unit)
    blocks: tuple[Block, ...] = (
        Para(f"Kính gửi: Ban Thường vụ {_body(above)}", bold=True, centred=True),
        Para(f"Căn cứ kết quả bầu cử tại {unit.name}, {_body(unit)} kính trình Ban Thường vụ {_body(above)} xem xét, chuẩn y các chức danh sau đây:"),
        _roster(unit, day),
        Para("Kính đề nghị Ban Thường vụ xem xét, quyết định. Kèm theo: biên bản bầu cử, biên bản kiểm phiếu, lý lịch trích ngang của các đồng chí."),
    )  # fmt: skip
    return _paper(
        unit, "TTr", "Tờ trình", f"về việc đề nghị chuẩn y cấp ủy, bí thư, phó bí thư{_term(unit, day)}", blocks
    )


def _decision(unit: Unit, verb: str, ground: str) -> Paper:
    day, above = today(), _above(unit)
    blocks: tuple[Block, ...] = (
        Para("Căn cứ Điều lệ Đảng và quy định về thi hành Điều lệ Đảng;", italic=True),
        Para(ground, italic=True),
        Para("BAN THƯỜNG VỤ QUYẾT ĐỊNH:", bold=True, centred=True),
        Para(f"Điều 1. {verb} các đồng chí có tên sau đây giữ các chức danh của {unit.name}{_term(unit, day)}:"),
        _roster(unit, day),
        Para(f"Điều 2. {unit.name} và các đồng chí có tên tại Điều 1 chịu trách nhiệm thi hành Quyết định này."),
        Para("Điều 3. Quyết định này có hiệu lực kể từ ngày ký."),
    )
    return _paper(above, "QĐ", "Quyết định", f"{verb.lower()} cấp ủy, bí thư, phó bí thư của {unit.name}", blocks)


@spoken
def approval(unit: Unit) -> Paper:
    """Quyết định chuẩn y: the elected committee is approved."""
    return _decision(unit, "Chuẩn y", f"Xét Tờ trình của {_body(unit)} về việc đề nghị chuẩn y kết quả bầu cử;")


@spoken
def appointment(unit: Unit) -> Paper:
    """Quyết định chỉ định: the committee is appointed without an election."""
    return _decision(unit, "Chỉ định", f"Xét yêu cầu nhiệm vụ và tình hình cấp ủy của {unit.name};")


@spoken
def charges(unit: Unit) -> Paper:
    """Quyết định phân công: which committee member answers for which cell."""
    day = today()
    rows = tuple(
        (str(place), row.person_name, row.unit.name, paper_day(row.since))
        for place, row in enumerate(charges_below(unit, day), 1)
    )
    blocks: tuple[Block, ...] = (
        Para(f"Căn cứ Quy chế làm việc của {_body(unit)};", italic=True),
        Para(f"{_body(unit).upper()} QUYẾT ĐỊNH:", bold=True, centred=True),
        Para("Điều 1. Phân công các đồng chí cấp ủy viên phụ trách tổ chức đảng trực thuộc như sau:"),
        Table(
            (Column("TT", 0.5, "center"), Column("Cấp ủy viên", 2.6), Column("Phụ trách", 3.6), Column("Từ ngày", 1.2)),
            rows,
        ),
        Para(
            "Điều 2. Các đồng chí có tên tại Điều 1 và các tổ chức đảng trực thuộc chịu trách nhiệm thi hành Quyết định này."
        ),
    )
    return _paper(unit, "QĐ", "Quyết định", "về việc phân công cấp ủy viên phụ trách tổ chức đảng trực thuộc", blocks)


PAPERS: dict[str, Callable[[Unit], Paper]] = {
    "to-trinh": request, "chuan-y": approval, "chi-dinh": appointment, "phan-cong": charges,
}  # fmt: skip
