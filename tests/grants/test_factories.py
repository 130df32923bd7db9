"""The stories begin where they say they begin."""

import pytest
from django.db.utils import ProgrammingError

from grants.models import Application
from grants.states import State
from tests.grants import factories


def test_a_submitted_application_has_number_and_amount(resident):
    application = factories.submitted(by=resident)

    assert application.state == State.SUBMITTED
    assert application.requested_amount == 44_400
    assert application.receipt_number == "R8-0001"
    assert application.planned.count() == 12


def test_single_fees_are_capped_one_by_one(resident):
    fees = dict.fromkeys(factories.SUNDAYS[:6], 4_000)
    application = factories.submitted(by=resident, fee="0", fees=fees)

    assert application.requested_amount == 45_000


def test_the_receipt_number_stays(resident):
    application = factories.submitted(by=resident)

    with pytest.raises(ProgrammingError):
        Application.objects.filter(pk=application.pk).update(receipt_number="R8-0002")
