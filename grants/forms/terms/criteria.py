"""The known criteria that a programme asks of groups, with their numbers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.rhythm import Rhythm
from grants.forms.terms.words import GRADES
from grants.rules.criteria import KNOWN
from ibasho.fields import ChoiceField, CountField, NameField

EXTRA = {"frequency": ["every_months", "times", "about"], "duration": ["minutes", "about_minutes"]}


class KnownForm(Rhythm):
    """One of the known criteria: whether it is asked, how strictly, and on which clause it stands."""

    show_markers = False
    field_order = ["use", "grade", "clause", *EXTRA["frequency"], *EXTRA["duration"]]
    use = forms.BooleanField(required=False)
    grade = ChoiceField(label=gettext_lazy("重み"), choices=GRADES, initial="must", required=False)
    clause = NameField(label=gettext_lazy("要綱の条"), max_length=60, required=False)
    about = CountField(
        label=gettext_lazy("間があいても、何回からは人が確かめるか"),
        max_value=366,
        required=False,
        unit="回",
    )

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key
        self.fields["use"].label = KNOWN[key]["title"]
        for name in {name for names in EXTRA.values() for name in names}:
            if name not in EXTRA.get(key, ()):
                del self.fields[name]

    def clean(self):
        told = self.cleaned_data
        for name in EXTRA.get(self.key, ())[:1]:
            if told.get("use") and told.get(name) is None and name not in self.errors:
                self.add_error(name, _("%sを書いてください。") % self.fields[name].label)
        return told

    def criterion(self) -> dict | None:
        told = self.cleaned_data
        if not told.get("use"):
            return None
        numbers = {name: told[name] for name in EXTRA.get(self.key, ()) if told.get(name)}
        if numbers.get("times") == 1:
            del numbers["times"]
        return {"key": self.key, **numbers, **about_it(told)}


def about_it(told: dict) -> dict:
    grade = {} if told.get("grade") in ("", "must", None) else {"grade": told["grade"]}
    return grade | ({"clause": told["clause"]} if told.get("clause") else {})


def known_typed(criterion: dict) -> dict | None:
    """A known criterion (canonical JSON) as it is typed; None if it says more than the form asks."""
    known = KNOWN.get(criterion["key"])
    asked = EXTRA.get(criterion["key"], [])
    if known is None or any(criterion.get(name) != value for name, value in known.items()):
        return None
    if criterion.keys() - {"key", "grade", "clause", *known, *asked}:
        return None
    numbers = {name: str(criterion[name]) for name in asked if name in criterion}
    told = {name: criterion[name] for name in ("grade", "clause") if name in criterion}
    return {"use": "on", **numbers, **told}
