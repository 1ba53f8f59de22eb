"""Before a paper is confirmed: how each taken target will be measured, and what a person is asked about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from nennep.documents.models import Document, Proposal
from nennep.documents.time_words import told
from nennep.figures.hand import HAND
from nennep.figures.registry import FIGURES
from nennep.programmes import guesses
from nennep.programmes.actions.plans import name_from, sentence_of, shares_with_a_rate
from nennep.programmes.models import Mode, Population
from nennep.programmes.queries import population


@dataclass(frozen=True)
class Asked:
    """A taken proposal, how it will be followed, and the populations to choose from (none: nothing is asked)."""

    row: Proposal
    how: str
    by_hand: bool = False
    choices: tuple[tuple[str, str], ...] = ()
    both: bool = False  # the words speak of organisations and of members: two targets in one

    @property
    def name(self) -> str:
        """What it will be called."""
        return name_from(self.row)

    @property
    def field(self) -> str:
        """The name of the field that asks."""
        return f"population_{self.row.pk}"


def asked(document: Document, taken: Sequence[Proposal], day: date) -> list[Asked]:
    """What becomes of every taken target and task; a percentage that belongs to a rate is not told twice."""
    whole = shares_with_a_rate(document, list(taken))
    counts: dict[str, int] = {}
    return [
        _target(document, row, day, counts) if row.kind == "target" else Asked(row, _due(row))
        for row in taken
        if row.pk not in whole
    ]


def _due(row: Proposal) -> str:
    due = row.values.get("due")
    return _("Thời hạn: {due}.").format(due=told(due)) if due else _("Chưa có thời hạn; đặt khi giao.")


def _target(document: Document, row: Proposal, day: date, counts: dict[str, int]) -> Asked:
    guess = guesses.binding(row.quote, row.values, sentence_of(document, row))
    code, mode = guess["figure"], guess["mode"]
    if not code:
        words = _("Chưa có số liệu nào trong hệ thống đếm được; theo dõi bằng nhập tay.")
        return Asked(row, words, by_hand=True)
    label = FIGURES[code].label if code in FIGURES else HAND[code].label
    how = _("Hệ thống tự đếm: {figure}.") if code in FIGURES else _("Nhập tay, đánh dấu rõ: {figure}.")
    words = how.format(figure=label)
    if mode == Mode.EACH:
        words += " " + _("Mức tối thiểu ở từng đơn vị: {units}.").format(
            units=dict(Population.choices)[guess["population"]]
        )
    if mode != Mode.RATIO or guess["population"]:
        return Asked(row, words, by_hand=code not in FIGURES)
    meant = _meant(document, row)
    return Asked(row, words, code not in FIGURES, _choices(document, meant, day, counts), _both(meant))


def _meant(document: Document, row: Proposal) -> list[str]:
    """Populations by the proposal's own words; by its sentence where they name nobody."""
    own = f"{row.values.get('subject') or ''} {row.values.get('metric') or ''}"
    return guesses.populations(own) or guesses.populations(sentence_of(document, row)) or list(Population.values)


def _both(meant: list[str]) -> bool:
    return "members" in meant and len(meant) > 1


def _choices(document: Document, meant: list[str], day: date, counts: dict[str, int]) -> tuple[tuple[str, str], ...]:
    labels: dict[str, Any] = dict(Population.choices)
    found = []
    for name in meant:
        if name in {"unit", "members"}:
            found.append((name, str(labels[name])))
            continue
        if name not in counts:
            counts[name] = len(population(name, document.unit, day))
        found.append((name, f"{labels[name]} ({counts[name]})"))
    if _both(meant):
        over = [name for name in meant if name not in {"unit", "members"}]
        words = _("Cả hai, lập hai chỉ tiêu: {units} ({count}); đảng viên")
        found += [(f"{name}+members", words.format(units=labels[name], count=counts[name])) for name in over]
    return tuple(found)
