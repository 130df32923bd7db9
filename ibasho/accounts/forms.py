"""What we ask of somebody who signs up."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import NameField


class SignupForm(forms.Form):
    name = NameField(label=_("お名前"), max_length=100)

    def signup(self, request, user):
        """allauth calls this after saving; the adapter has already kept the name."""
