"""Sentences of the running script (kịch bản điều hành) as an office words them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from nennep.core.models import KeyField, Scope, Scoped, Versioned
from nennep.org.models import Unit


class Moment(models.TextChoices):
    """Where in a meeting a sentence is said, in order."""

    OPENING = "1opening", _("Khai mạc, nêu lý do")
    PROGRAMME = "2programme", _("Thông qua chương trình")
    DISCUSSION = "3discussion", _("Mời thảo luận từng nội dung")
    VOTE = "4vote", _("Trước khi biểu quyết")
    CLOSING = "5closing", _("Kết luận, bế mạc")


class Phrase(Versioned, Scoped):
    """A unit's words for one moment; units below use them until they write their own."""

    SCOPE = Scope.DOWNWARD

    unit = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    unit_key = KeyField()
    moment = models.CharField(max_length=12, choices=Moment.choices)
    words = models.TextField()

    class Meta:
        base_manager_name = "objects"
        ordering = ["moment", "id"]
        constraints = [models.UniqueConstraint(fields=["unit", "moment"], name="a_moment_has_one_wording")]

    def __str__(self) -> str:
        return self.words[:80]
