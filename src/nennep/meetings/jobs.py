"""What meetings do by themselves, in the background."""

from django.utils.timezone import localtime
from procrastinate.contrib.django import app


@app.periodic(cron="15 * * * *")  # type: ignore[untyped-decorator]
@app.task(name="meetings.remind", queueing_lock="meetings.remind", pass_context=False)  # type: ignore[untyped-decorator]
def remind(timestamp: int) -> int:
    """Remind of tomorrow's meetings and of slips due tomorrow those who may hear it now; each hour, so that who was in quiet hours hears later."""
    from nennep.core.clock import now
    from nennep.core.scope import acting_as, system_actor
    from nennep.meetings.actions.reminding import remind_tomorrow
    from nennep.meetings.actions.slips import remind_last_day
    from nennep.notify.rules import by_day

    by, moment = system_actor("Hệ thống"), localtime(now())
    if not by_day(moment.time()):
        return 0
    with acting_as(by):
        return remind_tomorrow(moment, by=by) + remind_last_day(moment, by=by)
