"""Money of the demonstration that is on its way: claimed, planned, in a file, coming back in parts."""

from datetime import datetime, timedelta

from grants.models import Application, Payment
from grants.money import claiming, filing, paying, refunding
from grants.money.balance import balance
from grants.transfer.days import next_open
from ibasho.dates import FiscalYear, day_in_japan
from ibasho.seed.demo.people import People

FIRST, SECOND = 6_000, 5_000  # yen


def move(people: People, *, at: datetime) -> None:
    """After last year's settlements: what the accountant finds on the desk on this day."""
    till = Till(people, at=at)
    till.claim_the_rest("見本のえんがわ")
    till.receive_a_part("見本のしおり")


class Till:
    def __init__(self, people: People, *, at: datetime):
        self.people, self.by, self.now = people, people.users["accountant"], at
        self.year = FiscalYear.of(day_in_japan(at)).previous

    def _ago(self, days: int) -> datetime:
        return self.now - timedelta(days=days)

    def _last_year(self, group_name: str) -> Application:
        applications = self.people.groups[group_name].applications
        return applications.get(programme_year__fiscal_year=self.year.year)

    def _claim(self, case: Application, amount: int, *, at: datetime):
        account = case.group.bank_accounts.first()
        return claiming.claim(case, by=case.started_by, at=at, amount=amount, account=account)

    def claim_the_rest(self, group_name: str) -> None:
        """In three parts: one goes out on the next open day, one is planned, one waits to be seen."""
        case = self._last_year(group_name)
        first = self._accepted(case, FIRST, days_ago=5)
        on = next_open(day_in_japan(self.now))
        filing.make_file([first.pk], by=self.by, at=self._ago(3), on=on)
        self._accepted(case, SECOND, days_ago=3)
        self._claim(case, balance(case).to_pay, at=self._ago(1))

    def _accepted(self, case: Application, amount: int, *, days_ago: int) -> Payment:
        claim = self._claim(case, amount, at=self._ago(days_ago))
        return paying.accept_claim(claim, by=self.by, at=self._ago(days_ago - 1))

    def receive_a_part(self, group_name: str) -> None:
        """Late, but a beginning: 5,000 yen were brought to the counter."""
        refund = self._last_year(group_name).refunds.get()
        at = self._ago(2)
        refunding.receive_refund(refund, by=self.by, at=at, on=day_in_japan(at), amount=5_000)
