"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
from nennep.members.actions.advancing import Done
from nennep.members.actions.badges import decide_badges, drop_badge, propose_badge, propose_badges
from nennep.members.actions.blanks import measure_blank
from nennep.members.actions.bringing import bring_file, drop_import, keep_file, match_columns, open_file
from nennep.members.actions.cases import (
    AlreadyNoticed,
    MaybeTheSame,
    NotAHelper,
    NotAnEnd,
    OutOfTime,
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
    celebrate_case,
    certify_class,
    decide_admission,
    decide_recognition,
    extend_step,
    file_paper,
    introduce_candidate,
    set_standard,
    take_step,
    vote_on_case,
)
from nennep.members.actions.cells import Came, accept_batch, receive_from_outside, release_cell
from nennep.members.actions.comingback import (
    StruckAlready,
    TooSoon,
    note_interruption,
    readmit_member,
    strike_interruption,
)
from nennep.members.actions.departures import (
    ask_stay,
    drop_departure,
    extend_stay,
    give_youth_comment,
    note_departure,
    remind_departures,
)
from nennep.members.actions.file import (
    FrozenValue,
    NeedsDecision,
    NoAnswer,
    NothingChanged,
    NotKept,
    add_entry,
    amend_entry,
    approve_amendment,
    keep_full_files,
    propose_entry,
    propose_values,
    return_amendment,
    stop_full_files,
    write_file,
)
from nennep.members.actions.filepapers import (
    KeptElsewhere,
    NotAnOldFile,
    NotAPhoto,
    NotAScan,
    WrongDates,
    cancel_paper,
    certify_index,
    enter_paper,
    keep_photo,
    scan_paper,
)
from nennep.members.actions.leaving import (
    Vote,
    appeal_leaving,
    decide_leaving,
    drop_leaving,
    end_exemption,
    hand_decision,
    propose_leaving,
    settle_appeal,
)
from nennep.members.actions.letters import LetterTaken, ReplyTooEarly, answer_letter, send_letter, take_request
from nennep.members.actions.life import (
    AlreadyMember,
    BeforeTheBeginning,
    InTheFuture,
    MovedOn,
    NotACell,
    NotYet,
    Paper,
    TooYoung,
    annul_admission,
    copies,
    end_membership,
    enrol_person,
    hold_ceremony,
    move_member,
    recognise_member,
    record_admission,
)
from nennep.members.actions.loading import check_import, know_again, read_import, take_import
from nennep.members.actions.merging import ChangedSince, SamePerson, TwoAccounts, merge_persons, undo_merge
from nennep.members.actions.moving import NothingToObject, object_case, review_case
from nennep.members.actions.planning import NotADecision, PlannedAlready, decide_plan, plan_person, read_roster
from nennep.members.actions.plural import (
    NotAStep,
    NotAtHome,
    WrongTree,
    change_category,
    change_state,
    end_placement,
    introduce_at_residence,
    join_association,
    note_residence,
    place_member,
)
from nennep.members.actions.reading import AlreadyOpen, end_inquiry, look, open_inquiry, read, read_just_now
from nennep.members.actions.receiving import (
    accept_transfer,
    end_stay,
    extend_transfer,
    receipt_transfer,
    turn_back_transfer,
)
from nennep.members.actions.reopening import NotTheLast, reopen_step
from nennep.members.actions.rounds import (
    DueTooEarly,
    ListedAlready,
    NobodyToAsk,
    NotEnoughAgree,
    answer_round,
    close_member_round,
    list_member,
    open_member_round,
    screen_member,
    send_comment,
    take_sheet,
)
from nennep.members.actions.studio import (
    NothingDrafted,
    RuleBroken,
    add_step,
    apply_draft,
    begin_draft,
    drop_draft,
    take_back,
)
from nennep.members.actions.supplements import (
    NotConfirmed,
    OwnSheet,
    accept_supplement,
    accept_supplements,
    confirm_supplement,
)
from nennep.members.actions.tenure import (
    EndsTooEarly,
    HoldsItAlready,
    NotAPostHere,
    NotToApprove,
    approve_post,
    leave_post,
    refuse_post,
    take_post,
)
from nennep.members.actions.transfers import (
    AlreadyActed,
    Letter,
    Place,
    Sealed,
    agree_transfer,
    ask_transfer,
    place_of,
    release_transfer,
    renew_letter,
    withdraw_transfer,
)

__all__ = [
    "AlreadyActed", "AlreadyMember", "AlreadyNoticed", "AlreadyOpen", "BeforeTheBeginning", "Came", "ChangedSince", "Count", "CountsDoNotFit", "Done", "DueTooEarly", "EndsTooEarly", "FileNotReady", "FrozenValue", "HoldsItAlready", "InTheFuture", "KeptElsewhere", "Letter", "LetterTaken", "ListedAlready", "MaybeTheSame", "MovedOn", "NeedsDecision", "NoAnswer", "NobodyToAsk", "NotACell", "NotADecision", "NotAHelper", "NotAPhoto", "NotAPostHere", "NotAScan", "NotAStep", "NotAnEnd", "NotAnOldFile", "NotAtHome", "NotConfirmed", "NotEnoughAgree", "NotInTime", "NotItsTurn", "NotKept", "NotTheLast", "NotToApprove", "NotYet", "NothingChanged", "NothingDrafted", "NothingToObject", "OutOfTime", "OwnSheet", "Paper", "Place", "PlannedAlready", "ReplyTooEarly", "RuleBroken", "SamePerson", "Sealed", "StruckAlready", "TooSoon", "TooYoung", "TwoAccounts", "Vote", "WrongDates", "WrongTree", "accept_batch", "accept_supplement", "accept_supplements", "accept_transfer", "add_entry", "add_step", "agree_transfer", "amend_entry", "annul_admission", "answer_letter", "answer_round", "appeal_leaving", "apply_draft", "approve_amendment", "approve_post", "ask_stay", "ask_transfer", "assign_helper", "begin_draft", "bring_file", "cancel_paper", "celebrate_case", "certify_class", "certify_index", "change_category", "change_state", "check_import", "close_member_round", "confirm_supplement", "copies", "decide_admission", "decide_badges", "decide_leaving", "decide_plan", "decide_recognition", "drop_badge", "drop_departure", "drop_draft", "drop_import", "drop_leaving", "end_case", "end_exemption", "end_inquiry", "end_membership", "end_placement", "end_stay", "enrol_person", "enter_paper", "extend_stay", "extend_step", "extend_transfer", "file_paper", "follow_probation", "forward_case", "give_youth_comment", "hand_decision", "hold_ceremony", "introduce_at_residence", "introduce_candidate", "join_association", "keep_file", "keep_full_files", "keep_photo", "know_again", "leave_post", "list_member", "look", "match_columns", "measure_blank", "merge_persons", "move_member", "note_departure", "note_interruption", "note_month", "note_residence", "notice_candidate", "object_case", "open_file", "open_inquiry", "open_member_round", "place_member", "place_of", "plan_person", "propose_badge", "propose_badges", "propose_entry", "propose_leaving", "propose_values", "read", "read_import", "read_just_now", "read_roster", "readmit_member", "receipt_transfer", "receive_from_outside", "recognise_member", "record_admission", "refuse_post", "release_cell", "release_transfer", "remind_departures", "renew_letter", "reopen_step", "resume_case", "return_amendment", "review_case", "rules", "scan_paper", "screen_member", "send_comment", "send_letter", "set_standard", "settle_appeal", "stop_full_files", "strike_interruption", "take_back", "take_import", "take_post", "take_request", "take_sheet", "take_step", "turn_back_transfer", "undo_merge", "vote_on_case", "withdraw_transfer", "write_file",
]  # fmt: skip
