"""What is done to the rules with numbers and to the table of holidays: in the name of the whole tree."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import NotYours, Refused
from nennep.duties import rulebook
from nennep.duties.models import DatedRule, Holiday
from nennep.journal.actions import record
from nennep.org.models import Unit
from nennep.org.queries import holds_root
from nennep.viet.write import day as written


class NotAValue(Refused):
    """A value that the rule cannot have, or a day on which it has one already."""


def _root(by: Actor) -> Unit:
    """The unit in whose name rules are kept. Raises NotYours."""
    root = Unit.objects.filter(level=0).first()
    if root is None or not holds_root(by, "org.rules"):
        raise NotYours
    return root


@transaction.atomic
def set_rule(*, by: Actor, key: str, value: str, valid_from: date, source: str, confidence: str) -> DatedRule:
    """Let a rule have a value from a day on; what held until then stays for earlier days. Raises NotAValue."""
    root, known = _root(by), rulebook.KEYS.get(key)
    if known is None:
        raise NotYours
    value = value.replace(" ", "")
    try:
        known.shape.read(value)
    except (ValueError, ZeroDivisionError) as error:
        raise NotAValue(str(known.shape.how), field="value") from error
    if DatedRule.objects.filter(rule_key=key, valid_from=valid_from).exists():
        raise NotAValue(_("Đã có mức áp dụng từ ngày này. Đề nghị chọn ngày khác."), field="valid_from")
    later = DatedRule.objects.filter(rule_key=key, valid_from__gt=valid_from).first()
    for before in DatedRule.objects.select_for_update().filter(
        rule_key=key, valid_from__lt=valid_from, valid_to__gt=valid_from
    ):
        change(before, valid_to=valid_from)
    row = DatedRule(rule_key=key, value=value, valid_from=valid_from, source=source)
    row.confidence = confidence
    if later is not None:
        row.valid_to = later.valid_from
    row.save(force_insert=True)
    says = {"rule": str(known.label), "value": row.value, "on": written(valid_from)}
    record("org.set_rule", row, by=by, unit_id=root.pk, unit_key=root.key, says=says)
    return row


@transaction.atomic
def set_holiday(*, by: Actor, day: date, name: str) -> Holiday:
    """Enter a day off, or name it anew."""
    root = _root(by)
    row, _made = Holiday.objects.update_or_create(day=day, defaults={"name": name})
    says = {"name": name, "on": written(day)}
    record("org.set_holiday", row, by=by, unit_id=root.pk, unit_key=root.key, says=says)
    return row


@transaction.atomic
def drop_holiday(*, by: Actor, day: date) -> None:
    """Take a day off the table of holidays; nothing where it is not there."""
    root = _root(by)
    row = Holiday.objects.filter(day=day).first()
    if row is None:
        return
    says = {"name": row.name, "on": written(day)}
    record("org.drop_holiday", row, by=by, unit_id=root.pk, unit_key=root.key, says=says)
    Holiday.objects.filter(day=day).delete()
