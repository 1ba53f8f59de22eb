"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
from nennep.members.actions.life import (
    AlreadyMember,
    BeforeTheBeginning,
    InTheFuture,
    NotACell,
    Paper,
    TooYoung,
    annul_admission,
    copies,
    end_membership,
    enrol_person,
    move_member,
    recognise_member,
    record_admission,
)
from nennep.members.actions.loading import drop_import, know_again, read_import, take_import
from nennep.members.actions.tenure import EndsTooEarly, HoldsItAlready, leave_post, take_post

__all__ = [
    "AlreadyMember",
    "BeforeTheBeginning",
    "EndsTooEarly",
    "HoldsItAlready",
    "InTheFuture",
    "NotACell",
    "Paper",
    "TooYoung",
    "annul_admission",
    "copies",
    "drop_import",
    "end_membership",
    "enrol_person",
    "know_again",
    "leave_post",
    "move_member",
    "read_import",
    "recognise_member",
    "record_admission",
    "rules",
    "take_import",
    "take_post",
]  # fmt: skip
