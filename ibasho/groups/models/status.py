"""The words for where a group stands in its life."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    CONSULTING = "consulting", _("相談中")
    PREPARING = "preparing", _("準備中")
    TRIAL = "trial", _("プレオープン")
    ACTIVE = "active", _("活動中")
    PAUSED = "paused", _("休止中")
    GRADUATED = "graduated", _("卒業")
    ENDED = "ended", _("終了")
