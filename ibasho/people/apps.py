"""The room of the people, as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "ibasho.people"
    verbose_name = _("団体の人と招待")
