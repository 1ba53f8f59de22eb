"""The box of proposals."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.core.refused import NotYours
from nennep.meetings import access, actions, forms
from nennep.meetings.queries import months, pages
from nennep.meetings.views import act


@login_required
def index(request: Request) -> HttpResponse:
    """Propose something for a cell's agenda; see what was proposed and what came of it."""
    cells = pages.cells_for(request.actor)
    rows = list(months.waiting_ideas(request.actor)[:100])
    if not cells and not rows and not request.actor.may("meetings.propose"):
        raise NotYours
    form = forms.IdeaForm([(str(pk), name) for pk, _key, name, _giver in cells], request.POST or None)

    def verb(given: dict[str, Any]) -> Any:
        pk, key, _name, giver = next(one for one in cells if str(one[0]) == given["cell"])
        return actions.propose_idea(pk, key, by=request.actor, giver_key=giver, words=given["words"])

    more = {
        "ideas": rows,
        "no_form": not cells,
        "to_answer": set(access.answer_idea.rows(request.actor).filter(answer="").values_list("pk", flat=True)),
        "button": _("Gửi đề xuất"),
    }
    note = _(
        "Đề xuất tự vào chương trình của cuộc họp tới. Đảng viên và trưởng đơn vị mà chi bộ phụ trách đều gửi được."
    )
    return act(
        request,
        form,
        _("Đề xuất nội dung sinh hoạt"),
        verb,
        lambda _made: reverse("meetings:ideas"),
        _("Đã gửi đề xuất."),
        note=note,
        **more,
    )


@login_required
def answer(request: Request, pk: int) -> HttpResponse:
    """Answer a proposal: one that does not come onto an agenda, or with what the meeting said of it."""
    row = access.answer_idea.find(request.actor, pk=pk)
    form = forms.AnswerIdeaForm(request.POST or None, initial={"answer": row.item.result[:300] if row.item else ""})
    return act(
        request, form, _("Trả lời đề xuất của {name}").format(name=row.name), lambda given: actions.answer_idea(row, by=request.actor, **given),
        lambda _made: reverse("meetings:ideas"), _("Đã trả lời."), note=row.words, back=reverse("meetings:ideas"),
    )  # fmt: skip
