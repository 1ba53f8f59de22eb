"""The papers of a case, each made from what the records hold: for the signature, Word first, PDF beside it.

Head and foot follow Guidance 36-HD/VPTW; the wording is short and editable in Word.
"""

from collections.abc import Callable, Iterable
from dataclasses import replace

from nennep.core.clock import today
from nennep.members.actions.advancing import CERTIFICATES, probation_end
from nennep.members.models import Case, CasePaper, CaseState, CaseStep, CaseVote
from nennep.members.spoken import spoken
from nennep.members.steps import PAPERS
from nennep.org.models import Unit
from nennep.press.paper import PARTY, Block, Column, Paper, Para, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import paper_day, percent

FORMS: dict[str, Callable[[Paper], bytes]] = {"docx": word, "pdf": pdf}
BLANK = "………………"
# step → (kind of the paper, abstract, whose paper, symbol)
HEADS: dict[str, tuple[str, str, str, str]] = {
    "noticed": ("Nghị quyết", "về việc giới thiệu quần chúng ưu tú để bồi dưỡng, xem xét kết nạp Đảng", "cell", "NQ"),
    "helper": ("Nghị quyết", "về việc phân công đảng viên chính thức giúp đỡ quần chúng ưu tú", "cell", "NQ"),
    "permitted": ("", "đồng ý cho làm hồ sơ xin vào Đảng", "committee", "CV"),
    "application": ("Đơn xin vào Đảng", "", "person", ""),
    "introduced": ("Giấy giới thiệu người vào Đảng", "", "member", ""),
    "class": ("", "giới thiệu quần chúng ưu tú học lớp bồi dưỡng nhận thức về Đảng", "cell", "CV"),
    "file": ("Mục lục hồ sơ", "của người xin vào Đảng", "cell", ""),
    "verified": ("", "đề nghị thẩm tra lý lịch người xin vào Đảng", "committee", "CV"),
    "opinions": ("Tổng hợp ý kiến nhận xét", "của tổ chức chính trị - xã hội nơi làm việc, học tập và chi ủy nơi cư trú đối với người vào Đảng", "cell", ""),
    "cell": ("Nghị quyết", "đề nghị kết nạp đảng viên", "cell", "NQ"),
    "sectional": ("Báo cáo", "thẩm định nghị quyết của chi bộ về việc đề nghị kết nạp đảng viên", "sectional", "BC"),
    "committee": ("Nghị quyết", "đề nghị kết nạp đảng viên", "committee", "NQ"),
    "decided": ("Quyết định", "kết nạp đảng viên", "body", "QĐ"),
    "ceremony": ("Biên bản", "lễ kết nạp đảng viên", "cell", ""),
    "new_class": ("", "cử đảng viên dự bị học lớp bồi dưỡng đảng viên mới", "cell", "CV"),
    "review": ("Bản tự kiểm điểm", "của đảng viên dự bị", "person", ""),
    "comments": ("Tổng hợp ý kiến nhận xét", "đối với đảng viên dự bị", "cell", ""),
    "cell2": ("Nghị quyết", "đề nghị công nhận đảng viên chính thức", "cell", "NQ"),
    "sectional2": ("Báo cáo", "thẩm định nghị quyết của chi bộ về việc đề nghị công nhận đảng viên chính thức", "sectional", "BC"),
    "committee2": ("Nghị quyết", "đề nghị công nhận đảng viên chính thức", "committee", "NQ"),
    "recognised": ("Quyết định", "công nhận đảng viên chính thức", "body", "QĐ"),
}  # fmt: skip


def cited(source: str) -> str:
    """A source as a paper names it: the text alone, without what the table of rules says of older ones."""
    for tail in (" và quy định trước đó", " và hướng dẫn trước đó"):
        source = source.replace(tail, "")
    return source


def issuer(case: Case, whose: str) -> Unit:
    """The unit in whose name a paper goes: the cell, the sectional committee, the nearest grassroots committee, or the body that decides."""
    unit = case.unit
    if whose in {"cell", "person", "member"} or unit.parent is None:
        return unit
    if whose == "sectional":
        return unit.parent
    while unit.parent is not None and not unit.kind.is_grassroots:
        unit = unit.parent
    above = unit.parent
    if whose == "body" and above is not None and (not case.body or committee(above).lower() in case.body.lower()):
        return above
    return unit


def committee(unit: Unit) -> str:
    """How a unit is named as the body that acts: a cell by its name, others as their committee."""
    return unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1)


def deciding_body(case: Case) -> str:
    """The usual body that decides: the standing committee of the level above the grassroots committee, where there is one."""
    return f"Ban Thường vụ {committee(issuer(case, 'body'))}"


@spoken
def document(case: Case, code: str, place: int = 0) -> Paper:
    """The paper of a step, with what is known of it; what is not yet known stays blank. ``place`` is that of an introducer.

    The number and day of a class are those of its certificate, not of the paper that sends there.
    """
    kind, abstract, whose, symbol = HEADS[code]
    unit = issuer(case, whose)
    row = CaseStep.objects.filter(case=case, step=code).first()
    body = committee(unit)
    short = f"{symbol}/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}" if symbol else ""
    blocks = tuple((_introduced(place - 1) if place else BODIES[code])(case, row, unit))
    certified = code in CERTIFICATES
    signs = SIGNS.get(whose, ("T/M CHI BỘ" if unit.kind.is_cell else "T/M ĐẢNG ỦY", "BÍ THƯ"))
    if code in {"decided", "recognised"}:
        signs = ("T/M BAN THƯỜNG VỤ", "BÍ THƯ")
    return Paper(
        upper=unit.upper_line or (unit.parent.name.upper() if unit.parent else ""), body=body, symbol=short, kind=kind, abstract=abstract,
        place=unit.place or (unit.parent.place if unit.parent else "") or "Hà Nội", blocks=blocks, number=row.number if row and symbol and not certified else "",
        dated=row.done_on if row and not certified else None, recipients=sent_to(unit, kind, blocks) if symbol else (), authority=signs[0], post=signs[1],
        signer=case.full_name if whose == "person" else "", draft=not (row and row.done_on), layout=PARTY if symbol else UNNUMBERED,
    )  # fmt: skip


def is_made(case: Case, code: str) -> bool:
    """Whether a step has a paper: it was done, or its turn has come in a case that goes on."""
    row = CaseStep.objects.filter(case=case, step=code).first()
    return case.state == CaseState.OPEN or (row is not None and row.done_on is not None)


def asked(case: Case, code: str) -> Paper | None:
    """The paper of a code: of a step, or the minutes of one of its votes; None for what there is not."""
    if code in BODIES:
        return document(case, code) if is_made(case, code) else None
    if code.startswith("introduced-") and code[11:].isdigit() and 1 < int(code[11:]) <= len(aiding(case, "introducer")):
        return document(case, "introduced", int(code[11:]))
    return next((minutes(case, vote) for vote in CaseVote.objects.filter(case=case) if vote.minutes == code), None)


@spoken
def minutes(case: Case, vote: CaseVote) -> Paper:
    """The tellers' minutes of a vote: ballots, base, result and the rule it is measured by."""
    kind, abstract, whose, _symbol = HEADS[vote.step]
    unit = issuer(case, whose)
    secret = vote.ballot == "secret"
    what = "kiểm phiếu" if secret else "kiểm đếm biểu quyết"
    return Paper(
        upper=unit.upper_line or (unit.parent.name.upper() if unit.parent else ""), body=committee(unit), symbol="", kind="Biên bản",
        abstract=f"{what} {abstract}", place=unit.place or (unit.parent.place if unit.parent else "") or "Hà Nội", number="", dated=vote.on,
        blocks=tuple(_minutes(case, vote, unit, f"{kind.lower()} {abstract}".strip())), recipients=(), authority="T/M TỔ KIỂM PHIẾU" if secret else "",
        post="TỔ TRƯỞNG" if secret else "NGƯỜI KIỂM ĐẾM", signer="", draft=False, layout=UNNUMBERED,
    )  # fmt: skip


def _minutes(case: Case, vote: CaseVote, unit: Unit, about: str) -> Iterable[Block]:
    secret = vote.ballot == "secret"
    how = "bỏ phiếu kín" if secret else "biểu quyết bằng thẻ"
    yield Para(f"Ngày {paper_day(vote.on)}, {committee(unit)} đã họp và {how}, xem xét {about} đối với {named(case)}.")
    yield Para(f"{'Tổ kiểm phiếu' if secret else 'Người kiểm đếm'}, do hội nghị bầu, gồm: {BLANK}")
    lines: list[tuple[str, int | str]] = [
        ("Tổng số đảng viên chính thức" if unit.kind.is_cell else "Tổng số cấp ủy viên", vote.eligible), ("Số không tính vào tỷ lệ", vote.eligible - vote.base),
        ("Số được tính tỷ lệ", vote.base), ("Có mặt", vote.present),
    ]  # fmt: skip
    if vote.issued is not None:
        returned, valid = vote.returned or 0, vote.valid or 0
        lines += [("Số phiếu phát ra", vote.issued), ("Số phiếu thu về", returned)]
        lines += [("Số phiếu hợp lệ", valid), ("Số phiếu không hợp lệ", returned - valid)]
    lines += [
        ("Tán thành", f"{vote.agreed} ({percent(vote.agreed, vote.base)})"), ("Không tán thành", vote.against),
        ("Số cần tán thành ít nhất", vote.needed),
    ]  # fmt: skip
    columns = (Column("TT", 0.4, "center"), Column("Nội dung", 4), Column("Số lượng", 1.4, "right"))
    yield Table(columns, tuple((str(n), label, str(value)) for n, (label, value) in enumerate(lines, 1)))
    result = "đủ" if vote.passed else "chưa đủ"
    yield Para(f"Kết quả: {result} tỷ lệ tán thành. Căn cứ: tỷ lệ {cited(vote.rule)}.")
    yield Para("Biên bản lập thành hai bản, đã đọc trước hội nghị.")


UNNUMBERED = replace(PARTY, number="", blank="")
SIGNS = {"person": ("", "NGƯỜI VIẾT"), "member": ("", "ĐẢNG VIÊN GIỚI THIỆU")}


def sent_to(unit: Unit, kind: str, blocks: Iterable[Block]) -> tuple[tuple[str, str], ...]:
    """Who receives a paper: whom it is addressed to, those whom a decision names, the committee above a resolution or report
    (Guidance 36-HD/VPTW: "Như trên" stands only where "Kính gửi" does)."""
    to = ""
    if any(isinstance(one, Para) and one.text.startswith("Kính gửi") for one in blocks):
        to = "Như trên"
    elif kind == "Quyết định":
        to = "Như Điều 2"
    elif unit.parent is not None:
        to = f"{committee(unit.parent)} (để báo cáo)"
    return tuple((one, "") for one in (to, "Lưu hồ sơ") if one)


def named(case: Case) -> str:
    """A person with the day of birth, the native place and the work."""
    person = case.person
    born = f", sinh ngày {paper_day(person.born_on)}" if person.born_on else ""
    native = f", quê quán {person.native_place}" if person.native_place else ""
    work = f", {person.work_title}" if person.work_title else ""
    return f"{case.full_name}{born}{native}{work}"


def aiding(case: Case, role: str) -> list[str]:
    """The names of those who help or introduce now, or did last; not those whom they replaced."""
    rows = list(case.aids.filter(role=role).order_by("-since", "id"))
    return [row.full_name for row in rows if row.since == rows[0].since]


def _aids(case: Case, role: str) -> str:
    return ", ".join(aiding(case, role)) or BLANK


def _vote(case: Case, code: str) -> list[Block]:
    """The result with its base, as the law asks: how many must agree, how many did."""
    row = CaseVote.objects.filter(case=case, step=code).last()
    if row is None:
        return [
            Para(
                f"Tổng số đảng viên chính thức: {BLANK}; có mặt: {BLANK}; tán thành: {BLANK}; không tán thành: {BLANK}."
            )
        ]
    ballots = ""
    if row.issued is not None:
        ballots = f" Phiếu phát ra {row.issued}, thu về {row.returned or 0}, hợp lệ {row.valid or 0}."
    return [
        Para(
            f"Tổng số {row.eligible}, không tính vào cơ sở {row.eligible - row.base}, cơ sở tính tỷ lệ {row.base}; có mặt {row.present}."
            f"{ballots} Tán thành {row.agreed}/{row.base} (cần ít nhất {row.needed}/{row.base}), không tán thành {row.against}. "
            f"Hình thức: {row.get_ballot_display()}. Căn cứ: tỷ lệ {cited(row.rule)}."
        )
    ]  # fmt: skip


def _noticed(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(
        f"Ngày {paper_day(row.done_on if row else case.opened_on)}, {unit.name} đã họp, xem xét và thống nhất đưa quần chúng ưu tú sau vào danh sách bồi dưỡng, tạo nguồn kết nạp Đảng:"
    )
    yield Para(f"{named(case)}.", bold=True)
    yield Para("Chi bộ phân công đảng viên chính thức theo dõi, giúp đỡ và nhận xét hằng tháng.")


def _helper(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(
        f"Phân công đồng chí {_aids(case, 'helper')}, đảng viên chính thức, giúp đỡ quần chúng ưu tú {named(case)}."
    )
    yield Para("Đồng chí được phân công có trách nhiệm bồi dưỡng, theo dõi, báo cáo chi bộ kết quả giúp đỡ.")


def _permitted(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Kính gửi: {case.unit.name},", bold=True, centred=True)
    yield Para(
        f"Xét đề nghị của {case.unit.name}, đồng ý để chi bộ hướng dẫn quần chúng {named(case)} làm hồ sơ xin vào Đảng theo quy định."
    )


def _application(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Kính gửi: {unit.name},", bold=True, centred=True)
    yield Para(f"Tôi là {named(case)}; dân tộc {case.person.ethnicity}.")
    yield Para(
        "Qua nghiên cứu Cương lĩnh chính trị, Điều lệ Đảng và quá trình công tác, học tập, tôi tự nguyện xin gia nhập Đảng Cộng sản Việt Nam."
    )
    yield Para(f"Lý do và phấn đấu của bản thân (người viết tự ghi): {BLANK}")
    yield Para("Người xin vào Đảng viết tay, không tẩy xóa.", italic=True)


def _introduced(place: int) -> Callable[[Case, CaseStep | None, Unit], Iterable[Block]]:
    """Each introducer writes a paper of his own; the one at a place among them."""

    def body(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
        name = dict(enumerate(aiding(case, "introducer"))).get(place, BLANK)
        yield Para(f"Kính gửi: {unit.name},", bold=True, centred=True)
        yield Para(
            f"Tôi là {name}, đảng viên chính thức, đang sinh hoạt tại {unit.name}, được phân công giúp đỡ quần chúng {named(case)}."
        )
        yield Para(f"Nhận xét về lịch sử chính trị, phẩm chất, năng lực, quan hệ quần chúng: {BLANK}")
        yield Para(
            "Tôi giới thiệu và đề nghị chi bộ xem xét kết nạp. Tôi chịu trách nhiệm trước Đảng về lời giới thiệu này."
        )

    return body


def _class(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Kính gửi: {committee(issuer(case, 'committee'))},", bold=True, centred=True)
    yield Para(f"{unit.name} giới thiệu quần chúng {named(case)} học lớp bồi dưỡng nhận thức về Đảng.")


def _file(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Hồ sơ của {named(case)}, tính đến ngày {paper_day(today())}.")
    yield contents(case)


def contents(case: Case) -> Table:
    """The index of the file: each paper, where it is there its number, day and until when it holds."""
    held = {paper.kind: paper for paper in CasePaper.objects.filter(case=case, replaced=False)}
    rows = []
    for place, kind in enumerate(PAPERS, 1):
        paper = held.get(kind.code)
        state = "có" if paper else ("thiếu" if kind.needed else "không bắt buộc")
        rows.append(
            (str(place), str(kind.label), state, paper.number if paper else "", paper_day(paper.issued_on) if paper else "", paper_day(paper.expires_on) if paper and paper.expires_on else "")
        )  # fmt: skip
    columns = (
        Column("TT", 0.4, "center"), Column("Giấy tờ", 3.4), Column("Tình trạng", 1), Column("Số", 1), Column("Ngày lập", 1), Column("Giá trị đến", 1)
    )  # fmt: skip
    return Table(columns, tuple(rows))


def _verified(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    letters = list(case.letters.order_by("sent_on", "id"))
    yield Para(f"Đề nghị thẩm tra lý lịch của {named(case)} và người thân tại các nơi sau:")
    columns = (
        Column("TT", 0.4, "center"), Column("Người được thẩm tra", 2), Column("Nơi thẩm tra", 2.4), Column("Công văn", 1), Column("Ngày gửi", 1), Column("Hạn trả lời", 1)
    )  # fmt: skip
    rows = [
        (str(n), f"{one.about} {f'({one.relation})' if one.relation else ''}".strip(), one.place, one.number, paper_day(one.sent_on), paper_day(one.due_on))
        for n, one in enumerate(letters, 1)
    ]  # fmt: skip
    yield Table(columns, tuple(rows))


def _comments(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    step = "opinions" if row is None or row.step == "opinions" else row.step
    kinds = [kind.code for kind in PAPERS if kind.step == step]
    papers = {paper.kind: paper for paper in CasePaper.objects.filter(case=case, kind__in=kinds, replaced=False)}
    yield Para(f"Về {named(case)}:")
    for kind in (kind for kind in PAPERS if kind.step == step and kind.code != "summary"):
        paper = papers.get(kind.code)
        count = f" Nhất trí {paper.agreed}/{paper.asked} người được hỏi." if paper and paper.asked else ""
        yield Para(f"- {kind.label}: {paper.words if paper and paper.words else BLANK}{count}")


def _resolution(code: str, asks: str) -> Callable[[Case, CaseStep | None, Unit], Iterable[Block]]:
    def body(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
        day = paper_day(row.done_on) if row and row.done_on else BLANK
        yield Para(f"Ngày {day}, {committee(unit)} đã họp, xét và {asks} đối với {named(case)}.")
        yield Para("Sau khi xem xét hồ sơ và thảo luận, kết quả biểu quyết như sau:")
        yield from _vote(case, code)
        yield Para("Nghị quyết này được báo cáo cấp ủy cấp trên xem xét, quyết định.")

    return body


def _appraisal(asks: str) -> Callable[[Case, CaseStep | None, Unit], Iterable[Block]]:
    def body(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
        yield Para(f"{committee(unit)} đã thẩm định nghị quyết của {case.unit.name} {asks} đối với {named(case)}.")
        yield Para(f"Ý kiến thẩm định: {row.words if row and row.words else BLANK}")

    return body


def _decision(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para("- Căn cứ Điều lệ Đảng Cộng sản Việt Nam;")
    yield Para(f"- Xét đề nghị của {case.unit.name} và {committee(issuer(case, 'committee'))},")
    yield Para("QUYẾT ĐỊNH", bold=True, centred=True)
    who, ends = "đảng viên mới", probation_end(case)
    if row is not None and row.step == "recognised":
        who, since = "đồng chí", f", tính từ ngày {paper_day(ends)}" if ends else ""
        yield Para(f"Điều 1. Công nhận đồng chí {named(case)}, là đảng viên chính thức{since}.")
    else:
        yield Para(f"Điều 1. Kết nạp {named(case)}, vào Đảng Cộng sản Việt Nam; sinh hoạt tại {case.unit.name}.")
    yield Para(f"Điều 2. {case.unit.name} và {who} {case.full_name} chịu trách nhiệm thi hành quyết định này.")


def _ceremony(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    admission = case.admission
    number = f"số {admission.decision_no} ngày {paper_day(admission.decided_on)}" if admission else BLANK
    yield Para(f"Thực hiện Quyết định {number}, {unit.name} tổ chức lễ kết nạp {named(case)}.")
    for line in (
        "Chào cờ, tuyên bố lý do, giới thiệu đại biểu.", "Bí thư chi bộ đọc quyết định kết nạp.", "Đảng viên mới đọc lời tuyên thệ.",
        "Đại diện chi ủy nói rõ nhiệm vụ, quyền hạn của đảng viên và phân công đảng viên giúp đỡ: " + _aids(case, "helper") + ".",
        "Đại diện cấp ủy cấp trên phát biểu.", "Bế mạc, chào cờ.",
    ):  # fmt: skip
        yield Para(f"- {line}")


def _new_class(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Kính gửi: {committee(issuer(case, 'committee'))},", bold=True, centred=True)
    yield Para(f"{unit.name} cử đảng viên dự bị {named(case)} học lớp bồi dưỡng đảng viên mới.")


def _review(case: Case, row: CaseStep | None, unit: Unit) -> Iterable[Block]:
    yield Para(f"Kính gửi: {unit.name},", bold=True, centred=True)
    since, ends = paper_day(case.probation_on), paper_day(probation_end(case))
    yield Para(f"Tôi là {named(case)}; được kết nạp ngày {since}; thời gian dự bị đến ngày {ends}.")
    yield Para(f"Tự kiểm điểm ưu điểm, khuyết điểm, việc thực hiện nhiệm vụ đảng viên (người viết tự ghi): {BLANK}")


BODIES: dict[str, Callable[[Case, CaseStep | None, Unit], Iterable[Block]]] = {
    "noticed": _noticed, "helper": _helper, "permitted": _permitted, "application": _application, "introduced": _introduced(0), "class": _class,
    "file": _file, "verified": _verified, "opinions": _comments, "cell": _resolution("cell", "đề nghị kết nạp"),
    "sectional": _appraisal("đề nghị kết nạp"), "committee": _resolution("committee", "đề nghị kết nạp"), "decided": _decision,
    "ceremony": _ceremony, "new_class": _new_class, "review": _review, "comments": _comments,
    "cell2": _resolution("cell2", "đề nghị công nhận chính thức"), "sectional2": _appraisal("đề nghị công nhận chính thức"),
    "committee2": _resolution("committee2", "đề nghị công nhận chính thức"), "recognised": _decision,
}  # fmt: skip
