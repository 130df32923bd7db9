"""Copied: an application that began with the answers of an earlier one of the same group."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from grants.models.application import Application
from grants.models.submission import Submission

WITHIN_ONE_GROUP = """
IF NOT EXISTS (
    SELECT 1 FROM grants_application here, grants_submission s
    JOIN grants_application there ON there.id = s.application_id
    WHERE here.id = NEW.application_id AND s.id = NEW.submission_id
    AND there.group_id = here.group_id AND there.id <> here.id
) THEN RAISE EXCEPTION 'answers are copied from another application of the same group'; END IF;
RETURN NEW;
"""


class Copied(models.Model):
    """From which submission, by whom and when; it goes with the draft if that is thrown away."""

    application = models.OneToOneField(
        Application, models.CASCADE, related_name="copied", verbose_name=_("交付申請")
    )
    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="+", verbose_name=_("もとの提出")
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("写した人")
    )
    at = models.DateTimeField(_("写した日時"))

    class Meta:
        verbose_name = verbose_name_plural = _("前の申請からの写し")
        triggers = [
            pgtrigger.Protect(name="stays", operation=pgtrigger.Update),
            pgtrigger.Trigger(
                name="within_one_group",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                func=WITHIN_ONE_GROUP,
            ),
        ]

    def __str__(self):
        return f"{self.application} ← {self.submission}"
