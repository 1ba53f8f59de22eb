"""What dues make fall due: a month to collect, a statement to send or to acknowledge, a member who owes too long."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateField,
    Exists,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nennep.core.actor import Actor
from nennep.core.clock import today
from nennep.dues import access, rules
from nennep.dues.models import Basis, Charge, Receipt
from nennep.duties.models import DatedRule
from nennep.duties.registry import Provider


def _number(key: str) -> Cast:
    """SQL: the value of a rule in force today, so that no further question is asked."""
    return Cast(_rule(key, "value"), IntegerField())


def _rule(key: str, column: str) -> Subquery:
    rows = DatedRule.objects.filter(rule_key=key, valid_to__gt=today()).order_by("valid_from")
    return Subquery(rows.values(column)[:1])


def _day_in(month: date, key: str) -> Any:
    return ExpressionWrapper(Value(month, DateField()) + (_number(key) - 1), output_field=DateField())


def months(actor: Actor, until: date) -> QuerySet[Any]:
    """Units that keep dues here and have not collected last month, or this one."""
    this = rules.month_of(today())
    before = rules.later(this, -1)
    held = Charge.objects.filter(unit=OuterRef("pk"))
    rows = access.collect_in.rows(actor).filter(Exists(Basis.objects.filter(unit=OuterRef("pk"), since__lte=this)))
    rows = rows.annotate(had=Exists(held.filter(month=before)), has=Exists(held.filter(month=this)))
    late, now = _day_in(before, "dues.collect.day"), _day_in(this, "dues.collect.day")
    title = _("Thu đảng phí, đoàn phí, hội phí tháng {month}")
    said = (Value(title.format(month=f"{month:%m/%Y}"), CharField()) for month in (before, this))
    first, second = said
    rows = rows.exclude(had=True, has=True).annotate(
        day=Case(When(had=False, then=late), default=now, output_field=DateField()),
        title=Case(When(had=False, then=first), default=second, output_field=CharField()),
        source=_rule("dues.collect.day", "source"),
    )
    return rows.filter(day__lt=until).order_by("day").values_list("day", "id", "name", "id", "title", "source")


def statements(actor: Actor, until: date) -> QuerySet[Any]:
    """Units with money of a quarter that has ended and that no statement holds."""
    this = today()
    quarter = date(this.year, (this.month - 1) // 3 * 3 + 1, 1)
    loose = Receipt.objects.filter(unit=OuterRef("pk"), state="used", statement=None, paid_on__lt=quarter)
    rows = access.send_from.rows(actor).filter(Exists(loose)).annotate(
        day=_day_in(quarter, "dues.statement.day"), title=Value(_("Nộp phần đã thu của quý trước lên cấp trên"), CharField()),
        source=_rule("dues.statement.day", "source"),
    )  # fmt: skip
    return rows.filter(day__lt=until).order_by("day").values_list("day", "id", "name", "id", "title", "source")


def waiting(actor: Actor, until: date) -> QuerySet[Any]:
    """Statements that came up and wait to be counted; and those whose sums differ."""
    rows = access.acknowledge.rows(actor).annotate(title=Value(_("Xác nhận bảng kê nộp lên"), CharField()))
    return (
        rows.filter(sent_on__lt=until)
        .order_by("sent_on")
        .values_list("sent_on", "up_id", "unit_name", "pk", "title", "source")
    )


def arrears(actor: Actor, until: date) -> QuerySet[Any]:
    """Members who owe so many months of the year that the rule asks to look into it."""
    day = today()
    rows = Charge.objects.filter(access.here(actor, "dues.collect"), paid__lt=F("due"), deadline__lt=day)
    rows = rows.filter(month__gte=date(day.year, 1, 1), association="party")
    return (
        rows.order_by()
        .values("person_id", "unit_id", "unit__name", "full_name")
        .annotate(n=Count("pk"), day=Value(day, DateField()), source=_rule("dues.party.unpaid", "source"))
        .filter(n__gte=_number("dues.party.unpaid"))
        .order_by("full_name")
        .values_list("day", "unit_id", "unit__name", "unit_id", "full_name", "source")
    )


def _page(name: str) -> Any:
    return lambda pk: reverse(name, args=[pk])


PROVIDERS = (
    Provider("dues_month", gettext_lazy("Chưa thu tháng"), months, _page("dues:collect"), right="dues.collect"),
    Provider("dues_statement", gettext_lazy("Chưa nộp lên cấp trên"), statements, _page("dues:send")),
    Provider("dues_waiting", gettext_lazy("Bảng kê chờ xác nhận"), waiting, _page("dues:statement"), "decided"),
    Provider(
        "dues_arrears", gettext_lazy("Chậm đóng nhiều tháng"), arrears, _page("dues:arrears"), right="dues.collect"
    ),
)
