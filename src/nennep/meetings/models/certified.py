"""Frozen minutes that came back signed by certificate, with what was found about each signature on the day it came."""

from datetime import datetime
from typing import Any

from django.db import models

from nennep.core.models import KeyField, Scope, Scoped
from nennep.meetings.models.results import Minutes


class CertifiedCopy(Scoped):
    """The frozen file with signatures by certificate added to it, and nothing else."""

    SCOPE = Scope.UNIT

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="certified")
    unit_key = KeyField()
    file_sha = models.CharField(max_length=64)
    seals = models.JSONField(default=list, help_text="press.certified.Seal of each signature, as found on that day")
    roots = models.PositiveSmallIntegerField(default=0, help_text="trusted roots the operator had given by then")
    brought_by = models.CharField(max_length=160)
    brought_at = models.DateTimeField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["minutes", "file_sha"], name="a_certified_copy_comes_once")]

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.file_sha[:12]}"

    @property
    def signatures(self) -> list[dict[str, Any]]:
        """The signatures as a page shows them: serials in groups, times as moments, None where none is told."""
        return [
            one
            | {
                "at": datetime.fromisoformat(one["said_at"]) if one["said_at"] else None,
                "serial": " ".join(one["serial"][place : place + 8] for place in range(0, len(one["serial"]), 8)),
            }
            for one in self.seals
        ]
