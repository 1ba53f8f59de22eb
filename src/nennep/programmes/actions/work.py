"""Work on tasks: assign, acknowledge, report with evidence, judge."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import now, today
from nennep.core.events import publish
from nennep.core.refused import Refused
from nennep.documents.models import Document
from nennep.files.actions import keep_bytes
from nennep.journal.actions import record
from nennep.notify.actions import tell
from nennep.org.models import Unit
from nennep.org.queries import accounts_in
from nennep.programmes import access
from nennep.programmes.actions.tasks import close_task
from nennep.programmes.events import WorkReported
from nennep.programmes.models import Evidence, Task, Work, WorkStatus
from nennep.viet.write import short


class NoEvidence(Refused):
    """A key task is reported as finished without anything that proves it."""


class NobodyLeads(Refused):
    """A task is assigned without a unit that leads it."""


class WorkBegun(Refused):
    """A task is taken back from a unit that has begun to work on it."""


class NotOneOfTheList(Refused):
    """A percentage outside 0 to 100."""


@transaction.atomic
def assign_task(
    task: Task,
    *,
    by: Actor,
    units: Iterable[Unit],
    helpers: Iterable[Unit] = (),
    watchers: Iterable[Unit] = (),
    released: Iterable[Unit] = (),
    posts: Mapping[int, str] | None = None,
    due_on: date | None = None,
    key_task: bool | None = None,
) -> list[Work]:
    """Assign a task of an approved programme to units that lead it, help, or watch; ``posts`` names who answers for it
    in a unit, by the unit's id; ``released`` units have it no longer. Raises WorkBegun, NobodyLeads."""
    task = access.assign_task.claim(by, task)
    change(task, due_on=due_on or task.due_on, key_task=task.key_task if key_task is None else key_task)
    roles = [(units, True, False), (helpers, False, False), (watchers, False, True)]
    rows = [
        _part(task, unit, leading=leading, watching=watching, post=(posts or {}).get(unit.pk, ""))
        for listed, leading, watching in roles
        for unit in listed
    ]
    count = _release(task, released)
    if not task.works.filter(leading=True, watching=False).exists():
        raise NobodyLeads(_("Chọn ít nhất một đơn vị chủ trì."))
    words = _("Được giao nhiệm vụ “{name}”.").format(name=short(task.name))
    told = [row.unit_key for row in rows if not row.watching]
    tell(accounts_in(told, "programmes.work"), words, "/theo-doi/")
    record("programmes.assign_task", task, by=by, says={"name": task.name[:200], "count": len(rows)})
    if count:
        record("programmes.release_task", task, by=by, says={"name": task.name[:200], "count": count})
    return rows


def _release(task: Task, units: Iterable[Unit]) -> int:
    """Take a task back from units that have not begun; returns from how many."""
    listed = task.works.filter(unit__in=list(units)).select_related("unit")
    for work in listed:
        if work.status not in {WorkStatus.PLANNED, WorkStatus.ASSIGNED} or work.evidence.exists():
            raise WorkBegun(
                _("{unit} đã bắt đầu thực hiện nên không bỏ giao được. Đề nghị giữ lại, hoặc xét ngoại lệ.").format(
                    unit=work.unit.name
                )
            )
    return listed.delete()[1].get("programmes.Work", 0)


def _part(task: Task, unit: Unit, *, leading: bool, watching: bool, post: str) -> Work:
    row, made = Work.objects.get_or_create(
        task=task,
        unit=unit,
        defaults={
            "unit_key": unit.key, "giver_key": task.unit_key, "leading": leading, "watching": watching,
            "post": post[:160],
        },
    )  # fmt: skip
    if not made:
        status = WorkStatus.ASSIGNED if row.status == WorkStatus.PLANNED else row.status
        change(row, leading=leading, watching=watching, post=post[:160] or row.post, status=status)
    return row


@transaction.atomic
def acknowledge_work(work: Work, *, by: Actor) -> Work:
    """A unit acknowledges its part of a task."""
    work = access.work_on.claim(by, work)
    if work.status == WorkStatus.ASSIGNED:
        changes = change(work, status=WorkStatus.ACKNOWLEDGED)
        record("programmes.acknowledge_work", work, by=by, says=_says(work), changes=changes)
    return work


@transaction.atomic
def report_work(work: Work, *, by: Actor, percent: int, note: str, seen: int | None = None) -> Work:
    """Report progress. At 100 % it goes to the unit above: a key task needs evidence, any other is noted in batches."""
    work = access.work_on.claim(by, work, seen=seen)
    if not 0 <= percent <= 100:
        raise NotOneOfTheList(_("Tiến độ là số từ 0 đến 100."), field="percent")
    finished = percent == 100
    if finished and not work.evidence.exists() and (missing := _missing(work.task)):
        raise NoEvidence(missing, field="file")
    changes = change(
        work,
        percent=percent,
        note=note.strip(),
        status=WorkStatus.REPORTED if finished else WorkStatus.DOING,
        reported_on=today(),
    )
    record("programmes.report", work, by=by, says=_says(work) | {"percent": percent}, changes=changes)
    publish(WorkReported(work.pk))
    return work


@transaction.atomic
def give_evidence(
    work: Work, *, by: Actor, words: str = "", name: str = "", data: bytes = b"", document: Document | None = None
) -> Evidence:
    """Add a file, or a paper already in the register, as evidence of a unit's work."""
    work = access.work_on.claim(by, work)
    row = Evidence.objects.create(
        work=work,
        giver_key=work.giver_key,
        unit_key=work.unit_key,
        words=words.strip()[:400],
        file_sha=keep_bytes(data) if data else "",
        file_name=name[:250],
        document=document,
        given_by=by.account_id,
        given_at=now(),
    )
    record(
        "programmes.evidence",
        row,
        by=by,
        unit_id=work.unit_id,
        says=_says(work) | {"name": name or str(document or words)},
    )
    return row


@transaction.atomic
def take_back_evidence(evidence: Evidence, *, by: Actor) -> Work:
    """Who gave a piece of evidence takes it back before it is judged; the journal keeps that it was there.

    Finished work that proves nothing any more is under way again.
    """
    row = access.take_back.claim(by, evidence)
    work = access.work_on.claim(by, row.work)
    name = row.file_name or str(row.document or row.words)
    record("programmes.take_back", work, by=by, says=_says(work) | {"name": name})
    row.delete()
    if work.status == WorkStatus.REPORTED and not work.evidence.exists() and _missing(work.task):
        change(work, status=WorkStatus.DOING)
    return work


@transaction.atomic
def judge_work(work: Work, *, by: Actor, accepted: bool, answer: str = "") -> Work:
    """The unit above accepts the evidence (done) or asks for more."""
    work = access.judge.claim(by, work)
    if not accepted and not answer.strip():
        raise NoEvidence(_("Đề nghị ghi rõ cần bổ sung gì."), field="answer")
    status = WorkStatus.DONE if accepted else WorkStatus.RETURNED
    changes = change(work, status=status, answer=answer.strip(), closed_on=today() if accepted else None)
    said = _("Đã xác nhận hoàn thành") if accepted else _("Đề nghị bổ sung minh chứng")
    words = f"{said}: “{short(work.task.name)}”. {work.answer}".strip()
    tell(accounts_in([work.unit_key], "programmes.work"), words, f"/theo-doi/viec/{work.pk}/")
    record("programmes.accept" if accepted else "programmes.return", work, by=by, says=_says(work), changes=changes)
    close_task(work.task)
    return work


@transaction.atomic
def note_works(works: Iterable[Work], *, by: Actor) -> int:
    """Note reported work that is not a key task, in one go; returns how many."""
    count = 0
    for work in works:
        held = access.judge.claim(by, work)
        if not held.task.key_task:
            changes = change(held, status=WorkStatus.NOTED, closed_on=today())
            record("programmes.note", held, by=by, says=_says(held), changes=changes)
            close_task(held.task)
            count += 1
    return count


def _missing(task: Task) -> str:
    """What has to be shown before the task can be reported as finished, as a sentence; '' for nothing."""
    if task.product:
        return _("Nhiệm vụ chỉ kết thúc khi có sản phẩm: {product}. Đề nghị đính kèm tệp hoặc chọn văn bản.").format(
            product=task.product
        )
    if task.key_task:
        return _("Nhiệm vụ trọng tâm cần minh chứng: đính kèm tệp hoặc chọn văn bản đã vào sổ.")
    return ""


def _says(work: Work) -> dict[str, str]:
    return {"task": work.task.name[:200], "unit": work.unit.name}
