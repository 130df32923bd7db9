"""What the worker does for grants: days called to mind every morning, decisions reckoned anew at night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from grants.days import reminding
from grants.programmes import replay
from ibasho.accounts.models import User


@app.periodic(cron="30 17 * * *")  # UTC: half past two at night in Japan
@app.task(name="replay_decisions", queueing_lock="replay_decisions")
def replay_decisions(timestamp: int | None = None, by_id: str | None = None):
    """Reckon every past decision anew and keep the outcome; `by_id` is who asked for it, if anybody."""
    by = User.objects.get(pk=by_id) if by_id else None
    replay.keep(replay.run(), by=by, at=timezone.now())


@app.periodic(cron="0 23 * * *")  # UTC: eight o'clock in Japan
@app.task(name="remind", queueing_lock="remind")
def remind(timestamp: int):
    """Once a day; after a day without a worker the next run finds what is still due."""
    reminding.remind_all(at=timezone.now())
