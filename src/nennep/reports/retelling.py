"""Sentences of a report that come from plans: by work area, outside figures, looks taken, causes, wishes."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from nennep.figures.registry import Period
from nennep.office.figures import turnout
from nennep.org.models import Unit
from nennep.org.queries import ask, tree
from nennep.programmes import queries as plans
from nennep.programmes.models import Looking, Reading, Review, Share
from nennep.reports import wording
from nennep.viet.write import number, paper_day, percent

Rows = list[dict[str, Any]]
STATES = {
    "met": "hoàn thành",
    "exceeded": "vượt mức",
    "late": "chậm tiến độ",
    "on_way": "đang thực hiện",
    "missed": "chưa đạt",
    "partly": "đạt một phần",
}
MASS = {
    "union": "công đoàn", "youth": "Đoàn Thanh niên", "students": "Hội Sinh viên", "veterans": "Hội Cựu chiến binh",
    "teachers": "Hội Cựu giáo chức",
}  # fmt: skip


def of_area(code: str, goals: Rows, tasks: Rows) -> list[str]:
    """Targets of a work area with what was reached, and its tasks with where they stand."""
    found = [_goal(goal) for goal in goals if goal.get("area") == code and goal["value"] is not None]
    mine = [task for task in tasks if task.get("area") == code]
    if not mine:
        return found
    done = [task for task in mine if task["state"] == "done"]
    found.append(f"- Hoàn thành {len(done)}/{len(mine)} nhiệm vụ theo kế hoạch{_named(done)}.")
    going = [task for task in mine if task["state"] == "open"]
    if going:
        found.append(f"- Đang thực hiện: {'; '.join(_short(task['name']) + by_day(task) for task in going)}.")
    return found


def _goal(goal: dict[str, Any]) -> str:
    value = wording.reached(goal)
    if goal.get("units"):
        value += f" {goal['label'].removeprefix('% ')}"
    elif goal["label"] != "%":
        value += f"/{number(goal['goal'])}" if goal["goal"] is not None else ""
        value = f"{value} {goal['label']}".strip()
    share = f", đạt {percent(goal['percent'])} mức đề ra" if goal["percent"] is not None else ""
    state = STATES.get(goal["state"], "")
    return f"- {goal['name'].rstrip('.')}: {value}{share}{f' ({state})' if state else ''}."


def _named(done: Rows) -> str:
    return f": {'; '.join(_short(task['name']) for task in done)}" if done else ""


BODIES = ("Văn phòng Đảng", "Đảng ủy ", "Ủy ban ", "Công đoàn ", "Hội đồng ")


def _short(name: str) -> str:
    """A task's name within a sentence: first letter small, cut at a word."""
    words = name.strip().rstrip(".;")
    words = words if len(words) <= 160 else words[:160].rsplit(" ", 1)[0] + "…"
    second = words.partition(" ")[2]
    named = words[1:2].isupper() or second[:1].isupper() or words.startswith(BODIES)  # a name: Đoàn Thanh niên
    return words if named else words[:1].lower() + words[1:]


def dissemination(unit: Unit, period: Period) -> str:
    """How many members came to the sessions of dissemination of the period, of how many who were to come."""
    came = turnout(ask(unit, period))
    if not came.required:
        return "[Bổ sung kết quả học tập, quán triệt nghị quyết.]"
    share = percent(came.present, came.required)
    return f"Có {number(came.present)}/{number(came.required)} lượt đảng viên dự học tập, quán triệt nghị quyết, đạt {share}."


def by_day(task: dict[str, Any]) -> str:
    """ ", hạn 30/9/2023" for a task that has a day."""
    return f", hạn {paper_day(date.fromisoformat(task['due']))}" if task["due"] else ""


def outside(unit: Unit, day: date) -> list[str]:
    """Accreditation, and the newest reading of each outside figure."""
    held, found = plans.accredited(unit, day), []
    if held.courses or held.institutions:
        parts = (
            [f"{number(held.courses)} chương trình đào tạo của {number(held.schools)} trường"] if held.courses else []
        )
        parts += [f"{number(held.institutions)} cơ sở giáo dục"] if held.institutions else []
        found.append(f"- Tính đến ngày {paper_day(day)} có {' và '.join(parts)} được kiểm định chất lượng.")
    return found + [_reading(one) for one in plans.readings_until(unit, day)]


def _reading(one: Reading) -> str:
    indicator = one.indicator
    value = number(float(one.part)) + (f"/{number(float(one.whole))}" if one.whole is not None else "")
    owners = f" của {one.owners} {indicator.owners_label}" if one.owners else ""
    over = f" (trên {indicator.population})" if indicator.population else ""
    return (
        f"- {indicator.name}{over}: {value} {indicator.unit_label}".rstrip()
        + f"{owners}, tính đến ngày {paper_day(one.as_of)}."
    )


def looks(unit: Unit, period: Period) -> list[str]:
    """Inspections and reviews of the plans that ended in the period, and results that were looked at again."""
    found = [_look(one) for one in plans.looks_taken(unit, period)]
    again, unsound = plans.second_looks(unit, period)
    if again:
        found.append(f"- Kiểm tra lại {again} kết quả đã báo cáo, {unsound} kết quả chưa đúng thực tế.")
    return found


def _look(one: Review) -> str:
    word = "Kiểm tra" if one.kind == Looking.CHECK else "Sơ kết"
    name = one.name if one.name.lower().startswith(word.lower()) else f"{word}: {one.name}"
    first = one.result.strip().split("\n")[0].rstrip(".")
    return f"- {name} (xong ngày {one.done_on:%d/%m/%Y})" + (f": {first}." if first else ".")


def associations(unit: Unit, day: date) -> list[str]:
    """How many organisations of each association the committee leads."""
    counts = Counter(tree(unit, day).exclude(kind__association="party").values_list("kind__association", flat=True))
    parts = [f"{counts[code]} tổ chức {words}" for code, words in MASS.items() if counts[code]]
    return [f"- Lãnh đạo {', '.join(parts)}."] if parts else []


def reached(goals: Rows, tasks: Rows) -> list[str]:
    """Targets met and passed, tasks done in time."""
    found = []
    for state, words in (("exceeded", "Vượt mức"), ("met", "Hoàn thành")):
        names = [f"“{goal['name']}”" for goal in goals if goal["state"] == state]
        if names:
            found.append(f"- {words} {len(names)} chỉ tiêu: {'; '.join(names)}.")
    done = [task for task in tasks if task["state"] == "done"]
    if done:
        key = sum(1 for task in done if task.get("key"))
        found.append(f"- Hoàn thành {len(done)} nhiệm vụ{f', trong đó {key} nhiệm vụ trọng tâm' if key else ''}.")
    return found


def causes(tasks: Iterable[dict[str, Any]]) -> list[str]:
    """What units themselves wrote of the tasks that are late."""
    return [
        f"- {unit} nêu về nhiệm vụ “{_short(task['name'])}”: “{words.rstrip('.')}”."
        for task in tasks
        if task["state"] == "late"
        for unit, words in task.get("said", [])
    ]


def wishes(shares: Iterable[Share]) -> list[str]:
    """Changes of shares that the unit has asked of the unit above."""
    return [
        f"- Đề nghị {share.giver.name} xem xét điều chỉnh chỉ tiêu “{share.target.name}” từ {number(float(share.value or 0))} thành "
        f"{number(float(share.wanted or 0))} {share.target.unit_label}. Lý do: {share.reason.strip().rstrip('.')}."
        for share in shares
    ]
