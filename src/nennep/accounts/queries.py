"""Asking about accounts."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from nennep.accounts import rules
from nennep.accounts.models import Account, Attempt, PaperCode


def by_name(username: str) -> Account | None:
    """The account of a sign-in name, if it may sign in."""
    return Account.objects.filter(username__iexact=username, is_active=True).first()


def by_number(numbers: Iterable[int]) -> dict[int, Account]:
    """Accounts by their number."""
    return Account.objects.in_bulk(list(numbers))


def code_waiting(account_id: int) -> PaperCode | None:
    """A code that waits for its second issuer."""
    return PaperCode.objects.filter(account_id=account_id, digest="", expires_at__gt=timezone.now()).first()


def is_locked(key: str) -> bool:
    """Whether there were too many wrong guesses for a name, a second step or an address within the last minutes."""
    since = timezone.now() - timedelta(minutes=rules.GUESS_MINUTES)
    return Attempt.objects.filter(key=key[:120], at__gte=since).count() >= rules.limit_of(key)


def is_account_locked(account: Account) -> bool:
    """Whether wrong guesses keep the account from signing in now."""
    return is_locked(f"name:{account.username.lower()}") or is_locked(f"second:{account.pk}")
