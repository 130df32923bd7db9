"""The room of accounts, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    name = "ibasho.accounts"
    verbose_name = _("利用者")
