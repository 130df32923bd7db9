"""The plan in force: as it was submitted, or as a change has made it since."""

from collections.abc import Mapping
from dataclasses import dataclass

from grants.applying import assessment
from grants.applying.assessment import Assessment, assess
from grants.models import Application, ChangeKind, ChangeRequest, Stage
from grants.rules.facts import Facts
from grants.rules.terms import Terms
from grants.sheets import Sheet, read_all


@dataclass(frozen=True)
class Plan:
    """The frozen terms, and answers and facts as they hold now."""

    terms: dict
    answers: Mapping[str, str]
    facts: dict

    @property
    def verdict(self) -> Assessment:
        return assess(Terms.from_json(self.terms), Facts.from_json(self.facts))


def in_force(application: Application) -> Plan:
    """Two queries; the terms are always those of the submission."""
    sent = application.submissions.latest("round")
    approved = application.changes.filter(stage=Stage.APPROVED, kind=ChangeKind.CHANGE)
    changed = approved.order_by("decided_at").last()
    source = changed or sent
    return Plan(sent.terms, source.answers, source.facts)


def sheets(
    application: Application, plan: Plan, typed: Mapping[str, str], **kind
) -> dict[str, Sheet]:
    """The sheets of the plan with what is typed to be different."""
    year = application.programme_year.year
    return read_all({**plan.answers, **typed}, year, terms=plan.terms, **kind)


def of_sheets(application: Application, plan: Plan, changed: dict[str, Sheet]) -> Assessment:
    """The verdict on another plan, by the frozen terms."""
    facts = Facts.from_json(assessment.facts_json(application, changed))
    return assess(Terms.from_json(plan.terms), facts)


def stopped_on(application: Application):
    """The last day of an activity that was stopped, or None."""
    approved = application.changes.filter(stage=Stage.APPROVED, kind=ChangeKind.STOP)
    return approved.order_by("decided_at").values_list("stop_on", flat=True).last()


def open_change(application: Application) -> ChangeRequest | None:
    """The request that is being written or waits for an answer, if there is one."""
    return next((one for one in application.changes.all() if one.is_open), None)
