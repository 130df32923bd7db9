"""Decision replay: every past decision and settlement reckoned anew from what was frozen with it.

Reads only, a few hundred applications at a time. What is compared are numbers and seals, never
the words of an explanation, which may become better.
"""

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field

from django.db.models import Prefetch
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext as _

from grants.applying import assessment
from grants.models import Application, ChangeRequest, Replay, Report, Submission
from grants.models.sealed import REPORTED, SUBMITTED, digest
from grants.rules.amount import Breakdown, breakdown
from grants.rules.facts import Facts, FactsError
from grants.rules.shape import ShapeError
from grants.rules.terms import Terms, TermsError
from grants.sheets import read_all
from ibasho.text import yen

A_TIME = 200
KNOWN_OTHERWISE = {"received_years"}  # facts from the register, as it was on that day


@dataclass(frozen=True)
class Difference:
    """What stands in the database, and what was found instead; all as words."""

    application: str
    receipt_number: str
    group: str
    what: str
    stored: str
    found: str

    def __str__(self) -> str:
        told = {"what": self.what, "stored": self.stored, "found": self.found}
        words = _("%(what)s：記録は%(stored)s、計算しなおすと%(found)s") % told
        return f"{self.receipt_number} {self.group}　{words}"


@dataclass
class Outcome:
    """How much was reckoned anew, and what differed."""

    decisions: int = 0
    settlements: int = 0
    differences: list[Difference] = field(default_factory=list)


def run() -> Outcome:
    """Reckon everything anew that has reached the council."""
    outcome = Outcome()
    for application in _everything().iterator(chunk_size=A_TIME):
        submissions, reports = application.submissions.all(), application.reports.all()
        outcome.decisions += len(submissions)
        outcome.settlements += len(reports)
        outcome.differences += [
            Difference(
                str(application.pk), application.receipt_number, application.group.name, *told
            )
            for told in _of_application(application, list(submissions), list(reports))
        ]
    return outcome


def keep(outcome: Outcome, *, by, at) -> Replay:
    """Write the outcome down; `by` is nobody (None) at night."""
    return Replay.objects.create(
        at=at,
        by=by,
        decisions=outcome.decisions,
        settlements=outcome.settlements,
        differences=[asdict(one) for one in outcome.differences],
    )


def open_differences() -> int:
    """How much the last reckoning found to differ; 0 before the first one."""
    last = Replay.objects.values_list("differences", flat=True).first()
    return len(last or [])


def _everything():
    rows = Application.objects.received().select_related(
        "group", "programme_year", "letter", "settlement_letter"
    )
    return (
        rows.defer("letter__pdf", "settlement_letter__pdf")
        .prefetch_related(
            Prefetch("submissions", _sealed(Submission, SUBMITTED).order_by("round")),
            Prefetch("reports", _sealed(Report, REPORTED).order_by("round")),
            "findings",
            Prefetch("changes", ChangeRequest.objects.exclude(facts=None).order_by("asked_at")),
        )
        .order_by("receipt_number", "pk")
    )


def _sealed(model, columns):
    """Each row with whether its seal is whole."""
    table = model._meta.db_table
    intact = RawSQL(f"{table}.checksum = {digest(table, *columns)}", [])  # noqa: S611 - ours
    return model.objects.annotate(intact=intact)


Told = tuple[str, str, str]


def _of_application(application, submissions, reports) -> Iterator[Told]:
    sent = None
    for submission in submissions:
        name = _("提出%s回目") % submission.round
        sent = yield from _of_frozen(name, submission)
        yield from _of_answers(name, application, submission)
    if submissions and application.requested_amount != submissions[-1].amount:
        yield _("申請額"), yen(application.requested_amount), yen(submissions[-1].amount)
    yield from _of_changes(application, submissions)
    earned = None
    for report in reports:
        earned = yield from _of_frozen(_("実績報告%s回目") % report.round, report)
    yield from _of_decision(application, submissions, sent)
    yield from _of_settlement(application, earned)
    yield from _of_letters(application)


def _of_frozen(name, row):
    """Amount, calculation and seal of what was frozen; gives back what the rules make of it now."""
    if not row.intact:
        yield _("%sの中身") % name, _("照合番号に合わない"), _("書きかえられた疑い")
    try:
        terms, facts = Terms.from_json(row.terms), Facts.from_json(row.facts)
        found, stored = breakdown(terms, facts), Breakdown.from_json(row.breakdown)
    except (TermsError, FactsError, ShapeError) as error:
        yield _("%sの中身") % name, _("読み取れない"), str(error)
        return None
    if row.amount != found.amount:
        yield _("%sの金額") % name, yen(row.amount), yen(found.amount)
    yield from (
        (_("%(name)sの計算（%(part)s）") % {"name": name, "part": part}, was, now)
        for part, was, now in _numbers(stored, found)
    )
    return found.amount


@dataclass(frozen=True)
class Plan:
    """What was frozen with a change, under the terms of the last submission; it has no seal."""

    terms: dict
    facts: dict
    breakdown: dict
    amount: int
    intact: bool = True


def _of_changes(application, submissions) -> Iterator[Told]:
    for number, change in enumerate(application.changes.all(), start=1):
        if submissions and change.breakdown is not None:
            terms = submissions[-1].terms
            plan = Plan(terms, change.facts, change.breakdown, change.amount)
            yield from _of_frozen(_("変更申請%s回目") % number, plan)


def _numbers(stored: Breakdown, found: Breakdown) -> Iterator[Told]:
    labels = {line.key: line.label for line in (*stored.lines, *found.lines)}
    pairs = [(label, stored.subtotal(key), found.subtotal(key)) for key, label in labels.items()]
    pairs += [(_("合計"), stored.amount, found.amount), (_("切れた額"), stored.cut, found.cut)]
    pairs.append((_("上限"), stored.cap or 0, found.cap or 0))
    return ((label, yen(was), yen(now)) for label, was, now in pairs if was != now)


def _of_answers(name, application, submission) -> Iterator[Told]:
    """Whether the facts are still those that the answers tell."""
    sheets = read_all(submission.answers, application.programme_year.year, terms=submission.terms)
    told = assessment.facts_json(application, sheets)
    try:
        differ = {
            key
            for key in told.keys() - KNOWN_OTHERWISE
            if not _same(told[key], submission.facts.get(key))
        }
    except AttributeError:
        differ = {"facts"}
    if differ:
        keys = "・".join(sorted(differ))
        yield _("%sの事実") % name, _("答えと違う（%s）") % keys, _("答えのとおりの事実")


def _same(told, stored) -> bool:
    return (told or None) == (stored or None)


def _of_decision(application, submissions, sent: int | None) -> Iterator[Told]:
    awarded = application.awarded_amount
    if awarded is None or sent is None:
        return
    if awarded > sent and not application.decision_reason:
        yield _("交付決定額（わけの記録がない）"), yen(awarded), _("%sまで") % yen(sent)
    judged = {one.criterion for one in application.findings.all() if one.reason}
    open_ = [
        one.title
        for one in assessment.of_submission(submissions[-1]).doubtful
        if one.criterion not in judged
    ]
    if open_:
        yield _("要件の所見"), _("記録がない"), "・".join(open_)


def _of_settlement(application, earned: int | None) -> Iterator[Told]:
    settled = application.settled_amount
    if settled is None:
        return
    if earned is None:
        yield _("確定額"), yen(settled), _("実績報告がない")
    elif settled > min(earned, application.granted_amount):
        most = yen(min(earned, application.granted_amount))
        yield _("確定額"), yen(settled), _("%sまで") % most


def _of_letters(application) -> Iterator[Told]:
    """Whether the letters are as they were sealed, and name the yen of the decision."""
    pairs: Iterable = (
        (application.letter, application.awarded_amount),
        (application.settlement_letter, application.settled_amount),
    )
    for letter, amount in pairs:
        if letter is None:
            continue
        if not letter.is_genuine():
            yield str(letter), _("照合番号に合わない"), _("書きかえられた疑い")
        if amount is not None and yen(amount) not in str(letter.content):
            yield _("%sの金額") % letter, _("記録の額と違う"), yen(amount)
