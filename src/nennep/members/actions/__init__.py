"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
from nennep.members.actions.badges import decide_badges, drop_badge, propose_badge, propose_badges
from nennep.members.actions.cells import Came, accept_batch, receive_from_outside, release_cell
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
    note_interruption,
    propose_leaving,
    readmit_member,
    settle_appeal,
)
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
from nennep.members.actions.merging import ChangedSince, SamePerson, TwoAccounts, merge_persons, undo_merge
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
from nennep.members.actions.reading import AlreadyOpen, end_inquiry, open_inquiry, read, read_just_now
from nennep.members.actions.receiving import accept_transfer, extend_transfer, receipt_transfer, turn_back_transfer
from nennep.members.actions.tenure import EndsTooEarly, HoldsItAlready, leave_post, take_post
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
    "AlreadyActed", "AlreadyMember", "AlreadyOpen", "BeforeTheBeginning", "Came", "ChangedSince", "EndsTooEarly", "FrozenValue", "HoldsItAlready", "InTheFuture", "KeptElsewhere", "Letter", "NeedsDecision", "NoAnswer", "NotACell", "NotAPhoto", "NotAScan", "NotAStep", "NotAnOldFile", "NotAtHome", "NotKept", "NothingChanged", "Paper", "Place", "SamePerson", "Sealed", "TooYoung", "TwoAccounts", "Vote", "WrongDates", "WrongTree", "accept_batch", "accept_transfer", "add_entry", "agree_transfer", "amend_entry", "annul_admission", "appeal_leaving", "approve_amendment", "ask_stay", "ask_transfer", "cancel_paper", "certify_index", "change_category", "change_state", "copies", "decide_badges", "decide_leaving", "drop_badge", "drop_departure", "drop_import", "drop_leaving", "end_exemption", "end_inquiry", "end_membership", "end_placement", "enrol_person", "enter_paper", "extend_stay", "extend_transfer", "give_youth_comment", "hand_decision", "introduce_at_residence", "join_association", "keep_full_files", "keep_photo", "know_again", "leave_post", "merge_persons", "move_member", "note_departure", "note_interruption", "note_residence", "open_inquiry", "place_member", "place_of", "propose_badge", "propose_badges", "propose_entry", "propose_leaving", "propose_values", "read", "read_import", "read_just_now", "readmit_member", "receipt_transfer", "receive_from_outside", "recognise_member", "record_admission", "release_cell", "release_transfer", "remind_departures", "renew_letter", "return_amendment", "rules", "scan_paper", "settle_appeal", "stop_full_files", "take_import", "take_post", "turn_back_transfer", "undo_merge", "withdraw_transfer", "write_file",
]  # fmt: skip
