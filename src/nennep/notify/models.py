"""Notices to people, and the progress of long work."""

import uuid
from base64 import urlsafe_b64encode
from datetime import datetime, time, timedelta
from hashlib import sha256

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from nennep.core.models import Scope, Scoped
from nennep.notify import rules


class Notice(Scoped):
    """A message to one account; only that account sees it."""

    SCOPE = Scope.PERSON

    account_id = models.BigIntegerField(db_index=True)
    at = models.DateTimeField()
    words = models.CharField(max_length=500)
    link = models.CharField(max_length=250, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        base_manager_name = "objects"
        indexes = [models.Index(fields=["account_id", "-id"], name="notices_of_an_account")]

    def __str__(self) -> str:
        return self.words


QUIET = timedelta(seconds=25)


class Progress(models.Model):
    """How far a long piece of work is; written beside the work's own transaction. Holds no personal data."""

    SCOPE = Scope.SHARED

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    account_id = models.BigIntegerField()
    label = models.CharField(max_length=200)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, default="waiting", help_text="waiting, running, done, failed")
    message = models.TextField(blank=True)
    link = models.CharField(max_length=250, blank=True)
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.label}: {self.done}/{self.total}"

    @property
    def is_quiet(self) -> bool:
        """Whether nothing has been heard of unfinished work for a while: a killed worker's job is taken up again."""
        return self.state in {"waiting", "running"} and timezone.now() - self.at > QUIET


class Rhythm(models.TextChoices):
    """How often an account wants a letter."""

    WEEKLY = "weekly", _("hằng tuần, sáng thứ Hai")
    DAILY = "daily", _("hằng ngày, khi có việc mới")
    NEVER = "never", _("không gửi thư")


class Mailing(models.Model):
    """Where and how often an account gets letters; letters say how many things wait, never whom they concern."""

    SCOPE = Scope.SHARED

    account_id = models.BigIntegerField(primary_key=True)
    address = models.EmailField(blank=True)
    rhythm = models.CharField(max_length=8, choices=Rhythm.choices, default=Rhythm.WEEKLY)
    sent_on = models.DateField(null=True)
    hour = models.PositiveSmallIntegerField(default=7, help_text="of the day, from which on a letter may come")
    quiet_from = models.TimeField(default=time(21))
    quiet_until = models.TimeField(default=time(6, 30))
    weekends = models.BooleanField(default=False, help_text="letters may come on Saturdays and Sundays too")

    def __str__(self) -> str:
        return f"{self.account_id}: {self.rhythm}"

    def hears(self, moment: datetime) -> bool:
        """Whether a letter may come at a local moment: from the chosen hour on, outside quiet hours and free days."""
        if moment.weekday() > 4 and not self.weekends:
            return False
        return moment.hour >= self.hour and not self.is_quiet(moment)

    def is_quiet(self, moment: datetime) -> bool:
        """Whether a local moment lies in the quiet hours."""
        return rules.quiet(self.quiet_from, self.quiet_until, moment.time())


class Device(Scoped):
    """A browser that its owner lets be told by push: the address its push service gave it, and its keys (RFC 8030, 8291)."""

    SCOPE = Scope.PERSON

    account_id = models.BigIntegerField(db_index=True)
    label = models.CharField(max_length=80)
    endpoint = models.CharField(max_length=700, unique=True)
    p256dh = models.CharField(max_length=100, help_text="public key of the browser")
    auth = models.CharField(max_length=40)
    made_at = models.DateTimeField()
    told = models.BigIntegerField(default=0, help_text="the newest notice the device was told of")
    told_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0, help_text="failures in a row")
    next_at = models.DateTimeField(help_text="not tried before this moment")

    class Meta:
        base_manager_name = "objects"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.label

    @property
    def mark(self) -> str:
        """By which a browser knows its own row: the beginning of the digest of its address."""
        return urlsafe_b64encode(sha256(self.endpoint.encode()).digest()).decode()[:16]
