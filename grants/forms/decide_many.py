"""Which recommended applications are decided together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.forms.assign import MOST, keys
from grants.forms.review import LONGEST
from grants.reviewing import queue
from ibasho.fields import ConsentField, TextField


class PickForm(forms.Form):
    """Several `id`: the ticked applications."""

    def __init__(self, data):
        super().__init__(data)
        self.applications = list(queue.to_decide(keys(data.getlist("id"))))


class DecideManyForm(forms.Form):
    """One tick for all of them: no decision without the declaration."""

    no_interest = ConsentField(label=_("上の「できます」のどの団体とも利害関係はありません"))


class AwardManyForm(DecideManyForm):
    """Several `award`, each application:amount just as the preview showed it."""

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        pairs = [told.partition(":") for told in data.getlist("award")[:MOST]] if data else []
        self.amounts = {
            key: int(amount)
            for application, _colon, amount in pairs
            for key in keys([application])
            if amount.isascii() and amount.isdecimal() and len(amount) < 10
        }
        self.applications = list(queue.to_decide(self.amounts))


class DeclineManyForm(DecideManyForm):
    """Several `decline`, each an application that the preview showed, and one reason for all."""

    reason = TextField(
        label=_("不交付の理由"),
        help_text=_("「できます」のすべての通知書に、同じ理由が載ります。"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field_order = ["reason", "no_interest"]

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        self.applications = list(queue.to_decide(keys(data.getlist("decline")))) if data else []
