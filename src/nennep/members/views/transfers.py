"""Pages of transfers: the lists, one transfer with its steps, each act, whole cells, members from outside."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.asked import is_number
from nennep.core.clock import today
from nennep.core.gate import within
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.files import respond
from nennep.journal.queries import lines_about, tell
from nennep.members import access, actions, letters, limits, listings, paperwork, places, sight
from nennep.members.forms import transfers as forms
from nennep.members.models import OPEN_STATES, STAYS_COUNTED, Membership, Transfer
from nennep.members.views.acts import act, cell, cells
from nennep.org.models import Unit
from nennep.press.pdf import pdf
from nennep.press.word import word

MOST = 300
VIEWS = ("ra", "cho", "vao", "tam", "xong")


def crumbs(row: Transfer | None = None) -> tuple[tuple[str, str], ...]:
    """Where one stands."""
    found = [(reverse("members:transfers"), _("Chuyển sinh hoạt đảng"))]
    return (*found, (reverse("members:transfer", args=[row.pk]), row.full_name)) if row else tuple(found)


def _listed(request: Request, which: str) -> Any:
    """The rows of a view: on their way out, released without an answer, coming in, closed."""
    rows, actor = access.see_transfer.rows(request.actor), request.actor
    ours, theirs = within(actor, "members.transfer"), within(actor, "members.transfer", "to_key")
    if which == "vao":
        return rows.filter(theirs, state="released").order_by("answer_by", "sort_key")
    if which == "cho":
        return rows.filter(ours, state="released").order_by("answer_by", "sort_key")
    if which == "tam":
        return rows.filter(state="accepted", kind__in=STAYS_COUNTED, planned_until__gt=today()).order_by(
            "planned_until", "sort_key"
        )
    if which == "xong":
        return rows.exclude(state__in=OPEN_STATES).order_by("-closed_on", "sort_key")
    return rows.exclude(state="released").filter(state__in=OPEN_STATES).order_by("asked_on", "sort_key")


@login_required
def index(request: Request) -> HttpResponse:
    """Lists of transfers by where they stand; as Excel too."""
    which = request.GET.get("xem", "ra")
    which = which if which in VIEWS else "ra"
    rows = _listed(request, which)
    if taken := listings.TRANSFERS.taken(request, rows):
        return taken
    counts = {one: _listed(request, one).count() for one in VIEWS[:4]}
    context = {
        "which": which, "rows": rows[:MOST], "counts": counts, "today": today(), "may_release": request.actor.may("members.release"),
        "may": request.actor.may("members.transfer"), "own": access.ask_transfer.rows(request.actor).filter(person_id=request.actor.person_id or 0).first(),
    }  # fmt: skip
    return render(request, "members/transfers.html", context)


@login_required
def transfer(request: Request, pk: int) -> HttpResponse:
    """One transfer: where it stands, what it needs next, its papers, what was done."""
    row = access.see_transfer.find(request.actor, pk=pk)
    found = paperwork.wanted(row.cause, row.status)
    context = {
        "row": row, "today": today(), "papers": [(label, code in row.papers) for code, label in found], "acts": _open_acts(request, row),
        "steps": _steps(row), "step": _step(row),
        "late": bool(row.state == "released" and row.answer_by and row.answer_by < today()), "removal": limits.removal_after(today()),
        "valid": limits.letter_valid(row.letter_on or today(), row.kind), "told": tell(lines_about(row)[:40]),
        "moved": request.session.get("phoi", ["0", "0"]), "may_print": bool(row.letter_no) and access.release.allows(request.actor, row),
        "may_receipt": row.state == "accepted" and access.receive.allows(request.actor, row),
        "may_see_person": sight.see.rows(request.actor).filter(pk=row.person_id).exists(),
    }  # fmt: skip
    return render(request, "members/transfer.html", context)


def _steps(row: Transfer) -> list[str]:
    """The way of this transfer; a cell that was not asked is no step of it."""
    asked_cell = row.agreed_on or row.state in {"asked", "turned_back"}
    last = _("Báo nhận") if row.leaves_the_system else _("Tiếp nhận")
    return [_("Đề nghị"), *([_("Chi bộ đồng ý")] if asked_cell else []), _("Giới thiệu đi"), last]


def _step(row: Transfer) -> int:
    """Which step is next, counted from 0."""
    count = len(_steps(row))
    return {"asked": 1, "turned_back": count - 2, "agreed": count - 2, "released": count - 1, "accepted": count}.get(
        row.state, 0
    )


@login_required
def ask_transfer(request: Request, pk: int) -> HttpResponse:
    """Begin a transfer: the member, the cell or the office."""
    row = access.ask_transfer.find(request.actor, pk=pk)
    words = request.GET.get("tim", "").strip()
    known = _places(request, row, words)
    form = forms.AskTransferForm(places.told_apart(known), request.POST or None, initial=_guess(row))
    return act(
        request, form, lambda given: _ask(request, row, given), title=_("Đề nghị chuyển sinh hoạt đảng: {name}").format(name=row.full_name),
        button=_("Ghi đề nghị"), done=_("Đã ghi đề nghị chuyển sinh hoạt."), crumbs=crumbs(), search=words,
        back=lambda made: reverse("members:transfer", args=[made.pk]),
    )  # fmt: skip


def _guess(row: Membership) -> dict[str, str]:
    return {"kind": "official", "cause": "graduate" if row.category == "student" else "job"}


def _places(request: Request, row: Membership, words: str) -> list[places.Organisation]:
    """Places to choose from: what was searched or posted, the own organisation, cells of mine."""
    posted = request.POST.get("to_unit", "")
    found = places.organisations(words) if words else []
    if is_number(posted) and (one := places.organisation(int(posted))):
        found.append(one)
    mine = access.release_from.rows(request.actor).filter(
        kind__is_cell=True, kind__association="party", until__gt=today()
    )
    found += [
        places.Organisation(unit.pk, unit.key, unit.name, unit.parent.name if unit.parent else "")
        for unit in mine.exclude(pk=row.unit_id).select_related("parent").order_by("title_key")[:200]
    ]
    return list({one.id: one for one in found}.values())


def _ask(request: Request, row: Membership, given: dict[str, Any]) -> Transfer:
    unit_id, name = given.pop("to_unit"), given.pop("to_name")
    place = actions.Place(name)
    if unit_id:
        one = next(one for one in _places(request, row, request.GET.get("tim", "")) if one.id == unit_id)
        place = actions.Place(one.name, one.id, one.key)
    return actions.ask_transfer(row, place, by=request.actor, **given)


@dataclass(frozen=True)
class Step:
    """An act on a transfer: its words, its rule, the states it is offered in, its form and verb by name."""

    title: str
    rule: Any
    states: tuple[str, ...]
    form: Any
    outside: bool | None = None
    calm: bool = True


def steps() -> dict[str, Step]:
    """Acts by the word in their address."""
    first = ("asked", "agreed", "turned_back")
    return {
        "dong-y": Step(
            _("Chi bộ đồng ý"), access.agree_transfer, ("asked", "turned_back"), forms.AgreeForm, calm=False
        ),
        "gioi-thieu": Step(_("Giới thiệu đi"), access.release, first, forms.ReleaseForm, calm=False),
        "tiep-nhan": Step(_("Tiếp nhận"), access.receive, ("released",), forms.AcceptForm, False, calm=False),
        "bao-nhan": Step(_("Ghi báo nhận"), access.release, ("released",), forms.ReceiptForm, True, calm=False),
        "tra-lai": Step(_("Trả lại nơi giới thiệu"), access.receive, ("released",), forms.WordsForm, False),
        "cap-lai": Step(_("Cấp lại giấy giới thiệu"), access.release, ("released",), forms.LetterForm),
        "gia-han": Step(_("Gia hạn sinh hoạt tạm thời"), access.receive, ("accepted",), forms.UntilForm, False),
        "ghi-gia-han": Step(_("Ghi gia hạn nơi ngoài hệ thống"), access.release, ("accepted",), forms.UntilForm, True),
        "tro-ve": Step(_("Ghi đã trở về"), access.release, ("accepted",), forms.ReturnForm, True),
        "rut": Step(_("Rút đề nghị"), access.withdraw, OPEN_STATES, forms.NothingForm),
    }


def _fits(row: Transfer, name: str, step: Step) -> bool:
    if row.state not in step.states or (step.outside is not None and step.outside != row.leaves_the_system):
        return False
    if name == "tro-ve":
        return row.keeps_count and bool(row.planned_until and row.planned_until > today())
    return name not in {"gia-han", "ghi-gia-han"} or row.kind == "temporary"


def _open_acts(request: Request, row: Transfer) -> list[tuple[str, Step]]:
    """Acts that lead somewhere for this person in this state."""
    found = [(name, step) for name, step in steps().items() if _fits(row, name, step)]
    found = [(name, step) for name, step in found if step.rule.allows(request.actor, row)]
    if row.state == "released" and not access.release.allows(request.actor, row):
        return [(name, step) for name, step in found if name != "rut"]
    return found


@login_required
def transfer_act(request: Request, pk: int, name: str) -> HttpResponse:
    """One act on a transfer, asked for in a form."""
    step = steps().get(name)
    if step is None:
        raise NotYours
    row: Transfer = step.rule.find(request.actor, pk=pk)
    if request.method == "GET" and not _fits(row, name, step):
        messages.warning(request, _("Việc này không còn phải làm: hồ sơ đã sang bước khác."))
        return redirect("members:transfer", pk)
    return act(
        request, _form(request, row, name, step), lambda given: _done(request, row, name, given), title=f"{step.title}: {row.full_name}",
        button=step.title, done=_("Đã ghi."), back=reverse("members:transfer", args=[pk]), crumbs=crumbs(row), note=_note(row, name),
    )  # fmt: skip


def _note(row: Transfer, name: str) -> str:
    if name in {"gioi-thieu", "cap-lai"}:
        limit = limits.letter_valid(today(), row.kind)
        return _(
            "Giấy giới thiệu có giá trị {limit} ({source}). Đảng viên vẫn tính ở chi bộ cho đến khi nơi nhận tiếp nhận."
        ).format(limit=limit.words, source=limit.source)
    return ""


def _form(request: Request, row: Transfer, name: str, step: Step) -> Any:
    data, day = request.POST or None, today()
    if name == "gioi-thieu":
        papers = list(paperwork.wanted(row.cause, row.status))
        start = {
            "letter_on": day,
            "dues_until": f"{day:%m/%Y}",
            "papers": row.papers,
            "seal_no": row.seal_no,
            "sealed_on": day,
        }
        return forms.ReleaseForm(papers, data, initial=start)
    if name == "tiep-nhan":
        return forms.AcceptForm([one for one in cells(request) if one[0] != row.unit_id], data, initial={"on": day})
    start = {"letter_on": day, "dues_until": f"{day:%m/%Y}", "receipt_on": day, "on": day}
    if name == "rut" and request.method == "POST":
        return forms.NothingForm({"ok": 1})
    return step.form(data, initial=start)


def _done(request: Request, row: Transfer, name: str, given: dict[str, Any]) -> Any:
    by = request.actor
    if name in {"gioi-thieu", "cap-lai"}:
        letter = actions.Letter(given["letter_no"], given["letter_on"], given["dues_until"])
        if name == "cap-lai":
            return actions.renew_letter(row, by=by, letter=letter)
        sealed = actions.Sealed(given["seal_no"], given["sealed_on"] if given["seal_no"] else None, given["carrier"])
        return actions.release_transfer(
            row, by=by, letter=letter, sealed=sealed, papers=tuple(given["papers"]), clear=given["clear"]
        )
    if name == "tiep-nhan":
        return actions.accept_transfer(row, cell(request, given.pop("cell")), by=by, **given)
    verbs: dict[str, Any] = {
        "dong-y": actions.agree_transfer, "bao-nhan": actions.receipt_transfer, "tra-lai": actions.turn_back_transfer,
        "gia-han": actions.extend_transfer, "ghi-gia-han": actions.extend_transfer, "tro-ve": actions.end_stay, "rut": actions.withdraw_transfer,
    }  # fmt: skip
    return verbs[name](row, by=by, **given)


@login_required
def letter(request: Request, pk: int, form: str) -> HttpResponse:
    """The letter of introduction in full, or only what is written on the pre-printed blank; and the notice of arrival."""
    if form not in letters.FORMS:
        raise NotYours
    rule = access.receive if form.startswith("bao-nhan") else access.release
    row = rule.find(request.actor, pk=pk)
    if not row.letter_no or (rule is access.receive and row.state != "accepted"):
        raise NotYours
    made = letters.FORMS[form]
    if form == "in-phoi.pdf":
        request.session["phoi"] = [request.GET.get("ngang", "0")[:8], request.GET.get("doc", "0")[:8]]
    return respond.attachment(
        made(row, letters.shift(request.GET)), f"{form.rpartition('.')[0]}-{row.pk}.{form.rpartition('.')[2]}"
    )


@login_required
def blank(request: Request, pk: int) -> HttpResponse:
    """Where each word stands on the organisation's pre-printed blank, measured once."""
    row = access.release.find(request.actor, pk=pk)
    kept = letters.blank_of(row)
    start = {name: f"{x:g}; {y:g}" for name, (x, y) in kept.places.items()} | {
        "size": f"{kept.width:g}; {kept.height:g}"
    }
    return act(
        request, forms.BlankForm(letters.PLACES, request.POST or None, initial=start),
        lambda given: actions.measure_blank(letters.issuer_of(row), by=request.actor, size=given.pop("size"), places=given),
        title=_("Vị trí trên phôi giấy giới thiệu"), button=_("Lưu vị trí"), done=_("Đã lưu; giấy in sau dùng vị trí này."), crumbs=crumbs(row),
        back=reverse("members:transfer", args=[pk]),
        note=_("Mỗi ô ghi hai số: cách mép trái; cách mép trên (mm) của chân chữ. Đo bằng bản in thử kèm lưới; để trống thì không in."),
    )  # fmt: skip


@login_required
def release_cell(request: Request, pk: int) -> HttpResponse:
    """Transfer a whole cell's members in one act."""
    unit = access.release_from.find(request.actor, pk=pk)
    if not unit.kind.is_cell:
        raise NotYours
    words, day = request.GET.get("tim", "").strip(), today()
    posted = request.POST.get("place", "")
    known = places.organisations(words) + (
        [one] if is_number(posted) and (one := places.organisation(int(posted))) else []
    )
    mine = [(pk, name) for pk, name in cells(request) if pk != unit.pk]
    form = forms.CellForm(
        places.told_apart(known) + mine,
        request.POST or None,
        initial={"letter_on": day, "dues_until": f"{day:%m/%Y}"},
    )
    return act(
        request, form, lambda given: _release_cell(request, unit, known, given), title=_("Chuyển cả chi bộ: {unit}").format(unit=unit.name),
        button=_("Giới thiệu cả chi bộ"), done=_("Đã giới thiệu cả chi bộ; chờ nơi nhận tiếp nhận."), search=words, crumbs=crumbs(),
        back=f"{reverse('members:transfers')}?xem=cho",
        note=_("Mọi đảng viên đang sinh hoạt chính thức tại chi bộ đi theo một danh sách bàn giao. Không ai chuyển cho đến khi nơi nhận tiếp nhận."),
    )  # fmt: skip


def _release_cell(request: Request, unit: Unit, known: list[places.Organisation], given: dict[str, Any]) -> Any:
    place = next((actions.Place(one.name, one.id, one.key) for one in known if one.id == given["place"]), None)
    place = place or actions.place_of(cell(request, given["place"]))
    paper = actions.Letter(given["letter_no"], given["letter_on"], given["dues_until"])
    return actions.release_cell(unit, place, by=request.actor, letter=paper)


@login_required
def accept_batch(request: Request, batch: str) -> HttpResponse:
    """Receive a whole cell's members in one act."""
    rows = access.receive.rows(request.actor).filter(batch=batch).order_by("sort_key")
    first = rows.first()
    if first is None:
        raise NotYours
    waiting = rows.filter(state="released").count()
    if not waiting and request.method == "GET":
        messages.warning(request, _("Danh sách bàn giao này đã được tiếp nhận hoặc đã rút."))
        return redirect(f"{reverse('members:transfers')}?xem=xong")
    form = forms.BatchForm(cells(request), request.POST or None, initial={"on": today()})
    return act(
        request, form, lambda given: actions.accept_batch(batch, cell(request, given["cell"]), by=request.actor, on=given["on"]),
        title=_("Tiếp nhận cả chi bộ: {unit}").format(unit=first.from_name), button=_("Tiếp nhận {n} đảng viên").format(n=waiting),
        done=_("Đã tiếp nhận cả danh sách."), back=f"{reverse('members:transfers')}?xem=xong", crumbs=crumbs(),
    )  # fmt: skip


@login_required
def handover(request: Request, batch: str, form: str) -> HttpResponse:
    """The list by which a whole cell is handed over, as Word or PDF."""
    rows = list(access.release.rows(request.actor).filter(batch=batch).order_by("sort_key", "pk"))
    if not rows or form not in {"docx", "pdf"}:
        raise NotYours
    paper = letters.handover(rows)
    return respond.attachment(word(paper) if form == "docx" else pdf(paper), f"danh-sach-ban-giao.{form}")


@login_required
def receive_from_outside(request: Request) -> HttpResponse:
    """Receive a member who comes from outside the system, by the letter of introduction."""
    if not request.actor.may("members.release"):
        raise NotYours
    form = forms.CameForm(cells(request), request.POST or None, initial={"on": today()})
    return act(
        request, form, lambda given: _came(request, given), title=_("Tiếp nhận từ ngoài hệ thống"), button=_("Tiếp nhận"),
        done=_("Đã tiếp nhận; có thể in báo nhận gửi nơi giới thiệu."), back=lambda made: reverse("members:transfer", args=[made.pk]), crumbs=crumbs(),
        note=_("Người từng được giới thiệu đi, nay trở lại, tiếp tục hồ sơ đã có: ghi đúng họ tên, giới tính, ngày sinh như trong hồ sơ."),
    )  # fmt: skip


def _came(request: Request, given: dict[str, Any]) -> Transfer:
    came = actions.Came(given.pop("place"), given.pop("letter_no"), given.pop("letter_on"))
    return actions.receive_from_outside(cell(request, given.pop("cell")), came, by=request.actor, **given)
