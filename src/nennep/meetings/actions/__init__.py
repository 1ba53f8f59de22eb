"""What is done with meetings. Only these functions write."""

from nennep.meetings.actions.agenda import (
    add_item,
    answer_idea,
    arrange_item,
    direct_month,
    propose_idea,
    rebuild_agenda,
)
from nennep.meetings.actions.calendar import drop_feed, make_feed
from nennep.meetings.actions.certified import bring_certified
from nennep.meetings.actions.habits import (
    add_topic,
    bring_timetable,
    drop_timetable,
    drop_topic,
    fix_day,
    free_day,
    plan_next,
)
from nennep.meetings.actions.kinds import set_kind
from nennep.meetings.actions.minutes import correct_minutes, sign_minutes, unsign_minutes, write_minutes
from nennep.meetings.actions.outcomes import conclude, number_outcome, settle_outcome
from nennep.meetings.actions.papers import lay_paper, take_paper_off
from nennep.meetings.actions.planning import (
    cancel_meeting,
    chase_units,
    move_meeting,
    plan_meeting,
    record_past_meeting,
)
from nennep.meetings.actions.published import drop_unit_feed, make_unit_feed
from nennep.meetings.actions.pulse import answer_pulse, close_pulse, open_pulse
from nennep.meetings.actions.quality import score_meeting
from nennep.meetings.actions.room import (
    answer_invitation,
    call_roll,
    check_in,
    close_meeting,
    invite_people,
    note_item,
    open_meeting,
    remind_invited,
)
from nennep.meetings.actions.scripts import word_script
from nennep.meetings.actions.selfstudy import add_study_theme, drop_study_theme, enter_study, see_study_month
from nennep.meetings.actions.slips import answer_slip, ask_body, count_slips, enter_slip, link_question, remind_asked
from nennep.meetings.actions.speeches import begin_speech, end_speech, register_speaker, withdraw_speaker
from nennep.meetings.actions.switches import set_switch
from nennep.meetings.actions.tellers import appoint_tellers, open_election, tell_ballots, tell_own
from nennep.meetings.actions.votes import (
    Counted,
    cast_ballot,
    close_vote,
    make_secret,
    open_vote,
    pass_vote_on,
    withdraw_vote,
)
from nennep.meetings.actions.weeks import add_engagement, cancel_engagement, change_engagement, copy_week, issue_week
from nennep.meetings.actions.writing import draft_month, draft_programme, draft_resolution

__all__ = [
    "Counted",
    "add_engagement",
    "add_item",
    "add_study_theme",
    "add_topic",
    "answer_idea",
    "answer_invitation",
    "answer_pulse",
    "answer_slip",
    "appoint_tellers",
    "arrange_item",
    "ask_body",
    "begin_speech",
    "bring_certified",
    "bring_timetable",
    "call_roll",
    "cancel_engagement",
    "cancel_meeting",
    "cast_ballot",
    "change_engagement",
    "chase_units",
    "check_in",
    "close_meeting",
    "close_pulse",
    "close_vote",
    "conclude",
    "copy_week",
    "correct_minutes",
    "count_slips",
    "direct_month",
    "draft_month",
    "draft_programme",
    "draft_resolution",
    "drop_feed",
    "drop_study_theme",
    "drop_timetable",
    "drop_topic",
    "drop_unit_feed",
    "end_speech",
    "enter_slip",
    "enter_study",
    "fix_day",
    "free_day",
    "invite_people",
    "issue_week",
    "lay_paper",
    "link_question",
    "make_feed",
    "make_secret",
    "make_unit_feed",
    "move_meeting",
    "note_item",
    "number_outcome",
    "open_election",
    "open_meeting",
    "open_pulse",
    "open_vote",
    "pass_vote_on",
    "plan_meeting",
    "plan_next",
    "propose_idea",
    "rebuild_agenda",
    "record_past_meeting",
    "register_speaker",
    "remind_asked",
    "remind_invited",
    "score_meeting",
    "see_study_month",
    "set_kind",
    "set_switch",
    "settle_outcome",
    "sign_minutes",
    "take_paper_off",
    "tell_ballots",
    "tell_own",
    "unsign_minutes",
    "withdraw_speaker",
    "withdraw_vote",
    "word_script",
    "write_minutes",
]
