"""The way of an application: one function per step, and the only writer of `state`.

Every function runs in one transaction with the row locked, takes `by` (a User) and `at` (an
aware moment), and raises NotAllowed, whose text can be shown, when the step cannot be taken.
"""

from grants.permissions import NotAllowed
from grants.workflow.asking import (
    Incomplete,
    award,
    decline,
    find,
    receive,
    recommend,
    return_for_correction,
    send_back,
    submit,
    withdraw,
)
from grants.workflow.changing import (
    approve_change,
    ask_change,
    prepare_change,
    refuse_change,
    start_change,
    withdraw_change,
    write_change,
)
from grants.workflow.settling import check_report, close, report, return_report, revoke, settle

__all__ = [
    "Incomplete",
    "NotAllowed",
    "approve_change",
    "ask_change",
    "award",
    "check_report",
    "close",
    "decline",
    "find",
    "prepare_change",
    "receive",
    "recommend",
    "refuse_change",
    "report",
    "return_for_correction",
    "return_report",
    "revoke",
    "send_back",
    "settle",
    "start_change",
    "submit",
    "withdraw",
    "withdraw_change",
    "write_change",
]
