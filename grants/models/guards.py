"""What PostgreSQL holds of an application, whoever writes: its way, its people, its money."""

import pgtrigger
from django.db import models
from django.db.models import F, Q

from grants.models.exclusion import NO_EXCLUDED
from grants.models.receipts import from_the_register
from grants.states import DECIDED, ENDED, FRUITLESS, GRANTED, SETTLED, State, transitions


def _values(states) -> list[str]:
    return sorted(state.value for state in states)


FINAL, AWARDS, ENDS = _values(DECIDED), _values(GRANTED), _values(ENDED)
PROPOSED = [State.RECOMMENDED.value, *FINAL]
VOID = _values(FRUITLESS)
CHECKED = ["checked_by", "checked_at", "checked_amount"]
SETTLEMENT = [
    "settled_by",
    "settled_at",
    "settled_amount",
    "settled_reason",
    "settled_alone_reason",
    "settlement_letter",
]
# What goes on living after the decision; all else of it stays as it was decided.
GOES_ON = ["state", "worker", "granted_amount", "report_due_on", *CHECKED, *SETTLEMENT]


def _all(*fields: str, known: bool) -> Q:
    """Whether each of these fields is filled, or each is empty."""
    return Q(**{f"{field}__isnull": not known for field in fields})


DECISION = ("decided_by", "decided_at", "letter")
FIXED = ("settled_by", "settled_at", "settled_amount", "settlement_letter")

CONSTRAINTS = [
    models.CheckConstraint(condition=Q(state__in=State.values), name="application_state"),
    models.UniqueConstraint(
        fields=["receipt_number"], condition=~Q(receipt_number=""), name="receipt_number_once"
    ),
    models.UniqueConstraint(
        fields=["programme_year", "group"],
        condition=~Q(state__in=VOID),
        name="application_once_a_year",
    ),
    models.CheckConstraint(
        condition=Q(state=State.DRAFT)
        | Q(~Q(receipt_number=""), submitted_at__isnull=False, requested_amount__isnull=False),
        name="received_has_number",
    ),
    models.CheckConstraint(
        condition=~Q(state__in=PROPOSED)
        | _all("recommended_by", "recommended_at", "recommended_amount", known=True),
        name="proposed_has_proposer",
    ),
    models.CheckConstraint(
        condition=(Q(state__in=FINAL) & _all(*DECISION, known=True))
        | (~Q(state__in=FINAL) & _all(*DECISION, known=False)),
        name="decided_has_decider",
    ),
    models.CheckConstraint(
        condition=(Q(state__in=AWARDS) & _all("awarded_amount", "granted_amount", known=True))
        | (~Q(state__in=AWARDS) & _all("awarded_amount", "granted_amount", known=False)),
        name="awarded_has_amount",
    ),
    models.CheckConstraint(
        condition=Q(decided_by=None) | ~Q(decided_by=F("recommended_by")) | ~Q(alone_reason=""),
        name="decider_is_another",
    ),
    models.CheckConstraint(
        condition=Q(awarded_amount=None) | Q(awarded_amount__lte=F("requested_amount")),
        name="award_within_request",
    ),
    models.CheckConstraint(
        condition=_all(*CHECKED, known=True) | _all(*CHECKED, known=False),
        name="check_has_checker",
    ),
    # A settled award may still be revoked, and keeps what was settled.
    models.CheckConstraint(
        condition=(Q(state__in=_values(SETTLED)) & _all(*FIXED, *CHECKED, known=True))
        | (Q(state=State.REVOKED) & (_all(*FIXED, known=True) | _all(*FIXED, known=False)))
        | (~Q(state__in=[*_values(SETTLED), State.REVOKED]) & _all(*FIXED, known=False)),
        name="settled_has_settler",
    ),
    models.CheckConstraint(
        condition=Q(settled_amount=None) | Q(settled_amount__lte=F("granted_amount")),
        name="settled_within_grant",
    ),
    models.CheckConstraint(
        condition=Q(settled_by=None) | ~Q(settled_by=F("checked_by")) | ~Q(settled_alone_reason=""),
        name="settler_is_another",
    ),
]

# Writing the row is enough: it counts its awards itself (ProgrammeYear.counts_committed).
TAKE_FROM_BUDGET = """
UPDATE grants_programmeyear SET committed = 0
WHERE id IN (OLD.programme_year_id, NEW.programme_year_id);
RETURN NULL;
"""

ALONE_ONLY_WHERE_ALLOWED = """
IF NOT (SELECT one_person_may_decide FROM grants_programmeyear WHERE id = NEW.programme_year_id)
THEN RAISE EXCEPTION 'nobody decides what they proposed'; END IF;
RETURN NEW;
"""

NO_INTERESTED_ONE = """
IF EXISTS (
    SELECT 1 FROM grants_conflictofinterest WHERE application_id = NEW.id AND declared = 'some'
    AND (by_id = NEW.decided_by_id AND OLD.decided_by_id IS NULL
        OR by_id = NEW.recommended_by_id AND OLD.recommended_by_id IS DISTINCT FROM by_id
        OR by_id = NEW.checked_by_id AND OLD.checked_by_id IS DISTINCT FROM by_id
        OR by_id = NEW.settled_by_id AND OLD.settled_by_id IS NULL)
) THEN RAISE EXCEPTION 'nobody proposes or decides in a case of their own interest'; END IF;
RETURN NEW;
"""

# Each report makes one way into 「実績報告済み」: after a return it takes another one.
REPORTED_BY_A_REPORT = """
IF (SELECT count(*) FROM grants_report WHERE application_id = NEW.id)
    <= (SELECT count(*) FROM grants_steptaken WHERE application_id = NEW.id AND step = 'report')
THEN RAISE EXCEPTION 'nothing is reported without a report'; END IF;
RETURN NEW;
"""

SETTLED_BY_THE_REPORT = """
IF NEW.settled_amount > coalesce((
    SELECT amount FROM grants_report WHERE application_id = NEW.id ORDER BY round DESC LIMIT 1
), -1) THEN RAISE EXCEPTION 'no settlement beyond the report'; END IF;
RETURN NEW;
"""

GRANTED_BY_A_CHANGE = """
IF NOT EXISTS (
    SELECT 1 FROM grants_changerequest
    WHERE application_id = NEW.id AND stage = 'approved' AND granted = NEW.granted_amount
    AND before = OLD.granted_amount
) THEN RAISE EXCEPTION 'only an approved change changes what was granted'; END IF;
RETURN NEW;
"""

CLOSED_WHEN_EVEN = """
IF NEW.settled_amount <> (
    SELECT coalesce(sum(amount), 0) FROM grants_payment
    WHERE application_id = NEW.id AND status = 'paid'
) - (
    SELECT coalesce(sum(receipt.amount), 0) FROM grants_refundreceipt AS receipt
    JOIN grants_refund AS refund ON refund.id = receipt.refund_id
    WHERE refund.application_id = NEW.id
) OR EXISTS (
    SELECT 1 FROM grants_payment
    WHERE application_id = NEW.id AND status IN ('planned', 'in_file')
) THEN RAISE EXCEPTION 'nothing is closed while money is owed'; END IF;
RETURN NEW;
"""


def _stays(since: str, words: str) -> str:
    return f"IF OLD.{since} IS NOT NULL THEN RAISE EXCEPTION '{words}'; END IF; RETURN NEW;"


TRIGGERS = [
    pgtrigger.FSM(name="state_machine", field="state", transitions=transitions()),
    pgtrigger.Trigger(
        name="begins_as_draft",
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        condition=pgtrigger.Q(new__state__df=State.DRAFT),
        func="RAISE EXCEPTION 'an application begins as a draft';",
    ),
    pgtrigger.Protect(
        name="only_drafts_deleted",
        operation=pgtrigger.Delete,
        condition=pgtrigger.Q(old__state__df=State.DRAFT),
    ),
    # Not pgtrigger.ReadOnly: with `fields` it ignores a condition, and bars the first number.
    pgtrigger.Protect(
        name="receipt_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.receipt_number <> '' AND OLD.receipt_number <> NEW.receipt_number"
        ),
    ),
    from_the_register(),
    pgtrigger.Trigger(
        name="decision_stays",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange(exclude=GOES_ON),
        func=_stays("decided_at", "what is decided stays"),
    ),
    pgtrigger.Protect(
        name="ended_stays",
        operation=pgtrigger.Update,
        condition=pgtrigger.Q(old__state__in=ENDS),
    ),
    pgtrigger.Trigger(
        name="settlement_stays",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.AnyChange("granted_amount", *CHECKED, *SETTLEMENT),
        func=_stays("settled_at", "what is settled stays"),
    ),
    pgtrigger.Protect(
        name="granted_as_awarded",
        operation=pgtrigger.Update,
        condition=pgtrigger.Condition(
            "OLD.granted_amount IS NULL AND NEW.granted_amount <> NEW.awarded_amount"
        ),
    ),
    pgtrigger.Trigger(
        name="granted_by_a_change",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.granted_amount <> NEW.granted_amount"),
        func=GRANTED_BY_A_CHANGE,
    ),
    pgtrigger.Trigger(
        name="closed_when_even",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.state <> 'closed' AND NEW.state = 'closed'"),
        func=CLOSED_WHEN_EVEN,
    ),
    pgtrigger.Trigger(
        name="reported_by_a_report",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.state <> 'reported' AND NEW.state = 'reported'"),
        func=REPORTED_BY_A_REPORT,
    ),
    pgtrigger.Trigger(
        name="settled_by_the_report",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("NEW.settled_amount IS NOT NULL"),
        func=SETTLED_BY_THE_REPORT,
    ),
    pgtrigger.Trigger(
        name="takes_from_budget",
        operation=pgtrigger.Update,
        when=pgtrigger.After,
        condition=pgtrigger.Condition(
            "OLD.granted_amount IS DISTINCT FROM NEW.granted_amount"
            " OR OLD.settled_amount IS DISTINCT FROM NEW.settled_amount"
            " OR OLD.state <> NEW.state AND NEW.state = 'revoked'"
            " OR OLD.programme_year_id <> NEW.programme_year_id"
        ),
        func=TAKE_FROM_BUDGET,
    ),
    pgtrigger.Trigger(
        name="alone_only_where_allowed",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "NEW.decided_by_id = NEW.recommended_by_id AND OLD.decided_by_id IS NULL"
            " OR NEW.settled_by_id = NEW.checked_by_id AND OLD.settled_by_id IS NULL"
        ),
        func=ALONE_ONLY_WHERE_ALLOWED,
    ),
    pgtrigger.Trigger(
        name="no_interested_one",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition(
            "NEW.recommended_by_id IS NOT NULL OR NEW.decided_by_id IS NOT NULL"
        ),
        func=NO_INTERESTED_ONE,
    ),
    pgtrigger.Trigger(
        name="no_excluded_grant",
        operation=pgtrigger.Update,
        when=pgtrigger.Before,
        condition=pgtrigger.Condition("OLD.state = 'recommended' AND NEW.state = 'awarded'"),
        func=NO_EXCLUDED,
    ),
]
