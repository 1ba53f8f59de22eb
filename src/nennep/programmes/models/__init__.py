"""Programmes, their targets and tasks, what units take over of them, and the evidence; by noun."""

from nennep.programmes.models.outside import Course, CourseKind, Indicator, Reading, Standard
from nennep.programmes.models.plans import Looking, Point, Programme, ProgrammePaper, Review, Serving
from nennep.programmes.models.targets import Entry, Judged, Mode, Population, Share, ShareStatus, Target, YearGoal
from nennep.programmes.models.themes import OwnPlan, Theme
from nennep.programmes.models.work import (
    CLOSED_WORK,
    OPEN_WORK,
    Asked,
    Evidence,
    Recheck,
    Repeats,
    Task,
    Waiver,
    Work,
    WorkStatus,
)

__all__ = ["CLOSED_WORK", "OPEN_WORK", "Asked", "Course", "CourseKind", "Entry", "Evidence", "Indicator", "Judged", "Looking", "Mode", "OwnPlan", "Point", "Population", "Programme", "ProgrammePaper", "Reading", "Recheck", "Repeats", "Review", "Serving", "Share", "ShareStatus", "Standard", "Target", "Task", "Theme", "Waiver", "Work", "WorkStatus", "YearGoal"]  # fmt: skip
