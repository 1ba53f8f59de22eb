"""The university in the middle of its year: its plan shared out to the cells, some parts answered, some reported, one waiting."""

from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.org.models import Unit
from nennep.programmes import actions as plans
from nennep.programmes.models import Programme, Share, Target, Task, Work
from nennep.programmes.queries import population

PLAN = Path(__file__).with_name("data") / "ke-hoach-truong.txt"
DAY = date(2023, 7, 3)
SHARES = {"BV-S1": 22, "BV-S2": 24, "BV-S3": 14}
OTHERS = 3  # of a cell of staff


def fill(cast: Cast) -> None:
    """The plan confirmed in January, its parts given in February, and what has come of them since."""
    with on_day(date(2023, 1, 31)):
        programme = _confirmed(cast)
    with on_day(date(2023, 2, 6)):
        _shared_out(cast, programme)
    with on_day(date(2023, 6, 28)):
        _worked_on(cast, programme)


def _confirmed(cast: Cast) -> Programme:
    lan, secretary = cast.actor("lan"), cast.actor("bithu")
    with acting_as(lan), transaction.atomic():
        document = papers.take_in_paper(cast.units["BV"], by=lan, text=PLAN.read_text(encoding="utf-8")).document
        for kind in ("header", "citation", "target", "task", "recipient"):
            papers.decide_all(document, by=lan, kind=kind)
        programme = plans.confirm_plan(
            document, by=lan, name="Công tác xây dựng Đảng năm 2023", since=date(2023, 1, 1), until=date(2024, 1, 1)
        )
    with acting_as(secretary), transaction.atomic():
        return plans.approve_programme(programme, by=secretary)


def _shared_out(cast: Cast, programme: Programme) -> None:
    lan = cast.actor("lan")
    with acting_as(lan), transaction.atomic():
        target = Target.objects.get(programme=programme, figure="admissions")
        cells = population("cells", cast.units["BV"], DAY)
        plans.assign_shares(target, by=lan, values={cell: Decimal(SHARES.get(cell.code, OTHERS)) for cell in cells})
        for task in Task.objects.filter(programme=programme):
            units = _doers(task, cells)
            if units:
                plans.assign_task(task, by=lan, units=units, key_task="tốt nghiệp" in task.name)


def _doers(task: Task, cells: list[Unit]) -> list[Unit]:
    """Student cells for what concerns graduates, every cell for what every cell does, nobody below for the office's own."""
    if "sinh viên" in task.name:
        return [cell for cell in cells if cell.is_student]
    return cells if task.name.startswith("Các chi bộ") else []


def _worked_on(cast: Cast, programme: Programme) -> None:
    for name in ("minh", "nga"):
        by = cast.actor(name)
        with acting_as(by), transaction.atomic():
            for share in Share.objects.filter(target__programme=programme, unit=by.posts[0].unit_id):
                plans.acknowledge_share(share, by=by)
            for work in Work.objects.filter(task__programme=programme, unit=by.posts[0].unit_id):
                plans.report_work(work, by=by, percent=100, note="Đã rà soát, báo cáo đủ danh sách.")
    hoa = cast.actor("hoa")
    with acting_as(hoa), transaction.atomic():
        for share in Share.objects.filter(target__programme=programme, unit=cast.units["BV-S1"]):
            plans.acknowledge_share(share, by=hoa)
        graduates = Work.objects.filter(
            task__programme=programme, unit=cast.units["BV-S1"], task__key_task=True
        ).first()
        if graduates is not None:
            plans.acknowledge_work(graduates, by=hoa)
            plans.report_work(
                graduates,
                by=hoa,
                percent=60,
                note="Đã lập danh sách 9 sinh viên tốt nghiệp; còn 4 hồ sơ đang hoàn thiện.",
            )
