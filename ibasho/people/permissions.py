"""Who may lead a group, and who may accept which invitation."""

from django.utils.translation import gettext as _

from ibasho.accounts.permissions import Capability
from ibasho.groups.models import Part


def belongs(user, group) -> bool:
    return group.memberships.filter(user=user).exists()


def leads(user, group) -> bool:
    """Whether this person may invite, change parts, remove, and hand over."""
    return group.memberships.filter(user=user, part=Part.REPRESENTATIVE).exists()


def closed(invitation, at) -> str:
    """Why nobody can accept this invitation any more; empty while it is open."""
    if invitation.used_at:
        return _("この招待は、もう使われています。")
    if invitation.revoked_at:
        return _("この招待は、取り消されました。")
    if invitation.expires_at <= at:
        return _("この招待の期限がすぎました。")
    return ""


def why_not_join(user, invitation) -> str:
    """Why this account cannot accept an open invitation; empty when it can."""
    if not user.may(Capability.APPLY):
        return _("職員のアカウントでは、団体に参加できません。")
    if user.email.lower() != invitation.email:
        return _(
            "この招待は、ほかのメールアドレスあてです。"
            "招待のメールが届いたメールアドレスで、ログインしなおしてください。"
        )
    return ""
