"""What is done to authority: grant and revoke; the office's power over accounts; operator sessions."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from nennep.accounts import actions as accounts
from nennep.accounts.models import Account
from nennep.core.actor import Actor
from nennep.core.change import change
from nennep.core.clock import FOREVER, today
from nennep.core.events import publish
from nennep.core.refused import NotYours, Refused
from nennep.journal.actions import record
from nennep.org import access, queries, rules
from nennep.org.events import GrantGiven
from nennep.org.models import Grant, OperatorSession, Unit
from nennep.org.rights import Role, rights_of

SESSION_MINUTES = 30


class MoreThanYouHold(Refused):
    """Nobody grants more than he holds himself."""


class OwnAuthority(Refused):
    """Nobody gives authority or a code to himself."""


class ActingNeedsAnEnd(Refused):
    """Acting rights end on a day, and are those of somebody who holds them."""


class OutsideScope(Refused):
    """An account with authority outside the issuer's own scope and rights needs two issuers."""


@transaction.atomic
def grant_role(
    unit: Unit,
    *,
    by: Actor,
    account_id: int,
    role: str,
    below: bool,
    title: str = "",
    since: date | None = None,
    until: date = FOREVER,
    acting_for: int | None = None,
) -> Grant:
    """Give an account a role in a unit, here or here and below. Raises MoreThanYouHold, OwnAuthority, ActingNeedsAnEnd."""
    unit = access.grant.claim(by, unit)
    if by.account_id and account_id == by.account_id:
        raise OwnAuthority(_("Không ai tự giao quyền cho mình. Đề nghị một đồng chí khác thực hiện."), field="username")
    if by.account_id and not may_hand(by, unit.key, role, below):
        raise MoreThanYouHold(_("Đồng chí không thể giao quyền mà bản thân không có."), field="role")
    if acting_for is not None:
        _check_acting(unit, role, acting_for, until)
    row = Grant.objects.create(
        account_id=account_id,
        unit=unit,
        unit_key=unit.key,
        role=role,
        below=below,
        title=title,
        since=since or today(),
        until=until,
        acting_for=acting_for,
        granted_by=by.account_id,
    )
    record("org.grant", row, by=by, unit_id=unit.pk, says={"unit": unit.name, "role": role, "title": title})
    publish(GrantGiven(account_id, row.pk))
    return row


def _check_acting(unit: Unit, role: str, acting_for: int, until: date) -> None:
    if until >= FOREVER:
        raise ActingNeedsAnEnd(_("Ủy quyền phải có ngày kết thúc."), field="until")
    if not Grant.objects.filter(queries.on(today()), account_id=acting_for, unit=unit, role=role).exists():
        raise ActingNeedsAnEnd(_("Người ủy quyền hiện không giữ vai trò này tại đơn vị."), field="acting_for")


def may_hand(by: Actor, unit_key: str, role: str, below: bool, right: str = "org.grant") -> bool:
    """Whether a role there lies inside the actor's own scope and rights, elected posts apart, which offices enter."""
    held = {one for post in by.posts if rules.covers(post.range, unit_key, below=below) for one in post.rights}
    return right in held and rights_of(role) <= held | _given_by_office()


def _given_by_office() -> set[str]:
    """Rights of elected posts and of the treasurer, which the office enters on the strength of a decision without holding them."""
    return set().union(
        *(rights_of(role) for role in ("secretary", "cell_secretary", "sectional_secretary", "clerk", "treasurer"))
    )


@transaction.atomic
def revoke_grant(row: Grant, *, by: Actor, on: date | None = None) -> Grant:
    """End a grant on a day (today); one that had not begun before that day never holds."""
    row = access.revoke.claim(by, row)
    changes = change(row, until=max(on or today(), row.since))
    record("org.revoke", row, by=by, says={"role": row.role}, changes=changes)
    return row


def _claimed(account_id: int, by: Actor) -> tuple[Account, str]:
    """The account with a key of its authority, if the actor manages accounts where it holds any. Raises NotYours."""
    row = access.manage.rows(by).filter(account_id=account_id, until__gt=today()).order_by("unit_key").first()
    account = Account.objects.select_for_update().filter(pk=account_id).first()
    if row is None or account is None:
        raise NotYours
    if account.pk == by.account_id:
        raise OwnAuthority(_("Việc này không tự làm cho mình. Đề nghị một đồng chí khác có thẩm quyền thực hiện."))
    return account, row.unit_key


def _office(by: Actor, key: str) -> str:
    """The unit in which the actor manages the account, the lowest one."""
    posts = [
        post for post in by.posts if "accounts.manage" in post.rights and rules.covers(post.range, key, below=False)
    ]
    return max((post.unit_key for post in posts), key=len, default=key)


def is_whole(account_id: int, by: Actor) -> bool:
    """Whether every grant of the account lies inside the actor's own scope and rights."""
    rows = list(access.manage.rows(by).filter(queries.on(today()), account_id=account_id))
    inside = all(may_hand(by, row.unit_key, row.role, row.below, "accounts.manage") for row in rows)
    return inside and len(rows) == queries.count_grants(account_id)


@transaction.atomic
def hand_code(account_id: int, *, by: Actor, resets: str) -> str:
    """A one-time code on paper for an account; shown this once. Raises OutsideScope where two issuers are needed."""
    account, key = _claimed(account_id, by)
    if not is_whole(account_id, by):
        raise OutsideScope(_("Tài khoản này có quyền ngoài phạm vi của đồng chí; cần hai người cùng cấp mã."))
    return accounts.issue_code(account, by=by, resets=resets, unit_key=key, office=_office(by, key))


@transaction.atomic
def ask_code(account_id: int, *, by: Actor, resets: str) -> Account:
    """Ask, as the first of two issuers, for a code that another office-holder agrees to."""
    account, key = _claimed(account_id, by)
    accounts.ask_code(account, by=by, resets=resets, unit_key=key)
    return account


@transaction.atomic
def agree_code(account_id: int, *, by: Actor) -> str:
    """Agree, as the second issuer, to the code that was asked for; it is made and shown now."""
    account, key = _claimed(account_id, by)
    return accounts.agree_code(account, by=by, unit_key=key, office=_office(by, key))


@transaction.atomic
def close_account(account_id: int, *, by: Actor) -> Account:
    """Let an account no longer sign in. Raises OutsideScope for one with authority elsewhere."""
    account, key = _claimed(account_id, by)
    if not is_whole(account_id, by):
        raise OutsideScope(
            _("Tài khoản này còn quyền ngoài phạm vi của đồng chí. Chỉ thu được quyền trong phạm vi mình.")
        )
    return accounts.close_account(account, by=by, unit_key=key)


@transaction.atomic
def open_account(account_id: int, *, by: Actor) -> Account:
    """Let a closed account sign in again. Raises OutsideScope for one with authority elsewhere."""
    account, key = _claimed(account_id, by)
    if not is_whole(account_id, by):
        raise OutsideScope(_("Tài khoản này còn quyền ngoài phạm vi của đồng chí; đề nghị cấp trên mở lại."))
    return accounts.open_account(account, by=by, unit_key=key)


@transaction.atomic
def unlock_account(account_id: int, *, by: Actor) -> Account:
    """Lift the lock that wrong guesses brought."""
    account, key = _claimed(account_id, by)
    return accounts.unlock_account(account, by=by, unit_key=key)


@transaction.atomic
def open_operator_session(*, by: Actor, unit_id: int, unit_key: str, reason: str) -> OperatorSession:
    """Give an operator his rights for half an hour, for a reason that is on record."""
    if not queries.holds_role(by.account_id, Role.OPERATOR):
        raise NotYours
    OperatorSession.objects.filter(account_id=by.account_id, until__gt=timezone.now()).update(until=timezone.now())
    until = timezone.now() + timedelta(minutes=SESSION_MINUTES)
    row = OperatorSession.objects.create(account_id=by.account_id, reason=reason, until=until)
    record("org.open_session", row, by=by, unit_id=unit_id, unit_key=unit_key, says={"reason": reason})
    return row


@transaction.atomic
def close_operator_session(row: OperatorSession, *, by: Actor, unit_id: int, unit_key: str) -> OperatorSession:
    """End one's operator session before its time."""
    if row.account_id != by.account_id:
        raise NotYours
    changes = change(row, until=timezone.now())
    record("org.close_session", row, by=by, unit_id=unit_id, unit_key=unit_key, changes=changes)
    return row
