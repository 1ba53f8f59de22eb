"""What is done with accounts: made and closed by the office, opened again by a code on paper, locked by wrong guesses.

Whether an office may do it to an account depends on grants, which stand above this room: ``org.actions`` claims, then
calls these verbs.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts.events import CodeIssued, CodeUsed
from nennep.accounts.models import Account, Attempt, PaperCode
from nennep.accounts.queries import is_locked
from nennep.core import scope
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.events import publish
from nennep.core.jobs import as_account
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no look-alikes
CODE_LENGTH = 17  # 17 of 30 letters: 83 bits
CODE_HOURS, CODE_TRIES = 24, 5


class NameTaken(Refused):
    """A sign-in name that exists."""


class WrongCode(Refused):
    """A code that is not, no longer or not yet valid; the same words for every reason."""


class WeakPassword(Refused):
    """The new password is missing or too easy; the code stays good."""


class TwoNeeded(Refused):
    """The second issuer is the first one."""


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
def issue_code(account: Account, *, by: Actor, resets: str, unit_key: str, office: str = "", with_: int = 0) -> str:
    """A new one-time code for the password or the second factor, never both; older codes die. Shown this once.

    ``unit_key`` is the account's unit, ``office`` the issuing office's (the same if not given), whose upper level is
    told; ``with_`` is the account that asked for it first where two issuers are needed.
    """
    PaperCode.objects.filter(account=account, used_at=None).delete()
    code = "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
    row = PaperCode.objects.create(
        account=account,
        digest=_digest(code),
        resets=_one_of_two(resets),
        issued_by=by.account_id,
        asked_by=with_,
        expires_at=timezone.now() + timedelta(hours=CODE_HOURS),
    )
    says = {"name": account.full_name, "what": row.resets}
    record("accounts.issue_code", row, by=by, unit_key=unit_key, person_id=account.person_id, says=says)
    publish(CodeIssued(account.pk, account.full_name, row.resets, office or unit_key))
    return "-".join(code[place : place + 6] for place in range(0, CODE_LENGTH, 6))


@transaction.atomic
def ask_code(account: Account, *, by: Actor, resets: str, unit_key: str) -> PaperCode:
    """The first of two issuers asks for a code; it exists only once the second agrees."""
    PaperCode.objects.filter(account=account, used_at=None).delete()
    row = PaperCode.objects.create(
        account=account,
        digest="",
        resets=_one_of_two(resets),
        issued_by=by.account_id,
        expires_at=timezone.now() + timedelta(hours=CODE_HOURS),
    )
    says = {"name": account.full_name, "what": row.resets}
    record("accounts.ask_code", row, by=by, unit_key=unit_key, person_id=account.person_id, says=says)
    return row


@transaction.atomic
def agree_code(account: Account, *, by: Actor, unit_key: str, office: str = "") -> str:
    """The second issuer agrees to a code that was asked for; it is made and shown now. Raises TwoNeeded."""
    asked = PaperCode.objects.select_for_update().filter(account=account, digest="", expires_at__gt=timezone.now())
    row = asked.first()
    if row is None:
        raise NotYours
    if by.account_id in (row.issued_by, account.pk):
        raise TwoNeeded(_("Mã này cần người thứ hai cùng cấp. Đề nghị một đồng chí khác có thẩm quyền thực hiện."))
    return issue_code(account, by=by, resets=row.resets, unit_key=unit_key, office=office, with_=row.issued_by)


def _one_of_two(resets: str) -> str:
    return "second" if resets == "second" else "password"


def _digest(code: str) -> str:
    plain = "".join(char for char in code.upper() if char in ALPHABET)
    return hmac.new(settings.SECRET_KEY.encode(), plain.encode(), hashlib.sha256).hexdigest()


def use_code(username: str, code: str, password: str) -> Account:
    """Open an account again: set the password, or drop the second factor; ends every session of it.

    A wrong code counts as a try even though the verb refuses; a weak password does not, the code stays good.
    Raises WrongCode, WeakPassword.
    """
    refusal: Refused | None = None
    with transaction.atomic():
        row = (
            PaperCode.objects.select_for_update()
            .filter(account__username__iexact=username.strip(), account__is_active=True, used_at=None)
            .filter(expires_at__gt=timezone.now(), tries__lt=CODE_TRIES)
            .exclude(digest="")
            .first()
        )
        if row is None or not hmac.compare_digest(row.digest, _digest(code)):
            refusal = WrongCode(_("Tên đăng nhập hoặc mã không đúng, hoặc mã đã hết hiệu lực."), field="code")
            if row is not None:
                change(row, tries=row.tries + 1)
        else:
            refusal = _weak(row, password)
            if refusal is None:
                _open_again(row, password)
    if row is None or refusal is not None:
        raise refusal or NotYours
    return row.account


def _weak(row: PaperCode, password: str) -> WeakPassword | None:
    if row.resets == "second":
        return None
    try:
        validate_password(password, row.account)
    except ValidationError as wrong:
        return WeakPassword(" ".join(wrong.messages), field="password")
    return None


def _open_again(row: PaperCode, password: str) -> None:
    account = row.account
    change(row, used_at=timezone.now())
    if row.resets == "second":
        account.authenticator_set.all().delete()  # type: ignore[attr-defined]
    else:
        account.set_password(password)
        account.save(update_fields=["password"])
        forget_guesses(f"name:{account.username.lower()}")
    forget_guesses(f"second:{account.pk}")
    end_sessions(account)
    note_own("accounts.use_code", account, what=row.resets)
    publish(CodeUsed(account.pk, row.resets))


@transaction.atomic
def close_account(account: Account, *, by: Actor, unit_key: str) -> Account:
    """Let an account no longer sign in; its sessions and codes end. Its history stays."""
    changes = change(account, is_active=False)
    end_sessions(account)
    PaperCode.objects.filter(account=account, used_at=None).delete()
    says = {"name": account.full_name}
    record("accounts.close", account, by=by, unit_key=unit_key, person_id=account.person_id, says=says, changes=changes)
    return account


@transaction.atomic
def open_account(account: Account, *, by: Actor, unit_key: str) -> Account:
    """Let a closed account sign in again."""
    changes = change(account, is_active=True)
    says = {"name": account.full_name}
    record("accounts.open", account, by=by, unit_key=unit_key, person_id=account.person_id, says=says, changes=changes)
    return account


@transaction.atomic
def unlock_account(account: Account, *, by: Actor, unit_key: str) -> Account:
    """Forget the wrong guesses that lock an account."""
    forget_guesses(f"name:{account.username.lower()}")
    forget_guesses(f"second:{account.pk}")
    says = {"name": account.full_name}
    record("accounts.unlock", account, by=by, unit_key=unit_key, person_id=account.person_id, says=says)
    return account


def end_sessions(account: Account, but: str = "") -> int:
    """End every session of an account, but one; returns how many."""
    count = 0
    for session in Session.objects.filter(expire_date__gt=timezone.now()):
        if session.session_key != but and session.get_decoded().get("_auth_user_id") == str(account.pk):
            session.delete()
            count += 1
    return count


def note_own(verb: str, account: Account, **says: Any) -> None:
    """Write a line about one's own account, as the person with the posts of now; for what allauth does."""
    with transaction.atomic(), as_account(account.pk) as actor:
        home = actor.home
        record(
            verb,
            account,
            by=actor,
            unit_id=home.unit_id if home else None,
            unit_key=home.unit_key if home else "",
            person_id=account.person_id,
            says={"name": account.full_name, **says},
        )


@transaction.atomic
def note_failure(username: str, keys: Iterable[str]) -> None:
    """Count a wrong guess for every key; the journal hears of it, and of the lock when the limit is reached."""
    account = Account.objects.filter(username__iexact=username, is_active=True).first()
    locked = False
    for key in keys:
        row = Attempt.objects.create(key=key[:120])
        locked = locked or (is_locked(key) and not key.startswith("address:"))
    if account is not None:
        _note_guess(account, "accounts.lock" if locked else "accounts.fail", row)


def _note_guess(account: Account, verb: str, row: Attempt) -> None:
    with as_account(account.pk) as actor:
        home = actor.home
    with scope.acting_as(stranger := scope.system_actor(_("Người chưa xác định"))):
        record(
            verb,
            row,
            by=stranger,
            unit_id=home.unit_id if home else None,
            unit_key=home.unit_key if home else "",
            person_id=account.person_id,
            says={"name": account.full_name},
        )


def wait_turn(key: str) -> None:
    """Guesses for one key come one after the other, so that many at once cannot slip under the limit."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtext(%s))", [key])


def forget_guesses(key: str) -> None:
    """A right sign-in clears the name's wrong guesses."""
    Attempt.objects.filter(key=key[:120]).delete()
