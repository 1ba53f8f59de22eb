"""The draft of a report's text, built from its figures; the office edits it. It states, it does not praise."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from nennep.org.models import Unit
from nennep.reports.models import Report
from nennep.reports.queries import Line, score
from nennep.viet.write import number, paper_day, percent

Values = dict[str, Line]


def draft(
    report: Report, lines: Iterable[Line], goals: list[dict[str, Any]], tasks: list[dict[str, Any]]
) -> dict[str, str]:
    """Text by section; sections without figures begin with a prompt in square brackets for the office to fill."""
    by_code = {line.row.code: line for line in lines}
    texts: dict[str, Callable[[], str]] = {
        "I": lambda: _situation(report.unit, by_code, report.last_day),
        "III.1": lambda: _hand(by_code, "meetings.briefings", "Tỷ lệ học tập, quán triệt nghị quyết đạt {share}."),
        "III.2": lambda: _hand(
            by_code, "study.plans", "{value} chi bộ, đảng viên có kế hoạch học tập và làm theo, đạt {share}."
        ),
        "III.3": lambda: _organisation(by_code),
        "III.4": lambda: _meetings(by_code),
        "III.5": lambda: _members(by_code),
        "III.8": lambda: _office(by_code),
        "V": lambda: _goals(goals, tasks),
        "VI.2": lambda: _gaps(by_code, goals, tasks),
        "B": lambda: _next(goals, tasks),
    }
    prompts = {
        "II": "[Nêu kết quả đào tạo, tuyển sinh, khoa học công nghệ, kiểm định, tổ chức, tài chính trong kỳ.]",
        "III.6": "[Nêu số cuộc kiểm tra, giám sát theo chương trình và kết quả.]",
        "III.7": "[Nêu kết quả công tác dân vận, thực hiện dân chủ ở cơ sở.]",
        "IV": "[Nêu kết quả lãnh đạo Công đoàn, Đoàn Thanh niên, Hội Sinh viên, Hội Cựu chiến binh.]",
        "VI.1": "[Nêu kết quả nổi bật có số liệu ở các mục trên.]",
        "VI.3": "[Nêu nguyên nhân của từng hạn chế.]",
        "C": "[Nêu kiến nghị, đề xuất với cấp trên, nếu có.]",
    }
    return {**prompts, **{section: write() for section, write in texts.items()}}


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
        f"{number(total)} đồng chí, gồm {_n(values, 'members.official')} đảng viên chính thức và "
        f"{_n(values, 'members.probationary')} đảng viên dự bị; đảng viên nữ chiếm {percent(_value(values, 'members.women'), total)}, "
        f"đảng viên là sinh viên chiếm {percent(_value(values, 'members.students'), total)}."
    )


def _organisation(values: Values) -> str:
    joint, bare = _value(values, "units.joint_cells") or 0, _value(values, "departments.uncovered") or 0
    words = f"Hiện còn {number(joint)} chi bộ ghép." if joint else "Toàn đảng bộ không còn chi bộ ghép."
    return words + (
        f" Có {number(bare)} đơn vị hành chính chưa có chi bộ."
        if bare
        else " Các đơn vị hành chính đều có chi bộ, trừ trường hợp đã được đồng ý."
    )


def _meetings(values: Values) -> str:
    parts = [
        _hand(values, "meetings.regular", "{value} chi bộ sinh hoạt đủ kỳ, đạt {share}.", prompt=False),
        _hand(values, "meetings.attendance", "Tỷ lệ đảng viên dự sinh hoạt bình quân đạt {share}.", prompt=False),
        _hand(values, "meetings.thematic", "Các chi bộ đã tổ chức {value} buổi sinh hoạt chuyên đề.", prompt=False),
    ]
    return " ".join(part for part in parts if part) or "[Nhập số liệu sinh hoạt chi bộ để có nội dung mục này.]"


def _members(values: Values) -> str:
    admitted = values["admissions"]
    plan = f", đạt {admitted.of_plan} kế hoạch năm" if admitted.of_plan else ""
    words = (
        f"Trong kỳ, toàn đảng bộ kết nạp {_n(values, 'admissions')} đảng viên mới{plan}{_compared(values, 'admissions')}; trong đó có "
        f"{_n(values, 'admissions.students')} sinh viên, {_n(values, 'admissions.women')} nữ. Công nhận chính thức "
        f"{_n(values, 'recognitions')} đảng viên{_compared(values, 'recognitions')}; tỷ lệ công nhận đúng hạn đạt "
        f"{values['recognitions.on_time'].share or '–'}."
    )
    fall = sum(
        _value(values, code) or 0
        for code in ("decrease.transferred", "decrease.removed", "decrease.resigned", "decrease.deceased")
    )
    return words + (f" Trong kỳ có {number(fall)} đảng viên giảm do chuyển đi và các lý do khác." if fall else "")


def _office(values: Values) -> str:
    return f"Đã ban hành {_n(values, 'documents.issued')} văn bản, tiếp nhận {_n(values, 'documents.received')} văn bản đến."


def _hand(values: Values, code: str, words: str, *, prompt: bool = True) -> str:
    line = values.get(code)
    if line is None or line.value is None:
        return f"[Nhập số liệu “{line.label if line else code}” hoặc viết nội dung mục này.]" if prompt else ""
    return words.format(value=number(line.value.part), share=line.share or "–")


def _goals(goals: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> str:
    if not goals:
        return "[Chưa có chỉ tiêu nào được xác nhận trong hệ thống.]"
    met, exceeded, whole = score(goals)
    waiting = sum(1 for goal in goals if goal["state"] in {"not_due", "empty"})
    done, late = (sum(1 for task in tasks if task["state"] == state) for state in ("done", "late"))
    words = f"Đến thời điểm báo cáo có {met + exceeded}/{whole} chỉ tiêu hoàn thành, trong đó {exceeded} chỉ tiêu vượt"
    words += f"; {waiting} chỉ tiêu chưa đến kỳ đánh giá hoặc chưa có số liệu." if waiting else "."
    return words + (f" Đã hoàn thành {done}/{len(tasks)} nhiệm vụ, {late} nhiệm vụ quá hạn." if tasks else "")


def _gaps(values: Values, goals: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> str:
    found = [
        f"- Chỉ tiêu “{goal['name']}” chậm tiến độ, đạt {percent(goal['percent'])}."
        for goal in goals
        if goal["state"] == "late"
    ]
    found += [f"- Nhiệm vụ “{task['name']}” quá hạn." for task in tasks if task["state"] == "late"]
    if overdue := _value(values, "probation.overdue"):
        found.append(f"- Còn {number(overdue)} đảng viên dự bị quá 12 tháng chưa được xét công nhận chính thức.")
    if joint := _value(values, "units.joint_cells"):
        found.append(f"- Còn {number(joint)} chi bộ ghép.")
    return "\n".join(found) or "[Chưa thấy chỉ tiêu, nhiệm vụ chậm trong số liệu; nêu hạn chế khác nếu có.]"


def _next(goals: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> str:
    found = [
        f"- Tiếp tục thực hiện chỉ tiêu “{goal['name']}”." for goal in goals if goal["state"] in {"late", "on_way"}
    ]
    found += [f"- Hoàn thành nhiệm vụ “{task['name']}”." for task in tasks if task["state"] != "done"]
    return "\n".join(found) or "[Nêu nhiệm vụ trọng tâm của kỳ tới.]"
