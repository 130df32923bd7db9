"""What somebody who signs up tells us besides the mail address."""

from django import forms
from django.utils.translation import gettext_lazy as _

from ibasho.fields import NameField


class SignupForm(forms.Form):
    """Named by settings.ACCOUNT_SIGNUP_FORM_CLASS; allauth's own sign-up form builds on it."""

    name = NameField(label=_("お名前"), max_length=100)

    def signup(self, request, user):
        """allauth calls this after saving; the adapter has already kept the name."""
