"""The sentences of the running script."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from nennep.core.http import Request
from nennep.meetings import actions
from nennep.meetings.forms_papers import ScriptForm
from nennep.meetings.queries import scripts
from nennep.meetings.views import act
from nennep.meetings.views.meetings import own_unit


@login_required
def words(request: Request) -> HttpResponse:
    """What the chair says at each moment; the form holds the words in use now."""
    unit = own_unit(request)
    form = ScriptForm(request.POST or None, initial=scripts.inherited(unit) | scripts.own(unit))
    note = _(
        "Các câu này in vào kịch bản điều hành của đơn vị và của các đơn vị trực thuộc chưa có lời riêng. Để trống thì dùng lời của cấp trên hoặc lời có sẵn. Viết {names} ở chỗ cần điền."
    ).format(names=", ".join(scripts.NAMES))
    return act(
        request, form, _("Lời điều hành cuộc họp: {unit}").format(unit=unit.name),
        lambda given: actions.word_script(unit, by=request.actor, words=given), lambda _made: f"{reverse('meetings:script')}?don-vi={unit.pk}",
        _("Đã lưu lời điều hành."), note=note, button=_("Lưu"),
    )  # fmt: skip
