"""The accountant's figures are those of 「お金のゆくえ」, and money that came back opens its receipts."""

from datetime import date

from grants.money import funds, refunding
from ibasho.reports.dashboard import views
from ibasho.reports.dashboard.scope import Scope
from tests.grants.purse import NEXT_MAY, awarded, paid, settled
from tests.reports.dashboard.test_board import opened

DAY = NEXT_MAY.date()


def test_the_figures_are_where_the_money_is(db, enter, resident, worker, approver, accountant):
    case = awarded(resident=resident, worker=worker, approver=approver)
    paid(case, by=resident, accountant=accountant)
    case = settled(case, by=resident, worker=worker, approver=approver, gatherings=10)
    refund = refunding.demand_refund(case, by=accountant, at=NEXT_MAY, due_on=date(2027, 6, 1))
    refunding.receive_refund(refund, by=accountant, at=NEXT_MAY, on=DAY, amount=5_000)
    (known,) = funds.funds(on=DAY)
    year = case.programme_year.year
    figures = views.accountant(Scope(year, DAY)).figures
    told = [one.now.value for one in figures]
    assert told == [known.committed, known.paid, known.settled, known.refunded]
    assert told == [37_000, 44_400, 37_000, 5_000]
    assert [opened(enter(accountant), one.now.url) for one in figures] == [
        (37_000, 1),
        (44_400, 1),
        (37_000, 1),
        (5_000, 1),
    ]
    assert [one.before.value for one in figures] == [0, 0, 0, 0]
    # The day before, the money had not come back yet.
    eve = views.accountant(Scope(year, date(2027, 5, 9))).figures
    assert [one.now.value for one in eve] == [37_000, 44_400, 0, 0]
