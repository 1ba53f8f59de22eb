"""The papers of a leaving or an exemption, made from what the case holds: the cell's resolution, the decision, the notice slip.

Head and foot follow Guidance 36-HD/VPTW; the wording is short and editable in Word.
"""

from collections.abc import Callable, Iterable
from datetime import date

from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.core.words import Words
from nennep.members import limits, paperwork
from nennep.members.casepapers import BLANK, cited, committee, sent_to
from nennep.members.certificates import dates_of, issuer_of
from nennep.members.models import Leaving, LeavingKind, LeavingState
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.press.paper import Block, Paper, Para
from nennep.viet.write import paper_day, percent

K = LeavingKind
OUT = (K.REMOVED, K.RESIGNED, K.EXPELLED, K.ANNULLED, K.DECEASED)
PAPERS: dict[str, tuple[Words, str, tuple[LeavingKind, ...]]] = {
    "nghi-quyet": (_("Nghị quyết của chi bộ"), "NQ", (K.EXEMPTED, K.REMOVED, K.RESIGNED)),
    "quyet-dinh": (_("Quyết định"), "QĐ", (K.EXEMPTED, K.REMOVED, K.RESIGNED, K.EXPELLED, K.ANNULLED)),
    "phieu-bao": (_("Phiếu báo đảng viên"), "", OUT),
}
"""Papers by their word in the address: what they are called, the symbol of their number, for which kinds they are made."""
ACTS = {
    K.EXEMPTED: "miễn công tác và sinh hoạt đảng", K.REMOVED: "xóa tên đảng viên trong danh sách đảng viên", K.RESIGNED: "cho ra khỏi Đảng",
    K.EXPELLED: "khai trừ ra khỏi Đảng", K.ANNULLED: "hủy quyết định kết nạp, công nhận đảng viên",
}  # fmt: skip


def of(row: Leaving) -> list[tuple[str, Words]]:
    """The papers of a case: (word in the address, what it is called). One that is not carried out has the cell's alone; the
    slip follows the decision, or the cell's report of a death."""
    dropped, decided = row.state == LeavingState.DROPPED, row.decided_on is not None
    made = {
        "nghi-quyet": True,
        "quyet-dinh": not dropped,
        "phieu-bao": not dropped and (decided or row.kind == K.DECEASED),
    }
    return [(code, words) for code, (words, _symbol, kinds) in PAPERS.items() if row.kind in kinds and made[code]]


def usual_body(row: Leaving) -> str:
    """The body that usually decides: the cell exempts for old age, the grassroots committee for other grounds and draws up the
    slip of a death; for the rest the standing committee above the grassroots committee (294-QĐ/TW §4.3.2, §7)."""
    grassroots = issuer_of(row.unit)
    if row.kind == K.EXEMPTED and row.ground == "age":
        return committee(row.unit)
    if row.kind in {K.EXEMPTED, K.DECEASED}:
        return committee(grassroots)
    return f"Ban Thường vụ {committee(grassroots.parent or grassroots)}"


@spoken
def document(row: Leaving, code: str) -> Paper:
    """One of them; what is not known yet stays blank."""
    authority = (row.authority or usual_body(row)).lower()
    unit = _issuer(row, code, authority)
    symbol, abstract = PAPERS[code][1], ACTS.get(LeavingKind(row.kind), "")
    decided = code == "quyet-dinh"
    number, day = (row.decision_no, row.decided_on) if decided else ("", _drawn_up(row, code))
    short = f"{symbol}/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}" if symbol else ""
    kind, about = {
        "nghi-quyet": ("Nghị quyết", f"đề nghị {abstract}"), "quyet-dinh": ("Quyết định", abstract),
        "phieu-bao": ("Phiếu báo", "đảng viên từ trần" if row.kind == K.DECEASED else "đảng viên ra khỏi Đảng"),
    }[code]  # fmt: skip
    inspectors = decided and authority.startswith(INSPECTORS)
    body, post = "T/M ĐẢNG ỦY", "BÍ THƯ"
    if unit.kind.is_cell:
        body = "T/M CHI BỘ"
    elif inspectors:
        body, post = "T/M ỦY BAN KIỂM TRA", "CHỦ NHIỆM"
    elif decided and "ban thường vụ" in authority:
        body = "T/M BAN THƯỜNG VỤ"
    above = unit.upper_line or (unit.parent.name.upper() if unit.parent else "")
    blocks = tuple(BODIES[code](row, unit))
    return Paper(
        upper=committee(unit).upper() if inspectors else above, body="Ủy ban Kiểm tra" if inspectors else committee(unit), symbol=short, kind=kind, abstract=about,
        place=unit.place or (unit.parent.place if unit.parent else "") or "Hà Nội", number=number, dated=day, blocks=blocks,
        recipients=sent_to(unit, kind, blocks), authority=body, post=post, draft=decided and not number,
    )  # fmt: skip


INSPECTORS = "ủy ban kiểm tra "


def _drawn_up(row: Leaving, code: str) -> date | None:
    """The day of a paper other than the decision: of the cell's meeting; of the slip where that is the deciding paper."""
    if code == "nghi-quyet":
        return row.proposed_on
    return row.decided_on if row.kind == K.DECEASED else None


def _issuer(row: Leaving, code: str, named: str) -> Unit:
    """The cell resolves; the slip is the grassroots committee's; the decision is that of the body that is named."""
    grassroots = issuer_of(row.unit)
    if code == "nghi-quyet" or (code == "quyet-dinh" and row.unit.kind.is_cell and named.startswith("chi bộ")):
        return row.unit
    above = grassroots.parent
    core = named.removeprefix("ban thường vụ ").removeprefix(INSPECTORS).strip()
    if code == "quyet-dinh" and above is not None and core and committee(above).lower().startswith(core):
        return above
    return grassroots


def _who(row: Leaving) -> str:
    person = row.person
    born = f", sinh ngày {paper_day(person.born_on)}" if person.born_on else ""
    native = f", quê quán {person.native_place}" if person.native_place else ""
    return (
        f"đồng chí {row.full_name}{born}{native}, đảng viên {row.get_status_display()}, sinh hoạt tại {row.unit.name}"
    )


def _ground(row: Leaving) -> str:
    words = dict(paperwork.WAYS[row.kind].grounds_on(_day(row))).get(row.ground, "")
    return "; ".join(filter(None, [words, row.reason])) or BLANK


def _day(row: Leaving) -> date:
    """The day whose rules the case is told by."""
    return row.decided_on or row.proposed_on or today()


def _resolution(row: Leaving, unit: Unit) -> Iterable[Block]:
    yield Para(
        f"Ngày {paper_day(row.proposed_on) if row.proposed_on else BLANK}, {unit.name} đã họp, xem xét trường hợp {_who(row)}."
    )
    yield Para(f"Lý do: {_ground(row)}.")
    if row.base and row.votes is not None:
        yield Para(
            f"Kết quả biểu quyết: tán thành {row.votes}/{row.base} đảng viên chính thức được tính biểu quyết ({percent(row.votes, row.base)})."
        )
    yield Para(
        f"Chi bộ đề nghị {ACTS[LeavingKind(row.kind)]} đối với đồng chí {row.full_name}; báo cáo cấp ủy cấp trên xem xét, quyết định."
    )


def _decision(row: Leaving, unit: Unit) -> Iterable[Block]:
    yield Para("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;")
    yield Para(f"- Căn cứ {cited(str(paperwork.WAYS[row.kind].source(_day(row))))};")
    if row.kind not in {K.EXPELLED, K.ANNULLED} and not unit.kind.is_cell:
        yield Para(f"- Xét đề nghị của {row.unit.name},")
    yield Para("QUYẾT ĐỊNH", bold=True, centred=True)
    since = f" từ ngày {paper_day(row.effective_on)}" if row.effective_on else f" từ ngày {BLANK}"
    last = row.set_until or row.until
    until = f" đến ngày {paper_day(last)}" if last.year < 9999 else ""
    act = ACTS[LeavingKind(row.kind)]
    yield Para(f"Điều 1. {act[:1].upper()}{act[1:]} đối với {_who(row)},{since}{until}. Lý do: {_ground(row)}.")
    yield Para(f"Điều 2. {row.unit.name} và đồng chí {row.full_name} chịu trách nhiệm thi hành quyết định này.")
    if paperwork.WAYS[row.kind].appeal:
        days = limits.appeal(_day(row)).count
        yield Para(f"Đồng chí có quyền khiếu nại trong {days} ngày làm việc kể từ ngày nhận quyết định.")


def _slip(row: Leaving, unit: Unit) -> Iterable[Block]:
    person, found = row.person, dates_of(row.person)
    facts = [
        ("Họ và tên", row.full_name), ("Giới tính", person.get_sex_display()), ("Sinh ngày", paper_day(person.born_on)), ("Quê quán", person.native_place),
        ("Số thẻ đảng viên", person.card_no), ("Ngày quyết định kết nạp", paper_day(found.decided)), ("Ngày chính thức", paper_day(found.official)),
        ("Nơi sinh hoạt", row.unit.name), ("Hình thức", str(row.get_kind_display())),
        ("Quyết định", f"số {row.decision_no} ngày {paper_day(row.decided_on)}" if row.decision_no and row.kind != K.DECEASED else ""),
        ("Từ trần ngày" if row.kind == K.DECEASED else "Có hiệu lực từ ngày", paper_day(row.effective_on)), ("Lý do", "" if row.kind == K.DECEASED else _ground(row)),
    ]  # fmt: skip
    yield Para("Kính gửi: Đảng ủy cấp trên trực tiếp,", bold=True, centred=True)
    yield from (Para(f"{label}: {words}.") for label, words in facts if words and words != "–")
    cards = (
        "gia đình giữ thẻ và Huy hiệu Đảng"
        if row.kind == K.DECEASED
        else "đã thu lại thẻ đảng viên"
        if "card" in row.papers
        else f"thẻ đảng viên: {BLANK}"
    )
    yield Para(f"Hồ sơ gửi kèm; {cards}.")


BODIES: dict[str, Callable[[Leaving, Unit], Iterable[Block]]] = {
    "nghi-quyet": _resolution,
    "quyet-dinh": _decision,
    "phieu-bao": _slip,
}
