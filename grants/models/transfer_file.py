"""TransferFile: the payments of one day, as banks take them; made once, or cancelled."""

import uuid

import pghistory
import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grants.models.bank_account import person
from ibasho.secrecy import SecretField


class TransferFileQuerySet(models.QuerySet):
    def light(self):
        return self.defer("content")


# At the end of a transaction a file holds just the payments that it counts and adds up.
HOLDS_WHAT_IT_COUNTS = """
SELECT count(*), coalesce(sum(amount), 0) INTO found, yen
FROM grants_payment WHERE file_id = NEW.id;
SELECT count, total, cancelled_at INTO told, told_yen, gone
FROM grants_transferfile WHERE id = NEW.id;
IF gone IS NULL AND (found, yen) IS DISTINCT FROM (told, told_yen) THEN
    RAISE EXCEPTION 'a file of payments holds just what it counts';
END IF;
RETURN NULL;
"""
COUNTED = [
    *(("found", "bigint"), ("yen", "bigint"), ("told", "bigint"), ("told_yen", "bigint")),
    ("gone", "timestamptz"),
]


@pghistory.track(exclude=["content"])
class TransferFile(models.Model):
    """A 総合振込 file: made once, the same bytes ever after (`content`, under seal), or cancelled."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    transfer_on = models.DateField(_("振込日"))
    count = models.PositiveIntegerField(_("件数"))
    total = models.PositiveBigIntegerField(_("合計（円）"))
    content = SecretField(_("中身"))
    checksum = models.CharField(_("確認番号"), max_length=64)
    made_by = person(_("作った人"))
    made_at = models.DateTimeField(_("作った日時"))
    cancelled_by = person(_("取りやめた人"), null=True, blank=True)
    cancelled_at = models.DateTimeField(_("取りやめた日時"), null=True, blank=True)
    cancelled_reason = models.TextField(_("取りやめたわけ"), blank=True)

    objects = TransferFileQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("振込データ")
        ordering = ["-made_at"]
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0, total__gt=0), name="file_of_something"),
            models.CheckConstraint(
                condition=Q(cancelled_by=None, cancelled_at=None)
                | Q(cancelled_by__isnull=False, cancelled_at__isnull=False)
                & ~Q(cancelled_reason=""),
                name="file_cancelled_by",
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="made_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Condition(
                    "OLD.cancelled_at IS NOT NULL OR NEW.cancelled_at IS NULL"
                    " OR (OLD.id, OLD.transfer_on, OLD.count, OLD.total, OLD.content, OLD.checksum,"
                    " OLD.made_by_id, OLD.made_at) IS DISTINCT FROM (NEW.id, NEW.transfer_on,"
                    " NEW.count, NEW.total, NEW.content, NEW.checksum, NEW.made_by_id, NEW.made_at)"
                ),
            ),
            pgtrigger.Trigger(
                name="holds_what_it_counts",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                timing=pgtrigger.Deferred,
                declare=COUNTED,
                func=HOLDS_WHAT_IT_COUNTS,
            ),
        ]

    def __str__(self):
        return f"{self.transfer_on} {self.count}"
