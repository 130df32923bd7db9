"""Steps before which an interest in the case is declared: the declaration first, then the step."""

from datetime import datetime

from django.utils.translation import gettext as _

from grants import workflow
from grants.models import Application, ConflictOfInterest
from grants.models.interest import Interest
from grants.permissions import DECLARED_BEFORE, why_not

# In the order of the buttons: first the way on, then what leads back or aside.
ACTS = {
    "receive": workflow.receive,
    "recommend": workflow.recommend,
    "award": workflow.award,
    "decline": workflow.decline,
    "return": workflow.return_for_correction,
    "send_back": workflow.send_back,
    "check_report": workflow.check_report,
    "settle": workflow.settle,
    "close": workflow.close,
    "return_report": workflow.return_report,
    "revoke": workflow.revoke,
}


class Interested(workflow.NotAllowed):
    """The person has an interest: it has been written down, and somebody else takes the step."""

    def __init__(self):
        super().__init__(
            _("利害関係の申し出を記録しました。この手続きは、ほかの職員に頼んでください。")
        )


def take(step: str, application: Application, *, by, at: datetime, words: dict) -> Application:
    """Take one step of the staff with the `words` of its form.

    A declared interest stays on record although the step is refused, so it is written before the
    transaction of the step; a person who may not take the step declares nothing.
    """
    words = dict(words)
    if step in DECLARED_BEFORE:
        interest, said = words.pop("interest"), words.pop("interest_words", "")
        if reason := why_not(by, application, step):
            raise workflow.NotAllowed(reason)
        declare(application, by=by, at=at, declared=interest, words=said)
    return ACTS[step](application, by=by, at=at, **words)


def declare(application: Application, *, by, at: datetime, declared: str, words="") -> None:
    """Write the declaration down; Interested when there is an interest."""
    said = words if declared == Interest.SOME else ""
    ConflictOfInterest.objects.create(
        application=application, by=by, at=at, declared=declared, words=said
    )
    if declared == Interest.SOME:
        raise Interested
