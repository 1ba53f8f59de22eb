"""A draft as a paper: Word and PDF from one shape; the submission slip; its text for the register."""

import re
from collections.abc import Callable

from nennep.office import rules
from nennep.office.heads import Head, head_of, party_head
from nennep.office.models import Draft, Step, Style
from nennep.office.outlines import committee
from nennep.office.queries.catalogue import kind_names
from nennep.press.paper import PARTY, STATE, Block, Bullets, Heading, Paper, Para, Run, Table
from nennep.press.paper import Column as Col
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import paper_day

ROMAN = re.compile(r"^[IVX]{1,5}\. ?\S")
FIRST = re.compile(r"^(\d{1,2})\. ?\S")
PART = re.compile(r"^(PHẦN|Phần thứ|CHƯƠNG|Chương) ")
CLAUSE = re.compile(r"^(Điều \d{1,3}\.)(.*)$", re.S)
DEPUTY = "PHÓ "
SIGNED = {Step.SIGNED, Step.NUMBERED, Step.ISSUED, Step.RECALLED}
TITLE_WORDS = 16
"""A numbered line of so many words at most, without a full stop, is a heading; a longer one is a paragraph."""


def blocks(body: str) -> tuple[Block, ...]:
    """The text of a draft as blocks: I. and short 1. lines are headings, lines after a dash a list, the rest paragraphs."""
    found: list[Block] = []
    for line in (one.strip() for one in body.splitlines()):
        if line.startswith(("- ", "– ")):
            last = found[-1] if found else None
            if isinstance(last, Bullets):
                found[-1] = Bullets((*last.items, line[2:].strip()))
            else:
                found.append(Bullets((line[2:].strip(),)))
        elif line:
            found.append(_block(line))
    return tuple(found)


def _block(line: str) -> Block:
    if PART.match(line):
        return Heading(1, line)
    if ROMAN.match(line):
        return Heading(2, line)
    if FIRST.match(line) and len(line.split()) <= TITLE_WORDS and not line.endswith((".", ";", ":", "…")):
        return Heading(3, line)
    if clause := CLAUSE.match(line):
        return Para(runs=(Run(clause[1], bold=True), Run(clause[2])))
    if line.rstrip(":").endswith("QUYẾT ĐỊNH") or line.startswith("Kính gửi:"):
        return Para(line, bold=True, centred=True)
    return Para(line)


def points(draft: Draft) -> tuple[Block, ...]:
    """The points of a conclusion as numbered paragraphs with who leads them and by when."""
    found = []
    for place, point in enumerate(draft.points.select_related("lead"), 1):
        words = point.words.strip().rstrip(".")
        lead = f" Giao {point.lead.name} chủ trì" if point.lead else ""
        due = f"hoàn thành trước ngày {paper_day(point.due_on)}" if point.due_on else ""
        more = f".{lead}, {due}" if lead and due else f".{lead}" if lead else f", {due}" if due else ""
        found.append(Para(f"{place}. {words}{more}."))
    return tuple(found)


def paper(draft: Draft, *, to: str = "") -> Paper:
    """The draft in its layout; ``to`` puts a name after Kính gửi, for letters made in numbers."""
    unit = draft.unit
    head = head_of(unit, draft.style) or party_head(unit)
    authority, post = signed_as(draft, head)
    body = re.sub(r"^Kính gửi:.*$", f"Kính gửi: {to}", draft.body, count=1, flags=re.M) if to else draft.body
    kind = "" if draft.kind == "cong-van" else str(kind_names()[draft.kind])
    return Paper(
        upper=head.upper,
        body=head.body,
        symbol=rules.symbol_of(rules.code_of(draft.kind, draft.style), head.symbol, draft.style, head.drafter),
        number=draft.number.words if draft.number else "",
        kind=kind,
        abstract=draft.title,
        place=unit.place or "Hà Nội",
        dated=draft.number.dated if draft.number else draft.signed_on,
        draft=draft.step not in SIGNED,
        blocks=(*blocks(body), *points(draft)),
        recipients=tuple((name, purpose) for name, purpose in draft.recipients),
        authority=authority,
        post=post,
        signer=draft.signer,
        layout=STATE if draft.style == Style.STATE else PARTY,
    )


def signed_as(draft: Draft, head: Head) -> tuple[str, str]:
    """The lines over the signature: for whom, in which post.

    Party papers write T/M and T/L. State papers write TM. and TL.; a deputy signs KT. for the head, and a head who alone
    decides signs for nobody (Decree 30/2020/NĐ-CP, article 8 and annex I).
    """
    if draft.style != Style.STATE:
        return draft.authority, draft.post
    if not head.post:
        return re.sub(r"^T/([ML]) ", r"T\1. ", draft.authority), draft.post
    if rules.by_order(draft.authority):
        return f"TL. {head.post}", draft.post
    above = f"TM. {head.acting_for}" if head.acting_for else ""
    if draft.post.startswith(DEPUTY):
        return "\n".join(filter(None, (above, f"KT. {head.post}"))), f"{DEPUTY}{head.post}"
    return above, head.post


def slip(draft: Draft) -> Paper:
    """Phiếu trình: what is put before the leaders, by whom, with room for what they write."""
    unit = draft.unit
    kind = kind_names()[draft.kind].lower()
    rows = (
        ("Văn bản trình", f"{kind} {draft.title}"), ("Người soạn thảo", f"{draft.drafted_by}, {paper_day(draft.drafted_on)}"),
        ("Trả lời văn bản", f"{draft.answers.number} {draft.answers.title}" if draft.answers else "–"),
        ("Ý kiến của Văn phòng", f"{draft.proposal or '–'}" + (f" ({draft.checked_by})" if draft.checked_by else "")),
        ("Ý kiến của lãnh đạo", "\n\n\n"),
    )  # fmt: skip
    return Paper(
        upper=committee(unit), body="VĂN PHÒNG", symbol="", number="", kind="Phiếu trình", abstract=f"về {kind} {draft.title}", place=unit.place or "Hà Nội",
        dated=draft.drafted_on, blocks=(Para("Kính trình: Thường trực Đảng ủy", bold=True, centred=True), Table((Col("Mục", 1.2), Col("Nội dung", 3)), rows)),
        recipients=(("Như trên", ""), ("Lưu hồ sơ", "")), authority="VĂN PHÒNG ĐẢNG ỦY", post="", signer=draft.checked_by,
    )  # fmt: skip


def text(draft: Draft) -> str:
    """The paper as plain text, as the register keeps and searches it."""
    made = paper(draft)
    lines = [
        *(made.layout.heads if not made.layout.star else ()),
        made.upper.upper(),
        made.body.upper(),
        made.layout.star or None,
        made.number_line,
        made.place_line,
        made.kind.upper(),
        made.abstract,
        "",
    ]
    lines += [line.strip() for line in draft.body.splitlines()]
    lines += [block.text for block in points(draft) if isinstance(block, Para)]
    lines += [
        "",
        "Nơi nhận:",
        *(f"- {line}" for line in made.recipient_lines),
        "",
        made.authority,
        made.post,
        made.signer,
    ]
    return "\n".join(line for line in lines if line is not None).strip()


FORMS: dict[str, Callable[[Paper], bytes]] = {"docx": word, "pdf": pdf}
