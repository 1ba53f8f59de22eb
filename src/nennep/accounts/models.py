"""Accounts: who may sign in. Authority is not here but in grants (``org``)."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from nennep.core.models import Scope


class AccountManager(BaseUserManager["Account"]):
    """Finds accounts by sign-in name, whatever the case."""

    def get_by_natural_key(self, username: str | None) -> "Account":
        return self.get(username__iexact=username)

    def create_user(self, username: str, password: str | None = None, **values: Any) -> "Account":
        """An account with a password, or without one until a code on paper is used."""
        account = self.model(username=username, **values)
        account.set_password(password) if password else account.set_unusable_password()
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """A way to sign in, made by the committee's office; sign-up is closed."""

    SCOPE = Scope.SHARED

    username = models.CharField(max_length=60, unique=True)
    full_name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=30, blank=True)
    person_id = models.BigIntegerField(null=True, blank=True, unique=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)
    language = models.CharField(max_length=5, default="vi")

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects: ClassVar[AccountManager] = AccountManager()

    @property
    def is_staff(self) -> bool:
        """Nobody enters by Django's admin; operators work through operator sessions."""
        return False

    def __str__(self) -> str:
        return self.full_name


class PaperCode(models.Model):
    """A one-time code handed over on paper; only its keyed hash is kept (none while a second issuer is awaited)."""

    SCOPE = Scope.SHARED

    account = models.ForeignKey(Account, models.CASCADE, related_name="codes")
    digest = models.CharField(max_length=64)
    resets = models.CharField(max_length=10, default="password", help_text="password or second, never both")
    issued_by = models.BigIntegerField()
    asked_by = models.BigIntegerField(default=0, help_text="the first of two issuers, where two are needed")
    issued_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.account_id} {self.resets}"


class Attempt(models.Model):
    """A wrong guess of a sign-in, for a name or for an address."""

    SCOPE = Scope.SHARED

    key = models.CharField(max_length=120)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["key", "at"], name="guesses_of_a_key")]

    def __str__(self) -> str:
        return self.key
