"""Pages of invitations to the heads of units."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.files import respond
from nennep.org import access, actions, forms, listings, papers, queries
from nennep.org.models import Unit


def _own(request: Request) -> Unit:
    """The unit in whose name the actor invites; the 404 page for who invites nobody."""
    home = request.actor.home
    unit = access.invite.rows(request.actor).filter(pk=home.unit_id).first() if home else None
    if unit is None:
        raise NotYours
    return unit


@login_required
def index(request: Request) -> HttpResponse:
    """Invitations of the actor's units and of those above, the latest first."""
    rows = access.see_invitation.rows(request.actor).select_related("unit")
    if taken := listings.INVITATIONS.taken(request, rows):
        return taken
    return render(request, "org/invitations.html", {"rows": rows[:100], "may": request.actor.may("org.invite")})


@login_required
def invite(request: Request) -> HttpResponse:
    """Invite the heads of units, all in one act."""
    unit = _own(request)
    counts = {code: len(queries.invited_units(unit, code, today())) for code, _words in forms.WHOM}
    form = forms.InviteForm(request.POST or None, initial={"hour": "08:00", "place": unit.place})
    form.fields["whom"].choices = [(code, f"{words} ({counts[code]})") for code, words in forms.WHOM]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        row = actions.invite_heads(
            unit, by=request.actor, units=queries.invited_units(unit, given["whom"], today()), matter=given["matter"],
            at=timezone.make_aware(datetime.combine(given["day"], given["hour"])), place=given["place"], words=given["words"],
        )  # fmt: skip
        messages.success(request, _("Đã mời bí thư {count} đơn vị.").format(count=len(row.asked)))
        return redirect("org:invitation", row.pk)
    return render(request, "org/invite.html", {"form": form, "unit": unit}, status=422 if form.errors else 200)


@login_required
def invitation(request: Request, pk: int) -> HttpResponse:
    """An invitation: what, when, where; for who sent it also whom it reached and whom it could not reach."""
    row = access.see_invitation.find(request.actor, pk=pk)
    sender = access.send_invitation.allows(request.actor, row)
    missed = [one for one in row.asked if not one["names"]]
    return render(request, "org/invitation.html", {"row": row, "sender": sender, "missed": missed})


@login_required
def letter(request: Request, pk: int, form: str) -> HttpResponse:
    """The invitation as a paper, for the signature."""
    row = access.send_invitation.find(request.actor, pk=pk)
    if form not in papers.FORMS:
        raise NotYours
    return respond.attachment(papers.FORMS[form](papers.invitation(row)), f"giay-moi-{row.pk}.{form}")
