"""The steps of a case: plain ones, introductions, papers of the file, votes, decisions, the ceremony."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.journal.actions import record
from nennep.members import access, rules
from nennep.members.actions.advancing import CERTIFICATES, Done, probation_end, put_off, settle, skips
from nennep.members.actions.cases import appoint, check_members
from nennep.members.actions.flowing import lay_case, name_introducers
from nennep.members.actions.life import Paper, TooYoung, celebrate, recognise_member, record_admission
from nennep.members.models import Case, CasePaper, CaseState, CaseStep, CaseVote, Introduced, Membership, Standard
from nennep.members.steps import BY_CODE, ORDER, PAPER, PAPERS, STEPS, PaperKind, Step
from nennep.viet.write import day as written

BY_THEMSELVES = {"noticed", "helper", "introduced", "class", "new_class", "decided", "ceremony", "recognised"}
"""Steps with a verb of their own."""


class NotItsTurn(Refused):
    """A step that comes after others."""


class FileNotReady(Refused):
    """A vote or decision for which something still lacks."""


class CountsDoNotFit(Refused):
    """Numbers of a vote that contradict each other."""


class NotInTime(Refused):
    """A day before the step could begin."""


def _claimed(case: Case, code: str, by: Actor, on: date) -> tuple[Case, Step]:
    """The case locked for a step that may be done now, on a day that can be. Raises NotYours, NotItsTurn, NotInTime."""
    step = BY_CODE.get(code)
    if step is None:
        raise NotYours
    case = access.STEP_RULES[step.act].claim(by, case)
    if not may_do(case, step, _settled(case)):
        raise NotItsTurn(_("Chưa đến bước này, hoặc bước đã xong. Đề nghị mở lại hồ sơ."))
    if on > today():
        raise NotInTime(_("Ngày ở tương lai. Đề nghị ghi khi việc đã diễn ra."), field="on")
    _in_order(case, step, on)
    return case, step


def _in_order(case: Case, step: Step, on: date) -> None:
    """A step is not older than the case, nor than the steps it rests on; free ones may come in any order. Raises NotInTime."""
    if step.probation and case.decided_on and on < case.decided_on:
        raise NotInTime(
            _("Ngày này trước ngày quyết định kết nạp ({on}).").format(on=written(case.decided_on)), field="on"
        )
    if step.code in CERTIFICATES:
        return
    if on < case.opened_on:
        raise NotInTime(_("Ngày này trước ngày đưa vào danh sách quần chúng ưu tú."), field="on")
    done = CaseStep.objects.filter(case=case, done_on__gt=on).order_by("-done_on")
    for row in done:
        before = BY_CODE[row.step]
        if ORDER[before.code] < ORDER[step.code] and not (step.free and before.free):
            words = _("Ngày này trước ngày của bước “{step}” ({on}).")
            raise NotInTime(words.format(step=before.label, on=written(row.done_on)), field="on")


def may_do(case: Case, step: Step, settled: Container[str]) -> bool:
    """Whether a step may be done now: it is the present one, or a free one of the same stretch that is not ``settled``."""
    if step.code == case.stage:
        return True
    here = BY_CODE.get(case.stage)
    if here is None or not (here.free and step.free) or step.probation != here.probation:
        return False
    return ORDER[step.code] > ORDER[here.code] and step.code not in settled


def _settled(case: Case) -> set[str]:
    """Codes of the steps that are done."""
    return set(CaseStep.objects.filter(case=case).exclude(done_on=None).values_list("step", flat=True))


def _told(case: Case, step: Step, done: Done, by: Actor) -> None:
    says = {"person": case.full_name, "step": str(step.label), "number": done.number, "on": written(done.on)}
    record("members.case_step", case, by=by, person_id=case.person_id, says=says)


@transaction.atomic
def take_step(case: Case, code: str, *, by: Actor, done: Done) -> Case:
    """Record a step that is a paper or an act without more: permission, application, file, verification, opinions,
    appraisal, self-review, comments. Raises NotItsTurn, FileNotReady."""
    case, step = _claimed(case, code, by, done.on)
    if code in BY_THEMSELVES or step.vote:
        raise NotItsTurn(_("Bước này cần ghi thêm nội dung riêng."))
    if code == "verified" and case.letters.filter(returned_on=None).exists():
        raise FileNotReady(_("Còn công văn thẩm tra chưa có trả lời. Đề nghị ghi trả lời trước."))
    if lacking := [kind for kind in missing(case, done.on) if kind.step == code and kind.code != "application"]:
        raise FileNotReady(_("Hồ sơ còn thiếu: {papers}.").format(papers=", ".join(str(one.label) for one in lacking)))
    if code == "permitted":
        change(case, filed_on=done.on)
    if code == "application":
        _file(case, "application", by, done)
    settle(case, code, by=by, done=done)
    _told(case, step, done, by)
    return case


def _file(case: Case, kind: str, by: Actor, done: Done, **more: object) -> CasePaper:
    """Lay a paper into the file; an older one of the kind stays there, replaced."""
    known = PAPER[kind]
    expires = rules.expires(done.on, rulebook.on(done.on).number(known.holds)) if known.holds else None
    CasePaper.objects.filter(case=case, kind=kind, replaced=False).update(replaced=True)
    return CasePaper.objects.create(
        case=case, unit_key=case.unit_key, kind=kind, number=done.number, issued_on=done.on, expires_on=expires,
        words=done.words, **more,
    )  # fmt: skip


@transaction.atomic
def file_paper(
    case: Case,
    kind: str,
    *,
    by: Actor,
    done: Done,
    issuer: str = "",
    agreed: int | None = None,
    asked: int | None = None,
) -> CasePaper:
    """Lay a paper into the file, or a fresh one in place of one that no longer holds. Raises NotYours, CountsDoNotFit."""
    case = access.keep_case.claim(by, case)
    if kind not in PAPER:
        raise NotYours
    if done.on > today():
        raise NotInTime(_("Ngày ở tương lai. Đề nghị ghi ngày trên văn bản."), field="on")
    if agreed is not None and asked is not None and agreed > asked:
        raise CountsDoNotFit(_("Số tán thành nhiều hơn số người được hỏi."), field="agreed")
    row = _file(case, kind, by, done, issuer=issuer, agreed=agreed, asked=asked)
    says = {"person": case.full_name, "paper": str(PAPER[kind].label), "number": done.number, "on": written(done.on)}
    record("members.file_paper", row, by=by, unit_id=case.unit_id, person_id=case.person_id, says=says)
    return row


def missing(case: Case, on: date, before: str = "") -> list[PaperKind]:
    """Kinds of papers that lack, or no longer hold on a day; for all votes, or those before one."""
    return lacking_among(CasePaper.objects.filter(case=case, replaced=False), case, on, before)


def lacking_among(papers: Iterable[CasePaper], case: Case, on: date, before: str = "") -> list[PaperKind]:
    """The same, where the case's papers were read already."""
    good = {row.kind for row in papers if row.expires_on is None or row.expires_on >= on}
    return [
        kind
        for kind in PAPERS
        if (kind.needed or (kind.code == "union_resolution" and case.introduced in {"youth", "union"}))
        and kind.code not in good
        and (not before or kind.before == before)
    ]


@transaction.atomic
def introduce_candidate(
    case: Case, *, by: Actor, done: Done, introduced: str, introducers: list[Membership], issuer: str = ""
) -> Case:
    """Record who introduces: two official members, or one with a resolution of the youth union or the trade union.

    Regulation 294 §3.1; the resolution's number is ``done.number``. Raises NotAHelper, FileNotReady.
    """
    case, step = _claimed(case, "introduced", by, done.on)
    alone = introduced == Introduced.MEMBERS
    key = "admission.introducers" if alone else "admission.introducers.union"
    check_members(introducers, case, rulebook.on(done.on).number(key), "first")
    if not alone and not done.number:
        raise FileNotReady(_("Cần số nghị quyết giới thiệu của tổ chức đoàn thể."), field="number")
    change(case, introduced=introduced)
    appoint(case, "introducer", introducers, done.on)
    _file(case, "introduction", by, Done(done.on))
    if not alone:
        _file(case, "union_resolution", by, done, issuer=issuer)
    settle(case, "introduced", by=by, done=done)
    _told(case, step, done, by)
    return case


@transaction.atomic
def certify_class(case: Case, code: str, *, by: Actor, done: Done, issuer: str = "") -> Case:
    """Record the certificate of the awareness class or of the class for new members. Raises FileNotReady."""
    case, step = _claimed(case, code, by, done.on)
    if code not in {"class", "new_class"}:
        raise NotYours
    if not done.number:
        raise FileNotReady(_("Cần số giấy chứng nhận."), field="number")
    _file(case, "awareness" if code == "class" else "new_class", by, done, issuer=issuer)
    settle(case, code, by=by, done=done)
    _told(case, step, done, by)
    return case


@transaction.atomic
def set_standard(case: Case, *, by: Actor, standard: str, paper: str = "") -> Case:
    """Set the status of the political standard; what it rests on is not kept here, only where it lies."""
    case = access.decide_case.claim(by, case)
    changes = change(case, standard=standard, standard_paper=paper)
    says = {"person": case.full_name, "standard": str(Standard(standard).label)}
    record("members.set_standard", case, by=by, person_id=case.person_id, says=says, changes=changes)
    return case


@dataclass(frozen=True)
class Count:
    """A vote as it was counted; ``excluded`` how many of the eligible are left out, by reason."""

    on: date
    eligible: int
    present: int
    agreed: int
    against: int = 0
    ballot: str = "secret"
    excluded: dict[str, int] = field(default_factory=dict)
    issued: int | None = None
    returned: int | None = None
    valid: int | None = None


def _check(count: Count, base: int) -> None:
    """Numbers of a vote that cannot be. Raises CountsDoNotFit."""
    if base < 1:
        raise CountsDoNotFit(_("Không còn ai trong cơ sở tính tỷ lệ."), field="eligible")
    if count.agreed + count.against > min(base, count.present):
        raise CountsDoNotFit(_("Số phiếu tán thành và không tán thành nhiều hơn số người biểu quyết."), field="agreed")
    if count.present > count.eligible:
        raise CountsDoNotFit(_("Số có mặt nhiều hơn số đảng viên chính thức."), field="present")
    ballots = [n for n in (count.present, count.issued, count.returned, count.valid) if n is not None]
    if ballots != sorted(ballots, reverse=True):
        raise CountsDoNotFit(
            _("Số phiếu phát ra không được nhiều hơn số có mặt, thu về không nhiều hơn phát ra, hợp lệ không nhiều hơn thu về."),
            field="issued",
        )  # fmt: skip
    if count.valid is not None and count.agreed + count.against > count.valid:
        raise CountsDoNotFit(_("Số phiếu tán thành và không tán thành nhiều hơn số phiếu hợp lệ."), field="agreed")


def _vote(case: Case, step: str, key: str, body: str, count: Count) -> CaseVote:
    book = rulebook.on(count.on)
    row, base = book.row(key), rules.vote_base(count.eligible, count.excluded.values())
    _check(count, base)
    needed = book.share(key).least(base)
    return CaseVote.objects.create(
        case=case, unit_key=case.unit_key, step=step, on=count.on, body=body, ballot=count.ballot, eligible=count.eligible,
        excluded=count.excluded, base=base, present=count.present, issued=count.issued, returned=count.returned, valid=count.valid,
        agreed=count.agreed, against=count.against, needed=needed, rule_key=key, rule=f"{row.value}; {row.source}"[:250],
        passed=count.agreed >= needed,
    )  # fmt: skip


@transaction.atomic
def vote_on_case(
    case: Case, code: str, *, by: Actor, count: Count, body: str, number: str = "", report_up: bool = False
) -> CaseVote:
    """Record the vote of a cell or a committee: at least two thirds of the base must agree.

    A vote that falls short leaves the step open; with ``report_up`` the whole result goes to the level above, which
    decides (Guidance 06 §5.1). Raises NotItsTurn, FileNotReady, CountsDoNotFit.
    """
    case, step = _claimed(case, code, by, count.on)
    if not step.vote:
        raise NotItsTurn(_("Bước này không có biểu quyết."))
    if lacking := missing(case, count.on, code):
        words = ", ".join(str(kind.label) for kind in lacking)
        raise FileNotReady(_("Hồ sơ còn thiếu hoặc đã hết giá trị: {papers}.").format(papers=words))
    if code == "cell":
        _of_age(case, count.on)
    ends = probation_end(case)
    if code == "cell2" and ends and count.on < ends:
        raise NotInTime(_("Chưa hết thời gian dự bị (đến {day}).").format(day=written(ends)), field="on")
    row = _vote(case, code, step.vote, body, count)
    if row.passed or report_up:
        words = "" if row.passed else _("Không đủ tỷ lệ; báo cáo đầy đủ kết quả lên cấp trên xem xét.")
        settle(case, code, by=by, done=Done(count.on, number, words))
    says = {
        "person": case.full_name, "step": str(step.label), "agreed": row.agreed, "base": row.base, "needed": row.needed, "on": written(row.on)
    }  # fmt: skip
    record("members.vote", case, by=by, person_id=case.person_id, says=says)
    return row


def _of_age(case: Case, on: date) -> None:
    """Old enough by whole months on the day the cell considers (294-QĐ/TW §1.1.1). Raises TooYoung."""
    row, born = rulebook.on(on).row("admission.age.least"), case.person.born_on
    if born and rules.whole_months(born, on) < int(row.value) * 12:
        words = _(
            "Đến ngày {on} chưa đủ {n} tuổi tính theo tháng ({source}); chi bộ xét khi đủ tuổi. Nếu ngày sinh ghi sai, đề nghị sửa hồ sơ trước."
        )
        raise TooYoung(words.format(on=written(on), n=row.value, source=row.source), field="on")


@transaction.atomic
def decide_admission(
    case: Case, *, by: Actor, decision: Paper, body: str, count: Count | None = None, delegated: bool = False
) -> Case:
    """Record the competent body's decision to admit; the admission counts from now on. Raises FileNotReady."""
    case, step = _claimed(case, "decided", by, decision.on)
    if case.standard != Standard.MET:
        raise FileNotReady(_("Chưa có kết luận bảo đảm tiêu chuẩn chính trị. Đề nghị ghi trạng thái trước."))
    if count is not None and not _vote(case, "decided", _share(delegated), body, count).passed:
        raise FileNotReady(_("Chưa đủ số phiếu tán thành để quyết định."), field="agreed")
    person = case.person
    row = record_admission(
        case.unit, by=by, full_name=person.full_name, sex=person.sex, decision=decision, source="case", person=person
    )
    change(case, admission=row, decided_on=decision.on, body=body)
    done = Done(decision.on, decision.number)
    settle(case, "decided", by=by, done=done)
    _told(case, step, done, by)
    return case


def _share(delegated: bool) -> str:
    return "vote.decide.delegated" if delegated else "vote.decide"


@transaction.atomic
def celebrate_case(case: Case, *, by: Actor, on: date, words: str = "") -> Case:
    """Record the ceremony of admission as a step; the probation counts from this day.

    Raises NotItsTurn, BeforeTheBeginning, MovedOn.
    """
    case, step = _claimed(case, "ceremony", by, on)
    if case.admission is None:
        raise NotItsTurn(_("Chưa đến bước này, hoặc bước đã xong. Đề nghị mở lại hồ sơ."))
    celebrate(case.admission, by, on)
    change(case, probation_on=on)
    done = Done(on, words=words)
    settle(case, "ceremony", by=by, done=done)
    lay_case(case, by=by, stages="AB")
    name_introducers(case, by=by)
    _told(case, step, done, by)
    return case


@transaction.atomic
def decide_recognition(
    case: Case, *, by: Actor, decision: Paper, body: str = "", count: Count | None = None, delegated: bool = False
) -> Case:
    """Record the decision that makes the probationary member official, from the end of the probation whatever the delay.

    Raises FileNotReady where the vote is given and falls short.
    """
    case, step = _claimed(case, "recognised", by, decision.on)
    if count is not None and not _vote(case, "recognised", _share(delegated), body, count).passed:
        raise FileNotReady(_("Chưa đủ số phiếu tán thành để quyết định."), field="agreed")
    held = Membership.objects.get(access.counted, person_id=case.person_id)
    settle(case, "recognised", by=by, done=Done(decision.on, decision.number))
    change(case, state=CaseState.DONE, closed_on=decision.on, due_on=None)
    row = recognise_member(held, by=by, decision=decision, official_from=probation_end(case), source="case")
    change(case, recognition=row)
    lay_case(case, by=by, stages="C")
    _told(case, step, Done(decision.on, decision.number), by)
    return case


@transaction.atomic
def extend_step(case: Case, *, by: Actor, why: str) -> Case:
    """Put off the deadline of a decision once, by as many working days as the rule allows. Raises NotItsTurn."""
    case = access.decide_case.claim(by, case)
    key = {"decided": "admission.extension", "recognised": "recognition.extension"}.get(case.stage)
    row = CaseStep.objects.filter(case=case, step=case.stage, done_on=None).first()
    if key is None or row is None or row.words:
        raise NotItsTurn(_("Chỉ gia hạn được một lần, ở bước quyết định."))
    book = rulebook.on(today())
    put_off(case, book.number(key), book.row(key).source)
    CaseStep.objects.filter(pk=row.pk).update(words=why)
    says = {"person": case.full_name, "why": why, "on": written(case.due_on)}
    record("members.extend_step", case, by=by, person_id=case.person_id, says=says)
    return case


def next_steps(case: Case, settled: Container[str]) -> list[Step]:
    """The steps that may be done now, the present one first; ``settled`` are those done already."""
    left_out = skips(case)
    return [step for step in STEPS if step.code not in left_out and may_do(case, step, settled)]
