"""Votes: the base by its rule, open counts, paper ballots with two tellers, secret ballots on the screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.duties import rulebook
from nennep.journal.actions import record
from nennep.meetings import access, rules
from nennep.meetings.matters import BY_STEP, MATTERS
from nennep.meetings.models import SECRET, Ballot, Item, Meeting, Thing, Vote
from nennep.meetings.queries.allowed import base_of, is_on
from nennep.members import access as members
from nennep.members.actions import Count, vote_on_case
from nennep.members.models import Case
from nennep.viet.write import short


class NotSecret(Refused):
    """An open vote on what has to be decided in secret, or a secret vote turned into an open one."""


class NotSwitchedOn(Refused):
    """A ballot on the screen where the organisation has not allowed it."""


class NotWithdrawn(Refused):
    """A vote on the screen taken back."""


class NobodyVotes(Refused):
    """A vote opened before attendance was taken."""


class CountsDoNotFit(Refused):
    """Numbers of a vote that contradict each other."""


class TwoTellers(Refused):
    """Paper ballots counted by fewer than two people."""


class NoBallot(Refused):
    """A ballot that cannot be cast: closed, cast before, not entitled."""


@dataclass(frozen=True)
class Counted:
    """A vote as it was counted by hands or tellers."""

    agreed: int
    against: int = 0
    blank: int = 0
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


@transaction.atomic
def open_vote(meeting: Meeting, *, by: Actor, title: str, matter: str, ballot: str, item: Item | None = None) -> Vote:
    """Open a vote; its base is frozen now. Pressed twice it is the same vote. Raises NotSecret, NotSwitchedOn, NobodyVotes."""
    meeting = access.hold.claim(by, meeting)
    case = Case.objects.filter(pk=item.source_id).first() if item is not None and item.source == "case" else None
    if case is not None:
        matter = BY_STEP.get(case.stage, matter)
    what = MATTERS[matter]
    if what.secret and ballot not in SECRET:
        raise NotSecret(_("Nội dung này phải bỏ phiếu kín."), field="ballot")
    if ballot == Ballot.SCREEN and not is_on(Thing.BALLOTS, meeting.unit_key):
        raise NotSwitchedOn(_("Chưa được phép bỏ phiếu kín trên hệ thống. Đề nghị dùng phiếu giấy."), field="ballot")
    if already := standing(meeting, title, ballot, item=item):
        return already
    vote = Vote.objects.create(
        **frame(meeting, title, matter, ballot),
        item=item,
        case_id=case.pk if case else None,
        step=case.stage if case else "",
    )
    if ballot == Ballot.SCREEN:
        with connection.cursor() as cursor:
            cursor.execute("select nn_open_ballots(%s)", [vote.pk])
    says = {"vote": short(vote.title, 120), "needed": vote.needed, "base": vote.base}
    record("meetings.open_vote", vote, by=by, unit_id=meeting.unit_id, says=says)
    return vote


def standing(meeting: Meeting, title: str, ballot: str, **of: Any) -> Vote | None:
    """The same vote where it stands open already: a second press opens no second one."""
    return Vote.objects.filter(meeting=meeting, closed=False, title=title.strip()[:500], ballot=ballot, **of).first()


@transaction.atomic
def withdraw_vote(vote: Vote, *, by: Actor) -> Vote:
    """Take back a vote that was opened by mistake, before it is counted; it stays in the book as withdrawn.

    Ballots on the screen are only counted: nobody ends them unseen. Raises NotWithdrawn.
    """
    vote = access.count_vote.claim(by, vote)
    if vote.ballot == Ballot.SCREEN:
        raise NotWithdrawn(_("Bỏ phiếu kín trên hệ thống chỉ kết thúc bằng kiểm phiếu."))
    vote.appointed.all().delete()
    vote.tellings.all().delete()
    changes = change(vote, withdrawn=True, closed=True, passed=False)
    says = {"vote": short(vote.title, 120)}
    record("meetings.withdraw_vote", vote, by=by, unit_id=vote.meeting.unit_id, says=says, changes=changes)
    return vote


def frame(meeting: Meeting, title: str, matter: str, ballot: str) -> dict[str, Any]:
    """What every vote opens with: its matter, the rule in force, the base as attendance stands. Raises NobodyVotes."""
    base, what = base_of(meeting), MATTERS[matter]
    if base.present == 0:
        raise NobodyVotes(_("Chưa điểm danh hoặc không có đảng viên chính thức nào có mặt. Đề nghị điểm danh trước."))
    row = rulebook.on(meeting.held_on or today()).row(what.rule)
    return {
        "meeting": meeting, "unit_key": meeting.unit_key, "title": title.strip()[:500], "matter": matter, "ballot": ballot,
        "rule_key": what.rule, "rule": f"{row.value}; {row.source}"[:250], **based(meeting, matter, base),
    }  # fmt: skip


def based(meeting: Meeting, matter: str, base: rules.Base) -> dict[str, Any]:
    """A vote's base in its columns, and how many votes it needs by the rule in force."""
    share = rulebook.on(meeting.held_on or today()).share(MATTERS[matter].rule)
    return {
        "eligible": base.eligible, "excluded": base.excluded, "base": base.base, "present": base.present,
        "needed": rules.needed(base.base, share),
    }  # fmt: skip


@transaction.atomic
def make_secret(vote: Vote, *, by: Actor, ballot: str) -> Vote:
    """Turn an open vote into a secret one; never the other way. Raises NotSecret."""
    vote = access.count_vote.claim(by, vote)
    if vote.is_secret or ballot != Ballot.PAPER:
        raise NotSecret(
            _("Biểu quyết kín không chuyển thành công khai được; biểu quyết công khai chỉ chuyển sang phiếu giấy.")
        )
    changes = change(vote, ballot=ballot)
    record("meetings.open_vote", vote, by=by, unit_id=vote.meeting.unit_id, says={"vote": short(vote.title, 120), "needed": vote.needed, "base": vote.base}, changes=changes)  # fmt: skip
    return vote


def cast_ballot(vote: Vote, *, by: Actor, choice: str) -> None:
    """Put a secret ballot into the box: no journal line, no time, no event; the database alone knows who has voted.

    Raises NoBallot.
    """
    words = {
        "closed": _("Cuộc bỏ phiếu đã kết thúc."),
        "twice": _("Đồng chí đã bỏ phiếu. Mỗi người bỏ một lần."),
        "nobody": _(
            "Đồng chí không có trong danh sách được bỏ phiếu, hoặc chưa được điểm danh. Đề nghị báo người điều hành."
        ),
        "choice": _("Đề nghị chọn một phương án."),
    }
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select nn_cast_ballot(%s, %s)", [vote.pk, choice])
        said = str(cursor.fetchone()[0])
    if said != "ok":
        raise NoBallot(words[said])


@transaction.atomic
def close_vote(vote: Vote, *, by: Actor, counted: Counted | None = None) -> Vote:
    """Count a vote. An open one brings its numbers, one on the screen counts itself, paper ballots come from two tellers.

    The vote of a case goes into the case's step at once; what the case still lacks is kept as a note.
    Raises CountsDoNotFit, TwoTellers.
    """
    vote = access.count_vote.claim(by, vote)
    if vote.ballot == Ballot.PAPER:
        raise TwoTellers(_("Phiếu giấy do hai người kiểm độc lập. Đề nghị mỗi người ghi kết quả mình đã kiểm."))
    if vote.ballot == Ballot.SCREEN:
        vote, counted = _from_box(vote)
    if counted is None:
        raise CountsDoNotFit(_("Đề nghị nhập số phiếu tán thành."), field="agreed")
    check_counts(vote, counted)
    return settle_vote(vote, by, counted)


def settle_vote(vote: Vote, by: Actor, counted: Counted, tellers: Sequence[str] = ()) -> Vote:
    """Write a result that was checked; the verb that calls it has passed its gate."""
    changes = change(
        vote, agreed=counted.agreed, against=counted.against, blank=counted.blank, issued=counted.issued, returned=counted.returned,
        valid=counted.valid, tellers=list(tellers), passed=counted.agreed >= vote.needed, closed=True,
    )  # fmt: skip
    says = {"vote": short(vote.title, 120), "agreed": vote.agreed, "base": vote.base}
    record("meetings.close_vote", vote, by=by, unit_id=vote.meeting.unit_id, says=says, changes=changes)
    if vote.case_id:
        change(vote, note=_into_case(vote, by)[:400])
    return vote


def _from_box(vote: Vote) -> tuple[Vote, Counted]:
    """The box counted: as many ballots were given out as people could vote, those who came late among them.

    Who came after the vote was opened belongs to its base as if he had been there (294-QĐ/TW §9.3).
    """
    with connection.cursor() as cursor:
        cursor.execute("select agreed, against, blank from nn_close_ballots(%s)", [vote.pk])
        agreed, against, blank = cursor.fetchone()
    cast, now = agreed + against + blank, base_of(vote.meeting)
    issued = max(vote.present, now.present, cast)
    fresh = based(vote.meeting, vote.matter, now) if now.present > vote.present else {}
    change(vote, **fresh | {"present": issued})
    return vote, Counted(agreed, against, blank, issued, cast, agreed + against)


def check_counts(vote: Vote, counted: Counted) -> None:
    """Refuse numbers that contradict each other or the people present (CountsDoNotFit)."""
    tally = rules.Tally(
        vote.present, counted.agreed, counted.against, counted.blank, counted.issued, counted.returned, counted.valid
    )
    words = {
        "too_many": _("Tổng số phiếu nhiều hơn {n} đảng viên chính thức có mặt biểu quyết. Đề nghị kiểm lại.").format(
            n=vote.present
        ),
        "valid": _("Số phiếu tán thành và không tán thành nhiều hơn số phiếu hợp lệ."),
    }
    if tally.fault == "ballots":
        raise _wrong_sheets(vote.present, counted)
    if tally.fault:
        raise CountsDoNotFit(words[tally.fault], field="agreed")


def _wrong_sheets(present: int, counted: Counted) -> CountsDoNotFit:
    """Which of the numbers of sheets is greater than the one before it."""
    steps = (
        ("issued", _("Phiếu phát ra ({n}) nhiều hơn số có mặt biểu quyết ({most}). Đề nghị kiểm lại.")),
        ("returned", _("Phiếu thu về ({n}) nhiều hơn phiếu phát ra ({most}). Đề nghị kiểm lại.")),
        ("valid", _("Phiếu hợp lệ ({n}) nhiều hơn phiếu thu về ({most}). Đề nghị kiểm lại.")),
    )
    most, found = present, CountsDoNotFit(_("Số phiếu không khớp. Đề nghị kiểm lại."))
    for name, words in steps:
        number = getattr(counted, name)
        if number is not None and number > most:
            return CountsDoNotFit(words.format(n=number, most=most), field=name)
        most = most if number is None else number
    return found


def _into_case(vote: Vote, by: Actor) -> str:
    """Take the vote into the step of its case; '' when done, else the sentence of what the case says no to."""
    case = Case.objects.filter(pk=vote.case_id).first()
    if case is None or not members.STEP_RULES["keep" if vote.step in ("cell", "cell2") else "decide"].allows(by, case):
        return _("Người có thẩm quyền của hồ sơ cần ghi kết quả này vào bước {step}.").format(
            step=MATTERS[BY_STEP[vote.step]].label
        )
    count = Count(
        on=vote.meeting.held_on or today(), eligible=vote.eligible, present=vote.present, agreed=vote.agreed or 0, against=vote.against or 0,
        ballot="secret" if vote.is_secret else "card", excluded=vote.excluded, issued=vote.issued, returned=vote.returned, valid=vote.valid,
    )  # fmt: skip
    try:
        with transaction.atomic():
            vote_on_case(case, vote.step, by=by, count=count, body=vote.meeting.unit.name)
    except Refused as refusal:
        return str(refusal.sentence)
    return ""


@transaction.atomic
def pass_vote_on(vote: Vote, *, by: Actor) -> Vote:
    """Try again to take a vote into its case, after what lacked is there. Raises CountsDoNotFit with what still lacks."""
    vote = access.pass_on.claim(by, vote)
    if note := _into_case(vote, by):
        raise CountsDoNotFit(note)
    changes = change(vote, note="")
    record(
        "meetings.pass_on",
        vote,
        by=by,
        unit_id=vote.meeting.unit_id,
        says={"vote": short(vote.title, 120)},
        changes=changes,
    )
    return vote
