"""Programmes of the demonstration: a second one, a draft for next year, what excludes what, the ledger."""

import copy
from datetime import datetime, timedelta

from grants.forms.terms import typed_of
from grants.models import OtherFunding, ProgrammeYear
from grants.programmes import exclusion, publishing
from grants.rules.terms import Terms
from ibasho.dates import FiscalYear, day_in_japan
from ibasho.seed.demo.applications import programme_year
from ibasho.seed.demo.people import People

NAME, SLUG = "見本の会食会助成", "meals"
# So much a gathering, and more where many come.
MEALS = {
    "version": 1,
    "components": [
        {
            "key": "gatherings",
            "label": "会食会",
            "amount": {"unit_rate": {"rate": 5000, "per": "gatherings", "up_to": 12}},
        },
        {
            "key": "people",
            "label": "参加者割",
            "amount": {
                "when": {
                    "condition": {
                        "quantity": {"total": "attendances", "per": "gatherings"},
                        "at_least": 15,
                    },
                    "then": 10000,
                }
            },
        },
    ],
    "cap": 60000,
    "criteria": [
        "in_city",
        "open_to_community",
        {"key": "members", "kind": "quantity", "title": "会員の人数", "quantity": "members", "at_least": 5, "about": 4},
        "no_other_grant",
    ],
}  # fmt: skip
CASES = [
    {
        "name": "10人で月1回",
        "source": "見本の計算",
        "how": "5,000×12",
        "facts": {"fiscal_year": 2026, "gatherings": [{"times": 12, "attendees": 10}]},
        "expected": {"amount": 60000},
    }
]
KNOWN_ELSEWHERE = [
    ("見本のいろりの会", "見本 良子", "", "見本市", "市民活動補助金", 80_000, "会場の備品", "市の交付決定の一覧"),
    ("ひだまり", "", "ﾐﾎﾝﾉﾋﾀﾞﾏﾘ ﾀﾞｲﾋﾖｳ", "見本財団", "つどいの助成", 50_000, "", "団体の会報"),
    ("みほん茶の間", "見本 次郎", "", "見本市", "介護予防の補助", None, "体操の講師", "市役所からの電話"),
]  # fmt: skip


def offer(people: People, *, at: datetime) -> None:
    """Beside the programme to which all applications of the demonstration belong."""
    by, year = people.users["approver"], programme_year(FiscalYear.of(day_in_japan(at)))
    meals = _second(year, by=by, at=at)
    exclusion.add(
        first=year.programme,
        second=meals.programme,
        from_year=year.year,
        to_year=None,
        reason="要綱第4条",
    )
    _next(year, by=by, at=at)
    for row in KNOWN_ELSEWHERE:
        _elsewhere(row, by=people.users["worker"], at=at)


def _second(year: ProgrammeYear, *, by, at) -> ProgrammeYear:
    """Published by its own draft, with the worked case that it had to hold."""
    about = "見本のための助成です。みんなで食べる会に、1回5,000円を助成します。"
    begun = publishing.begin(name=NAME, slug=SLUG, about=about, fiscal_year=year.year)
    # Taken in before the year began, so that residents of the demonstration need not choose.
    last = year.year.first - timedelta(days=1)
    publishing.set_year(begun, budget=600_000, opens_on=year.opens_on, closes_on=last)
    cases = copy.deepcopy(CASES)
    cases[0]["facts"]["fiscal_year"] = year.fiscal_year
    terms = Terms.from_json(MEALS)
    publishing.keep(begun, typed=typed_of(MEALS), terms=terms, by=by, at=at, cases=cases)
    publishing.publish(begun, by=by, at=at)
    return begun


def _next(year: ProgrammeYear, *, by, at) -> None:
    """Next year's terms as somebody is just writing them: 3,000 yen a gathering."""
    following = publishing.next_year(year)
    terms = copy.deepcopy(year.terms)
    terms["components"][0]["amount"]["unit_rate"]["rate"] = 3000
    read = Terms.from_json(terms)
    publishing.keep(following, typed=typed_of(terms), terms=read, by=by, at=at)


def _elsewhere(row, *, by, at) -> None:
    name, officer, holder, funder, programme, amount, purpose, source = row
    OtherFunding.objects.create(
        name=name,
        officer=officer,
        holder=holder,
        funder=funder,
        programme=programme,
        fiscal_year=FiscalYear.of(day_in_japan(at)).year,
        amount=amount,
        purpose=purpose,
        source=source,
        at=at,
        by=by,
    )
