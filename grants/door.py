"""The one door for the state of an application: lock and look, write, issue letters, tell people."""

from grants.models import Application, Correspondence, StepTaken
from grants.permissions import NotAllowed, why_not
from grants.states import STEPS
from ibasho.dates import FiscalYear, day_in_japan
from ibasho.letters import issue as letters
from ibasho.letters import post


def locked(application: Application) -> Application:
    """The row as it stands now, held until the transaction ends.

    Nothing is joined that a step can change: after waiting for the lock PostgreSQL reads the row
    anew, but the joined ones as they were before.
    """
    rows = Application.objects.select_for_update(of=["self"])
    return rows.select_related("programme_year__programme", "group").get(pk=application.pk)


def opened(application: Application, step: str, by) -> Application:
    """Lock the row and make sure that `by` may take this step from where it stands now."""
    found = locked(application)
    if reason := why_not(by, found, step):
        raise NotAllowed(reason)
    return found


def take(application, step: str, *, by, at, note="", **changes) -> Application:
    """Write the new state with its changes, and the step into the story."""
    source, target = application.state, STEPS[step].target
    for name, value in changes.items():
        setattr(application, name, value)
    application.state = target
    application.save()
    StepTaken.objects.create(
        application=application, step=step, source=source, target=target, by=by, at=at, note=note
    )
    return application


def issue(application, kind, words, *, by, at):
    """Issue a letter about the application, in its transaction; `words` come from notices."""
    day = day_in_japan(at)
    letter = letters.issue(
        kind=kind,
        group=application.group,
        fiscal_year=FiscalYear.of(day),
        by=by,
        at=at,
        on=day,
        **words,
    )
    Correspondence.objects.create(application=application, letter=letter)
    return letter


def tell(application, notice, *, at) -> None:
    """Mail whoever sent it last; where staff did so for the group, its people, if any have mail."""
    to = [application.submissions.latest("round").by.email]
    if application.on_paper:
        to = application.group.memberships.values_list("user__email", flat=True)
    for address in to:
        post.put(to=address, at=at, **notice)
