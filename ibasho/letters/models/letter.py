"""Letter: numbered, immutable once issued; its PDF is made once and kept."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.permissions import Capability
from ibasho.dates import FiscalYear
from ibasho.groups.models import Group
from ibasho.letters import seal
from ibasho.letters.kinds import Kind


def immutable(words: str) -> pgtrigger.Trigger:
    """Nothing changes but the paper, which is laid out once after the row was written."""
    return pgtrigger.Trigger(
        name="immutable",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        func=f"""
            IF OLD.pdf IS NULL AND to_jsonb(NEW) - 'pdf' = to_jsonb(OLD) - 'pdf' THEN
                RETURN NEW;
            END IF;
            RAISE EXCEPTION '{words}';
        """,
    )


class LetterQuerySet(models.QuerySet):
    def seen_by(self, user):
        """Every letter for those who read the staff pages, their groups' for members."""
        if user.may(Capability.READ):
            return self
        return self.filter(group__in=Group.objects.of(user))

    def matching(self, *, reference: str, code: str):
        """The letters (one, or none) that carry this number and whose checksum begins so."""
        number = reference.removesuffix("号").rpartition("第")[2]
        found = self.filter(number=number, checksum__startswith=code)
        return [letter for letter in found if letter.reference == reference]

    def light(self):
        """Without the heavy columns, for lists."""
        return self.defer("pdf", "content")


class Letter(models.Model):
    """`content` is all that the layout needs (title, paragraphs, items …), as text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("種類"), max_length=20, choices=Kind)
    fiscal_year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveIntegerField(_("番号"))
    group = models.ForeignKey(Group, models.PROTECT, related_name="letters", verbose_name=_("団体"))
    issued_on = models.DateField(_("日付"))
    issued_at = models.DateTimeField(_("発行日時"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("発行した人")
    )
    content = models.JSONField(_("内容"))
    checksum = models.CharField(_("照合番号"), max_length=64)
    pdf = models.BinaryField(_("PDF"), null=True, editable=False)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = _("文書")
        ordering = ["-fiscal_year", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["fiscal_year", "number"], name="letter_number_once"),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="letter_number"),
            models.CheckConstraint(condition=models.Q(kind__in=Kind.values), name="letter_kind"),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            immutable("an issued letter does not change"),
            pgtrigger.Trigger(
                name="no_gap",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func="""
                    PERFORM pg_advisory_xact_lock(hashtext('letters_letter'), NEW.fiscal_year);
                    IF NEW.number <> 1 + (
                        SELECT COALESCE(MAX(number), 0) FROM letters_letter
                        WHERE fiscal_year = NEW.fiscal_year
                    ) OR NEW.number IS DISTINCT FROM (
                        SELECT last FROM letters_register
                        WHERE series = 'issued' AND fiscal_year = NEW.fiscal_year
                    ) THEN
                        RAISE EXCEPTION 'letter numbers have no gaps';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self):
        return f"{self.reference} {self.get_kind_display()}"

    @property
    def reference(self) -> str:
        """The number as it stands on the paper, e.g. 8社協発第12号 of fiscal year R8."""
        return f"{FiscalYear(self.fiscal_year).short[1:]}社協発第{self.number}号"

    @property
    def code(self) -> str:
        """The short form of the checksum, as it stands on the paper."""
        return seal.code(self.checksum)

    def is_genuine(self) -> bool:
        """Whether kind, number, day and content are still those that were sealed."""
        return self.checksum == seal.checksum(
            kind=self.kind,
            reference=self.reference,
            issued_on=self.issued_on,
            content=self.content,
        )
