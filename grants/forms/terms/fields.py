"""Fields of the form of terms: yen or a line's mark, a limit or a share, lists, tables, JSON."""

import json
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.forms.terms.words import names_of, names_told
from grants.rules.shapes import MARKS
from ibasho.fields import NameField, TextField, YenField
from ibasho.text import narrow, parse_count, parse_yen, to_hiragana, trim, yen

HIGHEST = 99_999_999


def mark_of(typed: str) -> str | None:
    """「ア」「行ア」「ｱ」 as the mark of a line."""
    folded = to_hiragana(trim(typed).removeprefix("行"))
    place = to_hiragana(MARKS).find(folded) if len(folded) == 1 else -1
    return MARKS[place] if place >= 0 else None


class AmountField(YenField):
    """Yen, or the mark of the line that comes to them."""

    attrs = {"inputmode": "text", "autocomplete": "off"}

    def __init__(self, **kwargs):
        super().__init__(max_value=HIGHEST, required=False, **kwargs)

    def parse(self, typed):
        return mark_of(typed) or parse_yen(typed)

    def validate(self, value):
        if not isinstance(value, str):
            super().validate(value)


class BoundField(NameField):
    """A whole number, or a share such as 1/2 or 50%."""

    default_error_messages = {
        "bound": gettext_lazy("%(label)sを「10」か、「1/2」「50%%」のような割合で入れてください。")
    }

    def __init__(self, **kwargs):
        super().__init__(max_length=12, required=False, **kwargs)

    def clean(self, value):
        typed = narrow(super().clean(value)).strip()
        if not typed or re.fullmatch(r"[0-9]{1,4}/[0-9]{1,4}|[0-9.]{1,8}%", typed):
            return typed or None
        try:
            return parse_count(typed)
        except ValueError as error:
            raise self.complaint("bound", label=self.label) from error


class NamesField(NameField):
    """Several names, written one after the other: 「会場費、材料費」."""

    def __init__(self, *, words=None, **kwargs):
        self.words = words or {}
        super().__init__(max_length=200, required=False, **kwargs)

    def clean(self, value):
        return names_of(super().clean(value), self.words)

    def told(self, keys) -> str:
        return names_told(keys, self.words)


class AmountsField(NamesField):
    """Several amounts: 「ア、イ、3000」. Thousands go without a comma here, for it parts."""

    default_error_messages = {
        "amounts": gettext_lazy("%(label)sを「ア、イ」のように、行の記号か金額で書いてください。")
    }

    def clean(self, value):
        try:
            return [mark_of(one) or parse_yen(one) for one in super().clean(value)]
        except ValueError as error:
            raise self.complaint("amounts", label=self.label) from error


class RowsField(NamesField):
    """The numbers of other rows, 「1、2」, as their ids."""

    default_error_messages = {
        "rows": gettext_lazy("%(label)sを「1、2」のように番号で書いてください。")
    }

    def __init__(self, *, row: str, **kwargs):
        self.row = row
        super().__init__(**kwargs)

    def clean(self, value):
        numbers = [narrow(one) for one in super().clean(value)]
        if not all(re.fullmatch("[1-9][0-9]?", number) for number in numbers):
            raise self.complaint("rows", label=self.label)
        return [f"{self.row}-{int(number) - 1}" for number in numbers]

    def told(self, keys) -> str:
        return "、".join(str(int(key.split("-")[1]) + 1) for key in keys)


class LeastField(TextField):
    """Lines of a name and a number: 「参加者 5人」."""

    def __init__(self, *, words, **kwargs):
        self.words = words
        super().__init__(max_length=500, required=False, **kwargs)

    def clean(self, value):
        return dict(self._pair(line) for line in narrow(super().clean(value)).splitlines() if line)

    def _pair(self, line: str) -> tuple[str, int]:
        found = re.fullmatch(r" *(.+?)[ :：]*([0-9]{1,6}) *(?:人|分|回|食|件|世帯)?", line)
        if not found:
            raise forms.ValidationError(_("1行に1つ、「参加者 5」のように書いてください。"))
        return names_of(found[1], self.words)[0], int(found[2])

    def told(self, bounds: dict[str, int]) -> str:
        return "\n".join(f"{self.words.get(key, key)} {number}" for key, number in bounds.items())


def steps_of(typed: str, *, bands: bool) -> list[tuple[int | None, int | str]]:
    """「10人以上 5,000円」 line by line; the last band may say only its yen."""
    lines = [line for line in narrow(typed).splitlines() if line.strip()]
    steps: list[tuple[int | None, int | str]] = []
    for number, line in enumerate(lines, start=1):
        found = _step(line)
        if len(found) == 2:
            steps.append((int(found[0]), found[1]))
        elif len(found) == 1 and bands and number == len(lines):
            steps.append((None, found[0]))
        else:
            words = _("%s行目を「10人以上 5,000円」のように、数と金額だけで書いてください。")
            raise forms.ValidationError(words % number)
    return steps


def _step(line: str) -> list:
    """The number and the yen of one line; a line's mark may stand in place of the yen."""
    found: list = [int(one.replace(",", "")[:12]) for one in re.findall(r"[0-9][0-9,]*", line)]
    mark = mark_of(line.split()[-1])
    return [*found, mark] if mark else found


def steps_told(steps, *, bands: bool) -> str:
    word = _("まで") if bands else _("以上")
    return "\n".join(
        f"{_('それより上') if bound is None else f'{bound:,}{word}'} "
        f"{amount if isinstance(amount, str) else yen(amount)}"
        for bound, amount in steps
    )


class JsonField(TextField):
    """JSON of an expert; what is wrong is told with its line. Empty is None."""

    empty_value = None

    def __init__(self, **kwargs):
        super().__init__(required=False, max_length=20_000, **kwargs)

    def clean(self, value):
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return json.loads(typed)
        except RecursionError as error:
            raise forms.ValidationError(_("入れ子が深すぎます。")) from error
        except json.JSONDecodeError as error:
            place = {"line": error.lineno, "column": error.colno}
            words = _("JSONとして読み取れません（%(line)s行%(column)s文字目）。")
            raise forms.ValidationError(words % place) from error
        except ValueError as error:
            raise forms.ValidationError(_("数が大きすぎます。")) from error


def json_told(document) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2)
