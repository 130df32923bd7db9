"""From what was typed, or from what was frozen, to findings and an amount: asks the rules."""

import hashlib
import json
from collections import Counter
from dataclasses import dataclass

from grants.models import Application, ProgrammeYear
from grants.rules import amount, eligibility
from grants.rules.amount import Breakdown
from grants.rules.changes import differences
from grants.rules.eligibility import Finding, Verdict
from grants.rules.facts import Facts
from grants.rules.needs import Needs, needs
from grants.rules.terms import Terms
from grants.sheets import SHEETS, Sheet, asked_by, figures, read_all
from grants.states import GRANTED, State
from ibasho.autosave import VERSION

YES = {"yes": True, "no": False}
# How a status tag shows a verdict (templates/_partials/_status.html).
COLOURS = {Verdict.MET: "good", Verdict.NOT_MET: "bad", Verdict.TO_BE_JUDGED: "waiting"}
ANSWERS = (
    "in_city",
    "for_neighbours",
    "open_to_community",
    "single_hobby",
    "non_profit",
    "mainly_neighbours",
    "continuous_plan",
)


@dataclass(frozen=True)
class Assessment:
    """What the rules say of one application; amounts in whole yen."""

    terms: Terms
    facts: Facts
    findings: tuple[Finding, ...]
    breakdown: Breakdown

    @property
    def overall(self) -> Verdict:
        return eligibility.overall(self.findings)

    @property
    def judged(self) -> list[dict]:
        """Each finding with the colour of its verdict, for a page."""
        return [{"finding": one, "kind": COLOURS[one.verdict]} for one in self.findings]

    @property
    def doubtful(self) -> list[Finding]:
        """What is not surely met."""
        return [one for one in self.findings if one.verdict is not Verdict.MET]


def assess(terms: Terms, facts: Facts) -> Assessment:
    terms = terms.for_year(facts.fiscal_year)
    return Assessment(
        terms=terms,
        facts=facts,
        findings=eligibility.findings(terms, facts),
        breakdown=amount.breakdown(terms, facts),
    )


def answers_of(application: Application) -> dict[str, str]:
    return dict(application.answers.values_list("name", "value"))


def edition(application: Application) -> dict:
    """`seen`: the version of each item; `at`: the last moment of saving."""
    rows = list(application.answers.values_list("name", "version", "saved_at"))
    return {
        "seen": {name: version for name, version, _at in rows},
        "at": max((at for _name, _version, at in rows), default=None),
    }


def carried(seen: dict[str, int]) -> str:
    """The versions as a page carries them to the next post; `seen_in` reads them back."""
    return " ".join(f"{name}:{version}" for name, version in seen.items())


def seen_in(text: str) -> dict[str, int]:
    """The versions that a page carried; what cannot be read counts as never seen."""
    pairs = [token.rpartition(":") for token in text.split()]
    return {name: int(number) for name, _colon, number in pairs if VERSION.fullmatch(number)}


def checksum(terms: dict) -> str:
    """The same for the same terms, in whatever order they are written."""
    return hashlib.sha256(json.dumps(terms, sort_keys=True).encode()).hexdigest()


def changes_of_terms(application: Application) -> tuple[str, ...]:
    """What is different in the terms since the group last read of them, as sentences."""
    year, seen = application.programme_year, application.terms_seen
    if not application.editable or seen is None or seen == year.terms:
        return ()
    old, new = Terms.from_json(seen), Terms.from_json(year.terms)
    return differences(old.for_year(year.fiscal_year), new.for_year(year.fiscal_year))


def of_sheets(application: Application, sheets: dict[str, Sheet]) -> Assessment:
    """The live verdict on a draft: today's terms of its programme year, answers as they stand."""
    terms = Terms.from_json(application.programme_year.terms)
    return assess(terms, Facts.from_json(facts_json(application, sheets)))


def current(application: Application, sheets: dict[str, Sheet] | None = None) -> Assessment:
    """The live verdict while the answers can change, afterwards that on what was sent."""
    if application.editable:
        return of_sheets(application, sheets or read(application, gentle=True))
    return latest(application)


def of_check(programme_year: ProgrammeYear, told: dict) -> Assessment:
    """The verdict on the answers of the pre-check (grants.forms.public.CheckForm)."""
    asks = asked_by(programme_year.terms, programme_year.fiscal_year)
    facts = {
        "fiscal_year": programme_year.fiscal_year,
        "gatherings": _spread(programme_year.year.months, told, asks),
        **_answers(told),
        **_figures(asks, told),
    }
    return assess(Terms.from_json(programme_year.terms), Facts.from_json(facts))


def _spread(months, told: dict, asks: Needs) -> list[dict]:
    """As many gatherings as were told, spread over the months at the interval that was told."""
    alike = {"minutes": told["minutes"], "venue_fee": told["venue_fee"]}
    first = alike | figures.of_gathering(asks, told, opens_month=True)
    alike |= figures.of_gathering(asks, told, opens_month=False)
    count = told["gatherings"]
    if told["interval"] == "unknown":
        return [{"times": count, **alike}]
    chosen = months[:: int(told["interval"])]
    held = Counter(chosen[n * len(chosen) // count] for n in range(count))
    if first == alike:
        return [{"month": f"{month:%Y-%m}", "times": n, **alike} for month, n in held.items()]
    rows = [({"times": 1, **first}, {"times": n - 1, **alike}) for n in held.values()]
    return [
        {"month": f"{month:%Y-%m}", **row}
        for month, pair in zip(held, rows, strict=True)
        for row in pair
        if row["times"]
    ]


def of_submission(submission) -> Assessment:
    """The verdict on what was sent: the terms and facts frozen with it, always the same yen."""
    return assess(Terms.from_json(submission.terms), Facts.from_json(submission.facts))


def latest(application: Application) -> Assessment:
    """The verdict on what was sent last."""
    return of_submission(application.submissions.latest("round"))


def unjudged(application: Application) -> list[Finding]:
    """What the machine left open or refused and no worker has judged with a reason yet."""
    settled = application.findings.exclude(verdict=Verdict.TO_BE_JUDGED.value).exclude(reason="")
    judged = set(settled.values_list("criterion", flat=True))
    return [
        found
        for found in latest(application).findings
        if found.verdict is not Verdict.MET and found.criterion not in judged
    ]


def facts_json(application: Application, sheets: dict[str, Sheet]) -> dict:
    """The facts document of grants.rules.facts; what is not understood yet is left out."""
    told = {}
    for sheet in sheets.values():
        told |= sheet.cleaned_data
    first, last = sheets["plan"].period
    return {
        "fiscal_year": application.programme_year.fiscal_year,
        "period": {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}"},
        "gatherings": _gatherings(sheets),
        **_answers(told),
        **_figures(sheets["plan"].asks, told),
        **history(application),
    }


def _figures(asks: Needs, told: dict) -> dict:
    """Counts, costs, income and answers of the year; the members are always told."""
    found = figures.of_year(asks, told)
    members = {"members": told["members"]} if told.get("members") is not None else {}
    return {**found, "counts": members | found.get("counts", {})}


def history(application: Application) -> dict:
    """The years in which the group received this grant before, where the terms ask for them."""
    year = application.programme_year
    if not needs(Terms.from_json(year.terms), year.fiscal_year).years:
        return {}
    before = Application.objects.filter(
        group=application.group_id,
        programme_year__programme=year.programme_id,
        programme_year__fiscal_year__lt=year.fiscal_year,
        state__in=GRANTED - {State.REVOKED},
    )
    years = before.values_list("programme_year__fiscal_year", flat=True)
    return {"received_years": sorted(set(years))}


def _answers(told: dict) -> dict:
    yes_or_no = {name: YES.get(told.get(name)) for name in ANSWERS}
    return {**yes_or_no, "other_grant": told.get("other_grant") or None}


def _gatherings(sheets: dict[str, Sheet]) -> list[dict] | None:
    plan, venue, more = sheets["plan"], sheets["venue"], sheets.get("more")
    if "days" not in plan.cleaned_data:
        return None
    found, months = [], set()
    for day in plan.cleaned_data["days"]:
        one = {"date": day.isoformat(), "minutes": plan.minutes, "venue_fee": venue.fee_on(day)}
        if more:
            opens_month = (day.year, day.month) not in months
            one |= figures.of_gathering(more.asks, more.cleaned_data, opens_month=opens_month)
        months.add((day.year, day.month))
        found.append(one)
    return found


def slugs(application: Application) -> list[str]:
    """The sheets of the application in their order, by today's terms of its programme year."""
    year = application.programme_year
    asks = asked_by(year.terms, year.fiscal_year)
    return [sheet.slug for sheet in SHEETS if sheet.wanted(asks)]


def read(application: Application, *, instead=None, **kind) -> dict[str, Sheet]:
    """The sheets of an application with what is kept so far, but for the items of `instead`."""
    answers = answers_of(application) | (instead or {})
    year = application.programme_year
    return read_all(answers, year.year, terms=year.terms, **kind)
