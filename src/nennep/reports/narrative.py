"""The draft of a report's text, built from its figures; the office edits it. It states, it does not praise."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from nennep.org.models import Unit
from nennep.programmes import queries as plans
from nennep.reports import retelling
from nennep.reports.models import Report
from nennep.reports.queries import Line, period_of, score
from nennep.reports.retelling import Rows
from nennep.viet.write import number, paper_day, percent

Values = dict[str, Line]
PROMPTS = {
    "II": "[Bổ sung kết quả đào tạo, tuyển sinh, khoa học công nghệ, kiểm định, tổ chức, tài chính trong kỳ.]",
    "III.1": "[Bổ sung công tác tuyên truyền, nắm tình hình tư tưởng.]",
    "III.6": "[Bổ sung số cuộc kiểm tra, giám sát theo chương trình của cấp ủy và kết quả.]",
    "III.7": "[Bổ sung kết quả công tác dân vận, thực hiện dân chủ ở cơ sở.]",
    "IV": "[Bổ sung hoạt động chính của từng đoàn thể trong kỳ.]",
    "VI.1": "[Bổ sung kết quả nổi bật khác.]",
    "VI.3": "[Nêu nguyên nhân của từng hạn chế.]",
    "C": "[Nêu kiến nghị, đề xuất với cấp trên, nếu có.]",
}


@dataclass(frozen=True)
class Told:
    """What the text is built from."""

    report: Report
    values: Values
    goals: Rows
    tasks: Rows


def draft(report: Report, lines: Iterable[Line], goals: Rows, tasks: Rows) -> dict[str, str]:
    """Text by section; what no figure can say is asked of the office in square brackets."""
    told = Told(report, {line.row.code: line for line in lines}, goals, tasks)
    texts: dict[str, Callable[[], Iterable[str]]] = {
        "I": lambda: [_situation(report.unit, told.values, report.last_day)],
        "II": lambda: [*retelling.outside(report.unit, report.last_day), *_area(told, "political")],
        "III.1": lambda: [
            _briefings(told),
            *_area(told, "ideology"),
        ],
        "III.2": lambda: [
            _hand(
                told.values, "study.plans", "{value} chi bộ, đảng viên có kế hoạch học tập và làm theo, đạt {share}."
            ),
            *_area(told, "study"),
        ],
        "III.3": lambda: [_organisation(told.values), *_area(told, "organisation")],
        "III.4": lambda: [_meetings(told.values), *_area(told, "meetings")],
        "III.5": lambda: [_members(told.values), *_area(told, "members")],
        "III.6": lambda: [*retelling.looks(report.unit, period_of(report)), *_area(told, "inspection")],
        "III.7": lambda: _area(told, "mobilisation"),
        "III.8": lambda: [_office(told.values), *_area(told, "office")],
        "IV": lambda: [*retelling.associations(report.unit, report.last_day), *_area(told, "mass")],
        "V": lambda: [_goals(goals, tasks)],
        "VI.1": lambda: [*retelling.reached(goals, tasks), *_growth(told.values)],
        "VI.2": lambda: [_gaps(told.values, goals, tasks)],
        "VI.3": lambda: retelling.causes(tasks),
        "B": lambda: [_next(goals, tasks)],
        "C": lambda: retelling.wishes(plans.wishes(report.unit)),
    }
    return {code: "\n".join([*filter(None, write()), PROMPTS.get(code, "")]).strip() for code, write in texts.items()}


def _area(told: Told, code: str) -> list[str]:
    """What targets and tasks of a work area say."""
    return retelling.of_area(code, told.goals, told.tasks)


def _value(values: Values, code: str) -> float | None:
    line = values.get(code)
    return None if line is None or line.value is None else line.value.part


def _n(values: Values, code: str) -> str:
    return number(_value(values, code))


def _compared(values: Values, code: str) -> str:
    """tăng 5 so với cùng kỳ / giảm 3 / bằng cùng kỳ."""
    change = values[code].change
    if change is None:
        return ""
    if change == 0:
        return ", bằng cùng kỳ năm trước"
    return f", {'tăng' if change > 0 else 'giảm'} {number(abs(change))} so với cùng kỳ năm trước"


def _situation(unit: Unit, values: Values, day: date) -> str:
    total = _value(values, "members")
    return (
        f"Tính đến ngày {paper_day(day)}, {unit.name} có {_n(values, 'units')} tổ chức đảng trực thuộc, trong đó "
        f"{_n(values, 'units.cells')} chi bộ ({_n(values, 'units.student_cells')} chi bộ sinh viên). Tổng số đảng viên là "
        f"{number(total)} đồng chí{_compared(values, 'members')}, gồm {_n(values, 'members.official')} đảng viên chính thức và "
        f"{_n(values, 'members.probationary')} đảng viên dự bị; đảng viên nữ chiếm {percent(_value(values, 'members.women'), total)}, "
        f"đảng viên là sinh viên chiếm {percent(_value(values, 'members.students'), total)}."
    )


def _organisation(values: Values) -> str:
    joint, bare = _value(values, "units.joint_cells") or 0, _value(values, "departments.uncovered") or 0
    words = f"Hiện còn {number(joint)} chi bộ ghép." if joint else "Toàn đảng bộ không còn chi bộ ghép."
    words += (
        f" Có {number(bare)} đơn vị hành chính chưa có chi bộ."
        if bare
        else " Các đơn vị hành chính đều có chi bộ, trừ trường hợp đã được đồng ý."
    )
    filled = _hand(values, "committees.filled", " Trong kỳ đã bổ sung, chuẩn y {value} cấp ủy viên.", prompt=False)
    return words + filled


def _meetings(values: Values) -> str:
    """What the books of meetings say; where they hold none, the office is asked to enter them."""
    line = values.get("meetings.attendance")
    if line is None or line.value is None or not line.value.whole:
        return "[Ghi các cuộc sinh hoạt đã họp của chi bộ để có nội dung mục này.]"
    return " ".join(
        (
            _hand(values, "meetings.regular", "{value} chi bộ sinh hoạt đủ kỳ, đạt {share}.", prompt=False),
            _hand(values, "meetings.attendance", "Tỷ lệ đảng viên dự sinh hoạt bình quân đạt {share}.", prompt=False),
            _hand(values, "meetings.thematic", "Các chi bộ đã tổ chức {value} buổi sinh hoạt chuyên đề.", prompt=False),
        )
    )


def _members(values: Values) -> str:
    admitted = values["admissions"]
    plan = f", đạt {admitted.of_plan} kế hoạch năm" if admitted.of_plan else ""
    on_time = values["recognitions.on_time"].share
    words = (
        f"Trong kỳ, toàn đảng bộ kết nạp {_n(values, 'admissions')} đảng viên mới{plan}{_compared(values, 'admissions')}; trong đó có "
        f"{_n(values, 'admissions.students')} sinh viên, {_n(values, 'admissions.women')} nữ. Công nhận chính thức "
        f"{_n(values, 'recognitions')} đảng viên{_compared(values, 'recognitions')}"
        f"{f'; tỷ lệ công nhận đúng hạn đạt {on_time}' if on_time else ''}."
    )
    reasons = (
        ("decrease.transferred", "chuyển đi"), ("decrease.deceased", "từ trần"), ("decrease.removed", "xóa tên"),
        ("decrease.resigned", "xin ra khỏi Đảng"), ("decrease.expelled", "khai trừ"), ("decrease.other", "lý do khác"),
    )  # fmt: skip
    fell = [f"{said} {_n(values, code)}" for code, said in reasons if _value(values, code)]
    fall = sum(_value(values, code) or 0 for code, _said in reasons)
    return words + (f" Số đảng viên giảm trong kỳ: {number(fall)} đồng chí ({', '.join(fell)})." if fell else "")


def _briefings(told: Told) -> str:
    held = _value(told.values, "meetings.briefings") or 0
    words = f"Đã tổ chức {number(held)} hội nghị quán triệt theo kế hoạch. " if held else ""
    return words + retelling.dissemination(told.report.unit, period_of(told.report))


def _office(values: Values) -> str:
    counted = any(_value(values, code) for code in ("documents.issued", "documents.received"))
    words = f"Đã ban hành {_n(values, 'documents.issued')} văn bản, tiếp nhận {_n(values, 'documents.received')} văn bản đến."
    return (words if counted else "") + _hand(
        values, "dues", " Đảng phí thu được đạt {share} số phải thu.", prompt=False
    )


def _hand(values: Values, code: str, words: str, *, prompt: bool = True) -> str:
    line = values.get(code)
    if line is None or line.value is None:
        return f"[Nhập số liệu “{line.label if line else code}” hoặc viết nội dung mục này.]" if prompt else ""
    return words.format(value=number(line.value.part), share=line.share or "–")


def _goals(goals: Rows, tasks: Rows) -> str:
    if not goals:
        return "[Chưa có chỉ tiêu nào được xác nhận trong hệ thống.]"
    met, exceeded, whole = score(goals)
    waiting = sum(1 for goal in goals if goal["state"] in {"not_due", "empty"})
    done, late = (sum(1 for task in tasks if task["state"] == state) for state in ("done", "late"))
    words = f"Đến thời điểm báo cáo có {met + exceeded}/{whole} chỉ tiêu hoàn thành"
    words += f", trong đó {exceeded} chỉ tiêu vượt" if exceeded else ""
    words += f"; {waiting} chỉ tiêu chưa đến kỳ đánh giá hoặc chưa có số liệu." if waiting else "."
    return words + (f" Đã hoàn thành {done}/{len(tasks)} nhiệm vụ, {late} nhiệm vụ quá hạn." if tasks else "")


def _growth(values: Values) -> list[str]:
    found = []
    if (values["admissions"].change or 0) > 0:
        found.append(f"- Số đảng viên kết nạp{_compared(values, 'admissions').replace(',', '', 1)}.")
    on_time = values["recognitions.on_time"]
    if on_time.value and on_time.value.whole and on_time.value.part == on_time.value.whole:
        found.append("- Đảng viên dự bị đến hạn trong kỳ đều được xét công nhận chính thức đúng hạn.")
    return found


def _gaps(values: Values, goals: Rows, tasks: Rows) -> str:
    said = {"late": "chậm tiến độ", "missed": "chưa đạt", "partly": "mới đạt một phần"}
    found = [
        f"- Chỉ tiêu “{goal['name']}” {said[goal['state']]}{_reached(goal)}." for goal in goals if goal["state"] in said
    ]
    found += [f"- Nhiệm vụ “{task['name']}” quá hạn." for task in tasks if task["state"] == "late"]
    if overdue := _value(values, "probation.overdue"):
        found.append(f"- Còn {number(overdue)} đảng viên dự bị quá thời hạn chưa được xét công nhận chính thức.")
    if joint := _value(values, "units.joint_cells"):
        found.append(f"- Còn {number(joint)} chi bộ ghép.")
    owed = values.get("own.reports")
    if owed and owed.value and owed.value.whole and owed.value.part < owed.value.whole:
        found.append(
            f"- Có {number(owed.value.whole - owed.value.part)} đơn vị gửi báo cáo chậm hoặc chưa gửi báo cáo."
        )
    return "\n".join(found) or "[Chưa thấy chỉ tiêu, nhiệm vụ chậm trong số liệu; nêu hạn chế khác nếu có.]"


def _reached(goal: dict[str, Any]) -> str:
    """How far a target has come: its per cent, or the value itself where less is better."""
    if goal["percent"] is not None:
        return f", đạt {percent(goal['percent'])}"
    return "" if goal["value"] is None else f", hiện là {number(goal['value'])} {goal['label']}".rstrip()


def _next(goals: Rows, tasks: Rows) -> str:
    found = [
        f"- Tiếp tục thực hiện chỉ tiêu “{goal['name']}”{_left(goal)}."
        for goal in goals
        if goal["state"] in {"late", "on_way"}
    ]
    found += [
        f"- Hoàn thành nhiệm vụ “{task['name']}”{retelling.by_day(task)}." for task in tasks if task["state"] != "done"
    ]
    return "\n".join(found) or "[Nêu nhiệm vụ trọng tâm của kỳ tới.]"


def _left(goal: dict[str, Any]) -> str:
    """What is still missing of a count; nothing for shares."""
    if goal["label"] == "%" or goal["value"] is None or goal["goal"] is None or goal["value"] >= goal["goal"]:
        return ""
    return f", còn {number(goal['goal'] - goal['value'])} {goal['label']}".rstrip()
