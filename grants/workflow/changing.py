"""Another plan for a grant that was awarded, or its end: asked for, proposed, decided, in force."""

from datetime import date, timedelta

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.applying import assessment, freezing, planning
from grants.awarded import reporting
from grants.door import issue, locked, tell
from grants.models import Application, ChangeKind, ChangeRequest, Stage
from grants.money import budget
from grants.permissions import NotAllowed, why_no_change, why_no_change_decision
from ibasho.dates import day_in_japan
from ibasho.letters.models import Kind


@transaction.atomic
def start_change(application: Application, *, by, at, kind: ChangeKind) -> ChangeRequest:
    """The request that is open, begun now unless there is one of the same kind."""
    found = locked(application)
    if reason := why_no_change(by, found):
        raise NotAllowed(reason)
    if standing := planning.open_change(found):
        if standing.kind != kind:
            raise NotAllowed(_("ほかの変更申請が途中です。先にそれを出すか、取りやめてください。"))
        return standing
    try:
        with transaction.atomic():
            return ChangeRequest.objects.create(
                application=found, kind=kind, started_by=by, started_at=at
            )
    except IntegrityError as clash:
        raise NotAllowed(_("ほかの変更申請が途中です。画面を開きなおしてください。")) from clash


@transaction.atomic
def write_change(change: ChangeRequest, *, by, typed: dict, reason: str, stop_on=None):
    """Keep what is typed so far, right or wrong."""
    found = _opened(change, by, Stage.DRAFT)
    found.typed, found.reason, found.stop_on = typed, reason, stop_on
    found.save()
    return found


@transaction.atomic
def ask_change(change: ChangeRequest, *, by, at) -> ChangeRequest:
    """Send it: the plan and what it comes to are frozen beside what was promised before."""
    found = _opened(change, by, Stage.DRAFT)
    if not found.reason:
        raise NotAllowed(_("変えるわけを書いてください。"))
    freeze = _freeze_stop if found.is_stop else _freeze_plan
    freeze(found)
    found.before = found.application.granted_amount
    found.asked_by, found.asked_at = by, at
    _move(found, Stage.ASKED)
    tell(found.application, notices.change_received(found), at=at)
    return found


def _freeze_plan(change) -> None:
    application = change.application
    plan = planning.in_force(application)
    sheets = planning.sheets(application, plan, change.typed)
    if any(not sheet.is_valid() for sheet in (sheets["plan"], sheets["venue"])):
        raise NotAllowed(_("まだ直すところがあります。赤い文字のところを見てください。"))
    verdict = planning.of_sheets(application, plan, sheets)
    change.answers = {**plan.answers, **change.typed}
    change.facts = assessment.facts_json(application, sheets)
    change.breakdown, change.amount = verdict.breakdown.to_json(), verdict.breakdown.amount
    names = ("venue_name", "venue_address")
    elsewhere = any(change.answers.get(name) != plan.answers.get(name) for name in names)
    if change.facts == plan.facts and not elsewhere:
        raise NotAllowed(_("いまの計画と同じです。変えるところを書いてください。"))


def _freeze_stop(change) -> None:
    """What the days held until then come to, as the diary tells them today."""
    application = change.application
    if change.stop_on is None or change.stop_on not in application.programme_year.year:
        raise NotAllowed(_("活動をやめる日を、助成の年度の中の日にしてください。"))
    plan = planning.in_force(application)
    gatherings = reporting.held(application, until=change.stop_on)
    verdict = reporting.of_held(plan, gatherings, {})
    change.answers = plan.answers
    change.facts = reporting.facts_of(plan, gatherings, {})
    change.breakdown = verdict.breakdown.to_json()
    change.amount = reporting.within(application, verdict.breakdown.amount)


@transaction.atomic
def withdraw_change(change: ChangeRequest, *, by) -> ChangeRequest:
    """The group goes on with its plan as it is."""
    return _move(_opened(change, by, Stage.DRAFT, Stage.ASKED), Stage.WITHDRAWN)


@transaction.atomic
def prepare_change(change: ChangeRequest, *, by, at, amount: int, reason="") -> ChangeRequest:
    """Propose to grant `amount` yen from now on to whoever decides."""
    found = _answerable(change, by, Stage.ASKED, decides=False)
    _within(found, amount)
    found.prepared_by, found.prepared_at = by, at
    found.prepared_amount, found.recommendation = amount, reason
    return _move(found, Stage.PREPARED)


@transaction.atomic
def approve_change(
    change: ChangeRequest, *, by, at, amount: int, reason="", alone_reason=""
) -> ChangeRequest:
    """The new plan, or the end, is in force from now on, with its numbered letter."""
    found = _answerable(change, by, Stage.PREPARED, decides=True, alone_reason=alone_reason)
    _within(found, amount)
    application = found.application
    _check_budget(application, amount)
    found.granted, found.decision_reason = amount, reason
    due_on = _report_due(found, day_in_japan(at))
    words = notices.change_letter(found, due_on=due_on)
    kind = Kind.STOP if found.is_stop else Kind.CHANGE
    _decide(found, Stage.APPROVED, kind, words, by=by, at=at)
    _put_in_force(found, due_on)
    tell(application, notices.change_decided(found), at=at)
    return found


@transaction.atomic
def refuse_change(change: ChangeRequest, *, by, at, reason, alone_reason="") -> ChangeRequest:
    """The plan stays as it was; the letter says why."""
    found = _answerable(change, by, Stage.PREPARED, decides=True, alone_reason=alone_reason)
    found.decision_reason = reason
    words = notices.change_refused_letter(found)
    _decide(found, Stage.REFUSED, Kind.CHANGE_REFUSED, words, by=by, at=at)
    tell(found.application, notices.change_decided(found), at=at)
    return found


def _decide(change, stage, kind, words, *, by, at) -> None:
    change.decided_by, change.decided_at = by, at
    change.letter = issue(change.application, kind, words, by=by, at=at)
    _move(change, stage)


def _put_in_force(change, due_on: date) -> None:
    application = change.application
    if change.is_stop:
        application.planned.filter(day__gt=change.stop_on).delete()
        application.report_due_on = due_on
    else:
        plan = planning.in_force(application)  # the one that has just been approved
        freezing.keep_plan(application, planning.sheets(application, plan, {}))
        application.granted_amount = change.granted
    application.save(update_fields=["granted_amount", "report_due_on"])


def _report_due(change, today: date) -> date:
    """After a stop the report comes due so many days after its last day, but not before today's."""
    application = change.application
    if not change.is_stop:
        return application.report_due_on
    within = timedelta(days=application.programme_year.report_within_days)
    return max(change.stop_on, today) + within


def _within(change, amount: int) -> None:
    if change.is_stop and amount != change.before:
        raise NotAllowed(_("中止のときは、交付額はそのままです。報告のあとで額を確定します。"))
    if not change.is_stop and not 0 <= amount <= change.amount:
        raise NotAllowed(_("変更した後の額は、新しい計画から計算した額までにしてください。"))


def _check_budget(application, amount: int) -> None:
    more = amount - application.granted_amount
    if more > 0 and (short := budget.why_not_enough(application, more)):
        raise NotAllowed(short)


def _held(change) -> ChangeRequest:
    """The request with its application, both locked; the application first, as everywhere."""
    application = locked(change.application)
    found = ChangeRequest.objects.select_for_update(of=["self"]).get(pk=change.pk)
    found.application = application
    return found


def _opened(change, by, *stages: Stage) -> ChangeRequest:
    """For the group's own part: as long as the award stands and nobody was faster."""
    found = _held(change)
    if reason := why_no_change(by, found.application):
        raise NotAllowed(reason)
    if found.stage not in stages:
        raise _moved_on(found)
    return found


def _answerable(change, by, stage: Stage, *, decides: bool, alone_reason="") -> ChangeRequest:
    found = _held(change)
    if found.stage != stage:
        raise _moved_on(found)
    if reason := why_no_change_decision(by, found, decides=decides):
        raise NotAllowed(reason)
    if decides and found.prepared_by_id == by.pk:
        if not alone_reason:
            raise NotAllowed(_("一人で起案と決裁をするわけを書いてください。"))
        found.alone_reason = alone_reason
    return found


def _moved_on(change) -> NotAllowed:
    told = {"stage": change.get_stage_display()}
    return NotAllowed(_("この変更申請は、いま「%(stage)s」です。この手続きはできません。") % told)


def _move(change, stage: Stage) -> ChangeRequest:
    change.stage = stage
    change.save()
    return change
