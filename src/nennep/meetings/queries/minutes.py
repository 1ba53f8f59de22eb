"""Minutes as they build themselves: from the list, the agenda, the notes, the votes and the conclusions."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from nennep.meetings.models import (
    Attendance,
    Item,
    ItemPaper,
    ItemState,
    Meeting,
    Minutes,
    Outcome,
    Presence,
    Section,
    Vote,
)
from nennep.meetings.queries.papers import laid
from nennep.meetings.queries.slips import SOURCE as SLIPS
from nennep.meetings.queries.tellers import elected_in
from nennep.viet.write import paper_day, percent

BODIES = {
    "members": "đồng chí", "committee": "đồng chí cấp ủy viên", "standing": "đồng chí", "heads": "đồng chí", "chosen": "đại biểu",
}  # fmt: skip


@dataclass(frozen=True)
class Part:
    """A piece of the minutes: head 1 or 2, plain text, or the text of one item that the keeper edits (``key``)."""

    kind: str
    text: str
    key: str = ""


@dataclass(frozen=True)
class Turnout:
    """Attendance in numbers and names."""

    summoned: int
    official: int
    probationary: int
    present: int
    official_present: int
    exempt: int
    excused: list[Attendance]
    absent: list[Attendance]
    guests: list[Attendance]

    @property
    def share(self) -> str:
        """Per cent of those summoned who came."""
        return percent(self.present, self.summoned)


def turnout(meeting: Meeting, listed: list[Attendance] | None = None) -> Turnout:
    """Attendance of a meeting (``listed`` where its list was read already); who is exempt is not among the summoned."""
    rows = list(meeting.attendance.all()) if listed is None else listed
    counted = [row for row in rows if row.summoned]
    here = [row for row in counted if row.presence == Presence.PRESENT]
    return Turnout(
        summoned=len(counted),
        official=sum(row.status == "official" for row in counted),
        probationary=sum(row.status == "probationary" for row in counted),
        present=len(here),
        official_present=sum(row.status == "official" for row in here),
        exempt=sum(row.left_out == "exempt" and row.status != "guest" for row in rows),
        excused=[row for row in counted if row.presence == Presence.EXCUSED],
        absent=[row for row in counted if row.presence == Presence.ABSENT],
        guests=[row for row in rows if row.status == "guest"],
    )


def written(item: Item) -> str:
    """What the notes of an item come to, as sentences."""
    lines = []
    if item.presenter:
        lines.append(f"Đồng chí {item.presenter} trình bày.")
    if item.spoke:
        total = f" Tổng thời gian phát biểu: {item.spoken} phút." if item.spoken else ""
        lines.append(f"Có {len(item.spoke)} ý kiến phát biểu: {', '.join(item.spoke)}.{total}")
    named = (
        ("Kết quả", item.result),
        ("Hạn chế", item.limits),
        ("Nguyên nhân", item.cause),
        ("Đề xuất, giải pháp", item.proposal),
    )
    lines += [_under(name, text) for name, text in named if text.strip()]
    if item.reserved.strip():
        lines.append(f"Ý kiến bảo lưu: {_sentence(item.reserved)}")
    return "\n".join(lines)


FORMAL = (Section.OPENING, Section.CLOSING)
"""Parts of a meeting that are gone through, not talked over."""


def _bare(item: Item, papers: dict[int, list[ItemPaper]], others: Iterable[Vote | Outcome]) -> bool:
    """Whether an item has nothing that minutes tell of it: no paper, vote or conclusion, nor a result in its own title."""
    told = item.section in FORMAL or item.source == SLIPS or item.pk in papers
    return not told and all(one.item_id != item.pk for one in others)


def _followed(items: list[Item]) -> dict[int, list[str]]:
    """By item that looks back at an earlier conclusion: what was noted of its being carried out."""
    back = {item.source_id: item.pk for item in items if item.source == "follow" and item.source_id}
    rows = Outcome.objects.filter(pk__in=back).exclude(done_on=None, done_words="") if back else []
    found = {}
    for row in rows:
        state = "đã hoàn thành" if row.done_on else "chưa hoàn thành"
        said = f" {_sentence(row.done_words)}" if row.done_words.strip() else ""
        found[back[row.pk]] = [f"Kết quả thực hiện: {state}.{said}"]
    return found


def unsaid(places: list[int]) -> str:
    """Once for all items that stand bare: that nothing was noted. It says nothing of what was thought."""
    name = "Nội dung" if len(places) == 1 else "Các nội dung"
    return f"{name} {', '.join(map(str, places))}: không ghi nhận ý kiến phát biểu."


def _under(name: str, text: str) -> str:
    """A note under its name; one that begins with the name says it once."""
    said = _sentence(text)
    return said if said.casefold().startswith(name.casefold()) else f"{name}: {said}"


def _sentence(text: str) -> str:
    """The text with a full stop."""
    plain = text.strip()
    return plain if plain.endswith((".", "!", "?", ";")) else plain + "."


def said_of(vote: Vote) -> str:
    """The result of a vote as minutes say it."""
    if not vote.closed:
        return f"{'Bầu' if vote.seats else 'Biểu quyết'} “{vote.title}”: chưa có kết quả."
    if vote.seats:
        return elected_in(vote)
    ballots = ""
    if vote.issued is not None:
        ballots = f" Phiếu phát ra {vote.issued}, thu về {vote.returned or 0}, hợp lệ {vote.valid or 0}."
    tellers = f" Kiểm phiếu: {', '.join(vote.tellers)}." if vote.tellers else ""
    verdict = "đủ tỷ lệ theo quy định" if vote.passed else "chưa đủ tỷ lệ theo quy định"
    share = percent(vote.agreed, vote.base)
    return (
        f"Biểu quyết “{vote.title}” ({vote.get_ballot_display()}): tán thành {vote.agreed}/{vote.base} đảng viên chính thức ({share}), "
        f"không tán thành {vote.against or 0}, không có ý kiến {vote.blank or 0}; cần ít nhất {vote.needed}/{vote.base}; {verdict}.{ballots}{tellers}"
    )


def told(outcome: Outcome) -> str:
    """An outcome with who answers for it and until when."""
    owner = f" Phụ trách: {outcome.owner}." if outcome.owner else ""
    due = f" Hạn: {paper_day(outcome.due_on)}." if outcome.due_on else ""
    number = f" (số {outcome.number})" if outcome.number else ""
    return f"{outcome.get_kind_display()}{number}: {_sentence(outcome.words)}{owner}{due}"


def with_it(papers: list[ItemPaper]) -> list[str]:
    """The line that names the papers of an item; none where none lie there."""
    return [f"Tài liệu: {'; '.join(row.name for row in papers)}."] if papers else []


def parts(meeting: Meeting, prose: dict[str, str]) -> list[Part]:
    """The whole minutes in order; texts of items are the keeper's where he wrote, else built from the notes."""
    items = list(meeting.items.filter(state=ItemState.OPEN).prefetch_related("speeches"))
    papers, votes, outcomes = laid(meeting), list(meeting.votes.filter(withdrawn=False)), list(meeting.outcomes.all())
    found = [
        *_opening(meeting),
        Part("text", prose.get("opening", ""), "opening"),
        Part("head", "II. NỘI DUNG VÀ DIỄN BIẾN"),
    ]
    bare: list[int] = []
    followed = _followed(items)
    for place, item in enumerate(items, 1):
        found.append(Part("item", f"{place}. {item.title}"))
        text = prose.get(str(item.pk), written(item))
        found.append(Part("text", text, str(item.pk)))
        found += [Part("plain", line) for line in followed.get(item.pk, [])]
        if not text.strip() and item.pk not in followed and _bare(item, papers, [*votes, *outcomes]):
            bare.append(place)
        found += [Part("plain", line) for line in with_it(papers.get(item.pk, []))]
        found += [Part("plain", said_of(vote)) for vote in votes if vote.item_id == item.pk]
    if others := [vote for vote in votes if vote.item_id not in {item.pk for item in items}]:
        found.append(Part("item", f"{len(items) + 1}. Biểu quyết nội dung khác"))
        found += [Part("plain", said_of(vote)) for vote in others]
    if bare:
        found.append(Part("plain", unsaid(bare)))
    found.append(Part("head", "III. KẾT LUẬN, NGHỊ QUYẾT, PHÂN CÔNG"))
    found += [Part("plain", f"{place}. {told(one)}") for place, one in enumerate(outcomes, 1)]
    carried = [item.title for item in meeting.items.all() if item.state == ItemState.CARRIED]
    if carried:
        found.append(Part("plain", f"Nội dung chuyển sang cuộc sau: {'; '.join(carried)}."))
    return [*found, Part("text", prose.get("closing", ""), "closing"), *_end(meeting)]


def _opening(meeting: Meeting) -> Iterable[Part]:
    start = timezone.localtime(meeting.opened_at or meeting.starts_at)
    came = turnout(meeting)
    host = meeting.host or meeting.unit.name
    mode = "" if meeting.mode == "onsite" else f" Hình thức: {meeting.get_mode_display()}."
    yield Part(
        "plain",
        f"Hôm nay, hồi {start:%H} giờ {start:%M}, ngày {paper_day(start.date())}, tại {meeting.place}, {host} tổ chức {lower(meeting.title)}.{mode}",
    )
    yield Part("head", "I. THÀNH PHẦN")
    who = BODIES.get(meeting.kind.body, "đồng chí")
    exempt = f" Được miễn sinh hoạt: {came.exempt} đồng chí." if came.exempt else ""
    yield Part(
        "plain", f"1. Triệu tập: {came.summoned} {who} (chính thức {came.official}, dự bị {came.probationary}).{exempt}"
    )
    yield Part(
        "plain",
        f"2. Có mặt: {came.present} đồng chí ({came.share}), trong đó đảng viên chính thức {came.official_present} đồng chí.",
    )
    yield Part("plain", f"3. Vắng mặt có lý do: {_names(came.excused, reasons=True)}")
    yield Part("plain", f"4. Vắng mặt không có lý do: {_names(came.absent)}")
    if came.guests:
        yield Part("plain", f"5. Khách mời: {_names(came.guests, posts=True)}")
    yield Part("plain", f"Chủ trì: đồng chí {meeting.chair}. Thư ký: đồng chí {meeting.keeper or '…'}.")


def lower(title: str) -> str:
    """A title within a sentence."""
    return title[:1].lower() + title[1:]


def _names(rows: list[Attendance], *, reasons: bool = False, posts: bool = False) -> str:
    if not rows:
        return "không."
    said = [
        f"{row.name}{f' ({row.excuse})' if reasons and row.excuse else ''}{f' ({row.post})' if posts and row.post else ''}"
        for row in rows
    ]  # fmt: skip
    return f"{len(rows)} đồng chí: {', '.join(said)}."


def _end(meeting: Meeting) -> Iterable[Part]:
    if meeting.closed_at:
        end = timezone.localtime(meeting.closed_at)
        yield Part(
            "plain",
            f"Cuộc họp kết thúc hồi {end:%H} giờ {end:%M} cùng ngày. Biên bản đã được thông qua trước cuộc họp.",
        )


def current(meeting: Meeting) -> Minutes | None:
    """The newest edition."""
    return meeting.editions.order_by("-edition").first()


def body_of(minutes: Minutes) -> list[Part]:
    """The text of an edition: as it was signed, else as it builds itself now."""
    if minutes.frozen:
        return [Part(kind, text, key) for kind, text, key in minutes.body]
    return parts(minutes.meeting, minutes.prose)


def handbook(meeting: Meeting) -> str:
    """The meeting as plain text to be copied into the national handbook application."""
    minutes = current(meeting)
    came = turnout(meeting)
    lines = [
        meeting.title, f"Loại: {meeting.kind.name}", f"Thời gian: {timezone.localtime(meeting.starts_at):%H:%M ngày %d/%m/%Y}", f"Địa điểm: {meeting.place}",
        f"Hình thức: {meeting.get_mode_display()}", f"Chủ trì: {meeting.chair or '…'}", f"Thư ký: {meeting.keeper or '…'}",
        f"Triệu tập {came.summoned}, có mặt {came.present}, vắng có lý do {len(came.excused)}, vắng không lý do {len(came.absent)}", "",
    ]  # fmt: skip
    if meeting.topic:
        lines.insert(1, f"Chuyên đề: {meeting.topic}")
    if minutes is not None:
        lines += [part.text for part in body_of(minutes) if part.text]
    return "\n".join(lines)
