"""Papers of transfers, leavings and badges: letters in full, the words alone over the pre-printed blank, notices, lists."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.models import Badge, Draft, DraftState, LetterBlank, MemberRound, Person, Screened, Transfer
from nennep.members.partyage import age_of
from nennep.members.spoken import spoken
from nennep.org.models import Unit
from nennep.org.queries import chain
from nennep.press.paper import Annex, Bullets, Column, Paper, Para, Run, Table
from nennep.press.pdf import pdf
from nennep.press.placed import Blank, over_blank
from nennep.press.placed import Words as Put
from nennep.press.word import word
from nennep.viet.write import long_day, paper_day

Shift = tuple[float, float, bool]
BOXES = {"official": "10 ô", "temporary": "8 ô", "abroad": "2 ô", "abroad_temp": "2 ô", "military": "10 ô"}
MOST_SHIFT = 30.0
"""Millimetres; a blank that lies further off was put in the wrong way round."""


def shift(given: Mapping[str, str]) -> Shift:
    """How far the words are moved right and down, and whether a ruler is drawn."""
    return _mm(given.get("ngang", "")), _mm(given.get("doc", "")), given.get("luoi", "") == "1"


def _mm(text: str) -> float:
    try:
        found = float(text.replace(",", "."))
    except ValueError:
        return 0.0
    return found if abs(found) <= MOST_SHIFT else 0.0


def issuer(cell: Unit) -> Unit:
    """The organisation that issues papers for a cell: the nearest grassroots one, else the cell itself."""
    above = [unit for unit in chain(cell) if unit.kind.is_grassroots]
    return above[-1] if above else cell


def committee(unit: Unit) -> str:
    """Đảng bộ Trường X → Đảng ủy Trường X."""
    return unit.name.replace("Đảng bộ", "Đảng ủy", 1)


def _paper(
    unit: Unit,
    symbol: str,
    kind: str,
    abstract: str,
    number: str,
    dated: date | None,
    blocks: Iterable[object],
    **more: object,
) -> Paper:
    values = {
        "upper": unit.upper_line or (unit.parent.name if unit.parent else ""), "body": committee(unit), "symbol": f"{symbol}/{unit.symbol or 'ĐU'}",
        "kind": kind, "abstract": abstract, "number": number, "dated": dated, "place": unit.place or "Hà Nội", "blocks": tuple(blocks),
    }  # fmt: skip
    return Paper(**(values | more))  # type: ignore[arg-type]


def _facts(row: Transfer) -> dict[str, str]:
    """What a letter says of the member."""
    person: Person = row.person
    age = age_of(row.person_id, row.letter_on or row.asked_on)
    born = person.born_on
    official = person.memberships.filter(status="official", association="party").order_by("since").first()
    return {
        "name": row.full_name.upper(), "born": paper_day(born) if born and person.born_precision == "day" else str(row.birth_year or "–"),
        "sex": person.get_sex_display(), "native": person.native_place or "–", "card": person.card_no or "–",
        "joined": paper_day(age.joined_on) if age else "–", "official": paper_day(official.since) if official else "–",
        "status": row.get_status_display(), "from": row.from_name, "to": row.to_name, "dues": f"{row.dues_until:%m/%Y}" if row.dues_until else "–",
        "seal": f"Hồ sơ đảng viên niêm phong số {row.seal_no}" if row.seal_no else "Hồ sơ đảng viên",
    }  # fmt: skip


@spoken
def letter(row: Transfer) -> Paper:
    """The letter of introduction in full, with a line for each level on the way."""
    assert row.unit is not None
    unit, facts = issuer(row.unit), _facts(row)
    until = f" đến ngày {paper_day(row.planned_until)}" if row.planned_until else ""
    blocks = (
        Para(f"Kính gửi: {row.to_name}", bold=True, centred=True),
        Para(runs=(Run("Đồng chí: "), Run(facts["name"], bold=True))),
        Para(f"Sinh ngày: {facts['born']}; giới tính: {facts['sex']}; quê quán: {facts['native']}."),
        Para(
            f"Ngày vào Đảng: {facts['joined']}; ngày chính thức: {facts['official']}; đảng viên {facts['status']}; số thẻ đảng viên: {facts['card']}."
        ),
        Para(f"Hiện đang sinh hoạt tại: {row.from_name}."),
        Para(f"Được {row.get_kind_display()} đến {row.to_name}{until}; lý do: {row.get_cause_display()}."),
        Para(
            f"Đã đóng đảng phí đến hết tháng {facts['dues']}. Kèm theo: {facts['seal']}; bản tự kiểm điểm có nhận xét của chi bộ."
        ),
        Para(f"Giấy này có giá trị đến hết ngày {paper_day(row.answer_by)}."),
        _boxes(row),
    )
    return _paper(
        unit,
        "GTSHĐ",
        "Giấy giới thiệu",
        f"sinh hoạt đảng (loại {_boxes_of(row, unit)})",
        row.letter_no,
        row.letter_on,
        blocks,
        recipients=(("Như trên", ""), ("Lưu Văn phòng", "")),
        authority="T/M ĐẢNG ỦY",
    )


def _boxes_of(row: Transfer, unit: Unit) -> str:
    """Which printed form it is: moves inside one organisation go on the form of seven boxes."""
    return "7 ô" if row.kind == "official" and row.to_key.startswith(unit.key) and row.to_key else BOXES[row.kind]


def _boxes(row: Transfer) -> Table:
    assert row.unit is not None
    issued = [unit for unit in reversed(chain(row.unit)) if unit.kind.association == "party"]
    last = next((place for place, unit in enumerate(issued) if unit.kind.is_grassroots), len(issued) - 1)
    rows = [(unit.name, "giới thiệu", "") for unit in issued[: last + 1]]
    rows += [(row.to_name, "tiếp nhận, giới thiệu", ""), ("Chi bộ nơi đến", "tiếp nhận", "")]
    lines = tuple((str(place), *line) for place, line in enumerate(rows, 1))
    return Table(
        (
            Column("Ô", 0.4, "center"),
            Column("Tổ chức đảng", 3),
            Column("Việc", 1.2),
            Column("Ngày, ký tên, đóng dấu", 2),
        ),
        lines,
    )


PLACES: dict[str, Words] = {
    "number": _("Số giấy giới thiệu"), "day": _("Ngày tháng năm"), "to": _("Kính gửi"), "name": _("Họ và tên"), "born": _("Ngày sinh"),
    "native": _("Quê quán"), "joined": _("Ngày vào Đảng"), "official": _("Ngày chính thức"), "card": _("Số thẻ đảng viên"),
    "from": _("Đang sinh hoạt tại"), "going": _("Được giới thiệu đến"), "dues": _("Đảng phí đóng đến hết tháng"), "seal": _("Hồ sơ kèm theo"),
}  # fmt: skip
"""Words that are put on a blank."""
USUAL: dict[str, tuple[float, float]] = {
    "number": (32, 27), "day": (128, 34), "to": (62, 52), "name": (48, 62), "born": (150, 62), "native": (48, 70), "joined": (56, 78),
    "official": (132, 78), "card": (56, 86), "from": (56, 94), "going": (56, 102), "dues": (84, 110), "seal": (56, 118),
}  # fmt: skip
"""Where they stand until an organisation has measured its own blank, on a sheet of 210 × 148 mm."""


@dataclass(frozen=True)
class Measured:
    """A blank as it was measured."""

    width: float
    height: float
    places: Mapping[str, Sequence[float]]


def issuer_of(row: Transfer) -> Unit:
    """The organisation whose letter it is."""
    assert row.unit is not None
    return issuer(row.unit)


def blank_of(row: Transfer) -> Measured:
    """The blank of the organisation that issues the letter; the usual one until it has measured its own."""
    kept = LetterBlank.objects.filter(unit=issuer_of(row)).first()
    return Measured(kept.width, kept.height, kept.places) if kept else Measured(210, 148, USUAL)


def blank(row: Transfer, *, grid: bool = False) -> Blank:
    """Only what is written on the blank, each at its place."""
    facts, day, sheet = (
        {name: "" if text == "–" else text for name, text in _facts(row).items()},
        row.letter_on,
        blank_of(row),
    )
    facts |= {"number": row.letter_no, "day": long_day(day) if day else "", "going": facts["to"]}
    put = tuple(
        Put(facts[name], at[0], at[1], sheet.width - at[0] - 5) for name, at in sheet.places.items() if name in PLACES
    )
    return Blank("Giấy giới thiệu sinh hoạt đảng", sheet.width, sheet.height, put, grid)


@spoken
def receipt(row: Transfer) -> Paper:
    """The notice that tells the sending side that the member has been received."""
    assert row.to_unit is not None
    unit = issuer(row.to_unit)
    blocks = (
        Para(f"Kính gửi: {row.from_name}", bold=True, centred=True),
        Para(
            f"{committee(unit)} đã nhận giấy giới thiệu sinh hoạt đảng số {row.letter_no} ngày {paper_day(row.letter_on)} và hồ sơ của đồng chí {row.full_name}."
        ),
        Para(f"Đồng chí {row.full_name} sinh hoạt tại {row.to_name} từ ngày {paper_day(row.done_on)}."),
        Para(
            f"Hồ sơ niêm phong số {row.seal_no}, nhận ngày {paper_day(row.file_got_on)}, niêm phong còn nguyên."
            if row.seal_no and row.file_got_on
            else "Hồ sơ đảng viên: …………"
        ),
    )
    return _paper(
        unit,
        "BN",
        "Phiếu báo",
        "đã tiếp nhận đảng viên",
        row.receipt_no,
        row.receipt_on,
        blocks,
        recipients=(("Như trên", ""), ("Lưu Văn phòng", "")),
        authority="T/M ĐẢNG ỦY",
    )


@spoken
def handover(rows: Iterable[Transfer]) -> Paper:
    """The list by which a whole cell's members are handed over, to be signed by both sides."""
    found = list(rows)
    first = found[0]
    unit = issuer(first.unit) if first.unit else None
    columns = (
        Column("TT", 0.4, "center"), Column("Họ và tên", 2), Column("Năm sinh", 0.8, "center"), Column("Tình trạng", 1), Column("Hồ sơ niêm phong số", 1.4),
        Column("Ghi chú", 1.2),
    )  # fmt: skip
    lines = tuple(
        (str(place), row.full_name, str(row.birth_year or "–"), row.get_status_display(), row.seal_no, "")
        for place, row in enumerate(found, 1)
    )
    blocks = (
        Para(
            f"Căn cứ văn bản số {first.letter_no} ngày {paper_day(first.letter_on)}, {len(found)} đảng viên của {first.from_name} chuyển sinh hoạt đến {first.to_name}."
        ),
        Table(columns, lines),
        Para("Danh sách lập thành hai bản, mỗi bên giữ một bản."),
        Para("ĐẠI DIỆN BÊN GIAO                              ĐẠI DIỆN BÊN NHẬN", bold=True, centred=True),
    )
    assert unit is not None
    return _paper(
        unit,
        "DS",
        "Danh sách",
        "bàn giao đảng viên",
        "",
        first.letter_on,
        blocks,
        recipients=(("Bên nhận", ""), ("Lưu Văn phòng", "")),
        authority="T/M ĐẢNG ỦY",
    )


@spoken
def restructuring(draft: Draft, outcome: Mapping[str, Any]) -> Paper:
    """The decision on a restructuring, with the list of members who move and the cells before and after."""
    unit = draft.unit if draft.unit.kind.is_grassroots else issuer(draft.unit)
    done = draft.state == DraftState.APPLIED
    blocks = (
        Para("Điều 1. Sắp xếp các tổ chức đảng trực thuộc như sau:", bold=True),
        Bullets(tuple(outcome["steps"]) or ("…",)),
        Para(
            f"Điều 2. {len(outcome['moves'])} đảng viên chuyển sinh hoạt theo danh sách kèm theo, từ ngày {paper_day(draft.applied_from) if done else '……'}."
        ),
        Para(
            "Điều 3. Văn phòng Đảng ủy, các chi bộ có liên quan và các đồng chí có tên trong danh sách chịu trách nhiệm thi hành quyết định này."
        ),
    )
    people = Table(
        (
            Column("TT", 0.4, "center"),
            Column("Họ và tên", 2),
            Column("Tình trạng", 1),
            Column("Từ chi bộ", 2),
            Column("Đến chi bộ", 2),
        ),
        tuple((str(place), *line) for place, line in enumerate(outcome["moves"], 1)),
    )
    columns = (
        Column("Chi bộ", 2.4), Column("Trước", 0.7, "right", "Đảng viên"), Column("Sau", 0.7, "right", "Đảng viên"), Column("Trước", 0.7, "right", "Chính thức"),
        Column("Sau", 0.7, "right", "Chính thức"), Column("Ghi chú", 1),
    )  # fmt: skip
    cells = Table(columns, tuple(_before_after(one) for one in outcome["cells"]))
    return _paper(
        unit, "QĐ", "Quyết định", "về việc sắp xếp các tổ chức đảng trực thuộc", draft.decision.split(",")[0].split(" ngày")[0] if done else "", None, blocks,
        draft=not done, recipients=(("Đảng ủy cấp trên trực tiếp", "để b/c"), ("Như Điều 3", ""), ("Lưu Văn phòng", "")),
        annexes=(Annex("DANH SÁCH ĐẢNG VIÊN CHUYỂN SINH HOẠT", (people,)), Annex("CÁC CHI BỘ TRƯỚC VÀ SAU SẮP XẾP", (cells,))),
    )  # fmt: skip


def _before_after(cell: Mapping[str, Any]) -> tuple[str, ...]:
    was, now = cell["was"], cell["now"]
    note = "lập mới" if cell["new"] else "kết thúc hoạt động" if cell["ended"] else ""
    return (cell["name"], str(was["all"]), str(now["all"]), str(was["official"]), str(now["official"]), note)


Made = Callable[[Transfer, Shift], bytes]
FORMS: dict[str, Made] = {
    "giay-gioi-thieu.docx": lambda row, moved: word(letter(row)),
    "giay-gioi-thieu.pdf": lambda row, moved: pdf(letter(row)),
    "in-phoi.pdf": lambda row, moved: over_blank(blank(row, grid=moved[2]), moved[0], moved[1]),
    "bao-nhan.docx": lambda row, moved: word(receipt(row)),
    "bao-nhan.pdf": lambda row, moved: pdf(receipt(row)),
}


@spoken
def badge_list(unit: Unit, award_on: date, rows: Iterable[Badge]) -> Paper:
    """The list of members proposed for a badge, with the letter above it."""
    found = list(rows)
    columns = (
        Column("TT", 0.4, "center"), Column("Họ và tên", 2), Column("Chi bộ", 2.2), Column("Ngày vào Đảng", 1.1, "center"),
        Column("Đủ năm ngày", 1.1, "center"), Column("Huy hiệu", 0.8, "center"), Column("Ghi chú", 1.3),
    )  # fmt: skip
    lines = tuple(
        (
            str(place),
            row.full_name,
            row.unit.name,
            paper_day(row.joined_on),
            paper_day(row.reached_on),
            f"{row.years} năm",
            _badge_note(row),
        )
        for place, row in enumerate(found, 1)
    )
    kinds = sorted({row.years for row in found}, reverse=True)
    sums = tuple(
        f"Huy hiệu {years} năm tuổi Đảng: {sum(row.years == years for row in found)} đồng chí" for years in kinds
    )
    organisation = issuer(unit)
    return _paper(
        organisation, "TTr", "Tờ trình", f"đề nghị tặng Huy hiệu Đảng đợt {paper_day(award_on)}", "", None,
        (Para(f"Kính gửi: {committee(organisation.parent) if organisation.parent else 'Đảng ủy cấp trên trực tiếp'},", bold=True, centred=True), Para(f"{committee(organisation)} đề nghị xét, tặng Huy hiệu Đảng cho {len(found)} đồng chí (danh sách kèm theo)."), Bullets(sums or ("Không có",))),
        recipients=(("Như trên", ""), ("Lưu Văn phòng", "")),
        annexes=(Annex(f"DANH SÁCH ĐỀ NGHỊ TẶNG HUY HIỆU ĐẢNG ĐỢT {paper_day(award_on)}", (Table(columns, lines),)),),
    )  # fmt: skip


def _badge_note(row: Badge) -> str:
    return row.note or ("ngày vào Đảng tính từ ngày chính thức, cần đối chiếu" if row.surmised else "")


@spoken
def screening(round: MemberRound, asked: int, answered: int, rows: Iterable[Screened]) -> Paper:
    """The report on a screening round: what it came to, with the list of members by name."""
    found = list(rows)
    columns = (
        Column("TT", 0.4, "center"), Column("Họ và tên", 1.7), Column("Chi bộ", 1.8), Column("Tiêu chí", 2.2), Column("Trao đổi", 1.1, "center"),
        Column("Kết luận", 1.3), Column("Biện pháp", 1.8),
    )  # fmt: skip
    lines = tuple(
        (
            str(place),
            row.full_name,
            row.unit.name,
            "; ".join(row.reasons),
            paper_day(row.talked_on) if row.talked_on else "–",
            (row.get_outcome_display() or "chưa kết luận") + (f" ({row.agreed}/{row.base})" if row.base else ""),
            row.remedy + (f" (đến {paper_day(row.remedy_until)})" if row.remedy_until else ""),
        )
        for place, row in enumerate(found, 1)
    )
    said = [row.get_outcome_display() or "chưa kết luận" for row in found]
    sums = tuple(f"{words[:1].upper()}{words[1:]}: {said.count(words)} đồng chí" for words in dict.fromkeys(said))
    annexes = (Annex("DANH SÁCH ĐẢNG VIÊN ĐƯỢC RÀ SOÁT, SÀNG LỌC", (Table(columns, lines),)),) if found else ()
    return _paper(
        issuer(round.unit), "BC", "Báo cáo", f"kết quả {round.name[:1].lower()}{round.name[1:]}", "", None,
        (
            Para(f"Số chi bộ thực hiện: {asked}; đã báo kết quả: {answered}."),
            Para(f"Số đảng viên đưa vào danh sách: {len(found)}{' (danh sách kèm theo)' if found else ''}."),
            Bullets(sums or ("Không có",)),
        ),
        recipients=(("Đảng ủy cấp trên", ""), ("Lưu Văn phòng", "")), annexes=annexes,
    )  # fmt: skip
