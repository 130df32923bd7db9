"""The room of reports, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "ibasho.reports"
    verbose_name = _("報告")
