"""What the worker does for grants: it calls days to mind, every morning."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grants import reminding


@app.periodic(cron="0 23 * * *")  # UTC: eight o'clock in Japan
@app.task(name="remind", queueing_lock="remind")
def remind(timestamp: int):
    """Once a day; after a day without a worker the next run finds what is still due."""
    reminding.remind_all(at=timezone.now())
