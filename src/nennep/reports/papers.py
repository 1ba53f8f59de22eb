"""A report as a paper: Word, PDF and Excel from one shape; and the letter that chases the persistent."""

from collections.abc import Callable
from datetime import date
from typing import Any

from nennep.core.clock import today
from nennep.org.models import Unit
from nennep.press.excel import Sheet, excel
from nennep.press.paper import Annex, Block, Column, Heading, Paper, Para, Table
from nennep.press.pdf import pdf
from nennep.press.word import word
from nennep.reports import checking, outline, queries, wording
from nennep.reports.models import Owed, Report, Round
from nennep.viet.write import number, paper_day, percent

STATES = {
    "exceeded": "Vượt", "met": "Hoàn thành", "late": "Chậm tiến độ", "not_due": "Chưa đến kỳ đánh giá", "on_way": "Đang thực hiện",
    "missed": "Chưa đạt", "partly": "Đạt một phần", "empty": "Chưa có số liệu", "done": "Hoàn thành", "open": "Đang thực hiện",
}  # fmt: skip
PARTS = (
    ("Phần thứ nhất\nKẾT QUẢ THỰC HIỆN", ("I", "II", "III.1", "III.2", "III.3", "III.4", "III.5", "III.6", "III.7", "III.8", "IV", "V", "VI.1", "VI.2", "VI.3")),
    ("Phần thứ hai\nNHIỆM VỤ TRỌNG TÂM", ("B",)),
    ("Phần thứ ba\nKIẾN NGHỊ, ĐỀ XUẤT", ("C",)),
)  # fmt: skip
GROUPS = {"III": "Công tác xây dựng Đảng", "VI": "Đánh giá chung"}
ROMAN = ("", "I", "II", "III", "IV", "V", "VI")


def committee(unit: Unit) -> str:
    """The committee that issues a unit's papers: Đảng bộ Trường X → Đảng ủy Trường X."""
    return unit.name.replace("Đảng bộ", "Đảng ủy", 1)


def paper(report: Report) -> Paper:
    """The report in the layout of Party papers."""
    unit = report.unit
    return Paper(
        upper=unit.upper_line or (unit.parent.name if unit.parent else ""),
        body=committee(unit),
        symbol=f"BC/{unit.symbol or 'ĐU'}",
        number=report.number,
        kind="Báo cáo",
        abstract=report.name,
        place=unit.place or "Hà Nội",
        dated=report.dated,
        draft=report.stage not in wording.SIGNED,
        blocks=tuple(_body(report)),
        recipients=(
            ("Đảng ủy cấp trên trực tiếp", "để b/c"),
            ("Các đồng chí đảng ủy viên", "để biết"),
            ("Các tổ chức đảng trực thuộc", "để t/h"),
            ("Lưu Văn phòng", ""),
        ),
        signer=report.signer,
        annexes=(figures_annex(report), targets_annex(report), units_annex(report)),
    )


def _body(report: Report) -> list[Block]:
    """The parts of the text. A signed paper leaves out what nobody wrote, and its numbers run on."""
    titles = dict(outline.SECTIONS)
    signed = report.stage in wording.SIGNED
    found: list[Block] = []
    for title, codes in PARTS:
        texts = [(code, text) for code in codes if (text := wording.written(report, code)) or not signed]
        if not texts:
            continue
        found.append(Para(title, bold=True, centred=True))
        chapters: list[str] = []
        points = 0
        for code, text in texts:
            chapter, _, point = code.partition(".")
            if chapter not in chapters:
                chapters.append(chapter)
                points = 0
                if chapter in GROUPS:
                    found.append(Heading(2, f"{ROMAN[len(chapters)]}. {GROUPS[chapter]}"))
            points += 1
            if point:
                found.append(Heading(3, f"{points}. {titles[code]}"))
            elif len(codes) > 1:
                found.append(Heading(2, f"{ROMAN[len(chapters)]}. {titles[code]}"))
            found.append(Para(text or "…"))
    return found


def figures_annex(report: Report) -> Annex:
    """Annex 1: the table of figures."""
    lines = {line.row.code: line for line in queries.lines(report)}
    rows: list[tuple[str, ...]] = []
    groups: set[int] = set()
    for title, group in outline.TABLE:
        groups.add(len(rows))
        rows.append(("", str(title), "", "", "", "", "", ""))
        rows += [_figure_row(lines[one.code]) for one in group if one.code in lines]
    columns = (
        Column("Số", 0.5, "center"), Column("Nội dung", 4), Column("Thực hiện", 1.1, "right"), Column("Tỷ lệ", 0.9, "right"),
        Column("Cùng kỳ", 1, "right"), Column("Tăng/giảm", 1, "right"), Column("% KH năm", 0.9, "right"),
        Column("Ước cả năm", 1, "right"),
    )  # fmt: skip
    table = Table(columns, tuple(rows), groups=frozenset(groups))
    checks = [
        Para(f"{check.words}: {'khớp' if check.good else 'lệch'} ({number(check.left)} / {number(check.right)}).")
        for check in [*checking.checks(lines.values()), *checking.further_checks(report)]
    ]
    return Annex(f"PHỤ LỤC 1\nSỐ LIỆU ĐẾN NGÀY {paper_day(report.last_day)}", (table, *checks))


def _figure_row(line: queries.Line) -> tuple[str, ...]:
    name = ("– " if line.row.inner else "") + line.label + (" (nhập tay)" if line.value and line.value.by_hand else "")
    change = line.change
    moved = "" if change is None else f"+{number(change)}" if change > 0 else number(change)
    before = number(line.before.part) if line.before else "–"
    return (
        line.row.number,
        name,
        queries.told(line),
        line.share,
        before,
        moved,
        line.of_plan,
        number(line.whole_year) if line.whole_year is not None else "",
    )


def targets_annex(report: Report) -> Annex:
    """Annex 2: targets and tasks."""
    goals = tuple(
        (
            str(place),
            goal["name"],
            _counted(goal["goal"], goal["label"]) if goal["goal"] is not None else "định tính",
            wording.reached(goal),
            percent(goal["percent"]),
            _state(goal),
        )
        for place, goal in enumerate(queries.goals(report), 1)
    )
    tasks = tuple(
        (str(place), task["name"], _due(task), STATES[task["state"]])
        for place, task in enumerate(queries.tasks(report), 1)
    )
    return Annex(
        "PHỤ LỤC 2\nTHỰC HIỆN CHỈ TIÊU, NHIỆM VỤ",
        (
            Table((Column("TT", 0.4, "center"), Column("Chỉ tiêu", 4), Column("Mức cần đạt", 1.4), Column("Thực hiện", 1, "right"), Column("Tỷ lệ", 0.8, "right"), Column("Kết quả", 1.6)), goals),
            Table((Column("TT", 0.4, "center"), Column("Nhiệm vụ", 6), Column("Hạn", 1.2), Column("Kết quả", 1.6)), tasks),
        ),
    )  # fmt: skip


def _counted(value: float, label: str) -> str:
    """90%; 80 đảng viên."""
    return f"{number(value)}%" if label == "%" else f"{number(value)} {label}".strip()


def _state(goal: dict[str, Any]) -> str:
    """A target's state in words: before the year's end a part of the year's plan, never "not reached"."""
    if goal["state"] == "on_way" and goal["percent"] is not None:
        return f"Đạt {percent(goal['percent'])} kế hoạch"
    return STATES[goal["state"]]


def _due(task: dict[str, Any]) -> str:
    return paper_day(date.fromisoformat(task["due"])) if task["due"] else "–"


def units_annex(report: Report) -> Annex:
    """Annex 3: by unit."""
    heads = [queries.label_of(code)[0] for code in outline.BY_UNIT]
    found = queries.by_unit(report)
    rows = tuple(
        (str(place), ("– " if row.level > 1 else "") + row.name, *(number(value) for value in row.values))
        for place, row in enumerate(found, 1)
    )
    columns = (Column("TT", 0.4, "center"), Column("Đơn vị", 3.5), *(Column(head, 1.2, "right") for head in heads))
    sums = ("", "Tổng cộng", *(number(value) for value in queries.totals(found)))
    return Annex("PHỤ LỤC 3\nSỐ LIỆU THEO ĐƠN VỊ", (Table(columns, (*rows, sums), total=True),))


def workbook(report: Report) -> bytes:
    """The three annexes as an Excel workbook."""
    lines = queries.lines(report)
    figures = [
        (line.row.number, line.label, line.value.part if line.value else None, line.value.whole if line.value else None, line.before.part if line.before else None, line.change, line.of_plan, line.whole_year, "nhập tay" if line.value and line.value.by_hand else "")
        for line in lines
    ]  # fmt: skip
    goals = [(goal["name"], goal["goal"], goal["label"], goal["value"], _state(goal)) for goal in queries.goals(report)]
    units = [(row.name, *row.values) for row in queries.by_unit(report)]
    title = f"{report.unit.name}: {report.since:%d/%m/%Y} – {report.last_day:%d/%m/%Y}"
    return excel(
        [
            Sheet(
                "Số liệu",
                (
                    ("Số", 6),
                    ("Nội dung", 46),
                    ("Thực hiện", 12),
                    ("Tổng số", 12),
                    ("Cùng kỳ", 12),
                    ("Tăng, giảm", 12),
                    ("% KH năm", 12),
                    ("Ước cả năm", 12),
                    ("Ghi chú", 14),
                ),
                figures,
                (title,),
            ),
            Sheet(
                "Chỉ tiêu",
                (("Chỉ tiêu", 60), ("Mức cần đạt", 14), ("Đơn vị tính", 14), ("Thực hiện", 12), ("Kết quả", 22)),
                goals,
                (title,),
            ),
            Sheet(
                "Theo đơn vị",
                (("Đơn vị", 46), *((queries.label_of(code)[0], 18) for code in outline.BY_UNIT)),
                units,
                (title,),
            ),
        ]
    )


FORMS: dict[str, Callable[[Report], bytes]] = {
    "docx": lambda report: word(paper(report)),
    "pdf": lambda report: pdf(paper(report)),
    "xlsx": workbook,
}


def chasing_letter(row: Round, form: str) -> bytes:
    """A letter to the units that have not sent their report."""
    unit = row.unit
    late = list(Owed.objects.filter(round=row, sent_on=None).select_related("unit").order_by("unit__title_key"))
    names = tuple((str(place), one.unit.name, str(one.reminded)) for place, one in enumerate(late, 1))
    blocks: tuple[Block, ...] = (
        Para("Kính gửi: Các tổ chức đảng trực thuộc có tên dưới đây,", bold=True, centred=True),
        Para(
            f"Thực hiện chế độ báo cáo, {committee(unit)} đã đề nghị các tổ chức đảng trực thuộc gửi “{row.name}” trước ngày "
            f"{paper_day(row.due_on)}. Đến ngày {paper_day(today())}, còn {len(late)} đơn vị chưa gửi."
        ),
        Table((Column("TT", 0.4, "center"), Column("Đơn vị", 5), Column("Số lần đã nhắc", 1.2, "center")), names),
        Para(
            "Đề nghị các đồng chí bí thư quan tâm chỉ đạo hoàn thành và gửi báo cáo trong 03 ngày làm việc kể từ ngày nhận được công văn này."
        ),
    )
    made = Paper(
        upper=unit.upper_line, body=committee(unit), symbol=f"CV/{unit.symbol or 'ĐU'}", kind="", abstract=f"đôn đốc gửi {row.name[:1].lower()}{row.name[1:]}",
        place=unit.place or "Hà Nội", dated=today(), blocks=blocks, authority="T/L BAN THƯỜNG VỤ", post="CHÁNH VĂN PHÒNG",
        recipients=(("Như trên", ""), ("Lưu Văn phòng", "")),
    )  # fmt: skip
    return word(made) if form == "docx" else pdf(made)
