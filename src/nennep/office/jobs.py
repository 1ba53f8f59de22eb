"""Long work of the clerks' office, done in the background by the name of who asked for it."""

from django.db import transaction
from procrastinate.contrib.django import app

from nennep.core.refused import NotYours
from nennep.core.scope import needed
from nennep.notify import actions as notify
from nennep.notify.models import Progress
from nennep.office import access, actions

STEP = 20  # papers between two words about how far the work is


def batch(batch_id: int, progress_id: str) -> None:
    """Make a batch as the present actor; begun again after a stop, it makes the same batch."""
    work = Progress.objects.get(pk=progress_id)
    notify.advance(work, state="running")

    def tell(done: int) -> None:
        if done % STEP == 0 or done == work.total:
            notify.advance(work, done=done)

    try:
        with transaction.atomic():
            actions.make_batch(access.see_batch.find(needed(), pk=batch_id), tell=tell)
    except NotYours:
        notify.advance(work, state="failed", message="Đồng chí không còn quyền in văn bản này.")
    except Exception:
        notify.advance(work, state="failed", message="Có lỗi của hệ thống. Đề nghị báo người quản trị.")
        raise
    else:
        notify.advance(work, state="done", done=work.total, message=f"Đã lập {work.total} bản.")


@app.task(name="office.batch", retry=False)  # type: ignore[untyped-decorator]
def batch_task(account_id: int, **values: object) -> None:
    """The job; the roof gives it its actor."""
    from nennep.core.jobs import as_account

    with as_account(account_id):
        batch(int(str(values["batch_id"])), str(values["progress_id"]))
