"""What a group has to do about money next: claim it, or give some back."""

from django.db.models import Exists, Min, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Application, Claim, Refund
from grants.models.claim import ClaimStatus
from grants.models.refund import RefundStatus
from grants.money.balance import of, with_money
from grants.states import State
from ibasho.dates import western
from ibasho.text import yen


def with_owing(applications: QuerySet[Application]) -> QuerySet[Application]:
    """Each application with what `next_thing` reads, in the same query."""
    waiting = Claim.objects.filter(application=OuterRef("pk"), status=ClaimStatus.MADE)
    demanded = Refund.objects.filter(application=OuterRef("pk"), status=RefundStatus.DEMANDED)
    first = demanded.order_by().values("application").annotate(day=Min("due_on")).values("day")
    return with_money(applications).annotate(
        claim_waits=Exists(waiting), refund_due_on=Subquery(first)
    )


def next_thing(application: Application) -> dict[str, str] | None:
    """As grants.progress.next_thing: what, by when, and where; None when money asks for nothing."""
    known = of(application)
    if application.refund_due_on:
        return {
            "words": _("助成金のうち%sを返してください。返し方は「返還請求書」にあります。")
            % yen(known.asked_back),
            "by_when": western(application.refund_due_on),
            "label": _("くわしく見る"),
            "url": reverse("task_list", args=[application.pk]),
        }
    if not known.to_pay or application.claim_waits or _has_its_advance(application, known):
        return None
    return {
        "words": _("助成金（%sまで）を請求できます。通帳を用意してください。") % yen(known.to_pay),
        "label": _("助成金を請求する"),
        "url": reverse("claim", args=[application.pk]),
    }


def _has_its_advance(application, known) -> bool:
    """Until the amount is fixed nobody is pressed to claim more than once."""
    return application.state != State.SETTLED and bool(known.paid or known.in_flight)
