"""Holidays, by which deadlines in working days are counted, and rules with numbers, each for the time it holds."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import FOREVER
from nennep.core.models import Scope


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
