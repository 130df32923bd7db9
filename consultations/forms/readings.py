"""The question after a breach: whose records did this account see, from when to when."""

from datetime import datetime, time

from django import forms
from django.utils.timezone import make_aware
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.models import User
from ibasho.fields import EraDateField, ModelChoiceField


class ScopeForm(forms.Form):
    """`span` are the first and the last moment of the days that were asked for."""

    account = ModelChoiceField(
        label=_("だれが"), queryset=User.objects.exclude(role="resident"), empty_label=_("選ぶ")
    )
    since = EraDateField(label=_("いつから"), help_text=_("例：2026年4月1日、R8.4.1"))
    until = EraDateField(label=_("いつまで"), help_text=_("この日の終わりまで"))

    def clean(self):
        told = super().clean()
        since, until = told.get("since"), told.get("until")
        if since and until and until < since:
            self.add_error("until", _("いつまでを、いつからと同じ日か後の日にしてください。"))
        return told

    @property
    def span(self):
        told = self.cleaned_data
        first = datetime.combine(told["since"], time.min)
        last = datetime.combine(told["until"], time.max)
        return make_aware(first), make_aware(last)
