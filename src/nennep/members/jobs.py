"""Long work on members, done in the background by the name of who asked for it."""

from collections.abc import Callable
from datetime import date

from django.db import transaction
from procrastinate.contrib.django import app

from nennep.core.actor import Actor
from nennep.core.refused import NotYours, Refused
from nennep.core.scope import needed
from nennep.members import access, actions, tallies
from nennep.members.actions.life import Paper
from nennep.notify import actions as notify
from nennep.notify.models import Progress
from nennep.viet.write import number as written

MANY = 2000  # rows after which the database's idea of its tables is out of date


def load(import_id: int, progress_id: str, decision_no: str = "", decided_on: str = "") -> None:
    """Take an import in as the present actor, telling how far it is; a failure is told in words and undoes everything."""
    paper = Paper(decision_no, date.fromisoformat(decided_on)) if decided_on else None

    def act(actor: Actor, tell: Callable[[int], None]) -> str:
        row = access.see_import.find(actor, pk=import_id)
        count = actions.take_import(row, by=actor, tell=tell, decision=paper)
        return f"Đã nhập {written(count)} dòng."

    if _done(progress_id, act) > MANY:
        actions.know_again()


def look_through(import_id: int, progress_id: str) -> None:
    """Open and check a big file as the present actor; what was found is shown on the file's page."""

    def act(actor: Actor, tell: Callable[[int], None]) -> str:
        row = access.see_import.find(actor, pk=import_id)
        if row.state == "kept":
            row = actions.open_file(row, by=actor)
        if row.state == "match":
            return "Đã mở tệp. Tiêu đề các cột khác tệp mẫu: đề nghị chọn cột tương ứng."
        found = actions.check_import(row, by=actor, tell=tell)
        return f"Đã kiểm tra {written(found.total)} dòng. Chưa có dòng nào được nhập."

    _done(progress_id, act)


def _done(progress_id: str, act: Callable[[Actor, Callable[[int], None]], str]) -> int:
    """Do an act whole or not at all, with its progress and its end in words; returns how far it came."""
    work = Progress.objects.get(pk=progress_id)
    notify.advance(work, state="running")
    told = [0]

    def tell(done: int) -> None:
        if done - told[0] >= 200 or done >= work.total:
            told[0] = done
            notify.advance(work, done=done)

    try:
        with transaction.atomic():
            words = act(needed(), tell)
    except (Refused, NotYours) as refusal:
        words = str(refusal) or "Đồng chí không còn quyền nhập tệp này, hoặc tệp đã được xử lý."
        notify.advance(work, state="failed", message=words)
        return 0
    except Exception:
        notify.advance(
            work,
            state="failed",
            message="Có lỗi của hệ thống; không có dòng nào được nhập. Đề nghị báo người quản trị.",
        )
        raise
    notify.advance(work, state="done", done=work.total, message=words)
    return told[0]


@app.task(name="members.load", retry=False)  # type: ignore[untyped-decorator]
def load_task(account_id: int, **values: object) -> None:
    """The job; the roof gives it its actor."""
    from nennep.core.jobs import as_account

    with as_account(account_id):
        given = {name: str(value) for name, value in values.items()}
        load(int(given.pop("import_id")), **given)


@app.task(name="members.check", retry=False)  # type: ignore[untyped-decorator]
def check_task(account_id: int, **values: object) -> None:
    """The job that checks a big file."""
    from nennep.core.jobs import as_account

    with as_account(account_id):
        look_through(int(str(values["import_id"])), str(values["progress_id"]))


@app.periodic(cron="*/15 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="members.fold", queueing_lock="members.fold", pass_context=False)  # type: ignore[untyped-decorator]
def fold(timestamp: int) -> int:
    """Join the rows of the tallies that are of the same kind."""
    return tallies.fold()
