"""Paper ballots: each of two tellers enters what he counted; the result stands when both agree."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.journal.actions import record
from nennep.meetings import access, rules
from nennep.meetings.actions.votes import (
    Counted,
    CountsDoNotFit,
    TwoTellers,
    check_counts,
    frame,
    settle_vote,
    standing,
)
from nennep.meetings.models import Ballot, Candidate, Meeting, Presence, Teller, Telling, Vote
from nennep.notify import actions as notices
from nennep.viet.write import short

SHEETS = ("issued", "returned", "valid")
ANSWERS = ("agreed", "against", "blank")
MOST_CANDIDATES = 100


class NoList(Refused):
    """An election without enough candidates, or with one name twice."""


@transaction.atomic
def open_election(meeting: Meeting, *, by: Actor, title: str, seats: int, names: Iterable[str]) -> Vote:
    """Open an election of at most ``seats`` of the candidates, by paper ballots; its base is frozen now.

    Raises NoList, NobodyVotes.
    """
    meeting = access.hold.claim(by, meeting)
    found = [" ".join(name.split())[:160] for name in names if name.strip()]
    if not 1 <= seats <= len(found) <= MOST_CANDIDATES:
        raise NoList(
            _(
                "Danh sách có {n} người, cần bầu {seats}. Số người ứng cử không được ít hơn số người được bầu; đề nghị ghi mỗi người một dòng."
            ).format(n=len(found), seats=seats),
            field="names",
        )
    if len({name.casefold() for name in found}) < len(found):
        raise NoList(
            _("Có hai người ứng cử trùng họ tên. Đề nghị ghi thêm chức vụ hoặc năm sinh để phân biệt."), field="names"
        )
    if already := standing(meeting, title, Ballot.PAPER, seats=seats):
        return already
    vote = Vote.objects.create(**frame(meeting, title, "election", Ballot.PAPER), seats=seats)
    Candidate.objects.bulk_create(Candidate(vote=vote, unit_key=vote.unit_key, name=name) for name in found)
    says = {"vote": short(vote.title, 120), "needed": vote.needed, "base": vote.base}
    record("meetings.open_vote", vote, by=by, unit_id=meeting.unit_id, says=says)
    return vote


@transaction.atomic
def appoint_tellers(vote: Vote, *, by: Actor, people: Iterable[int]) -> Vote:
    """Let two of those present (places on the list) count on their own devices; none gives the counting back to the keeper.

    Numbers that were entered before are dropped: whoever counts begins anew. Raises TwoTellers.
    """
    vote = access.count_vote.claim(by, vote)
    found = list(
        vote.meeting.attendance.filter(pk__in=list(people), presence=Presence.PRESENT).exclude(account_id=None)
    )
    names = {" ".join(one.name.split()).casefold() for one in found}
    if vote.ballot != Ballot.PAPER or len(found) not in (0, 2) or len({one.account_id for one in found}) < len(found):
        raise TwoTellers(_("Đề nghị chọn hai người khác nhau đang có mặt."), field="second")
    if len(names) < len(found):
        raise TwoTellers(_("Hai người trùng họ tên. Đề nghị chọn người khác."), field="second")
    if vote.candidates.filter(name__in=[one.name for one in found]).exists():
        raise TwoTellers(
            _("Người có tên trong danh sách bầu không kiểm phiếu. Đề nghị chọn người khác."), field="first"
        )
    vote.appointed.all().delete()
    vote.tellings.all().delete()
    Teller.objects.bulk_create(
        Teller(vote=vote, unit_key=vote.unit_key, account_id=one.account_id or 0, name=one.name) for one in found
    )
    says = {"vote": short(vote.title, 120), "tellers": ", ".join(one.name for one in found) or "–"}
    record("meetings.appoint_tellers", vote, by=by, unit_id=vote.meeting.unit_id, says=says)
    words = _("Đồng chí được cử kiểm phiếu “{vote}”. Đề nghị ghi kết quả mình kiểm trên máy của mình.")
    _tell_both(vote, words)
    return vote


@transaction.atomic
def tell_own(vote: Vote, *, by: Actor, counts: Mapping[str, int]) -> Vote:
    """Enter what an appointed teller counted himself, signed in as himself; again replaces his own numbers.

    When both agree the vote is settled; when they differ both are told. Raises CountsDoNotFit.
    """
    vote = access.tell.claim(by, vote)
    vote = _enter(vote, by, vote.appointed.get(account_id=by.account_id).name, counts)
    if not vote.closed and vote.tellings.count() == 2:
        _tell_both(vote, _("Hai người kiểm phiếu “{vote}” ghi khác nhau. Đề nghị cùng kiểm lại phiếu."))
    return vote


def _tell_both(vote: Vote, words: str) -> None:
    accounts = list(vote.appointed.values_list("account_id", flat=True))
    notices.tell(accounts, words.format(vote=short(vote.title, 120)), f"/hop/phieu/{vote.pk}/")


@transaction.atomic
def tell_ballots(vote: Vote, *, by: Actor, teller: str, counts: Mapping[str, int]) -> Vote:
    """Enter what one teller counted: ``issued``, ``returned``, ``valid``, and the answers or ``c<candidate>``.

    The first two names are the tellers; who enters again replaces his own numbers. When both agree the vote is settled.
    Where two were appointed each enters his own (``tell_own``). Raises TwoTellers, CountsDoNotFit.
    """
    vote = access.count_vote.claim(by, vote)
    if vote.ballot != Ballot.PAPER:
        raise CountsDoNotFit(_("Chỉ phiếu giấy mới do hai người kiểm."))
    if appointed := list(vote.appointed.all()):
        words = _("{names} tự ghi kết quả trên máy của mình.")
        raise TwoTellers(words.format(names=_(" và ").join(one.name for one in appointed)))
    name = " ".join(teller.split())[:120]
    if not name:
        raise TwoTellers(_("Đề nghị ghi họ tên người kiểm phiếu."), field="teller")
    return _enter(vote, by, name, counts)


def _enter(vote: Vote, by: Actor, name: str, counts: Mapping[str, int]) -> Vote:
    tellings = {one.teller.casefold(): one for one in vote.tellings.all()}
    if len(tellings) == 2 and name.casefold() not in tellings:
        first, second = (one.teller for one in tellings.values())
        words = _("Hai người kiểm phiếu là {first} và {second}. Đề nghị ghi lại dưới tên người đã kiểm.")
        raise TwoTellers(words.format(first=first, second=second), field="teller")
    _check(vote, counts)
    mine = tellings.get(name.casefold()) or Telling(vote=vote, unit_key=vote.unit_key, teller=name)
    mine.account_id, mine.counts = by.account_id, dict(counts)
    mine.save()
    tellings[name.casefold()] = mine
    says = {"vote": short(vote.title, 120), "teller": name}
    record("meetings.tell", vote, by=by, unit_id=vote.meeting.unit_id, says=says)
    both = [one for one in tellings.values() if one.counts == mine.counts]
    return _settle(vote, by, mine.counts, [one.teller for one in both]) if len(both) == 2 else vote


def _check(vote: Vote, counts: Mapping[str, int]) -> None:
    sheets = {name: counts[name] for name in SHEETS}
    if vote.seats is None:
        check_counts(vote, Counted(**{name: counts[name] for name in ANSWERS}, **sheets))
        return
    check_counts(vote, Counted(agreed=0, **sheets))
    words = {
        "candidate": _("Số phiếu của một người nhiều hơn số phiếu hợp lệ. Đề nghị kiểm lại."),
        "sum": _("Tổng số phiếu bầu nhiều hơn {n} lần số phiếu hợp lệ. Đề nghị kiểm lại.").format(n=vote.seats),
    }
    if fault := rules.election_fault(counts["valid"], vote.seats, by_candidate(counts).values()):
        raise CountsDoNotFit(words[fault], field="valid")


def by_candidate(counts: Mapping[str, int]) -> dict[int, int]:
    """Votes by candidate out of a teller's numbers."""
    return {int(name[1:]): n for name, n in counts.items() if name[:1] == "c" and name[1:].isdecimal()}


def _settle(vote: Vote, by: Actor, counts: Mapping[str, int], tellers: list[str]) -> Vote:
    sheets = {name: counts[name] for name in SHEETS}
    if vote.seats is None:
        counted = Counted(**{name: counts[name] for name in ANSWERS}, **sheets)
        return settle_vote(vote, by, counted, tellers)
    votes = by_candidate(counts)
    elected, _tied = rules.elected(votes, vote.seats, vote.needed)
    rows = list(vote.candidates.all())
    for one in rows:
        one.votes, one.elected = votes.get(one.pk, 0), one.pk in elected
    Candidate.objects.bulk_update(rows, ["votes", "elected"])
    changes = change(vote, **sheets, tellers=tellers, passed=len(elected) == vote.seats, closed=True)
    says = {"vote": short(vote.title, 120), "elected": len(elected), "seats": vote.seats}
    record("meetings.close_election", vote, by=by, unit_id=vote.meeting.unit_id, says=says, changes=changes)
    return vote
