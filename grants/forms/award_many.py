"""Which recommended applications are awarded together."""

from django import forms
from django.utils.translation import gettext_lazy as _

from grants import queue
from grants.forms.assign import MOST, keys
from ibasho.fields import ConsentField


class PickForm(forms.Form):
    """Several `id`: the ticked applications."""

    def __init__(self, data):
        super().__init__(data)
        self.applications = list(queue.to_award(keys(data.getlist("id"))))


class AwardManyForm(forms.Form):
    """Several `award`, each application:amount just as the preview showed it."""

    no_interest = ConsentField(label=_("上の「できます」のどの団体とも利害関係はありません"))

    def __init__(self, data=None, **kwargs):
        super().__init__(data, **kwargs)
        pairs = [told.partition(":") for told in data.getlist("award")[:MOST]] if data else []
        self.amounts = {
            key: int(amount)
            for application, _colon, amount in pairs
            for key in keys([application])
            if amount.isascii() and amount.isdecimal() and len(amount) < 10
        }
        self.applications = list(queue.to_award(self.amounts))
