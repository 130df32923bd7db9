"""From the draft to the decision: submit, withdraw, receive, return, find, recommend, decide."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.applying import assessment, correcting, wanted
from grants.applying.freezing import freeze
from grants.door import issue, opened, take, tell
from grants.models import Application, Correction, Finding, KeyedIn
from grants.money import budget
from grants.permissions import NotAllowed, alone, why_no_finding
from grants.programmes import exclusion
from ibasho.dates import FiscalYear, day_in_japan, era
from ibasho.letters.models import Kind, Register, Series


class Incomplete(NotAllowed):
    """Sending before every sheet is complete; `sheets` are those with something to mend."""

    def __init__(self, sheets):
        super().__init__(_("まだ書かれていないところ、直すところがあります。"))
        self.sheets = sheets


@transaction.atomic
def submit(application: Application, *, by, at) -> Application:
    """Freeze terms, answers and amount; give the receipt number the first time."""
    locked = opened(application, "submit", by)
    _check_window(locked, _arrived(locked, at))
    sheets = assessment.read(locked)
    unfinished = [sheet for sheet in sheets.values() if not sheet.is_valid()]
    if unfinished:
        raise Incomplete(unfinished)
    if lacking := wanted.missing(locked):
        raise NotAllowed(_("次の書類を出してください：%s") % "、".join(lacking))
    submission = freeze(locked, sheets, by=by, at=at)
    Correction.objects.filter(application=locked, answered_at=None).update(answered_at=at)
    known = locked.receipt_number
    take(
        locked,
        "submit",
        by=by,
        at=at,
        receipt_number=known or _receipt_number(at),
        submitted_at=at,
        requested_amount=submission.amount,
        terms_seen=locked.programme_year.terms,
    )
    if not known:
        issue(locked, Kind.RECEIPT, notices.receipt_letter(locked), by=by, at=at)
    tell(locked, notices.received(locked), at=at)
    return locked


def _arrived(application, at):
    """The day that counts: of paper the one on which it came, however late it is keyed in."""
    keyed_in = KeyedIn.objects.filter(application=application).first()
    return keyed_in.received_on if keyed_in else day_in_japan(at)


def _check_window(application, day) -> None:
    year = application.programme_year
    if not application.receipt_number and not year.opens_on <= day <= year.closes_on:
        raise NotAllowed(
            _("いまは申請を受け付ける期間ではありません。受付は%(first)sから%(last)sまでです。")
            % {"first": era(year.opens_on), "last": era(year.closes_on)}
        )


def _receipt_number(at) -> str:
    year = FiscalYear.of(day_in_japan(at))
    return f"{year.short}-{Register.objects.take(Series.RECEIVED, year):04d}"


@transaction.atomic
def withdraw(application: Application, *, by, at, note="") -> Application:
    return take(opened(application, "withdraw", by), "withdraw", by=by, at=at, note=note)


@transaction.atomic
def receive(application: Application, *, by, at) -> Application:
    """A worker takes the application up."""
    return take(opened(application, "receive", by), "receive", by=by, at=at, worker=by)


@transaction.atomic
def return_for_correction(
    application: Application, *, by, at, message, due_on, comments=None
) -> Application:
    """Ask the group to put something right by `due_on` (補正依頼); `comments` by item's name."""
    locked = opened(application, "return", by)
    words = correcting.ask(locked, message, comments or {}, due_on=due_on, by=by, at=at)
    take(locked, "return", by=by, at=at, note=words)
    letter = notices.correction_letter(locked, words, due_on)
    issue(locked, Kind.CORRECTION, letter, by=by, at=at)
    tell(locked, notices.to_correct(locked, words, due_on), at=at)
    return locked


@transaction.atomic
def find(application: Application, *, by, at, criterion, verdict, reason) -> Finding:
    """The worker's own verdict on one criterion, in place of the one before."""
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if reason_not := why_no_finding(by, locked):
        raise NotAllowed(reason_not)
    finding, _made = Finding.objects.update_or_create(
        application=locked,
        criterion=criterion,
        defaults={"verdict": verdict, "reason": reason, "by": by, "at": at},
    )
    return finding


@transaction.atomic
def recommend(application: Application, *, by, at, amount: int, reason="") -> Application:
    """Propose an award of `amount` yen, or with 0 a decline, to whoever decides."""
    locked = opened(application, "recommend", by)
    if unjudged := assessment.unjudged(locked):
        raise NotAllowed(
            _("まだ所見のない要件があります：%s") % "、".join(f.title for f in unjudged)
        )
    if amount > locked.requested_amount:
        raise NotAllowed(_("起案額を、申請額より大きくすることはできません。"))
    return take(
        locked,
        "recommend",
        by=by,
        at=at,
        note=reason,
        recommended_by=by,
        recommended_at=at,
        recommended_amount=amount,
        recommendation=reason,
    )


@transaction.atomic
def send_back(application: Application, *, by, at, reason) -> Application:
    """Back from the desk of the decider to the worker; the proposal stands in the story only."""
    return take(
        opened(application, "send_back", by),
        "send_back",
        by=by,
        at=at,
        note=reason,
        recommended_by=None,
        recommended_at=None,
        recommended_amount=None,
        recommendation="",
    )


@transaction.atomic
def award(
    application: Application, *, by, at, amount: int, reason="", conditions="", alone_reason=""
) -> Application:
    """Decide to pay `amount` yen; the numbered letter is issued with it.

    Whoever proposed it says why they decide it too, where the programme year lets them at all.
    """
    locked = opened(application, "award", by)
    if not 1 <= amount <= locked.requested_amount:
        raise NotAllowed(_("交付決定額は、1円から申請額までにしてください。"))
    if short := budget.why_not_enough(locked, amount):
        raise NotAllowed(short)
    if clash := exclusion.why_not(locked):
        raise NotAllowed(clash)
    words = notices.award_letter(locked, amount=amount, reason=reason, conditions=conditions)
    return _decide(
        locked,
        "award",
        by=by,
        at=at,
        letter=issue(locked, Kind.AWARD, words, by=by, at=at),
        awarded_amount=amount,
        granted_amount=amount,
        report_due_on=locked.programme_year.report_due_on,
        decision_reason=reason,
        conditions=conditions,
        alone_reason=alone_reason,
    )


@transaction.atomic
def decline(application: Application, *, by, at, reason, alone_reason="") -> Application:
    """Decide not to pay; the numbered letter gives the reason."""
    locked = opened(application, "decline", by)
    words = notices.decline_letter(locked, reason=reason)
    return _decide(
        locked,
        "decline",
        by=by,
        at=at,
        letter=issue(locked, Kind.DECLINE, words, by=by, at=at),
        decision_reason=reason,
        alone_reason=alone_reason,
    )


def _decide(application, step, *, by, at, alone_reason, **changes) -> Application:
    if alone(by, application, step) and not alone_reason:
        raise NotAllowed(_("一人で起案と決裁をするわけを書いてください。"))
    changes["alone_reason"] = alone_reason
    take(application, step, by=by, at=at, decided_by=by, decided_at=at, **changes)
    tell(application, notices.decided(application), at=at)
    return application
