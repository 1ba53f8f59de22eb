"""Sealing the journal, each minute, by the sealer's own role."""

from procrastinate.contrib.django import app

from nennep.journal import sealing


@app.periodic(cron="* * * * *")
@app.task(name="journal.seal", queueing_lock="journal.seal", pass_context=False)
def seal(timestamp: int) -> int:
    """Seal what was committed; returns how many lines. Nothing where the sealer has no address."""
    return sealing.seal_waiting()
