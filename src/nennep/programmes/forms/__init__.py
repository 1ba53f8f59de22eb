"""Shape and wording of what is entered about programmes, by noun."""

from nennep.programmes.forms.carrying import CarryForm
from nennep.programmes.forms.following import (
    CloseReviewForm,
    DrawForm,
    EvidenceForm,
    JoinForm,
    NarrativeForm,
    OwnValueForm,
    PaperForm,
    RecheckForm,
    ReviewForm,
    ServeForm,
    SettleWaiverForm,
    UnitsForm,
    WaiverForm,
    YearGoalsForm,
)
from nennep.programmes.forms.outside import CourseForm, IndicatorForm, OwnPlanForm, ReadingForm, ThemeForm
from nennep.programmes.forms.plans import (
    AdjustForm,
    AssignTaskForm,
    BindForm,
    ConfirmForm,
    DayField,
    HandForm,
    JudgeForm,
    ProgrammeForm,
    RegisterForm,
    ReportForm,
    TaskForm,
    figure_choices,
)

__all__ = ["AdjustForm", "AssignTaskForm", "BindForm", "CarryForm", "CloseReviewForm", "ConfirmForm", "CourseForm", "DayField", "DrawForm", "EvidenceForm", "HandForm", "IndicatorForm", "JoinForm", "JudgeForm", "NarrativeForm", "OwnPlanForm", "OwnValueForm", "PaperForm", "ProgrammeForm", "ReadingForm", "RecheckForm", "RegisterForm", "ReportForm", "ReviewForm", "ServeForm", "SettleWaiverForm", "TaskForm", "ThemeForm", "UnitsForm", "WaiverForm", "YearGoalsForm", "figure_choices"]  # fmt: skip
