"""The room of duties, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DutiesConfig(AppConfig):
    name = "ibasho.duties"
    verbose_name = _("担当の引き継ぎ")
