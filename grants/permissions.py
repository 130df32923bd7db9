"""Whose application it is, and which steps somebody may take with it now."""

from grants.models import Application
from grants.states import STEPS
from ibasho.accounts.permissions import Capability


def may_take(user, application: Application, step: str) -> bool:
    """Whether `user` may take `step` with `application` in its present state."""
    known = STEPS[step]
    if application.state not in known.sources or not user.may(known.capability):
        return False
    if known.capability is Capability.APPLY:
        return application.group.memberships.filter(user=user).exists()
    return not (step in ("award", "decline") and application.recommended_by_id == user.pk)


def steps_open_to(user, application: Application) -> list[str]:
    return [step for step in STEPS if may_take(user, application, step)]
