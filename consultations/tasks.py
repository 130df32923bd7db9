"""What is done for the log and for meetings every day, without anybody asking."""

from django.utils import timezone
from procrastinate.contrib.django import app

from consultations import reminding, tending


# Every hour of the working day here (the worker's clock is UTC): a worker that slept loses nothing.
@app.periodic(cron="30 0-8,23 * * *")
@app.task(name="remind_of_calls", queueing_lock="remind_of_calls")
def remind_of_calls(timestamp: int):
    """Say once that the day has come to call somebody again."""
    reminding.remind(at=timezone.now(), on=timezone.localdate())


@app.periodic(cron="10 0-8,23 * * *")
@app.task(name="tend_meetings", queueing_lock="tend_meetings")
def tend_meetings(timestamp: int):
    """Remind of what is near, thank for what was, and forget who came long ago; each once."""
    now, today = timezone.now(), timezone.localdate()
    tending.remind(at=now, on=today)
    tending.thank(at=now, on=today)
    tending.forget(at=now, on=today)
