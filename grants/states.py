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
}

# Where the amount and the person who decided stand for good.
DECIDED = frozenset({S.AWARDED, S.DECLINED})
# What no longer stands in the way of a new application of the same group and year.
FRUITLESS = frozenset({S.DECLINED, S.WITHDRAWN})


def transitions() -> list[tuple[str, str]]:
    """Every (from, to) pair of the table; PostgreSQL refuses all others."""
    pairs = {(s.value, step.target.value) for step in STEPS.values() for s in step.sources}
    return sorted(pairs)
