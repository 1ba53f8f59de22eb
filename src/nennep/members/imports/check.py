"""Checking rows: every fault as (line, column, what is wrong and what to do); nothing is written here."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from nennep.members import rules
from nennep.members.imports import columns, kinds
from nennep.members.imports.columns import (
    BORN,
    CITIZEN,
    JOINED,
    NAME,
    OFFICIAL,
    Checked,
    dated,
    mac,
    past_day,
)
from nennep.members.imports.sheet import Row
from nennep.org.models import Unit, UnitKind
from nennep.viet.order import fold


def cells_by_code(units: Iterable[Unit]) -> dict[str, Unit]:
    """Cells by their code and by their folded name."""
    found: dict[str, Unit] = {}
    for unit in units:
        found.setdefault(fold(unit.name), unit)
        if unit.code:
            found[fold(unit.code)] = unit
    return found


def roll(
    rows: Iterable[Row],
    cells: dict[str, Unit],
    keep: Callable[[dict[str, Any]], object],
    known: Callable[[Row], object] | None = None,
    out: Checked | None = None,
) -> Checked:
    """The rows of a roll; each good one goes to ``keep`` at once, so that a big roll is never held whole. Rows that carry
    a member's key go to ``known``."""
    out = out or Checked()
    seen: dict[int, int] = {}
    for row in rows:
        out.total += 1
        before = len(out.faults)
        if known and row.cells.get("key"):
            known(row)
            continue
        values = _member(row, cells, out)
        key = hash(values["citizen_mac"] or (values["name_fold"], values["born_on"], values["sex"]))
        if first := seen.get(key):
            out.fault(
                row,
                NAME,
                _("Trùng người với dòng {line}. Đề nghị bỏ một dòng, hoặc ghi số định danh nếu là hai người.").format(
                    line=first
                ),
            )
        seen.setdefault(key, row.line)
        if len(out.faults) == before:
            keep(values)
    return out


def _member(row: Row, cells: dict[str, Unit], out: Checked) -> dict[str, Any]:
    values = _person(row, cells, out)
    joined, official = columns.joined(row, out), columns.official(row, out)
    if joined and official and official <= joined:
        out.fault(row, OFFICIAL, _("Phải sau ngày kết nạp. Đề nghị ghi lại theo quyết định."))
    if official and not joined:
        out.fault(row, JOINED, _("Có ngày chính thức nhưng thiếu ngày kết nạp."))
    citizen = row.text("citizen").replace(" ", "")
    if citizen and not (citizen.isdigit() and len(citizen) in {9, 12}):
        out.fault(row, CITIZEN, _no_number(citizen))
    out.old_numbers += len(citizen) == 9
    values |= {
        "line": row.line, "joined_on": joined, "official_on": official, "citizen_mac": mac(citizen) if citizen else "",
        "citizen_tail": citizen[-4:], "card_no": columns.card(row, out), "work_title": columns.work(row, out), "native_place": columns.place(row, out),
        "ethnicity": columns.ethnicity(row, out), "degree": columns.degree(row, out), "theory": columns.theory(row, out),
    }  # fmt: skip
    return values


def _no_number(text: str) -> str:
    if text.isdigit() and len(text) in {8, 11}:
        words = _(
            "Có {n} chữ số, có thể mất số 0 ở đầu. Đề nghị ghi đủ 12 chữ số (hoặc 9 chữ số cũ), ô định dạng văn bản."
        )
        return words.format(n=len(text))
    return str(_("Phải là 12 chữ số (hoặc 9 chữ số cũ)."))


def _person(row: Row, cells: dict[str, Unit], out: Checked) -> dict[str, Any]:
    name, key, folded = columns.names(row, out)
    cell = columns.cell(row, cells, out)
    born, precision = columns.born(row, out)
    return {
        "full_name": name, "sort_key": key, "name_fold": folded, "sex": columns.sex(row, out),
        "born_on": born, "born_precision": precision, "category": columns.category(row, out),
        "unit_id": cell.pk if cell else 0, "unit_key": cell.key if cell else "",
    }  # fmt: skip


Known = dict[tuple[str, date], str]


def admissions(rows: Iterable[Row], cells: dict[str, Unit], known: Known) -> Checked:
    """The rows of admission decisions; ``known`` are units of living members by (folded name, birth date)."""
    out = Checked()
    seen: dict[Any, int] = {}
    for row in rows:
        out.total += 1
        before = len(out.faults)
        values = _person(row, cells, out)
        decided, ceremony = (
            past_day(row, "decided_on", _("Ngày quyết định"), out),
            dated(row, "ceremony_on", _("Ngày tổ chức lễ kết nạp"), out)[0],
        )
        _decision(row, decided, out)
        if decided and ceremony and ceremony < decided:
            out.fault(row, _("Ngày tổ chức lễ kết nạp"), _("Lễ kết nạp không thể trước ngày quyết định."))
        _candidate(row, values, decided, known, seen, out)
        if len(out.faults) == before:
            out.good.append(
                values
                | {
                    "line": row.line,
                    "decision_no": row.text("decision_no")[:60],
                    "decided_on": decided,
                    "ceremony_on": ceremony,
                }
            )
    return out


BEGUN = {"permitted_on": _("Ngày cho phép làm hồ sơ"), "applied_on": _("Ngày đơn xin vào Đảng")}
"""Days of a file half made before it is kept here."""


def _begun(row: Row, noticed: date | None, out: Checked) -> dict[str, date | None]:
    """The steps done before, none of them before the person was on the list."""
    begun = {name: past_day(row, name, title, out) for name, title in BEGUN.items()}
    for name, on in begun.items():
        if on and noticed and on < noticed:
            out.fault(row, BEGUN[name], _("Không thể trước ngày đưa vào danh sách."))
    return begun


def candidates(
    rows: Iterable[Row],
    cells: dict[str, Unit],
    followed: set[tuple[str, date | None]],
    known: dict[tuple[str, date | None], str],
) -> Checked:
    """The rows of a list of candidates; ``followed`` are those on the list already, ``known`` where people stand who are
    known otherwise, both by (folded name, birth date)."""
    out = Checked()
    for row in rows:
        out.total += 1
        before = len(out.faults)
        values = _person(row, cells, out)
        noticed = past_day(row, "noticed_on", _("Ngày đưa vào danh sách"), out)
        certified = past_day(row, "certified_on", _("Ngày cấp giấy chứng nhận"), out)
        number = row.text("certificate_no")[:60]
        begun = _begun(row, noticed, out)
        if noticed is None and not out.faults[before:]:
            out.fault(row, _("Ngày đưa vào danh sách"), _("Thiếu ngày đưa vào danh sách."))
        if bool(number) != bool(certified):
            out.fault(row, _("Số giấy chứng nhận"), _("Cần cả số và ngày cấp giấy chứng nhận, hoặc để trống cả hai."))
        who = (values["name_fold"], values["born_on"])
        born = values["born_on"] if len(out.faults) == before else None
        if born and noticed and not rules.old_enough(born, out.candidate_age, noticed):
            words = _("Chưa đủ {n} tuổi vào ngày đưa vào danh sách. Đề nghị kiểm tra ngày sinh.")
            out.fault(row, BORN, words.format(n=out.candidate_age))
        if who in followed:
            out.fault(row, NAME, _("Đã có trong danh sách đang theo dõi, hoặc trùng một dòng ở trên."))
        elif who in known:
            words = _(
                "Đã có người cùng họ tên, ngày sinh ({place}). Đề nghị ghi riêng người này ở trang Phát triển đảng để chọn đúng người."
            )
            out.fault(row, NAME, words.format(place=known[who]))
        followed.add(who)
        if len(out.faults) == before:
            more = {"native_place": row.text("native_place")[:250], "work_title": row.text("work_title")[:160]}
            days = {"noticed_on": noticed, "certified_on": certified, "certificate_no": number}
            out.good.append(values | more | days | begun | {"line": row.line})
    return out


def _decision(row: Row, decided: date | None, out: Checked) -> None:
    if decided is None and not row.text("decided_on"):
        out.fault(row, _("Ngày quyết định"), _("Thiếu ngày quyết định."))
    if not row.text("decision_no"):
        out.fault(row, _("Quyết định số"), _("Thiếu số quyết định."))


def _candidate(
    row: Row, values: dict[str, Any], decided: date | None, known: Known, seen: dict[Any, int], out: Checked
) -> None:
    """Old enough, not a member yet, not twice in the file."""
    born, key = values["born_on"], (values["name_fold"], values["born_on"])
    if born and decided and not rules.old_enough(born, least := out.admission_age(decided), decided):
        words = _("Chưa đủ {n} tuổi vào ngày quyết định. Đề nghị kiểm tra ngày sinh.")
        out.fault(row, BORN, words.format(n=least))
    if unit := known.get(key):
        out.fault(row, NAME, _("Đã có đảng viên cùng họ tên, ngày sinh tại {unit}.").format(unit=unit))
    if first := seen.get(key):
        out.fault(row, NAME, _("Trùng người với dòng {line}. Đề nghị bỏ một dòng.").format(line=first))
    seen.setdefault(key, row.line)


Waiting = dict[tuple[int, str], list[tuple[int, date | None, date]]]


def recognitions(rows: Iterable[Row], cells: dict[str, Unit], waiting: Waiting) -> Checked:
    """The rows of recognition decisions; ``waiting`` are probationary memberships (id, birth date, beginning) by
    (cell, folded name)."""
    out = Checked()
    for row in rows:
        out.total += 1
        before = len(out.faults)
        cell = columns.cell(row, cells, out)
        born = dated(row, "born_on", BORN, out)[0]
        found = waiting.get((cell.pk if cell else 0, fold(row.text("full_name"))), [])
        found = [one for one in found if born is None or one[1] in {born, None}]
        if cell and len(found) != 1:
            words = (
                _("Không thấy đảng viên dự bị này trong chi bộ.")
                if not found
                else _("Có nhiều người trùng tên; đề nghị ghi thêm ngày sinh.")
            )
            out.fault(row, NAME, words)
        decided, start = (
            past_day(row, "decided_on", _("Ngày quyết định"), out),
            dated(row, "official_from", _("Chính thức từ ngày"), out)[0],
        )
        _decision(row, decided, out)
        begun = found[0][2] if len(found) == 1 else None
        if begun and decided and decided < begun:
            out.fault(row, _("Ngày quyết định"), _("Quyết định không thể trước ngày bắt đầu dự bị."))
        if begun and start and start <= begun:
            out.fault(row, _("Chính thức từ ngày"), _("Ngày chính thức không thể trước thời gian dự bị."))
        if len(out.faults) == before:
            out.good.append(
                {
                    "line": row.line,
                    "full_name": row.text("full_name"),
                    "membership": found[0][0],
                    "decision_no": row.text("decision_no")[:60],
                    "decided_on": decided,
                    "official_from": start,
                }
            )
    return out


def units(rows: Iterable[Row], known: dict[str, Unit], named: dict[str, UnitKind]) -> Checked:
    """The rows of a tree: a parent is a row above or a unit that is there, of a kind that may stand above."""
    out = Checked()
    codes: dict[str, UnitKind | None] = {code: unit.kind for code, unit in known.items()}
    for row in rows:
        out.total += 1
        before = len(out.faults)
        code, parent = row.text("code"), row.text("parent")
        if not code or not row.text("name"):
            out.fault(row, _("Mã đơn vị"), _("Thiếu mã hoặc tên đơn vị."))
        if fold(code) in codes:
            out.fault(row, _("Mã đơn vị"), _("Mã “{code}” đã có.").format(code=code))
        if fold(parent) not in codes:
            out.fault(
                row,
                _("Mã đơn vị cấp trên"),
                _("Không thấy đơn vị cấp trên “{code}”; đơn vị cấp trên phải ở dòng trên.").format(code=parent),
            )
        kind = named.get(fold(row.text("kind")))
        _kind(row, kind, codes.get(fold(parent)), out)
        for name, title in (("joint", _("Chi bộ ghép")), ("student", _("Chi bộ sinh viên"))):
            if fold(row.text(name)) not in kinds.YES | kinds.NO:
                out.fault(row, title, _("Không hiểu “{text}”. Ghi có hoặc không.").format(text=row.text(name)))
        since = past_day(row, "since", _("Ngày thành lập"), out)
        codes.setdefault(fold(code), kind)
        if len(out.faults) == before:
            out.good.append({
                "line": row.line, "code": code[:40], "name": row.text("name")[:250], "kind": kind.pk if kind else "", "parent": fold(parent), "since": since,
                "is_joint": fold(row.text("joint")) in kinds.YES, "is_student": fold(row.text("student")) in kinds.YES, "symbol": row.text("symbol")[:20],
            })  # fmt: skip
    return out


def _kind(row: Row, kind: UnitKind | None, above: UnitKind | None, out: Checked) -> None:
    """The kind is known and may stand under the parent's."""
    if kind is None:
        words = _("Không hiểu loại “{text}”. Chọn trong danh sách của tệp mẫu.")
        out.fault(row, _("Loại đơn vị"), words.format(text=row.text("kind")))
    elif above and kind.parents and above.pk not in kind.parents:
        words = _("{kind} không thể trực thuộc {parent}. Đề nghị chọn đơn vị cấp trên khác.")
        out.fault(row, _("Mã đơn vị cấp trên"), words.format(kind=kind.name, parent=above.name))
