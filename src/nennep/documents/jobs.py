"""Reading heavy files in the background: the work of the person who brought the file, page by page."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from nennep.core.actor import Actor
from nennep.core.jobs import as_account
from nennep.core.refused import NotYours, Refused
from nennep.documents import access, taking
from nennep.documents.models import Intake
from nennep.documents.reading import Unreadable, read_apart
from nennep.files.actions import place_of
from nennep.notify import actions as notify
from nennep.notify.models import Progress


class Stopped(Exception):
    """A person stopped the reading."""


def folder_of(row: Intake) -> Path:
    """Where the work on a file keeps what it has done."""
    return Path(settings.STATE_DIR) / "reading" / str(row.pk)


def read_file(intake_id: int, *, by: Actor) -> None:
    """Read a kept original apart and take the paper in; asked again after a kill it goes on where it was."""
    with transaction.atomic():
        row = access.see_intake.find(by, pk=intake_id)
    if row.state not in {"waiting", "reading"}:
        return
    work = Progress.objects.get(pk=str(row.progress))
    notify.advance(work, state="running")

    try:
        _read(row, work, by)
    except Stopped:
        notify.advance(work, state="failed", message=taking.trouble_words("stopped"))
    except (Unreadable, Refused, NotYours) as problem:
        _failed(row, work, *_why(problem))
    except Exception:
        notify.advance(
            work, state="failed", message=_("Có lỗi của hệ thống; bản gốc còn giữ. Đề nghị báo người quản trị.")
        )
        raise
    else:
        words = _("Đã đọc xong {name}. Mời đồng chí rà soát.").format(name=row.file_name)
        with transaction.atomic():
            notify.tell([by.account_id], words, f"/van-ban/tiep-nhan/{row.pk}/")
        notify.advance(work, state="done", message=words)
    shutil.rmtree(folder_of(row), ignore_errors=True)


def _read(row: Intake, work: Progress, by: Actor) -> None:
    """Read, telling every page, and take in; ends where a person stopped it."""

    def tell(page: int, pages: int) -> None:
        notify.advance(work, done=page, total=pages)
        with transaction.atomic():
            if taking.is_stopped(row):
                raise Stopped

    read = read_apart(place_of(row.file_sha), row.file_name, folder_of(row), tell)
    with transaction.atomic():
        if not taking.finish_intake(row, by=by, read=read):
            raise Stopped


def _why(problem: Unreadable | Refused | NotYours) -> tuple[str, str]:
    """The code and the sentence of what went wrong."""
    if isinstance(problem, Unreadable):
        return problem.kind, taking.trouble_words(problem.kind)
    if isinstance(problem, taking.SecretPaper):
        return "secret", str(problem)
    return "empty", str(problem) or _("Đồng chí không còn quyền tiếp nhận văn bản của đơn vị.")


def _failed(row: Intake, work: Progress, kind: str, words: str) -> None:
    with transaction.atomic():
        taking.fail_intake(row, kind)
    notify.advance(work, state="failed", message=words)


@app.task(name="documents.read_file", retry=False)  # type: ignore[untyped-decorator]
def read_file_task(account_id: int, **values: object) -> None:
    """The job; the roof gives it its actor."""
    with as_account(account_id) as actor:
        read_file(int(str(values["intake_id"])), by=actor)
