"""What kept decisions say about the reader's rules: which fail most, how, and what no rule finds."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from nennep.documents.models import Example

KEPT = "taken"
SHOWN = 3  # examples a rule
LOOKED_AT = 200  # corrections of a rule whose values are compared


@dataclass
class Verdict:
    """One rule under the decisions of people. ``failing`` is the share of its finds that were not taken as read."""

    rule: str
    kind: str
    decisions: Counter[str]
    fields: Counter[str] = field(default_factory=Counter)
    examples: list[Example] = field(default_factory=list)

    @property
    def total(self) -> int:
        return sum(self.decisions.values())

    @property
    def failed(self) -> int:
        return self.total - self.decisions[KEPT]

    @property
    def failing(self) -> float:
        return self.failed / self.total if self.total else 0.0


def kept(since: date | None = None) -> QuerySet[Example]:
    """The examples that the actor may see, from a day on."""
    rows = Example.objects.all()
    return rows.filter(at__date__gte=since) if since else rows


def verdicts(rows: QuerySet[Example], *, least: int = 1) -> list[Verdict]:
    """Every rule with ``least`` decisions or more: those that failed most often first, the missed finds of a kind last."""
    found: dict[tuple[str, str], Counter[str]] = {}
    for rule, kind, decision, count in rows.values_list("rule", "kind", "decision").annotate(n=Count("pk")).order_by():
        found.setdefault((rule, kind), Counter())[decision] = count
    listed = [Verdict(rule, kind, counts) for (rule, kind), counts in found.items() if sum(counts.values()) >= least]
    listed.sort(key=lambda one: (not one.rule, -one.failed, -one.failing, one.rule, one.kind))
    for one in listed:
        wrong = rows.filter(rule=one.rule, kind=one.kind).exclude(decision=KEPT).order_by("-at", "-pk")
        one.fields = changed(wrong.filter(decision="corrected")[:LOOKED_AT])
        one.examples = list(wrong[:SHOWN])
    return listed


def changed(rows: Iterable[Example]) -> Counter[str]:
    """Which values people corrected, and how often."""
    return Counter(
        name for row in rows for name in sorted({*row.read, *row.kept}) if row.read.get(name) != row.kept.get(name)
    )


def as_data(listed: Sequence[Verdict]) -> list[dict[str, Any]]:
    """The verdicts as plain values."""
    return [
        {
            "rule": one.rule,
            "kind": one.kind,
            "total": one.total,
            "decisions": dict(one.decisions),
            "failing": round(one.failing, 4),
            "fields": dict(one.fields),
            "examples": [
                {
                    "before": row.before,
                    "quote": row.quote,
                    "after": row.after,
                    "decision": row.decision,
                    "read": row.read,
                    "kept": row.kept,
                }
                for row in one.examples
            ],
        }
        for one in listed
    ]
