"""What pages ask of the people of a group."""

from ibasho.people.models import Invitation, hashed


def members(group):
    """Longest first."""
    return group.memberships.select_related("user").order_by("since", "pk")


def waiting(group, at):
    """The invitations that nobody has answered yet."""
    return group.invitations.open(at).select_related("invited_by")


def by_token(token: str):
    return Invitation.objects.filter(token_hash=hashed(token)).select_related("group").first()
