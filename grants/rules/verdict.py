"""What the machine can say of a criterion; what it cannot say a person judges."""

from __future__ import annotations

from enum import Enum


class Verdict(Enum):
    """Met, not met, or for a person to judge."""

    MET = "met"
    NOT_MET = "not_met"
    TO_BE_JUDGED = "to_be_judged"

    @property
    def label(self) -> str:
        return {"met": "適合", "not_met": "不適合", "to_be_judged": "要確認"}[self.value]


Judged = tuple[Verdict, str]  # with the reason, a plain Japanese sentence
