"""The way of an application: one function per step, and the only writer of `state`.

Every function runs in one transaction with the row locked, takes `by` (a User) and `at` (an
aware moment), and raises NotAllowed, whose text can be shown, when the step cannot be taken.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from grants import assessment, budget, correcting, notices, wanted
from grants.drafts import NotAllowed
from grants.freezing import freeze
from grants.models import Application, Correction, Correspondence, Finding, KeyedIn, StepTaken
from grants.permissions import alone, why_no_finding, why_not
from grants.states import STEPS
from ibasho.dates import FiscalYear, day_in_japan, era
from ibasho.letters import post
from ibasho.letters.issue import issue
from ibasho.letters.models import Kind, Register, Series


class Incomplete(NotAllowed):
    """Sending before every sheet is complete; `sheets` are those with something to mend."""

    def __init__(self, sheets):
        super().__init__(_("まだ書かれていないところ、直すところがあります。"))
        self.sheets = sheets


@transaction.atomic
def submit(application: Application, *, by, at) -> Application:
    """Freeze terms, answers and amount; give the receipt number the first time."""
    locked = _open(application, "submit", by)
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
    _take(
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
        _issue(locked, Kind.RECEIPT, notices.receipt_letter(locked), by=by, at=at)
    _tell(locked, notices.received(locked), at=at)
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
    return _take(_open(application, "withdraw", by), "withdraw", by=by, at=at, note=note)


@transaction.atomic
def receive(application: Application, *, by, at) -> Application:
    """A worker takes the application up."""
    return _take(_open(application, "receive", by), "receive", by=by, at=at, worker=by)


@transaction.atomic
def return_for_correction(
    application: Application, *, by, at, message, due_on, comments=None
) -> Application:
    """Ask the group to put something right by `due_on` (補正依頼); `comments` by item's name."""
    locked = _open(application, "return", by)
    words = correcting.ask(locked, message, comments or {}, due_on=due_on, by=by, at=at)
    _take(locked, "return", by=by, at=at, note=words)
    letter = notices.correction_letter(locked, words, due_on)
    _issue(locked, Kind.CORRECTION, letter, by=by, at=at)
    _tell(locked, notices.to_correct(locked, words, due_on), at=at)
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
    locked = _open(application, "recommend", by)
    if unjudged := assessment.unjudged(locked):
        raise NotAllowed(
            _("まだ所見のない要件があります：%s") % "、".join(f.title for f in unjudged)
        )
    if amount > locked.requested_amount:
        raise NotAllowed(_("起案額を、申請額より大きくすることはできません。"))
    return _take(
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
    return _take(
        _open(application, "send_back", by),
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
    locked = _open(application, "award", by)
    if not 1 <= amount <= locked.requested_amount:
        raise NotAllowed(_("交付決定額は、1円から申請額までにしてください。"))
    if short := budget.why_not_enough(locked, amount):
        raise NotAllowed(short)
    words = notices.award_letter(locked, amount=amount, reason=reason, conditions=conditions)
    return _decide(
        locked,
        "award",
        by=by,
        at=at,
        letter=_issue(locked, Kind.AWARD, words, by=by, at=at),
        awarded_amount=amount,
        decision_reason=reason,
        conditions=conditions,
        alone_reason=alone_reason,
    )


@transaction.atomic
def decline(application: Application, *, by, at, reason, alone_reason="") -> Application:
    """Decide not to pay; the numbered letter gives the reason."""
    locked = _open(application, "decline", by)
    words = notices.decline_letter(locked, reason=reason)
    return _decide(
        locked,
        "decline",
        by=by,
        at=at,
        letter=_issue(locked, Kind.DECLINE, words, by=by, at=at),
        decision_reason=reason,
        alone_reason=alone_reason,
    )


def _decide(application, step, *, by, at, alone_reason, **changes) -> Application:
    if alone(by, application, step) and not alone_reason:
        raise NotAllowed(_("一人で起案と決裁をするわけを書いてください。"))
    changes["alone_reason"] = alone_reason
    _take(application, step, by=by, at=at, decided_by=by, decided_at=at, **changes)
    _tell(application, notices.decided(application), at=at)
    return application


def _issue(application, kind, words, *, by, at):
    """Issue a letter about the application, in its transaction; `words` come from notices."""
    day = day_in_japan(at)
    letter = issue(
        kind=kind,
        group=application.group,
        fiscal_year=FiscalYear.of(day),
        by=by,
        at=at,
        on=day,
        **words,
    )
    Correspondence.objects.create(application=application, letter=letter)
    return letter


def _tell(application, notice, *, at) -> None:
    """Mail whoever sent it last; where staff did so for the group, its people, if any have mail."""
    to = [application.submissions.latest("round").by.email]
    if application.on_paper:
        to = application.group.memberships.values_list("user__email", flat=True)
    for address in to:
        post.put(to=address, at=at, **notice)


def _open(application: Application, step: str, by) -> Application:
    """Lock the row and make sure that `by` may take this step from where it stands now.

    Nothing is joined that a step can change: after waiting for the lock PostgreSQL reads the row
    anew, but the joined ones as they were before.
    """
    locked = (
        Application.objects.select_for_update(of=["self"])
        .select_related("programme_year__programme", "group")
        .get(pk=application.pk)
    )
    if reason := why_not(by, locked, step):
        raise NotAllowed(reason)
    return locked


def _take(application, step: str, *, by, at, note="", **changes) -> Application:
    source, target = application.state, STEPS[step].target
    for name, value in changes.items():
        setattr(application, name, value)
    application.state = target
    application.save()
    StepTaken.objects.create(
        application=application, step=step, source=source, target=target, by=by, at=at, note=note
    )
    return application
