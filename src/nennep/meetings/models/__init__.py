"""Meetings and what hangs on them."""

from nennep.meetings.models.kinds import Body, Direction, Feed, MeetingKind, Switch, Thing
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
from nennep.meetings.models.weeks import Engagement, IssuedWeek, Mark

__all__ = [
    "SECRET",
    "Attendance",
    "Ballot",
    "Body",
    "Direction",
    "Engagement",
    "Feed",
    "Grade",
    "Idea",
    "IssuedWeek",
    "Item",
    "ItemState",
    "LeftOut",
    "Mark",
    "Meeting",
    "MeetingKind",
    "Minutes",
    "Mode",
    "Outcome",
    "OutcomeKind",
    "Presence",
    "Pulse",
    "Revision",
    "Score",
    "Section",
    "Side",
    "Stage",
    "Switch",
    "Thing",
    "Vote",
    "Voted",
]
