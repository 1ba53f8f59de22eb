"""Every rule of the grammar carries its own examples; here they are run."""

import pytest

from nennep.reader import citations, findings, quantities, spelling, times
from nennep.reader.reading import Page
from nennep.reader.rules import Rule

RULES = [
    *times.RULES,
    *citations.RULES,
    *quantities.RULES,
    *spelling.SPELLING,
    spelling.DOUBLED,
    spelling.TONE_PLACE,
    findings.DEFINED,
]


@pytest.mark.parametrize(
    ("rule", "sentence", "found"),
    [(rule, *pair) for rule in RULES for pair in rule.yes],
    ids=lambda value: getattr(value, "id", None),
)
def test_a_rule_finds_what_its_examples_show(rule: Rule, sentence: str, found: str) -> None:
    match = rule.regex.search(sentence)
    assert match is not None
    assert match[0] == found


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule, text) for rule in RULES for text in rule.no],
    ids=lambda value: getattr(value, "id", None),
)
def test_a_rule_leaves_its_counter_examples_alone(rule: Rule, sentence: str) -> None:
    assert rule.regex.search(sentence) is None


@pytest.mark.parametrize("rule", spelling.SPELLING, ids=lambda rule: rule.id)
def test_every_slip_of_an_example_is_found_in_a_paper(rule: Rule) -> None:
    for sentence, slip in rule.yes:
        assert slip in [one.quote for one in spelling.find(Page(sentence))]


def test_rule_names_are_unique() -> None:
    names = [rule.id for rule in RULES]
    assert len(names) == len(set(names))
