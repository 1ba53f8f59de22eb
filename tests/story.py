"""The story the tests stand on: the invented plan taken in, confirmed, shared out, worked on, reported."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from django.db import transaction

from nennep.config.cast import Cast
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.documents.models import Document
from nennep.programmes import actions as plans
from nennep.programmes.models import Programme, Share, Target, Task, Work
from nennep.programmes.queries import population
from nennep.reports import actions as reporting
from nennep.reports.models import Report, Round

PLAN = Path(__file__).resolve().parent.parent / "src/nennep/reader/tests/papers/ke-hoach-bach-viet.txt"


@dataclass
class Story:
    """What the story made."""

    document: Document
    open_document: Document
    programme: Programme
    target: Target
    task: Task
    share: Share
    work: Work
    report: Report
    round: Round


def plan_text() -> str:
    """The invented plan."""
    return PLAN.read_text(encoding="utf-8")


def confirmed(cast: Cast, text: str | None = None) -> Programme:
    """The plan taken in, everything in it taken, confirmed and approved."""
    lan, secretary = cast.actor("lan"), cast.actor("bithu")
    with acting_as(lan), transaction.atomic():
        document = papers.take_in_paper(cast.units["BV"], by=lan, text=text or plan_text()).document
        for kind in ("header", "citation", "target", "task", "recipient"):
            papers.decide_all(document, by=lan, kind=kind)
        programme = plans.confirm_plan(
            document, by=lan, name="Kế hoạch năm 2023", since=date(2023, 1, 1), until=date(2024, 1, 1)
        )
    with acting_as(secretary), transaction.atomic():
        return plans.approve_programme(programme, by=secretary)


def tell(cast: Cast) -> Story:
    """The whole story."""
    programme, lan, hoa, khoi = confirmed(cast), cast.actor("lan"), cast.actor("hoa"), cast.actor("khoi")
    with acting_as(lan), transaction.atomic():
        target = Target.objects.get(programme=programme, figure="admissions")
        cells = population("student_cells", cast.units["BV"], date(2023, 7, 3))
        shares = plans.assign_shares(target, by=lan, values=dict.fromkeys(cells, Decimal(20)))
        task = Task.objects.filter(programme=programme).order_by("due_on").first()
        assert task is not None
        works = plans.assign_task(task, by=lan, units=cells, key_task=True)
        report = reporting.draft_report(
            cast.units["BV"], by=lan, name="kết quả 6 tháng", since=date(2023, 1, 1), last_day=date(2023, 6, 30)
        )
        other = papers.take_in_paper(
            cast.units["BV"], by=lan, text="KẾ HOẠCH\nNăm 2023 phấn đấu kết nạp từ 12 đảng viên trở lên."
        ).document
    own = cast.units["BV-S1"].pk
    share = next(row for row in shares if row.unit_id == own)
    work = next(row for row in works if row.unit_id == own)
    with acting_as(hoa), transaction.atomic():
        plans.give_evidence(
            work, by=hoa, words="Biên bản họp chi bộ", name="bien-ban.txt", data="Biên bản họp chi bộ".encode()
        )
    with acting_as(khoi), transaction.atomic():
        units = population("grassroots", cast.units["K"], date(2023, 7, 3))
        row = reporting.open_round(
            cast.units["K"],
            by=khoi,
            name="Báo cáo 6 tháng",
            since=date(2023, 1, 1),
            last_day=date(2023, 6, 30),
            due_on=date(2023, 7, 1),
            units=units,
        )
    with acting_as(lan), transaction.atomic():
        document = programme.documents.get()
    return Story(document, other, programme, target, task, share, work, report, row)
