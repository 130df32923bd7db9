"""What is done for meetings every day, without anybody asking."""

from django.utils import timezone
from procrastinate.contrib.django import app

from consultations import tending


@app.periodic(cron="0 0 * * *")  # the worker's clock is UTC: nine in the morning here
@app.task(name="tend_meetings", queueing_lock="tend_meetings")
def tend_meetings(timestamp: int):
    """Remind of what is near, thank for what was, and forget who came long ago."""
    now, today = timezone.now(), timezone.localdate()
    tending.remind(at=now, on=today)
    tending.thank(at=now, on=today)
    tending.forget(at=now, on=today)
