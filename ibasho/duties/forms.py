"""Who gives and who takes; and, once it has been looked at, what to say with it."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.models import User
from ibasho.accounts.permissions import Capability
from ibasho.fields import ModelChoiceField, TextField
from ibasho.groups.models import Charge


class PairForm(forms.Form):
    """Whose things go to whom; it stands in the address."""

    giver = ModelChoiceField(label=_("渡す人"), queryset=None, empty_label=_("選んでください"))
    taker = ModelChoiceField(label=_("受ける人"), queryset=None, empty_label=_("選んでください"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        listeners = User.objects.who_may(Capability.LISTEN)
        # Whoever gives may have lost the right already; whoever takes must have it.
        in_charge = Charge.objects.values("user")
        self.fields["giver"].queryset = User.objects.filter(
            Q(pk__in=listeners.values("pk")) | Q(pk__in=in_charge)
        )
        self.fields["taker"].queryset = listeners


class WordsForm(forms.Form):
    seen = forms.CharField(widget=forms.HiddenInput)
    words = TextField(
        label=_("申し送り"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("受ける人にメールで届きます。相談した人の名前は書かないでください。"),
    )
