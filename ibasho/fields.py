"""Form fields that read what people type, keep it when they cannot, and say how to mend it.

The label is a parameter of every message, so a field needs a label, and a form that passes its own
`error_messages` may write %(label)s in them too. All inputs are type=text: a browser blanks what it
dislikes in type=number. No maxlength is put out either: browsers count UTF-16 halves, we count
letters, and typing that stops without a word cannot be mended.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ibasho import dates, text

_OF_CHOICES = forms.ModelMultipleChoiceField.default_error_messages


class Named(forms.Field):
    """A field whose messages carry its own label."""

    default_error_messages = {
        "required": _("%(label)sを入れてください。"),
        "max_length": _(
            "%(label)sを%(limit_value)s文字までに短くしてください。いまは%(show_value)s文字です。"
        ),
        "null_characters_not_allowed": _("%(label)sから使えない文字を消してください。"),
    }
    attrs: dict[str, str] = {}

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except ValidationError as error:
            for each in error.error_list:
                self._name(each)
            raise

    def _name(self, error: ValidationError) -> None:
        # What Django or a model's own key says is said in the words of this field too.
        error.message = self.error_messages.get(error.code, error.message)
        if "%(label)s" in str(error.message):
            error.params = {"label": self.label or _("この欄"), **(error.params or {})}

    def complaint(self, code: str, **params: Any) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)

    def bound_data(self, data: Any, initial: Any) -> Any:
        shown = super().bound_data(data, initial)
        # Half a surrogate pair (it comes by JSON) cannot be sent back as UTF-8.
        return shown.encode("utf-8", "replace").decode() if isinstance(shown, str) else shown

    def widget_attrs(self, widget: forms.Widget) -> dict[str, str]:
        return {name: value for name, value in self.attrs.items() if name not in widget.attrs}


class Typed(Named):
    """One line that `parse` turns into a value; empty is None. A value read before is read again."""

    widget = forms.TextInput
    attrs = {"inputmode": "text", "autocomplete": "off"}
    default_error_messages = {"invalid": _("%(label)sを確かめてください。%(why)s")}
    parse: Callable[[str], Any]

    def to_python(self, value: Any) -> Any:
        typed = "" if value is None else text.trim(str(self.prepare_value(value)))
        if text.is_blank(typed):
            return None
        try:
            return self.parse(typed)
        except ValueError as error:
            raise self.refusal(str(error)) from error

    def refusal(self, why: str) -> ValidationError:
        return self.complaint("invalid", why=why)


class WholeField(Typed):
    """What amounts and counts have in common: whole numbers between two bounds."""

    attrs = {"inputmode": "numeric", "autocomplete": "off"}
    default_error_messages = {
        "invalid": _("%(label)sを%(lowest)sから%(highest)sまでの整数で入れてください。")
    }
    say: Callable[[int], str]

    def __init__(self, *, min_value: int = 0, max_value: int = text.LARGEST, **kwargs: Any) -> None:
        self.min_value, self.max_value = min_value, max_value
        super().__init__(**kwargs)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}" if type(value) is int else value

    def validate(self, value: int | None) -> None:
        super().validate(value)
        if value is not None and not self.min_value <= value <= self.max_value:
            raise self.refusal("outside the bounds")

    def refusal(self, why: str) -> ValidationError:
        # The bounds say more than the reason: how to mend it is the same for every reason.
        lowest, highest = self.say(self.min_value), self.say(self.max_value)
        return self.complaint("invalid", why=why, lowest=lowest, highest=highest)


class YenField(WholeField):
    """Whole yen: 10,000, １０，０００, ¥10,000, 10000円."""

    parse, say = staticmethod(text.parse_yen), staticmethod(text.yen)


class CountField(WholeField):
    """A whole number; with unit="人" also 12人, and the message says 人 too."""

    def __init__(self, *, unit: str = "", **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(**kwargs)

    def parse(self, typed: str) -> int:
        return text.parse_count(typed.removesuffix(self.unit))

    def say(self, number: int) -> str:
        return f"{number:,}{self.unit}"


class EraDateField(Typed):
    """A day in wareki or seireki, from 1912-07-30 to 2100-12-31."""

    parse = staticmethod(dates.parse_date)

    def prepare_value(self, value: Any) -> Any:
        return dates.western(value) if isinstance(value, date) else value


class MonthField(Typed):
    """A month in wareki or seireki; the value is its first day."""

    parse = staticmethod(dates.parse_month)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.year}年{value.month}月" if isinstance(value, date) else value


class FiscalYearField(Typed):
    """2026, 2026年度, R8 or 令和8年度; the value is a FiscalYear."""

    parse = staticmethod(dates.parse_fiscal_year)


class TimeField(Typed):
    """10:00, 1000, １０時, 10時30分, 午後1時."""

    parse = staticmethod(dates.parse_time)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%H:%M}" if isinstance(value, time) else value


class Worded(Named, forms.CharField):
    """Words that are stored as words; `tidy` may only do what the field promises."""

    default_error_messages = {"control": _("%(label)sから改行や見えない制御文字を消してください。")}

    def to_python(self, value: Any) -> str | None:
        typed = "" if value is None else str(value)
        return self.empty_value if text.is_blank(typed) else self.tidy(typed)

    def tidy(self, typed: str) -> str:
        """One line, byte for byte but for the spaces around it."""
        if not text.is_one_line(tidied := text.trim(typed)):
            raise self.complaint("control")
        return tidied


class NameField(Worded):
    """A name, stored as typed: no normal form, for that would rewrite 神 and drop the shape of 葛󠄀."""


class Folded(Worded):
    """Words that are folded into one form first, and checked then."""

    fold: Callable[[str], str]
    holds: Callable[[str], bool]

    def tidy(self, typed: str) -> str:
        if not self.holds(folded := self.fold(text.trim(typed))):
            raise self.complaint("invalid")
        return folded


class ReadingField(Folded):
    """A reading in kana, kept in hiragana."""

    default_error_messages = {"invalid": _("%(label)sをひらがなかカタカナで入れてください。")}
    fold, holds = staticmethod(text.to_hiragana), staticmethod(text.is_kana_reading)


class PhoneField(Folded):
    """A Japanese phone number in ASCII, with hyphens where they were typed."""

    attrs = {"inputmode": "tel"}
    default_error_messages = {"invalid": _("%(label)sを「0422-00-0000」のように入れてください。")}
    fold, holds = staticmethod(text.fold_phone), staticmethod(text.is_phone)


class PostalCodeField(Folded):
    """A postal code as 180-0000."""

    attrs = {"inputmode": "numeric"}
    default_error_messages = {"invalid": _("%(label)sを「180-0000」のように入れてください。")}
    fold, holds = staticmethod(text.fold_postal_code), staticmethod(text.is_postal_code)


class EmailField(Worded):
    """A mail address, in ASCII however wide it was typed."""

    widget = forms.EmailInput
    attrs = {"inputmode": "email", "autocomplete": "email"}
    default_validators = forms.EmailField.default_validators
    default_error_messages = {
        "invalid": _("%(label)sを「name@example.jp」のように入れてください。")
    }

    def tidy(self, typed: str) -> str:
        return super().tidy(text.narrow(typed))


class TextField(Worded):
    """Several lines; a break counts as one letter, and the indent of the first line is kept."""

    widget = forms.Textarea
    default_error_messages = {"control": _("%(label)sから見えない制御文字を消してください。")}

    def tidy(self, typed: str) -> str:
        tidied = text.trim_lines(text.unify_breaks(typed))
        if not text.is_plain_text(tidied):
            raise self.complaint("control")
        return tidied


class Chosen(Named):
    """What all choices have in common; a key of the wrong shape (?area=abc) is no choice either."""

    default_error_messages = dict.fromkeys(
        (*_OF_CHOICES, "required", "invalid", "null_characters_not_allowed"),
        _("%(label)sを選んでください。"),
    )


# For a choice whose label is a whole question.
ASKED = dict.fromkeys((*_OF_CHOICES, "required"), _("「%(label)s」の答えを選んでください。"))


class ChoiceField(Chosen, forms.ChoiceField):
    """One of several."""


class MultiChoiceField(Chosen, forms.MultipleChoiceField):
    """Any of several."""


class ModelChoiceField(Chosen, forms.ModelChoiceField):
    """One of the rows of a query."""


class ModelMultiChoiceField(Chosen, forms.ModelMultipleChoiceField):
    """Any of the rows of a query."""


class ConsentField(Named, forms.BooleanField):
    """A box that must be ticked (or may, with required=False)."""

    default_error_messages = {"required": _("「%(label)s」に印を付けてください。")}


class SearchField(forms.CharField):
    """A search word out of an address: whatever it holds, the answer can be searched for."""

    widget = forms.TextInput(attrs={"inputmode": "search"})

    def __init__(self, *, required: bool = False, **kwargs: Any) -> None:
        super().__init__(required=required, **kwargs)

    def clean(self, value: Any) -> str:
        return text.clean_query(value)


class LenientChoiceField(forms.ChoiceField):
    """A choice out of an address (a tab, a sort key): an unknown one is `fallback`, no error."""

    def __init__(self, *, fallback: str = "", required: bool = False, **kwargs: Any) -> None:
        self.fallback = fallback
        super().__init__(required=required, **kwargs)

    def clean(self, value: Any) -> str:
        return value if isinstance(value, str) and self.valid_value(value) else self.fallback
