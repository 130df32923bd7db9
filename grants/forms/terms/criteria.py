"""What a programme asks of groups: the known criteria with their numbers, and counts of one's own."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.words import GRADES, QUANTITIES
from grants.rules.apart import quantity_named
from grants.rules.criteria import KNOWN
from grants.rules.shapes import OTHER, quantity_of
from ibasho.fields import ChoiceField, CountField, NameField

EXTRA = {"frequency": ["every_months", "times"], "duration": ["minutes", "about_minutes"]}


class KnownForm(forms.Form):
    """One of the known criteria: whether it is asked, how strictly, and on which clause it stands."""

    show_markers = False
    use = forms.BooleanField(required=False)
    grade = ChoiceField(label=gettext_lazy("重み"), choices=GRADES, initial="must", required=False)
    clause = NameField(label=gettext_lazy("要綱の条"), max_length=60, required=False)
    every_months = CountField(
        label=gettext_lazy("何か月ごとに"), min_value=1, max_value=12, required=False, unit="か月"
    )
    times = CountField(
        label=gettext_lazy("そのあいだに何回以上"),
        min_value=1,
        max_value=31,
        required=False,
        unit="回",
    )
    minutes = CountField(
        label=gettext_lazy("1回の時間（分）"),
        min_value=1,
        max_value=1_440,
        required=False,
        unit="分",
    )
    about_minutes = CountField(
        label=gettext_lazy("この時間からは人が確かめる（分）"),
        min_value=1,
        max_value=1_440,
        required=False,
        unit="分",
    )

    def __init__(self, *args, key, **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key
        self.fields["use"].label = KNOWN[key]["title"]
        for name in ("every_months", "times", "minutes", "about_minutes"):
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
        return {"key": self.key, **numbers, **_about(told)}


class OwnForm(forms.Form):
    """A count that must be reached: so many members, so many gatherings."""

    title = NameField(label=gettext_lazy("要件の名前"), max_length=60)
    key = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    what = ChoiceField(label=gettext_lazy("何を数えるか"), choices=QUANTITIES)
    what_name = NameField(label=gettext_lazy("そのほかの数の名前"), max_length=60, required=False)
    at_least = CountField(label=gettext_lazy("いくつ以上か"), max_value=999_999)
    about = CountField(
        label=gettext_lazy("いくつからは人が確かめるか"), max_value=999_999, required=False
    )
    grade = ChoiceField(label=gettext_lazy("重み"), choices=GRADES, initial="must", required=False)
    clause = NameField(label=gettext_lazy("要綱の条"), max_length=60, required=False)

    def clean(self):
        told = self.cleaned_data
        if told.get("what") == OTHER and not told.get("what_name"):
            self.add_error("what_name", _("数の名前を書いてください。"))
        return told

    def criterion(self) -> dict:
        told = self.cleaned_data
        about = {} if told.get("about") is None else {"about": told["about"]}
        return {
            "key": told["key"],
            "kind": "quantity",
            "title": told["title"],
            "quantity": quantity_of(told, "what"),
            "at_least": told["at_least"],
            **about,
            **_about(told),
        }


def _about(told: dict) -> dict:
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


def own_typed(criterion: dict) -> dict | None:
    """A count as it is typed; None for any other criterion."""
    numbers = {name: criterion[name] for name in ("at_least", "about") if name in criterion}
    asked = {"key", "kind", "title", "quantity", "grade", "clause", *numbers}
    what = quantity_named("what", criterion.get("quantity"))
    plain = criterion["kind"] == "quantity" and "at_least" in numbers and what is not None
    if (
        not plain
        or criterion.keys() - asked
        or not all(isinstance(n, int) for n in numbers.values())
    ):
        return None
    told = {
        name: criterion[name] for name in ("key", "title", "grade", "clause") if name in criterion
    }
    return {**told, **what, **{name: str(number) for name, number in numbers.items()}}
