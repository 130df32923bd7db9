"""The room of groups, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class GroupsConfig(AppConfig):
    name = "ibasho.groups"
    verbose_name = _("団体")
