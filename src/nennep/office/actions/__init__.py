"""What is done in the clerks' office, by noun: books and numbers, incoming papers, the catalogue."""

from nennep.office.actions.books import cancel_number, enter_old, issue_number, open_book
from nennep.office.actions.catalogue import add_issuer, edit_issuer, name_paper, relate_papers
from nennep.office.actions.incoming import (
    assign_incoming,
    enter_incoming,
    finish_incoming,
    note_incoming,
    reopen_incoming,
    submit_incoming,
)
from nennep.office.actions.sending import (
    acknowledge_delivery,
    carry_out,
    open_delivery,
    pass_on,
    plan_study,
    publish_paper,
    remind_recipients,
    remind_sessions,
    report_session,
    send_paper,
)

__all__ = [
    "acknowledge_delivery", "add_issuer", "assign_incoming", "cancel_number", "carry_out", "edit_issuer", "enter_incoming", "enter_old",
    "finish_incoming", "issue_number", "name_paper", "note_incoming", "open_book", "open_delivery", "pass_on", "plan_study", "publish_paper",
    "relate_papers", "remind_recipients", "remind_sessions", "reopen_incoming", "report_session", "send_paper", "submit_incoming",
]  # fmt: skip
