"""What the worker does for reports: it makes the files of frozen editions."""

from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from ibasho.reports.booklet import printing


@app.task(name="make_edition_file", retry=RetryStrategy(max_attempts=3, wait=60))
def make_file(*, file_id: str):
    printing.make(file_id, clock=timezone.now)
