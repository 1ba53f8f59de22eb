"""What two tellers counted, side by side, and the result of an election in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.meetings import rules
from nennep.meetings.models import Attendance, Candidate, Presence, Teller, Telling, Vote
from nennep.viet.write import percent


def differences(tellings: Sequence[Telling], candidates: Sequence[Candidate]) -> list[str]:
    """Where two tellers differ, a sentence each; nothing while one of them has not counted."""
    if len(tellings) < 2:
        return []
    words = {
        "issued": _("Phiếu phát ra"), "returned": _("Phiếu thu về"), "valid": _("Phiếu hợp lệ"), "agreed": _("Tán thành"), "against": _("Không tán thành"),
        "blank": _("Không có ý kiến"), **{f"c{one.pk}": one.name for one in candidates},
    }  # fmt: skip
    first, second = tellings[:2]
    return [
        _("{what}: {first} ghi {n}, {second} ghi {m}.").format(what=label, first=first.teller, n=first.counts.get(name), second=second.teller, m=second.counts.get(name))
        for name, label in words.items() if first.counts.get(name) != second.counts.get(name)
    ]  # fmt: skip


def elected_in(vote: Vote) -> str:
    """The result of an election as minutes say it."""
    rows = sorted(vote.candidates.all(), key=lambda one: (-(one.votes or 0), one.pk))
    level = _level(vote, rows)
    said = "; ".join(
        f"đồng chí {one.name} được {one.votes}/{vote.base} phiếu ({percent(one.votes, vote.base)}), {_fate(one, level)}"
        for one in rows
    )
    tied = ", ".join(one.name for one in rows if one.pk in level)
    more = (
        f" Các đồng chí {tied} bằng phiếu nhau ở vị trí cuối nên chưa xác định người trúng cử; cần bầu lại trong số này."
        if tied
        else ""
    )
    invalid = (vote.returned or 0) - (vote.valid or 0)
    return (
        f"Bầu “{vote.title}”, {vote.seats} người trong danh sách {len(rows)} người: phiếu phát ra {vote.issued}, thu về {vote.returned}, hợp lệ {vote.valid}, "
        f"không hợp lệ {invalid}; trúng cử cần ít nhất {vote.needed}/{vote.base} phiếu. Kết quả: {said}.{more} Kiểm phiếu: {', '.join(vote.tellers)}."
    )


def _level(vote: Vote, rows: Sequence[Candidate]) -> set[int]:
    """Who stands level at the last seat."""
    return rules.elected({one.pk: one.votes or 0 for one in rows}, vote.seats or 0, vote.needed)[1]


def _fate(one: Candidate, level: set[int]) -> str:
    if one.elected:
        return "trúng cử"
    return "bằng phiếu ở vị trí cuối" if one.pk in level else "không trúng cử"


def again(vote: Vote) -> dict[str, Any]:
    """How the next round of a counted election begins: the seats left, those level at the last one or else all not elected."""
    rows = list(vote.candidates.all())
    level, left = _level(vote, rows), [one for one in rows if not one.elected]
    names = [one.name for one in left if one.pk in level or not level]
    return {"title": vote.title, "seats": (vote.seats or 0) - (len(rows) - len(left)), "names": "\n".join(names)}


def candidates_for(vote: Vote) -> QuerySet[Attendance]:
    """Those present who could count on a device of their own."""
    return vote.meeting.attendance.filter(presence=Presence.PRESENT).exclude(account_id=None)


@dataclass(frozen=True)
class Counting:
    """How far the counting of paper ballots is, as one of those who count or the keeper sees it."""

    appointed: list[Teller]
    own: bool
    """The one who looks is an appointed teller."""
    entered: bool
    """And has entered his numbers."""
    tellings: list[Telling]
    apart: list[str]

    @property
    def waits(self) -> bool:
        """Whether the page should look again by itself: somebody else's numbers are awaited."""
        return bool(self.appointed) and (not self.own or self.entered)

    @property
    def awaited(self) -> str:
        """Those appointed who have not entered their numbers."""
        there = {one.teller for one in self.tellings}
        return ", ".join(one.name for one in self.appointed if one.name not in there)


def counting(vote: Vote, actor: Actor, candidates: Sequence[Candidate]) -> Counting:
    """The counting of a vote by paper ballots."""
    appointed, tellings = list(vote.appointed.all()), list(vote.tellings.all())
    mine = [one.name for one in appointed if one.account_id == actor.account_id]
    entered = any(one.teller in mine for one in tellings)
    return Counting(appointed, bool(mine), entered, tellings, differences(tellings, candidates))
