"""The few jobs of the house itself."""

from django.utils.timezone import localtime
from procrastinate.contrib.django import app

STALLED_SECONDS = 45


@app.periodic(cron="* * * * *")  # type: ignore[untyped-decorator]
@app.task(name="roof.retry_stalled", queueing_lock="roof.retry_stalled", pass_context=False)  # type: ignore[untyped-decorator]
async def retry_stalled(timestamp: int) -> int:
    """Take up again the jobs of a worker that was killed; jobs are idempotent. Returns how many."""
    stalled = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS))
    for job in stalled:
        await app.job_manager.retry_job(job)
    return len(stalled)


@app.periodic(cron="5 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="roof.letters", queueing_lock="roof.letters", pass_context=False)  # type: ignore[untyped-decorator]
def letters(timestamp: int) -> int:
    """Send the letters of today that were not sent yet and may be heard now; each hour, so that a failure is made good."""
    from nennep.config.letters import send
    from nennep.core.clock import now
    from nennep.notify.rules import by_day

    moment = localtime(now())
    return send(moment) if by_day(moment.time()) else 0
