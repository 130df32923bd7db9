"""The words of the form of terms, and how lines, names of costs and JSON are read."""

import json
import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grants.rules.quantities import KINDS as COSTS
from grants.rules.shapes import OTHER
from ibasho.fields import TextField
from ibasho.text import narrow, yen

QUANTITIES = [
    ("gatherings", gettext_lazy("開催の回数")),
    ("active_months", gettext_lazy("活動した月の数")),
    ("months_twice", gettext_lazy("月に2回以上開いた月の数")),
    ("active_days", gettext_lazy("活動した日の数")),
    ("hours", gettext_lazy("活動の時間")),
    ("members", gettext_lazy("会員の人数")),
    ("attendances", gettext_lazy("のべ参加者の人数")),
    ("average", gettext_lazy("1回あたりの参加者の人数")),
    ("households", gettext_lazy("世帯の数")),
    ("meals", gettext_lazy("食数")),
    ("visits", gettext_lazy("訪問の件数")),
    ("receipt_year", gettext_lazy("助成を受けて何年目か")),
    ("period_months", gettext_lazy("活動期間の月数")),
    ("months_to_year_end", gettext_lazy("始まりの月から年度末までの月数")),
    (OTHER, gettext_lazy("そのほかの数（名前を書く）")),
]
GRADES = [
    ("must", gettext_lazy("かならず")),
    ("about", gettext_lazy("おおよそ（外れたら人が確かめる）")),
    ("note", gettext_lazy("参考（判定に入れない）")),
]

_BY_NAME = {label: key for key, label in COSTS.items()}


def said(value: object) -> str:
    """A value as it stands in a field; numbers with their commas."""
    return f"{value:,}" if type(value) is int else str(value)


def costs_of(typed: str) -> list[str]:
    """「会場費、材料費」 as the rules call them; names that they do not know stay as they are."""
    names = (name.strip() for name in re.split(r"[、,，\n]", typed))
    return [_BY_NAME.get(name, name) for name in names if name]


def costs_told(keys: list[str]) -> str:
    return "、".join(COSTS.get(key, key) for key in keys)


def steps_of(typed: str, *, bands: bool) -> list[tuple[int | None, int]]:
    """「10人以上 5,000円」 line by line; the last band may say only its yen."""
    lines = [line for line in narrow(typed).splitlines() if line.strip()]
    steps: list[tuple[int | None, int]] = []
    for number, line in enumerate(lines, start=1):
        found = [int(one.replace(",", "")[:12]) for one in re.findall(r"[0-9][0-9,]*", line)]
        if len(found) == 2:
            steps.append((found[0], found[1]))
        elif len(found) == 1 and bands and number == len(lines):
            steps.append((None, found[0]))
        else:
            words = _("%s行目を「10人以上 5,000円」のように、数と金額だけで書いてください。")
            raise forms.ValidationError(words % number)
    return steps


def steps_told(steps, *, bands: bool) -> str:
    word = _("まで") if bands else _("以上")
    return "\n".join(
        f"{_('それより上')} {yen(amount)}" if bound is None else f"{bound:,}{word} {yen(amount)}"
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
