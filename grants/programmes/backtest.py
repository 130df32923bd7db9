"""Back-test: what terms would make of the applications of an earlier year; reads only."""

from dataclasses import dataclass

from grants.applying import assessment
from grants.models import ProgrammeYear, Submission
from grants.rules.eligibility import Verdict
from grants.rules.terms import Terms
from grants.states import State

NOT_ASKING = [State.DRAFT, State.WITHDRAWN]


@dataclass(frozen=True)
class Row:
    """One application under its own terms and under the new ones; yen, None where nothing was awarded."""

    application: object
    was: int
    awarded: int | None
    now: int
    was_verdict: Verdict
    now_verdict: Verdict
    missing: tuple[str, ...]

    @property
    def difference(self) -> int:
        return self.now - self.was

    @property
    def turned(self) -> bool:
        """Whether the verdict as a whole is another."""
        return self.was_verdict is not self.now_verdict

    @property
    def was_kind(self) -> str:
        return assessment.COLOURS[self.was_verdict]

    @property
    def now_kind(self) -> str:
        return assessment.COLOURS[self.now_verdict]


@dataclass(frozen=True)
class Outcome:
    """All rows with their sums."""

    rows: tuple[Row, ...]

    @property
    def was(self) -> int:
        return sum(row.was for row in self.rows)

    @property
    def awarded(self) -> int:
        return sum(row.awarded or 0 for row in self.rows)

    @property
    def now(self) -> int:
        return sum(row.now for row in self.rows)

    @property
    def difference(self) -> int:
        return self.now - self.was

    @property
    def more(self) -> int:
        return sum(row.difference > 0 for row in self.rows)

    @property
    def less(self) -> int:
        return sum(row.difference < 0 for row in self.rows)

    @property
    def turned(self) -> int:
        return sum(row.turned for row in self.rows)


def run(terms: Terms, *, of: ProgrammeYear, on: ProgrammeYear) -> Outcome:
    """The terms of the year `of`, worked out on what was sent last for each application of `on`."""
    holding = terms.for_year(of.fiscal_year)
    sent = (
        Submission.objects.filter(application__programme_year=on)
        .exclude(application__state__in=NOT_ASKING)
        .select_related("application__group")
        .order_by("application_id", "-round")
        .distinct("application_id")
    )
    rows = [_row(submission, holding) for submission in sent]
    return Outcome(tuple(sorted(rows, key=lambda row: row.application.receipt_number)))


def _row(submission: Submission, holding: Terms) -> Row:
    before = assessment.of_submission(submission)
    after = assessment.assess(holding, before.facts)
    return Row(
        application=submission.application,
        was=submission.amount,
        awarded=submission.application.awarded_amount,
        now=after.breakdown.amount,
        was_verdict=before.overall,
        now_verdict=after.overall,
        missing=after.breakdown.missing,
    )
