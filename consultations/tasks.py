"""What the worker does for the room: reminders every day, and files too long for one request."""

from django.utils import timezone
from procrastinate.contrib.django import app

from consultations.importing import intaking
from consultations.log import reminding
from consultations.meetings import tending
from consultations.models import Intake


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


@app.task(name="check_intake")
def check_intake(*, intake_id: str):
    """Read a long file row by row; its page shows how far this is."""
    _work(intake_id, lambda intake: intaking.dry_run(intake, at=timezone.now()))


@app.task(name="load_intake")
def load_intake(*, intake_id: str):
    """Take a long file in; whoever chose the file is who wrote its records."""
    _work(
        intake_id,
        lambda intake: intaking.load(intake, by=intake.uploaded_by, at=timezone.now()),
    )


def _work(intake_id, act):
    intake = Intake.objects.filter(pk=intake_id).select_related("uploaded_by").first()
    if intake is None:  # thrown away meanwhile
        return
    try:
        act(intake)
    except Exception:
        intaking.give_back(intake_id)
        raise
