"""What happens in the clerks' office."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PaperSent:
    """A paper went to units; those that are to carry it out are named by their ids."""

    document_id: int
    carriers: tuple[int, ...]


@dataclass(frozen=True)
class PaperIssued:
    """A paper written here was issued and stands in the register."""

    document_id: int
    draft_id: int


@dataclass(frozen=True)
class NumberCancelled:
    """A number was cancelled in its book; whatever bore it bears it no longer."""

    number_id: int
