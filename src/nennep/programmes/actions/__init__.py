"""What is done with programmes, by noun: plans, shares of targets, work on tasks."""

from nennep.programmes.actions.plans import (
    NothingTaken,
    add_target,
    add_task,
    approve_programme,
    bind_target,
    confirm_plan,
)
from nennep.programmes.actions.shares import (
    acknowledge_share,
    ask_for_shares,
    assign_shares,
    propose_adjustment,
    register_share,
    settle_adjustment,
)
from nennep.programmes.actions.work import (
    acknowledge_work,
    assign_task,
    give_evidence,
    judge_work,
    note_works,
    report_work,
)

__all__ = [
    "NothingTaken", "acknowledge_share", "acknowledge_work", "add_target", "add_task", "approve_programme", "ask_for_shares",
    "assign_shares", "assign_task", "bind_target", "confirm_plan", "give_evidence", "judge_work", "note_works",
    "propose_adjustment", "register_share", "report_work", "settle_adjustment",
]  # fmt: skip
