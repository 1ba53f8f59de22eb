"""A rule of the grammar: a pattern with examples of what it must and must not find. The examples are the tests."""

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Rule:
    """``yes`` pairs a sentence with the text the pattern finds in it first, ``no`` holds sentences without a match."""

    id: str
    pattern: str
    yes: tuple[tuple[str, str], ...]
    no: tuple[str, ...] = ()
    value: str = ""
    flags: int = 0

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The compiled pattern."""
        return re.compile(self.pattern, self.flags)
