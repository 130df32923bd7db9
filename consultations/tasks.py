"""What the worker does for the room: files that are too long for one request."""

from django.utils import timezone
from procrastinate.contrib.django import app

from consultations import intaking
from consultations.models import Intake


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
