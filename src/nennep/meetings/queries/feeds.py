"""Whose calendar an address stands for."""

from nennep.meetings.models import Feed
from nennep.meetings.rules import digest_of


def has_feed(account_id: int) -> bool:
    """Whether a person has an address for the calendar."""
    return Feed.objects.filter(account_id=account_id).exists()


def account_of(token: str) -> int | None:
    """The account of a token; None for one that was never made or was revoked."""
    return Feed.objects.filter(digest=digest_of(token)).values_list("account_id", flat=True).first()
