"""The room of the first contents, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeedConfig(AppConfig):
    name = "ibasho.seed"
    verbose_name = _("はじめのデータ")
