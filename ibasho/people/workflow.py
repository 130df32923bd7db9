"""What happens to the people of a group, each in one transaction with the mail that tells of it.

Every function locks the row of the group first: whoever comes second sees what the first has
done, and no two acts together can take away the last representative.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Group, Membership, Part
from ibasho.letters import post
from ibasho.people import notices
from ibasho.people.models import Invitation, hashed
from ibasho.people.permissions import closed, leads, why_not_join

GOOD_FOR = timedelta(days=14)
MOST_OPEN = 10
MOST_A_DAY = 20  # also those taken back: nobody floods a mailbox by inviting again and again


class NotAllowed(Exception):
    """What cannot be done: the text says kindly why; nothing was changed."""


@transaction.atomic
def invite(group, *, email, part, by, at, link) -> Invitation:
    """Ask the owner of this address by mail; `link` turns the secret into an address."""
    locked = _lock_for_lead(group, by)
    return _invite(locked, email=email.lower(), part=part, by=by, at=at, link=link)


@transaction.atomic
def add(group, *, email, part, by, at, link) -> Membership | Invitation:
    """Staff's way for those who cannot: an account joins at once, an address is invited."""
    if not by.may(Capability.TEND_GROUPS):
        raise NotAllowed(_("人を加えることはできません。"))
    locked = _lock(group)
    user = User.objects.filter(email=email.lower(), is_active=True).first()
    if user is None:
        return _invite(locked, email=email.lower(), part=part, by=by, at=at, link=link)
    if not user.may(Capability.APPLY):
        raise NotAllowed(_("職員のアカウントは、団体の人にできません。"))
    _must_be_new(locked, user.email)
    membership = Membership.objects.create(group=locked, user=user, part=part, since=at)
    _close(locked.invitations.open(at).filter(email=user.email), by=by, at=at)
    post.put(to=user.email, at=at, **notices.added(membership))
    return membership


def _invite(locked, *, email, part, by, at, link):
    _must_be_new(locked, email)
    _must_be_few(locked, email, at)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        group=locked,
        email=email,
        part=part,
        token_hash=hashed(token),
        invited_by=by,
        invited_at=at,
        expires_at=at + GOOD_FOR,
    )
    post.put(to=email, at=at, **notices.invited(invitation, link(token)))
    return invitation


def _must_be_new(group, email) -> None:
    if group.memberships.filter(user__email=email).exists():
        raise NotAllowed(_("このメールアドレスの人は、もうこの団体の人です。"))


def _must_be_few(group, email, at) -> None:
    waiting = group.invitations.open(at)
    if waiting.filter(email=email).exists():
        raise NotAllowed(_("このメールアドレスには、もう招待を送っています。"))
    if waiting.count() >= MOST_OPEN:
        raise NotAllowed(
            _("返事を待っている招待は%d件までです。いらない招待を取り消してください。") % MOST_OPEN
        )
    if group.invitations.filter(invited_at__gt=at - timedelta(days=1)).count() >= MOST_A_DAY:
        raise NotAllowed(_("今日はもう、たくさんの招待を送りました。明日また送ってください。"))


@transaction.atomic
def revoke(invitation, *, by, at) -> None:
    """Take an invitation back; one that is closed already stays as it is."""
    locked = _lock(invitation.group)
    if not (leads(by, locked) or by.may(Capability.TEND_GROUPS)):
        raise NotAllowed(_("招待を取り消せるのは代表だけです。"))
    _close(locked.invitations.open(at).filter(pk=invitation.pk), by=by, at=at)


def _close(invitations, *, by, at) -> None:
    invitations.update(revoked_at=at, revoked_by=by)


@transaction.atomic
def accept(invitation, *, by, at) -> Membership:
    """Join the group; who belongs to it already keeps the part held so far."""
    group = _lock(invitation.group)
    mine = Invitation.objects.get(pk=invitation.pk)
    if reason := closed(mine, at) or why_not_join(by, mine):
        raise NotAllowed(reason)
    mine.used_at, mine.used_by = at, by
    mine.save(update_fields=["used_at", "used_by"])
    membership, _made = Membership.objects.get_or_create(
        group=group, user=by, defaults={"part": mine.part, "since": at}
    )
    return membership


@transaction.atomic
def change_part(group, *, person, part, by) -> Membership:
    locked = _lock_for_lead(group, by)
    membership = _of(locked, person)
    membership.part = part
    membership.save(update_fields=["part"])
    _must_still_be_led(locked)
    return membership


@transaction.atomic
def remove(group, *, person, by, at) -> None:
    """Part with somebody, and with the invitations that this person has sent."""
    locked = _lock_for_lead(group, by)
    membership = _of(locked, person)
    membership.delete()
    _must_still_be_led(locked)
    _close(locked.invitations.open(at).filter(invited_by=person), by=by, at=at)
    post.put(to=membership.user.email, at=at, **notices.removed(locked))


@transaction.atomic
def leave(group, *, by) -> None:
    locked = _lock(group)
    _of(locked, by).delete()
    _must_still_be_led(locked)


@transaction.atomic
def hand_over(group, *, to, by, at, stays: bool) -> None:
    """`to` becomes the representative; `by` stays as a contact, or leaves."""
    locked = _lock_for_lead(group, by)
    mine, theirs = _of(locked, by), _of(locked, to)
    if mine == theirs:
        raise NotAllowed(_("引き継ぐ人に、ほかの人を選んでください。"))
    theirs.part = Part.REPRESENTATIVE
    theirs.save(update_fields=["part"])
    if stays:
        mine.part = Part.CONTACT
        mine.save(update_fields=["part"])
    else:
        mine.delete()
    post.put(to=by.email, at=at, **notices.handed_over(locked, to))
    post.put(to=to.email, at=at, **notices.taken_over(locked, by))


def _lock(group) -> Group:
    return Group.objects.select_for_update(of=["self"]).get(pk=group.pk)


def _lock_for_lead(group, by) -> Group:
    locked = _lock(group)
    if not leads(by, locked):
        raise NotAllowed(_("この手続きができるのは代表だけです。"))
    return locked


def _of(group, person) -> Membership:
    membership = group.memberships.select_related("user").filter(user=person).first()
    if membership is None:
        raise NotAllowed(_("この人は、もうこの団体の人ではありません。"))
    return membership


def _must_still_be_led(group) -> None:
    if not group.memberships.filter(part=Part.REPRESENTATIVE).exists():
        raise NotAllowed(
            _("代表がいなくなってしまいます。先に、ほかの人に代表を引き継いでください。")
        )
