"""What cases make fall due: the present step, letters without a reply, requests without an answer."""

from datetime import date
from functools import partial

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, Value
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from nennep.core.actor import Actor
from nennep.core.gate import within
from nennep.duties.registry import Provider
from nennep.members.models import Case, CaseMove, Letter
from nennep.members.steps import STEPS
from nennep.org.models import Unit

ACTS = {"keep": "members.keep_cases", "appraise": "members.appraise_cases", "decide": "members.record_admission"}


def _holds(act: str, actor: Actor, right: str) -> Q:
    """Cases that the actor's own post holds: the cell's, the sectional committee's, the grassroots committee's; those
    above and below answer for themselves."""
    keys = [post.unit_key for post in actor.posts if right in post.rights]
    if act == "keep":
        return Q(unit_key__in=keys)
    if act == "appraise":
        return Q(unit__parent__key__in=keys, unit__parent__kind="sectional")
    here = ExpressionWrapper(OuterRef("unit_key"), output_field=CharField())
    above = Unit.objects.annotate(cell=here).filter(key__in=keys, kind__is_grassroots=True, cell__startswith=F("key"))
    return Q(Exists(above))


def steps_due(act: str, actor: Actor, until: date) -> QuerySet[Case]:
    """Cases whose present step is due before a day and is this actor's to record."""
    codes = [step.code for step in STEPS if step.act == act]
    return (
        Case.objects.filter(within(actor, ACTS[act]), _holds(act, actor, ACTS[act]))
        .filter(state="open", stage__in=codes, due_on__lt=until)
        .order_by("due_on")
        .values_list("due_on", "unit_id", "unit__name", "id", "full_name", Value(""))
    )


def moved_due(actor: Actor, until: date) -> QuerySet[Case]:
    """Cases interrupted by a move whose file is to be forwarded before a day, at the committee that sent it up."""
    rows = Case.objects.filter(within(actor, ACTS["decide"]), _holds("decide", actor, ACTS["decide"]))
    rows = rows.filter(state="interrupted", due_on__lt=until).order_by("due_on")
    return rows.values_list("due_on", "unit_id", "unit__name", "id", "full_name", Value(""))


def reviews_due(actor: Actor, until: date) -> QuerySet[CaseMove]:
    """Objections of the new place that are to be reviewed before a day."""
    right = ACTS["decide"]
    here = Case.objects.filter(within(actor, right), _holds("decide", actor, right), state="open")
    rows = CaseMove.objects.filter(case__in=here, reviewed_on=None, review_due__lt=until).order_by("review_due")
    return rows.values_list("review_due", "case__unit_id", "case__unit__name", "case_id", "case__full_name", Value(""))


def letters_due(incoming: bool, actor: Actor, until: date) -> QuerySet[Letter]:
    """Letters whose reply or answer is due before a day, at the grassroots committee that sends and answers."""
    right = ACTS["decide"]
    rows = Letter.objects.filter(within(actor, right), _holds("decide", actor, right))
    rows = rows.filter(incoming=incoming, returned_on=None, due_on__lt=until)
    return rows.order_by("due_on").values_list("due_on", "unit_id", "unit__name", "id", "about", "number")


def _case(number: int) -> str:
    return reverse("members:case", args=[number])


def _letter(number: int) -> str:
    return reverse("members:answer_letter", args=[number])


PROVIDERS = (
    Provider("case_keep", _("Bước của chi bộ trong hồ sơ phát triển đảng"), partial(steps_due, "keep"), _case),
    Provider("case_appraise", _("Thẩm định hồ sơ phát triển đảng"), partial(steps_due, "appraise"), _case),
    Provider("case_decide", _("Bước của đảng ủy trong hồ sơ phát triển đảng"), partial(steps_due, "decide"), _case),
    Provider("case_moved", _("Chuyển hồ sơ kết nạp sang cấp ủy nơi đến"), moved_due, _case),
    Provider("case_review", _("Xem xét ý kiến của nơi mới về hồ sơ chuyển đến"), reviews_due, _case),
    Provider("letter_out", _("Thẩm tra lý lịch chưa có trả lời"), partial(letters_due, False), _letter),
    Provider("letter_in", _("Chưa trả lời đề nghị thẩm tra"), partial(letters_due, True), _letter),
)
