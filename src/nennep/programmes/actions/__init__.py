"""What is done with programmes, by noun: plans, points, targets, shares, tasks, work, reviews, themes, outside figures."""

from nennep.programmes.actions.carrying import NothingToCarry, carry_paper
from nennep.programmes.actions.conclusions import note_own_work, take_conclusion
from nennep.programmes.actions.outside import add_course, add_indicator, edit_course, edit_indicator, read_indicator
from nennep.programmes.actions.plans import NothingTaken, approve_programme, confirm_plan, edit_programme
from nennep.programmes.actions.points import add_paper, leave_point, list_points, serve_point
from nennep.programmes.actions.rechecks import draw_rechecks, settle_recheck
from nennep.programmes.actions.reminding import remind_shares, remind_task
from nennep.programmes.actions.reviews import close_review, edit_review, plan_review
from nennep.programmes.actions.shares import (
    acknowledge_share,
    ask_for_shares,
    assign_shares,
    propose_adjustment,
    register_share,
    settle_adjustment,
)
from nennep.programmes.actions.targets import (
    add_target,
    bind_target,
    enter_for_units,
    enter_value,
    log_evidence,
    remind_late,
    report_value,
    set_year_goals,
    write_narrative,
)
from nennep.programmes.actions.tasks import add_task, edit_task, join_task
from nennep.programmes.actions.themes import edit_theme, hand_in_plan, remind_plans, set_theme
from nennep.programmes.actions.waivers import ask_waiver, settle_waiver
from nennep.programmes.actions.work import (
    acknowledge_work,
    assign_task,
    give_evidence,
    judge_work,
    note_works,
    report_work,
    take_back_evidence,
)

__all__ = [
    "NothingTaken",
    "NothingToCarry",
    "acknowledge_share",
    "acknowledge_work",
    "add_course",
    "add_indicator",
    "add_paper",
    "add_target",
    "add_task",
    "approve_programme",
    "ask_for_shares",
    "ask_waiver",
    "assign_shares",
    "assign_task",
    "bind_target",
    "carry_paper",
    "close_review",
    "confirm_plan",
    "draw_rechecks",
    "edit_course",
    "edit_indicator",
    "edit_programme",
    "edit_review",
    "edit_task",
    "edit_theme",
    "enter_for_units",
    "enter_value",
    "give_evidence",
    "hand_in_plan",
    "join_task",
    "judge_work",
    "leave_point",
    "list_points",
    "log_evidence",
    "note_own_work",
    "note_works",
    "plan_review",
    "propose_adjustment",
    "read_indicator",
    "register_share",
    "remind_late",
    "remind_plans",
    "remind_shares",
    "remind_task",
    "report_value",
    "report_work",
    "serve_point",
    "set_theme",
    "set_year_goals",
    "settle_adjustment",
    "settle_recheck",
    "settle_waiver",
    "take_back_evidence",
    "take_conclusion",
    "write_narrative",
]  # fmt: skip
