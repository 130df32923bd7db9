"""Decisions on many applications, each as it was recommended: what stands in the way of each row."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from grants.models import Application
from grants.models.interest import Interest
from grants.permissions import NotAllowed, alone, why_not
from grants.programmes import exclusion
from grants.reviewing import declaring
from grants.states import OPEN, State
from ibasho.text import yen

WAITING_STILL = OPEN - {State.RECOMMENDED}


def why_no_awards(applications: Sequence[Application], *, by) -> dict:
    """Application id → why it cannot be awarded among many, kindly; empty where it can.

    The budgets are counted down row by row, as the awards will be.
    """
    left = {row.programme_year_id: row.programme_year.left for row in applications}
    excluded = exclusion.clashes(applications)
    found = {}
    for row in applications:
        year, amount = row.programme_year_id, row.recommended_amount or 0
        why = _why_not(row, by, "award") or excluded.get(row.pk, "")
        found[row.pk] = why or _short(amount, left[year])
        left[year] -= 0 if found[row.pk] else amount
    return found


def why_no_declines(applications: Sequence[Application], *, by) -> dict:
    """The same of declining them."""
    return {row.pk: _why_not(row, by, "decline") for row in applications}


def _why_not(row: Application, by, step: str) -> str:
    if row.state in WAITING_STILL:
        state = {"state": row.get_state_display()}
        return _("いまは「%(state)s」です。起案されると決められます。") % state
    if reason := why_not(by, row, step):
        return reason
    if alone(by, row, step):
        return _("自分で起案した申請は、ひとつずつ、わけを書いて決めてください。")
    if step == "award" and not row.recommended_amount:
        return _("不交付が起案されています。ひとつずつ決めてください。")
    if step == "decline" and row.recommended_amount:
        words = _("%sの交付が起案されています。ひとつずつ決めてください。")
        return words % yen(row.recommended_amount)
    return ""


def _short(amount: int, left: int) -> str:
    return _("予算が足りません。残りは%sです。") % yen(left) if amount > left else ""


def award(application: Application, *, by, at, amount: int) -> Application:
    """Award `amount`, which was shown as recommended, after `by` declared no interest in it."""
    _refuse(application, by, "award")
    if application.recommended_amount != amount:
        raise NotAllowed(_("起案の額が変わりました。もう一度、内容を確かめてください。"))
    words = {"interest": Interest.NONE, "amount": amount}
    return declaring.take("award", application, by=by, at=at, words=words)


def decline(application: Application, *, by, at, reason: str) -> Application:
    """Decline what was recommended so, for the reason that all of them share."""
    _refuse(application, by, "decline")
    words = {"interest": Interest.NONE, "reason": reason}
    return declaring.take("decline", application, by=by, at=at, words=words)


def _refuse(application: Application, by, step: str) -> None:
    """NotAllowed, where it cannot be decided among many as it stands by now."""
    application.refresh_from_db()
    if reason := _why_not(application, by, step):
        raise NotAllowed(reason)
