"""What is done to members, by noun: a membership's life, and files brought in."""

from nennep.members import rules
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
from nennep.members.actions.life import (
    AlreadyMember,
    BeforeTheBeginning,
    InTheFuture,
    MovedOn,
    NotACell,
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
from nennep.members.actions.tenure import EndsTooEarly, HoldsItAlready, leave_post, take_post

__all__ = [
    "AlreadyMember", "AlreadyOpen", "BeforeTheBeginning", "ChangedSince", "EndsTooEarly", "FrozenValue", "HoldsItAlready", "InTheFuture", "KeptElsewhere", "MovedOn", "NeedsDecision", "NoAnswer", "NotACell", "NotAPhoto", "NotAScan", "NotAStep", "NotAnOldFile", "NotAtHome", "NotKept", "NothingChanged", "Paper", "SamePerson", "TooYoung", "TwoAccounts", "WrongDates", "WrongTree", "add_entry", "amend_entry", "annul_admission", "approve_amendment", "cancel_paper", "certify_index", "change_category", "change_state", "copies", "drop_import", "end_inquiry", "end_membership", "end_placement", "enrol_person", "enter_paper", "hold_ceremony", "introduce_at_residence", "join_association", "keep_full_files", "keep_photo", "know_again", "leave_post", "merge_persons", "move_member", "note_residence", "open_inquiry", "place_member", "propose_entry", "propose_values", "read", "read_import", "read_just_now", "recognise_member", "record_admission", "return_amendment", "rules", "scan_paper", "stop_full_files", "take_import", "take_post", "undo_merge", "write_file",
]  # fmt: skip
