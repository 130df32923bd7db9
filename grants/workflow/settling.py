"""From the award to the end: the report, the settlement, the close; or the award is revoked."""

from django.db import transaction
from django.utils.translation import gettext as _

from grants import notices
from grants.applying import correcting
from grants.awarded import reporting
from grants.door import issue, opened, take, tell
from grants.models import Application, Correction, Stage
from grants.models.change import OPEN_STAGES
from grants.money import payouts
from grants.money.balance import balance
from grants.permissions import NotAllowed, alone
from ibasho.letters.models import Kind


@transaction.atomic
def report(application: Application, *, by, at, statement: dict, words="") -> Application:
    """Freeze the diary, the statement (yen by key) and the amount they come to (実績報告)."""
    locked = opened(application, "report", by)
    _no_open_change(locked)
    reporting.freeze(locked, statement=statement, words=words, by=by, at=at)
    Correction.objects.filter(application=locked, answered_at=None).update(answered_at=at)
    take(locked, "report", by=by, at=at)
    tell(locked, notices.report_received(locked), at=at)
    return locked


def _no_open_change(application) -> None:
    """A change that was only begun falls away; one that was sent is answered first."""
    if application.changes.filter(stage__in=[Stage.ASKED, Stage.PREPARED]).exists():
        raise NotAllowed(_("変更申請の結果が出てから、実績を報告してください。"))
    application.changes.filter(stage=Stage.DRAFT).update(stage=Stage.WITHDRAWN)


@transaction.atomic
def return_report(
    application: Application, *, by, at, message, due_on, comments=None
) -> Application:
    """Ask the group to put its report right by `due_on`; `comments` by item's name."""
    locked = opened(application, "return_report", by)
    asked = correcting.ask_report(locked, message, comments or {}, due_on=due_on, by=by, at=at)
    unchecked = {"checked_by": None, "checked_at": None, "checked_amount": None}
    take(locked, "return_report", by=by, at=at, note=asked, **unchecked)
    tell(locked, notices.report_to_correct(locked, asked, due_on), at=at)
    return locked


@transaction.atomic
def check_report(application: Application, *, by, at, amount: int, reason="") -> Application:
    """Propose to settle `amount` yen to whoever decides; a second check takes the place of the first."""
    locked = opened(application, "check_report", by)
    _within(locked, amount)
    known = {"checked_by": by, "checked_at": at, "checked_amount": amount}
    return take(locked, "check_report", by=by, at=at, note=reason, **known)


@transaction.atomic
def settle(
    application: Application, *, by, at, amount: int, reason="", alone_reason=""
) -> Application:
    """Fix the amount for good (額の確定), with its numbered letter."""
    locked = opened(application, "settle", by)
    _within(locked, amount)
    if alone(by, locked, "settle") and not alone_reason:
        raise NotAllowed(_("一人で確かめて確定するわけを書いてください。"))
    kept = balance(locked).kept
    words = notices.settlement_letter(locked, amount=amount, kept=kept, reason=reason)
    take(
        locked,
        "settle",
        by=by,
        at=at,
        note=reason,
        settled_by=by,
        settled_at=at,
        settled_amount=amount,
        settled_reason=reason,
        settled_alone_reason=alone_reason,
        settlement_letter=issue(locked, Kind.SETTLEMENT, words, by=by, at=at),
    )
    tell(locked, notices.settled(locked), at=at)
    return locked


def _within(application, amount: int) -> None:
    if not 0 <= amount <= reporting.most(application):
        raise NotAllowed(
            _("確定する額を、報告から計算した額や、いまの交付額より大きくすることはできません。")
        )


@transaction.atomic
def close(application: Application, *, by, at) -> Application:
    """All is done and paid; nothing changes any more."""
    locked = opened(application, "close", by)
    if words := balance(locked).why_not_even:
        raise NotAllowed(words)
    take(locked, "close", by=by, at=at)
    tell(locked, notices.closed(locked), at=at)
    return locked


@transaction.atomic
def revoke(application: Application, *, by, at, reason) -> Application:
    """Take the award back (取消), with a numbered letter; what is not paid yet stays unpaid.

    What was paid is asked back by the accountant (grants.money.refunding.demand_refund).
    """
    locked = opened(application, "revoke", by)
    payouts.call_off(locked, by=by, at=at, reason=reason)
    payouts.drop_claims(locked, by=by, at=at, reason=reason)
    locked.changes.filter(stage__in=OPEN_STAGES).update(stage=Stage.WITHDRAWN)
    take(locked, "revoke", by=by, at=at, note=reason)
    words = notices.revocation_letter(locked, kept=balance(locked).kept, reason=reason)
    issue(locked, Kind.REVOCATION, words, by=by, at=at)
    tell(locked, notices.revoked(locked), at=at)
    return locked
