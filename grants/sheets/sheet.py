"""What all sheets of the application form have in common: kept text in, understood answers out."""

from collections.abc import Mapping

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from grants.rules.needs import Needs
from ibasho.fields import ChoiceField
from ibasho.look import FieldOnPage
from ibasho.text import is_storable

NOTHING = Needs()
YES_NO = [("yes", _("はい")), ("no", _("いいえ"))]
SEPARATOR = ","  # between the values of one item with several; no value holds it
UNREADABLE = "\N{REPLACEMENT CHARACTER}"


def yes_no(label, help_text=""):
    return question(label, YES_NO, _("「%(label)s」に、はいかいいえで答えてください。"), help_text)


def question(label, choices, complaint, help_text=""):
    """A field whose label is a whole question, so that its complaint must be one of its own."""
    codes = dict.fromkeys(("required", "invalid_choice"), complaint)
    return ChoiceField(
        label=label,
        help_text=help_text,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=codes,
    )


def keepable(typed: str) -> str:
    """What PostgreSQL can hold of it; each mark that it cannot hold becomes a visible one."""
    if is_storable(typed):
        return typed
    return "".join(mark if is_storable(mark) else UNREADABLE for mark in typed)


class ItemOnPage(FieldOnPage):
    """`rival` is what another page wrote in the meantime (grants.views.my.rivals), or None."""

    rival = None


class Sheet(forms.Form):
    """One sheet of one application: `fiscal_year` bounds its dates, `days` are the plan's.

    `asks` is what the terms of the programme need to be told (grants.rules.needs).

    A gentle sheet says what is wrong in what was typed, but not yet what is still missing.
    """

    bound_field_class = ItemOnPage
    slug = ""
    title = ""
    number = 0
    groups: tuple = ()  # (heading, names of its items), in the order of the paper form

    def __init__(
        self, answers: Mapping[str, str], *, fiscal_year, days=(), asks=NOTHING, gentle=False
    ):
        self.fiscal_year, self.days, self.asks, self.gentle = fiscal_year, days, asks, gentle
        super().__init__(data=MultiValueDict())
        self.add_items()
        for name in self.fields.keys() & answers.keys():
            self.data.setlist(name, self._values(name, answers[name]))

    @classmethod
    def wanted(cls, asks: Needs) -> bool:
        """Whether a programme that asks this has the sheet at all."""
        return True

    def add_items(self):
        """Items that depend on earlier sheets, or on the terms."""

    def _values(self, name: str, kept: str) -> list[str]:
        if self._several(name):
            return kept.split(SEPARATOR) if kept else []
        return [kept]

    def _several(self, name: str) -> bool:
        return isinstance(self.fields[name], forms.MultipleChoiceField)

    def full_clean(self):
        super().full_clean()
        self._refuse_unreadable()
        for name, errors in list(self.errors.items()) if self.gentle else []:
            if all(error.code == "required" for error in errors.as_data()):
                del self.errors[name]

    def _refuse_unreadable(self):
        for name in self.fields.keys() - self.errors.keys():
            if UNREADABLE in self.data.get(name, ""):
                self.add_error(
                    name,
                    _("%(label)sから、読めない文字（%(mark)s）を消してください。")
                    % {"label": self.fields[name].label, "mark": UNREADABLE},
                )

    def joined(self, name: str, values: list[str]) -> str | None:
        """Values of one item as the text that is kept; None where it takes exactly one."""
        if self._several(name):
            return SEPARATOR.join(values)
        return values[0] if len(values) == 1 else None

    def typed_in(self, post) -> dict[str, str]:
        """What a browser sent for the items of this sheet, as text that can be kept."""
        return {
            name: keepable(
                SEPARATOR.join(post.getlist(name)) if self._several(name) else post.get(name, "")
            )
            for name in self.fields
            if name in post or self._several(name)
        }

    @property
    def begun(self) -> bool:
        return any(value for _name, values in self.data.lists() for value in values)

    @property
    def complete(self) -> bool:
        """Whether nothing is missing or wrong, which a gentle sheet does not tell by itself."""
        asked = (name for name, field in self.fields.items() if field.required)
        return not self.errors and all(name in self.cleaned_data for name in asked)

    def numbered(self):
        """(item number, bound field) in the order of the paper form."""
        return [(f"{self.number}-{n}", field) for n, field in enumerate(self, start=1)]

    def parts(self):
        """(heading, bound fields with their `number`) of the page; items in no group come first."""
        for number, field in self.numbered():
            field.number = number
        grouped = {name for _heading, names in self.groups for name in names}
        loose = [field for field in self if field.name not in grouped]
        parts = [(heading, [self[name] for name in names]) for heading, names in self.groups]
        return [("", loose), *parts] if loose else parts

    @property
    def silent(self) -> frozenset[str]:
        """Items that are told only where something stands in them."""
        return frozenset()

    def told(self) -> list[dict[str, str]]:
        """Number, label, answer in words and anchor of each item, for reading it over."""
        rows = [(number, field, self.said(field.name)) for number, field in self.numbered()]
        return [
            {
                "name": field.name,
                "number": number,
                "label": field.label,
                "value": value,
                "anchor": field.anchor,
            }
            for number, field, value in rows
            if value or field.name not in self.silent
        ]

    def said(self, name: str) -> str:
        """An answer in words: what was chosen by its label, all else as it was typed."""
        field, values = self.fields[name], self.data.getlist(name)
        if isinstance(field, forms.ChoiceField):
            words = {str(key): str(label) for key, label in field.choices if key}
            return "・".join(words.get(value, value) for value in values if value)
        typed = self.cleaned_data.get(name, self.data.get(name, ""))
        shown = self.in_words(name, typed)
        return "" if shown is None else str(shown)

    def words_of(self, name: str, kept: str) -> str:
        """Another kept answer to an item of this sheet, in words."""
        around = {"fiscal_year": self.fiscal_year, "days": self.days, "asks": self.asks}
        other = type(self)({name: kept}, **around, gentle=True)
        other.full_clean()
        return other.said(name)

    def in_words(self, name: str, value):
        """An understood answer as a person says it."""
        return self.fields[name].prepare_value(value)
