"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
from nennep.members.actions.life import (
    AlreadyMember,
    BeforeTheBeginning,
    NotACell,
    Paper,
    annul_admission,
    copies,
    end_membership,
    enrol_person,
    move_member,
    recognise_member,
    record_admission,
)
from nennep.members.actions.loading import drop_import, know_again, read_import, take_import

__all__ = [
    "AlreadyMember", "BeforeTheBeginning", "NotACell", "Paper", "annul_admission", "copies", "drop_import", "end_membership", "enrol_person", "know_again",
    "move_member", "read_import", "recognise_member", "record_admission", "rules", "take_import",
]  # fmt: skip
