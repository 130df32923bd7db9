"""The way of an application: one function per step, and the only writer of `state`.

Every function runs in one transaction with the row locked, takes `by` (a User) and `at` (an
aware moment), and raises NotAllowed, whose text can be shown, when the step cannot be taken.
"""

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import assessment, budget, correcting, notices
from grants.freezing import freeze
from grants.models import Answer, Application, Correction, Finding, StepTaken
from grants.permissions import alone, why_no_finding, why_not
from grants.sheets.group import known_of
from grants.states import STEPS
from ibasho.dates import FiscalYear, day_in_japan, era
from ibasho.letters import post
from ibasho.letters.issue import issue
from ibasho.letters.models import Kind, Register, Series


class NotAllowed(Exception):
    """A step that cannot be taken: the text says kindly why; nothing was changed."""


class Overtaken(NotAllowed):
    """Saving by itself what was typed on a page that is older than what is kept."""

    def __init__(self):
        super().__init__(_("別の画面で書きかえられています。ページを開きなおしてください。"))


class Incomplete(NotAllowed):
    """Sending before every sheet is complete; `sheets` are those with something to mend."""

    def __init__(self, sheets):
        super().__init__(_("まだ書かれていないところ、直すところがあります。"))
        self.sheets = sheets


def start(*, group, programme_year, by, at, on_paper=False) -> Application:
    """The draft of this group and programme year, made now unless one stands already."""
    try:
        with transaction.atomic():
            application = Application.objects.create(
                group=group,
                programme_year=programme_year,
                started_by=by,
                started_at=at,
                on_paper=on_paper,
            )
            save_answers(application, known_of(group), by=by, at=at)
            return application
    except IntegrityError:  # application_once_a_year: somebody of the group was first
        return Application.objects.standing().get(group=group, programme_year=programme_year)


@transaction.atomic
def save_answers(application: Application, typed: dict[str, str], *, by, at, seen=None) -> None:
    """Keep what was typed, item by item, right or wrong.

    `seen` is the edition of the answers (assessment.edition) that the page showed; when another
    has been kept since, Overtaken is raised. Without it the last one who saves is right.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if not locked.editable:
        raise NotAllowed(_("この申請はもう提出されています。書きかえることはできません。"))
    kept = {answer.name: answer for answer in locked.answers.all()}
    if seen is not None and seen != str(sum(answer.version for answer in kept.values())):
        raise Overtaken
    changed = [
        answer for name, answer in kept.items() if typed.get(name, answer.value) != answer.value
    ]
    for answer in changed:
        answer.value, answer.saved_at, answer.saved_by = typed[answer.name], at, by
        answer.version += 1
    Answer.objects.bulk_update(changed, ["value", "saved_at", "saved_by", "version"])
    Answer.objects.bulk_create(
        Answer(application=locked, name=name, value=value, saved_at=at, saved_by=by)
        for name, value in typed.items()
        if name not in kept
    )


@transaction.atomic
def submit(application: Application, *, by, at) -> Application:
    """Freeze terms, answers and amount; give the receipt number the first time."""
    locked = _open(application, "submit", by)
    _check_window(locked, day_in_japan(at))
    sheets = assessment.read(locked)
    unfinished = [sheet for sheet in sheets.values() if not sheet.is_valid()]
    if unfinished:
        raise Incomplete(unfinished)
    submission = freeze(locked, sheets, by=by, at=at)
    Correction.objects.filter(application=locked, answered_at=None).update(answered_at=at)
    number = locked.receipt_number or _receipt_number(at)
    _take(
        locked,
        "submit",
        by=by,
        at=at,
        receipt_number=number,
        submitted_at=at,
        requested_amount=submission.amount,
    )
    post.put(to=by.email, at=at, **notices.received(locked))
    return locked


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
    post.put(to=_applicant(locked).email, at=at, **notices.to_correct(locked, words, due_on))
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
    content = notices.award(locked, amount=amount, reason=reason, conditions=conditions)
    return _decide(
        locked,
        "award",
        by=by,
        at=at,
        letter=_letter(locked, Kind.AWARD, content, by=by, at=at),
        awarded_amount=amount,
        decision_reason=reason,
        conditions=conditions,
        alone_reason=alone_reason,
    )


@transaction.atomic
def decline(application: Application, *, by, at, reason, alone_reason="") -> Application:
    """Decide not to pay; the numbered letter gives the reason."""
    locked = _open(application, "decline", by)
    content = notices.decline(locked, reason=reason)
    return _decide(
        locked,
        "decline",
        by=by,
        at=at,
        letter=_letter(locked, Kind.DECLINE, content, by=by, at=at),
        decision_reason=reason,
        alone_reason=alone_reason,
    )


def _decide(application, step, *, by, at, alone_reason, **changes) -> Application:
    if alone(by, application, step) and not alone_reason:
        raise NotAllowed(_("一人で起案と決裁をするわけを書いてください。"))
    changes["alone_reason"] = alone_reason
    _take(application, step, by=by, at=at, decided_by=by, decided_at=at, **changes)
    post.put(to=_applicant(application).email, at=at, **notices.decided(application))
    return application


def _letter(application, kind, content, *, by, at):
    day = day_in_japan(at)
    return issue(
        kind=kind,
        group=application.group,
        fiscal_year=FiscalYear.of(day),
        content=content,
        by=by,
        at=at,
        on=day,
    )


def _applicant(application):
    """Who sent the application last."""
    return application.submissions.latest("round").by


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
