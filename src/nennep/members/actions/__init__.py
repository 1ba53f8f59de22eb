"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
from nennep.members.actions.advancing import Done
from nennep.members.actions.cases import (
    AlreadyNoticed,
    NotAHelper,
    NotAnEnd,
    assign_helper,
    end_case,
    follow_probation,
    forward_case,
    note_month,
    notice_candidate,
    resume_case,
)
from nennep.members.actions.casework import (
    Count,
    CountsDoNotFit,
    FileNotReady,
    NotInTime,
    NotItsTurn,
    certify_class,
    decide_admission,
    decide_recognition,
    extend_step,
    file_paper,
    hold_ceremony,
    introduce_candidate,
    set_standard,
    take_step,
    vote_on_case,
)
from nennep.members.actions.letters import LetterTaken, ReplyTooEarly, answer_letter, send_letter, take_request
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
from nennep.members.actions.rounds import (
    DueTooEarly,
    ListedAlready,
    NobodyToAsk,
    NotEnoughAgree,
    answer_round,
    close_member_round,
    introduce_home,
    list_member,
    open_member_round,
    screen_member,
    take_sheet,
)
from nennep.members.actions.tenure import EndsTooEarly, HoldsItAlready, leave_post, take_post

__all__ = [
    "AlreadyMember", "AlreadyNoticed", "BeforeTheBeginning", "Count", "CountsDoNotFit", "Done", "DueTooEarly", "EndsTooEarly", "FileNotReady", "HoldsItAlready",
    "LetterTaken", "ListedAlready", "NobodyToAsk", "NotACell", "NotAHelper", "NotAnEnd", "NotEnoughAgree", "NotInTime", "NotItsTurn", "Paper", "ReplyTooEarly",
    "annul_admission", "answer_letter", "answer_round", "assign_helper", "certify_class", "close_member_round", "copies", "decide_admission", "decide_recognition",
    "drop_import", "end_case", "end_membership", "enrol_person", "extend_step", "file_paper", "follow_probation", "forward_case", "hold_ceremony", "introduce_candidate",
    "introduce_home", "know_again", "leave_post", "list_member", "move_member", "note_month", "notice_candidate", "open_member_round", "read_import", "recognise_member",
    "record_admission", "resume_case", "rules", "screen_member", "send_letter", "set_standard", "take_import", "take_post", "take_request", "take_sheet", "take_step",
    "vote_on_case",
]  # fmt: skip
