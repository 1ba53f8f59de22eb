"""Holidays, by which deadlines in working days are counted."""

from django.db import models

from nennep.core.models import Scope


class Holiday(models.Model):
    """A day off by the State's list; one table for the whole house."""

    SCOPE = Scope.SHARED

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=120)

    def __str__(self) -> str:
        return self.name
