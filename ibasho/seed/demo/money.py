"""Money of the demonstration that is on its way: claimed, planned, in a file, coming back in parts."""

from datetime import datetime, time, timedelta

from grants import claiming, filing, paying, refunding
from grants.balance import balance
from grants.claiming import NewAccount
from grants.models import Application, Payment
from grants.transfer.account import Account, Deposit
from grants.transfer.days import next_open
from ibasho.dates import JAPAN, FiscalYear, day_in_japan
from ibasho.seed.demo.afterwards import LastYear
from ibasho.seed.demo.applications import programme_year
from ibasho.seed.demo.people import People

ADVANCE, FIRST = 24_400, 12_000  # yen


def move(people: People, *, at: datetime) -> None:
    """After last year's settlements: what the accountant finds on the desk on this day."""
    till = Till(people, at=at)
    till.file_the_rest("見本のえんがわ")
    till.claim_twice("見本のいろり")
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

    def file_the_rest(self, group_name: str) -> None:
        """What was settled above the advance goes out on the next day on which banks are open."""
        case = self._last_year(group_name)
        claim = self._claim(case, balance(case).to_pay, at=self._ago(3))
        payment = paying.accept_claim(claim, by=self.by, at=self._ago(2))
        self._file(payment, at=self._ago(1), on=next_open(day_in_japan(self.now)))

    def _file(self, payment: Payment, *, at: datetime, on) -> None:
        filing.make_file([payment.pk], by=self.by, at=at, on=on)

    def claim_twice(self, group_name: str) -> None:
        """Paid in advance through a file; of the rest one part is planned, one waits to be seen."""
        spring = datetime.combine(self.year.first + timedelta(days=25), time(12), tzinfo=JAPAN)
        story = LastYear(self.people, programme_year(self.year), at=spring)
        case = story.awarded(group_name)
        self._advance(case, at=spring)
        story.report(case, at=self._ago(16))
        case = story.settle(case, at=self._ago(12))
        paying.accept_claim(self._claim(case, FIRST, at=self._ago(5)), by=self.by, at=self._ago(4))
        self._claim(case, balance(case).to_pay, at=self._ago(1))

    def _advance(self, case: Application, *, at: datetime) -> None:
        bank = Account("0005", "220", Deposit.ORDINARY, "0000123", "ﾐﾎﾝﾉｲﾛﾘ")
        told = {"amount": ADVANCE, "account": NewAccount(bank)}
        claim = claiming.claim(case, by=case.started_by, at=at, **told)
        payment = paying.accept_claim(claim, by=self.by, at=at)
        day = next_open(day_in_japan(at))
        self._file(payment, at=at, on=day)
        paying.mark_paid(payment, by=self.by, at=at + timedelta(days=14), on=day)

    def receive_a_part(self, group_name: str) -> None:
        """Late, but a beginning: 5,000 yen were brought to the counter."""
        refund = self._last_year(group_name).refunds.get()
        at = self._ago(2)
        refunding.receive_refund(refund, by=self.by, at=at, on=day_in_japan(at), amount=5_000)
