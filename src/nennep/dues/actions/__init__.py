"""Everything that is done to dues."""

from nennep.dues.actions.bases import (
    BadBasis,
    NoReason,
    Terms,
    follow_member,
    reductions,
    set_bases,
    set_basis,
    set_common,
)
from nennep.dues.actions.collecting import (
    BookInUse,
    Money,
    NoBasis,
    NothingOwed,
    NotYet,
    TooMuch,
    cancel_receipt,
    collect_month,
    new_charges,
    open_book,
    record_payment,
)
from nennep.dues.actions.keeping import (
    NobodyToRemind,
    NotAnAccount,
    OddYear,
    TooSoon,
    look,
    remember_columns,
    remind_members,
    remind_units,
    set_plan,
    set_purse,
)
from nennep.dues.actions.merging import bring_back, carry_dues
from nennep.dues.actions.passing import (
    DayAhead,
    NobodyAbove,
    NothingToPass,
    NoWords,
    acknowledge_statement,
    send_statement,
    withdraw_statement,
)
from nennep.dues.actions.payments import (
    NotAsOwed,
    Payment,
    Weighed,
    gather_payments,
    look_through,
    take_payments,
    weigh,
)

__all__ = [
    "BadBasis", "BookInUse", "DayAhead", "Money", "NoBasis", "NoReason", "NoWords", "NobodyAbove", "NobodyToRemind", "NotAnAccount",
    "NotAsOwed", "NotYet", "NothingOwed", "NothingToPass", "OddYear", "Payment", "Terms", "TooMuch", "TooSoon", "Weighed", "acknowledge_statement", "bring_back", "cancel_receipt", "carry_dues",
    "collect_month", "follow_member", "gather_payments", "look", "look_through", "new_charges", "open_book", "record_payment", "reductions", "remember_columns", "remind_members", "remind_units", "send_statement",
    "set_bases", "set_basis", "set_common", "set_plan", "set_purse", "take_payments", "weigh", "withdraw_statement",
]  # fmt: skip
