"""Quiet hours. No database."""

from datetime import time


def quiet(since: time, until: time, now: time) -> bool:
    """Whether a time of the day lies in quiet hours, which may run over midnight; equal ends mean none."""
    if since <= until:
        return since <= now < until
    return now >= since or now < until
