"""Phiếu xin ý kiến between meetings: asked, answered, reminded, counted."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import today
from nennep.core.refused import Refused
from nennep.documents.rules import secrecy_of
from nennep.journal.actions import record
from nennep.meetings import access
from nennep.meetings.actions.agenda import put_results
from nennep.meetings.models import Body, Item, Question, Slip
from nennep.meetings.queries.people import Called
from nennep.meetings.queries.people import body as people_of
from nennep.meetings.queries.slips import at_its_item, code_of, counted, has_met, next_meeting, pickable, result_words
from nennep.notify.actions import tell
from nennep.notify.queries import awake
from nennep.office.actions.incoming import KeptOnPaper
from nennep.org.models import Unit
from nennep.viet.write import short


class NobodyToAsk(Refused):
    """A body without anybody who has a say."""


class WrongItem(Refused):
    """An item of another unit's agenda."""


class TooEarly(Refused):
    """A day to answer by that has passed, or slips counted while some may still answer."""


def _says(row: Question) -> dict[str, str]:
    return {"words": short(row.words, 160)}


def _page(row: Question) -> str:
    return f"/hop/y-kien/{row.pk}/"


@transaction.atomic
def ask_body(
    unit: Unit, *, by: Actor, body: str, words: str, due_on: date, picked: Iterable[str] = (), item: Item | None = None
) -> Question:
    """Send a slip to each of a body who has a vote today, and to persons picked beside it (codes of ``pickable``), for an
    item of an agenda where one is named. Raises TooEarly, NobodyToAsk, KeptOnPaper."""
    unit = access.plan_in.claim(by, unit)
    if item is not None:
        item = access.keep_item.claim(by, item)
    if due_on < today():
        raise TooEarly(_("Hạn trả lời đã qua. Đề nghị chọn từ hôm nay trở đi."), field="due_on")
    if secrecy_of(words):
        raise KeptOnPaper(_("Nội dung mật không lấy ý kiến trong hệ thống. Đề nghị gửi phiếu giấy."), field="words")
    people = _asked(unit, body, set(picked))
    row = Question.objects.create(
        unit=unit, unit_key=unit.key, body=body, item=item, words=words.strip(), asked_by=by.name[:160], asked_on=today(), due_on=due_on
    )  # fmt: skip
    Slip.objects.bulk_create(
        Slip(question=row, unit_key=unit.key, account_id=one.account_id, name=one.name[:160]) for one in people
    )
    _tell(row, [one.account_id for one in people])
    record("meetings.ask_body", row, by=by, says=_says(row) | {"count": len(people)})
    return row


def _asked(unit: Unit, body: str, picked: set[str]) -> list[Called]:
    """The body with those picked beside it, each once. Raises NobodyToAsk."""
    people = {
        code_of(one): one for one in people_of(unit, body, today()) if one.status == "official" and not one.left_out
    }
    if picked:
        people |= {code: one for code, one in pickable(unit, today()).items() if code in picked}
    if not people and body == Body.CHOSEN:
        raise NobodyToAsk(_("Chọn ít nhất một đồng chí để xin ý kiến."), field="picked")
    if not people:
        raise NobodyToAsk(_("Đơn vị chưa có ai thuộc thành phần này để xin ý kiến."), field="body")
    return list(people.values())


@transaction.atomic
def link_question(question: Question, *, by: Actor, item: Item) -> Question:
    """Say for which item of an agenda a question is asked; its result then stands at the item. Raises WrongItem."""
    question, item = access.count_slips.claim(by, question), access.keep_item.claim(by, item)
    if item.meeting.unit_id != question.unit_id:
        raise WrongItem(_("Nội dung này thuộc cuộc họp của đơn vị khác."), field="item")
    changes = change(question, item=item)
    record(
        "meetings.link_question",
        question,
        by=by,
        says=_says(question) | {"item": short(item.title, 120)},
        changes=changes,
    )
    return question


def _tell(row: Question, accounts: Iterable[int | None]) -> None:
    words = _("Phiếu xin ý kiến: {words}. Đề nghị trả lời trước hết ngày {day}.")
    tell([one for one in accounts if one], words.format(day=f"{row.due_on:%d/%m/%Y}", **_says(row)), _page(row))


@transaction.atomic
def answer_slip(slip: Slip, *, by: Actor, choice: str, words: str = "") -> Slip:
    """A person's own answer; it may be changed until the slips are counted."""
    return _answered(access.answer_slip.claim(by, slip), by, choice, words)


@transaction.atomic
def enter_slip(slip: Slip, *, by: Actor, choice: str, words: str = "") -> Slip:
    """Enter the paper slip of a person who has no account."""
    return _answered(access.enter_slip.claim(by, slip), by, choice, words)


def _answered(slip: Slip, by: Actor, choice: str, words: str) -> Slip:
    changes = change(slip, choice=choice, words=words.strip(), answered_on=today())
    question = slip.question
    record("meetings.answer_slip", slip, by=by, unit_id=question.unit_id, says=_says(question), changes=changes)
    return slip


@transaction.atomic
def remind_asked(question: Question, *, by: Actor) -> int:
    """Remind those who have not answered; returns how many have an account to hear it."""
    question = access.count_slips.claim(by, question)
    rows = question.slips.filter(choice="", account_id__isnull=False)
    accounts = list(rows.values_list("account_id", flat=True))
    _tell(question, accounts)
    record("meetings.remind_asked", question, by=by, says=_says(question) | {"count": len(accounts)})
    return len(accounts)


@transaction.atomic
def remind_last_day(moment: datetime, *, by: Actor) -> int:
    """Remind once, the day before the last, who has not answered, outside quiet hours; returns how many. ``by`` is the
    house's own job."""
    day = moment.date()
    rows = Slip.objects.filter(
        choice="", reminded_on=None, account_id__isnull=False, question__closed_on=None, question__due_on=day + timedelta(days=1)
    ).select_for_update(of=("self",), skip_locked=True)  # fmt: skip
    waiting = list(rows)
    heard = awake({row.account_id for row in waiting if row.account_id}, moment)
    found: dict[int, list[Slip]] = defaultdict(list)
    for row in waiting:
        if row.account_id in heard:
            found[row.question_id].append(row)
    for question in Question.objects.filter(pk__in=found).order_by("pk"):
        _tell(question, [row.account_id for row in found[question.pk]])
        record("meetings.remind_asked", question, by=by, says=_says(question) | {"count": len(found[question.pk])})
    told = [row.pk for rows in found.values() for row in rows]
    Slip.objects.filter(pk__in=told).update(reminded_on=day)
    return len(told)


@transaction.atomic
def count_slips(question: Question, *, by: Actor) -> Question:
    """Close the asking and put the result at the item that asked, else onto the agenda of the body's next meeting; where
    none is planned yet, the agenda takes it up when it is built. Minutes of a meeting that is over take up nothing: the
    next one is told. Raises TooEarly while the day has not come and somebody has not answered."""
    question = access.count_slips.claim(by, question)
    count = counted(question)
    if count.open and today() <= question.due_on:
        raise TooEarly(
            _("Còn {n} người chưa trả lời và chưa hết hạn. Đề nghị nhắc, hoặc kiểm phiếu sau ngày {day}.").format(
                n=count.open, day=f"{question.due_on:%d/%m/%Y}"
            )
        )  # fmt: skip
    left = {"item": None} if has_met(question) else {}
    changes = change(question, closed_on=today(), result=result_words(question, count), **left)
    if item := at_its_item(question):
        change(item, result="\n".join(filter(None, [item.result, question.result])))
    elif meeting := next_meeting(question):
        put_results(meeting)
    says = _says(question) | {"agreed": count.agree, "asked": len(count.rows)}
    record("meetings.count_slips", question, by=by, says=says, changes=changes)
    return question
