"""The four goods, and what the books hold for each. How many points each is worth is a dated row that an operator changes:
no national threshold was found, each committee sets its own (model resolutions of provinces, 2018–2023)."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from nennep.core.words import Words
from nennep.duties import rulebook
from nennep.duties.models import DatedRule
from nennep.duties.rulebook import Key
from nennep.figures.registry import FIGURES, Period, count_all
from nennep.org.models import Unit
from nennep.org.queries import ask
from nennep.viet.write import number, percent

GOODS: tuple[tuple[str, Words, tuple[str, ...]], ...] = (
    ("politics", _("Hoàn thành tốt nhiệm vụ chính trị"), ("admissions", "dues.collected")),
    ("meetings", _("Chất lượng sinh hoạt tốt"), ("meetings.regular", "meetings.attendance", "meetings.thematic", "meetings.good")),
    ("unity", _("Đoàn kết, kỷ luật tốt"), ("decrease.removed", "decrease.expelled")),
    ("members", _("Cán bộ, đảng viên tốt"), ("members", "recognitions")),
)  # fmt: skip
"""Code, words, and the figures that speak of it."""
POINTS = _("điểm")
KEYS = (
    *(Key(f"model.{code}", label, POINTS) for code, label, _figures in GOODS),
    Key("model.least", _("Tự chấm “bốn tốt” từ mức này thì nên đề nghị công nhận"), POINTS),
)


def most_on(day: date) -> dict[str, int]:
    """The most points of each good on a day."""
    book = rulebook.on(day)
    return {code: book.number(f"model.{code}") for code, _label, _figures in GOODS}


def least_on(day: date) -> DatedRule:
    """From how many points a proposal is usual on a day, and who says so; a hint, never a bar."""
    return rulebook.on(day).row("model.least")


def held(unit: Unit, year: int, day: date) -> dict[str, list[tuple[str, str]]]:
    """What the books say of each good in the year so far: (figure, value)."""
    until = min(date(year + 1, 1, 1), date.fromordinal(day.toordinal() + 1))
    period = Period(date(year, 1, 1), max(until, date(year, 1, 2)))
    asked = ask(unit, period)
    named = [(code, FIGURES[name]) for code, _label, names in GOODS for name in names if name in FIGURES]
    found: dict[str, list[tuple[str, str]]] = {code: [] for code, _label, _names in GOODS}
    for (code, figure), value in zip(named, count_all([(figure, asked) for _code, figure in named]), strict=True):
        share = f"/{number(value.whole)} ({percent(value.part, value.whole)})" if value and value.whole else ""
        found[code].append((str(figure.label), f"{number(value.part)}{share}" if value else "–"))
    return found
