"""What the terms of a programme need to be told beyond the sheets that every programme has."""

from collections.abc import Mapping
from zlib import crc32

from django import forms
from django.utils.translation import gettext_lazy as _

from grants.models.report import INCOME
from grants.rules.facts import ANSWERS
from grants.rules.narrowing import MARKS
from grants.rules.needs import GATHERING, MONTH, YEAR, Needs, needs
from grants.rules.quantities import UNITS
from grants.rules.terms import Terms
from grants.sheets.kinds import called
from grants.sheets.sheet import NOTHING, question, yes_no
from ibasho.dates import FiscalYear
from ibasho.fields import CountField, YenField

OTHER = "other_expense"  # a cost of whatever kind; the report has a line of this name too
HIGHEST_COUNT, HIGHEST_YEN = 999_999, 99_999_999
PER = {YEAR: "%s", GATHERING: _("1回の%s"), MONTH: _("1か月の%s")}
NO_MONEY = _("お金がかからないときは0と書いてください。")
NO_INCOME = _("お金が入らないときは0と書いてください。")
OF_WHAT = {
    YEAR: _("1年分の金額です。"),
    GATHERING: _("集まり1回分の金額です。"),
    MONTH: _("1か月分の金額です。集まりを開く月の数だけ数えます。"),
}
PREVIOUS = "previous_"  # begins the items about the year before
LONGEST_LOOK_BACK = 10  # years
IN_GROUP_SHEET = ("members",)


def asked_by(terms: Mapping | None, fiscal_year: int) -> Needs:
    """The needs of a terms document; of none, nothing."""
    return needs(Terms.from_json(terms), fiscal_year) if terms else NOTHING


def item(kind: str, name: str) -> str:
    """The item that holds a figure or an answer: names are free, so they become numbers."""
    return f"{kind}_{crc32(name.encode('utf-8', 'replace')):08x}"


def counts(asks: Needs) -> list[str]:
    return [name for name in asks.counts if name not in IN_GROUP_SHEET]


def costs(asks: Needs) -> list[str]:
    """The kinds by name, and last all others together where any cost counts."""
    return [*asks.costs, *([OTHER] if asks.any_cost and OTHER not in asks.costs else [])]


def incomes(asks: Needs) -> list[str]:
    """The kinds by name, and those of the report where any income counts."""
    return list(dict.fromkeys((*asks.incomes, *(INCOME if asks.income else ()))))


def answers(asks: Needs) -> list[tuple[str, str]]:
    """The programme's own questions; what is asked by other sheets is left out."""
    return [(name, title) for name, title in asks.answers if name not in ANSWERS]


def place_of_cost(asks: Needs, name: str) -> str:
    own = asks.place("cost", name)
    return asks.place("cost", "") if name == OTHER and own == YEAR else own


def fields(asks: Needs) -> dict[str, dict[str, forms.Field]]:
    """The fields by item, in their groups: numbers, costs, income, the year before, questions."""
    return {
        "numbers": _numbers(asks),
        "costs": {item("cost", name): _cost(asks, name) for name in costs(asks)},
        "incomes": {item("income", name): _income(name) for name in incomes(asks)},
        "previous": {previous_item(*one): _previous(*one) for one in asks.previous},
        "questions": _questions(asks),
    }


def _numbers(asks: Needs) -> dict[str, forms.Field]:
    found: dict[str, forms.Field] = {}
    if asks.attendees:
        found["attendees"] = CountField(
            label=_("1回に来る人の数"),
            help_text=_("だいたいの見込みでかまいません。"),
            max_value=9_999,
            unit="人",
        )
    found |= {item("count", name): _count(asks, name) for name in counts(asks)}
    return found | {item("mark", mark): _marked(mark) for mark in asks.marks}


def mark_in_words(mark: str) -> str:
    """「「食事」の集まりの回数」"""
    return _("「%s」の集まりの回数") % MARKS.get(mark, mark)


def _marked(mark: str) -> CountField:
    hint = _("1年に開く回数のうち、何回がそうですか。ないときは0と書いてください。")
    return CountField(label=mark_in_words(mark), help_text=hint, max_value=366, unit="回")


def previous_item(kind: str, name: str) -> str:
    return item(f"{PREVIOUS}{kind}", name)


def _previous(kind: str, name: str) -> forms.Field:
    """A figure of the year before; what the house knows is written in when a draft begins."""
    hint = _("ないときは0と書いてください。")
    if kind == "count":
        label, unit = UNITS.get(name, (name, ""))
        return CountField(
            label=_("前の年度の%s") % label, help_text=hint, max_value=HIGHEST_COUNT, unit=unit
        )
    every = {"cost": _("使ったお金の合計"), "income": _("入ったお金の合計")}
    label = _("前の年度の%s") % (called(name) if name else every[kind])
    return YenField(label=label, help_text=hint, max_value=HIGHEST_YEN)


def _count(asks: Needs, name: str) -> CountField:
    label, unit = UNITS.get(name, (name, ""))
    label = PER[asks.place("count", name)] % label
    return CountField(label=label, max_value=HIGHEST_COUNT, unit=unit)


def _cost(asks: Needs, name: str) -> YenField:
    place = place_of_cost(asks, name)
    label = _("そのほかに使うお金") if name == OTHER else called(name)
    return YenField(
        label=PER[place] % label, help_text=f"{OF_WHAT[place]}{NO_MONEY}", max_value=HIGHEST_YEN
    )


def _income(name: str) -> YenField:
    hint = f"{OF_WHAT[YEAR]}{NO_INCOME}"
    return YenField(label=called(name), help_text=hint, max_value=HIGHEST_YEN)


def _questions(asks: Needs) -> dict[str, forms.Field]:
    asked = answers(asks)
    titles = [title for _name, title in asked]
    found = {
        item("answer", name): yes_no(title if titles.count(title) == 1 else f"{title}（{name}）")
        for name, title in asked
    }
    once = _("前の年度までに、「%s」の助成を受けましたか")
    found |= {item("once", name): yes_no(once % label) for name, label in asks.once}
    return found | {item("once", one[0]): _last_time(asks, *one) for one in asks.once_in}


def _last_time(asks: Needs, _name: str, label: str, years: int) -> forms.Field:
    """In which of the years that matter it was last received, told by how long ago."""
    back = range(1, min(years, LONGEST_LOOK_BACK + 1))
    known = [(str(n), str(FiscalYear(asks.fiscal_year - n))) for n in back]
    before = FiscalYear(asks.fiscal_year - len(known)) if known else FiscalYear(asks.fiscal_year)
    never = _("%sより前に受けた、または受けたことがない") % before
    return question(
        _("「%s」の助成を、いちばん最近受けたのはいつですか") % label,
        [*known, ("0", never)],
        _("「%(label)s」の答えを選んでください。"),
    )
