"""Asking about accounts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts import rules
from nennep.accounts.models import Account, Attempt, PaperCode


def by_name(username: str) -> Account | None:
    """The account of a sign-in name, if it may sign in."""
    return Account.objects.filter(username__iexact=username, is_active=True).first()


def by_number(numbers: Iterable[int]) -> dict[int, Account]:
    """Accounts by their number."""
    return Account.objects.in_bulk(list(numbers))


def names_of(numbers: Iterable[int]) -> dict[int, str]:
    """Names of accounts by their number."""
    return {number: account.full_name for number, account in by_number(numbers).items()}


@dataclass(frozen=True)
class Session:
    """A place where an account is signed in."""

    words: str
    ip: str
    created_at: datetime
    here: bool


def sessions(account: Account, here: str) -> list[Session]:
    """Where the account is signed in, the newest first; ``here`` is the key of the session that asks."""
    rows = sorted(UserSession.objects.purge_and_list(account), key=lambda row: row.created_at, reverse=True)
    return [Session(device_words(row.user_agent), row.ip, row.created_at, row.session_key == here) for row in rows]


def device_words(agent: str) -> str:
    """A browser and its system as people call them, from a User-Agent."""
    browser, system = rules.device(agent)
    if browser and system:
        return _("{browser} trên {system}").format(browser=browser, system=system)
    return browser or system or _("Thiết bị chưa rõ")


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
