"""The day has come on which a worker wanted to call somebody again: said once, by mail."""

from collections import Counter
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from consultations.models import Consultation
from ibasho.accounts.models import User
from ibasho.letters import post

MOST = 500  # records in one go; the next hour takes the rest


@transaction.atomic
def remind(*, at: datetime, on: date) -> int:
    """One mail to each worker with something due and not said yet; how many mails.

    It tells how many and where to look, nothing of whom or what: a mail is read by many eyes.
    """
    due = Consultation.objects.due_by(on).filter(reminded_on=None).order_by("follow_up_on", "id")
    rows = due.select_for_update(skip_locked=True).values_list("pk", "follow_up_by")[:MOST]
    found = dict(rows)
    own = [pk for pk, heir in found.items() if heir is None]
    named = Consultation.workers.through.objects.filter(consultation__in=own)
    counts = Counter(named.values_list("user", flat=True))
    counts.update(heir for heir in found.values() if heir)  # who took the call over
    people = User.objects.filter(pk__in=counts, is_active=True)
    for person in people:
        post.put(to=person.email, at=at, **_words(counts[person.pk]))
    Consultation.objects.filter(pk__in=found).update(reminded_on=on)
    return len(people)


def _words(count: int) -> dict[str, str]:
    address = f"{settings.ADDRESS}{reverse('consultation_list')}?follow_up=due"
    lines = [
        _("連絡する日が来た相談が、新しく%(count)s件あります。") % {"count": count},
        _("くわしくは、次のページで見てください。"),
        address,
        "",
        settings.COUNCIL["name"],
    ]
    return {"subject": _("連絡する日が来ました"), "body": "\n".join(lines)}
