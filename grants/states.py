"""The way of an application: its states, and who may take it from where to where."""

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from ibasho.accounts.permissions import Capability


class State(models.TextChoices):
    DRAFT = "draft", _("下書き")
    SUBMITTED = "submitted", _("受付済み")
    RETURNED = "returned", _("補正待ち")
    UNDER_REVIEW = "under_review", _("審査中")
    RECOMMENDED = "recommended", _("決裁待ち")
    AWARDED = "awarded", _("交付決定")
    REPORTED = "reported", _("実績報告済み")
    SETTLED = "settled", _("額の確定")
    CLOSED = "closed", _("完了")
    REVOKED = "revoked", _("取消")
    DECLINED = "declined", _("不交付")
    WITHDRAWN = "withdrawn", _("取下げ")


@dataclass(frozen=True, slots=True)
class Step:
    """One step: from any of `sources` to `target`, by whoever holds `capability`."""

    sources: frozenset[State]
    target: State
    capability: Capability
    label: str


S, C = State, Capability
OPEN = frozenset({S.SUBMITTED, S.RETURNED, S.UNDER_REVIEW, S.RECOMMENDED})
# The award stands and something is still to be done: gatherings, a report, money.
RUNNING = frozenset({S.AWARDED, S.REPORTED, S.SETTLED})
# Somebody looks after it: it is on its way, before the decision or after an award.
TENDED = OPEN | RUNNING

STEPS: dict[str, Step] = {
    "submit": Step(frozenset({S.DRAFT, S.RETURNED}), S.SUBMITTED, C.APPLY, _("提出")),
    "withdraw": Step(OPEN, S.WITHDRAWN, C.APPLY, _("取下げ")),
    "receive": Step(frozenset({S.SUBMITTED}), S.UNDER_REVIEW, C.REVIEW, _("審査を始める")),
    "return": Step(
        frozenset({S.SUBMITTED, S.UNDER_REVIEW}), S.RETURNED, C.REVIEW, _("補正を依頼する")
    ),
    "recommend": Step(frozenset({S.UNDER_REVIEW}), S.RECOMMENDED, C.RECOMMEND, _("起案する")),
    "send_back": Step(frozenset({S.RECOMMENDED}), S.UNDER_REVIEW, C.DECIDE, _("審査に差し戻す")),
    "award": Step(frozenset({S.RECOMMENDED}), S.AWARDED, C.DECIDE, _("交付を決定する")),
    "decline": Step(frozenset({S.RECOMMENDED}), S.DECLINED, C.DECIDE, _("不交付を決定する")),
    "report": Step(frozenset({S.AWARDED}), S.REPORTED, C.APPLY, _("実績を報告する")),
    "return_report": Step(frozenset({S.REPORTED}), S.AWARDED, C.REVIEW, _("報告の補正を依頼する")),
    "check_report": Step(frozenset({S.REPORTED}), S.REPORTED, C.REVIEW, _("報告を確かめた")),
    "settle": Step(frozenset({S.REPORTED}), S.SETTLED, C.DECIDE, _("額を確定する")),
    "close": Step(frozenset({S.SETTLED}), S.CLOSED, C.DECIDE, _("完了にする")),
    "revoke": Step(RUNNING, S.REVOKED, C.DECIDE, _("交付決定を取り消す")),
}

# An award was made, whatever has become of it since.
GRANTED = frozenset({*RUNNING, S.CLOSED, S.REVOKED})
# Where the amount and the person who decided stand for good.
DECIDED = frozenset({*GRANTED, S.DECLINED})
# Where the amount of the settlement stands for good.
SETTLED = frozenset({S.SETTLED, S.CLOSED})
# Nothing at all changes any more.
ENDED = frozenset({S.DECLINED, S.CLOSED, S.REVOKED})
# What no longer stands in the way of a new application of the same group and year.
FRUITLESS = frozenset({S.DECLINED, S.WITHDRAWN})


def transitions() -> list[tuple[str, str]]:
    """Every (from, to) pair of the table; PostgreSQL refuses all others."""
    pairs = {(s.value, step.target.value) for step in STEPS.values() for s in step.sources}
    return sorted(pair for pair in pairs if pair[0] != pair[1])
