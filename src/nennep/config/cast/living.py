"""What lies beside the year's plan: a scheme of four years, its reviews, the theme of the year, outside figures, invitations."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import transaction

from nennep.config.cast.build import Cast
from nennep.core.actor import Actor
from nennep.core.clock import on_day
from nennep.core.scope import acting_as
from nennep.documents import actions as papers
from nennep.figures.registry import year as year_of
from nennep.org import actions as org
from nennep.org.models import Unit
from nennep.programmes import actions as plans
from nennep.programmes.models import Point, Programme, Share, Target, Task, Theme, Work
from nennep.programmes.queries import population, review_lines
from nennep.reports import actions as reports

SCHEME = Path(__file__).with_name("data") / "de-an-truong.txt"
YEARS = {2022: 90, 2023: 105, 2024: 110, 2025: 115}
TERM_SHARES = {"BV-S1": 110, "BV-S2": 90, "BV-S3": 70}
REPORTERS = {"minh": "BV-LU", "nga": "BV-DK", "hoa": "BV-S1"}
NOT_GOOD_2022 = "BV-TY"
EVIDENCE = (
    (date(2022, 5, 19), "Hội nghị chuyên đề về đoàn kết nội bộ; 14/14 chi bộ tham dự, thống nhất 6 giải pháp."),
    (date(2022, 12, 9), "Kiểm điểm tập thể Ban Chấp hành Đảng bộ: không có đơn thư khiếu nại kéo dài trong năm."),
    (date(2023, 4, 21), "Đối thoại giữa Bí thư Đảng ủy với viên chức, sinh viên; 23 kiến nghị đã được trả lời."),
)
TALK = (
    "Chi bộ chọn bốn chuyên đề trong năm, mỗi chuyên đề giao một nhóm đảng viên chuẩn bị trước hai tuần; kết luận được ghi vào "
    "nghị quyết tháng và phân công người theo dõi. Cấp ủy gặp riêng từng đảng viên dự bị mỗi quý một lần."
)
# what the office itself wrote into the report of the first quarter, by section
WRITTEN = {
    "III.1": "Tổ chức học tập, quán triệt nghị quyết cho toàn thể đảng viên trong tháng 02; tình hình tư tưởng trong Đảng bộ ổn định.",
    "III.2": "Các chi bộ đăng ký việc làm theo gắn với nhiệm vụ chuyên môn; Đảng ủy chọn hai chi bộ làm điểm.",
    "III.6": "Ban hành chương trình kiểm tra, giám sát năm 2023; chưa phát hiện dấu hiệu vi phạm.",
    "III.7": "Duy trì lịch tiếp và đối thoại với viên chức, sinh viên; các kiến nghị trong quý đã được trả lời.",
    "VI.3": "Một số chi bộ sinh viên có nhiều đảng viên đi thực tập nên sinh hoạt chưa đều; nguồn phát triển đảng ở khối phòng ban mỏng.",
    "C": "Đề nghị Đảng ủy Khối mở thêm một lớp bồi dưỡng nhận thức về Đảng trong quý III.",
}
PLANS = {
    "hoa": "Chi bộ sinh hoạt vào tối thứ Năm tuần đầu tháng để đảng viên sinh viên dự đủ; lập nhóm theo dõi đảng viên đi thực tập, sáu tuần "
    "nhận báo cáo một lần; hoàn thành thủ tục chuyển sinh hoạt cho sinh viên tốt nghiệp trước ngày 31/7.",
    "minh": TALK,
    "nga": TALK,
}
# name, whole school, kind, standard, accredited by, on, until
COURSES: tuple[tuple[str, str, str, str, date | None, date | None], ...] = (
    ("Kế toán", "plain", "national", "Trung tâm Kiểm định chất lượng giáo dục Sông Hồng", date(2021, 6, 10), date(2026, 6, 10)),
    ("Tài chính – Ngân hàng", "plain", "national", "Trung tâm Kiểm định chất lượng giáo dục Sông Hồng", date(2021, 6, 10), date(2026, 6, 10)),
    ("Khoa học máy tính", "quality", "foreign", "Mạng lưới bảo đảm chất lượng đại học khu vực", date(2022, 11, 2), date(2027, 11, 2)),
    ("Quản trị kinh doanh", "joint", "foreign", "Mạng lưới bảo đảm chất lượng đại học khu vực", date(2023, 3, 28), date(2028, 3, 28)),
    ("Luật kinh tế", "plain", "national", "Trung tâm Kiểm định chất lượng giáo dục Sông Hồng", date(2018, 4, 2), date(2023, 4, 2)),
    ("Ngôn ngữ Anh", "quality", "", "", None, None),
    ("Điện tử – Viễn thông", "plain", "", "", None, None),
)  # fmt: skip
SCHOOLS = (
    ("Trường Đại học Bách Việt", "national", date(2020, 9, 14), date(2025, 9, 14)),
    ("Trường Đại học Lạc Hồng", "national", date(2021, 12, 20), date(2026, 12, 20)),
    ("Trường Đại học Tân Giang", "national", date(2019, 3, 5), date(2024, 3, 5)),
    ("Học viện Kỹ nghệ Sông Thao", "foreign", date(2022, 7, 1), date(2027, 7, 1)),
    ("Trường Đại học Vạn Xuân", "", None, None),
)


@contextmanager
def _as(cast: Cast, name: str, day: date) -> Iterator[Actor]:
    """What this person does on this day, in one transaction."""
    actor = cast.actor(name)
    with on_day(day), acting_as(actor), transaction.atomic():
        yield actor


def begin(cast: Cast) -> Programme:
    """The scheme and its first year, before the year of the demonstration begins."""
    scheme = _scheme(cast)
    _rated(cast, scheme)
    _first_looks(cast, scheme)
    return scheme


def fill(cast: Cast, scheme: Programme) -> None:
    """What came of it in the year, once its plan stands."""
    _outside(cast, scheme)
    _theme(cast)
    _year_plan(cast, scheme)
    _first_quarter(cast)
    _looks_of_june(cast, scheme)
    _invited(cast)


def _scheme(cast: Cast) -> Programme:
    with _as(cast, "lan", date(2022, 1, 18)) as lan:
        document = papers.take_in_paper(cast.units["BV"], by=lan, text=SCHEME.read_text(encoding="utf-8")).document
        for kind in ("header", "citation", "target", "task", "recipient"):
            papers.decide_all(document, by=lan, kind=kind)
        scheme = plans.confirm_plan(
            document, by=lan, name="Đề án phát triển đảng viên giai đoạn 2022 – 2025", since=date(2022, 1, 1), until=date(2026, 1, 1)
        )  # fmt: skip
    with _as(cast, "bithu", date(2022, 1, 20)) as secretary:
        scheme = plans.approve_programme(scheme, by=secretary)
    with _as(cast, "lan", date(2022, 2, 10)) as lan:
        _targets(lan, scheme)
        _tasks(cast, lan, scheme)
        _term_shares(cast, lan, scheme)
    for name, code in REPORTERS.items():
        with _as(cast, name, date(2022, 2, 14)) as by:
            for share in Share.objects.filter(target__programme=scheme, unit=cast.units[code]):
                plans.acknowledge_share(share, by=by)
    return scheme


def _targets(lan: Actor, scheme: Programme) -> None:
    whole = Target.objects.get(programme=scheme, figure="admissions")
    plans.bind_target(whole, by=lan, name="Kết nạp đảng viên cả giai đoạn", since=scheme.since, until=scheme.until, breakthrough=True, owner="Ban Tổ chức Đảng ủy")  # fmt: skip
    plans.set_year_goals(whole, by=lan, values={one: Decimal(value) for one, value in YEARS.items()})
    plans.add_target(
        scheme, by=lan, name="Kết nạp đảng viên là sinh viên", parent=whole, figure="admissions.students", mode="count", population="unit",
        value=Decimal(260), unit_label="đảng viên", area=whole.area,
    )  # fmt: skip
    rated = Target.objects.get(programme=scheme, figure="ratings.good")
    plans.bind_target(rated, by=lan, population="cells", owner="Ban Tổ chức Đảng ủy", since=scheme.since)
    plans.add_target(
        scheme, by=lan, name="Đảng bộ được xếp loại hoàn thành tốt nhiệm vụ trở lên", value=Decimal(100), unit_label="%", yearly=True, since=date(2020, 1, 1),
        owner="Bí thư Đảng ủy",
    )  # fmt: skip
    plans.add_target(
        scheme, by=lan, name="Xây dựng Đảng bộ đoàn kết, thật sự là hạt nhân lãnh đạo mọi mặt công tác của Trường", value=None, owner="Bí thư Đảng ủy",
        quote="Xây dựng Đảng bộ đoàn kết, thống nhất, thật sự là hạt nhân lãnh đạo mọi mặt công tác của Trường.",
    )  # fmt: skip
    bound = Target.objects.get(programme=scheme, unit_label="chương trình đào tạo")
    plans.bind_target(
        bound, by=lan, name="Chương trình đào tạo được công nhận đạt tiêu chuẩn kiểm định", figure="courses.accredited", mode="count", population="unit",
        comparator=">=", since=scheme.since, until=scheme.until,
    )  # fmt: skip


def _tasks(cast: Cast, lan: Actor, scheme: Programme) -> None:
    rules = Task.objects.get(programme=scheme, name__startswith="Xây dựng bộ tiêu chí")
    plans.edit_task(rules, by=lan, product="Bộ tiêu chí đánh giá chất lượng sinh hoạt chi bộ")
    plans.assign_task(rules, by=lan, units=[cast.units["BV-LU"]], helpers=[cast.units["BV-DK"]], watchers=[cast.units["BV-S1"]], key_task=True)  # fmt: skip
    youth = Task.objects.get(programme=scheme, name__startswith="Đoàn Thanh niên")
    students = [cast.units[f"BV-S{one}"] for one in (1, 2, 3)]
    plans.assign_task(
        youth,
        by=lan,
        units=[cast.units["BV-TN"]],
        helpers=students,
        posts={cast.units["BV-TN"].pk: "Bí thư Đoàn trường"},
    )
    talks = plans.add_task(
        scheme, by=lan, name="Sinh hoạt chuyên đề theo quý, có biên bản và kết luận", due_on=date(2023, 3, 31), repeats="quarter",
    )  # fmt: skip
    plans.assign_task(talks, by=lan, units=[cast.units[code] for code in REPORTERS.values()])


def _term_shares(cast: Cast, lan: Actor, scheme: Programme) -> None:
    whole = Target.objects.get(programme=scheme, figure="admissions")
    cells = population("cells", cast.units["BV"], date(2022, 2, 10))
    plans.assign_shares(whole, by=lan, values={cell: Decimal(TERM_SHARES.get(cell.code, 14)) for cell in cells})


def _rated(cast: Cast, scheme: Programme) -> None:
    """Ratings of the years before, which no record counts."""
    with _as(cast, "lan", date(2023, 1, 9)) as lan:
        own = Target.objects.get(programme=scheme, name__startswith="Đảng bộ được xếp loại")
        cells = Target.objects.get(programme=scheme, figure="ratings.good")
        for year in (2020, 2021, 2022):
            source = f"Quyết định xếp loại năm {year} của Đảng ủy Khối"
            plans.enter_value(
                own, by=lan, part=Decimal(100), since=date(year, 1, 1), last=date(year, 12, 31), source=source
            )
        values = {
            one: Decimal(one.code != NOT_GOOD_2022) for one in population("cells", cast.units["BV"], date(2022, 12, 31))
        }
        plans.enter_for_units(
            cells, by=lan, values=values, last=date(2022, 12, 31), source="Thông báo xếp loại chi bộ năm 2022", period=year_of(2022)
        )  # fmt: skip


def _first_looks(cast: Cast, scheme: Programme) -> None:
    """Evidence of the first year, its narrative, and the review after one year."""
    for day, words in EVIDENCE:
        with _as(cast, "lan", day) as lan:
            whole = Target.objects.get(programme=scheme, value=None)
            plans.log_evidence(whole, by=lan, day=day, words=words)
    _reported(
        cast, "minh", scheme, date(2022, 12, 20), "Bộ tiêu chí gồm 5 nhóm, 18 điểm chấm; đã lấy ý kiến 14 chi bộ."
    )
    with _as(cast, "lan", date(2022, 12, 27)) as lan:
        plans.judge_work(
            Work.objects.get(task__programme=scheme, task__key_task=True, status="reported"), by=lan, accepted=True
        )
        plans.write_narrative(
            whole, by=lan, year=2022, judged="met",
            words="Nội bộ đoàn kết; nghị quyết của Đảng ủy được bàn kỹ trước khi biểu quyết. Hạn chế: hai chi bộ còn nể nang trong tự phê bình.",
        )  # fmt: skip
    with _as(cast, "lan", date(2023, 1, 12)) as lan:
        review = plans.plan_review(
            scheme, by=lan, name="Sơ kết 1 năm thực hiện Đề án", due_on=date(2023, 1, 15), kind="review", who="Ban Thường vụ Đảng ủy",
            scope_words="Toàn Đảng bộ; báo cáo của 14 chi bộ",
        )  # fmt: skip
        plans.close_review(
            review, by=lan, lines=lambda: review_lines(scheme, date(2023, 1, 12)),
            result="Kết nạp năm 2022 vượt mức phân kỳ. Nguồn là sinh viên năm thứ hai còn mỏng; giao Đoàn Thanh niên giới thiệu sớm từ học kỳ I.",
        )  # fmt: skip


def _reported(cast: Cast, name: str, scheme: Programme, day: date, note: str) -> None:
    """What a cell's secretary has been given to lead and has not begun, finished with a file."""
    with _as(cast, name, day) as by:
        unit = cast.units[REPORTERS[name]]
        work = Work.objects.filter(
            task__programme=scheme, unit=unit, status="assigned", leading=True, watching=False
        ).earliest("task__due_on")
        plans.acknowledge_work(work, by=by)
        plans.give_evidence(work, by=by, name="minh-chung.txt", data=note.encode())
        plans.report_work(work, by=by, percent=100, note=note)


def _first_quarter(cast: Cast) -> None:
    """The report of the first quarter, from its draft to its number, by the hands it goes through."""
    with _as(cast, "lan", date(2023, 4, 4)) as lan:
        row = reports.draft_report(
            cast.units["BV"], by=lan, name="kết quả công tác xây dựng Đảng quý I năm 2023", since=date(2023, 1, 1), last_day=date(2023, 3, 31)
        )  # fmt: skip
        for code, text in WRITTEN.items():
            row = reports.edit_section(row, by=lan, section=code, text=text, seen=row.version)
        row = reports.freeze_report(row, by=lan)
    with _as(cast, "chanh", date(2023, 4, 5)) as chanh:
        row = reports.check_report(row, by=chanh)
    with _as(cast, "bithu", date(2023, 4, 6)) as secretary:
        row = reports.record_opinion(row, by=secretary, opinion="Ban Thường vụ thống nhất nội dung báo cáo.")
        row = reports.sign_report(row, by=secretary)
    with _as(cast, "van", date(2023, 4, 7)) as clerk:
        reports.send_report(reports.number_report(row, by=clerk), by=clerk)


def _outside(cast: Cast, scheme: Programme) -> None:
    with _as(cast, "lan", date(2023, 6, 20)) as lan:
        for name, kind, standard, who, since, until in COURSES:
            more = {"valid_until": until} if until else {}
            plans.add_course(
                cast.units["BV"], by=lan, name=name, school="Trường Đại học Bách Việt", kind=kind, standard=standard, accredited_by=who, accredited_on=since, **more,
            )  # fmt: skip
        rank = plans.add_indicator(
            cast.units["BV"], by=lan, name="Thứ hạng của Trường trong nhóm đại học khu vực", population="400 trường được xếp hạng", unit_label="hạng",
            source="Bảng xếp hạng đại học khu vực",
        )  # fmt: skip
        for day, part in ((date(2022, 6, 15), 236), (date(2023, 6, 15), 208)):
            plans.read_indicator(rank, by=lan, as_of=day, part=Decimal(part), source="Bảng xếp hạng đại học khu vực")
        plans.add_target(
            scheme, by=lan, name="Trường đứng trong 200 trường đầu của nhóm đại học khu vực", figure=f"indicator:{rank.pk}", mode="count", comparator="<=",
            value=Decimal(200), unit_label="hạng", owner="Hiệu trưởng",
        )  # fmt: skip
    with _as(cast, "khoi", date(2023, 6, 21)) as khoi:
        for school, standard, since, until in SCHOOLS:
            more = {"valid_until": until} if until else {}
            plans.add_course(
                cast.units["K"],
                by=khoi,
                name=school,
                school=school,
                whole_school=True,
                standard=standard,
                accredited_on=since,
                **more,
            )
        schools = plans.add_indicator(
            cast.units["K"], by=khoi, name="Chương trình đào tạo đã được kiểm định", population="các trường trong Khối", unit_label="chương trình",
            owners_label="trường", source="Báo cáo của các trường",
        )  # fmt: skip
        for day, part, owners in ((date(2022, 12, 31), 17, 4), (date(2023, 5, 31), 21, 5)):
            plans.read_indicator(
                schools, by=khoi, as_of=day, part=Decimal(part), owners=owners, source="Báo cáo của các trường"
            )


def _theme(cast: Cast) -> None:
    with _as(cast, "khoi", date(2023, 1, 31)) as khoi:
        plans.set_theme(cast.units["K"], by=khoi, year=2023, words="Kỷ cương, trách nhiệm, gần người học")
    with _as(cast, "lan", date(2023, 2, 3)) as lan:
        theme = plans.set_theme(
            cast.units["BV"], by=lan, year=2023, words="Nâng cao chất lượng sinh hoạt chi bộ, quản lý tốt đảng viên ở xa", plans_due_on=date(2023, 3, 15)
        )  # fmt: skip
        for task in Task.objects.filter(unit=cast.units["BV"], name__regex="tốt nghiệp|chuyên đề theo quý"):
            plans.edit_task(task, by=lan, theme=theme)
    for name, text in PLANS.items():
        _handed_in(cast, theme, name, text)


def _handed_in(cast: Cast, theme: Theme, name: str, text: str) -> None:
    with _as(cast, name, date(2023, 3, 9)) as by:
        plans.hand_in_plan(theme, cast.units[REPORTERS[name]], by=by, text=text)


def _year_plan(cast: Cast, scheme: Programme) -> None:
    """The year's plan carries the scheme and the bloc's plan; who answers for what; where cells stand with their talks."""
    unit = cast.units["BV"]
    with _as(cast, "lan", date(2023, 2, 7)) as lan:
        plan = Programme.objects.get(unit=unit, since=date(2023, 1, 1))
        plan = plans.edit_programme(plan, by=lan, carries=scheme)
        for above in Programme.objects.filter(unit=cast.units["K"]):
            plans.add_paper(plan, by=lan, document=above.documents.get())
        for target in plan.targets.all():
            plans.bind_target(target, by=lan, owner="Phó Bí thư Thường trực")
        study = plan.targets.get(name__contains="làm theo")
        plans.bind_target(
            study, by=lan, figure="study.plans", mode="ratio", population="cells", owner="Ban Tuyên giáo Đảng ủy"
        )
        listed = plan.tasks.get(name__contains="quần chúng ưu tú")
        _serve(lan, plan, listed)
        again = plans.add_task(
            scheme, by=lan, name="Các chi bộ rà soát nguồn phát triển đảng viên", due_on=date(2023, 6, 15)
        )
        plans.join_task(again, by=lan, same_as=listed)
    with _as(cast, "lan", date(2023, 6, 30)) as lan:
        talks = plan.targets.get(figure="meetings.thematic")
        cells = population("cells", unit, date(2023, 6, 30))
        given = {cell: Decimal(cell.code not in {"BV-TY", "BV-S3"}) for cell in cells}
        for target, values in ((talks, _held(cells)), (study, given)):
            plans.enter_for_units(
                target, by=lan, values=values, last=date(2023, 6, 30), source="Báo cáo tháng của các chi bộ", period=year_of(2023)
            )  # fmt: skip


def _held(cells: list[Unit]) -> dict[Unit, Decimal]:
    """Thematic meetings of half a year: two or three, in every fifth cell one."""
    return {cell: Decimal(1 if place % 5 == 0 else 2 + place % 2) for place, cell in enumerate(cells)}


def _serve(lan: Actor, plan: Programme, task: Task) -> None:
    """Of the bloc's points, what serves them here; one is the bloc's own."""
    admissions = [
        plan.targets.get(figure="admissions"),
        Target.objects.get(programme=plan.carries, figure="admissions"),
    ]
    for point in Point.objects.filter(programme=plan, document__unit__parent=None):
        if "kết nạp" in point.words:
            plans.serve_point(point, by=lan, targets=admissions, tasks=[])
        elif "bồi dưỡng nhận thức" in point.words:
            plans.serve_point(point, by=lan, targets=[], tasks=[task])
        elif "Văn phòng Đảng ủy Khối" in point.words:
            plans.leave_point(point, by=lan, reason="Việc của Văn phòng Đảng ủy Khối")


def _looks_of_june(cast: Cast, scheme: Programme) -> None:
    """Talks reported by quarter and noted, a re-check by lot, an exception asked for, reviews to come."""
    for quarter, names in ((date(2023, 3, 28), ("minh", "nga", "hoa")), (date(2023, 6, 27), ("minh", "nga"))):
        for name in names:
            _reported(cast, name, scheme, quarter, "Đã sinh hoạt chuyên đề; biên bản và kết luận lưu tại chi bộ.")
        if quarter.month == 3:
            with _as(cast, "lan", date(2023, 3, 31)) as lan:
                plans.note_works(Work.objects.filter(task__programme=scheme, status="reported"), by=lan)
    with _as(cast, "lan", date(2023, 6, 29)) as lan:
        drawn = plans.draw_rechecks(scheme, by=lan, count=2)
        plans.settle_recheck(
            drawn[0], by=lan, sound=True, words="Biên bản có đủ chữ ký; kết luận đã được đưa vào nghị quyết tháng."
        )
        plans.plan_review(
            scheme, by=lan, name="Sơ kết 2 năm thực hiện Đề án", due_on=date(2023, 12, 29), kind="review", who="Ban Thường vụ Đảng ủy",
            scope_words="Toàn Đảng bộ",
        )  # fmt: skip
        plans.plan_review(
            scheme, by=lan, name="Kiểm tra việc công nhận đảng viên chính thức đúng hạn", due_on=date(2023, 6, 28), kind="check",
            who="Ủy ban Kiểm tra Đảng ủy", scope_words="Ba chi bộ sinh viên",
        )  # fmt: skip
    with _as(cast, "nga", date(2023, 6, 29)) as nga:
        share = Share.objects.get(target__programme__since=date(2023, 1, 1), unit=cast.units["BV-DK"])
        plans.ask_waiver(
            share,
            by=nga,
            reason="Cả hai phòng không còn người ngoài Đảng dưới 35 tuổi; chi bộ sẽ chia tách trong quý IV.",
        )


def _invited(cast: Cast) -> None:
    zone = ZoneInfo("Asia/Ho_Chi_Minh")
    with _as(cast, "chanh", date(2023, 6, 30)) as chanh:
        _invite(cast.units["BV"], chanh, population("cells", cast.units["BV"], date(2023, 6, 30)), "dự giao ban bí thư chi bộ tháng 7",
                datetime(2023, 7, 6, 14, 0, tzinfo=zone), "Phòng họp A2, nhà Hiệu bộ")  # fmt: skip
    with _as(cast, "khoi_chanh", date(2023, 6, 30)) as khoi:
        _invite(cast.units["K"], khoi, population("grassroots", cast.units["K"], date(2023, 6, 30)), "dự hội nghị sơ kết công tác 6 tháng đầu năm",
                datetime(2023, 7, 14, 8, 0, tzinfo=zone), "Hội trường Đảng ủy Khối")  # fmt: skip


def _invite(unit: Unit, by: Actor, units: list[Unit], matter: str, at: datetime, place: str) -> None:
    org.invite_heads(unit, by=by, units=units, matter=matter, at=at, place=place)
