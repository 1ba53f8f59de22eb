"""What can be counted of members."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nennep.core.gate import inside
from nennep.figures.registry import Ask, Column, Figure
from nennep.members.models import Admission, Membership, Recognition

NAMES = (Column("full_name", _("Full name")), Column("birth_year", _("Year of birth")), Column("unit.name", _("Cell")))
DECIDED = (
    Column("full_name", _("Full name")),
    Column("decision_no", _("Decision")),
    Column("decided_on", _("Date of decision")),
    Column("unit.name", _("Cell")),
)


def on_roll(ask: Ask) -> QuerySet[Membership]:
    """Party members whose official cell is in the unit on the last day of the period."""
    day = ask.period.last
    return Membership.objects.filter(
        inside(ask.ranges), association="party", placement="counted", since__lte=day, until__gt=day
    ).order_by("sort_key", "id")


def admitted(ask: Ask) -> QuerySet[Admission]:
    """Admissions decided in the period and not annulled."""
    return Admission.objects.filter(
        inside(ask.ranges),
        association="party",
        annulled_on=None,
        decided_on__gte=ask.period.since,
        decided_on__lt=ask.period.until,
    ).order_by("decided_on", "sort_key")


def recognised(ask: Ask) -> QuerySet[Recognition]:
    """Recognitions decided in the period."""
    return Recognition.objects.filter(
        inside(ask.ranges),
        association="party",
        annulled_on=None,
        decided_on__gte=ask.period.since,
        decided_on__lt=ask.period.until,
    ).order_by("decided_on", "sort_key")


FIGURES = (
    Figure(
        code="members",
        label=_("Party members"),
        unit=_("members"),
        population=_("members whose official cell is in the unit"),
        rows=on_roll,
        rule=_("On the cut-off day; away for a time counts, here for a time does not; probationary ones count."),
        columns=NAMES,
        flow=False,
    ),
    Figure(
        code="members.official",
        label=_("Official members"),
        unit=_("members"),
        population=_("members whose official cell is in the unit"),
        rows=lambda ask: on_roll(ask).filter(status="official"),
        rule=_("Status on the cut-off day."),
        columns=NAMES,
        flow=False,
    ),
    Figure(
        code="members.probationary",
        label=_("Probationary members"),
        unit=_("members"),
        population=_("members whose official cell is in the unit"),
        rows=lambda ask: on_roll(ask).filter(status="probationary"),
        rule=_("Status on the cut-off day."),
        columns=NAMES,
        flow=False,
    ),
    Figure(
        code="admissions",
        label=_("New members admitted"),
        unit=_("members"),
        population=_("decisions to admit into cells of the unit"),
        rows=admitted,
        rule=_("By the date of the decision, annulled ones left out."),
        columns=DECIDED,
    ),
    Figure(
        code="admissions.students",
        label=_("New members admitted, of them students"),
        unit=_("members"),
        population=_("decisions to admit into cells of the unit"),
        rows=lambda ask: admitted(ask).filter(category="student"),
        rule=_("Category on the day of the decision."),
        columns=DECIDED,
    ),
    Figure(
        code="admissions.women",
        label=_("New members admitted, of them women"),
        unit=_("members"),
        population=_("decisions to admit into cells of the unit"),
        rows=lambda ask: admitted(ask).filter(sex="f"),
        rule=_("By the date of the decision."),
        columns=DECIDED,
    ),
    Figure(
        code="recognitions",
        label=_("Probationary members recognised as official"),
        unit=_("members"),
        population=_("decisions on probationary members of the unit"),
        rows=recognised,
        rule=_("By the date of the decision."),
        columns=DECIDED,
    ),
)
