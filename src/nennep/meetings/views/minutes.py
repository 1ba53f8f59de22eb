"""Minutes: read, edited with autosave, signed, corrected, taken out."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nennep.accounts import again
from nennep.core.asked import is_number
from nennep.core.gate import may
from nennep.core.http import Request
from nennep.core.refused import NotYours, Stale
from nennep.files import respond
from nennep.journal.actions import record
from nennep.meetings import access, actions, forms, papers
from nennep.meetings.models import Meeting, Minutes, Stage
from nennep.meetings.queries import minutes as queries
from nennep.meetings.queries import pages
from nennep.meetings.queries import versions as saved
from nennep.meetings.views import act
from nennep.meetings.views.meetings import page

ACTS = {
    "write": access.write, "keeper": access.sign_keeper, "chair": access.sign_chair, "amend": access.amend,
    "unsign": access.unsign, "certify": access.certify,
}  # fmt: skip
SIDES = {"thu-ky": "keeper", "chu-tri": "chair"}


def edition_of(request: Request, pk: int) -> tuple[Meeting, Minutes]:
    """The meeting and the newest edition of its minutes, or an older one that is asked for."""
    row = pages.found(request.actor, pk)
    asked = request.GET.get("lan", "")
    rows = access.see_minutes.rows(request.actor).filter(meeting=row).order_by("-edition")
    found = rows.filter(edition=int(asked)).first() if is_number(asked) and len(asked) < 4 else rows.first()
    if found is None:
        raise NotYours
    found.meeting = row
    return row, found


@login_required
def minutes(request: Request, pk: int) -> HttpResponse:
    """The minutes as they stand."""
    row, edition = edition_of(request, pk)
    context = {
        "meeting": row, "minutes": edition, "parts": queries.body_of(edition), "editions": list(row.editions.all()),
        "revisions": list(edition.revisions.all()[:20]), "me": request.actor.account_id, "closed": row.stage == Stage.CLOSED,
        "certified": list(access.see_certified.rows(request.actor).filter(minutes=edition)), **{f"may_{name}": yes for name, yes in may(request.actor, edition, ACTS).items()},
    }  # fmt: skip
    return render(request, "meetings/minutes.html", context)


@login_required
def versions(request: Request, pk: int) -> HttpResponse:
    """Two texts of the minutes compared: those chosen, else the newest with the one before."""
    row, _newest = edition_of(request, pk)
    listed = saved.versions(row)
    by_code = {one.code: one for one in listed}
    new = by_code.get(request.GET.get("den", ""), listed[0])
    old = by_code.get(request.GET.get("tu", ""), listed[min(1, len(listed) - 1)])
    context = {
        "meeting": row,
        "versions": listed,
        "old": old,
        "new": new,
        "changes": saved.changes(row, old.prose, new.prose),
    }
    return render(request, "meetings/versions.html", context)


@login_required
@require_POST
def save(request: Request, pk: int) -> HttpResponse:
    """Keep what was written; where another saved first, both texts are shown and nothing is lost."""
    row, edition = edition_of(request, pk)
    version = request.POST.get("version", "")
    prose = {name.removeprefix("doan-"): str(text) for name, text in request.POST.items() if name.startswith("doan-")}
    status, other = 200, dict[str, str]()
    try:
        edition = actions.write_minutes(
            edition, by=request.actor, prose=prose, seen=int(version) if is_number(version) else 0
        )
    except Stale as stale:
        edition, status = stale.row, 409
        other = {key: text for key, text in prose.items() if edition.prose.get(key, "") != text.strip()}
    if not request.htmx and status == 200:
        messages.success(request, _("Đã lưu biên bản."))
        return redirect("meetings:minutes", pk)
    template = "meetings/_saved.html" if request.htmx else "meetings/conflict.html"
    names = saved.titles(row.items.all())
    context = {
        "minutes": edition, "meeting": row, "changes": saved.changes(row, edition.prose, edition.prose | other) if other else [],
        "texts": [(key, names[key], text) for key, text in prose.items() if key in names],
    }  # fmt: skip
    answer = render(request, template, context, status=status)
    if status == 409:  # who writes far below sees that somebody was first before he writes over him
        answer["HX-Reswap"] = "outerHTML show:#da-luu:top"
    return answer


@login_required
def sign(request: Request, pk: int, side: str) -> HttpResponse:
    """Sign with the password again, or with a passkey just shown again; or note that who has no account signed the printed copy."""
    _row, edition = edition_of(request, pk)
    if side not in SIDES:
        raise NotYours
    who = SIDES[side]
    if getattr(edition, f"{who}_at"):  # pressed again because the answer was lost, or signed by another meanwhile
        return redirect("meetings:minutes", pk)
    edition = (access.sign_keeper if who == "keeper" else access.sign_chair).find(request.actor, pk=edition.pk)
    shown = again.by_passkey(request)
    form = forms.SignForm(request.POST or None, asked=not shown)
    on_paper = request.GET.get("ban-giay") == "1"

    def verb(given: dict[str, str]) -> Minutes:
        again.prove(request, given.get("password", ""))
        return actions.sign_minutes(edition, by=request.actor, side=who, on_paper=on_paper)

    title = _("Ký biên bản: thư ký") if who == "keeper" else _("Ký biên bản: chủ trì")
    first = _("Đã nhận khóa truy cập; bấm Ký để ký.") if shown else _("Nhập lại mật khẩu để ký.")
    note = f"{first} " + _(
        "Khi cả hai đã ký, biên bản được khóa cùng mã kiểm chứng; sửa sau đó là biên bản đính chính."
    )
    if on_paper:
        note = _("Ghi nhận người có tên ở phần này đã ký trên bản giấy. Đồng chí chịu trách nhiệm về việc ghi nhận.")
    back = reverse("meetings:minutes", args=[pk])
    return act(
        request,
        form,
        title,
        verb,
        lambda _made: back,
        _("Đã ký biên bản."),
        note=note,
        button=_("Ký"),
        back=back,
        passkey=not shown and again.has_passkey(request),
        here=request.get_full_path(),
    )


@login_required
@require_POST
def unsign(request: Request, pk: int) -> HttpResponse:
    """Take the first signature back to edit the text."""
    _row, edition = edition_of(request, pk)
    actions.unsign_minutes(edition, by=request.actor)
    return redirect("meetings:minutes", pk)


@login_required
def correct(request: Request, pk: int) -> HttpResponse:
    """Begin a correction; the signed edition stays."""
    _row, edition = edition_of(request, pk)
    edition = access.amend.find(request.actor, pk=edition.pk)
    back = reverse("meetings:minutes", args=[pk])
    form = forms.ReasonForm(request.POST or None)
    return act(
        request, form, _("Lập biên bản đính chính"), lambda given: actions.correct_minutes(edition, by=request.actor, **given), lambda _made: back,
        _("Đã mở biên bản đính chính. Bản đã ký vẫn giữ nguyên."), back=back,
    )  # fmt: skip


@login_required
def download(request: Request, pk: int, form: str) -> HttpResponse:
    """The minutes as Word or PDF; the signed PDF is the very file that was frozen."""
    row, edition = edition_of(request, pk)
    if form not in papers.FORMS:
        raise NotYours
    record(
        "meetings.download",
        edition,
        by=request.actor,
        unit_id=row.unit_id,
        says={"title": row.title[:120], "form": form},
    )
    name = f"bien-ban-{row.pk}-{edition.edition}.{form}"
    if edition.frozen and form == "pdf":
        return respond.kept(edition.file_sha, name)
    return respond.attachment(papers.FORMS[form](papers.paper(edition)), name)


@login_required
def handbook(request: Request, pk: int) -> HttpResponse:
    """The meeting as text for the national handbook application."""
    row = access.see.find(request.actor, pk=pk)
    return render(request, "meetings/handbook.html", {"meeting": row, "text": queries.handbook(row), "back": page(row)})
