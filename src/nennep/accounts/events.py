"""What happens to accounts that rooms above tell people about."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodeIssued:
    """An account got a one-time code on paper; the office above the issuer hears of it."""

    account_id: int
    name: str
    resets: str
    office: str


@dataclass(frozen=True)
class CodeUsed:
    """A one-time code opened an account again; the person hears of it."""

    account_id: int
    resets: str
