"""Papers about a case that are not those of its steps: the unions' resolutions, letters of verification and answers to others'."""

from dataclasses import replace
from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.members.casepapers import BLANK, aiding, asked, issuer, named
from nennep.members.models import Case, CasePaper, Letter
from nennep.members.spoken import spoken
from nennep.press.paper import STATE, YOUTH, Layout, Paper, Para
from nennep.viet.write import paper_day


def also(case: Case) -> dict[str, list[tuple[str, Words]]]:
    """Further papers of a step, by its code: (code of the paper, its words)."""
    words = gettext("Giấy giới thiệu của {name}")
    found: list[tuple[str, Words]] = [
        (f"introduced-{place}", words.format(name=name)) for place, name in enumerate(aiding(case, "introducer")[1:], 2)
    ]
    if case.introduced in UNIONS:
        found.append(("union-resolution", UNIONS[case.introduced][0]))
    return {"introduced": found}


UNIONS: dict[str, tuple[Words, str, Layout]] = {
    "youth": (_("Nghị quyết giới thiệu của Đoàn"), "giới thiệu đoàn viên ưu tú vào Đảng Cộng sản Việt Nam", YOUTH),
    "union": (
        _("Nghị quyết giới thiệu của Công đoàn"),
        "giới thiệu đoàn viên công đoàn ưu tú vào Đảng Cộng sản Việt Nam",
        STATE,
    ),
}


@spoken
def union_resolution(case: Case) -> Paper:
    """The draft of the resolution by which the youth union or the trade union introduces, in its own form."""
    _words, abstract, layout = UNIONS[case.introduced]
    held = CasePaper.objects.filter(case=case, kind="union_resolution", replaced=False).first()
    body, unit = (held.issuer if held else "") or BLANK, issuer(case, "committee")
    blocks = (
        Para(f"Sau khi xem xét quá trình rèn luyện, phấn đấu, {body} thống nhất giới thiệu {named(case)} để chi bộ xem xét, kết nạp vào Đảng."),
        Para(f"Ưu điểm, khuyết điểm chính: {BLANK}"),
        Para(f"Số tán thành: {BLANK} trong tổng số {BLANK}."),
    )  # fmt: skip
    return Paper(
        upper="", body=body, symbol="NQ", kind="Nghị quyết", abstract=abstract, place=unit.place or "Hà Nội", number=held.number if held else "",
        dated=held.issued_on if held else None, blocks=blocks, recipients=((case.unit.name, ""), ("Lưu hồ sơ", "")),
        authority="TM. BAN CHẤP HÀNH", post="BÍ THƯ" if case.introduced == "youth" else "CHỦ TỊCH", draft=held is None, layout=layout,
    )  # fmt: skip


def of_code(case: Case, code: str) -> Paper | None:
    """The paper of a code of a case, with those of the unions; None for what there is not."""
    if code == "union-resolution":
        return union_resolution(case) if case.introduced in UNIONS else None
    return asked(case, code)


@spoken
def reminder(letter: Letter) -> Paper:
    """The letter that asks for a reply which did not come in its time; number and day are the registry's."""
    words = (
        f"Ngày {paper_day(letter.sent_on)}, chúng tôi đã gửi Công văn số {letter.number} đề nghị thẩm tra, xác nhận lý lịch của {letter.about}; "
        f"thời hạn trả lời đến ngày {paper_day(letter.due_on)}. Đến nay chúng tôi chưa nhận được văn bản trả lời."
    )
    asks = "Để việc xem xét kết nạp đảng viên đúng quy định, kính đề nghị quý cơ quan quan tâm trả lời; nếu đã gửi, xin cho biết số, ngày của văn bản."
    paragraphs = (Para(f"Kính gửi: {letter.place},", bold=True, centred=True), Para(words), Para(asks))
    return replace(
        verification(letter),
        abstract="đề nghị trả lời thẩm tra lý lịch",
        number="",
        dated=None,
        draft=True,
        blocks=paragraphs,
    )


@spoken
def verification(letter: Letter) -> Paper:
    """One letter of verification, or our answer to another's."""
    unit = letter.unit
    while unit.parent is not None and not unit.kind.is_grassroots:
        unit = unit.parent
    day: date | None = letter.returned_on if letter.incoming else letter.sent_on
    number = letter.reply_number if letter.incoming else letter.number
    abstract = "trả lời thẩm tra lý lịch" if letter.incoming else "đề nghị thẩm tra lý lịch"
    relation = f", {letter.relation} của người xin vào Đảng" if letter.relation else ""
    if letter.incoming:
        words = f"Trả lời công văn số {letter.number} về việc thẩm tra lý lịch của {letter.about}: (ghi trên bản giấy)."
    else:
        about = f" ({letter.case.full_name})" if letter.case and letter.relation else ""
        words = f"Để xem xét kết nạp đảng viên, đề nghị thẩm tra, xác nhận lý lịch của {letter.about}{relation}{about}. Xin trả lời trước ngày {paper_day(letter.due_on)}."
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""), body=unit.name.replace("Đảng bộ", "Đảng ủy", 1), symbol=f"CV/{unit.symbol or 'ĐU'}",
        kind="", abstract=abstract, place=unit.place or "Hà Nội", number=number, dated=day,
        blocks=(Para(f"Kính gửi: {letter.place},", bold=True, centred=True), Para(words)),
        recipients=(("Như trên", ""), ("Lưu hồ sơ", "")), authority="T/M ĐẢNG ỦY", post="BÍ THƯ", draft=not number,
    )  # fmt: skip
