"""What PostgreSQL itself holds of invitations and memberships."""

import threading
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ibasho.groups.models import Group, Membership, Part
from ibasho.people.models import Invitation
from tests.people.conftest import AT, parts

pytestmark = pytest.mark.django_db
SOON = AT + timedelta(hours=1)


def change(invitation, **changes):
    with transaction.atomic():
        Invitation.objects.filter(pk=invitation.pk).update(**changes)


def copy(invitation, **changes):
    fields = {f.name: getattr(invitation, f.name) for f in Invitation._meta.fields[1:]}
    with transaction.atomic():
        return Invitation.objects.create(**fields | {"token_hash": "other"} | changes)


def test_one_open_invitation_for_a_group_and_address(invite, resident):
    first = invite()
    with pytest.raises(IntegrityError, match="invitation_open_once"):
        copy(first, invited_at=SOON)
    change(first, revoked_at=SOON, revoked_by=resident)
    assert copy(first, invited_at=SOON).pk != first.pk


@pytest.mark.parametrize(
    ("broken", "changes"),
    [
        ("invitation_lower", {"email": "Stranger@example.jp"}),
        ("invitation_part", {"part": "king"}),
        ("invitation_lasts", {"expires_at": AT}),
        ("invitation_used_in_time", {"used_at": SOON}),
        ("invitation_revoked_by_somebody", {"revoked_at": SOON}),
    ],
)
def test_invitations_are_whole(invite, broken, changes):
    with pytest.raises(IntegrityError, match=broken):
        copy(invite(), **{"email": "other@example.jp"} | changes)


def test_no_invitation_is_used_after_its_time(invite, stranger):
    invitation = invite()
    with pytest.raises(IntegrityError, match="invitation_used_in_time"):
        change(invitation, used_at=invitation.expires_at, used_by=stranger)


def test_what_was_sent_and_what_is_closed_does_not_change(invite, stranger, resident):
    invitation = invite()
    for changes in ({"email": "other@example.jp"}, {"expires_at": AT + timedelta(days=99)}):
        with pytest.raises(DatabaseError, match="as_it_was_sent|Cannot update"):
            change(invitation, **changes)
    change(invitation, used_at=SOON, used_by=stranger)
    with pytest.raises(DatabaseError, match="Cannot update"):
        change(invitation, used_at=None, used_by=None)


@pytest.mark.django_db(transaction=True)
def test_the_last_representative_cannot_vanish(group):
    led = Membership.objects.filter(group=group, part=Part.REPRESENTATIVE)
    for act in (led.delete, lambda: led.update(part=Part.CONTACT)):
        with pytest.raises(IntegrityError, match="the last representative stays"):
            act()
    with transaction.atomic():  # what counts is how the transaction ends
        Membership.objects.filter(group=group).update(part=Part.CONTACT)
        group.memberships.filter(user__email="treasurer@example.jp").update(
            part=Part.REPRESENTATIVE
        )
    assert parts(group) == {"resident": "contact", "treasurer": "representative"}


@pytest.mark.django_db(transaction=True)
def test_a_group_goes_with_its_people(group):
    group.delete()
    assert (Group.objects.count(), Membership.objects.count()) == (0, 0)


@pytest.mark.django_db(transaction=True)
def test_the_last_representative_cannot_vanish_by_two_at_once(group):
    """Both look while the other has not ended yet, and end together."""
    group.memberships.update(part=Part.REPRESENTATIVE)
    looked, failures = threading.Barrier(2), []

    def take_away(membership):
        try:
            with transaction.atomic():
                membership.delete()
                looked.wait()
        except IntegrityError as error:
            failures.append(str(error).splitlines()[0])
        finally:
            connection.close()

    threads = [threading.Thread(target=take_away, args=[one]) for one in group.memberships.all()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (failures, len(parts(group))) == (["the last representative stays"], 1)
