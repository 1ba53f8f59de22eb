"""Long work on members, done in the background by the name of who asked for it."""

from django.db import transaction
from procrastinate.contrib.django import app

from nennep.core.refused import NotYours, Refused
from nennep.core.scope import needed
from nennep.members import access, actions, tallies
from nennep.notify import actions as notify
from nennep.notify.models import Progress
from nennep.viet.write import number as written

MANY = 2000  # rows after which the database's idea of its tables is out of date


def load(import_id: int, progress_id: str) -> None:
    """Take an import in as the present actor, telling how far it is; a failure is told in words and undoes everything."""
    work = Progress.objects.get(pk=progress_id)
    notify.advance(work, state="running")
    told = [0]

    def tell(done: int) -> None:
        if done - told[0] >= 200 or done >= work.total:
            told[0] = done
            notify.advance(work, done=done)

    try:
        with transaction.atomic():
            actor = needed()
            row = access.see_import.find(actor, pk=import_id)
            count = actions.take_import(row, by=actor, tell=tell)
        if count > MANY:
            actions.know_again()
    except (Refused, NotYours) as refusal:
        words = str(refusal) or "Đồng chí không còn quyền nhập tệp này, hoặc tệp đã được xử lý."
        notify.advance(work, state="failed", message=words)
    except Exception:
        notify.advance(
            work,
            state="failed",
            message="Có lỗi của hệ thống; không có dòng nào được nhập. Đề nghị báo người quản trị.",
        )
        raise
    else:
        notify.advance(work, state="done", done=work.total, message=f"Đã nhập {written(count)} dòng.")


@app.task(name="members.load", retry=False)  # type: ignore[untyped-decorator]
def load_task(account_id: int, **values: object) -> None:
    """The job; the roof gives it its actor."""
    from nennep.core.jobs import as_account

    with as_account(account_id):
        load(int(str(values["import_id"])), str(values["progress_id"]))


@app.periodic(cron="*/15 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="members.fold", queueing_lock="members.fold", pass_context=False)  # type: ignore[untyped-decorator]
def fold(timestamp: int) -> int:
    """Join the rows of the tallies that are of the same kind."""
    return tallies.fold()
