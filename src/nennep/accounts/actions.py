"""What is done with accounts: made by the office, opened again by a code on paper, locked by too many guesses."""

import hashlib
import hmac
import secrets
from datetime import timedelta

from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.models import Account, Attempt, PaperCode
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.refused import Refused
from nennep.journal.actions import record

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no look-alikes
CODE_LENGTH = 17  # 17 of 30 letters: 83 bits
CODE_HOURS, CODE_TRIES = 24, 5
GUESSES, GUESS_MINUTES = 8, 15


class NameTaken(Refused):
    """A sign-in name that exists."""


class OutsideScope(Refused):
    """An account with authority outside the issuer's own scope needs two issuers."""


class WrongCode(Refused):
    """A code that is not, no longer or not yet valid; the same words for every reason."""


@transaction.atomic
def create_account(*, by: Actor, username: str, full_name: str, email: str = "", phone: str = "") -> Account:
    """Make an account without a password; the person sets one with a code on paper."""
    if Account.objects.filter(username__iexact=username).exists():
        raise NameTaken(_("Tên đăng nhập đã có. Đề nghị chọn tên khác."), field="username")
    account = Account.objects.create_user(username, full_name=full_name, email=email, phone=phone)
    home = by.home
    record(
        "accounts.create",
        account,
        by=by,
        unit_id=home.unit_id if home else None,
        unit_key=home.unit_key if home else "",
        says={"name": full_name},
    )
    return account


@transaction.atomic
def issue_code(account: Account, *, by: Actor, resets: str, grants_outside: int, unit_key: str) -> str:
    """A new one-time code for the password or the second factor, never both; older codes die. Raises OutsideScope."""
    if grants_outside:
        raise OutsideScope(_("Tài khoản này có quyền ở đơn vị ngoài phạm vi của đồng chí; cần hai người cùng cấp mã."))
    PaperCode.objects.filter(account=account, used_at=None).delete()
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    row = PaperCode.objects.create(
        account=account,
        digest=_digest(code),
        resets="second" if resets == "second" else "password",
        issued_by=by.account_id,
        expires_at=timezone.now() + timedelta(hours=CODE_HOURS),
    )
    record(
        "accounts.issue_code",
        row,
        by=by,
        unit_key=unit_key,
        person_id=account.person_id,
        says={"name": account.full_name},
    )
    return "-".join(code[place : place + 6] for place in range(0, CODE_LENGTH, 6))


def _digest(code: str) -> str:
    plain = "".join(char for char in code.upper() if char in ALPHABET)
    return hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


def use_code(username: str, code: str, password: str) -> Account:
    """Open an account again: set the password, or drop the second factor; ends every session of it.

    A wrong code counts as a try even though the verb refuses. Raises WrongCode.
    """
    wrong = WrongCode(_("Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hiệu lực."), field="code")
    with transaction.atomic():
        row = (
            PaperCode.objects.select_for_update()
            .filter(
                account__username__iexact=username,
                account__is_active=True,
                used_at=None,
                expires_at__gt=timezone.now(),
                tries__lt=CODE_TRIES,
            )
            .first()
        )
        if row is None:
            raise wrong
        good = hmac.compare_digest(row.digest, _digest(code))
        change(row, tries=row.tries + 1, used_at=timezone.now() if good else None)
        if good:
            _open_again(row, password)
    if not good:
        raise wrong
    return row.account


def _open_again(row: PaperCode, password: str) -> None:
    account = row.account
    if row.resets == "second":
        from allauth.mfa.models import Authenticator

        Authenticator.objects.filter(user=account).delete()
    else:
        account.set_password(password)
        account.save(update_fields=["password"])
    end_sessions(account)
    actor = Actor(account.pk, account.full_name, account.person_id)
    record("accounts.use_code", row, by=actor, person_id=account.person_id, says={"name": account.full_name})


def end_sessions(account: Account, but: str = "") -> int:
    """End every session of an account, but one; returns how many."""
    count = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.session_key != but and session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
            count += 1
    return count


def note_guess(key: str) -> None:
    """Remember a wrong guess for a name or an address."""
    Attempt.objects.create(key=key[:120])


def is_locked(key: str) -> bool:
    """Whether there were too many wrong guesses within the last minutes."""
    since = timezone.now() - timedelta(minutes=GUESS_MINUTES)
    return Attempt.objects.filter(key=key[:120], at__gte=since).count() >= GUESSES


def forget_guesses(key: str) -> None:
    """A right sign-in clears the name's wrong guesses."""
    Attempt.objects.filter(key=key[:120]).delete()
