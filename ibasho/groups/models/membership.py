"""Membership: which accounts act for a group, and in which part."""

import pghistory
import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ibasho.groups.models.group import Group


class Part(models.TextChoices):
    REPRESENTATIVE = "representative", _("代表")
    TREASURER = "treasurer", _("会計")
    CONTACT = "contact", _("連絡")


# At the end of the transaction, so that a group can be deleted with its people. The lock makes
# two transactions that each take away one of two representatives look one after the other.
STILL_LED = """
    PERFORM 1 FROM groups_group WHERE id = OLD.group_id FOR UPDATE;
    IF FOUND AND NOT EXISTS (
        SELECT 1 FROM groups_membership
        WHERE group_id = OLD.group_id AND part = 'representative'
    ) THEN
        RAISE EXCEPTION 'the last representative stays' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent())
class Membership(models.Model):
    group = models.ForeignKey(
        Group, models.CASCADE, related_name="memberships", verbose_name=_("団体")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("利用者"),
    )
    part = models.CharField(_("役目"), max_length=20, choices=Part, default=Part.REPRESENTATIVE)
    since = models.DateTimeField(_("いつから"), db_default=Now())

    class Meta:
        verbose_name = verbose_name_plural = _("団体の人")
        ordering = ["group", "since"]
        constraints = [
            models.UniqueConstraint(fields=["group", "user"], name="member_once"),
            models.CheckConstraint(
                condition=models.Q(part__in=Part.values), name="membership_part"
            ),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="still_led",
                operation=pgtrigger.Update | pgtrigger.Delete,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(old__part=Part.REPRESENTATIVE.value),
                func=STILL_LED,
            ),
        ]

    def __str__(self):
        return f"{self.user} {self.get_part_display()}"
