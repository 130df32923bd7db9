"""What the room of grants tells of the life of one group."""

from django.urls import reverse
from django.utils.translation import gettext as _

from grants.models import Payment, Refund, RefundReceipt, StepTaken
from ibasho.dates import day_in_japan
from ibasho.groups.story import Event, Kind
from ibasho.text import yen

TONES = {"award": "good", "decline": "bad"}


def events_of(group, *, user) -> list[Event]:
    """Every step of every application, and the money that went and came; for all staff."""
    steps = StepTaken.objects.filter(application__group=group)
    related = steps.select_related("application__programme_year__programme", "by")
    payments = Payment.objects.filter(application__group=group)
    refunds = Refund.objects.filter(application__group=group)
    received = RefundReceipt.objects.filter(refund__application__group=group)
    return [
        *map(_taken, related),
        *map(_paid, payments),
        *map(_demanded, refunds),
        *map(_received, received.select_related("refund")),
    ]


def _paid(payment) -> Event:
    """On the day of the transfer as far as it is known, else on the day it was decided."""
    told = {"kind": payment.get_kind_display(), "yen": yen(payment.amount)}
    return _money(
        payment.application_id,
        payment.paid_on or payment.pay_on or day_in_japan(payment.planned_at),
        _("%(kind)s %(yen)s") % told,
        text=payment.get_status_display(),
    )


def _demanded(refund) -> Event:
    return _money(
        refund.application_id,
        day_in_japan(refund.demanded_at),
        _("返還の請求 %s") % yen(refund.amount),
        text=refund.get_status_display(),
    )


def _received(receipt) -> Event:
    title = _("返還の受け取り %s") % yen(receipt.amount)
    return _money(receipt.refund.application_id, receipt.received_on, title)


def _money(application_id, on, title, text="") -> Event:
    url = reverse("application", args=[application_id])
    return Event(kind=Kind.MONEY, on=on, title=title, text=text, url=url)


def _taken(step) -> Event:
    told = {"year": step.application.programme_year, "step": step.get_step_display()}
    return Event(
        kind=Kind.APPLICATION,
        on=day_in_japan(step.at),
        at=step.at,
        title=_("%(year)s：%(step)s") % told,
        text=step.note,
        by=str(step.by),
        url=reverse("application", args=[step.application_id]),
        tone=TONES.get(step.step, ""),
    )
