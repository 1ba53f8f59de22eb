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
from nennep.org.actions.catalogue import NameTaken, add_area, add_kind, add_post, keep_outside
from nennep.org.actions.coverage import (
    AlreadyServed,
    EndsBeforeItBegins,
    end_exception,
    end_service,
    except_unit,
    serve_unit,
)
from nennep.org.actions.dated import NotAValue, drop_holiday, set_holiday, set_rule
from nennep.org.actions.inviting import NobodyToInvite, invite_heads
from nennep.org.actions.moving import MovedAlready, UnitHasParts, WrongDayToMove, hold_tree, move_unit
from nennep.org.actions.terms import ChargedAlready, TermTaken, charge_with, end_charge, make_seat, open_term
from nennep.org.actions.units import (
    KindNotUnderParent,
    SameName,
    WrongDay,
    end_unit,
    found_unit,
    reshape_unit,
)

__all__ = [
    "ActingNeedsAnEnd", "AlreadyServed", "ChargedAlready", "EndsBeforeItBegins", "KindNotUnderParent", "MoreThanYouHold", "MovedAlready", "NameTaken", "NobodyToInvite", "NotAValue", "OutsideScope",
    "OwnAuthority", "SameName", "TermTaken", "UnitHasParts", "WrongDay", "WrongDayToMove", "add_area", "add_kind", "add_post", "agree_code", "ask_code", "charge_with", "close_account", "close_operator_session", "drop_holiday",
    "end_charge", "end_exception", "end_service", "end_unit", "except_unit", "found_unit", "grant_role", "hand_code", "hold_tree", "invite_heads", "keep_outside", "make_seat", "move_unit",
    "open_account", "open_operator_session", "open_term", "reshape_unit", "revoke_grant", "serve_unit", "set_holiday", "set_rule", "unlock_account",
]  # fmt: skip
