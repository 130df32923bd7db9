"""The words of the form of terms: what is counted, spent and marked, as people say it."""

import re

from django.utils.translation import gettext_lazy

from grants.rules.narrowing import MARKS, TOLD
from grants.rules.quantities import KINDS as COSTS
from grants.rules.quantities import UNITS
from grants.rules.shapes import OTHER

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
NO = ("", gettext_lazy("なし"))

# Keys of the rules ↔ what is typed; a name that stands in none of these is kept as it is.
COUNTS = {key: label for key, (label, _unit) in UNITS.items()}
OF_ONE = {key: label for key, (label, _unit) in TOLD.items()}


def said(value: object) -> str:
    """A value as it stands in a field; numbers with their commas."""
    return f"{value:,}" if type(value) is int else str(value)


def names_of(typed: str, words: dict[str, str]) -> list[str]:
    """「会場費、材料費」 as the rules call them; names that they do not know stay as they are."""
    known = {label: key for key, label in words.items()}
    names = (name.strip() for name in re.split(r"[、,，\n]", typed))
    return [known.get(name, name) for name in names if name]


def names_told(keys, words: dict[str, str]) -> str:
    return "、".join(words.get(key, str(key)) for key in keys)


__all__ = ["COSTS", "COUNTS", "GRADES", "MARKS", "NO", "OF_ONE", "QUANTITIES"]
