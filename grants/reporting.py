"""The report (実績報告) made of the diary: what was held, what it cost, what the rules make of it."""

from collections.abc import Iterable

from grants.assessment import Assessment, assess
from grants.models import Application, Report
from grants.rules.facts import Facts
from grants.rules.terms import Terms
from ibasho.groups.models import Gathering

# What is typed of the year's money: everything but the fees of the venue, which the diary knows.
INCOME = ("fees", "donations", "other_income")
EXPENSE = ("materials", "food", "printing", "insurance", "thanks", "other_expense")


def held(application: Application) -> list[Gathering]:
    """The gatherings of the application's fiscal year, in their order."""
    year = application.programme_year.year
    return list(
        Gathering.objects.filter(group=application.group_id)
        .in_year(year)
        .order_by("on", "starts_at")
    )


def facts_of(application: Application, gatherings: Iterable[Gathering], statement: dict) -> dict:
    """The facts document of the rules with what was really held in place of the plan."""
    latest = application.submissions.latest("round")
    told = [
        {
            "date": each.on.isoformat(),
            "minutes": each.minutes,
            "venue_fee": each.venue_fee,
            "attendees": each.people,
        }
        for each in gatherings
    ]
    costs = {key: statement[key] for key in EXPENSE if statement.get(key)}
    income = {key: statement[key] for key in INCOME if statement.get(key)}
    activity = {"gatherings": told, "costs": costs, "income": income}
    counts = latest.facts.get("counts", {})
    return latest.facts | activity | {"held": activity | {"counts": counts}}


def of_held(
    application: Application, gatherings: Iterable[Gathering], statement: dict
) -> Assessment:
    """The verdict on what was held by the terms of the submission, as they were frozen with it."""
    terms = Terms.from_json(application.submissions.latest("round").terms)
    return assess(terms, Facts.from_json(facts_of(application, gatherings, statement)))


def of_report(report: Report) -> Assessment:
    """The verdict on what was reported: always the same yen."""
    return assess(Terms.from_json(report.terms), Facts.from_json(report.facts))


def freeze(application: Application, *, statement: dict, words: str, by, at) -> Report:
    """Add a report to a locked application, with everything as it stands now."""
    gatherings = held(application)
    verdict = of_held(application, gatherings, statement)
    return Report.objects.create(
        application=application,
        round=application.reports.count() + 1,
        at=at,
        by=by,
        terms=application.submissions.latest("round").terms,
        facts=facts_of(application, gatherings, statement),
        breakdown=verdict.breakdown.to_json(),
        amount=max(0, verdict.breakdown.amount),
        diary=[_row(each) for each in gatherings],
        statement=statement,
        words=words,
    )


def _row(each: Gathering) -> dict:
    return {
        "id": str(each.pk),
        "on": each.on.isoformat(),
        "starts_at": f"{each.starts_at:%H:%M}",
        "ends_at": f"{each.ends_at:%H:%M}",
        "form": each.form,
        "place": each.place,
        "people": each.people,
        "helpers": each.helpers,
        "venue_fee": each.venue_fee,
        "note": each.note,
    }


def most(application: Application) -> int:
    """The most that can be settled, in whole yen: what was earned, within what was granted."""
    return min(application.reports.latest("round").amount, application.granted_amount)
