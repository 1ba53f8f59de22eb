"""Meetings and what hangs on them."""

from nennep.meetings.models.certified import CertifiedCopy
from nennep.meetings.models.habits import Lesson, Origin, Series, Topic, Week, Weekday
from nennep.meetings.models.kinds import Body, Direction, Feed, Holder, MeetingKind, Switch, Thing
from nennep.meetings.models.papers import ItemPaper
from nennep.meetings.models.plans import (
    Attendance,
    Grade,
    Idea,
    Item,
    ItemState,
    LeftOut,
    Meeting,
    Mode,
    Presence,
    Section,
    Stage,
)
from nennep.meetings.models.presses import Press
from nennep.meetings.models.published import Published, UnitFeed
from nennep.meetings.models.pulse import Pulse
from nennep.meetings.models.results import (
    SECRET,
    Ballot,
    Minutes,
    Outcome,
    OutcomeKind,
    Revision,
    Score,
    Side,
    Vote,
    Voted,
)
from nennep.meetings.models.scripts import Moment, Phrase
from nennep.meetings.models.selfstudy import MOST_WORDS, StudyEntry, StudyText, StudyTheme
from nennep.meetings.models.slips import ASKED, Question, Slip
from nennep.meetings.models.speeches import Speech
from nennep.meetings.models.tellers import Candidate, Teller, Telling
from nennep.meetings.models.weeks import Engagement, IssuedLine, IssuedWeek, Mark

__all__ = [
    "ASKED",
    "MOST_WORDS",
    "SECRET",
    "Attendance",
    "Ballot",
    "Body",
    "Candidate",
    "CertifiedCopy",
    "Direction",
    "Engagement",
    "Feed",
    "Grade",
    "Holder",
    "Idea",
    "IssuedLine",
    "IssuedWeek",
    "Item",
    "ItemPaper",
    "ItemState",
    "LeftOut",
    "Lesson",
    "Mark",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "Mode",
    "Moment",
    "Origin",
    "Outcome",
    "OutcomeKind",
    "Phrase",
    "Presence",
    "Press",
    "Published",
    "Pulse",
    "Question",
    "Revision",
    "Score",
    "Section",
    "Series",
    "Side",
    "Slip",
    "Speech",
    "Stage",
    "StudyEntry",
    "StudyText",
    "StudyTheme",
    "Switch",
    "Teller",
    "Telling",
    "Thing",
    "Topic",
    "UnitFeed",
    "Vote",
    "Voted",
    "Week",
    "Weekday",
]
