"""ReadLog: who saw which consultation, when and how; only ever added to."""

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation


class How(models.TextChoices):
    PAGE = "page", _("記録のページ")
    EDIT = "edit", _("書きかえる画面")
    LIST = "list", _("一覧")
    SEARCH = "search", _("検索の結果")
    DESK = "desk", _("今日の仕事")
    PERSON = "person", _("人のページ")
    TIMELINE = "timeline", _("団体のカルテ")
    STORY = "story", _("事例づくり")
    EXPORT = "export", _("書き出し")
    FILE = "file", _("添付ファイル")
    SEALED = "sealed", _("機微情報")
    ADMIN = "admin", _("データの修正")


class ReadLog(models.Model):
    """One record before somebody's eyes. It outlives the record, so the key binds nothing.

    `reason` is what somebody wrote who opened a confidence of a record that is not their own.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        db_index=False,
        related_name="+",
        verbose_name=_("だれが"),
    )
    at = models.DateTimeField(_("いつ"))
    consultation = models.ForeignKey(
        Consultation,
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="readings",
        verbose_name=_("どの記録を"),
    )
    how = models.CharField(_("どのように"), max_length=10, choices=How)
    reason = models.CharField(_("開いた理由"), max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = _("閲覧の記録")
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(
                fields=["user", "at"], include=["consultation", "how"], name="read_by_whom"
            ),
            models.Index(fields=["consultation", "at"], name="read_of_what"),
        ]
        constraints = [models.CheckConstraint(condition=Q(how__in=How.values), name="read_how")]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.get_how_display()}"
