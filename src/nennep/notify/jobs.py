"""Pushes go out in the background."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="notify.push", queueing_lock="notify.push", lock="notify.push", pass_context=False)  # type: ignore[untyped-decorator]
def push(timestamp: int) -> int:
    """Tell devices what waits; what could not be sent, or not be heard, goes with a later round."""
    from nennep.core.clock import now
    from nennep.notify.delivering import deliver

    return deliver(now())
