"""Who works in a unit: to whom a paper may be given, and whose opinion may be asked."""

from nennep.accounts.models import Account
from nennep.core.clock import today
from nennep.org.models import Grant, Unit
from nennep.org.queries import on
from nennep.org.rights import ROLE_RIGHTS, Role

COMMITTEE = (
    Role.SECRETARY,
    Role.COMMITTEE_MEMBER,
    Role.SECTIONAL_SECRETARY,
    Role.CELL_SECRETARY,
    Role.DEPUTY_SECRETARY,
)


def handlers(unit: Unit) -> list[tuple[int, str]]:
    """Accounts of the unit's own office and leaders, with their posts in words."""
    return _listed(unit, [role for role, rights in ROLE_RIGHTS.items() if "documents.see" in rights])


def committee(unit: Unit) -> list[tuple[int, str]]:
    """Accounts of the unit's committee: its own members, and secretaries of units below who sit in it."""
    return _listed(unit, list(COMMITTEE))


def _listed(unit: Unit, roles: list[str]) -> list[tuple[int, str]]:
    grants = list(Grant.objects.filter(on(today()), unit=unit, role__in=roles).order_by("id"))
    names = dict(Account.objects.filter(pk__in={row.account_id for row in grants}).values_list("pk", "full_name"))
    found = {row.account_id: f"{names.get(row.account_id, '')} · {row.role_words}" for row in grants}
    return sorted(found.items(), key=lambda pair: pair[1])
