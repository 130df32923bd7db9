"""Forms of the people whom the workers know."""

from django import forms
from django.utils.translation import gettext_lazy as _

from consultations.models import Person
from ibasho.fields import NameField, ReadingField, SearchField


class PersonForm(forms.Form):
    """`record` is the person to amend; a contact stands there only for who may see it."""

    name = NameField(label=_("お名前"), max_length=100)
    reading = ReadingField(label=_("ふりがな"), max_length=200, required=False)
    role = NameField(
        label=_("立場"),
        max_length=100,
        required=False,
        help_text=_("例：主任児童委員、自治会の会長"),
    )
    organisation = NameField(
        label=_("所属"), max_length=100, required=False, help_text=_("例：見本コミセン")
    )
    contact = NameField(
        label=_("連絡先"),
        max_length=200,
        required=False,
        help_text=_("電話やメール。かぎをかけて残し、相談を受ける職員だけに見えます。"),
    )

    def __init__(self, *args, record=None, **kwargs):
        initial = {name: getattr(record, name) for name in ("name", "reading", "role")}
        initial |= {"organisation": record.organisation}
        initial |= {"contact": record.contact.reveal() if record.contact else ""}
        super().__init__(*args, initial=initial, **kwargs)


class PeopleFilter(forms.Form):
    show_markers = False
    q = SearchField(label=_("名前・立場・所属でさがす"))


class OtherPersonForm(forms.Form):
    """Which entry is the same person; the choices are standing entries."""

    other = forms.ModelChoiceField(
        label=_("同じ人"),
        queryset=Person.objects.none(),
        empty_label=_("（選んでください）"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), _("同じ人を選んでください。")),
    )

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = Person.objects.standing().exclude(pk=person.pk)
