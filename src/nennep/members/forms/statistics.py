"""Shape and wording of the questions that statistics are asked."""

from datetime import date, timedelta

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nennep.core.clock import today
from nennep.figures.registry import Period
from nennep.members.forms import DayField

HALVES = {"year": (1, 12), "h1": (1, 6), "h2": (7, 12), "q1": (1, 3), "q2": (4, 6), "q3": (7, 9), "q4": (10, 12)}
MONTHS = {f"m{month}": (month, month) for month in range(1, 13)}
SPANS = HALVES | MONTHS
NAMES = [
    ("year", _("Cả năm")), ("h1", _("6 tháng đầu năm")), ("h2", _("6 tháng cuối năm")), ("q1", _("Quý I")), ("q2", _("Quý II")), ("q3", _("Quý III")),
    ("q4", _("Quý IV")), *((f"m{month}", _("Tháng {n}")) for month in range(1, 13)),
]  # fmt: skip


class SpanForm(forms.Form):
    """A year, a part of it, and up to which day."""

    nam = forms.IntegerField(label=_("Năm"), min_value=1990, max_value=2100, required=False)
    ky = forms.ChoiceField(label=_("Kỳ"), choices=NAMES, required=False)
    den = DayField(label=_("Tính đến ngày"), required=False)

    def span(self) -> Period:
        """The period asked for, never past today; this year up to today where nothing or nonsense was given."""
        given = self.cleaned_data if self.is_valid() else {}
        last_year = given["den"].year if given.get("den") else today().year
        year = min(given.get("nam") or last_year, last_year)
        first, last = SPANS[given.get("ky") or "year"]
        until = date(year + last // 12, last % 12 + 1, 1)
        behind = min(given.get("den") or today(), today()) + timedelta(days=1)
        period = Period(date(year, first, 1), min(until, behind))
        return period if period.since < period.until else Period(date(today().year, 1, 1), today() + timedelta(days=1))


def names() -> list[tuple[str, str]]:
    """The parts of a year with their words."""
    return [(code, str(words).format(n=code[1:])) for code, words in NAMES]


def name_of(period: Period) -> str:
    """The period in the words of a page or a paper: năm 2023, 6 tháng đầu năm 2023, tháng 5 năm 2023, else from day to day."""
    year, parts = period.since.year, dict(names())
    for code, (first, last) in SPANS.items():
        if Period(date(year, first, 1), date(year + last // 12, last % 12 + 1, 1)) == period:
            if code == "year":
                return gettext("năm {year}").format(year=year)
            words = gettext("{part} năm {year}") if code[0] in "mq" else gettext("{part} {year}")
            return words.format(part=parts[code].lower(), year=year)
    return gettext("từ {first} đến {last}").format(first=f"{period.since:%d/%m/%Y}", last=f"{period.last:%d/%m/%Y}")
