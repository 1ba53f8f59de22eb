"""Persons, their dated memberships, the decisions that made them members, and what counts them."""

from nennep.members.models.counting import NameEntry, Tally, TallyDay, TallyMonth
from nennep.members.models.loading import Import, StagedMember
from nennep.members.models.people import (
    Admission,
    Begin,
    Category,
    Decision,
    Degree,
    End,
    Membership,
    Person,
    Placement,
    Recognition,
    Sex,
    Status,
    Tenure,
    Theory,
    next_person,
)

__all__ = [
    "Admission",
    "Begin",
    "Category",
    "Decision",
    "Degree",
    "End",
    "Import",
    "Membership",
    "NameEntry",
    "Person",
    "Placement",
    "Recognition",
    "Sex",
    "StagedMember",
    "Status",
    "Tally",
    "TallyDay",
    "TallyMonth",
    "Tenure",
    "Theory",
    "next_person",
]
