"""What is done for the log every day, without anybody asking."""

from django.utils import timezone
from procrastinate.contrib.django import app

from consultations import reminding


# Every hour of the working day here (the worker's clock is UTC): a worker that slept loses nothing.
@app.periodic(cron="30 0-8,23 * * *")
@app.task(name="remind_of_calls", queueing_lock="remind_of_calls")
def remind_of_calls(timestamp: int):
    """Say once that the day has come to call somebody again."""
    reminding.remind(at=timezone.now(), on=timezone.localdate())
