"""Invitation: a mail that lets one address join one group, once, until a day."""

import uuid
from hashlib import sha256

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models import Group, Part

FOREVER = ["group", "email", "part", "token_hash", "invited_by", "invited_at", "expires_at"]


def hashed(token: str) -> str:
    """What is kept of the secret in the mail's link; the link cannot be made from it."""
    return sha256(token.encode(errors="replace")).hexdigest()


class Span(Func):
    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


class InvitationQuerySet(models.QuerySet):
    def open(self, at):
        """Those that can still be accepted at this moment."""
        return self.filter(used_at=None, revoked_at=None, expires_at__gt=at)


def _person(label, **kwargs):
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=label, **kwargs
    )


@pghistory.track(exclude=["token_hash"])
class Invitation(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="invitations", verbose_name=_("団体")
    )
    email = models.EmailField(_("招待したメールアドレス"))
    part = models.CharField(_("役目"), max_length=20, choices=Part)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = _person(_("招待した人"))
    invited_at = models.DateTimeField(_("招待した日時"))
    expires_at = models.DateTimeField(_("期限"))
    used_at = models.DateTimeField(_("参加した日時"), null=True, blank=True)
    used_by = _person(_("参加した人"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("取り消した日時"), null=True, blank=True)
    revoked_by = _person(_("取り消した人"), null=True, blank=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("招待")
        ordering = ["-invited_at", "id"]
        constraints = [
            # Two invitations of one address to one group never stand open side by side;
            # one that has expired is in nobody's way.
            ExclusionConstraint(
                name="invitation_open_once",
                expressions=[
                    ("group", RangeOperators.EQUAL),
                    ("email", RangeOperators.EQUAL),
                    (Span("invited_at", "expires_at"), RangeOperators.OVERLAPS),
                ],
                condition=Q(used_at=None, revoked_at=None),
            ),
            models.CheckConstraint(condition=Q(email=Lower("email")), name="invitation_lower"),
            models.CheckConstraint(condition=Q(part__in=Part.values), name="invitation_part"),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("invited_at")), name="invitation_lasts"
            ),
            models.CheckConstraint(
                condition=Q(used_at=None, used_by=None)
                | Q(used_at__lt=F("expires_at"), used_by__isnull=False, revoked_at=None),
                name="invitation_used_in_time",
            ),
            models.CheckConstraint(
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="invitation_revoked_by_somebody",
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="as_it_was_sent", fields=FOREVER),
            pgtrigger.Protect(
                name="closed_for_good",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__used_at__isnull=False)
                | pgtrigger.Q(old__revoked_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.group} {self.email}"
