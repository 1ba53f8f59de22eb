"""Refusals: what a verb says when it cannot do what was asked. Each has a sentence a person understands."""

from typing import Any


class Refused(Exception):
    """A rule of the field or of the office says no (HTTP 422, not an error in the log).

    ``sentence`` is translated and says what to do; ``field`` names the form field it belongs to, if any.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field

    def __str__(self) -> str:
        return str(self.sentence)


class NotYours(Exception):
    """Not there or not for this actor: both are the same 404 in the same words."""


class Stale(Exception):
    """Someone else saved the row first; carries both versions so that the page can show them side by side."""

    def __init__(self, row: Any, seen: int) -> None:
        super().__init__(f"{type(row).__name__} {row.pk} is at version {row.version}, not {seen}")
        self.row = row
        self.seen = seen
