"""Holidays, rules with numbers, each for the time it holds; what a person puts off or hands over, and what was chased."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import KeyField, Scope, Scoped


class Holiday(models.Model):
    """A day off by the State's list; one table for the whole house."""

    SCOPE = Scope.SHARED

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name


class Confidence(models.TextChoices):
    """How sure a rule's value is."""

    TEXT = "V", _("đọc trong văn bản quy định")
    QUOTED = "V2", _("theo trang chính thức trích dẫn")
    SECOND = "S", _("theo nguồn thứ cấp")
    LOCAL = "L", _("theo hướng dẫn của địa phương")
    GENERAL = "G", _("thông lệ, chưa đối chiếu văn bản")
    UNSURE = "?", _("chưa chắc chắn")


class DatedRule(models.Model):
    """The value of a rule in a stretch of time, with its source; a step is judged by the one in force on its day.

    A value is a whole number (days, months) or a share as ``2/3``; ``>1/2`` asks for more than the half.
    """

    SCOPE = Scope.SHARED

    rule_key = models.CharField(max_length=60)
    value = models.CharField(max_length=40)
    valid_from = models.DateField()
    valid_to = models.DateField(default=FOREVER, help_text="the first day it no longer holds")
    source = models.CharField(max_length=250)
    confidence = models.CharField(max_length=2, choices=Confidence.choices)

    class Meta:
        ordering = ["rule_key", "valid_from"]
        constraints = [
            models.CheckConstraint(condition=Q(valid_from__lt=F("valid_to")), name="rule_starts_before_it_ends"),
            models.UniqueConstraint(fields=["rule_key", "valid_from"], name="a_rule_begins_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.rule_key} = {self.value}"

    @property
    def is_open(self) -> bool:
        """Whether it holds without an end."""
        return self.valid_to >= FOREVER


class Later(Scoped):
    """A duty that one person has put off until a day; nobody else's list changes."""

    SCOPE = Scope.PERSON

    account_id = models.BigIntegerField()
    kind = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    until = models.DateField(help_text="the day it comes back")

    class Meta:
        base_manager_name = "objects"
        constraints = [models.UniqueConstraint(fields=["account_id", "kind", "row_id"], name="a_duty_is_put_off_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.row_id} → {self.until}"


class Handing(Scoped):
    """A duty that one person has handed to a colleague of the same unit; both see it."""

    SCOPE = Scope.PERSON

    account_id = models.BigIntegerField(help_text="who handed it over")
    name = models.CharField(max_length=160)
    to_id = models.BigIntegerField(help_text="who does it now")
    to_name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    title = models.TextField()
    note = models.CharField(max_length=300, blank=True)
    on = models.DateField()
    back_on = models.DateField(null=True, blank=True, help_text="the day it was handed back")

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(
                fields=["account_id", "kind", "row_id"], condition=Q(back_on=None), name="a_duty_is_handed_over_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.title[:80]} → {self.to_name}"


class Word(Scoped):
    """A reminder or thanks from a unit about one thing it asked of others."""

    SCOPE = Scope.UNIT

    unit_key = KeyField()
    kind = models.CharField(max_length=20)
    row_id = models.BigIntegerField()
    what = models.CharField(max_length=6, help_text="chase, thank")
    on = models.DateField()
    people = models.PositiveIntegerField(default=0)

    class Meta:
        base_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["unit_key", "kind", "row_id", "what"], name="one_word_about_a_thing")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.kind} {self.row_id}"
