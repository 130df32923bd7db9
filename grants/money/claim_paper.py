"""The claim (請求書) as a paper: to write on by hand, and as it was sent."""

from django.conf import settings
from django.utils.translation import gettext as _

from grants.applying.printing import paper
from grants.models import Application, Claim
from grants.money.balance import Balance


def blank(application: Application, *, known: Balance, sheets: list[dict]) -> bytes:
    """A claim to fill in by hand; `sheets` are its parts as `boxes` makes them."""
    told = {"application": application, "known": known, "sheets": sheets}
    return paper("claim", _("助成金請求書"), council=settings.COUNCIL, **told)


def copy(application: Application, claim: Claim, *, rows: list[dict]) -> bytes:
    """A claim as it was sent; `rows` are number, label and value of each item."""
    told = {"application": application, "claim": claim, "rows": rows}
    return paper("claim_copy", _("助成金請求書の控え"), council=settings.COUNCIL, **told)
