"""Reading programmes: targets measured, tasks with their work, coverage, history, themes."""

from nennep.programmes.queries.goals import within_a_year, year_goals
from nennep.programmes.queries.history import (
    Source,
    Standing,
    UnitYears,
    YearLine,
    pipeline,
    proposed_years,
    standings,
    term_curve,
    units_by_year,
    years,
)
from nennep.programmes.queries.measures import (
    OVER_UNITS,
    RATED,
    Known,
    Measured,
    by_unit,
    by_units,
    candidates,
    each_unit,
    figure_value,
    indicator_of,
    indicator_value,
    last_year_months,
    marked,
    measure,
    measured_units,
    monthly,
    one_year,
    period_of,
    population,
    shares_of,
    until_day,
    years_of,
)
from nennep.programmes.queries.points import Covered, PaperCover, coverage, unserving
from nennep.programmes.queries.reviews import lines_score, review_lines, with_parts
from nennep.programmes.queries.telling import (
    Accredited,
    accredited,
    looks_taken,
    readings_until,
    said_of,
    second_looks,
    wishes,
)
from nennep.programmes.queries.themes import Read, plans_read, without_plan
from nennep.programmes.queries.work import (
    AreaLine,
    MatrixRow,
    TaskLine,
    TaskScore,
    by_area,
    matrix,
    my_shares,
    my_works,
    over_plans,
    programmes_of,
    same_words,
    task_lines,
    task_score,
    works_by_unit,
)

__all__ = ["OVER_UNITS", "RATED", "Accredited", "AreaLine", "Covered", "Known", "MatrixRow", "Measured", "PaperCover", "Read", "Source", "Standing", "TaskLine", "TaskScore", "UnitYears", "YearLine", "accredited", "by_area", "by_unit", "by_units", "candidates", "coverage", "each_unit", "figure_value", "indicator_of", "indicator_value", "last_year_months", "lines_score", "looks_taken", "marked", "matrix", "measure", "measured_units", "monthly", "my_shares", "my_works", "one_year", "over_plans", "period_of", "pipeline", "plans_read", "population", "programmes_of", "proposed_years", "readings_until", "review_lines", "said_of", "same_words", "second_looks", "shares_of", "standings", "task_lines", "task_score", "term_curve", "units_by_year", "unserving", "until_day", "wishes", "with_parts", "within_a_year", "without_plan", "works_by_unit", "year_goals", "years", "years_of"]  # fmt: skip
