"""The room of letters, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "ibasho.letters"
    verbose_name = _("文書")
