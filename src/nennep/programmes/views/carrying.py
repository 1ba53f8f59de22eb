"""The page that makes tasks of a paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from nennep.core.clock import today
from nennep.core.http import Request
from nennep.core.refused import NotYours, Refused
from nennep.documents import access as papers
from nennep.office import access as office
from nennep.programmes import access, actions, forms
from nennep.programmes.queries.carrying import offers
from nennep.ui.acts import at_its_field


@login_required
def carry(request: Request, pk: int) -> HttpResponse:
    """Choose a programme and which of the paper's points become its tasks."""
    document = papers.see.find(request.actor, pk=pk)
    if document.status != "registered" or not request.actor.may("programmes.plan"):
        raise NotYours
    listed = offers(document)
    plans, day = access.plan.rows(request.actor).order_by("-since"), today()
    usual = plans.filter(approved_on__isnull=False, since__lte=day, until__gt=day).first()
    form = forms.CarryForm(plans, listed, request.POST or None, initial={"programme": usual})
    if request.method == "POST" and form.is_valid():
        programme = form.cleaned_data["programme"]
        try:
            made = actions.carry_paper(
                programme, by=request.actor, document=document, chosen=form.cleaned_data["chosen"]
            )
        except Refused as refusal:
            at_its_field(form, refusal)
        else:
            messages.success(request, _("Đã đưa {count} nội dung thành nhiệm vụ.").format(count=len(made)))
            return redirect("programmes:programme", programme.pk)
    context = {
        "document": document, "form": form, "there": [one for one in listed if one.there],
        "unled": any(not one.units for one in listed), "may_send": office.send.allows(request.actor, document),
    }  # fmt: skip
    return render(request, "programmes/carry.html", context, status=422 if form.errors else 200)
