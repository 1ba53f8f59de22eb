"""Sealing the journal, each minute, by the sealer's own role."""

from procrastinate.contrib.django import app

from nennep.journal import sealing


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="journal.seal", queueing_lock="journal.seal", pass_context=False)  # type: ignore[untyped-decorator]
def seal(timestamp: int) -> int:
    """Seal what was committed; returns how many lines. Nothing where the sealer has no address."""
    return sealing.seal_waiting()
