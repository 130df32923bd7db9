"""The name under which somebody keeps how they narrow the queue."""

from django import forms
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from grants.models import SavedView
from ibasho.fields import NameField

MOST = 30


class SavedViewForm(forms.Form):
    name = NameField(label=_("名前"), help_text=_("例：わたしの審査中"), max_length=40)

    def save(self, *, owner, query: str) -> SavedView | None:
        """Keep `query` for `owner` under the name; None, with the reason at the field, if it cannot."""
        if SavedView.objects.filter(owner=owner).count() >= MOST:
            self.add_error(
                "name", _("保存できるのは%s件までです。使わないものを消してください。") % MOST
            )
            return None
        name = self.cleaned_data["name"]
        try:
            with transaction.atomic():
                return SavedView.objects.create(owner=owner, name=name, query=query)
        except IntegrityError:  # view_name_once
            self.add_error("name", _("「%s」はもうあります。ちがう名前にしてください。") % name)
            return None
