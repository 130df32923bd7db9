"""Many at once: a preview that writes nothing, and no row that keeps another back."""

from grants.models import Application
from grants.reviewing import bulk
from grants.workflow import NotAllowed

ROWS = [Application(receipt_number=f"R8-000{n}") for n in (1, 2, 3)]
MIDDLE = ROWS[1]


def told(outcomes):
    return [(o.application.receipt_number, o.told, o.refused) for o in outcomes]


EXPECTED = [("R8-0001", "する", False), ("R8-0002", "だめ", True), ("R8-0003", "する", False)]


def test_foresee():
    found = bulk.foresee(
        ROWS, why_not=lambda row: "だめ" if row is MIDDLE else "", tell=lambda _row: "する"
    )
    assert told(found) == EXPECTED
    assert bulk.possible(found) == 2


def test_carry_out_goes_on_after_a_refusal():
    done = []

    def act(row):
        if row is MIDDLE:
            raise NotAllowed("だめ")
        done.append(row)

    assert told(bulk.carry_out(ROWS, act=act, tell=lambda _row: "する")) == EXPECTED
    assert done == [ROWS[0], ROWS[2]]
