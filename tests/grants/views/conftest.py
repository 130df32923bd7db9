"""The clock of the pages: it stands where the stories of the factories begin."""

import pytest
import time_machine

from tests.grants import factories


@pytest.fixture
def at_noon():
    with time_machine.travel(factories.NOON, tick=False):
        yield
