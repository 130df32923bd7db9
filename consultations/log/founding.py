"""From an idea to a group: entered in the register, with the conversations that led to it."""

from django.db import transaction
from django.db.models import Q

from consultations.models import Consultation
from ibasho.groups import workflow as groups
from ibasho.groups.models import Group, Status

MOST = 50  # conversations that a page offers


class AlreadyFounded(Exception):
    """One of these conversations belongs to a group by now."""


def akin(record: Consultation):
    """Other conversations without a group that seem to be about the same idea or person."""
    same = Q()
    if record.idea:
        same |= Q(idea=record.idea)
    if record.asker_person_id:
        same |= Q(asker_person=record.asker_person_id)
    elif record.asker_name:
        same |= Q(asker_name=record.asker_name)
    others = Consultation.objects.filter(same, group=None).exclude(pk=record.pk)
    chosen = others.order_by("on", "id").values("pk")[:MOST] if same else []
    return Consultation.objects.filter(pk__in=chosen).order_by("on", "id")


@transaction.atomic
def found(record: Consultation, *, others=(), by, at, reason, **facts) -> Group:
    """Enter the group, link its conversations, and let its life begin with the first of them."""
    ids = {record.pk, *(other.pk for other in others)}
    rows = Consultation.objects.select_for_update().filter(pk__in=ids).order_by("on", "-month_only")
    talks = list(rows)
    if any(talk.group_id for talk in talks):
        raise AlreadyFounded
    group = groups.register(by=by, at=at, facts=facts)
    first = talks[0]
    groups.change_status(
        group,
        by=by,
        at=at,
        status=Status.CONSULTING,
        day=first.on,
        month_only=first.month_only,
        reason=reason,
    )
    for talk in talks:
        talk.group, talk.amended_by, talk.amended_at = group, by, at
        talk.save(update_fields=["group", "amended_by", "amended_at"])
    return group
