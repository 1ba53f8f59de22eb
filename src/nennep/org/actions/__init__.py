"""What is done to units and to authority, by noun."""

from nennep.org.actions.authority import (
    ActingNeedsAnEnd,
    MoreThanYouHold,
    OutsideScope,
    OwnAuthority,
    agree_code,
    ask_code,
    close_account,
    close_operator_session,
    grant_role,
    hand_code,
    open_account,
    open_operator_session,
    revoke_grant,
    unlock_account,
)
from nennep.org.actions.units import (
    KindNotUnderParent,
    UnitHasParts,
    end_unit,
    found_unit,
    move_unit,
    reshape_unit,
)

__all__ = [
    "ActingNeedsAnEnd", "KindNotUnderParent", "MoreThanYouHold", "OutsideScope", "OwnAuthority", "UnitHasParts", "agree_code", "ask_code",
    "close_account", "close_operator_session", "end_unit", "found_unit", "grant_role", "hand_code", "move_unit", "open_account",
    "open_operator_session", "reshape_unit", "revoke_grant", "unlock_account",
]  # fmt: skip
