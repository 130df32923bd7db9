"""What the pages of meetings, of a group's life and of the directory are looked at with."""

from django.core.files.uploadedfile import SimpleUploadedFile

from consultations.meetings import handouts, links, signing
from consultations.models import Announcement, Consultation, Meeting
from ibasho.accounts.models import User
from ibasho.groups.models import Listing, StatusChange


def prepare(*, at, png) -> dict:
    """Ids by the names that addresses of the contract have for them."""
    meeting = Meeting.objects.first()
    announcement = Announcement.objects.get(pk=meeting.pk)
    worker = User.objects.get(email="worker@example.jp")
    upload = SimpleUploadedFile("見本.png", png)
    told = {"title": "見本の資料", "public": True, "by": worker, "at": at}
    joined = announcement.signups.joined().order_by("number").first()
    pending = signing.ask(announcement, at=at, name="見本 待子", email="pending@example.jp")
    past = Meeting.objects.filter(held_on__lte=at.date()).first()
    waiting = Listing.objects.get(state="proposed")
    return {
        "meeting": meeting.pk,
        "handout": handouts.add(meeting, upload=upload, **told).pk,
        "signup": joined.pk,
        "pending": pending.pk,
        "own_token": links.own_token(joined),
        "questions_token": links.questions_address(past).rstrip("/").rpartition("/")[2],
        "listing": waiting.pk,
        "listed": waiting.group_id,
        "idea": Consultation.objects.filter(group=None).exclude(idea="").first().pk,
        "giver": worker.pk,
        "taker": User.objects.get(email="worker2@example.jp").pk,
        "entry": StatusChange.objects.filter(group=waiting.group_id).first().pk,
    }
