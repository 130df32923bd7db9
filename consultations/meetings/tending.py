"""What the worker does around a meeting by itself: reminding, thanking, forgetting names."""

from datetime import date, datetime, timedelta

from django.db import transaction

from consultations.meetings import notices
from consultations.models import Place, SignUp, SignUpMail
from ibasho.letters import post
from ibasho.letters.models import Mail

REMINDED_BEFORE = timedelta(days=2)
THANKED_WITHIN = timedelta(days=7)  # later nobody remembers
KEPT = timedelta(days=92)  # three months, said on the form
UNPROVED = timedelta(days=1)
NOTHING = {"name": "", "email": "", "phone": "", "belongs_to": "", "note": ""}


def remind(*, at: datetime, on: date) -> int:
    """Write once to everybody with a seat whose meeting is near; how many."""
    near = SignUp.objects.joined().filter(
        announcement__meeting__held_on__range=(on, on + REMINDED_BEFORE),
        announcement__called_off_at=None,
        reminded_at=None,
    )
    # Who signed up a moment ago has just read it all.
    return _write(
        near.exclude(placed_at__gt=at - timedelta(days=1)), "reminded_at", at, notices.reminder
    )


def thank(*, at: datetime, on: date) -> int:
    """Send the questions once to everybody who came; how many."""
    yesterday = on - timedelta(days=1)
    came = SignUp.objects.filter(
        announcement__meeting__held_on__range=(on - THANKED_WITHIN, yesterday),
        came_at__isnull=False,
        thanked_at=None,
    )
    return _write(came, "thanked_at", at, notices.thanks)


@transaction.atomic
def _write(signups, done, at, words) -> int:
    chosen = signups.exclude(email="").select_related("announcement__meeting")
    found = list(chosen.select_for_update(of=["self"], skip_locked=True)[:500])
    for signup in found:
        mail = post.put(to=signup.email, at=at, **words(signup))
        SignUpMail.objects.create(signup=signup, mail=mail)
        setattr(signup, done, at)
        signup.save(update_fields=[done])
    return len(found)


@transaction.atomic
def forget(*, at: datetime, on: date) -> int:
    """Empty the names of meetings long past, and throw away what never was proved; how many."""
    over = SignUp.objects.filter(announcement__meeting__held_on__lt=on - KEPT, forgotten_at=None)
    unproved = SignUp.objects.filter(place=Place.PENDING, asked_at__lt=at - UNPROVED)
    gone = [*over.values_list("pk", flat=True), *unproved.values_list("pk", flat=True)]
    Mail.objects.filter(pk__in=SignUpMail.objects.filter(signup__in=gone).values("mail")).delete()
    unproved.delete()
    return over.update(**NOTHING, code_hash="", forgotten_at=at)
