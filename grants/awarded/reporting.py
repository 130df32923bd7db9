"""The report (実績報告) made of the diary: what was held, what it cost, what the rules make of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from grants.applying import planning
from grants.applying.assessment import Assessment, assess
from grants.applying.planning import Plan
from grants.models import Application, PlannedGathering, Report
from grants.rules.facts import Facts
from grants.rules.terms import Terms
from grants.sheets import actual
from ibasho.groups.models import Gathering


def held(application: Application, *, until: date | None = None) -> list[Gathering]:
    """The gatherings of the application's fiscal year, in their order, each with `receipts`."""
    rows = Gathering.objects.filter(group=application.group_id)
    rows = rows.in_year(application.programme_year.year).prefetch_related("receipts")
    last = until or planning.stopped_on(application)
    rows = rows.filter(on__lte=last) if last else rows
    return list(rows.order_by("on", "starts_at"))


def facts_of(plan: Plan, gatherings: Iterable[Gathering], statement: dict) -> dict:
    """The facts document of the rules with what was really held in place of the plan."""
    activity = {
        "gatherings": _gatherings(gatherings, statement),
        "costs": actual.of_year(statement, "cost"),
        "income": actual.of_year(statement, "income"),
    }
    counts = plan.facts.get("counts", {}) | actual.of_year(statement, "count")
    known = {"counts": counts} if counts else {}
    return plan.facts | activity | known | {"held": activity | {"counts": counts}}


def _gatherings(gatherings: Iterable[Gathering], statement: dict) -> list[dict]:
    """The diary, with what was told of single days and months at the first gathering of each."""
    told, begun = [], set()
    for each in gatherings:
        whens = {each.on.isoformat(), f"{each.on:%Y-%m}"} - begun
        begun |= whens
        one = {
            "date": each.on.isoformat(),
            "minutes": each.minutes,
            "venue_fee": each.venue_fee,
            "attendees": each.people,
        }
        told.append(one | actual.of_gathering(statement, whens))
    return told


def of_held(plan: Plan, gatherings: Iterable[Gathering], statement: dict) -> Assessment:
    """The verdict on what was held, by the terms that were frozen with the submission."""
    facts = Facts.from_json(facts_of(plan, gatherings, statement))
    return assess(Terms.from_json(plan.terms), facts)


def of_report(report: Report) -> Assessment:
    """The verdict on what was reported: always the same yen."""
    return assess(Terms.from_json(report.terms), Facts.from_json(report.facts))


def freeze(application: Application, *, statement: dict, words: str, by, at) -> Report:
    """Add a report to a locked application, with everything as it stands now."""
    plan, gatherings = planning.in_force(application), held(application)
    verdict = of_held(plan, gatherings, statement)
    return Report.objects.create(
        application=application,
        round=application.reports.count() + 1,
        at=at,
        by=by,
        terms=plan.terms,
        facts=facts_of(plan, gatherings, statement),
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
        "receipts": len(each.receipts.all()),
        "note": each.note,
    }


def most(application: Application) -> int:
    """The most that can be settled, in whole yen: what was earned, within what was granted."""
    return within(application, application.reports.latest("round").amount)


def within(application: Application, amount: int) -> int:
    return max(0, min(amount, application.granted_amount or 0))


def sums(statement: dict, *, venue_fees: int, grant: int) -> dict[str, int]:
    """Income, expense and what is left over, in whole yen; below zero the group paid it itself."""
    income = grant + sum(actual.totals(statement, "income").values())
    expense = venue_fees + sum(actual.totals(statement, "cost").values())
    return {"income": income, "expense": expense, "left": income - expense}


@dataclass(frozen=True)
class Day:
    """A day of the plan, of the diary, or of both."""

    on: date
    planned: PlannedGathering | None
    held: Gathering | None
    ahead: bool

    @property
    def words(self) -> str:
        if self.held:
            return _("開きました") if self.planned else _("計画にない日に開きました")
        return _("これから") if self.ahead else _("まだ記録がありません")

    @property
    def kind(self) -> str:
        """How a status tag shows it."""
        if self.held:
            return "good"
        return "neutral" if self.ahead else "waiting"


def side_by_side(
    planned: Iterable[PlannedGathering], gatherings: Iterable[Gathering], today: date
) -> list[Day]:
    """The plan against what was held, day by day; on one day the first of both stand together."""
    left: dict[date, list[PlannedGathering]] = {}
    for plan in planned:
        left.setdefault(plan.day, []).append(plan)
    days = []
    for each in gatherings:
        plans = left.get(each.on)
        days.append(Day(each.on, plans.pop(0) if plans else None, each, ahead=False))
    rest = [plan for plans in left.values() for plan in plans]
    days += [Day(plan.day, plan, None, ahead=plan.day > today) for plan in rest]
    return sorted(days, key=lambda day: day.on)


def latest(application: Application) -> Report | None:
    return application.reports.order_by("-round").first()
