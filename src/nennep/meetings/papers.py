"""Papers of a meeting: minutes, invitation, running script, sign-in sheet; Word and PDF in the official layout."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from django.utils import timezone

from nennep.meetings.models import Item, ItemState, Meeting, Minutes, Moment, Section
from nennep.meetings.queries.minutes import Part, body_of, lower, with_it
from nennep.meetings.queries.papers import laid
from nennep.meetings.queries.people import body
from nennep.meetings.queries.scripts import spoken
from nennep.meetings.queries.weeks import Day
from nennep.org.models import Unit
from nennep.press.code import drawn
from nennep.press.paper import PARTY, Block, Column, Heading, PageBreak, Paper, Para, Picture, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.viet.write import paper_day, weekday

FORMS = {"pdf": pdf, "docx": word}


def paper(minutes: Minutes, parts: Iterable[Part] | None = None) -> Paper:
    """An edition of minutes in the layout of Party papers; signed by who keeps them at the left, the chair at the right."""
    meeting = minutes.meeting
    return replace(
        _shape(meeting, "Biên bản", "BB"),
        dated=meeting.held_on,
        blocks=tuple(_blocks(minutes, body_of(minutes) if parts is None else parts)),
        authority="CHỦ TRÌ",
        post="",
        signer=meeting.chair,
        beside=("THƯ KÝ", meeting.keeper or minutes.keeper),
        draft=not (minutes.chair_at and minutes.keeper_at),
    )


def _blocks(minutes: Minutes, parts: Iterable[Part]) -> Iterable[Block]:
    if minutes.replaces is not None:
        yield Para(f"Biên bản này thay biên bản lần {minutes.replaces.edition}. Lý do: {minutes.why}", italic=True)
    written = [part for part in parts if part.text.strip()]
    for place, part in enumerate(written):
        told = place + 1 < len(written) and written[place + 1].kind in ("text", "plain")
        if part.kind == "head" or (part.kind == "item" and told):
            yield Heading(2 if part.kind == "head" else 3, part.text)
        else:  # an item nothing was noted about holds no place for what follows: the page may end after it
            yield Para(part.text.strip(), bold=part.kind == "item")


def _shape(meeting: Meeting, kind: str, symbol: str) -> Paper:
    """The head of a paper of the meeting's unit."""
    return replace(_head(meeting.unit, kind, symbol), abstract=lower(meeting.title))


def _head(unit: Unit, kind: str, symbol: str) -> Paper:
    above = unit.parent
    return Paper(
        upper=unit.upper_line or (above.name if above else ""),
        body=unit.name if unit.kind.is_cell else unit.name.replace("Đảng bộ", "Đảng ủy", 1),
        symbol=f"{symbol}/{unit.symbol or ('CB' if unit.kind.is_cell else 'ĐU')}",
        kind=kind,
        abstract="",
        place=unit.place or (above.place if above else "") or "Hà Nội",
        blocks=(),
        authority="T/M CHI BỘ" if unit.kind.is_cell else "T/M ĐẢNG ỦY",
    )


def _when(meeting: Meeting) -> str:
    start = timezone.localtime(meeting.starts_at)
    return f"{start:%H} giờ {start:%M}, ngày {paper_day(start.date())}, tại {meeting.place}"


def invitation(meeting: Meeting) -> Paper:
    """Giấy mời, with the agenda."""
    items = [item for item in meeting.items.all() if item.state == ItemState.OPEN]
    papers = laid(meeting)
    blocks: list[Block] = [
        Para("Kính gửi: ........................................................................", centred=True),
        Para(f"{meeting.host or _shape(meeting, '', '').body} trân trọng kính mời đồng chí dự {lower(meeting.title)}."),
        Para(f"Thời gian, địa điểm: {_when(meeting)}. Hình thức: {meeting.get_mode_display()}."),
        Para("Nội dung:"),
        *(
            Para(line)
            for place, item in enumerate(items, 1)
            for line in (f"{place}. {item.title}", *with_it(papers.get(item.pk, [])))
        ),
        Para("Đề nghị đồng chí sắp xếp công việc, đến dự đúng giờ; nếu không dự được, báo trước và nêu rõ lý do."),
    ]
    return replace(_shape(meeting, "Giấy mời", "GM"), blocks=tuple(blocks), signer=meeting.chair)


def script(meeting: Meeting) -> Paper:
    """Kịch bản điều hành: hour by hour who does what, with the words of the chair as the unit has them."""
    moment, rows = timezone.localtime(meeting.starts_at), []
    items = [one for one in meeting.items.all() if one.state == ItemState.OPEN]
    for place, item in enumerate(items, 1):
        end = moment + timedelta(minutes=item.minutes)
        rows.append((str(place), f"{moment:%H:%M}–{end:%H:%M}", item.title, item.presenter or meeting.chair))
        moment = end
    columns = (
        Column("TT", 0.55, "center"),
        Column("Thời gian", 1.1, "center"),
        Column("Nội dung", 4),
        Column("Thực hiện", 1.6),
    )
    words = spoken(meeting)
    votes = any(one.section == Section.MATTERS for one in items)
    during = (Moment.DISCUSSION, *([Moment.VOTE] if votes else []), Moment.CLOSING)
    blocks: tuple[Block, ...] = (
        Para(f"Thời gian, địa điểm: {_when(meeting)}."),
        *_said(words, (Moment.OPENING, Moment.PROGRAMME)),
        Table(columns, tuple(rows)),
        *_said(words, during),
    )
    return replace(
        _shape(meeting, "Kịch bản điều hành", ""),
        blocks=blocks,
        layout=UNNUMBERED,
        authority="NGƯỜI CHỦ TRÌ",
        post="",
        signer=meeting.chair,
    )


def _said(words: Mapping[str, str], moments: Iterable[Moment]) -> Iterable[Block]:
    """What the chair says, each under its moment."""
    for one in moments:
        yield Para(str(one.label), bold=True)
        yield from (Para(f"“{line.strip()}”", italic=True) for line in words[one].splitlines() if line.strip())


def sheet(meeting: Meeting) -> Paper:
    """The list to be signed at the door."""
    rows = tuple((str(place), row.name, row.post, "") for place, row in enumerate(meeting.attendance.all(), 1))
    columns = (Column("TT", 0.5, "center"), Column("Họ và tên", 2.5), Column("Chức vụ", 2), Column("Ký tên", 1.5))
    blocks = (Para(f"Thời gian, địa điểm: {_when(meeting)}."), Table(columns, rows))
    return replace(
        _shape(meeting, "Danh sách dự họp", ""),
        blocks=blocks,
        layout=UNNUMBERED,
        authority="THƯ KÝ",
        post="",
        signer=meeting.keeper,
    )


def week(unit: Unit, monday: date, days: Iterable[Day]) -> Paper:
    """Lịch công tác tuần: day by day who chairs what, where."""
    columns = (
        Column("Ngày", 1.5), Column("Giờ", 0.7, "center"), Column("Nội dung", 3), Column("Chủ trì", 1.5), Column("Thành phần", 1.6),
        Column("Địa điểm", 1.5), Column("Chuẩn bị", 1.2),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    for one in days:
        name = f"{weekday(one.day)}, {one.day:%d/%m}"
        rows += [
            (
                name if not place else "", f"{line.at:%H:%M}" if line.at else "cả ngày", line.words + (f" ({line.note})" if line.note else ""),
                line.chair, line.people, line.place, line.prepares,
            ) for place, line in enumerate(one.lines)
        ] or [(name, "", "", "", "", "", "")]  # fmt: skip
    last = monday + timedelta(days=6)
    head = _head(unit, "Lịch công tác tuần", "")
    return replace(
        head, abstract=f"từ ngày {paper_day(monday)} đến ngày {paper_day(last)}", blocks=(Table(columns, tuple(rows)),), layout=UNNUMBERED, landscape=True,
        authority="T/L BAN THƯỜNG VỤ" if not unit.kind.is_cell else "T/M CHI BỘ", post="" if unit.kind.is_cell else "CHÁNH VĂN PHÒNG",
    )  # fmt: skip


VOTED = ("case", "leaving")
"""Sources of items that end in a vote."""
DOTS = "." * 104


def pack(meeting: Meeting, address: str) -> Paper:
    """Papers for a meeting without network: attendance, votes, notes; each with the code of the screen that takes them."""
    words = f"Họp xong, quét mã này bằng điện thoại đã đăng nhập để nhập kết quả, hoặc mở địa chỉ {address}"
    code = Picture(words, svg=drawn(address))
    items = [item for item in meeting.items.all() if item.state == ItemState.OPEN]
    sheets = (_door(meeting), _tally(items), _notes(items))
    blocks: list[Block] = [Para(f"Thời gian, địa điểm: {_when(meeting)}.")]
    for place, sheet_blocks in enumerate(sheets):
        blocks += [*([PageBreak()] if place else []), sheet_blocks[0], code, *sheet_blocks[1:]]
    return replace(
        _shape(meeting, "Bộ giấy tờ cuộc họp", ""),
        blocks=tuple(blocks),
        layout=UNNUMBERED,
        authority="THƯ KÝ",
        post="",
        signer=meeting.keeper,
    )


def _door(meeting: Meeting) -> tuple[Block, ...]:
    """Who is summoned, to sign; from the list, else from the body of the day."""
    listed = [(row.name, row.post) for row in meeting.attendance.all()]
    day = timezone.localtime(meeting.starts_at).date()
    people = listed or [(one.name, one.post) for one in body(meeting.unit, meeting.kind.body, day)]
    columns = (
        Column("TT", 0.5, "center"), Column("Họ và tên", 2.4), Column("Chức vụ", 1.7), Column("Ký tên", 1.4), Column("Lý do vắng", 1.6),
    )  # fmt: skip
    rows = tuple((str(place), name, post, "", "") for place, (name, post) in enumerate(people, 1))
    return Heading(2, "1. Danh sách dự họp"), Table(columns, rows)


def _tally(items: list[Item]) -> tuple[Block, ...]:
    """Open votes, paper ballots with a line for each of two tellers, an election."""
    cases = [item.title for item in items if item.source in VOTED]
    answers = (
        Column("Tán thành", 1, "center"),
        Column("Không tán thành", 1, "center"),
        Column("Không có ý kiến", 1, "center"),
    )
    raised = tuple((title, "", "", "") for title in [*cases, "Chương trình cuộc họp", "", ""])
    sheets = ("Phát ra", "Thu về", "Hợp lệ")
    ballots = tuple(line for title in [*cases, ""] for line in ((title, "1.", *[""] * 6), ("", "2.", *[""] * 6)))
    narrow = (*(Column(name, 0.7, "center") for name in sheets), *(replace(one, width=0.9) for one in answers))
    names = tuple((str(place), "", "", "") for place in range(1, 9))
    election = (
        Column("TT", 0.4, "center"), Column("Họ tên trong danh sách bầu cử", 3), Column("Số phiếu, người kiểm thứ nhất", 1.4, "center"),
        Column("Số phiếu, người kiểm thứ hai", 1.4, "center"),
    )  # fmt: skip
    return (
        Heading(2, "2. Phiếu ghi kết quả biểu quyết"),
        Table((Column("Nội dung", 3), *answers), raised, caption="Biểu quyết bằng thẻ hoặc giơ tay"),
        Table(
            (Column("Nội dung", 1.8), Column("Người kiểm phiếu", 1.5), *narrow),
            ballots,
            caption="Bỏ phiếu kín bằng phiếu giấy",
        ),
        Table(election, names, caption="Bầu cử: phát ra …… thu về …… hợp lệ ……"),
    )


def _notes(items: list[Item]) -> tuple[Block, ...]:
    """Lines to write on, item by item as the screen asks for them."""
    found: list[Block] = [Heading(2, "3. Phiếu ghi ý kiến")]
    for place, item in enumerate(items, 1):
        found.append(Para(f"{place}. {item.title} ({item.minutes} phút)", bold=True))
        found += [
            Para(f"{what}: {DOTS[len(what) :]}")
            for what in ("Người phát biểu", "Kết quả, ý kiến", "Hạn chế, nguyên nhân", "Đề xuất, ý kiến bảo lưu")
        ]
    return (*found, Para("Kết luận, người phụ trách, hạn thực hiện:", bold=True), *(Para(DOTS) for _line in range(4)))


UNNUMBERED = replace(PARTY, number="", blank="")
PRINTED = {"giay-moi": invitation, "kich-ban": script, "danh-sach": sheet}
