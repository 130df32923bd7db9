"""What is fixed at the moment of sending: terms, facts, answers, the amount and the plan."""

from grants.applying import assessment
from grants.models import Application, PlannedGathering, Submission
from grants.sheets import Sheet


def freeze(application: Application, sheets: dict[str, Sheet], *, by, at) -> Submission:
    """Add a submission to a locked application whose sheets are all complete."""
    verdict = assessment.of_sheets(application, sheets)
    keep_plan(application, sheets)
    return Submission.objects.create(
        application=application,
        round=application.submissions.count() + 1,
        at=at,
        by=by,
        terms=verdict.terms.to_json(),
        answers=assessment.answers_of(application),
        facts=verdict.facts.to_json(),
        breakdown=verdict.breakdown.to_json(),
        amount=verdict.breakdown.amount,
    )


def keep_plan(application: Application, sheets: dict[str, Sheet]) -> None:
    """The days of the plan as rows, to be held against the diary."""
    plan, venue = sheets["plan"], sheets["venue"]
    application.planned.all().delete()
    PlannedGathering.objects.bulk_create(
        PlannedGathering(
            application=application,
            day=day,
            starts_at=plan.cleaned_data["starts_at"],
            ends_at=plan.cleaned_data["ends_at"],
            venue_fee=venue.fee_on(day),
        )
        for day in plan.cleaned_data["days"]
    )
